"""A workbook of Excel: a sheet a table, every text a text and never a formula.

XlsxWriter writes rows as they come and keeps none in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.keeping.cells import MOST_LETTERS, cut, is_formula, replace_illegal

# Excel: Specifications and limits; the first row holds the names of the columns.
MOST_ROWS = 1_048_576

_WIDE, _MIDDLE, _NARROW = 60, 22, 11
_WIDE_COLUMNS = frozenset({"text", "headline", "message", "candidates"})
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
# The same tables give the same bytes, whenever they are written.
_NO_TIME = datetime(2000, 1, 1)


@dataclass
class _Altered:
    """How many cells of a table could not be written as they are."""

    cut: int = 0
    replaced: int = 0


@dataclass
class _Book:
    """A workbook on its way, its formats, and what could not be written as it is."""

    workbook: Any
    head: Any
    guarded: Any
    notes: list[str] = field(default_factory=list)


def write_xlsx(path: Path, tables: Mapping[str, pd.DataFrame], *, most_rows: int = MOST_ROWS) -> list[str]:
    """What could not be written as it is, a line each: rows beyond a sheet, texts beyond a cell, control characters.

    A table with more rows than a sheet may hold (`most_rows`, the head among them) goes on in a second one.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    workbook = Workbook(str(path), _OPTIONS)
    workbook.set_properties({"created": _NO_TIME})
    # With this format a text stays one when somebody edits its cell, as behind an apostrophe typed by hand.
    book = _Book(workbook, workbook.add_format({"bold": True}), workbook.add_format({"quote_prefix": True}))
    for name, table in tables.items():
        _write_table(book, name, table, most_rows=most_rows)
    try:
        workbook.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error
    return book.notes


def _write_table(book: _Book, name: str, table: pd.DataFrame, *, most_rows: int) -> None:
    altered = _Altered()
    parts = list(_split(table, most_rows - 1))
    for number, part in enumerate(parts, start=1):
        sheet = book.workbook.add_worksheet(name if number == 1 else f"{name} {number}")
        _write_sheet(book, sheet, part, altered)
    if len(parts) > 1:
        book.notes.append(f"{name}: {len(table)} rows fill {len(parts)} sheets, which hold {most_rows} rows at most")
    if altered.cut:
        book.notes.append(f"{name}: a cell holds {MOST_LETTERS} characters at most; cut: {altered.cut}")
    if altered.replaced:
        book.notes.append(
            f"{name}: cells with control characters, which no workbook may hold (now �): {altered.replaced}"
        )


def _split(table: pd.DataFrame, rows: int) -> Iterator[pd.DataFrame]:
    for start in range(0, max(len(table), 1), rows):
        yield table.iloc[start : start + rows]


def _write_sheet(book: _Book, sheet: Any, table: pd.DataFrame, altered: _Altered) -> None:
    for place, name in enumerate(table.columns):
        sheet.set_column(place, place, _find_width(table, name))
        sheet.write_string(0, place, name, book.head)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
    # Row by row, for a row that is done leaves the memory.
    for row, values in enumerate(table.itertuples(index=False, name=None), start=1):
        for place, value in enumerate(values):
            if isinstance(value, str):
                _write_text(book, sheet, (row, place), value, altered)
            elif isinstance(value, bool):
                sheet.write_boolean(row, place, value)
            elif not pd.isna(value):
                sheet.write_number(row, place, value)


def _write_text(book: _Book, sheet: Any, cell: tuple[int, int], value: str, altered: _Altered) -> None:
    text = replace_illegal(value)
    fitting = cut(text)
    altered.replaced += text != value
    altered.cut += fitting != text
    if fitting:
        sheet.write_string(*cell, fitting, book.guarded if is_formula(fitting) else None)


def _find_width(table: pd.DataFrame, column: str) -> int:
    """How wide a column is, in letters."""
    if column in _WIDE_COLUMNS:
        return _WIDE
    return _MIDDLE if pd.api.types.is_string_dtype(table[column]) else _NARROW
