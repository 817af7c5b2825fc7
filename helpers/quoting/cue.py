"""A cue, and the ways to its source that all languages share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from helpers.quoting.phrases import Span, antecedent, before_past_form, is_verbal, phrase_after
from helpers.quoting.words import Lexicon, Word


@dataclass
class Cue:
    """A reporting verb at `first` to `last` (positions in the sentence), its particle, its sources, how the two stand.

    `order` is subject (before the verb), inverted (after it), shared (with the verb before), participle, relative,
    final (in a subordinate clause whose verb stands last) or as ("wie X sagte"). `clause` is where the clause of the
    verb begins, `opening` where the words of the verb do, its auxiliary first ("a-t-il dit").
    """

    first: int
    last: int
    lemma: str
    speech: bool
    clause: int
    order: str = "subject"
    sources: list[Span] = field(default_factory=list)
    particle: int | None = None
    negated: bool = False
    opening: int | None = None

    @property
    def key(self) -> str:
        """The lemma as it stands in the lists of a language, which are case-folded ("heissen")."""
        return self.lemma.casefold()

    @property
    def after(self) -> int:
        """The first position after verb, particle and a subject that follows."""
        ends = [self.last, *(last for _, last in self.sources if self.order == "inverted")]
        if self.particle is not None:
            ends.append(self.particle)
        return max(ends) + 1


def shared_source(words: Sequence[Word], cue: Cue, cues: Sequence[Cue], lexicon: Lexicon, order: str) -> bool:
    """The source of the verb before, or the subject that opens the sentence ("X …, adding that")."""
    cue.order = order
    if not cue.speech:
        return False
    if cues:
        cue.sources = list(cues[-1].sources)
        return True
    opening = before_past_form(words, phrase_after(words, 0, lexicon), lexicon)
    if opening is None or opening[1] + 1 >= len(words) or opening[1] >= cue.first:
        return False
    following = words[opening[1] + 1]
    if lexicon.verb_second and not is_verbal(following, lexicon):
        return False
    cue.sources = [opening]
    return True


def relative_source(words: Sequence[Word], cue: Cue, pronoun: int, lexicon: Lexicon) -> bool:
    """ "X, who said …": the source is what the pronoun stands for, and the pronoun."""
    found = antecedent(words, pronoun, lexicon)
    cue.order = "relative"
    cue.clause = pronoun
    cue.sources = [found, (pronoun, pronoun)] if found else [(pronoun, pronoun)]
    return True
