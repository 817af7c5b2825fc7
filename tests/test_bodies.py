"""A body is one under full name, acronym and legal form; an acronym only where its article spells it out."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from helpers.naming import find_mentions, link_entities
from helpers.naming.bodies import plain_body
from helpers.tables import ARTICLES, PARAGRAPHS, SENTENCES, conform


def link(*texts: tuple[str, str], bodies: str) -> list[tuple[str, str, str, str]]:
    """(article, text, name, how) of each mention; whatever fits the pattern `bodies` is seen as a body."""
    articles = [
        {"article_id": key, "story_id": key, "language": code, "language_score": 1.0, "words": 9, "text": text}
        for key, (code, text) in zip("abc", texts, strict=False)
    ]
    blocks = [
        {"article_id": row["article_id"], "paragraph": 0, "start": 0, "end": len(row["text"])} for row in articles
    ]
    seen = [
        {
            "article_id": row["article_id"],
            "start": found.start(),
            "end": found.end(),
            "kind": "organisation",
            "score": 0.9,
        }
        for row in articles
        for found in re.finditer(bodies, row["text"])
    ]
    frame = conform(articles, ARTICLES)
    mentions = find_mentions(
        frame,
        conform([block | {"kind": "body"} for block in blocks], PARAGRAPHS),
        conform([block | {"sentence": 0} for block in blocks], SENTENCES),
        pd.DataFrame(seen, columns=["article_id", "start", "end", "kind", "score"]),
    )
    linking = link_entities(frame, mentions)
    joined = mentions.merge(linking.links, on="mention_id").merge(linking.entities, on="entity_id")
    return list(zip(joined["article_id"], joined["text"], joined["name"], joined["how"], strict=True))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The Velmark Harbour Authority (VHA) met. The VHA left."),
        ("en", "The VHA (Velmark Harbour Authority) met. The VHA left."),
        ("en", "The Velmark Harbour Authority, or VHA, met. The VHA left."),
        ("en", "The VHA, the Velmark Harbour Authority, met."),
        ("en", "The Velmark Harbour Authority (“VHA”) met. The VHA left."),
        ("de", "Die Velmark Harbour Authority (kurz: VHA) tagte. Die VHA ging."),
    ],
    ids=["in brackets", "the other way", "or", "between commas", "in marks", "kurz"],
)
def test_an_acronym_is_the_name_that_its_article_spells_out(code: str, text: str) -> None:
    found = link((code, text), bodies="Velmark Harbour Authority|VHA")
    assert {name for _, _, name, _ in found} == {"Velmark Harbour Authority"}
    assert {(form, how) for _, form, _, how in found} == {
        ("Velmark Harbour Authority", "same name"),
        ("VHA", "acronym in article"),
    }


def test_a_german_compound_is_spelled_out_too() -> None:
    text = "Die Hafenaufsichtsbehörde (HAB) warnte. Die HAB bleibt dabei."
    found = link(("de", text), bodies="Hafenaufsichtsbehörde|HAB")
    assert [name for _, _, name, _ in found] == ["Hafenaufsichtsbehörde"] * 3


def test_an_acronym_alone_is_nobody_elses() -> None:
    found = link(
        ("en", "The Velmark Harbour Authority (VHA) met."),
        ("en", "The VHA met."),
        ("en", "The Vellard Health Alliance (VHA) met."),
        bodies="Velmark Harbour Authority|Vellard Health Alliance|VHA",
    )
    assert {(article, form): name for article, form, name, _ in found if form == "VHA"} == {
        ("a", "VHA"): "Velmark Harbour Authority",
        ("b", "VHA"): "VHA",
        ("c", "VHA"): "Vellard Health Alliance",
    }


def test_two_articles_that_spell_out_the_same_mean_the_same() -> None:
    texts = [("en", "The Velmark Harbour Authority (VHA) met."), ("en", "The VHA (Velmark Harbour Authority) left.")]
    assert {name for _, _, name, _ in link(*texts, bodies="Velmark Harbour Authority|VHA")} == {
        "Velmark Harbour Authority"
    }


def test_a_name_whose_acronym_the_table_has_is_that_body() -> None:
    text = "Die Nordatlantische Verteidigungsorganisation (NATO) tagte."
    found = link(("de", text), bodies="Nordatlantische Verteidigungsorganisation|NATO")
    assert {(form, name, how) for _, form, name, how in found} == {
        ("Nordatlantische Verteidigungsorganisation", "NATO", "acronym in article"),
        ("NATO", "NATO", "table"),
    }


def test_brackets_without_an_acronym_spell_nothing_out() -> None:
    text = "The Velmark Harbour Authority (EU) met. The Lorvane Group (Berlin) left. The EU and Berlin agreed."
    found = link(("en", text), bodies="Velmark Harbour Authority|Lorvane Group")
    assert {(form, name) for _, form, name, _ in found} == {
        ("Velmark Harbour Authority", "Velmark Harbour Authority"),
        ("Lorvane Group", "Lorvane Group"),
        ("EU", "European Union"),
        ("Berlin", "Berlin"),
    }


def test_legal_forms_tell_no_bodies_apart() -> None:
    found = link(
        ("en", "Lorvane Shipping Ltd. grew. Lorvane Shipping, Inc. shrank."),
        ("de", "Die Lorvane Shipping GmbH & Co. KG wuchs."),
        bodies=r"Lorvane Shipping(?: Ltd|, Inc| GmbH & Co\. KG)",
    )
    assert {name for _, _, name, _ in found} == {"Lorvane Shipping"}
    assert len(found) == 3


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("The Vellard Times", "Vellard Times"),
        ("Vellard AG", "Vellard"),
        ("Vellard S.p.A.", "Vellard"),
        ("Freunde der Wälder e.V.", "Freunde der Wälder"),
        ("News Corp.", "News Corp."),
        ("AG", "AG"),
        ("Vellard Company", "Vellard Company"),
    ],
)
def test_the_plain_name_of_a_body(name: str, plain: str) -> None:
    assert plain_body(name, "en") == plain
