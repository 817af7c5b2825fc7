"""The day on which the article of a web page was published, and what tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from helpers.reading.formats.web.facts import Facts
from helpers.reading.formats.web.words import load_words

# What programs write for a date that they do not have.
_NO_DAYS = frozenset({"1970-01-01", "1900-01-01", "1899-12-30", "0001-01-01"})
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")
_IN_ADDRESS = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?P<mark>[/-])(?:[a-z]{4,20}/)?(?P<month>[0-9]{1,2}|[a-z]{3,9})(?P=mark)(?P<day>[0-9]{1,2})(?![0-9])"
    r"|(?<![0-9a-z])(?P<digits>(?:19|20)[0-9]{6})(?![0-9a-z])",
    re.IGNORECASE,
)
_LONGEST_LINE = 300
# A day, the name of a month, a year: numbers alone were read before, and may be told in two ways.
_NAMED_DAY = re.compile(r"(?<![0-9])[0-9]{1,2}\W{1,3}(?:de )?[^\W\d_]{3,15}\W{1,3}(?:de )?(?:19|20)[0-9]{2}(?![0-9])")
# No clock: the same page has the same date in every year.
_FIRST, _LAST = "1950-01-01", "2100-12-31"


def find_day_of_page(facts: Facts, lines: Sequence[str], times: Sequence[str]) -> tuple[str | None, str | None]:
    """The day (YYYY-MM-DD) and its source: "metadata", "text" or "url"; two None where there is none that is sure.

    `lines` are those around the headline that may hold a date, `times` what elements there give in digits.
    """
    days = (
        (_first_day(facts.published), "metadata"),
        (_first_day(times) or _find_in_lines(lines), "text"),
        (_ask_htmldate(lines), "text"),
        (find_day_in_address(facts.url or ""), "url"),
        # "Updated" is the day of publication where no other one is said.
        (next((day for line in lines if (day := find_day_in_line(line, updated=True)) is not None), None), "text"),
    )
    return next(((day, source) for day, source in days if day is not None), (None, None))


def read_day(written: str) -> str | None:
    """The day that a date of a page's data is, None where it is none or stands for a missing one."""
    from helpers.reading.dates import find_day

    iso = _ISO.match(written.strip())
    day = _as_day(iso.group(1)) if iso else find_day(written)
    return None if day in _NO_DAYS else day


def find_day_in_line(line: str, *, updated: bool = False) -> str | None:
    """The day in a line that holds a date somewhere, None without one that is sure; of an update only if `updated`."""
    from helpers.reading.dates import choose_days, find_written_days

    days = choose_days(one for one in find_written_days(line[:_LONGEST_LINE]) if updated or one.label != "updated")
    return days[0] if len(days) == 1 else None


def find_day_in_address(address: str) -> str | None:
    """The day in the address of a page, such as /2026/03/04/ or /2026/mar/04/, None without one."""
    from helpers.reading.dates import find_day

    for found in _IN_ADDRESS.finditer(address.partition("?")[0]):
        part = found.groupdict()
        if part["digits"]:
            digits = part["digits"]
            day = _as_day(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
        elif part["month"].isdigit():
            day = _as_day(f"{part['year']}-{int(part['month']):02}-{int(part['day']):02}")
        else:
            day = find_day(f"{part['day']} {part['month']} {part['year']}")
        if day is not None:
            return day
    return None


def _first_day(written: Iterable[str]) -> str | None:
    return next((day for one in written if (day := read_day(one)) is not None), None)


def _find_in_lines(lines: Iterable[str]) -> str | None:
    return next((day for line in lines if (day := find_day_in_line(line)) is not None), None)


def _as_day(written: str) -> str | None:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return None


def _ask_htmldate(lines: Sequence[str]) -> str | None:
    """What htmldate finds in the lines around the headline, for languages whose months are not known here.

    It sees nothing else of the page, because it takes dates of the footer and of other articles too.
    """
    changes = tuple(load_words()["phrases"]["changes"])
    wanted = [line for line in lines if _NAMED_DAY.search(line[:_LONGEST_LINE]) is not None]
    line = next((line[:_LONGEST_LINE] for line in wanted if not any(word in line.casefold() for word in changes)), None)
    if line is None:
        return None
    from htmldate import find_date

    try:
        found: str | None = find_date(
            f'<html><body><p class="date">{escape(line)}</p></body></html>',
            extensive_search=False,
            original_date=True,
            url="",
            min_date=_FIRST,
            max_date=_LAST,
        )
    # Numbers that are no date make it fail in several ways.
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None
    # It makes the first of January of a year alone.
    numbers = {int(digits) for digits in re.findall(r"(?<![0-9])[0-9]{1,4}(?![0-9])", line)}
    is_printed = found is not None and {int(found[:4]), int(found[8:])} <= numbers
    return found if is_printed else None
