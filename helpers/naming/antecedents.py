"""Whom a source means: the name, the role, the one named before that a pronoun takes up, somebody without a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from helpers.languages import Pronoun
from helpers.naming.people import hashed_id
from helpers.naming.roster import Named, Roster
from helpers.naming.sources import Source

UNKNOWN = "unknown"
_SENTENCES_BACK = 4
_OPENING = 12
_PARAGRAPHS_BACK = 1


@dataclass(frozen=True)
class Speaker:
    """One who speaks; `entity_id` and `name` are missing where nobody was found."""

    entity_id: str | None
    name: str | None
    kind: str
    how: str
    score: float
    candidates: str | None = None
    head: str = ""


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
    """One article as its speakers are found: who stands in it, and who has spoken so far."""

    article_id: str
    roster: Roster
    headings: frozenset[int]
    spoken: list[tuple[Said, list[Speaker]]] = field(default_factory=list)

    def speakers_of(self, quote_id: str | None) -> list[Speaker]:
        """Who says a quotation read before; nobody where there is none."""
        return next((speakers for said, speakers in self.spoken if said.quote_id == quote_id), [])


def resolve(source: Source, said: Said, story: Story) -> list[Speaker]:
    """Whom a source means; several where it stands for several, none where the text does not tell."""
    if source.named is not None:
        return [_by_name(source.named, story, how="named", score=0.95)]
    if source.own:
        return _subject_here(source, story)
    if source.pronoun is not None:
        return _by_pronoun(source, source.pronoun, said, story)
    return [_by_head(source, story)]


def _by_name(named: Named, story: Story, *, how: str, score: float) -> Speaker:
    """The entity that a name names; where two people share it, both are candidates."""
    if named.entity_id:
        return Speaker(named.entity_id, named.name, named.kind, how, score)
    sharing = {other.name: None for other in story.roster.names if other.name.split()[-1:] == named.text.split()[-1:]}
    return Speaker(None, None, UNKNOWN, "two share the name", 0.0, " | ".join(sharing) or None)


def _by_head(source: Source, story: Story) -> Speaker:
    """Who has the role that a noun phrase names, the unnamed one called so before, or somebody without a name."""
    words = story.roster.words
    beside = story.roster.right_after(source.end)
    if beside is not None and not source.plural:
        return _by_name(beside, story, how="named beside", score=0.9)
    if words.role(source.head) is not None and not source.plural:
        person = _with_role(source, story)
        if person is not None:
            return person
    if source.definite:
        for _, speakers in reversed(story.spoken):
            for speaker in speakers:
                if speaker.kind in ("anonymous", "collective") and _same_word(speaker.head, source.head):
                    return replace(speaker, how="named so before", score=0.7)
    many = source.plural or words.has("collective", source.head)
    kind = "collective" if many or _is_body(source, story) else "anonymous"
    return Speaker(hashed_id(kind, source.name, story.article_id), source.name, kind, "unnamed", 0.8, None, source.head)


def _is_body(source: Source, story: Story) -> bool:
    head, words = source.head.casefold(), story.roster.words
    bodies = words.of("collective") | words.of("organisation_heads") | words.of("bodies")
    if words.nouns_capitalised and head.endswith(tuple(sorted(body for body in bodies if len(body) > 3))):
        return True
    return head in bodies


def _same_word(first: str, second: str) -> bool:
    """Whether two nouns differ by an ending only ("Beamter", "Beamte")."""
    one, other = sorted((first.casefold(), second.casefold()), key=len)
    return bool(one) and other.startswith(one) and len(other) - len(one) <= 1


def _with_role(source: Source, story: Story) -> Speaker | None:
    """The person of the article who was given that role last; whoever the phrase names must stand there too."""
    owners = {name.entity_id for name in source.beside}
    if not source.definite and not owners:
        return None
    head = source.head.casefold()
    for duty in reversed(story.roster.duties):
        role = duty.role.casefold()
        fits = role.endswith(head) or _same_word(role, head)
        if fits and duty.start < source.start and (not owners or owners & duty.beside) and duty.entity_id:
            named = next(name for name in story.roster.names if name.entity_id == duty.entity_id)
            if named.entity_id not in owners:
                return _by_name(named, story, how="role", score=0.8)
    return None


def _by_pronoun(source: Source, pronoun: Pronoun, said: Said, story: Story) -> list[Speaker]:
    roster = story.roster
    if source.relative:
        before = [named for named in roster.before(source.start) if named.relation == "name"]
        near = [named for named in before if roster.sentence_at(named.start) == roster.sentence_at(source.start)]
        right = [named for named in near if roster.text[named.end : source.start].strip() == ","]
        people = [named for named in near if named.kind == "person"]
        return [_by_name(named, story, how="relative pronoun", score=0.8) for named in (right or people or near)[:1]]
    if said.parent is not None and pronoun.gender == "any" and pronoun.number != "any":
        return story.speakers_of(said.parent)
    if _means_many(pronoun, said, story):
        return _many_before(story)
    if pronoun.gender == "neuter":
        return _body_before(source, story)
    if pronoun.gender == "any":
        return []
    return _person_before(source, pronoun, said, story)


def _means_many(pronoun: Pronoun, said: Said, story: Story) -> bool:
    endings = story.roster.words.endings_of("plural_verb_endings")
    verb = said.cue.split()[0] if said.cue else ""
    return pronoun.number == "plural" or (pronoun.number == "any" and bool(endings) and verb.endswith(endings))


def _many_before(story: Story) -> list[Speaker]:
    """The last that were several, or one body of many."""
    for _, speakers in reversed(story.spoken):
        if len(speakers) > 1 or speakers[0].kind in ("collective", "organisation"):
            return [replace(speaker, how="pronoun", score=0.5) for speaker in speakers]
    return []


def _body_before(source: Source, story: Story) -> list[Speaker]:
    """The first body or place of the sentence before: what "it" takes up is mostly its subject."""
    for named in _subjects(source.start, story, kinds=("organisation", "place")):
        return [_by_name(named, story, how="pronoun", score=0.6)]
    return []


def _subject_here(source: Source, story: Story) -> list[Speaker]:
    """The first name of the sentence, whose "own words" are meant."""
    start, end = story.roster.sentences[story.roster.sentence_at(source.start)]
    names = [named for named in story.roster.within(start, end) if named.relation == "name" and named.kind != "other"]
    return [_by_name(names[0], story, how="own words", score=0.7)] if names else []


def _subjects(position: int, story: Story, *, kinds: tuple[str, ...]) -> Iterator[Named]:
    """The first fitting name of each sentence from this one backwards, outside quotations, before a position."""
    roster = story.roster
    here = roster.sentence_at(position)
    for number in range(here, max(-1, here - _SENTENCES_BACK), -1):
        start, end = roster.sentences[number]
        for named in roster.within(start, min(end, position)):
            usable = named.kind in kinds and named.relation == "name" and named.entity_id
            if usable and not roster.is_quoted(named) and not roster.is_owner(named):
                yield named
                if kinds != ("person",):
                    break


def _person_before(source: Source, pronoun: Pronoun, said: Said, story: Story) -> list[Speaker]:
    """Whom "he" or "she" takes up: who spoke in the sentence before, its subject, who spoke last; who alone fits."""
    roster = story.roster
    here = roster.sentence_at(source.start)
    last = next((pair for pair in reversed(story.spoken) if pair[0].parent is None and not pair[0].scare), None)
    spoke = [speaker for speaker in (last[1] if last else []) if _fits(speaker, pronoun, story)]
    if last is not None and len(spoke) == 1 and here - roster.sentence_at(last[0].place) <= 1:
        return [replace(spoke[0], how="pronoun", score=0.85)]
    fitting: dict[str, Named] = {}
    for named in _subjects(source.start, story, kinds=("person",)):
        if roster.genders.get(named.entity_id, "any") in (pronoun.gender, "any"):
            if here - roster.sentence_at(named.start) <= 1:
                return [_by_name(named, story, how="pronoun", score=0.8)]
            fitting.setdefault(named.entity_id, named)
    if last is not None and len(spoke) == 1 and said.paragraph - last[0].paragraph <= _PARAGRAPHS_BACK + 1:
        return [replace(spoke[0], how="pronoun", score=0.7)]
    if len(fitting) == 1:
        return [_by_name(next(iter(fitting.values())), story, how="pronoun", score=0.6)]
    if fitting:
        names = " | ".join(sorted(named.name for named in fitting.values()))
        return [Speaker(None, None, UNKNOWN, "two fit the pronoun", 0.0, names)]
    return _nearest(source, pronoun, story)


def _fits(speaker: Speaker, pronoun: Pronoun, story: Story) -> bool:
    """Whether a pronoun may take up who spoke: a person of that gender, or an unnamed one whose word tells no other."""
    if speaker.kind == "person":
        return story.roster.genders.get(speaker.entity_id or "", "any") in (pronoun.gender, "any")
    if speaker.kind == "anonymous":
        return (story.roster.words.role(speaker.head) or "any") in (pronoun.gender, "any")
    return False


def _nearest(source: Source, pronoun: Pronoun, story: Story) -> list[Speaker]:
    """The nearest person before of exactly that gender who is not only talked about in a quotation."""
    for named in story.roster.before(source.start):
        sure = story.roster.genders.get(named.entity_id, "any") == pronoun.gender
        if named.kind == "person" and sure and not story.roster.is_quoted(named):
            return [_by_name(named, story, how="pronoun", score=0.5)]
    return []


def go_on(said: Said, story: Story) -> list[Speaker]:
    """The speakers of the quotation before, where that stands in the same paragraph or the one before."""
    if said.parent is not None:
        return story.speakers_of(said.parent)
    if said.cue:
        return _of_sentence_before(said, story)
    for earlier, speakers in reversed(story.spoken):
        if earlier.parent is None and not earlier.scare:
            between = range(earlier.paragraph, said.paragraph + 1)
            if len(between) <= _PARAGRAPHS_BACK + 1 and story.headings.isdisjoint(between):
                return [replace(speaker, how="goes on", score=min(speaker.score, 0.5)) for speaker in speakers]
            break
    return []


def _of_sentence_before(said: Said, story: Story) -> list[Speaker]:
    """Whoever an impersonal cue ("hieß es") leaves out: who opens the sentence before, or spoke in it; else nobody.

    Passing over a sentence about somebody else would put words into the wrong mouth.
    """
    roster = story.roster
    here = roster.sentence_at(said.place)
    if here <= 0:
        return []
    start, end = roster.sentences[here - 1]
    opening = next((named for named in roster.within(start, end) if named.start - start <= _OPENING), None)
    if opening is not None and opening.relation == "name" and not roster.is_quoted(opening):
        return [_by_name(opening, story, how="goes on", score=0.5)]
    for earlier, speakers in reversed(story.spoken):
        if earlier.parent is None and not earlier.scare and start <= earlier.place < end:
            return [replace(speaker, how="goes on", score=min(speaker.score, 0.5)) for speaker in speakers]
    return []
