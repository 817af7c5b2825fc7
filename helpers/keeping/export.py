"""Tables for others: a workbook with a sheet a table, or a file a table as CSV, Parquet or JSON lines.

CSV and workbooks are for spreadsheets, which run and round what they open (see `cells`); Parquet and JSON lines hold
every value as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from helpers.keeping.store import replace_file, write_csv
from helpers.tables import HelpersError

FORMATS = ("xlsx", "csv", "parquet", "jsonl")

# Whole texts are the publishers'.
_TEXTS: Mapping[str, list[str]] = {"articles": ["text"]}
# These end a line for some readers of JSON lines, though JSON allows them in a text.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_ROWS_AT_ONCE = 10_000


def find_format(target: Path) -> str | None:
    """The format that the ending of a file names; None where it names none.

    >>> find_format(Path("news.XLSX")), find_format(Path("news"))
    ('xlsx', None)
    """
    ending = target.suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else None


def leave_out_texts(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables without the full texts of the articles."""
    return {name: table.drop(columns=_TEXTS.get(name, [])) for name, table in tables.items()}


def need_target(target: Path, *, form: str, tables: int) -> bool:
    """Whether `target` is to be one file, and no folder with a file for each of so many `tables`.

    Raises HelpersError for a file where a folder must be, and the other way about.
    """
    alone = form == "xlsx" or (tables == 1 and find_format(target) == form)
    if alone and target.is_dir():
        raise HelpersError(f"{target}: is a folder; name a file, such as {target / f'newsbook.{form}'}")
    if alone and find_format(target) != form:
        raise HelpersError(f"{target}: would not open without its ending; name a file that ends with .{form}")
    if not alone and find_format(target):
        reason = f"is one file, and there are {tables} tables; choose one with --table, or name a folder and --format"
        raise HelpersError(f"{target}: {reason}")
    if not alone and target.is_file():
        raise HelpersError(f"{target}: is a file; name a folder")
    return alone


def export_tables(tables: Mapping[str, pd.DataFrame], target: Path, *, form: str) -> list[str]:
    """What could not be written as it is, a line each; most often nothing.

    A workbook is the file `target`, and so is a single table where the file has the ending of its format; else
    `target` is a folder for a file a table. Files are written whole or not at all.
    Raises HelpersError where `target` is of the wrong kind or cannot be written.
    """
    alone = need_target(target, form=form, tables=len(tables))
    try:
        (target.parent if alone else target).mkdir(parents=True, exist_ok=True)
        if form == "xlsx":
            from helpers.keeping.sheets import write_xlsx  # Brings a library that nothing else needs

            with replace_file(target) as path:
                return write_xlsx(path, tables)
        for name, table in tables.items():
            with replace_file(target if alone else target / f"{name}.{form}") as path:
                _WRITERS[form](path, table)
    except OSError as error:
        raise HelpersError(f"{target}: cannot be written ({error.strerror or error}); choose another --out") from error
    return []


def _write_parquet(path: Path, table: pd.DataFrame) -> None:
    table.to_parquet(path, index=False)


def _write_jsonl(path: Path, table: pd.DataFrame) -> None:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for start in range(0, len(table), _ROWS_AT_ONCE):
            part = table.iloc[start : start + _ROWS_AT_ONCE]
            # Whole columns as Python values: numbers keep all their digits, and what is missing is null.
            columns = [part[name].astype("object").where(part[name].notna(), None) for name in part.columns]
            for values in zip(*columns, strict=True):
                line = encode(dict(zip(part.columns, values, strict=True)))
                file.write(_LINE_ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", line) + "\n")


_WRITERS: Mapping[str, Callable[[Path, pd.DataFrame], None]] = {
    "csv": write_csv,
    "parquet": _write_parquet,
    "jsonl": _write_jsonl,
}
