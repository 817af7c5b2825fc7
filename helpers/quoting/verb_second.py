"""Whose a cue is where the finite verb stands second (German): before the verb or behind it."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.quoting.cue import Cue, relative_source, shared_source
from helpers.quoting.phrases import (
    Span,
    apposition_before,
    is_break,
    phrase_after,
    phrase_before,
    with_name,
)
from helpers.quoting.words import Lexicon, Word


def find_verb_second(words: Sequence[Word], cue: Cue, cues: Sequence[Cue], lexicon: Lexicon) -> bool:
    """Give the cue its sources and order; whether it has a source or may go without ("hieß es")."""
    finite = _finite(words, cue, lexicon)
    start = cue.clause
    cue.negated = any(lexicon.has("negations", word.low) for word in words[finite : cue.first])
    opening = words[start] if start < finite else None
    follows_comma = start > 0 and words[start - 1].text == "," and opening is not None
    if follows_comma and _is_relative(words, start, finite, cue, lexicon):
        return relative_source(words, cue, start, lexicon)
    if opening is None:
        return _without_forefield(words, cue, cues, finite, lexicon)
    if lexicon.has("as_words", opening.low):
        return _as_clause(words, cue, start, lexicon)
    if lexicon.has("subordinators", opening.low) or lexicon.has("complementisers", opening.low):
        found = phrase_after(words, start + 1, lexicon)
        cue.sources = [found] if found and found[1] < cue.first else []
        cue.order = "final"
        return bool(cue.sources)
    if lexicon.has("coordinators", opening.low) and start + 1 == finite:
        return shared_source(words, cue, cues, lexicon, "shared")
    return _forefield(words, cue, start, finite, lexicon)


def _finite(words: Sequence[Word], cue: Cue, lexicon: Lexicon) -> int:
    """Where the finite verb stands: an auxiliary earlier in the clause, or the verb itself."""
    for position in range(cue.clause, cue.first):
        word = words[position]
        if lexicon.has("auxiliaries", word.low) and not word.is_name_like:
            return position
    return cue.first


def _is_relative(words: Sequence[Word], start: int, finite: int, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether the clause after a comma is a relative one: its verb stands last, or right after the pronoun."""
    if not lexicon.has("relative_pronouns", words[start].low):
        return False
    if finite == start + 1:
        return True
    after = cue.last + 1
    verb_last = after >= len(words) or is_break(words[after]) or lexicon.has("auxiliaries", words[after].low)
    noun_follows = words[start + 1].is_name_like
    return verb_last and not noun_follows


def _without_forefield(words: Sequence[Word], cue: Cue, cues: Sequence[Cue], finite: int, lexicon: Lexicon) -> bool:
    """The verb opens its clause: the subject follows it, or is an apposition's name, or the verb before's."""
    start = cue.clause
    before = words[start - 1] if start else None
    if before is not None and before.region is None and lexicon.has("coordinators", before.low):
        return shared_source(words, cue, cues, lexicon, "shared")
    if cues and finite + 1 < len(words) and lexicon.has("coordinators", words[finite + 1].low):
        return shared_source(words, cue, cues, lexicon, "shared")
    follows = phrase_after(words, finite + 1, lexicon)
    subject = follows if may_be_subject(words, follows, lexicon) and follows and follows[0] <= finite + 4 else None
    if before is not None and before.text == "," and not (start > 1 and words[start - 2].region is not None):
        found = apposition_before(words, start - 1, lexicon)
        if found is not None and subject is None:
            cue.sources = [with_name(words, found, start - 1)]
            return True
    if subject is None:
        return _after_region(words, cue, cues, start, lexicon)
    cue.order = "inverted"
    if lexicon.has("impersonal_pronouns", words[subject[0]].low):
        return _impersonal(words, cue, finite, lexicon)
    cue.sources = [subject]
    return True


def _after_region(words: Sequence[Word], cue: Cue, cues: Sequence[Cue], start: int, lexicon: Lexicon) -> bool:
    """The verb follows words in marks that are part of its subject, or of the clause of the verb before."""
    if start and words[start - 1].region is not None and not cues:
        found = phrase_before(words, start - 2, lexicon) if start > 1 else None
        cue.sources = [(found[0], start - 1)] if found else []
        return bool(found)
    return bool(cues) and shared_source(words, cue, cues, lexicon, "shared")


def _impersonal(words: Sequence[Word], cue: Cue, finite: int, lexicon: Lexicon) -> bool:
    """ "hieß es (in der Erklärung)", "aus Paris hieß es": the paper or place beside it, or nobody."""
    if not lexicon.has("impersonal_verbs", cue.key):
        return False
    cue.order = "inverted"
    cue.sources = []
    for first in (finite + 2, cue.clause):
        found = _origin(words, first, lexicon) if first < len(words) else None
        if found is not None:
            cue.sources = [found]
            break
    return True


def _origin(words: Sequence[Word], position: int, lexicon: Lexicon) -> Span | None:
    """The phrase behind "aus" ("aus Paris") or "in" with an article ("in der Erklärung", never "in Moskau")."""
    low = words[position].low
    found = phrase_after(words, position + 1, lexicon)
    if found is None or not any(word.is_name_like for word in words[found[0] : found[1] + 1]):
        return None
    times = ("weekdays", "time_words")
    if any(lexicon.has(kind, word.low) for word in words[found[0] : found[1] + 1] for kind in times):
        return None
    if lexicon.has("origin_prepositions", low):
        return found
    articled = lexicon.has("determiners", words[found[0]].low)
    return found if lexicon.has("paper_prepositions", low) and articled else None


def may_be_subject(words: Sequence[Word], span: Span | None, lexicon: Lexicon) -> bool:
    """Whether a phrase is a pronoun or holds a name or noun (a particle or adverb is no subject)."""
    return span is not None and (
        words[span[0]].low in lexicon.pronouns or any(word.is_name_like for word in words[span[0] : span[1] + 1])
    )


def _as_clause(words: Sequence[Word], cue: Cue, start: int, lexicon: Lexicon) -> bool:
    """ "wie X am Montag mitteilte": the subject follows the opening word."""
    found = phrase_after(words, start + 1, lexicon)
    cue.order = "as"
    if found is not None and found[1] < cue.first:
        cue.sources = [found]
    return found is not None


def _forefield(words: Sequence[Word], cue: Cue, start: int, finite: int, lexicon: Lexicon) -> bool:
    """What stands before the finite verb is the subject, unless it opens like an adverbial or is a bare "das"."""
    follows = phrase_after(words, finite + 1, lexicon)
    found = None
    if not is_adverbial(words, start, finite, lexicon):
        found = phrase_before(words, finite - 1, lexicon)
    beside = [words[start].low, *([words[follows[0]].low] if follows else [])]
    if any(lexicon.has("impersonal_pronouns", low) for low in beside) and lexicon.has("impersonal_verbs", cue.key):
        return _impersonal(words, cue, finite, lexicon)
    if found is not None:
        cue.sources = [found]
        return not lexicon.has("impersonal_verbs", cue.key)
    if not may_be_subject(words, follows, lexicon) or follows is None:
        return False
    cue.sources, cue.order = [follows], "inverted"
    return True


def is_adverbial(words: Sequence[Word], start: int, finite: int, lexicon: Lexicon) -> bool:
    """Whether what stands before a finite verb is no subject: "In Berlin", "Deshalb", "Abschließend", "Das"."""
    opening = words[start]
    if lexicon.has("prepositions", opening.low) and opening.low not in lexicon.pronouns:
        return True
    if lexicon.has("object_articles", opening.low) and start + 1 < finite:
        return True
    if lexicon.has("adverbs", opening.low):
        return True
    if start + 1 != finite:
        return False
    endings = lexicon.endings("adverb_endings")
    return lexicon.has("objects", opening.low) or (bool(endings) and opening.low.endswith(endings))
