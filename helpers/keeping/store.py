"""Tables on disk, each as Parquet and CSV, and the fingerprint of what they were made from.

A table is written whole or not at all, and is only opened again while the fingerprint (files, engine, code) is the
same; some hang on the user's corrections as well, and only these are made anew when those change.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from helpers.keeping.cells import MAY_NEED_IT, disarm
from helpers.tables import SCHEMAS, HelpersError, conform

_MANIFEST = "made_from.json"
# Whole texts stay out of the CSV files: they are the publishers', and no spreadsheet needs them.
_NOT_IN_CSV: Mapping[str, frozenset[str]] = {"articles": frozenset({"text"})}


class Store:
    """The tables below one folder; `fingerprint` says what they must have been made from to be opened.

    The tables named in `corrected` must have been made with the same `corrections` too.
    """

    def __init__(
        self, folder: Path | str, *, fingerprint: str, corrections: str = "", corrected: Collection[str] = ()
    ) -> None:
        self.folder = Path(folder)
        self.fingerprint, self.corrections, self.corrected = fingerprint, corrections, frozenset(corrected)

    def load(self, name: str) -> pd.DataFrame | None:
        """The table, or None where it was never written, was made from something else, or cannot be read."""
        found = self._read_manifest()
        if found.get("fingerprint") != self.fingerprint:
            return None
        if name in self.corrected and found.get("corrections", "") != self.corrections:
            return None
        return load_table(self.folder, name)

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

    def _read_manifest(self) -> dict[str, object]:
        try:
            found = json.loads((self.folder / _MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _claim(self) -> None:
        """Remove the tables that were made from something else, then say what those to come are made from."""
        self.folder.mkdir(parents=True, exist_ok=True)
        found = self._read_manifest()
        made_from = {"fingerprint": self.fingerprint, "corrections": self.corrections}
        if {"corrections": "", **found} == made_from:
            return
        others = SCHEMAS if found.get("fingerprint") != self.fingerprint else self.corrected
        for name in others:
            for suffix in ("parquet", "csv"):
                (self.folder / f"{name}.{suffix}").unlink(missing_ok=True)
        (self.folder / _MANIFEST).write_text(json.dumps(made_from, indent=1) + "\n", encoding="utf-8")


def hash_files(folder: Path, *, beside: str, leaving_out: Path | None = None) -> str:
    """A hash of the names, sizes and times of all files below a folder but one, and of what stands `beside` them."""
    digest = hashlib.sha256(beside.encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path != leaving_out):
        facts = path.stat()
        line = f"{path.relative_to(folder).as_posix()}\0{facts.st_size}\0{facts.st_mtime_ns}\0"
        # A disk may hold names that are no text.
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:16]


def load_table(folder: Path, name: str) -> pd.DataFrame | None:
    """A table as it lies in a folder, whatever it was made from; None where it is not there or cannot be read."""
    path = folder / f"{name}.parquet"
    if not path.is_file():
        return None
    try:
        return conform(pd.read_parquet(path), SCHEMAS[name])
    except (OSError, ValueError, HelpersError):
        return None


def write_csv(path: Path, table: pd.DataFrame) -> None:
    """Write a table as Excel reads it: UTF-8 with BOM, and an apostrophe before what it would run or round."""
    safe = table.copy()
    for column in safe.columns:
        if pd.api.types.is_string_dtype(safe[column]):
            risky = safe[column].str.contains(MAY_NEED_IT, na=False)
            safe.loc[risky, column] = safe.loc[risky, column].map(disarm)
    # A text with a lone carriage return is put into quote marks only where that ends a line too.
    safe.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def _write(path: Path, table: pd.DataFrame, *, kind: str) -> None:
    with replace_file(path) as partial:
        if kind == "parquet":
            table.to_parquet(partial, index=False)
        else:
            write_csv(partial, table)


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to, moved there at the end: a reader never sees half a file."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
