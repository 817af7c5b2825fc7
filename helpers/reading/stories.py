"""Which articles tell the same story in the same words: agency copy, cut or with another headline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from helpers.languages import UNDETERMINED
from helpers.reading.parsing import ParsedArticle
from helpers.wording import Shingles, count_held, count_words, hash_shingles, split_words

# Near copies: half of the smaller body's words stand in the other one. Where few words are shared, a background
# paragraph or a quotation is half of a short item, and so these must hold more.
_NEAR, _NEAR_IF_FEW, _FEW_WORDS = 0.5, 2 / 3, 80
# Within a story nobody is unrelated: a round-up of the day holds two short items, and these are two stories.
_RELATED = 0.2
_MOST_COMPARED = 20
# Pairs to look at are found by half of the shingles, chosen by their hash, and then measured by all of them.
_SAMPLED = 2
_FEWEST_SHARED, _SHARE_TO_LOOK = 2, 0.25
# A shingle leads to its first articles only, so that boilerplate and much-printed stories cost no more.
_MOST_HOLDERS = 8

_Pairs = NDArray[np.int64]


def find_stories(articles: Sequence[ParsedArticle]) -> dict[str, str]:
    """The story_id of each article_id: the id of the first article, in the order given, of the same story.

    Two articles of one language are near copies when half of the smaller body's words stand in the other one, in
    stretches of five words and more; two thirds where that is fewer than 80 words. Near copies of near copies are one
    story as long as all its articles share words: a fifth of the smaller one.
    """
    texts = [hash_shingles(split_words(" ".join(article.texts_of("body")))) for article in articles]
    stories = _Stories(texts)
    links = [
        (share, one, other)
        for one, other in _list_pairs(texts)
        if _may_be_one(articles[one].language, articles[other].language)
        and (share := _measure(texts[one], texts[other]))
    ]
    # The most alike first, so that a round-up goes with its own copies before it goes with one of its items.
    for _, one, other in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        stories.join(one, other)
    return {article.article_id: articles[stories.first[place]].article_id for place, article in enumerate(articles)}


def _may_be_one(language: str, other: str) -> bool:
    """Whether two articles may be one text: a translation is another one, and a short text may have no language."""
    return language == other or UNDETERMINED in (language, other)


def _measure(one: Shingles, other: Shingles) -> float:
    """The share of the larger text that two near copies have in common; 0 where they are none."""
    small, large = sorted((one, other), key=len)
    held = count_held(small, large)
    least = _NEAR if held >= _FEW_WORDS else _NEAR_IF_FEW
    return held / count_words(large) if held and held >= least * count_words(small) else 0.0


class _Stories:
    """The articles put together so far: `first` is the first article of the story of each."""

    def __init__(self, texts: Sequence[Shingles]) -> None:
        self.first = list(range(len(texts)))
        self._texts = texts
        self._members: defaultdict[int, list[int]] = defaultdict(list)

    def join(self, one: int, other: int) -> None:
        """Make one story of the stories of two articles, unless articles of theirs share nothing."""
        low, high = sorted((self.first[one], self.first[other]))
        if low == high or not self._are_related(self._list(low), self._list(high)):
            return
        self._members[low] = sorted(self._list(low) + self._list(high))
        for place in self._members[low]:
            self.first[place] = low

    def _list(self, first: int) -> list[int]:
        return self._members.get(first) or [first]

    def _are_related(self, ours: Sequence[int], theirs: Sequence[int]) -> bool:
        pairs = ((one, other) for one in ours[:_MOST_COMPARED] for other in theirs[:_MOST_COMPARED])
        return all(self._share(one, other) >= _RELATED for one, other in pairs)

    def _share(self, one: int, other: int) -> float:
        small, large = sorted((self._texts[one], self._texts[other]), key=len)
        return count_held(small, large) / count_words(small)


def _list_pairs(texts: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    """The pairs of texts that share enough sampled shingles to be worth measuring, by their places."""
    sampled = [np.unique(text[text % np.uint64(_SAMPLED) == 0]) for text in texts]
    sizes = np.array([len(sample) for sample in sampled], dtype=np.int64)
    found, counts = np.unique(_pair_holders(sampled, sizes), return_counts=True)
    one, other = np.divmod(found, max(len(texts), 1))
    enough = np.maximum(_FEWEST_SHARED, _SHARE_TO_LOOK * np.minimum(sizes[one], sizes[other]))
    chosen = counts >= enough
    yield from zip(one[chosen].tolist(), other[chosen].tolist(), strict=True)


def _pair_holders(sampled: Sequence[Shingles], sizes: _Pairs) -> _Pairs:
    """Each pair of texts once for each shingle that both hold, as one number: first place times texts plus second."""
    shingles = np.concatenate([*sampled, np.zeros(0, dtype=np.uint64)])
    holders = np.repeat(np.arange(len(sampled), dtype=np.int64), sizes)
    order = np.argsort(shingles, kind="stable")
    shingles, holders = shingles[order], holders[order]
    begins = np.flatnonzero(np.r_[True, shingles[1:] != shingles[:-1]])[: len(shingles)]
    lengths = np.diff(np.r_[begins, len(shingles)])
    # Most shingles stand in one text alone.
    begin, length = np.repeat(begins, lengths), np.repeat(lengths, lengths)
    places = np.flatnonzero(length > 1)
    begin = begin[places]
    parts = [np.zeros(0, dtype=np.int64)]
    for rank in range(_MOST_HOLDERS):
        later = begin + rank < places
        places, begin = places[later], begin[later]
        parts.append(holders[begin + rank] * len(sampled) + holders[places])
    return np.concatenate(parts)
