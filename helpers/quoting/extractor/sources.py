"""The source of a quotation as a mention: without the clause or apposition that follows a name."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.quoting.extractor.decoding import KINDS, Segment
from helpers.quoting.extractor.linking import WordSpan
from helpers.quoting.words import Lexicon

# Names of these kinds speak, alone or after an article.
_SPEAKING = frozenset({"person", "organisation", "place"})


def trim_source(span: WordSpan, words: Sequence[str], names: Sequence[Segment], lexicon: Lexicon) -> WordSpan:
    """The words of a source up to the comma behind its first name, unless another speaker follows.

    "Jon Meacham, the author of a biography" is Jon Meacham; "Poland, the Czech Republic and Hungary" stays, and so does
    "her lawyer, Ilse Maron", whose name comes last. `words` are those of the text, `names` its name segments in order.
    """
    inside = [one for one in names if span[0] <= one.first and one.stop <= span[1] and KINDS[one.label] in _SPEAKING]
    named = min((one.stop for one in inside), default=span[1])
    comma = next((place for place in range(named, span[1] - 1) if words[place] == ","), None)
    if comma is None or _names_another(comma + 1, span[1], words, inside, lexicon):
        return span
    return span[0], comma


def _names_another(first: int, stop: int, words: Sequence[str], names: Sequence[Segment], lexicon: Lexicon) -> bool:
    """Whether what follows a comma is one more name of a list, with or without "the" before it and nothing behind."""
    if lexicon.has("conjunctions", words[first].casefold()):
        return True
    if lexicon.has("definite", words[first].casefold()):
        first += 1
    name = next((one for one in names if one.first == first), None)
    if name is None:
        return False
    return name.stop == stop or words[name.stop] == "," or lexicon.has("conjunctions", words[name.stop].casefold())
