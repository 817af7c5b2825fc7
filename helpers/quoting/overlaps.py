"""Which of two quotations found in the same words stays."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.quoting.contents import Found
from helpers.quoting.quotation import SCORES
from helpers.quoting.words import Word


def without_overlaps(found: Sequence[Found], words: Sequence[Word]) -> list[Found]:
    """The quotations without those that say again what another one has; the surer rule keeps its own."""
    kept: list[tuple[Found, set[int]]] = []
    for one in sorted(found, key=lambda quotation: (-SCORES[quotation.rule], quotation.contents)):
        mine = _positions(one)
        if not any(_same_ground(one, mine, other, theirs, words) for other, theirs in kept):
            kept.append((one, mine))
    return [one for one, _ in kept]


def _same_ground(one: Found, mine: set[int], other: Found, theirs: set[int], words: Sequence[Word]) -> bool:
    """Whether two quotations claim the same words (`mine`, `theirs`), and neither is said within the other."""
    if mine.isdisjoint(theirs):
        return False
    if "object" in (one.rule, other.rule):
        return True
    within = any(first in theirs for first, _ in one.cues) or any(first in mine for first, _ in other.cues)
    return not within or (mine <= theirs and any(words[position].region is not None for position in mine))


def _positions(found: Found) -> set[int]:
    return {position for first, last in found.contents for position in range(first, last + 1)}
