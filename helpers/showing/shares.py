"""Two sides in one picture: shares with their intervals, and what one side has alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.showing.bars import label_rows, let_open, list_ids, plot_diverging, tell_filters, to_template
from helpers.showing.counting import tell_counting
from helpers.showing.labels import escape_label, name_language
from helpers.showing.looks import Look, look_up_groups, note_figure, start_figure
from helpers.showing.sides import Sides

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_SYMBOLS = ("circle", "diamond")
_THICK, _THIN, _MARK = 7, 2, 10
_APART = 0.18  # how far the two marks of a row stand from its middle, in rows
_COUNTED = "Quotations without a known speaker are in the whole."


def plot_speaker_shares(comparison: pd.DataFrame, sides: Sides, *, errors: pd.DataFrame, top: int = 12) -> Figure:
    """The share of each side's quotations that a speaker has, with both intervals of a `compare_speakers` tally.

    `errors` is what `describe_errors` returns: the figure says how wide they are made, and on what that was measured.
    """
    title = "Share of the quotations, per speaker"
    known = comparison[comparison["speaker"].notna()]
    if known.empty:
        return note_figure(title, "No quotation of a known speaker was found on either side.")
    labelled = label_rows(known, "speaker", key="entity_id", measure="quotes", top=top)
    how = f"{_tell_errors(errors, 'sources')} {_COUNTED} {tell_counting(comparison)}".strip()
    return let_open(_plot_shares(labelled, sides, title=title, how=how), "speaker", comparison)


def plot_cue_shares(comparison: pd.DataFrame, sides: Sides, *, errors: pd.DataFrame, top: int = 17) -> Figure:
    """The share of each side's quotations that a group of cues introduces, from a `compare_cues` tally."""
    title = "How what is said is introduced"
    if comparison.empty:
        return note_figure(title, "There are no quotations on either side.")
    labelled = label_rows(comparison, "group", key="group", measure="quotes", top=top)
    how = f"{_tell_errors(errors, 'cues')} {tell_counting(comparison)}".strip()
    return _plot_shares(labelled.assign(id=""), sides, title=title, how=how)


def plot_one_sided(alone: pd.DataFrame, sides: Sides, *, top: int = 20) -> Figure:
    """Whom one side quotes and the other does not, from `list_one_sided`: the first side to the left."""
    title = "Quoted by one side alone"
    if alone.empty:
        return note_figure(title, "No named speaker is quoted by one side alone.")
    labelled = label_rows(alone, "speaker", key="entity_id", measure="quotes", top=top).assign(forms_shown="")
    how = f"Named speakers. One quotation is no sign that the other side leaves somebody out. {tell_counting(alone)}"
    figure = plot_diverging(
        _rename_sides(labelled, sides), sides.by, looks=_look_up_sides(sides),
        title=title, how=how.strip(), measure="quotes", axis="quotations", filters=_list_filters(sides),
    )  # fmt: skip
    return let_open(figure, "speaker", alone)


def plot_coverage(comparison: pd.DataFrame, sides: Sides, *, top: int = 20) -> Figure:
    """Who and what is named how often per 1,000 words, from a `compare_names` tally: first what one side leaves out."""
    title = "What is named, per 1,000 words"
    if comparison.empty:
        return note_figure(title, "No names were found on either side.")
    ranked = comparison.assign(shared=(comparison["named_by"] == "both").astype("int64"))
    labelled = label_rows(ranked, "name", key="entity_id", measure="per_1000", top=top, rank="shared")
    told = [f"<br>{count} mentions in {articles} of {of} articles" for count, articles, of in
            zip(labelled["mentions"], labelled["articles"], labelled["of"], strict=True)]  # fmt: skip
    figure = plot_diverging(
        _rename_sides(labelled.assign(forms_shown=told), sides), sides.by, looks=_look_up_sides(sides), title=title,
        how="First what one side leaves out. Longer texts name more: so per 1,000 words.",
        measure="per_1000", axis="mentions per 1,000 words",
    )  # fmt: skip
    return let_open(figure, "entity")


def _plot_shares(labelled: pd.DataFrame, sides: Sides, *, title: str, how: str) -> Figure:
    """A row a label, in it a mark a side, with a thick line for the inner interval and a thin one for the outer."""
    order = list(dict.fromkeys(labelled["label"]))
    looks = _look_up_sides(sides)
    rows = max(3, round(1.4 * len(order)))
    figure = start_figure(title, how, rows=rows, legend=[look.label for look in looks.values()])
    for (side, look), symbol, off in zip(looks.items(), _SYMBOLS, (-_APART, _APART), strict=True):
        own = labelled[(labelled["side"] == side) & (labelled["of"] > 0)]
        heights = [order.index(label) + off for label in own["label"]]
        for low, high, width, opacity in (("lowest", "highest", _THIN, 1), ("low", "high", _THICK, 0.5)):
            line = {"width": width, "color": look.colour}
            figure.add_scatter(**_draw_lines(own, heights, low, high), line=line, opacity=opacity)
        figure.add_scatter(
            **_draw_marks(own, heights, look, symbol), **list_ids(own), **tell_filters(sides.list_filters(side))
        )
    figure.update_yaxes(tickmode="array", tickvals=list(range(len(order))), ticktext=order, zeroline=False)
    figure.update_yaxes(range=[len(order) - 0.4, -0.6], showgrid=False)
    reach = max([0.1, *labelled["highest"].dropna()])
    # A mark at 0 stands free of the labels.
    figure.update_xaxes(title_text="share of the side's quotations", tickformat=".0%", zeroline=False)
    figure.update_xaxes(range=[-0.03 * reach, 1.03 * reach])
    return figure


def _draw_lines(own: pd.DataFrame, heights: list[float], low: str, high: str) -> dict[str, Any]:
    """One trace for all intervals of a kind: lines with gaps between them."""
    ends = [place for pair in zip(own[low], own[high], strict=True) for place in (*pair, None)]
    return {
        "x": [end if end is None else round(end, 4) for end in ends],
        "y": [place for height in heights for place in (height, height, None)],
        "mode": "lines", "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip


def _draw_marks(own: pd.DataFrame, heights: list[float], look: Look, symbol: str) -> dict[str, Any]:
    columns = ("quotes", "of", "share", "low", "high", "lowest", "highest")
    told = [
        f"{count} of {of}: {share:.0%}<br>"
        f"{low:.0%} to {high:.0%}; with the engine’s errors {lowest:.0%} to {highest:.0%}"
        for count, of, share, low, high, lowest, highest in zip(*(own[name] for name in columns), strict=True)
    ]
    return {
        "x": [round(share, 4) for share in own["share"]], "y": heights,
        "mode": "markers", "name": look.label, "cliponaxis": False,
        "customdata": [list(pair) for pair in zip(own["label"], told, strict=True)],
        "marker": {"color": look.colour, "symbol": symbol, "size": _MARK, "line": {"color": "#1B1F24", "width": 1}},
        "hovertemplate": f"%{{customdata[0]}}<br>%{{customdata[1]}}<extra>{to_template(look.label)}</extra>",
    }  # fmt: skip


def _tell_errors(errors: pd.DataFrame, what: str) -> str:
    """What the lines are, with the measured errors in numbers."""
    lines = "Thick: 95 % interval (Wilson)."
    if errors.empty:
        return lines
    by_language = errors.drop_duplicates(["language", "engine"])
    shares = [
        f"{escape_label(name_language(language))} {error:.0%}"
        for language, error in zip(by_language["language"], by_language["error"], strict=True)
    ]
    return f"{lines} Thin: widened by the wrong {what} measured for the engine ({', '.join(sorted(shares))})."


def _look_up_sides(sides: Sides) -> Mapping[str, Look]:
    """The looks of both sides: languages have their own; two empty sides share one."""
    keys = sides.list_keys()
    looks = look_up_groups(keys, by=sides.by)
    named = (replace(look, label=escape_label(sides.name(key))) for key, look in zip(keys, looks, strict=True))
    return dict(zip(keys, named, strict=True))


def _list_filters(sides: Sides) -> Mapping[str, Mapping[str, str]]:
    return {side: sides.list_filters(side) for side in sides.list_keys()}


def _rename_sides(labelled: pd.DataFrame, sides: Sides) -> pd.DataFrame:
    """The rows with their side under the name of what is compared, for a bar to tell the explorer which it is."""
    return labelled.assign(**{sides.by: labelled["side"]})
