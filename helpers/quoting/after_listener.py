"""What follows a cue where the subject comes first (English): "said (on Monday) (that) …", "told reporters …"."""

from __future__ import annotations

from helpers.quoting.governing import FARTHEST_MIDDLE, SHORT_OPENING, Governing, Place
from helpers.quoting.inversion import past_adjuncts
from helpers.quoting.phrases import is_break, is_verbal, phrase_after


class AfterListener(Governing):
    """Reads to the right of a cue, past its listener, day and place."""

    def _past_listener(self, start: int) -> Place | None:
        """English: "said (on Monday) (that) …", "told reporters (that) …", "said: …", "called it “…”"."""
        words, count = self.words, len(self.words)
        if self.lexicon.has("infinitive_verbs", self.cue.key):
            for first in (start, past_adjuncts(words, start, self.lexicon)):
                if first is not None and self._opens_infinitive(first):
                    return first, "infinitive"
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
            if self._accuses(position):
                quoted = position + 1 < count and words[position + 1].region is not None
                return position + 1, "cue-near" if quoted and self.lexicon.heads_first else "infinitive"
            if self._ends_middle(position, start):
                break
        return self._bare_clause(start)

    def _ends_middle(self, position: int, start: int) -> bool:
        """Whether a full stop or a comma stands here that neither opens nor closes an insertion."""
        if self.words[position].text != ",":
            return self.words[position].text in ".;"
        return not (self._is_parenthesis(position) or self._closes_insertion(position, start))

    def _closes_insertion(self, comma: int, start: int) -> bool:
        """Whether "that" follows the comma that closes an insertion ("said, in an interview with the paper, that")."""
        following = self.words[comma + 1].low if comma + 1 < len(self.words) else ""
        opened = any(word.text == "," for word in self.words[start:comma])
        return self.words[comma].text == "," and opened and self.lexicon.has("noun_complementisers", following)

    def _accuses(self, position: int) -> bool:
        """Whether "of" after "accused X" stands here, or the "de" of "promet de" before an infinitive."""
        words = (("accusing_verbs", self.cue.key), ("accusing_words", self.words[position].low))
        if not all(self.lexicon.has(kind, word) for kind, word in words):
            return False
        following = self.words[position + 1 : position + 2]
        quoted = any(word.region is not None for word in following)
        return quoted or not self.lexicon.lists.get("infinitive_endings") or self._opens_infinitive(position + 1)

    def _opens_infinitive(self, position: int) -> bool:
        """Whether an infinitive stands here, which its ending tells, or after "ne pas" and the like."""
        words, kinds = self.words, ("negations", "clitics", "adverbs")
        while position < len(words) and any(self.lexicon.has(kind, words[position].low) for kind in kinds):
            position += 1
        endings = self.lexicon.endings("infinitive_endings")
        if position >= len(words) or not endings or words[position].is_name_like:
            return False
        return words[position].low.endswith(endings) and not self.lexicon.has("no_infinitives", words[position].low)

    def _object(self, start: int) -> Place | None:
        """The object of "denied", "demanded" and the like, which says in substance what was said."""
        if not self.lexicon.has("object_verbs", self.cue.key) or self.cue.negated or not self.cue.speech:
            return None
        if self.lexicon.heads_first:
            start = past_adjuncts(self.words, start, self.lexicon) or start
        found = phrase_after(self.words, start, self.lexicon)
        return (start, "object") if found is not None and found[1] > found[0] else None

    def _is_complement(self, position: int, start: int) -> bool:
        """Whether "that" opens the clause said rather than a relative one after a noun."""
        between = self.words[start:position]
        if position + 1 < len(self.words) and self.lexicon.has("infinitive_marks", self.words[position + 1].low):
            return False
        if self._restricts():
            return False
        if not between:
            plain = self.lexicon.has("bare_verbs", self.cue.key) or not self.lexicon.has("naming_verbs", self.cue.key)
            # Only a word that may be an article too ("described that offer") leaves a doubt.
            plain = plain or not self.lexicon.has("determiners", self.words[position].low)
            return plain or self._has_verb(position + 1, len(self.words))
        if any(is_verbal(word, self.lexicon) for word in between):
            return False
        if any(self.lexicon.has(kind, between[-1].low) for kind in ("noun_cues", "belief_nouns")):
            return False
        if between[0].text == "," or self.lexicon.has("prepositions", between[0].low):
            return True
        if self.lexicon.has("listener_verbs", self.cue.key):
            return True
        return self._is_when(start) if self.lexicon.heads_first else len(between) <= 2

    def _restricts(self) -> bool:
        """Whether "que" after "ne" alone means "only" ("n’annonçait qu’un coup de vent")."""
        opening = self.cue.first if self.cue.opening is None else self.cue.opening
        before = [word.low for word in self.words[opening : self.cue.first]]
        negations = [low for low in before if self.lexicon.has("negations", low)]
        return bool(negations) and all(self.lexicon.has("half_negations", low) for low in negations)

    def _is_when(self, position: int) -> bool:
        """Whether a day, an adverb or "la semaine dernière" stands here, and no object that a relative clause is of."""
        kinds = ("weekdays", "time_words", "adverbs", "negations")
        places = (position, position + 1) if self.lexicon.has("determiners", self.words[position].low) else (position,)
        return any(self.lexicon.has(kind, self.words[place].low) for place in places for kind in kinds)

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
