"""The paragraphs of a cleaned text and what each is: date, headline, byline, heading, body or boilerplate.

Nothing is cut: every character that is not white space lies in exactly one paragraph, the date prefix in its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib import resources
from itertools import groupby
from typing import NamedTuple

from helpers.reading.lines import find_blocks

# Without the word before it a date is a date prefix only where it has the line to itself.
_DATE = re.compile(r"(?:date |(?=\S+[^\S\n]*(?:\n|\Z)))([0-9]{4}-[0-9]{2}-[0-9]{2})(?!\S)")
_DATELINE = re.compile(r"(?P<place>[^()\n“”\"]{2,60}?) ?\((?P<agency>[^()\n]{2,30})\) ?[-–—] ?(?=\S)")
_ADDRESSES = ("http://", "https://", "www.")
_SENTENCE_INSIDE = re.compile(r"\w{3}[.!?…][\"”’“‘»«)]*\s+\S")
_OPENING, _CLOSING = "“„\"‘'‚«»‹›", "”“\"’‘'«»‹›"
_STOPS = ".!?…。！？"
_BULLETS = ("- ", "– ", "— ", "• ", "* ", "· ", "> ", "| ")

# Lengths in code points, from the longest headlines and headings of news sites; a headline with a full stop is rarer
# than a first sentence, so it must be shorter and stand behind a date prefix.
_LONGEST_HEADLINE = 200
_LONGEST_HEADLINE_WITH_STOP = 140
_LONGEST_HEADING = 80
_LONGEST_CAPITALS = 120
_MOST_HEADING_WORDS = 12
_LONGEST_BOILERPLATE = 300
_LONGEST_BYLINE = 120
_MOST_OPENING_BLOCKS = 10
# So many title-like lines in a row are a list or a table.
_LIST_LENGTH = 3


class Paragraph(NamedTuple):
    """One paragraph: its kind, its span in the cleaned text, and for body the heading above it, None without one."""

    kind: str
    start: int
    end: int
    section: str | None = None


def split_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a cleaned text in order, each a non-empty line, or a block of lines in hard-wrapped text.

    Kinds: date (a leading "date YYYY-MM-DD", or the day alone on the first line), headline, byline, heading, body,
    boilerplate. A text with any words but boilerplate has a body: what stands alone is no headline.
    """
    blocks = find_blocks(text)
    dated = _split_date(text, blocks)
    kinds = _find_kinds([text[start:end] for start, end in blocks[dated:]], dated=bool(dated))
    paragraphs = [Paragraph("date", start, end) for start, end in blocks[:dated]]
    section = None
    for kind, (start, end) in zip(kinds, blocks[dated:], strict=True):
        if kind == "heading":
            section = plain_title(text[start:end])
        paragraphs.append(Paragraph(kind, start, end, section if kind == "body" else None))
    return paragraphs


def _split_date(text: str, blocks: list[tuple[int, int]]) -> int:
    """Makes the date prefix a block of its own; the number of date blocks, 0 or 1."""
    if not blocks:
        return 0
    start, end = blocks[0]
    found = _DATE.match(text, start, end)
    if found is None or _as_date(found.group(1)) is None:
        return 0
    rest = re.compile(r"\S").search(text, found.end(), end)
    blocks[0:1] = [(start, found.end())] + ([] if rest is None else [(rest.start(), end)])
    return 1


def _as_date(written: str) -> str | None:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return None


def find_date(text: str, paragraphs: Iterable[Paragraph]) -> str | None:
    """The date (YYYY-MM-DD) of the date prefix, None without one."""
    prefix = next((text[row.start : row.end] for row in paragraphs if row.kind == "date"), None)
    return None if prefix is None else prefix.removeprefix("date ")


def find_wrong_date(text: str) -> str | None:
    """What a date prefix says that is no day of the calendar ("2022-13-45"), None where all is well."""
    found = _DATE.match(text.lstrip())
    return found.group(1) if found is not None and _as_date(found.group(1)) is None else None


def plain_title(title: str) -> str:
    """A headline or heading on one line, without the number signs that Markdown puts before it."""
    return " ".join((title.lstrip("#") if _is_markdown(title) else title).split())


def _find_kinds(blocks: list[str], *, dated: bool) -> list[str]:
    kinds: list[str] = []
    for place, block in enumerate(blocks):
        # Only the few paragraphs at the top are asked, so that long texts cost no more than short ones.
        is_opening = place < _MOST_OPENING_BLOCKS and "body" not in kinds
        kinds.append(_find_kind(block, kinds if is_opening else None, dated=dated and place == 0))
    _demote_lists(blocks, kinds)
    _demote_titles(kinds)
    return kinds


def _find_kind(block: str, opening: list[str] | None, *, dated: bool) -> str:
    """The kind of one block; `opening` holds the kinds before it while no body has come, and is None afterwards."""
    if is_boilerplate(block):
        return "boilerplate"
    if opening is not None and find_author(block) is not None:
        return "byline"
    if opening is not None and not {"headline", "heading"} & set(opening) and _is_headline(block, dated=dated):
        return "headline"
    return "heading" if _is_heading(block) else "body"


def _demote_lists(blocks: list[str], kinds: list[str]) -> None:
    """Title-like lines in a row become body, but those in capitals stay."""
    for kind, group in groupby(range(len(kinds)), key=kinds.__getitem__):
        places = list(group)
        if kind == "heading" and len(places) >= _LIST_LENGTH:
            for place in places:
                kinds[place] = "heading" if _is_capitals(blocks[place]) else "body"


def _demote_titles(kinds: list[str]) -> None:
    """A heading without body below it becomes body, and so does a headline then left alone."""
    last = max((place for place, kind in enumerate(kinds) if kind == "body"), default=-1)
    for place, kind in enumerate(kinds):
        if kind == "heading" and place > last:
            kinds[place] = "body"
    if "body" not in kinds and "headline" in kinds:
        kinds[kinds.index("headline")] = "body"


def _is_headline(block: str, *, dated: bool) -> bool:
    if len(block) > _LONGEST_HEADLINE or block.endswith((",", ";", ":")) or block.startswith(_BULLETS):
        return False
    if not any(map(str.isalpha, block)) or find_agency(block) is not None:
        return False
    if not _ends_sentence(block):
        return True
    is_one_sentence = len(block) <= _LONGEST_HEADLINE_WITH_STOP and _SENTENCE_INSIDE.search(block) is None
    return is_one_sentence and (dated or block.endswith(("?", "!")))


def _ends_sentence(block: str) -> bool:
    """Whether a block ends with a full stop or the like, marks and brackets left aside; not so "in the U.S."."""
    bare = block.rstrip(_CLOSING + ")]")
    if not bare.endswith(tuple(_STOPS)):
        return False
    return not re.search(r"(?:^|[\s.])[A-Z]\.$", bare)


def _is_heading(block: str) -> bool:
    if len(block) > _LONGEST_CAPITALS or block.endswith((",", ";", ":")) or block.startswith(_BULLETS):
        return False
    if _is_markdown(block):
        return True
    if _is_capitals(block):
        # "WHAT NOW?" may be a heading; a shout in quote marks is somebody's words.
        return not block.rstrip(_CLOSING + ")]").endswith(".") and not (block[0] in _OPENING and _ends_sentence(block))
    is_short = len(block) <= _LONGEST_HEADING and len(block.split()) <= _MOST_HEADING_WORDS
    return is_short and _is_title_like(block)


def _is_title_like(block: str) -> bool:
    inner = block.lstrip(_OPENING + "([").rstrip(_CLOSING + ")]")
    if not any(map(str.isalpha, inner)) or inner[0].islower() or inner.endswith((",", ";", ":")):
        return False
    # A quotation that goes on in the next paragraph has no closing mark here.
    is_open = block[0] in _OPENING and not any(mark in block[1:] for mark in _CLOSING)
    return not is_open and not inner.endswith(tuple(_STOPS)) and find_agency(block) is None


def _is_markdown(block: str) -> bool:
    return re.match(r"#{1,6}\s+\S", block[:20]) is not None and "\n" not in block


def _is_capitals(block: str) -> bool:
    letters = [character for character in block if character.isalpha()]
    return len(letters) > 3 and len(block) <= _LONGEST_CAPITALS and all(map(_is_capital, letters))


def _is_capital(letter: str) -> bool:
    # German writes its sharp s small also among capitals.
    return letter.isupper() or letter == "ß"


def find_agency(block: str) -> str | None:
    """The agency in the dateline that a paragraph opens with ("KYIV (Reuters) - …"), None without one."""
    found = _DATELINE.match(block[:_LONGEST_BYLINE])
    if found is None:
        return None
    place, agency = found.group("place"), found.group("agency").strip()
    town = place.partition(",")[0]
    is_known = agency.casefold() in _words()["dateline.agencies"]
    return agency if is_known or (_is_capitals(town) and agency[:1].isalpha()) else None


def find_author(block: str) -> str | None:
    """Who a byline names ("By Jane Doe, Kyiv": Jane Doe), None where a paragraph is no byline."""
    if len(block) > _LONGEST_BYLINE or "\n" in block or _ends_sentence(block):
        return None
    phrase = _opening_of(block, "byline.openings")
    if phrase is None:
        return None
    names = block[len(phrase) :].strip(" :").partition(" | ")[0]
    joiners = _words()["byline.joiners"]
    words = names.replace(",", " ").split()
    is_names = 0 < len(words) <= 10 and all(word[0].isupper() or word.casefold() in joiners for word in words)
    return names.partition(",")[0].strip() if is_names and words[0][0].isupper() else None


def is_boilerplate(block: str) -> bool:
    """Whether a paragraph is none of the article's words: "Read more: …", "SOURCE: …", an address, a row of stars."""
    if not any(map(str.isalnum, block)):
        return True
    if len(block) > _LONGEST_BOILERPLATE:
        return False
    if all(word.startswith(_ADDRESSES) for word in block.split()):
        return True
    bare = block.strip(" ([)]*_#")
    words = _words()
    is_labelled = bare.partition(":")[0].strip().casefold() in words["boilerplate.labels"] and ":" in bare
    is_line = bare.rstrip(".!:… ").casefold() in words["boilerplate.lines"]
    is_credit = _opening_of(bare, "boilerplate.credits") is not None and not _ends_sentence(bare)
    return is_labelled or is_line or is_credit or _opening_of(bare, "boilerplate.openings") is not None


def _opening_of(block: str, key: str) -> str | None:
    """The longest phrase of a list that a block begins with, as whole words, as printed; None where it has none."""
    for phrase in sorted(_words()[key], key=lambda phrase: (-len(phrase), phrase)):
        start = block[: len(phrase)]
        if start.casefold() == phrase and not (phrase[-1].isalnum() and block[len(phrase) :][:1].isalnum()):
            return start
    return None


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """The lists of structure.toml, case-folded, by "section.list"."""
    file = resources.files("helpers") / "resources" / "structure.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        f"{section}.{name}": frozenset(word.casefold() for word in words)
        for section, lists in found.items()
        for name, words in lists.items()
    }
