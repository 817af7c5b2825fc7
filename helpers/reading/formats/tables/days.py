"""The days in cells of tables: written dates, date-times of programs, Unix time; and how a column writes its dates.

A wrong date is worse than none. "04/05/2022" is read only where another row of its column shows the order (13/04/2022).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from helpers.reading.dates import find_day

# What programs write where they know no day lies before (year 1, or 1601 in Windows) or far ahead.
_FIRST_YEAR, _LAST_YEAR = 1700, 2100

# Years first: 2022-01-27T10:30:00Z, 2022/1/27, 20220127, 20220127T103000Z, 20220127103000.
_SEPARATED = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:\Z|[T ]\d{1,2}:\d\d)", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(?:T?\d{4}(?:\d\d)?)(?:\.\d+)?Z?)?", re.ASCII)
_NUMERIC = re.compile(r"\s*(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)", re.ASCII)
_DIGITS = re.compile(r"\d{9,10}(?:\d{3})?(?:\.\d+)?", re.ASCII)
_LONGEST = 100

# Unix time is believed from 1990 to 2030: below it lie counters, and 2030010100 may as well be a date.
_FIRST_SECOND, _LAST_SECOND = 631_152_000, 1_893_456_000
_UNIX_START = datetime(1970, 1, 1, tzinfo=UTC)


def find_order(values: Iterable[Any]) -> bool | None:
    """Whether the dates of a column put the day before the month; None where none shows it, or they contradict."""
    found = set()
    for value in values:
        numeric = _NUMERIC.match(value) if isinstance(value, str) else None
        if numeric is not None:
            first, second = int(numeric.group(1)), int(numeric.group(3))
            if max(first, second) > 12 and min(first, second) <= 12:
                found.add(first > second)
    return found.pop() if len(found) == 1 else None


def read_day(value: Any, *, day_first: bool | None = None) -> str | None:
    """The day (YYYY-MM-DD) of a cell: a text, a date, a date-time, or seconds or milliseconds of Unix time; else None.

    A date-time keeps the day as it is written, whatever its zone; Unix time, which has none, is read as UTC.

    >>> read_day("2022-01-27T23:30:00-05:00"), read_day(1643274000), read_day("04/05/2022")
    ('2022-01-27', '2022-01-27', None)
    """
    if isinstance(value, date):
        # A missing time of pandas is a date-time too, with no year.
        return _as_day(value.year, value.month, value.day) if value == value else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _read_unix(value)
    return _read_text(value.strip(), day_first) if isinstance(value, str) and len(value) <= _LONGEST else None


# Dates of a table repeat, and reading a written one takes long.
@lru_cache(maxsize=10_000)
def _read_text(written: str, day_first: bool | None) -> str | None:
    found = _SEPARATED.match(written)
    if found is not None:
        return _as_day(int(found.group(1)), int(found.group(3)), int(found.group(4)))
    found = _COMPACT.fullmatch(written)
    if found is not None:
        return _as_day(int(found.group(1)), int(found.group(2)), int(found.group(3)))
    if _DIGITS.fullmatch(written):
        return _read_unix(float(written))
    day = find_day(written, day_first=day_first)
    return None if day is None else _as_day(*map(int, day.split("-")))


def _read_unix(number: float) -> str | None:
    for unit in (1, 1_000):
        if _FIRST_SECOND * unit <= number < _LAST_SECOND * unit:
            return (_UNIX_START + timedelta(seconds=number / unit)).date().isoformat()
    return None


def _as_day(year: int, month: int, day: int) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
