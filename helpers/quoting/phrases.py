"""Noun phrases by their edges: whom a reporting verb belongs to.

There is no parser: a phrase ends at a mark, a quotation, a verb, or a word that opens a clause. Spans are (first,
last) positions in the list of words, both included.
"""

from __future__ import annotations

from collections.abc import Sequence

from helpers.quoting.words import Lexicon, Word

Span = tuple[int, int]

_LONGEST = 14
_LONGEST_APPOSITION = 22
_LONGEST_NAME = 4


def is_break(word: Word) -> bool:
    """Whether a word is a mark or a quotation, so that no phrase runs across it."""
    return word.region is not None or (word.is_punctuation and word.text not in "&/%#@$€*")


def opens_clause(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word opens a clause and is nothing else (German "die" may be an article)."""
    low = word.low
    if lexicon.has("determiners", low) or lexicon.has("prepositions", low):
        return False
    return any(lexicon.has(kind, low) for kind in ("complementisers", "relative_pronouns", "subordinators"))


def is_verbal(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is an auxiliary or a form of a listed verb; a German verb has a small letter."""
    if word.nominal:
        return False
    if lexicon.has("auxiliaries", word.low):
        return True
    if lexicon.has("finite_verbs", word.low) or word.low.endswith(lexicon.endings("finite_endings")):
        return not word.is_name_like
    if word.low not in lexicon.verbs or lexicon.has("noun_forms", word.low):
        return False
    return not word.is_name_like


def phrase_before(words: Sequence[Word], last: int, lexicon: Lexicon) -> Span | None:
    """The noun phrase that ends at position `last`, or None where there is none."""
    last = _without_tail(words, last, lexicon)
    if last < 0 or is_break(words[last]) or is_verbal(words[last], lexicon):
        return None
    first = last
    while first > 0 and last - first < _LONGEST and _goes_on_left(words, first - 1, lexicon):
        first -= 1
    return _trimmed(words, first, last, lexicon)


def _goes_on_left(words: Sequence[Word], position: int, lexicon: Lexicon) -> bool:
    word = words[position]
    if is_break(word) or is_verbal(word, lexicon) or opens_clause(word, lexicon):
        return False
    if not lexicon.verb_second and lexicon.has("subordinators", word.low):
        return False
    if lexicon.has("coordinators", word.low):
        return _joins(words, position, lexicon)
    return True


def _joins(words: Sequence[Word], position: int, lexicon: Lexicon) -> bool:
    """Whether "and" joins two names rather than two clauses: a short phrase that opens the clause stands before it."""
    if lexicon.has("subordinators", words[position].low) or position == 0 or position + 1 >= len(words):
        return False
    following = words[position + 1]
    if not (following.is_name_like or lexicon.has("determiners", following.low)):
        return _joins_adjectives(words, position, lexicon)
    before = position - 1
    while before >= 0 and position - before <= 7:
        word = words[before]
        if is_break(word) or opens_clause(word, lexicon):
            return True
        if is_verbal(word, lexicon) or lexicon.has("coordinators", word.low):
            return False
        before -= 1
    return before < 0


def _joins_adjectives(words: Sequence[Word], position: int, lexicon: Lexicon) -> bool:
    """ "Current and former officials": one word opens the clause, an adjective follows."""
    opening = position - 1
    if (
        opening < 0
        or is_break(words[opening])
        or is_verbal(words[opening], lexicon)
        or is_verbal(words[position + 1], lexicon)
    ):
        return False
    return opening == 0 or is_break(words[opening - 1])


def _without_tail(words: Sequence[Word], last: int, lexicon: Lexicon) -> int:
    """`last` moved before adverbs and days ("Trump also", "the minister on Monday")."""
    endings = lexicon.endings("adverb_endings")
    while last >= 0:
        low = words[last].low
        adverb = bool(endings) and low.endswith(endings) and not words[last].is_name_like
        if adverb or any(lexicon.has(kind, low) for kind in ("adverbs", "negations", "weekdays", "time_words")):
            last -= 1
            if last >= 0 and lexicon.has("weekdays", low) and lexicon.has("prepositions", words[last].low):
                last -= 1
            continue
        break
    return last


def _trimmed(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> Span | None:
    """The phrase less what stands before its noun: adverbs, conjunctions, a leading prepositional phrase."""
    while first <= last and _is_lead(words[first], lexicon):
        first += 1
    if first > last:
        return None
    # "De nombreux experts" is a subject though it opens with a preposition.
    if lexicon.has("prepositions", words[first].low) and not lexicon.has("partitives", words[min(first + 1, last)].low):
        restart = _after_preposition(words, first, last, lexicon)
        if restart is None:
            return None
        first = restart
    return (first, last) if first <= last else None


def _is_lead(word: Word, lexicon: Lexicon) -> bool:
    if lexicon.has("determiners", word.low) or word.low in lexicon.pronouns:
        return False
    return (
        lexicon.has("coordinators", word.low)
        or lexicon.has("adverbs", word.low)
        or lexicon.has("weekdays", word.low)
        or (lexicon.has("subordinators", word.low) and not lexicon.has("prepositions", word.low))
    )


def _after_preposition(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int | None:
    """Where the subject begins after "On Monday" or "In an interview": the last fresh article, pronoun or name."""
    for position in range(last, first, -1):
        word, before = words[position], words[position - 1]
        if lexicon.has("prepositions", before.low) or lexicon.has("determiners", before.low):
            continue
        fresh = word.low in lexicon.pronouns or lexicon.has("determiners", word.low)
        if fresh or (word.is_name_like and lexicon.has("weekdays", before.low)):
            return position
        if word.is_name_like and not before.is_name_like and not lexicon.verb_second:
            return position
    return None


def phrase_after(words: Sequence[Word], first: int, lexicon: Lexicon) -> Span | None:
    """The noun phrase that begins at position `first`, or None where there is none."""
    count = len(words)
    while first < count and (lexicon.has("adverbs", words[first].low) and not words[first].is_name_like):
        first += 1
    if first >= count or not _begins(words[first], lexicon):
        return None
    last, named = first, words[first].is_name_like
    if words[first].low in lexicon.pronouns and not lexicon.has("determiners", words[first].low):
        return first, first
    while last + 1 < count and last - first < _LONGEST and _goes_on_right(words, last + 1, first, lexicon, named=named):
        last += 1
        named = named or words[last].is_name_like
    while last > first and not _ends(words, last, lexicon):
        last -= 1
    return first, last


def _begins(word: Word, lexicon: Lexicon) -> bool:
    if is_break(word) or lexicon.has("prepositions", word.low) or lexicon.has("complementisers", word.low):
        return lexicon.has("determiners", word.low) and not is_break(word)
    if lexicon.has("subordinators", word.low) and not lexicon.has("determiners", word.low):
        return False
    return not (is_verbal(word, lexicon) or lexicon.has("coordinators", word.low))


def _ends(words: Sequence[Word], last: int, lexicon: Lexicon) -> bool:
    """Whether a phrase may end with the word at `last`: no article, no preposition, no time, no adverb."""
    word = words[last]
    if any(lexicon.has(kind, word.low) for kind in ("determiners", "noun_prepositions", "coordinators", "time_words")):
        return False
    endings = lexicon.endings("adverb_endings")
    return word.is_name_like or not endings or not word.low.endswith(endings)


def _begins_another(words: Sequence[Word], position: int, first: int, lexicon: Lexicon) -> bool:
    """Whether another phrase begins in a language where the noun comes first: "le ministre | la semaine dernière".

    After a name alone only a name or "de" goes on: "Emmanuel Macron | visiblement ému".
    """
    word, before = words[position], words[position - 1]
    if lexicon.has("clitics", word.low) and not lexicon.has("determiners", word.low):
        return not lexicon.has("prepositions", word.low)
    links = ("determiners", "prepositions", "coordinators")
    if lexicon.has("determiners", word.low) and not any(lexicon.has(kind, before.low) for kind in links):
        return not word.is_name_like
    plain = not word.is_name_like and not lexicon.has("determiners", word.low)
    named = words[first].is_name_like and not lexicon.has("determiners", words[first].low)
    return plain and named and before.is_name_like


def _goes_on_right(words: Sequence[Word], position: int, first: int, lexicon: Lexicon, *, named: bool) -> bool:
    word = words[position]
    low = word.low
    following = words[position + 1] if position + 1 < len(words) else None
    if is_break(word) or is_verbal(word, lexicon) or opens_clause(word, lexicon):
        return False
    if lexicon.has("weekdays", low):
        return False
    if lexicon.has("adverbs", low) and not word.is_name_like:
        # "la même source", "le très influent ministre": adjectives and their adverbs may stand before the noun.
        return lexicon.heads_first and lexicon.has("articles", words[position - 1].low)
    if lexicon.has("coordinators", low):
        return following is not None and (following.is_name_like or lexicon.has("determiners", following.low))
    if lexicon.has("noun_prepositions", low):
        return following is not None and not is_break(following)
    if lexicon.has("prepositions", low):
        return False
    if lexicon.heads_first and _begins_another(words, position, first, lexicon):
        return False
    if lexicon.verb_second and named and not word.is_name_like and not lexicon.has("determiners", low):
        # An adjective may follow a genitive article ("der neuen Regierung"); an adverb or verb ends the phrase.
        return following is not None and following.is_name_like and lexicon.has("determiners", words[position - 1].low)
    return True


def apposition_before(words: Sequence[Word], comma: int, lexicon: Lexicon) -> Span | None:
    """The name before an apposition or relative clause that ends with a comma ("Milley, the chairman, said")."""
    depth = 0
    for position in range(comma - 1, max(-1, comma - _LONGEST_APPOSITION), -1):
        if words[position].region is not None:
            return None
        if words[position].text in ",)" and depth == 0:
            found = phrase_before(words, position - 1, lexicon) if position else None
            # A list of appositions ("the head of the EU executive, the Commission,") leads on to the left.
            if found and position and _is_apposition(words, found, lexicon):
                further = apposition_before(words, found[0] - 1, lexicon) or phrase_before(words, found[0] - 2, lexicon)
                return further or found
            return found
        if words[position].text in ";:":
            return None
    return None


def with_name(words: Sequence[Word], span: Span, comma: int) -> Span:
    """The phrase `span`, with the name that follows it between commas ("his barrister, Conrad Pell, said")."""
    first, last = span[1] + 2, comma - 1
    inside = words[first : last + 1]
    if not 1 <= len(inside) <= _LONGEST_NAME or not all(word.is_name_like for word in inside):
        return span
    return span[0], last


def with_name_after(words: Sequence[Word], span: Span, lexicon: Lexicon) -> Span:
    """The phrase `span` with the name between a comma and the next one or the end ("selon le maire, Yves Morel, …")."""
    comma = span[1] + 1
    office = lexicon.heads_first and lexicon.has("determiners", words[span[0]].low)
    if comma >= len(words) or words[comma].text != "," or (words[span[1]].is_name_like and not office):
        return span
    end = next((place for place in range(comma + 1, len(words)) if is_break(words[place])), len(words))
    return with_name(words, span, end) if end == len(words) or words[end].text in ",." else span


def _is_apposition(words: Sequence[Word], span: Span, lexicon: Lexicon) -> bool:
    """Whether a phrase that follows a comma begins with an article, so that it names again what stands before."""
    first = span[0]
    return first > 1 and words[first - 1].text == "," and lexicon.has("determiners", words[first].low)


def antecedent(words: Sequence[Word], pronoun: int, lexicon: Lexicon) -> Span | None:
    """What a relative pronoun at `pronoun` stands for: the noun phrase before its comma."""
    last = pronoun - 1
    if last >= 0 and words[last].text == ",":
        last -= 1
    # A German clause may end with its verb between the noun and the pronoun ("an Lawrow anknüpft, der").
    while lexicon.verb_second and last >= 0 and not is_break(words[last]) and not words[last].is_name_like:
        last -= 1
    if last < 0 or is_break(words[last]):
        return None
    found = phrase_before(words, last, lexicon)
    if found is None:
        first = last
        while first > 0 and not lexicon.has("prepositions", words[first - 1].low) and not is_break(words[first - 1]):
            first -= 1
        found = (first, last)
    return found


def before_past_form(words: Sequence[Word], span: Span | None, lexicon: Lexicon) -> Span | None:
    """A phrase that a verb of no list ran into ("Brandvey closed her speech"), cut before it."""
    endings = lexicon.endings("past_endings")
    if span is None or not endings:
        return span
    for place in range(span[0] + 1, span[1] + 1):
        if words[place].low.endswith(endings) and words[place - 1].is_name_like and not words[place].is_name_like:
            return span[0], place - 1
    return span
