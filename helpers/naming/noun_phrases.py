"""The noun phrase that names a source: its tokens and names, and its head where it names nobody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from helpers.languages import Pronoun
from helpers.naming.lexicon import Lexicon
from helpers.naming.roster import Named, Roster
from helpers.naming.tokens import Tokens, split_tokens

# How many words the noun phrase that opens a sentence may have.
_LONGEST_OPENING = 5


@dataclass(frozen=True)
class Source:
    """One who speaks, as printed: `named`, or a `pronoun`, or the head of a noun phrase with who else it names.

    `qualifiers` are those of the head ("former"), `marks` all of the phrase with its other roles and bodies.
    """

    start: int
    end: int
    named: Named | None = None
    own: bool = False
    pronoun: Pronoun | None = None
    relative: bool = False
    head: str = ""
    definite: bool = False
    owned: bool = False
    plural: bool = False
    name: str = ""
    beside: tuple[Named, ...] = ()
    indefinite: bool = False
    qualifiers: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Phrase:
    """The tokens of one source, with the names among them and the place of its text in the article."""

    tokens: Tokens
    offset: int
    first: int
    stop: int
    names: tuple[Named, ...]
    words: Lexicon

    def start(self, index: int) -> int:
        """Where a token begins in the article."""
        return self.offset + self.tokens.starts[index]

    def end(self, index: int) -> int:
        """Where a token ends in the article."""
        return self.offset + self.tokens.ends[index]

    def word(self, index: int) -> str:
        """A token in small letters, empty outside the phrase."""
        return self.tokens.words[index].casefold() if self.first <= index < self.stop else ""

    def cut(self, first: int, stop: int) -> Phrase:
        """The part of the phrase from one token to before another."""
        if first >= stop:
            return Phrase(self.tokens, self.offset, first, first, (), self.words)
        start, end = self.start(first), self.end(stop - 1)
        inside = tuple(name for name in self.names if start <= name.start and name.end <= end)
        return Phrase(self.tokens, self.offset, first, stop, inside, self.words)

    def find(self, some: Collection[str], first: int) -> int:
        """The first token from `first` on that is one of some words and in no name; the end where none is."""
        found = (index for index in range(first, self.stop) if self.word(index) in some)
        return next((index for index in found if self.name_at(index) is None), self.stop)

    def name_at(self, index: int) -> Named | None:
        """The name that a token belongs to."""
        start = self.start(index)
        return next((name for name in self.names if name.start <= start < name.end), None)


def read_head(core: Phrase, roster: Roster) -> Source | None:
    """The head of a noun phrase: its last noun before what depends on it."""
    words = core.words
    first = core.first
    articles = words.of("definite") | words.of("indefinite") | words.of("possessives")
    skipped = words.of("articles")
    while first < core.stop - 1 and (core.word(first) in skipped or not core.tokens.words[first].isalnum()):
        first += 1
    links = words.of("staff_of") | words.of("prepositions") | words.of("relative_pronouns")
    before = range(first, core.find(links, first + 1))
    nouns = [index for index in before if core.tokens.words[index].isalpha()]
    place = _first_noun(core, nouns) if words.heads_first else max(nouns, default=-1)
    head = core.tokens.words[place] if place >= 0 else ""
    if (
        len(head) == 1
        or head.casefold() in words.of("relative_pronouns") | words.of("sayings")
        or _is_idea(head, words)
    ):
        return None
    printed = _in_base_form(head, words)
    if not head or not any(core.tokens.words[index].isalpha() for index in range(first, core.stop)):
        return None
    return Source(
        core.start(first),
        core.end(core.stop - 1),
        head=printed,
        definite=core.word(core.first) in words.of("definite"),
        owned=core.word(core.first) in words.of("possessives"),
        plural=_is_plural(core, head, stated=core.word(core.first) in articles or _is_owned(core)),
        name=printed if core.stop - first == 1 else roster.text[core.start(first) : core.end(core.stop - 1)],
        beside=core.names,
        indefinite=any(core.word(index) in words.of("indefinite") for index in (core.first, core.first + 1)),
        qualifiers=roster.qualifiers_of(head, core.start(place), core.start(core.first)),
        marks=_marks(core, place),
    )


def _first_noun(core: Phrase, nouns: list[int]) -> int:
    """Where the head stands in a language whose adjectives follow it: the first word for people or a body, else ideas.

    "Le nouveau Premier ministre israélien" is a minister.
    """
    words = core.words
    lists = ("anonymous", "collective", "bodies", "generic_people", "generic_bodies", "documents")
    known = (
        index
        for index in nouns
        if words.role(core.tokens.words[index]) is not None
        or any(words.has(kind, form) for kind in lists for form in words.forms(core.tokens.words[index]))
    )
    plain = (index for index in nouns if not words.names_no_one(core.tokens.words[index]))
    return next(known, next(plain, max(nouns, default=-1)))


def _marks(core: Phrase, place: int) -> frozenset[str]:
    """The qualifiers of a phrase, and its roles and bodies besides the head, which tell one office from another."""
    words = core.words
    others = [core.word(index) for index in range(core.first, core.stop) if index != place]
    qualifiers = {words.qualifier(word) for word in others} | {words.split_role(core.word(place))[0]}
    known = words.of("collective") | words.of("bodies")
    return frozenset(qualifiers - {""}) | {word for word in others if words.role(word) is not None or word in known}


def _is_idea(head: str, words: Lexicon) -> bool:
    """Whether a noun is by its ending no person ("conversation") and no body that the language file knows."""
    if not head.islower() or not head.endswith(words.endings_of("idea_endings")):
        return False
    lists = ("anonymous", "collective", "bodies", "documents", "generic_bodies", "generic_people", "organisation_heads")
    return words.role(head) is None and not any(words.has(kind, head) for kind in lists)


def phrase_before(roster: Roster, position: int) -> Source | None:
    """The people or body right before a relative pronoun ("Older people, who"), None where there is none."""
    number = roster.sentence_at(position)
    start = roster.sentences[number][0] if number >= 0 else 0
    tokens = split_tokens(roster.text[start:position])
    words, stop = roster.words, len(tokens.words)
    stop -= stop > 0 and tokens.words[-1] == ","
    first = stop
    while first > 0 and tokens.words[first - 1].replace("-", "a").isalpha() and stop - first < _LONGEST_OPENING:
        word = tokens.words[first - 1]
        if words.names_no_one(word) and not (words.has("determiners", word) or words.has("anonymous", word)):
            break
        first -= 1
    phrase = Phrase(tokens, start, first, stop, tuple(roster.within(start, position)), words)
    found = read_head(phrase, roster) if first < stop else None
    if found is None or not _is_somebody(found, words):
        return None
    return found


def _is_somebody(found: Source, words: Lexicon) -> bool:
    known = any(words.has(kind, found.head) for kind in ("anonymous", "collective", "bodies"))
    return known or words.role(found.head) is not None or (found.plural and bool(words.endings_of("plural_endings")))


def opening_phrase(roster: Roster, start: int, stop: int) -> Source | None:
    """The noun phrase that a passage begins with, where it means people or a body; None where it does not."""
    tokens = split_tokens(roster.text[start:stop])
    words = roster.words
    known = words.of("anonymous") | words.of("collective") | words.of("bodies")
    for index, word in enumerate(tokens.words[:_LONGEST_OPENING]):
        small = words.names_no_one(word) and not words.has("determiners", word)
        if not word.isalpha() or (index and small) or word.casefold() in words.language.pronouns:
            return None
        if any(words.role(form) is not None or form in known for form in words.singulars(word)):
            phrase = Phrase(tokens, start, 0, index + 1, tuple(roster.within(start, start + tokens.ends[index])), words)
            return read_head(phrase, roster)
    return None


def _in_base_form(head: str, words: Lexicon) -> str:
    """The word for a body without the ending of its case ("des Unternehmens")."""
    if head.casefold() in words.of("collective"):
        return head
    stems = (head.removesuffix(ending) for ending in words.endings_of("genitive_endings"))
    return next((stem for stem in stems if stem.casefold() in words.of("collective")), head)


def _is_owned(core: Phrase) -> bool:
    """Whether a name in the genitive stands where an article would ("Putins Sprecher")."""
    owner = core.name_at(core.first)
    return owner is not None and owner.relation == "name"


def _is_plural(core: Phrase, head: str, *, stated: bool) -> bool:
    """Whether many speak: by the ending of the head, or by the want of an article where no ending tells."""
    words = core.words
    endings = words.endings_of("plural_endings")
    if endings:
        return head.endswith(endings) or words.has("plural_heads", head)
    return not stated or words.has("plural_heads", core.tokens.words[core.first])
