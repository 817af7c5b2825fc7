"""Distinct names of all articles put side by side: which are compared at all, which are one person's or nearly.

Two names are compared where they share a key, made of the consonants of a given name and of the surname: all with all
would take days for 100,000 names.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from helpers.naming.names import FEWEST_GIVEN, FEWEST_SURNAME, NEARLY, compare_given, explain_names, same_full_name
from helpers.naming.parts import KEPT, Name, letters_of, parse_name
from helpers.naming.spellings import fold, likeness, sounds_of, spelling

# Sounds that may stand for each other fall in one class, so that no pair is lost before it is compared.
_CLASSES = dict.fromkeys("QCSHJGTzscXkgK", "s") | dict.fromkeys("vf", "f") | dict.fromkeys("td", "t")
_CLASSES |= dict.fromkeys("bp", "p")
_SILENT = frozenset("aeouih")
# How "ch" and "kh" sound: some languages write an h, or nothing, for them at the start (Chaim, Haim).
_BREATHED = frozenset("HX")
# The first consonants of a given name that a key holds; the fewest of a surname of which one may be missing.
_GIVEN_LENGTH, _FEWEST_TO_LEAVE = 2, 3


class Keys(NamedTuple):
    """What a name is found by, and what it looks for: `common` keys are shared with many names that sound unlike."""

    own: frozenset[str]
    common: frozenset[str]
    rare: frozenset[str]


class Match(NamedTuple):
    """Another name, how alike it is and why; `same` where both are held to be one person's."""

    name: str
    score: float
    reasons: tuple[str, ...]
    same: bool


class _Alike(dict[str, bool]):
    """Which words sound like one of them, each asked once."""

    def __init__(self, word: str, ask: Callable[[str, str], bool]) -> None:
        super().__init__()
        self.word, self.ask = word, ask

    def __missing__(self, other: str) -> bool:
        self[other] = self.ask(self.word, other)
        return self[other]


class _Listed:
    """Names in order, to be found by their keys."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names: list[str] = []
        self.words: list[tuple[str, str]] = []
        self.index: dict[str, list[int]] = defaultdict(list)
        for name in names:
            self.add(name, blocking_keys(name), _outer_words(name))

    def add(self, name: str, keys: Keys, words: tuple[str, str]) -> None:
        for key in keys.own:
            self.index[key].append(len(self.names))
        self.names.append(name)
        self.words.append(words)

    def find(self, keys: Keys, given: _Alike, surname: _Alike) -> list[str]:
        """The names that share a key, in order."""
        # Most names that share a key sound unlike; they are dropped here, where names come by the thousand.
        found = {
            place
            for place in set().union(*(self.index[key] for key in keys.common if key in self.index))
            if given[self.words[place][0]] and surname[self.words[place][1]]
        }
        found = found.union(*(self.index[key] for key in keys.rare if key in self.index))
        return [self.names[place] for place in sorted(found)]


# The names of the table are the same for every call, and take much longer than those of a few articles.
_list_known = lru_cache(maxsize=2)(_Listed)


def find_matches(names: Iterable[str], *, known: tuple[str, ...] = ()) -> Iterator[tuple[str, list[Match]]]:
    """Each name with those before it that are the same person's or nearly, the likest first.

    `known` stand before all others, those of them left out that are among `names` too.
    """
    names = list(names)
    own, first, before = set(names), _list_known(known), _Listed()
    givens: dict[str, _Alike] = {}
    surnames: dict[str, _Alike] = {}
    for name in names:
        keys, words = blocking_keys(name), _outer_words(name)
        given = givens.setdefault(words[0], _Alike(words[0], _given_alike))
        surname = surnames.setdefault(words[1], _Alike(words[1], _surnames_alike))
        found = [other for other in first.find(keys, given, surname) if other not in own]
        found += before.find(keys, given, surname)
        matches = [match for other in found if (match := _match(name, other)) is not None]
        yield name, sorted(matches, key=lambda match: -match.score)
        before.add(name, keys, words)


def _outer_words(name: str) -> tuple[str, str]:
    """The only given name (nothing where there are more), and the surname."""
    words = parse_name(name).words
    return words[0] if len(words) == 2 else "", words[-1] if words else ""


def _given_alike(first: str, second: str) -> bool:
    return not first or not second or compare_given(first, second) >= FEWEST_GIVEN


def _surnames_alike(first: str, second: str) -> bool:
    return likeness(first, second, FEWEST_SURNAME) >= FEWEST_SURNAME


def _match(name: str, other: str) -> Match | None:
    found = explain_names(other, name)
    same = same_full_name(other, name)
    return Match(other, max(same, found.score), found.reasons, same > 0) if same or found.score >= NEARLY else None


def blocking_keys(name: str) -> Keys:
    """The keys of a name: two are compared where one looks for a key that the other is found by."""
    parsed = parse_name(name)
    exact = {f"= {letters_of(name)}"}
    surnames = _skeletons(parsed.surname) if parsed.words else frozenset()
    if len(parsed.words) < 2:
        initials = [sounds_of(letter)[:1] for letter in parsed.initials[:1]]
        own = exact | {f"initial {letter} {surname}" for letter in initials for surname in surnames}
        sought = {f"full {letter} {surname}" for letter in initials for surname in surnames}
        return Keys(frozenset(own), frozenset(), frozenset(own | sought))
    common = {
        f"{given} {surname}"
        for word in parsed.words[:-1]
        for given in _given_keys(word)
        for surname in _surname_keys(parsed.surname)
    }
    letter, straight, turned = sounds_of(parsed.words[0])[:1], _orders(parsed), _orders(_turned(parsed))
    rare = exact | {f"begins {fold(parsed.words[0])} {fold(parsed.words[1])}"}
    own = {f"full {letter} {surname}" for surname in surnames}
    own |= {f"straight {key}" for key in straight} | {f"turned {key}" for key in turned}
    sought = {f"initial {letter} {surname}" for surname in surnames}
    sought |= {f"turned {key}" for key in straight} | {f"straight {key}" for key in turned}
    return Keys(frozenset(rare | common | own), frozenset(common), frozenset(rare | sought))


def _turned(name: Name) -> Name:
    return Name(name.words[1:] + name.words[:1], name.initials, name.generation)


def _orders(name: Name) -> frozenset[str]:
    return frozenset(f"{given} {last}" for given in _skeletons(name.words[0]) for last in _skeletons(name.surname))


@lru_cache(maxsize=KEPT)
def _given_keys(word: str) -> frozenset[str]:
    """The first consonants of a given name, and the groups of names that are one with it."""
    groups = spelling().equal_given_names.get(fold(word), frozenset())
    return frozenset(map(str, groups)) | {skeleton[:_GIVEN_LENGTH] for skeleton in _skeletons(word)}


@lru_cache(maxsize=KEPT)
def _surname_keys(word: str) -> frozenset[str]:
    """The consonants of a surname, all of them and with each left out, as another language may lack or add one."""
    keys = set(_skeletons(word))
    for classes in _consonants(word):
        if len(classes) >= _FEWEST_TO_LEAVE:
            keys |= {_without_doubles(classes[:place] + classes[place + 1 :]) for place in range(len(classes))}
    return frozenset(keys)


@lru_cache(maxsize=KEPT)
def _skeletons(word: str) -> frozenset[str]:
    return frozenset(map(_without_doubles, _consonants(word)))


def _consonants(word: str) -> list[str]:
    """The consonants of a word in classes; two rows of them where it begins with a breath."""
    signs = sounds_of(word)
    return [_classes(row) for row in dict.fromkeys((signs, signs[1:] if signs[:1] in _BREATHED else signs))]


def _classes(signs: str) -> str:
    kept = []
    for place, sign in enumerate(signs):
        # Before a consonant v may be a vowel (Tikhanovskaya, Tsikhanouskaya).
        weak = sign == "v" and 0 < place < len(signs) - 1 and signs[place + 1] not in _SILENT
        if not weak and sign not in _SILENT:
            kept.append(_CLASSES.get(sign, sign))
    return "".join(kept)


def _without_doubles(classes: str) -> str:
    return "".join(kind for kind, _ in itertools.groupby(classes))
