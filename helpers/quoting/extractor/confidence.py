"""How sure a quotation of the learned reader is: the signs that tell, weighed by logistic regression.

The weights were fitted on training articles that the network had not seen (see the model's card for how often a
quotation of each score is right); they are data, in `reader.json`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

_SMALLEST = 1e-3


class Confidence:
    """The probability that a quotation is one and has the right source, from its signs."""

    def __init__(self, weights: Mapping[str, Any], least: Mapping[str, Any]) -> None:
        self._weights = {str(name): float(value) for name, value in weights.items()}
        self._least = {str(code): float(value) for code, value in least.items()}

    def least(self, code: str) -> float:
        """How sure an indirect quotation of a language must be to count as one; those with quote marks all stay."""
        return self._least.get(code, max(self._least.values()))

    def of(self, signs: Mapping[str, float]) -> float:
        """The probability; `signs` are those of `writing.signs_of`, each weighed by the weight of its name."""
        total = self._weights.get("intercept", 0.0)
        total += sum(self._weights.get(name, 0.0) * value for name, value in signs.items())
        return round(1 / (1 + math.exp(-total)), 3)


def logit(probability: float) -> float:
    """The logarithm of the odds, for probabilities that may be 0 or 1 in their last digits."""
    bounded = min(max(probability, _SMALLEST), 1 - _SMALLEST)
    return math.log(bounded / (1 - bounded))
