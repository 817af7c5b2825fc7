"""Live filters: what a choice leaves, what is shown for it, and that nothing breaks where nobody can choose."""

from __future__ import annotations

from typing import Any

import pytest
from test_comparing import HOSTILE, make_articles, make_quotes

from helpers import Corpus
from helpers.showing import filters, widgets
from helpers.showing.filters import Choice
from helpers.showing.outputs import CHART, Chart, Page

ARTICLES = make_articles(("a", "en", "Courier", None), ("b", "de", "Kurier", None))[0]
QUOTES, SPEAKERS = make_quotes(("a", "Kell", "say"), ("a", "Olt", "say"), ("b", "Kell", None), ("b", None, None))


def choose(**choice: str) -> list[int]:
    """The places of the quotations that fit."""
    found = filters.filter_quotes(QUOTES, SPEAKERS, articles=ARTICLES, choice=Choice(**choice))
    return found["start"].tolist()


@pytest.mark.parametrize(
    ("choice", "places"),
    [
        ({}, [0, 1, 2, 3]),
        ({"speaker": "id-Kell"}, [0, 2]),
        ({"language": "de"}, [2, 3]),
        ({"outlet": "Courier"}, [0, 1]),
        ({"kind": "indirect"}, []),
        ({"words": "  WORDS   2 "}, [2]),
        ({"words": "(words"}, []),
        ({"speaker": "id-Kell", "language": "en", "kind": "direct", "words": "words"}, [0]),
        ({"speaker": "nobody"}, []),
    ],
    ids=["all", "speaker", "language", "outlet", "kind", "words", "no expression", "together", "not there"],
)
def test_choice_leaves_what_fits_all_of_it(choice: dict[str, str], places: list[int]) -> None:
    assert choose(**choice) == places


def test_what_nobody_says_is_never_there() -> None:
    quotes = QUOTES.assign(kind=["scare", "direct", "direct", "direct"], speech=[False, True, False, True])
    assert filters.filter_quotes(quotes, SPEAKERS, articles=ARTICLES, choice=Choice())["start"].tolist() == [1, 3]


def test_only_what_is_there_can_be_chosen_most_frequent_first() -> None:
    choices = filters.list_choices(QUOTES, SPEAKERS, articles=ARTICLES)
    assert choices == {
        "speaker": [("Kell (2)", "id-Kell"), ("Olt (1)", "id-Olt")],
        "language": [("Deutsch (2)", "de"), ("English (2)", "en")],
        "outlet": [("Courier (2)", "Courier"), ("Kurier (2)", "Kurier")],
        "kind": [("direct (4)", "direct")],
    }


# --- panels -----------------------------------------------------------------------------------------------------


@pytest.fixture
def panels(ruled_seed_corpus: Corpus) -> dict[str, widgets.Panel]:
    corpus = ruled_seed_corpus
    return {
        "quotes": widgets.explore_quotes(corpus),
        "articles": widgets.browse_articles(corpus),
        "words": widgets.search_words(corpus),
    }


def read_first(panel: widgets.Panel, **changes: object) -> dict[str, Any]:
    return {name: control.value for name, control in panel.controls.items()} | changes


def test_chart_and_table_follow_the_choice(panels: dict[str, widgets.Panel]) -> None:
    panel = panels["quotes"]
    everything, english = (panel.show(read_first(panel, language=code)) for code in ("", "en"))
    assert [type(part) for part in everything] == [Chart, Page, Page]
    names = [{trace.name for trace in parts[0].figure.data} for parts in (everything, english)]
    assert names[1] == {"English, with quote marks", "English, indirect"} < names[0]
    assert "Deutsch" not in english[0].table.html


def test_nothing_that_fits_is_said_in_the_chart(panels: dict[str, widgets.Panel]) -> None:
    chart, _, table = panels["quotes"].show(read_first(panels["quotes"], words="xyzzy"))
    assert chart.figure.layout.annotations[0].text.startswith("No quotations were found")
    assert table.text == "Nothing was found."


def test_article_on_choice_is_the_whole_article(panels: dict[str, widgets.Panel], ruled_seed_corpus: Corpus) -> None:
    panel = panels["articles"]
    for article_id, text in ruled_seed_corpus.articles[["article_id", "text"]].itertuples(index=False):
        (page,) = panel.show({"article": article_id})
        assert page.text == text


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("(", "'(' is not a regular expression: missing ), unterminated subpattern at position 0."),
        ("<b>(", "'<b>(' is not a regular expression"),
        ("", "the regular expression is empty; give one."),
        ("(\\w+\\s?)+@@", "took more than 3 seconds; make it simpler"),
    ],
    ids=["open bracket", "markup", "empty", "endless"],
)
def test_wrong_expression_is_one_clear_line(panels: dict[str, widgets.Panel], word: str, line: str) -> None:
    (page,) = panels["words"].show(read_first(panels["words"], word=word, regex=True))
    assert line in page.text
    assert "\n" not in page.text
    assert "<b>" not in page.html


def test_no_articles_leave_nothing_to_choose(tmp_path: Any) -> None:
    from helpers import open_corpus

    (tmp_path / "articles").mkdir()
    corpus = open_corpus(tmp_path / "articles", tmp_path / "out", engine="rules")
    for panel in (widgets.explore_quotes(corpus), widgets.browse_articles(corpus), widgets.search_words(corpus)):
        assert panel.show_first()


# --- with and without somebody to choose ------------------------------------------------------------------------


def record(monkeypatch: pytest.MonkeyPatch, panel: widgets.Panel) -> list[Any]:
    shown: list[Any] = []
    monkeypatch.setattr("IPython.display.display", lambda thing, **_: shown.append(thing))
    panel._ipython_display_()
    return shown


def test_where_a_program_runs_the_notebook_there_is_no_widget(
    panels: dict[str, widgets.Panel], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(widgets.SESSION_VARIABLE, "")
    assert [type(thing) for thing in record(monkeypatch, panels["quotes"])] == [Chart, Page, Page]


def test_without_ipywidgets_there_is_no_widget(
    panels: dict[str, widgets.Panel], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(widgets.SESSION_VARIABLE, "notebook.ipynb")
    monkeypatch.setattr(widgets, "find_spec", lambda _: None)
    assert [type(thing) for thing in record(monkeypatch, panels["articles"])] == [Page]


def test_in_jupyterlab_a_changed_widget_changes_the_chart(
    panels: dict[str, widgets.Panel], monkeypatch: pytest.MonkeyPatch
) -> None:
    ipywidgets = pytest.importorskip("ipywidgets", reason="ipywidgets is not installed")
    monkeypatch.setenv(widgets.SESSION_VARIABLE, "notebook.ipynb")
    (box,) = record(monkeypatch, panels["quotes"])
    assert [widget.label for widget in box.children[0].children[:4]] == ["all"] * 4
    assert isinstance(box, ipywidgets.VBox)
    inputs, shown = box.children
    language = next(widget for widget in inputs.children if widget.description == "Language:")
    before = [trace["name"] for trace in shown.outputs[0]["data"][CHART]["data"]]
    language.value = "de"
    after = [trace["name"] for trace in shown.outputs[0]["data"][CHART]["data"]]
    assert set(after) == {"Deutsch, with quote marks", "Deutsch, indirect"} < set(before)
    assert [set(output["data"]) for output in shown.outputs] == [
        {CHART, "text/plain"}, *[{"text/html", "text/plain"}] * 3,
    ]  # fmt: skip


def test_names_from_articles_are_text_in_a_list_to_choose_from() -> None:
    pytest.importorskip("ipywidgets", reason="ipywidgets is not installed")
    control = widgets.Control("Speaker:", None, [("all", None), (HOSTILE, "x")])
    widget = widgets._make_input(control)
    # The front end makes an `option` of each label, whose content is text; only descriptions may be told to be markup.
    assert widget._options_labels == ("all", HOSTILE)
    assert widget.description_allow_html is False
