"""Quotations by rule: an article's marks and cues put together.

Each quotation says by which rule it was found (`found_by`), see `quotation.SCORES`: by a verb and where it stands
(cue-after, cue-before, cue-between, cue-near, colon, clause, bare-clause, clause-before, clause-between, infinitive,
object, as-clause), by a phrase (according-to, so, noun-cue), by an interview's label, by the report or speech it goes
on with (goes-on), inside another one (nested), by its marks alone (marks), or not at all (scare).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from helpers.languages import Language
from helpers.quoting.attributions import find_attributed
from helpers.quoting.contents import Found, find_governed
from helpers.quoting.cues import find_cues
from helpers.quoting.inner import find_inner
from helpers.quoting.joining import join_sentences
from helpers.quoting.labels import read_labels
from helpers.quoting.marks import Flaw, Region, pair_marks
from helpers.quoting.nesting import find_nested, set_parents
from helpers.quoting.overlaps import without_overlaps
from helpers.quoting.quotation import CharSpan, Quotation, Unit, inner_span, make_quotation, says_something
from helpers.quoting.titles import is_name
from helpers.quoting.unattributed import Unattributed, make_scare, speaks_on
from helpers.quoting.words import Word, lexicon_of, split_words


def read_quotations(
    text: str,
    paragraphs: Sequence[CharSpan],
    sentences: Sequence[Sequence[CharSpan]],
    language: Language,
) -> tuple[list[Quotation], list[Flaw]]:
    """The quotations of one text, sorted by start, and its marks without partner.

    `paragraphs` are the (start, end) to read and `sentences` those of each paragraph. A quotation never crosses a
    paragraph unless its marks do.
    """
    regions, flaws = pair_marks(text, paragraphs, language)
    labels = read_labels(text, paragraphs)
    reader = _Reader(text, lexicon_of(language))
    upcoming = 0
    for number, (start, end) in enumerate(paragraphs):
        first = upcoming
        while upcoming < len(regions) and regions[upcoming].start < end:
            upcoming += 1
        if number in labels:
            reader.units.append(Unit(start, end, [], [labels[number]]))
        else:
            reader.read_paragraph(start, sentences[number], regions[first:upcoming])
    return reader.finish(), flaws


class _Reader(Unattributed):
    """One article on its way through the rules, paragraph by paragraph."""

    def read_paragraph(self, start: int, sentences: Sequence[CharSpan], regions: Sequence[Region]) -> None:
        """Read one paragraph: each sentence by its cues, then what stands in marks without any."""
        outer = [region for region in regions if region.depth == 0 and says_something(self.text, region)]
        are_names = [is_name(self.text, region, start, self.lexicon) for region in outer]
        named = [region for region, is_one in zip(outer, are_names, strict=True) if is_one]
        spoken = [region for region, is_one in zip(outer, are_names, strict=True) if not is_one]
        speaking: Quotation | None = None
        for first, last in join_sentences(self.text, sentences, spoken, self.lexicon):
            unit = Unit(first, last, self._words(first, last, spoken))
            self._read_cues(unit, regions)
            self._continue_report(unit, speaking)
            speaking = self.place_all(unit, speaking)
            speaking = next((one for one in reversed(unit.quotations) if speaks_on(one)), speaking)
            unit.quotations += [make_scare(inner_span(self.text, region)) for region in _within(named, first, last)]
            self.units.append(unit)
            self.last = speaking or self.last

    def _words(self, start: int, end: int, regions: Sequence[Region]) -> list[Word]:
        return split_words(self.text, start, end, _within(regions, start, end), lexicon=self.lexicon)

    def _read_cues(self, unit: Unit, regions: Sequence[Region]) -> None:
        found = find_governed(unit.words, find_cues(unit.words, self.lexicon), self.lexicon)
        found += find_attributed(unit.words, self.lexicon)
        kept = without_overlaps(found, unit.words)
        unit.quotations = [make_quotation(self.text, one, unit.words) for one in kept]
        unit.quotations.sort(key=lambda quotation: (quotation.start, quotation.end))
        for word in unit.words:
            if word.region is not None:
                inner = (
                    None
                    if self.is_taken(unit, word.region)
                    else find_inner(self.text, word.region, regions, self.lexicon)
                )
                unit.quotations += [inner] if inner is not None else []
                unit.quotations += find_nested(self.text, word.region, regions, self.lexicon)

    def _continue_report(self, unit: Unit, speaking: Quotation | None) -> None:
        """A sentence in the Konjunktiv without a cue goes on with the report before it."""
        words = [word for word in unit.words if word.region is not None or not word.is_punctuation]
        if unit.quotations or speaking is None or not words:
            return
        # "Wäre er gekommen" and "Sollte sie" open conditions, not reports.
        if self.lexicon.has("condition_words", words[0].low):
            return
        if any(self.lexicon.has("subjunctives", word.low) for word in words):
            found = Found([(0, len(unit.words) - 1)], [], [], "goes-on", speech=speaking.speech)
            quotation = make_quotation(self.text, found, unit.words)
            unit.quotations.append(replace(quotation, sources=list(speaking.sources)))

    def finish(self) -> list[Quotation]:
        """All quotations in order, each one inside another with its parent."""
        quotations = sorted(
            (quotation for unit in self.units for quotation in unit.quotations),
            key=lambda quotation: (quotation.start, -quotation.end, quotation.sources),
        )
        set_parents(quotations)
        return quotations


def _within(regions: Sequence[Region], start: int, end: int) -> Sequence[Region]:
    """The regions, sorted by start, that begin between two places."""
    first = bisect_left(regions, start, key=lambda region: region.start)
    return regions[first : bisect_left(regions, end, key=lambda region: region.start)]
