"""Notebooks are run here: each in a fresh kernel, with its parameters, and written with what it shows.

The next kernel starts while a notebook is still running, for starting Python and importing pandas takes as long as
the work itself. A notebook waits for the one before it, or for those that its metadata name:
`{"newsbook": {"after": ["03_entities"]}}`.
"""

from __future__ import annotations

import ast
import asyncio
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.showing import kernels
from helpers.tables import NotebookError

Report = Callable[[Path, float], None]

_NUMBERED = re.compile(r"([0-8]\d)_.+\.ipynb")
_PARAMETERS, _INJECTED = "parameters", "injected-parameters"


def list_notebooks(folder: Path | str) -> list[Path]:
    """The notebooks of a folder that make up the run, in order: 01_… to 89_…; those from 90_ are for maintainers."""
    return sorted(path for path in Path(folder).glob("*.ipynb") if _NUMBERED.fullmatch(path.name))


def run_notebook(
    path: Path | str,
    *,
    parameters: Mapping[str, object],
    out: Path | str,
    environment: Mapping[str, str] | None = None,
) -> Path:
    """Where the executed notebook was written: the folder `out`, under its own name.

    `parameters` are literals, set in a cell of their own after the one tagged `parameters`; `environment` is added to
    the kernel's, which works in the folder of the notebook.
    Raises NotebookError for a notebook that cannot be read, a parameter it does not know, and a cell that fails; what
    ran up to there has been written by then.
    """
    return run_notebooks([Path(path)], parameters=parameters, out=out, environment=environment)[0]


def run_notebooks(
    paths: Sequence[Path],
    *,
    parameters: Mapping[str, object],
    out: Path | str,
    environment: Mapping[str, str] | None = None,
    report: Report | None = None,
) -> list[Path]:
    """Where the executed notebooks were written, in the order of `paths`; see `run_notebook`.

    `report` is called with the path and the seconds of each notebook that is done. Raises the NotebookError of the
    first notebook that failed, after those that do not need it have run.
    """
    runs = [_Run(Path(path), _read(Path(path)), Path(out) / Path(path).name, report) for path in paths]
    for place, run in enumerate(runs):
        _set_parameters(run, parameters)
        run.after = _find_predecessors(run, runs[:place])
    Path(out).mkdir(parents=True, exist_ok=True)
    # The default loop of Windows cannot wait for the sockets of ZeroMQ; elsewhere this is the default.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(_run_all(runs, environment or {}))
    return [run.target for run in runs]


@dataclass
class _Run:
    """A notebook on its way: `started` is set when its cells begin, `ended` when they are done or never will be."""

    path: Path
    notebook: Any
    target: Path
    report: Report | None
    after: list[_Run] = field(default_factory=list)
    started: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    succeeded: bool = False


def _find_predecessors(run: _Run, earlier: Sequence[_Run]) -> list[_Run]:
    named = run.notebook.metadata.get("newsbook", {}).get("after")
    return list(earlier[-1:]) if named is None else [other for other in earlier if other.path.stem in named]


# --- one notebook -----------------------------------------------------------------------------------------------


async def _run_all(runs: Sequence[_Run], environment: Mapping[str, str]) -> None:
    results = await asyncio.gather(*(_run_in_turn(run, environment) for run in runs), return_exceptions=True)
    failures = [result for result in results if isinstance(result, BaseException)]
    # A notebook that was left out because of another one is no news: the other one's error is.
    failures.sort(key=lambda failure: isinstance(failure, _LeftOutError))
    if failures:
        raise failures[0]


class _LeftOutError(Exception):
    """A notebook was not run, for one before it failed."""


async def _run_in_turn(run: _Run, environment: Mapping[str, str]) -> None:
    try:
        for before in run.after:
            await before.started.wait()
        async with kernels.start_kernel(run.path.parent, environment) as kernel:
            await _run_when_ready(run, kernel)
    finally:
        run.started.set()
        run.ended.set()


async def _run_when_ready(run: _Run, kernel: kernels.Kernel) -> None:
    client = await _connect(run, kernel)
    for before in run.after:
        await before.ended.wait()
    if not all(before.succeeded for before in run.after):
        raise _LeftOutError
    run.started.set()
    began = time.perf_counter()
    await _run_cells(run, kernel, client)
    run.succeeded = True
    run.ended.set()  # The next one need not wait for this kernel to go.
    if run.report:
        run.report(run.path, time.perf_counter() - began)


async def _connect(run: _Run, kernel: kernels.Kernel) -> Any:
    try:
        return await kernel.connect(run.notebook)
    except RuntimeError as error:
        reason = f"Python did not start{kernel.last_words()}; is ipykernel installed?"
        raise NotebookError(run.path, "its kernel", reason) from error


async def _run_cells(run: _Run, kernel: kernels.Kernel, client: Any) -> None:
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    number, cell = 0, None
    written = f"; what ran up to there is in {run.target}"
    try:
        for place, cell in enumerate(run.notebook.cells):
            number += cell.cell_type == "code" and _INJECTED not in _tags(cell)
            await client.async_execute_cell(cell, place)
    except CellExecutionError as error:
        reason = f"{error.ename}: {error.evalue}{written}\n{_indent(cell)}"
        raise NotebookError(run.path, f"code cell {number}", reason) from error
    except DeadKernelError as error:
        reason = f"its Python process ended{kernel.last_words()}{written}\n{_indent(cell)}"
        raise NotebookError(run.path, f"code cell {number}", reason) from error
    finally:
        _write(run)


def _indent(cell: Any) -> str:
    return "\n".join(f"    {line}" for line in cell.source.splitlines()) if cell else ""


# --- parameters -------------------------------------------------------------------------------------------------


def _tags(cell: Any) -> list[str]:
    return list(cell.metadata.get("tags", []))


def _set_parameters(run: _Run, parameters: Mapping[str, object]) -> None:
    """Put a cell with the given values after the cell tagged `parameters`; none is needed for no values."""
    places = [place for place, cell in enumerate(run.notebook.cells) if _PARAMETERS in _tags(cell)]
    try:
        known = [name for place in places for name in _list_assigned(run.notebook.cells[place].source)]
    except SyntaxError as error:
        reason = f"line {error.lineno} is not plain Python: {error.msg}"
        raise NotebookError(run.path, "parameters", reason) from error
    for name, value in parameters.items():
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none (no cell is tagged `parameters`)"
            raise NotebookError(run.path, "parameters", f"there is no parameter {name}; {has}")
        if not _is_literal(value):
            kind = type(value).__name__
            raise NotebookError(run.path, "parameters", f"{name} is a {kind}; give a string, a number, a list or None")
    if parameters:
        run.notebook.cells.insert(places[-1] + 1, _make_cell(run.notebook, parameters))


def _list_assigned(source: str) -> list[str]:
    statements = ast.parse(source).body
    plain = [target for line in statements if isinstance(line, ast.Assign) for target in line.targets]
    typed = [line.target for line in statements if isinstance(line, ast.AnnAssign)]
    return [target.id for target in [*plain, *typed] if isinstance(target, ast.Name)]


def _is_literal(value: object) -> bool:
    with suppress(ValueError, SyntaxError):
        return bool(ast.literal_eval(repr(value)) == value)
    return False


def _make_cell(notebook: Any, parameters: Mapping[str, object]) -> Any:
    from nbformat.v4 import new_code_cell

    source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    cell = new_code_cell(source, metadata={"tags": [_INJECTED]}, id=_INJECTED)  # type: ignore[no-untyped-call]
    if notebook.nbformat_minor < 5:  # Such notebooks have cells without an id
        del cell["id"]
    return cell


# --- files ------------------------------------------------------------------------------------------------------


def _read(path: Path) -> Any:
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


def _write(run: _Run) -> None:
    """Write what there is, whole or not at all: a reader never sees half a file."""
    import nbformat

    for cell in run.notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            _hide_paths(output, run.path)
    unfinished = run.target.with_name(f".{run.target.name}.part")
    text: str = nbformat.writes(run.notebook)  # type: ignore[no-untyped-call]
    unfinished.write_text(text + "\n", encoding="utf-8")
    unfinished.replace(run.target)


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
