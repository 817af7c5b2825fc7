"""From what the network says of each word to segments: the likeliest sequence of tags that is well formed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.quoting.extractor.network import Floats

# The tags are "none", then for each label "begins" and "goes on", in this order.
ROLES = ("content", "source", "cue")
KINDS = ("person", "organisation", "place", "other")
_NEVER = np.float32(-1e9)


class Segment(NamedTuple):
    """A run of words with one label (its number in ROLES or KINDS), `first` to `last` + 1, and its mean probability."""

    label: int
    first: int
    stop: int
    score: float


def find_segments(logarithms: Floats, paragraph: Sequence[int]) -> list[Segment]:
    """The segments of a text in order; none crosses a paragraph. `paragraph` is the paragraph's number of each word."""
    tags = _best_tags(logarithms, paragraph)
    probabilities = np.exp(logarithms)
    runs: list[list[int]] = []
    for place, tag in enumerate(tags):
        goes_on = tag and tag % 2 == 0 and runs and runs[-1][2] == place and runs[-1][0] == tag // 2 - 1
        if goes_on and paragraph[place] == paragraph[place - 1]:
            runs[-1][2] = place + 1
        elif tag:
            runs.append([(tag - 1) // 2, place, place + 1])
    return [
        Segment(label, first, stop, float(probabilities[first:stop, 2 * label + 1 : 2 * label + 3].sum(1).mean()))
        for label, first, stop in runs
    ]


def _best_tags(logarithms: Floats, paragraph: Sequence[int]) -> list[int]:
    """The likeliest well-formed tags (Viterbi, 1967), paragraphs of about the same length side by side."""
    lengths = np.array([len(list(group)) for _, group in groupby(paragraph)], np.intp)
    starts = np.cumsum(lengths) - lengths
    tags = np.zeros(len(logarithms), np.intp)
    # A long paragraph beside many short ones would fill the memory with nothing: lengths differ by half at most.
    sizes = [int(length).bit_length() for length in lengths]
    for size in sorted(set(sizes)):
        chosen = np.array([place for place, one in enumerate(sizes) if one == size], np.intp)
        rows = np.repeat(np.arange(len(chosen)), lengths[chosen])
        columns = np.concatenate([np.arange(length) for length in lengths[chosen]])
        words = starts[chosen][rows] + columns
        # Behind its end a paragraph has "none" for certain, which may follow any tag and costs nothing.
        scores = np.full((len(chosen), int(lengths[chosen].max()), logarithms.shape[1]), _NEVER, np.float32)
        scores[:, :, 0] = 0.0
        scores[rows, columns] = logarithms[words]
        tags[words] = _best_paths(scores)[rows, columns]
    found: list[int] = tags.tolist()
    return found


def _best_paths(scores: Floats) -> NDArray[np.intp]:
    """The best well-formed tags of each row of words; `scores` are [rows, words, tags]."""
    opening, following = _allowed(scores.shape[2])
    best = scores[:, 0] + opening
    pointers = np.zeros(scores.shape, np.int8)
    for step in range(1, scores.shape[1]):
        paths = best[:, :, None] + following
        pointers[:, step] = paths.argmax(1)
        best = paths.max(1) + scores[:, step]
    return _trace(best.argmax(1), pointers)


def _trace(last: NDArray[np.intp], pointers: NDArray[np.int8]) -> NDArray[np.intp]:
    """The best path of each paragraph, from its last tag back to its first."""
    path = np.zeros(pointers.shape[:2], np.intp)
    path[:, -1] = last
    rows = np.arange(len(last))
    for step in range(pointers.shape[1] - 1, 0, -1):
        path[:, step - 1] = pointers[rows, step, path[:, step]]
    return path


@cache
def _allowed(tags: int) -> tuple[Floats, Floats]:
    """What is added to a first tag, and to one after another: nothing, or never ("goes on" follows its own label)."""
    opening = np.zeros(tags, np.float32)
    following = np.zeros((tags, tags), np.float32)
    for inside in range(2, tags, 2):
        opening[inside] = _NEVER
        following[:, inside] = _NEVER
        following[[inside - 1, inside], inside] = 0.0
    return opening, following
