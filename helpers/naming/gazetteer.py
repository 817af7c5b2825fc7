"""The table of known entities, `resources/entities.csv`, as forms to look up in a text.

A column `xx` holds names in the language xx, `xx_adjectives` its adjectives and words for inhabitants; lists are
separated by "|". `alone` are surnames that tell the person without a full name; `after` and `not_before` are words of
which one must, or none may, stand beside the form. Names of all languages count everywhere, adjectives in their own
language only.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from helpers.languages import load_language
from helpers.naming.spellings import spelling
from helpers.naming.tokens import pieces

_ADJECTIVES = "_adjectives"
_NO_GENITIVE = ("s", "ß", "x", "z", "ce")
_SHORTEST_GENITIVE = 3


@dataclass(frozen=True)
class Entity:
    """One row of the table; `gender`, `qid` and `stands_for` are empty where they are not known."""

    entity_id: str
    name: str
    kind: str
    qid: str
    gender: str
    stands_for: str
    names: tuple[str, ...]
    alone: tuple[str, ...]
    adjectives: Mapping[str, tuple[str, ...]]
    after: frozenset[str]
    not_before: frozenset[str]

    @property
    def surnames(self) -> tuple[str, ...]:
        """The surnames of a person, in each spelling."""
        return tuple(dict.fromkeys([*self.alone, *(surname_of(name) for name in self.names)]))


@dataclass(frozen=True)
class Form:
    """What one form in a text means: an entity, by name or by adjective (inhabitants are adjectives too)."""

    entity: Entity
    relation: str
    alone: bool


@dataclass(frozen=True)
class Gazetteer:
    """All forms that one language knows, by their tokens; `lengths` tells how many tokens may follow a first one."""

    forms: Mapping[tuple[str, ...], Form]
    lengths: Mapping[str, tuple[int, ...]]

    def find(self, text: str) -> Form | None:
        """What a whole form means, None where the table does not know it."""
        return self.forms.get(pieces(text))


@cache
def known_entities() -> Mapping[str, Entity]:
    """All entities of the table by their ids, in the order of the file."""
    file = resources.files("helpers") / "resources" / "entities.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines(), delimiter=";")
    entities = [_read_entity(row) for row in rows]
    return {entity.entity_id: entity for entity in entities}


def surname_of(name: str) -> str:
    """The last word of a name with the particles before it.

    >>> surname_of("Ursula von der Leyen")
    'von der Leyen'
    """
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in spelling().particles:
        first -= 1
    return " ".join(words[first:])


@cache
def load_gazetteer(code: str) -> Gazetteer:
    """The forms that count in texts of this language; where two entities share a form the first row has it."""
    forms: dict[tuple[str, ...], Form] = {}
    for entity in known_entities().values():
        for text, form in _forms_of(entity, code):
            forms.setdefault(pieces(text), form)
    lengths: dict[str, set[int]] = {}
    for key in forms:
        lengths.setdefault(key[0], set()).add(len(key))
    return Gazetteer(forms, {first: tuple(sorted(some, reverse=True)) for first, some in lengths.items()})


def genitives(name: str, code: str) -> list[str]:
    """The name in the genitive of a language that has endings for it; none in others."""
    if len(name) < _SHORTEST_GENITIVE or not name[-1].isalpha() or name.endswith(_NO_GENITIVE):
        return []
    return [name + ending for ending in sorted(load_language(code).words_of("genitive_endings"))]


def without_genitive(name: str, code: str) -> list[str]:
    """What `name` may be the genitive of, itself first."""
    stems = [name.removesuffix(ending) for ending in sorted(load_language(code).words_of("genitive_endings"))]
    return [name, *(stem for stem in stems if name in genitives(stem, code))]


def _read_entity(row: Mapping[str, str]) -> Entity:
    adjectives = {
        column.removesuffix(_ADJECTIVES): _list(row[column]) for column in row if column.endswith(_ADJECTIVES)
    }
    names = [row["name"], *(name for code in sorted(adjectives) for name in _list(row[code]))]
    return Entity(
        entity_id=row["entity_id"],
        name=row["name"],
        kind=row["kind"],
        qid=row["qid"],
        gender=row["gender"],
        stands_for=row["stands_for"],
        names=tuple(dict.fromkeys(names)),
        alone=_list(row["alone"]),
        adjectives=adjectives,
        after=frozenset(_list(row["after"])),
        not_before=frozenset(_list(row["not_before"])),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _forms_of(entity: Entity, code: str) -> Iterator[tuple[str, Form]]:
    for some, alone in ((entity.names, False), (entity.alone, True)):
        for name in some:
            for text in (name, *genitives(name, code), *_noun_genitives(entity, name, code)):
                yield text, Form(entity, "name", alone)
    for word in entity.adjectives.get(code, ()):
        for text in _inflected(word, code):
            yield text, Form(entity, "adjective", alone=False)


def _noun_genitives(entity: Entity, name: str, code: str) -> list[str]:
    """The other genitive, which names of bodies and events may have as the common nouns they are made of."""
    if entity.kind in ("person", "place") or name.endswith(_NO_GENITIVE):
        return []
    return [name + ending for ending in sorted(load_language(code).words_of("noun_genitive_endings"))]


def _inflected(word: str, code: str) -> Iterator[str]:
    """An adjective with its endings, small and with a capital; an inhabitant with those of men and women."""
    language = load_language(code)
    yield word
    if word[0].islower():
        for ending in ("", *sorted(language.words_of("adjective_endings"))):
            yield word + ending
            yield word[0].upper() + word[1:] + ending
        return
    for ending in sorted(language.words_of("inhabitant_endings")):
        yield word + ending
    for ending in sorted(language.words_of("inhabitant_feminine_endings")):
        yield word.removesuffix("e") + ending
