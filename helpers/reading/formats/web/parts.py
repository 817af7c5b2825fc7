"""The parts of an article on a web page: headline, standfirst, byline, paragraphs, captions, boxes, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from helpers.reading.dates import find_day, find_written_days
from helpers.reading.formats.web.blocks import HEADINGS, Block, ends_sentence
from helpers.reading.formats.web.body import Body
from helpers.reading.formats.web.facts import Facts
from helpers.reading.formats.web.tree import Element
from helpers.reading.formats.web.words import find_hints, letters_of, load_words
from helpers.reading.raw import Part
from helpers.reading.structure import find_author

_MOST_TITLES = 300
# Lengths in code points, from the longest on news sites; longer text that is called so is something else.
_LONGEST_BYLINE, _LONGEST_STANDFIRST = 200, 700
_LONGEST_LABEL, _LONGEST_DATE, _LONGEST_NAME = 40, 80, 60
_LOOSE = 200
# So many blocks above the headline, between it and the text, and below the text may belong to the article.
_MOST_ABOVE, _MOST_HEADER, _MOST_BELOW = 8, 40, 8
# A heading below the headline with fewer words opens the first section, with more it is a standfirst.
_FEWEST_WORDS = 8
_FEWEST_NOTE_WORDS = 5
# Shares of a block that are links: nothing but a link, and more of it than of text.
_LINK_ALONE = 0.8
_MOST_LINKS = 0.5
_BULLET = "• "


@dataclass(frozen=True)
class Layout:
    """An article as laid out: its parts, what around the headline may hold a date, and the names in the byline."""

    parts: tuple[Part, ...]
    date_lines: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


def find_heading(tree: Element, facts: Facts) -> Element | None:
    """The element with the headline: the heading that the page names as its title, else the first one of rank one."""
    titles = [letters_of(title) for title in facts.titles]
    outlet = letters_of(facts.outlet or "")
    best: tuple[int, Element] | None = None
    for rank, tag in enumerate(("h1", "h2", "h3")):
        for _, element in zip(range(_MOST_TITLES), tree.iter(tag), strict=False):
            letters = letters_of("".join(element.itertext()))
            if not letters or letters == outlet:
                continue
            score = max((_likeness(letters, title) for title in titles), default=0) - rank
            # A headline of rank one may have another wording than what search engines are shown.
            score = max(score, 1) if rank == 0 else score
            if score > 0 and (best is None or score > best[0]):
                best = score, element
    return None if best is None else best[1]


def _likeness(letters: str, title: str) -> int:
    if letters == title:
        return 9
    short, long = sorted((letters, title), key=len)
    return 7 if len(short) > 15 and short in long and 2 * len(short) > len(long) else 0


def choose_title(facts: Facts) -> str | None:
    """The title that a page names, without the name of its outlet behind it."""
    names = {letters_of(facts.outlet or "")}
    if facts.url:
        host = facts.url.split("/")[2].removeprefix("www.")
        names |= {letters_of(host), letters_of(host.rpartition(".")[0])}
    for title in facts.titles:
        while True:
            cuts = [(title.rfind(mark), mark) for mark in load_words()["data"]["title_separators"]]
            place, mark = max(cuts)
            if place <= 0 or letters_of(title[place + len(mark) :]) not in names:
                break
            title = title[:place].rstrip()
        if letters_of(title) and letters_of(title) not in names:
            return title
    return None


def lay_out(blocks: Sequence[Block], body: Body, heading: Element | None, facts: Facts) -> Layout:
    """The article in its parts. What stands before its headline and behind its last paragraph is left out."""
    top = _find_top(blocks, heading)
    title = blocks[top].text if top is not None else choose_title(facts)
    start = _find_start(blocks, body, top)
    header = range(max(start - _MOST_HEADER, 0 if top is None else top + 1), start)
    above = range(max(0, (start if top is None else top) - _MOST_ABOVE), start if top is None else top)
    parts = [] if title is None else [Part(title, "headline")]
    seen = {letters_of(title or "")}
    parts += _list_header(blocks, header, body, facts, seen)
    end = max(body.core, default=-1) + 1
    parts += _list_body(blocks, range(start, end), body, seen)
    has_byline = any(part.kind == "byline" for part in parts)
    parts += _list_foot(blocks, range(end, body.inside.stop), body.cards, has_byline=has_byline)
    near = [blocks[place] for place in (*header, *above)]
    # The element around a line may be that of the whole page.
    tight = [block for block in near if sum(map(len, block.element.itertext())) <= 2 * len(block.text) + _LOOSE]
    return Layout(
        tuple(_settle(parts)),
        tuple(block.text for block in near if _may_be_date(block)),
        tuple(time for block in near for time in block.times),
        tuple(_list_authors(tight, parts)),
    )


def _find_top(blocks: Sequence[Block], heading: Element | None) -> int | None:
    """The place of the headline among the blocks."""
    if heading is None:
        return None
    held = set(heading.iter())
    return next((place for place, block in enumerate(blocks) if block.element in held), None)


def _find_start(blocks: Sequence[Block], body: Body, top: int | None) -> int:
    """The first paragraph of the body: of the core behind the headline, the first that is not named otherwise."""
    core = sorted(body.core)
    behind = [place for place in core if top is None or place > top] or core
    plain = [place for place in behind if _header_kind(blocks[place]) is None]
    start = (plain or behind or [0])[0]
    # The first section may have a heading too.
    while start - 1 > (-1 if top is None else top) and _is_section_heading(blocks[start - 1]):
        start -= 1
    return start


def _is_section_heading(block: Block) -> bool:
    is_plain = not block.hints & {"box", "standfirst", "byline", "date", "kicker"} and block.links <= _MOST_LINKS
    return block.tag in HEADINGS and block.tag != "h1" and is_plain and len(block.text.split()) < _FEWEST_WORDS


def _header_kind(block: Block) -> str | None:
    """What the markup says that a block above the body is."""
    for kind, longest in (("byline", _LONGEST_BYLINE), ("standfirst", _LONGEST_STANDFIRST), ("date", _LONGEST_BYLINE)):
        if kind in block.hints and len(block.text) <= longest:
            return kind
    return None


def _list_header(blocks: Sequence[Block], places: range, body: Body, facts: Facts, seen: set[str]) -> Iterator[Part]:
    """The parts between the headline and the body; what is not known to be one of them is left out."""
    described = letters_of(facts.description or "")
    for place in places:
        block = blocks[place]
        letters = letters_of(block.text)
        if letters in seen:
            continue
        kind = _find_header_part(block, letters, described, is_next=place == places.start, is_core=place in body.core)
        if kind is not None:
            seen.add(letters)
            yield Part(block.text, kind)


def _find_header_part(block: Block, letters: str, described: str, *, is_next: bool, is_core: bool) -> str | None:
    if _is_date(block):
        return "date"
    if _is_byline(block):
        return "byline"
    if "caption" in block.hints:
        return "caption"
    if _is_correction(block):
        return "correction"
    kind = _header_kind(block)
    words = len(block.text.split())
    if kind == "standfirst" and words > 1 and "standfirst" in find_hints(block.element.attrib):
        return "standfirst"
    if kind == "date" or "box" in block.hints or block.links > _MOST_LINKS:
        return None
    is_described = len(letters) > 30 and (letters in described or (len(described) > 30 and described in letters))
    is_below = is_next and block.tag in ("h2", "h3") and words >= _FEWEST_WORDS
    is_standfirst = kind == "standfirst" or ((is_described or is_below or is_core) and words > 3)
    return "standfirst" if is_standfirst and words > 1 else None


def _is_date(block: Block) -> bool:
    """Whether a block above the body is the line with the date of the article."""
    if len(block.text) > _LONGEST_BYLINE or block.tag in HEADINGS:
        return False
    if len(block.text) <= _LONGEST_DATE and find_day(block.text) is not None:
        return True
    is_named = "date" in block.hints and "byline" not in find_hints(block.element.attrib)
    return is_named and bool(find_written_days(block.text))


def _is_byline(block: Block) -> bool:
    """Whether a block says who wrote the article, by what it is called or by how it begins."""
    if len(block.text) > _LONGEST_BYLINE or ends_sentence(block.text):
        return False
    return "byline" in block.hints or find_author(block.text) is not None


def _list_body(blocks: Sequence[Block], places: range, body: Body, seen: set[str]) -> Iterator[Part]:
    last = ""
    for place in places:
        block = blocks[place]
        letters = letters_of(block.text)
        # The headline once more, or a caption that is there for small and for large screens.
        if letters == last or (letters in seen and (block.tag in HEADINGS or len(letters) > 30)):
            continue
        last = letters
        yield Part(block.text, "boilerplate") if place in body.cards else _make_part(block)


def _make_part(block: Block) -> Part:
    if _is_correction(block):
        return Part(block.text, "correction")
    if "box" in block.hints:
        return Part(block.text, "boilerplate")
    if "caption" in block.hints:
        return Part(block.text, "caption")
    if block.tag in HEADINGS:
        return Part(block.text, "boilerplate" if block.links > _LINK_ALONE else "heading")
    if block.links > _LINK_ALONE:
        return Part(block.text, "boilerplate")
    if "byline" in block.hints and _is_byline(block):
        return Part(block.text, "byline")
    if "date" in block.hints and len(block.text) <= _LONGEST_DATE and not ends_sentence(block.text):
        return Part(block.text, "boilerplate")
    return Part(_BULLET + block.text if block.tag == "li" else block.text)


def _is_correction(block: Block) -> bool:
    """Whether a block is a note of correction, not the link to report a mistake."""
    return "correction" in block.hints and block.links <= _MOST_LINKS and len(block.text.split()) >= _FEWEST_NOTE_WORDS


def _list_foot(blocks: Sequence[Block], places: range, cards: frozenset[int], *, has_byline: bool) -> Iterator[Part]:
    """What belongs to the article below its last paragraph: corrections, captions, the byline if none stood above."""
    for number, place in enumerate(places):
        block = blocks[place]
        if _is_correction(block):
            yield Part(block.text, "correction")
        elif "caption" in block.hints and "box" not in block.hints and place not in cards:
            yield Part(block.text, "caption")
        elif not has_byline and number < _MOST_BELOW and _is_byline(block) and "box" not in block.hints:
            yield Part(block.text, "byline")


def _settle(parts: Iterable[Part]) -> list[Part]:
    """Headings and labels over nothing but boxes belong to these, and headings over nothing at all are left out."""
    settled: list[Part] = []
    below: str | None = None
    for part in reversed(list(parts)):
        is_label = part.kind is None and len(part.text) <= _LONGEST_LABEL and not ends_sentence(part.text)
        if part.kind == "heading" and below is None:
            continue
        if (part.kind == "heading" or (is_label and not part.text.startswith(_BULLET))) and below == "boilerplate":
            part = Part(part.text, "boilerplate")
        below = part.kind if part.kind in ("boilerplate", "heading") else "text"
        settled.append(part)
    return settled[::-1]


def _may_be_date(block: Block) -> bool:
    is_named = "date" in block.hints or "byline" in block.hints
    return (is_named and len(block.text) <= 2 * _LONGEST_BYLINE) or _is_date(block)


def _list_authors(blocks: Iterable[Block], parts: Sequence[Part]) -> Iterator[str]:
    """The name that a byline opens with "By" or the like, else what the page calls the name of an author."""
    bylines = [part.text for part in parts if part.kind == "byline"]
    names = [name for line in bylines if (name := find_author(line)) is not None]
    if names:
        yield names[0]
        return
    for block in blocks:
        for element in block.element.iter("a", "span", "em", "strong", "b"):
            text = " ".join("".join(element.itertext()).split())
            is_name = 0 < len(text) <= _LONGEST_NAME and not any(map(str.isdigit, text))
            if is_name and "byline" in find_hints(element.attrib):
                yield find_author(text) or text
                return
