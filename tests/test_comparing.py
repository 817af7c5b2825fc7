"""Two sides compared: which sides there are, whose share is how large, how sure that is, what one side leaves out."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.languages import available_languages, load_language
from helpers.showing import comparing, intervals, pairs, shares, sides
from helpers.showing.links import lead_on
from helpers.showing.sides import Sides
from helpers.tables import ARTICLES, COPIES, QUOTES, SPEAKERS, conform

HOSTILE = '<b>Kell</b> <script>alert(1)</script> %{x} & "on"'
EN_DE = Sides("language", "en", "de")


def make_articles(*rows: tuple[str, str, str | None, str | None]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles and copies from (article_id, language, outlet, date)."""
    articles = [
        {"article_id": key, "story_id": key, "language": language, "language_score": 1.0, "words": 500, "text": key}
        | {"outlet": outlet, "date": date}
        for key, language, outlet, date in rows
    ]
    copies = [
        {"article_id": key, "path": f"{key}.txt", "item": 0, "outlet": outlet, "date": date}
        for key, _, outlet, date in rows
    ]
    return conform(articles, ARTICLES), conform(copies, COPIES)


def make_quotes(*rows: tuple[str, str | None, str | None]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Quotations and speakers from (article_id, speaker, cue_lemma)."""
    quotes, speakers = [], []
    for place, (article_id, speaker, cue) in enumerate(rows):
        key = f"{article_id}:{place}-{place + 1}"
        about = {"quote_id": key, "article_id": article_id, "paragraph": 0, "sentence": 0}
        quotes.append(
            {**about, "start": place, "end": place + 1, "text": f"words {place}", "kind": "direct", "speech": True}
            | {"cue": cue, "cue_lemma": cue, "found_by": "model", "score": 0.9, "words": 2}
        )
        kind = "person" if speaker else "unknown"
        who = {"quote_id": key, "rank": 1, "kind": kind, "how": "name", "score": 1.0, "speaker": speaker}
        speakers.append({**who, "entity_id": f"id-{speaker}" if speaker else None})
    return conform(quotes, QUOTES), conform(speakers, SPEAKERS)


TWO = make_articles(("a", "en", "Courier", "2031-03-04"), ("b", "de", "Kurier", "2031-03-06"))
SAID = make_quotes(
    ("a", "Kell", "say"), ("a", "Kell", "warn"), ("a", "Olt", "say"), ("a", None, None),
    ("b", "Kell", "warnen"), ("b", "Rook", "sagen"),
)  # fmt: skip


def split(by: Sides = EN_DE) -> pd.DataFrame:
    return sides.split_articles(*TWO, by)


def compare(by: Sides = EN_DE) -> pd.DataFrame:
    return comparing.compare_speakers(*SAID, sided=split(by), sides=by)


# --- intervals --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (1, 1, 0.2065, 1.0),
        (30, 2000, 0.0105, 0.0213),
    ],
)
def test_wilson_gives_the_published_ends(count: int, of: int, low: float, high: float) -> None:
    assert intervals.find_wilson(count, of) == pytest.approx((low, high), abs=1e-4)


def test_of_nothing_the_share_may_be_anything() -> None:
    assert intervals.find_wilson(0, 0) == (0.0, 1.0)


COUNTS = st.integers(0, 3000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(COUNTS.filter(lambda pair: pair[1] > 0))
def test_interval_holds_its_share_and_lies_within_nought_and_one(pair: tuple[int, int]) -> None:
    count, of = pair
    low, high = intervals.find_wilson(count, of)
    assert 0 <= low <= count / of <= high <= 1


@given(COUNTS.filter(lambda pair: pair[1] > 0), st.floats(0, 0.9), st.floats(0, 0.9))
def test_more_error_never_makes_an_interval_narrower(pair: tuple[int, int], one: float, other: float) -> None:
    count, of = pair
    less, more = sorted((one, other))
    plain = intervals.find_wilson(count, of)
    small, large = (intervals.widen_wilson(count, of, error=error) for error in (less, more))
    assert intervals.widen_wilson(count, of, error=0) == plain
    assert 0 <= large.low <= small.low <= plain.low
    assert plain.high <= small.high <= large.high <= 1


@given(st.integers(1, 400), st.integers(2, 50))
def test_more_articles_of_the_same_share_make_it_narrower(count: int, times: int) -> None:
    few, many = (intervals.find_wilson(count * n, 2 * count * n) for n in (1, times))
    assert many.high - many.low < few.high - few.low


# --- what was measured ------------------------------------------------------------------------------------------


# French was measured on articles of our own alone, which make an engine look surer than it is: the largest error of the
# engine stands in.
UNMEASURED = {"fr"}


def test_every_language_with_a_file_and_a_corpus_was_measured_with_both_engines() -> None:
    rows = intervals.read_measured()
    assert {(row["engine"], row["language"]) for row in rows} == {
        (engine, language) for engine in ("auto", "rules") for language in set(available_languages()) - UNMEASURED
    }
    assert all(0 < row[what]["wrong"] < row[what]["of"] for row in rows for what in ("sources", "cues"))


def test_error_of_a_side_is_that_of_its_languages_weighed_by_quotations() -> None:
    by = Sides("outlet", "Courier", "Kurier")
    quotes = make_quotes(("a", "Kell", None), ("a", "Kell", None), ("b", "Kell", None))[0]
    sided = split(by).assign(side="Courier")
    measured = intervals.measure_errors(quotes, sided)
    english, german = (
        next(row for row in intervals.read_measured() if (row["engine"], row["language"]) == ("auto", code))["sources"]
        for code in ("en", "de")
    )
    expected = (2 * english["wrong"] / english["of"] + german["wrong"] / german["of"]) / 3
    assert intervals.average_errors(measured) == {"Courier": pytest.approx(expected)}


def test_language_that_was_not_measured_takes_the_largest_error_and_says_so() -> None:
    articles, copies = make_articles(("a", "fr", None, None))
    by = Sides("language", "fr", "")
    quotes = make_quotes(("a", "Kell", None))[0].assign(found_by="marks")
    (row,) = intervals.measure_errors(quotes, sides.split_articles(articles, copies, by)).to_dict("records")
    rules = [row["sources"] for row in intervals.read_measured() if row["engine"] == "rules"]
    assert row["engine"] == "rules"
    assert row["error"] == max(measured["wrong"] / measured["of"] for measured in rules)
    assert pd.isna(row["measured_on"])


# --- sides ------------------------------------------------------------------------------------------------------


def test_without_a_word_the_first_thing_with_two_sides_is_compared() -> None:
    assert sides.choose_sides(*TWO) == Sides("language", "de", "en")
    outlets = make_articles(("a", "en", "Courier", None), ("b", "en", "Post", None), ("c", "en", "Post", None))
    assert sides.choose_sides(*outlets) == Sides("outlet", "Post", "Courier")
    days = make_articles(*((str(day), "en", None, f"2031-03-0{day}") for day in (1, 2, 3)))
    assert sides.choose_sides(*days) == Sides("date", "2031-03-01/2031-03-02", "2031-03-03")


def test_one_side_alone_and_no_article_at_all_leave_sides_empty() -> None:
    one = make_articles(("a", "en", None, None))
    assert sides.choose_sides(*one) == Sides("language", "en", "")
    assert sides.choose_sides(*one, by="outlet") == Sides("outlet", "", "")
    assert sides.choose_sides(*make_articles()) == Sides("language", "", "")


def test_a_given_side_gets_the_largest_other_one() -> None:
    three = make_articles(("a", "en", None, None), ("b", "de", None, None), ("c", "fr", None, None))
    assert sides.choose_sides(*three, by="language", second="de") == Sides("language", "en", "de")
    assert sides.choose_sides(*three, by="language", first="fr") == Sides("language", "fr", "de")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"by": "author"}, "COMPARE is 'author'; give one of language, outlet, date"),
        ({"by": "language", "first": "fr"}, "there is no article of language 'fr'; these are there: de, en"),
        ({"by": "outlet", "first": "Kurier", "second": "Kurier"}, "both sides are 'Kurier'; give two different ones"),
        ({"by": "date", "first": "2031"}, "one stretch of time is given and the other is not"),
        ({"by": "date", "first": "soon", "second": "2031"}, "'soon' is no date; write 2026-03-04"),
        ({"by": "date", "first": "2031-03", "second": "2031-03-31/2031-05"}, "share days; give two stretches"),
        ({"by": "date", "first": "2032/2031", "second": "2033"}, "'2032/2031' ends before it begins"),
    ],
    ids=["kind", "language", "same", "one date", "no date", "overlap", "backwards"],
)
def test_sides_that_cannot_be_are_one_clear_error(given: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        sides.choose_sides(*TWO, **given)


def test_article_that_two_outlets_print_stands_on_both_sides() -> None:
    articles, copies = TWO
    second = conform([{"article_id": "a", "path": "x.txt", "item": 0, "outlet": "Kurier"}], COPIES)
    sided = sides.split_articles(articles, pd.concat([copies, second]), Sides("outlet", "Courier", "Kurier"))
    assert list(zip(sided["article_id"], sided["side"], strict=True)) == [
        ("a", "Courier"), ("a", "Kurier"), ("b", "Kurier"),
    ]  # fmt: skip


def test_stretch_of_time_takes_its_days_and_undated_articles_are_left_out() -> None:
    articles, copies = make_articles(
        ("a", "en", None, "2031-02-28"), ("b", "en", None, "2031-03-31"), ("c", "en", None, None)
    )
    sided = sides.split_articles(articles, copies, Sides("date", "2031-01/2031-02", "2031-03"))
    assert list(zip(sided["article_id"], sided["side"], strict=True)) == [("a", "2031-01/2031-02"), ("b", "2031-03")]


# --- speakers, cues, names --------------------------------------------------------------------------------------


def test_speakers_are_counted_on_both_sides_out_of_all_quotations() -> None:
    tally = compare()
    counts = {(row.speaker, row.side): (row.quotes, row.of, row.quoted_by) for row in tally.itertuples()}
    assert counts[("Kell", "en")] == (2, 4, "both")
    assert counts[("Kell", "de")] == (1, 2, "both")
    assert counts[("Olt", "de")] == (0, 2, "en")
    assert tally["quotes"].sum() == len(SAID[0])
    assert tally["speaker"].iloc[0] == "Kell"
    ends = tally[["lowest", "low", "share", "high", "highest"]]
    assert (ends.diff(axis="columns").iloc[:, 1:] >= -1e-12).all(axis=None)


def test_only_named_speakers_of_one_side_are_listed_alone() -> None:
    alone = comparing.list_one_sided(compare())
    assert sorted(zip(alone["speaker"], alone["side"], strict=True)) == [("Olt", "en"), ("Rook", "de")]


def test_cues_of_two_languages_share_their_groups() -> None:
    tally = comparing.compare_cues(SAID[0], sided=split(), sides=EN_DE)
    counts = {(row.group, row.side): (row.quotes, row.forms) for row in tally.itertuples()}
    assert counts[("say", "en")] == (2, "say")
    assert counts[("warn", "en")] == (1, "warn")
    assert counts[("warn", "de")] == (1, "warnen")
    assert counts[("none", "en")] == (1, "")
    assert tally["quotes"].sum() == len(SAID[0])


@pytest.mark.parametrize(
    ("lemma", "group"),
    [("according to", "according to"), ("laut", "other"), ("mumble", "other"), (float("nan"), "none")],
)
def test_cue_without_a_group_is_other_and_a_phrase_names_the_source(lemma: Any, group: str) -> None:
    quotes = make_quotes(("a", "Kell", "x"))[0].assign(cue_lemma=pd.Series([lemma], dtype="str"))
    assert comparing.compare_cues(quotes, sided=split(), sides=EN_DE)["group"].unique().tolist() == [group]


@pytest.mark.parametrize("code", available_languages())
def test_cue_groups_hold_known_verbs_once_under_the_same_names(code: str) -> None:
    language = load_language(code)
    words = [word for group in language.cue_groups.values() for word in group]
    assert len(words) == len(set(words))
    assert set(language.cue_groups) == set(load_language("en").cue_groups)
    nouns = {word.casefold() for word in words} - {verb.casefold() for verb in language.speech_verbs}
    assert len(nouns) < len(words) / 3


def make_named(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """Mentions joined with entities, from (article_id, name, how often)."""
    listed = [
        {"mention_id": f"{article}:{name}:{place}", "article_id": article, "language": "en", "entity_id": f"id-{name}"}
        | {"name": name, "kind": "place", "text": name, "counts_as": "name"}
        for article, name, count in rows
        for place in range(count)
    ]
    columns = ["mention_id", "article_id", "language", "entity_id", "name", "kind", "text", "counts_as"]
    return pd.DataFrame(listed, columns=columns, dtype="str")


def test_names_are_set_against_the_words_and_articles_of_their_side() -> None:
    tally = comparing.compare_names(
        make_named(("a", "Oslo", 3), ("b", "Oslo", 1), ("b", "Bonn", 1)), sided=split(), sides=EN_DE
    )
    assert tally["name"].tolist() == ["Bonn", "Bonn", "Oslo", "Oslo"]  # What one side leaves out comes first
    assert tally["per_1000"].tolist() == [0.0, 2.0, 6.0, 2.0]
    assert tally["named_by"].tolist() == ["de", "de", "both", "both"]
    assert tally["share"].tolist() == [0.0, 1.0, 1.0, 1.0]


def test_same_people_are_set_side_by_side_with_their_longest_words() -> None:
    paired = comparing.pair_quotes(*SAID, sided=split(), sides=EN_DE, most=1)
    assert list(zip(paired["speaker"], paired["side"], paired["of"], strict=True)) == [
        ("Kell", "en", 2), ("Kell", "de", 1),
    ]  # fmt: skip


def test_sides_are_shown_by_their_names_in_a_column_that_says_what_they_are() -> None:
    shown = comparing.label_sides(compare(), EN_DE)
    assert set(shown["language"]) == {"en", "de"}
    assert set(shown["quoted_by"]) == {"both", "English", "Deutsch"}
    dates = Sides("date", "2031-03-04", "2031-03-05/2031-03-09")
    assert set(comparing.label_sides(compare(dates), dates)["dates"]) == {"2031-03-04", "2031-03-05 to 2031-03-09"}


# --- charts and pages -------------------------------------------------------------------------------------------


def draw_all(by: Sides) -> list[dict[str, Any]]:
    sided = split(by)
    named = make_named(("a", "Oslo", 3), ("b", "Bonn", 1))
    speakers = comparing.compare_speakers(*SAID, sided=sided, sides=by)
    cues = comparing.compare_cues(SAID[0], sided=sided, sides=by)
    errors = comparing.describe_errors(SAID[0], sided, by)
    figures = [
        shares.plot_speaker_shares(speakers, by, errors=errors),
        shares.plot_one_sided(comparing.list_one_sided(speakers), by),
        shares.plot_cue_shares(cues, by, errors=comparing.describe_errors(SAID[0], sided, by, what="cues")),
        shares.plot_coverage(comparing.compare_names(named, sided=sided, sides=by), by),
    ]
    return [json.loads(figure.to_json()) for figure in figures]


@pytest.mark.parametrize(
    "by",
    [
        EN_DE,
        Sides("outlet", "Courier", "Kurier"),
        Sides("date", "2031-03-04", "2031-03-06"),
        Sides("language", "en", ""),
        Sides("outlet", "", ""),
        Sides("date", "1931", "1932"),
    ],
    ids=["languages", "outlets", "dates", "one side", "no side", "no article"],
)
def test_charts_are_drawn_whatever_the_sides_hold(by: Sides) -> None:
    for figure in draw_all(by):
        assert figure["data"] or figure["layout"]["annotations"][0]["text"]
        assert figure["layout"]["title"]["text"]


def test_chart_of_shares_tells_its_errors_and_draws_every_mark() -> None:
    figure = draw_all(EN_DE)[0]
    told = figure["layout"]["title"]["subtitle"]["text"].replace("<br>", " ")
    assert "Thick: 95 % interval (Wilson). Thin: widened by the wrong sources measured" in told
    assert "Deutsch 18%, English 5%" in told
    marks = [trace for trace in figure["data"] if trace["mode"] == "markers"]
    assert [trace["name"] for trace in marks] == ["English", "Deutsch"]
    assert len({trace["marker"]["symbol"] for trace in marks}) == 2
    assert sorted(marks[0]["x"]) == [0.0, 0.25, 0.5]
    assert set(marks[0]["ids"]) == {"id-Kell", "id-Olt", "id-Rook"}
    assert figure["layout"]["meta"]["newsbook"] == {"opens": "speaker"}


def test_text_of_articles_cannot_write_markup_into_pairs_or_charts() -> None:
    quotes, speakers = make_quotes(("a", HOSTILE, HOSTILE), ("b", HOSTILE, HOSTILE))
    quotes = quotes.assign(text=HOSTILE, cue=HOSTILE)
    by = Sides("outlet", HOSTILE, "Kurier")
    articles, copies = make_articles(("a", "en", HOSTILE, None), ("b", "de", "Kurier", None))
    sided = sides.split_articles(articles.assign(headline=HOSTILE), copies, by)
    paired = comparing.pair_quotes(quotes, speakers, sided=sided, sides=by)
    page = pairs.show_pairs(paired, by, articles=articles.assign(headline=HOSTILE))
    assert "<script" not in page.html
    assert "<b>Kell" not in page.html
    assert page.html.count('lang="de"') == 1
    tally = comparing.compare_speakers(quotes, speakers, sided=sided, sides=by)
    figure = shares.plot_speaker_shares(tally, by, errors=comparing.describe_errors(quotes, sided, by))
    assert "<b>" not in figure.to_json()
    assert "script>" not in figure.to_json().replace("&lt;", "").replace("&gt;", "").replace("<br>", "")


def test_quotations_of_pairs_lead_to_their_places_on_a_site() -> None:
    paired = comparing.pair_quotes(*SAID, sided=split(), sides=EN_DE, most=1)
    markup = pairs.show_pairs(paired, EN_DE, articles=TWO[0]).html
    linked, plain = (lead_on(markup, with_views=views) for views in (True, False))
    assert '<span lang="en"><a href="article.html#a:0-1">words 0</a></span>' in linked
    assert '<span lang="en">words 0</span>' in plain
    assert "data-to" not in linked + plain


def test_nobody_on_both_sides_is_said_in_a_sentence() -> None:
    paired = comparing.pair_quotes(*make_quotes(("a", "Kell", None)), sided=split(), sides=EN_DE)
    assert pairs.show_pairs(paired, EN_DE, articles=TWO[0]).text == "Nobody with a name is quoted by both sides."
