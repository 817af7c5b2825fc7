"""Charts: a tally in, a Plotly figure out. Each says what it counts and how; one without numbers says so.

What a tally is called here is what `tallies.py` and `names.py` return. Text from articles is escaped, for Plotly reads
tags in labels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pandas as pd

from helpers.showing.bars import (
    FORMS,
    add_forms,
    finish_bars,
    label_rows,
    let_open,
    plot_diverging,
    stack_bars,
)
from helpers.showing.counting import tell_counting
from helpers.showing.labels import UNKNOWN
from helpers.showing.looks import look_up_groups, look_up_speaker, note_figure, start_figure
from helpers.showing.matrix import plot_matrix
from helpers.showing.tallies import choose_groups

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_GROUPS = ("language", "article", "outlet", "kind", "cue_lemma")
_MEASURES = {"quotes": "Quotations", "words": "Words quoted"}
_PLURALS = {"article": "articles", "outlet": "outlets", "language": "languages"}
_MOST_GROUPS_AS_BARS = 6
_COUNTINGS = {
    "name": "Counted: the name itself.",
    "adjective": "Counted: the name and what is made from it, such as adjectives.",
    "stands_for": "Counted: the name, what is made from it, and what stands for it, such as a capital.",
}
_JOINT = "Joint quotations count for each speaker."


def plot_speakers(
    tally: pd.DataFrame,
    *,
    measure: str = "quotes",
    top: int = 15,
    groups: int = 15,
    forms: pd.DataFrame | None = None,
) -> Figure:
    """Quotations (or "words") of the most quoted speakers, stacked by the group of a `count_quotes` tally.

    Full bars have quote marks, pale ones are indirect; a tally by kind has one colour a kind. More than six groups,
    such as articles, give a heat map of the `groups` with most. With `forms`, a `count_forms` tally, hovering over a
    bar lists the names that count as its speaker.
    """
    title = f"{_MEASURES[measure]} per speaker"
    if tally.empty:
        return note_figure(title, "No quotations were found in these articles.")
    by = _find_group(tally)
    shown, note = _keep_groups(tally, by, measure=measure, groups=groups)
    labelled = add_forms(label_rows(shown, "speaker", key="entity_id", measure=measure, top=top), forms)
    said = f"{_JOINT} {tell_counting(tally)}".strip()
    if by and labelled[by].nunique() > _MOST_GROUPS_AS_BARS:
        speakers = labelled.rename(columns={"label": "who"}).assign(id=_list_cells(labelled, by))
        figure = plot_matrix(speakers, ("who", by), measure=measure, title=title, how=f"{said}{note}")
        return let_open(figure, "explore", tally)
    columns = {measure: ""} if by == "kind" else {_column(form, measure): form for form in FORMS}
    traces = [trace for form, name in columns.items() for trace in stack_bars(labelled, by, measure=form, form=name)]
    how = "Unknown: nobody was found who says it." if labelled["label"].eq(UNKNOWN).any() else ""
    figure = start_figure(
        title, f"{said} {how}".strip(), rows=labelled["label"].nunique(), legend=[trace["name"] for trace in traces]
    )
    return let_open(finish_bars(figure, traces, labelled, axis=_MEASURES[measure].lower()), "speaker", tally)


def _list_cells(rows: pd.DataFrame, by: str) -> list[str]:
    """What each cell of a heat map of speakers opens in the explorer."""
    key = "article_id" if by == "article" else by
    return [
        urlencode(
            {
                "speaker": speaker if isinstance(speaker, str) else UNKNOWN,
                **({by: group} if isinstance(group, str) else {}),
            }
        )
        for speaker, group in zip(rows["entity_id"], rows[key], strict=True)
    ]


def plot_cues(tally: pd.DataFrame, *, top: int = 15) -> Figure:
    """How often the most frequent cues introduce a quotation, stacked by the group of a `count_cues` tally."""
    title = "Which words introduce quotations"
    cues = tally[tally["cue_lemma"].notna()]
    if cues.empty:
        return note_figure(title, "No quotation has a word that introduces it.")
    labelled = label_rows(cues, "cue_lemma", key="cue_lemma", measure="quotes", top=top)
    by = _find_group(cues.drop(columns="cue_lemma"))
    traces = [trace for form in FORMS for trace in stack_bars(labelled, by, measure=form, form=form)]
    how = "All forms of a verb count under one, nouns as printed. Quotations without such a word are left out."
    how = f"{how} {tell_counting(tally)}".strip()
    figure = start_figure(title, how, rows=labelled["label"].nunique(), legend=[trace["name"] for trace in traces])
    return let_open(finish_bars(figure, traces, labelled, axis="quotations"), "cue", tally)


def plot_speaker_cues(tally: pd.DataFrame, *, top: int = 15) -> Figure:
    """Which cues introduce whom: the bars of `plot_cues`, stacked by the speakers of a `count_speaker_cues` tally.

    Those quoted most have the colours that they have in every article; all others are one grey.
    """
    title = "Which words introduce whom"
    cues = tally[tally["cue_lemma"].notna()]
    if cues.empty:
        return note_figure(title, "No quotation has a word that introduces it.")
    labelled = label_rows(cues, "cue_lemma", key="cue_lemma", measure="quotes", top=top)
    # Nothing shows what all the others say together.
    labelled["id"] = labelled["id"].where(labelled["entity_id"].notna())
    looks = {
        place: look_up_speaker(place, name)
        for place, name in sorted(zip(labelled["place"], labelled["speaker"], strict=True))
    }
    traces = stack_bars(labelled, "place", measure="quotes", form="", looks=looks)
    how = f"By the speakers quoted most of all. {_JOINT} {tell_counting(tally)}".strip()
    legend = [look.label for look in looks.values()]
    figure = start_figure(title, how, rows=labelled["label"].nunique(), legend=legend)
    return let_open(finish_bars(figure, traces, labelled, axis="quotations"), "cue", tally)


def plot_entities(
    tally: pd.DataFrame,
    *,
    counting: str = "adjective",
    top: int = 20,
    groups: int = 15,
    forms: pd.DataFrame | None = None,
) -> Figure:
    """How often the most named entities are named, stacked by the group of a `count_entities` tally.

    More than six groups give a heat map of the `groups` that name most. With `forms`, a `count_forms` tally, hovering
    over a bar lists the names that count in it.
    """
    title = "Who and what is named"
    if tally.empty:
        return note_figure(title, "No names were found in these articles.")
    by = _find_group(tally.drop(columns="kind"))
    shown, note = _keep_groups(tally, by, measure="mentions", groups=groups)
    labelled = add_forms(label_rows(shown, "name", key="entity_id", measure="mentions", top=top), forms)
    counted = f"{_COUNTINGS[counting]} {tell_counting(tally)}".strip()
    if by and labelled[by].nunique() > _MOST_GROUPS_AS_BARS:
        how = f"{counted}{note}"
        return let_open(plot_matrix(labelled, ("label", by), measure="mentions", title=title, how=how), "entity")
    traces = stack_bars(labelled, by, measure="mentions", form="")
    legend = [trace["name"] for trace in traces] if by else []
    figure = start_figure(title, counted, rows=labelled["label"].nunique(), legend=legend)
    return let_open(finish_bars(figure, traces, labelled, axis="mentions"), "entity")


def plot_comparison(
    tally: pd.DataFrame,
    *,
    counting: str = "adjective",
    top: int = 20,
    groups: int = 15,
    forms: pd.DataFrame | None = None,
) -> Figure:
    """What one group of a `compare_articles` tally names and the others leave out.

    Two groups are drawn to the left and right of one axis, up to six as bars beside each other, more as a heat map of
    the `groups` that name most. With `forms`, a `count_forms` tally, hovering over a bar lists the names that count in
    it.
    """
    by = _find_group(tally.drop(columns="kind")) or "article"
    title = f"What one {by} names and another leaves out"
    names = sorted(tally[by].unique())
    if len(names) < 2:
        return note_figure(title, f"There is only one {by} that names anything: nothing to compare.")
    shown, note = _keep_groups(tally, by, measure="mentions", groups=groups)
    ranked = shown.assign(named_by_all=shown.groupby("entity_id")["mentions"].transform("min") > 0)
    ranked = label_rows(ranked, "name", key="entity_id", measure="mentions", top=top, rank="named_by_all")
    labelled = add_forms(ranked, forms)
    how = (
        " ".join(filter(None, ["First what is left out somewhere.", _COUNTINGS[counting], tell_counting(tally)])) + note
    )
    if len(names) > _MOST_GROUPS_AS_BARS:
        return let_open(plot_matrix(labelled, ("label", by), measure="mentions", title=title, how=how), "entity")
    looks = look_up_groups(names, by=by)
    if len(names) == 2:
        sides = dict(zip(names, looks, strict=True))
        figure = plot_diverging(labelled, by, looks=sides, title=title, how=how, measure="mentions", axis="mentions")
        return let_open(figure, "entity")
    traces = stack_bars(labelled, by, measure="mentions", form="")
    rows = labelled["label"].nunique() * (len(names) + 1) // 2
    figure = start_figure(title, how, rows=rows, legend=[look.label for look in looks])
    return let_open(finish_bars(figure, traces, labelled, axis="mentions"), "entity").update_layout(barmode="group")


def plot_speaker_entities(tally: pd.DataFrame, *, counting: str = "adjective", top: int = 12) -> Figure:
    """Whom and what the speakers of a `count_speaker_entities` tally name in their quotations: a heat map."""
    title = "Who names whom when quoted"
    if tally.empty:
        return note_figure(title, "No quotation holds a name.")
    speakers = label_rows(tally, "speaker", key="speaker_id", measure="mentions", top=top)
    named = label_rows(speakers.rename(columns={"label": "who"}), "name", key="entity_id", measure="mentions", top=top)
    how = f"Mentions inside quotations. {_COUNTINGS[counting]} {tell_counting(tally)}".strip()
    figure = plot_matrix(
        named.assign(id=named["speaker_id"]), ("who", "label"), measure="mentions", title=title, how=how
    )
    return let_open(figure, "speaker")


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
