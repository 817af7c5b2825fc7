"""Texts of the corpora as the network takes them: words with their tags, segments, and the hints of the rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from helpers.languages import UNDETERMINED, load_language
from helpers.quoting.extractor.decoding import KINDS
from helpers.quoting.extractor.encoding import Piece, split_pieces
from helpers.quoting.extractor.hints import Hints, make_hints, word_span
from helpers.quoting.quotation import CharSpan, Quotation
from helpers.quoting.rules import read_quotations
from helpers.quoting.sentences import split_sentences
from helpers.training.corpora import Annotated, Name, Text

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# The tag of a word that no loss counts.
UNKNOWN = -100
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


class Marked(NamedTuple):
    """A span of words, `first` to `last` + 1, that has a role (its number in `ROLES`) in a quotation of its text."""

    quotation: int
    role: int
    first: int
    stop: int


@dataclass(frozen=True, eq=False)
class Document:
    """A text in words: `tags` says for each its role in a quotation, `names` its part in a name.

    Both hold numbers of the tags of `decoding`, UNKNOWN where nobody knows; `tags` is None for a text without marked
    quotations. `speech` says of each quotation whether it is said.
    """

    pieces: Sequence[Piece]
    hints: Hints
    tags: list[int] | None
    names: list[int]
    marked: tuple[Marked, ...] = ()
    speech: tuple[bool | None, ...] = ()


def split_paragraphs(text: str) -> list[CharSpan]:
    """The lines of a text that hold something."""
    return [match.span() for match in _PARAGRAPH.finditer(text)]


def encode_texts(
    tokenizer: Tokenizer, texts: Sequence[Text], *, times: Mapping[str, int] | None = None
) -> list[Document]:
    """The texts as documents, in order; one of a language that `times` names stands in the list so many times."""
    documents = []
    for text in texts:
        repeated = (times or {}).get(text.language or UNDETERMINED, 1)
        documents += [encode_text(tokenizer, text)] * repeated
    return documents


def encode_text(tokenizer: Tokenizer, text: Text) -> Document:
    """One text as a document; the rules give hints where quotations are marked, and nothing elsewhere."""
    pieces = split_pieces(tokenizer, text.text, split_paragraphs(text.text))
    words = [word for piece in pieces for word in piece.words]
    names = tag_names(text.names, words)
    if text.quotations is None:
        return Document(pieces, Hints([0] * len(words)), None, names)
    marked = _find_marked(text.quotations, words)
    hints = make_hints(rule_quotations(text), words)
    speech = tuple(one.speech for one in text.quotations)
    return Document(pieces, hints, tag_marked(marked, len(words)), names, marked, speech)


def rule_quotations(text: Text) -> list[Quotation]:
    """What the rules find in a text."""
    language = text.language or UNDETERMINED
    paragraphs = split_paragraphs(text.text)
    sentences = [split_sentences(text.text, start, end, language=language) for start, end in paragraphs]
    return read_quotations(text.text, paragraphs, sentences, load_language(language))[0]


def _find_marked(quotations: Sequence[Annotated], words: Sequence[CharSpan]) -> tuple[Marked, ...]:
    found = [
        Marked(number, role, *word_span(span, words))
        for number, quotation in enumerate(quotations)
        for role, spans in enumerate(quotation.spans)
        for span in spans
    ]
    return tuple(one for one in found if one.first < one.stop)


def tag_marked(marked: Sequence[Marked], words: int) -> list[int]:
    """The tag of each word: contents first, so that a source or cue inside a content wins."""
    tags = [0] * words
    for one in sorted(marked, key=lambda one: one.role):
        tags[one.first : one.stop] = _tag_span(one.role, one.stop - one.first)
    return tags


def tag_names(names: Sequence[Name] | None, words: Sequence[CharSpan]) -> list[int]:
    """The tag of each word; later names win over earlier ones, and nothing is known where names are None."""
    if names is None:
        return [UNKNOWN] * len(words)
    tags = [0] * len(words)
    for name in names:
        first = bisect_left(words, name.start, key=lambda word: word[0])
        stop = bisect_left(words, name.end, key=lambda word: word[0])
        unknown = name.kind is None
        tags[first:stop] = [UNKNOWN] * (stop - first) if unknown else _tag_span(KINDS.index(name.kind), stop - first)
    return tags


def _tag_span(label: int, words: int) -> list[int]:
    return [1 + 2 * label] + [2 + 2 * label] * (words - 1) if words else []
