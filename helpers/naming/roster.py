"""Who stands in an article: its names in order, and what it tells of each person's gender and roles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from helpers.languages import Pronoun
from helpers.naming.gazetteer import known_entities
from helpers.naming.lexicon import Lexicon
from helpers.naming.names import gender_of
from helpers.naming.tokens import APOSTROPHES, HYPHENS, split_tokens

_BEFORE, _AFTER = 80, 60
_WORDS_BETWEEN = 4
# How many words and signs of a noun phrase are read on either side of a role.
_LONGEST_PHRASE = 8


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
    """That somebody has a role, as a passage tells: the word for it, where, and who or what else its phrase names.

    `qualifiers` are those of the role ("former"); `titled` where a title stands for it ("Sen.").
    """

    entity_id: str
    role: str
    start: int
    beside: frozenset[str]
    qualifiers: frozenset[str]
    titled: bool


@dataclass
class Roster:
    """The names of one article in order, its sentences, and the passages that are quoted."""

    text: str
    words: Lexicon
    names: list[Named]
    sentences: list[tuple[int, int]]
    contents: list[tuple[int, int]]
    starts: list[int] = field(init=False)
    quoted: list[tuple[int, int]] = field(init=False)
    _opened: dict[Pronoun, list[int]] = field(init=False, default_factory=dict)
    _bound: dict[int, bool] = field(init=False, default_factory=dict)
    _called: dict[str, list[Duty]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.starts = [name.start for name in self.names]
        self.quoted = _merge(self.contents)

    def within(self, start: int, end: int) -> list[Named]:
        """The names that lie wholly in a passage."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        return [name for name in self.names[first:last] if name.end <= end]

    def ending_at(self, position: int) -> list[Named]:
        """The names that end at a position."""
        last = bisect_left(self.starts, position)
        return [name for name in self.names[max(0, last - 1) : last] if name.end == position]

    def before(self, position: int) -> list[Named]:
        """The names that end before a position, the nearest first."""
        return [name for name in self.names[: bisect_left(self.starts, position)][::-1] if name.end <= position]

    def sentence_at(self, position: int) -> int:
        """The number of the sentence at a position, counted through the article; -1 before the first."""
        return bisect_right(self.sentences, (position, len(self.text))) - 1

    def is_quoted(self, named: Named) -> bool:
        """Whether a name stands inside the content of a quotation."""
        index = bisect_right(self.quoted, (named.start, len(self.text))) - 1
        return index >= 0 and named.end <= self.quoted[index][1]

    def opened_by(self, pronoun: Pronoun) -> list[int]:
        """How many of the sentences before each one open with a pronoun of that gender and number."""
        if pronoun not in self._opened:
            opens = (self._opening_pronoun(number) == pronoun for number in range(len(self.sentences)))
            self._opened[pronoun] = list(accumulate(opens, initial=0))
        return self._opened[pronoun]

    def _opening_pronoun(self, number: int) -> Pronoun | None:
        start, end = self.sentences[number]
        opening = self.text[start:end].split(maxsplit=1)[:1]
        return self.words.language.pronouns.get(opening[0].strip("“”„\"'").casefold()) if opening else None

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
        if named.start not in self._bound:
            bound = self.is_owner(named) or self.in_genitive(named) or self.follows_preposition(named)
            self._bound[named.start] = bound
        return self._bound[named.start]

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

    def called(self, head: str) -> list[Duty]:
        """The duties whose role a noun calls, in order."""
        if head not in self._called:
            self._called[head] = [duty for duty in self.duties if self.words.same_role(duty.role, head)]
        return self._called[head]

    def duties_called(self, head: str, qualifiers: frozenset[str], until: int) -> list[Duty]:
        """Those of them that are told before a place, with the same qualifiers."""
        return [duty for duty in self.called(head) if duty.start < until and duty.qualifiers == qualifiers]

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
            # "Rep." stands for congressman and congresswoman.
            if not duty.titled and genders.get(duty.entity_id, "any") == "any":
                genders[duty.entity_id] = self.words.role(duty.role) or "any"
        return genders

    def _gender_by_title(self, named: Named) -> str:
        before = self.text[max(0, named.start - 12) : named.start].split()
        title = self.words.title(before[-1]) if before else None
        return title if title and title != "any" else ""

    def _duties_of(self, named: Named) -> Iterator[Duty]:
        # "Der Arzt Franz Venns" is somebody else.
        before = () if self.in_genitive(named) else self._role_before(named)
        # "Pope Francis" is a name with its title.
        first = named.text.split()[0]
        inside = ((role, named.start, named.start + len(first)) for role in self.words.roles_of_title(first))
        for role, start, end in (*before, *inside, *self._role_after(named)):
            floor = named.end if start >= named.end else max(0, start - _BEFORE)
            beside = {*self._phrase_before(start, floor)[0], *self._names_after(end, named)}
            qualifiers = self.qualifiers_of(role, start, floor)
            others = frozenset(name.entity_id for name in beside) - {named.entity_id}
            yield Duty(named.entity_id, role, start, others, qualifiers, bool(self.words.title(self.text[start:end])))

    def qualifiers_of(self, role: str, start: int, floor: int) -> frozenset[str]:
        """The qualifiers of a role at a place: those it begins with and those in its phrase, back to `floor`."""
        return frozenset({self.words.split_role(role)[0], *self._phrase_before(start, floor)[1]}) - {""}

    def _phrase_before(self, start: int, floor: int) -> tuple[list[Named], list[str]]:
        """The names and the qualifiers before a role in its noun phrase: back to a sign, a verb or a small word."""
        tokens, words = split_tokens(self.text[floor:start]), self.words
        names: list[Named] = []
        qualifiers: list[str] = []
        index, owned, doubtful = len(tokens.words) - 1, False, False
        while index >= max(0, len(tokens.words) - _LONGEST_PHRASE):
            word, place = tokens.words[index], floor + tokens.starts[index]
            named = self._name_over(place)
            if named is not None:
                if not self._may_own(named, beside=index == len(tokens.words) - 1):
                    break
                names.append(named)
                # "Former President Trump's lawyer" is no former lawyer.
                owned = owned or self.in_genitive(named)
                while index >= 0 and floor + tokens.starts[index] >= named.start:
                    index -= 1
                continue
            qualifier = words.qualifier(word)
            if qualifier:
                qualifiers += [] if owned or (doubtful and words.role(word) is not None) else [qualifier]
            elif word.isalpha() and len(word) > 1:
                if words.is_verb(word) or words.names_no_one(word) or word.endswith(words.endings_of("past_endings")):
                    break
                # "The deputy met President Biden": the small word may be a verb.
                plain = word.islower() and words.role(word) is None and word not in words.role_firsts
                doubtful = doubtful or (plain and not words.nouns_capitalised)
            elif word not in HYPHENS and word not in APOSTROPHES and word != "s":
                break
            owned = owned or word in APOSTROPHES
            index -= 1
        return names, qualifiers

    def _names_after(self, end: int, named: Named) -> Iterator[Named]:
        """The names that depend on a role: after "of" or in the genitive right after it or after its bearer."""
        links = self.words.of("staff_of")
        if end <= named.end and "," not in self.text[end : named.start]:
            end, links = named.end, links - self.words.of("genitive_articles")
        passage = self.text[end : end + _AFTER].split("\n")[0]
        tokens = split_tokens(passage)
        first = self._name_over(end + tokens.starts[0]) if tokens.words else None
        if tokens.word(0).casefold() not in links and not (first is not None and self.in_genitive(first)):
            return
        for index in range(min(len(tokens.words), _LONGEST_PHRASE)):
            word, found = tokens.words[index], self._name_over(end + tokens.starts[index])
            signs = word in HYPHENS or word in APOSTROPHES
            if found is named or (found is None and not word.isalpha() and not signs) or self.words.is_verb(word):
                return
            if found is not None:
                yield found

    def _name_over(self, place: int) -> Named | None:
        """The name that a place lies in."""
        index = bisect_right(self.starts, place) - 1
        return self.names[index] if index >= 0 and place < self.names[index].end else None

    def _may_own(self, named: Named, *, beside: bool) -> bool:
        """Whether a name before a role belongs to its phrase: a person only as owner or right beside it."""
        if named.kind != "person" or named.relation != "name" or self.is_owner(named) or self.in_genitive(named):
            return True
        return beside and not self.words.nouns_capitalised

    def _role_before(self, named: Named) -> Iterator[tuple[str, int, int]]:
        """The role right before a name, or before the comma that opens it ("Die Anwältin der Reederei, Ilse Maron")."""
        offset = max(0, named.start - _BEFORE)
        tokens = split_tokens(self.text[offset : named.start])
        index = len(tokens.words) - 1
        while index >= 0 and (tokens.words[index] == "." or self.words.title(tokens.words[index]) is not None):
            for role in self.words.roles_of_title(tokens.words[index]):
                yield role, offset + tokens.starts[index], offset + tokens.ends[index]
            index -= 1
        comma = index >= 0 and tokens.words[index] == ","
        index -= comma
        # "La ministre belge de la Santé Jeanne Dumont": where the noun comes first its office may be long.
        long = self.words.heads_first and index >= 0 and not self.words.names_no_one(tokens.words[index])
        for step in range(2 * _WORDS_BETWEEN if long else _WORDS_BETWEEN if comma else 1):
            word = tokens.word(index - step)
            if word in {",", ".", "“", "”", '"'} or self.words.is_verb(word):
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
            if word in {",", "."} or word in HYPHENS or self.words.is_verb(word):
                return
            if self.words.role(word) is not None:
                yield word, named.end + tokens.starts[index], named.end + tokens.ends[index]
                return


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
