"""Text as the learned reader takes it: words, the sub-words of each, and windows of whole paragraphs.

Training and reading share this module, so that the model sees in an article what it saw when it was trained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from helpers.quoting.extractor.hints import spread_hint
from helpers.quoting.quotation import CharSpan

if TYPE_CHECKING:
    from tokenizers import Tokenizer

START, PADDING, STOP = 0, 1, 2
# The window that the model was trained with; its positions end at 512.
WINDOW = 256
# How many sub-words of the neighbouring paragraphs a window sees on each side.
CONTEXT = 40
# A word of more sub-words than this (an address, a line of dashes) is known by its first ones.
_MOST_SUBWORDS = 16
# No word goes on for longer: what does is no word, and would take the tokenizer long.
_LONGEST_WORD = 200
_WORD = re.compile(rf"[^\W_]{{1,{_LONGEST_WORD}}}|[^\w\s]|_")


@dataclass
class Piece:
    """A paragraph, or a part of one that is longer than a window: sub-words, and the words they belong to.

    `first` gives the place in `ids` of each word's first sub-word, `lengths` how many it has; `words` are character
    spans in the text.
    """

    paragraph: int
    ids: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    words: list[CharSpan] = field(default_factory=list)


class Window(NamedTuple):
    """What the model reads at once; it answers for the words `own` (first, last + 1), counted over the whole text.

    `hints` holds one hint for each of `ids`; `first` gives the place of the first sub-word of each of its own words.
    """

    ids: list[int]
    hints: list[int]
    first: list[int]
    own: tuple[int, int]


def split_pieces(tokenizer: Tokenizer, text: str, paragraphs: Sequence[CharSpan], *, size: int = WINDOW) -> list[Piece]:
    """The paragraphs of a text as pieces of at most `size` sub-words, start and stop included."""
    pieces: list[Piece] = []
    for number, (start, end) in enumerate(paragraphs):
        piece = Piece(number)
        for word, ids in _encode_words(tokenizer, text, start, end):
            if len(piece.ids) + len(ids) > size - 2:
                pieces.append(piece)
                piece = Piece(number)
            piece.first.append(len(piece.ids))
            piece.lengths.append(len(ids))
            piece.words.append(word)
            piece.ids += ids
        if piece.words:
            pieces.append(piece)
    return pieces


def _encode_words(tokenizer: Tokenizer, text: str, start: int, end: int) -> Iterator[tuple[CharSpan, list[int]]]:
    """The words of a paragraph, each with its sub-words; a sub-word that two words share goes to the later one."""
    encoding = tokenizer.encode(text[start:end], add_special_tokens=False)
    ids, ends = encoding.ids, [stop for _, stop in encoding.offsets]
    words: list[CharSpan] = []
    first: list[int] = []
    place = 0
    for match in _WORD.finditer(text, start, end):
        while place < len(ends) and ends[place] <= match.start() - start:
            place += 1
        if place == len(ends):
            break
        words.append(match.span())
        first.append(place)
    for word, here, after in zip(words, first, [*first[1:], len(ids)][: len(words)], strict=True):
        yield word, ids[here : min(after, here + _MOST_SUBWORDS)]


def make_windows(
    pieces: Sequence[Piece], hints: Sequence[int], *, size: int = WINDOW, context: int = CONTEXT
) -> list[Window]:
    """Windows that together answer for every word once, with whole neighbouring pieces around where there is room.

    `hints` holds one hint for each word of all pieces, see `hints.Hints`.
    """
    lengths = [len(piece.ids) + 1 for piece in pieces]
    words_before = [0, *accumulate(len(piece.words) for piece in pieces)]
    windows = []
    first = 0
    while first < len(pieces):
        last, used = first + 1, lengths[first] + 1
        while last < len(pieces) and used + lengths[last] <= size - (2 * context if first else context):
            used += lengths[last]
            last += 1
        left, right = first, last
        while left > 0 and used + lengths[left - 1] <= max(size - context, used + min(context, size - used)):
            left -= 1
            used += lengths[left]
        while right < len(pieces) and used + lengths[right] <= size:
            used += lengths[right]
            right += 1
        own = (words_before[first], words_before[last])
        told = hints[words_before[left] : words_before[right]]
        windows.append(_window(pieces[left:right], told, own, skip=words_before[first] - words_before[left]))
        first = last
    return windows


def _window(pieces: Sequence[Piece], told: Sequence[int], own: tuple[int, int], *, skip: int) -> Window:
    ids, first, hints = [START], [], [0]
    lengths = [length for piece in pieces for length in piece.lengths]
    spread = iter([spread_hint(hint, length) for hint, length in zip(told, lengths, strict=True)])
    for piece in pieces:
        first += [len(ids) + place for place in piece.first]
        ids += [*piece.ids, STOP]
        hints += [hint for _ in piece.words for hint in next(spread)] + [0]
    return Window(ids, hints, first[skip : skip + own[1] - own[0]], own)
