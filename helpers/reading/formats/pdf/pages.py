"""The pages of a PDF: their words, pictures and boxes, as seen by a reader who holds each page upright."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from helpers.reading.formats.pdf.letters import Bounds, Run, find_runs, turn

# So few letters beside a picture that covers half a page are a stamp or a number.
_FEW_LETTERS = 60
_MOST_BOXES, _MOST_BULLETS = 60, 200
# In points: what is thinner is a rule; a shape of such a size, as high as it is wide, is a bullet that was drawn.
_WIDEST_RULE = 3.0
_BULLET_SIZES, _SQUARE = (1.5, 8.0), 0.6
# In sizes of the type: how far before its line a bullet stands, and how far above the base of it.
_BULLET_GAP, _BULLET_HEIGHT = 2.5, 0.6


class Word(NamedTuple):
    """Letters without a space between them. `base` is how far below the top of the page they stand, in points.

    `spaced` words have a space before them in the file, whether or not there is one to see.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    spaced: bool


class Box(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True)
class Page:
    """One page: its upright words in the order of the file, the words of turned text, its pictures and drawn boxes.

    `letters` counts all letters on it, `unread` those of which the file does not say what they mean. The text of a
    `recognised` page was read from a picture of it: its sizes are measured, and waver.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    letters: int = 0
    unread: int = 0
    recognised: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether pictures are all that there is to see, but for a stamp or a number."""
        covered = sum(box.width * box.height for box in self.pictures)
        few = sum(len(word.text) for word in self.words)
        if few == 0:
            return bool(self.pictures or self.boxes)
        return few < _FEW_LETTERS and covered > self.width * self.height / 2


def read_page(document: Any, place: int) -> Page:
    """One page of an open document of pypdfium2. Raises PdfiumError where it cannot be opened."""
    page = document[place]
    try:
        text = page.get_textpage()
        try:
            return _read(page, text, place + 1)
        finally:
            text.close()
    finally:
        page.close()


def _read(page: Any, text: Any, number: int) -> Page:
    runs = list(find_runs(text))
    turns = Counter[int]()
    for run in runs:
        turns[run.quarter] += len(run.text)
    # Which way is up is what most letters say: a page on its side is often only marked as such.
    quarter = max((turn for turn in turns if turn >= 0), key=lambda turn: (turns[turn], -turn), default=0)
    frame = turn(page.get_bbox(), quarter)
    width, height = frame[2] - frame[0], frame[3] - frame[1]
    words = [_place(run, frame) for run in runs if run.quarter == quarter]
    # What lies off the page is not seen: marks for the printer, remains of an edition.
    words = [word for word in words if 0 <= (word.left + word.right) / 2 <= width and 0 <= word.base <= height]
    pictures, shapes = _find_boxes(page, quarter, frame)
    return Page(
        number=number,
        width=width,
        height=height,
        words=_add_bullets(words, shapes),
        turned=[run.text for run in runs if run.quarter != quarter],
        pictures=_choose(pictures),
        boxes=_choose(shapes),
        letters=turns.total(),
        unread=sum(map(_count_unread, runs)),
        recognised=2 * sum(run.hidden for run in runs) > len(runs),
    )


def _place(run: Run, frame: Bounds) -> Word:
    return Word(
        text=run.text,
        left=run.left - frame[0],
        right=run.right - frame[0],
        base=frame[3] - run.base,
        size=run.size,
        bold=run.bold,
        spaced=run.spaced,
    )


def _count_unread(run: Run) -> int:
    """How many letters of a word have no meaning, or one that only a font could tell."""
    if run.unread:
        return len(run.text)
    return sum(letter < " " or "\ue000" <= letter <= "\uf8ff" or letter == "\ufffd" for letter in run.text)


def _find_boxes(page: Any, quarter: int, frame: Bounds) -> tuple[list[Box], list[Box]]:
    """Where pictures and drawn shapes stand."""
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    pictures: list[Box] = []
    shapes: list[Box] = []
    found = {pdfium.FPDF_PAGEOBJ_IMAGE: pictures, pdfium.FPDF_PAGEOBJ_PATH: shapes}
    for place in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, place)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind in found and pdfium.FPDFPageObj_GetBounds(item, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            found[kind].append(_clip(turn((left, bottom, right, top), quarter), frame))
    return pictures, shapes


def _clip(box: Bounds, frame: Bounds) -> Box:
    left, bottom, right, top = box
    return Box(
        max(left, frame[0]) - frame[0],
        frame[3] - min(top, frame[3]),
        min(right, frame[2]) - frame[0],
        frame[3] - max(bottom, frame[1]),
    )


def _choose(boxes: Iterable[Box]) -> list[Box]:
    """The largest boxes that are no rules, from the largest."""
    solid = [box for box in boxes if min(box.width, box.height) > _WIDEST_RULE]
    return sorted(solid, key=lambda box: (-box.width * box.height, box))[:_MOST_BOXES]


def _add_bullets(words: list[Word], shapes: Iterable[Box]) -> list[Word]:
    """The words, with a bullet before each that a small square or circle is drawn before, as browsers draw them."""
    smallest, largest = _BULLET_SIZES
    bullets = [box for box in shapes if smallest < box.width < largest and abs(box.width - box.height) < _SQUARE]
    found = list(words)
    for bullet in bullets[:_MOST_BULLETS]:
        middle = (bullet.top + bullet.bottom) / 2
        beside = [
            (word.left, place)
            for place, word in enumerate(words)
            if 0 < word.left - bullet.right < _BULLET_GAP * word.size
            and 0 < word.base - middle < _BULLET_HEIGHT * word.size
        ]
        if beside:
            _, place = min(beside)
            found[place] = words[place]._replace(text=f"• {words[place].text}", left=bullet.left)
    return found
