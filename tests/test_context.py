"""Words in context: every place once, in its sentence, with what stands beside it."""

from __future__ import annotations

import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.showing import names
from helpers.showing.context import choose_word, find_context, show_context
from helpers.tables import ARTICLES, ENTITIES, LINKS, MENTIONS, SENTENCES, conform, empty

ENGLISH = "NATO said nothing.\n\nBut Nato's spokesman\nspoke of NATO-Erweiterung <b>twice</b>."


def make_articles(*texts: str) -> pd.DataFrame:
    rows = [
        {"article_id": f"a{place}", "story_id": "s", "headline": f"Article {place}", "language": "en"}
        | {"language_score": 1.0, "words": 1, "text": text}
        for place, text in enumerate(texts)
    ]
    return conform(rows, ARTICLES)


SENTENCE_ROWS = [
    {"article_id": "a0", "paragraph": 0, "sentence": 0, "start": 0, "end": 18},
    {"article_id": "a0", "paragraph": 1, "sentence": 0, "start": 20, "end": len(ENGLISH)},
]


def test_word_is_found_whole_whatever_its_case_with_its_sentence() -> None:
    hits = find_context(make_articles(ENGLISH), conform(SENTENCE_ROWS, SENTENCES), "nato", width=12)
    assert hits["word"].tolist() == ["NATO", "Nato", "NATO"]
    assert hits["paragraph"].tolist() == [0, 1, 1]
    assert hits["left"].tolist() == ["", "othing. But ", "an spoke of "]
    assert hits["right"].tolist() == [" said nothin", "'s spokesman", "-Erweiterung"]
    assert [ENGLISH[row.start : row.end] for row in hits.itertuples()] == hits["word"].tolist()


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("spokesman spoke", ["spokesman spoke"]),
        ("spoke", ["spoke"]),
        ("n.to", []),
        ("<b>", []),
        ("erweiterung", ["Erweiterung"]),
    ],
    ids=["phrase over a line end", "not within a word", "dot is a dot", "no word", "part of a compound with a hyphen"],
)
def test_plain_word_is_no_expression(word: str, found: list[str]) -> None:
    hits = find_context(make_articles(ENGLISH.replace("<b>", "x<b>y")), empty(SENTENCES), word)
    assert hits["word"].tolist() == found
    assert hits["sentence"].isna().all()


def test_expression_finds_all_forms() -> None:
    articles = make_articles("Russia and Russians", "Russland, russische")
    hits = find_context(articles, empty(SENTENCES), r"\bRuss\w+", regex=True)
    assert hits["word"].tolist() == ["Russia", "Russians", "Russland", "russische"]
    assert hits["article_id"].tolist() == ["a0", "a0", "a1", "a1"]


def test_expression_that_matches_nothing_at_all_gives_no_empty_hits() -> None:
    assert find_context(make_articles("abc"), empty(SENTENCES), "x*", regex=True).empty


@pytest.mark.parametrize(
    ("word", "regex", "message"),
    [
        ("  ", False, "the word to look for is empty"),
        ("", True, "the regular expression is empty"),
        ("Putin(", True, r"'Putin\(' is not a regular expression: missing \)"),
    ],
)
def test_bad_word_is_a_clear_error(word: str, regex: bool, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        find_context(make_articles("abc"), empty(SENTENCES), word, regex=regex)


def test_expression_that_would_search_for_ever_is_stopped() -> None:
    began = time.perf_counter()
    with pytest.raises(ValueError, match=r"'\(a\+\)\+b' took more than 0.5 seconds; make it simpler"):
        find_context(make_articles("a" * 60), empty(SENTENCES), "(a+)+b", regex=True, seconds=0.5)
    # Without an end it would take years; how long a busy machine takes to start a process is no matter.
    assert time.perf_counter() - began < 60


def test_no_word_stands_nowhere() -> None:
    hits = find_context(make_articles("abc"), empty(SENTENCES), None)
    assert hits.empty
    assert show_context(hits).html.endswith("<p>It stands nowhere in these articles.</p>")


@settings(deadline=None, max_examples=50)
@given(
    text=st.text(st.sampled_from("aA b\n.äß"), max_size=40),
    word=st.sampled_from(["a", "a b", "ä"]),
    width=st.integers(0, 9),
)
def test_hits_are_places_in_the_text_in_order(text: str, word: str, width: int) -> None:
    hits = find_context(make_articles(text), empty(SENTENCES), word, width=width)
    assert hits["start"].is_monotonic_increasing
    for row in hits.itertuples():
        assert " ".join(text[row.start : row.end].lower().split()) == word
        assert len(row.left) <= width
        assert len(row.right) <= width


def test_hits_are_shown_as_text_below_each_other() -> None:
    page = show_context(find_context(make_articles(ENGLISH), empty(SENTENCES), "twice"))
    assert "&lt;b&gt;" in page.html
    assert "<b>twice</b>" in page.html
    assert "[twice]</b>." in page.text


def test_hits_beyond_the_limit_are_counted() -> None:
    hits = find_context(make_articles("a a a"), empty(SENTENCES), "a")
    assert show_context(hits, rows=1).html.endswith("<p>2 more places are not shown.</p>")


def test_without_a_word_the_most_named_form_is_chosen() -> None:
    found = {"kind": "place", "relation": "name", "found_by": "x", "score": 1.0}
    place = {"article_id": "a0", "paragraph": 0, "sentence": 0, "start": 0, "end": 4, "text": "Kyiv"}
    named = names.join_mentions(
        conform([{"mention_id": "m", **place, **found}], MENTIONS),
        conform([{"mention_id": "m", "entity_id": "kyiv", "how": "x", "score": 1.0}], LINKS),
        entities=conform([{"entity_id": "kyiv", "name": "Kyiv", "kind": "place"}], ENTITIES),
        articles=make_articles("Kyiv"),
        sentences=empty(SENTENCES),
    )
    assert choose_word(None, named) == "Kyiv"
    assert choose_word("Lviv", named) == "Lviv"
    assert choose_word(None, named.head(0)) is None
