"""Quotations as sets of characters, and which predicted one is which gold one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from helpers.scoring.characters import TYPES, Span, characters, quote_type, without_complementiser
from helpers.tables import HelpersError


class Quote:
    """One quotation of one document, with its spans as sets of offsets; raises HelpersError for what is none."""

    def __init__(self, text: str, record: Mapping[str, Any], regions: Iterable[Span]) -> None:
        if not isinstance(record, Mapping) or record.get("type") not in (None, *TYPES):
            raise HelpersError(f"{record!r} is no quotation to score; its type is {', '.join(TYPES)} or not given")
        content = _spans(record, "content", len(text))
        self.content = characters(text, content)
        self.bare = characters(text, without_complementiser(text, content)) or self.content
        self.source = characters(text, _spans(record, "source", len(text)))
        self.type = record.get("type") or quote_type(text, content, regions)
        self.speech = record.get("speech", True)

    def same_source(self, other: Quote) -> bool:
        """Whether the source of `other` is this gold quote's; it must be a mention, not a passage around one."""
        if not self.source and not other.source:
            return True
        return bool(self.source & other.source) and len(other.source) <= max(60, 2 * len(self.source))


def _spans(record: Mapping[str, Any], key: str, length: int) -> list[Span]:
    spans = record.get(key) or []
    if spans and isinstance(spans[0], int):  # a bare [start, end]
        spans = [spans]
    try:
        found = [(int(start), int(end)) for start, end in spans]
    except (TypeError, ValueError) as error:
        raise HelpersError(f"{record!r} is no quotation to score; its {key} is a list of [start, end]") from error
    for start, end in found:
        if not 0 <= start <= end <= length:
            reason = f"its {key} [{start}, {end}] does not lie within the text, which has {length} characters"
            raise HelpersError(f"{record!r} is no quotation to score; {reason}")
    return found


def match(gold: Sequence[Quote], predicted: Sequence[Quote], threshold: float = 0.5) -> list[tuple[int, int]]:
    """One-to-one pairs (gold index, predicted index), best overlap first."""
    pairs = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            shared = len(g.content & p.content)
            if shared:
                overlap = shared / len(g.content | p.content)
                if overlap >= threshold:
                    pairs.append((overlap, g.same_source(p), i, j))
    pairs.sort(key=lambda pair: (-pair[0], not pair[1], pair[2], pair[3]))
    return _take(pairs)


def match_exact(gold: Sequence[Quote], predicted: Sequence[Quote]) -> list[tuple[int, int]]:
    """One-to-one pairs whose contents are the same characters."""
    pairs = [
        (1.0, g.same_source(p), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if g.bare and g.bare == p.bare
    ]
    pairs.sort(key=lambda pair: (not pair[1], pair[2], pair[3]))
    return _take(pairs)


def _take(pairs: Iterable[tuple[float, bool, int, int]]) -> list[tuple[int, int]]:
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    taken = []
    for _, _, i, j in pairs:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            taken.append((i, j))
    return taken
