"""Tables on disk, each as Parquet and CSV, and the fingerprint of what they were made from.

A table is written whole or not at all, and is only opened again while the fingerprint (files, engine, code) is the
same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from helpers.tables import SCHEMAS, HelpersError, conform

_MANIFEST = "made_from.json"
# A spreadsheet runs a cell that begins so as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Whole texts stay out of the CSV files: they are the publishers', and no spreadsheet needs them.
_NOT_IN_CSV: Mapping[str, frozenset[str]] = {"articles": frozenset({"text"})}


class Store:
    """The tables below one folder; `fingerprint` says what they must have been made from to be opened."""

    def __init__(self, folder: Path | str, *, fingerprint: str) -> None:
        self.folder = Path(folder)
        self.fingerprint = fingerprint

    def load(self, name: str) -> pd.DataFrame | None:
        """The table, or None where it was never written, was made from something else, or cannot be read."""
        path = self.folder / f"{name}.parquet"
        if not self._is_current() or not path.is_file():
            return None
        try:
            return conform(pd.read_parquet(path), SCHEMAS[name])
        except (OSError, ValueError, HelpersError):
            return None

    def save(self, name: str, table: pd.DataFrame) -> None:
        """Write one table as Parquet and CSV; tables made from something else are removed first.

        Raises HelpersError where the folder cannot be written.
        """
        try:
            self._claim()
            _write(self.folder / f"{name}.parquet", table, kind="parquet")
            _write(self.folder / f"{name}.csv", table.drop(columns=list(_NOT_IN_CSV.get(name, ()))), kind="csv")
        except OSError as error:
            raise HelpersError(
                f"{self.folder}: cannot be written ({error.strerror or error}); choose another --out"
            ) from error

    def _is_current(self) -> bool:
        try:
            found = json.loads((self.folder / _MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return isinstance(found, dict) and found.get("fingerprint") == self.fingerprint

    def _claim(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._is_current():
            return
        for name in SCHEMAS:
            for suffix in ("parquet", "csv"):
                (self.folder / f"{name}.{suffix}").unlink(missing_ok=True)
        made_from = json.dumps({"fingerprint": self.fingerprint}, indent=1)
        (self.folder / _MANIFEST).write_text(made_from + "\n", encoding="utf-8")


def write_csv(path: Path, table: pd.DataFrame) -> None:
    """Write a table as Excel reads it: UTF-8 with BOM, and an apostrophe before what it would run as a formula."""
    safe = table.copy()
    for column in safe.columns:
        if pd.api.types.is_string_dtype(safe[column]):
            risky = safe[column].str.startswith(_FORMULA_STARTS, na=False)
            safe[column] = safe[column].mask(risky, "'" + safe[column])
    safe.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")


def _write(path: Path, table: pd.DataFrame, *, kind: str) -> None:
    """Write beside the place and move: a reader never sees half a table."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    if kind == "parquet":
        table.to_parquet(partial, index=False)
    else:
        write_csv(partial, table)
    partial.replace(path)
