"""The measures: counts of what is right, predicted and gold, over all documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpers.scoring.characters import TYPES, Span, characters, quoted_regions
from helpers.scoring.matching import Quote, match, match_exact
from helpers.tables import HelpersError

MEASURES = (
    "content_chars",
    "content_iou50",
    "content_exact",
    "joint",
    "who_said_what",
    "direct_chars",
    "direct_who",
)


class Tally:
    """Right / predicted / gold counts and what follows from them."""

    def __init__(self) -> None:
        self.right = self.predicted = self.gold = 0
        self.right_predicted = 0  # the predicted side of right, where it is counted apart
        self.by_type = {name: [0, 0] for name in TYPES}  # right, gold

    def result(self) -> dict[str, Any]:
        """Precision, recall and F1, and recall by type of quotation."""
        # No gold and no predictions: nothing was there and nothing was claimed.
        nothing = not self.predicted and not self.gold
        right = self.right_predicted or self.right
        precision = right / self.predicted if self.predicted else float(nothing)
        recall = self.right / self.gold if self.gold else float(nothing)
        both = precision + recall
        return {
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / both if both else 0.0,
            "recall_by_type": {name: (right / gold if gold else None) for name, (right, gold) in self.by_type.items()},
        }


@dataclass
class _Counts:
    """All that is counted while documents go by."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in MEASURES})
    sources: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in TYPES})
    types: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TYPES, 0))
    predicted: int = 0

    def add(self, gold: Sequence[Quote], predicted: Sequence[Quote], marked: set[int]) -> None:
        """Count one document; `marked` are the characters between quote marks."""
        self.predicted += len(predicted)
        for quote in gold:
            self.types[quote.type] += 1
        pairs = match(gold, predicted)
        right = {i for i, j in pairs if gold[i].same_source(predicted[j])}
        for i, _ in pairs:
            self.sources[gold[i].type][0] += i in right
            self.sources[gold[i].type][1] += 1
        _count_quotes(self.tallies["content_iou50"], gold, predicted, {i for i, _ in pairs})
        _count_quotes(self.tallies["content_exact"], gold, predicted, {i for i, _ in match_exact(gold, predicted)})
        _count_quotes(self.tallies["joint"], gold, predicted, right)
        _count_characters(self.tallies["content_chars"], gold, predicted)
        _count_characters(self.tallies["who_said_what"], gold, predicted, with_source=True)
        spoken = [quote for quote in gold if quote.type != "indirect"]
        _count_characters(self.tallies["direct_chars"], spoken, predicted, within=marked)
        _count_characters(self.tallies["direct_who"], spoken, predicted, within=marked, with_source=True)

    def result(self, documents: int) -> dict[str, Any]:
        """The measures of all documents counted."""
        right, matched = (sum(counts[side] for counts in self.sources.values()) for side in (0, 1))
        gold = sum(self.types.values())
        by_type = {name: (count / of if of else None) for name, (count, of) in self.sources.items()}
        accuracy = right / matched if matched else float(not gold)
        return {
            **{name: tally.result() for name, tally in self.tallies.items()},
            "source_acc": {"accuracy": accuracy, "matched": matched, "by_type": by_type},
            "counts": {"documents": documents, "predicted": self.predicted, "gold": gold, **self.types},
        }


def score(
    gold_documents: Sequence[Mapping[str, Any]],
    predicted_documents: Iterable[Mapping[str, Any]],
    *,
    speech_only: bool = False,
) -> dict[str, Any]:
    """All the measures, as a dictionary: precision, recall and f1 for each, `source_acc` and `counts`.

    Raises HelpersError for a prediction whose id the gold lacks, an id that stands twice on one side, and a span that
    reaches outside the text.
    """
    predicted_documents = list(predicted_documents)
    for side, documents in (("gold", gold_documents), ("predicted", predicted_documents)):
        _check_ids(side, documents)
    predictions = {document["id"]: document for document in predicted_documents}
    unknown = sorted(map(str, set(predictions) - {document["id"] for document in gold_documents}))
    if unknown:
        raise HelpersError(f"predictions for documents that the gold lacks: {', '.join(unknown[:5])}")
    counts = _Counts()
    for document in gold_documents:
        text = document["text"]
        regions = quoted_regions(text)
        gold = _quotes(document, document, regions, side="gold")
        predicted = _quotes(document, predictions.get(document["id"], {"quotes": []}), regions, side="predicted")
        if speech_only:
            gold, predicted = _set_aside(gold, predicted)
        counts.add(gold, predicted, characters(text, regions))
    return counts.result(len(gold_documents))


def _set_aside(gold: Sequence[Quote], predicted: Sequence[Quote]) -> tuple[list[Quote], list[Quote]]:
    """Gold that is speech, and predictions less what they say of the rest.

    A prediction is dropped where it matches an optional gold quote better than
    any other, or lies mostly in optional ones; what remains loses the
    characters that only optional quotes hold. An optional quote nested in one
    that is speech has no such characters: a prediction that matches it is
    dropped only where it names the nested quote's source.
    """
    speech = [quote for quote in gold if quote.speech]
    wanted = set[int]().union(*(quote.content for quote in speech))
    optional = [quote for quote in gold if not quote.speech and quote.content - wanted]
    ignored = set[int]().union(*(quote.content for quote in optional)) - wanted
    nested = [quote for quote in gold if not quote.speech and not quote.content - wanted]
    taken = {j for i, j in match(speech + optional, predicted) if i >= len(speech)}
    taken |= {j for i, j in match(nested, predicted) if nested[i].same_source(predicted[j])}
    rest = []
    for j, quote in enumerate(predicted):
        left = quote.content - ignored
        if j not in taken and 2 * len(left) >= len(quote.content):
            quote.content, quote.bare = left, quote.bare - ignored
            rest.append(quote)
    return speech, rest


def _check_ids(side: str, documents: Iterable[Mapping[str, Any]]) -> None:
    seen = set()
    for document in documents:
        if document["id"] in seen:
            raise HelpersError(f"{side} document {document['id']!r} is there twice; take one out")
        seen.add(document["id"])


def _quotes(
    document: Mapping[str, Any], annotated: Mapping[str, Any], regions: Sequence[Span], *, side: str
) -> list[Quote]:
    """The quotations of `annotated` that hold any letter or digit of the text of `document`."""
    try:
        quotes = [Quote(document["text"], record, regions) for record in annotated["quotes"]]
    except HelpersError as error:
        raise HelpersError(f"{side} document {document['id']!r}: {error}") from error
    return [quote for quote in quotes if quote.content]


def _count_quotes(tally: Tally, gold: Sequence[Quote], predicted: Sequence[Quote], right: set[int]) -> None:
    tally.right += len(right)
    tally.gold += len(gold)
    tally.predicted += len(predicted)
    for i, quote in enumerate(gold):
        tally.by_type[quote.type][0] += i in right
        tally.by_type[quote.type][1] += 1


def _count_characters(
    tally: Tally,
    gold: Sequence[Quote],
    predicted: Sequence[Quote],
    within: set[int] | None = None,
    *,
    with_source: bool = False,
) -> None:
    """Count characters: each once on each side, or, where the source matters, once for each quote.

    Counting each quote makes sure that saying everything of everybody does not pay. `within` limits what counts.
    """
    expected: set[int] = set()
    right: set[int] = set()
    for quote in gold:
        wanted = _limit(quote, within)
        covered = wanted & _union(p.content for p in predicted if not with_source or quote.same_source(p))
        expected |= wanted
        right |= covered
        tally.by_type[quote.type][0] += len(covered)
        tally.by_type[quote.type][1] += len(wanted)
        if with_source:
            tally.right += len(covered)
            tally.gold += len(wanted)
    if with_source:
        for p in predicted:
            said = _limit(p, within)
            tally.predicted += len(said)
            tally.right_predicted += len(said & _union(quote.content for quote in gold if quote.same_source(p)))
    else:
        tally.predicted += len(_union(_limit(p, within) for p in predicted))
        tally.gold += len(expected)
        tally.right += len(right)


def _limit(quote: Quote, within: set[int] | None) -> set[int]:
    return quote.content if within is None else quote.content & within


def _union(sets: Iterable[set[int]]) -> set[int]:
    return set[int]().union(*sets)
