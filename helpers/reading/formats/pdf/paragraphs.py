"""Paragraphs rebuilt from lines, by gaps, indents, short last lines and changes of type, across columns and pages."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from helpers.reading.formats.pdf.rows import Line

# In sizes of the type, or times the usual distance of lines.
_GAP = 1.18
_FARTHEST_LINES = 2.2
_SAME_SIZE = 1.12
_INDENT, _WIDEST_INDENT = 0.4, 6.0
_SPACE = 0.35
_LINES_AROUND = 4
# How much of a column must stay free for a line that ends in no full stop to end its paragraph all the same.
_MUCH_FREE = 0.12
_MOST_ASIDES = 4
# Letters of a paragraph that something may interrupt, and of what is no heading.
_SHORTEST_OPEN, _SHORTEST_QUOTE = 40, 40
_CLOSING = "\"”“’‘»«›‹')]"
_STOPS = (".", "!", "?", "…", ":")
_HYPHENS = ("-", "\u2010", "\u00ad")
_BULLET = re.compile(r"[•▪■◦‣●·*]|[0-9]{1,2}[.)]\s|[–-]\s")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line in its column: where the column begins, how far lines reach here, how many in a row begin as this does."""

    line: Line
    edge: float
    reach: float
    run: int

    @property
    def indent(self) -> float:
        return self.line.left - self.edge

    @property
    def ends_sentence(self) -> bool:
        return self.line.text.rstrip(_CLOSING).endswith(_STOPS)

    def has_room(self, after: Line) -> bool:
        """Whether the first word of the line after would have fitted behind this one."""
        return self.reach - self.line.right > after.first + _SPACE * self.line.size

    @property
    def is_much_free(self) -> bool:
        return self.reach - self.line.right > _MUCH_FREE * (self.reach - self.edge)


@dataclass(slots=True)
class Block:
    """The lines of one paragraph, all of one kind of type; `is_open` where its sentence goes on elsewhere."""

    lines: list[Line]
    is_open: bool = False

    @property
    def size(self) -> float:
        """The size of its type, in points."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.lines[0].is_row

    @property
    def letters(self) -> int:
        """How long it is."""
        return sum(len(line.text) for line in self.lines)


def find_body_size(lines: Iterable[Line]) -> float:
    """The size of type that most letters have, in points; 10 without any."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=10.0)


def find_blocks(columns: Sequence[Sequence[Line]], body: float) -> list[Block]:
    """The paragraphs of columns that are read one after the other; `body` is the size of most type."""
    placed = [line for column in columns for line in _place(column)]
    leading = _find_leading(columns)
    has_indents = _count_indents(placed) > _count_gaps(placed, leading)
    blocks: list[Block] = []
    for place, after in enumerate(placed):
        if place == 0 or _begins(placed[place - 1], after, leading, has_indents=has_indents):
            blocks.append(Block([after.line]))
        else:
            blocks[-1].lines.append(after.line)
        # Whatever comes next: a line that is full and ends in no full stop goes on.
        blocks[-1].is_open = not after.ends_sentence and not after.is_much_free and not after.line.is_row
    return _mend(blocks, body)


def _place(column: Sequence[Line]) -> list[_Placed]:
    """The lines of a column with its edges: left where most lines begin, right as far as lines near by reach."""
    starts = sorted(line.left for line in column if not line.is_row) or [0.0]
    tolerance = _INDENT * column[0].size
    common = (
        start
        for start in starts
        if bisect_left(starts, start + tolerance) - bisect_right(starts, start - tolerance) >= len(starts) / 4
    )
    edge = next(common, starts[0])
    runs = [len(run) for run in _find_runs(column) for _ in run]
    placed = []
    for number, (line, run) in enumerate(zip(column, runs, strict=True)):
        near = column[max(0, number - _LINES_AROUND) : number + _LINES_AROUND + 1]
        reach = max(other.right for other in near if _is_same_type(line, other))
        placed.append(_Placed(line, edge, min(reach, line.limit), run))
    return placed


def _find_runs(column: Iterable[Line]) -> list[list[Line]]:
    """The lines of a column, those together that begin on the same line from top to bottom."""
    runs: list[list[Line]] = []
    for line in column:
        if runs and abs(line.left - runs[-1][-1].left) < _INDENT * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _find_leading(columns: Iterable[Sequence[Line]]) -> dict[float, float]:
    """The usual distance of lines, by their size."""
    found: dict[float, list[float]] = defaultdict(list)
    for column in columns:
        for before, after in pairwise(column):
            gap = after.base - before.base
            if after.size == before.size and before.size / 2 < gap < _FARTHEST_LINES * before.size:
                found[before.size].append(gap)
    # Where many paragraphs are short, the wider gaps between them are as common as those within.
    return {size: sorted(gaps)[len(gaps) // 4] for size, gaps in found.items()}


def _count_indents(placed: Iterable[_Placed]) -> int:
    return sum(
        before.line.region == after.line.region and _is_indented(after) and before.indent < _INDENT * before.line.size
        for before, after in pairwise(placed)
    )


def _count_gaps(placed: Iterable[_Placed], leading: dict[float, float]) -> int:
    return sum(
        before.line.region == after.line.region
        and before.line.size == after.line.size
        and after.line.base - before.line.base > _GAP * leading.get(after.line.size, after.line.size * 2)
        for before, after in pairwise(placed)
    )


def _is_indented(placed: _Placed) -> bool:
    return _INDENT * placed.line.size < placed.indent < _WIDEST_INDENT * placed.line.size


def _is_same_type(line: Line, other: Line) -> bool:
    return max(line.size, other.size) <= _SAME_SIZE * min(line.size, other.size)


def _begins(before: _Placed, after: _Placed, leading: dict[float, float], *, has_indents: bool) -> bool:
    """Whether a paragraph begins with a line."""
    if before.line.is_row or after.line.is_row or not _is_same_type(before.line, after.line):
        return True
    goes_on = not before.ends_sentence and after.line.text[0].islower()
    if before.line.bold != after.line.bold and not goes_on:
        return True
    if before.line.region != after.line.region or before.line.page != after.line.page:
        return _begins_elsewhere(before, after, has_indents=has_indents)
    gap = after.line.base - before.line.base
    usual = leading.get(after.line.size, leading.get(before.line.size, 1.3 * after.line.size))
    if gap <= 0 or gap > _GAP * usual:
        return True
    return _begins_below(before, after, has_indents=has_indents)


def _begins_elsewhere(before: _Placed, after: _Placed, *, has_indents: bool) -> bool:
    """Whether a paragraph begins with the first line of the next column or page."""
    if before.line.text.endswith(_HYPHENS):
        return False
    if not before.ends_sentence:
        return before.has_room(after.line) and not after.line.text[0].islower()
    # Where paragraphs are indented, one that is not is the rest of another.
    return _is_indented(after) or before.has_room(after.line) or not has_indents


def _begins_below(before: _Placed, after: _Placed, *, has_indents: bool) -> bool:
    """Whether a paragraph begins with a line right below another."""
    if before.line.text.endswith(_HYPHENS) and after.line.text[0].islower():
        return False
    step = after.line.left - before.line.left
    is_centred = _is_centred(before, after)
    if _is_indented(after) and not is_centred:
        if step > _INDENT * after.line.size:
            # Lines that hang below a bullet or a number are no beginnings.
            return _BULLET.match(before.line.text) is None or before.has_room(after.line)
        # Two indented lines are two paragraphs; more of them are one that is set off as a whole, or many short ones.
        is_first = before.ends_sentence or (has_indents and after.run == 2)
        if abs(step) <= _INDENT * after.line.size and is_first and _is_indented(before):
            return True
    if _BULLET.match(after.line.text) and (before.ends_sentence or before.has_room(after.line)):
        return True
    if not before.has_room(after.line) or after.line.text[0].islower() or is_centred:
        return False
    return before.ends_sentence or before.is_much_free


def _is_centred(before: _Placed, after: _Placed) -> bool:
    """Whether two lines of different length have the same middle."""
    middles = abs(before.line.left + before.line.right - after.line.left - after.line.right)
    return middles < 2 and abs(before.line.left - after.line.left) > 2


def _mend(blocks: Sequence[Block], body: float) -> list[Block]:
    """Paragraphs that something of another type cut in two, put together; what cut them comes after them."""
    mended: list[Block] = []
    taken: set[int] = set()
    for place, block in enumerate(blocks):
        if place in taken:
            continue
        mended.append(block)
        rest: int | None = place
        while rest is not None and blocks[rest].is_open and _is_interrupted(block, body):
            rest = _find_rest(blocks, rest, body)
            if rest is not None:
                taken.add(rest)
                block.lines += blocks[rest].lines
    return mended


def _find_rest(blocks: Sequence[Block], place: int, body: float) -> int | None:
    for other in range(place + 1, min(place + 2 + _MOST_ASIDES, len(blocks))):
        if _is_body(blocks[other], body):
            # Captions and large quotations stand within a sentence; headings do not, nor do two paragraphs in a row.
            between = blocks[place + 1 : other]
            is_rest = bool(between) and not any(_is_heading(block, body) for block in between)
            return other if is_rest or blocks[other].lines[0].text[0].islower() else None
    return None


def _is_heading(block: Block, body: float) -> bool:
    return block.size > body / _SAME_SIZE and block.letters < _SHORTEST_QUOTE


def _is_interrupted(block: Block, body: float) -> bool:
    return _is_body(block, body) and block.letters >= _SHORTEST_OPEN


def _is_body(block: Block, body: float) -> bool:
    is_size = max(block.size, body) <= _SAME_SIZE * min(block.size, body)
    return is_size and not block.bold and not block.is_row
