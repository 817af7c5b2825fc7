"""Quotations over time: a bar a day, a week or a month, so that there are never too many of them to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.showing.bars import count_whole, let_open, tell_filters, to_template
from helpers.showing.looks import look_up_groups, note_figure, start_figure

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_FEWEST_ARTICLES = 3
_MOST_BARS = 62
_MEASURES = {"quotes": "Quotations", "words": "Words quoted"}
_STEPS = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
_HOW = {
    "day": "By the date of the article.",
    "week": "By the date of the article, a bar a week; it stands at its Monday.",
    "month": "By the date of the article, a bar a month.",
    "year": "By the date of the article, a bar a year.",
}


def plot_dates(tally: pd.DataFrame, *, measure: str = "quotes") -> Figure:
    """Quotations (or "words") over time, from a `count_dates` tally; only from three dated articles on.

    Up to two months have a bar a day, more than that a bar a week, a month or a year. Time runs at one pace: a day
    without articles is a gap.
    """
    title = f"{_MEASURES[measure]} over time"
    if tally["articles"].sum() < _FEWEST_ARTICLES:
        return note_figure(title, "A timeline needs at least three articles with a date.")
    step = choose_step(tally["date"])
    binned = bin_dates(tally, step)
    groups = sorted(tally["language"].unique())
    looks = look_up_groups(groups, by="language")
    figure = start_figure(title, _HOW[step], rows=9, legend=[look.label for look in looks])
    axis, highest = _MEASURES[measure].lower(), int(binned.groupby("date")[measure].sum().max())
    for group, look in zip(groups, looks, strict=True):
        rows = binned[binned["language"] == group]
        counts = {"x": rows["date"].tolist(), "y": rows[measure].tolist(), "customdata": rows["articles"].tolist()}
        hover = f"%{{x}}<br>%{{y}} {axis}<br>%{{customdata}} articles<extra>{to_template(look.label)}</extra>"
        ids = [_name_span(date, step) for date in rows["date"]]
        marks = {"marker": look.marker(), "ids": ids, **tell_filters("language", group, "")}
        figure.add_bar(**counts, name=look.label, hovertemplate=hover, **marks)
    slots = list_slots(tally["date"], step)
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=slots, title_text="date")
    figure.update_xaxes(range=[-0.5, len(slots) - 0.5], nticks=12)
    figure.update_yaxes(title_text=axis, rangemode="tozero", **count_whole(highest))
    return let_open(figure, "explore")


def choose_step(dates: pd.Series[str]) -> str:
    """The shortest of day, week, month and year that gives no more bars than can be told apart."""
    steps = (step for step in _STEPS if len(list_slots(dates, step)) <= _MOST_BARS)
    return next(steps, "year")


def list_slots(dates: pd.Series[str], step: str) -> list[str]:
    """Every day, week, month or year from the first date to the last one, as the tallies name it.

    >>> list_slots(pd.Series(["2026-03-04", "2026-03-16"]), "week")
    ['2026-03-02', '2026-03-09', '2026-03-16']
    """
    periods = pd.period_range(dates.min(), dates.max(), freq=_STEPS[step])
    return [_name_slot(period, step) for period in periods]


def bin_dates(tally: pd.DataFrame, step: str) -> pd.DataFrame:
    """A `count_dates` tally with one row per step and language; `date` is a day, a Monday, a month or a year."""
    periods = [pd.Period(date, freq=_STEPS[step]) for date in tally["date"]]
    named = tally.assign(date=pd.Series([_name_slot(period, step) for period in periods], dtype="str"))
    measures = [name for name in named.columns if name not in {"date", "language"}]
    return named.groupby(["date", "language"])[measures].sum().reset_index()


def _name_span(slot: str, step: str) -> str:
    """The first and the last day of a slot, in the words of the explorer's address."""
    period = pd.Period(slot, freq=_STEPS[step])
    first, last = (period.asfreq("D", how=end) for end in ("start", "end"))
    return f"from={first}&to={last}"


def _name_slot(period: pd.Period, step: str) -> str:
    first = str(period.asfreq("D", how="start"))
    return first[: {"month": 7, "year": 4}.get(step, 10)]
