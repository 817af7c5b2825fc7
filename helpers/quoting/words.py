"""Words with their offsets, and what a language's lists say of each: verb of saying, pronoun, preposition, …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from helpers.languages import Language
from helpers.quoting.marks import Region

_ADDRESS = r"https?://\S+"
_WORD = r"[^\W_]+(?:[.'’\-‑&/][^\W_]+)*(?:['’](?=\s[a-zß]))?|[^\w\s]|_"
_PLAIN = re.compile(f"{_ADDRESS}|{_WORD}")
_JOINT = "joint"
_APOSTROPHES = "'’"
PARTICLE_MARK = " … "
_ORDINAL_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb of saying or believing; `particle` must stand later in the clause ("teilte … mit")."""

    lemma: str
    speech: bool
    particle: str | None = None
    second: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Word:
    """A word, a punctuation mark or a whole quotation (`region`) with its place in the text.

    `nominal` marks what looks like a verb and is none where it stands ("le juge", "le plan annoncé hier"), `joined` a
    pronoun that a hyphen ties to its verb ("dit-il").
    """

    start: int
    end: int
    text: str
    low: str
    region: Region | None = None
    nominal: bool = False
    joined: bool = False

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
    infinitive_links: frozenset[tuple[str, ...]]
    months: frozenset[str]
    verb_second: bool
    inner_attributions: bool
    heads_first: bool
    people: frozenset[str]
    unaccented: dict[str, str]
    joins: bool
    pattern: re.Pattern[str]

    def phrase_at(self, words: Sequence[Word], position: int) -> tuple[str, ...] | None:
        """The longest phrase that names a source after it ("according to", "nach Angaben von") and begins there."""
        for phrase in self.phrases_before.get(words[position].low, ()):
            if tuple(word.low for word in words[position : position + len(phrase)]) == phrase:
                return phrase
        return None

    def is_linked(self, words: Sequence[Word], position: int) -> bool:
        """Whether the infinitive at `position` goes on with the subject before ("avant de rappeler que")."""
        return any(
            len(link) <= position and tuple(word.low for word in words[position - len(link) : position]) == link
            for link in self.infinitive_links
        )

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
    pattern = _pattern_of(language)
    verbs: dict[str, list[Verb]] = {}
    for table, speech in ((language.speech_verbs, True), (language.belief_verbs, False)):
        for lemma, forms in table.items():
            for form in forms:
                key, verb = _verb(lemma, form, speech, pattern)
                if verb not in verbs.setdefault(key, []):
                    verbs[key].append(verb)
    return Lexicon(
        verbs={form: tuple(sorted(found, key=_wants_more, reverse=True)) for form, found in verbs.items()},
        lists={kind: language.words_of(kind) for kind in language.words},
        pronouns=frozenset(language.pronouns),
        abbreviations=frozenset(word.casefold() for word in language.abbreviations),
        phrases_before=_by_first_word(language.words_of("source_before"), pattern),
        infinitive_links=frozenset(_split(phrase, pattern) for phrase in language.words_of("infinitive_links")),
        months=frozenset(name.casefold() for month in language.months for name in month),
        verb_second=language.verb_second,
        inner_attributions="inside" in language.words_of("attributions"),
        heads_first="first" in language.words_of("heads"),
        people=_people_of(language),
        joins="enclitics" in language.words,
        unaccented={line.upper().split()[0]: line.split()[1] for line in language.words_of("unaccented")},
        pattern=pattern,
    )


def _people_of(language: Language) -> frozenset[str]:
    """The nouns for people and bodies that may speak."""
    lists = ("anonymous", "collective", "bodies", "staff", "generic_people", "generic_bodies", "plural_heads")
    nouns = frozenset().union(*(language.words_of(kind) for kind in lists))
    return nouns | {role.split()[0] for role in (*language.roles, *language.titles)}


def _pattern_of(language: Language) -> re.Pattern[str]:
    """What a word is: in French also the "l’" of "l’État", and the "dit" and "il" of "dit-il", each on its own.

    The group `joint` holds the hyphens between verb and pronoun ("a-t-il"), which are no words.
    """
    elided = [word.rstrip(_APOSTROPHES) for word in sorted(language.words_of("elisions"))]
    pronouns = "|".join(map(re.escape, sorted(language.words_of("enclitics"))))
    if not elided and not pronouns:
        return _PLAIN
    alone = f"(?:{'|'.join(map(re.escape, elided))})[{_APOSTROPHES}]" if elided else "(?!)"
    linked = "".join(f"|{re.escape(word)}[-‑]" for word in sorted(language.words_of("enclitic_links")))
    joint = rf"[-‑](?:{linked.removeprefix('|')})?(?=(?:{pronouns})(?![^\W_]|[-‑][^\W_]))" if pronouns else "(?!)"
    inner = rf"[^\W_]+(?:(?!{joint})[.'’\-‑&/][^\W_]+)*"
    kept = "".join(f"(?:{_written(word)})(?![^\\W_])|" for word in sorted(language.words_of("whole_words")))
    return re.compile(rf"{_ADDRESS}|{kept}{alone}|(?<=[^\W_])(?P<{_JOINT}>{joint})|{inner}|[^\w\s]|_", re.IGNORECASE)


def _written(word: str) -> str:
    """The expression for a word with either apostrophe."""
    return re.escape(word).replace("'", f"[{_APOSTROPHES}]")


def _split(text: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The words of a phrase of a language file, as `Word.low` has them."""
    return tuple(_low(match.group()) for match in pattern.finditer(text) if match.lastgroup != _JOINT)


def _low(word: str) -> str:
    """A word as the lists have it: in small letters, with the straight apostrophe."""
    return word.casefold().replace("’", "'")


def _by_first_word(phrases: Iterable[str], pattern: re.Pattern[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases as words, by their first word, the longest first."""
    split = sorted((_split(phrase, pattern) for phrase in phrases), key=lambda words: (-len(words), words))
    return {first: tuple(words for words in split if words[0] == first) for first, *_ in split}


def _wants_more(verb: Verb) -> tuple[bool, int]:
    """Verbs that wait for another word come before those that the word is all of."""
    return verb.particle is not None, len(verb.second)


def _verb(lemma: str, form: str, speech: bool, pattern: re.Pattern[str]) -> tuple[str, Verb]:
    """A form and its entry: "teilte … mit" waits for a particle, "pointed out" for its second word."""
    if PARTICLE_MARK in form:
        first, particle = form.casefold().split(PARTICLE_MARK)
        return first, Verb(lemma, speech, particle=particle)
    first, *second = _split(form, pattern)
    return first, Verb(lemma, speech, second=tuple(second))


def split_words(text: str, start: int, end: int, regions: Sequence[Region] = (), *, lexicon: Lexicon) -> list[Word]:
    """The words of `text[start:end]`; a region is one word, and a full stop belongs to the abbreviation before it.

    Regions must be sorted and disjoint; a region that runs past `end` is cut there.
    """
    words: list[Word] = []
    position = start
    for region in regions:
        words += _plain_words(text, position, region.start, lexicon)
        stop = min(region.end, end)
        words.append(Word(region.start, stop, text[region.start : stop], "", region))
        position = stop
    words += _plain_words(text, position, end, lexicon)
    words = _with_full_stops(words, lexicon)
    if lexicon.heads_first:
        for place, word in enumerate(words):
            word.nominal = word.low in lexicon.verbs and _is_nominal(words, place, lexicon)
    if lexicon.unaccented:
        _read_capitals(words, lexicon)
    return words


def _read_capitals(words: Sequence[Word], lexicon: Lexicon) -> None:
    """Give a capital that opens a sentence the accent that it lacks in print ("A Bruxelles")."""
    for place, word in enumerate(words):
        opens = place == 0 or words[place - 1].region is not None or not words[place - 1].text[:1].isalnum()
        if opens and word.text in lexicon.unaccented:
            word.low = lexicon.unaccented[word.text]


def _is_nominal(words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    """Whether an article stands before a form of a verb, or no auxiliary before a past participle."""
    articled = place and any(lexicon.has(kind, words[place - 1].low) for kind in ("articles", "possessives"))
    if articled and not is_clitic(words, place - 1, lexicon):
        return True
    if not words[place].low.endswith(lexicon.endings("past_participle_endings")):
        return False
    kinds = ("adverbs", "negations", "clitics", "enclitics", "weekdays", "time_words")
    before = place - 1
    while before >= 0 and any(lexicon.has(kind, words[before].low) for kind in kinds):
        before -= 1
    if before < 0 or words[before].region is not None:
        return True
    return not (lexicon.has("auxiliaries", words[before].low) or lexicon.has("coordinators", words[before].low))


def is_clitic(words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    """Whether "le" is an object before its verb ("il le dit", "le ministre l’affirme") rather than an article."""
    if not lexicon.has("clitics", words[place].low):
        return False
    before = words[place - 1] if place else None
    if before is None or before.region is not None or not before.text[:1].isalnum():
        # "… », s’exclame-t-il": what cannot be an article opens the words of a verb.
        return not lexicon.has("determiners", words[place].low)
    kinds = ("relative_pronouns", "as_words", "clitics")
    if before.low in lexicon.pronouns or any(lexicon.has(kind, before.low) for kind in kinds):
        return True
    verbal = before.low in lexicon.verbs and not before.nominal
    small = ("prepositions", "determiners", "coordinators", "complementisers", "auxiliaries", "finite_verbs")
    bound = verbal or any(lexicon.has(kind, before.low) for kind in small)
    return not bound and not lexicon.has("noun_forms", words[place + 1].low)


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


def _plain_words(text: str, start: int, end: int, lexicon: Lexicon) -> Iterable[Word]:
    joined = False
    for match in lexicon.pattern.finditer(text, start, end):
        word = match.group()
        if match.lastgroup != _JOINT:
            low = word.casefold() if lexicon.pattern is _PLAIN else _low(word)
            yield Word(match.start(), match.end(), word, low, joined=joined)
        joined = match.lastgroup == _JOINT
