"""A checkpoint as the files that the learned reader runs with: a quantised graph, its linker, its vocabulary."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.tables import HelpersError
from helpers.training.base import find_base, read_base

if TYPE_CHECKING:
    from helpers.training.reader import Reader

MODEL = Path(__file__).parent.parent / "resources" / "model"
_GRAPH, _LINKER, TOKENIZER, ROWS = "model.int8.onnx", "linker.npz", "tokenizer.json", "rows.npy"


class Vocabulary(NamedTuple):
    """The sub-words of a model: the file of its tokenizer, and which rows of the base's vocabulary they are.

    It was made once, of the pieces of the base that English and German texts hold; a model that is trained anew keeps
    it, for the shipped one has what it needs.
    """

    tokenizer: Path
    rows: NDArray[np.intp]


def read_vocabulary(folder: Path = MODEL) -> Vocabulary:
    """The vocabulary of the model in a folder, by default the one that is shipped.

    Raises HelpersError where a file is missing.
    """
    for name in (TOKENIZER, ROWS):
        if not (folder / name).is_file():
            raise HelpersError(f"{folder / name} is not there; name the folder of a model with both files")
    return Vocabulary(folder / TOKENIZER, np.load(folder / ROWS).astype(np.intp))


def load_reader(checkpoint: Path, *, base: Path | None = None, vocabulary: Path = MODEL) -> Reader:
    """The reader of a checkpoint; what the checkpoint lacks is as at the start of training.

    Raises HelpersError where the checkpoint has other layers or words than it says, or is none.
    """
    import torch

    from helpers.training.reader import make_reader

    # Only tensors and plain values are read: a checkpoint may not run code.
    found = torch.load(checkpoint, map_location="cpu", weights_only=True)
    if not isinstance(found, Mapping) or not {"state", "layers"} <= set(found):
        raise HelpersError(f"{checkpoint} is no checkpoint of a reader: it has no state or no layers")
    reader = make_reader(read_base(find_base(base), read_vocabulary(vocabulary).rows), found["layers"])
    fill_reader(reader, found["state"], checkpoint)
    return reader


def fill_reader(reader: Reader, state: Mapping[str, Any], checkpoint: Path) -> None:
    """Give a reader the weights of a checkpoint; those that the checkpoint lacks stay.

    Raises HelpersError where a weight has no place in the reader.
    """
    try:
        unknown = reader.load_state_dict(state, strict=False).unexpected_keys
    except RuntimeError as error:
        raise HelpersError(f"{checkpoint} does not fit this vocabulary: {error}") from error
    if unknown:
        raise HelpersError(f"{checkpoint} has weights that no reader has: {', '.join(unknown)}")


def export_reader(checkpoint: Path, *, out: Path, base: Path | None = None, vocabulary: Path = MODEL) -> Path:
    """The folder `out` with the model of a checkpoint: model.int8.onnx, linker.npz, tokenizer.json, rows.npy.

    The graph takes `ids` and `hints` of windows without padding, [batch, length], and gives `tag`, `ner` and `hidden`
    of each sub-word; its matrices have 8 bits, with a scale for each column. Raises HelpersError for a checkpoint or
    vocabulary that does not fit.
    """
    from helpers.training.graph import quantise_graph, write_graph

    reader = load_reader(checkpoint, base=base, vocabulary=vocabulary).eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "model.onnx"
        write_graph(reader, plain)
        quantise_graph(plain, out / _GRAPH)
    weights = {name: values.numpy().astype(np.float16) for name, values in reader.link.state_dict().items()}
    np.savez_compressed(out / _LINKER, allow_pickle=False, **weights)
    for name in (TOKENIZER, ROWS):
        if (vocabulary / name).resolve() != (out / name).resolve():
            shutil.copyfile(vocabulary / name, out / name)
    return out
