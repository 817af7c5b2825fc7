"""Distinct names of all articles put together: which full names are one person's, which places are one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from helpers.naming.clusters import Match, find_matches
from helpers.naming.gazetteer import known_entities
from helpers.naming.names import NEARLY, SAME_GIVEN, compare_given, compare_names
from helpers.naming.parts import parse_name
from helpers.naming.spellings import fold, likeness, spelling

_HEX = 16
# Two likenesses that differ by no more are one: a middle name that only one has takes this much off.
_AS_LIKE = 0.02
_SAME_PLACE = 0.92
_SHORTEST_STEM = 5
# The language of the names that are shown, and of those in the table's column `name`.
CANONICAL_LANGUAGE = "en"


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


def identify_people(
    names: Mapping[str, Mapping[str, int]], homes: Mapping[str, frozenset[str]] | None = None
) -> dict[str, Identity]:
    """Who each full name is; `names` counts it by language, `homes` tells in which articles it stands.

    A name that is a spelling of one in the table is that person; others are one person where their names are
    spellings of the canonical form and none of the forms is clearly somebody else's (George Bush, George W. Bush,
    George H. W. Bush), nor told apart by an article that has both. The canonical form is the one most used in English,
    else the one most used.
    """
    tabled = _tabled_people()
    ranked = sorted(names, key=lambda name: _rank(name, names))
    identities: dict[str, Identity] = {}
    groups: dict[str, list[str]] = {}
    # Names of the table come first, so that each other name finds them among those before it.
    for name, matches in find_matches(ranked, known=tuple(tabled)):
        same = [match for match in matches if match.same]
        known = [Match(name, 1.0, (), same=True)] if name in tabled else [one for one in same if one.name in tabled]
        found = known or [match for match in same if _fits(name, groups.get(match.name, []), homes or {})]
        likest = _choose(found)
        if likest is None:
            identities[name] = Identity(hashed_id("person", name), name, "person", "full name", 0.9)
            # A name that may be two people's takes no others in.
            groups |= {} if found else {name: [name]}
        elif known:
            entity, how = known_entities()[tabled[likest.name]], "spelling of a name in the table"
            identities[name] = Identity(entity.entity_id, entity.name, "person", how, round(likest.score, 3))
        else:
            groups[likest.name].append(name)
            identities[name] = replace(
                identities[likest.name], how="spelling of the name", score=round(likest.score, 3)
            )
    return identities


def _choose(matches: list[Match]) -> Match | None:
    """The likest match, none where another one is as like and clearly somebody else."""
    if not matches:
        return None
    others = (match for match in matches[1:] if match.score >= matches[0].score - _AS_LIKE)
    return None if any(compare_names(match.name, matches[0].name) <= NEARLY for match in others) else matches[0]


def _fits(name: str, group: list[str], homes: Mapping[str, frozenset[str]]) -> bool:
    """Whether a name may be that of a group, which none of its forms speaks against."""
    return bool(group) and all(
        compare_names(name, form) > NEARLY and not _are_told_apart(name, form, homes) for form in group
    )


def _are_told_apart(name: str, other: str, homes: Mapping[str, frozenset[str]]) -> bool:
    """Whether one article has both, with given names that are not the same (Anton Bauer, Antonia Bauer)."""
    if homes.get(name, frozenset()).isdisjoint(homes.get(other, ())):
        return False
    # "Karl" and "Karl-Heinz" are brothers, or father and son.
    first, second = fold(name.split()[0]), fold(other.split()[0])
    if first.startswith(f"{second}-") or second.startswith(f"{first}-"):
        return True
    one, two = parse_name(name).words[:1], parse_name(other).words[:1]
    return bool(one and two) and compare_given(one[0], two[0]) < SAME_GIVEN


@cache
def _tabled_people() -> Mapping[str, str]:
    """The names of the people in the table, with their ids."""
    forms: dict[str, str] = {}
    for entity in known_entities().values():
        if entity.kind == "person":
            forms |= {name: entity.entity_id for name in entity.names if name not in forms}
    return forms


def _rank(name: str, names: Mapping[str, Mapping[str, int]]) -> tuple[int, int, str]:
    counts = names[name]
    return -counts.get(CANONICAL_LANGUAGE, 0), -sum(counts.values()), name


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
