"""Which of those before it a pronoun for one person takes up, by how much each stands out at that place.

The classic signs (Lappin and Leass 1994: how far back, subject or not, named how often; here also who spoke last)
weigh in one logistic model of choice with "none of them"; its weights are in `resources/pronouns.toml`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from helpers.languages import Pronoun
from helpers.naming.lexicon import same_word
from helpers.naming.noun_phrases import Source, opening_phrase
from helpers.naming.roster import Named
from helpers.naming.story import Speaker, Story
from helpers.naming.unnamed import as_unnamed

# How far back somebody may stand, in sentences; farther ones are hardly ever meant.
_FARTHEST = 12
# The same, where all sentences between go on about the same one: a bound on time.
_FARTHEST_OF_ALL = 60
_NEVER = 99
_OPENINGS_BACK = 2
_STEPS = (0, 1, 2, 4)


@dataclass(frozen=True)
class Weights:
    """What each sign weighs, and by language how likely the best must be to be taken."""

    signs: Mapping[str, float]
    least: Mapping[str, float]


@dataclass(frozen=True)
class Candidate:
    """One whom a pronoun may mean: as a speaker, with the signs that speak for it."""

    speaker: Speaker
    signs: tuple[str, ...]
    often: float = 0.0


@cache
def weights() -> Weights:
    """The weights of `resources/pronouns.toml`, read once."""
    found = tomllib.loads((resources.files("helpers") / "resources" / "pronouns.toml").read_text(encoding="utf-8"))
    return Weights(found["signs"], found["least"])


def least_chance(code: str) -> float:
    """How likely the best must be to be taken, in the language with this code."""
    least = weights().least
    return least.get(code, max(least.values()))


def likeliest(candidates: list[Candidate]) -> list[tuple[float, Candidate]]:
    """Each candidate with its probability, the likeliest first; what is missing to 1 is for none of them."""
    signs = weights().signs
    scores = [
        sum(signs.get(sign, 0.0) for sign in one.signs) + signs.get("often", 0.0) * one.often for one in candidates
    ]
    top = max([0.0, *scores])
    powers = [math.exp(score - top) for score in scores]
    whole = sum(powers) + math.exp(-top)
    return sorted(zip((power / whole for power in powers), candidates, strict=True), key=lambda pair: -pair[0])


def list_candidates(position: int, pronoun: Pronoun, story: Story) -> list[Candidate]:
    """Those before a position whom a pronoun of that gender may mean: people, and unnamed ones that a role names."""
    return [*_people(position, pronoun, story), *_unnamed(position, pronoun, story)]


def _people(position: int, pronoun: Pronoun, story: Story) -> Iterator[Candidate]:
    roster = story.roster
    here = roster.sentence_at(position)
    mentions: dict[str, list[Named]] = {}
    for named in roster.before(position):
        if named.kind == "person" and named.relation == "name" and named.entity_id:
            near = here - roster.sentence_at(named.start) <= _FARTHEST_OF_ALL
            if not near or _distance(named.start, position, pronoun, story) > _FARTHEST:
                break
            mentions.setdefault(named.entity_id, []).append(named)
    leader = _first_of_sentence_before(position, story)
    openers = {_holder(opening, story): back for back, opening in reversed(_openings(position, story))}
    for entity_id, some in mentions.items():
        gender = roster.genders.get(entity_id, "any")
        if gender != "any" and pronoun.gender != "any" and gender != pronoun.gender:
            continue
        spoke = _last_spoken(entity_id, position, pronoun, story)
        plain = [named for named in some if not roster.is_quoted(named)]
        free = [named for named in plain if not roster.is_bound(named)]
        signs = [
            *_steps("named", _nearest(plain, position, pronoun, story)),
            *_steps("subject", _nearest(free, position, pronoun, story)),
            *_steps("spoke", spoke),
            *(["spoke last"] if _spoke_last(entity_id, story) else []),
            *(["first before"] if leader == entity_id else []),
            *([f"opens {openers[entity_id]}"] if entity_id in openers else []),
            *(["gender known"] if gender != "any" else []),
            *(["here not as subject"] if _here_bound(plain, free, position, story) else []),
            *([] if plain else ["quoted only"]),
        ]
        named = some[0]
        speaker = Speaker(named.entity_id, named.name, named.kind, "pronoun", 0.0)
        yield Candidate(speaker, tuple(signs), math.log1p(len(plain)))


def _unnamed(position: int, pronoun: Pronoun, story: Story) -> Iterator[Candidate]:
    """Unnamed people who spoke before, and those that open one of the last sentences."""
    roster = story.roster
    here = roster.sentence_at(position)
    met: set[str] = set()
    for earlier, speakers in reversed(story.spoken):
        distance = here - roster.sentence_at(earlier.place)
        if distance > _STEPS[-1]:
            break
        for speaker in speakers:
            if speaker.kind == "anonymous" and speaker.entity_id not in met and _may_be(speaker.head, pronoun, story):
                met.add(speaker.entity_id or "")
                last = ["spoke last"] if earlier is story.spoken[-1][0] else []
                yield Candidate(speaker, ("unnamed", *_steps("spoke", distance), *last))
    for back, opening in _openings(position, story):
        if _may_be(opening.head, pronoun, story) and not _holder(opening, story):
            speaker = as_unnamed(opening, story, how="pronoun", score=0.0)
            told = speaker.kind == "anonymous" and speaker.entity_id not in met
            if told and not _spoke_there(opening.head, here - back, story):
                yield Candidate(speaker, (f"unnamed opens {back}",))


def _spoke_there(head: str, number: int, story: Story) -> bool:
    """Whether one called so spoke in a sentence, so that its opening is that one again."""
    return any(
        story.roster.sentence_at(said.place) == number and any(same_word(one.head, head) for one in speakers)
        for said, speakers in story.spoken
    )


def _openings(position: int, story: Story) -> list[tuple[int, Source]]:
    """The people and roles that open the last sentences, one each, with how many sentences back."""
    roster = story.roster
    here = roster.sentence_at(position)
    found = (
        (back, opening_phrase(roster, *roster.sentences[here - back]))
        for back in range(1, min(_OPENINGS_BACK, here) + 1)
    )
    return [(back, opening) for back, opening in found if opening is not None and not opening.plural]


def _holder(opening: Source, story: Story) -> str:
    """The person who has the role that opens a sentence, as the article tells up to there; empty where none has."""
    if not opening.definite:
        return ""
    held = story.roster.duties_called(opening.head, opening.qualifiers, opening.end)
    return held[-1].entity_id if held else ""


def _may_be(head: str, pronoun: Pronoun, story: Story) -> bool:
    """Whether a noun names a person whom a pronoun of that gender may mean."""
    gender = story.roster.words.role(head)
    return gender is not None and ("any" in (gender, pronoun.gender) or gender == pronoun.gender)


def _distance(start: int, position: int, pronoun: Pronoun, story: Story) -> int:
    """How many sentences lie between, without those that open with the same pronoun and so go on about the same one."""
    roster = story.roster
    first, here = roster.sentence_at(start), roster.sentence_at(position)
    opened = roster.opened_by(pronoun)
    return here - first - (opened[here] - opened[first + 1]) if first < here else 0


def _nearest(some: list[Named], position: int, pronoun: Pronoun, story: Story) -> int:
    return min((_distance(named.start, position, pronoun, story) for named in some), default=_NEVER)


def _last_spoken(entity_id: str, position: int, pronoun: Pronoun, story: Story) -> int:
    for said, speakers in reversed(story.spoken):
        if said.parent is None and not said.scare and any(speaker.entity_id == entity_id for speaker in speakers):
            return max(0, _distance(said.place, position, pronoun, story))
    return _NEVER


def _spoke_last(entity_id: str, story: Story) -> bool:
    for said, speakers in reversed(story.spoken):
        if said.parent is None and not said.scare:
            return any(speaker.entity_id == entity_id for speaker in speakers)
    return False


def _first_of_sentence_before(position: int, story: Story) -> str:
    roster = story.roster
    here = roster.sentence_at(position)
    if here < 1:
        return ""
    names = [named for named in roster.within(*roster.sentences[here - 1]) if not roster.is_quoted(named)]
    return names[0].entity_id if names and names[0].kind == "person" else ""


def _here_bound(plain: list[Named], free: list[Named], position: int, story: Story) -> bool:
    """Whether somebody stands earlier in the same sentence, but never as its subject ("with Clinton, she …")."""
    here = story.roster.sentence_at(position)

    def stands(some: list[Named]) -> bool:
        return any(story.roster.sentence_at(named.start) == here for named in some)

    return stands(plain) and not stands(free)


def _steps(sign: str, distance: int) -> list[str]:
    """The sign with how far back it was: 0, 1, 2, up to 4, farther; none where it never was."""
    if distance >= _NEVER:
        return [f"{sign} never"]
    return [next((f"{sign} {step}" for step in _STEPS if distance <= step), f"{sign} far")]
