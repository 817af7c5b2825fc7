"""How every chart looks: one template, fixed margins, and a colour with a pattern for each language and group."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pandas as pd

from helpers.languages import UNDETERMINED
from helpers.showing.labels import UNKNOWN, escape_label, name_language, shorten

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_INK, _GRID, _PAPER = "#1B1F24", "#E3E7EB", "#FFFFFF"
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"

# Pixels. The space above the plot is added up from its parts, so that title and legend cannot meet, whatever the width:
# a phone of 390 pixels fits two entries of a legend beside each other.
_TITLE_LINE, _SUBTITLE_LINE, _LEGEND_LINE, _PAD = 22, 17, 21, 14
_TITLE_CHARACTERS, _SUBTITLE_CHARACTERS = 38, 52
_FOOT, _BAR = 64, 28


@dataclass(frozen=True)
class Look:
    """A colour and a pattern, which go together; `label` is what the legend says."""

    label: str
    colour: str
    pattern: str

    def marker(self, *, hollow: bool = False) -> dict[str, Any]:
        """The marker of a bar: full of the colour, or `hollow`: a pale one with an edge of the colour."""
        ink = self.colour if hollow else "#FFFFFF"
        pattern = {"shape": self.pattern, "fillmode": "overlay", "fgcolor": ink, "size": 6, "solidity": 0.25}
        fill = tint(self.colour, 0.22) if hollow else self.colour
        return {"color": fill, "pattern": pattern, "line": {"color": self.colour, "width": 1.5 if hollow else 0}}


@cache
def read_palette() -> Mapping[str, Any]:
    """The colours, patterns and places of `resources/palette.toml`."""
    return tomllib.loads((resources.files("helpers.resources") / "palette.toml").read_text(encoding="utf-8"))


def tint(colour: str, share: float) -> str:
    """The colour mixed with white, of which it keeps a share between 0 (white) and 1.

    >>> tint("#0072B2", 0.25)
    '#BFDCEC'
    """
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def look_up_groups(groups: Sequence[object], *, by: str) -> list[Look]:
    """The look of each group: a language has its own in every chart; others take, in the given order, other colours."""
    return [_look_up(group, place, by=by) for place, group in enumerate(groups)]


def look_up_plain(label: str) -> Look:
    """The look of bars that are not told apart."""
    return Look(label, read_palette()["plain"], "")


def look_up_speaker(place: int, name: str) -> Look:
    """The look of a speaker by their place among those quoted most, from 0; grey past the last of the colours."""
    palette = read_palette()
    label = escape_label(shorten(name, longest=26))
    if place >= len(palette["speakers"]):
        return Look(label, palette["grey"], "")
    return Look(label, palette["speakers"][place], palette["patterns"][place % len(palette["patterns"])])


def _look_up(group: object, place: int, *, by: str) -> Look:
    palette, label = read_palette(), _label_group(group, by=by)
    if pd.isna(group) or group == UNDETERMINED:  # type: ignore[call-overload]
        return Look(label, palette["grey"], ".")
    colours, patterns = palette["colours"], palette["patterns"]
    shift = 2
    if by == "language":
        place, shift = _place_language(group), 0
    # Each time round, colours and patterns pair up anew.
    return Look(label, colours[(place + shift) % len(colours)], patterns[(place + place // 7) % len(patterns)])


def _place_language(code: object) -> int:
    places: Mapping[str, int] = read_palette()["languages"]
    return places.get(str(code), len(places) + crc32(str(code).encode()) % 7)


def _label_group(group: object, *, by: str) -> str:
    if by == "language":
        return name_language(group)
    return UNKNOWN if pd.isna(group) else escape_label(shorten(str(group), longest=26))  # type: ignore[call-overload]


def start_figure(title: str, subtitle: str, *, rows: int, legend: Sequence[str] = ()) -> Figure:
    """A figure without bars yet: its title says what is counted, its subtitle how; `legend` lists what it will name."""
    from plotly.graph_objects import Figure

    heading, explanation = _wrap(title, _TITLE_CHARACTERS), _wrap(subtitle, _SUBTITLE_CHARACTERS)
    text = _TITLE_LINE * len(heading) + _SUBTITLE_LINE * len(explanation)
    top = 2 * _PAD + text + _LEGEND_LINE * _count_legend_lines(legend)
    height = top + _FOOT + _BAR * max(rows, 3)
    return Figure(
        layout={
            "template": _make_template(),
            "title": {"text": "<br>".join(heading), "subtitle": {"text": "<br>".join(explanation)}},
            "margin": {"t": top, "b": _FOOT, "l": 12, "r": 16},
            "height": height,
            "showlegend": bool(legend),
            "legend": {"y": 1 - (1.5 * _PAD + text) / height, "yanchor": "top"},
        }
    )


def _wrap(text: str, width: int) -> list[str]:
    """Lines of escaped text, for Plotly wraps nothing by itself."""
    from textwrap import wrap

    return [escape_label(line) for line in wrap(text, width)]


def _count_legend_lines(labels: Sequence[str]) -> int:
    widest = max((len(label) for label in labels), default=0)
    beside = 1 if widest > 22 else 2
    return -(-len(labels) // beside)


def _make_template() -> Any:
    from plotly.graph_objs.layout import Template

    axis = {
        "gridcolor": _GRID,
        "zerolinecolor": _GRID,
        "automargin": True,
        "tickfont": {"size": 12},
        "title": {"standoff": 8},
    }
    title = {"x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container", "yanchor": "top"}
    return Template(
        layout={
            "font": {"family": _FONT, "size": 13, "color": _INK},
            "title": {
                **title,
                "pad": {"t": _PAD, "l": 12},
                "font": {"size": 17},
                "subtitle": {"font": {"size": 12, "color": "#57606A"}},
            },
            "legend": {"orientation": "h", "x": 0, "xref": "container", "yref": "container", "traceorder": "normal"},
            "paper_bgcolor": _PAPER,
            "plot_bgcolor": _PAPER,
            "colorway": list(read_palette()["colours"]),
            "xaxis": axis,
            "yaxis": axis,
            "bargap": 0.28,
            "hoverlabel": {"align": "left"},
            "barmode": "stack",
        }
    )


def note_figure(title: str, note: str) -> Figure:
    """A figure that says in a sentence why there is nothing to draw."""
    figure = start_figure(title, "", rows=3)
    text = "<br>".join(_wrap(note, _SUBTITLE_CHARACTERS))
    figure.add_annotation(text=text, showarrow=False, x=0.5, y=0.5, xref="paper", yref="paper", font={"size": 14})
    return figure.update_xaxes(visible=False).update_yaxes(visible=False)
