"""Cleaning a text once, with offsets that lead back to the raw text.

Line ends become "\\n", spaces of all widths become " ", soft hyphens and characters without width are dropped, and
letters are composed (NFC). Nothing else is altered: quote marks, dashes, tabs and misprints stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

# Soft hyphen, joiners, direction marks, byte-order mark: they are not seen, and they break every comparison of words.
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_DROPPED = re.compile(rf"[{_INVISIBLE}]+|\r(?=[{_INVISIBLE}]*\n)")
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\u0085\u2028\u2029"
# A character below 128 never joins the one before it, so each piece can be composed alone.
_PIECE = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
# A letter and a mark need no taking apart, and make up most of what is not composed.
_SHORT_PIECE = 3
_LAST_MARK = 0x20000
_KOREAN_PARTS = range(0x1160, 0x1200)


@dataclass(frozen=True)
class _Shift:
    """One change of lengths: from each of `starts` (after), positions count on from its item of `sources` (before)."""

    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def before(self, position: int) -> int:
        place = bisect_right(self.starts, position) - 1
        if place < 0:
            return position
        moved = self.sources[place] + position - self.starts[place]
        # A cluster that grew in composing must not reach into what follows it.
        return min(moved, self.sources[place + 1]) if place + 1 < len(self.sources) else moved


@dataclass(frozen=True)
class Offsets:
    """The way from positions in a cleaned text back to those in the raw text; both count code points from 0."""

    shifts: tuple[_Shift, ...] = ()

    def to_raw(self, position: int) -> int:
        """The place in the raw text of the character at `position`; the end of the one leads to the end of the other.

        Never runs backwards. Letters that were composed lead to the first of the characters that they were made of.
        """
        for shift in self.shifts:
            position = shift.before(position)
        return position


def clean(raw: str) -> tuple[str, Offsets]:
    """The text with line ends, spaces and letters in one form and nothing invisible, and the offsets back to `raw`.

    >>> text, offsets = clean("\\ufeffKo\\u00adopera\\u00adtion")
    >>> text, offsets.to_raw(2)
    ('Kooperation', 4)
    """
    text, dropped = _drop(raw)
    for character in _SPACES:
        text = text.replace(character, " ")
    for character in _LINE_ENDS:
        text = text.replace(character, "\n")
    text, composed = _compose(text)
    # The last change is undone first.
    return text, Offsets(tuple(shift for shift in (composed, dropped) if shift is not None))


def _drop(raw: str) -> tuple[str, _Shift | None]:
    spans = [found.span() for found in _DROPPED.finditer(raw)]
    if not spans:
        return raw, None
    removed = accumulate(end - start for start, end in spans)
    starts = tuple(end - gone for (_, end), gone in zip(spans, removed, strict=True))
    return _DROPPED.sub("", raw), _Shift(starts, tuple(end for _, end in spans))


def _compose(text: str) -> tuple[str, _Shift | None]:
    if unicodedata.is_normalized("NFC", text):
        return text, None
    parts: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    done = length = 0
    for start, cluster in _clusters(text):
        composed = unicodedata.normalize("NFC", cluster)
        end = start + len(cluster)
        parts += (text[done:start], composed)
        length += start - done + len(composed)
        done = end
        if len(composed) != len(cluster):
            starts.append(length)
            sources.append(end)
    parts.append(text[done:])
    if not starts:
        return "".join(parts), None
    return "".join(parts), _Shift((0, *starts), (0, *sources))


def _clusters(text: str) -> list[tuple[int, str]]:
    """The parts of a text that NFC changes, with their places, each as short as can be."""
    clusters = []
    for found in _PIECE.finditer(text):
        piece = found.group()
        if unicodedata.is_normalized("NFC", piece):
            continue
        if len(piece) < _SHORT_PIECE:
            clusters.append((found.start(), piece))
            continue
        parts = [(part.start(), part.group()) for part in _letters().finditer(piece)]
        composed = "".join(unicodedata.normalize("NFC", part) for _, part in parts)
        # Should a script compose letters that are no marks, the piece is taken whole: right, with coarser offsets.
        if composed != unicodedata.normalize("NFC", piece):
            parts = [(0, piece)]
        clusters += [
            (found.start() + start, part) for start, part in parts if not unicodedata.is_normalized("NFC", part)
        ]
    return clusters


@cache
def _letters() -> re.Pattern[str]:
    """An expression for a character with the marks (and Korean vowels and finals) that may compose with it."""
    marks = [chr(point) for point in range(0x80, _LAST_MARK) if unicodedata.category(chr(point))[0] == "M"]
    marks += [chr(point) for point in _KOREAN_PARTS]
    joined = "".join(map(re.escape, marks))
    return re.compile(f"[^{joined}][{joined}]*|[{joined}]+", re.DOTALL)
