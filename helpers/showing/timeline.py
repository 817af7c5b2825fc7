"""Quotations over time: a bar a day, a week, a month or a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.showing.bars import count_whole, let_open, tell_filters, to_template
from helpers.showing.counting import tell_counting
from helpers.showing.looks import look_up_groups, note_figure, start_figure
from helpers.showing.slots import list_ends, list_slots

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_FEWEST_ARTICLES = 3
_MEASURES = {"quotes": "Quotations", "words": "Words quoted"}
_HOW = {
    "day": "By the date of the article.",
    "week": "By the date of the article, a bar a week; it stands at its Monday.",
    "month": "By the date of the article, a bar a month.",
    "year": "By the date of the article, a bar a year.",
}


def plot_dates(tally: pd.DataFrame, *, measure: str = "quotes") -> Figure:
    """Quotations (or "words") over time, from a `count_dates` tally; only from three dated articles on.

    The bars are those of the tally: days, weeks, months or years. Time runs at one pace: a day without articles is a
    gap.
    """
    title = f"{_MEASURES[measure]} over time"
    if tally["articles"].sum() < _FEWEST_ARTICLES:
        return note_figure(title, "A timeline needs at least three articles with a date.")
    step = str(tally["step"].iloc[0])
    groups = sorted(tally["language"].unique())
    looks = look_up_groups(groups, by="language")
    how = f"{_HOW[step]} {tell_counting(tally)}".strip()
    figure = start_figure(title, how, rows=9, legend=[look.label for look in looks])
    axis, highest = _MEASURES[measure].lower(), int(tally.groupby("date")[measure].sum().max())
    for group, look in zip(groups, looks, strict=True):
        rows = tally[tally["language"] == group]
        counts = {"x": rows["date"].tolist(), "y": rows[measure].tolist(), "customdata": rows["articles"].tolist()}
        hover = f"%{{x}}<br>%{{y}} {axis}<br>%{{customdata}} articles<extra>{to_template(look.label)}</extra>"
        ids = [_name_span(date, step) for date in rows["date"]]
        marks = {"marker": look.marker(), "ids": ids, **tell_filters({"language": group})}
        figure.add_bar(**counts, name=look.label, hovertemplate=hover, **marks)
    slots = list_slots(tally["date"], step)
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=slots, title_text="date")
    figure.update_xaxes(range=[-0.5, len(slots) - 0.5], nticks=12)
    figure.update_yaxes(title_text=axis, rangemode="tozero", **count_whole(highest))
    return let_open(figure, "explore", tally)


def _name_span(slot: str, step: str) -> str:
    """The first and the last day of a slot, in the words of the explorer's address."""
    first, last = list_ends(slot, step)
    return f"from={first}&to={last}"
