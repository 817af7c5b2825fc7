"""Charts: a tally in, a Plotly figure out. Each says what it counts and how; one without numbers says so.

What a tally is called here is what `tallies.py` and `names.py` return. Text from articles is escaped, for Plotly reads
tags in labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.showing.labels import UNKNOWN, fold_label, tell_apart
from helpers.showing.looks import Look, look_up_groups, look_up_plain, note_figure, start_figure, tint
from helpers.showing.tallies import choose_groups

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_GROUPS = ("language", "article", "outlet", "kind", "cue_lemma")
_MEASURES = {"quotes": "Quotations", "words": "Words quoted"}
_FORMS = {"direct": "with quote marks", "indirect": "indirect"}
_UNITS = {"quotes": "quotations", "direct": "quotations", "indirect": "quotations"}
_UNITS |= {"direct_words": "words", "indirect_words": "words"}
_AXES = {"who": "speaker", "label": "named"}
_PLURALS = {"article": "articles", "outlet": "outlets", "language": "languages"}
_FEWEST_DATES = 3
_MOST_GROUPS_AS_BARS = 6
_COUNTINGS = {
    "name": "Counted: the name itself.",
    "adjective": "Counted: the name and what is made from it, such as adjectives.",
    "stands_for": "Counted: the name, what is made from it, and what stands for it, such as a capital.",
}
_JOINT = "Joint quotations count for each speaker."


def plot_speakers(tally: pd.DataFrame, *, measure: str = "quotes", top: int = 15, groups: int = 15) -> Figure:
    """Quotations (or "words") of the most quoted speakers, stacked by the group of a `count_quotes` tally.

    Full bars have quote marks, pale ones are indirect; a tally by kind has one colour a kind. More than six groups,
    such as articles, give a heat map of the `groups` with most.
    """
    title = f"{_MEASURES[measure]} per speaker"
    if tally.empty:
        return note_figure(title, "No quotations were found in these articles.")
    by = _find_group(tally)
    shown, note = _keep_groups(tally, by, measure=measure, groups=groups)
    labelled = _label_rows(shown, "speaker", key="entity_id", measure=measure, top=top)
    if by and labelled[by].nunique() > _MOST_GROUPS_AS_BARS:
        speakers = labelled.rename(columns={"label": "who"})
        return _plot_matrix(speakers, ("who", by), measure=measure, title=title, how=f"{_JOINT}{note}")
    forms = {measure: ""} if by == "kind" else {_column(form, measure): form for form in _FORMS}
    traces = [trace for form, name in forms.items() for trace in _stack(labelled, by, measure=form, form=name)]
    how = "Unknown: nobody was found who says it." if labelled["label"].eq(UNKNOWN).any() else ""
    figure = start_figure(
        title, f"{_JOINT} {how}".strip(), rows=labelled["label"].nunique(), legend=[trace["name"] for trace in traces]
    )
    return _finish_bars(figure, traces, labelled, axis=_MEASURES[measure].lower())


def plot_cues(tally: pd.DataFrame, *, top: int = 15) -> Figure:
    """How often the most frequent cues introduce a quotation, stacked by the group of a `count_cues` tally."""
    title = "Which words introduce quotations"
    cues = tally[tally["cue_lemma"].notna()]
    if cues.empty:
        return note_figure(title, "No quotation has a word that introduces it.")
    labelled = _label_rows(cues, "cue_lemma", key="cue_lemma", measure="quotes", top=top)
    by = _find_group(cues.drop(columns="cue_lemma"))
    traces = [trace for form in _FORMS for trace in _stack(labelled, by, measure=form, form=form)]
    how = "All forms of a verb count under one, nouns as printed. Quotations without such a word are left out."
    figure = start_figure(title, how, rows=labelled["label"].nunique(), legend=[trace["name"] for trace in traces])
    return _finish_bars(figure, traces, labelled, axis="quotations")


def plot_entities(tally: pd.DataFrame, *, counting: str = "adjective", top: int = 20, groups: int = 15) -> Figure:
    """How often the most named entities are named, stacked by the group of a `count_entities` tally.

    More than six groups give a heat map of the `groups` that name most.
    """
    title = "Who and what is named"
    if tally.empty:
        return note_figure(title, "No names were found in these articles.")
    by = _find_group(tally.drop(columns="kind"))
    shown, note = _keep_groups(tally, by, measure="mentions", groups=groups)
    labelled = _label_rows(shown, "name", key="entity_id", measure="mentions", top=top)
    if by and labelled[by].nunique() > _MOST_GROUPS_AS_BARS:
        how = f"{_COUNTINGS[counting]}{note}"
        return _plot_matrix(labelled, ("label", by), measure="mentions", title=title, how=how)
    traces = _stack(labelled, by, measure="mentions", form="")
    legend = [trace["name"] for trace in traces] if by else []
    figure = start_figure(title, _COUNTINGS[counting], rows=labelled["label"].nunique(), legend=legend)
    return _finish_bars(figure, traces, labelled, axis="mentions")


def plot_comparison(tally: pd.DataFrame, *, counting: str = "adjective", top: int = 20, groups: int = 15) -> Figure:
    """What one group of a `compare_articles` tally names and the others leave out.

    Two groups are drawn to the left and right of one axis, up to six as bars beside each other, more as a heat map of
    the `groups` that name most.
    """
    by = _find_group(tally.drop(columns="kind")) or "article"
    title = f"What one {by} names and another leaves out"
    names = sorted(tally[by].unique())
    if len(names) < 2:
        return note_figure(title, f"There is only one {by} that names anything: nothing to compare.")
    shown, note = _keep_groups(tally, by, measure="mentions", groups=groups)
    ranked = shown.assign(named_by_all=shown.groupby("entity_id")["mentions"].transform("min") > 0)
    labelled = _label_rows(ranked, "name", key="entity_id", measure="mentions", top=top, rank="named_by_all")
    how = f"First what is left out somewhere. {_COUNTINGS[counting]}{note}"
    if len(names) > _MOST_GROUPS_AS_BARS:
        return _plot_matrix(labelled, ("label", by), measure="mentions", title=title, how=how)
    looks = look_up_groups(names, by=by)
    if len(names) == 2:
        return _plot_diverging(labelled, by, looks=looks, title=title, how=how)
    traces = _stack(labelled, by, measure="mentions", form="")
    rows = labelled["label"].nunique() * (len(names) + 1) // 2
    figure = start_figure(title, how, rows=rows, legend=[look.label for look in looks])
    return _finish_bars(figure, traces, labelled, axis="mentions").update_layout(barmode="group")


def plot_speaker_entities(tally: pd.DataFrame, *, counting: str = "adjective", top: int = 12) -> Figure:
    """Whom and what the speakers of a `count_speaker_entities` tally name in their quotations: a heat map."""
    title = "Who names whom when quoted"
    if tally.empty:
        return note_figure(title, "No quotation holds a name.")
    speakers = _label_rows(tally, "speaker", key="speaker_id", measure="mentions", top=top)
    named = _label_rows(speakers.rename(columns={"label": "who"}), "name", key="entity_id", measure="mentions", top=top)
    how = f"Mentions inside quotations. {_COUNTINGS[counting]}"
    return _plot_matrix(named, ("who", "label"), measure="mentions", title=title, how=how)


def plot_dates(tally: pd.DataFrame, *, measure: str = "quotes") -> Figure:
    """Quotations (or words) by date of a `count_dates` tally, a bar a day; only from three dated articles on."""
    title = f"{_MEASURES[measure]} over time"
    if tally["articles"].sum() < _FEWEST_DATES:
        return note_figure(title, "A timeline needs at least three articles with a date.")
    groups = sorted(tally["language"].unique())
    looks = look_up_groups(groups, by="language")
    figure = start_figure(title, "By the date of the article.", rows=9, legend=[look.label for look in looks])
    axis, highest = _MEASURES[measure].lower(), int(tally.groupby("date")[measure].sum().max())
    for group, look in zip(groups, looks, strict=True):
        rows = tally[tally["language"] == group]
        counts = {"x": rows["date"].tolist(), "y": rows[measure].tolist(), "customdata": rows["articles"].tolist()}
        hover = f"%{{x}}<br>%{{y}} {axis}<br>%{{customdata}} articles<extra>{_plain(look.label)}</extra>"
        figure.add_bar(**counts, name=look.label, marker=look.marker(), hovertemplate=hover)
    figure.update_xaxes(type="category", categoryorder="category ascending", title_text="date")
    return figure.update_yaxes(title_text=axis, rangemode="tozero", **_whole(highest))


def _column(form: str, measure: str) -> str:
    return form if measure == "quotes" else f"{form}_{measure}"


def _find_group(tally: pd.DataFrame) -> str | None:
    return next((column for column in _GROUPS if column in tally.columns), None)


def _keep_groups(tally: pd.DataFrame, by: str | None, *, measure: str, groups: int) -> tuple[pd.DataFrame, str]:
    """The rows of the groups with most of a measure, and a sentence that says so where others are left out."""
    if by is None or tally[by].nunique() <= max(groups, _MOST_GROUPS_AS_BARS):
        return tally, ""
    kept = choose_groups(tally, by, measure=measure, groups=groups)
    note = f" Shown: the {len(kept)} {_PLURALS.get(by, by)} with most, of {tally[by].nunique()}."
    return tally[tally[by].isin(kept)], note


def _label_rows(
    tally: pd.DataFrame, name: str, *, key: str, measure: str, top: int, rank: str | None = None
) -> pd.DataFrame:
    """The rows of the `top` keys with most of a measure, with a `label` that is safe and the key's alone.

    With `rank`, small values of that column come first, whatever the measure.
    """
    keys = tally[key].fillna(UNKNOWN)
    totals = tally.groupby(keys)[measure].sum()
    ranks = tally.groupby(keys)[rank].min() if rank else totals * 0
    best = pd.DataFrame({"rank": ranks, "most": -totals, "key": totals.index}).sort_values(["rank", "most", "key"])
    best = best.head(top)
    names = tally[name].fillna(UNKNOWN).groupby(keys).first()
    labels = tell_apart(fold_label(names[key]) for key in best["key"])
    labelled = tally.assign(label=keys.map(dict(zip(best["key"], labels, strict=True))).astype("str"))
    order = {label: place for place, label in enumerate(labels)}
    chosen = labelled[labelled["label"].notna()]
    return chosen.sort_values("label", key=lambda column: column.map(order), kind="stable")


def _stack(labelled: pd.DataFrame, by: str | None, *, measure: str, form: str) -> list[dict[str, Any]]:
    """The bars of each group: their values by label, hollow for indirect ones; groups without any are left out."""
    groups = sorted(labelled[by].unique(), key=str) if by else [None]
    looks = look_up_groups(groups, by=by) if by else [look_up_plain(_FORMS.get(form, "all"))]
    traces = []
    for group, look in zip(groups, looks, strict=True):
        rows = labelled if by is None else labelled[labelled[by].isna() if pd.isna(group) else labelled[by] == group]
        rows = rows[rows[measure] > 0]
        name = f"{look.label}, {_FORMS[form]}" if form and by else look.label
        hover = f"%{{y}}<br>%{{x}} {_UNITS.get(measure, measure)}<extra>{_plain(name)}</extra>"
        bars = {"name": name, "marker": look.marker(hollow=form == "indirect"), "hovertemplate": hover}
        values = {"x": rows[measure].tolist(), "y": rows["label"].tolist(), "orientation": "h"}
        traces += [{**values, **bars}] if len(rows) else []
    return traces


def _finish_bars(figure: Figure, traces: Sequence[dict[str, Any]], labelled: pd.DataFrame, *, axis: str) -> Figure:
    """The figure with horizontal bars, the largest on top, and whole numbers below."""
    for trace in traces:
        figure.add_bar(**trace)
    sums: dict[str, int] = {}
    for trace in traces:
        for label, value in zip(trace["y"], trace["x"], strict=True):
            sums[label] = sums.get(label, 0) + value
    order = list(dict.fromkeys(labelled["label"]))
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=order, autorange="reversed")
    return figure.update_xaxes(title_text=axis, rangemode="tozero", **_whole(max(sums.values(), default=0)))


def _plot_diverging(labelled: pd.DataFrame, by: str, *, looks: Sequence[Look], title: str, how: str) -> Figure:
    """Two groups to the left and right of zero, with the same numbers on both sides of the axis."""
    groups = sorted(labelled[by].unique())
    figure = start_figure(title, how, rows=labelled["label"].nunique(), legend=[look.label for look in looks])
    traces = []
    for group, look, side in zip(groups, looks, (-1, 1), strict=True):
        rows = labelled[(labelled[by] == group) & (labelled["mentions"] > 0)]
        counts = rows["mentions"].tolist()
        hover = f"%{{y}}<br>%{{customdata}} mentions<extra>{_plain(look.label)}</extra>"
        values = {"x": [side * count for count in counts], "y": rows["label"].tolist(), "customdata": counts}
        bars = {"name": look.label, "marker": look.marker(), "hovertemplate": hover, "orientation": "h"}
        traces.append({**values, **bars})
    _finish_bars(figure, traces, labelled, axis="mentions")
    ticks = _list_ticks(int(labelled["mentions"].max()))
    places = [-tick for tick in reversed(ticks[1:])] + ticks
    marks = {"tickmode": "array", "tickvals": places, "ticktext": [str(abs(place)) for place in places]}
    reach = 1.04 * ticks[-1]
    figure.update_xaxes(range=[-reach, reach], zeroline=True, zerolinecolor="#57606A", dtick=None, **marks)
    return figure.update_layout(barmode="relative")


def _plot_matrix(labelled: pd.DataFrame, sides: tuple[str, str], *, measure: str, title: str, how: str) -> Figure:
    """A heat map with its numbers written in, zeros blank; the longer side runs down, where a phone has room."""
    down, across = sides
    table = labelled.assign(**{side: _label_side(labelled[side]) for side in sides if side not in {"label", "who"}})
    if table[across].nunique() > table[down].nunique():
        down, across = across, down
    rows, columns = list(dict.fromkeys(table[down])), list(dict.fromkeys(table[across]))
    sums = table.groupby([down, across])[measure].sum()
    values = [[int(sums.get((row, column), 0)) or None for column in columns] for row in rows]
    dark = look_up_plain("").colour
    figure = start_figure(title, how, rows=len(rows) + 5)
    figure.add_heatmap(
        z=values, x=columns, y=rows, xgap=2, ygap=2, hoverongaps=False, showscale=False, texttemplate="%{z}",
        colorscale=[[0, tint(dark, 0.12)], [1, dark]], zmin=0,
        hovertemplate="%{y}<br>%{x}<br>%{z} " + _UNITS.get(measure, measure) + "<extra></extra>",
    )  # fmt: skip
    # Slanted labels of two lines would run into each other on a phone.
    short = [line + ("…" if rest else "") for line, _, rest in (column.partition("<br>") for column in columns)]
    figure.update_xaxes(type="category", tickangle=-60, showgrid=False, title_text=_AXES.get(across, across))
    figure.update_xaxes(tickmode="array", tickvals=columns, ticktext=short)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False, title_text=_AXES.get(down, down))
    return figure


def _label_side(values: pd.Series[str]) -> pd.Series[str]:
    groups = sorted(values.unique())
    labels = tell_apart(fold_label(str(group)) for group in groups)
    return values.map(dict(zip(groups, labels, strict=True)))


def _plain(label: str) -> str:
    """A label within a template, where a percent sign would begin a variable."""
    return label.replace("%", "&#37;")


def _whole(highest: int) -> dict[str, Any]:
    """The settings of an axis that counts things: no half ones."""
    return {"dtick": 1} if highest <= 6 else {"tickformat": ",d", "nticks": 8}


def _list_ticks(highest: int) -> list[int]:
    """Round numbers from 0 up to or just past the highest, at most five steps.

    >>> _list_ticks(12)
    [0, 5, 10, 15]
    """
    steps = (step * 10**power for power in range(12) for step in (1, 2, 5))
    step = next(step for step in steps if highest <= 4 * step)
    return list(range(0, -(-max(highest, 1) // step) * step + 1, step))
