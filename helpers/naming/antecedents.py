"""Whom a source means: the name, the role, the one named before that a pronoun takes up, somebody without a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from helpers.languages import Pronoun
from helpers.naming.noun_phrases import Source
from helpers.naming.pronouns import by_pronoun
from helpers.naming.roster import Named
from helpers.naming.story import Said, Speaker, Story, by_name, subjects_before
from helpers.naming.tokens import split_tokens
from helpers.naming.unnamed import as_unnamed, is_body, unnamed_before

_OPENING = 12
_FEWEST_OF_MAIN = 3
_PARAGRAPHS_BACK = 1
_WHERE_REACH = 60


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
        or _names_besides(source, words.heads_first)
        or not any(words.has("generic_people", form) for form in words.forms(source.head))
        or (words.heads_first and any(words.has("staff_of", word) for word in split_tokens(source.name).words))
    ):
        return None
    pronoun = Pronoun(words.role(source.head) or "any", "singular")
    found = [one for one in by_pronoun(replace(source, pronoun=pronoun), pronoun, said, story) if one.kind == "person"]
    if not found or _holds_another(found[0].entity_id, source, story):
        return None
    return replace(found[0], how="description", score=min(found[0].score, 0.6))


def _names_besides(source: Source, heads_first: bool) -> bool:
    """Whether a phrase names others too; "l’attaquant sénégalais" does not, where such an adjective follows."""
    return any(named.relation == "name" or not heads_first for named in source.beside)


def _holds_another(entity_id: str | None, source: Source, story: Story) -> bool:
    """Whether a person has that role with other qualifiers only ("deputy mayor"), and so is not meant."""
    called = [duty for duty in story.roster.called(source.head) if duty.entity_id == entity_id]
    return bool(called) and all(duty.qualifiers != source.qualifiers for duty in called)


def _holds_alone(source: Source, story: Story) -> bool:
    """Whether one person alone has the role in this article, so that "his lawyer" can be nobody else."""
    roster = story.roster
    held = roster.duties_called(source.head, source.qualifiers, len(roster.text))
    return len({duty.entity_id for duty in held}) == 1


def _with_role(source: Source, story: Story) -> Speaker | None:
    """The person of the article who was given that role last; whoever the phrase names must stand there too."""
    owners = {name.entity_id for name in source.beside}
    # "Another Kremlin spokesman" is nobody who was named before.
    if source.indefinite:
        return None
    if not source.definite and not owners and not (source.owned and _holds_alone(source, story)):
        return None
    roster = story.roster
    gender = roster.words.role(source.head)
    for duty in reversed(roster.duties_called(source.head, source.qualifiers, source.start)):
        alike = "any" in (gender, roster.genders.get(duty.entity_id, "any")) or gender == roster.genders[duty.entity_id]
        if alike and duty.entity_id and duty.entity_id not in owners and (not owners or owners & duty.beside):
            named = next(name for name in roster.names if name.entity_id == duty.entity_id)
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
        return _of_sentence_before(said, story) if impersonal and not _tells_where(said, story) else []
    for earlier, speakers in reversed(story.spoken):
        if earlier.parent is None and not earlier.scare:
            between = range(earlier.paragraph, said.paragraph + 1)
            apart = sum(paragraph in story.apart for paragraph in between)
            if len(between) - apart <= _PARAGRAPHS_BACK + 1 and story.headings.isdisjoint(between):
                return [replace(speaker, how="goes on", score=min(speaker.score, 0.5)) for speaker in speakers]
            break
    return []


def _tells_where(said: Said, story: Story) -> bool:
    """Whether a place or a body stands after an impersonal cue ("hieß es in Moskau"): it is no one named before."""
    roster = story.roster
    words, cue = roster.words, said.cue.split(" … ")[0]
    found = roster.text.find(cue, said.start)
    place = found if found >= 0 else roster.text.rfind(cue, 0, said.start)
    end = place + len(cue)
    tokens = split_tokens(roster.text[end : end + _WHERE_REACH].split("\n")[0])
    if not words.has("prepositions", tokens.word(0)):
        return False
    stop = next((index for index, word in enumerate(tokens.words) if not word.isalpha()), len(tokens.words))
    names = roster.within(end, end + tokens.ends[stop - 1])
    bodies = (is_body(Source(0, 0, head=word), story) for word in tokens.words[1:stop])
    return any(named.kind in ("place", "organisation") for named in names) or any(bodies)


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
