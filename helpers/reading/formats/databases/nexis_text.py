"""The reader of the old text exports of LexisNexis: many articles a file, each behind "1 of 57 DOCUMENTS"."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from helpers.reading.encodings import decode
from helpers.reading.formats.databases.labels import is_joiner, is_rights, label_of, separators
from helpers.reading.formats.databases.nexis_article import Heading, find_date_line, make_nexis_article
from helpers.reading.raw import RawArticle, Source, Unread
from helpers.reading.wordlists import fold

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Text is wrapped at about 80 columns; where a paragraph is one line, some line is longer.
_WIDEST = 100
_FIRST_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"[^\W_]+(?=-$)")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BLOCKS_WITHOUT_LABELS = 3  # outlet, date and title


def read_nexis_text(source: Source) -> list[RawArticle | Unread] | None:
    """The articles of a text export in their order, or None where a file has no line that stands before each of them.

    Raises ArticleError where such a file is in no encoding that can be told for sure.
    """
    content = source.content
    if not content.startswith(_WIDE) and not _has_separator(content):
        return None
    text, encoding, warnings = decode(content, name=source.name, encoding=source.options.encoding)
    pieces = _separator().split(text.replace("\r\n", "\n").replace("\r", "\n"))
    articles = [_find_blocks(piece) for piece in pieces[1:]]
    if not any(_label_of(block[0]) for blocks in articles for block in blocks):
        return None
    words = _find_words(text)
    return [_read_article(blocks, words, encoding, warnings) for blocks in articles]


def _find_blocks(text: str) -> list[list[str]]:
    """The lines that stand together, without outer white space; a label begins a block of its own."""
    blocks: list[list[str]] = [[]]
    for line in map(str.strip, text.split("\n")):
        if blocks[-1] and (not line or _label_of(line) is not None):
            blocks.append([])
        if line:
            blocks[-1].append(line)
    return blocks if blocks[-1] else blocks[:-1]


def _label_of(line: str) -> tuple[str, str] | None:
    """The label of a text export, always in capitals: "Section: …" may begin a line of the text."""
    return label_of(line) if line.partition(":")[0].isupper() else None


def _read_article(
    blocks: Sequence[list[str]], words: Collection[str], encoding: str, warnings: Sequence[tuple[str, str]]
) -> RawArticle | Unread:
    labelled = (place for place, block in enumerate(blocks) if _label_of(block[0]))
    place = next(labelled, min(_BLOCKS_WITHOUT_LABELS, len(blocks)))
    heading = _read_top(blocks[:place])
    for block in blocks[place:]:
        label = _label_of(_unwrap(block, words))
        if label is None or "start" in heading.labels:
            break
        place += 1
        heading.labels.setdefault(*label)
    text = [heading.labels.pop("start", ""), *(_unwrap(block, words) for block in blocks[place:])]
    lines = [line for paragraph in text for line in paragraph.split("\n") if line]
    while lines and is_rights(lines[-1]):
        lines.pop()
    return make_nexis_article(heading, lines, encoding=encoding, warnings=warnings)


def _read_top(blocks: Sequence[list[str]]) -> Heading:
    """Outlet, date, edition and title, in the order in which a text export prints them above the first label."""
    tops = [[line for line in block if not is_rights(line)] for block in blocks]
    lines = [(number, line) for number, block in enumerate(tops) for line in block]
    place = find_date_line([line for _, line in lines], start=0)
    if place is None:
        return Heading(title=" ".join(line for _, line in lines[1:]) or None, outlet=lines[0][1] if lines else None)
    number, day = lines[place]
    # The lines right below the date name the edition; the title stands behind an empty line.
    title = " ".join(line for later in tops[number + 1 :] for line in later)
    return Heading(title=title or None, outlet=lines[place - 1][1] if place else None, day=day)


def _unwrap(lines: Sequence[str], words: Collection[str]) -> str:
    """A paragraph that was wrapped as one line; where lines are longer than that they stay lines."""
    if max(map(len, lines)) > _WIDEST:
        return "\n".join(lines)
    text = [lines[0]]
    for before, line in pairwise(lines):
        first, last = _FIRST_WORD.match(line), _LAST_WORD.search(before)
        if first is None or last is None or is_joiner(first.group()):
            text.append(" ")
        elif _is_cut(fold(last.group()), fold(first.group()), words):
            text[-1] = text[-1][:-1]
        text.append(line)
    return "".join(text)


def _is_cut(first: str, second: str, words: Collection[str]) -> bool:
    """Whether a hyphen cuts a word: it stands elsewhere in the file in one piece, and nowhere with the hyphen."""
    return first + second in words and f"{first}-{second}" not in words


def _find_words(text: str) -> frozenset[str]:
    """The words of a file, and none where no line ends in a hyphen, for then nobody asks for them."""
    return frozenset(map(fold, _WORD.findall(text))) if "-\n" in text or "-\r" in text else frozenset()


@cache
def _separator() -> re.Pattern[str]:
    forms = "|".join("[0-9]{1,7}".join(map(re.escape, form)) for form in separators())
    return re.compile(rf"^[ \t\f\ufeff]*(?:{forms})[ \t]*$", re.MULTILINE)


def _has_separator(content: bytes) -> bool:
    """Whether such a line is among the bytes; most files lack even its longest word, which is found much faster."""
    words = {max(form, key=len).encode() for form in separators()}
    return any(word in content for word in words) and _separator_in_bytes().search(content) is not None


@cache
def _separator_in_bytes() -> re.Pattern[bytes]:
    forms = "|".join("[0-9]{1,7}".join(map(re.escape, form)) for form in separators())
    # Files of old Macintoshes end their lines with a carriage return alone.
    return re.compile(
        rf"(?:^|(?<=\r))[ \t\f\xef\xbb\xbf]*(?:{forms})[ \t]*(?=[\r\n]|\Z)".encode("latin-1"), re.MULTILINE
    )
