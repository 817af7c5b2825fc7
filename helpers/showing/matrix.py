"""Heat maps: a labelled tally in, a Plotly figure of two of its columns out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.showing.labels import fold_label, tell_apart
from helpers.showing.looks import look_up_plain, start_figure, tint

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

# What a measure counts, where its name does not say it.
UNITS = {"quotes": "quotations", "direct": "quotations", "indirect": "quotations"}
UNITS |= {"direct_words": "words", "indirect_words": "words"}
_AXES = {"who": "speaker", "label": "named"}


def plot_matrix(labelled: pd.DataFrame, sides: tuple[str, str], *, measure: str, title: str, how: str) -> Figure:
    """A heat map with its numbers written in, zeros blank; the longer side runs down, where a phone has room.

    `customdata` holds for each cell the `id` of its rows: what it opens on the site.
    """
    down, across = sides
    table = labelled.assign(**{side: _label_side(labelled[side]) for side in sides if side not in {"label", "who"}})
    if table[across].nunique() > table[down].nunique():
        down, across = across, down
    rows, columns = list(dict.fromkeys(table[down])), list(dict.fromkeys(table[across]))
    cells = table.groupby([down, across])
    sums, ids = cells[measure].sum(), cells["id"].first()
    values = [[int(sums.get((row, column), 0)) or None for column in columns] for row in rows]
    opens = [[_find_id(ids.get((row, column))) for column in columns] for row in rows]
    dark = look_up_plain("").colour
    figure = start_figure(title, how, rows=len(rows) + 5)
    figure.add_heatmap(
        z=values, x=columns, y=rows, customdata=opens, texttemplate="%{z}",
        xgap=2, ygap=2, hoverongaps=False, showscale=False,
        colorscale=[[0, tint(dark, 0.12)], [1, dark]], zmin=0,
        hovertemplate="%{y}<br>%{x}<br>%{z} " + UNITS.get(measure, measure) + "<extra></extra>",
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


def _find_id(value: object) -> str:
    return value if isinstance(value, str) else ""
