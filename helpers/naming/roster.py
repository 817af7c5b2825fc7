"""Who stands in an article: its names in order, and what it tells of each person's gender and roles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from helpers.naming.gazetteer import known_entities
from helpers.naming.lexicon import Lexicon
from helpers.naming.names import gender_of
from helpers.naming.tokens import APOSTROPHES, HYPHENS, split_tokens

_BEFORE, _AFTER = 80, 60
_WORDS_BETWEEN = 4


@dataclass(frozen=True)
class Named:
    """One mention with the entity that it names; `entity_id` and `name` are empty where two people share it."""

    start: int
    end: int
    text: str
    kind: str
    relation: str
    entity_id: str
    name: str


@dataclass(frozen=True)
class Duty:
    """That somebody has a role, as a passage tells: the word for it, where, and who or what else the passage names."""

    entity_id: str
    role: str
    start: int
    beside: frozenset[str]


@dataclass
class Roster:
    """The names of one article in order, its sentences, and the passages that are quoted."""

    text: str
    words: Lexicon
    names: list[Named]
    sentences: list[tuple[int, int]]
    contents: list[tuple[int, int]]
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [name.start for name in self.names]

    def within(self, start: int, end: int) -> list[Named]:
        """The names that lie wholly in a passage."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        return [name for name in self.names[first:last] if name.end <= end]

    def before(self, position: int) -> list[Named]:
        """The names that end before a position, the nearest first."""
        return [name for name in self.names[: bisect_left(self.starts, position)][::-1] if name.end <= position]

    def sentence_at(self, position: int) -> int:
        """The number of the sentence at a position, counted through the article; -1 before the first."""
        return bisect_right(self.sentences, (position, len(self.text))) - 1

    def is_quoted(self, named: Named) -> bool:
        """Whether a name stands inside the content of a quotation."""
        return any(start <= named.start and named.end <= end for start, end in self.contents)

    def right_after(self, position: int) -> Named | None:
        """The person whose name a comma ties to what ends at a position ("the curator, Amadou Ferel")."""
        if self.text[position : position + 2] != ", ":
            return None
        index = bisect_left(self.starts, position + 2)
        named = self.names[index] if index < len(self.names) else None
        close = (
            named is not None and named.start == position + 2 and named.kind == "person" and named.relation == "name"
        )
        return named if close else None

    def is_owner(self, named: Named) -> bool:
        """Whether a name owns what follows ("Putin’s", "Putins Sprecher")."""
        after = self.text[named.end : named.end + 1]
        return after in APOSTROPHES and bool(after)

    def is_bound(self, named: Named) -> bool:
        """Whether a possessive, a genitive or a preposition binds a name, so that it is no subject."""
        return self.is_owner(named) or self.in_genitive(named) or self.follows_preposition(named)

    def follows_preposition(self, named: Named) -> bool:
        """Whether a preposition stands right before a name and its title, so that it is no subject ("with Clinton")."""
        before = split_tokens(self.text[max(0, named.start - _BEFORE) : named.start]).words
        while before and (before[-1] == "." or self.words.title(before[-1]) is not None):
            before.pop()
        return bool(before) and self.words.has("prepositions", before[-1])

    def in_genitive(self, named: Named) -> bool:
        """Whether a name bears the ending of the genitive ("Sprecher Putins"), which its own name has not."""
        last = named.name.split()[-1:] or [""]
        stems = (named.text.removesuffix(ending) for ending in self.words.endings_of("genitive_endings"))
        return any(stem != named.text and stem.split()[-1:] == last for stem in stems)

    @cached_property
    def duties(self) -> list[Duty]:
        """Each role that a person of the article is given beside their name, in order."""
        return [duty for named in self.names if named.kind == "person" for duty in self._duties_of(named)]

    @cached_property
    def genders(self) -> Mapping[str, str]:
        """The gender of each person: of the table, the given name, a title or a role; any where none tells."""
        genders: dict[str, str] = {}
        known = known_entities()
        for named in self.names:
            if named.kind == "person" and genders.get(named.entity_id, "any") == "any":
                own = known[named.entity_id].gender if named.entity_id in known else ""
                genders[named.entity_id] = own or self._gender_by_title(named) or gender_of(named.name)
        for duty in self.duties:
            if genders.get(duty.entity_id, "any") == "any":
                genders[duty.entity_id] = self.words.role(duty.role) or "any"
        return genders

    def _gender_by_title(self, named: Named) -> str:
        before = self.text[max(0, named.start - 12) : named.start].split()
        title = self.words.title(before[-1]) if before else None
        return title if title and title != "any" else ""

    def _duties_of(self, named: Named) -> Iterator[Duty]:
        # "Der Arzt Franz Venns" is somebody else.
        before = () if self.in_genitive(named) else self._role_before(named)
        for role, start, end in (*before, *self._role_after(named)):
            around = self.within(max(0, start - _BEFORE // 2), end + _AFTER)
            beside = frozenset(name.entity_id for name in around if name.entity_id != named.entity_id)
            yield Duty(named.entity_id, role, start, beside)

    def _role_before(self, named: Named) -> Iterator[tuple[str, int, int]]:
        """The role right before a name, or before the comma that opens it ("Die Anwältin der Reederei, Ilse Maron")."""
        offset = max(0, named.start - _BEFORE)
        tokens = split_tokens(self.text[offset : named.start])
        index = len(tokens.words) - 1
        while index >= 0 and (tokens.words[index] == "." or self.words.title(tokens.words[index]) is not None):
            index -= 1
        reach = 1
        if index >= 0 and tokens.words[index] == ",":
            index, reach = index - 1, _WORDS_BETWEEN
        for step in range(reach):
            word = tokens.word(index - step)
            if word in {",", ".", "“", "”", '"'} or word.casefold() in self.words.verbs:
                return
            if self.words.role(word) is not None:
                yield word, offset + tokens.starts[index - step], offset + tokens.ends[index - step]
                return

    def _role_after(self, named: Named) -> Iterator[tuple[str, int, int]]:
        """The role in the words that describe a name after a comma ("Falk Jessen, Betriebsleiter …")."""
        passage = self.text[named.end : named.end + _AFTER]
        tokens = split_tokens(passage.split("\n")[0])
        if tokens.word(0) != ",":
            return
        for index in range(1, _WORDS_BETWEEN + 2):
            word = tokens.word(index)
            if (
                word in {",", "."}
                or word in HYPHENS
                or word.casefold() in self.words.verbs | self.words.of("auxiliaries")
            ):
                return
            if self.words.role(word) is not None:
                yield word, named.end + tokens.starts[index], named.end + tokens.ends[index]
                return
