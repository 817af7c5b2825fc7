"""Notebooks as files: read with care, and written without a trace of the machine they ran on."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpers.showing import kernels
from helpers.tables import NotebookError


def read_file(path: Path) -> Any:
    """The notebook in a file. Raises NotebookError for what is none."""
    with kernels.without_grammar():
        import nbformat
    try:
        text = path.read_text(encoding="utf-8")
        content = json.loads(text)
        if not isinstance(content, dict) or content.get("nbformat") != 4:
            raise ValueError("it is not of format 4; open and save it in JupyterLab")
        nbformat.validate(content)  # `reads` alone would only log what is wrong
        return nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, nbformat.ValidationError) as error:
        reason = (str(error).splitlines() or [""])[0]
        raise NotebookError(path, "the file", f"is not a notebook that can be read: {reason}") from error


def write_file(notebook: Any, target: Path, *, source: Path) -> None:
    """Write a notebook, which was `source`, whole or not at all: a reader never sees half a file."""
    import nbformat

    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            _hide_paths(output, source)
    unfinished = target.with_name(f".{target.name}.part")
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    unfinished.write_text(text + "\n", encoding="utf-8")
    unfinished.replace(target)


def _hide_paths(output: Any, path: Path) -> None:
    """Errors and warnings name files; where they lie on this machine is nobody's business."""
    if output.output_type == "error":
        output.evalue = _shorten(output.evalue, path)
        output.traceback = [_shorten(line, path) for line in output.traceback]
    elif output.output_type == "stream" and output.name == "stderr":
        output.text = _shorten(output.text, path)


def _shorten(text: str, path: Path) -> str:
    text = re.sub(r"[^\s\"]*ipykernel_\d+[/\\]\d+\.py", "<cell>", text)
    for folder, name in _list_roots(path):
        text = text.replace(folder + os.sep, name)
    return text


def _list_roots(path: Path) -> Iterator[tuple[str, str]]:
    yield sys.prefix, "<python>/"
    yield sys.base_prefix, "<python>/"
    yield str(path.resolve().parent.parent), ""
    yield str(Path.home()), "~/"
