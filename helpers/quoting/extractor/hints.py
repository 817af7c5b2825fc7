"""What the rules found, told to the network: a hint for each word, and for each pair of a content and a partner.

The rules were made by hand and err as often on new articles as on those that the network was trained on, so that it
learns how far each of their signs goes. Where the rules say nothing the hint is 0.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.quoting.quotation import CharSpan, Quotation

WordSpan = tuple[int, int]

# Each role has two hints: it begins, and it goes on.
HINTS = ("direct", "sure", "unsure", "scare", "source", "cue")
# From which score of its rule on (see `quotation.SCORES`) an indirect or mixed content is a sure one.
_SURE = 0.6


class Ruled(NamedTuple):
    """A quotation of the rules in words of the text: its contents, and its first source and cue if it has them."""

    contents: tuple[WordSpan, ...]
    partners: tuple[WordSpan | None, WordSpan | None]


@dataclass(frozen=True)
class Hints:
    """What the rules say of a text of some words: `of_words` one hint a word, `ruled` their quotations."""

    of_words: list[int]
    ruled: tuple[Ruled, ...] = ()

    @cached_property
    def _by_word(self) -> dict[int, list[Ruled]]:
        """The quotations of the rules to whose contents a word belongs."""
        by_word: dict[int, list[Ruled]] = {}
        for one in self.ruled:
            for word in {word for span in one.contents for word in range(*span)}:
                by_word.setdefault(word, []).append(one)
        return by_word

    def relations(self, content: WordSpan, others: Sequence[WordSpan], role: int) -> NDArray[np.intp]:
        """For each other span: 1 where the rules give it to this content, 2 where they give another, else 0."""
        relations = np.zeros(len(others), np.intp)
        touched = {id(one): one for word in range(*content) for one in self._by_word.get(word, ())}
        for one in touched.values():
            partner = one.partners[role]
            if partner is None or not _share(content, one.contents):
                continue
            for place, other in enumerate(others):
                if _common(other, partner):
                    relations[place] = 1
                elif not relations[place]:
                    relations[place] = 2
        return relations


def make_hints(quotations: Sequence[Quotation], words: Sequence[CharSpan]) -> Hints:
    """The hints that the quotations of the rules give on words, which are sorted character spans."""
    of_words = [0] * len(words)
    ruled, partners = [], []
    for quotation in quotations:
        if quotation.found_by == "nested":
            continue
        contents = tuple(sorted(word_span(span, words) for span in quotation.contents))
        for span in contents:
            _mark(of_words, span, _role_of(quotation))
        source, cue = (
            next((word_span(span, words) for span in spans), None) for spans in (quotation.sources, quotation.cues)
        )
        partners += [(source, "source"), (cue, "cue")]
        if quotation.kind != "scare":
            ruled.append(Ruled(contents, (source, cue)))
    for partner, role in partners:
        if partner is not None:
            _mark(of_words, partner, role)
    return Hints(of_words, tuple(ruled))


def spread_hint(hint: int, subwords: int) -> list[int]:
    """The hint of a word for each of its sub-words: only the first begins."""
    return [hint] + [hint + hint % 2] * (subwords - 1) if subwords else []


def _role_of(quotation: Quotation) -> str:
    if quotation.kind in ("scare", "direct"):
        return quotation.kind
    return "sure" if quotation.score >= _SURE else "unsure"


def _mark(of_words: list[int], span: WordSpan, role: str) -> None:
    begins = 1 + 2 * HINTS.index(role)
    for place in range(*span):
        of_words[place] = begins if place == span[0] else begins + 1


def word_span(span: CharSpan, words: Sequence[CharSpan]) -> WordSpan:
    """The words that a span of characters touches, (first, last + 1)."""
    first = bisect_right(words, span[0], key=lambda word: word[1])
    return first, max(first, bisect_left(words, span[1], key=lambda word: word[0]))


def _common(one: WordSpan, other: WordSpan) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _share(content: WordSpan, contents: Sequence[WordSpan]) -> bool:
    """Whether a content and those of a rule, sorted and disjoint, are about the same words: half of the shorter one."""
    low = bisect_right(contents, content[0], key=lambda span: span[1])
    touched = contents[low : bisect_left(contents, content[1], key=lambda span: span[0])]
    shorter = min([content[1] - content[0], max((stop - first for first, stop in touched), default=0)])
    return bool(touched) and sum(_common(content, span) for span in touched) >= shorter / 2
