"""What a cue governs: the quotation or clause before it, after it, or on both sides of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.quoting.after_comma import AfterComma
from helpers.quoting.after_listener import AfterListener
from helpers.quoting.before import Before
from helpers.quoting.cue import Cue
from helpers.quoting.governing import Place
from helpers.quoting.phrases import Span
from helpers.quoting.words import Lexicon, Word


@dataclass
class Found:
    """A quotation in one sentence; `contents`, `sources` and `cues` are (first, last) positions of its words."""

    contents: list[Span]
    sources: list[Span]
    cues: list[Span]
    rule: str
    lemma: str | None = None
    speech: bool = True


def find_governed(words: Sequence[Word], cues: Sequence[Cue], lexicon: Lexicon) -> list[Found]:
    """One quotation for each cue that governs something, in the order of the cues."""
    found = []
    for number, cue in enumerate(cues):
        reader = _Governed(words, cues, number, lexicon)
        contents, rule = reader.read()
        if contents:
            spans = [(cue.first, cue.last)]
            if cue.particle is not None and cue.particle > cue.last:
                spans.append((cue.particle, cue.particle))
            found.append(Found(contents, list(cue.sources), spans, rule, cue.lemma, cue.speech))
    return found


class _Governed(Before, AfterListener, AfterComma):
    """One cue with its surroundings; `read` tells its contents and the rule."""

    def read(self) -> tuple[list[Span], str]:
        if self.cue.order == "as":
            return self._as_clause(), "as-clause"
        split = self._clause_around()
        if split is not None:
            return split, "clause-between"
        before = self._quotation_before()
        if before is not None:
            after = self._quotation_after()
            return ([before, after], "cue-between") if after is not None else ([before], "cue-after")
        contents, rule = self._after()
        if contents:
            return contents, rule
        clause = self._clause_before()
        return ([clause], "clause-before") if clause is not None else ([], "")

    def _quotation_after(self) -> Span | None:
        """The quotation that goes on after the attribution in the same sentence."""
        limit = self.cues[self.number + 1].first if self.number + 1 < len(self.cues) else len(self.words)
        for position in range(self.cue.after, limit):
            if self.words[position].region is not None:
                return (position, position)
            if self.words[position].text in ".;":
                return None
        return None

    def _after(self) -> tuple[list[Span], str]:
        start = self.cue.after
        if start < len(self.words) and self.lexicon.has("coordinators", self.words[start].low):
            return [], ""
        if start >= len(self.words) or (self.cue.negated and self.cue.speech and not self._has_complementiser(start)):
            return [], ""
        place = self._past_middle(start) or self._object(start)
        if place is None or place[0] >= len(self.words):
            return self._enclosed_object()
        position, rule = place
        quotation = self.words[position].region is not None and rule in ("cue-before", "cue-near", "colon")
        last = self._scope_end(position, quotation=quotation)
        if self.lexicon.heads_first and rule in ("infinitive", "object"):
            last = self._before_clause(position, last)
        return ([(position, last)], rule) if last >= position else ([], "")

    def _before_clause(self, start: int, last: int) -> int:
        """The end of an infinitive or object before ", but he": another clause is none of it."""
        for place in range(start + 1, last):
            following = self.words[place + 1].low
            joined = self.lexicon.has("coordinators", following) or self.lexicon.has("subordinators", following)
            if self.words[place].text == "," and joined:
                return place - 1
        return last

    def _past_middle(self, start: int) -> Place | None:
        """Where the content begins, past listener, day and place; and by which rule."""
        finder = self._past_comma if self.lexicon.verb_second else self._past_listener
        return finder(start)
