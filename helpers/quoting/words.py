"""Words with their offsets, and what a language's lists say of each: verb of saying, pronoun, preposition, …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from helpers.languages import Language
from helpers.quoting.marks import Region

_WORD = re.compile(r"https?://\S+|[^\W_]+(?:[.'’\-‑&/][^\W_]+)*(?:['’](?=\s[a-zß]))?|[^\w\s]|_")
PARTICLE_MARK = " … "
_ORDINAL_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb of saying or believing; `particle` must stand later in the clause ("teilte … mit")."""

    lemma: str
    speech: bool
    particle: str | None = None
    second: str | None = None


@dataclass(slots=True, eq=False)
class Word:
    """A word, a punctuation mark or a whole quotation (`region`) with its place in the text."""

    start: int
    end: int
    text: str
    low: str
    region: Region | None = None

    @property
    def is_name_like(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.region is None and self.text[:1].isupper()

    @property
    def is_punctuation(self) -> bool:
        """Whether it is a mark and no word."""
        return self.region is None and not (self.text[:1].isalnum())


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The lists of a language as sets of case-folded words."""

    verbs: dict[str, tuple[Verb, ...]]
    lists: dict[str, frozenset[str]]
    pronouns: frozenset[str]
    abbreviations: frozenset[str]
    phrases_before: dict[str, tuple[tuple[str, ...], ...]]
    months: frozenset[str]
    verb_second: bool

    def phrase_at(self, words: Sequence[Word], position: int) -> tuple[str, ...] | None:
        """The longest phrase that names a source after it ("according to", "nach Angaben von") and begins there."""
        for phrase in self.phrases_before.get(words[position].low, ()):
            if tuple(word.low for word in words[position : position + len(phrase)]) == phrase:
                return phrase
        return None

    def endings(self, kind: str) -> tuple[str, ...]:
        """The endings of the list `kind`, for `str.endswith`; none where the file has no such list."""
        return tuple(sorted(self.lists.get(kind, ())))

    def has(self, kind: str, word: str) -> bool:
        """Whether the case-folded word stands in the list `kind`."""
        found = self.lists.get(kind)
        return found is not None and word in found

    def is_ordinal(self, before: str, number: str, following: str) -> bool:
        """Whether a full stop makes an ordinal of the number before it: "am 21. Januar", "zum 3. Mal"."""
        if not (number.isdecimal() and len(number) <= _ORDINAL_DIGITS):
            return False
        if not (self.has("prepositions", before.casefold()) or self.has("determiners", before.casefold())):
            return False
        low = following.casefold()
        if low in self.months:
            return True
        named = self.has("capitalised", "nouns") and following[:1].isupper() and low not in self.pronouns
        return named and not any(self.has(kind, low) for kind in ("adverbs", "determiners", "prepositions"))


@cache
def lexicon_of(language: Language) -> Lexicon:
    """The lexicon of a language, built once."""
    verbs: dict[str, list[Verb]] = {}
    for table, speech in ((language.speech_verbs, True), (language.belief_verbs, False)):
        for lemma, forms in table.items():
            for form in forms:
                key, verb = _verb(lemma, form, speech)
                if verb not in verbs.setdefault(key, []):
                    verbs[key].append(verb)
    return Lexicon(
        verbs={
            form: tuple(sorted(found, key=lambda verb: (verb.particle is None, verb.second is None)))
            for form, found in verbs.items()
        },
        lists={kind: language.words_of(kind) for kind in language.words},
        pronouns=frozenset(language.pronouns),
        abbreviations=frozenset(word.casefold() for word in language.abbreviations),
        phrases_before=_by_first_word(language.words_of("source_before")),
        months=frozenset(name.casefold() for month in language.months for name in month),
        verb_second=language.verb_second,
    )


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases as words, by their first word, the longest first."""
    split = sorted((tuple(phrase.split()) for phrase in phrases), key=lambda words: (-len(words), words))
    return {first: tuple(words for words in split if words[0] == first) for first, *_ in split}


def _verb(lemma: str, form: str, speech: bool) -> tuple[str, Verb]:
    """A form and its entry: "teilte … mit" waits for a particle, "pointed out" for its second word."""
    form = form.casefold()
    if PARTICLE_MARK in form:
        first, particle = form.split(PARTICLE_MARK)
        return first, Verb(lemma, speech, particle=particle)
    first, _, second = form.partition(" ")
    return first, Verb(lemma, speech, second=second or None)


def split_words(text: str, start: int, end: int, regions: Sequence[Region] = (), *, lexicon: Lexicon) -> list[Word]:
    """The words of `text[start:end]`; a region is one word, and a full stop belongs to the abbreviation before it.

    Regions must be sorted and disjoint; a region that runs past `end` is cut there.
    """
    words: list[Word] = []
    position = start
    for region in regions:
        words += _plain_words(text, position, region.start)
        stop = min(region.end, end)
        words.append(Word(region.start, stop, text[region.start : stop], "", region))
        position = stop
    words += _plain_words(text, position, end)
    return _with_full_stops(words, lexicon)


def _with_full_stops(words: list[Word], lexicon: Lexicon) -> list[Word]:
    """The words with "Mr" and "." as one, and the same for the initials of names and for ordinals."""
    joined: list[Word] = []
    for place, word in enumerate(words):
        before = joined[-1] if joined else None
        if word.text == "." and before is not None and before.end == word.start and before.region is None:
            initial = len(before.text) == 1 and before.text.isalpha() and before.text.isupper()
            following = words[place + 1].text if place + 1 < len(words) else ""
            ordinal = len(joined) > 1 and lexicon.is_ordinal(joined[-2].text, before.text, following)
            if initial or ordinal or before.low in lexicon.abbreviations:
                before.end, before.text, before.low = word.end, before.text + ".", before.low + "."
                continue
        joined.append(word)
    return joined


def _plain_words(text: str, start: int, end: int) -> Iterable[Word]:
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        yield Word(match.start(), match.end(), word, word.casefold())
