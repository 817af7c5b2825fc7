"""Distinct names of all articles put together: which full names are one person's, which places are one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from helpers.naming.gazetteer import Entity, known_entities
from helpers.naming.names import same_full_name, skeleton
from helpers.naming.spellings import fold, likeness, spelling

_HEX = 16
_SAME_PLACE = 0.92
_SHORTEST_STEM = 5
_CANONICAL_LANGUAGE = "en"


@dataclass(frozen=True)
class Identity:
    """Who a name stands for: the id, the name to show, and why, with how sure that is (0 to 1)."""

    entity_id: str
    name: str
    kind: str
    how: str
    score: float


def hashed_id(*parts: str) -> str:
    """An id made of a kind, a name and what else tells it apart."""
    return hashlib.sha256("|".join(fold(part) for part in parts).encode()).hexdigest()[:_HEX]


def identify_people(names: Mapping[str, Mapping[str, int]]) -> dict[str, Identity]:
    """Who each full name is; `names` counts it by language.

    A name that is a spelling of one in the table is that person; others are one person where their names are
    spellings of each other. The canonical form is the one most used in English, else the one most used.
    """
    tabled = _tabled_people()
    identities: dict[str, Identity] = {}
    groups: dict[str, list[list[str]]] = {}
    for name in sorted(names, key=lambda name: _rank(name, names)):
        best = max(
            ((same_full_name(name, other), entity.entity_id) for other, entity in tabled.get(skeleton(name), ())),
            default=(0.0, ""),
        )
        if best[0]:
            entity, how = known_entities()[best[1]], "spelling of a name in the table"
            identities[name] = Identity(entity.entity_id, entity.name, "person", how, round(best[0], 3))
            continue
        group = _group_of(name, groups.setdefault(skeleton(name), []))
        canonical = group[0]
        same = canonical == name
        how, score = ("full name", 0.9) if same else ("spelling of the name", round(same_full_name(name, canonical), 3))
        identities[name] = Identity(hashed_id("person", canonical), canonical, "person", how, score)
    return identities


def _group_of(name: str, groups: list[list[str]]) -> list[str]:
    """The group whose first name is the likest of those that are the same person, or a new one."""
    likest = max(groups, key=lambda group: same_full_name(name, group[0]), default=None)
    if likest is None or not same_full_name(name, likest[0]):
        likest = []
        groups.append(likest)
    likest.append(name)
    return likest


@cache
def _tabled_people() -> Mapping[str, list[tuple[str, Entity]]]:
    """The people of the table by the skeleton of each of their names."""
    blocks: dict[str, list[tuple[str, Entity]]] = {}
    for entity in known_entities().values():
        if entity.kind == "person":
            for name in entity.names:
                blocks.setdefault(skeleton(name), []).append((name, entity))
    return blocks


def _rank(name: str, names: Mapping[str, Mapping[str, int]]) -> tuple[int, int, str]:
    counts = names[name]
    return -counts.get(_CANONICAL_LANGUAGE, 0), -sum(counts.values()), name


def identify_places(names: Mapping[str, Mapping[str, int]]) -> dict[str, Identity]:
    """Which place each unknown name is; `names` counts it by language. Spellings of two languages may be one place."""
    identities: dict[str, Identity] = {}
    canonical: list[str] = []
    for name in sorted(names, key=lambda name: _rank(name, names)):
        same = [other for other in canonical if _same_place(name, other, names)]
        if not same:
            canonical.append(name)
        chosen = same[0] if same else name
        how, score = ("same name", 0.8) if fold(chosen) == fold(name) else ("name in another language", 0.7)
        identities[name] = Identity(hashed_id("place", chosen), chosen, "place", how, score)
    return identities


def _same_place(first: str, second: str, names: Mapping[str, Mapping[str, int]]) -> bool:
    if fold(first) == fold(second):
        return True
    if set(names[first]) & set(names[second]) or min(len(first), len(second)) < _SHORTEST_STEM or " " in first + second:
        return False
    return _stem(first) == _stem(second) or likeness(first, second) >= _SAME_PLACE


def _stem(place: str) -> str:
    plain = fold(place)
    for ending in spelling().place_endings:
        if plain.endswith(ending) and len(plain) >= _SHORTEST_STEM + len(ending):
            return plain.removesuffix(ending)
    return plain
