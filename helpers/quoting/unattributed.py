"""Words in marks that no cue governs: they go on with a quotation, have a source near them, or are nobody's."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.quoting.cues import find_subject
from helpers.quoting.marks import Region
from helpers.quoting.quotation import SCORES, CharSpan, Quotation, Unit, char_span, inner_span
from helpers.quoting.titles import is_title_noun
from helpers.quoting.words import Lexicon

# A stretch in marks of fewer words than this, with nobody speaking, is a name, a title or irony: on the training
# articles of PolNeAR 27 % of all stretches of one to three words are no quotations, 4 % of the longer ones; 68 and 16
# % on German Wikinews.
_SCARE_WORDS = 4
# The same for words that begin with a capital and end without punctuation, as titles do.
_TITLE_WORDS = 6


class Unattributed:
    """What is known while an article is read: its units so far, and the last quotation that somebody spoke."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.units: list[Unit] = []
        self.last: Quotation | None = None

    def place_all(self, unit: Unit, speaking: Quotation | None) -> Quotation | None:
        """Give every free stretch in marks its place in `unit`; whoever speaks after it.

        `speaking` is the quotation of the same paragraph that the unit may go on with.
        """
        for position, word in enumerate(unit.words):
            if word.region is not None and not self.is_taken(unit, word.region):
                speaking = self._place(unit, position, word.region, speaking) or speaking
        unit.quotations.sort(key=lambda quotation: (quotation.start, quotation.end))
        return speaking

    def is_taken(self, unit: Unit, region: Region) -> bool:
        """Whether the words between two marks belong to a quotation of the unit already."""
        first, _ = inner_span(self.text, region)
        return any(start <= first < end for quotation in unit.quotations for start, end in quotation.contents)

    def _place(self, unit: Unit, position: int, region: Region, speaking: Quotation | None) -> Quotation | None:
        span = inner_span(self.text, region, unit.words[position].end)
        if region.continues and self.last is not None:
            self.last.contents.append(span)
            return self.last
        if unit.is_all_quoted:
            return self._place_alone(unit, region, span, speaking)
        if self._is_scare(unit, position, span):
            unit.quotations.append(make_scare(span))
            return None
        near = next((one for one in reversed(unit.quotations) if speaks_on(one)), None)
        return self._add(unit, span, near.sources if near is not None else self._subject_of(unit, position), "marks")

    def _place_alone(self, unit: Unit, region: Region, span: CharSpan, speaking: Quotation | None) -> Quotation:
        """A sentence wholly in marks: it goes on with the direct quotation before it, or with its speaker."""
        if speaking is not None and speaking.kind == "direct" and speaking.found_by != "marks":
            speaking.contents.append(span)
            return speaking
        if speaking is not None and len(self.text[slice(*span)].split()) >= _SCARE_WORDS:
            return self._add(unit, span, speaking.sources, "goes-on")
        if self.last is not None and self.text[max(0, region.start - 3) : region.start].rstrip().endswith(":"):
            return self._add(unit, span, self._announced(), "goes-on")
        # The speaker of another paragraph would be right in one of four: none is given then.
        return self._add(unit, span, speaking.sources if speaking is not None else [], "marks")

    def _announced(self) -> list[CharSpan]:
        """Whoever the sentence that ended with a colon lets speak: its last cue's source, or its subject."""
        unit = self.units[-1]
        spoken = next((one for one in reversed(unit.quotations) if speaks_on(one)), None)
        if spoken is not None:
            return spoken.sources
        return self._subject_of(unit, len(unit.words)) or (self.last.sources if self.last is not None else [])

    def _subject_of(self, unit: Unit, before: int) -> list[CharSpan]:
        """The phrase that opens the sentence, as the likely source of words in marks after it."""
        span = find_subject(unit.words, self.lexicon)
        return [] if span is None or span[1] >= before else [char_span(unit.words, span)]

    def _add(self, unit: Unit, span: CharSpan, sources: Sequence[CharSpan], rule: str) -> Quotation:
        quotation = Quotation([span], list(sources), [], "direct", rule, score=SCORES[rule])
        unit.quotations.append(quotation)
        return quotation

    def _is_scare(self, unit: Unit, position: int, span: CharSpan) -> bool:
        """Whether words in marks are a title, a name or irony: few, or after "film" and its like, and no utterance."""
        before = unit.words[position - 1] if position else None
        if before is not None and is_title_noun(before.low, self.lexicon):
            return True
        if self.text[span[1] - 1] in "!?":
            return False
        announced = before is not None and before.text == ":"
        titled = self.text[span[0]].isupper() and self.text[span[1] - 1].isalnum() and not announced
        return len(self.text[slice(*span)].split()) < (_TITLE_WORDS if titled else _SCARE_WORDS)


def make_scare(span: CharSpan) -> Quotation:
    """Words in marks that nobody says."""
    return Quotation([span], [], [], "scare", "scare", speech=False, score=SCORES["scare"])


def speaks_on(quotation: Quotation) -> bool:
    """Whether what follows a quotation without a cue may be its speaker's."""
    return quotation.kind != "scare" and quotation.found_by not in ("nested", "noun-cue")
