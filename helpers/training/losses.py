"""How wrong a reader is about a batch of windows, part by part."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from helpers.quoting.extractor.decoding import ROLES
from helpers.quoting.extractor.encoding import PADDING
from helpers.quoting.extractor.hints import WordSpan
from helpers.training.documents import UNKNOWN, Marked
from helpers.training.examples import Example
from helpers.training.reader import Linker, Reader, Surroundings

# What each part counts: the tags of quotations, who says what and by which word, speech or belief, the silver names
# of texts with quotations; and the names of texts without.
WEIGHTS: Mapping[str, float] = {"tags": 1.0, "links": 0.3, "speech": 0.1, "silver": 0.3, "names": 1.0}
# The sub-word for what the vocabulary lacks; those up to it are signs.
_UNKNOWN_WORD = 3
_CONTENT, _CUE = ROLES.index("content"), ROLES.index("cue")
_NEVER = -1e9


class Noise(NamedTuple):
    """The share of sub-words that are hidden, and of windows that are shown without the hints of the rules."""

    hidden: float = 0.0
    unhinted: float = 0.0


class Batch(NamedTuple):
    """Windows side by side: sub-words, [batch, length], and what is known of words, [batch, words]."""

    examples: Sequence[Example]
    ids: Tensor
    hints: Tensor
    mask: Tensor
    first: Tensor
    tags: Tensor
    names: Tensor

    @property
    def has_tags(self) -> bool:
        """Whether quotations are marked in these windows."""
        return self.examples[0].tags is not None


def make_batch(examples: Sequence[Example], noise: Noise, chance: random.Random) -> Batch:
    """The windows with padding, and with noise, so that the reader relies on no single word or hint."""
    ids = _pad((example.ids for example in examples), PADDING)
    hints = _pad(
        ([0] if chance.random() < noise.unhinted else example.hints for example in examples), 0, length=ids.shape[1]
    )
    mask = (ids != PADDING).long()
    if noise.hidden:
        hidden = (torch.rand(ids.shape) < noise.hidden) & (ids > _UNKNOWN_WORD)
        ids = torch.where(hidden, torch.full_like(ids, _UNKNOWN_WORD), ids)
    first = _pad((example.first for example in examples), 0)
    tags = _pad((example.tags or [] for example in examples), UNKNOWN, length=first.shape[1])
    names = _pad((example.names for example in examples), UNKNOWN)
    return Batch(examples, ids, hints, mask, first, tags, names)


def _pad(rows: Iterable[Sequence[int]], filling: int, *, length: int = 0) -> Tensor:
    found = list(rows)
    length = max(length, *map(len, found))
    return torch.tensor([[*row, *[filling] * (length - len(row))] for row in found])


def find_losses(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    """What the reader gets wrong, by the names of WEIGHTS; a part of which the batch knows nothing is left out."""
    with torch.autocast("cpu", torch.bfloat16):
        states = reader(batch.ids, batch.hints, batch.mask, batch.first)
    states = reader.drop(states.float())
    names = _tag_losses(reader.ner(states), batch.names)
    if not batch.has_tags:
        parts = {"names": names}
    else:
        around = [
            Surroundings(row, example.paragraph, example.document.hints, example.start)
            for row, example in zip(states, batch.examples, strict=True)
        ]
        pairs = list(zip(batch.examples, around, strict=True))
        parts = {
            "tags": _tag_losses(reader.tag(states), batch.tags),
            "links": [loss for example, words in pairs for loss in link_losses(reader.link, example, words)],
            "speech": [loss for example, words in pairs for loss in speech_losses(reader.link, example, words)],
            "silver": names,
        }
    return {part: torch.stack(losses).mean() for part, losses in parts.items() if losses}


def weigh_losses(losses: Mapping[str, Tensor]) -> Tensor:
    """The one number that training makes smaller."""
    return torch.stack([WEIGHTS[part] * loss for part, loss in losses.items()]).sum()


def _tag_losses(scores: Tensor, tags: Tensor) -> list[Tensor]:
    if not (tags != UNKNOWN).any():
        return []
    return [functional.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=UNKNOWN)]


def link_losses(linker: Linker, example: Example, around: Surroundings) -> list[Tensor]:
    """For sources and for cues: how improbable the marked ones are; a content without one belongs to none.

    Where a quotation has several sources, or a content several partners, any of them is right.
    """
    marked = example.marked
    contents = [one for one in marked if one.role == _CONTENT]
    losses = []
    for role in range(len(ROLES) - 1) if contents else ():
        others = [one for one in marked if one.role == role + 1]
        scores = linker(around, _spans(contents), _spans(others), role)
        right = torch.tensor([[other.quotation == content.quotation for other in others] for content in contents])
        right = right.reshape(len(contents), len(others)).bool()
        right = torch.cat([right, ~right.any(1, keepdim=True)], 1)
        chosen = torch.logsumexp(scores.masked_fill(~right, _NEVER), 1)
        losses.append((torch.logsumexp(scores, 1) - chosen).mean())
    return losses


def speech_losses(linker: Linker, example: Example, around: Surroundings) -> list[Tensor]:
    """How improbable it is that contents are said, or are not, as the corpus has it; none where it does not say."""
    marked, speech = example.marked, example.document.speech
    contents = [one for one in marked if one.role == _CONTENT and speech[one.quotation] is not None]
    if not contents:
        return []
    cues = {one.quotation: (one.first, one.stop) for one in reversed(marked) if one.role == _CUE}
    logits = linker.weigh_speech(around, _spans(contents), [cues.get(one.quotation) for one in contents])
    said = torch.tensor([float(bool(speech[one.quotation])) for one in contents])
    return [functional.binary_cross_entropy_with_logits(logits, said)]


def _spans(marked: Sequence[Marked]) -> list[WordSpan]:
    return [(one.first, one.stop) for one in marked]
