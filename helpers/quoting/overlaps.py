"""Which of two quotations found in the same words stays."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.quoting.contents import Found
from helpers.quoting.quotation import SCORES
from helpers.quoting.words import Word


def without_overlaps(found: Sequence[Found], words: Sequence[Word]) -> list[Found]:
    """The quotations without those that say again what another one has; the surer rule keeps its own."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda quotation: (-SCORES.get(quotation.rule, 0), quotation.contents)):
        if not any(_same_ground(one, other, words) for other in kept):
            kept.append(one)
    return kept


def _same_ground(one: Found, other: Found, words: Sequence[Word]) -> bool:
    """Whether two quotations claim the same words, and neither is said within the other."""
    mine, theirs = _positions(one), _positions(other)
    if not mine & theirs:
        return False
    if "object" in (one.rule, other.rule):
        return True
    within = any(first in theirs for first, _ in one.cues) or any(first in mine for first, _ in other.cues)
    same_quotation = any(words[position].region is not None for position in mine & theirs)
    return not within or (same_quotation and not mine - theirs)


def _positions(found: Found) -> set[int]:
    return {position for first, last in found.contents for position in range(first, last + 1)}
