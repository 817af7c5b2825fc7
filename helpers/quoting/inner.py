"""Attributions within the marks of what is said, as some languages print them (« C’est fini, dit-il. Partez. »)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from helpers.quoting.cue import Cue
from helpers.quoting.cues import find_cues
from helpers.quoting.marks import Region
from helpers.quoting.nesting import is_other, words_within
from helpers.quoting.phrases import is_verbal
from helpers.quoting.quotation import SCORES, CharSpan, Quotation, char_span, inner_span
from helpers.quoting.words import Lexicon, Word

_LONGEST = 16


class _Insertion(NamedTuple):
    """An attribution as characters: the whole of it with its commas, its verb, whoever it names."""

    start: int
    end: int
    cue: CharSpan
    source: CharSpan
    lemma: str


def find_inner(text: str, region: Region, regions: Sequence[Region], lexicon: Lexicon) -> Quotation | None:
    """What somebody says between marks that hold the attribution too, without it; None where they hold none.

    `regions` are the marks of the same paragraph. Only a language whose file says `attributions = ["inside"]` has such.
    """
    if not lexicon.inner_attributions:
        return None
    sentences = words_within(text, region, regions, lexicon)
    insertions = [one for sentence in sentences for one in _insertions(sentence, lexicon)]
    contents = list(_without(text, inner_span(text, region), insertions))
    if not insertions or not contents:
        return None
    rule = "cue-between" if len(contents) > 1 else "cue-after"
    cues = [insertion.cue for insertion in insertions]
    first = insertions[0]
    return Quotation(contents, [first.source], cues, "direct", rule, first.lemma, score=SCORES[rule])


def _insertions(words: Sequence[Word], lexicon: Lexicon) -> Iterator[_Insertion]:
    """Each attribution of a sentence: a verb with its subject behind it, from a comma to the next or to the end."""
    for cue in find_cues(words, lexicon):
        comma = (cue.first if cue.opening is None else cue.opening) - 1
        if not cue.speech or comma < 1 or words[comma].text != "," or not _is_behind(words, cue, lexicon):
            continue
        end = max(cue.after, cue.sources[0][1] + 1)
        while end < len(words) and words[end].text not in ",.!?" and not is_verbal(words[end], lexicon):
            end += 1
        closed = end >= len(words) or words[end].text in ",.!?"
        if closed and end - comma <= _LONGEST and is_other(words, cue.sources, lexicon):
            stop = words[end].end if end < len(words) and words[end].text == "," else words[end - 1].end
            verb = char_span(words, (cue.first, cue.last))
            yield _Insertion(words[comma].start, stop, verb, char_span(words, cue.sources[0]), cue.lemma)


def _is_behind(words: Sequence[Word], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether the subject follows the verb or its auxiliary ("a-t-il dit")."""
    return cue.order == "inverted" or (bool(cue.sources) and lexicon.has("enclitics", words[cue.sources[0][0]].low))


def _without(text: str, span: CharSpan, insertions: Sequence[_Insertion]) -> Iterator[CharSpan]:
    """The pieces of a span between the attributions, without white space and stray full stops."""
    start, last = span
    for stop, after in [*((one.start, one.end) for one in insertions), (last, last)]:
        while start < stop and not (text[start].isalnum() or text[start] in '«“"‘‹([…'):
            start += 1
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if any(map(str.isalnum, text[start:stop])):
            yield start, stop
        start = after
