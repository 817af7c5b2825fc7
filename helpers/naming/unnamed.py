"""Those who speak without a name: officials, experts, ministries; each belongs to its article alone."""

from __future__ import annotations

from dataclasses import replace

from helpers.naming.lexicon import same_word
from helpers.naming.noun_phrases import Source
from helpers.naming.people import hashed_id
from helpers.naming.story import Speaker, Story


def as_unnamed(source: Source, story: Story, *, how: str, score: float) -> Speaker:
    """Whoever a noun phrase means, by its words: a collective where they are many or a body, else anonymous."""
    many = source.plural or story.roster.words.has("collective", source.head) or is_body(source, story)
    kind = "collective" if many else "anonymous"
    key = hashed_id(kind, source.name, story.article_id)
    return Speaker(key, source.name, kind, how, score, None, source.head, _ids_beside(source), source.marks)


def unnamed_before(source: Source, story: Story) -> Speaker | None:
    """The unnamed one who spoke before and was called by the same word."""
    for _, speakers in reversed(story.spoken):
        for speaker in speakers:
            unnamed = speaker.kind in ("anonymous", "collective") and same_word(speaker.head, source.head)
            if unnamed and _may_be_same(source, speaker):
                return replace(speaker, how="named so before", score=0.7)
    return None


def _may_be_same(source: Source, speaker: Speaker) -> bool:
    """Whether a phrase tells no other owner or rank than the one before; "the spokesman" alone takes up any."""
    bare = not source.beside and not source.marks
    return bare or (_ids_beside(source) <= speaker.beside and source.marks == speaker.marks)


def _ids_beside(source: Source) -> frozenset[str]:
    return frozenset(named.entity_id for named in source.beside)


def is_body(source: Source, story: Story) -> bool:
    """Whether the head of a noun phrase is a word for a body ("ministry", „Bezirksgericht“)."""
    head, words = source.head.casefold(), story.roster.words
    bodies = words.of("collective") | words.of("organisation_heads") | words.of("bodies")
    if words.nouns_capitalised and head.endswith(tuple(sorted(body for body in bodies if len(body) > 3))):
        return True
    return head in bodies
