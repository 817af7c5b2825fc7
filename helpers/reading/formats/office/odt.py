"""The reader of OpenDocument texts (ODT) in general: one article a file."""

from __future__ import annotations

from collections.abc import Mapping

from helpers.reading.formats.office.blocks import Block, join_row, make_article
from helpers.reading.formats.xml_events import SEPARATOR, read_events
from helpers.reading.formats.zipped import open_package, protected, read_member
from helpers.reading.raw import RawArticle, Source, Unread

_SKIPPED = ("tracked-changes", "annotation", "note-citation", "title", "desc", "table-of-content")
_CHARACTERS = {"s": " ", "tab": "\t", "line-break": "\n"}


def read_odt(source: Source) -> list[RawArticle | Unread]:
    """The one article that an OpenDocument text holds; deleted text and comments are not shown, and not read.

    Raises ArticleError where the file is protected, damaged, no such text, or holds no text.
    """
    walker = _Walker()
    with open_package(source, holds="an OpenDocument text") as package:
        names = package.namelist()
        manifest = "META-INF/manifest.xml"
        if manifest in names and b"encryption-data" in read_member(package, manifest, source=source):
            raise protected(source)
        read_events(package, "content.xml", walker, source=source)
    return [make_article(source, [*walker.targets[0], *walker.notes], encoding="odt")]


class _Walker:
    """Collects the blocks of a text: `targets` is a stack of lists, of which the last takes the next block."""

    def __init__(self) -> None:
        self.targets: list[list[Block]] = [[]]
        self.notes: list[Block] = []
        self._open: list[tuple[list[str], str, int | None]] = []
        self._rows: list[list[list[Block]]] = []
        self._parents: dict[str, str] = {}
        self._skipped = self._in_notes = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins: paragraphs, rows and cells open something, characters are added."""
        local = name.rpartition(SEPARATOR)[2]
        if self._skipped or local in _SKIPPED:
            self._skipped += 1
            return
        told = {key.rpartition(SEPARATOR)[2]: value for key, value in attributes.items()}
        self._in_notes += local == "note"
        if local == "style":
            self._parents[told.get("name", "")] = told.get("parent-style-name", "")
        elif local in ("p", "h"):
            style = told.get("style-name", "")
            named = (self._parents.get(style) or style).replace("_20_", " ").lower()
            digit = told.get("outline-level", "")
            self._open.append(([], named, int(digit) - 1 if local == "h" and digit in tuple("123456789") else None))
            self.targets.append([])
        elif local == "table-row":
            self._rows.append([])
        elif local == "table-cell" and self._rows:
            self.targets.append([])
        elif local in _CHARACTERS and self._open:
            self._open[-1][0].append(_CHARACTERS[local])

    def end(self, name: str) -> None:
        """An element ends, and what it opened goes to where it belongs."""
        local = name.rpartition(SEPARATOR)[2]
        if self._skipped:
            self._skipped -= 1
        elif local in ("p", "h"):
            inside = self.targets.pop()
            pieces, style, level = self._open.pop()
            block = Block("".join(pieces), style, level, is_note=self._in_notes > 0)
            if block.is_note:
                self.notes.append(block)
            self.targets[-1] += [*([] if block.is_note else [block]), *inside]
        elif local == "table-cell" and self._rows:
            self._rows[-1].append(self.targets.pop())
        elif local == "table-row":
            self.targets[-1] += join_row(self._rows.pop())
        self._in_notes -= local == "note" and not self._skipped

    def data(self, text: str) -> None:
        """Text of the innermost paragraph."""
        if self._open and not self._skipped:
            self._open[-1][0].append(text)
