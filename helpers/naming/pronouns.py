"""Whom a pronoun takes up: who spoke in the sentence before, its subject, who spoke last, who alone fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from helpers.languages import Pronoun
from helpers.naming.noun_phrases import Source, opening_phrase, phrase_before
from helpers.naming.roster import Named, Roster
from helpers.naming.salience import least_chance, likeliest, list_candidates
from helpers.naming.story import UNKNOWN, Said, Speaker, Story, by_name, subjects_before
from helpers.naming.tokens import split_tokens
from helpers.naming.unnamed import as_unnamed, is_body

_SENTENCES_BACK = 6
_MOST_CANDIDATES = 3
_VERB_REACH = 30
_LONGEST_TITLE = 3
# How much likelier than the next the best must be, so that two who fit alike are no guess.
_CLEARLY = 1.25


def by_pronoun(source: Source, pronoun: Pronoun, said: Said, story: Story) -> list[Speaker]:
    """Whom a pronoun takes up; nobody where the text does not tell, with the candidates where two fit."""
    told = _told_otherwise(source, pronoun, said, story)
    if told is not None:
        return told
    # Where no pronoun is for things alone, "il" may be a ministry.
    things = not any(other.gender == "neuter" for other in story.roster.words.language.pronouns.values())
    return _person_before(source, pronoun, story) or (_body_before(source, story, places=()) if things else [])


def is_chosen(source: Source, pronoun: Pronoun, said: Said, story: Story) -> bool:
    """Whether a pronoun means one person, whom the model of choice finds among those before it."""
    return _told_otherwise(source, pronoun, said, story) is None


def _told_otherwise(source: Source, pronoun: Pronoun, said: Said, story: Story) -> list[Speaker] | None:
    """Whom a pronoun of another sort takes up; None where it means one person ("he")."""
    if source.relative:
        return _by_relative(source, story)
    if said.parent is not None and pronoun.gender == "any" and pronoun.number != "any":
        return story.speakers_of(said.parent)
    if _means_many(source, pronoun, said, story):
        return _many_before(source, story)
    if story.roster.words.has("definite", story.roster.text[source.start : source.end]):
        return _nearest_named(source, story)
    if pronoun.gender == "neuter":
        return _body_before(source, story)
    if pronoun.gender == "any" and not source.head:
        return []
    return None


def _by_relative(source: Source, story: Story) -> list[Speaker]:
    """Who stands right before a relative pronoun, by name or without; else the one person of the sentence before it."""
    roster = story.roster
    here = roster.sentence_at(source.start)
    before = [named for named in roster.before(source.start) if named.relation == "name"]
    near = [named for named in before if roster.sentence_at(named.start) == here]
    right = [named for named in near if roster.text[named.end : source.start].strip() in {",", ""}]
    described = [named for named in near[:1] if _is_aside(roster.text[named.end : source.start], story)]
    unnamed = None if right or described else phrase_before(roster, source.start)
    if unnamed is not None:
        return [as_unnamed(unnamed, story, how="relative pronoun", score=0.6)]
    return [by_name(named, story, how="relative pronoun", score=0.8) for named in (right or described)[:1]]


def _is_aside(between: str, story: Story) -> bool:
    """Whether between a name and its relative pronoun only an apposition stands ("Otter (R-Idaho), a farmer, who")."""
    words = split_tokens(between).words
    verbs = story.roster.words.verbs | story.roster.words.of("auxiliaries")
    closed = len(words) > 1 and words[0] in {",", "("} and words[-1] in {",", ")"}
    return closed and not any(word.casefold() in verbs for word in words)


def _means_many(source: Source, pronoun: Pronoun, said: Said, story: Story) -> bool:
    """Whether a pronoun means several: by itself, by its cue, or by the verb beside it („erklärten sie“)."""
    if pronoun.number != "any":
        return pronoun.number == "plural"
    endings = story.roster.words.endings_of("plural_verb_endings")
    if not endings:
        return False
    verb = said.cue.split()[0] if said.cue else ""
    return verb.endswith(endings) or any(word.endswith(endings) for word in _verbs_beside(source, story))


def _verbs_beside(source: Source, story: Story) -> Iterator[str]:
    """The words right before and after a pronoun on its line that may be its verb."""
    roster = story.roster
    text = roster.text
    before = split_tokens(text[max(0, source.start - _VERB_REACH) : source.start].rsplit("\n")[-1]).words[-1:]
    after = split_tokens(text[source.end : source.end + _VERB_REACH].split("\n")[0]).words[:1]
    for word in (*before, *after):
        if word.islower() and not roster.words.names_no_one(word):
            yield word


def _many_before(source: Source, story: Story) -> list[Speaker]:
    """The nearest of: two names that "and" joins, several who speak, many who open a sentence, a body of many."""
    roster = story.roster
    here = roster.sentence_at(source.start)
    for number in range(here, max(-1, here - _SENTENCES_BACK), -1):
        start, end = roster.sentences[number]
        joined = _joined_names(start, min(end, source.start), story)
        if joined:
            return [by_name(named, story, how="pronoun", score=0.6) for named in joined]
        for said, speakers in reversed(story.spoken):
            if roster.sentence_at(said.place) == number and _are_many(speakers, story):
                return [replace(speaker, how="pronoun", score=0.5) for speaker in speakers]
        opening = opening_phrase(roster, start, min(end, source.start)) if number < here else None
        if opening is not None and opening.plural:
            return [as_unnamed(opening, story, how="pronoun", score=0.5)]
    return []


def _are_many(speakers: list[Speaker], story: Story) -> bool:
    """Whether speakers are several, or a body of people; a report is none."""
    body = speakers[0].kind in ("collective", "organisation")
    return len(speakers) > 1 or (body and not story.roster.words.has("documents", speakers[0].head))


def _joined_names(start: int, stop: int, story: Story) -> list[Named]:
    """The people of a passage whom commas and "and" join, the first such row; not behind a preposition or in quotes."""
    roster = story.roster
    people = [named for named in roster.within(start, stop) if named.kind == "person" and named.relation == "name"]
    row: list[Named] = []
    for named in people:
        if not named.entity_id or roster.is_quoted(named):
            continue
        link = _link_between(row[-1], named, roster) if row else ""
        if link == "and":
            return [*row, named] if not roster.follows_preposition(row[0]) else []
        row = [*row, named] if link == "," else [named]
    return []


def _link_between(first: Named, second: Named, roster: Roster) -> str:
    """What joins two names: "and" or a comma, with titles and roles of the second; empty where it is more."""
    words = [word for word in split_tokens(roster.text[first.end : second.start]).words if word != "."]
    while len(words) > 1 and words[0] == "," and roster.words.has("conjunctions", words[1]):
        words = words[1:]
    rest = words[1:]
    plain = len(rest) <= _LONGEST_TITLE and all(word.isalpha() and _may_be_title(word, roster) for word in rest)
    if not words or not plain:
        return ""
    return "and" if roster.words.has("conjunctions", words[0]) else words[0] if words[0] == "," else ""


def _may_be_title(word: str, roster: Roster) -> bool:
    titled = roster.words.title(word) is not None or roster.words.role(word) is not None
    verbs = roster.words.verbs | roster.words.of("auxiliaries") | roster.words.of("prepositions")
    return titled or (word.islower() and word not in verbs and word not in roster.words.language.pronouns)


def _body_before(source: Source, story: Story, *, places: tuple[str, ...] = ("place",)) -> list[Speaker]:
    """The body or place that spoke last or is the subject, in the sentence before; else the one that opens it."""
    roster = story.roster
    here = roster.sentence_at(source.start)
    for said, speakers in reversed(story.spoken):
        if here - roster.sentence_at(said.place) > 1:
            break
        if len(speakers) == 1 and speakers[0].kind in ("organisation", *places, "collective"):
            return [replace(speakers[0], how="pronoun", score=0.7)]
    for named in subjects_before(source.start, story, kinds=("organisation", *places)):
        if here - roster.sentence_at(named.start) <= 1 and not roster.follows_preposition(named):
            return [by_name(named, story, how="pronoun", score=0.6)]
        break
    opening = opening_phrase(roster, *roster.sentences[here - 1]) if here > 0 else None
    if opening is not None and not opening.plural and is_body(opening, story):
        return [as_unnamed(opening, story, how="pronoun", score=0.5)]
    return []


def _nearest_named(source: Source, story: Story) -> list[Speaker]:
    """The last that was named before, in this sentence or the one before: whom „dieser“ takes up."""
    roster = story.roster
    here = roster.sentence_at(source.start)
    for named in roster.before(source.start):
        if here - roster.sentence_at(named.start) > 1:
            break
        if named.kind in ("person", "organisation") and named.relation == "name" and not roster.is_quoted(named):
            return [by_name(named, story, how="pronoun", score=0.6)]
    return []


def _person_before(source: Source, pronoun: Pronoun, story: Story) -> list[Speaker]:
    """Whom "he" or "she" takes up: who stands out most; where that is not clear nobody, with the candidates."""
    ranked = likeliest(list_candidates(source.start, pronoun, story))
    if not ranked:
        return []
    chance, best = ranked[0]
    clear = len(ranked) == 1 or chance >= _CLEARLY * ranked[1][0]
    if clear and chance >= least_chance(story.roster.words.language.code):
        return [replace(best.speaker, how="pronoun", score=round(chance, 2))]
    some = sorted(one.speaker.name or "" for _, one in ranked[:_MOST_CANDIDATES])
    return [Speaker(None, None, UNKNOWN, "pronoun unclear", 0.0, " | ".join(some))]
