"""Mentions to entities: the table first, then full names across articles, then surnames within their article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from helpers.naming.gazetteer import Form, known_entities, load_gazetteer, without_genitive
from helpers.naming.lexicon import lexicon
from helpers.naming.names import gender_of, same_surname
from helpers.naming.people import Identity, hashed_id
from helpers.naming.places import demonyms_of, is_adjective_of
from helpers.naming.world import (
    Mention,
    World,
    as_printed,
    from_table,
    identify_full,
    in_table,
    is_distinct,
    look_around,
)
from helpers.tables import ENTITIES, ENTITY_NAMES, LINKS, conform

# The words beside a name that may tell the gender of who bears it: a title before, "himself" after.
_CONTEXT = 12


class Linking(NamedTuple):
    """What `link_entities` returns: a row per linked mention, per entity that occurs, per form of an entity."""

    links: pd.DataFrame
    entities: pd.DataFrame
    entity_names: pd.DataFrame


def link_entities(articles: pd.DataFrame, mentions: pd.DataFrame) -> Linking:
    """Which entity each mention names: the tables `links`, `entities`, `entity_names`.

    links: how it was linked in words and how sure that is (0 to 1); stands_for is the entity that the table says it
    may stand for. A surname that two people of its article share has no row. People are one across articles when their
    full names are spellings of one another, never on the surname alone. entities: those that occur, with those they
    stand for. entity_names: each form by the language of the article, without the genitive.
    """
    columns = list(Mention._fields)
    rows = [Mention(*row) for row in mentions[columns].itertuples(index=False, name=None)]
    world = look_around(articles, rows)
    found = [(mention, identity) for mention in rows if (identity := _identify(mention, world)) is not None]
    known = known_entities()
    links = [
        {
            "mention_id": mention.mention_id,
            "entity_id": identity.entity_id,
            "stands_for": (known[identity.entity_id].stands_for or None) if identity.entity_id in known else None,
            "how": identity.how,
            "score": identity.score,
        }
        for mention, identity in found
    ]
    return Linking(conform(links, LINKS), _list_entities(found), _list_names(found, world))


def _list_entities(found: Iterable[tuple[Mention, Identity]]) -> pd.DataFrame:
    known = known_entities()
    rows: dict[str, dict[str, str | None]] = {}
    for _, identity in found:
        rows[identity.entity_id] = {"name": identity.name, "kind": identity.kind, "qid": None}
    for entity_id in sorted(rows):
        if entity_id in known and known[entity_id].stands_for:
            rows.setdefault(known[entity_id].stands_for, {})
    for entity_id in rows:
        if entity_id in known:
            entity = known[entity_id]
            rows[entity_id] = {"name": entity.name, "kind": entity.kind, "qid": entity.qid or None}
    return conform([{"entity_id": entity_id, **rows[entity_id]} for entity_id in sorted(rows)], ENTITIES)


def _list_names(found: Iterable[tuple[Mention, Identity]], world: World) -> pd.DataFrame:
    names = {
        (identity.entity_id, world.languages[mention.article_id], _plain(mention, identity, world))
        for mention, identity in found
    }
    columns = ("entity_id", "language", "name")
    return conform([dict(zip(columns, name, strict=True)) for name in sorted(names)], ENTITY_NAMES)


def _plain(mention: Mention, identity: Identity, world: World) -> str:
    """The form without its genitive, where the stem is a name that is known."""
    name = as_printed(mention.text)
    if name in world.stems:
        return world.stems[name]
    code = world.languages[mention.article_id]
    surnames = {surname for _, some in world.present.get(mention.article_id, ()) for surname in some}
    for stem in without_genitive(mention.text, code)[1:]:
        form = load_gazetteer(code).find(stem)
        if stem in surnames or (form is not None and form.entity.entity_id == identity.entity_id):
            return stem
    return name


def _identify(mention: Mention, world: World) -> Identity | None:
    """Which entity a mention names, None where two fit."""
    form = in_table(mention, world.languages[mention.article_id])
    if mention.kind == "person":
        return identify_full(mention, world) if is_distinct(mention) else _identify_surname(mention, form, world)
    if form is not None:
        return from_table(form)
    name = as_printed(mention.text)
    if mention.kind == "place":
        known = world.places.get(world.stems.get(name, name)) or _place_of_adjective(name, world, mention)
        return known or Identity(hashed_id("place", name), name, "place", "same name", 0.6)
    return _identify_body(mention, mention.text, world)


def _identify_surname(mention: Mention, form: Form | None, world: World) -> Identity | None:
    """The person of the article with that surname; the one of the table; else somebody known in this article only."""
    stems = without_genitive(mention.text, world.languages[mention.article_id])
    fitting = [
        identity
        for identity, surnames in world.present.get(mention.article_id, ())
        if any(same_surname(stem, surname) for stem in stems for surname in surnames)
    ]
    if form is not None and (not fitting or any(one.entity_id == form.entity.entity_id for one in fitting)):
        return from_table(form)
    if len(fitting) > 1:
        return _choose(mention, stems[-1], fitting, world)
    if fitting:
        return replace(fitting[0], how="surname in article", score=0.9)
    return Identity(hashed_id("person", stems[-1], mention.article_id), stems[0], "person", "surname alone", 0.5)


def _choose(mention: Mention, surname: str, fitting: list[Identity], world: World) -> Identity | None:
    """Whom a shared surname means: by the gender that the text tells, else who bore it when no other was named yet."""
    text, code = world.texts[mention.article_id], world.languages[mention.article_id]
    gender = gender_beside(mention.start, mention.end, text, code)
    if gender != "any":
        fitting = [one for one in fitting if gender_of_person(one) == gender]
        return replace(fitting[0], how="surname and gender", score=0.7) if len(fitting) == 1 else None
    first = world.established.get((mention.article_id, surname))
    return next((replace(one, how="surname in use", score=0.7) for one in fitting if one.entity_id == first), None)


def gender_of_person(identity: Identity) -> str:
    """masculine, feminine or any: what the table or the given name tells."""
    known = known_entities().get(identity.entity_id)
    return (known.gender if known else "") or gender_of(identity.name)


def gender_beside(start: int, end: int, text: str, code: str) -> str:
    """The gender that a title before a name or a pronoun right after it tells, else any."""
    words = lexicon(code)
    before, after = text[max(0, start - _CONTEXT) : start].split(), text[end : end + _CONTEXT].split()
    title = words.title(before[-1]) if before else None
    pronoun = words.language.pronouns.get(after[0].casefold()) if after else None
    return title or (pronoun.gender if pronoun is not None else "any")


def _place_of_adjective(name: str, world: World, mention: Mention) -> Identity | None:
    """The unknown place that an adjective is made of, in whichever article it is named."""
    if mention.relation != "adjective":
        return None
    words = lexicon(world.languages[mention.article_id])
    for place, identity in world.places.items():
        if name in demonyms_of(place, words) or is_adjective_of(name, place, words):
            return replace(identity, how="adjective", score=0.7)
    return None


def _identify_body(mention: Mention, name: str, world: World) -> Identity:
    """An unknown body: the same name is the same body; its first word alone is its short name in the article."""
    full = [other for other in world.bodies.get(mention.article_id, ()) if other.split()[0] == name and other != name]
    chosen, how = (full[0], "short name") if full else (name, "same name")
    return Identity(hashed_id(mention.kind, chosen), chosen, mention.kind, how, 0.8)
