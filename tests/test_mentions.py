"""Who and what is named, and where each name begins and ends."""

from itertools import pairwise

import pytest
from frames import frames_of
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.naming import find_mentions
from helpers.naming.mentions import find_names
from helpers.tables import ARTICLES, MENTIONS, PARAGRAPHS, SENTENCES, conform, empty

KINDS = {"p": "person", "o": "organisation", "l": "place", "x": "other"}


def marked(text: str, code: str) -> list[str]:
    """Each name of a text as "text/kind/relation", with the first letters of both (l for place)."""
    letters = {kind: letter for letter, kind in KINDS.items()}
    return [f"{text[one.start : one.end]}/{letters[one.kind]}{one.relation[0]}" for one in find_names(text, code)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Kremlin spokesman Dmitry Peskov told reporters.",
            ["Kremlin/on", "Dmitry Peskov/pn"],
            id="a title is no name",
        ),
        pytest.param("The US-led NATO alliance met.", ["US/lp", "NATO/on"], id="part of a hyphened word"),
        pytest.param("Biden-Zelenskyy talks began.", ["Biden/pn", "Zelenskyy/pn"], id="two people share a hyphen"),
        pytest.param("A Kremlin-friendly president fell.", ["Kremlin/op"], id="a body in part"),
        pytest.param("Putin’s aides met Macron's.", ["Putin/pn", "Macron/pn"], id="possessives stay outside"),
        pytest.param("They spoke to the West.", ["West/ln"], id="the West"),
        pytest.param("They drove to West Texas.", ["Texas/ln"], id="no West in a name"),
        pytest.param("See https://russia.example/Putin and #UkrainiansWillResist.", [], id="addresses and hashtags"),
        pytest.param("Ursula von der Leyen spoke.", ["Ursula von der Leyen/pn"], id="particles belong to the name"),
        pytest.param(
            "“No one will,” wrote Andrii Torvan, who began.", ["Andrii Torvan/pn"], id="a verb tells a person"
        ),
        pytest.param("Lorvane’s boss, Piet Aronsen, left.", ["Piet Aronsen/pn"], id="a role before a comma"),
        pytest.param("Hunter Biden spoke.", ["Hunter Biden/pn"], id="another given name, another person"),
        pytest.param("Washington, DC, and London.", ["Washington, DC/ln", "London/ln"], id="longest match wins"),
        pytest.param("The U.S. Senate voted.", ["U.S. Senate/on"], id="a body takes its country along"),
        pytest.param("He studied at the University of Torvan.", ["University of Torvan/on"], id="a body with of"),
        pytest.param("The Seafarers’ Union agreed.", ["Seafarers’ Union/on"], id="an owner in the plural"),
        pytest.param("The ministry said Spring Had Come.", [], id="capitals alone are no name"),
    ],
)
def test_names_in_english(text: str, expected: list[str]) -> None:
    assert marked(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Putins Sprecher sprach.", ["Putins/pn"], id="the genitive belongs to the span"),
        pytest.param("US-Beamte und die NATO-Erweiterung", ["US/lp", "NATO/op"], id="parts of compounds"),
        pytest.param("Eine Sitzung des UN-Sicherheitsrates", ["UN-Sicherheitsrates/on"], id="a body whole"),
        pytest.param("In der Ostukraine sprach der Kremlchef.", ["Ostukraine/lp", "Kreml/op"], id="solid compounds"),
        pytest.param("Der russische Angriff", ["russische/la"], id="adjectives"),
        pytest.param("der Westen und die westlichen Länder", ["Westen/ln", "westlichen/la"], id="the West"),
        pytest.param("im Westen der Ukraine", ["Ukraine/ln"], id="the compass point"),
        pytest.param("Die Virologin Dr. Birte Hahn mahnte.", ["Birte Hahn/pn"], id="a title"),
        pytest.param("Parteichef Anselm Rook sagte das.", ["Anselm Rook/pn"], id="a role in a compound"),
        pytest.param("Die Anwältin der Reederei, Ilse Maron, schrieb.", ["Ilse Maron/pn"], id="a role before a comma"),
        pytest.param("Der Aufruf fand Anklang im Stadtrat.", [], id="nouns are no names"),
        pytest.param("der kesterische Außenminister aus Kesterien", ["kesterische/la", "Kesterien/ln"], id="demonym"),
        pytest.param("Nach Angaben von Aronsen", [], id="von after a common noun"),
    ],
)
def test_names_in_german(text: str, expected: list[str]) -> None:
    assert marked(text, "de") == expected


def test_surname_is_found_again_after_the_full_name() -> None:
    text = "US-Verteidigungsminister Lloyd Austin kam. Austin schwieg. Er wohnt in Austin."
    assert marked(text, "de") == ["US/lp", "Lloyd Austin/pn", "Austin/pn", "Austin/ln"]


def test_surname_without_a_full_name_stays_the_place() -> None:
    assert marked("Austin grew.", "en") == ["Austin/ln"]


def test_unknown_place_is_known_by_its_adjective() -> None:
    text = "The Kesterian minister left. Kesteria is calm."
    assert marked(text, "en") == ["Kesterian/la", "Kesteria/ln"]


def test_other_languages_get_the_names_of_the_table_only() -> None:
    text = "El portavoz Juan Pérez habló de Vladimir Putin y de la comisión."
    assert marked(text, "es") == ["Vladimir Putin/pn"]


def test_rows_are_sorted_and_lie_in_their_sentence() -> None:
    text = "Biden spoke.\n\nPutin answered Biden."
    articles = conform(
        [{"article_id": "a", "story_id": "a", "language": "en", "language_score": 1.0, "words": 5, "text": text}],
        ARTICLES,
    )
    blocks = [
        {"article_id": "a", "paragraph": 0, "start": 0, "end": 12},
        {"article_id": "a", "paragraph": 1, "start": 14, "end": 35},
    ]
    paragraphs = conform([block | {"kind": "body"} for block in blocks], PARAGRAPHS)
    sentences = conform([block | {"sentence": 0} for block in blocks], SENTENCES)
    mentions = find_mentions(articles, paragraphs, sentences)
    assert list(mentions["text"]) == ["Biden", "Putin", "Biden"]
    assert list(mentions["paragraph"]) == [0, 1, 1]
    assert list(mentions["mention_id"]) == ["a:0-5", "a:14-19", "a:29-34"]


def test_what_stands_beside_an_article_names_nobody() -> None:
    kinds = ["headline", "standfirst", "byline", "date", "caption", "heading", "body", "correction", "boilerplate"]
    text = "\n".join(["Biden spoke."] * len(kinds))
    frames = frames_of(text, "en")
    paragraphs = frames.paragraphs.assign(kind=kinds)
    found = find_mentions(frames.articles, paragraphs, frames.sentences)
    assert [kinds[number] for number in found["paragraph"]] == ["headline", "standfirst", "heading", "body"]


def test_no_articles_give_an_empty_table() -> None:
    mentions = find_mentions(empty(ARTICLES), empty(PARAGRAPHS), empty(SENTENCES))
    assert list(mentions.columns) == list(MENTIONS.columns) and mentions.empty


PIECES = st.sampled_from(
    [
        "Biden",
        "Biden-",
        "Dr.",
        "von",
        "der",
        "Minister",
        "US-",
        "’s",
        ",",
        ".",
        "\n\n",
        " ",
        "O’",
        "Union",
        "of",
        "Ost",
        "W.",
        "-",
        "É",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=4), max_size=25).map(" ".join), st.sampled_from(["en", "de", "fr", "und"]))
def test_spans_slice_the_text_sorted_and_disjoint(text: str, code: str) -> None:
    spans = find_names(text, code)
    assert all(0 <= span.start < span.end <= len(text) and text[span.start : span.end].strip() for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
