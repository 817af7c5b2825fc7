"""Quotations in quotations: what a speaker reports of others, and which quotation holds which."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from helpers.quoting.contents import find_governed
from helpers.quoting.cues import find_cues
from helpers.quoting.marks import Region
from helpers.quoting.overlaps import without_overlaps
from helpers.quoting.phrases import Span
from helpers.quoting.quotation import SCORES, Quotation, make_quotation, says_something
from helpers.quoting.words import Lexicon, Word, split_words

# Inside speech only the plainest forms are trusted: there is more "he says" in it than there are reports.
_TRUSTED = frozenset({"clause", "bare-clause", "cue-before", "cue-after", "cue-near", "colon"})

# "I’ll", "he's": the pronoun before the apostrophe.
_FIRST_PART = re.compile("[’']")

# A speech without full stops is cut, so that reading it takes no time.
_MOST_WORDS = 500


def find_nested(text: str, region: Region, regions: Sequence[Region], lexicon: Lexicon) -> list[Quotation]:
    """What the speaker of a direct quotation reports of others; `regions` are the marks of the same paragraph."""
    found = []
    for sentence in words_within(text, region, regions, lexicon):
        cues = [cue for cue in find_cues(sentence, lexicon) if cue.speech and is_other(sentence, cue.sources, lexicon)]
        for one in without_overlaps(find_governed(sentence, cues, lexicon), sentence):
            in_marks = any(
                word.region is not None for first, last in one.contents for word in sentence[first : last + 1]
            )
            if one.rule in _TRUSTED and (in_marks or _is_named(sentence, one.sources, lexicon)):
                nested = make_quotation(text, one, sentence)
                found.append(replace(nested, found_by="nested", score=SCORES["nested"]))
    return found


def words_within(text: str, region: Region, regions: Sequence[Region], lexicon: Lexicon) -> list[list[Word]]:
    """The words between two marks by sentence, the marks right within as one; `regions` are all of the paragraph."""
    first = bisect_right(regions, region.start, key=lambda other: other.start)
    last = bisect_left(regions, region.end, key=lambda other: other.start)
    inner = [other for other in regions[first:last] if other.depth == region.depth + 1 and says_something(text, other)]
    return _split_at_stops(split_words(text, region.inner_start, region.inner_end, inner, lexicon=lexicon))


def is_other(words: Sequence[Word], sources: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether the source is somebody else than the speaker and whom he speaks to."""
    named = [word for first, last in sources for word in words[first : last + 1]]
    return bool(named) and not any(lexicon.has("first_persons", _FIRST_PART.split(word.low)[0]) for word in named)


def _is_named(words: Sequence[Word], sources: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether the source holds a name, or begins with "the" like somebody who was named before.

    Of the quotations found inside speech on training articles of PolNeAR, most of the others were none ("they admit",
    "anyone who says", "what voters confirmed").
    """
    if any(lexicon.has("definite", words[first].low) for first, last in sources if last > first):
        return True
    places = [place for first, last in sources for place in range(first, last + 1)]
    return any(words[place].is_name_like and (place > 0 or _is_rare(words[place], lexicon)) for place in places)


def _is_rare(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word that opens a sentence, where every word has a capital, is on none of the lists."""
    return word.low not in lexicon.pronouns and not any(word.low in some for some in lexicon.lists.values())


def _split_at_stops(words: Sequence[Word]) -> list[list[Word]]:
    sentences: list[list[Word]] = [[]]
    for word in words:
        sentences[-1].append(word)
        if (word.region is None and word.text in ".!?") or len(sentences[-1]) >= _MOST_WORDS:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def set_parents(quotations: Sequence[Quotation]) -> None:
    """Give each quotation the smallest other one of whose contents holds it and more; all are sorted by start."""
    contents = sorted(
        (start, -end, place)
        for place, quotation in enumerate(quotations)
        if quotation.kind != "scare"
        for start, end in quotation.contents
    )
    around: list[tuple[int, int, int]] = []
    upcoming = 0
    for place, quotation in enumerate(quotations):
        while upcoming < len(contents) and contents[upcoming][0] <= quotation.start:
            around.append(contents[upcoming])
            upcoming += 1
        around = [span for span in around if -span[1] > quotation.start]
        holding = [
            (-end - start, holder)
            for start, end, holder in around
            if holder != place and quotation.end <= -end and -end - start > quotation.end - quotation.start
        ]
        quotation.parent = quotations[min(holding)[1]] if holding else None
