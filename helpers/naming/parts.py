"""A person's name taken apart: its words in full, its initials, its generation."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from helpers.naming.spellings import fold, spelling

# How many names of one run are kept at hand: more than 100,000, so that a large run does not read them twice.
KEPT = 2**18
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_BETWEEN_WORDS = re.compile(r"[\s.\-–]+")
_AFTER_HYPHEN = re.compile(r"(?<=\w)-(\w)")
_VOWELS = frozenset("aeiouy")


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


@lru_cache(maxsize=KEPT)
def parse_name(text: str) -> Name:
    """The parts of a person's name; "Surname, Given" is turned around.

    >>> parse_name("Wladimir Wladimirowitsch Putin").words
    ('Wladimir', 'Putin')
    """
    # A small letter after a hyphen goes on with a given name (Ki-moon).
    joined = _AFTER_HYPHEN.sub(lambda found: found[1] if found[1].islower() else found[0], text)
    words = [word for word in _BETWEEN_WORDS.split(_turned(_IN_BRACKETS.sub(" ", joined))) if fold(word)]
    told = {place: said for place in range(1, len(words)) if (said := _generation_at(words, place))}
    generation = next(iter(told.values()), "")
    words = [word for place, word in enumerate(words) if place not in told]
    core = _without_additions(words)
    if len(core) > 1 and not text.isupper() and _is_two_initials(core[0]):
        core = [*core[0], *core[1:]]
    return Name(
        words=tuple(word for word in core if len(word) > 1),
        initials=tuple(fold(word) for word in core if len(word) == 1),
        generation=generation,
    )


@lru_cache(maxsize=KEPT)
def letters_of(text: str) -> str:
    """The letters of a name in a row, by which "Ban Ki Moon" and "Ban Ki-moon" are one."""
    return "".join(filter(str.isalnum, fold(text)))


def _generation_at(words: list[str], place: int) -> str:
    """What a word of a name tells of the generation (Jr., III), nothing where it is another word."""
    rules, word = spelling(), words[place]
    if word in rules.numerals and (len(word) > 1 or place == len(words) - 1) and not all(map(str.isupper, words)):
        return word
    return rules.generations.get(fold(word), "")


def _without_additions(words: list[str]) -> list[str]:
    """The words of a name without titles, particles and names of fathers.

    A title that comes last is a surname (Stephen King), a particle of two words too (Sadiq Khan), and one that comes
    first a given name (Ben Carson, Al Gore).
    """
    rules = spelling()
    core = [word for word in words[:-1] if fold(word) not in rules.titles] + words[-1:]
    while len(core) > 2 and fold(core[-1]) in rules.particles:
        core = core[:-1]
    middle = [
        word
        for before, word in itertools.pairwise(core[:-1])
        if fold(word) not in rules.particles
        and fold(before) not in rules.fathers
        and not fold(word).endswith(rules.patronymics)
    ]
    return [*core[:1], *middle, *core[1:][-1:]]


def _turned(text: str) -> str:
    """Given name first; what follows a comma may also be a generation or a title of nobility."""
    rules = spelling()
    surname, *rest = text.split(",")
    given: list[str] = []
    generation: list[str] = []
    for part in rest:
        first = fold(part.split()[0]).strip(".") if part.split() else ""
        if first in rules.nobility:
            break
        (generation if first in rules.generations else given).append(part)
    return " ".join([*given, surname, *generation])


def _is_two_initials(word: str) -> bool:
    """Whether two capitals stand for two given names (JD), as no short name in capitals does (LI, AL)."""
    return len(word) == 2 and word.isalpha() and word.isupper() and not _VOWELS & set(fold(word)[:2])
