"""What follows a cue where the subject comes first (English): "said (on Monday) (that) …", "told reporters …"."""

from __future__ import annotations

from helpers.quoting.governing import FARTHEST_MIDDLE, SHORT_OPENING, Governing, Place
from helpers.quoting.phrases import is_break, is_verbal, phrase_after


class AfterListener(Governing):
    """Reads to the right of a cue, past its listener, day and place."""

    def _past_listener(self, start: int) -> Place | None:
        """English: "said (on Monday) (that) …", "told reporters (that) …", "said: …", "called it “…”"."""
        words, count = self.words, len(self.words)
        for position in range(start, min(count, start + FARTHEST_MIDDLE)):
            word = words[position]
            if word.region is not None:
                return self._quotation_at(position, start)
            if word.text == ":":
                return (position + 1, "colon") if position + 1 < count else None
            if self.lexicon.has("complementisers", word.low) and self._is_complement(position, start):
                keep = not self.lexicon.has("noun_complementisers", word.low)
                return (position, "clause") if keep else (position + 1, "clause")
            if word.text == "," and position + 1 < count and words[position + 1].region is not None:
                return position + 1, "cue-before"
            if self.lexicon.has("accusing_verbs", self.cue.key) and self.lexicon.has("accusing_words", word.low):
                return position + 1, "infinitive"
            if word.text in ".;" or (word.text == "," and not self._is_parenthesis(position)):
                break
        return self._bare_clause(start)

    def _object(self, start: int) -> Place | None:
        """The object of "denied", "demanded" and the like, which says in substance what was said."""
        if not self.lexicon.has("object_verbs", self.cue.key) or self.cue.negated or not self.cue.speech:
            return None
        found = phrase_after(self.words, start, self.lexicon)
        return (start, "object") if found is not None and found[1] > found[0] else None

    def _is_complement(self, position: int, start: int) -> bool:
        """Whether "that" opens the clause said rather than a relative one after a noun."""
        between = self.words[start:position]
        if position + 1 < len(self.words) and self.lexicon.has("infinitive_marks", self.words[position + 1].low):
            return False
        if not between:
            plain = self.lexicon.has("bare_verbs", self.cue.key) or not self.lexicon.has("naming_verbs", self.cue.key)
            return plain or self._has_verb(position + 1, len(self.words))
        if any(is_verbal(word, self.lexicon) for word in between):
            return False
        if any(self.lexicon.has(kind, between[-1].low) for kind in ("noun_cues", "belief_nouns")):
            return False
        listener = self.lexicon.has("listener_verbs", self.cue.key)
        return listener or self.lexicon.has("prepositions", between[0].low) or len(between) <= 2

    def _quotation_at(self, position: int, start: int) -> Place | None:
        between = self.words[start:position]
        if not between:
            return position, "cue-before"
        if self.lexicon.has("of_verbs", self.cue.key) and self.lexicon.has("prepositions", between[0].low):
            return start + 1, "cue-near"
        if any(is_verbal(word, self.lexicon) for word in between):
            return self._bare_clause(start) or (position, "cue-near")
        if all(self.lexicon.has("plain_objects", word.low) for word in between):
            return position, "cue-near"
        if self.lexicon.has("naming_verbs", self.cue.key) and len(between) <= SHORT_OPENING:
            return start, "cue-near"
        bare = self._bare_clause(start)
        return bare if bare is not None and self._has_verb(bare[0], position) else (position, "cue-near")

    def _bare_clause(self, start: int) -> Place | None:
        """A clause without "that": it must open with a subject and hold an auxiliary or a listed verb."""
        position = self._past_insertion(start)
        while position < len(self.words) and (
            self.lexicon.has("weekdays", self.words[position].low)
            or (self.lexicon.has("prepositions", self.words[position].low) and self._is_day(position + 1))
        ):
            position += 1
        if self.lexicon.has("listener_verbs", self.cue.key) or not self.lexicon.has("bare_verbs", self.cue.key):
            position = self._past_object(position)
        if position >= len(self.words) or not self._opens_bare(position):
            return None
        following = self.words[position + 1 : position + FARTHEST_MIDDLE]
        for word in following:
            if is_break(word) and word.text != ",":
                break
            if is_verbal(word, self.lexicon) or word.low.endswith(self.lexicon.endings("past_endings")):
                return position, "bare-clause"
        return None

    def _past_insertion(self, position: int) -> int:
        """Past words between commas ("said, through an aide, the minister had …")."""
        if position < len(self.words) and self.words[position].text == "," and self._is_parenthesis(position):
            return next(place for place in range(position + 1, len(self.words)) if self.words[place].text == ",") + 1
        return position

    def _past_object(self, position: int) -> int:
        """Past the listener of "told him …"; len(words) where the verb takes no bare clause."""
        if not self.lexicon.has("listener_verbs", self.cue.key):
            return len(self.words)
        found = phrase_after(self.words, position, self.lexicon)
        if found is None:
            return len(self.words)
        first = self.words[found[0]]
        return found[0] + 1 if first.low in self.lexicon.lists.get("object_pronouns", ()) else found[1] + 1

    def _is_day(self, position: int) -> bool:
        return position < len(self.words) and self.lexicon.has("weekdays", self.words[position].low)

    def _opens_bare(self, position: int) -> bool:
        word = self.words[position]
        if is_break(word) or is_verbal(word, self.lexicon):
            return False
        return not self.lexicon.has("prepositions", word.low) or self.lexicon.has("determiners", word.low)
