"""Drafts written out as quotations of the article, with what only the rules have beside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from helpers.languages import Language
from helpers.quoting.extractor.confidence import Confidence, logit
from helpers.quoting.extractor.decoding import Segment
from helpers.quoting.extractor.drafts import Draft
from helpers.quoting.extractor.hints import word_span
from helpers.quoting.extractor.linking import WordSpan
from helpers.quoting.extractor.network import States
from helpers.quoting.extractor.sources import trim_source
from helpers.quoting.marks import Region
from helpers.quoting.nesting import set_parents
from helpers.quoting.quotation import CharSpan, Quotation, inner_span
from helpers.quoting.unattributed import make_scare
from helpers.quoting.words import lexicon_of

FOUND_BY = "model"
# An interview's answers, which the rules know by their labels, are nothing that the network has seen.
_LABEL = "label"
# How the rules name what goes on with a speaker, or what a sentence that ends with a colon announces.
_ANNOUNCED = "goes-on"
_SAME = 0.5
_SAID = 0.5


class Writer:
    """Writes the drafts of one text; `plain` says of each word whether it is one, `names` and `spoken` are in order."""

    def __init__(
        self,
        text: str,
        states: States,
        names: Sequence[Segment],
        plain: Sequence[bool],
        spoken: Sequence[Region],
        ruled: Sequence[Quotation],
        language: Language,
    ) -> None:
        self._text, self._words, self._plain = text, states.words, plain
        self._spoken, self._ruled = spoken, ruled
        self._tokens = [text[start:end] for start, end in states.words]
        self._names = names
        self._lexicon, self._code = lexicon_of(language), language.code
        self._cues = sorted(((*cue, one) for one in ruled if one.lemma for cue in one.cues), key=lambda cue: cue[:2])
        self._twins: dict[int, list[tuple[Quotation, set[int]]]] = {}
        for one in ruled:
            if one.kind != "scare" and one.found_by != "nested":
                words = _words_of([word_span(span, self._words) for span in one.contents])
                for word in words:
                    self._twins.setdefault(word, []).append((one, words))

    def write(self, drafts: Sequence[Draft], confidence: Confidence) -> list[Quotation]:
        """The quotations of the text in order, each one inside another with its parent."""
        quotations = [one for one in self._ruled if one.found_by == _LABEL]
        answered = Ground(quotations)
        written = [self.quotation(draft, confidence) for draft in drafts]
        sure = [one for one in written if one.kind != "indirect" or one.score >= confidence.least(self._code)]
        quotations += self._join([one for one in sure if not answered.holds(one)])
        said = Ground(quotations)
        for one in self._ruled:
            if one.found_by == "nested":
                quotations.append(replace(one, parent=None))
            elif one.kind == "scare" and not said.holds(one):
                quotations.append(one)
        # Words in marks are never lost: what the network turns away is kept, and not counted.
        kept = Ground(quotations)
        lost = [region for region in self._spoken if not kept.touches(region.inner_start, region.inner_end)]
        quotations += [make_scare(inner_span(self._text, region)) for region in lost]
        quotations.sort(key=lambda one: (one.start, -one.end, one.sources))
        set_parents(quotations)
        return [one for one in quotations if one.found_by != "nested" or one.parent is not None]

    def signs(self, draft: Draft) -> dict[str, float]:
        """What tells how sure a draft is: the network's own probabilities, its kind, and what the rules say of it."""
        kind, twin = self._kind(draft), self._twin(draft)
        agreed = twin is not None and self._same_source(draft, twin)
        return {
            "content": logit(draft.score),
            "edges": logit(draft.edges),
            "source": logit(draft.link_score),
            "direct": float(kind == "direct"),
            "mixed": float(kind == "mixed"),
            "no source": float(draft.source is None),
            "no cue": float(draft.cue is None),
            "rule": float(twin is not None),
            "same source": float(agreed),
            # Only a language that the weights were fitted on has one.
            f"language {self._code}": 1.0,
        }

    def quotation(self, draft: Draft, confidence: Confidence) -> Quotation:
        """A draft in characters of the text."""
        cues = [self._characters(draft.cue)] if draft.cue is not None else []
        kind = self._kind(draft)
        return Quotation(
            contents=self._unbroken([part for span in draft.contents for part in self._contents(span, kind)]),
            sources=self._sources(draft),
            cues=cues,
            kind=kind,
            found_by=FOUND_BY,
            lemma=self._cue_of_rules(cues) or self._lemma(cues),
            speech=draft.speech > _SAID,
            score=confidence.of(self.signs(draft)),
        )

    def _twin(self, draft: Draft) -> Quotation | None:
        """The quotation of the rules with the same words as a draft, or most of them."""
        mine, best, most = _words_of(draft.contents), None, _SAME
        touched = {id(one): (one, words) for word in sorted(mine) for one, words in self._twins.get(word, ())}
        for one, theirs in touched.values():
            common = len(mine & theirs)
            share = common / (len(mine) + len(theirs) - common)
            if share >= most:
                best, most = one, share
        return best

    def _same_source(self, draft: Draft, twin: Quotation) -> bool:
        if draft.source is None or not twin.sources:
            return draft.source is None and not twin.sources
        start, end = self._characters(draft.source)
        return any(first < end and last > start for first, last in twin.sources)

    def _cue_of_rules(self, cues: Sequence[CharSpan]) -> str | None:
        """The lemma that the rules give a cue here."""
        for start, end in cues:
            place = bisect_left(self._cues, end, key=lambda cue: cue[0]) - 1
            if place >= 0 and self._cues[place][1] > start:
                return self._cues[place][2].lemma
        return None

    def _lemma(self, cues: Sequence[CharSpan]) -> str | None:
        """The lemma of the first verb of a cue that the lists know."""
        for start, end in cues:
            for word in self._text[start:end].casefold().split():
                for verb in self._lexicon.verbs.get(word, ()):
                    if verb.particle is None and verb.second is None:
                        return verb.lemma
        return None

    def _kind(self, draft: Draft) -> str:
        """Direct where all words stand between marks, mixed where some do."""
        words = [word for first, stop in draft.contents for word in range(first, stop) if self._plain[word]]
        inside = sum(self._region_at(self._words[word][0]) is not None for word in words)
        return "indirect" if not inside else "direct" if inside == len(words) else "mixed"

    def _region_at(self, position: int) -> Region | None:
        place = bisect_right(self._spoken, position, key=lambda region: region.start) - 1
        return self._spoken[place] if place >= 0 and position < self._spoken[place].end else None

    def _characters(self, span: WordSpan) -> CharSpan:
        """The characters of a source or cue, without punctuation or the apostrophe of a possessive at its ends."""
        first, last = self._trimmed(span)
        return self._words[first][0], self._words[last][1]

    def _sources(self, draft: Draft) -> list[CharSpan]:
        """The source of a draft; "who" comes with the name before it where the rules have found that."""
        if draft.source is None:
            ruled = [one for word in range(*draft.contents[0]) for one, _ in self._twins.get(word, ())]
            return next((list(one.sources) for one in ruled if one.found_by == _ANNOUNCED), [])
        source = self._characters(trim_source(draft.source, self._tokens, self._names, self._lexicon))
        twin = self._twin(draft)
        return list(twin.sources) if twin is not None and source in twin.sources[1:] else [source]

    def _trimmed(self, span: WordSpan) -> WordSpan:
        """The first and the last plain word of a span; the span's own ends where it has none."""
        plain = [word for word in range(*span) if self._plain[word]]
        return (plain[0], plain[-1]) if plain else (span[0], span[1] - 1)

    def _contents(self, span: WordSpan, kind: str) -> list[CharSpan]:
        """A content in characters; a direct one in as many parts as it has stretches in marks."""
        if kind != "direct":
            return [self._content(span)]
        parts = groupby(
            (word for word in range(*span) if self._plain[word]), lambda word: self._region_at(self._words[word][0])
        )
        words = [list(part) for _, part in parts]
        return [self._content((part[0], part[-1] + 1)) for part in words]

    def _unbroken(self, contents: list[CharSpan]) -> list[CharSpan]:
        """The parts of a quotation, those as one between which nothing stands."""
        whole: list[CharSpan] = []
        for start, end in sorted(contents):
            if whole and not self._text[whole[-1][1] : start].strip():
                whole[-1] = (whole[-1][0], end)
            else:
                whole.append((start, end))
        return whole

    def _content(self, span: WordSpan) -> CharSpan:
        """The characters of a content without the punctuation around it.

        A stretch in marks alone goes without them; where words stand outside the marks, they belong to it.
        """
        first, last = self._trimmed(span)
        start, end = self._words[first][0], _closed(self._text, self._words[first][0], self._words[last][1])
        opening, closing = self._region_at(start), self._region_at(end - 1)
        begins = opening is not None and self._is_bare(opening.inner_start, start)
        ends = closing is not None and self._is_bare(end, closing.inner_end)
        if opening is not None and opening is closing:
            return inner_span(self._text, opening) if begins and ends else (start, end)
        start = opening.start if opening is not None and begins else start
        return start, closing.end if closing is not None and ends else end

    def _is_bare(self, start: int, end: int) -> bool:
        """Whether no letter or digit stands between two places."""
        return not any(map(str.isalnum, self._text[start:end]))

    def _join(self, quotations: list[Quotation]) -> list[Quotation]:
        """The quotations, those joined whose marks go on from the paragraph before."""
        holders: list[Quotation | None] = [None] * len(self._spoken)
        for one in quotations:
            for start, end in one.contents:
                place = bisect_right(self._spoken, start, key=lambda region: region.inner_end)
                while place < len(self._spoken) and self._spoken[place].inner_start < end:
                    holders[place] = one
                    place += 1
        joined: set[int] = set()
        for place, region in enumerate(self._spoken):
            first, second = holders[place - 1], holders[place]
            if place and region.continues and first is not None and second is not None and first is not second:
                first.contents += second.contents
                first.sources = first.sources or second.sources
                holders[place] = first
                joined.add(id(second))
        return [one for one in quotations if id(one) not in joined]


def _closed(text: str, start: int, end: int) -> int:
    """The end of a content with the bracket or per cent sign that belongs to its last word."""
    following = text[end : end + 1]
    if following == "%":
        return end + 1
    for opening, closing in ("()", "[]"):
        if following == closing and text.count(opening, start, end) > text.count(closing, start, end):
            return end + 1
    return end


def _words_of(spans: Sequence[WordSpan]) -> set[int]:
    return {word for first, stop in spans for word in range(first, stop)}


class Ground:
    """The characters that the contents of some quotations cover."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._spans = sorted(span for one in quotations for span in one.contents)
        # Contents may lie within one another: up to where everything that begins before reaches.
        self._reach = list(accumulate((end for _, end in self._spans), max))

    def holds(self, one: Quotation) -> bool:
        """Whether some content of a quotation has characters in common with them."""
        return any(self.touches(start, end) for start, end in one.contents)

    def touches(self, start: int, end: int) -> bool:
        """Whether a span has characters in common with them."""
        place = bisect_left(self._spans, (end,)) - 1
        return place >= 0 and self._reach[place] > start
