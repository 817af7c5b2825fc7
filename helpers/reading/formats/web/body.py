"""Which paragraphs of a web page are its article, as trafilatura judges, and where the article begins and ends.

Trafilatura knows best which part of a page is the article, but not all of its words: it joins paragraphs, drops some,
and says nothing about captions or boxes. So it only judges, and the text is that of the page itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from helpers.reading.formats.web.blocks import HEADINGS, Block, ends_sentence
from helpers.reading.formats.web.tree import Element
from helpers.reading.formats.web.words import find_hints, letters_of

# Larger pages are judged by their markup alone; trafilatura would take too long.
_MOST_ELEMENTS = 20_000
_MOST_CHARACTERS = 1_500_000
_DEEPEST = 200
# Shorter paragraphs stand on a page more than once.
_FEWEST_LETTERS = 25
# Trafilatura drops a stretch within some paragraphs; then their beginning and end are enough.
_EDGE_LETTERS = 40
# What is a paragraph by its length, and beside other ones by its words.
_PROSE_LETTERS = 60
_FEWEST_WORDS = 4
_MOST_LINKS = 0.5
# Of the core, what an <article> must hold to be the article, and what any other element must.
_HOLDS_ARTICLE = 0.8
_HOLDS_MOST = 0.9
# A card on a start page is shorter; so many linked lines, not headings, make such a page.
_LONGEST_CARD = 600
_FEWEST_LINES = 4
_TEXT_TAGS = HEADINGS | {"p", "li", "blockquote", "td", "dd", "dt", "pre", "figcaption"}
_FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_NO_PROSE = frozenset({"box", "caption", "kicker"})


class Body(NamedTuple):
    """Where the article stands: which blocks are surely its text, and which blocks lie in its part of the page.

    `cards` are blocks that stand under headings that lead to other pages, `teasers` counts these headings, and
    `teaser_share` is how much of what seemed to be the article stands in the cards. `is_named` is true where the page
    calls that part an article.
    """

    core: frozenset[int]
    inside: range
    cards: frozenset[int] = frozenset()
    teasers: int = 0
    teaser_share: float = 0.0
    is_named: bool = False


def find_body(tree: Element, blocks: Sequence[Block], heading: Element | None) -> Body:
    """The article among the blocks of a page, whose headline is `heading`; no core where there is none."""
    judged = _judge(tree, blocks)
    found = [place for place, block in enumerate(blocks) if _is_core(block, judged)] or _find_prose(blocks)
    teasers = _list_teasers(blocks, heading)
    known = set(teasers)
    around = {element for teaser in teasers for element in _find_card(teaser, tree, known)}
    cards = frozenset(
        place for place, block in enumerate(blocks) if around & {block.element, block.element.getparent()}
    )
    core = [place for place in found if place not in cards]
    length = sum(len(blocks[place].text) for place in found)
    share = 1 - sum(len(blocks[place].text) for place in core) / length if length else 1.0
    if not core:
        return Body(frozenset(), range(0), cards, len(teasers), share)
    scope = _find_scope(tree, [blocks[place] for place in core])
    held = set(scope.iter())
    inside = [place for place, block in enumerate(blocks) if block.element in held]
    core = [place for place in core if blocks[place].element in held]
    whole = frozenset(_extend(core, inside, blocks) - cards)
    is_named = scope.tag == "article" or scope.get("itemprop") == "articleBody"
    return Body(whole, range(inside[0], inside[-1] + 1), cards, len(teasers), share, is_named)


def _list_teasers(blocks: Sequence[Block], heading: Element | None) -> list[Element]:
    """What leads elsewhere above a text: headings, but for the headline, and other lines where there are many."""
    linked = [block for block in blocks if block.links > _MOST_LINKS and block.element is not heading]
    headings = [block.element for block in linked if block.tag in HEADINGS]
    lines = [block.element for block in linked if block.tag not in HEADINGS and len(block.text) >= _FEWEST_LETTERS]
    beside = {block.element.getparent() for block in blocks if _is_prose(block)}
    lines = [element for element in lines if element.getparent() in beside]
    return headings + (lines if len(lines) >= _FEWEST_LINES else [])


def _find_card(element: Element, tree: Element, teasers: set[Element]) -> list[Element]:
    """The elements of the card that a heading or a line opens: what holds it and no other one, and is short."""
    cards: list[Element] = []
    for place in element.iterancestors():
        others = (one for one in place.iter() if one is not element)
        more = any(one.tag in HEADINGS or one in teasers for one in others)
        if place is tree or more or len("".join(place.itertext())) > _LONGEST_CARD:
            break
        cards += [place, *place]
    return cards


def _judge(tree: Element, blocks: Sequence[Block]) -> str:
    """The letters of what trafilatura takes for the article; none for pages that it cannot read in time."""
    size = sum(len(block.text) for block in blocks)
    if size > _MOST_CHARACTERS or _is_large(tree):
        return ""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    # What it logs about a page is no message for users.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    # No deduplication: it would remember paragraphs from one page to the next. The tree is copied there.
    try:
        found = bare_extraction(
            tree, fast=True, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
        )
    # On broken markup it fails in more ways than it says; the markup alone tells enough then.
    except (*_FAILURES, LxmlError):
        return ""
    return "" if found is None else letters_of(getattr(found, "text", None) or "")


def _is_large(tree: Element) -> bool:
    from lxml import etree

    depth = deepest = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        count += 1
    return deepest > _DEEPEST or count > 2 * _MOST_ELEMENTS


def _is_core(block: Block, judged: str) -> bool:
    if not judged or block.links > _MOST_LINKS or block.tag in HEADINGS or _NO_PROSE & block.hints:
        return False
    letters = letters_of(block.text)
    if len(letters) < _FEWEST_LETTERS:
        return False
    return letters in judged or (letters[:_EDGE_LETTERS] in judged and letters[-_EDGE_LETTERS:] in judged)


def _is_sentence(block: Block) -> bool:
    is_named = bool(_NO_PROSE & block.hints) or block.links > _MOST_LINKS or block.tag in HEADINGS
    return not is_named and len(block.text.split()) >= _FEWEST_WORDS and ends_sentence(block.text)


def _is_prose(block: Block) -> bool:
    if block.links > _MOST_LINKS or block.tag in HEADINGS or _NO_PROSE & block.hints:
        return False
    return len(letters_of(block.text)) >= _PROSE_LETTERS


def _find_prose(blocks: Sequence[Block]) -> list[int]:
    """The longer paragraphs of a page, those of what is called an article where there are any."""
    prose = [place for place, block in enumerate(blocks) if _is_prose(block)]
    named = [place for place in prose if "body" in blocks[place].hints]
    return named or prose


def _find_scope(tree: Element, core: Iterable[Block]) -> Element:
    """The element that holds the article: an <article> or the like with most of the core, else the smallest."""
    from lxml import etree

    letters: dict[Element, int] = {}
    for block in core:
        letters[block.element] = letters.get(block.element, 0) + len(block.text)
    total = sum(letters.values())
    sums: dict[Element, int] = {}
    for _, element in etree.iterwalk(tree, events=("end",)):
        own = letters.get(element, 0) + sums.get(element, 0)
        if own:
            sums[element] = own
            parent = element.getparent()
            if parent is not None:
                sums[parent] = sums.get(parent, 0) + own
    return _descend(tree, sums, total)


def _descend(tree: Element, sums: Mapping[Element, int], total: int) -> Element:
    scope = named = tree
    while scope.tag not in _TEXT_TAGS:
        child = next((one for one in scope if sums.get(one, 0) >= _HOLDS_ARTICLE * total), None)
        if child is None or child.tag in _TEXT_TAGS:
            break
        if named is tree and (child.tag == "article" or child.get("itemprop") == "articleBody"):
            named = child
        if sums[child] < _HOLDS_MOST * total and named is tree and child.tag not in ("article", "main"):
            break
        scope = child
    return scope if named is tree else named


def _extend(core: Sequence[int], inside: Sequence[int], blocks: Sequence[Block]) -> set[int]:
    """The core with the paragraphs beside it that are laid out in the same way: articles come in several pieces."""
    shapes = {shape for place in core if (shape := _shape(blocks[place])) is not None}
    parents = {blocks[place].element.getparent() for place in core}
    found = set(core)
    for place in inside:
        parent = blocks[place].element.getparent()
        if place in found or parent is None:
            continue
        is_alike = _shape(blocks[place]) in shapes or "body" in find_hints(parent.attrib)
        if (parent in parents and _is_sentence(blocks[place])) or (is_alike and _is_prose(blocks[place])):
            found.add(place)
    return found


def _shape(block: Block) -> tuple[str, str, str] | None:
    """The tag of a paragraph, and tag and class of what holds it; None where that has no class to know it by."""
    parent = block.element.getparent()
    name = None if parent is None else parent.get("class")
    return (block.tag, parent.tag, name) if name else None
