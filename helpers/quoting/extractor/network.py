"""The network at work: windows of a text in, what it says of each word out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.quoting.extractor.encoding import make_windows, split_pieces
from helpers.quoting.extractor.hints import Hints, make_hints
from helpers.quoting.quotation import CharSpan, Quotation

Floats = NDArray[np.float32]

FILES = _NETWORK, _TOKENIZER, _LINKER = "model.int8.onnx", "tokenizer.json", "linker.npz"


class States(NamedTuple):
    """What the network says of the words of a text, one row a word.

    `words` are character spans, `paragraph` holds the number of the paragraph of each, `hints` what the rules say of
    them; `roles` and `names` are log-probabilities of the tags of `decoding`, `hidden` the vectors for the linker.
    """

    words: list[CharSpan]
    paragraph: list[int]
    hints: Hints
    roles: Floats
    names: Floats
    hidden: Floats


class Network:
    """The exported model in a folder: its graph, its tokenizer, the weights of its linker."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / _NETWORK), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
        with np.load(folder / _LINKER) as weights:
            self.linker: dict[str, Floats] = {key: weights[key].astype(np.float32) for key in weights.files}

    def read(self, text: str, paragraphs: Sequence[CharSpan], ruled: Sequence[Quotation]) -> States:
        """The states of all words of these paragraphs, (start, end) in the text, given what the rules found there.

        Windows are read one by one: the quantised graph scales its numbers by the largest of a batch, so that in one
        batch an article would read differently beside others; and none is padded, which makes it faster, too.
        """
        pieces = split_pieces(self._tokenizer, text, paragraphs)
        words = [word for piece in pieces for word in piece.words]
        paragraph = [piece.paragraph for piece in pieces for _ in piece.words]
        outputs: list[list[Floats]] = [[], [], []]
        hints = make_hints(ruled, words)
        for window in make_windows(pieces, hints.of_words):
            inputs = {"ids": np.array([window.ids], np.int64), "hints": np.array([window.hints], np.int64)}
            found = self._session.run(["tag", "ner", "hidden"], inputs)
            for output, values in zip(outputs, found, strict=True):
                output.append(values[0][window.first])
        roles, names, hidden = (
            np.concatenate(output) if output else np.zeros((0, 1), np.float32) for output in outputs
        )
        return States(words, paragraph, hints, log_softmax(roles), log_softmax(names), hidden)


def log_softmax(logits: Floats) -> Floats:
    """The logarithms of the probabilities that logits stand for, along the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    logarithms: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return logarithms
