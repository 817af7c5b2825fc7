"""Horizontal bars from labelled rows: stacked by group, or to the left and right of one axis.

Each bar carries the id of what it counts (`ids`), and the figure says what that id opens on the site
(`layout.meta`): "speaker", "entity" or "cue". What else its rows have in common is in the `meta` of the bars.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.showing.labels import UNKNOWN, fold_label, join_forms_by_language, tell_apart, wrap_label
from helpers.showing.links import COUNTED
from helpers.showing.looks import Look, look_up_groups, look_up_plain, start_figure
from helpers.showing.matrix import UNITS

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

FORMS = {"direct": "with quote marks", "indirect": "indirect"}
# The same in the words of the explorer's address.
_KINDS = {"direct": "direct|mixed", "indirect": "indirect"}
_FILTERS = ("language", "outlet", "kind")
# Groups that are told by an id beside them: its column, and what the explorer calls it.
_BY_ID = {"article": ("article_id", "article"), "place": ("entity_id", "speaker")}


def label_rows(
    tally: pd.DataFrame, name: str, *, key: str, measure: str, top: int, rank: str | None = None
) -> pd.DataFrame:
    """The rows of the `top` keys with most of a measure, with `label`, safe and the key's alone, and the key as `id`.

    With `rank`, small values of that column come first, whatever the measure.
    """
    keys = tally[key].fillna(UNKNOWN)
    totals = tally.groupby(keys)[measure].sum()
    ranks = tally.groupby(keys)[rank].min() if rank else totals * 0
    best = pd.DataFrame({"rank": ranks, "most": -totals, "key": totals.index}).sort_values(["rank", "most", "key"])
    best = best.head(top)
    names = tally[name].fillna(UNKNOWN).groupby(keys).first()
    labels = tell_apart(fold_label(names[key]) for key in best["key"])
    known = dict(zip(best["key"], labels, strict=True))
    labelled = tally.assign(label=keys.map(known).astype("str"), id=tally[key])
    order = {label: place for place, label in enumerate(labels)}
    chosen = labelled[labelled["label"].notna()]
    return chosen.sort_values("label", key=lambda column: column.map(order), kind="stable")


def add_forms(labelled: pd.DataFrame, forms: pd.DataFrame | None) -> pd.DataFrame:
    """The rows with what hovering adds below the number: the forms of their entity, or nothing."""
    lines = {} if forms is None else join_forms_by_language(forms)
    shown = {entity_id: f"<br>{wrap_label(line)}" for entity_id, line in lines.items()}
    return labelled.assign(forms_shown=[shown.get(entity_id, "") for entity_id in labelled["entity_id"]])


def stack_bars(
    labelled: pd.DataFrame,
    by: str | None,
    *,
    measure: str,
    form: str,
    looks: Mapping[Any, Look] | None = None,
) -> list[dict[str, Any]]:
    """The bars of each group: their values by label, hollow for indirect ones; groups without any are left out.

    `labelled` is what `label_rows` returns. `looks` are those of the groups, in the order in which they are stacked;
    where none are given, each group has the look of its name.
    """
    if by is None:
        looks = {None: look_up_plain(FORMS.get(form, "all"))}
    elif looks is None:
        groups = sorted(labelled[by].unique(), key=str)
        looks = dict(zip(groups, look_up_groups(groups, by=by), strict=True))
    traces = []
    for group, look in looks.items():
        rows = labelled if by is None else labelled[labelled[by].isna() if pd.isna(group) else labelled[by] == group]
        rows = rows[rows[measure] > 0]
        name = f"{look.label}, {FORMS[form]}" if form and by else look.label
        told = {"customdata": rows["forms_shown"].tolist()} if "forms_shown" in rows.columns else {}
        below = "%{customdata}" if told else ""
        hover = f"%{{y}}<br>%{{x}} {UNITS.get(measure, measure)}{below}<extra>{to_template(name)}</extra>"
        bars = {"name": name, "marker": look.marker(hollow=form == "indirect"), "hovertemplate": hover, **told}
        values = {"x": rows[measure].tolist(), "y": rows["label"].tolist(), "orientation": "h", **list_ids(rows)}
        traces += [{**values, **bars, **tell_filters(_find_filters(by, group, rows), form)}] if len(rows) else []
    return traces


def list_ids(rows: pd.DataFrame) -> dict[str, list[str]]:
    """The ids of what marks count; empty text for what has none, such as an unknown speaker.

    Plotly draws one mark for all that share an id: where some do, there are none.
    """
    ids = rows["id"].fillna("").astype("str").tolist()
    return {"ids": ids} if len(set(ids)) == len(ids) else {}


def _find_filters(by: str | None, group: object, rows: pd.DataFrame) -> dict[str, str]:
    column, name = _BY_ID.get(by or "", ("", ""))
    if column in rows.columns and rows[column].notna().any():
        return {name: str(rows[column].iloc[0])}
    return {by: group} if by in _FILTERS and isinstance(group, str) else {}


def tell_filters(filters: Mapping[str, str], form: str = "") -> dict[str, Any]:
    """What else the rows of a bar have in common, in the words of the explorer's address: language, outlet, kind."""
    found = {**filters, **({"kind": _KINDS[form]} if form else {})}
    return {"meta": {"newsbook": found}} if found else {}


def let_open(figure: Figure, what: str, tally: pd.DataFrame | None = None) -> Figure:
    """The figure, which says what the ids of its bars open: "speaker", "entity", "cue", or "explore" with filters.

    Where the tally counts near copies, the explorer is to count them too.
    """
    repeats = {"repeats": "1"} if tally is not None and COUNTED in tally.columns else {}
    return figure.update_layout(meta={"newsbook": {"opens": what, **repeats}})


def finish_bars(figure: Figure, traces: Sequence[dict[str, Any]], labelled: pd.DataFrame, *, axis: str) -> Figure:
    """The figure with horizontal bars, the largest on top, and whole numbers below."""
    for trace in traces:
        figure.add_bar(**trace)
    sums: dict[str, int] = {}
    for trace in traces:
        for label, value in zip(trace["y"], trace["x"], strict=True):
            sums[label] = sums.get(label, 0) + value
    order = list(dict.fromkeys(labelled["label"]))
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=order, autorange="reversed")
    return figure.update_xaxes(title_text=axis, rangemode="tozero", **count_whole(max(sums.values(), default=0)))


def plot_diverging(
    labelled: pd.DataFrame,
    by: str,
    *,
    looks: Mapping[str, Look],
    title: str,
    how: str,
    measure: str,
    axis: str,
    filters: Mapping[str, Mapping[str, str]] | None = None,
) -> Figure:
    """Two groups of `by` to the left and right of zero, with the same numbers on both sides of the axis.

    `looks` are those of the two groups, the left one first; a group without rows keeps its side. `filters` are what the
    explorer is to filter by for each of them.
    """
    figure = start_figure(title, how, rows=labelled["label"].nunique(), legend=[look.label for look in looks.values()])
    traces = []
    for (group, look), side in zip(looks.items(), (-1, 1), strict=True):
        rows = labelled[(labelled[by] == group) & (labelled[measure] > 0)]
        counts = [round(count, 2) for count in rows[measure].tolist()]
        hover = f"%{{y}}<br>%{{customdata[0]}} {axis}%{{customdata[1]}}<extra>{to_template(look.label)}</extra>"
        told = [list(pair) for pair in zip(counts, rows["forms_shown"], strict=True)]
        values = {"x": [side * count for count in counts], "y": rows["label"].tolist(), "customdata": told}
        bars = {"name": look.label, "marker": look.marker(), "hovertemplate": hover, "orientation": "h"}
        traces.append({**values, **bars, **list_ids(rows), **tell_filters((filters or {}).get(group, {}))})
    finish_bars(figure, traces, labelled, axis=axis)
    ticks = list_ticks(ceil(labelled[measure].max()))
    places = [-tick for tick in reversed(ticks[1:])] + ticks
    marks = {"tickmode": "array", "tickvals": places, "ticktext": [str(abs(place)) for place in places]}
    reach = 1.04 * ticks[-1]
    figure.update_xaxes(range=[-reach, reach], zeroline=True, zerolinecolor="#57606A", dtick=None, **marks)
    return figure.update_layout(barmode="relative")


def to_template(label: str) -> str:
    """A label within a template, where a percent sign would begin a variable."""
    return label.replace("%", "&#37;")


def count_whole(highest: int) -> dict[str, Any]:
    """The settings of an axis that counts things: no half ones."""
    return {"dtick": 1} if highest <= 6 else {"tickformat": ",d", "nticks": 8}


def list_ticks(highest: int) -> list[int]:
    """Round numbers from 0 up to or just past the highest, at most five steps.

    >>> list_ticks(12)
    [0, 5, 10, 15]
    """
    steps = (step * 10**power for power in range(12) for step in (1, 2, 5))
    step = next(step for step in steps if highest <= 4 * step)
    return list(range(0, -(-max(highest, 1) // step) * step + 1, step))
