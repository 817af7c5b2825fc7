"""Are two names one person's? Names are taken apart, then surname and given name are compared by sound.

Source: the algorithm of Steinberger, Pouliquen et al. (JRC name variants), with sounds instead of letters; its data
is in `resources/names.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from helpers.naming.spellings import distance, fold, likeness, sounds_of, spelling

# From this score on two full names are held to be one person (tuned on name-pairs-train).
SAME_PERSON = 0.785
_SURNAME_WEIGHT, _GIVEN_WEIGHT, _WEAKEST_WEIGHT = 0.4, 0.25, 0.35
_FEWEST_SURNAME, _FEWEST_GIVEN, _CLEARLY_DIFFERENT = 0.6, 0.5, 0.5
_EQUAL_GIVEN, _UNEQUAL_STRICT, _STRICT_DISTANCE = 0.97, 0.4, 0.12
_ALONE, _TURNED, _ELSEWHERE = 0.9, 0.04, 0.04
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_BETWEEN_WORDS = re.compile(r"[\s.\-–]+")


@dataclass(frozen=True)
class Name:
    """A person's name taken apart: words in full without titles and patronymics, then initials and generation."""

    words: tuple[str, ...]
    initials: tuple[str, ...]
    generation: str

    @property
    def surname(self) -> str:
        """The last word in full, or nothing."""
        return self.words[-1] if self.words else ""


@lru_cache(maxsize=100_000)
def parse_name(text: str) -> Name:
    """The parts of a person's name; "Surname, Given" is turned around.

    >>> parse_name("Wladimir Wladimirowitsch Putin").words
    ('Wladimir', 'Putin')
    """
    rules = spelling()
    words = [word for word in _BETWEEN_WORDS.split(_turned(_IN_BRACKETS.sub(" ", text))) if fold(word)]
    generation = ""
    if len(words) > 1:
        generation = next((rules.generations[fold(word)] for word in words if fold(word) in rules.generations), "")
        words = [word for word in words if fold(word) not in rules.generations]
    untitled = [word for word in words if word.casefold() not in rules.titles] or words
    # A particle that comes first is a given name (Ben Carson, Al Gore).
    core = [*untitled[:1], *(word for word in untitled[1:] if word.casefold() not in rules.particles)]
    middle = tuple(word for word in core[1:-1] if not fold(word).endswith(rules.patronymics))
    core = [*core[:1], *middle, *core[1:][-1:]]
    return Name(
        words=tuple(word for word in core if len(word) > 1),
        initials=tuple(fold(word) for word in core if len(word) == 1),
        generation=generation,
    )


def _turned(text: str) -> str:
    """Given name first; what follows a comma may also be a generation or a title of nobility."""
    surname, comma, rest = text.partition(",")
    first = fold(rest.split()[0]).strip(".") if rest.split() else ""
    if not comma or first in spelling().nobility:
        return surname
    return f"{surname} {rest}" if first in spelling().generations else f"{rest} {surname}"


@lru_cache(maxsize=100_000)
def compare_names(first: str, second: str) -> float:
    """How likely two names are one person's, 0 to 1; from SAME_PERSON on they are held to be.

    A bare surname reaches 0.9 at most: it is a hint, no proof.
    """
    one, other = parse_name(first), parse_name(second)
    if not one.words or not other.words:
        return 0.0
    if one.generation and other.generation and one.generation != other.generation:
        return 0.0
    scores = [_aligned(one, other)]
    if len(other.words) > 1 and len(one.words) > 1 and sounds_of(one.surname)[:1] == sounds_of(other.words[0])[:1]:
        turned = Name(other.words[1:] + other.words[:1], other.initials, other.generation)
        scores.append(_aligned(one, turned) - _TURNED)
    return max(0.0, *scores)


def same_person(first: str, second: str) -> bool:
    """Whether two full names are held to be one person's.

    >>> same_person("Sergey Lavrov", "Sergej Lawrow"), same_person("Olaf Scholz", "Olaf Schulz")
    (True, False)
    """
    return compare_names(first, second) >= SAME_PERSON


def same_full_name(first: str, second: str) -> float:
    """The score of two names that both have a given name in full and are held to be one person's, else 0."""
    if min(len(parse_name(first).words), len(parse_name(second).words)) < 2:
        return 1.0 if fold(first) == fold(second) else 0.0
    score = compare_names(first, second)
    return score if score >= SAME_PERSON else 0.0


def same_surname(first: str, second: str) -> bool:
    """Whether two surnames are one, as two languages spell it."""
    one, other = fold(first), fold(second)
    if one == other:
        return True
    if skeleton(first)[:1] != skeleton(second)[:1]:
        return False
    return not _of_two_genders(first, second) and likeness(first, second) >= 1 - _STRICT_DISTANCE / 2


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """The first sounds of the surname without its vowels, in classes: names of one person mostly share it."""
    signs = [_CLASSES.get(sign, sign) for sign in sounds_of(parse_name(name).surname) if sign not in "aeouih"]
    return "".join(signs[:2])


# Sounds that may stand for each other fall in one class, so that no pair is lost before it is compared.
_CLASSES = dict.fromkeys("QCSHJGTzscXkgK", "s") | dict.fromkeys("vfu", "f") | dict.fromkeys("td", "t")
_CLASSES |= dict.fromkeys("bp", "p")


def gender_of(name: str) -> str:
    """masculine, feminine or any, as the given name tells; any where it is not known."""
    words = name.split()
    return spelling().given_names.get(fold(words[0]), "any") if len(words) > 1 else "any"


def _aligned(one: Name, other: Name) -> float:
    """The score of two names, both with the surname last."""
    if _of_two_genders(one.surname, other.surname):
        return 0.0
    surname = likeness(one.surname, other.surname)
    if len(one.words) == 1 or len(other.words) == 1:
        return _score_alone(one, other, surname)
    if surname < _FEWEST_SURNAME or _too_strict(one, other):
        return 0.0
    given = _best_given(one, other)
    score = min(surname, given) * _WEAKEST_WEIGHT + surname * _SURNAME_WEIGHT + given * _GIVEN_WEIGHT
    score -= _disagreement(one, other)
    return score if given >= _FEWEST_GIVEN else min(score, _CLEARLY_DIFFERENT)


def _score_alone(one: Name, other: Name, surname: float) -> float:
    fuller, barer = (one, other) if len(one.words) > 1 else (other, one)
    if len(fuller.words) > 1 and barer.initials:
        same = sounds_of(fuller.words[0])[:1] == sounds_of(barer.initials[0])[:1]
        return surname if same else 0.0
    return surname * _ALONE


def _best_given(one: Name, other: Name) -> float:
    scores = [_compare_given(one.words[0], other.words[0])]
    scores += [_compare_given(one.words[0], word) - _ELSEWHERE for word in other.words[1:-1]]
    scores += [_compare_given(word, other.words[0]) - _ELSEWHERE for word in one.words[1:-1]]
    return max(scores)


def _compare_given(first: str, second: str) -> float:
    one, other = fold(first), fold(second)
    if one == other:
        return 1.0
    rules = spelling()
    if rules.equal_given_names.get(one, frozenset()) & rules.equal_given_names.get(other, frozenset()):
        return _EQUAL_GIVEN
    if {one, other} <= rules.strict_given_names and distance(sounds_of(first), sounds_of(second)) > _STRICT_DISTANCE:
        return _UNEQUAL_STRICT
    return likeness(first, second)


def _too_strict(one: Name, other: Name) -> bool:
    """Whether both share a common Western given name, so that their surnames are not transliterated and must agree."""
    rules, given = spelling(), fold(one.words[0])
    return (
        given == fold(other.words[0])
        and given in rules.strict_given_names
        and given not in rules.equal_given_names
        and fold(one.surname) != fold(other.surname)
        and distance(sounds_of(one.surname), sounds_of(other.surname)) > _STRICT_DISTANCE
    )


def _disagreement(one: Name, other: Name) -> float:
    """What the rest of two names takes off: middle names, initials, a generation that only one has."""
    lost = 0.0
    middle, others = one.words[1:-1], other.words[1:-1]
    if middle and others:
        worst = min(max(_compare_given(word, match) for match in others) for word in middle)
        lost += 0.12 if worst < 0.55 else 0.0
    elif middle or others:
        lost += 0.02
    if one.initials and other.initials and set(one.initials) != set(other.initials):
        lost += 0.5
    for initials, words in ((one.initials, others), (other.initials, middle)):
        if initials and words and not any(fold(word)[0] == initials[0] for word in words):
            lost += 0.3
    return lost + (0.25 if bool(one.generation) != bool(other.generation) else 0.0)


def _of_two_genders(first: str, second: str) -> bool:
    """Whether one is the surname of a woman and the other that of a man (Putina, Putin)."""
    one, other = first.lower(), second.lower()
    return any(
        (one.endswith(hers) and other.endswith(his)) or (other.endswith(hers) and one.endswith(his))
        for hers, his in spelling().feminine_endings
    )
