"""Cues and whose they are: every form of a reporting verb in a sentence, with its subject."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.quoting.cue import Cue
from helpers.quoting.phrases import Span, before_past_form, is_break, is_verbal, opens_clause, phrase_after
from helpers.quoting.subject_first import find_subject_first
from helpers.quoting.verb_second import find_verb_second, is_adverbial, may_be_subject
from helpers.quoting.words import Lexicon, Verb, Word, is_clitic

_FARTHEST_PARTICLE = 25


def find_cues(words: Sequence[Word], lexicon: Lexicon) -> list[Cue]:
    """The cues of one sentence that have a subject, in order."""
    cues: list[Cue] = []
    for position, word in enumerate(words):
        if word.region is not None or word.nominal:
            continue
        if word.low not in lexicon.verbs and not (lexicon.joins and _is_told_by_place(words, position, lexicon)):
            continue
        if cues and position <= cues[-1].last:
            continue
        cue = _cue_at(words, position, lexicon)
        if cue is not None and _find_source(words, cue, cues, lexicon):
            cues.append(cue)
    return cues


def _is_told_by_place(words: Sequence[Word], position: int, lexicon: Lexicon) -> bool:
    """Whether a word of no list is a verb of saying where it stands, with its pronoun behind it ("…, grince-t-il")."""
    word = words[position]
    following = words[position + 1] if position + 1 < len(words) else None
    first = position
    if following is None or not following.joined:
        endings = lexicon.endings("past_participle_endings")
        if position < 2 or not words[position - 1].joined or not word.low.endswith(endings):
            return False
        first = position - 2
    elif lexicon.has("auxiliaries", word.low):
        return False
    while first > 0 and lexicon.has("clitics", words[first - 1].low):
        first -= 1
    quoted = first > 0 and (words[first - 1].region is not None or words[first - 1].text == ",")
    return quoted and not any(later.text == "?" for later in words[position:])


def _cue_at(words: Sequence[Word], position: int, lexicon: Lexicon) -> Cue | None:
    """The cue at a position if the word there is a verb in this place."""
    word = words[position]
    before = words[position - 1] if position else None
    if word.is_name_like and (position > 0 and before is not None and before.region is None and before.text not in ":"):
        return None
    if before is not None and (_is_noun_place(words, position, lexicon) or _is_attributive(words, position, lexicon)):
        return None
    following = words[position + 1] if position + 1 < len(words) else None
    for verb in lexicon.verbs.get(word.low, ()):
        if (
            following is not None
            and lexicon.has("infinitive_marks", following.low)
            and not lexicon.has("infinitive_verbs", verb.lemma.casefold())
        ):
            continue
        last, particle = position, None
        if verb.second:
            last = position + len(verb.second)
            if tuple(later.low for later in words[position + 1 : last + 1]) != verb.second:
                continue
        if verb.particle is not None:
            particle = _particle(words, position, verb, lexicon)
            if particle is None:
                continue
        clause = _clause_start(words, position, lexicon)
        return Cue(position, last, verb.lemma, verb.speech, clause, particle=particle)
    if lexicon.joins and _is_told_by_place(words, position, lexicon):
        return Cue(position, position, word.low, True, _clause_start(words, position, lexicon))
    return None


def _is_noun_place(words: Sequence[Word], position: int, lexicon: Lexicon) -> bool:
    """Whether the word before leaves no room for a finite verb: an article, a preposition, "to", a possessive."""
    before, word = words[position - 1], words[position]
    low = before.low
    if lexicon.has("infinitive_marks", low):
        return True
    if is_clitic(words, position - 1, lexicon):
        return False
    if lexicon.is_linked(words, position):
        return False
    if lexicon.has("gerund_marks", low) and word.low.endswith(lexicon.endings("participle_endings")):
        return False
    if low.endswith(lexicon.endings("possessive_endings")) and lexicon.has("noun_forms", word.low):
        return True
    subject = low in lexicon.pronouns and not lexicon.has("object_pronouns", low)
    if lexicon.has("determiners", low) and not subject and not lexicon.has("relative_pronouns", low):
        return lexicon.has("noun_forms", word.low) or not lexicon.verb_second
    return lexicon.has("prepositions", low) and not lexicon.has("relative_pronouns", low)


def _is_attributive(words: Sequence[Word], position: int, lexicon: Lexicon) -> bool:
    """Whether a participle stands before its noun ("mit dem neu formulierten Grundrecht")."""
    if not lexicon.verb_second or position + 1 >= len(words) or not words[position + 1].is_name_like:
        return False
    before = position - 1
    while before >= 0 and not is_break(words[before]) and not words[before].is_name_like:
        if lexicon.has("determiners", words[before].low) and words[before].low not in lexicon.pronouns:
            return words[position].low.endswith(lexicon.endings("attributive_endings"))
        before -= 1
    return False


def _particle(words: Sequence[Word], position: int, verb: Verb, lexicon: Lexicon) -> int | None:
    """Where the particle of a separable verb stands: at the end of its clause."""
    # After a comma a finite verb shows another clause: in "sagte, der Pier sei zu" the last word is no particle.
    past_comma = other_clause = False
    for later in range(position + 1, min(len(words), position + _FARTHEST_PARTICLE)):
        word = words[later]
        if word.text == ",":
            past_comma, other_clause = True, False
        elif past_comma and (is_verbal(word, lexicon) or lexicon.has("subjunctives", word.low)):
            other_clause = True
        if (
            word.low == verb.particle
            and not other_clause
            and (later + 1 == len(words) or _ends_clause(words, later + 1, lexicon))
        ):
            return later
        if word.text in ".;:":
            return None
        if word.text == "," and later + 1 < len(words) and opens_clause(words[later + 1], lexicon):
            return None
    return None


def _ends_clause(words: Sequence[Word], position: int, lexicon: Lexicon) -> bool:
    word = words[position]
    return is_break(word) or lexicon.has("coordinators", word.low)


def _clause_start(words: Sequence[Word], position: int, lexicon: Lexicon) -> int:
    """Where the clause of the verb at `position` begins: after the last mark, quotation or joining word before it."""
    for before in range(position - 1, -1, -1):
        word = words[before]
        if is_break(word):
            return before + 1
        if lexicon.has("coordinators", word.low) and before + 1 == position:
            return position
    return 0


def _find_source(words: Sequence[Word], cue: Cue, cues: Sequence[Cue], lexicon: Lexicon) -> bool:
    """Give the cue its sources; whether it has any or may go without."""
    finder = find_verb_second if lexicon.verb_second else find_subject_first
    found = finder(words, cue, cues, lexicon)
    if found and lexicon.has("quoting_verbs", cue.key) and cue.order == "subject":
        quoted = phrase_after(words, cue.last + 1, lexicon)
        if quoted is not None and words[quoted[0]].is_name_like:
            cue.sources = [quoted]
    return found


def find_subject(words: Sequence[Word], lexicon: Lexicon) -> Span | None:
    """The likely subject of a sentence: its opening phrase, or where the verb is second what follows that."""
    first = 0
    while first < len(words) and is_break(words[first]) and words[first].region is None:
        first += 1
    if not lexicon.verb_second:
        return before_past_form(words, phrase_after(words, first, lexicon), lexicon)
    finite = next((place for place in range(first, len(words)) if is_verbal(words[place], lexicon)), None)
    if finite is None or finite == first:
        return phrase_after(words, first, lexicon)
    if is_adverbial(words, first, finite, lexicon):
        found = phrase_after(words, finite + 1, lexicon)
        return found if may_be_subject(words, found, lexicon) else None
    return phrase_after(words, first, lexicon)
