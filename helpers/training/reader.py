"""The network that is trained: an encoder of sub-words, two heads that tag words, and a linker of segments.

What each part is called here is what its weights are called in a checkpoint and in the linker's file, so that the
names of attributes are short and stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from helpers.quoting.extractor.decoding import KINDS, ROLES
from helpers.quoting.extractor.hints import HINTS, Hints, WordSpan
from helpers.training.base import Base, Floats

# "None", then for each label "begins" and "goes on".
TAGS_OF_ROLES, TAGS_OF_NAMES = 1 + 2 * len(ROLES), 1 + 2 * len(KINDS)
# "None", the two hints of each role, and two that are free.
_HINTS = 3 + 2 * len(HINTS)
# The linker: its width, its buckets of distances (half of them for what stands before), and its steps of paragraphs.
_WIDTH, _BUCKETS, _BUCKETS_A_DOUBLING, _FARTHEST = 96, 12, 1.5, 2
# It looks for sources and for cues; the rules have nothing to say of two spans, or a yes, or a no.
_PARTNERS, _RELATIONS = range(2), 3
_DROPOUT = 0.1
# What is added to the weight of padding: no more than half precision holds.
_IGNORED = -1e4


class Layer(nn.Module):
    """One layer of the encoder: attention over all sub-words of a window, then each by itself."""

    def __init__(self, base: Base, dropout: float) -> None:
        super().__init__()
        hidden, wide = base.hidden, base.wide
        self.heads, self.p = base.heads, dropout
        self.qkv, self.ao = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.fi, self.fo = nn.Linear(hidden, wide), nn.Linear(wide, hidden)
        self.ln1, self.ln2 = nn.LayerNorm(hidden, base.epsilon), nn.LayerNorm(hidden, base.epsilon)

    def forward(self, states: Tensor, ignored: Tensor | None) -> Tensor:
        """The states of the next layer; `ignored` is added to the scores of what is attended to."""
        attended = self.ao(self.attend(states, ignored))
        states = self.ln1(states + functional.dropout(attended, self.p, self.training))
        changed = self.fo(functional.gelu(self.fi(states)))
        result: Tensor = self.ln2(states + functional.dropout(changed, self.p, self.training))
        return result

    def attend(self, states: Tensor, ignored: Tensor | None) -> Tensor:
        """For each sub-word what it takes from all others, the heads side by side."""
        (batch, length), hidden = states.shape[:2], self.ao.in_features
        parts = self.qkv(states).split(hidden, -1)
        shape = (batch, length, self.heads, hidden // self.heads)
        queries, keys, values = (part.reshape(shape) for part in parts)
        scaled = queries.transpose(1, 2) * (hidden // self.heads) ** -0.5
        scores = scaled @ keys.permute(0, 2, 3, 1)
        if ignored is not None:
            scores = scores + ignored
        taken: Tensor = torch.softmax(scores, -1) @ values.transpose(1, 2)
        return taken.transpose(1, 2).reshape(batch, length, hidden)


class Encoder(nn.Module):
    """Sub-words and the hints of the rules in, a vector for each sub-word out."""

    def __init__(self, base: Base, words: int, *, layers: int, dropout: float) -> None:
        super().__init__()
        self.word, self.pos = nn.Embedding(words, base.hidden), nn.Embedding(base.positions, base.hidden)
        self.hint = nn.Embedding(_HINTS, base.hidden)
        nn.init.zeros_(self.hint.weight)
        self.ln = nn.LayerNorm(base.hidden, base.epsilon)
        self.layers = nn.ModuleList(Layer(base, dropout) for _ in range(layers))
        self.p = dropout

    def forward(self, ids: Tensor, hints: Tensor, mask: Tensor | None = None) -> Tensor:
        """The vectors of `ids`, [batch, length, hidden]; `mask` is 0 for padding, None where there is none."""
        states = functional.dropout(self.embed(ids, hints), self.p, self.training)
        ignored = None if mask is None else (1.0 - mask[:, None, None, :].to(_precision(states))) * _IGNORED
        for layer in self.layers:
            states = layer(states, ignored)
        return states

    def embed(self, ids: Tensor, hints: Tensor) -> Tensor:
        """What goes into the first layer: what a sub-word is, where it stands, what the rules say of it."""
        places = torch.arange(ids.shape[1], device=ids.device)[None]
        states: Tensor = self.ln(self.word(ids) + self.pos(places) + self.hint(hints))
        return states


def _precision(states: Tensor) -> torch.dtype:
    return torch.bfloat16 if torch.is_autocast_enabled("cpu") else states.dtype


class Surroundings(NamedTuple):
    """A window as the linker sees it: the state of each word, the number of its paragraph, what the rules say.

    `first` is the window's first word, counted over the whole text as the words of `hints` are; segments are counted
    within the window.
    """

    states: Tensor
    paragraph: Sequence[int]
    hints: Hints
    first: int

    def vectors(self, spans: Sequence[WordSpan]) -> Tensor:
        """Each span as the vector of its first word beside the mean of all."""
        return torch.stack([torch.cat([self.states[a], self.states[a:b].mean(0)]) for a, b in spans])

    def buckets(self, contents: Sequence[WordSpan], others: Sequence[WordSpan]) -> Tensor:
        """For each content and other span the bucket of their distance in words."""
        gaps = torch.tensor([[gap_between(content, other) for other in others] for content in contents])
        steps = torch.log2(gaps.abs().float() + 1) * _BUCKETS_A_DOUBLING
        return torch.clamp(steps, max=_BUCKETS - 1).long() + _BUCKETS * (gaps < 0).long()

    def steps(self, contents: Sequence[WordSpan], others: Sequence[WordSpan]) -> Tensor:
        """For each content and other span how many paragraphs the other is away, from 0 for two or more before."""
        paragraph = torch.tensor(self.paragraph)
        own, theirs = (paragraph[[first for first, _ in spans]] for spans in (contents, others))
        return (theirs[None] - own[:, None]).clamp(-_FARTHEST, _FARTHEST) + _FARTHEST

    def relations(self, contents: Sequence[WordSpan], others: Sequence[WordSpan], role: int) -> Tensor:
        """For each content and other span what the rules say of them, see `Hints.relations`."""
        moved = [(first + self.first, stop + self.first) for first, stop in others]
        rows = [self.hints.relations((a + self.first, b + self.first), moved, role) for a, b in contents]
        return torch.from_numpy(np.stack(rows))


def gap_between(content: WordSpan, other: WordSpan) -> int:
    """How many words apart two spans are, negative where the other stands before; 0 where they overlap."""
    if other[0] >= content[1]:
        return other[0] - content[1] + 1
    return other[1] - content[0] - 1 if other[1] <= content[0] else 0


class Linker(nn.Module):
    """For each content: which source (role 0) and which cue (role 1) of those near it, or none; and is it speech?"""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.c = nn.Linear(2 * hidden, _WIDTH)
        self.o = nn.ModuleList(nn.Linear(2 * hidden, _WIDTH) for _ in _PARTNERS)
        self.dist = nn.ModuleList(nn.Embedding(2 * _BUCKETS, _WIDTH) for _ in _PARTNERS)
        self.out = nn.ModuleList(nn.Linear(_WIDTH, 1) for _ in _PARTNERS)
        self.none = nn.ModuleList(nn.Linear(_WIDTH, 1) for _ in _PARTNERS)
        self.par = nn.ModuleList(nn.Embedding(2 * _FARTHEST + 1, _WIDTH) for _ in _PARTNERS)
        self.rule = nn.ModuleList(nn.Embedding(_RELATIONS, _WIDTH) for _ in _PARTNERS)
        self.sc, self.so = nn.Linear(2 * hidden, _WIDTH), nn.Linear(2 * hidden, _WIDTH)
        self.speech = nn.Linear(_WIDTH, 1)
        # What tells places apart begins as nothing, or nearly nothing, beside what the words say.
        for name, weights in self.named_parameters():
            if name.startswith(("par", "rule")):
                nn.init.zeros_(weights)
            elif name.startswith("dist"):
                nn.init.normal_(weights, std=0.02)

    def forward(
        self, around: Surroundings, contents: Sequence[WordSpan], others: Sequence[WordSpan], role: int
    ) -> Tensor:
        """Scores [contents, others + 1] of each other span being the partner of a content; the last column is none."""
        own = self.c(around.vectors(contents))
        none: Tensor = self.none[role](functional.gelu(own))
        if not others:
            return none
        mixed = own[:, None] + self.o[role](around.vectors(others))[None]
        mixed = mixed + self.dist[role](around.buckets(contents, others))
        mixed = mixed + self.par[role](around.steps(contents, others))
        mixed = mixed + self.rule[role](around.relations(contents, others, role))
        return torch.cat([self.out[role](functional.gelu(mixed))[..., 0], none], 1)

    def weigh_speech(
        self, around: Surroundings, contents: Sequence[WordSpan], cues: Sequence[WordSpan | None]
    ) -> Tensor:
        """The logit of each content being said, not believed or planned; `cues` holds the cue of each, if any."""
        states = self.sc(around.vectors(contents))
        having = [place for place, cue in enumerate(cues) if cue is not None]
        if having:
            told = self.so(around.vectors([cue for cue in cues if cue is not None]))
            states = states.index_add(0, torch.tensor(having), told)
        logits: Tensor = self.speech(functional.gelu(states))[:, 0]
        return logits


class Reader(nn.Module):
    """The encoder with its heads: `tag` for content, source and cue, `ner` for names, `link` for who says what."""

    def __init__(self, base: Base, words: int, *, layers: Sequence[int], dropout: float) -> None:
        super().__init__()
        self.base_layers = tuple(layers)
        self.enc = Encoder(base, words, layers=len(layers), dropout=dropout)
        self.drop = nn.Dropout(dropout)
        self.tag = nn.Linear(base.hidden, TAGS_OF_ROLES)
        self.ner = nn.Linear(base.hidden, TAGS_OF_NAMES)
        self.link = Linker(base.hidden)

    def forward(self, ids: Tensor, hints: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """The vectors of words, [batch, words, hidden]: those of their first sub-words, whose places `first` holds."""
        states = self.enc(ids, hints, mask)
        return torch.gather(states, 1, first[..., None].expand(-1, -1, states.shape[-1]))


def make_reader(base: Base, layers: Sequence[int], *, dropout: float = _DROPOUT) -> Reader:
    """A reader with these layers of the base, in this order; its heads and its linker know nothing yet."""
    tensors = base.tensors
    reader = Reader(base, len(tensors["emb.word"]), layers=layers, dropout=dropout)
    state = {
        "word.weight": tensors["emb.word"],
        "pos.weight": tensors["emb.pos"][: base.positions] + tensors["emb.type"][0],
        "ln.weight": tensors["emb.ln.w"],
        "ln.bias": tensors["emb.ln.b"],
    }
    for place, number in enumerate(layers):
        state |= {f"layers.{place}.{name}": values for name, values in _name_layer(base, number).items()}
    reader.enc.load_state_dict({name: torch.from_numpy(values) for name, values in state.items()}, strict=False)
    return reader


def _name_layer(base: Base, number: int) -> dict[str, Floats]:
    """The weights of a layer of the base under the names that they have here."""
    named: dict[str, Floats] = {}
    for ours, kind in (("weight", "w"), ("bias", "b")):
        named[f"qkv.{ours}"] = np.concatenate([base.tensors[f"l{number}.{part}.{kind}"] for part in "qkv"])
        for name, theirs in (("ao", "ao"), ("fi", "fi"), ("fo", "fo"), ("ln1", "aln"), ("ln2", "oln")):
            named[f"{name}.{ours}"] = base.tensors[f"l{number}.{theirs}.{kind}"]
    return named


def draw_towards(reader: Reader, base: Reader, kept: float) -> None:
    """Leave this share of what training has made of an encoder, and let the rest be the base that it began as."""
    with torch.no_grad():
        for weights, before in zip(reader.enc.parameters(), base.enc.parameters(), strict=True):
            weights.lerp_(before, 1 - kept)
