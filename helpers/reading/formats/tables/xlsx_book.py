"""A workbook of Excel (.xlsx): its sheets, and the rows of a sheet with cells as values.

Read here and not by a library for workbooks: those stop at styles, filters and properties that no text needs, and fill
in all the rows that a hostile sheet leaves out.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from helpers.reading.formats.tables.xlsx_parts import Links, Sheets, Strings, Styles, Texts, local_name, unescape
from helpers.reading.formats.xml_events import read_events
from helpers.reading.raw import Source

_ROOT = "xl/workbook.xml"
# Columns further right than in any table of articles are left out; a sheet may have 16,384.
_MOST_COLUMNS = 512
_COLUMN = re.compile(r"([A-Z]{1,3})[0-9]", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_FIRST_DAY, _FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_SERIAL = 2_958_465
# Types of cells: a string by its number, one in the cell itself, a number; those of formulas and ISO dates as written.
_SHARED, _INLINE, _NUMBER = "s", "inlineStr", "n"
_WRITTEN = ("str", "d")

# Called with the number of a row (from 1) and its values by their columns (from 0).
OnRow = Callable[[int, Mapping[int, Any]], None]


class Sheet(NamedTuple):
    """A sheet: its name, whether it is shown, and the member of the archive that holds it."""

    name: str
    is_shown: bool
    member: str


@dataclass(frozen=True)
class Book:
    """A workbook: its sheets, and what their cells refer to."""

    source: Source
    package: zipfile.ZipFile
    sheets: tuple[Sheet, ...]
    strings: tuple[str, ...]
    date_styles: frozenset[str]
    first_day: date

    def read_sheet(self, sheet: Sheet, on_row: OnRow) -> bool:
        """Calls `on_row` for each row with a value, in the order of the file; whether the sheet has formulas.

        Values are str, int, float and date. A formula has the value that was last computed, or none.
        Raises ArticleError (code broken) where the sheet is damaged.
        """
        cells = _Cells(self, on_row)
        read_events(self.package, sheet.member, cells, source=self.source)
        return cells.has_formulas


class _Link(NamedTuple):
    name: str
    kind: str
    target: str


def open_book(source: Source, package: zipfile.ZipFile) -> Book:
    """The workbook in a package. Raises ArticleError (codes broken, format) where it is none."""
    members = frozenset(package.namelist())
    roots = [link.target for link in _read_links(source, package, "") if link.kind == "officeDocument"]
    root = roots[0] if roots else _ROOT
    found = Sheets()
    if root not in members:
        reason = f"is no workbook: it holds no {_ROOT}; open it in the program that made it and save it as .xlsx"
        raise source.error(reason, code="format")
    read_events(package, root, found, source=source)
    links = [link for link in _read_links(source, package, root) if link.target in members]
    strings, styles = Strings(), Styles()
    for link in links:
        if link.kind == "sharedStrings":
            read_events(package, link.target, strings, source=source)
        elif link.kind == "styles":
            read_events(package, link.target, styles, source=source)
    targets = {link.name: link.target for link in links if link.kind == "worksheet"}
    return Book(
        source=source,
        package=package,
        sheets=tuple(
            Sheet(name, state == "visible", targets[link]) for name, state, link in found.found if link in targets
        ),
        strings=tuple(strings.found),
        date_styles=styles.find_dates(),
        first_day=_FIRST_DAY_1904 if found.is_1904 else _FIRST_DAY,
    )


def _read_links(source: Source, package: zipfile.ZipFile, member: str) -> list[_Link]:
    """The links of a member ("" for the whole archive), with the names of the members that they lead to."""
    folder, name = posixpath.split(member)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package.namelist():
        return []
    links = Links()
    read_events(package, path, links, source=source)
    return [
        _Link(found.get("Id", ""), found.get("Type", "").rpartition("/")[2], _resolve(folder, found.get("Target", "")))
        for found in links.found
    ]


def _resolve(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


class _Cells(Texts):
    """The rows of a sheet as they come."""

    def __init__(self, book: Book, on_row: OnRow) -> None:
        super().__init__()
        self.book, self.on_row = book, on_row
        self.row, self.column = 0, -1
        self.kind = self.style = ""
        self.written: list[str] = []
        self.is_value = self.has_formulas = False
        self.values: dict[int, Any] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A row, a cell, its value, or the text that it holds itself."""
        super().start(name, attributes)
        local = local_name(name)
        self.is_value = local == "v"
        if local == "row":
            said = attributes.get("r", "")
            self.row = int(said) if _WHOLE.fullmatch(said) else self.row + 1
            self.column, self.values = -1, {}
        elif local == "c":
            self.column = _find_column(attributes.get("r", ""), self.column + 1)
            self.kind, self.style = attributes.get("t", _NUMBER), attributes.get("s", "")
            self.written.clear()
            self.pieces.clear()
        elif local == "f":
            self.has_formulas = True

    def end(self, name: str) -> None:
        """A value, a cell or a row ends."""
        super().end(name)
        self.is_value = False
        local = local_name(name)
        if local == "c" and self.column < _MOST_COLUMNS:
            value = self._read_value()
            if value is not None and value != "":
                self.values[self.column] = value
        elif local == "row" and self.values:
            self.on_row(self.row, self.values)

    def data(self, text: str) -> None:
        """A piece of a value or text."""
        if self.is_value:
            self.written.append(text)
        else:
            super().data(text)

    def _read_value(self) -> Any:
        """The value of a cell that ends; errors (#REF!), and yes or no, are nothing that an article has."""
        written = "".join(self.written)
        if self.kind == _SHARED:
            place = int(written) if _WHOLE.fullmatch(written) else -1
            return self.book.strings[place] if 0 <= place < len(self.book.strings) else None
        if self.kind == _INLINE:
            return self.take()
        if self.kind in _WRITTEN:
            return unescape(written)
        number = _read_number(written) if self.kind == _NUMBER else None
        return _read_serial(number, self.book.first_day) if self.style in self.book.date_styles else number


def _find_column(reference: str, following: int) -> int:
    """The column of a cell such as "AB12", from 0; `following` where it is not told."""
    found = _COLUMN.match(reference)
    if found is None:
        return following
    number = 0
    for letter in found.group(1):
        number = 26 * number + ord(letter) - 64
    return number - 1


def _read_number(written: str) -> int | float | None:
    if _WHOLE.fullmatch(written):
        return int(written)
    try:
        return float(written)
    except ValueError:
        return None


def _read_serial(number: float | None, first_day: date) -> date | None:
    """The day that a number is in the calendar of Excel; None for times without a day."""
    return first_day + timedelta(days=int(number)) if number is not None and 1 <= number <= _LAST_SERIAL else None
