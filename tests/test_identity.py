"""Which entity each name stands for."""

import pandas as pd
import pytest

from helpers import annotate_documents
from helpers.naming import Linking, find_mentions, link_entities
from helpers.naming.gazetteer import known_entities
from helpers.tables import ARTICLES, PARAGRAPHS, SENTENCES, conform, empty

# What the table says may stand for something else.
CAPITALS = {key for key, entity in known_entities().items() if entity.stands_for}


def link(*texts: tuple[str, str]) -> tuple[pd.DataFrame, Linking]:
    """Mentions and linking of articles given as (language, text), named a, b, c …"""
    names = "abcdefg"[: len(texts)]
    rows = [
        {
            "article_id": key,
            "story_id": key,
            "language": code,
            "language_score": 1.0,
            "words": len(text.split()),
            "text": text,
        }
        for key, (code, text) in zip(names, texts, strict=True)
    ]
    blocks = [
        {"article_id": key, "paragraph": 0, "start": 0, "end": len(text)}
        for key, (_, text) in zip(names, texts, strict=True)
    ]
    paragraphs = conform([block | {"kind": "body"} for block in blocks], PARAGRAPHS)
    sentences = conform([block | {"sentence": 0} for block in blocks], SENTENCES)
    articles = conform(rows, ARTICLES)
    mentions = find_mentions(articles, paragraphs, sentences)
    return mentions, link_entities(articles, mentions)


def named(mentions: pd.DataFrame, linking: Linking) -> list[tuple[str, str]]:
    """Each mention with the name of its entity, "?" where it has none."""
    joined = mentions.merge(linking.links, on="mention_id", how="left").merge(
        linking.entities, on="entity_id", how="left"
    )
    return list(zip(joined["text"], joined["name"].fillna("?"), strict=True))


def test_spellings_of_both_languages_are_one_entity() -> None:
    mentions, linking = link(
        ("en", "Foreign Minister Sergey Lavrov met Volodymyr Zelenskyy."),
        ("de", "Sergej Lawrow traf Präsident Volodymyr Zelenskiy. Lawrows Zug fuhr."),
    )
    assert named(mentions, linking) == [
        ("Sergey Lavrov", "Sergey Lavrov"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelenskyy"),
        ("Sergej Lawrow", "Sergey Lavrov"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
        ("Lawrows", "Sergey Lavrov"),
    ]


def test_unknown_people_are_one_across_spellings() -> None:
    mentions, linking = link(
        ("en", "Foreign Minister Yevhen Dorashenko spoke. Dorashenko left."),
        ("de", "Der Außenminister Jewhen Doraschenko sprach. Doraschenkos Zug fuhr."),
    )
    assert {name for _, name in named(mentions, linking)} == {"Yevhen Dorashenko"}
    assert list(linking.links["how"]) == [
        "full name",
        "surname in article",
        "spelling of the name",
        "surname in article",
    ]
    assert list(linking.entity_names["name"]) == [
        "Doraschenko",
        "Jewhen Doraschenko",
        "Dorashenko",
        "Yevhen Dorashenko",
    ]


def test_people_are_never_one_on_the_surname_alone() -> None:
    mentions, linking = link(("en", "Inspector Vance left."), ("en", "Inspector Vance came."))
    assert list(mentions["text"]) == ["Vance", "Vance"]
    assert linking.links["entity_id"].nunique() == 2


def test_misspelled_stranger_is_not_a_person_of_the_table() -> None:
    mentions, linking = link(("de", "Berlins Finanzsenator Thilo Sarrzin sprach."))
    assert ("Thilo Sarrzin", "Thilo Sarrzin") in named(mentions, linking)


def test_shared_surname_is_told_by_title_or_pronoun() -> None:
    text = "Lena Ode, sister of Viktor Ode, spoke. It concerned Mr. Ode. Ode himself was silent. Ode left."
    mentions, linking = link(("en", text))
    assert [name for _, name in named(mentions, linking)] == ["Lena Ode", "Viktor Ode", "Viktor Ode", "Viktor Ode", "?"]


def test_shared_surname_goes_to_who_bore_it_first() -> None:
    text = "Hillary Clinton spoke. Clinton left. Bill Clinton stayed. Clinton came back."
    mentions, linking = link(("en", text))
    assert [name for _, name in named(mentions, linking)] == [
        "Hillary Clinton",
        "Hillary Clinton",
        "Bill Clinton",
        "Hillary Clinton",
    ]


def test_capital_and_kremlin_may_stand_for_the_state() -> None:
    _, linking = link(("en", "Moscow and the Kremlin agreed."))
    assert list(linking.links["stands_for"]) == ["place-russia", "place-russia"]
    assert "place-russia" in set(linking.entities["entity_id"])


def test_adjective_and_inhabitants_are_the_country() -> None:
    mentions, linking = link(("en", "Russian planes and Americans"), ("de", "russische Flugzeuge, Amerikaner"))
    assert [name for _, name in named(mentions, linking)] == ["Russia", "United States"] * 2


def test_unknown_place_is_one_across_languages_and_with_its_adjective() -> None:
    mentions, linking = link(
        ("en", "The Kesterian foreign minister left. Kesteria is calm."),
        ("de", "Der kesterische Außenminister lebt in Kesterien, in Kesteriens Norden."),
    )
    assert {name for _, name in named(mentions, linking)} == {"Kesteria"}


def test_short_name_of_a_body_is_the_body() -> None:
    mentions, linking = link(("en", "Crews at Lorvane Shipping struck. Lorvane offered more."))
    assert [name for _, name in named(mentions, linking)] == ["Lorvane Shipping", "Lorvane Shipping"]


@pytest.mark.parametrize("order", [1, -1])
def test_ids_do_not_hang_on_the_order_of_articles(order: int) -> None:
    texts = [("en", "Foreign Minister Yevhen Dorashenko spoke."), ("de", "Außenminister Jewhen Doraschenko sprach.")]
    _, linking = link(*texts[::order])
    assert set(linking.entities["name"]) == {"Yevhen Dorashenko"}


def test_no_mentions_give_empty_tables() -> None:
    mentions = find_mentions(empty(ARTICLES), empty(PARAGRAPHS), empty(SENTENCES))
    linking = link_entities(empty(ARTICLES), mentions)
    assert linking.links.empty and linking.entities.empty and linking.entity_names.empty


@pytest.mark.parametrize(
    ("code", "text", "towns"),
    [
        ("en", "The ministers met in Washington.", ["Washington"]),
        ("en", "Washington said it would answer Moscow soon.", []),
        ("en", "Talks between Moscow and Kyiv ended.", []),
        ("en", "“It is cold,” she said, speaking from Berlin.", ["Berlin"]),
        ("en", "They flew from Geneva to Kyiv, and a letter was sent to Moscow.", ["Kyiv"]),
        ("en", "A demand from Berlin reached London.", []),
        ("en", "Shops in Washington and Brussels closed, Moscow said.", ["Washington", "Brussels"]),
        ("en", "It was, in Moscow’s view, a mistake.", []),
        ("en", "A visit to Beijing is planned, aid to Kyiv is not.", ["Beijing"]),
        ("en", "The streets of Kyiv were empty.", ["Kyiv"]),
        ("en", "The capital, Kyiv, and the capital Minsk", ["Minsk"]),
        ("en", "MOSCOW (Norpress) – Washington warned Moscow.", ["MOSCOW"]),
        ("en", "The Kremlin spoke; nobody in the Kremlin smiled.", []),
        ("de", "In Berlin trafen sich die Minister.", ["Berlin"]),
        ("de", "Moskau warnte Washington.", []),
        ("de", "Er kam aus Moskau und reiste nach Kiew.", ["Moskau", "Kiew"]),
        ("de", "Gespräche zwischen Moskau und Kiew endeten.", []),
        ("de", "In Moskaus Augen war es ein Fehler, laut Washington nicht.", []),
        ("de", "Läden in Moskau und Kiew schlossen.", ["Moskau", "Kiew"]),
        ("de", "Die Hauptstadt Kiew schwieg.", ["Kiew"]),
    ],
)
def test_a_capital_stands_for_its_government_unless_the_passage_shows_the_town(
    code: str, text: str, towns: list[str]
) -> None:
    mentions, linking = link((code, text))
    found = mentions.merge(linking.links, on="mention_id")
    capitals = found[found["entity_id"].isin(CAPITALS)]
    assert len(capitals)
    assert capitals.loc[capitals["stands_for"].isna(), "text"].tolist() == towns


def test_what_only_a_town_would_stand_for_is_no_entity_of_the_articles() -> None:
    _, linking = link(("en", "The ministers met in Moscow."))
    assert linking.entities["entity_id"].tolist() == ["place-moscow"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Anton Bauer and his sister Antonia Bauer own the farm."),
        ("de", "Karl Meyer und sein Sohn Karl-Heinz Meyer kamen."),
        ("en", "Hassan Ali met Ali Hassan."),
        ("en", "Igor Ivanov met Yegor Ivanov."),
        ("en", "Simon Biles met Simone Biles."),
    ],
)
def test_two_full_names_of_one_article_that_differ_in_the_given_name_are_two_people(code: str, text: str) -> None:
    document = next(iter(annotate_documents([{"id": "a", "text": text, "lang": code}], engine="rules")))
    people = [mention["entity_id"] for mention in document["mentions"] if mention["kind"] == "person"]
    assert len(people) == len(set(people)) == 2


def test_a_woman_is_not_the_man_of_the_table_and_the_other_way_round() -> None:
    text = "Kamal Harris, a plumber, came. Hillary Rodham Clinton came. Hillary Clinton left."
    document = next(iter(annotate_documents([{"id": "a", "text": text, "lang": "en"}], engine="rules")))
    ids = [mention["entity_id"] for mention in document["mentions"]]
    assert ids[0] != "person-kamala-harris"
    assert ids[1:] == ["person-hillary-clinton"] * 2


def test_an_acronym_means_what_its_article_spells_out() -> None:
    text = "The National Restaurant Association (NRA) met. “No,” the NRA said."
    document = next(iter(annotate_documents([{"id": "a", "text": text, "lang": "en"}], engine="rules")))
    assert {mention["entity_id"] for mention in document["mentions"]}.isdisjoint({"org-nra"})
    assert document["quotes"][0]["speaker"] == "National Restaurant Association"


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("en", "WHO told reporters: “We act.”", "World Health Organization"),
        ("en", "“They rose,” Apple Inc. said.", "Apple"),
        ("de", "Robert Koch kam. Ein Koch sagte: „Nein.“", "Koch"),
        ("de", "Die Freie Demokratische Partei sagte: „Nein.“", "FDP"),
    ],
)
def test_names_that_are_words_too(code: str, text: str, speaker: str) -> None:
    document = next(iter(annotate_documents([{"id": "a", "text": text, "lang": code}], engine="rules")))
    assert document["quotes"][0]["speaker"] == speaker


def test_a_month_is_no_surname() -> None:
    text = "Theresa May spoke in June. Talks began in May. By May 12, May had left."
    document = next(iter(annotate_documents([{"id": "a", "text": text, "lang": "en"}], engine="rules")))
    assert [mention["name"] for mention in document["mentions"]] == ["Theresa May", "May"]
