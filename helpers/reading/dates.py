"""Written dates in any language with a file: "4 March 2022", "Freitag, 4. März 2022", "04.03.2022", "2022-03-04".

A wrong date is worse than none. What can be read in two ways, contradicts its weekday, is no day of the calendar or
one of a range has no day; neither has what lacks its year. Times and their zones never move a day.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from helpers.languages import available_languages, load_language
from helpers.reading.wordlists import choice, fold, words_of

_YEARS = range(1800, 2101)
# Two digits of a year are 2000 to 2039 or 1970 to 1999; those between would be a guess.
_LAST_OF_CENTURY, _FIRST_OF_CENTURY = 39, 70
# Dates are read in short texts: a field, a line, a name; what follows in longer ones is not looked at.
_LONGEST_READ = 300
_LONGEST_WEEKDAY_GAP = 24


class WrittenDay(NamedTuple):
    """A date in a text: where it stands, the days that it may be, and whether it is that of an update or publication.

    No days: it is none of the calendar, or its weekday contradicts it. Two: days and months may be the other way round.
    """

    start: int
    end: int
    days: tuple[str, ...]
    label: str = ""


def find_day(text: str, *, day_first: bool | None = None) -> str | None:
    """The day (YYYY-MM-DD) of the date that a short text is or begins with, None without one that is sure.

    Labels ("Published"), weekdays and times may stand before it. An update counts only where no other date follows
    it. `day_first` says how "3/4/2022" is meant; without it such a date is none.

    >>> find_day("Freitag, 4. März 2022, 10:15 Uhr"), find_day("3/4/2022")
    ('2022-03-04', None)
    """
    text = _shorten(text)
    part = next(_find_chains(text, day_first), None)
    if part is None or skip_beside(text, 0, part[0].start) != part[0].start:
        return None
    days = choose_days(part)
    return days[0] if len(days) == 1 and not _is_range(text, part[-1].end) else None


def find_written_days(text: str, *, day_first: bool | None = None) -> list[WrittenDay]:
    """The full dates within a line or another short text, in order; they begin in its first 300 characters."""
    text = _shorten(text)
    found = []
    last = 0
    for match in _pattern().finditer(text):
        readings = sorted(set(_read(match, day_first)))
        label, weekdays = _read_before(text[last : match.start()])
        weekdays = weekdays or _read_after(text[match.end() : match.end() + _LONGEST_WEEKDAY_GAP])
        days = tuple(day for day in readings if not weekdays or date.fromisoformat(day).weekday() in weekdays)
        found.append(WrittenDay(match.start(), match.end(), days, label))
        last = match.end()
    return found


def find_date_part(line: str, *, day_first: bool | None = None) -> tuple[int, int, tuple[WrittenDay, ...]] | None:
    """Where in a line its dates stand with all that belongs to them (labels, times, "5 min read"), and the dates.

    None where there is no date, where words stand between two of them, and where it is one end of a range.
    """
    if len(line) > _LONGEST_READ:
        return None
    chains = list(_find_chains(line, day_first))
    if len(chains) != 1 or _is_range(line, chains[0][-1].end):
        return None
    first = chains[0][0].start
    starts = (place.start() for place in re.finditer(r"(?<![^\s,;|(\[])[^\W_]", line[:first]))
    start = next((place for place in starts if skip_beside(line, place, first) == first), first)
    return start, skip_beside(line, chains[0][-1].end, len(line)), chains[0]


def choose_days(written: Iterable[WrittenDay]) -> tuple[str, ...]:
    """The days that all of some dates may be, of those not of an update where there are any; published ones first."""
    dates = list(written)
    for labels in (("published",), ("",), ("updated",)):
        some = [set(one.days) for one in dates if one.label in labels]
        if some:
            return tuple(sorted(set.intersection(*some)))
    return ()


def skip_beside(text: str, start: int, end: int) -> int:
    """How far from `start` on, up to `end`, a text holds nothing but what stands beside dates: labels, times, marks."""
    while start < end:
        found = _beside().match(text, start, end)
        if found is None:
            break
        start = found.end()
    return start


def _shorten(text: str) -> str:
    return unicodedata.normalize("NFC", text[: 2 * _LONGEST_READ]).lstrip("\ufeff")[:_LONGEST_READ]


def _find_chains(text: str, day_first: bool | None) -> Iterator[tuple[WrittenDay, ...]]:
    """The dates of a text, those together between which stand only labels, times and marks."""
    chain: list[WrittenDay] = []
    for one in find_written_days(text, day_first=day_first):
        if chain and skip_beside(text, chain[-1].end, one.start) != one.start:
            yield tuple(chain)
            chain = []
        chain.append(one)
    if chain:
        yield tuple(chain)


def _is_range(text: str, end: int) -> bool:
    """Whether the date that ends here is the first of two: "4 March 2022 to 6 March", "04.03.2022–06.03.2022"."""
    return _range_end().match(text, end) is not None


def _read(match: re.Match[str], day_first: bool | None) -> Iterator[str]:
    """The days that a written date may be."""
    group = match.groupdict()
    if group["numbers"]:
        yield from _read_numbers(group, day_first)
        return
    for form in ("iso", "plain", "dmy", "mdy", "ymd"):
        if group[form]:
            year, month, day = (group[f"{form}_{part}"] for part in ("year", "month", "day"))
            found = _day(year, month, day)
            if found is not None:
                yield found


def _read_numbers(group: Mapping[str, str | None], day_first: bool | None) -> Iterator[str]:
    """The days that three numbers may be; with points between them the day comes first in every language."""
    first, second, third = (group[name] or "" for name in ("first", "second", "third"))
    day_month, month_day = _day(third, second, first), _day(third, first, second)
    if group["wide"] or group["mark"] == ".":
        days = [day_month]
    elif day_first is None:
        # "22-03-04" may begin with its year.
        is_open = len(first) == len(second) == len(third) == 2
        days = [day_month, month_day, _day(first, second, third) if is_open else None]
    else:
        # Where the order that was said is impossible, the other one is meant.
        days = [(day_month or month_day) if day_first else (month_day or day_month)]
    yield from filter(None, days)


def _day(year: str, month: str, day: str) -> str | None:
    month_number = int(month) if month.isdigit() else _months()[_plain(month)]
    digits = year.lstrip("'’‘")
    number = int(digits)
    if len(digits) == 2:
        if _LAST_OF_CENTURY < number < _FIRST_OF_CENTURY:
            return None
        number += 2000 if number <= _LAST_OF_CENTURY else 1900
    try:
        return date(number, month_number, int(day)).isoformat() if number in _YEARS else None
    except ValueError:
        return None


def _read_before(gap: str) -> tuple[str, frozenset[int]]:
    """The label and the weekday that stand before a date, from the text between it and the date before."""
    labels = [match.group(1).lower() for match in _label().finditer(gap)]
    label = "" if not labels else "updated" if fold(labels[-1]) in words_of("dates.updates") else "published"
    words = re.findall(r"[^\W\d_]+", gap[-_LONGEST_WEEKDAY_GAP:])
    while words and fold(words[-1]) in words_of("dates.joiners"):
        words.pop()
    return label, _weekdays().get(_plain(words[-1]), frozenset()) if words else frozenset()


def _read_after(rest: str) -> frozenset[int]:
    """The weekday in brackets behind a date, "2022-03-04 (Fri)"."""
    found = re.match(r"\s?\(\s?([^\W\d_]+)\.?\s?\)", rest)
    return frozenset() if found is None else _weekdays().get(_plain(found.group(1)), frozenset())


@cache
def _pattern() -> re.Pattern[str]:
    """An expression for every full date; each part of it is bounded, so that it takes linear time."""
    month = choice([name for name in _months() if not name.isdigit()])
    of = rf"(?:(?:{choice(words_of('dates.joiners'))})\s)?"
    nth = rf"(?:{choice(words_of('dates.ordinals'))})?"
    clock = choice(words_of("dates.clock"))
    # Two digits alone may also be hours: "4 March 10:15", "March 4, 10 a.m.".
    short = rf"[0-9]{{2}}(?![0-9]|[.:/h-][0-9]|\s?(?:{clock})(?!\w))(?=\s*(?:\Z|[,;)\]|–—-])|\s+[0-9]{{1,2}}[:.h][0-9])"
    year = rf"[0-9]{{4}}(?![0-9])|['’‘][0-9]{{2}}(?![0-9])|{short}"
    time = r"(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s(?:[A-Z]{2,5}\s|[+-][0-9]{4}\s)?)?"
    ends = r"(?![^\W\d_])\.?"
    return re.compile(
        rf"""(?<![^\W_])(?<![0-9][.:,/-])(?:
        (?P<iso>(?P<iso_year>[0-9]{{4}})(?P<iso_mark>[-/._])(?P<iso_month>[0-9]{{1,2}})(?P=iso_mark)
            (?P<iso_day>[0-9]{{1,2}})(?![0-9]))
        |(?P<plain>(?P<plain_year>[0-9]{{4}})(?P<plain_month>[0-9]{{2}})(?P<plain_day>[0-9]{{2}})
            (?=(?:T[0-9]{{4,6}}|[0-9]{{6}})?(?![0-9])))
        |(?P<numbers>(?P<first>[0-9]{{1,2}})(?:(?P<wide>\.[ ])|(?P<mark>[./-]))(?P<second>[0-9]{{1,2}})
            (?(wide)\.[ ]?|(?P=mark)[ ]?)(?P<third>[0-9]{{4}}(?![0-9])|[0-9]{{2}}(?![0-9]|[.:/-][0-9])))
        |(?P<dmy>(?P<dmy_day>[0-9]{{1,2}}){nth}[ ./-]{{0,2}}{of}(?P<dmy_month>{month}){ends}
            [ ,/-]{{0,3}}{of}(?P<dmy_year>{year}))
        |(?P<ymd>(?P<ymd_year>[0-9]{{4}})[ ,-]{{1,2}}(?P<ymd_month>{month}){ends}[ -]{{0,2}}
            (?P<ymd_day>[0-9]{{1,2}})(?![0-9]|[:.][0-9]))
        |(?P<mdy>(?P<mdy_month>{month}){ends}[ -]{{0,2}}{of}(?P<mdy_day>[0-9]{{1,2}}){nth}(?![0-9])
            [ ,.-]{{1,3}}{time}(?P<mdy_year>[0-9]{{4}}(?![0-9])|['’‘][0-9]{{2}}(?![0-9])))
        )""",
        re.IGNORECASE | re.VERBOSE,
    )


@cache
def _beside() -> re.Pattern[str]:
    """One thing that may stand beside a date: a label, a weekday, a time, its zone, how long the article is, a mark."""
    units = choice(words_of("dates.clock") | words_of("dates.beside"))
    words = choice(
        [
            *_weekdays(),
            *words_of("dates.published"),
            *words_of("dates.updates"),
            *words_of("dates.clock"),
            *words_of("dates.beside"),
            *words_of("dates.joiners"),
        ]
    )
    return re.compile(
        rf"(?:{words})(?!\w)\.?|T?[0-9]{{1,2}}[:.h][0-9]{{2}}(?:[:.][0-9]{{2}}(?:\.[0-9]{{1,9}})?)?(?![0-9])"
        rf"|[+-][0-9]{{2}}:?[0-9]{{2}}(?![0-9])|[0-9]{{1,3}}(?=\s?(?:{units})(?!\w))|T?[0-9]{{6}}(?![0-9])"
        r"|[\s,;:|/()\[\]·•–—-]",
        re.IGNORECASE,
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)({choice(words_of('dates.published') | words_of('dates.updates'))})(?!\w)", re.IGNORECASE
    )


@cache
def _range_end() -> re.Pattern[str]:
    month = choice([name for name in _months() if not name.isdigit()])
    days = choice([name for name in _weekdays() if len(name) > 2])
    nth = choice(words_of("dates.ordinals"))
    return re.compile(
        rf"\s?(?:[-–—/]|(?:{choice(words_of('dates.ranges'))})(?!\w))\s?(?:(?:{days})\W{{1,2}})?"
        rf"(?:[0-9]{{4}}[-/.][0-9]|[0-9]{{1,2}}(?![0-9])(?:{nth})?[ ./-]{{0,2}}(?:(?:{month})(?!\w)|[0-9]{{1,2}}[./-])"
        rf"|(?:{month})\.?\s[0-9])",
        re.IGNORECASE,
    )


@cache
def _months() -> Mapping[str, int]:
    """The number of each name of a month, in all languages; a name that means two months is left out."""
    found: dict[str, set[int]] = {}
    for code in available_languages():
        for number, names in enumerate(load_language(code).months, start=1):
            for name in names:
                for form in (fold(name), _plain(name)):
                    found.setdefault(form, set()).add(number)
    return {name: min(numbers) for name, numbers in sorted(found.items()) if len(numbers) == 1}


@cache
def _weekdays() -> Mapping[str, frozenset[int]]:
    """The numbers (0 is Monday) that each name of a weekday may stand for, in all languages."""
    found: dict[str, set[int]] = {}
    for code in available_languages():
        words = load_language(code).words
        weekdays = words.get("weekdays", ())
        # A file that has no short names of the days has at least the days, from Monday on.
        for number, names in enumerate(words.get("day_names") or (weekdays if len(weekdays) == 7 else ())):
            for name in names.split():
                for form in (fold(name), _plain(name)):
                    found.setdefault(form, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in sorted(found.items())}


def _plain(name: str) -> str:
    """A folded name without accents: "Février" and "Fevrier" are one month."""
    return "".join(mark for mark in unicodedata.normalize("NFD", fold(name)) if not unicodedata.combining(mark))
