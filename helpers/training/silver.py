"""Names that nobody marked: what an earlier reader sees in texts with quotations, and what the table of names knows.

They teach a reader names in news, of which there is no corpus; the corpora of names are mostly encyclopaedias. The
table is right about what it knows, and the earlier reader about most of what it is sure of; where neither is, nothing
is taught ("silver", Rebholz-Schuhmann et al., 2010).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.languages import UNDETERMINED
from helpers.naming.mentions import find_names
from helpers.quoting.extractor.decoding import KINDS, find_segments
from helpers.quoting.extractor.encoding import make_windows, split_pieces
from helpers.quoting.extractor.hints import make_hints
from helpers.quoting.extractor.network import log_softmax
from helpers.quoting.quotation import CharSpan
from helpers.training.corpora import Name, Text
from helpers.training.documents import rule_quotations, split_paragraphs

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from helpers.training.reader import Reader

_TABLED = frozenset({"person", "organisation", "place"})
_PERSON = "person"
# A word outside of names is doubtful where "none" is less probable than this.
_SURELY_NONE = 0.85
# A name of the reader counts from the first on, gives its surname to others from the second on, and beats several
# names of the table inside it, or one of another kind, from the third on.
_SURE, _SURELY_FULL, _VERY_SURE = 0.75, 0.8, 0.9
# The share of the votes with which a kind takes all places that read the same.
_MOST_VOTES = 0.75
_REPORT_EVERY = 100


class Seen(NamedTuple):
    """A name as the earlier reader sees it, with its mean probability."""

    start: int
    end: int
    kind: str
    score: float


def add_silver_names(
    texts: Sequence[Text], reader: Reader, tokenizer: Tokenizer, *, report: Callable[[str], None]
) -> list[Text]:
    """The same texts, those with quotations and without names with the names that the reader and the table find."""
    taught = []
    for number, text in enumerate(texts, start=1):
        if text.quotations is not None and text.names is None:
            seen, doubtful = see_names(text, reader, tokenizer)
            text = replace(text, names=tuple(merge_names(text.text, _tabled_names(text), seen, doubtful)))
        taught.append(text)
        if number % _REPORT_EVERY == 0:
            report(f"names in {number} of {len(texts)} texts")
    return taught


def see_names(text: Text, reader: Reader, tokenizer: Tokenizer) -> tuple[list[Seen], list[CharSpan]]:
    """The names that the reader sees in a text, and the words outside of them that it is in doubt about."""
    import torch

    pieces = split_pieces(tokenizer, text.text, split_paragraphs(text.text))
    words = [word for piece in pieces for word in piece.words]
    if not words:
        return [], []
    hints = make_hints(rule_quotations(text), words)
    rows = []
    with torch.no_grad():
        for window in make_windows(pieces, hints.of_words):
            states = reader.enc.eval()(torch.tensor([window.ids]), torch.tensor([window.hints]))
            rows.append(reader.ner(states[0, window.first]).numpy())
    scores = log_softmax(np.concatenate(rows))
    paragraph = [piece.paragraph for piece in pieces for _ in piece.words]
    segments = find_segments(scores, paragraph)
    seen = [Seen(words[one.first][0], words[one.stop - 1][1], KINDS[one.label], one.score) for one in segments]
    named = {place for one in segments for place in range(one.first, one.stop)}
    doubts = np.flatnonzero(np.exp(scores[:, 0]) < _SURELY_NONE)
    return seen, [words[place] for place in doubts.tolist() if place not in named]


def _tabled_names(text: Text) -> list[Name]:
    found = find_names(text.text, text.language or UNDETERMINED)
    return [
        Name(one.start, one.end, one.kind)
        for one in found
        if one.found_by == "table" and one.relation == "name" and one.kind in _TABLED
    ]


def merge_names(text: str, tabled: Sequence[Name], seen: Sequence[Seen], doubtful: Sequence[CharSpan]) -> list[Name]:
    """The names of the table and of the reader as one list, later ones over earlier ones; kind None is not taught.

    What is in doubt and all in small letters is left out: it is no name in either language, and to be learned so.
    """
    names = list(tabled)
    kinds = _Kinds(text, seen)
    for one in seen:
        inside = [name for name in tabled if _overlap(name, one)]
        if inside:
            _settle(names, one, inside)
        else:
            names.append(Name(one.start, one.end, kinds.of(one)))
    names += [
        Name(start, end, None) for start, end in doubtful if not any(_overlap(name, (start, end)) for name in names)
    ]
    return [name for name in names if name.kind or any(map(str.isupper, text[name.start : name.end]))]


class _Kinds:
    """Which kind a name of the reader is, given all others of its text."""

    def __init__(self, text: str, seen: Sequence[Seen]) -> None:
        self._text = text
        self._votes: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._surnames: set[str] = set()
        for one in seen:
            name = text[one.start : one.end]
            votes = self._votes[name]
            votes[one.kind] = votes.get(one.kind, 0.0) + one.score
            parts = name.split()
            if one.kind == _PERSON and len(parts) > 1 and one.score > _SURELY_FULL:
                self._surnames.add(parts[-1])

    def of(self, one: Seen) -> str | None:
        """The kind of a name: of the person with this surname, of most places that read the same, or its own."""
        name = self._text[one.start : one.end]
        if one.kind != _PERSON and name in self._surnames:
            return _PERSON
        votes = self._votes[name]
        best = max(votes, key=lambda kind: votes[kind])
        if best != one.kind and votes[best] / sum(votes.values()) > _MOST_VOTES:
            return best
        return one.kind if one.score >= _SURE else None


def _settle(names: list[Name], one: Seen, inside: Sequence[Name]) -> None:
    """A name of the reader that names of the table overlap: theirs stay unless it holds them all and more."""
    same = one[:2] == inside[0][:2]
    if same or one.start > inside[0].start or one.end < inside[-1].end:
        return
    spans = {name[:2] for name in inside}
    replaced = [name for name in names if name[:2] in spans]
    for name in replaced:
        names.remove(name)
    agreed = [name.kind for name in replaced] == [one.kind]
    names.append(Name(one.start, one.end, one.kind if agreed or one.score > _VERY_SURE else None))


def _overlap(one: Name, other: Seen | CharSpan) -> bool:
    return one.start < other[1] and other[0] < one.end
