"""Records with named fields, of which each may have others, to articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from helpers.reading.formats.tables.columns import Columns, choose_columns, find_columns
from helpers.reading.formats.tables.json_values import Broken, Record, flatten, keys_twice
from helpers.reading.formats.tables.rows import Row, RowList, Warnings, make_articles
from helpers.reading.raw import RawArticle, Source, Unread

# Sets of names, and names, that are kept: a hostile file has others in each record.
_MOST_KEPT = 1_000
# For the proposal of a column.
_MOST_SHOWN = 20


class _Shapes:
    """What the fields of records hold, worked out once for all records with the same names."""

    def __init__(self, mapped: Mapping[str, str]) -> None:
        self.mapped = mapped
        self.shapes: dict[tuple[str, ...], Columns] = {}
        self.names: dict[str, None] = {}
        self.sample: list[dict[str, Any]] = []

    def read(self, label: str, record: Mapping[str, Any]) -> Row | Unread:
        """The row that a record is."""
        fields = flatten(record)
        names = tuple(fields)
        columns = self.shapes.get(names)
        if columns is None:
            columns = self._learn(names, fields)
        used = {names[place].partition(".")[0] for place in columns.places.values()}
        twice = used.intersection(keys_twice(record))
        if twice:
            return Unread(f"{label} holds the field {min(twice)!r} twice with different values; keep one", "json")
        return Row(label, {use: fields[names[place]] for use, place in columns.places.items()})

    def _learn(self, names: tuple[str, ...], fields: dict[str, Any]) -> Columns:
        columns = choose_columns(names, self.mapped)
        if len(self.shapes) < _MOST_KEPT:
            self.shapes[names] = columns
        if len(self.names) < _MOST_KEPT:
            self.names |= dict.fromkeys(names[:_MOST_KEPT])
        if len(self.sample) < _MOST_SHOWN:
            self.sample.append(fields)
        return columns

    def list_warnings(self) -> Warnings:
        """What is doubtful about the fields, each once."""
        return tuple(dict.fromkeys(warning for shape in self.shapes.values() for warning in shape.warnings))


def make_from_records(
    source: Source, records: Iterable[tuple[str, Record]], *, encoding: str, warnings: Warnings
) -> list[RawArticle | Unread]:
    """The articles of records, given with what messages call them; what is no record is a place without an article.

    Raises ArticleError where nothing is a record (code json), none has a text column (columns) or text (empty).
    """
    shapes = _Shapes(source.options.columns_by_use)
    rows = RowList(source)
    for label, record in records:
        found = Unread(f"{label} {record.reason}", "json") if isinstance(record, Broken) else shapes.read(label, record)
        rows.add(found)
    if not shapes.shapes:
        first = next((row.reason for row in rows.rows if isinstance(row, Unread)), "there is none")
        raise source.error(f"holds no record: {first}; save it again", code="json")
    # Refuses what is no table of articles, and names that the user gives and no record has.
    names = list(shapes.names)
    find_columns(source, names, [[fields.get(name) for name in names] for fields in shapes.sample])
    return make_articles(rows, encoding=encoding, warnings=(*warnings, *shapes.list_warnings()))
