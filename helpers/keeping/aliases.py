"""The user's own corrections of names, `aliases.csv` beside the articles: a table of them, and what is wrong with it.

Nothing in the file stops a run. A row that cannot be used is left out and told in a row of `problems`, with its line.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.tables import ALIASES, ALIASES_FILE, KINDS, PROBLEMS, conform

# A spreadsheet writes commas, semicolons or tabs, as its country has it.
_SEPARATORS = (",", ";", "\t")
_COLUMNS = ("form", "entity", "kind")
# The same as the largest article that is read when nothing else is asked for.
_MOST_BYTES = 5 * 2**20


class Aliases(NamedTuple):
    """The corrections that can be used, in the order of the file, and what is wrong with the others."""

    aliases: pd.DataFrame
    problems: pd.DataFrame


class _Problem(NamedTuple):
    line: int
    code: str
    message: str


def read_aliases(folder: Path | str) -> Aliases:
    """The corrections beside the articles of a folder: line, form, entity, kind?; none where there is no such file.

    `form` is a name as it is printed, `entity` whom or what it means: a name, an entity_id, or "not a name". Problems
    are warnings of the stage "naming".
    """
    path = find_aliases_file(Path(folder))
    rows: list[dict[str, object]] = []
    problems: list[_Problem] = []
    for row in _read(path) if path is not None else ():
        if isinstance(row, _Problem):
            problems.append(row)
        else:
            rows.append(row)
    return Aliases(conform(rows, ALIASES), list_problems(problems))


def find_aliases_file(folder: Path) -> Path | None:
    """The file of corrections right in a folder, whatever the case of its name; None where there is none."""
    found = sorted(path for path in folder.iterdir() if path.name.casefold() == ALIASES_FILE)
    return found[0] if found else None


def list_problems(found: list[_Problem]) -> pd.DataFrame:
    """What is wrong with corrections, given as line, code and message, as rows of `problems`."""
    common = {"path": ALIASES_FILE, "stage": "naming", "severity": "warning"}
    rows = [{**common, "code": code, "message": f"line {line}: {message}"} for line, code, message in found]
    return conform(rows, PROBLEMS)


def _read(path: Path) -> Iterator[dict[str, object] | _Problem]:
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            yield _Problem(1, "unreadable", "is no file of at most 5 MB; save the corrections as CSV")
            return
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        yield _Problem(1, "unreadable", f"cannot be read: {error.strerror or error}; check that you may open it")
        return
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield _Problem(line, "unreadable", f"is not UTF-8 at byte {error.start}; save the file as CSV UTF-8")
        return
    # Lines are read one by one, so that a stray quote mark spoils its own alone.
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    head = _find_columns(lines[0])
    if head is None:
        yield _Problem(1, "unreadable", "has no columns form and entity; begin the file with the line form,entity")
        return
    places, separator = head
    for number, row in enumerate(lines[1:], start=2):
        if row.strip(f" {separator}"):
            yield _read_row(row, number, places, separator=separator)


def _find_columns(line: str) -> tuple[dict[str, int], str] | None:
    """The places of the columns in the first line, and what separates them; None where form or entity is not there."""
    for separator in _SEPARATORS:
        cells = _split(line, separator) or []
        names = [" ".join(cell.split()).casefold() for cell in cells]
        if "form" in names and "entity" in names:
            return {name: names.index(name) for name in _COLUMNS if name in names} | {"": len(names)}, separator
    return None


def _split(line: str, separator: str) -> list[str] | None:
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _read_row(line: str, number: int, places: dict[str, int], *, separator: str) -> dict[str, object] | _Problem:
    cells = _split(line, separator)
    if cells is None:
        return _Problem(number, "unreadable", "has a stray quote mark; take it out, or write it twice")
    count = places[""]
    if any(cell.strip() for cell in cells[count:]):
        found = f"has {len(cells)} cells for {count} columns; put quote marks around a cell that holds a {separator!r}"
        return _Problem(number, "unreadable", found)
    values = {name: " ".join(cells[place].split()) for name, place in places.items() if name and place < len(cells)}
    for name in ("form", "entity"):
        if not any(map(str.isalnum, values.get(name, ""))):
            return _Problem(number, "unreadable", f"{name} holds no letter or digit; write a name, or delete the line")
    kind = values.get("kind", "").casefold()
    if kind and kind not in KINDS:
        return _Problem(number, "unreadable", f"{kind!r} is no kind; write {', '.join(KINDS)} or nothing")
    return {"line": number, "form": values["form"], "entity": values["entity"], "kind": kind or None}
