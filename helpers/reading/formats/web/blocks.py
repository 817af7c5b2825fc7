"""The stretches of text of a web page as a browser sets them, one a paragraph, with what the markup says about each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from helpers.reading.formats.web.tree import Element
from helpers.reading.formats.web.words import find_hints, load_words, tags_of

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What HTML itself says about the text of an element.
_TAG_HINTS = {
    "figcaption": frozenset({"caption"}),
    "caption": frozenset({"caption"}),
    "address": frozenset({"byline"}),
    "time": frozenset({"date"}),
    "aside": frozenset({"box"}),
    "details": frozenset({"box"}),
}
_NO_HINTS: frozenset[str] = frozenset()
# What these name has been taken out, but for names of the layout.
_LAYOUT = frozenset({"alien", "around", "unseen"})
# A wrapper named after something short is not it where it holds more text than this, or more of the page's text.
_LONGEST_NAMED = 1_500
_MOST_BOX = 0.4
_SHORTEST_BOX, _LONGEST_BOX = 200, 2_000
_LONGEST_NAMES = 500
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SENTENCE_ENDS = tuple(".!?…:;。！？")
_MARKS = "\"'”“’‘»«›‹)]"
_CELL_SEPARATOR = " | "
_LONGEST_CELL = 200


class Block(NamedTuple):
    """One paragraph as the page shows it: its element, what the markup around it is called, the share of its links.

    `tag` is that of the element; "tr" for a row of a table of values. `times` are the dates in digits of its <time>
    elements, but those of changes.
    """

    text: str
    tag: str
    element: Element
    hints: frozenset[str]
    links: float
    times: tuple[str, ...] = ()


class _Piece(NamedTuple):
    """A stretch of text within a line, or a line break where `text` is None."""

    text: str | None
    is_link: bool = False
    is_bold: bool = False
    hints: frozenset[str] = _NO_HINTS
    time: str = ""


class _Place(NamedTuple):
    """An open element: whether it stands in a line, the hints of the blocks around, those within the line, its time."""

    element: Element
    is_inline: bool
    hints: frozenset[str]
    line: frozenset[str]
    time: str = ""


def list_blocks(root: Element, weights: Mapping[Element, int]) -> list[Block]:
    """All paragraphs below an element, in order; those without a letter or digit are left out."""
    walker = _Walker(weights, _MOST_BOX * weights.get(root, 0))
    walker.walk(root)
    return walker.blocks


class _Walker:
    """Walks a tree once, gathering the text of each line until a block begins or ends."""

    def __init__(self, weights: Mapping[Element, int], most_box: float) -> None:
        self.blocks: list[Block] = []
        self._weights = weights
        self._most_box = max(min(most_box, _LONGEST_BOX), _SHORTEST_BOX)
        self._pieces: list[_Piece] = []
        self._places: list[_Place] = []
        self._links = self._bolds = 0
        self._row: list[str] | None = None
        self._inline = tags_of("inline")
        self._data_tables: list[bool] = []

    def walk(self, root: Element) -> None:
        from lxml import etree

        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._open(element)
            else:
                self._close(element)
        self._flush(root, _NO_HINTS)

    def _open(self, element: Element) -> None:
        tag = element.tag
        above = self._places[-1] if self._places else _Place(element, False, _NO_HINTS, _NO_HINTS)
        # Elements that nobody knows stand in the line where they are found in one.
        is_line = above.is_inline or above.element.tag == "p" or above.element.tag in HEADINGS
        is_inline = tag in self._inline or tag == "br" or ("-" in tag and is_line)
        own = self._find_hints(element, is_inline)
        if is_inline:
            time = _find_time(element) if tag == "time" else above.time
            self._places.append(_Place(element, True, above.hints, above.line | own, time))
        else:
            self._flush_above()
            self._places.append(_Place(element, False, above.hints | above.line | own, _NO_HINTS))
        self._links += tag == "a"
        self._bolds += tag in ("b", "strong")
        if tag == "table":
            self._data_tables.append(_holds_values(element, self._weights))
        elif tag == "tr" and self._data_tables and self._data_tables[-1]:
            self._row = []
        self._add(element.text)

    def _close(self, element: Element) -> None:
        place = self._places[-1]
        tag = element.tag
        if tag == "br":
            self._pieces.append(_Piece(None))
        if not place.is_inline:
            self._flush(element, place.hints)
        if tag == "tr" and self._row is not None:
            self._close_row(element, place.hints)
        elif tag == "table" and self._data_tables:
            self._data_tables.pop()
        self._places.pop()
        self._links -= tag == "a"
        self._bolds -= tag in ("b", "strong")
        if self._places:
            self._add(element.tail)

    def _find_hints(self, element: Element, is_inline: bool) -> frozenset[str]:
        attributes = element.attrib
        hints = find_hints(attributes) - _LAYOUT if attributes else _NO_HINTS
        hints |= _TAG_HINTS.get(element.tag, _NO_HINTS)
        if not hints or is_inline:
            return hints
        weight = self._weights.get(element, 0)
        if weight > _LONGEST_NAMED:
            hints &= {"box", "body"}
        is_body = "body" in hints and weight > 2 * _SHORTEST_BOX
        return hints - {"box"} if weight > self._most_box or is_body else hints

    def _add(self, text: str | None) -> None:
        if not text:
            return
        place = self._places[-1]
        is_pre = any(place.element.tag == "pre" for place in self._places[-3:])
        lines = text.split("\n") if is_pre else [text]
        for number, line in enumerate(lines):
            if number:
                self._pieces.append(_Piece(None))
            self._pieces.append(_Piece(line, self._links > 0, self._bolds > 0, place.line, place.time))

    def _flush_above(self) -> None:
        """Ends the line of the block that another one begins in."""
        if self._pieces and self._places:
            place = next((place for place in reversed(self._places) if not place.is_inline), self._places[0])
            self._flush(place.element, place.hints)

    def _flush(self, element: Element, hints: frozenset[str]) -> None:
        pieces, self._pieces = self._pieces, []
        for line in _split_lines(pieces):
            is_label = bool(hints & {"byline", "date"}) or any(piece.hints & {"byline", "date"} for piece in line)
            text = _join(line, is_heading=element.tag in HEADINGS, is_label=is_label)
            if not any(map(str.isalnum, text)):
                continue
            if self._row is not None:
                self._row.append(text)
            else:
                self.blocks.append(_make_block(text, line, element, hints))

    def _close_row(self, element: Element, hints: frozenset[str]) -> None:
        cells, self._row = self._row or [], None
        if cells:
            self.blocks.append(Block(_CELL_SEPARATOR.join(cells), "tr", element, hints, 0.0))


def _make_block(text: str, line: list[_Piece], element: Element, hints: frozenset[str]) -> Block:
    lengths = [(len((piece.text or "").strip()), piece) for piece in line]
    total = max(1, sum(length for length, _ in lengths))
    links = sum(length for length, piece in lengths if piece.is_link) / total
    # What is said about half of a line is said about it: "By <a rel=author>Jane Doe</a>".
    for hint in frozenset().union(*(piece.hints for piece in line)):
        if sum(length for length, piece in lengths if hint in piece.hints) * 2 >= total:
            hints |= {hint}
    above = element.getparent()
    is_item = element.tag == "p" and above is not None and above.tag == "li" and above[0] is element
    times = tuple(dict.fromkeys(piece.time for piece in line if piece.time))
    return Block(text, "li" if is_item else element.tag, element, hints, links, times)


def _find_time(element: Element) -> str:
    """The date in digits of a <time> element that is not called one of a change."""
    names = " ".join(map(str, element.attrib.values()))[:_LONGEST_NAMES].casefold()
    return "" if any(word in names for word in load_words()["phrases"]["changes"]) else element.get("datetime") or ""


def _split_lines(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """The paragraphs of a stretch of text: two line breaks divide it, and one where a sentence or a title ends."""
    line: list[_Piece] = []
    last: _Piece | None = None
    is_bold = True
    for place, piece in enumerate(pieces):
        if piece.text is None:
            # A second line break may follow after spaces alone.
            if last is not None and (_is_gap(pieces, place) or is_bold or ends_sentence(last.text or "")):
                yield line
                line, last, is_bold = [], None, True
            elif line:
                line.append(_Piece(" "))
            continue
        line.append(piece)
        if piece.text.strip():
            last, is_bold = piece, is_bold and piece.is_bold
    if line:
        yield line


def _is_gap(pieces: list[_Piece], place: int) -> bool:
    """Whether a line break has another one behind it, with nothing but spaces between."""
    for piece in pieces[place + 1 : place + 3]:
        if piece.text is None:
            return True
        if piece.text.strip():
            return False
    return False


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a full stop or the like, marks and brackets left aside."""
    return text.rstrip().rstrip(_MARKS).endswith(_SENTENCE_ENDS)


def _join(line: list[_Piece], *, is_heading: bool, is_label: bool) -> str:
    """The text of a line; in headings and bylines words are parted that only the looks of the page part."""
    if not (is_heading or is_label):
        return _SPACE.sub(" ", "".join(piece.text or "" for piece in line)).strip()
    joined = ""
    is_kicker = False
    for piece in line:
        text = _SPACE.sub(" ", piece.text or "")
        if is_kicker and "kicker" not in piece.hints:
            text = text.lstrip(" :|")
            if not text:
                continue
            joined = joined.rstrip() + (": " if joined.rstrip()[-1:].isalnum() else " ")
        elif _runs_on(joined[-1:], text[:1], is_label):
            joined += " "
        joined += text
        is_kicker = "kicker" in piece.hints and is_heading
    return _SPACE.sub(" ", joined).strip()


def _runs_on(last: str, first: str, is_label: bool) -> bool:
    """Whether two letters are the end and the beginning of different words: "StrikeFerries", "Doe2031"."""
    if is_label:
        return last.isalnum() and (first.isupper() or first.isdigit())
    return (last.islower() or last.isdigit()) and first.isupper()


def _holds_values(table: Element, weights: Mapping[Element, int]) -> bool:
    """Whether a table holds short values, not paragraphs laid out side by side or other tables."""
    known = tags_of("table") | tags_of("inline")
    rows = 0
    for element in table.iterdescendants():
        is_long = element.tag == "td" and weights.get(element, 0) > _LONGEST_CELL
        if is_long or element.tag not in known:
            return False
        rows += element.tag == "tr"
    return rows > 1
