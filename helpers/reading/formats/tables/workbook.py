"""The reader of workbooks (.xlsx): each row of each sheet with a text column is an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.reading.formats.tables.columns import Columns, count_known, find_columns, find_head
from helpers.reading.formats.tables.rows import Row, RowList, as_text, make_articles
from helpers.reading.formats.tables.xlsx_book import open_book
from helpers.reading.formats.zipped import open_package
from helpers.reading.raw import RawArticle, Source, Unread
from helpers.tables import ArticleError

_MOST_BYTES = 500 * 2**20
# So many rows are looked at for the head of a table.
_MOST_ROWS_ABOVE = 10


@dataclass
class _Table:
    """What the rows of one sheet tell as they come: the columns once the head was found, then an article a row."""

    source: Source
    label: str
    rows: RowList
    above: list[list[str]] = field(default_factory=list)
    columns: Columns | None = None
    has_formulas: bool = False

    def take(self, number: int, values: Mapping[int, Any]) -> None:
        """One row of the sheet, its values by column."""
        if self.columns is not None:
            held = {use: values[place] for use, place in self.columns.places.items() if place in values}
            self.rows.add(Row(f"{self.label}row {number}", held))
        elif len(self.above) < _MOST_ROWS_ABOVE:
            self.above.append([as_text(values.get(place)).strip() for place in range(max(values) + 1)])
            if find_head(self.above, self.source.options.columns_by_use) == len(self.above) - 1:
                self.columns = find_columns(self.source, self.above[-1])

    def count_known(self) -> int:
        """How many columns of its first row are known."""
        return count_known(self.above[0], self.source.options.columns_by_use) if self.above else -1


def read_workbook(source: Source) -> list[RawArticle | Unread]:
    """The articles of a workbook, one a row, sheet by sheet, with the rows that hold none; hidden sheets are left out.

    Raises ArticleError where it is damaged or protected (codes broken, format, password), no sheet has a text column
    (columns), or no row has text (empty).
    """
    rows = RowList(source)
    with open_package(source, most_bytes=_MOST_BYTES, holds="a workbook (.xlsx)") as package:
        book = open_book(source, package)
        shown = [sheet for sheet in book.sheets if sheet.is_shown]
        tables = [_Table(source, f"sheet {sheet.name!r}, " if len(shown) > 1 else "", rows) for sheet in shown]
        for sheet, table in zip(shown, tables, strict=True):
            table.has_formulas = book.read_sheet(sheet, table.take)
    warnings = _list_warnings(source, tables, [sheet.name for sheet in book.sheets if not sheet.is_shown])
    try:
        return make_articles(rows, encoding="xlsx", warnings=tuple(warnings))
    except ArticleError as error:
        if error.code != "empty" or not any(table.has_formulas for table in tables):
            raise
        reason = "has formulas that were never computed instead of texts; open it in Excel and save it again"
        raise source.error(reason, code="empty") from error


def _list_warnings(source: Source, tables: list[_Table], hidden: list[str]) -> list[tuple[str, str]]:
    """What is to be said about the whole workbook. Raises ArticleError where no sheet has a text column."""
    found = [table.columns for table in tables if table.columns is not None]
    if not found:
        best = max(tables, key=_Table.count_known, default=None)
        if best is None or not best.above:
            raise source.error("is empty: no sheet that is shown has a cell with a value; fill it", code="empty")
        find_columns(source, best.above[0], best.above[1:])
    warnings = [warning for columns in found for warning in columns.warnings]
    if hidden:
        names = ", ".join(map(repr, hidden))
        warnings.append(("columns", f"has hidden sheets, which were not read ({names}); show them to have them read"))
    return warnings
