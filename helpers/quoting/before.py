"""What stands before a cue, or around it: “…,” she said; "The door, he said, is open"; "…, wie X mitteilte"."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.quoting.governing import FARTHEST_MIDDLE, SHORT_OPENING, Governing
from helpers.quoting.phrases import Span, is_break, is_verbal, opens_clause
from helpers.quoting.words import Word

_LONGEST_AS_CLAUSE = 8


class Before(Governing):
    """Reads to the left of a cue, and around it."""

    def _quotation_before(self) -> Span | None:
        if self.cue.order in ("shared", "participle", "relative"):
            return None
        position = self._edge() - 1
        while position >= 0 and (self.words[position].text in ",–—-" or self._is_filler(position)):
            position -= 1
        if position < 0 or self.words[position].region is None:
            return None
        return self._stretch_to(position)

    def _is_filler(self, position: int) -> bool:
        word = self.words[position]
        return self.lexicon.has("adverbs", word.low) or (
            self.lexicon.has("so_words", word.low) and position > 0 and self.words[position - 1].text == ","
        )

    def _stretch_to(self, last: int) -> Span:
        """A quotation at `last` with the words of its clause before it, if its sentence began before it."""
        first = last
        floor = self.cues[self.number - 1].after if self.number else 0
        while first > floor and not self._ends_stretch(first - 1):
            first -= 1
        while first < last and self._is_lead(first):
            first += 1
        return (first, last)

    def _ends_stretch(self, position: int) -> bool:
        word = self.words[position]
        return word.region is None and word.text in ".;:!?"

    def _clause_before(self) -> Span | None:
        """ "Kyiv was ready, Kuleba said.": the clause before, where the cue closes the sentence."""
        if self.cue.order in ("shared", "participle", "relative") or self.cue.negated:
            return None
        edge = self._edge()
        if self.lexicon.verb_second and self.cue.order != "inverted":
            return None
        if edge < 3 or self.words[edge - 1].text != "," or not self._closes_sentence():
            return None
        floor = self.cues[self.number - 1].after if self.number else 0
        first, last = 0, edge - 2
        if floor > last:
            return None
        while first < last and self._is_lead(first):
            first += 1
        behind = self.lexicon.heads_first and (self.cue.order == "inverted" or self._is_joined())
        return (first, last) if last - first >= 2 and (behind or self._has_clause(first, last)) else None

    def _is_joined(self) -> bool:
        """Whether a hyphen ties the subject to its verb ("a-t-il dit")."""
        return any(self.words[place].joined for place, _ in self.cue.sources)

    def _has_clause(self, first: int, last: int) -> bool:
        """Whether a verb stands between: a listed one, or in English one that ends like a past form."""
        endings = self.lexicon.endings("past_endings")
        words = self.words[first : last + 1]
        return self.lexicon.verb_second or any(
            is_verbal(word, self.lexicon) or (bool(endings) and word.low.endswith(endings)) for word in words
        )

    def _clause_around(self) -> list[Span] | None:
        """ "The door, Ilvenny said, is open": a clause that its attribution interrupts between commas."""
        edge, after = self._edge(), self.cue.after
        if self.cue.order not in ("subject", "inverted") or edge < 2 or after + 2 >= len(self.words):
            return None
        if self.words[edge - 1].text != "," or self.words[after].text != "," or self.words[edge - 2].region is not None:
            return None
        first = self._clause_opening(edge - 2)
        opening = self.words[first]
        if self.lexicon.has("subordinators", opening.low) or self._has_complementiser(after + 1):
            return None
        if self._has_verb(first, edge - 1) or self._is_adverbial(first):
            return None if not self.lexicon.verb_second else self._joined_clauses(first, edge - 2, after + 1)
        return [(first, edge - 2), (after + 1, self._scope_end(after + 1, quotation=False))]

    def _joined_clauses(self, first: int, last: int, start: int) -> list[Span] | None:
        """German goes on in the Konjunktiv on both sides ("Strom kenne keine Grenze, sagte er, und sei …")."""
        opens = self.words[start].region is not None or last - first < SHORT_OPENING
        both = self._is_reported(first) and (opens or self._has_subjunctive(start))
        if self.cue.order != "inverted" or not both or self._is_adverbial(first):
            return None
        return [(first, last), (start, self._scope_end(start, quotation=False))]

    def _clause_opening(self, last: int) -> int:
        first = last
        while first > 0 and not (self.words[first - 1].region is None and self.words[first - 1].text in ".;:!?"):
            first -= 1
        while first < last and self._is_lead(first):
            first += 1
        return first

    def _is_adverbial(self, first: int) -> bool:
        """Whether the words before the comma are "On Monday" or "However" rather than the start of what was said."""
        opening = self.words[first]
        kinds = ("prepositions", "adverbs", "weekdays", "time_words")
        if any(self.lexicon.has(kind, opening.low) for kind in kinds):
            return True
        endings = self.lexicon.endings("adverb_endings") + self.lexicon.endings("participle_endings")
        return bool(endings) and opening.low.endswith(endings)

    def _closes_sentence(self) -> bool:
        """Whether nothing but time, place and listener follows the cue."""
        after = self.words[self.cue.after :]
        rest = [word for word in after if not word.is_punctuation]
        if self.cue.order == "inverted" and len(rest) > 1 and after[0].text == "," and not self._has_verb_in(after):
            return True
        if len(rest) > FARTHEST_MIDDLE or any(word.region is not None for word in rest):
            return False
        if not rest or self.lexicon.verb_second or self.lexicon.has("listener_verbs", self.cue.key):
            return not any(opens_clause(word, self.lexicon) for word in rest[:1])
        kinds = ("prepositions", "weekdays", "adverbs", "time_words")
        return any(self.lexicon.has(kind, rest[0].low) for kind in kinds) or rest[0].low.endswith(
            self.lexicon.endings("participle_endings")
        )

    def _has_verb_in(self, words: Sequence[Word]) -> bool:
        """Whether words hold more than an apposition: a verb, a quotation, the beginning of a clause."""
        return any(
            word.region is not None or is_verbal(word, self.lexicon) or opens_clause(word, self.lexicon)
            for word in words
        )

    def _as_clause(self) -> list[Span]:
        """ "Wie X mitteilte, …" and "…, wie X mitteilte": the sentence around it."""
        words, last = self.words, len(self.words) - 1
        first_word = self.cue.clause
        if self.cue.first - first_word > _LONGEST_AS_CLAUSE:
            return []
        end = self.cue.after
        while end <= last and not is_break(words[end]):
            end += 1
        semicolon = next((place for place in range(end, last) if words[place].text == ";"), None)
        last = last if semicolon is None else semicolon - 1
        if first_word <= 1:
            return [(end + 1, last)] if end + 1 <= last else []
        before = (0, first_word - 2)
        rest = [(end + 1, last)] if end + 1 < last and words[end].text == "," else []
        return [before, *rest] if before[1] >= before[0] + 1 else []
