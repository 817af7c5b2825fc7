"""Mentions to entities: the table first, then full names across articles, then surnames within their article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from typing import NamedTuple

import pandas as pd

from helpers.naming.bodies import Bodies, plain_body
from helpers.naming.corrections import HOW, Verdict, fold_form, judge
from helpers.naming.gazetteer import Form, known_entities, load_gazetteer, without_genitive
from helpers.naming.lexicon import lexicon
from helpers.naming.meant import shows_place
from helpers.naming.names import gender_of, same_surname
from helpers.naming.people import CANONICAL_LANGUAGE, Identity, hashed_id
from helpers.naming.places import demonyms_of, is_adjective_of
from helpers.naming.spellings import fold, spelling
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
from helpers.tables import ALIASES, ENTITIES, ENTITY_NAMES, LINKS, conform, empty

# What has more words than this is rather the title of a show than a person ("Steve Harvey Morning Show").
_MOST_WORDS = 3
# How alike two full names of one body are at least (Organisation, Organization: 0.96; Rifle, Restaurant: 0.8).
_SAME_BODY = 0.9
# The words beside a name that may tell the gender of who bears it: a title before, "himself" after.
_CONTEXT = 12


class Linking(NamedTuple):
    """What `link_entities` returns: a row per linked mention, per entity that occurs, per form of an entity."""

    links: pd.DataFrame
    entities: pd.DataFrame
    entity_names: pd.DataFrame


def link_entities(articles: pd.DataFrame, mentions: pd.DataFrame, aliases: pd.DataFrame | None = None) -> Linking:
    """Which entity each mention names: the tables `links`, `entities`, `entity_names`.

    links: how it was linked in words and how sure that is (0 to 1); stands_for is the entity that the table says it
    may stand for, where the passage does not show that the place itself is meant. A surname that two people of its
    article share has no row. People are one across articles when their full names are spellings of one another, never
    on the surname alone. entities: those that occur, with those they stand for. entity_names: each form by the language
    of the article, without the genitive. What the user's `aliases` say of a form counts over everything else.
    """
    columns = list(Mention._fields)
    rows = [Mention(*row) for row in mentions[columns].itertuples(index=False, name=None)]
    verdicts = judge(articles, rows, empty(ALIASES) if aliases is None else aliases)
    rows = [row for row in rows if row.mention_id not in verdicts or verdicts[row.mention_id].is_name]
    world = look_around(articles, rows, decide=partial(_settle, rows, verdicts), decided=verdicts)
    found = [(mention, identity) for mention in rows if (identity := _identify(mention, world)) is not None]
    meant = _find_stood_for(found, world)
    links = [
        {
            "mention_id": mention.mention_id,
            "entity_id": identity.entity_id,
            "stands_for": meant.get(mention.mention_id),
            "how": identity.how,
            "score": identity.score,
        }
        for mention, identity in found
    ]
    names = _list_names(found, world, verdicts)
    return Linking(conform(links, LINKS), _list_entities(found, meant.values()), names)


def _settle(rows: list[Mention], verdicts: Mapping[str, Verdict], world: World) -> dict[str, Identity]:
    """Who or what each mention names that the user's corrections speak of."""
    names = {fold_form(verdict.name) for verdict in verdicts.values() if verdict.is_name and not verdict.entity_id}
    others: dict[str, Identity] = {}
    for mention in rows:
        key = fold_form(mention.text)
        if key in names and mention.mention_id not in verdicts and key not in others:
            # A bare surname means somebody else in each article.
            identity = None if mention.kind == "person" and not is_distinct(mention) else _identify(mention, world)
            others |= {key: identity} if identity is not None else {}
    return {
        mention.mention_id: _identity_of(verdict, others.get(fold_form(verdict.name)))
        for mention in rows
        if (verdict := verdicts.get(mention.mention_id)) is not None
    }


def _identity_of(verdict: Verdict, named: Identity | None) -> Identity:
    """Whom a verdict means: the entity it gives the id of, that of other mentions of the name, or a new one."""
    if named is not None and not verdict.entity_id and named.kind == verdict.kind:
        return replace(named, how=HOW, score=1.0)
    entity_id = verdict.entity_id or hashed_id(verdict.kind, verdict.name)
    return Identity(entity_id, verdict.name, verdict.kind, HOW, 1.0)


def _find_stood_for(found: Iterable[tuple[Mention, Identity]], world: World) -> dict[str, str]:
    """What mentions stand for by the table, without those whose passage shows that the place itself is meant."""
    known = known_entities()
    meant: dict[str, str] = {}
    # The last place shown to be meant, which takes the next one with it ("in Washington and Brussels").
    shown = ("", 0)
    for mention, identity in found:
        entity = known.get(identity.entity_id)
        if entity is None or not entity.stands_for:
            continue
        text, words = world.texts[mention.article_id], lexicon(world.languages[mention.article_id])
        own = entity.kind == "place" and mention.relation == "name" and as_printed(mention.text) in entity.names
        between = text[shown[1] : mention.start].strip() if shown[0] == mention.article_id else ""
        joined = words.has("conjunctions", between)
        if own and (joined or shows_place(mention.start, mention.end, text, words)):
            shown = (mention.article_id, mention.end)
        else:
            meant[mention.mention_id] = entity.stands_for
    return meant


def _list_entities(found: Iterable[tuple[Mention, Identity]], stood_for: Iterable[str]) -> pd.DataFrame:
    known = known_entities()
    rows: dict[str, dict[str, str | None]] = {}
    for _, identity in found:
        rows[identity.entity_id] = {"name": identity.name, "kind": identity.kind, "qid": None}
    for entity_id in stood_for:
        rows.setdefault(entity_id, {})
    for entity_id in rows:
        if entity_id in known:
            entity = known[entity_id]
            rows[entity_id] = {"name": entity.name, "kind": entity.kind, "qid": entity.qid or None}
    return conform([{"entity_id": entity_id, **rows[entity_id]} for entity_id in sorted(rows)], ENTITIES)


def _list_names(
    found: Iterable[tuple[Mention, Identity]], world: World, verdicts: Mapping[str, Verdict]
) -> pd.DataFrame:
    names = set()
    for mention, identity in found:
        code, verdict = world.languages[mention.article_id], verdicts.get(mention.mention_id)
        form = _plain(mention, identity, world) if verdict is None else verdict.plain(mention.text, code)
        names.add((identity.entity_id, code, form))
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
    if mention.mention_id in world.decided:
        return world.decided[mention.mention_id]
    form = in_table(mention, world.languages[mention.article_id])
    if mention.kind == "person":
        return identify_full(mention, world) if is_distinct(mention) else _identify_surname(mention, form, world)
    if form is not None and not _is_contradicted(form, mention, world):
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
    bearer = _bearer_of(stems, mention.article_id, world)
    if bearer is not None:
        return replace(bearer, how="part of the name in article", score=0.75)
    return Identity(hashed_id("person", stems[-1], mention.article_id), stems[0], "person", "surname alone", 0.5)


def _bearer_of(stems: Sequence[str], article_id: str, world: World) -> Identity | None:
    """The one person of the article whose full name holds the word ("Thaksin" of "Thaksin Shinawatra")."""
    names = [(one, one.name.split()) for one, _ in world.present.get(article_id, ())]
    fitting = [one for one, words in names if len(words) <= _MOST_WORDS and set(stems) & set(words)]
    return fitting[0] if len(fitting) == 1 else None


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
    # "Christian" is made of no place, even where "Christ" is taken for one.
    if mention.relation != "adjective" or fold(name) in spelling().given_names:
        return None
    words = lexicon(world.languages[mention.article_id])
    for place, identity in world.places.items():
        if name in demonyms_of(place, words) or is_adjective_of(name, place, words):
            return replace(identity, how="adjective", score=0.7)
    return None


def _identify_body(mention: Mention, name: str, world: World) -> Identity:
    """A body by its name without legal form, else by its acronym or full name in the article, where the table has it.

    One that the table does not have is who the same name means elsewhere; an acronym or a first word alone is short
    for the full name in its article.
    """
    if mention.kind != "organisation":
        return Identity(hashed_id(mention.kind, name), name, mention.kind, "same name", 0.8)
    code, bodies = world.languages[mention.article_id], world.bodies.get(mention.article_id, Bodies())
    plain = plain_body(name, code)
    for other, how in ((plain, "table"), (bodies.partner(plain), "acronym in article")):
        form = in_table(mention._replace(text=other), code) if other is not None else None
        if form is not None and not _is_contradicted(form, mention, world):
            return replace(from_table(form), how=how, score=0.9)
    chosen, how = bodies.full_name(plain)
    return Identity(hashed_id(mention.kind, chosen), chosen, mention.kind, how, 0.8)


def _is_contradicted(form: Form, mention: Mention, world: World) -> bool:
    """Whether the article spells an acronym out as another body than the table has it for.

    "National Restaurant Association (NRA)" is not the National Rifle Association. Only in the language of the table's
    own names: in another one the full name may be a translation that the table does not have.
    """
    code, bodies = world.languages[mention.article_id], world.bodies.get(mention.article_id)
    if bodies is None or form.entity.kind != "organisation" or code != CANONICAL_LANGUAGE:
        return False
    plain = plain_body(mention.text, code)
    full = bodies.spelled_out.get(plain) or (plain if bodies.partner(plain) else "")
    names = [fold(name) for name in (form.entity.name, *form.entity.names) if " " in name]
    alike = (SequenceMatcher(None, fold(full), name).ratio() for name in names)
    return bool(full and names) and max(alike) < _SAME_BODY
