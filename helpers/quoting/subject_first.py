"""Whose a cue is where the subject comes first (English): to the left of the verb, or behind it after a quotation."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.quoting.cue import Cue, relative_source, shared_source
from helpers.quoting.inversion import find_inverted, is_somebody, name_origin, reach_over_pronoun
from helpers.quoting.phrases import Span, apposition_before, is_break, phrase_after, phrase_before, with_name
from helpers.quoting.words import Lexicon, Word

# As many words may stand between a verb and its reflexive pronoun ("s’est-il alors étonné").
_REFLEXIVE_REACH = 4


def find_subject_first(words: Sequence[Word], cue: Cue, cues: Sequence[Cue], lexicon: Lexicon) -> bool:
    """Give the cue its sources and order; whether it has a source."""
    if lexicon.is_linked(words, cue.first):
        return shared_source(words, cue, cues, lexicon, "participle")
    if words[cue.first].low.endswith(lexicon.endings("participle_endings")):
        return _participle_source(words, cue, cues, lexicon)
    if _is_passive(words, cue.first, lexicon) or not _is_reflexive(words, cue, lexicon):
        return False
    subject_end, cue.negated = _before_auxiliaries(words, cue.first - 1, lexicon)
    if subject_end < 0:
        return False
    cue.opening = subject_end + 1
    found = find_inverted(words, cue, subject_end, lexicon) or _by_word_before(words, cue, cues, subject_end, lexicon)
    if found:
        name_origin(words, cue, lexicon)
    return found


def _by_word_before(words: Sequence[Word], cue: Cue, cues: Sequence[Cue], subject_end: int, lexicon: Lexicon) -> bool:
    """Give the cue the source that the word before it and its auxiliaries tells; whether it tells one."""
    before = words[subject_end]
    if before.region is not None or (before.text == "," and subject_end and words[subject_end - 1].region is not None):
        return _inverted(words, cue, lexicon)
    if before.text == ",":
        if _inverted_report(words, cue, subject_end, lexicon):
            return True
        found = apposition_before(words, subject_end, lexicon)
        if found is None:
            return _inverted(words, cue, lexicon) if subject_end == cue.first - 1 else False
        cue.sources = [with_name(words, found, subject_end)]
        cue.clause = found[0]
        return True
    if is_break(before):
        return before.text in "–—-" and _inverted(words, cue, lexicon)
    if lexicon.has("coordinators", before.low):
        return shared_source(words, cue, cues, lexicon, "shared")
    if lexicon.has("relative_pronouns", before.low) and not lexicon.has("determiners", before.low):
        return relative_source(words, cue, subject_end, lexicon)
    if lexicon.has("noun_complementisers", before.low) or lexicon.has("complementisers", before.low):
        return False
    return _subject_before(words, cue, subject_end, lexicon)


def _subject_before(words: Sequence[Word], cue: Cue, subject_end: int, lexicon: Lexicon) -> bool:
    """Give the cue the noun phrase before it; whether there is one that may speak."""
    found = phrase_before(words, subject_end, lexicon)
    if found is None or (
        lexicon.has("noun_forms", words[cue.first].low) and not _is_plain_subject(words, found, lexicon)
    ):
        return False
    if found[0] and _opens_relative(words[found[0] - 1], lexicon):
        return relative_source(words, cue, found[0] - 1, lexicon)
    cue.sources = [found]
    cue.opening = reach_over_pronoun(words, cue, subject_end + 1, lexicon)
    if found[0] and _is_as_clause(words, found[0] - 1, cue, lexicon):
        cue.order, cue.clause = "as", found[0] - 1
    return True


def _is_as_clause(words: Sequence[Word], opening: int, cue: Cue, lexicon: Lexicon) -> bool:
    """ "…, as Kane said on Monday": a clause of its own that says nothing more; the rest is what was said."""
    if not lexicon.has("as_words", words[opening].low) or (opening and words[opening - 1].text != ","):
        return False
    following = words[cue.last + 1] if cue.last + 1 < len(words) else None
    return (
        following is None
        or following.text in ",."
        or any(lexicon.has(kind, following.low) for kind in ("weekdays", "time_words", "prepositions"))
    )


def _opens_relative(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is a relative pronoun that stands for a person."""
    return lexicon.has("person_relatives", word.low)


def _is_plain_subject(words: Sequence[Word], span: Span, lexicon: Lexicon) -> bool:
    """Whether a phrase is a pronoun or a name, so that "claims" after it is a verb."""
    last = words[span[1]]
    if last.low in lexicon.pronouns or (lexicon.heads_first and is_somebody(words, span, lexicon)):
        return True
    return last.is_name_like and not last.low.endswith(lexicon.endings("possessive_endings"))


def _is_passive(words: Sequence[Word], position: int, lexicon: Lexicon) -> bool:
    """ "was accused", "is said to": whoever stands before the verb is not who speaks."""
    before = position - 1
    while before >= 0 and lexicon.has("adverbs", words[before].low):
        before -= 1
    if before < 0 or not lexicon.has("passive_words", words[before].low):
        return False
    # "s’est félicité": the verb "to be" of a reflexive is no passive.
    return not (before and lexicon.has("reflexives", words[before - 1].low))


def _is_reflexive(words: Sequence[Word], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether a verb that says something only of oneself ("s’étonne") has its pronoun; others need none."""
    before = words[max(0, cue.first - _REFLEXIVE_REACH) : cue.first]
    return not lexicon.has("reflexive_verbs", cue.key) or any(lexicon.has("reflexives", word.low) for word in before)


def _inverted_report(words: Sequence[Word], cue: Cue, comma: int, lexicon: Lexicon) -> bool:
    """ "…, said Kane.": the verb stands right after the comma and its subject closes the sentence."""
    if comma != cue.first - 1 or lexicon.has("listener_verbs", cue.key):
        return False
    found = phrase_after(words, cue.last + 1, lexicon)
    if found is None or not words[found[0]].is_name_like:
        return False
    following = words[found[1] + 1] if found[1] + 1 < len(words) else None
    if following is not None and following.text not in ".,":
        return False
    cue.sources, cue.order = [found], "inverted"
    return True


def _before_auxiliaries(words: Sequence[Word], position: int, lexicon: Lexicon) -> tuple[int, bool]:
    """The position before adverbs and auxiliaries, and whether a negation was among them."""
    negated = False
    while position >= 0:
        low = words[position].low
        if lexicon.has("negations", low) or low.endswith(lexicon.endings("negation_endings")):
            negated = True
        elif lexicon.has("infinite_auxiliaries", low) or not any(
            lexicon.has(kind, low) for kind in ("auxiliaries", "clitics", "adverbs", "time_words")
        ):
            return position, negated
        position -= 1
    return position, negated


def _inverted(words: Sequence[Word], cue: Cue, lexicon: Lexicon) -> bool:
    found = phrase_after(words, cue.last + 1 if cue.particle is None else cue.first + 1, lexicon)
    if found is None:
        return False
    cue.sources, cue.order = [found], "inverted"
    return True


def _participle_source(words: Sequence[Word], cue: Cue, cues: Sequence[Cue], lexicon: Lexicon) -> bool:
    if not _is_reflexive(words, cue, lexicon):
        return False
    before = cue.first - 1
    while before >= 0 and any(lexicon.has(kind, words[before].low) for kind in ("adverbs", "clitics")):
        before -= 1
    if before >= 0 and lexicon.has("gerund_marks", words[before].low):
        return shared_source(words, cue, cues, lexicon, "participle")
    if before >= 0 and lexicon.has("auxiliaries", words[before].low):
        end, cue.negated = _before_auxiliaries(words, before, lexicon)
        found = phrase_before(words, end, lexicon) if end >= 0 else None
        cue.sources = [found] if found else []
        return found is not None
    quoted = bool(cues) and before >= 0 and lexicon.has("as_words", words[before].low)
    if quoted and lexicon.has("quoting_verbs", cues[-1].lemma):
        found = phrase_before(words, before - 1, lexicon)
        cue.sources, cue.order = [found] if found else list(cues[-1].sources), "participle"
        return True
    if before >= 0 and (words[before].text == "," or lexicon.has("coordinators", words[before].low)):
        return shared_source(words, cue, cues, lexicon, "participle")
    return False
