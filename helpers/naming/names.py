"""Are two names one person's? Names are taken apart, then surname and given name are compared by sound.

Source: the algorithm of Steinberger, Pouliquen et al. (JRC name variants), with sounds instead of letters; its data
is in `resources/names.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from helpers.naming.parts import KEPT, Name, letters_of, parse_name
from helpers.naming.spellings import distance, fold, likeness, sounds_of, spelling

# From this score on two full names are held to be one person (tuned on name-pairs-train); a pair that reaches the
# second without the first, or that one clear sign tells apart, is nearly one.
SAME_PERSON = 0.785
NEARLY = SAME_PERSON - 0.1
# What names of two articles must reach: 94 of 100 true pairs of name-pairs-train do, and no false one.
_SAME_EVERYWHERE = 0.945
_SURNAME_WEIGHT, _GIVEN_WEIGHT, _WEAKEST_WEIGHT = 0.4, 0.25, 0.35
# What true pairs of name-pairs-train reach at least, the oddest of them left out.
FEWEST_SURNAME, FEWEST_GIVEN, _CLEARLY_DIFFERENT = 0.8, 0.64, 0.5
# How far apart two Western given names may sound, a Western and another one, and the surnames beside Western ones,
# which may not even differ by c and k (Coffman, Kofman).
_STRICT_DISTANCE, _HALF_STRICT_DISTANCE, _SAME_SURNAME_DISTANCE = 0.12, 0.35, 0.02
# How alike surnames must sound beside a given name that both spell the same.
_FEWEST_BESIDE_SAME = 0.84
_FEWEST_MIDDLE = 0.55
# How far apart the first sounds may be: no further than ts and t.
_FURTHEST_BEGINNING = 0.75
_NO_CONSONANTS = "aeouih"
# How alike given names must sound beside surnames that do not sound the same.
_FEWEST_BESIDE_UNEQUAL = 0.64
SAME_GIVEN, _UNEQUAL_STRICT = 0.97, 0.4
_ALONE, _TURNED, _ELSEWHERE, _GOES_ON = 0.9, 0.04, 0.04, 0.8
_SOUNDS_THE_SAME, _FEWEST_TURNED = 0.9, 0.9


@dataclass(frozen=True)
class Comparison:
    """How likely two names are one person's, 0 to 1, and what speaks for and against it, in plain words."""

    score: float
    reasons: tuple[str, ...]


@lru_cache(maxsize=KEPT)
def explain_names(first: str, second: str) -> Comparison:
    """How likely two names are one person's, and why; from SAME_PERSON on they are held to be.

    A bare surname reaches 0.9 at most: it is a hint, no proof.

    >>> explain_names("Sergey Lavrov", "Sergej Lawrow").reasons
    ('surnames sound alike (Lavrov ~ Lawrow)', 'given names are forms of one name (Sergey = Sergej)')
    """
    one, other = parse_name(first), parse_name(second)
    if not one.words or not other.words:
        return Comparison(0.0, ("one of the names has no word in full",))
    if letters_of(first) == letters_of(second) and len(one.words) + len(one.initials) > 1:
        return Comparison(1.0, ("the letters are the same",))
    found = _compare_aligned(one, other)
    for name, match in ((one, other), (other, one)):
        turned = _turned_around(name, match)
        if turned is not None and (again := _compare_aligned(name, turned)).score - _TURNED > found.score:
            found = Comparison(again.score - _TURNED, (*again.reasons, "one name has the surname first"))
    if found.score < _GOES_ON and _goes_on(one, other):
        return Comparison(_GOES_ON, ("one name goes on where the other ends",))
    return found


def compare_names(first: str, second: str) -> float:
    """The score of `explain_names` alone."""
    return explain_names(first, second).score


def same_person(first: str, second: str) -> bool:
    """Whether two full names are held to be one person's.

    >>> same_person("Sergey Lavrov", "Sergej Lawrow"), same_person("Olaf Scholz", "Olaf Schulz")
    (True, False)
    """
    return compare_names(first, second) >= SAME_PERSON


def same_full_name(first: str, second: str) -> float:
    """The score of two names that are held to be one person's wherever they stand, else 0.

    This asks more than `same_person`: among thousands of names some sound alike by chance, and a surname with
    initials, or a name that goes on where the other ends, is no proof.
    """
    if letters_of(first) == letters_of(second):
        return 1.0
    if min(len(parse_name(first).words), len(parse_name(second).words)) < 2:
        return 0.0
    score = compare_names(first, second)
    return score if score >= _SAME_EVERYWHERE else 0.0


@lru_cache(maxsize=KEPT)
def same_surname(first: str, second: str) -> bool:
    """Whether two surnames are one, as two languages spell it."""
    one, other = fold(first), fold(second)
    if one == other:
        return True
    return not _of_two_genders(first, second) and likeness(first, second) >= 1 - _STRICT_DISTANCE / 2


def gender_of(name: str) -> str:
    """masculine, feminine or any, as the given name tells; any where it is not known."""
    words = name.split()
    return spelling().given_names.get(fold(words[0]), "any") if len(words) > 1 else "any"


def _goes_on(one: Name, other: Name) -> bool:
    """Whether one name is the beginning of the other, as of a second surname (Pedro Sánchez Pérez).

    Where it ends with a given name it is none of its own (Martin Luther, Martin Luther King).
    """
    shorter, longer = sorted((one.words, other.words), key=len)
    if not 1 < len(shorter) < len(longer) or one.initials != other.initials or one.generation != other.generation:
        return False
    begins = all(fold(word) == fold(match) for word, match in zip(shorter, longer, strict=False))
    return begins and fold(shorter[-1]) not in _strict() | spelling().given_names.keys()


def _turned_around(one: Name, other: Name) -> Name | None:
    """`other` with its first word last, where that makes it spell `one`; two Western given names never do."""
    if len(other.words) < 2 or len(one.words) < 2 or {fold(one.words[0]), fold(other.words[0])} <= _strict():
        return None
    if min(likeness(one.surname, other.words[0]), likeness(one.words[0], other.words[1])) < _FEWEST_TURNED:
        return None
    return Name(other.words[1:] + other.words[:1], other.initials, other.generation)


def _strict() -> frozenset[str]:
    return spelling().strict_given_names


def _compare_aligned(one: Name, other: Name) -> Comparison:
    """Two names, both with the surname last."""
    pair = f"{one.surname}, {other.surname}"
    if _of_two_genders(one.surname, other.surname):
        return Comparison(0.0, (f"a woman's and a man's form of a surname ({pair})",))
    surname = likeness(one.surname, other.surname)
    if len(one.words) == 1 or len(other.words) == 1:
        return _compare_alone(one, other, surname)
    if surname < FEWEST_SURNAME or not _surnames_begin_alike(one.surname, other.surname):
        return Comparison(0.0, (f"surnames differ ({pair})",))
    given, word, match = _best_given(one, other)
    score = min(surname, given) * _WEAKEST_WEIGHT + surname * _SURNAME_WEIGHT + given * _GIVEN_WEIGHT
    lost, against = _disagreement(one, other)
    reasons = (_say_surnames(one.surname, other.surname, surname), _say_given(word, match, given), *against)
    if given < (FEWEST_GIVEN if surname >= _SOUNDS_THE_SAME else _FEWEST_BESIDE_UNEQUAL):
        return Comparison(max(0.0, min(score - lost, _CLEARLY_DIFFERENT)), reasons)
    if _spelled_apart(one.surname, other.surname, word, match):
        reasons = (f"surnames are spelled apart beside one given name ({pair})", *reasons[1:])
        most = NEARLY if surname >= _SOUNDS_THE_SAME else _CLEARLY_DIFFERENT
        return Comparison(max(0.0, min(score - lost, most)), reasons)
    # What a single sign tells apart is nearly one.
    least = min(score, NEARLY) if score >= SAME_PERSON else 0.0
    return Comparison(max(least, score - lost), reasons)


def _compare_alone(one: Name, other: Name, surname: float) -> Comparison:
    """Two names of which one has no given name in full."""
    reason = _say_surnames(one.surname, other.surname, surname)
    if one.generation and other.generation and one.generation != other.generation:
        return Comparison(0.0, (reason, f"generations differ ({one.generation}, {other.generation})"))
    fuller, barer = (one, other) if len(one.words) > 1 else (other, one)
    if len(fuller.words) > 1 and barer.initials:
        letter, word = barer.initials[0].upper(), fuller.words[0]
        if sounds_of(word)[:1] != sounds_of(barer.initials[0])[:1]:
            return Comparison(0.0, (reason, f"the initial {letter}. does not fit {word}"))
        return Comparison(surname, (reason, f"the initial {letter}. fits {word}"))
    return Comparison(surname * _ALONE, (reason, "one of the names is a surname alone"))


def _best_given(one: Name, other: Name) -> tuple[float, str, str]:
    """The likest given names of two names, with their likeness; a middle name may be the one that is used."""
    first, second = one.words[0], other.words[0]
    found = [(compare_given(first, second), first, second)]
    found += [(compare_given(first, word) - _ELSEWHERE, first, word) for word in other.words[1:-1]]
    found += [(compare_given(word, second) - _ELSEWHERE, word, second) for word in one.words[1:-1]]
    # Of all the middle names somebody has, one may always sound a little alike.
    return max(some for some in found if some is found[0] or some[0] >= SAME_GIVEN - _ELSEWHERE)


@lru_cache(maxsize=KEPT)
def compare_given(first: str, second: str) -> float:
    """How likely two given names are one, 0 to 1."""
    one, other = fold(first), fold(second)
    if one == other:
        return 1.0
    rules = spelling()
    if rules.equal_given_names.get(one, frozenset()) & rules.equal_given_names.get(other, frozenset()):
        return SAME_GIVEN
    if _are_his_and_hers(*sorted((one, other), key=len)):
        return _UNEQUAL_STRICT
    genders = {rules.given_names.get(one, "any"), rules.given_names.get(other, "any")}
    strict = len({one, other} & _strict())
    room = _STRICT_DISTANCE if strict == 2 or len(genders - {"any"}) > 1 else _HALF_STRICT_DISTANCE
    if (strict or room == _STRICT_DISTANCE) and distance(sounds_of(first), sounds_of(second)) > room:
        return _UNEQUAL_STRICT
    return likeness(first, second) if _begin_alike(sounds_of(first), sounds_of(second)) else _UNEQUAL_STRICT


def _are_his_and_hers(shorter: str, longer: str) -> bool:
    """Whether two given names differ by an ending that makes a woman's of a man's (Anton, Antonia)."""
    return longer.startswith(shorter) and longer[len(shorter) :] in spelling().feminine_given_endings


def _begin_alike(first: str, second: str) -> bool:
    """Whether two rows of sounds begin with such as may stand for each other."""
    return distance(first[:1], second[:1]) <= _FURTHEST_BEGINNING


def _surnames_begin_alike(first: str, second: str) -> bool:
    """Whether two surnames begin alike, or their first consonants do: before may be an article (Ha-Negbi)."""
    one, other = sounds_of(first), sounds_of(second)
    return _begin_alike(one, other) or _begin_alike(one.lstrip(_NO_CONSONANTS), other.lstrip(_NO_CONSONANTS))


def _spelled_apart(surname: str, other: str, given: str, match: str) -> bool:
    """Whether the given names leave no room for two spellings of one surname.

    Two Western ones show that nothing was transliterated; one and the same shows that both were in the same way.
    """
    if fold(surname) == fold(other):
        return False
    strict = {fold(given), fold(match)} <= _strict()
    if not strict and fold(given) != fold(match):
        return False
    if strict:
        return distance(sounds_of(surname), sounds_of(other)) > _SAME_SURNAME_DISTANCE
    return likeness(surname, other) < _FEWEST_BESIDE_SAME


def _disagreement(one: Name, other: Name) -> tuple[float, tuple[str, ...]]:
    """What the rest of two names takes off, and why: middle names, initials, a generation."""
    lost, why = 0.0, []
    middle, others = one.words[1:-1], other.words[1:-1]
    if middle and others:
        if max(_worst_match(middle, others), _worst_match(others, middle)) < _FEWEST_MIDDLE:
            lost, why = lost + 0.3, [f"middle names differ ({' '.join(middle)}, {' '.join(others)})"]
    elif middle or others:
        lost += 0.02
    firsts = {fold(one.words[0]), fold(other.words[0])}
    if len(firsts) == 2 and firsts <= _strict() and bool(middle or one.initials) != bool(others or other.initials):
        lost += 0.04
        why.append("the given names are not the same, and only one has more of them")
    if one.initials and other.initials and set(one.initials) != set(other.initials):
        lost += 0.5
        why.append(f"initials differ ({_dotted(one.initials)}, {_dotted(other.initials)})")
    for initials, words in ((one.initials, others), (other.initials, middle)):
        if initials and words and not any(fold(word)[0] == initials[0] for word in words):
            lost += 0.3
            why.append(f"the initial {_dotted(initials[:1])} does not fit {' '.join(words)}")
    if one.generation != other.generation:
        both = one.generation and other.generation
        lost += 1.0 if both else 0.25
        said = f"generations differ ({one.generation}, {other.generation})"
        why.append(said if both else f"only one is called {one.generation or other.generation}")
    return lost, tuple(why)


def _worst_match(middle: tuple[str, ...], others: tuple[str, ...]) -> float:
    return min(max(compare_given(word, match) for match in others) for word in middle)


def _dotted(initials: tuple[str, ...]) -> str:
    return " ".join(f"{letter.upper()}." for letter in initials)


def _say_surnames(first: str, second: str, alike: float) -> str:
    if fold(first) == fold(second):
        return f"the surname is the same ({first})"
    sound = "alike" if alike >= _SOUNDS_THE_SAME else "much alike" if alike >= FEWEST_SURNAME else "unlike"
    return f"surnames sound {sound} ({first} ~ {second})"


def _say_given(first: str, second: str, alike: float) -> str:
    if fold(first) == fold(second):
        return f"the given name is the same ({first})"
    if alike < FEWEST_GIVEN:
        return f"given names differ ({first}, {second})"
    groups = spelling().equal_given_names
    if groups.get(fold(first), frozenset()) & groups.get(fold(second), frozenset()):
        return f"given names are forms of one name ({first} = {second})"
    return f"given names sound alike ({first} ~ {second})"


def _of_two_genders(first: str, second: str) -> bool:
    """Whether one is the surname of a woman and the other that of a man (Putina, Putin)."""
    one, other = fold(first), fold(second)
    return any(
        (one.endswith(hers) and other.endswith(his)) or (other.endswith(hers) and one.endswith(his))
        for hers, his in spelling().feminine_endings
    )
