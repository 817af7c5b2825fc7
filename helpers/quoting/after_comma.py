"""What follows a cue where the verb comes second (German): the content stands behind the next comma, colon or mark."""

from __future__ import annotations

from helpers.quoting.governing import FARTHEST_MIDDLE, Governing, Place
from helpers.quoting.phrases import Span, is_verbal, phrase_after

_FARTHEST_COMMA = FARTHEST_MIDDLE + 6


class AfterComma(Governing):
    """Reads to the right of a cue, past the rest of its clause and past insertions."""

    def _past_comma(self, start: int) -> Place | None:
        """German: the content follows the next comma, colon or mark."""
        words, count = self.words, len(self.words)
        subordinate = self.cue.order in ("relative", "final")
        for position in range(start, min(count, start + _FARTHEST_COMMA)):
            word = words[position]
            if word.region is not None:
                return (position, "cue-before") if position == start else (position, "cue-near")
            if subordinate and word.text == ",":
                return self._complement_at(position + 1)
            if word.text == ":":
                return (position + 1, "colon") if position + 1 < count else None
            if word.text == "," and position + 1 < count and not self._belongs_to_noun(position):
                place = self._clause_after_comma(position + 1)
                if place is not None:
                    return place
            if word.text in ".;":
                return None
        return None

    def _enclosed_object(self) -> tuple[list[Span], str]:
        """German: what stands between the verb with its subject and its particle ("wies den Vorwurf zurück")."""
        particle = self.cue.particle
        if particle is None or self.cue.negated or not self.lexicon.has("object_verbs", self.cue.key):
            return [], ""
        first = max([self.cue.last, *(last for _, last in self.cue.sources if self.cue.order == "inverted")]) + 1
        found = phrase_after(self.words, first, self.lexicon)
        if found is None or found[0] != first or any(word.text == "," for word in self.words[first:particle]):
            return [], ""
        named = any(word.is_name_like for word in self.words[first:particle])
        return ([(first, particle - 1)], "object") if named else ([], "")

    def _complement_at(self, position: int) -> Place | None:
        """After a subordinate clause only "dass", a mark, or a clause in the Konjunktiv can be the content."""
        if position >= len(self.words):
            return None
        word = self.words[position]
        if word.region is not None or self.lexicon.has("complementisers", word.low) or self._is_reported(position):
            return self._clause_after_comma(position)
        return None

    def _belongs_to_noun(self, comma: int) -> bool:
        """Whether the clause after a comma is governed by the noun before it ("Lawrows Äußerung, dass")."""
        if self.cue.order == "inverted" or comma == self.cue.after:
            return False
        return any(self.lexicon.has(kind, self.words[comma - 1].low) for kind in ("noun_cues", "belief_nouns"))

    def _clause_after_comma(self, position: int) -> Place | None:
        word = self.words[position]
        if word.region is not None:
            return position, "cue-before"
        if self.lexicon.has("complementisers", word.low):
            keep = not self.lexicon.has("noun_complementisers", word.low)
            return position if keep else position + 1, "clause"
        if any(self.lexicon.has(kind, word.low) for kind in ("subordinators", "as_words", "insertion_openers")):
            return self._after_insertion(position)
        if self._is_infinitive(position):
            return position, "infinitive"
        if is_verbal(word, self.lexicon) or self.lexicon.has("coordinators", word.low):
            return None
        if self.lexicon.has("prepositions", word.low) and self._is_relative(position + 1):
            return None
        if self._is_relative(position) and not self._has_subjunctive(position):
            return self._after_insertion(position)
        opens = self.lexicon.has("clause_subjects", word.low)
        if self.cue.order == "inverted" and not opens and not self._holds_verb(position):
            return self._after_apposition(position)
        if not self.lexicon.has("bare_verbs", self.cue.key) and not self._has_subjunctive(position):
            return None
        return position, "bare-clause"

    def _holds_verb(self, position: int) -> bool:
        """Whether a verb stands before the next comma or mark: what follows is a clause and no apposition."""
        for word in self.words[position:]:
            if word.region is not None or is_verbal(word, self.lexicon) or self.lexicon.has("subjunctives", word.low):
                return True
            if word.text in ",.;:":
                return False
        return False

    def _after_apposition(self, position: int) -> Place | None:
        for later in range(position, min(len(self.words) - 1, position + FARTHEST_MIDDLE)):
            if self.words[later].text == ":":
                return later + 1, "colon"
            if self.words[later].text == ",":
                return self._clause_after_comma(later + 1) or self._near_quotation(later + 1)
            if self.words[later].region is not None:
                return None
        return None

    def _near_quotation(self, position: int) -> Place | None:
        """Words in marks after an apposition, in the same clause ("nannte X, Chef der Y, das Gesetz „gut“")."""
        for later in range(position, min(len(self.words), position + FARTHEST_MIDDLE)):
            if self.words[later].region is not None:
                return later, "cue-near"
            if self.words[later].text in ".;:":
                return None
        return None

    def _after_insertion(self, position: int) -> Place | None:
        """Past a clause between commas ("sagte, ohne Einzelheiten zu nennen, dass …")."""
        for later in range(position, min(len(self.words) - 1, position + FARTHEST_MIDDLE)):
            following = self.words[later + 1]
            if self.words[later].text == "," and (
                following.region is not None or self.lexicon.has("complementisers", following.low)
            ):
                return self._clause_after_comma(later + 1)
        return None

    def _is_infinitive(self, position: int) -> bool:
        if not self.lexicon.has("infinitive_verbs", self.cue.key):
            return False
        return any(
            self.lexicon.has("infinitive_marks", word.low) or self.lexicon.has("zu_forms", word.low)
            for word in self.words[position:]
        )

    def _is_relative(self, position: int) -> bool:
        """Whether a clause opens with a relative pronoun and ends with its verb."""
        words = self.words
        if position + 1 >= len(words) or not self.lexicon.has("relative_pronouns", words[position].low):
            return False
        return not words[position + 1].is_name_like and self.cue.order == "inverted"
