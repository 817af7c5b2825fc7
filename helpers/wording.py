"""The words of a text, and how many of them stand in the same order in another text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

# Source: shingles of five words, with which near copies of news are found in the literature; shorter ones are shared by
# chance.
SHINGLE_WORDS = 5
_WORD = re.compile(r"[^\W_]+")
_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F],
    dtype=np.uint64,
)

Shingles = NDArray[np.uint64]


def split_words(text: str) -> list[str]:
    """The runs of letters and digits of a text, in small letters: what is left when marks and dashes do not matter.

    >>> split_words("“We’ll stay,” she said")
    ['we', 'll', 'stay', 'she', 'said']
    """
    return _WORD.findall(text.casefold())


def hash_shingles(words: Sequence[str]) -> Shingles:
    """A number for each five words that follow each other, in their order; the same words always give the same."""
    length = len(words) - SHINGLE_WORDS + 1
    if length < 1:
        return np.zeros(0, dtype=np.uint64)
    numbers = (crc32(word.encode("utf-8", "replace")) for word in words)
    hashes = np.fromiter(numbers, dtype=np.uint64, count=len(words))
    mixed: Shingles = hashes[:length] * _FACTORS[0]
    for place in range(1, SHINGLE_WORDS):
        mixed += hashes[place : place + length] * _FACTORS[place]
    # Sums of products leave the low digits uneven, and shingles are chosen by these.
    mixed ^= mixed >> np.uint64(32)
    mixed *= _FACTORS[3]
    mixed ^= mixed >> np.uint64(32)
    return mixed


def count_words(shingles: Shingles) -> int:
    """The words of the text that these shingles are of; 0 where it is shorter than one."""
    return len(shingles) + SHINGLE_WORDS - 1 if len(shingles) else 0


def count_held(shingles: Shingles, other: Shingles) -> int:
    """How many words of a text stand in another one, in stretches of five and more."""
    held = np.zeros(count_words(shingles), dtype=np.bool_)
    if len(held) and len(other):
        known = np.sort(other)
        found = known[np.minimum(np.searchsorted(known, shingles), len(known) - 1)] == shingles
        for place in range(SHINGLE_WORDS):
            held[place : place + len(shingles)] |= found
    return int(held.sum())
