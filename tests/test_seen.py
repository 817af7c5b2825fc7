"""Names that the learned reader sees: what they add to those of table and rules, and what they put right."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.naming.lexicon import lexicon
from helpers.naming.mentions import find_names
from helpers.naming.seen import FOUND_BY, Seen, Span, add_seen


def see(text: str, *names: str, kind: str = "organisation", score: float = 0.9) -> list[Seen]:
    """Each name where it stands first behind the one before it."""
    seen: list[Seen] = []
    for name in names:
        start = text.index(name, seen[-1][1] if seen else 0)
        seen.append((start, start + len(name), kind, score))
    return seen


def know(text: str, *names: str, kind: str = "place", found_by: str = "table") -> list[Span]:
    """The same as names that table or rules found."""
    return [Span(start, end, kind, "name", found_by, 1.0) for start, end, _, _ in see(text, *names)]


def list_names(
    text: str, seen: Sequence[Seen], found: Sequence[Span] = (), language: str = "en"
) -> list[tuple[str, str]]:
    """Each name with what it was found by."""
    return [(text[one.start : one.end], one.found_by) for one in add_seen(text, found, seen, lexicon(language))]


# --- what is added ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "seen", "name"),
    [
        pytest.param("en", "Mara Ilvenny left.", "Mara Ilvenny", "Mara Ilvenny", id="as it is"),
        pytest.param("en", "He met the Harbour Board.", "the Harbour Board", "Harbour Board", id="without its article"),
        pytest.param("en", "The Harbour Board met.", "The Harbour Board", "Harbour Board", id="or a capital one"),
        pytest.param("de", "Der Hafenrat tagte.", "Der Hafenrat", "Hafenrat", id="German article"),
        pytest.param("de", "Sie sprach mit einem Kesterer.", "einem Kesterer", "Kesterer", id="indefinite article"),
        pytest.param("en", "Osk’s boat sank.", "Osk’s", "Osk", id="without a possessive s"),
        pytest.param("en", "Osk's boat sank.", "Osk's", "Osk", id="straight apostrophe"),
        pytest.param("en", "The Maris’ boat sank.", "The Maris’", "Maris", id="article and bare apostrophe"),
        pytest.param("de", "Lukas’ Boot sank.", "Lukas’", "Lukas", id="German apostrophe"),
        pytest.param("de", "Putins Sprecher kam.", "Putins", "Putins", id="a German genitive belongs to it"),
        pytest.param("en", "O’Neill left.", "O’Neill", "O’Neill", id="an apostrophe inside"),
        pytest.param("en", "The iPort opened.", "iPort", "iPort", id="a capital anywhere"),
        pytest.param("en", "The G7 met.", "G7", "G7", id="two characters"),
    ],
)
def test_a_name_that_only_the_model_sees_is_added(language: str, text: str, seen: str, name: str) -> None:
    assert list_names(text, see(text, seen), language=language) == [(name, FOUND_BY)]


@pytest.mark.parametrize(
    ("language", "text", "seen"),
    [
        pytest.param("en", "The harbour master left.", "harbour master", id="no capital"),
        pytest.param("en", "A ship left.", "A", id="one character"),
        pytest.param("en", "A’s ship left.", "A’s", id="one character without its possessive"),
        pytest.param("en", "She left on Monday.", "Monday", id="a day"),
        pytest.param("en", "He left.", "He", id="a pronoun"),
        pytest.param("de", "Der Pier ist zu.", "Der", id="an article alone"),
        pytest.param("de", "Im Januar kam er.", "Januar", id="a month"),
    ],
)
def test_what_names_no_one_is_left_out(language: str, text: str, seen: str) -> None:
    assert list_names(text, see(text, seen), language=language) == []


@pytest.mark.parametrize("gap", ["  ", "\n", "\t"], ids=["two spaces", "line end", "tab"])
def test_an_article_goes_with_the_space_behind_it_whatever_that_is(gap: str) -> None:
    text = f"He met the{gap}Harbour Board."
    assert list_names(text, see(text, f"the{gap}Harbour Board")) == [("Harbour Board", FOUND_BY)]


def test_kinds_that_the_model_mixes_up_are_left_out() -> None:
    text = "The Kesterian minister left."
    assert list_names(text, see(text, "Kesterian", kind="other")) == []


@pytest.mark.parametrize(
    ("scores", "names"),
    [
        pytest.param([0.59], 0, id="unsure"),
        pytest.param([0.60], 1, id="sure enough"),
        pytest.param([0.9, 0.4], 2, id="unsure in one place, sure over all"),
        pytest.param([0.7, 0.4], 0, id="sure in one place, unsure over all"),
    ],
)
def test_the_model_must_be_sure_of_a_name_over_all_its_places(scores: list[float], names: int) -> None:
    text = "Ilvenny met Ilvenny."
    seen = [
        (start, end, kind, score)
        for (start, end, kind, _), score in zip(see(text, *["Ilvenny"] * len(scores)), scores, strict=True)
    ]
    assert len(list_names(text, seen)) == names


def test_a_name_has_the_kind_that_most_of_its_places_have() -> None:
    text = "Torvan met Torvan near Torvan."
    seen = [
        (start, end, kind, score)
        for (start, end, _, _), (kind, score) in zip(
            see(text, "Torvan", "Torvan", "Torvan"),
            [("place", 0.95), ("person", 0.95), ("person", 0.95)],
            strict=True,
        )
    ]
    assert [one.kind for one in add_seen(text, [], seen, lexicon("en"))] == ["person"] * 3


def test_a_name_of_as_many_kinds_as_places_is_none() -> None:
    text = "Torvan met Torvan."
    first, second = see(text, "Torvan", "Torvan")
    seen = [(*first[:2], "place", 0.9), (*second[:2], "person", 0.9)]
    assert list_names(text, seen) == []


@pytest.mark.parametrize(
    ("text", "seen", "relation"),
    [
        pytest.param("Die Torvan-Zeitung kam.", "Torvan", "part", id="before a hyphen"),
        pytest.param("Die Anti-Torvan kam.", "Torvan", "part", id="behind a hyphen"),
        pytest.param("Die Torvan‑Zeitung kam.", "Torvan", "part", id="a hyphen that does not break"),
        pytest.param("Torvan – ein Dorf – schlief.", "Torvan", "name", id="a dash with spaces"),
        pytest.param("Torvan- und Kesterdorf schlief.", "Torvan", "name", id="a hyphen with nothing behind it"),
        pytest.param("Torvan", "Torvan", "name", id="the whole text"),
        pytest.param("-Torvan-", "Torvan", "name", id="hyphens at the ends of the text"),
    ],
)
def test_a_name_in_a_compound_is_a_part(text: str, seen: str, relation: str) -> None:
    assert [one.relation for one in add_seen(text, [], see(text, seen), lexicon("de"))] == [relation]


# --- beside the names of table and rules --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found", "seen", "names"),
    [
        pytest.param(
            "Mara Ilvenny left Kester.",
            ["Kester"],
            ["Mara Ilvenny"],
            [("Mara Ilvenny", "model"), ("Kester", "table")],
            id="side by side",
        ),
        pytest.param("She left Kester.", ["Kester"], ["Kester"], [("Kester", "table")], id="the same: it stays"),
        pytest.param(
            "The Kester Harbour Board met.",
            ["Kester"],
            ["Kester Harbour Board"],
            [("Kester Harbour Board", "model")],
            id="a part of a longer one gives way",
        ),
        pytest.param(
            "The Kester and Torvan Harbour Board met.",
            ["Kester", "Torvan"],
            ["Kester and Torvan Harbour Board"],
            [("Kester and Torvan Harbour Board", "model")],
            id="two parts of a longer one",
        ),
        pytest.param(
            "The Kester Harbour Board met.",
            ["Kester Harbour Board"],
            ["Harbour Board"],
            [("Kester Harbour Board", "table")],
            id="a part is not added",
        ),
        pytest.param(
            "The Kester Harbour Board met.",
            ["Kester Harbour"],
            ["Harbour Board"],
            [("Kester Harbour", "table")],
            id="what crosses another is not added",
        ),
        pytest.param(
            "The Kester met.",
            ["Kester"],
            ["The Kester"],
            [("Kester", "table")],
            id="longer by its article alone",
        ),
        pytest.param("Kester slept.", ["Kester"], [], [("Kester", "table")], id="nothing seen"),
        pytest.param("It rained.", [], [], [], id="nothing at all"),
    ],
)
def test_names_of_table_and_model_stand_beside_each_other(
    text: str, found: list[str], seen: list[str], names: list[tuple[str, str]]
) -> None:
    assert list_names(text, see(text, *seen), know(text, *found)) == names


def test_a_name_gives_way_only_to_one_that_is_added() -> None:
    text = "Kester Harbour Authority Board met."
    found = know(text, "Kester", "Harbour Authority Board")
    assert list_names(text, see(text, "Kester Harbour"), found) == [
        ("Kester", "table"),
        ("Harbour Authority Board", "table"),
    ]


def test_a_longer_name_that_the_model_is_unsure_of_displaces_none() -> None:
    text = "The Kester Harbour Board met."
    seen = see(text, "Kester Harbour Board", score=0.5)
    assert list_names(text, seen, know(text, "Kester")) == [("Kester", "table")]


def test_names_of_a_text_take_those_seen_in() -> None:
    text = "Joe Biden met Mara Ilvenny."
    names = find_names(text, "en", see(text, "Joe Biden", "Mara Ilvenny", kind="person"))
    assert [(text[one.start : one.end], one.found_by) for one in names] == [
        ("Joe Biden", "table"),
        ("Mara Ilvenny", "model"),
    ]


# --- laws ---------------------------------------------------------------------------------------------------------

WORDS = ["the", "the", "Der", "Mara", "Kester", "Harbour", "Osk’s", "Maris’", "of", "A", "🚢", "Rhein-Torvan"]
GAPS = [" ", "  ", "\n"]
KINDS = ["person", "organisation", "place", "other"]


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[Span], list[Seen]]:
    """A text, names found in it, and names seen in it, all of them whole words."""
    words = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=2, max_size=8))
    text = "".join(itertools.chain.from_iterable(words))
    places = [match.span() for match in re.finditer(r"\S+", text)]

    def draw_spans() -> list[tuple[int, int]]:
        """Disjoint runs of words, in order."""
        edges = sorted(draw(st.lists(st.integers(0, len(places)), min_size=2, max_size=6, unique=True)))
        firsts = edges[:: draw(st.sampled_from([1, 2]))]
        return [(places[first][0], places[stop - 1][1]) for first, stop in itertools.pairwise(edges) if first in firsts]

    found = [Span(*span, draw(st.sampled_from(KINDS)), "name", "table", 1.0) for span in draw_spans()]
    seen = [(*span, draw(st.sampled_from(KINDS)), draw(st.sampled_from([0.5, 0.8, 1.0]))) for span in draw_spans()]
    return text, found, seen


@settings(max_examples=200)
@given(case=cases(), language=st.sampled_from(["en", "de", "und"]))
def test_names_are_sorted_and_disjoint_and_within_what_was_found_or_seen(
    case: tuple[str, list[Span], list[Seen]], language: str
) -> None:
    text, found, seen = case
    names = add_seen(text, found, seen, lexicon(language))
    assert all(one.end <= other.start for one, other in itertools.pairwise(names))
    for one in names:
        if one.found_by == FOUND_BY:
            assert any(start <= one.start < one.end <= end for start, end, _, _ in seen)
            assert one.kind in KINDS[:3]
            assert 0.6 <= one.score <= 1
        else:
            assert one in found


@settings(max_examples=200)
@given(case=cases(), language=st.sampled_from(["en", "de", "und"]))
def test_every_name_found_stays_or_is_a_part_of_a_longer_one(
    case: tuple[str, list[Span], list[Seen]], language: str
) -> None:
    text, found, seen = case
    names = add_seen(text, found, seen, lexicon(language))
    for one in found:
        assert one in names or any(
            other.start <= one.start and one.end <= other.end and other.found_by == FOUND_BY for other in names
        )


@settings(max_examples=200)
@given(case=cases(), language=st.sampled_from(["en", "de", "und"]))
def test_what_nobody_sees_changes_nothing(case: tuple[str, list[Span], list[Seen]], language: str) -> None:
    text, found, _ = case
    assert add_seen(text, found, [], lexicon(language)) == found


@settings(max_examples=200)
@given(case=cases())
def test_names_begin_and_end_without_white_space(case: tuple[str, list[Span], list[Seen]]) -> None:
    text, _, seen = case
    for one in add_seen(text, [], seen, lexicon("en")):
        name = text[one.start : one.end]
        assert name
        assert name == name.strip()


# --- what is put right -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ("He thanked Mr. Venn.", "Mr. Venn", "Venn"),
        ("Then Professor Venn left.", "Professor Venn", "Venn"),
        ("Then Professors Venn left.", "Professors Venn", "Venn"),
        ("A word of C.Y. Venn counts.", "Venn", "C.Y. Venn"),
    ],
)
def test_titles_are_no_part_of_a_person_and_initials_are(text: str, seen: str, name: str) -> None:
    assert list_names(text, see(text, seen, kind="person")) == [(name, FOUND_BY)]


@pytest.mark.parametrize("word", ["President", "Mr.", "Mrs"])
def test_a_title_alone_is_nobody(word: str) -> None:
    text = f"So {word} Venn left."
    assert list_names(text, see(text, word, kind="person")) == []


def test_a_word_that_the_text_uses_in_small_letters_is_no_body() -> None:
    text = "What the Report Found. The report is long."
    assert list_names(text, see(text, "Report")) == []


@pytest.mark.parametrize(
    ("found_by", "kept"), [("given name", ["Ilse Maron"]), ("verb", ["Ilse Maron"]), ("table", ["Ilse Maron Tells"])]
)
def test_a_shorter_seen_name_overrules_a_guess_alone(found_by: str, kept: list[str]) -> None:
    text = "Ilse Maron Tells all."
    found = know(text, "Ilse Maron Tells", kind="person", found_by=found_by)
    assert [name for name, _ in list_names(text, see(text, "Ilse Maron", kind="person"), found)] == kept


def test_a_name_ends_before_a_preposition_where_it_stands_alone_elsewhere() -> None:
    text = "Graz am Limit. In Graz ist es heiß. Frankfurt am Main auch."
    seen = see(text, "Graz am Limit", "Graz", "Frankfurt am Main", kind="place")
    assert [name for name, _ in list_names(text, seen, language="de")] == ["Graz", "Graz", "Frankfurt am Main"]


@pytest.mark.parametrize(("found_by", "kind"), [("verb", "person"), ("table", "place")])
def test_another_seen_kind_overrules_a_guess_alone(found_by: str, kind: str) -> None:
    text = "In Venn lies hope."
    spans = add_seen(text, know(text, "Venn", found_by=found_by), see(text, "Venn", kind="person"), lexicon("en"))
    assert [span.kind for span in spans] == [kind]
