"""The blocks of a text, each a paragraph: its lines, or in hard-wrapped text the lines that belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_LINE = re.compile(r"\S[^\n]*")
_WORD = re.compile(r"\S+")
# Text is hard-wrapped between these widths; a paragraph a line is nearly always longer somewhere, a list shorter.
_NARROWEST, _WIDEST = 40, 100
# So is a column of a page, which is narrower; as lists are that narrow too, it must show itself at more breaks.
_NARROWEST_COLUMN, _FEWEST_COLUMN_BREAKS, _SMALL_AFTER_COLUMN_BREAKS = 24, 8, 0.3
_BREAKS_THAT_FIT = 0.8
_BREAKS_INSIDE_SENTENCES = 0.5
_SENTENCE_ENDS = '.!?…:;。！？"”’“»«'


class _Line(NamedTuple):
    """A line without its outer white space; `follows` is true where no empty line stands before it."""

    start: int
    end: int
    follows: bool


def find_blocks(text: str) -> list[tuple[int, int]]:
    """Start and end of each block, in order, without outer white space; they hold all that is not white space."""
    lines = _find_lines(text)
    width = _find_width(text, lines)
    blocks: list[tuple[int, int]] = []
    for place, line in enumerate(lines):
        if width and line.follows and _is_full(text, lines[place - 1], line, width):
            blocks[-1] = (blocks[-1][0], line.end)
        else:
            blocks.append((line.start, line.end))
    return blocks


def _find_lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    last = 0
    for found in _LINE.finditer(text):
        end = found.start() + len(found.group().rstrip())
        follows = bool(lines) and text.count("\n", last, found.start()) == 1
        lines.append(_Line(found.start(), end, follows))
        last = end
    return lines


def _find_width(text: str, lines: list[_Line]) -> int:
    """The width at which a text was hard-wrapped, in code points; 0 where it was not.

    Wrapping leaves two traces: at each break the next word would not have fitted, and most breaks are inside sentences.
    """
    breaks = [(before, line) for before, line in pairwise(lines) if line.follows]
    # An address is not broken, so its line may stick out.
    widths = [line.end - line.start for pair in breaks for line in pair if "://" not in text[line.start : line.end]]
    width = max(widths, default=0)
    if not _NARROWEST_COLUMN <= width <= _WIDEST or (width < _NARROWEST and not _is_column(text, breaks)):
        return 0
    full = [(before, line) for before, line in breaks if _is_full(text, before, line, width)]
    inside = sum(text[before.end - 1] not in _SENTENCE_ENDS for before, _ in full)
    is_wrapped = len(full) >= _BREAKS_THAT_FIT * len(breaks) and inside >= _BREAKS_INSIDE_SENTENCES * len(full)
    # A headline right above its text is one break too; it takes a second one, or small letters, to be sure.
    is_sure = len(full) > 1 or any(text[line.start].islower() for _, line in full)
    return width if is_wrapped and is_sure else 0


def _is_column(text: str, breaks: Sequence[tuple[_Line, _Line]]) -> bool:
    """Whether narrow lines may be one column of a page: many, and often within a sentence, unlike titles."""
    small = sum(text[line.start].islower() for _, line in breaks)
    return len(breaks) >= _FEWEST_COLUMN_BREAKS and small >= _SMALL_AFTER_COLUMN_BREAKS * len(breaks)


def _is_full(text: str, before: _Line, line: _Line, width: int) -> bool:
    """Whether the first word of a line would not have fitted on the line before."""
    word = _WORD.match(text, line.start)
    length = 0 if word is None else word.end() - word.start()
    return before.end - before.start + 1 + length > width
