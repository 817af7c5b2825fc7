"""From words with tags to drafts of quotations: contents put right by the quote marks, each with its source and cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from helpers.quoting.extractor.decoding import ROLES, Segment, find_segments
from helpers.quoting.extractor.linking import Link, Linker, WordSpan
from helpers.quoting.extractor.network import Floats, States

# A source or cue is looked for no farther from its content than this, in words, and for a content in marks whose own
# paragraph names no source, in so many paragraphs before it.
_REACH, _FAR_REACH, _FAR_PARAGRAPHS = 120, 150, 2
# Contents of one word are mostly slips of the tagger, unless marks vouch for them.
_FEWEST_WORDS = 2
# What share of a stretch in marks the tagger must have seen as content for the whole of it to be one, and how likely
# a stretch that it has not seen must be, by itself and where the rules have somebody say it without a cue. On articles
# held out from training, this turns some names and titles in marks away (direct text on German Wikinews 93.8 to 96.9).
_SEEN, _LIKELY, _LIKELY_IF_SAID = 0.5, 0.5, 0.3


class Spoken(NamedTuple):
    """A stretch between outermost quote marks, marks included, in words.

    `said` where the rules hold it for speech, `cued` where they have a cue for it.
    """

    first: int
    stop: int
    said: bool
    cued: bool


@dataclass(frozen=True)
class Draft:
    """A quotation as the network and the marks have it, in words of the text.

    `score` is the mean probability of its content's tags, `edges` how likely its content begins and ends where it
    does, `link_score` how likely its source is this one (or none), `speech` that it is said rather than believed.
    """

    contents: tuple[WordSpan, ...]
    source: WordSpan | None
    cue: WordSpan | None
    score: float
    edges: float
    link_score: float
    speech: float


class _Content(NamedTuple):
    first: int
    stop: int
    score: float
    edges: float
    marked: bool

    @property
    def span(self) -> WordSpan:
        return self.first, self.stop


class _Linked(NamedTuple):
    content: _Content
    source: WordSpan | None
    cue: WordSpan | None
    score: float


def draft_quotations(
    states: States,
    weights: Mapping[str, Floats],
    spoken: Sequence[Spoken],
    plain: Sequence[bool],
    stops: Sequence[int],
) -> list[Draft]:
    """The drafts of a text in order.

    `weights` are those of the linker, `spoken` sorted and disjoint; `plain` says of each word whether it is a word, not
    a punctuation mark, `stops` are the words that end a sentence, sorted.
    """
    segments = find_segments(states.roles, states.paragraph)
    by_role = {role: [one for one in segments if ROLES[one.label] == role] for role in ROLES}
    contents = [content for content in _contents(by_role["content"], states, spoken) if _says_enough(content, plain)]
    linker = _Partners(states, weights, by_role["source"], by_role["cue"])
    groups: dict[object, list[_Linked]] = {}
    for place, content in enumerate(contents):
        linked = linker.link(content)
        # Contents that share their cue are one quotation, interrupted by it; one without marks ends with its sentence.
        alone = linked.cue is None or (not content.marked and _is_between(stops, content.span, linked.cue))
        groups.setdefault(-place - 1 if alone else linked.cue, []).append(linked)
    return [linker.draft(group) for group in groups.values()]


def _is_between(stops: Sequence[int], one: WordSpan, other: WordSpan) -> bool:
    """Whether a sentence ends between two spans."""
    first, stop = (one[1], other[0]) if one[1] <= other[0] else (other[1], one[0])
    return bisect_left(stops, first) < bisect_left(stops, stop)


def _says_enough(content: _Content, plain: Sequence[bool]) -> bool:
    words = sum(plain[content.first : content.stop])
    return words >= _FEWEST_WORDS or (content.marked and words > 0)


def _contents(segments: Sequence[Segment], states: States, spoken: Sequence[Spoken]) -> list[_Content]:
    """The contents of the tagger, put right by the marks: a stretch of which half is content is content as a whole."""
    of_content = np.exp(states.roles[:, 1:3]).sum(1)
    by_paragraph: dict[int, list[_Content]] = {}
    for one in segments:
        content = _Content(one.first, one.stop, one.score, _edges(one, of_content), marked=False)
        by_paragraph.setdefault(states.paragraph[one.first], []).append(content)
    for stretch in spoken:
        contents = by_paragraph.setdefault(states.paragraph[stretch.first], [])
        low = bisect_right(contents, stretch.first, key=lambda one: one.stop)
        high = bisect_left(contents, stretch.stop, key=lambda one: one.first)
        touching = contents[low:high]
        seen = sum(min(one.stop, stretch.stop) - max(one.first, stretch.first) for one in touching)
        likely = float(of_content[stretch.first : stretch.stop].mean())
        if touching and seen >= _SEEN * (stretch.stop - stretch.first):
            first = min([stretch.first, *(one.first for one in touching)])
            stop = max([stretch.stop, *(one.stop for one in touching)])
            del contents[low:high]
            score, edges = (max(values) for values in zip(*((one.score, one.edges) for one in touching), strict=True))
            insort(contents, _Content(first, stop, score, edges, marked=True))
        elif not touching and (stretch.cued or likely >= (_LIKELY_IF_SAID if stretch.said else _LIKELY)):
            insort(contents, _Content(stretch.first, stretch.stop, likely, likely, marked=True))
    return sorted(content for contents in by_paragraph.values() for content in contents)


def _edges(segment: Segment, of_content: Floats) -> float:
    """How likely the words just outside a segment are no content, and those just inside are."""
    outside = [1 - of_content[place] for place in (segment.first - 1, segment.stop) if 0 <= place < len(of_content)]
    return float(min([of_content[segment.first], of_content[segment.stop - 1], *outside]))


class _Partners:
    """The sources and cues of a text, and the linker that gives them to contents."""

    def __init__(
        self, states: States, weights: Mapping[str, Floats], sources: Sequence[Segment], cues: Sequence[Segment]
    ) -> None:
        self._paragraph = states.paragraph
        self._linker = Linker(weights, states)
        self._partners: list[dict[int, list[WordSpan]]] = [{}, {}]
        for partners, some in zip(self._partners, (sources, cues), strict=True):
            for one in some:
                partners.setdefault(states.paragraph[one.first], []).append((one.first, one.stop))

    def link(self, content: _Content) -> _Linked:
        """A content with its likeliest source and cue; one in marks looks for its source in paragraphs before, too."""
        (source, score), (cue, _) = (self._best(content, self._near(content, role), role) for role in (0, 1))
        if source is None and content.marked:
            far, far_score = self._best(content, self._before(content), 0)
            if far is not None:
                source, score = far, far_score
        return _Linked(content, source, cue, score)

    def draft(self, group: Sequence[_Linked]) -> Draft:
        """The quotation of contents that belong together, with the first source that one of them has."""
        first = group[0]
        return Draft(
            contents=tuple(one.content.span for one in group),
            source=next((one.source for one in group if one.source is not None), None),
            cue=first.cue,
            score=float(np.mean([one.content.score for one in group])),
            edges=float(np.mean([one.content.edges for one in group])),
            link_score=max(one.score for one in group),
            speech=self._linker.speech(first.content.span, first.cue),
        )

    def _best(self, content: _Content, others: list[WordSpan], role: int) -> tuple[WordSpan | None, float]:
        link: Link = self._linker.link(content.span, others, role)
        return (None if link.partner is None else others[link.partner]), link.score

    def _near(self, content: _Content, role: int) -> list[WordSpan]:
        """The partners of the content's own paragraph within reach."""
        some = self._partners[role].get(self._paragraph[content.first], [])
        reach = _REACH + content.stop - content.first
        low = bisect_right(some, content.first - reach, key=lambda span: span[0])
        return some[low : bisect_left(some, content.first + reach, key=lambda span: span[0])]

    def _before(self, content: _Content) -> list[WordSpan]:
        """The sources of the paragraphs before within reach."""
        own = self._paragraph[content.first]
        some = [span for step in range(_FAR_PARAGRAPHS, 0, -1) for span in self._partners[0].get(own - step, [])]
        return [span for span in some if content.first - span[0] < _FAR_REACH]
