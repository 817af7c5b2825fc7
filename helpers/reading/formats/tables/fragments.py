"""Pieces of web pages in cells of tables, told surely from plain text, as the parts that a browser shows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby

from helpers.reading.formats.web.blocks import HEADINGS, Block, list_blocks
from helpers.reading.formats.web.tree import mark_quotations, parse_page, prune, weigh
from helpers.reading.raw import Part, Source

# Tags that no plain text has by chance: one closes what another opened, or lines are broken twice.
_CLOSING = re.compile(
    r"</(?:a|article|b|blockquote|div|em|figcaption|figure|h[1-6]|i|li|ol|p|section|span|strong|ul)\s?>", re.IGNORECASE
)
_BREAK = re.compile(r"<(?:br|p)\s?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def holds_markup(text: str) -> bool:
    """Whether a text is surely a piece of a web page: it has a closing tag, or two breaks of lines."""
    return "<" in text and (_CLOSING.search(text) is not None or len(_BREAK.findall(text)) > 1)


def read_fragment(source: Source, text: str) -> tuple[Part, ...]:
    """The parts of a piece of a web page; what stands between headings and captions is one. Nothing where it is empty.

    Raises ArticleError where it holds too many tags or too deep ones.
    """
    tree = parse_page(source, f"<body>{text}")
    mark_quotations(tree)
    prune(tree, None)
    return tuple(_join(list_blocks(tree, weigh(tree))))


def resolve_entities(text: str) -> str:
    """A plain text with "&quot;", "&amp;" and the like as the characters that they stand for.

    >>> resolve_entities("&quot;No,&quot; said AT&T")
    '"No," said AT&T'
    """
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _join(blocks: list[Block]) -> Iterator[Part]:
    for kind, group in groupby(blocks, key=_find_kind):
        texts = [block.text for block in group]
        yield from [Part("\n\n".join(texts))] if kind is None else [Part(text, kind) for text in texts]


def _find_kind(block: Block) -> str | None:
    return "heading" if block.tag in HEADINGS else "caption" if "caption" in block.hints else None
