"""How alike two words of a name sound, whichever language spelled them.

A word becomes a row of sounds (`resources/names.toml` says which letters make one); the likeness of two rows is one
less their edit distance, where vowels are cheap and sounds that languages write for each other ("ch", "tsch", "kh")
cost little.
"""

from __future__ import annotations

import math
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_APOSTROPHES = frozenset("'’‘`ʼʹʻ´")
_OPEN_VOWELS = frozenset("aeou")
_VOWELS = _OPEN_VOWELS | {"i"}
_VOWEL_LETTERS = frozenset("aeiou")
# What one sound weighs in the length of a word, and what it costs to leave it out.
_VOWEL_WEIGHT = 0.45
_GAP = {"i": 0.08, "h": 0.15, "t": 0.75} | dict.fromkeys(_OPEN_VOWELS, 0.3)
_VOWEL_FOR_CONSONANT = 1.2
_VOWEL_FOR_VOWEL = 0.25
_E_FOR_I = 0.15


@dataclass(frozen=True)
class Spelling:
    """The tables of `names.toml`; the lists of words keep the order of the file."""

    letters: Mapping[int, str]
    endings: tuple[tuple[str, str], ...]
    sounds: tuple[tuple[str, str], ...]
    costs: Mapping[tuple[str, str], float]
    particles: frozenset[str]
    titles: frozenset[str]
    feminine_given_endings: frozenset[str]
    nobility: frozenset[str]
    fathers: frozenset[str]
    patronymics: tuple[str, ...]
    generations: Mapping[str, str]
    numerals: frozenset[str]
    feminine_endings: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    equal_given_names: Mapping[str, frozenset[int]]
    strict_given_names: frozenset[str]
    given_names: Mapping[str, str]
    place_endings: tuple[str, ...]
    legal_forms: frozenset[str]
    acronym_links: frozenset[str]


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((resources.files("helpers") / "resources" / "names.toml").read_text(encoding="utf-8"))


@cache
def _latin() -> dict[int, str]:
    """The letters of other scripts as `fold` writes them."""
    return str.maketrans(_tables()["latin"])


@cache
def spelling() -> Spelling:
    """The rules and words of `resources/names.toml`, read once."""
    found = _tables()
    words = found["words"]
    costs = {(pair[0], pair[1]): float(cost) for pair, cost in found["costs"].items()}
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(words["equal_given_names"]):
        for name in group:
            groups.setdefault(name, set()).add(number)
    return Spelling(
        letters=str.maketrans(found["letters"]),
        endings=tuple(sorted(found["endings"].items(), key=lambda ending: -len(ending[0]))),
        sounds=tuple(sorted(found["sounds"].items(), key=lambda sound: -len(sound[0]))),
        costs=costs | {(second, first): cost for (first, second), cost in costs.items()},
        particles=frozenset(map(fold, words["particles"])),
        titles=frozenset(map(fold, words["titles"])),
        feminine_given_endings=frozenset(words["feminine_given_endings"]),
        nobility=frozenset(words["nobility"]),
        fathers=frozenset(words["fathers"]),
        patronymics=tuple(words["patronymics"]),
        generations={word: same[0] for same in words["generations"] for word in same},
        numerals=frozenset(words["numerals"]),
        feminine_endings=tuple((tuple(hers), tuple(his)) for hers, his in words["feminine_endings"]),
        equal_given_names={name: frozenset(numbers) for name, numbers in groups.items()},
        strict_given_names=frozenset(words["strict_given_names"]),
        given_names={name: gender for gender, names in found["given_names"].items() for name in names},
        legal_forms=frozenset(words["legal_forms"]),
        acronym_links=frozenset(words["acronym_links"]),
        place_endings=tuple(sorted(words["place_endings"], key=lambda ending: (-len(ending), ending))),
    )


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """`text` in small Latin letters without accents, ß as ss.

    >>> fold("Müller"), fold("Лавров")
    ('muller', 'lavrov')
    """
    # Cyrillic й and ї lose their marks in NFKD, so they are read before it.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).casefold().translate(_latin()))
    return "".join(character for character in plain if not unicodedata.combining(character))


@lru_cache(maxsize=100_000)
def sounds_of(word: str) -> str:
    """The sounds of a word, one sign each, none twice in a row.

    >>> sounds_of("Lavrov") == sounds_of("Lawrow")
    True
    """
    rules = spelling()
    plain = fold(word.lower().translate(rules.letters))
    plain = "".join(character for character in plain if character not in _APOSTROPHES)
    plain = _without_lengths(_with_common_ending(_without_umlaut_pairs(plain), rules))
    signs: list[str] = []
    position = 0
    while position < len(plain):
        letters, sign = _sound_at(plain, position, rules)
        position += letters
        if sign.isalpha() and (not signs or signs[-1] != sign):
            signs.append(sign)
    return "".join(signs)


def _sound_at(plain: str, position: int, rules: Spelling) -> tuple[int, str]:
    for letters, sign in rules.sounds:
        if plain.startswith(letters, position):
            return len(letters), sign
    return 1, "i" if plain[position] in "iyj" else plain[position]


def _without_umlaut_pairs(plain: str) -> str:
    # "ue" before n is French or Spanish ("Manuen"), not a German ü.
    for pair in ("ae", "oe", "ue"):
        parts = plain.split(pair)
        plain = parts[0] + "".join(
            (pair if pair == "ue" and rest.startswith("n") else pair[0]) + rest for rest in parts[1:]
        )
    return plain


def _with_common_ending(plain: str, rules: Spelling) -> str:
    for ending, common in rules.endings:
        if plain.endswith(ending):
            return plain[: -len(ending)] + common
    return plain


def _without_lengths(plain: str) -> str:
    """An h after a vowel and before no vowel only makes it long; a j there is an i."""
    kept = []
    for before, letter, after in zip(" " + plain, plain, plain[1:] + " ", strict=False):
        if letter in "hj" and before in _VOWEL_LETTERS and after not in _VOWEL_LETTERS and after != "y":
            if letter == "j":
                kept.append("i")
            continue
        kept.append(letter)
    return "".join(kept)


@lru_cache(maxsize=200_000)
def distance(first: str, second: str, most: float = math.inf) -> float:
    """What it costs to turn one row of sounds into the other; no exact figure where it is more than `most`."""
    gaps = [_GAP.get(sign, 1.0) for sign in second]
    above = [0.0]
    for gap in gaps:
        above.append(above[-1] + gap)
    # Names by the thousand spend their time in this loop: no call that a cell can do without.
    for sign in first:
        own, swaps = _GAP.get(sign, 1.0), _swaps_of(sign)
        cost = above[0] + own
        row = [cost]
        for other, gap, before, over in zip(second, gaps, above, above[1:], strict=False):
            cost += gap
            if over + own < cost:
                cost = over + own
            if before + swaps[other] < cost:
                cost = before + swaps[other]
            row.append(cost)
        if min(row) > most:
            return min(row)
        above = row
    return above[-1]


class _Swaps(dict[str, float]):
    """What it costs to read one sound for each other."""

    def __init__(self, sign: str) -> None:
        super().__init__()
        self.sign = sign

    def __missing__(self, other: str) -> float:
        self[other] = _swap(self.sign, other)
        return self[other]


@lru_cache(maxsize=100_000)
def _swaps_of(sign: str) -> _Swaps:
    return _Swaps(sign)


def _swap(first: str, second: str) -> float:
    if first == second:
        return 0.0
    vowels = (first in _VOWELS) + (second in _VOWELS)
    if vowels == 2:
        return _E_FOR_I if {first, second} == {"e", "i"} else _VOWEL_FOR_VOWEL
    known = spelling().costs.get((first, second))
    if known is not None:
        return known
    return _VOWEL_FOR_CONSONANT if vowels else 1.0


def likeness(first: str, second: str, fewest: float = 0.0) -> float:
    """How alike two words sound, 0 to 1; accents that one spelling leaves out take nothing off.

    No exact figure where it is less than `fewest`, which takes less time.
    """
    one, other = sounds_of(first), sounds_of(second)
    if not one or not other:
        return 0.0
    if fold(first) == fold(second):
        return 1.0
    weight = max(_weight(one), _weight(other))
    return max(0.0, 1 - distance(one, other, (1 - fewest) * weight) / weight)


@lru_cache(maxsize=200_000)
def _weight(signs: str) -> float:
    return sum(_VOWEL_WEIGHT if sign in _VOWELS else 1.0 for sign in signs) or 0.5
