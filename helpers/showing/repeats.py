"""Which of the texts told before is this one, edited a little? One story's tellings, article after article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

# A shortened text is a stretch of the longer one; fewer words stand in another text by chance.
_FEWEST_WORDS = 5
_SHARE = 0.8
# Texts to compare are found by their rarest words, so that a story of a thousand texts takes no minutes.
_WORDS_LOOKED_UP, _TEXTS_A_WORD = 8, 20


@dataclass(frozen=True)
class Text:
    """The words of a text, those of them that no edit may change, sorted, and whom its source names."""

    words: tuple[str, ...]
    bound: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()

    def contradicts(self, other: Text) -> bool:
        """Whether both name somebody, and nobody is named by both."""
        return bool(self.names and other.names) and self.names.isdisjoint(other.names)

    def is_edited_from(self, other: Text, shared: int) -> bool:
        """Whether four fifths of the words are `shared`, and all that no edit may change."""
        lengths = (len(self.words), len(other.words))
        return min(lengths) >= _FEWEST_WORDS and shared >= _SHARE * max(lengths) and self.bound == other.bound

    def is_within(self, other: Text) -> bool:
        """Whether its words, at least five, follow each other in another text as they do here."""
        return len(self.words) >= _FEWEST_WORDS and f" {' '.join(self.words)} " in f" {' '.join(other.words)} "


class Tellings:
    """What was told so far in one story; an article is compared with those before it, and never with itself."""

    def __init__(self) -> None:
        self._known: list[tuple[int, Text]] = []
        self._by_words: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._article: object = None
        self._new: list[tuple[int, Text]] = []
        self._taken: set[tuple[int, tuple[str, ...]]] = set()
        self._taken_at_all: set[int] = set()

    def tell(self, text: Text, *, article: object, place: int) -> int:
        """The place of the first telling of a text: `place` where nobody told it before."""
        if article != self._article:
            self._remember()
            self._article = article
        found = self._find_same(text)
        found = self._find_edited(text) if found is None else found
        first = place if found is None else found
        self._taken.add((first, text.words))
        self._taken_at_all.add(first)
        self._new.append((first, text))
        return first

    def _remember(self) -> None:
        """Let the articles to come be compared with what the last one told."""
        for first, text in self._new:
            number = len(self._known)
            self._known.append((first, text))
            self._by_words[text.words].append(number)
            for word in set(text.words):
                self._by_word[word].append(number)
        self._new, self._taken, self._taken_at_all = [], set(), set()

    def _find_same(self, text: Text) -> int | None:
        """The telling with the same words, each for one of the texts of an article that has them several times."""
        known = (self._known[number] for number in self._by_words.get(text.words, ()))
        return next(
            (first for first, other in known if (first, text.words) not in self._taken and not text.contradicts(other)),
            None,
        )

    def _find_edited(self, text: Text) -> int | None:
        """The telling that shares most words, of those that are this one, edited; of several the one closest to it."""
        found = []
        for first, other in self._list_candidates(text):
            if text.contradicts(other) or (first, text.words) in self._taken:
                continue
            shared = sum((Counter(text.words) & Counter(other.words)).values())
            # Of a text that a copy prints in two pieces both are repeats; else each repeat has a telling of its own.
            if (
                text.is_within(other)
                or other.is_within(text)
                or (first not in self._taken_at_all and text.is_edited_from(other, shared))
            ):
                found.append((-shared, len(other.words), first))
        return min(found)[2] if found else None

    def _list_candidates(self, text: Text) -> Iterator[tuple[int, Text]]:
        known = sorted(
            {word for word in text.words if word in self._by_word}, key=lambda word: (self._count(word), word)
        )
        numbers = {number for word in known[:_WORDS_LOOKED_UP] for number in self._by_word[word][:_TEXTS_A_WORD]}
        return (self._known[number] for number in sorted(numbers))

    def _count(self, word: str) -> int:
        return len(self._by_word[word])
