"""What stands at the edges of pages and is none of the article: running heads, page numbers, what a browser prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from helpers.reading.formats.pdf.pages import Page
from helpers.reading.formats.pdf.rows import Line

# How much of a page's height is its edge, and how many lines of it may be edge; a browser prints farther outside.
_EDGE, _PRINTED_EDGE = 0.13, 0.07
_MOST_ROWS = 3
# The same head stands on the same height on each page: in points, and in its size. So near lines are one row.
_SAME_BASE, _SAME_SIZE, _SAME_ROW = 6.0, 1.15, 2.0
# In sizes of the type: the height of capitals, and the least gap between a page's text and its number.
_CAPITALS, _GAP = 0.75, 0.9
_LONGEST_NUMBER = 24
# "4", "– 4 –", "Page 2 of 3", "Seite 4", "2/3"; no "4 May 2022", which has four digits at its end.
_PAGE_NUMBER = re.compile(
    r"[\W_]{0,3}(?:[^\W\d_]{1,8}\.?\s)?(?:[0-9]{1,4}|[0-9]{1,3}\s?(?:/|\||–|-|[^\W\d_]{1,4})\s?[0-9]{1,3})[\W_]{0,3}"
)
_ADDRESS = re.compile(r"(?:https?|file)://\S+")
_CLOCK = re.compile(r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4},?\s[0-9]{1,2}[:.][0-9]{2}")
_DIGITS = re.compile("[0-9]+")
# A browser shortens what is too long for the line.
_SHORTENED = ("…", "...")


class Edges(NamedTuple):
    """The lines of each page without those at its edges, the first of each of these, and the address printed there."""

    lines: list[list[Line]]
    removed: list[str]
    address: str | None


class _Row(NamedTuple):
    """The lines of one height at the edge of a page; the outermost rows are numbered 0."""

    lines: list[Line]
    is_top: bool
    number: int
    is_alone: bool


def find_edges(pages: Sequence[Page], lines: Sequence[list[Line]]) -> Edges:
    """The lines of a file's pages, and apart from them what is repeated at the top or bottom of pages.

    A page number and what a browser prints are known on a single page too.
    """
    rows = [list(_find_rows(page, found)) for page, found in zip(pages, lines, strict=True)]
    repeated = _find_repeated(rows)
    kept, removed = [], dict[str, str]()
    address = None
    for page, found, edge in zip(pages, lines, rows, strict=True):
        printed = _find_printed(page, edge)
        address = address or next(filter(None, map(_find_address, printed)), None)
        gone = set(map(id, printed)) | {id(line) for row in edge for line in _find_heads(row, repeated, len(pages))}
        for line in found:
            if id(line) in gone:
                removed.setdefault(_fold(line.text), line.text)
        kept.append([line for line in found if id(line) not in gone])
    return Edges(kept, list(removed.values()), address)


def _find_rows(page: Page, lines: Sequence[Line]) -> Iterator[_Row]:
    rows: list[list[Line]] = []
    for line in lines:
        if rows and line.base - rows[-1][0].base <= _SAME_ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    for is_top, ordered in ((True, rows), (False, rows[::-1])):
        for number, row in enumerate(ordered[:_MOST_ROWS]):
            from_edge = row[0].base - row[0].size if is_top else page.height - row[0].base
            if from_edge > _EDGE * page.height:
                break
            after = ordered[number + 1] if number + 1 < len(ordered) else None
            is_alone = after is None or _measure_gap(row[0], after[0]) > _GAP * row[0].size
            yield _Row(row, is_top, number, is_alone)


def _measure_gap(line: Line, other: Line) -> float:
    """How far apart two lines are, the height of letters left aside."""
    upper, lower = sorted((line, other), key=lambda one: one.base)
    return lower.base - _CAPITALS * lower.size - upper.base


def _find_repeated(rows: Sequence[Sequence[_Row]]) -> dict[tuple[bool, str], list[Line]]:
    """The lines at the edges by what they say, numbers aside, of all that say it on two pages or more."""
    seen: dict[tuple[bool, str], list[Line]] = {}
    for edge in rows:
        for row in edge:
            for line in row.lines:
                seen.setdefault((row.is_top, _fold(line.text)), []).append(line)
    return {key: found for key, found in seen.items() if len({line.page for line in found}) > 1}


def _find_heads(row: _Row, repeated: dict[tuple[bool, str], list[Line]], pages: int) -> list[Line]:
    """The lines of a row that are repeated on other pages or number this one."""
    heads = [line for line in row.lines if _is_repeated(line, repeated.get((row.is_top, _fold(line.text)), ()))]
    numbers = [line for line in row.lines if row.number == 0 and row.is_alone and _is_page_number(line.text)]
    # Heads of left and right pages differ; in a file of two each comes once, beside the number.
    return row.lines if numbers and pages > 1 else heads + numbers


def _is_repeated(line: Line, others: Sequence[Line]) -> bool:
    if not any(map(str.isalpha, line.text)) and not _is_page_number(line.text):
        return False
    return any(
        other.page != line.page
        and abs(other.base - line.base) <= _SAME_BASE
        and max(other.size, line.size) <= _SAME_SIZE * min(other.size, line.size)
        for other in others
    )


def _is_page_number(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER and _PAGE_NUMBER.fullmatch(text) is not None


def _find_printed(page: Page, edge: Sequence[_Row]) -> list[Line]:
    """The rows that a browser printed: that of the address, and with it those of date and number."""
    outer = [row for row in edge if row.number == 0 and _is_outside(page, row)]
    if not any(_ADDRESS.fullmatch(line.text) for row in outer for line in row.lines):
        return []
    return [
        line
        for row in outer
        if any(_ADDRESS.fullmatch(other.text) or _CLOCK.match(other.text) for other in row.lines)
        for line in row.lines
    ]


def _is_outside(page: Page, row: _Row) -> bool:
    base = row.lines[0].base
    return min(base, page.height - base) <= _PRINTED_EDGE * page.height


def _find_address(line: Line) -> str | None:
    is_whole = _ADDRESS.fullmatch(line.text) and not any(mark in line.text for mark in _SHORTENED)
    return line.text if is_whole and line.text.startswith("http") else None


def _fold(text: str) -> str:
    return _DIGITS.sub("0", " ".join(text.casefold().split()))
