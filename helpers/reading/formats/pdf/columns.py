"""The order in which the lines of a page are read: columns from left to right, what runs across them in between.

A column begins where several lines begin. What crosses the gap before it, such as a headline, cuts the page into
bands; in each band the left side is read before the right one, and each side may hold further columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby
from statistics import median

from helpers.reading.formats.pdf.rows import Line, join_near, join_rows

# Of the size of the type: the narrowest gap between columns, and how far lines of one column begin apart.
_NARROWEST_GAP = 0.6
_SAME_EDGE = 0.25
_MOST_EDGES = 16
# A column has lines of some words; those of a table's cells are shorter.
_LINES_OF_TEXT = 3
_LETTERS_OF_TEXT, _WORDS_OF_TEXT = 12, 3
_MOST_FIGURES = 0.3
_WIDEST_SPACE = 4.0
_LINES_BESIDE_A_REST, _LINES_BESIDE_FEW = 4, 8
# In sizes of the type, and of the width of its neighbour: what is narrower lies between stretched spaces.
_NARROWEST, _NARROWEST_REST = 8.0, 0.8
# Beyond these a page is no page of a newspaper, and finding its columns would take long.
_DEEPEST, _MOST_LINES = 12, 3_000
# A line that runs over has hardly more than the one word that could not be broken.
_WORDS_TOO_LONG = 2
# In sizes of the type: how far below each other lines of one paragraph stand at most.
_NEXT_LINE = 1.7

_Band = tuple[list[Line], list[Line]]


def arrange(lines: Sequence[Line], depth: int = 0) -> list[list[Line]]:
    """The lines of a page, or of a box on it, by columns in the order in which they are read.

    They are given from top to bottom.
    """
    bands = _find_bands(lines) if depth < _DEEPEST and len(lines) <= _MOST_LINES else None
    if bands is None:
        return [join_rows(lines)] if lines else []
    regions: list[list[Line]] = []
    for left, right in bands:
        if right:
            regions += arrange(left, depth + 1) + arrange(right, depth + 1)
        else:
            # What stands between two bands may have columns of its own, elsewhere.
            regions += arrange(left, depth + 1) if len(left) < len(lines) else [join_rows(left)]
    return regions


def _find_bands(lines: Sequence[Line]) -> list[_Band] | None:
    """The page cut at the gap that parts most of it, None where no gap parts columns."""
    best: list[_Band] | None = None
    height = 0.0
    for edge in _find_edges(lines):
        bands = _cut_bands(lines, edge)
        found = sum(_measure(left + right) for left, right in bands if right)
        if found > height:
            best, height = bands, found
    return best


def _find_edges(lines: Sequence[Line]) -> list[float]:
    """Where several lines begin, from left to right, but for the left edge of all."""
    starts = sorted((line.left, line.size) for line in lines)
    edges: list[list[float]] = []
    for left, size in starts:
        if edges and left - edges[-1][-1] <= _SAME_EDGE * size:
            edges[-1].append(left)
        else:
            edges.append([left])
    commonest = sorted((edge for edge in edges if edge[0] > starts[0][0]), key=lambda edge: (-len(edge), edge[0]))
    return sorted(edge[0] for edge in commonest[:_MOST_EDGES])


def _cut_bands(lines: Sequence[Line], edge: float) -> list[_Band]:
    """From top to bottom: two sides of the gap before an edge, or the lines that stand there without such sides."""
    bands: list[_Band] = []
    crossing = [_crosses(line, edge) for line in lines]
    if sum(crossing) > len(lines) / 2:
        return bands
    crossing = [crosses and not _runs_over(line, lines, edge) for crosses, line in zip(crossing, lines, strict=True)]
    for crosses, group in groupby(zip(crossing, lines, strict=True), key=lambda pair: pair[0]):
        band = [line for _, line in group]
        left = [line for line in band if line.left < edge - _SAME_EDGE * line.size]
        right = [line for line in band if line.left >= edge - _SAME_EDGE * line.size]
        if not crosses and _are_columns(left, right):
            bands.append((left, right))
        elif bands and not bands[-1][1]:
            bands[-1][0].extend(band)
        else:
            bands.append((band, []))
    return bands


def _crosses(line: Line, edge: float) -> bool:
    return line.left < edge - _SAME_EDGE * line.size and line.right > edge - _NARROWEST_GAP * line.size


def _runs_over(line: Line, lines: Sequence[Line], edge: float) -> bool:
    """Whether a line is too long for its column, such as an address: both columns go on above and below it."""
    if line.words > _WORDS_TOO_LONG:
        return False
    first = bisect_left(lines, line.base - _NEXT_LINE * line.size, key=lambda other: other.base)
    last = bisect_right(lines, line.base + _NEXT_LINE * line.size, key=lambda other: other.base)
    near = lines[first:last]
    return all(
        any(_is_next(other, line, start, sign) and not _crosses(other, edge) for other in near)
        for start in (line.left, edge)
        for sign in (1, -1)
    )


def _is_next(other: Line, line: Line, start: float, sign: int) -> bool:
    """Whether a line of the same type begins at some place right below another, or with -1 above it."""
    is_near = 0 < sign * (other.base - line.base) < _NEXT_LINE * line.size
    return is_near and abs(other.left - start) < _SAME_EDGE * line.size and abs(other.size - line.size) < 0.5


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    if not left or not right or len(left) + len(right) < _LINES_OF_TEXT + 1:
        return False
    sides = ([line for row in join_near(side, _WIDEST_SPACE) for line in row] for side in (left, right))
    few, many = sorted(sides, key=len)
    if min(_measure_width(few), _measure_width(many)) >= _NARROWEST and _is_text(few) and _is_text(many):
        return True
    if not _is_text(many) or len(many) < (_LINES_BESIDE_A_REST if len(few) > 2 else _LINES_BESIDE_FEW):
        return False
    # The last column may hold a line or two; cells of a table stand on the height of lines, a date between two lines.
    is_wide = len(few) == 1 or _measure_width(few) >= _NARROWEST_REST * _measure_width(many)
    is_at_top = few[0].base < many[0].base + 2.5 * many[0].size
    return (is_wide and is_at_top and _is_wordy(few)) or not all(_is_of_a_row(line, many) for line in few)


def _measure_width(lines: Sequence[Line]) -> float:
    """How wide lines are together, in sizes of their type."""
    size = median(line.size for line in lines)
    return (max(line.right for line in lines) - min(line.left for line in lines)) / size


def _is_of_a_row(line: Line, others: Sequence[Line]) -> bool:
    nearest = min(abs(line.base - other.base) for other in others)
    return not 1 <= nearest <= line.size


def _is_text(lines: Sequence[Line]) -> bool:
    return len(lines) >= _LINES_OF_TEXT and _is_wordy(lines)


def _is_wordy(lines: Sequence[Line]) -> bool:
    long = sum(line.words >= _WORDS_OF_TEXT for line in lines)
    words = " ".join(line.text for line in lines).split()
    figures = sum(any(map(str.isdigit, word)) for word in words)
    is_long = median(len(line.text) for line in lines) >= _LETTERS_OF_TEXT and 2 * long >= len(lines)
    return is_long and figures <= _MOST_FIGURES * len(words)


def _measure(lines: Sequence[Line]) -> float:
    return max(line.base for line in lines) - min(line.base - line.size for line in lines)
