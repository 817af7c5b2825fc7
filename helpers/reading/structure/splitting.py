"""The paragraphs of a cleaned text: its blocks, cut where the file itself tells of parts, with their kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from helpers.reading.lines import find_blocks
from helpers.reading.structure.days import find_prefix
from helpers.reading.structure.kinds import find_kinds
from helpers.reading.structure.titles import plain_title

# A title that is broken over lines is one title.
_TITLES = frozenset({"headline", "standfirst", "heading"})


class Paragraph(NamedTuple):
    """One paragraph: its kind, its span in the cleaned text, and for body the heading above it, None without one."""

    kind: str
    start: int
    end: int
    section: str | None = None


class Known(NamedTuple):
    """A stretch of a cleaned text whose kind the file itself tells."""

    kind: str
    start: int
    end: int


class _Block(NamedTuple):
    """A block of lines, and what is known of the stretch that it lies in: its kind, None where nothing is."""

    start: int
    end: int
    known: str | None = None


def split_paragraphs(text: str, known: Sequence[Known] = ()) -> list[Paragraph]:
    """The paragraphs of a cleaned text in order, each a non-empty line, or a block of lines in hard-wrapped text.

    Kinds: date (a date prefix, or a line that is a date), headline, standfirst, byline, heading, body, caption,
    correction, boilerplate. A text with any words but these last three has a body: what stands alone is no headline.
    `known` are stretches that a file tells the kind of, in order and apart. They keep their kind, but a known body may
    hold headings and what is none of the article's words; where a headline is known none is sought.
    """
    blocks = list(_list_blocks(text, known))
    dated = _split_prefix(text, blocks)
    rest = blocks[dated:]
    words = [text[block.start : block.end] for block in rest]
    kinds = find_kinds(words, [block.known for block in rest], dated=dated > 0)
    paragraphs = [Paragraph("date", block.start, block.end) for block in blocks[:dated]]
    section = None
    for kind, block in zip(kinds, rest, strict=True):
        if kind == "heading":
            section = plain_title(text[block.start : block.end])
        paragraphs.append(Paragraph(kind, block.start, block.end, section if kind == "body" else None))
    return paragraphs


def _list_blocks(text: str, known: Sequence[Known]) -> Iterator[_Block]:
    place = 0
    for kind, start, end in known:
        if not place <= start <= end <= len(text):
            raise ValueError(f"known stretch {start}:{end} of a text of {len(text)} is out of order; sort them")
        yield from _cut(text, place, start, None)
        yield from _cut(text, start, end, kind)
        place = end
    yield from _cut(text, place, len(text), None)


def _cut(text: str, start: int, end: int, known: str | None) -> Iterator[_Block]:
    stretch = text[start:end]
    is_title = known in _TITLES and stretch.strip() and re.search(r"\n[^\S\n]*\n", stretch.strip()) is None
    if is_title:
        left = len(stretch) - len(stretch.lstrip())
        yield _Block(start + left, start + len(stretch.rstrip()), known)
    else:
        for first, last in find_blocks(stretch):
            yield _Block(start + first, start + last, known)


def _split_prefix(text: str, blocks: list[_Block]) -> int:
    """Makes the date prefix a block of its own; the number of date blocks, 0 or 1."""
    if not blocks or blocks[0].known is not None:
        return 0
    start, end, _ = blocks[0]
    found = find_prefix(text, start, end)
    if found is None:
        return 0
    rest = re.compile(r"\S").search(text, found, end)
    blocks[0:1] = [_Block(start, found)] + ([] if rest is None else [_Block(rest.start(), end)])
    return 1
