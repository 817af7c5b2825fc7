"""What the user says about the files of a folder: `articles.csv` right in it, a row a file, which goes before all else.

Nothing in it stops a run. What cannot be used is left out and told in a row of `problems`, with its line.
"""

from __future__ import annotations

import codecs
import csv
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from helpers.reading.encodings import decode
from helpers.reading.formats.language_names import find_language
from helpers.reading.formats.tables.columns import find_use
from helpers.reading.formats.tables.days import find_order, read_day
from helpers.reading.raw import RawArticle
from helpers.tables import ArticleError

SIDECAR_FILE = "articles.csv"
# In such a cell the field is said to be empty, whatever the file says.
REMOVED = "-"
_FIELDS = ("headline", "date", "outlet", "author", "agency", "url", "language")
_COLUMNS = ("file", "item", *_FIELDS)
# A spreadsheet writes commas, semicolons or tabs, as its country has it.
_SEPARATORS = (",", ";", "\t")
_MOST_BYTES = 20 * 2**20
_HEAD_BYTES = 2**16
_LONGEST_SHOWN = 60
# Names are compared with all others, so only for the first that are not found, and in folders of this size.
_MOST_PROPOSALS = 20
_MOST_NAMES = 5_000
_LONGEST_ITEM = 9


class _Problem(NamedTuple):
    line: int
    code: str
    message: str


class _Row(NamedTuple):
    """What one line says: about which file, which of its articles (None: all), and the fields."""

    line: int
    file: str
    item: int | None
    fields: Mapping[str, str]


class _Head(NamedTuple):
    """The first line: what separates its cells, what its columns hold ("" where not known), and their names."""

    line: int
    separator: str
    uses: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Sidecar:
    """The user's table about files: `name` is that of its own file; its rows by file and item, None for all items."""

    name: str
    rows: Mapping[tuple[str, int | None], _Row]
    problems: tuple[_Problem, ...] = ()

    def fields_for(self, name: str, item: int) -> Mapping[str, str]:
        """The fields of one article, by file ("folder/a.html", "a.zip/b.txt") and place in it; "" says: has none."""
        found: dict[str, str] = {}
        for key in ((_plain(name), None), (_plain(name), item)):
            found |= self.rows[key].fields if key in self.rows else {}
        return found

    def problem_rows(self, places: Collection[tuple[str, int]] | None = None) -> list[dict[str, object]]:
        """What is wrong with the table, as rows of `problems`.

        `places` are the files and items that there are, with which its rows are compared.
        """
        found = [*self.problems, *(() if places is None else _compare(self.rows.values(), places))]
        common = {"path": self.name, "stage": "read", "severity": "warning"}
        return [{**common, "code": code, "message": f"line {line}: {message}"} for line, code, message in sorted(found)]


def read_sidecar(folder: Path) -> Sidecar | None:
    """The user's table about the files of a folder; None where there is none.

    A file `articles.csv` is one, whatever the case of its name, where it has a column of files and none of texts; with
    texts it is a table of articles like any other.
    """
    path = next(iter(sorted(path for path in folder.iterdir() if path.name.casefold() == SIDECAR_FILE)), None)
    if path is None or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
            if _find_head(_read_lines(_cut_to_lines(head), path.name)) is None:
                return None
            content = head + file.read(_MOST_BYTES)
        lines = _read_lines(content, path.name)
    except (ArticleError, OSError):
        # It is told as a file that cannot be read.
        return None
    found = _find_head(lines)
    if found is None:
        return None
    if len(content) > _MOST_BYTES:
        return Sidecar(path.name, {}, (_Problem(1, "unreadable", "is longer than 20 MB, and was not read; split it"),))
    return _read_rows(path.name, lines, found)


def override(raw: RawArticle, fields: Mapping[str, str]) -> RawArticle:
    """The article with the fields that the user gives, "" for one that it has not; its text stays as it is."""
    if not fields:
        return raw
    source = {"date_source": "sidecar" if fields["date"] else None} if "date" in fields else {}
    return replace(raw, **{**fields, **source})  # type: ignore[arg-type]


def _cut_to_lines(head: bytes) -> bytes:
    """The beginning of a file without the line that it ends in, where the file goes on."""
    if len(head) < _HEAD_BYTES:
        return head
    end = head.rfind(b"\n") + 1
    # In UTF-16 a line end has two bytes.
    return head[: end + end % 2] if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else head[:end]


def _read_lines(content: bytes, name: str) -> list[str]:
    text, _, _ = decode(content, name=name)
    # Lines are read one by one, so that a stray quote mark spoils its own alone.
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _find_head(lines: Sequence[str]) -> _Head | None:
    """The head of a table about files; None where the first line, "sep=;" aside, is none."""
    first = 1 if lines[0][:4].lower() == "sep=" and len(lines[0].strip()) == 5 else 0
    for separator in _SEPARATORS if not first else (lines[0][4],):
        names = _split(lines[first], separator) or [] if first < len(lines) else []
        uses = [find_use(name) or "" for name in names]
        # A doubtful name such as "article" may as well be that of headlines.
        if "file" in uses and "text" not in {find_use(name, sure=True) for name in names}:
            return _Head(first + 1, separator, tuple(uses), tuple(names))
    return None


def _split(line: str, separator: str) -> list[str] | None:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=separator, strict=True), [])]
    except csv.Error:
        return None


def _read_rows(name: str, lines: Sequence[str], head: _Head) -> Sidecar:
    problems = list(_check_columns(head))
    cells = [(number, _split(line, head.separator)) for number, line in enumerate(lines, start=1) if number > head.line]
    place = head.uses.index("date") if "date" in head.uses else None
    dates = [row[place] for _, row in cells if row is not None and place is not None and place < len(row)]
    day_first = find_order(dates)
    rows: dict[tuple[str, int | None], _Row] = {}
    for number, row in cells:
        found = _Problem(number, "unreadable", "has a stray quote mark; take it out, or write it twice")
        read = found if row is None else _read_row(number, row, head, day_first=day_first)
        if isinstance(read, _Problem):
            problems.append(read)
        elif read is not None:
            line, wrong = read
            problems += wrong
            first = rows.setdefault((line.file, line.item), line)
            if first is not line:
                reason = f"{_show(line.file)} is in line {first.line} already, which is used; delete one of the two"
                problems.append(_Problem(number, "twice", reason))
    return Sidecar(name, rows, tuple(problems))


def _check_columns(head: _Head) -> Iterator[_Problem]:
    for place, (use, name) in enumerate(zip(head.uses, head.names, strict=True)):
        if name and use not in _COLUMNS:
            reason = f"column {_show(name)} is not known and not used; the columns are {', '.join(_COLUMNS)}"
            yield _Problem(head.line, "columns", reason)
        elif name and use in head.uses[:place]:
            other = head.names[head.uses.index(use)]
            yield _Problem(
                head.line, "columns", f"column {_show(name)} is not used, because {_show(other)} is; delete it"
            )


def _read_row(
    number: int, cells: Sequence[str], head: _Head, *, day_first: bool | None
) -> tuple[_Row, list[_Problem]] | _Problem | None:
    """What a line says with the problems of single cells; the problem where it says nothing; None where it is empty."""
    if not any(cells):
        return None
    if any(cells[len(head.names) :]):
        reason = f"has {len(cells)} cells for {len(head.names)} columns; put quote marks around a cell that holds a"
        return _Problem(number, "unreadable", f"{reason} {head.separator!r}")
    values = {use: cell for use, cell in reversed(list(zip(head.uses, cells, strict=False))) if use in _COLUMNS}
    if not values.get("file"):
        return _Problem(number, "unreadable", "names no file; write its name, or delete the line")
    item = values.get("item", "")
    if item and not (item.isascii() and item.isdigit() and len(item) <= _LONGEST_ITEM):
        return _Problem(number, "item", f"item {_show(item)} is no number from 0 on; correct it, or leave it empty")
    fields: dict[str, str] = {}
    problems = []
    for use in _FIELDS:
        written = " ".join(values.get(use, "").split())
        value = "" if written == REMOVED else _read_field(use, written, day_first=day_first)
        if written and value is None:
            problems.append(_Problem(number, use, f"{use} {_show(written)} {_ADVICE[use]}"))
        elif written:
            fields[use] = value or ""
    return _Row(number, _plain(values["file"]), int(item) if item else None, fields), problems


_ADVICE = {
    "date": "is no day that can be read for sure; write it as YYYY-MM-DD",
    "language": "is not known; write a code such as en or de",
    "url": "is no address; begin it with https://",
}


def _read_field(use: str, written: str, *, day_first: bool | None) -> str | None:
    if use == "date":
        return read_day(written, day_first=day_first)
    if use == "language":
        return find_language(written)
    if use == "url":
        return written if written.startswith(("http://", "https://")) else None
    return written


def _compare(rows: Collection[_Row], places: Collection[tuple[str, int]]) -> Iterator[_Problem]:
    """The rows about what is not there."""
    counts: dict[str, int] = {}
    for name, item in places:
        counts[_plain(name)] = max(counts.get(_plain(name), 0), item + 1)
    missing = 0
    for row in rows:
        if row.file not in counts:
            missing += 1
            proposal = _propose(row.file, counts) if missing <= _MOST_PROPOSALS else None
            advice = f"did you mean {_show(proposal)}" if proposal else "write its path below the folder, with its case"
            yield _Problem(row.line, "file", f"{_show(row.file)} is not in the folder; {advice}")
        elif row.item is not None and row.item >= counts[row.file]:
            found = f"{_show(row.file)} holds {counts[row.file]}, counted from 0"
            yield _Problem(row.line, "item", f"there is no article {row.item}: {found}; correct the number")


def _propose(file: str, names: Collection[str]) -> str | None:
    """The name that is most like one that is not there: the same but for case, folder or ending, or nearly the same."""
    for form in (str.casefold, _last, _stem):
        alike = [name for name in sorted(names) if form(name) == form(file)]
        if alike:
            return alike[0]
    some = sorted(names)[:_MOST_NAMES]
    return next(iter(get_close_matches(file, some, n=1, cutoff=0.75)), None)


def _last(name: str) -> str:
    return name.rpartition("/")[2].casefold()


def _stem(name: str) -> str:
    return _last(name).rpartition(".")[0] or _last(name)


def _plain(name: str) -> str:
    """A path as paths are compared: with "/", composed letters, and without "./" before it."""
    return unicodedata.normalize("NFC", name).replace("\\", "/").removeprefix("./")


def _show(written: str | None) -> str:
    shown = written or ""
    return repr(shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…")
