"""Sentences as quotations need them: joined where a quotation runs on, and with the attribution that follows a call."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.quoting.cues import find_cues
from helpers.quoting.marks import Region
from helpers.quoting.quotation import CharSpan
from helpers.quoting.words import Lexicon, split_words

_CALLS = "?!"
_LONGEST_ATTRIBUTION = 120


def join_sentences(
    text: str, sentences: Sequence[CharSpan], regions: Sequence[Region], lexicon: Lexicon
) -> list[CharSpan]:
    """The sentences of one paragraph, those joined that one quotation with its attribution holds together.

    `regions` are sorted and disjoint. A splitter cannot know that “Who closed it?” belongs to "Ilvenny asked."
    """
    calls = {region.end for region in regions if text[region.inner_end - 1] in _CALLS}
    joined: list[CharSpan] = []
    for start, end in _whole_sentences(sentences, regions):
        if joined and joined[-1][1] in calls and _is_attribution(text, start, end, lexicon):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _whole_sentences(sentences: Sequence[CharSpan], regions: Sequence[Region]) -> list[CharSpan]:
    """The sentences with those joined between which a quotation runs."""
    whole: list[CharSpan] = []
    upcoming = 0
    for start, end in sentences:
        while upcoming < len(regions) and regions[upcoming].end <= start:
            upcoming += 1
        if whole and upcoming < len(regions) and regions[upcoming].start < start:
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def _is_attribution(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a sentence says nothing but who spoke, when and where ("Mara Ilvenny said on Friday.")."""
    if end - start > _LONGEST_ATTRIBUTION:
        return False
    words = split_words(text, start, end, lexicon=lexicon)
    cues = find_cues(words, lexicon)
    if len(cues) != 1 or not cues[0].speech or cues[0].negated or not cues[0].sources:
        return False
    after = cues[0].after
    following = words[after].low if after < len(words) else "."
    opens = min(cues[0].first, cues[0].sources[0][0]) == 0
    return opens and (following in "." or any(lexicon.has(kind, following) for kind in ("prepositions", "weekdays")))
