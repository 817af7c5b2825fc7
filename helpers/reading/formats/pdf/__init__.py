"""The reader of PDFs with a text layer: one article a file, its columns in order, its paragraphs whole.

What the properties of a document say of author and date is not used: they name who set the page, and when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from helpers.reading.formats.pdf.asides import part_asides
from helpers.reading.formats.pdf.columns import arrange
from helpers.reading.formats.pdf.edges import find_edges
from helpers.reading.formats.pdf.hyphens import Joiner
from helpers.reading.formats.pdf.kinds import find_headline, find_kinds
from helpers.reading.formats.pdf.opening import read_pages
from helpers.reading.formats.pdf.pages import Page
from helpers.reading.formats.pdf.paragraphs import Block, find_blocks, find_body_size
from helpers.reading.formats.pdf.rows import Line, find_lines, steady
from helpers.reading.raw import Part, RawArticle, Source, Unread


class _Layout(NamedTuple):
    """The columns of a file in the order in which they are read, and what stands beside them."""

    columns: list[list[Line]]
    boxes: list[list[Line]]
    captions: list[Block]


def read_pdf(source: Source) -> list[RawArticle | Unread]:
    """The one article that a PDF holds.

    Raises ArticleError where the file is broken, locked or no PDF, and where it has no text but pictures of it.
    """
    pages, title, warnings = read_pages(source)
    edges = find_edges(pages, [find_lines(page.words, page.number) for page in pages])
    parts = [
        *_make_parts(pages, edges.lines, title),
        *(Part(text, "boilerplate") for text in [*edges.removed, *_find_turned(pages)]),
    ]
    return [RawArticle(tuple(parts), "pdf", url=edges.address, warnings=warnings)]


def _make_parts(pages: Sequence[Page], lines: Sequence[list[Line]], title: str | None) -> list[Part]:
    """Headline and text; captions follow the last paragraph of their page, boxes all of the text."""
    body = find_body_size(line for found in lines for line in found)
    lines = [steady(found, body) if page.recognised else found for page, found in zip(pages, lines, strict=True)]
    first = next((place for place, found in enumerate(lines) if found), 0)
    headline = find_headline(lines[first], body, title, wavers=pages[first].recognised)
    layout = _lay_out(pages, [[line for line in found if line not in headline] for found in lines], body)
    joiner = Joiner([line.text for line in column] for column in (*layout.columns, *layout.boxes))

    def join(block: Block) -> str:
        return joiner.join([line.text for line in block.lines])

    blocks = find_blocks(layout.columns, body)
    kinds = find_kinds(blocks, body, title, has_headline=bool(headline), join=join)
    kinded = [*zip(blocks, kinds, strict=True), *((caption, "caption") for caption in layout.captions)]
    # Sorting keeps the order within a page, and captions behind its paragraphs.
    kinded.sort(key=lambda pair: pair[0].lines[0].page)
    parts = [Part(join(block), kind) for block, kind in kinded]
    parts += [Part(join(block)) for block in find_blocks(layout.boxes, body)]
    if headline:
        parts.append(Part(join(Block(headline)), "headline"))
    # The rules of words look at what stands around a paragraph, so those of no kind stay together.
    return list(_group(sorted(parts, key=lambda part: part.kind != "headline")))


def _lay_out(pages: Sequence[Page], lines: Sequence[list[Line]], body: float) -> _Layout:
    asides = [part_asides(page, found, body) for page, found in zip(pages, lines, strict=True)]
    return _Layout(
        columns=_number(column for aside in asides for column in arrange(aside.text)),
        boxes=_number(column for aside in asides for box in aside.boxes for column in arrange(box)),
        captions=[Block(caption) for aside in asides for caption in aside.captions],
    )


def _number(columns: Iterable[Sequence[Line]]) -> list[list[Line]]:
    """Columns whose lines know which of them they are in."""
    return [[replace(line, region=place) for line in column] for place, column in enumerate(columns)]


def _group(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts in their order, those in a row that have no kind put together."""
    for kind, group in groupby(parts, key=lambda part: part.kind):
        if kind is None:
            yield Part("\n\n".join(part.text for part in group))
        else:
            yield from group


def _find_turned(pages: Sequence[Page]) -> list[str]:
    """What is printed sideways or slanted, each once: credits of pictures, watermarks."""
    return list(dict.fromkeys(" ".join(page.turned) for page in pages if page.turned))
