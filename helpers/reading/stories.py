"""Which articles tell the same story in the same words: agency copy, cut or with another headline."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.reading.parsing import ParsedArticle

# Source: shingles of 5 words and containment of the smaller text, so that a cut copy still counts; a quarter of all
# shingles, chosen by their hash, gives the share to within a few points and keeps the index small.
_SHINGLE_WORDS = 5
_SAMPLED_SHARE = 4
_WORD = re.compile(r"[^\W_]+")
_NEAR = 0.5
_FEWEST_SHARED = 4
# A shingle is looked up in its first articles only, so that boilerplate and much-printed stories cost no more.
_LONGEST_POSTING = 20
_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 1], dtype=np.uint64
)


def find_stories(articles: Sequence[ParsedArticle]) -> dict[str, str]:
    """The story_id of each article_id: the id of the first article, in the order given, that tells the same story.

    Two articles are near copies when half the sampled five-word shingles of the smaller body stand in the other, and
    stories chain: near copies of near copies are one story.
    """
    stories = list(range(len(articles)))
    postings: defaultdict[int, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for place, article in enumerate(articles):
        shingles = _sample_shingles(" ".join(article.texts_of("body")))
        sizes.append(len(shingles))
        shared = Counter(other for shingle in shingles for other in postings.get(shingle, ()))
        for other, count in sorted(shared.items()):
            if count >= max(_FEWEST_SHARED, _NEAR * min(sizes[place], sizes[other])):
                _join(stories, place, other)
        for shingle in shingles:
            if len(postings[shingle]) < _LONGEST_POSTING:
                postings[shingle].append(place)
    return {article.article_id: articles[_first(stories, place)].article_id for place, article in enumerate(articles)}


def _first(stories: list[int], place: int) -> int:
    while stories[place] != place:
        stories[place] = stories[stories[place]]
        place = stories[place]
    return place


def _join(stories: list[int], one: int, other: int) -> None:
    low, high = sorted((_first(stories, one), _first(stories, other)))
    stories[high] = low


def _sample_shingles(text: str) -> list[int]:
    """Hashes of a quarter of the five-word shingles of a text, sorted; the same words always give the same hashes."""
    words = _WORD.findall(text.casefold())
    if len(words) < _SHINGLE_WORDS:
        return []
    hashes = pd.util.hash_array(np.array(words, dtype=object))
    last = len(words) - _SHINGLE_WORDS + 1
    shingles = sum(hashes[place : place + last] * _FACTORS[place] for place in range(_SHINGLE_WORDS))
    distinct = np.unique(np.asarray(shingles, dtype=np.uint64))
    return [int(shingle) for shingle in distinct[(distinct >> np.uint64(32)) % np.uint64(_SAMPLED_SHARE) == 0]]
