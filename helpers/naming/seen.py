"""Names that the learned reader sees, beside those of the table and the rules: what it adds, and what it puts right."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from helpers.naming.lexicon import Lexicon
from helpers.naming.spellings import fold, spelling
from helpers.naming.tokens import APOSTROPHES, HYPHENS

FOUND_BY = "model"
# Names that are neither people nor bodies nor places are mostly adjectives and titles, which the model mixes up.
_KINDS = frozenset({"person", "organisation", "place"})
# How sure the model must be of a name: the mean over all places of the article where the same words stand.
_SURE = 0.6
# What the rules only guess, and how sure the model must be of another kind to overrule it.
_GUESSES = frozenset({"verb", "given name", "surname", "age"})
_SURER = 0.8
# Initials right before a seen name belong to it ("C.Y." of "C.Y. Leung").
_LONGEST_INITIALS = 6
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.)+ ?\Z")

Seen = tuple[int, int, str, float]


class Span(NamedTuple):
    """A name in a text: kind person, organisation, place or other; relation name, adjective or part."""

    start: int
    end: int
    kind: str
    relation: str
    found_by: str
    score: float


def add_seen(text: str, found: Sequence[Span], seen: Iterable[Seen], words: Lexicon) -> list[Span]:
    """The names `found` by table and rules with those `seen` by the model (start, end, kind, score), sorted.

    What table and rules have stays, but a name that is only a part of a longer one gives way to it, and one that is
    only guessed where the model sees another; the kind of a new name is the one that most of its places in the
    article have.
    """
    trimmed = [one for name in seen if (one := _trim(text, name, words)) is not None]
    known = {text[one.start : one.end] for one in found} | {text[start:end] for start, end, _, _ in trimmed}
    added = list(_settle(text, [_without_rest(text, name, known, words) for name in trimmed]))
    found = [one for one in found if not _is_overruled(one, added)]
    # In a line of capitals ("MERKEL MEETS PUTIN") every word looks like part of a name: what is known there stays.
    ground = sorted((one.start, one.end) for one in found)
    added = [one for one in added if not (_is_shouted(text, one) and _touches(one, ground))]
    # A name gives way only to one that comes in: not to one that another name keeps out.
    solid = sorted((one.start, one.end) for one in found if not _lies_within(one, added))
    added = [one for one in added if not _touches(one, solid)]
    return sorted([*(one for one in found if not _lies_within(one, added)), *added])


def _trim(text: str, name: Seen, words: Lexicon) -> Seen | None:
    """A seen name without articles and titles before it and a possessive 's behind; None where no name is left."""
    start, end, kind, score = name
    if kind == "person" and (initials := _INITIALS.search(text, max(0, start - _LONGEST_INITIALS), start)):
        start = initials.start()
    while (first := text[start:end].split(maxsplit=1)) and _stands_before_names(first, kind, words):
        start = end if len(first) == 1 else end - len(first[1])
    while len(last := text[start:end].rsplit(maxsplit=1)) == 2 and last[1] in words.small:
        end = start + len(last[0])
    for ending in ("s", ""):
        if text[start : end - len(ending)][-1:] in APOSTROPHES and text[start:end].endswith(ending):
            end -= len(ending) + 1
            break
    left = text[start:end]
    name_like = any(character.isupper() for character in left) and not words.names_no_one(left)
    name_like = name_like and not (kind == "person" and left.casefold() in words.language.roles)
    return (start, end, kind, score) if kind in _KINDS and end - start > 1 and name_like else None


def _stands_before_names(parts: Sequence[str], kind: str, words: Lexicon) -> bool:
    """Whether the first word is an article, a title or the role of a person ("Professor Alba"), no part of the name."""
    articles = words.of("definite") | words.of("indefinite")
    word = parts[0].casefold()
    if word in articles or words.title(word) is not None:
        return True
    if kind != "person" or len(parts) == 1 or _is_given(word):
        return False
    return any(words.role(form) is not None for form in words.singulars(word))


def _without_rest(text: str, name: Seen, known: Collection[str], words: Lexicon) -> Seen:
    """A seen name up to a preposition, where what stands before that is a name elsewhere ("Graz am Limit")."""
    start, end, kind, score = name
    for match in re.finditer(r"\s+(\w+)\s", text[start:end]):
        first = text[start : start + match.start()]
        if words.has("prepositions", match[1]) and match[1].islower() and first in known:
            return start, start + match.start(), kind, score
    return name


def _is_shouted(text: str, one: Span) -> bool:
    return " " in text[one.start : one.end] and text[one.start : one.end].isupper()


def _is_given(word: str) -> bool:
    return fold(word) in spelling().given_names


def _settle(text: str, names: Sequence[Seen]) -> Iterator[Span]:
    """The names that the model is sure of, with one kind for the same words."""
    plain = set(re.findall(r"\w+", text)) if names else set()
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    counts: dict[str, int] = defaultdict(int)
    for start, end, kind, score in names:
        votes[text[start:end]][kind] += score
        counts[text[start:end]] += 1
    for start, end, _, _ in names:
        name = text[start:end]
        kind = max(votes[name], key=lambda one: votes[name][one])
        # "What the Report Found" names no body where the text goes on about a report.
        if kind == "organisation" and name.istitle() and name.casefold() in plain:
            continue
        score = votes[name][kind] / counts[name]
        if score >= _SURE:
            yield Span(start, end, kind, _relation(text, start, end), FOUND_BY, round(score, 3))


def _is_overruled(one: Span, added: Sequence[Span]) -> bool:
    """Whether a guess of the rules goes against what the model sees there: a shorter name, or one of another kind."""
    if one.found_by not in _GUESSES or not added:
        return False
    over = [other for other in added if other.start < one.end and one.start < other.end]
    if not over:
        return one.found_by == "verb"
    shorter = all(one.start <= other.start and other.end <= one.end for other in over)
    inside = shorter and any((other.start, other.end) != (one.start, one.end) for other in over)
    other_kind = any(other.kind != one.kind and other.score >= _SURER for other in over)
    return (inside and all(other.kind == one.kind for other in over)) or other_kind


def _relation(text: str, start: int, end: int) -> str:
    """Part where the name belongs to a compound ("Rhein-Zeitung")."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    glued = (before[-1:] in HYPHENS and before[:1].isalnum()) or (after[:1] in HYPHENS and after[1:].isalnum())
    return "part" if glued else "name"


def _lies_within(one: Span, longer: Sequence[Span]) -> bool:
    """Whether a name is a part, and not the whole, of one of the others, which are sorted and disjoint."""
    place = bisect_left(longer, (one.end,), key=lambda other: (other.start,)) - 1
    if place < 0:
        return False
    other = longer[place]
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start


def _touches(one: Span, ground: Sequence[tuple[int, int]]) -> bool:
    """Whether a name has characters in common with the ground that is taken, sorted spans."""
    place = bisect_left(ground, (one.end,))
    return any(end > one.start for _, end in ground[max(0, place - 3) : place])
