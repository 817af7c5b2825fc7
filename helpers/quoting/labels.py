"""Interviews: paragraphs that open with a name and a colon ("Commissioner Brandvey: …")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from helpers.quoting.quotation import SCORES, CharSpan, Quotation

_LABEL_WORDS = 4
_LONGEST_LABEL = 60


def read_labels(text: str, paragraphs: Sequence[CharSpan]) -> dict[int, Quotation]:
    """What each speaker of an interview says, by the number of the paragraph; a name must come back to count as one."""
    labels = {number: label for number, span in enumerate(paragraphs) if (label := _find_label(text, *span))}
    counts = Counter(text[start:end] for start, end in labels.values())
    return {
        number: Quotation(
            [_after(text, label[1], paragraphs[number][1])], [label], [], "direct", "label", score=SCORES["label"]
        )
        for number, label in labels.items()
        if counts[text[slice(*label)]] > 1
    }


def _find_label(text: str, start: int, end: int) -> CharSpan | None:
    colon = text.find(":", start, min(end, start + _LONGEST_LABEL))
    words = text[start:colon].split() if colon > start else []
    if not words or len(words) > _LABEL_WORDS or not all(word[:1].isupper() for word in words):
        return None
    return (start, colon) if text[colon + 1 : end].strip() else None


def _after(text: str, colon: int, end: int) -> CharSpan:
    start = colon + 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
