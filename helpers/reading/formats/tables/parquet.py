"""The reader of Parquet tables: each row an article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from helpers.reading.formats.tables.columns import find_columns
from helpers.reading.formats.tables.json_values import flatten
from helpers.reading.formats.tables.rows import Row, RowList, make_articles
from helpers.reading.raw import RawArticle, Source, Unread

_MAGIC = b"PAR1"
_ENCRYPTED = b"PARE"
# A repeated value takes next to nothing in the file; so few rows at once take little in memory too.
_ROWS_AT_ONCE = 200
_MOST_BYTES = 4 * 2**30
# For the proposal of a column.
_MOST_SHOWN = 20
_LONGEST_SHOWN = 120


def read_parquet(source: Source) -> list[RawArticle | Unread]:
    """The articles of a Parquet file, one a row, with the rows that hold none.

    Raises ArticleError where the file is damaged (code broken) or encrypted (password), has no text column (columns),
    no text (empty) or too much (limit).
    """
    content = source.content
    if not content:
        raise source.error("is empty: it holds no byte; save it again", code="empty")
    if content[-4:] == _ENCRYPTED or content[:4] == _ENCRYPTED:
        raise source.error("is encrypted; save it without encryption", code="password")
    if content[:4] != _MAGIC:
        raise source.error(f"is no Parquet file: it begins with {content[:8]!r}; check its ending", code="format")
    if content[-4:] != _MAGIC or len(content) < 12:
        raise source.error("is cut off: its end is missing; download or save it again", code="broken")
    return _read(source)


def _read(source: Source) -> list[RawArticle | Unread]:
    from pyarrow import ArrowException, BufferReader
    from pyarrow.parquet import ParquetFile

    rows = RowList(source)
    try:
        file = ParquetFile(BufferReader(source.content))
        _check_size(source, file)
        names = [name for field in file.schema_arrow for name in _list_names(field)]
        columns = find_columns(source, names, _read_sample(file, names))
        wanted = {use: names[place] for use, place in columns.places.items()}
        for number, fields in enumerate(_read_fields(file, list(wanted.values())), start=1):
            rows.add(Row(f"row {number}", {use: fields.get(name) for use, name in wanted.items()}))
    except (ArrowException, LookupError, OSError, OverflowError, RecursionError, ValueError) as error:
        what = " ".join(str(error).split())[:_LONGEST_SHOWN].rstrip(".")
        raise source.error(f"is damaged ({what}); download or save it again", code="broken") from error
    return make_articles(rows, encoding="parquet", warnings=columns.warnings)


def _list_names(field: Any, prefix: str = "") -> Iterator[str]:
    """The names of a column and, where it holds objects, of the fields in it: "source.name"."""
    from pyarrow.types import is_struct

    name = f"{prefix}{field.name}"
    if not is_struct(field.type):
        yield name
    else:
        for inner in field.type:
            yield from _list_names(inner, f"{name}.")


def _read_fields(file: Any, names: list[str]) -> Iterator[dict[str, Any]]:
    """The rows, with the columns of these names and what lies beside them in the same object."""
    for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=names, use_threads=False):
        for record in batch.to_pylist():
            yield flatten(record)


def _read_sample(file: Any, names: list[str]) -> Iterator[list[Any]]:
    for fields in islice(_read_fields(file, names), _MOST_SHOWN):
        yield [fields.get(name) for name in names]


def _check_size(source: Source, file: Any) -> None:
    """Raise ArticleError where the file says that it is too large once unpacked."""
    # What it says of single columns is not asked for: where that is broken, pyarrow ends the whole process.
    size = sum(file.metadata.row_group(place).total_byte_size for place in range(file.metadata.num_row_groups))
    if size > _MOST_BYTES:
        found = f"unpacks to {size / 2**30:,.1f} GB, over the limit of {_MOST_BYTES / 2**30:g} GB"
        raise source.error(f"{found}; split it", code="limit")
