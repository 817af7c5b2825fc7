"""Places that the table does not know: by a preposition, an owner's role, or an adjective made of their name."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.naming.gazetteer import without_genitive
from helpers.naming.lexicon import Lexicon
from helpers.naming.runs import is_capitalised
from helpers.naming.spellings import fold
from helpers.naming.tokens import APOSTROPHES, HYPHENS, Tokens

_SHORTEST = 4
_VOWELS = "aeiouy"


def find_places(tokens: Tokens, loose: list[int], known: frozenset[int], words: Lexicon) -> dict[int, str]:
    """The relation (name, adjective) of each loose token that names an unknown place.

    `loose` are capitalised tokens that are no other name, `known` the tokens of places found before. A word that one
    passage shows to be a place is one everywhere in the text.
    """
    seen = {tokens.words[index] for index in loose}
    places = {tokens.words[index] for index in loose if _shows_place(tokens, index, known, words)}
    adjectives = dict(_demonyms(tokens, seen, places, words))
    places |= {place for place in adjectives.values() if place}
    relations = {}
    for index in loose:
        word = tokens.words[index]
        if any(stem in places for stem in (word, word.capitalize(), *without_genitive(word, words.language.code))):
            relations[index] = "name"
    for index, word in enumerate(tokens.words):
        if word in adjectives:
            relations[index] = "adjective"
    return relations


def _shows_place(tokens: Tokens, index: int, known: frozenset[int], words: Lexicon) -> bool:
    word, after = tokens.words[index], tokens.word(index + 1)
    if len(word) < _SHORTEST:
        return False
    if word.isupper():
        return _is_dateline(tokens, index)
    if tokens.spaced(index + 1) and is_capitalised(after) and not words.nouns_capitalised:
        return False
    if tokens.word(index - 1).casefold() in words.of("place_prepositions") and tokens.spaced(index):
        return not words.nouns_capitalised or fold(word).endswith(words.endings_of("place_endings"))
    if not words.nouns_capitalised and words.has("conjunctions", tokens.word(index - 1)) and index - 2 in known:
        return True
    return _owns_a_state_role(tokens, index, words)


def _owns_a_state_role(tokens: Tokens, index: int, words: Lexicon) -> bool:
    """Whether a role that only states have follows in the possessive ("Velmark's Prime Minister")."""
    if tokens.word(index + 1) not in APOSTROPHES or tokens.word(index + 2) != "s":
        return False
    one = tokens.word(index + 3).casefold()
    two = f"{one} {tokens.word(index + 4).casefold()}"
    return one in words.of("state_roles") or two in words.of("state_roles")


def _is_dateline(tokens: Tokens, index: int) -> bool:
    """Whether a line begins with this word in capitals and an agency in brackets ("TOLVANE (NORPRESS) - …")."""
    begins = index == 0 or not tokens.same_line(index - 1, index)
    brackets = tokens.word(index + 1) == "(" and tokens.word(index + 3) == ")"
    return begins and brackets and tokens.word(index + 4) in HYPHENS


def find_agency(tokens: Tokens, loose: list[int]) -> Iterator[int]:
    """The tokens that name an agency in the brackets of a dateline."""
    for index in loose:
        if index >= 2 and tokens.word(index - 1) == "(" and _is_dateline(tokens, index - 2):
            yield index


def _demonyms(tokens: Tokens, seen: set[str], places: set[str], words: Lexicon) -> Iterator[tuple[str, str]]:
    """Adjectives and inhabitants of unknown places, each with its place, empty where the text does not name it."""
    yield from ((word, "") for word in _adjectives_of_states(tokens, words))
    for place in sorted(seen | places):
        for form in demonyms_of(place, words):
            if form in seen:
                yield form, place
    stems = words.endings_of("demonym_stems")
    if not stems:
        return
    endings = ("", *words.endings_of("adjective_endings"))
    after = tuple(stem + ending for stem in stems for ending in endings)
    for word in sorted(set(tokens.words)):
        if word.endswith(after) and (place := _base_of(word, seen, words)):
            yield word, place


def _adjectives_of_states(tokens: Tokens, words: Lexicon) -> Iterator[str]:
    """Adjectives that only a state's role explains ("the Kesterian Foreign Minister")."""
    roles = words.of("state_roles")
    stems = words.endings_of("demonym_stems")
    endings = tuple(stem + ending for stem in stems for ending in words.endings_of("adjective_endings"))
    endings = endings or tuple(sorted(ending for ending in words.of("demonym_endings") if len(ending) > 2))
    for index, word in enumerate(tokens.words[:-1]):
        if not word.endswith(endings) or len(word) < _SHORTEST + 3 or not word.isalpha():
            continue
        one = tokens.words[index + 1].casefold()
        if word[0].isupper() is not bool(stems) and (
            one in roles or f"{one} {tokens.word(index + 2).casefold()}" in roles
        ):
            yield word


def demonyms_of(place: str, words: Lexicon) -> list[str]:
    """What the people and things of a place may be called, by the endings of the language.

    Short names give none: "Rom" is no place because "Roman" is a word.
    """
    if len(place) < _SHORTEST + 1 or not place.isalpha():
        return []
    stems = [place] if place[-1] not in _VOWELS else [place, place[:-1]]
    return [stem + ending for stem in stems for ending in words.endings_of("demonym_endings")]


def _base_of(word: str, seen: set[str], words: Lexicon) -> str:
    """The place that an adjective is made of ("kesterische": Kesterien), or nothing."""
    for place in _bases(word, words):
        if place in seen or place + "s" in seen:
            return place
    return ""


def _bases(word: str, words: Lexicon) -> list[str]:
    """The places that an adjective could be made of."""
    for ending in words.endings_of("demonym_stems"):
        stem, found, _ = word.rpartition(ending)
        if found and len(stem) >= _SHORTEST:
            return [stem[0].upper() + stem[1:] + base for base in words.endings_of("demonym_bases")]
    return []


def is_adjective_of(word: str, place: str, words: Lexicon) -> bool:
    """Whether a word is an adjective made of the name of a place ("velmarkischen", "Velmarken")."""
    return place in _bases(word, words)
