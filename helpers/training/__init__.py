"""The training of the learned reader, for maintainers: corpora in, the model's folder out.

Needs the extra `train`; nothing else in this package needs this room, and importing it loads no torch. The notebook
90_train_the_reader takes the steps one by one.
"""

from helpers.training.exporting import export_reader
from helpers.training.steps import (
    Materials,
    export_model,
    find_materials,
    make_documents,
    read_texts,
    teach_names,
    train_reader,
)

__all__ = [
    "Materials",
    "export_model",
    "export_reader",
    "find_materials",
    "make_documents",
    "read_texts",
    "teach_names",
    "train_reader",
]
