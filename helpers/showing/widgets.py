"""Live filters for JupyterLab: choose, and chart, table or article follow.

What is chosen from is ipywidgets'; what is shown is drawn like all other outputs, so a chart costs its numbers and no
second copy of the charting library (Plotly's own FigureWidget sends 4.7 MB for each). Without a running JupyterLab, in
a notebook that a program ran, there is nobody to choose: then the cell shows what it would show at first.
"""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from typing import Any, Protocol

import pandas as pd

from helpers.showing.charts import plot_speakers
from helpers.showing.context import choose_word, find_context, show_context
from helpers.showing.counting import ONCE, Counting
from helpers.showing.filters import Choice, filter_quotes, list_choices
from helpers.showing.highlight import Tables, show_article
from helpers.showing.labels import label_articles
from helpers.showing.names import join_mentions
from helpers.showing.outputs import Chart, Page, describe_repeats, show_chart, show_table
from helpers.showing.printings import list_printings
from helpers.showing.tallies import count_quotes

# A Jupyter server sets this for the kernels of the notebooks that are open in it, and nothing else does.
SESSION_VARIABLE = "JPY_SESSION_NAME"
_MOST_OPTIONS = 500
_SECONDS = 3.0
_SAID = ["article", "speaker", "cue", "kind", "text", "also_in"]

Values = Mapping[str, Any]
Parts = Sequence[Chart | Page]


class AllTables(Tables, Protocol):
    """What has the sentences and the copies as well, as the corpus does."""

    copies: pd.DataFrame
    sentences: pd.DataFrame


@dataclass(frozen=True)
class Control:
    """Something to set: a list of (label, value) to choose from, a text, a yes or no, or a number within a range."""

    label: str
    value: Any
    options: Sequence[tuple[str, Any]] | None = None
    between: tuple[int, int] | None = None


@dataclass(frozen=True)
class Panel:
    """Controls by name, and what to show for their values; as first set where nobody can set them."""

    controls: Mapping[str, Control]
    render: Callable[[Values], Parts] = field(repr=False)

    def show_first(self) -> Parts:
        """What is shown before anything is chosen."""
        return self.show({name: control.value for name, control in self.controls.items()})

    def show(self, values: Values) -> Parts:
        """What is shown for these values; one line where they make no sense."""
        try:
            return self.render(values)
        except ValueError as error:
            return [Page(f"<p>{html.escape(str(error))}.</p>", f"{error}.")]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        if is_live():
            display(make_widgets(self))  # type: ignore[no-untyped-call]
            return
        for part in self.show_first():
            display(part)  # type: ignore[no-untyped-call]


def is_live() -> bool:
    """Whether somebody can use widgets here: a notebook open in JupyterLab, and ipywidgets installed."""
    return bool(os.environ.get(SESSION_VARIABLE)) and find_spec("ipywidgets") is not None


def make_widgets(panel: Panel) -> Any:
    """The controls of a panel above what they show, as one widget."""
    import ipywidgets

    inputs = {name: _make_input(control) for name, control in panel.controls.items()}
    shown = ipywidgets.Output()

    def follow(_: object = None) -> None:
        parts = panel.show({name: widget.value for name, widget in inputs.items()})
        # Set at once, and not printed into: no flicker, and no old output where a new one comes quickly.
        shown.outputs = tuple(output for part in parts for output in _list_outputs(part))

    follow()
    for widget in inputs.values():
        widget.observe(follow, "value")
    row = ipywidgets.Layout(display="flex", flex_flow="row wrap")
    return ipywidgets.VBox([ipywidgets.Box(list(inputs.values()), layout=row), shown])


def _make_input(control: Control) -> Any:
    import ipywidgets

    common = {"description": control.label, "value": control.value, "style": {"description_width": "initial"}}
    if control.options is not None:
        return ipywidgets.Dropdown(options=list(control.options), **common)
    if isinstance(control.value, bool):
        return ipywidgets.Checkbox(indent=False, **common)
    if control.between is not None:
        low, high = control.between
        return ipywidgets.IntSlider(min=low, max=high, continuous_update=False, **common)
    # Followed when Enter is pressed or the field is left: a half expression would only be wrong.
    return ipywidgets.Text(continuous_update=False, **common)


def _list_outputs(part: Chart | Page) -> list[dict[str, Any]]:
    bundles = part.list_bundles() if isinstance(part, Chart) else [{"text/html": part.html, "text/plain": part.text}]
    return [{"output_type": "display_data", "data": bundle, "metadata": {}} for bundle in bundles]


def explore_quotes(tables: AllTables, *, top: int = 15, rows: int = 30, counting: Counting = ONCE) -> Panel:
    """Quotations by speaker, language, outlet, kind and words: a chart of the speakers and a table of what they say.

    The table has all that fit, repeats in near copies among them; the chart counts these where `counting` does, or
    where it is chosen.
    """
    printed = list_printings(tables.articles, tables.copies)
    choices = list_choices(tables.quotes, tables.speakers, articles=printed)
    # A list shows nothing at all where None is chosen, so that empty text stands for what is left open.
    controls = {
        name: Control(f"{name.capitalize()}:", "", [("all", ""), *options[:_MOST_OPTIONS]])
        for name, options in choices.items()
    }
    last = {"words": Control("Words in it:", ""), "repeats": Control("Count near copies", not counting.by_story)}

    def render(values: Values) -> Parts:
        choice = Choice(**{name: value or None for name, value in values.items() if name != "repeats"})
        chosen = replace(counting, by_story=not values["repeats"])
        found = filter_quotes(tables.quotes, tables.speakers, articles=printed, choice=choice)
        tally = count_quotes(found, tables.speakers, articles=printed, by="language", counting=chosen)
        note = describe_repeats(found, articles=printed, counting=chosen)
        table = show_table(found, columns=_SAID, rows=rows, tables=tables)
        return [show_chart(plot_speakers(tally, top=top), tally), note, table]

    return Panel({**controls, **last}, render)


def browse_articles(tables: AllTables) -> Panel:
    """One article after the other, each with everything marked in it."""
    labels = label_articles(tables.articles)
    options = [(label, article_id) for article_id, label in labels.items()]
    if not options:
        return Panel({}, lambda _: [Page("<p>There is no article to show.</p>", "There is no article to show.")])
    first = options[0][1]
    return Panel(
        {"article": Control("Article:", first, options)}, lambda values: [show_article(tables, values["article"])]
    )


def search_words(tables: AllTables, *, word: str | None = None, regex: bool = False, width: int = 50) -> Panel:
    """Words in context, found as they are typed or as a regular expression; None begins with what is named most."""
    named = join_mentions(
        tables.mentions, tables.links, entities=tables.entities, articles=tables.articles, sentences=tables.sentences
    )
    controls = {
        "word": Control("Word:", choose_word(word, named) or ""),
        "regex": Control("Regular expression", regex),
        "width": Control("Letters around:", width, between=(20, 120)),
    }
    return Panel(
        controls,
        lambda values: [
            show_context(find_context(tables.articles, tables.sentences, **values, seconds=_SECONDS), rows=50)
        ],
    )
