"""Tallies: what counts, and that nothing is counted twice or lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.showing import names, tallies
from helpers.showing.counting import COUNTED, LEFT_OUT, Counting, choose_quotes
from helpers.tables import (
    ARTICLES,
    COPIES,
    ENTITIES,
    LINKS,
    MENTIONS,
    PROBLEMS,
    QUOTE_SPANS,
    QUOTES,
    SENTENCES,
    SPEAKERS,
    conform,
    empty,
)

GROUPS = [None, "language", "article", "outlet", "kind"]


def make_articles(*articles: Mapping[str, Any]) -> pd.DataFrame:
    default = {"language": "en", "language_score": 1.0, "words": 100, "text": "Some text."}
    return conform([{"story_id": article["article_id"], **default, **article} for article in articles], ARTICLES)


def make_quotes(*quotes: Mapping[str, Any]) -> pd.DataFrame:
    default = {
        "article_id": "a", "paragraph": 0, "sentence": 0, "start": 0, "end": 9, "text": "We will stay.",
        "kind": "direct", "speech": True, "found_by": "cue-after", "score": 0.9, "words": 3,
    }  # fmt: skip
    return conform([{**default, "quote_id": f"q{place}", **quote} for place, quote in enumerate(quotes)], QUOTES)


def make_speakers(*speakers: tuple[str, str | None]) -> pd.DataFrame:
    """Speakers by quote_id and name; a quotation that comes again has joint speakers."""
    rows = [
        {
            "quote_id": quote_id, "rank": 1 + [key for key, _ in speakers[:place]].count(quote_id),
            "entity_id": None if name is None else name.lower(), "speaker": name,
            "kind": "unknown" if name is None else "person", "how": "name", "score": 1.0,
        }
        for place, (quote_id, name) in enumerate(speakers)
    ]  # fmt: skip
    return conform(rows, SPEAKERS)


ENGLISH_AND_GERMAN = make_articles(
    {"article_id": "a", "headline": "Talks go on", "outlet": "Post", "date": "2031-03-04"},
    {"article_id": "b", "language": "de", "text": "Die Gespräche gehen weiter.", "outlet": "Kurier"},
)


def read(tally: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """The rows as tuples, a missing value as None."""
    rows = tally[list(columns)].astype("object")
    return [tuple(None if pd.isna(value) else value for value in row) for row in rows.itertuples(index=False)]


# --- quotations -------------------------------------------------------------------------------------------------


def test_quotes_and_words_count_per_speaker_with_quote_marks_apart_from_indirect() -> None:
    quotes = make_quotes({"words": 5}, {"kind": "mixed", "words": 2}, {"kind": "indirect", "words": 7})
    speakers = make_speakers(("q0", "Putin"), ("q1", "Putin"), ("q2", "Putin"))
    tally = tallies.count_quotes(quotes, speakers, articles=ENGLISH_AND_GERMAN)
    assert read(tally, "speaker", *tallies.MEASURES) == [("Putin", 3, 2, 1, 14, 7, 7)]


def test_beliefs_and_scare_quotes_count_only_when_asked_for() -> None:
    quotes = make_quotes({}, {"speech": False, "kind": "indirect"}, {"kind": "scare", "speech": False})
    speakers = make_speakers(("q0", "Lavrov"), ("q1", "Lavrov"), ("q2", None))

    def count(counting: Counting) -> int:
        tally = tallies.count_quotes(quotes, speakers, articles=ENGLISH_AND_GERMAN, counting=counting)
        return int(tally["quotes"].sum())

    assert count(Counting()) == 1
    assert count(Counting(beliefs=True)) == 2
    assert count(Counting(scare=True)) == 2
    assert count(Counting(beliefs=True, scare=True)) == 3


def test_joint_quotation_counts_for_each_speaker_and_once_in_totals() -> None:
    quotes = make_quotes({"words": 8})
    speakers = make_speakers(("q0", "Biden"), ("q0", "von der Leyen"))
    tally = tallies.count_quotes(quotes, speakers, articles=ENGLISH_AND_GERMAN)
    assert read(tally, "speaker", "quotes", "words") == [("Biden", 1, 8), ("von der Leyen", 1, 8)]
    total = tallies.total_quotes(quotes, articles=ENGLISH_AND_GERMAN)
    assert read(total, "quotes", "words") == [(1, 8)]


def test_speaker_named_twice_for_one_quotation_counts_once() -> None:
    speakers = make_speakers(("q0", "Kuleba"), ("q0", "Kuleba"))
    tally = tallies.count_quotes(make_quotes({}), speakers, articles=ENGLISH_AND_GERMAN)
    assert read(tally, "speaker", "quotes") == [("Kuleba", 1)]


def test_words_of_nested_quotation_count_once_in_totals_and_for_both_speakers() -> None:
    quotes = make_quotes({"words": 20}, {"words": 6, "parent_quote_id": "q0"}, {"words": 2, "parent_quote_id": "q1"})
    speakers = make_speakers(("q0", "Kane"), ("q1", "German government"), ("q2", "Scholz"))
    assert read(tallies.total_quotes(quotes, articles=ENGLISH_AND_GERMAN), "quotes", "words") == [(3, 20)]
    tally = tallies.count_quotes(quotes, speakers, articles=ENGLISH_AND_GERMAN)
    assert sorted(read(tally, "speaker", "words")) == [("German government", 6), ("Kane", 20), ("Scholz", 2)]


def test_words_within_a_quotation_that_does_not_count_are_in_the_totals() -> None:
    quotes = make_quotes({"speech": False, "words": 20}, {"words": 6, "parent_quote_id": "q0"})
    assert read(tallies.total_quotes(quotes, articles=ENGLISH_AND_GERMAN), "words") == [(6,)]


def test_unknown_speaker_stays_missing_with_or_without_a_row_in_speakers() -> None:
    tally = tallies.count_quotes(make_quotes({}, {}), make_speakers(("q0", None)), articles=ENGLISH_AND_GERMAN)
    assert read(tally, "entity_id", "speaker", "speaker_kind", "quotes") == [(None, None, "unknown", 2)]


def test_speakers_come_by_all_their_quotations_and_stay_together() -> None:
    quotes = make_quotes({}, {"article_id": "b"}, {"article_id": "b"}, {}, {})
    speakers = make_speakers(("q0", "Zorn"), ("q1", "Zorn"), ("q2", "Zorn"), ("q3", "Abel"), ("q4", "Abel"))
    tally = tallies.count_quotes(quotes, speakers, articles=ENGLISH_AND_GERMAN, by="language")
    assert read(tally, "speaker", "language", "quotes") == [("Zorn", "de", 2), ("Zorn", "en", 1), ("Abel", "en", 2)]


def test_article_is_told_by_id_and_label() -> None:
    tally = tallies.count_quotes(
        make_quotes({}, {"article_id": "b"}), make_speakers(), articles=ENGLISH_AND_GERMAN, by="article"
    )
    assert read(tally, "article_id", "article") == [("a", "Talks go on"), ("b", "Die Gespräche gehen weiter.")]


def test_quotation_in_near_copies_counts_once_unless_copies_are_to_count() -> None:
    articles = make_articles({"article_id": "a", "story_id": "s"}, {"article_id": "b", "story_id": "s"})
    quotes = make_quotes(
        {"text": "“We will stay,”"}, {"text": "We will stay"},  # twice in a: two people say it
        {"article_id": "b", "text": "we will stay."}, {"article_id": "b", "text": "Everyone is tired."},
    )  # fmt: skip
    assert read(tallies.total_quotes(quotes, articles=articles), "quotes", LEFT_OUT) == [(3, 1)]
    raw = tallies.total_quotes(quotes, articles=articles, counting=Counting(by_story=False))
    assert read(raw, "quotes", COUNTED) == [(4, 1)]
    assert choose_quotes(quotes)["quote_id"].tolist() == ["q0", "q1", "q2", "q3"]


def test_articles_of_different_stories_keep_the_same_words() -> None:
    quotes = make_quotes({}, {"article_id": "b"})
    assert read(tallies.total_quotes(quotes, articles=ENGLISH_AND_GERMAN), "quotes") == [(2,)]


@pytest.mark.parametrize("by", GROUPS)
def test_empty_tables_give_an_empty_tally_with_the_same_columns(by: str | None) -> None:
    full = tallies.count_quotes(make_quotes({}), make_speakers(("q0", "X")), articles=ENGLISH_AND_GERMAN, by=by)
    none = tallies.count_quotes(empty(QUOTES), empty(SPEAKERS), articles=empty(ARTICLES), by=by)
    assert none.empty
    assert none.dtypes.to_dict() == full.dtypes.to_dict()


def test_unknown_group_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match="by is 'country'; give one of language, article, outlet, kind"):
        tallies.total_quotes(make_quotes({}), articles=ENGLISH_AND_GERMAN, by="country")


QUOTE_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "article_id": st.sampled_from(["a", "b"]),
            "kind": st.sampled_from(["direct", "mixed", "indirect", "scare"]),
            "speech": st.booleans(),
            "words": st.integers(0, 50),
            "cue": st.sampled_from(["said", "says", "sagte", None]),
            "cue_lemma": st.sampled_from(["say", "sagen", None]),
        }
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=20)
@given(rows=QUOTE_ROWS, by=st.sampled_from(GROUPS), known=st.booleans())
def test_tallies_add_up_to_the_totals_where_nobody_speaks_jointly(
    rows: list[dict[str, Any]], by: str | None, known: bool
) -> None:
    quotes = make_quotes(*rows)
    speakers = make_speakers(*((quote_id, "Putin" if known else None) for quote_id in quotes["quote_id"]))
    total = tallies.total_quotes(quotes, articles=ENGLISH_AND_GERMAN)
    tally = tallies.count_quotes(quotes, speakers, articles=ENGLISH_AND_GERMAN, by=by)
    groups = tallies.total_quotes(quotes, articles=ENGLISH_AND_GERMAN, by=by)
    cues = tallies.count_cues(quotes, articles=ENGLISH_AND_GERMAN)
    for sums in (tally, groups, cues):
        assert sums[list(tallies.MEASURES)].sum().tolist() == total[list(tallies.MEASURES)].iloc[0].tolist()


def test_cue_counts_under_its_lemma_and_each_language_keeps_its_own() -> None:
    quotes = make_quotes(
        {"cue": "said", "cue_lemma": "say"}, {"cue": "Said", "cue_lemma": "say"}, {"cue": "says", "cue_lemma": "say"},
        {"article_id": "b", "cue": "sagte", "cue_lemma": "sagen"}, {"cue": None},
    )  # fmt: skip
    tally = tallies.count_cues(quotes, articles=ENGLISH_AND_GERMAN)
    assert read(tally, "cue_lemma", "language", "forms", "quotes") == [
        ("say", "en", "said, says", 3),
        ("sagen", "de", "sagte", 1),
        (None, "en", "", 1),
    ]


def test_dates_leave_out_articles_without_one() -> None:
    tally = tallies.count_dates(make_quotes({}, {"article_id": "b"}), articles=ENGLISH_AND_GERMAN)
    assert read(tally, "date", "language", "articles", "quotes") == [("2031-03-04", "en", 1, 1)]


def test_dated_article_without_quotations_counts_as_an_article() -> None:
    tally = tallies.count_dates(empty(QUOTES), articles=ENGLISH_AND_GERMAN)
    assert read(tally, "date", "articles", "quotes", "words") == [("2031-03-04", 1, 0, 0)]


def test_summary_tells_what_is_there_and_what_was_skipped() -> None:
    copies = [{"article_id": key, "path": f"{key}.txt", "item": 0, "outlet": "Post"} for key in ("a", "b", "b")]
    problem = {"path": "x.bin", "stage": "reading", "code": "binary", "severity": "skipped", "message": "is not text"}
    summary = tallies.summarise_corpus(
        ENGLISH_AND_GERMAN, copies=conform(copies, COPIES), problems=conform([problem], PROBLEMS),
        quotes=make_quotes({}, {"kind": "indirect"}), speakers=make_speakers(("q0", "Putin"), ("q1", None)),
    )  # fmt: skip
    assert dict(zip(summary["fact"], summary["value"], strict=True)) == {
        "articles": "2",
        "words": "200",
        "languages": "Deutsch 1, English 1",
        "outlets": "Post",
        "dates": "2031-03-04 (1 undated)",
        "stories": "2",
        "copies of the same article": "1",
        "files skipped": "1",
        "warnings": "0",
        "quotations": "2 (1 with quote marks, 1 indirect)",
        "repeats in near copies": "0 (left out)",
        "words quoted": "6",
        "speakers": "1",
        "quotations without a known speaker": "1",
    }


# --- names ------------------------------------------------------------------------------------------------------

PLACES = conform(
    [
        {"entity_id": "russia", "name": "Russia", "kind": "place", "qid": "Q159"},
        {"entity_id": "moscow", "name": "Moscow", "kind": "place", "qid": "Q649"},
        {"entity_id": "nato", "name": "NATO", "kind": "organisation", "qid": "Q7184"},
    ],
    ENTITIES,
)


def join(*mentions: tuple[str, int, str, str, str, str | None]) -> pd.DataFrame:
    """The mentions given as article_id, start, text, entity_id, relation, stands_for."""
    rows, links = [], []
    for article_id, start, text, entity_id, relation, stands_for in mentions:
        key = f"{article_id}:{start}-{start + len(text)}"
        place = {"article_id": article_id, "paragraph": 0, "sentence": 0, "start": start, "end": start + len(text)}
        found = {"text": text, "kind": "place", "relation": relation, "found_by": "x", "score": 1.0}
        rows.append({"mention_id": key, **place, **found})
        links.append({"mention_id": key, "entity_id": entity_id, "stands_for": stands_for, "how": "x", "score": 1.0})
    return names.join_mentions(
        conform(rows, MENTIONS), conform(links, LINKS),
        entities=PLACES, articles=ENGLISH_AND_GERMAN, sentences=empty(SENTENCES),
    )  # fmt: skip


NAMED = join(
    ("a", 0, "Russia", "russia", "name", None),
    ("a", 10, "Russian", "russia", "adjective", None),
    ("a", 20, "Moscow", "moscow", "name", "russia"),
    ("a", 30, "NATO", "nato", "name", None),
    ("b", 0, "Russland", "russia", "name", None),
    ("b", 10, "Russland-Politik", "russia", "part", None),
)


@pytest.mark.parametrize(
    ("counting", "counts"),
    [
        ("name", {"Russia": 2, "Moscow": 1, "NATO": 1}),
        ("adjective", {"Russia": 4, "Moscow": 1, "NATO": 1}),
        ("stands_for", {"Russia": 5, "Moscow": 1, "NATO": 1}),
    ],
)
def test_counting_is_by_name_with_adjectives_or_with_what_stands_for_it(counting: str, counts: dict[str, int]) -> None:
    tally = names.count_entities(NAMED, counting=counting)
    assert dict(zip(tally["name"], tally["mentions"], strict=True)) == counts


def test_forms_are_listed_by_language_most_frequent_first() -> None:
    tally = names.count_entities(NAMED, counting="stands_for")
    assert tally["forms"].iloc[0] == "de: Russland, Russland-Politik; en: Moscow, Russia, Russian"
    by_language = names.count_entities(NAMED, by="language")
    assert read(by_language, "name", "language", "forms")[0] == ("Russia", "de", "de: Russland, Russland-Politik")


def test_unknown_counting_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match="counting is 'all'; give one of name, adjective, stands_for"):
        names.count_entities(NAMED, counting="all")


def test_form_counts_add_up_to_entity_counts() -> None:
    forms, entities = names.count_forms(NAMED), names.count_entities(NAMED)
    assert forms.groupby("name")["mentions"].sum().to_dict() == dict(
        zip(entities["name"], entities["mentions"], strict=True)
    )


def test_comparison_shows_what_is_left_out_first_and_as_nought() -> None:
    tally = names.compare_articles(NAMED, by="language")
    assert read(tally, "name", "language", "mentions", "named_by") == [
        ("Moscow", "de", 0, 1),
        ("Moscow", "en", 1, 1),
        ("NATO", "de", 0, 1),
        ("NATO", "en", 1, 1),
        ("Russia", "de", 2, 2),
        ("Russia", "en", 2, 2),
    ]


def test_what_some_leave_out_comes_by_how_often_it_is_named() -> None:
    named = join(
        ("a", 0, "NATO", "nato", "name", None), ("b", 0, "NATO", "nato", "name", None),
        ("a", 10, "Moscow", "moscow", "name", None), ("a", 20, "Russia", "russia", "name", None),
        ("a", 30, "Russia", "russia", "name", None),
    )  # fmt: skip
    assert names.compare_articles(named)["name"].unique().tolist() == ["Russia", "Moscow", "NATO"]


def test_comparison_spreads_into_a_column_a_group() -> None:
    wide = names.spread_groups(names.compare_articles(NAMED, by="language"))
    assert read(wide, "name", "de", "en", "named_by") == [("Moscow", 0, 1, 1), ("NATO", 0, 1, 1), ("Russia", 2, 2, 2)]
    none = names.spread_groups(names.compare_articles(NAMED.head(0)))
    assert none.columns.tolist() == ["entity_id", "name", "kind", "named_by"]


def test_comparison_spread_over_a_few_groups_sums_up_the_others() -> None:
    wide = names.spread_groups(names.compare_articles(NAMED, by="language"), groups=1)
    counts = ["de", "en"]
    full = names.spread_groups(names.compare_articles(NAMED, by="language"))
    assert "the other 1" in wide.columns
    assert wide.drop(columns=["entity_id", "name", "kind", "named_by"]).sum().sum() == full[counts].sum().sum()


def count_spoken(spans: Iterable[tuple[str, int, int]], **quote: object) -> list[tuple[object, ...]]:
    rows = [{"quote_id": key, "role": "content", "start": start, "end": end} for key, start, end in spans]
    tally = names.count_speaker_entities(
        NAMED, make_quotes(quote, {"article_id": "b"}), quote_spans=conform(rows, QUOTE_SPANS),
        speakers=make_speakers(("q0", "Lavrov"), ("q1", None)),
    )  # fmt: skip
    return read(tally, "speaker", "name", "mentions", "quotes")


def test_speaker_names_what_stands_within_their_quotations() -> None:
    assert count_spoken([("q0", 0, 17), ("q0", 30, 34), ("q1", 0, 5)]) == [
        ("Lavrov", "Russia", 2, 1),
        ("Lavrov", "NATO", 1, 1),
    ]


def test_missing_speaker_stays_missing_beside_the_names() -> None:
    assert count_spoken([("q1", 0, 8)]) == [(None, "Russia", 1, 1)]


def test_names_in_scare_quotes_and_beliefs_are_nobodys() -> None:
    assert count_spoken([("q0", 0, 17)], kind="scare") == []
    assert count_spoken([("q0", 0, 17)], speech=False) == []


def test_without_mentions_every_tally_of_names_is_empty_with_the_same_columns() -> None:
    none = names.join_mentions(
        empty(MENTIONS), empty(LINKS), entities=empty(ENTITIES), articles=empty(ARTICLES), sentences=empty(SENTENCES)
    )
    assert none.dtypes.to_dict() == NAMED.dtypes.to_dict()
    for count in (names.count_entities, names.count_forms, names.compare_articles):
        assert count(none).empty
        assert list(count(none).columns) == list(count(NAMED).columns)
