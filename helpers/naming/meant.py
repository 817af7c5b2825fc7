"""Whether a passage means a place itself, where its name may also stand for the government that sits there."""

from __future__ import annotations

from helpers.naming.lexicon import Lexicon
from helpers.naming.tokens import APOSTROPHES, Tokens, split_tokens

# As much of the line before a name as a way ("flew from Geneva to Kyiv") and what leads to it take.
_BEFORE = 80
_WORDS_OF_A_WAY = 4
_SIGNS_OF_A_DATELINE = frozenset("(–—")


def shows_place(start: int, end: int, text: str, words: Lexicon) -> bool:
    """Whether what stands around a name tells that somebody or something is, goes to or comes from there.

    "in Washington", "speaking from Berlin", "aus Moskau" mean the town; "Washington said", "between Moscow and Kyiv"
    and "in Moscow’s view" do not.
    """
    name, after = text[start:end], text[end : end + 2]
    if after[:1] in APOSTROPHES and after:
        return False
    line = text.rfind("\n", 0, start) + 1
    before = split_tokens(text[max(line, start - _BEFORE) : start])
    return _leads_there(before, words) or (not before.words and _opens_dateline(name, after))


def _leads_there(before: Tokens, words: Lexicon) -> bool:
    """Whether the words before a name end in one that only places follow."""
    last = before.word(len(before.words) - 1)
    if words.has("place_prepositions", last) or words.has("before_places", last):
        return True
    way = before.words[-1 - _WORDS_OF_A_WAY : -1]
    return words.has("way_prepositions", last) and any(words.has("way_words", word) for word in way)


def _opens_dateline(name: str, after: str) -> bool:
    """Whether a line begins with this name as the place of a report ("MOSCOW (Reuters) –", "BERLIN, 4 March")."""
    return after.strip()[:1] in _SIGNS_OF_A_DATELINE or (name.isupper() and after[:1] in {",", "."})
