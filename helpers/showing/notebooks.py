"""Notebooks are run here: each in a fresh kernel, with its parameters, and written with what it shows.

The next kernel starts while a notebook is still running, for starting Python and importing pandas takes as long as
the work itself. A notebook waits for the one before it, or for those that its metadata name:
`{"newsbook": {"after": ["03_entities"]}}`.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.showing import kernels
from helpers.showing.notebook_files import read_file, write_file
from helpers.showing.parameters import (
    INJECTED,
    list_parameters,
    list_saved,
    list_tags,
    list_values,
    need_known,
    read_value,
    set_parameters,
)
from helpers.tables import NotebookError

Report = Callable[[Path, float], None]
Watch = Callable[[Sequence["Place"]], None]

_NUMBERED = re.compile(r"([0-8]\d)_.+\.ipynb")
_SECONDS_BETWEEN_LOOKS = 0.25


@dataclass(frozen=True)
class Given:
    """What notebooks are given.

    `parameters` are literals for each of them; `settings` are texts for those that have a parameter of that name (see
    `read_value`); `environment` is added to that of the kernels, which work in the folder of their notebook.
    """

    parameters: Mapping[str, object] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where a notebook is: the code cell that runs, from 1, of how many, and for how many seconds it runs already."""

    path: Path
    cell: int
    cells: int
    seconds: float


def list_notebooks(folder: Path | str) -> list[Path]:
    """The notebooks of a folder that make up the run, in order: 01_… to 89_…; those from 90_ are for maintainers."""
    return sorted(path for path in Path(folder).glob("*.ipynb") if _NUMBERED.fullmatch(path.name))


def check_settings(paths: Sequence[Path], given: Given) -> None:
    """Raise HelpersError for a setting that none of the notebooks takes, NotebookError for one that does not fit."""
    notebooks = {path: read_file(path) for path in paths}
    known = {path: list_parameters(notebook, path) for path, notebook in notebooks.items()}
    need_known(given.settings, known, own=given.parameters)
    for path, notebook in notebooks.items():
        set_parameters(notebook, path, _choose_values(notebook, path, given))


def list_tables_saved(path: Path) -> list[str]:
    """The tables that a notebook saves. Raises NotebookError for a notebook that cannot be read."""
    return list_saved(read_file(path))


def find_settings(executed: Sequence[Path], name: str) -> list[object]:
    """The values of a parameter with which notebooks were run, of each that has it."""
    values = (list_values(read_file(path), path) for path in executed)
    return [known[name] for known in values if name in known]


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
    return run_notebooks([Path(path)], Given(parameters, environment=environment or {}), out=out)[0]


def run_notebooks(
    paths: Sequence[Path],
    given: Given,
    *,
    out: Path | str,
    report: Report | None = None,
    watch: Watch | None = None,
) -> list[Path]:
    """Where the executed notebooks were written, in the order of `paths`; see `run_notebook`.

    `report` is called with the path and the seconds of each notebook that is done, `watch` several times a second with
    the places of those under way. The first failure stops all: its NotebookError is raised, and what ran is kept.
    """
    runs = [_Run(Path(path), read_file(Path(path)), Path(out) / Path(path).name, report) for path in paths]
    for place, run in enumerate(runs):
        set_parameters(run.notebook, run.path, _choose_values(run.notebook, run.path, given))
        run.after = _find_predecessors(run, runs[:place])
    Path(out).mkdir(parents=True, exist_ok=True)
    # The default loop of Windows cannot wait for the sockets of ZeroMQ; elsewhere this is the default.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(_run_all(runs, given.environment, watch))
    return [run.target for run in runs]


def _choose_values(notebook: Any, path: Path, given: Given) -> dict[str, object]:
    known = list_parameters(notebook, path) if given.settings else {}
    settings = {name: read_value(text, known[name]) for name, text in given.settings.items() if name in known}
    return {**given.parameters, **settings}


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
    cell: int = 0
    since: float = 0.0

    def place(self) -> Place:
        """Where it is now."""
        cells = sum(_is_numbered(cell) for cell in self.notebook.cells)
        return Place(self.path, self.cell, cells, time.perf_counter() - self.since)


def _is_numbered(cell: Any) -> bool:
    """Whether a cell counts among the code cells that the author of the notebook knows."""
    return cell.cell_type == "code" and INJECTED not in list_tags(cell)


def _find_predecessors(run: _Run, earlier: Sequence[_Run]) -> list[_Run]:
    named = run.notebook.metadata.get("newsbook", {}).get("after")
    return list(earlier[-1:]) if named is None else [other for other in earlier if other.path.stem in named]


# --- one notebook -----------------------------------------------------------------------------------------------


async def _run_all(runs: Sequence[_Run], environment: Mapping[str, str], watch: Watch | None) -> None:
    turns = [asyncio.create_task(_run_in_turn(run, environment)) for run in runs]
    watching = [asyncio.create_task(_watch(runs, watch))] if watch else []
    try:
        await asyncio.wait(turns, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in turns + watching:
            task.cancel()
        results = await asyncio.gather(*turns, *watching, return_exceptions=True)
    failures = [result for result in results if isinstance(result, Exception)]
    # A notebook that was left out because of another one is no news: the other one's error is.
    failures.sort(key=lambda failure: isinstance(failure, _LeftOutError))
    if failures:
        raise failures[0]


async def _watch(runs: Sequence[_Run], watch: Watch) -> None:
    while True:
        watch([run.place() for run in runs if run.cell and not run.ended.is_set()])
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)


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

    cell = None
    written = f"; what ran up to there is in {run.target}"
    try:
        for place, cell in enumerate(run.notebook.cells):
            if _is_numbered(cell):
                run.cell, run.since = run.cell + 1, time.perf_counter()
            await client.async_execute_cell(cell, place)
    except CellExecutionError as error:
        reason = f"{error.ename}: {error.evalue}{written}\n{_indent(cell)}"
        raise NotebookError(run.path, f"code cell {run.cell}", reason) from error
    except DeadKernelError as error:
        reason = f"its Python process ended{kernel.last_words()}{written}\n{_indent(cell)}"
        raise NotebookError(run.path, f"code cell {run.cell}", reason) from error
    finally:
        write_file(run.notebook, run.target, source=run.path)


def _indent(cell: Any) -> str:
    return "\n".join(f"    {line}" for line in cell.source.splitlines()) if cell else ""
