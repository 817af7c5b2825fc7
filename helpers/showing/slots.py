"""Dates put into days, weeks, months or years, so that there are never too many of them to see."""

from __future__ import annotations

import pandas as pd

_MOST_SLOTS = 62
_STEPS = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}


def choose_step(dates: pd.Series[str]) -> str:
    """The shortest of day, week, month and year that gives no more slots than can be told apart."""
    if dates.empty:
        return "day"
    steps = (step for step in _STEPS if len(list_slots(dates, step)) <= _MOST_SLOTS)
    return next(steps, "year")


def list_slots(dates: pd.Series[str], step: str) -> list[str]:
    """Every day, week, month or year from the first date to the last one, as the tallies name it.

    >>> list_slots(pd.Series(["2026-03-04", "2026-03-16"]), "week")
    ['2026-03-02', '2026-03-09', '2026-03-16']
    """
    periods = pd.period_range(dates.min(), dates.max(), freq=_STEPS[step])
    return [_name_slot(period, step) for period in periods]


def find_slot(date: str, step: str) -> str:
    """The slot that a date lies in: a day, a Monday, a month ("2026-03") or a year.

    >>> find_slot("2026-03-04", "week")
    '2026-03-02'
    """
    return _name_slot(pd.Period(date, freq=_STEPS[step]), step)


def list_ends(slot: str, step: str) -> tuple[str, str]:
    """The first and the last day of a slot."""
    period = pd.Period(slot, freq=_STEPS[step])
    return str(period.asfreq("D", how="start")), str(period.asfreq("D", how="end"))


def _name_slot(period: pd.Period, step: str) -> str:
    first = str(period.asfreq("D", how="start"))
    return first[: {"month": 7, "year": 4}.get(step, 10)]
