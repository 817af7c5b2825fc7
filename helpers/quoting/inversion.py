"""Subjects behind their verb, in languages that put them there beside anything that was said (« … », a dit hier X).

Only a language whose file lists `inverted_subjects`, the articles that such a subject may open with, has them. Day,
place and listener may stand between: "a déclaré lundi à la presse le ministre".
"""

from __future__ import annotations

from collections.abc import Sequence

from helpers.quoting.cue import Cue
from helpers.quoting.phrases import Span, is_break, is_verbal, phrase_after, with_name_after
from helpers.quoting.words import Lexicon, Word

_FARTHEST = 20
_LONGEST_INSERTION = 9
_SHORTEST_CLAUSE = 3
# How many words may stand before the noun: "les deux anciens ministres".
_LONGEST_LEAD = 3


def find_inverted(words: Sequence[Word], cue: Cue, subject_end: int, lexicon: Lexicon) -> bool:
    """Give the cue a subject that follows it, and the order; whether it has one there.

    `subject_end` is the position before the verb with its auxiliaries.
    """
    if not lexicon.lists.get("inverted_subjects"):
        return False
    before = words[subject_end]
    subject = _subject_behind(words, cue, lexicon)
    if subject is None:
        return False
    if lexicon.has("as_words", before.low):
        cue.sources, cue.order, cue.clause = [subject], "as", subject_end
        return True
    quoted = before.region is not None or (subject_end > 0 and words[subject_end - 1].region is not None)
    said = quoted or words[subject[0]].joined or _is_said_before(words, subject_end, subject, lexicon)
    if not is_break(before) or not said:
        return False
    cue.sources, cue.order = [subject], "inverted"
    return True


def reach_over_pronoun(words: Sequence[Word], cue: Cue, opening: int, lexicon: Lexicon) -> int:
    """Where the words of the verb begin, whose pronoun stands behind its auxiliary ("a-t-il dit")."""
    first = cue.sources[0][0]
    if cue.sources[0] != (first, first) or not lexicon.has("enclitics", words[first].low):
        return opening
    while first > 0 and any(lexicon.has(kind, words[first - 1].low) for kind in ("auxiliaries", "clitics")):
        first -= 1
    return min(first, opening)


def name_origin(words: Sequence[Word], cue: Cue, lexicon: Lexicon) -> None:
    """Give a cue whose subject is nobody whoever stands behind "at" or "from" after it ("indique-t-on à la mairie")."""
    if len(cue.sources) != 1 or cue.sources[0][0] != cue.sources[0][1]:
        return
    subject, after = cue.sources[0][0], max(cue.last, cue.sources[0][0]) + 1
    if not lexicon.has("impersonal_pronouns", words[subject].low) or not lexicon.has("enclitics", words[subject].low):
        return
    while after < len(words) and _is_time(words[after], lexicon):
        after += 1
    if after + 1 >= len(words) or not lexicon.has("origin_prepositions", words[after].low):
        return
    linked = lexicon.has("prepositions", words[after + 1].low)
    found = phrase_after(words, after + 2 if linked else after + 1, lexicon)
    if found is not None and not any(_is_time(word, lexicon) for word in words[found[0] : found[1] + 1]):
        # Whoever hears it from somebody repeats what was said.
        cue.sources, cue.speech = [found], True


def is_somebody(words: Sequence[Word], span: Span, lexicon: Lexicon) -> bool:
    """Whether a phrase names somebody that speaks by its first words: a name, a pronoun, a role, a body."""
    for position in range(span[0], min(span[1], span[0] + _LONGEST_LEAD) + 1):
        word = words[position]
        if word.is_name_like or word.low in lexicon.pronouns or _is_people(word.low, lexicon):
            return not lexicon.has("determiners", word.low) or position < span[1]
    return False


def _is_people(low: str, lexicon: Lexicon) -> bool:
    return any(low.removesuffix(ending) in lexicon.people for ending in ("", *lexicon.endings("role_endings")))


def _is_said_before(words: Sequence[Word], comma: int, subject: Span, lexicon: Lexicon) -> bool:
    """Whether a clause ends at a comma, or one phrase that the attribution parts from its verb ("La loi, dit X, …").

    After "Kell, le maire, a accusé le ministre" who follows the verb is whom it is about.
    """
    if not words[comma].text or words[comma].text not in ",–—-":
        return False
    parts: list[list[Word]] = [[]]
    for word in words[:comma]:
        if word.text == ",":
            parts.append([])
        else:
            parts[-1].append(word)
    if any(_is_main_clause(part, lexicon) for part in parts):
        return True
    # One comma alone parts no subject from its verb.
    following = words[subject[1] + 1] if subject[1] + 1 < len(words) else None
    inserted = following is not None and following.text == ","
    return len(parts) == 1 and (inserted or len(parts[0]) >= _SHORTEST_CLAUSE)


def _is_main_clause(part: Sequence[Word], lexicon: Lexicon) -> bool:
    kinds = ("relative_pronouns", "subordinators")
    if not part or any(lexicon.has(kind, part[0].low) for kind in kinds):
        return False
    relative = next((place for place, word in enumerate(part) if lexicon.has("person_relatives", word.low)), len(part))
    return any(is_verbal(word, lexicon) for word in part[:relative])


def _subject_behind(words: Sequence[Word], cue: Cue, lexicon: Lexicon) -> Span | None:
    """The pronoun or the noun phrase of somebody behind the verb, past day, place and listener."""
    first = cue.last + 1 if cue.particle is None else cue.first + 1
    if first < len(words) and lexicon.has("enclitics", words[first].low):
        return first, first
    position = past_adjuncts(words, first, lexicon)
    found = phrase_after(words, position, lexicon) if position is not None else None
    if found is None or not is_somebody(words, found, lexicon):
        return None
    return with_name_after(words, found, lexicon)


def past_adjuncts(words: Sequence[Word], first: int, lexicon: Lexicon) -> int | None:
    """The position past days, adverbs, places and listeners; None where nothing follows them.

    A language that lists no `inverted_subjects` is left where it is.
    """
    if not lexicon.lists.get("inverted_subjects"):
        return first
    position: int | None = first
    while position is not None and position < min(len(words), first + _FARTHEST):
        onward = _past_adjunct(words, position, lexicon)
        if onward == position:
            return position
        position = onward
    return None


def _past_adjunct(words: Sequence[Word], position: int, lexicon: Lexicon) -> int | None:
    """The position after a day, "à la presse" or an insertion; the same where none begins, None at an end."""
    word = words[position]
    if is_break(word):
        return _past_insertion(words, position, lexicon)
    if _is_time(word, lexicon):
        return position + 1
    following = words[position + 1] if position + 1 < len(words) else None
    if lexicon.has("determiners", word.low) and following is not None and _is_time(following, lexicon):
        return position + 2
    if lexicon.has("prepositions", word.low):
        return _past_preposition(words, position, lexicon)
    return position


def _is_time(word: Word, lexicon: Lexicon) -> bool:
    return any(lexicon.has(kind, word.low) for kind in ("weekdays", "time_words", "adverbs", "negations"))


def _past_insertion(words: Sequence[Word], comma: int, lexicon: Lexicon) -> int | None:
    """Past words between two commas that hold no verb ("raconte, les larmes aux yeux, Odile Morel")."""
    if words[comma].text != "," or comma + 1 >= len(words):
        return None
    for later in range(comma + 2, min(len(words), comma + _LONGEST_INSERTION)):
        if is_verbal(words[later], lexicon) or words[later].region is not None:
            return None
        if words[later].text == ",":
            return later + 1
    return None


def _past_preposition(words: Sequence[Word], position: int, lexicon: Lexicon) -> int:
    """Past a preposition with its phrase: up to a sign, the next preposition, or where somebody else begins."""
    later = position + 1
    while later < len(words) and (
        lexicon.has("determiners", words[later].low) or lexicon.has("prepositions", words[later].low)
    ):
        later += 1
    later += 1
    while later < len(words) and not is_break(words[later]) and not _begins_anew(words, later, lexicon):
        later += 1
    return later


def _begins_anew(words: Sequence[Word], position: int, lexicon: Lexicon) -> bool:
    """Whether a fresh article, day, preposition or name stands here, so that the phrase before has ended."""
    word, before = words[position], words[position - 1]
    linked = lexicon.has("noun_prepositions", before.low) or lexicon.has("determiners", before.low)
    if lexicon.has("noun_prepositions", word.low) or linked:
        return False
    if any(lexicon.has(kind, word.low) for kind in ("determiners", "prepositions")) or _is_time(word, lexicon):
        return True
    if not word.is_name_like:
        return False
    acronym = before.text.isupper() and len(before.text) > 1 and not word.text.isupper()
    return acronym or not (before.is_name_like or lexicon.has("title_nouns", before.low))
