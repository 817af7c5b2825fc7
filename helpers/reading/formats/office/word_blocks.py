"""The paragraphs of a Word document (DOCX), read from its XML as the document shows them.

Deleted text, hidden text, comments, and the codes of fields are not shown, and not read; inserted text, links, text
boxes, tables and notes are.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from helpers.reading.formats.office.blocks import Block, join_row
from helpers.reading.formats.xml_events import SEPARATOR, read_events
from helpers.reading.formats.zipped import open_package
from helpers.reading.raw import Source

_MAIN = "word/document.xml"
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# The same text box a second time, for old programs; and what is not shown.
_SKIPPED = {f"{_COMPATIBILITY}{SEPARATOR}Fallback"} | {
    f"{space}{SEPARATOR}{name}"
    for space in _WORD
    for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "pPrChange", "rPrChange", "sectPr")
}
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "softHyphen": "\u00ad",
    "noBreakHyphen": "\u2011",
}
_ROW = "tr"
_OFF = ("0", "false", "off", "none")
# Separators of notes have types; notes have none.
_NOTE_NAMES = ("footnote", "endnote")


@dataclass(frozen=True)
class WordDocument:
    """What a Word document shows: its paragraphs, its notes behind them, and the title among its properties."""

    blocks: tuple[Block, ...]
    title: str | None


@lru_cache(maxsize=1)
def read_word_document(source: Source) -> WordDocument:
    """The paragraphs of a DOCX file; the last one is kept, because several formats ask for the same file.

    Raises ArticleError where it is protected, damaged, or no Word document.
    """
    with open_package(source, holds="a Word document") as package:
        names = set(package.namelist())
        main = _find_main(package, source) if "_rels/.rels" in names else _MAIN
        if main not in names:
            reason = "is no Word document: it holds no text part; save it as .docx"
            raise source.error(reason, code="format")
        folder = posixpath.dirname(main)
        styles = _Styles()
        if f"{folder}/styles.xml" in names:
            read_events(package, f"{folder}/styles.xml", styles, source=source)
        blocks = _read_blocks(package, main, styles, source=source)
        for member in (f"{folder}/footnotes.xml", f"{folder}/endnotes.xml"):
            notes = _read_blocks(package, member, styles, source=source) if member in names else []
            blocks += [block._replace(is_note=True) for block in notes]
        properties = _Properties()
        if "docProps/core.xml" in names:
            read_events(package, "docProps/core.xml", properties, source=source)
    return WordDocument(tuple(blocks), properties.title.strip() or None)


def _find_main(package: zipfile.ZipFile, source: Source) -> str:
    relations = _Relations()
    read_events(package, "_rels/.rels", relations, source=source)
    return posixpath.normpath(relations.main.lstrip("/")) if relations.main else _MAIN


def _read_blocks(package: zipfile.ZipFile, member: str, styles: _Styles, *, source: Source) -> list[Block]:
    walker = _Walker(styles)
    read_events(package, member, walker, source=source)
    return walker.targets[0]


class _Quiet:
    """A handler that does nothing where it need not."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Ignores the element."""

    def end(self, name: str) -> None:
        """Ignores its end."""

    def data(self, text: str) -> None:
        """Ignores the text."""


class _Relations(_Quiet):
    """Where the text of a package stands."""

    main = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name.endswith(f"{SEPARATOR}Relationship") and attributes.get("Type", "").endswith("/officeDocument"):
            self.main = self.main or attributes.get("Target", "")


class _Properties(_Quiet):
    """The title of a document. Its author and dates are those of whoever saved it and say nothing of the article."""

    title = ""
    _is_title = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        del attributes
        self._is_title = name.endswith(f"{SEPARATOR}title")

    def end(self, name: str) -> None:
        del name
        self._is_title = False

    def data(self, text: str) -> None:
        if self._is_title:
            self.title += text


class _Styles(_Quiet):
    """The names of styles by their ids, in small letters: ids are translated, names mostly not."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.levels: dict[str, int] = {}
        self._id = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(SEPARATOR)
        if local == "style":
            self._id = attributes.get(f"{space}{SEPARATOR}styleId", "")
        value = attributes.get(f"{space}{SEPARATOR}val", "")
        if local == "name" and self._id:
            self.names.setdefault(self._id, value.lower())
        elif local == "outlineLvl" and self._id:
            self.levels[self._id] = _level(value)


@dataclass
class _Paragraph:
    """A paragraph while it is read."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    style: str = ""
    level: int | None = None
    links: list[int] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


class _Walker:
    """Collects the blocks of a part: `targets` is a stack of lists, of which the last takes the next block."""

    def __init__(self, styles: _Styles) -> None:
        self.targets: list[list[Block]] = [[]]
        self._styles = styles
        self._paragraphs: list[_Paragraph] = []
        self._rows: list[list[list[Block]]] = []
        self._skipped = 0
        self._is_text = False
        self._runs: list[bool] = []  # for each run around this place, whether it is hidden

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins: paragraphs, rows and cells open something, characters are added."""
        if self._skipped or name in _SKIPPED:
            self._skipped += 1
            return
        space, _, local = name.rpartition(SEPARATOR)
        if space not in _WORD:
            return
        if local in _NOTE_NAMES and f"{space}{SEPARATOR}type" in attributes:
            self._skipped = 1
            return
        if local == "p":
            self._paragraphs.append(_Paragraph())
            self.targets.append([])
        elif local == _ROW:
            self._rows.append([])
        elif local == "tc" and self._rows:
            self.targets.append([])
        elif local == "r":
            self._runs.append(False)
        elif self._paragraphs:
            self._start_inside(local, attributes.get(f"{space}{SEPARATOR}val", ""))

    def _start_inside(self, local: str, value: str) -> None:
        paragraph = self._paragraphs[-1]
        if local == "t":
            self._is_text = not (self._runs and self._runs[-1])
        elif local == "pStyle":
            paragraph.style = value
        elif local == "outlineLvl":
            paragraph.level = _level(value)
        elif local == "vanish" and self._runs:
            self._runs[-1] = value not in _OFF
        elif local == "hyperlink":
            paragraph.links.append(paragraph.length)
        elif local in _CHARACTERS and self._runs and not self._runs[-1]:
            paragraph.add(_CHARACTERS[local])

    def end(self, name: str) -> None:
        """An element ends, and what it opened goes to where it belongs."""
        if self._skipped:
            self._skipped -= 1
            return
        space, _, local = name.rpartition(SEPARATOR)
        if space not in _WORD:
            return
        self._is_text = False
        if local == "p":
            inside = self.targets.pop()
            self.targets[-1] += [self._block(self._paragraphs.pop()), *inside]
        elif local == "tc" and self._rows:
            self._rows[-1].append(self.targets.pop())
        elif local == _ROW:
            self.targets[-1] += join_row(self._rows.pop())
        elif local == "r":
            self._runs.pop()
        elif local == "hyperlink" and self._paragraphs:
            self._paragraphs[-1].links.append(self._paragraphs[-1].length)

    def data(self, text: str) -> None:
        """Text, of which only that of runs is shown."""
        if self._is_text and not self._skipped and self._paragraphs:
            self._paragraphs[-1].add(text)

    def _block(self, paragraph: _Paragraph) -> Block:
        # Where one link ends and the next begins no words stand between them.
        edges = tuple(place for place, times in Counter(paragraph.links).items() if times == 1)
        level = paragraph.level if paragraph.level is not None else self._styles.levels.get(paragraph.style)
        return Block(
            "".join(paragraph.pieces),
            self._styles.names.get(paragraph.style, paragraph.style.lower()),
            None if level is None or level > 8 else level,
            edges=edges,
        )


def _level(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) == 1 else 9
