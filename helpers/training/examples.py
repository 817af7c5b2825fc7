"""Documents cut into the windows that the network is shown, anew in every round."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from helpers.quoting.extractor.encoding import START, STOP, WINDOW, Piece
from helpers.quoting.extractor.hints import spread_hint
from helpers.training.documents import Document, Marked

# Windows of like length go together, found among those of so many batches.
_BATCHES_SORTED = 20


@dataclass
class Example:
    """A window of whole pieces of a document: sub-words with their hints, and words with what is known of them.

    `first` holds the place of each word's first sub-word, `paragraph` the number of its paragraph, `marked` the spans
    that lie inside, counted from the window's first word, which is `start` of the document.
    """

    document: Document
    start: int
    ids: list[int] = field(default_factory=lambda: [START])
    hints: list[int] = field(default_factory=lambda: [0])
    first: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)

    @property
    def stop(self) -> int:
        """The word of the document behind the last one of the window."""
        return self.start + len(self.first)

    @property
    def tags(self) -> list[int] | None:
        """The tag of each word, None where the document has no marked quotations."""
        return self.document.tags and self.document.tags[self.start : self.stop]

    @property
    def names(self) -> list[int]:
        """The tag of each word as part of a name."""
        return self.document.names[self.start : self.stop]

    @property
    def marked(self) -> list[Marked]:
        """The marked spans that lie inside as a whole, counted from the first word of the window."""
        return [
            one._replace(first=one.first - self.start, stop=one.stop - self.start)
            for one in self.document.marked
            if one.first >= self.start and one.stop <= self.stop
        ]

    def add(self, piece: Piece) -> None:
        """Append a piece, which begins with the document's word `stop`."""
        told = self.document.hints.of_words[self.stop : self.stop + len(piece.words)]
        self.first += [len(self.ids) + place for place in piece.first]
        self.paragraph += [piece.paragraph] * len(piece.words)
        self.ids += [*piece.ids, STOP]
        for hint, length in zip(told, piece.lengths, strict=True):
            self.hints += spread_hint(hint, length)
        self.hints.append(0)


def make_examples(
    documents: Sequence[Document], *, chance: random.Random | None = None, size: int = WINDOW
) -> list[Example]:
    """The documents as windows of at most `size` sub-words, each word in one of them.

    With `chance`, the first window of a document is up to two thirds shorter, so that the windows end elsewhere in
    every round.
    """
    examples = []
    for document in documents:
        room = size if chance is None else chance.randint(size // 3, size)
        example = Example(document, 0)
        for piece in document.pieces:
            if example.first and len(example.ids) + len(piece.ids) + 1 > room:
                examples.append(example)
                example, room = Example(document, example.stop), size
            example.add(piece)
        if example.first:
            examples.append(example)
    return examples


def make_batches(examples: Sequence[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """The windows in batches of `size` by chance, each with windows of like length, and all with tags or none."""
    batches = []
    for has_tags in (True, False):
        alike = [example for example in examples if (example.tags is not None) is has_tags]
        chance.shuffle(alike)
        for first in range(0, len(alike), size * _BATCHES_SORTED):
            chunk = sorted(alike[first : first + size * _BATCHES_SORTED], key=lambda example: len(example.ids))
            batches += [chunk[place : place + size] for place in range(0, len(chunk), size)]
    chance.shuffle(batches)
    return batches
