"""What linking one mention may look at: who and what all articles name, and who stands in the same article."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from helpers.naming.bodies import Bodies, find_bodies
from helpers.naming.gazetteer import Form, known_entities, load_gazetteer, surname_of, without_genitive
from helpers.naming.lexicon import lexicon
from helpers.naming.lookup import after_prefix
from helpers.naming.names import same_surname
from helpers.naming.people import Identity, identify_people, identify_places

_LONGEST_ACRONYM = 4


class Mention(NamedTuple):
    """The columns of `mentions` that linking reads."""

    mention_id: str
    article_id: str
    start: int
    end: int
    text: str
    kind: str
    relation: str


@dataclass(frozen=True)
class World:
    """All that linking one mention may look at."""

    texts: Mapping[str, str]
    languages: Mapping[str, str]
    stems: Mapping[str, str]
    people: Mapping[str, Identity]
    places: Mapping[str, Identity]
    bodies: Mapping[str, Bodies]
    present: Mapping[str, tuple[tuple[Identity, tuple[str, ...]], ...]]
    established: Mapping[tuple[str, str], str]
    decided: Mapping[str, Identity]


def look_around(
    articles: pd.DataFrame,
    rows: list[Mention],
    *,
    decide: Callable[[World], Mapping[str, Identity]] = lambda _: {},
    decided: Collection[str] = (),
) -> World:
    """The people and places of all articles by their distinct names; who stands in which article with a full name.

    `decided` are mentions whose entity is told from outside: their names are compared with no others, and `decide`
    tells it once all other names are known.
    """
    languages = dict(zip(articles["article_id"], articles["language"], strict=True))
    counts: dict[str, dict[str, dict[str, int]]] = {"person": {}, "place": {}}
    homes: dict[str, set[str]] = {}
    for mention in rows:
        code = languages[mention.article_id]
        if mention.relation == "adjective" or mention.mention_id in decided:
            continue
        if is_distinct(mention) and in_table(mention, code) is None:
            homes.setdefault(as_printed(mention.text), set()).add(mention.article_id)
            by_language = counts[mention.kind].setdefault(as_printed(mention.text), {})
            by_language[code] = by_language.get(code, 0) + 1
    stems = {name: _stem_among(name, some) for some in counts.values() for name in some}
    people, places = ({name: some for name, some in counts[kind].items() if stems[name] == name} for kind in counts)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    world = World(
        texts=texts,
        languages=languages,
        stems=stems,
        people=identify_people(people, {name: frozenset(some) for name, some in homes.items()}),
        places=identify_places(places),
        bodies=find_bodies(rows, texts, languages),
        present={},
        established={},
        decided={},
    )
    world = replace(world, decided=decide(world))
    world = replace(world, present=_find_present(rows, world))
    return replace(world, established=_find_established(rows, world))


def is_distinct(mention: Mention) -> bool:
    """Whether a name tells by itself who or what it is: a place, or a person with more than a surname."""
    return mention.kind == "place" or (mention.kind == "person" and surname_of(mention.text) != mention.text)


def as_printed(text: str) -> str:
    """A name in capitals ("TOLVANE") as it is printed elsewhere."""
    return text.capitalize() if len(text) > _LONGEST_ACRONYM and text.isupper() and text.isalpha() else text


def _stem_among(name: str, counts: Mapping[str, Mapping[str, int]]) -> str:
    """The name that `name` is the genitive of, where that stands in some article too."""
    stems = [stem for code in sorted(counts[name]) for stem in without_genitive(name, code)[1:] if stem in counts]
    return stems[0] if stems else name


def _find_present(rows: list[Mention], world: World) -> dict[str, tuple[tuple[Identity, tuple[str, ...]], ...]]:
    """Who stands in each article with a full name, with the surnames that may stand for them there, in order."""
    present: dict[str, dict[str, tuple[Identity, tuple[str, ...]]]] = {}
    for mention in rows:
        if mention.kind != "person" or mention.relation == "adjective" or not is_distinct(mention):
            continue
        identity = identify_full(mention, world)
        if identity is None:
            continue
        some = present.setdefault(mention.article_id, {})
        known = known_entities().get(identity.entity_id)
        own = some.get(identity.entity_id, (identity, known.surnames if known else ()))[1]
        surname = surname_of(world.stems.get(mention.text, mention.text))
        some[identity.entity_id] = (identity, tuple(dict.fromkeys([*own, surname])))
    return {article_id: tuple(some.values()) for article_id, some in present.items()}


def _find_established(rows: list[Mention], world: World) -> dict[tuple[str, str], str]:
    """Who bears a bare surname in an article: the only one named before its first use, or the first named after it."""
    named: dict[str, dict[str, tuple[str, ...]]] = {}
    used: dict[tuple[str, str], str] = {}
    surnames = {(article_id, one.entity_id): own for article_id, some in world.present.items() for one, own in some}
    for mention in rows:
        if mention.kind != "person" or mention.relation == "adjective":
            continue
        here = named.setdefault(mention.article_id, {})
        if is_distinct(mention):
            identity = identify_full(mention, world)
            if identity is None or identity.entity_id in here:
                continue
            here[identity.entity_id] = surnames.get((mention.article_id, identity.entity_id), ())
            for surname in here[identity.entity_id]:
                if used.get((mention.article_id, surname)) == "":
                    used[mention.article_id, surname] = identity.entity_id
            continue
        if mention.mention_id in world.decided:
            continue
        surname = without_genitive(mention.text, world.languages[mention.article_id])[-1]
        fitting = [one for one, some in here.items() if any(same_surname(surname, own) for own in some)]
        if len(fitting) < 2:
            used.setdefault((mention.article_id, surname), fitting[0] if fitting else "")
    return used


def in_table(mention: Mention, code: str) -> Form | None:
    """What the table says of a mention, None where it knows no such name of that kind."""
    form = _look_up(mention.text, mention.relation, code)
    return form if form is not None and form.entity.kind == mention.kind else None


@lru_cache(maxsize=50_000)
def _look_up(text: str, relation: str, code: str) -> Form | None:
    gazetteer = load_gazetteer(code)
    form = gazetteer.find(text) or gazetteer.find(as_printed(text))
    return after_prefix(text, gazetteer, lexicon(code)) if form is None and relation != "name" else form


def identify_full(mention: Mention, world: World) -> Identity | None:
    """Who a full name is: the one it was decided to be, the table's, or the person that all articles know by it."""
    if mention.mention_id in world.decided:
        return world.decided[mention.mention_id]
    form = in_table(mention, world.languages[mention.article_id])
    if form is not None:
        return from_table(form)
    return world.people.get(world.stems.get(mention.text, mention.text))


def from_table(form: Form) -> Identity:
    """The entity of the table that a form means."""
    entity = form.entity
    how = "surname in the table" if form.alone else "table"
    return Identity(entity.entity_id, entity.name, entity.kind, how, 0.85 if form.alone else 0.95)
