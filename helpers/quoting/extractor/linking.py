"""Who says a content, and by which word: the linker weighs every source and cue near it; and is it speech at all?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from helpers.quoting.extractor.network import Floats, States, log_softmax

# Signed distances in words fall into 12 buckets on each side, finer when near; paragraphs into -2 to 2.
_BUCKETS, _BUCKETS_A_DOUBLING = 12, 1.5
_FARTHEST_PARAGRAPH = 2

WordSpan = tuple[int, int]


class Link(NamedTuple):
    """The place of the likeliest partner among those offered, None for none of them, and its probability."""

    partner: int | None
    score: float


class Linker:
    """The linker of the learned reader for one text; `weights` are the arrays of its file."""

    def __init__(self, weights: Mapping[str, Floats], states: States) -> None:
        self._weights, self._states = weights, states

    def link(self, content: WordSpan, others: Sequence[WordSpan], role: int) -> Link:
        """The source (`role` 0) or cue (1) of a content among `others`."""
        own = self._linear("c", self._vectors([content]))
        none = self._linear(f"none.{role}", _gelu(own))[0]
        scores = none
        if others:
            mixed = own + self._linear(f"o.{role}", self._vectors(others)) + self._apart(content, others, role)
            scores = np.concatenate([self._linear(f"out.{role}", _gelu(mixed))[:, 0], none])
        probabilities = np.exp(log_softmax(scores))
        best = int(probabilities.argmax())
        return Link(best if best < len(others) else None, float(probabilities[best]))

    def speech(self, content: WordSpan, cue: WordSpan | None) -> float:
        """The probability that a content is said, not believed or planned."""
        state = self._linear("sc", self._vectors([content]))
        if cue is not None:
            state = state + self._weights["so.weight"] @ self._vectors([cue])[0] + self._weights["so.bias"]
        return float(1 / (1 + np.exp(-self._linear("speech", _gelu(state))[0, 0])))

    def _linear(self, name: str, values: Floats) -> Floats:
        product: Floats = values @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return product

    def _vectors(self, spans: Sequence[WordSpan]) -> Floats:
        """Each span as the vector of its first word beside the mean of all."""
        hidden = self._states.hidden
        rows = [np.concatenate([hidden[first], hidden[first:stop].mean(0)]) for first, stop in spans]
        return np.stack(rows)

    def _apart(self, content: WordSpan, others: Sequence[WordSpan], role: int) -> Floats:
        """What each other span has for and against it: its distance in words and paragraphs, the word of the rules."""
        paragraph = self._states.paragraph
        buckets = [_bucket(_gap(content, other)) for other in others]
        apart: Floats = self._weights[f"dist.{role}.weight"][buckets]
        steps = [paragraph[first] - paragraph[content[0]] for first, _ in others]
        clipped = np.clip(steps, -_FARTHEST_PARAGRAPH, _FARTHEST_PARAGRAPH) + _FARTHEST_PARAGRAPH
        apart = apart + self._weights[f"par.{role}.weight"][clipped]
        return apart + self._weights[f"rule.{role}.weight"][self._states.hints.relations(content, others, role)]


def _gap(content: WordSpan, other: WordSpan) -> int:
    """How many words apart two spans are, negative where the other stands before; 0 where they overlap."""
    if other[0] >= content[1]:
        return other[0] - content[1] + 1
    return other[1] - content[0] - 1 if other[1] <= content[0] else 0


def _bucket(gap: int) -> int:
    return min(int(np.log2(abs(gap) + 1.0) * _BUCKETS_A_DOUBLING), _BUCKETS - 1) + _BUCKETS * (gap < 0)


def _gelu(values: Floats) -> Floats:
    """x·Φ(x), with erf as in Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    x = np.abs(values) / np.sqrt(np.float32(2))
    t = 1 / (1 + 0.3275911 * x)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(values) * (1 - series * np.exp(-x * x))
    result: Floats = (0.5 * values * (1 + erf)).astype(np.float32)
    return result
