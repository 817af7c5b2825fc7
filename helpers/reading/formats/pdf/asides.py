"""What stands beside the text of a page: boxes and captions, which are read after it, wherever they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from helpers.reading.formats.pdf.pages import Box, Page
from helpers.reading.formats.pdf.rows import Line

# Of the letters of a page, its width and its height: what is larger is no box but the page.
_MOST_LETTERS, _WIDEST_BOX, _HIGHEST_PICTURE = 0.5, 0.85, 0.6
_FEWEST_LINES = 2
# In sizes of the type: how far below its picture a caption begins, and how far apart its lines are.
_CAPTION_GAP, _CAPTION_LEADING = 2.0, 1.7
_SMALLER = 0.96
_MOST_CAPTION_LINES = 8


class Asides(NamedTuple):
    """The lines of a page by where they belong."""

    text: list[Line]
    boxes: list[list[Line]]
    captions: list[list[Line]]


def part_asides(page: Page, lines: Sequence[Line], body: float) -> Asides:
    """The text of a page, its boxes with text beside them, and its captions: smaller type right below a picture."""
    text = list(lines)
    captions = []
    for picture in page.pictures:
        caption = _find_caption(picture, page, text, body)
        if caption:
            captions.append(caption)
            text = [line for line in text if line not in caption]
    boxes = []
    for box in page.boxes:
        inside = [line for line in text if box.holds(line.left, line.base) and box.holds(line.right, line.base)]
        outside = [line for line in text if line not in inside]
        if _is_box(box, inside, outside):
            boxes.append(inside)
            text = outside
    obstacles = [*page.pictures, *(_surround(part) for part in (*boxes, *captions))]
    return Asides([_limit(line, obstacles) for line in text], boxes, captions)


def _surround(lines: Sequence[Line]) -> Box:
    return Box(
        min(line.left for line in lines),
        min(line.base - line.size for line in lines),
        max(line.right for line in lines),
        max(line.base for line in lines),
    )


def _limit(line: Line, obstacles: Sequence[Box]) -> Line:
    """A line that knows where the next thing to the right of it begins."""
    edges = [
        box.left
        for box in obstacles
        if box.left > line.right - line.size / 2 and box.top < line.base and line.base - line.size < box.bottom
    ]
    return replace(line, limit=min(edges)) if edges else line


def _find_caption(picture: Box, page: Page, lines: Sequence[Line], body: float) -> list[Line]:
    if picture.bottom - picture.top > _HIGHEST_PICTURE * page.height:
        return []
    caption: list[Line] = []
    bottom = picture.bottom
    for line in lines:
        gap = _CAPTION_LEADING if caption else _CAPTION_GAP
        overlap = min(line.right, picture.right) - max(line.left, picture.left)
        is_below = bottom - line.size / 2 < line.base and line.base - bottom <= gap * line.size
        if is_below and line.size <= _SMALLER * body and overlap > (line.right - line.left) / 2:
            caption.append(line)
            bottom = line.base
    return caption if len(caption) <= _MOST_CAPTION_LINES else []


def _is_box(box: Box, inside: Sequence[Line], outside: Sequence[Line]) -> bool:
    """Whether lines within a drawn shape are apart from the text that stands beside them."""
    if len({round(line.base) for line in inside}) < _FEWEST_LINES or not outside:
        return False
    letters, others = (sum(len(line.text) for line in part) for part in (inside, outside))
    if letters > _MOST_LETTERS * (letters + others):
        return False
    everything = [*inside, *outside]
    width = max(line.right for line in everything) - min(line.left for line in everything)
    if max(line.right for line in inside) - min(line.left for line in inside) > _WIDEST_BOX * width:
        return False
    return any(box.top < line.base < box.bottom for line in outside)
