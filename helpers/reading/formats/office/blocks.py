"""The paragraphs of an office document, whatever its format, and the one article that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from helpers.reading.formats.databases.labels import kinds_of_styles
from helpers.reading.raw import Part, RawArticle, Source

# A headline stands among the first blocks; a document's title is looked for no further down.
_MOST_OPENING_BLOCKS = 5
# A cell longer than this holds text that was laid out in columns, not a value.
_LONGEST_VALUE = 200
_CELL_SEPARATOR = " | "


class Block(NamedTuple):
    """One paragraph, or one row of a table, as the document shows it.

    `style` is the name of its style in small letters, `level` its outline level (0 for a title) where it has one.
    `edges` are the places in the text where a link begins or ends next to words outside it. A note stands at the foot
    of a page or at the end of the document.
    """

    text: str
    style: str = ""
    level: int | None = None
    is_bold: bool = False
    is_row: bool = False
    is_note: bool = False
    edges: tuple[int, ...] = ()


def join_row(cells: Sequence[Sequence[Block]]) -> list[Block]:
    """A row of a table as one block, its values separated by bars; cells that hold paragraphs as these paragraphs."""
    filled = [[block for block in cell if block.text.strip()] for cell in cells]
    filled = [cell for cell in filled if cell]
    is_layout = any(len(cell) > 1 or len(cell[0].text) > _LONGEST_VALUE for cell in filled)
    if len(filled) < 2 or is_layout:
        return [block for cell in filled for block in cell]
    return [Block(_CELL_SEPARATOR.join(" ".join(cell[0].text.split()) for cell in filled), is_row=True)]


def make_article(source: Source, blocks: Iterable[Block], *, encoding: str, title: str | None = None) -> RawArticle:
    """The one article that the blocks of a document make, its headline, headings and captions by their styles.

    `title` is what the properties of the document say; it is believed only where the text begins with it, because it
    is as often the name of a template or of an older document. Raises ArticleError (code empty) without any word.
    """
    filled = [block for block in blocks if block.text.strip()]
    if not any(character.isalnum() for block in filled for character in block.text):
        raise source.error("holds no text; if it is a picture of a page, save its words as text", code="empty")
    kinds = _find_kinds(filled, title)
    parts = []
    for kind, group in groupby(zip(kinds, filled, strict=True), key=lambda pair: pair[0]):
        texts = [block.text.strip() for _, block in group]
        # Each headline, heading and caption is a part of its own; body paragraphs stay together for the rules of words.
        parts += [Part("\n\n".join(texts))] if kind is None else [Part(text, kind) for text in texts]
    return RawArticle(tuple(parts), encoding)


def _find_kinds(blocks: Sequence[Block], title: str | None) -> list[str | None]:
    kinds = [_kind_of(block) for block in blocks]
    opening = range(min(_MOST_OPENING_BLOCKS, len(blocks)))
    first = next((place for place in opening if kinds[place] == "headline"), None)
    if first is None and title:
        first = next((place for place in opening if _same(blocks[place].text, title)), None)
    # A title further down is a heading, and so is a second one.
    kinds = ["heading" if kind == "headline" else kind for kind in kinds]
    if first is not None:
        kinds[first] = "headline"
    return kinds


def _kind_of(block: Block) -> str | None:
    if block.is_note:
        return "boilerplate"
    if block.is_row:
        return None
    styles = kinds_of_styles()
    kind = styles.get(block.style) or styles.get(block.style.rstrip("0123456789 "))
    if kind is None and block.level is not None:
        kind = "headline" if block.level == 0 else "heading"
    # Whole paragraphs are sometimes set as headings for their looks.
    return None if kind in ("headline", "heading") and len(block.text) > _LONGEST_VALUE else kind


def _same(text: str, title: str) -> bool:
    return " ".join(text.split()).casefold() == " ".join(title.split()).casefold()
