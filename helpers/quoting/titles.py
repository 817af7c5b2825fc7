"""Names and titles in quote marks: the „Spiegel“, the film “Hidden Figures”, which nobody says."""

from __future__ import annotations

import re

from helpers.quoting.marks import Region
from helpers.quoting.words import Lexicon

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_LONGEST_NAME = 9
_SHORT_WORD = 3
_BEFORE = 40
_CAPITALS_SHARE = 0.6


def is_name(text: str, region: Region, start: int, lexicon: Lexicon) -> bool:
    """Whether the words between marks are a name or title rather than speech.

    They begin with a capital, hold no verb and end without punctuation, and stand after "film", "Motto" and the like,
    after an article in languages where the file lists `name_openers`, or before a hyphen („Bild“-Zeitung). `start` is
    where the paragraph begins.
    """
    words = _WORD.findall(text[region.inner_start : region.inner_end])
    if not words or len(words) > _LONGEST_NAME or region.flaw is not None or region.continues:
        return False
    if not text[region.inner_end - 1].isalnum() or not _is_title_like(words, lexicon):
        return False
    if text[region.end : region.end + 1] == "-" and text[region.end + 1 : region.end + 2].isalpha():
        return True
    passage = text[max(start, region.start - _BEFORE) : region.start]
    before = _WORD.findall(passage)
    if not before or not passage[-1].isspace() or not passage.rstrip().endswith(before[-1]):
        return False
    word = before[-1].casefold()
    if _names_it(before, lexicon):
        return False
    if len(before) > 1 and before[-2].casefold() in lexicon.verbs and not lexicon.has("nominatives", word):
        return False
    if (
        len(before) > 2
        and before[-3].casefold() in lexicon.verbs
        and lexicon.has("prepositions", before[-2].casefold())
    ):
        return False
    return lexicon.has("name_openers", word) or is_title_noun(word, lexicon)


def _names_it(before: list[str], lexicon: Lexicon) -> bool:
    """Whether somebody calls something so ("nannte das Angebot eine „Beleidigung“"): that is said."""
    verbs = (verb for word in before for verb in lexicon.verbs.get(word.casefold(), ()))
    return any(lexicon.has("naming_verbs", verb.lemma.casefold()) for verb in verbs)


def is_title_noun(word: str, lexicon: Lexicon) -> bool:
    """Whether a word announces a title: one of the list, with an ending, or in a compound ("Nachrichtenmagazins")."""
    nouns = lexicon.lists.get("title_nouns", frozenset())
    return any(word.removesuffix(ending) in nouns for ending in ("", *lexicon.endings("case_endings"))) or (
        lexicon.verb_second
        and word.removesuffix("s").removesuffix("e").endswith(tuple(noun for noun in nouns if len(noun) > 4))
    )


def _is_title_like(words: list[str], lexicon: Lexicon) -> bool:
    if not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    long = [word for word in words if len(word) > _SHORT_WORD]
    if any(lexicon.has("auxiliaries", word.casefold()) and word.islower() for word in words):
        return False
    capitals = sum(not word[0].islower() for word in long)
    return capitals >= _CAPITALS_SHARE * len(long)
