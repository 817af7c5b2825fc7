"""The day of an article: its date prefix, a line that is a date, a byline with one, or the date of a dateline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from helpers.reading.dates import WrittenDay, choose_days, find_date_part, find_written_days
from helpers.reading.structure.credits import LONGEST_BYLINE, find_dateline
from helpers.reading.structure.shapes import is_name_like
from helpers.reading.wordlists import words_of

# Without the word before it a date is a date prefix only where it has the line to itself.
_PREFIX = re.compile(r"(?:date |(?=\S+[^\S\n]*(?:\n|\Z)))([0-9]{4}-[0-9]{2}-[0-9]{2})(?!\S)")
# What separates a date from the name of an outlet or a section in one line.
_SEPARATORS = "|•·"
_MOST_NAMES = 6
_MOST_OPENING_PARAGRAPHS = 12


def find_prefix(text: str, start: int, end: int) -> int | None:
    """Where a date prefix that begins at `start` ends, None where there is none that is a day."""
    found = _PREFIX.match(text, start, end)
    return None if found is None or _as_date(found.group(1)) is None else found.end()


def _as_date(written: str) -> str | None:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return None


def find_date_line(block: str) -> tuple[WrittenDay, ...] | None:
    """The dates of a line that is nothing but a date with its labels and times; None where it is something else.

    With an outlet or a section behind a stroke it is one as well: "4 March 2022 | World".
    """
    if len(block) > LONGEST_BYLINE or "\n" in block or not any(map(str.isdigit, block)):
        return None
    part = find_date_part(block)
    if part is None:
        return None
    start, end, written = part
    beside = [piece.strip() for piece in (block[:start], block[end:]) if piece.strip()]
    if not all(_is_name(piece, block) for piece in beside):
        return None
    return written if any(map(_is_full, (block[one.start : one.end] for one in written))) else None


def _is_full(written: str) -> bool:
    """Whether a date has a month in letters or a year in four digits: "10-12-14" alone may be a score."""
    return re.search(r"[0-9]{4}|[^\W\d_]{3}", written) is not None or written.count(".") == 2


def _is_name(piece: str, block: str) -> bool:
    if not any(mark in block for mark in _SEPARATORS) or not (piece[-1] in _SEPARATORS or piece[0].isalpha()):
        return False
    words = piece.strip(_SEPARATORS + " ").split()
    return is_name_like(words, small=words_of("byline.joiners"), most=_MOST_NAMES)


def is_timeless(block: str, written: Iterable[WrittenDay]) -> bool:
    """Whether a line is a bare date, without label or time, as the headings of a timeline are."""
    dates = list(written)
    beside = block[: dates[0].start] + block[dates[-1].end :]
    return not any(one.label for one in dates) and not any(map(str.isdigit, beside))


def find_date(text: str, paragraphs: Iterable[Any], *, day_first: bool | None = None) -> tuple[str, str] | None:
    """The day (YYYY-MM-DD) of an article and where it stands: prefix, text (a line of its own or a byline), dateline.

    None where it has none, or none that is sure. The day of an update counts only where there is no other.
    """
    rows = list(paragraphs)
    prefix = _find_prefix_day(text, rows)
    if prefix is not None:
        return prefix, "prefix"
    written = [one for _, dates in _list_dates(text, rows, day_first=day_first) for one in dates]
    for label in ("published", ""):
        day = next((one.days[0] for one in written if one.label == label and len(one.days) == 1), None)
        if day is not None:
            return day, "text"
    days = _find_dateline_days(text, rows)
    if len(days) == 1:
        return days[0], "dateline"
    days = choose_days(one for one in written if one.label == "updated")
    return (days[0], "text") if len(days) == 1 else None


def find_wrong_dates(text: str, paragraphs: Iterable[Any]) -> list[tuple[str, str]]:
    """What is wrong with the dates that an article begins with, as pairs of code ("date") and message; none is good.

    A prefix that is no day; and where no other date was found, dates that may be two days, or none.
    """
    prefix = _PREFIX.match(text.lstrip())
    if prefix is not None and _as_date(prefix.group(1)) is None:
        reason = "which is no day of the calendar; it was read as text; correct it"
        return [("date", f"begins with the date {prefix.group(1)}, {reason}")]
    rows = list(paragraphs)
    if find_date(text, rows) is not None:
        return []
    written = ((block, one) for block, dates in _list_dates(text, rows) for one in dates)
    return [("date", _describe(block[one.start : one.end], one.days)) for block, one in written][:1]


def _describe(written: str, days: Sequence[str]) -> str:
    shown = " ".join(written.split())
    if days:
        choices = " or ".join(f"'date {day}'" for day in days)
        return f"the date {shown} may be {' or '.join(days)}; no date was taken; write {choices} before the text"
    return f"the date {shown} is no day of the calendar, or its weekday is another one; no date was taken; correct it"


def _find_prefix_day(text: str, rows: Sequence[Any]) -> str | None:
    first = next((row for row in rows if row.kind == "date"), None)
    found = None if first is None else _PREFIX.fullmatch(text, first.start, first.end)
    return None if found is None else _as_date(found.group(1))


def _list_dates(
    text: str, rows: Iterable[Any], *, day_first: bool | None = None
) -> Iterator[tuple[str, list[WrittenDay]]]:
    """The dates of each line that is a date or a byline."""
    for row in rows:
        if row.kind in ("date", "byline"):
            block = text[row.start : row.end]
            yield block, find_written_days(block, day_first=day_first)


def _find_dateline_days(text: str, rows: Iterable[Any]) -> tuple[str, ...]:
    first = next((row for row in rows if row.kind == "body"), None)
    found = None if first is None else find_dateline(text[first.start : first.end])
    return () if found is None else found.days
