"""A cue with its surroundings: what all readers of contents share, and how far a content goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from helpers.quoting.cue import Cue
from helpers.quoting.phrases import is_break, is_verbal
from helpers.quoting.words import Lexicon, Word

FARTHEST_MIDDLE = 14
SHORT_OPENING = 4
_SHORT_INSERTION = 5

Place = tuple[int, str]


@dataclass
class Governing:
    """One cue of a sentence among the others; positions count its words."""

    words: Sequence[Word]
    cues: Sequence[Cue]
    number: int
    lexicon: Lexicon
    cue: Cue = field(init=False)

    def __post_init__(self) -> None:
        self.cue = self.cues[self.number]

    def _edge(self) -> int:
        """The position where the attribution begins, seen from what stands before it."""
        starts = [self.cue.first if self.cue.opening is None else self.cue.opening]
        if self.cue.order in ("subject", "relative"):
            starts += [first for first, _ in self.cue.sources]
        return min(starts)

    def _is_lead(self, position: int) -> bool:
        word = self.words[position]
        return (is_break(word) and word.region is None) or self.lexicon.has("coordinators", word.low)

    def _has_verb(self, first: int, last: int) -> bool:
        return any(is_verbal(word, self.lexicon) for word in self.words[first:last])

    def _has_complementiser(self, start: int) -> bool:
        return any(self.lexicon.has("complementisers", word.low) for word in self.words[start : start + 6])

    def _has_subjunctive(self, position: int) -> bool:
        for word in self.words[position:]:
            if word.text in ".;":
                return False
            if self.lexicon.has("subjunctives", word.low):
                return True
        return False

    def _is_reported(self, position: int) -> bool:
        """Whether the clause up to the next comma is in the Konjunktiv."""
        for word in self.words[position:]:
            if word.text in ",.;":
                return False
            if self.lexicon.has("subjunctives", word.low):
                return True
        return False

    def _is_parenthesis(self, comma: int) -> bool:
        """Whether a comma opens a short insertion ("said, however, that"), or one that "that" follows."""
        for place in range(comma + 1, min(len(self.words), comma + FARTHEST_MIDDLE)):
            if self.words[place].text == ",":
                following = self.words[place + 1].low if place + 1 < len(self.words) else ""
                return place < comma + _SHORT_INSERTION or self.lexicon.has("noun_complementisers", following)
        return False

    # How far a content goes

    def _scope_end(self, start: int, *, quotation: bool) -> int:
        """The last position of a content that begins at `start`."""
        last = len(self.words) - 1
        if quotation:
            return self._quotation_end(start, last)
        if self.cue.order == "relative" and self._is_subject_relative():
            last = next((place - 1 for place in range(start + 1, last) if self.words[place].text == ","), last)
        for cue in self.cues[self.number + 1 :]:
            if cue.order in ("shared", "participle") and cue.first > start:
                last = min(last, self._before_joint(cue.first))
                break
        for position in range(start + 1, last):
            if self.words[position].text == "," and self._leaves_scope(position + 1):
                return position - 1
        return self._without_tail(last, start)

    def _quotation_end(self, start: int, last: int) -> int:
        """A quotation alone, or with the clause that explains it ("kritisierte das „Gefühl“, dass …")."""
        if start + 2 < last and self.words[start + 1].text == ",":
            following = self.words[start + 2]
            if self.lexicon.verb_second and self.lexicon.has("noun_complementisers", following.low):
                return self._without_tail(last, start)
        return start

    def _is_subject_relative(self) -> bool:
        """Whether the relative clause stands in the subject, so that the main clause goes on after its comma."""
        first = min(first for first, _ in self.cue.sources)
        return not any(is_verbal(word, self.lexicon) for word in self.words[:first])

    def _before_joint(self, verb: int) -> int:
        """The last position before ", but emphasised" or ", adding"."""
        position = verb - 1
        while position > 0 and (
            self.words[position].text == ","
            or self.lexicon.has("coordinators", self.words[position].low)
            or self.lexicon.has("adverbs", self.words[position].low)
            or self.lexicon.has("time_words", self.words[position].low)
            or self.lexicon.has("joint_words", self.words[position].low)
        ):
            position -= 1
        return position

    def _leaves_scope(self, position: int) -> bool:
        """Whether what follows a comma is the writer's again: "was hoffen lässt", "haben aber auch", "according to"."""
        words = self.words
        word = words[position]
        following = words[position + 1] if position + 1 < len(words) else None
        if self.lexicon.has("comment_words", word.low):
            return not self.lexicon.has("comment_antecedents", words[position - 2].low)
        if self.lexicon.has("subjunctives", word.low):
            return False
        if self.lexicon.verb_second and following is not None and self.lexicon.has("coordinators", following.low):
            return is_verbal(word, self.lexicon) or (
                word.low.endswith(self.lexicon.endings("plural_verb_endings")) and not word.is_name_like
            )
        return self.lexicon.phrase_at(words, position) is not None

    def _without_tail(self, last: int, start: int) -> int:
        while last > start and self.words[last].region is None and self.words[last].text in ".,;:!?":
            last -= 1
        return last
