"""The schemas of all tables, the one way into them, and the errors of the package.

Errors, each a subclass of the one above it::

    HelpersError
    ├── ArticleError(path, reason)            a file that cannot be read as an article
    ├── LanguageError(file, key, reason)      a language file that does not hold what it must
    ├── SchemaError(table, column, reason)    a frame that is not the table it should be
    └── NotebookError(notebook, cell, reason) a notebook that stopped

A message says what, where, what was found and what to do; it ends without a full stop.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd


class HelpersError(Exception):
    """The root of all errors that Newsbook raises on purpose."""


class ArticleError(HelpersError):
    """A file that cannot be read as an article; `code` is its short name in `problems`."""

    def __init__(self, path: Path | str, reason: str, *, code: str = "unreadable") -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason, self.code = str(path), reason, code


class LanguageError(HelpersError):
    """A language file that lacks a key, or holds something else than it must."""

    def __init__(self, file: Path | str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}")
        self.file, self.key, self.reason = str(file), key, reason


class SchemaError(HelpersError):
    """A frame that is not the table it should be."""

    def __init__(self, table: str, column: str, reason: str) -> None:
        super().__init__(f"table {table}, column {column}: {reason}")
        self.table, self.column, self.reason = table, column, reason


class NotebookError(HelpersError):
    """A notebook that stopped at a cell."""

    def __init__(self, notebook: Path | str, cell: str, reason: str) -> None:
        super().__init__(f"{notebook}, {cell}: {reason}")
        self.notebook, self.cell, self.reason = str(notebook), cell, reason


@dataclass(frozen=True, eq=False)
class Schema:
    """A table: its name, its columns with their dtypes, which may be missing, and its key.

    `optional` columns may hold missing values; `key` columns together are unique (no key: rows may repeat).
    """

    name: str
    columns: Mapping[str, str]
    optional: frozenset[str] = frozenset()
    key: tuple[str, ...] = ()


def _schema(name: str, columns: str, *, key: str = "") -> Schema:
    """A schema from "name:type name?:type …"; a bare name is `str`, a question mark allows missing values."""
    dtypes, optional = {}, set()
    for column in columns.split():
        label, _, dtype = column.partition(":")
        if label.endswith("?"):
            label = label[:-1]
            optional.add(label)
        dtypes[label] = dtype or "str"
    return Schema(name, dtypes, frozenset(optional), tuple(key.split()))


# The columns, their order and their meaning are explained in the README ("The tables").
ARTICLES = _schema(
    "articles",
    "article_id story_id headline? outlet? date? language language_score:float64 words:int64 text",
    key="article_id",
)
# Every place that was looked at, also where no article was found.
FILES = _schema("files", "path item:int64 article_id? format? size?:Int64 encoding? outlet_source? language_source?")
COPIES = _schema("copies", "article_id path item:int64 outlet? agency? author? date? date_source? url?")
PARAGRAPHS = _schema(
    "paragraphs",
    "article_id paragraph:int64 kind section? start:int64 end:int64",
    key="article_id paragraph",
)
SENTENCES = _schema(
    "sentences",
    "article_id paragraph:int64 sentence:int64 start:int64 end:int64",
    key="article_id paragraph sentence",
)
QUOTES = _schema(
    "quotes",
    "quote_id article_id paragraph:int64 sentence:int64 start:int64 end:int64 text kind speech:bool "
    "parent_quote_id? cue? cue_lemma? source? found_by score:float64 words:int64",
    key="quote_id",
)
QUOTE_SPANS = _schema("quote_spans", "quote_id role start:int64 end:int64")
NAMES_SEEN = _schema("names_seen", "article_id start:int64 end:int64 kind score:float64")
MENTIONS = _schema(
    "mentions",
    "mention_id article_id paragraph:int64 sentence:int64 start:int64 end:int64 text kind relation "
    "found_by score:float64",
    key="mention_id",
)
ENTITIES = _schema("entities", "entity_id name kind qid?", key="entity_id")
ENTITY_NAMES = _schema("entity_names", "entity_id language name", key="entity_id language name")
LINKS = _schema("links", "mention_id entity_id stands_for? how score:float64", key="mention_id")
SPEAKERS = _schema(
    "speakers",
    "quote_id rank:int64 entity_id? speaker? kind how score:float64 candidates?",
    key="quote_id rank",
)
PROBLEMS = _schema("problems", "path article_id? stage code severity message")
# What the user corrects by hand lies beside the articles, in a file of this name that is no article; not a table of a
# run, because it is read at every run.
ALIASES_FILE = "aliases.csv"
ALIASES = _schema("aliases", "line:int64 form entity kind?", key="line")
KINDS = ("person", "organisation", "place", "other")

SCHEMAS: Mapping[str, Schema] = {
    schema.name: schema
    for schema in (
        ARTICLES,
        FILES,
        COPIES,
        PARAGRAPHS,
        SENTENCES,
        QUOTES,
        QUOTE_SPANS,
        NAMES_SEEN,
        MENTIONS,
        ENTITIES,
        ENTITY_NAMES,
        LINKS,
        SPEAKERS,
        PROBLEMS,
    )
}


def conform(rows: pd.DataFrame | Iterable[Mapping[str, Any]], schema: Schema) -> pd.DataFrame:
    """`rows` as the table of `schema`: its columns in order, its dtypes, an index from 0.

    An empty input gives an empty frame with the same columns and dtypes. Columns that may be missing
    need not be given. Raises SchemaError for a column too many or too few, a value of another type, a missing
    value where none may be, or a key that repeats.
    """
    frame = rows.copy(deep=False) if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
    if frame.empty and not len(frame.columns):
        return empty(schema)
    for column in frame.columns:
        if column not in schema.columns:
            raise SchemaError(schema.name, str(column), "is not a column of this table")
    for column in schema.columns:
        if column not in frame.columns:
            if column not in schema.optional:
                raise SchemaError(schema.name, column, "is not there")
            frame[column] = None
    if frame.empty:
        return empty(schema)
    frame = pd.DataFrame({column: _typed(frame[column], schema, column) for column in schema.columns}, copy=False)
    frame.index = pd.RangeIndex(len(frame))
    if _repeats(frame, schema.key):
        raise SchemaError(schema.name, ", ".join(schema.key), "holds the same key twice")
    return frame


# An article goes through a dozen tables, so what `conform` costs is what a short one costs: it is made once where it is
# always the same, and nothing is converted that need not be.
@cache
def _empty(schema: Schema) -> pd.DataFrame:
    columns = {column: pd.Series(dtype=_dtype(dtype)) for column, dtype in schema.columns.items()}
    return pd.DataFrame(columns, index=pd.RangeIndex(0))


@cache
def _dtype(name: str) -> Any:
    return pd.api.types.pandas_dtype(name)


def _repeats(frame: pd.DataFrame, key: tuple[str, ...]) -> bool:
    if len(key) == 1:
        return not frame[key[0]].is_unique
    return bool(key) and bool(frame.duplicated(list(key)).any())


def _typed(values: pd.Series[Any], schema: Schema, column: str) -> pd.Series[Any]:
    if column not in schema.optional and values.hasnans:
        raise SchemaError(schema.name, column, f"is missing in {int(values.isna().sum())} rows")
    dtype = _dtype(schema.columns[column])
    try:
        # NumPy takes its own int64 for that of pandas, which may be missing; they are of two types.
        same = type(values.dtype) is type(dtype) and values.dtype == dtype
        return values if same else values.astype(dtype)
    except (TypeError, ValueError) as error:
        raise SchemaError(schema.name, column, f"is not {schema.columns[column]}: {error}") from error


def empty(schema: Schema) -> pd.DataFrame:
    """The table of `schema` without rows."""
    return _empty(schema).copy()


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table as named tuples, whose fields are its columns."""
    columns = tuple(table.columns)
    # `itertuples` writes a new class at every call, which takes longer than the rows of a short article.
    return map(_row_class(columns)._make, zip(*(table[column] for column in columns), strict=True))


@cache
def _row_class(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns, rename=True)
