"""Whom a source means: the name, the role, the one named before that a pronoun takes up, somebody without a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from helpers.languages import Pronoun
from helpers.naming.noun_phrases import Source
from helpers.naming.pronouns import by_pronoun
from helpers.naming.roster import Named
from helpers.naming.story import Said, Speaker, Story, by_name, subjects_before
from helpers.naming.unnamed import as_unnamed, same_word, unnamed_before

_OPENING = 12
_FEWEST_OF_MAIN = 3
_PARAGRAPHS_BACK = 1


def resolve(source: Source, said: Said, story: Story) -> list[Speaker]:
    """Whom a source means; several where it stands for several, none where the text does not tell."""
    if source.named is not None:
        return [by_name(source.named, story, how="named", score=0.95)]
    if source.own:
        return _subject_here(source, story)
    if source.pronoun is not None:
        return by_pronoun(source, source.pronoun, said, story)
    return [_by_head(source, said, story)]


def _by_head(source: Source, said: Said, story: Story) -> Speaker:
    """Who has the role that a noun phrase names, the unnamed one called so before, or somebody without a name."""
    words = story.roster.words
    beside = story.roster.right_after(source.end)
    if beside is not None and not source.plural:
        return by_name(beside, story, how="named beside", score=0.9)
    if words.role(source.head) is not None and not source.plural:
        person = _with_role(source, story)
        if person is not None:
            return person
    if source.definite:
        known = _body_called(source, story) or unnamed_before(source, story) or _person_described(source, said, story)
        if known is not None:
            return known
    return as_unnamed(source, story, how="unnamed", score=0.8)


def _body_called(source: Source, story: Story) -> Speaker | None:
    """The body that "the court" or "the company" takes up: the nearest whose name ends so, else the last subject."""
    head = source.head.casefold()
    if source.plural or source.beside or not source.name.split()[-1].startswith(source.head):
        return None
    bodies = [
        named
        for named in story.roster.before(source.start)
        if named.kind == "organisation" and named.relation == "name" and named.entity_id
    ]
    for named in bodies:
        if named.text.casefold().endswith(head) and named.text.casefold() != head:
            return by_name(named, story, how="named by its last word", score=0.8)
    if head in story.roster.words.of("generic_bodies"):
        for named in subjects_before(source.start, story, kinds=("organisation",)):
            return by_name(named, story, how="description", score=0.6)
        return _main_body(bodies, story)
    return None


def _main_body(bodies: list[Named], story: Story) -> Speaker | None:
    """The body that an article is about: named thrice before and twice as often as any other."""
    counts = Counter(named.entity_id for named in bodies).most_common(2)
    if not counts or counts[0][1] < _FEWEST_OF_MAIN or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return None
    named = next(named for named in bodies if named.entity_id == counts[0][0])
    return by_name(named, story, how="description", score=0.5)


def _person_described(source: Source, said: Said, story: Story) -> Speaker | None:
    """The person that "the senator" or „der 74-Jährige“ takes up, as "he" or "she" would."""
    words = story.roster.words
    if (
        source.plural
        or source.beside
        or not any(words.has("generic_people", form) for form in words.forms(source.head))
    ):
        return None
    pronoun = Pronoun(words.role(source.head) or "any", "singular")
    found = [one for one in by_pronoun(replace(source, pronoun=pronoun), pronoun, said, story) if one.kind == "person"]
    return replace(found[0], how="description", score=min(found[0].score, 0.6)) if found else None


def _holds_alone(source: Source, story: Story) -> bool:
    """Whether one person alone has the role in this article, so that "his lawyer" can be nobody else."""
    head = source.head.casefold()
    return len({duty.entity_id for duty in story.roster.duties if same_word(duty.role, head)}) == 1


def _with_role(source: Source, story: Story) -> Speaker | None:
    """The person of the article who was given that role last; whoever the phrase names must stand there too."""
    owners = {name.entity_id for name in source.beside}
    if not source.definite and not owners and not (source.owned and _holds_alone(source, story)):
        return None
    head = source.head.casefold()
    for duty in reversed(story.roster.duties):
        role = duty.role.casefold()
        fits = role.endswith(head) or same_word(role, head)
        if fits and duty.start < source.start and (not owners or owners & duty.beside) and duty.entity_id:
            named = next(name for name in story.roster.names if name.entity_id == duty.entity_id)
            if named.entity_id not in owners:
                return by_name(named, story, how="role", score=0.8)
    return None


def _subject_here(source: Source, story: Story) -> list[Speaker]:
    """The first name of the sentence, whose "own words" are meant."""
    start, end = story.roster.sentences[story.roster.sentence_at(source.start)]
    names = [named for named in story.roster.within(start, end) if named.relation == "name" and named.kind != "other"]
    return [by_name(names[0], story, how="own words", score=0.7)] if names else []


def go_on(said: Said, story: Story) -> list[Speaker]:
    """The speakers of the quotation before, where that stands in the same paragraph or the one before."""
    if said.parent is not None:
        return story.speakers_of(said.parent)
    if said.cue:
        # A verb of which no subject was found is somebody's; only „hieß es“ is whoever spoke before.
        impersonal = any(word in story.roster.words.impersonal for word in said.cue.casefold().split())
        return _of_sentence_before(said, story) if impersonal else []
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
        return [by_name(opening, story, how="goes on", score=0.5)]
    for earlier, speakers in reversed(story.spoken):
        if earlier.parent is None and not earlier.scare and start <= earlier.place < end:
            return [replace(speaker, how="goes on", score=min(speaker.score, 0.5)) for speaker in speakers]
    return []
