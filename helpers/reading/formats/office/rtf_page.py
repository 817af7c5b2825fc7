"""The paragraphs, tables and notes of a rich text file while it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from helpers.reading.formats.office.blocks import Block, join_row

_HALVES = re.compile("[\ud800-\udfff]")


@dataclass
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    style: int = 0
    level: int | None = None
    bold: int = 0

    @property
    def text(self) -> str:
        """What it says; two halves of a character become one, and a half without the other a mark."""
        text = "".join(self.pieces)
        if _HALVES.search(text) is None:
            return text
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Page:
    """Takes text and the ends of paragraphs, cells and rows; gives `blocks` and `notes`."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.notes: list[Block] = []
        self.styles: dict[int, str] = {}
        self.is_table = False
        self._paragraph = _Paragraph()
        self._outside: list[_Paragraph] = []
        self._cell: list[Block] = []
        self._cells: list[list[Block]] = []

    def put(self, text: str, *, is_bold: bool) -> None:
        """Text of the paragraph."""
        self._paragraph.pieces.append(text)
        self._paragraph.bold += len(text.strip()) if is_bold else 0

    def set_style(self, number: int) -> None:
        """The number of the style of the paragraph."""
        self._paragraph.style = number

    def set_level(self, number: int) -> None:
        """The outline level of the paragraph, 9 for body text."""
        self._paragraph.level = number if 0 <= number < 9 else None

    def reset(self) -> None:
        """The paragraph is one without style, in no table."""
        self.is_table = False
        self._paragraph.style, self._paragraph.level = 0, None

    def end_paragraph(self) -> None:
        """The paragraph ends; its style and its place in a table hold on for the next."""
        if self._outside:
            self._paragraph.pieces.append("\n\n")
            return
        block = self._take()
        if block is None:
            return
        if self.is_table:
            self._cell.append(block)
        else:
            self.end_row()
            self.blocks.append(block)

    def end_cell(self) -> None:
        """The cell of a table ends, and the paragraph in it."""
        block = self._take()
        self._cells.append(self._cell if block is None else [*self._cell, block])
        self._cell = []

    def end_row(self) -> None:
        """The row of a table ends."""
        self.blocks += join_row([*self._cells, self._cell])
        self._cell, self._cells = [], []

    def open_aside(self) -> None:
        """A note or box begins; the paragraph in which it stands goes on behind it."""
        self._outside.append(self._paragraph)
        self._paragraph = _Paragraph()

    def close_aside(self, *, is_note: bool) -> None:
        """The note or box ends; a box stands before the paragraph that holds it."""
        text = self._paragraph.text.strip()
        self._paragraph = self._outside.pop()
        if text:
            (self.notes if is_note else self.blocks).append(Block(text, is_note=is_note))

    def finish(self) -> None:
        """The file ends."""
        while self._outside:
            self.close_aside(is_note=True)
        self.end_paragraph()
        self.end_row()

    def _take(self) -> Block | None:
        done, self._paragraph = self._paragraph, _Paragraph(style=self._paragraph.style, level=self._paragraph.level)
        text = done.text
        length = len(text.strip())
        if not length:
            return None
        style = self.styles.get(done.style, "") if done.style else ""
        name = style.partition(";")[0].strip().lower()
        # A name that the database added in plain letters does not make a bold headline a plain one.
        return Block(text, name, done.level, is_bold=2 * done.bold > length)
