"""The lines of a page: words that stand on one height without a wide gap between them, and what such a line is like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median

from helpers.reading.formats.pdf.pages import Word

# All in sizes of the type: words are of one line when they stand so near in height; a gap so wide parts two columns,
# one so narrow is inside a word.
_SAME_HEIGHT = 0.35
_COLUMN_GAP = 0.6
_INSIDE_WORD = 0.1
# Type this much larger beside other type is an initial.
_INITIAL = 1.9
_MOST_INITIAL_LETTERS, _MOST_INITIALS = 2, 20
# Times the size of the text: between these, type that a program measured is text.
_WAVERING = (0.75, 1.3)
_CELL_GAP, _APART_GAP = 1.5, 4.0
# Of the width of a column: what is wider is no space, however far a line was stretched; twice as much where most are.
_WIDEST_STRETCH = 0.35
_BETWEEN_CELLS = " | "


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type, or a piece of one; `first` is the width of its first word, all measures in points.

    `region` numbers the columns of a file in the order in which they are read; a row of a table is a line of its own.
    `limit` is where a picture or box begins that stands to the right of it.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    first: float
    words: int
    page: int
    region: int = 0
    is_row: bool = False
    limit: float = inf


def find_lines(words: Iterable[Word], page: int) -> list[Line]:
    """The lines of one page from top to bottom and left to right, cut wherever a gap is wide enough for columns."""
    lines = []
    for row in _find_heights(words):
        row.sort(key=lambda word: (word.left, word.right))
        lines += [_make_line(piece, page) for piece in _cut(_drop_doubles(row))]
    return _mend_initials(sorted(lines, key=lambda line: (line.base, line.left)))


def _find_heights(words: Iterable[Word]) -> list[list[Word]]:
    """The words by the height on which they stand, from the top."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if rows and word.base - rows[-1][0].base <= _SAME_HEIGHT * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _drop_doubles(row: Sequence[Word]) -> list[Word]:
    """A row without what is printed twice to look bold or to throw a shadow."""
    kept: list[Word] = []
    for word in row:
        is_double = any(
            word.text == other.text and abs(word.left - other.left) < min(other.size, other.right - other.left) / 4
            for other in kept[-3:]
        )
        if not is_double:
            kept.append(word)
    return kept


def _cut(row: Sequence[Word]) -> list[list[Word]]:
    pieces: list[list[Word]] = []
    reach = 0.0
    for word in row:
        before = pieces[-1][-1] if pieces else word
        # What is printed over other words is none of their line, such as an address too long for its column.
        is_near = -min(word.size, before.size) < word.left - reach <= _COLUMN_GAP * min(word.size, before.size)
        if pieces and is_near and max(word.size, before.size) < _INITIAL * min(word.size, before.size):
            pieces[-1].append(word)
            reach = max(reach, word.right)
        else:
            pieces.append([word])
            reach = word.right
    return pieces


def _make_line(words: Sequence[Word], page: int) -> Line:
    texts = [words[0].text]
    for before, word in pairwise(words):
        is_inside = word.left - before.right < _INSIDE_WORD * word.size and not word.spaced
        texts += [word.text] if is_inside else [" ", word.text]
    sizes = Counter[float]()
    for word in words:
        sizes[round(word.size, 1)] += len(word.text)
    size = max(sizes, key=lambda size: (sizes[size], size))
    letters = sum(len(word.text) for word in words)
    return Line(
        text="".join(texts),
        left=words[0].left,
        right=max(word.right for word in words),
        base=median(word.base for word in words),
        size=size,
        bold=sum(len(word.text) for word in words if word.bold) > 0.8 * letters,
        first=words[0].right - words[0].left,
        words=len(words),
        page=page,
    )


def _mend_initials(lines: list[Line]) -> list[Line]:
    """Each initial put before the first line beside it; the lines beside it then begin where it begins."""
    usual = median([line.size for line in lines]) if lines else 0
    mended = list(lines)
    large = [line for line in lines if line.size >= _INITIAL * usual and len(line.text) <= _MOST_INITIAL_LETTERS]
    for initial in large[:_MOST_INITIALS]:
        beside = [
            place
            for place, line in enumerate(mended)
            if line.size < initial.size / _INITIAL * 1.1
            and -line.size / 2 < line.left - initial.right < 2 * line.size
            and initial.base - initial.size < line.base <= initial.base + 1.3 * line.size
        ]
        if beside:
            first = mended[beside[0]]
            mended[beside[0]] = replace(first, text=initial.text + first.text)
            mended = [
                replace(line, left=initial.left) if place in beside else line for place, line in enumerate(mended)
            ]
            mended.remove(initial)
    return mended


def steady(lines: Iterable[Line], body: float) -> list[Line]:
    """The lines of a recognised page, those of about the size of the text set to this size."""
    least, most = _WAVERING
    return [replace(line, size=body) if least * body < line.size < most * body else line for line in lines]


def join_rows(lines: Iterable[Line]) -> list[Line]:
    """The pieces of one column put together again: lines, and where pieces stand below each other rows of a table."""
    found = join_near(lines)
    edge = min((line.left for row in found for line in row), default=0)
    reach = max((line.right for row in found for line in row), default=0)
    full = sum(row[-1].right > reach - 1 for row in found)
    stretch = _WIDEST_STRETCH if 2 * full < len(found) else 2 * _WIDEST_STRETCH
    joined: list[Line] = []
    for place, row in enumerate(found):
        near = found[max(0, place - 2) : place] + found[place + 1 : place + 3]
        aligned = sum(_are_aligned(row, other) for other in near)
        # Lines stretched to fill their column have wide gaps too, which rarely come below each other.
        is_full = row[-1].right > reach - 1
        if aligned > is_full:
            joined.append(replace(_join(row, _BETWEEN_CELLS), is_row=True))
        else:
            widest = stretch * (reach - edge) / row[0].size if is_full else 0
            joined += _join_near(row, max(_APART_GAP, widest))
    return joined


def join_near(lines: Iterable[Line], gap: float = _CELL_GAP) -> list[list[Line]]:
    """The pieces by the height on which they stand, those joined that are parted by no more than stretched spaces."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.base, line.left)):
        if rows and abs(line.base - rows[-1][0].base) <= _SAME_HEIGHT * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_join_near(sorted(row, key=lambda line: line.left), gap) for row in rows]


def _join_near(row: Sequence[Line], gap: float) -> list[Line]:
    joined: list[Line] = []
    for line in row:
        if joined and line.left - joined[-1].right <= gap * min(line.size, joined[-1].size):
            joined[-1] = _join([joined[-1], line], " ")
        else:
            joined.append(line)
    return joined


def _are_aligned(row: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether all cells of a row but the first stand below or above cells of another, figures on their right sides."""
    cells, others = sorted((row[1:], other[1:]), key=len)
    return bool(cells) and all(any(_is_below(cell, below) for below in others) for cell in cells)


def _is_below(cell: Line, other: Line) -> bool:
    are_figures = _has_figure(cell) and _has_figure(other)
    tolerance = cell.size / 4
    return abs(cell.left - other.left) < tolerance or (are_figures and abs(cell.right - other.right) < tolerance)


def _has_figure(line: Line) -> bool:
    return any(map(str.isdigit, line.text))


def _join(pieces: Sequence[Line], between: str) -> Line:
    longest = max(pieces, key=lambda line: len(line.text))
    return replace(
        pieces[0],
        text=between.join(line.text for line in pieces),
        right=max(line.right for line in pieces),
        size=longest.size,
        bold=all(line.bold for line in pieces),
        words=sum(line.words for line in pieces),
    )
