"""What the words for a source say: a name, a pronoun, a role, an unnamed official or body; one for each who speaks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from helpers.languages import Pronoun
from helpers.naming.lexicon import Lexicon
from helpers.naming.roster import Named, Roster
from helpers.naming.tokens import APOSTROPHES, HYPHENS, Tokens, split_tokens


@dataclass(frozen=True)
class Source:
    """One who speaks, as printed: `named`, or a `pronoun`, or the head of a noun phrase with who else it names."""

    start: int
    end: int
    named: Named | None = None
    own: bool = False
    pronoun: Pronoun | None = None
    relative: bool = False
    head: str = ""
    definite: bool = False
    plural: bool = False
    name: str = ""
    beside: tuple[Named, ...] = ()


@dataclass(frozen=True)
class _Phrase:
    """The tokens of one source, with the names among them and the place of its text in the article."""

    tokens: Tokens
    offset: int
    first: int
    stop: int
    names: tuple[Named, ...]
    words: Lexicon

    def start(self, index: int) -> int:
        return self.offset + self.tokens.starts[index]

    def end(self, index: int) -> int:
        return self.offset + self.tokens.ends[index]

    def word(self, index: int) -> str:
        return self.tokens.words[index].casefold() if self.first <= index < self.stop else ""

    def cut(self, first: int, stop: int) -> _Phrase:
        if first >= stop:
            return _Phrase(self.tokens, self.offset, first, first, (), self.words)
        start, end = self.start(first), self.end(stop - 1)
        inside = tuple(name for name in self.names if start <= name.start and name.end <= end)
        return _Phrase(self.tokens, self.offset, first, stop, inside, self.words)

    def find(self, some: Collection[str], first: int) -> int:
        """The first token from `first` on that is one of some words and in no name; the end where none is."""
        found = (index for index in range(first, self.stop) if self.word(index) in some)
        return next((index for index in found if self.name_at(index) is None), self.stop)

    def name_at(self, index: int) -> Named | None:
        start = self.start(index)
        return next((name for name in self.names if name.start <= start < name.end), None)


def read_source(roster: Roster, start: int, end: int) -> list[Source]:
    """Who speaks by the words from `start` to `end`, one for each of joint speakers; none where nothing can be read."""
    tokens = split_tokens(roster.text[start:end])
    names = tuple(roster.within(start, end))
    phrase = _Phrase(tokens, start, 0, len(tokens.words), names, roster.words)
    phrase = _without_frame(phrase)
    if not names and _says_nobody(phrase):
        return []
    return [source for part in _joint_parts(phrase) if (source := _read_part(part, roster)) is not None]


def _without_frame(phrase: _Phrase) -> _Phrase:
    """The phrase without small words before it and a noun for what was said ("Angaben von Aronsen")."""
    first, stop, words = phrase.first, phrase.stop, phrase.words
    while first < stop and not phrase.tokens.words[first].isalnum():
        first += 1
    while stop > first and phrase.tokens.words[stop - 1] in {",", ".", ":", ";", "“", "”", '"'}:
        stop -= 1
    nouns = words.of("source_nouns")
    for index in range(first, min(first + 3, stop - 1)):
        linked = words.has("staff_of", phrase.tokens.words[index + 1])
        if phrase.word(index) in nouns and (linked or words.nouns_capitalised):
            after = index + 2 if phrase.word(index + 1) in words.of("prepositions") else index + 1
            return phrase.cut(after, stop)
    return phrase.cut(first, stop)


def _says_nobody(phrase: _Phrase) -> bool:
    """Whether a source is only small words ("demnach") that stand for nobody, neither pronoun nor "some"."""
    said = [phrase.word(index) for index in range(phrase.first, phrase.stop)]
    some = phrase.words.of("plural_heads") | set(phrase.words.language.pronouns)
    return all(word in phrase.words.small and word not in some for word in said)


def _joint_parts(phrase: _Phrase) -> list[_Phrase]:
    """The parts that "and" joins, where both sides begin like somebody who speaks."""
    cuts = [
        index
        for index in range(phrase.first + 1, phrase.stop - 1)
        if phrase.words.has("conjunctions", phrase.tokens.words[index])
        and phrase.name_at(index) is None
        and _begins_somebody(phrase, index + 1)
        and (phrase.cut(phrase.first, index).names or _stands_alone(phrase, index + 1))
        and (_names_person(phrase, index + 1) or not _has_link(phrase, index))
    ]
    edges = [phrase.first - 1, *cuts, phrase.stop]
    return [phrase.cut(before + 1, after) for before, after in pairwise(edges)]


def _stands_alone(phrase: _Phrase, index: int) -> bool:
    """Whether both sides may be somebody of their own; "der Vizekanzler und Arbeitsminister Franz X" is one man."""
    role = phrase.words.role(phrase.tokens.words[index]) is not None and phrase.name_at(index) is None
    return _begins_somebody(phrase, phrase.first) and not role


def _names_person(phrase: _Phrase, index: int) -> bool:
    name = phrase.name_at(index)
    return (name is not None and name.kind == "person") or phrase.words.role(phrase.tokens.words[index]) is not None


def _has_link(phrase: _Phrase, stop: int) -> bool:
    """Whether a preposition stands before `stop`, so that "and" may join what belongs to it."""
    links = phrase.words.of("staff_of") | phrase.words.of("prepositions")
    return any(phrase.word(index) in links for index in range(phrase.first + 1, stop))


def _begins_somebody(phrase: _Phrase, index: int) -> bool:
    words, word = phrase.words, phrase.tokens.words[index]
    small = words.of("definite") | words.of("indefinite") | words.of("possessives")
    if phrase.name_at(index) is not None or word.casefold() in small or word.casefold() in words.language.pronouns:
        return True
    return words.title(word) is not None or (words.role(word) is not None and word[0].isupper())


def _read_part(part: _Phrase, roster: Roster) -> Source | None:
    if part.first >= part.stop:
        return None
    pronoun = _pronoun_of(part)
    if pronoun is not None:
        return pronoun
    if any(part.word(index) in part.words.of("own_words") for index in (part.first, part.first + 1)):
        return Source(part.start(part.first), part.end(part.stop - 1), own=True)
    comma = part.find({",", "("}, part.first)
    core = part.cut(part.first, comma)
    named = _named_speaker(core, roster)
    if named is None and comma + 1 < part.stop:
        beside = part.name_at(comma + 1) or _titled_after(part, comma + 1)
        # "Aronsen’s lawyer, Ilse Maron" is Maron.
        named = beside if beside is not None and beside.kind == "person" and beside.relation == "name" else None
    if named is not None:
        return Source(named.start, named.end, named=named)
    return _read_head(core, roster) if core.first < core.stop else None


def _titled_after(part: _Phrase, index: int) -> Named | None:
    """The name after titles ("die Virologin, Dr. Birte Hahn")."""
    while index < part.stop and (part.words.title(part.tokens.words[index]) is not None or part.word(index) == "."):
        index += 1
    return part.name_at(index) if index < part.stop else None


def _pronoun_of(part: _Phrase) -> Source | None:
    """A pronoun alone, or with words like "himself" after it."""
    words = part.words
    word = part.word(part.first)
    pronoun = words.language.pronouns.get(word)
    rest = range(part.first + 1, part.stop)
    if pronoun is None or any(part.name_at(index) is not None for index in rest):
        return None
    if any(part.word(index) not in words.small | set(words.language.pronouns) for index in rest):
        return None
    printed = part.tokens.words[part.first]
    return Source(
        part.start(part.first),
        part.end(part.first),
        pronoun=pronoun,
        relative=printed in words.of("relative_pronouns") and part.stop - part.first == 1,
    )


def _named_speaker(core: _Phrase, roster: Roster) -> Named | None:
    """The name that the core of a source ends with, if it is not only whom somebody belongs to."""
    fitting = [name for name in core.names if _ends_core(core, name, roster) and not _depends(core, name)]
    people = [name for name in fitting if name.kind == "person" and name.relation == "name"]
    if people:
        return people[-1]
    bodies = [name for name in fitting if name.relation == "name" and name.kind != "other"]
    return bodies[-1] if bodies else None


def _ends_core(core: _Phrase, name: Named, roster: Roster) -> bool:
    """Whether nothing, or only small words, follow a name in the core; "’s" may only end it."""
    after = [index for index in range(core.first, core.stop) if core.start(index) >= name.end]
    if not after:
        return True
    if core.tokens.words[after[0]] in APOSTROPHES:
        return len(after) <= 2
    if core.tokens.words[after[0]] in HYPHENS and core.tokens.glued(after[0]):
        return False
    word = core.word(after[0])
    words = core.words
    small = words.of("prepositions") | words.of("adverbs") | words.of("determiners") | words.of("auxiliaries")
    if roster.is_owner(name):
        return False
    return word in small or word in words.language.pronouns or word in words.of("definite")


def _depends(core: _Phrase, name: Named) -> bool:
    """Whether a name is only what another noun belongs to ("a spokesman for Putin", "Beamter der Regierung Biden")."""
    words = core.words
    links = words.of("staff_of") | words.of("prepositions")
    before = [index for index in range(core.first, core.stop) if core.end(index) <= name.start]
    marks = [index for index in before if core.word(index) in links and index > core.first]
    if not marks:
        return False
    between = [index for index in before if index > marks[-1]]
    # "Secretary of Defense Ash Carter": what follows "of" is the office, not a person's title.
    others = [index for index in between if _is_office(core, index)]
    return not (others and name.kind == "person" and not words.nouns_capitalised)


def _is_office(core: _Phrase, index: int) -> bool:
    word = core.tokens.words[index]
    if not word[0].isupper() or core.name_at(index) is not None:
        return False
    return core.words.role(word) is None and core.words.title(word) is None


def _read_head(core: _Phrase, roster: Roster) -> Source | None:
    """The head of a noun phrase: its last noun before what depends on it."""
    words = core.words
    first = core.first
    articles = words.of("definite") | words.of("indefinite") | words.of("possessives")
    skipped = words.of("articles")
    while first < core.stop - 1 and (core.word(first) in skipped or not core.tokens.words[first].isalnum()):
        first += 1
    links = words.of("staff_of") | words.of("prepositions") | words.of("relative_pronouns")
    before = core.tokens.words[first : core.find(links, first + 1)]
    head = next((word for word in reversed(before) if word.isalpha()), "")
    printed = _in_base_form(head, words)
    if not head or not any(core.tokens.words[index].isalpha() for index in range(first, core.stop)):
        return None
    return Source(
        core.start(first),
        core.end(core.stop - 1),
        head=printed,
        definite=core.word(core.first) in words.of("definite"),
        plural=_is_plural(core, head, stated=core.word(core.first) in articles or _is_owned(core)),
        name=printed if core.stop - first == 1 else roster.text[core.start(first) : core.end(core.stop - 1)],
        beside=core.names,
    )


def _in_base_form(head: str, words: Lexicon) -> str:
    """The word for a body without the ending of its case ("des Unternehmens")."""
    if head.casefold() in words.of("collective"):
        return head
    stems = (head.removesuffix(ending) for ending in words.endings_of("genitive_endings"))
    return next((stem for stem in stems if stem.casefold() in words.of("collective")), head)


def _is_owned(core: _Phrase) -> bool:
    """Whether a name in the genitive stands where an article would ("Putins Sprecher")."""
    owner = core.name_at(core.first)
    return owner is not None and owner.relation == "name"


def _is_plural(core: _Phrase, head: str, *, stated: bool) -> bool:
    """Whether many speak: by the ending of the head, or by the want of an article where no ending tells."""
    words = core.words
    endings = words.endings_of("plural_endings")
    if endings:
        return head.endswith(endings) or words.has("plural_heads", head)
    return not stated or words.has("plural_heads", core.tokens.words[core.first])
