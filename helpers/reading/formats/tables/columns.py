"""Which column of a table holds what, told by its name or by the user; never by what stands in it.

The names are those of `resources/columns.toml`. A column that only looks like one of texts is not taken, because wrong
numbers are worse than none: it is proposed in the message.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from helpers.reading.formats.language_names import plain_word
from helpers.reading.raw import COLUMN_USES, Source
from helpers.tables import SCHEMAS

# Messages list so many columns, and so many characters of each name.
_MOST_NAMED = 30
_LONGEST_NAMED = 40
# No name that is known is longer; in a broken file a whole text may stand in the place of one.
_LONGEST_KNOWN = 200
# So many characters on average, and a column may hold texts.
_LONG = 200


@dataclass(frozen=True)
class Columns:
    """The places of columns by what they hold, and pairs of code and message about those that are doubtful."""

    places: Mapping[str, int]
    warnings: tuple[tuple[str, str], ...] = ()


class _Known(NamedTuple):
    """What a name of a column says it holds: `rank` is 0 for the surest name."""

    use: str
    rank: int
    is_sure: bool


def find_columns(source: Source, names: Sequence[str], rows: Iterable[Sequence[Any]] = ()) -> Columns:
    """What the columns of these names hold; `rows` are some of the table's, for a proposal where no name is known.

    What the user says goes before all names. Raises ArticleError (code columns) where there is no column of texts, a
    column that the user names is not there, or the table is one that Newsbook wrote.
    """
    _refuse_own_table(source, names)
    mapped = source.options.columns_by_use
    for use, wanted in mapped.items():
        if use not in COLUMN_USES:
            raise source.error(f"has no column for {use!r}; --column knows {', '.join(COLUMN_USES)}", code="columns")
        if wanted and _find_mapped(wanted, names) is None:
            raise source.error(f"has no column {wanted!r} for {use}; {_tell_columns(names)}", code="columns")
    columns = choose_columns(names, mapped)
    if "text" not in columns.places:
        raise _no_text(source, names, rows)
    return columns


def choose_columns(names: Sequence[str], mapped: Mapping[str, str]) -> Columns:
    """What the columns of these names hold, where one or the other is known; `mapped` are names by use."""
    places: dict[str, int] = {}
    warnings: list[tuple[str, str]] = []
    candidates = _list_candidates(names)
    for use in COLUMN_USES:
        found = [(known, place) for known, place in candidates if known.use == use]
        if use in mapped:
            place = _find_mapped(mapped[use], names) if mapped[use] else None
            places |= {} if place is None else {use: place}
        elif found:
            places[use] = found[0][1]
            warnings += _doubt(names, use, found)
    return Columns(places, tuple(warnings))


def _doubt(names: Sequence[str], use: str, found: Sequence[tuple[_Known, int]]) -> Iterator[tuple[str, str]]:
    """What speaks against the first of the columns that may hold something."""
    (known, place), *others = found
    if use == "text" and others:
        reason = f"has texts in column {names[place]!r}, and perhaps in {_quote([names[other] for _, other in others])}"
        yield "columns", f"{reason}, which was not read; say --column text=NAME for another one"
    elif not known.is_sure:
        reason = f"has the {use} in column {names[place]!r} as it seems"
        yield "columns", f"{reason}; say --column {use}=NAME for another one"


def knows_text(names: Sequence[str], mapped: Mapping[str, str]) -> bool:
    """Whether one of the names is that of a column of texts, to the table of names or to the user."""
    wanted = plain_name(mapped.get("text", ""))
    if wanted:
        return wanted in map(plain_name, names)
    return any(known.use == "text" for known, _ in _list_candidates(names))


def count_known(names: Sequence[str], mapped: Mapping[str, str]) -> int:
    """How many different things the names are known to hold."""
    wanted = {plain_name(name): use for use, name in mapped.items() if name}
    uses = {known.use for known, _ in _list_candidates(names) if known.use in COLUMN_USES}
    return len(uses | {wanted[plain_name(name)] for name in names if plain_name(name) in wanted})


def find_head(records: Sequence[Sequence[str]], mapped: Mapping[str, str]) -> int | None:
    """Which of the first rows of a table names a column of texts: the first, or a wide one below short lines."""
    widest = 0
    for place, cells in enumerate(records):
        filled = sum(map(bool, map(str.strip, cells)))
        is_wider = 2 * widest < filled and (not widest or count_known(cells, mapped) > 1)
        if is_wider and knows_text(cells, mapped):
            return place
        widest = max(widest, filled)
    return None


def find_use(name: str, *, sure: bool = False) -> str | None:
    """What a column of this name holds, also in the user's table about files; None where no (sure) name is known.

    >>> find_use("Datei"), find_use("article"), find_use("article", sure=True)
    ('file', 'text', None)
    """
    known = _names().get(plain_name(name))
    return None if known is None or (sure and not known.is_sure) else known.use


def plain_name(name: str) -> str:
    """A name as names are compared: its letters and digits without case, accents and the objects around a field.

    >>> plain_name("_source.Über_schrift")
    'uberschrift'
    """
    if len(name) > _LONGEST_KNOWN:
        return name
    parts = name.split(".")
    while len(parts) > 1 and parts[0].casefold() in _wrappers():
        del parts[0]
    return "".join(filter(str.isalnum, plain_word("".join(parts))))


def is_missing(written: str) -> bool:
    """Whether a cell holds nothing but white space, or what a program writes for nothing ("NaN")."""
    bare = written.strip()
    return not bare or bare in _missing()


def list_preferred() -> tuple[str, ...]:
    """Names of the list that holds the articles of a JSON file, the surest first."""
    return tuple(map(str, _data()["records"]["lists"]))


def _refuse_own_table(source: Source, names: Sequence[str]) -> None:
    """A run's own tables have a column "text" too, of quotations and names."""
    for schema in SCHEMAS.values():
        needed = set(schema.columns) - {"text"} if schema.name == "articles" else set(schema.columns)
        is_own = needed <= set(names) <= set(schema.columns)
        if is_own and not (schema.name == "articles" and "text" in names):
            reason = f"is the table {schema.name!r} that Newsbook wrote, and holds no texts of articles"
            raise source.error(f"{reason}; give the folder of the articles and keep results out of it", code="columns")


def _find_mapped(wanted: str, names: Sequence[str]) -> int | None:
    """The place of the column that the user names, None where it is not there."""
    alike = (place for place, name in enumerate(names) if plain_name(name) == plain_name(wanted))
    return names.index(wanted) if wanted in names else next(alike, None)


def _list_candidates(names: Sequence[str]) -> list[tuple[_Known, int]]:
    """What is known about the names, with their places."""
    known = ((_names().get(plain_name(name)), place) for place, name in enumerate(names))
    return sorted((found, place) for found, place in known if found is not None)


def _no_text(source: Source, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Exception:
    reason = f"has no column that is known to hold the texts of articles; {_tell_columns(names)}"
    longest = _find_longest(names, rows)
    if longest is None:
        return source.error(f"{reason}; say --column text=NAME if one holds them", code="columns")
    # As it is typed; a name that would end the quotation is left to the user.
    name = longest if longest.isprintable() and not set(longest) & set('"\\$`') else "NAME"
    proposal = f'{longest!r} holds the longest texts; say --column "text={name}" if these are the articles'
    return source.error(f"{reason}; {proposal}", code="columns")


def _find_longest(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str | None:
    """The name of the column with the longest texts, None where none has long ones."""
    lengths = [0] * len(names)
    count = 0
    for row in rows:
        count += 1
        for place, value in enumerate(row[: len(names)]):
            lengths[place] += len(value) if isinstance(value, str) else 0
    longest = max(range(len(names)), key=lengths.__getitem__, default=0)
    return names[longest] if names and count and lengths[longest] >= _LONG * count else None


def _tell_columns(names: Sequence[str]) -> str:
    found = [name for name in names if name.strip()]
    return f"its columns are {_quote(found)}" if found else "its columns have no names"


def _quote(names: Sequence[str]) -> str:
    """Names as a message lists them, long ones and long lists cut."""
    shown = [repr(name if len(name) <= _LONGEST_NAMED else f"{name[:_LONGEST_NAMED]}…") for name in names[:_MOST_NAMED]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


@cache
def _data() -> Mapping[str, Any]:
    file = resources.files("helpers") / "resources" / "columns.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _wrappers() -> frozenset[str]:
    return frozenset(_data()["records"]["wrappers"])


@cache
def _missing() -> frozenset[str]:
    return frozenset(_data()["records"]["missing"])


@cache
def _names() -> Mapping[str, _Known]:
    """What each known name says, by its plain form."""
    found: dict[str, _Known] = {}
    for use in (*COLUMN_USES, "file", "item"):
        lists = _data()[use]
        names = [*((name, True) for name in lists["sure"]), *((name, False) for name in lists["doubtful"])]
        for rank, (name, is_sure) in enumerate(names):
            found[plain_name(name)] = _Known(use, rank, is_sure)
    return found
