"""A quotation of an article, and how it is made from what was found in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from helpers.quoting.contents import Found
from helpers.quoting.marks import Region
from helpers.quoting.phrases import Span
from helpers.quoting.words import Word

CharSpan = tuple[int, int]

# How sure a rule is: the share of its quotations on the training articles of PolNeAR and German Wikinews that match an
# annotated one with the right source (some 11,000 and 1,900 were found). PolNeAR annotates nothing inside direct
# speech, so that `nested` is a guess, and so is `scare`.
SCORES = {
    "cue-after": 0.91,
    "cue-between": 0.82,
    "according-to": 0.79,
    "so": 0.78,
    "clause": 0.75,
    "clause-between": 0.73,
    "bare-clause": 0.72,
    "colon": 0.71,
    "as-clause": 0.71,
    "object": 0.67,
    "cue-before": 0.66,
    "clause-before": 0.64,
    "infinitive": 0.59,
    "cue-near": 0.44,
    "goes-on": 0.37,
    "noun-cue": 0.33,
    "label": 0.30,
    "marks": 0.24,
    "nested": 0.50,
    "scare": 0.60,
}


@dataclass
class Quotation:
    """A quotation of an article with its character spans; `kind` is direct, mixed, indirect or scare."""

    contents: list[CharSpan]
    sources: list[CharSpan]
    cues: list[CharSpan]
    kind: str
    found_by: str
    lemma: str | None = None
    speech: bool = True
    parent: Quotation | None = None
    score: float = 1.0

    @property
    def start(self) -> int:
        """Where the first content begins."""
        return min(start for start, _ in self.contents)

    @property
    def end(self) -> int:
        """Where the last content ends."""
        return max(end for _, end in self.contents)


@dataclass
class Unit:
    """A sentence with its words and what was found in it."""

    start: int
    end: int
    words: list[Word]
    quotations: list[Quotation] = field(default_factory=list)

    @property
    def is_all_quoted(self) -> bool:
        """Whether nothing but quotations and marks stands in it."""
        return (
            bool(self.words)
            and all(word.region is not None or word.is_punctuation for word in self.words)
            and any(word.region is not None for word in self.words)
        )


def inner_span(text: str, region: Region, end: int | None = None) -> CharSpan:
    """The characters between the marks, without white space around; `end` cuts a region that runs past its sentence."""
    start, stop = region.inner_start, region.inner_end if end is None else min(region.inner_end, end)
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def says_something(text: str, region: Region) -> bool:
    """Whether a letter or digit stands between the marks: nobody says “…” or “ ”."""
    return any(map(str.isalnum, text[region.inner_start : region.inner_end]))


def make_quotation(text: str, found: Found, words: Sequence[Word]) -> Quotation:
    """The quotation for what was found in a sentence, in characters of the text."""
    return Quotation(
        contents=[_content(text, words, first, last) for first, last in found.contents],
        sources=[char_span(words, span) for span in found.sources],
        cues=[char_span(words, span) for span in found.cues],
        kind=_kind(found, words),
        found_by=found.rule,
        lemma=found.lemma,
        speech=found.speech,
        score=SCORES[found.rule],
    )


def char_span(words: Sequence[Word], span: Span) -> CharSpan:
    """The characters of a span of words."""
    return words[span[0]].start, words[span[1]].end


def _content(text: str, words: Sequence[Word], first: int, last: int) -> CharSpan:
    """The characters of a content; a quotation alone goes without its marks."""
    while last > first and words[last].is_punctuation and words[last].text not in ")]%":
        last -= 1
    region = words[first].region
    if first == last and region is not None:
        return inner_span(text, region, words[first].end)
    return words[first].start, words[last].end


def _kind(found: Found, words: Sequence[Word]) -> str:
    inside = [word for first, last in found.contents for word in words[first : last + 1] if not word.is_punctuation]
    if not any(word.region is not None for word in inside):
        return "indirect"
    return "direct" if all(word.region is not None for word in inside) else "mixed"
