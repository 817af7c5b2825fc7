"""Quotations by a phrase instead of a verb: "according to X", "laut X", "X zufolge", "so X", "X’s claim that"."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.quoting.contents import Found
from helpers.quoting.cues import find_subject
from helpers.quoting.phrases import Span, is_break, is_verbal, phrase_after, phrase_before, with_name_after
from helpers.quoting.words import Lexicon, Word

_LONGEST_PLACE = 5
_SHORTEST_GENITIVE = 4
_IMPERSONAL_REACH = 3


def find_attributed(words: Sequence[Word], lexicon: Lexicon) -> list[Found]:
    """One quotation for each such phrase of a sentence, in order."""
    found = []
    for position in range(len(words)):
        if words[position].region is not None:
            continue
        quotation = (
            _source_before(words, position, lexicon)
            or _source_after(words, position, lexicon)
            or _so(words, position, lexicon)
            or _stance(words, position, lexicon)
            or _noun_cue(words, position, lexicon)
        )
        if quotation is not None and quotation.contents:
            found.append(quotation)
    return found


def _source_before(words: Sequence[Word], position: int, lexicon: Lexicon) -> Found | None:
    """ "according to X": the source follows the phrase."""
    phrase = lexicon.phrase_at(words, position)
    source = phrase_after(words, position + len(phrase), lexicon) if phrase is not None else None
    if phrase is None or source is None or _is_relative(words[source[0]], lexicon):
        return None
    nobody = lexicon.lists.get("impersonal_pronouns", frozenset()) & lexicon.lists.get("enclitics", frozenset())
    if any(word.low in nobody for word in words[max(0, position - _IMPERSONAL_REACH) : position]):
        # "…, a-t-on appris de source policière": the verb finds its own.
        return None
    last = position + len(phrase) - 1
    if lexicon.has("anonymous", phrase[-1]):
        # "De source policière": the last word of the phrase is who speaks.
        source, last = (last, source[1]), last - 1
    cue = (position, last)
    source = with_name_after(words, _with_place(words, source, lexicon), lexicon)
    return Found(
        _around(words, position, _past_times(words, source[1], lexicon), lexicon),
        [source],
        [cue],
        "according-to",
        " ".join(phrase),
    )


def _past_times(words: Sequence[Word], last: int, lexicon: Lexicon) -> int:
    """The last of the days that close a phrase ("according to a poll released on Sunday, …")."""
    end = last
    while end + 1 < len(words) and any(lexicon.has(kind, words[end + 1].low) for kind in ("weekdays", "time_words")):
        end += 1
    return end if end + 1 < len(words) and is_break(words[end + 1]) else last


def _is_relative(word: Word, lexicon: Lexicon) -> bool:
    """ "according to which": the words before it are what the rest belongs to."""
    return lexicon.has("relative_pronouns", word.low) and not lexicon.has("determiners", word.low)


def _stance(words: Sequence[Word], position: int, lexicon: Lexicon) -> Found | None:
    """ "Pour la ministre, …": a word that opens the sentence and has somebody behind it, then a comma and a clause."""
    if position or not lexicon.has("stance_words", words[position].low):
        return None
    source = phrase_after(words, 1, lexicon)
    if source is None or not _is_person(words, source, lexicon):
        return None
    comma = _past_apposition(words, source[1] + 1, lexicon)
    after = _after(words, comma) if comma < len(words) and words[comma].text == "," else None
    quoted = any(word.region is not None for word in words[comma:])
    if after is None or not (quoted or _is_clause(words, after, lexicon)):
        return None
    return Found([after], [source], [(0, 0)], "according-to", words[0].low)


def _past_apposition(words: Sequence[Word], comma: int, lexicon: Lexicon) -> int:
    """The comma that closes words without a verb after `comma` ("Pour Anna Morel, économiste à Rennes, …")."""
    closing = next((place for place in range(comma + 1, len(words)) if words[place].text == ","), None)
    if closing is None or words[comma].text != "," or _is_clause(words, (comma + 1, closing), lexicon):
        return comma
    return closing


def _is_person(words: Sequence[Word], span: Span, lexicon: Lexicon) -> bool:
    """Whether a phrase is a pronoun, two names or more, or opens with a noun for somebody ("le syndicat")."""
    named = words[span[0] : span[1] + 1]
    if len(named) == 1:
        return named[0].low in lexicon.pronouns and not lexicon.has("determiners", named[0].low)
    several = all(word.is_name_like for word in named[:2])
    return several or any(word.low in lexicon.people for word in named[:3] if not word.is_name_like)


def _with_place(words: Sequence[Word], source: Span, lexicon: Lexicon) -> Span:
    """ "an official in her department": with the place that follows, if that closes the clause."""
    end = source[1] + 1
    if lexicon.verb_second or end >= len(words) or not lexicon.has("prepositions", words[end].low):
        return source
    while end < len(words) and not is_break(words[end]) and end - source[1] <= _LONGEST_PLACE:
        if is_verbal(words[end], lexicon):
            return source
        end += 1
    return (source[0], end - 1) if end == len(words) or is_break(words[end]) else source


def _source_after(words: Sequence[Word], position: int, lexicon: Lexicon) -> Found | None:
    """ "X zufolge" and "X nach" where X holds a noun of saying ("Angaben der Polizei nach", "nach eigenen Angaben")."""
    low = words[position].low
    if lexicon.has("source_after", low) and position:
        source = _phrase_of_mention(words, position - 1, lexicon)
        if source is not None and (not lexicon.has("noun_bound", low) or _holds_source_noun(words, source, lexicon)):
            return Found(
                _around(words, source[0], position, lexicon), [source], [(position, position)], "according-to", low
            )
    if lexicon.has("noun_bound", low):
        source = phrase_after(words, position + 1, lexicon)
        if source is not None and _holds_source_noun(words, source, lexicon):
            contents = _around(words, position, source[1], lexicon)
            if lexicon.has("self_words", words[source[0]].low):
                source = find_subject(words, lexicon) or source
            return Found(contents, [source], [(position, position)], "according-to", low)
    return None


def _phrase_of_mention(words: Sequence[Word], last: int, lexicon: Lexicon) -> Span | None:
    """The phrase before "zufolge", which may open with a preposition or stand inside the sentence."""
    first = last
    while (
        first > 0 and not is_break(words[first - 1]) and not is_verbal(words[first - 1], lexicon) and last - first < 8
    ):
        if lexicon.has("prepositions", words[first - 1].low) and not lexicon.has(
            "noun_prepositions", words[first - 1].low
        ):
            break
        first -= 1
    return (first, last) if not is_break(words[last]) else None


def _holds_source_noun(words: Sequence[Word], span: Span, lexicon: Lexicon) -> bool:
    nouns = lexicon.lists.get("source_nouns", frozenset())
    return any(
        word.low in nouns or any(word.low.endswith(noun) for noun in nouns if len(noun) > 6)
        for word in words[span[0] : span[1] + 1]
    )


def _so(words: Sequence[Word], position: int, lexicon: Lexicon) -> Found | None:
    """ "…, so X": after a comma or a quotation, a name, then the end, a comma or a quotation."""
    if not lexicon.has("so_words", words[position].low) or not position or position + 1 >= len(words):
        return None
    before = words[position - 1]
    if before.text != "," and before.region is None:
        return None
    source = phrase_after(words, position + 1, lexicon)
    if source is None or not any(word.is_name_like for word in words[source[0] : source[1] + 1]):
        return None
    end = source[1] + 1
    while end < len(words) and not is_break(words[end]):
        if is_verbal(words[end], lexicon):
            return None
        end += 1
    return Found(
        _around(words, position, end - 1, lexicon), [source], [(position, position)], "so", words[position].low
    )


def _around(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> list[Span]:
    """The sentence without the phrase at `first` to `last`: a quotation beside it alone, else what is left."""
    before, after = _before(words, first, lexicon), _after(words, last)
    if before is not None and words[first - 1].text == "," and _is_clause(words, before, lexicon):
        # "…, according to an official in her department, who was …": what follows belongs to the source.
        after = after if after is not None and words[after[0]].region is not None else None
    if before is not None and words[before[1]].region is not None and before[0] == before[1]:
        rest = [after] if after is not None and words[after[0]].region is not None else []
        return [before, *rest]
    return [span for span in (before, after) if span is not None]


def _is_clause(words: Sequence[Word], span: Span, lexicon: Lexicon) -> bool:
    return any(is_verbal(word, lexicon) for word in words[span[0] : span[1] + 1])


def _before(words: Sequence[Word], first: int, lexicon: Lexicon) -> Span | None:
    last = first - 1
    while last >= 0 and words[last].region is None and words[last].text in ",–—-(":
        last -= 1
    start = last
    while start > 0 and not (words[start - 1].region is None and words[start - 1].text in ";:.!?"):
        start -= 1
    while start < last and (
        (is_break(words[start]) and words[start].region is None) or lexicon.has("coordinators", words[start].low)
    ):
        start += 1
    if last < 0 or (start == last and words[last].region is None):
        return None
    return (start, last)


def _after(words: Sequence[Word], last: int) -> Span | None:
    first, end = last + 1, len(words) - 1
    while first < len(words) and words[first].region is None and words[first].text in ",–—-):":
        first += 1
    while end >= first and words[end].region is None and words[end].text in ".;!?":
        end -= 1
    return (first, end) if first <= end else None


def _noun_cue(words: Sequence[Word], position: int, lexicon: Lexicon) -> Found | None:
    """ "X’s claim that …", "Besorgnis der USA, dass …": a noun of saying with its owner and a clause."""
    word = words[position]
    speech = lexicon.has("noun_cues", word.low)
    if not (speech or lexicon.has("belief_nouns", word.low)) or (lexicon.verb_second and not word.is_name_like):
        return None
    opening, source = _owner(words, position, lexicon)
    if source is None and speech and _is_taken_view(words, position, lexicon):
        opening, source = position + 1, find_subject(words, lexicon)
    if source is None or opening >= len(words):
        return None
    if words[opening].text == "," and opening + 1 < len(words):
        opening += 1
    if words[opening].low not in lexicon.lists.get("noun_complementisers", ()):
        return None
    end = _clause_end(words, opening + 1, lexicon)
    content = [(opening + 1, end)] if end > opening + 1 else []
    return Found(content, [source], [(position, position)], "noun-cue", word.low, speech)


def _is_taken_view(words: Sequence[Word], position: int, lexicon: Lexicon) -> bool:
    """Whether the noun is what somebody voices: "vertrat die Ansicht, dass"."""
    verbs = lexicon.lists.get("view_verbs", frozenset())
    return any(word.low in verbs for word in words[:position])


def _owner(words: Sequence[Word], position: int, lexicon: Lexicon) -> tuple[int, Span | None]:
    """Where the clause may begin and whose the noun is: a possessive before it or a genitive after it."""
    before = words[position - 1] if position else None
    if before is not None and _is_possessive(before, lexicon):
        source = phrase_before(words, position - 1, lexicon)
        return position + 1, source
    following = words[position + 1] if position + 1 < len(words) else None
    if following is not None and (
        lexicon.has("genitive_articles", following.low) or lexicon.has("noun_prepositions", following.low)
    ):
        first = position + 1 if lexicon.has("genitive_articles", following.low) else position + 2
        source = phrase_after(words, first, lexicon)
        return (source[1] + 1 if source else len(words)), source
    return len(words), None


def _is_possessive(word: Word, lexicon: Lexicon) -> bool:
    """ "Moscow’s", and where nouns have capitals "Lawrows"."""
    if lexicon.verb_second and not (word.is_name_like and len(word.low) > _SHORTEST_GENITIVE):
        return False
    return word.low.endswith(lexicon.endings("possessive_endings"))


def _clause_end(words: Sequence[Word], start: int, lexicon: Lexicon) -> int:
    """The last position of a clause: before the dash or the ", but" that closes it, or the sentence's end."""
    end = start
    while end + 1 < len(words):
        word = words[end + 1]
        if word.region is None and word.text in ".;–—":
            break
        if word.text == "," and end + 2 < len(words) and lexicon.has("coordinators", words[end + 2].low):
            break
        end += 1
    return end
