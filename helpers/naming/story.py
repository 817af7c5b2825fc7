"""One article as its speakers are found: what is said in it, who has spoken so far, whom a name or a word means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from helpers.naming.roster import Named, Roster

UNKNOWN = "unknown"
_SENTENCES_BACK = 4


@dataclass(frozen=True)
class Speaker:
    """One who speaks; `entity_id` and `name` are missing where nobody was found.

    One without a name keeps the head of the phrase, the ids of whom it names `beside`, and its `marks` of rank.
    """

    entity_id: str | None
    name: str | None
    kind: str
    how: str
    score: float
    candidates: str | None = None
    head: str = ""
    beside: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Said:
    """One quotation: where it is said, and its source spans in order."""

    quote_id: str
    paragraph: int
    start: int
    parent: str | None
    cue: str
    scare: bool
    sources: tuple[tuple[int, int], ...]

    @property
    def place(self) -> int:
        """Where its source stands, else where it begins."""
        return self.sources[0][0] if self.sources else self.start


@dataclass
class Story:
    """One article as its speakers are found: who stands in it, and who has spoken so far.

    Nothing goes on across the paragraphs `headings`; those `apart`, such as captions, only stand in between.
    """

    article_id: str
    roster: Roster
    headings: frozenset[int]
    apart: frozenset[int]
    spoken: list[tuple[Said, list[Speaker]]] = field(default_factory=list)

    def speakers_of(self, quote_id: str | None) -> list[Speaker]:
        """Who says a quotation read before; nobody where there is none."""
        return next((speakers for said, speakers in self.spoken if said.quote_id == quote_id), [])


def by_name(named: Named, story: Story, *, how: str, score: float) -> Speaker:
    """The entity that a name names; where two people share it, both are candidates."""
    if named.entity_id:
        return Speaker(named.entity_id, named.name, named.kind, how, score)
    sharing = {other.name: None for other in story.roster.names if other.name.split()[-1:] == named.text.split()[-1:]}
    return Speaker(None, None, UNKNOWN, "two share the name", 0.0, " | ".join(sharing) or None)


def subjects_before(position: int, story: Story, *, kinds: tuple[str, ...]) -> Iterator[Named]:
    """The fitting subjects of each sentence from this one backwards, outside quotations, before a position.

    In an earlier sentence without one come those that a preposition or a possessive binds ("a memory of Ebeling").
    """
    roster = story.roster
    here = roster.sentence_at(position)
    for number in range(here, max(-1, here - _SENTENCES_BACK), -1):
        start, end = roster.sentences[number]
        names = [named for named in roster.within(start, min(end, position)) if named.kind in kinds]
        names = [named for named in names if named.relation == "name" and named.entity_id]
        names = [named for named in names if not roster.is_quoted(named)]
        free = [named for named in names if not roster.is_bound(named)]
        found = free or (names if number < here else [])
        yield from found if kinds == ("person",) else found[:1]
