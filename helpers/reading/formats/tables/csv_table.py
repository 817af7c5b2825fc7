"""The reader of tables in text files (CSV, TSV): each row an article.

The csv module reads them and not pandas: it tells the line of each row, holds one row at a time, and converts nothing.
A file never says what separates its cells and how quote marks within them are written. Both are tried, and taken only
where the whole file agrees; what does not fit is told with its line, because a cell cut at the wrong place is a wrong
text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import Literal, NamedTuple

from helpers.reading.formats.tables.columns import Columns, count_known, find_columns, find_head
from helpers.reading.formats.tables.rows import Row, RowList, make_articles
from helpers.reading.formats.tables.streams import find_encoding, open_text
from helpers.reading.raw import RawArticle, Source, Unread
from helpers.tables import ArticleError

_SEPARATORS = (",", ";", "\t", "|")
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
# No file holds it, so a table of one column stays one.
_NO_SEPARATOR = "\x1f"
# Tables with these are often written without enclosing any cell, so that quote marks in them are those of the text.
_PLAIN_SEPARATORS = ("\t", "|")
_ESCAPE = re.compile(r'\\(["\\])')
# Some databases write a title and the query above the head of the table.
_MOST_ROWS_ABOVE = 10
# For the proposal of a column.
_MOST_SHOWN = 20
# A C long of Windows.
_LONGEST_CELL = 2**31 - 1


@dataclass(frozen=True)
class _File:
    """A file of comma-separated values or the like, its encoding, and the first line by which Excel knows "sep=;"."""

    source: Source
    encoding: str
    said: str = ""

    def open(self) -> io.TextIOWrapper:
        """The lines behind that first line."""
        text = open_text(self.source, self.encoding)
        text.read(len(self.said))
        return text


class _Head(NamedTuple):
    """What separates the cells, which record holds the names of the columns (from 0), and these names."""

    separator: str
    record: int
    names: tuple[str, ...]


class _Record(NamedTuple):
    """One record: its number as a spreadsheet shows it (from 1), the line that it begins in, and its cells."""

    number: int
    line: int
    cells: list[str]

    @property
    def label(self) -> str:
        """What messages call it."""
        return f"row {self.number}" if self.number == self.line else f"row {self.number} (line {self.line})"


class _Style(Enum):
    """How quote marks inside a cell are written: twice, behind a backslash, or as they are as none encloses a cell."""

    DOUBLED = "doubled"
    ESCAPED = "escaped"
    LITERAL = "literal"


@dataclass(frozen=True)
class _Table:
    """A file that was read by one way of writing quote marks: its rows, and whether all could be told into cells."""

    rows: RowList
    is_whole: bool


def read_csv(source: Source) -> list[RawArticle | Unread]:
    """The articles of a table in text, one a row, with the rows that hold none.

    Raises ArticleError where there is no text column (code columns), no row (empty), or a quote mark opens or closes a
    cell where none may (quote), with its line.
    """
    encoding, warnings = find_encoding(source)
    with _long_cells():
        file = _File(source, encoding, _read_said(source, encoding))
        head = _find_head(file)
        columns = find_columns(source, head.names, _read_sample(file, head))
        table = _read_table(file, head, columns)
    return make_articles(table.rows, encoding=encoding, warnings=(*warnings, *columns.warnings))


@contextmanager
def _long_cells() -> Iterator[None]:
    """Cells of any length: the module's limit, which holds for the whole process, is 128 KB."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _read_said(source: Source, encoding: str) -> str:
    """A first line "sep=;", which Excel writes and heeds, with its end; "" where there is none."""
    line = open_text(source, encoding).readline(16)
    return line if line[:4].lower() == "sep=" and len(line.rstrip("\r\n")) == 5 else ""


def _find_head(file: _File) -> _Head:
    """The separator by which the most columns have names that are known, and among these the most columns."""
    mapped = file.source.options.columns_by_use
    heads = []
    for separator in (file.said[4],) if file.said else _SEPARATORS:
        records = list(_read_first(file, separator))
        place = find_head(records, mapped)
        if place is None:
            place = next((place for place, cells in enumerate(records) if any(map(str.strip, cells))), 0)
        names = tuple(cell.strip() for cell in records[place]) if records else ()
        preferred = separator == "\t" and file.source.suffix == ".tsv"
        heads.append(((count_known(names, mapped), len(names), preferred), _Head(separator, place, names)))
    best = max(heads, key=lambda head: head[0])[1]
    return best if len(best.names) > 1 or file.said else best._replace(separator=_NO_SEPARATOR)


def _read_first(file: _File, separator: str) -> Iterator[list[str]]:
    """The first records, as far as they can be read with this separator."""
    try:
        yield from islice(csv.reader(file.open(), delimiter=separator, strict=True), _MOST_ROWS_ABOVE)
    except csv.Error:
        return


def _read_sample(file: _File, head: _Head) -> Iterator[list[str]]:
    """Some rows, to propose a column by."""
    first = head.record + 1
    return islice(csv.reader(file.open(), delimiter=head.separator), first, first + _MOST_SHOWN)


def _read_table(file: _File, head: _Head, columns: Columns) -> _Table:
    """The table by the first way of writing quote marks that the whole file agrees with.

    Where none does, rows with too many or too few cells are left out, and a quote mark in the wrong place is an error.
    """
    doubled: _Table | ArticleError
    try:
        doubled = _read_rows(file, head, columns, _Style.DOUBLED)
    except ArticleError as error:
        doubled = error
    if isinstance(doubled, _Table) and doubled.is_whole:
        return doubled
    for style in _find_other_styles(file, head):
        try:
            table = _read_rows(file, head, columns, style)
        except ArticleError:
            continue
        if table.is_whole and not (style is _Style.LITERAL and _is_enclosed(table)):
            return table
    if isinstance(doubled, ArticleError):
        raise doubled
    return doubled


def _find_other_styles(file: _File, head: _Head) -> Iterator[_Style]:
    if b"\\" in file.source.content:
        yield _Style.ESCAPED
    if head.separator in _PLAIN_SEPARATORS:
        yield _Style.LITERAL


def _is_enclosed(table: _Table) -> bool:
    """Whether quote marks enclose the texts, and are none of theirs: in half of them, or with marks written twice."""
    texts = [str(row.cells["text"]).strip() for row in table.rows.rows if isinstance(row, Row)]
    enclosed = [text for text in texts if text.startswith('"') and text.endswith('"')]
    return 2 * len(enclosed) > len(texts) or any('""' in text[1:-1] for text in enclosed)


def _read_rows(file: _File, head: _Head, columns: Columns, style: _Style) -> _Table:
    rows = RowList(file.source)
    is_whole = True
    # The row that a line end may have cut, and how many of its cells have been seen.
    cut, seen = "", 0
    for record in _read_records(file, head, style):
        cells = record.cells
        if not any(map(str.strip, cells)):
            continue
        fault = _find_fault(cells, head, columns)
        if cut and seen + len(cells) - 1 == len(head.names):
            fault = f"may be the rest of {cut}; put quote marks around cells that hold line ends"
        is_short = fault is not None and len(cells) < len(head.names)
        cut, seen = (cut or record.label, max(0, seen - 1) + len(cells)) if is_short else ("", 0)
        if fault is None:
            held = {use: cells[place] for use, place in columns.places.items() if place < len(cells)}
            rows.add(Row(record.label, held))
        else:
            is_whole = False
            rows.add(Unread(f"{record.label} {fault}"))
    return _Table(rows, is_whole)


def _read_records(file: _File, head: _Head, style: _Style) -> Iterator[_Record]:
    """The records behind the head. Raises ArticleError, with its line, where a quote mark stands where none may."""
    quoting: Literal[0, 3] = csv.QUOTE_NONE if style is _Style.LITERAL else csv.QUOTE_MINIMAL
    lines = map(_double, file.open()) if style is _Style.ESCAPED else file.open()
    records = csv.reader(lines, delimiter=head.separator, quoting=quoting, strict=True)
    above = 1 if file.said else 0
    number = line = 0
    try:
        while True:
            line = records.line_num + 1 + above
            cells = next(records, None)
            if cells is None:
                return
            number += 1
            if number > head.record + 1:
                yield _Record(number, line, cells)
    except csv.Error as error:
        raise file.source.error(_describe(line, records.line_num + above, error), code="quote") from error


def _double(line: str) -> str:
    """A line with quote marks behind a backslash written twice instead."""
    return _ESCAPE.sub(lambda found: found.group(1) * (1 + (found.group(1) == '"')), line)


def _describe(first: int, last: int, error: csv.Error) -> str:
    """What is wrong with the quote marks of the record in these lines, and what to do."""
    advice = "write quote marks inside a cell twice, or save the table as .xlsx"
    if "end of data" in str(error):
        return f"opens a cell with a quote mark in the row of line {first} and never closes it; {advice}"
    where = f"line {last}" if first == last else f"line {last}, in the row that begins in line {first}"
    return f"has a quote mark within a cell that stands in quote marks, in {where}; {advice}"


def _find_fault(cells: Sequence[str], head: _Head, columns: Columns) -> str | None:
    """Why a row cannot be told into its cells, None where it can.

    Short rows are fine where something stands behind the text: spreadsheets leave out empty cells at the end. Without,
    the text may have been cut by a line end.
    """
    count = len(head.names)
    found = f"has {len(cells)} cell{'s' * (len(cells) != 1)} for {count} columns"
    if any(map(str.strip, cells[count:])):
        by = _NAMES.get(head.separator, repr(head.separator))
        return f"{found}; put quote marks around cells that hold {by}"
    if len(cells) < count and len(cells) <= columns.places["text"] + 1:
        return f"{found}; put quote marks around cells that hold line ends"
    return None
