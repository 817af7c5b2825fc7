"""The reader of documents of Nexis Uni and Lexis+ (DOCX, RTF): many articles a file, behind a page that lists them.

No style tells what a paragraph is. An article is a title, an outlet, a date, lines with labels ("Length: 512 words"),
the line "Body", the text, what the database adds ("Load-Date: …"), and the line "End of Document".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from helpers.reading.formats.databases.labels import is_cover, label_of, line_of
from helpers.reading.formats.databases.nexis_article import make_nexis_article, read_heading, split_article
from helpers.reading.formats.office.blocks import Block
from helpers.reading.formats.office.office_blocks import read_blocks
from helpers.reading.raw import RawArticle, Source, Unread

_COVER_LINES = 30
_FEWEST_LABELS = 2
# "Documents (100)", in any language, and below it "1. A title".
_COUNT = re.compile(r"[^\W\d_][^()\d]{0,30}\(([0-9]{1,6})\)")
_NUMBERED = re.compile(r"([0-9]{1,6})\.(?:\s|$)")
_ADDED = {"loaded", "database"}
_SURE_FIELDS = {"length", "author", "section", "language", "dateline"} | _ADDED
_CUT = ("cut", "ends without the line that ends an article; its text may be cut off, download it again")


def read_nexis(source: Source) -> list[RawArticle | Unread] | None:
    """The articles of a Nexis document in their order, or None where it is none.

    Where the cover page lists more articles than follow, the last item says so. Raises ArticleError where the file is
    protected or damaged.
    """
    blocks, encoding = read_blocks(source)
    if not _is_nexis(blocks):
        return None
    told, start = _skip_cover(blocks)
    articles: list[RawArticle | Unread] = []
    lines: list[str] = []
    for block in blocks[start:]:
        if line_of(block.text) != "ends":
            lines += _lines_of(block)
        elif lines:
            articles.append(_read_article(lines, encoding))
            lines = []
    # Behind the last article stand empty paragraphs, or an article that lacks its end.
    if len(lines) > 1 or (lines and not articles):
        articles.append(_read_article(lines, encoding, is_cut=True))
    if told is not None and told > len(articles):
        reason = (
            f"the first page lists {told:,} articles, and the file holds {len(articles):,}; download the others again"
        )
        articles.append(Unread(reason, code="missing"))
    return articles


def _is_nexis(blocks: Sequence[Block]) -> bool:
    """Whether lines that end an article, "Body" and labels of Nexis come together as they do nowhere else."""
    has_end = any(line_of(block.text) == "ends" for block in blocks)
    has_body = any(line_of(block.text) == "body" for block in blocks)
    labels = {label[0] for block in blocks if (label := label_of(block.text)) is not None} & _SURE_FIELDS
    has_cover = sum(is_cover(block.text) for block in blocks[:_COVER_LINES]) > _FEWEST_LABELS
    if has_end or has_cover:
        return has_body or has_cover or bool(labels)
    # An article of its own that lost its end; a form of an analyst may have labels too.
    return "length" in labels and (has_body or bool(labels & _ADDED))


def _skip_cover(blocks: Sequence[Block]) -> tuple[int | None, int]:
    """How many articles the cover page lists, None without a list, and the place of the first block behind it."""
    told = _count_listed(blocks[:_COVER_LINES])
    if told is None and not any(is_cover(block.text) for block in blocks[:_COVER_LINES]):
        return None, 0
    number = 1
    end = 0
    for place, block in enumerate(blocks):
        text = block.text.strip()
        if line_of(text) in ("body", "ends"):
            break
        numbered = _NUMBERED.match(text)
        is_next = numbered is not None and int(numbered.group(1)) == number and number <= (told or 0)
        number += is_next
        if is_next or is_cover(text) or block.is_row:
            end = place + 1
    return told, end


def _count_listed(blocks: Sequence[Block]) -> int | None:
    """What stands in brackets above a list that begins with "1."."""
    texts = [block.text.strip() for block in blocks if block.text.strip()]
    for above, below in pairwise(texts):
        found = _COUNT.fullmatch(above)
        if found is not None and below.startswith("1."):
            return int(found.group(1))
    return None


def _lines_of(block: Block) -> list[str]:
    """The lines of a paragraph without outer white space, words apart that a link has glued together.

    Nexis leaves out the spaces around links: "obtained" and the link "duties" become "obtainedduties".
    """
    text = block.text
    for edge in sorted(block.edges, reverse=True):
        if 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum():
            text = f"{text[:edge]} {text[edge:]}"
    return [line.strip() for line in text.splitlines() if line.strip()]


def _read_article(lines: Sequence[str], encoding: str, *, is_cut: bool = False) -> RawArticle | Unread:
    head, body = split_article(lines)
    warnings = [_CUT] if is_cut else []
    return make_nexis_article(read_heading(head), body, encoding=encoding, warnings=warnings)
