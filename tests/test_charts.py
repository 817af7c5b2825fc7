"""Charts: the numbers of the tally and no others, safe labels, sense with nothing, one and many."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest

from helpers.showing import bars, charts, leaders, looks, tallies, timeline
from helpers.showing.labels import fold_label, join_forms_by_language, label_articles, shorten, tell_apart
from helpers.showing.outputs import CHART, show_chart, show_table
from helpers.tables import ARTICLES, QUOTES, conform, empty

HOSTILE = '<b>Talks</b> <a href="javascript:alert(1)">go</a> on & on %{x}'


def make_speakers(count: int = 3, *, languages: tuple[str, ...] = ("de", "en"), label: str = "Speaker") -> pd.DataFrame:
    rows = [
        {"entity_id": f"s{place}", "speaker": f"{label} {place}", "speaker_kind": "person", "language": language}
        | {"quotes": 3, "direct": 1, "indirect": 2, "words": 30, "direct_words": 10, "indirect_words": 20}
        for place in range(count)
        for language in languages
    ]
    columns = ["entity_id", "speaker", "speaker_kind", "language", "quotes", "direct", "indirect", "words"]
    return pd.DataFrame(rows, columns=[*columns, "direct_words", "indirect_words"])


def make_comparison(articles: int, *, entities: int = 3) -> pd.DataFrame:
    rows = [
        {"entity_id": f"e{entity}", "name": f"Place {entity}", "kind": "place", "article_id": f"a{article}"}
        | {"article": f"Article {article:02}", "mentions": (entity + article) % 4, "named_by": 1}
        for entity in range(entities)
        for article in range(articles)
    ]
    columns = ["entity_id", "name", "kind", "article_id", "article", "mentions", "named_by"]
    return pd.DataFrame(rows, columns=columns)


def read_figure(figure: Any) -> dict[str, Any]:
    """The figure as the browser gets it."""
    return json.loads(figure.to_json())


def sum_bars(figure: Any) -> float:
    return sum(abs(value) for trace in read_figure(figure)["data"] for value in trace["x"])


# --- numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", ["quotes", "words"])
def test_bars_add_up_to_the_tally(measure: str) -> None:
    tally = make_speakers()
    assert sum_bars(charts.plot_speakers(tally, measure=measure)) == tally[measure].sum()


FORMS = pd.DataFrame(
    [
        {"entity_id": "s0", "language": "en", "form": "Lavrov", "mentions": 3},
        {"entity_id": "s0", "language": "de", "form": "Lawrow", "mentions": 2},
        {"entity_id": "s0", "language": "en", "form": "<b>Sergey</b> %{x}", "mentions": 1},
        {"entity_id": "s1", "language": "en", "form": "US", "mentions": 1},
    ]
)


def test_hovering_over_a_bar_lists_the_forms_of_its_entity_by_language() -> None:
    figure = read_figure(charts.plot_speakers(make_speakers(2), forms=FORMS))
    for trace in figure["data"]:
        assert "%{customdata}<extra>" in trace["hovertemplate"]
        assert trace["customdata"] == [
            "<br>en: Lavrov, &lt;b&gt;Sergey&lt;/b&gt; %{x} · de: Lawrow",
            "<br>en: US",
        ]


def test_hovering_over_an_entity_or_a_comparison_lists_its_forms_too() -> None:
    columns = {"speaker": "name", "speaker_kind": "kind", "quotes": "mentions"}
    entities = make_speakers(2).rename(columns=columns)
    bars = read_figure(charts.plot_entities(entities, forms=FORMS))["data"][0]
    assert bars["customdata"][1] == "<br>en: US"
    comparison = make_comparison(2).assign(entity_id="s1")
    sides = read_figure(charts.plot_comparison(comparison, forms=FORMS))["data"]
    assert {told[1] for side in sides for told in side["customdata"]} == {"<br>en: US"}


def test_without_forms_hovering_shows_the_number_alone() -> None:
    for trace in read_figure(charts.plot_speakers(make_speakers(2)))["data"]:
        assert set(trace["customdata"]) == {""}


def test_of_many_forms_the_most_frequent_are_listed() -> None:
    rows = [{"entity_id": "e", "language": "en", "form": f"Form{place}", "mentions": place} for place in range(9)]
    line = join_forms_by_language(pd.DataFrame(rows))["e"]
    assert line == "en: Form8, Form7, Form6, Form5, Form4, Form3, …"


def test_only_the_most_quoted_are_drawn() -> None:
    tally = make_speakers(50)
    tally.loc[tally["entity_id"] == "s40", ["quotes", "direct", "indirect"]] = [9, 3, 6]
    figure = read_figure(charts.plot_speakers(tally, top=5))
    labels = figure["layout"]["yaxis"]["categoryarray"]
    assert len(labels) == 5
    assert labels[0] == "Speaker 40"


def test_speakers_of_one_name_keep_bars_of_their_own() -> None:
    tally = make_speakers(2).assign(speaker="an official")
    figure = read_figure(charts.plot_speakers(tally))
    assert figure["layout"]["yaxis"]["categoryarray"] == ["an official", "an official (2)"]


def test_direct_of_a_tally_is_shown_as_all_with_quote_marks() -> None:
    html = show_table(make_speakers(1)).html
    assert ">with quote marks<" in html
    assert ">words with quote marks<" in html
    assert ">direct<" not in html


def test_long_table_scrolls_in_a_box_and_long_texts_keep_a_width() -> None:
    short = show_table(pd.DataFrame({"text": ["yes"]}))
    long = show_table(pd.DataFrame({"text": ["We will not leave the harbour before the morning."] * 30}), rows=30)
    assert "max-height" not in short.html
    assert "min-width" not in short.html
    assert "max-height" in long.html
    assert 'text-align:left;min-width:19em">text<' in long.html


def test_missing_speaker_is_shown_as_unknown() -> None:
    tally = make_speakers(1).assign(entity_id=None, speaker=None).astype({"entity_id": "str", "speaker": "str"})
    figure = read_figure(charts.plot_speakers(tally))
    assert figure["layout"]["yaxis"]["categoryarray"] == ["unknown"]
    assert "Unknown: nobody was found who says it." in figure["layout"]["title"]["subtitle"]["text"].replace(
        "<br>", " "
    )


def test_direct_is_full_and_indirect_pale_in_the_colour_of_the_language() -> None:
    traces = read_figure(charts.plot_speakers(make_speakers()))["data"]
    colours = {trace["name"]: (trace["marker"]["color"], trace["marker"]["line"]["color"]) for trace in traces}
    assert colours == {
        "Deutsch, with quote marks": ("#E69F00", "#E69F00"),
        "English, with quote marks": ("#0072B2", "#0072B2"),
        "Deutsch, indirect": ("#FAEAC7", "#E69F00"),
        "English, indirect": ("#C7E0EE", "#0072B2"),
    }


def test_two_articles_diverge_with_the_same_numbers_on_both_sides() -> None:
    tally = make_comparison(2)
    figure = charts.plot_comparison(tally)
    axis = read_figure(figure)["layout"]["xaxis"]
    assert sum_bars(figure) == tally["mentions"].sum()
    assert axis["tickvals"] == [-value for value in reversed(axis["tickvals"])]
    assert axis["ticktext"] == [str(abs(value)) for value in axis["tickvals"]]
    assert axis["range"][0] == -axis["range"][1]


def test_a_few_articles_are_bars_beside_each_other_and_many_a_heat_map() -> None:
    few, many = (read_figure(charts.plot_comparison(make_comparison(count))) for count in (4, 50))
    assert few["layout"]["barmode"] == "group"
    assert [trace["type"] for trace in few["data"]] == ["bar"] * 4
    assert [trace["type"] for trace in many["data"]] == ["heatmap"]


def test_many_articles_are_a_heat_map_and_not_a_stack() -> None:
    tally = make_speakers(2, languages=tuple("abcdefgh")).rename(columns={"language": "article"})
    tally.loc[tally["entity_id"] == "s1", ["entity_id", "speaker"]] = None
    figure = read_figure(charts.plot_speakers(tally.assign(article_id="id " + tally["article"])))
    assert [trace["type"] for trace in figure["data"]] == ["heatmap"]
    # Each cell leads to the quotations that it counts.
    assert figure["layout"]["meta"]["newsbook"] == {"opens": "explore"}
    opens = {cell for row in figure["data"][0]["customdata"] for cell in row}
    assert opens == {f"speaker={who}&article=id+{name}" for who in ("s0", "unknown") for name in "abcdefgh"}
    assert sum(value or 0 for row in figure["data"][0]["z"] for value in row) == tally["quotes"].sum()


def test_heat_map_leaves_noughts_blank_and_runs_its_longer_side_down() -> None:
    figure = read_figure(charts.plot_comparison(make_comparison(50), groups=50))
    trace = figure["data"][0]
    assert len(trace["y"]) == 50
    assert len(trace["x"]) == 3
    values = [value for row in trace["z"] for value in row]
    assert 0 not in values
    assert None in values
    assert sum(value or 0 for value in values) == make_comparison(50)["mentions"].sum()


def test_heat_map_shows_the_articles_with_most_and_says_how_many_there_are() -> None:
    tally = make_comparison(50)
    tally.loc[tally["article"] == "Article 40", "mentions"] = 9
    figure = read_figure(charts.plot_comparison(tally, groups=10))
    assert len(figure["data"][0]["y"]) == 10
    assert "Article 40" in figure["data"][0]["y"]
    subtitle = figure["layout"]["title"]["subtitle"]["text"].replace("<br>", " ")
    assert subtitle.endswith("Shown: the 10 articles with most, of 50.")


def test_timeline_needs_three_dated_articles() -> None:
    row = {"date": "2031-03-04", "step": "day", "language": "en", "articles": 2, "quotes": 3, "words": 9}
    two, three = pd.DataFrame([row]), pd.DataFrame([row, row | {"date": "2031-03-05", "articles": 1}])
    assert read_figure(timeline.plot_dates(two))["data"] == []
    assert [trace["y"] for trace in read_figure(timeline.plot_dates(three))["data"]] == [[3, 3]]


def make_dates(*dates: str) -> pd.DataFrame:
    """A tally of an article a date, each with two quotations."""
    about = {"language": "en", "language_score": 1.0, "words": 9, "text": "x"}
    rows = [{"article_id": f"a{place}", "story_id": f"a{place}", "date": date} for place, date in enumerate(dates)]
    tally = tallies.count_dates(empty(QUOTES), articles=conform([{**about, **row} for row in rows], ARTICLES))
    return tally.assign(quotes=2 * tally["articles"])


@pytest.mark.parametrize(
    ("dates", "step", "slots"),
    [
        (["2031-03-04", "2031-03-04", "2031-03-07"], "day", 4),
        (["2031-03-04", "2031-05-20", "2031-05-25"], "week", 12),
        (["2030-01-31", "2031-06-01", "2033-12-31"], "month", 48),
        (["1931-01-31", "1999-06-01", "2031-12-31"], "year", 101),
        (["1400-01-31", "1400-02-01", "1400-02-02"], "day", 3),
    ],
    ids=["days", "weeks", "months", "years", "long ago"],
)
def test_timeline_runs_at_one_pace_with_bars_that_can_be_seen(dates: list[str], step: str, slots: int) -> None:
    tally = make_dates(*dates)
    figure = read_figure(timeline.plot_dates(tally))
    assert set(tally["step"]) == {step}
    assert len(figure["layout"]["xaxis"]["categoryarray"]) == slots
    assert set(figure["data"][0]["x"]) <= set(figure["layout"]["xaxis"]["categoryarray"])
    assert sum(figure["data"][0]["y"]) == 2 * len(dates)


def test_bars_of_a_week_stand_at_its_monday_and_add_up() -> None:
    tally = make_dates("2031-03-03", "2031-03-09", "2031-03-10", "2031-05-20")
    assert tally["date"].tolist() == ["2031-03-03", "2031-03-10", "2031-05-19"]
    assert tally["articles"].tolist() == [2, 1, 1]


NOTHING: list[tuple[Callable[..., Any], pd.DataFrame, str]] = [
    (charts.plot_speakers, make_speakers(0), "No quotations were found in these articles."),
    (charts.plot_cues, pd.DataFrame({"cue_lemma": [], "language": [], "quotes": []}), "No quotation has a word"),
    (charts.plot_entities, pd.DataFrame({"entity_id": [], "mentions": []}), "No names were found"),
    (charts.plot_comparison, make_comparison(0), "There is only one article that names anything"),
    (charts.plot_comparison, make_comparison(1), "There is only one article that names anything"),
    (charts.plot_speaker_entities, pd.DataFrame({"speaker": [], "name": []}), "No quotation holds a name."),
    (charts.plot_speaker_cues, pd.DataFrame({"cue_lemma": [], "place": []}), "No quotation has a word"),
    (timeline.plot_dates, pd.DataFrame({"articles": []}), "A timeline needs at least three articles"),
]


@pytest.mark.parametrize(("plot", "tally", "note"), NOTHING, ids=lambda value: getattr(value, "__name__", ""))
def test_figure_without_numbers_says_so(plot: Callable[..., Any], tally: pd.DataFrame, note: str) -> None:
    figure = read_figure(plot(tally))
    assert figure["data"] == []
    assert figure["layout"]["annotations"][0]["text"].replace("<br>", " ").startswith(note)


# --- what a bar leads to ----------------------------------------------------------------------------------------


def test_bars_carry_the_ids_of_what_they_count_and_say_what_these_open() -> None:
    tally = make_speakers(2)
    tally.loc[tally["entity_id"] == "s1", ["entity_id", "speaker"]] = None
    figure = read_figure(charts.plot_speakers(tally))
    assert figure["layout"]["meta"]["newsbook"] == {"opens": "speaker"}
    assert [trace["ids"] for trace in figure["data"]] == [["s0", ""]] * 4
    assert [trace["meta"]["newsbook"] for trace in figure["data"]] == [
        {"language": "de", "kind": "direct|mixed"},
        {"language": "en", "kind": "direct|mixed"},
        {"language": "de", "kind": "indirect"},
        {"language": "en", "kind": "indirect"},
    ]


def test_cells_of_a_heat_map_carry_the_ids_of_their_rows() -> None:
    figure = read_figure(charts.plot_comparison(make_comparison(50), groups=50))
    trace = figure["data"][0]
    assert figure["layout"]["meta"]["newsbook"] == {"opens": "entity"}
    named = [f"Place {key[1:]}" for key in trace["customdata"][1]]
    assert named == trace["x"]


def test_ids_that_repeat_within_a_group_are_left_out_and_no_bar_with_them() -> None:
    """Plotly would draw one bar for all of an id."""
    tally = make_speakers(2, languages=("en",)).assign(speaker=["A", "B"], entity_id=["s0", "s1"])
    labelled = bars.label_rows(tally, "speaker", key="entity_id", measure="quotes", top=9).assign(id="s0")
    (trace,) = bars.stack_bars(labelled, "language", measure="quotes", form="")
    assert "ids" not in trace
    assert trace["x"] == [3, 3]


# --- speakers who keep a colour ---------------------------------------------------------------------------------


def test_the_speakers_quoted_most_keep_their_colours_and_all_others_are_grey() -> None:
    rows = [(place, f"Speaker {place:02}", 20 - place) for place in range(10)]
    quotes, speakers = [], []
    for place, name, count in rows:
        for number in range(count):
            key = f"a:{place}-{100 * place + number}"
            quotes.append({"quote_id": key, "article_id": "a", "kind": "direct", "speech": True, "cue_lemma": "say"})
            speakers.append({"quote_id": key, "entity_id": f"s{place}", "speaker": name, "kind": "person"})
    said, who = pd.DataFrame(quotes).assign(told_first=lambda table: table["quote_id"]), pd.DataFrame(speakers)
    articles = pd.DataFrame([{"article_id": "a", "story_id": "a", "language": "en", "date": None}])
    assert list(leaders.find_leaders(said, who, articles)) == [f"s{place}" for place in range(8)]
    tally = leaders.count_speaker_cues(said, who, articles=articles)
    assert tally["quotes"].sum() == len(said)
    figure = read_figure(charts.plot_speaker_cues(tally))
    colours = {trace["name"]: trace["marker"]["color"] for trace in figure["data"]}
    assert list(colours)[-1] == "all others"
    assert list(colours.values()) == [*looks.read_palette()["speakers"], looks.read_palette()["grey"]]
    assert figure["layout"]["meta"]["newsbook"] == {"opens": "cue"}


def test_no_two_speakers_with_a_colour_look_alike() -> None:
    found = [looks.look_up_speaker(place, "x") for place in range(8)]
    assert len({look.colour for look in found}) == 8


# --- looks ------------------------------------------------------------------------------------------------------


def test_language_has_its_colour_whatever_others_there_are() -> None:
    alone = looks.look_up_groups(["de"], by="language")
    among = looks.look_up_groups(["ar", "de", "en", "zz"], by="language")
    assert alone[0] == among[1]
    assert len({(look.colour, look.pattern) for look in among[:3]}) == 3


def test_no_two_of_many_groups_look_alike() -> None:
    groups = looks.look_up_groups([f"article {place}" for place in range(30)], by="article")
    assert len({(look.colour, look.pattern) for look in groups}) == 30


@pytest.mark.parametrize("entries", [0, 2, 4, 9])
def test_room_above_the_plot_holds_title_and_legend(entries: int) -> None:
    legend = [f"Group number {place} in quote marks" for place in range(entries)]
    figure = read_figure(
        looks.start_figure("A title that takes more than one line of a phone", "How.", rows=5, legend=legend)
    )
    layout = figure["layout"]
    top_of_legend = (1 - layout["legend"]["y"]) * layout["height"]
    text = 22 * (layout["title"]["text"].count("<br>") + 1) + 17
    assert top_of_legend >= text
    assert layout["margin"]["t"] >= top_of_legend + 21 * entries


def test_article_text_cannot_write_tags_or_variables_into_a_chart() -> None:
    tally = make_speakers(1, label=HOSTILE)
    figures = [
        charts.plot_speakers(tally),
        charts.plot_speakers(tally.rename(columns={"language": "article"}).assign(article=HOSTILE, article_id="a")),
        charts.plot_comparison(make_comparison(2).assign(name=HOSTILE, article=[HOSTILE, "b"] * 3)),
        charts.plot_comparison(make_comparison(9).assign(article=lambda table: HOSTILE + table["article"])),
    ]
    for figure in figures:
        strings = re.findall(r'"((?:[^"\\]|\\.)*)"', figure.to_json())
        markup = {tag for string in strings for tag in re.findall(r"<[^>]*>", string.encode().decode("unicode_escape"))}
        assert markup <= {"<br>", "<extra>", "</extra>"}
        for trace in read_figure(figure)["data"]:
            names = trace["hovertemplate"].partition("<extra>")[2]
            assert "%" not in names


# --- labels -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Putin", "Putin"),
        ("Ursula von der Leyen, president", "Ursula von der Leyen,<br>president"),
        ("<b>Putin</b>", "&lt;b&gt;Putin&lt;/b&gt;"),
        ("Donaudampfschifffahrtsgesellschaftskapitän", "Donaudampfschifffahrts<br>gesellschaftskapitän"),
    ],
    ids=["short", "two lines", "tags", "one long word"],
)
def test_label_is_folded_and_escaped(text: str, label: str) -> None:
    assert fold_label(text) == label


def test_no_label_is_longer_than_two_lines() -> None:
    words = "Organisation for Security and Co-operation in Europe, Special Monitoring Mission to Ukraine"
    lines = fold_label(words).split("<br>")
    assert len(lines) == 2
    assert all(len(line) <= 22 for line in lines)


def test_labels_that_repeat_are_told_apart_even_from_numbered_ones() -> None:
    assert tell_apart(["x", "x (2)", "x"]) == ["x", "x (2)", "x (3)"]


def test_article_without_headline_is_called_by_its_first_words() -> None:
    default = {"story_id": "s", "language": "de", "language_score": 1.0, "words": 3, "text": "Der Kreml sagte nichts."}
    articles = conform([{"article_id": "a", **default}, {"article_id": "b", **default}], ARTICLES)
    assert label_articles(articles).tolist() == ["Der Kreml sagte nichts.", "Der Kreml sagte nichts. (2)"]


def test_cut_text_ends_in_an_ellipsis_and_is_not_longer_than_asked() -> None:
    assert shorten("one two three", longest=9) == "one two…"
    assert shorten("a" * 50, longest=9) == "a" * 8 + "…"


# --- outputs ----------------------------------------------------------------------------------------------------


class _Table(HTMLParser):
    """The cells of a table, and every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


def test_chart_brings_its_numbers_as_a_plain_table() -> None:
    bundle = show_chart(charts.plot_speakers(make_speakers(1)), make_speakers(1))._repr_mimebundle_()
    assert set(bundle) == {CHART, "text/html", "text/plain"}
    table = _Table(bundle["text/html"])
    assert table.cells[:3] == ["speaker", "speaker kind", "language"]
    assert table.cells[9:13] == ["Speaker 0", "person", "Deutsch", "3"]
    assert table.attributes <= {"style", "scope", "cellpadding", "data-to", "lang"}
    assert "Speaker 0" in bundle["text/plain"]


def test_chart_is_shown_as_a_figure_and_then_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: shown.append(bundle) if raw else None)
    show_chart(charts.plot_speakers(make_speakers(1)), make_speakers(1))._ipython_display_()
    assert [list(bundle) for bundle in shown] == [[CHART, "text/plain"], ["text/html", "text/plain"]]
    assert shown[0]["text/plain"] == "Chart: Quotations per speaker. Its numbers are in the table."


def test_figure_as_shown_is_small_plain_json() -> None:
    content = json.dumps(
        show_chart(charts.plot_speakers(make_speakers(15)), make_speakers(15))._repr_mimebundle_()[CHART]
    )
    assert len(content) < 8_000
    assert '"bdata"' not in content


def test_table_escapes_text_and_tells_what_is_missing() -> None:
    table = pd.DataFrame({"speaker": [HOSTILE, None], "cue": ["said", None], "score": [0.5, 1.0]})
    html = show_table(table).html
    assert "<b>" not in html
    assert unescape(html).count(HOSTILE) == 1
    assert _Table(html).cells[3:] == [HOSTILE, "said", "0.50", "unknown", "–", "1.00"]


def test_table_leaves_out_ids_and_says_how_many_rows_are_not_shown() -> None:
    table = pd.DataFrame({"quote_id": ["q"] * 5, "text": ["x"] * 5})
    page = show_table(table, rows=2)
    assert _Table(page.html).cells[0] == "text"
    assert "quote" not in page.html
    assert page.html.endswith("<p>3 more rows are not shown.</p>")


def test_empty_table_says_that_nothing_was_found() -> None:
    page = show_table(make_speakers(0))
    assert page.html.endswith("<p>Nothing was found.</p>")
    assert str(page) == "Nothing was found."
