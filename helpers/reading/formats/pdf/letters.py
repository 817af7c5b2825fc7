"""The words of a page as PDFium has them, each with its place, size and weight: the fewest calls that tell it.

PDFium is the engine of a browser, built for hostile files. It knows the width of every letter, which columns need, and
reads five times as fast as what is written in Python.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

# Left, bottom, right and top.
Bounds = tuple[float, float, float, float]

_SPACES = frozenset(map(ord, " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"))
_LINE_ENDS = frozenset(map(ord, "\r\n"))
# PDFium has two codes for a hyphen at the end of a line, whichever it was, and none for a letter of no meaning; one
# code is the bullet of a font of symbols.
_MEANT = {0x02: "-", 0xFFFE: "-", 0x00: "\ufffd", 0xF0B7: "•"}
_LAST_LETTER = 0x10FFFF
_BOLD = re.compile("bold|black|heavy|demi", re.ASCII | re.IGNORECASE)
# In sizes of the type: how far a letter may stand from the one before it, sideways and up or down; more loosely in a
# word without a space in the file, more narrowly after what PDFium takes for the end of a line.
_WIDEST_GAP, _NEAR_GAP = 0.8, 0.2
_HIGHEST_STEP, _RAISED_STEP = 0.3, 0.6
_WIDEST_LETTER = 1.5
# The rendering mode of text that lies under a scan.
_HIDDEN = 3
# Text that leans by more than so many degrees is a watermark.
_MOST_DEGREES = 10
_FARTHEST = 1e5


@dataclass(slots=True)
class Run:
    """Letters without a space between them, in the frame of their own direction.

    `quarter` counts quarter turns (0 to 3), -1 where it leans; `low` is the lower edge of the type, `base` what it
    stands on. `spaced` runs have a space before them in the file, whether or not there is one to see. Of `unread` runs
    the file does not say what their letters mean; they are a guess. `hidden` ones are not to be seen.
    """

    text: str
    quarter: int
    left: float
    right: float
    low: float
    base: float
    size: float
    bold: bool
    spaced: bool
    unread: bool
    hidden: bool

    def is_before(self, left: float, low: float, gap: float, step: float) -> bool:
        """Whether a letter at such a place goes on with this word; gap and step are measured in its size."""
        is_beside = -self.size * min(1.0, 1.25 * gap) < left - self.right < self.size * gap
        return is_beside and abs(low - self.low) < self.size * step


def find_runs(page: Any) -> Iterator[Run]:
    """The words of a text page of pypdfium2, in the order of the file."""
    reader = _Reader(page.raw)
    before: Run | None = None
    for start, codes, is_spaced in _find_tokens(page.raw):
        for run in reader.split(start, codes, is_spaced=is_spaced):
            # Raised figures stand higher, and PDFium puts the end of a line before them.
            is_same = before is not None and before.quarter == run.quarter and not run.spaced
            if before is not None and is_same and before.is_before(run.left, run.low, _NEAR_GAP, _RAISED_STEP):
                before.text += run.text
                before.right = max(before.right, run.right)
                continue
            if before is not None:
                yield before
            before = run
    if before is not None:
        yield before


def turn(box: Bounds, quarter: int) -> Bounds:
    """Left, bottom, right and top as seen by a reader who tilts his head by some quarter turns."""
    left, bottom, right, top = box
    if quarter == 1:
        return bottom, -right, top, -left
    if quarter == 2:
        return -right, -top, -left, -bottom
    if quarter == 3:
        return -top, left, -bottom, right
    return box


def _find_tokens(raw: Any) -> Iterator[tuple[int, list[int], bool]]:
    """What stands between spaces and ends of lines: the number of its first letter, its codes, whether a space came."""
    import pypdfium2.raw as pdfium

    read_code = pdfium.FPDFText_GetUnicode
    codes: list[int] = []
    is_spaced = False
    count = pdfium.FPDFText_CountChars(raw)
    for place in range(count):
        code = read_code(raw, place)
        if code in _SPACES or code in _LINE_ENDS:
            if codes:
                yield place - len(codes), codes, is_spaced
                codes, is_spaced = [], False
            is_spaced = is_spaced or code in _SPACES
        else:
            codes.append(code)
    if codes:
        yield count - len(codes), codes, is_spaced


class _Type(NamedTuple):
    """What letters of one piece of the file have in common; `rise` is how far above their lower edge they stand."""

    quarter: int
    size: float
    bold: bool
    hidden: bool
    rise: float


class _Reader:
    """What PDFium says of single letters of one page; a font is asked for its name once."""

    def __init__(self, raw: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium, self._raw = pdfium, raw
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._fonts: dict[int, bool] = {}
        self._key, self._type = 0, _Type(0, 1.0, False, False, 0.0)

    def split(self, start: int, codes: list[int], *, is_spaced: bool) -> Iterator[Run]:
        """The runs that letters without a space make: one, unless a line or column ends among them."""
        first, last = self._find_bounds(start), self._find_bounds(start + len(codes) - 1)
        if first is not None and last is not None:
            run = self._begin(start, first, is_spaced=is_spaced)
            _, low, right, _ = turn(last, run.quarter)
            is_level = abs(low - run.low) < run.size * _HIGHEST_STEP
            is_word = is_level and run.right <= right <= run.left + len(codes) * run.size * _WIDEST_LETTER
            if is_word or run.quarter < 0:
                run.text, run.right = _join(codes), right
                yield run
                return
        yield from self._split_letters(start, codes, is_spaced=is_spaced)

    def _split_letters(self, start: int, codes: list[int], *, is_spaced: bool) -> Iterator[Run]:
        run: Run | None = None
        taken: list[int] = []
        for place, code in enumerate(codes, start):
            bounds = self._find_bounds(place)
            if bounds is None:
                continue
            if run is not None:
                left, low, right, _ = turn(bounds, run.quarter)
                if run.is_before(left, low, _WIDEST_GAP, _HIGHEST_STEP):
                    run.right = max(run.right, right)
                    taken.append(code)
                    continue
                run.text = _join(taken)
                yield run
            run, taken = self._begin(place, bounds, is_spaced=is_spaced), [code]
            is_spaced = False
        if run is not None:
            run.text = _join(taken)
            yield run

    def _find_bounds(self, place: int) -> Bounds | None:
        """The box of a letter as wide as its advance; None where it has none that is on any page."""
        box = self._box
        if not self._pdfium.FPDFText_GetLooseCharBox(self._raw, place, box):
            return None
        bounds = (box.left, box.bottom, box.right, box.top)
        # What is no number compares as false.
        return bounds if sum(map(abs, bounds)) < _FARTHEST else None

    def _begin(self, place: int, bounds: Bounds, *, is_spaced: bool) -> Run:
        """A run whose first letter tells the type and the direction of all."""
        letter = self._pdfium.FPDFText_GetTextObject(self._raw, place)
        key = ctypes.addressof(letter.contents) if letter else 0
        # Many words come from one piece of the file, and are of one type.
        if key == 0 or key != self._key:
            self._key, self._type = key, self._find_type(place, bounds, letter)
        kind = self._type
        left, low, right, _ = turn(bounds, kind.quarter)
        unread = self._pdfium.FPDFText_HasUnicodeMapError(self._raw, place) == 1
        base = low + kind.rise
        return Run("", kind.quarter, left, right, low, base, kind.size, kind.bold, is_spaced, unread, kind.hidden)

    def _find_type(self, place: int, bounds: Bounds, letter: Any) -> _Type:
        matrix = self._matrix
        self._pdfium.FPDFText_GetMatrix(self._raw, place, matrix)
        quarter = _find_quarter(matrix.a, matrix.b)
        _, low, _, high = turn(bounds, quarter)
        size = self._pdfium.FPDFText_GetFontSize(self._raw, place) * math.hypot(matrix.c, matrix.d)
        if not 1 <= size <= _FARTHEST:
            size = max(high - low, 1.0)
        self._pdfium.FPDFText_GetCharOrigin(self._raw, place, self._x, self._y)
        x, y = self._x.value, self._y.value
        rise = turn((x, y, x, y), quarter)[1] - low
        is_near = -size <= rise <= high - low + size
        hidden = bool(letter) and self._pdfium.FPDFTextObj_GetTextRenderMode(letter) == _HIDDEN
        return _Type(quarter, size, self._is_bold(letter), hidden, rise if is_near else 0.0)

    def _is_bold(self, letter: Any) -> bool:
        """Whether a font calls itself bold: weights are given for some fonts only."""
        font = self._pdfium.FPDFTextObj_GetFont(letter) if letter else None
        if not font:
            return False
        key = ctypes.addressof(font.contents)
        if key not in self._fonts:
            name = ctypes.create_string_buffer(256)
            self._pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
            self._fonts[key] = _BOLD.search(name.value.decode("utf-8", "replace")) is not None
        return self._fonts[key]


def _find_quarter(along: float, up: float) -> int:
    if up == 0 and along > 0:
        return 0
    angle = math.degrees(math.atan2(up, along))
    quarter = round(angle / 90)
    return quarter % 4 if abs(angle - 90 * quarter) <= _MOST_DEGREES else -1


def _join(codes: list[int]) -> str:
    text = "".join([chr(code) if code <= _LAST_LETTER else "\ufffd" for code in codes]).translate(_MEANT)
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        # On some systems PDFium gives rare letters as two halves.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
