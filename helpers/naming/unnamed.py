"""Those who speak without a name: officials, experts, ministries; each belongs to its article alone."""

from __future__ import annotations

from dataclasses import replace

from helpers.naming.noun_phrases import Source
from helpers.naming.people import hashed_id
from helpers.naming.story import Speaker, Story


def as_unnamed(source: Source, story: Story, *, how: str, score: float) -> Speaker:
    """Whoever a noun phrase means, by its words: a collective where they are many or a body, else anonymous."""
    many = source.plural or story.roster.words.has("collective", source.head) or is_body(source, story)
    kind = "collective" if many else "anonymous"
    key = hashed_id(kind, source.name, story.article_id)
    return Speaker(key, source.name, kind, how, score, None, source.head)


def unnamed_before(source: Source, story: Story) -> Speaker | None:
    """The unnamed one who spoke before and was called by the same word."""
    for _, speakers in reversed(story.spoken):
        for speaker in speakers:
            if speaker.kind in ("anonymous", "collective") and same_word(speaker.head, source.head):
                return replace(speaker, how="named so before", score=0.7)
    return None


def is_body(source: Source, story: Story) -> bool:
    """Whether the head of a noun phrase is a word for a body ("ministry", „Bezirksgericht“)."""
    head, words = source.head.casefold(), story.roster.words
    bodies = words.of("collective") | words.of("organisation_heads") | words.of("bodies")
    if words.nouns_capitalised and head.endswith(tuple(sorted(body for body in bodies if len(body) > 3))):
        return True
    return head in bodies


def same_word(first: str, second: str) -> bool:
    """Whether two nouns differ by an ending only ("Beamter", "Beamte")."""
    one, other = sorted((first.casefold(), second.casefold()), key=len)
    return bool(one) and other.startswith(one) and len(other) - len(one) <= 1
