"""The parameters of a notebook: the names set in its cell tagged `parameters`, and the values that a run gives them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from warnings import catch_warnings

from helpers.tables import HelpersError, NotebookError

INJECTED = "injected-parameters"
_PARAMETERS = "parameters"
# What a value may be where the default is of one kind; None fits everywhere, and so does a default of None.
_FITTING: Mapping[type, tuple[type, ...]] = {float: (float, int), list: (list, tuple), tuple: (list, tuple)}
_CALLED: Mapping[type, str] = {
    bool: "True or False",
    int: "a whole number",
    float: "a number",
    str: "a text",
    list: "a list",
    tuple: "a list",
}


def list_parameters(notebook: Any, path: Path) -> dict[str, object]:
    """The names that a notebook takes values for, with their defaults (None for what is no literal).

    Raises NotebookError where the cell is not plain Python.
    """
    return _list_assigned_in(notebook, path, _PARAMETERS)


def list_values(notebook: Any, path: Path) -> dict[str, object]:
    """The values that a notebook was run with: its defaults, and over them what the run set."""
    return _list_assigned_in(notebook, path, _PARAMETERS) | _list_assigned_in(notebook, path, INJECTED)


def _list_assigned_in(notebook: Any, path: Path, tag: str) -> dict[str, object]:
    known: dict[str, object] = {}
    for cell in notebook.cells:
        if tag in list_tags(cell):
            try:
                known |= dict(_list_assigned(cell.source))
            except SyntaxError as error:
                reason = f"line {error.lineno} is not plain Python: {error.msg}"
                raise NotebookError(path, _PARAMETERS, reason) from error
    return known


def list_tags(cell: Any) -> list[str]:
    """The tags of a cell."""
    return list(cell.metadata.get("tags", []))


def _list_assigned(source: str) -> Iterable[tuple[str, object]]:
    for line in ast.parse(source).body:
        targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
        for target in targets:
            if isinstance(line, ast.Assign | ast.AnnAssign) and isinstance(target, ast.Name):
                yield target.id, _read_literal(line.value)


def _read_literal(node: ast.expr | None) -> object:
    with suppress(ValueError, SyntaxError, TypeError):
        return ast.literal_eval(node) if node is not None else None
    return None


def need_known(settings: Iterable[str], known: Mapping[Path, Mapping[str, object]], *, own: Iterable[str]) -> None:
    """Raise HelpersError for a setting that none of the notebooks `known` has, and for one of the run's `own`."""
    offered: dict[str, list[str]] = {}
    for path, names in known.items():
        for name in names:
            if name not in own:
                offered.setdefault(name, []).append(path.stem[:2])
    for name in settings:
        if name not in offered:
            listed = ", ".join(f"{other} ({', '.join(places)})" for other, places in sorted(offered.items()))
            told = f"the names there are, with their notebooks: {listed}" if listed else "they have none to set"
            raise HelpersError(f"--set {name}: no notebook that runs takes it; {told}")


def read_value(text: str, default: object) -> object:
    """What a text typed by hand means for a parameter: a Python literal where it is one, else the text itself.

    Where the default is a text, so is the value: 2024 is a word there, and only None or quotes are read as Python.

    >>> read_value("30", 15), read_value("war", None), read_value("30", "war"), read_value("None", "war")
    (30, 'war', '30', None)
    """
    # Python warns of "30and" and of an unknown escape, which are texts here; nothing is said of them.
    with catch_warnings(record=True, action="always"):
        try:
            value: object = ast.literal_eval(text)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            return text
    return text if isinstance(default, str) and not isinstance(value, str | None) else value


def set_parameters(notebook: Any, path: Path, values: Mapping[str, object]) -> None:
    """Put a cell with the given values after the cell tagged `parameters`; none is needed for no values.

    Raises NotebookError for a name that the notebook does not have, and a value that is no literal or does not fit.
    """
    known = list_parameters(notebook, path)
    for name, value in values.items():
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none (no cell is tagged `parameters`)"
            raise NotebookError(path, _PARAMETERS, f"there is no parameter {name}; {has}")
        if not _is_literal(value):
            kind = type(value).__name__
            raise NotebookError(path, _PARAMETERS, f"{name} is a {kind}; give a string, a number, a list or None")
        if not _fits(value, known[name]):
            wanted = _CALLED[type(known[name])]
            raise NotebookError(path, _PARAMETERS, f"{name} is {wanted}, such as {known[name]!r}; {value!r} is not")
    if values:
        places = [place for place, cell in enumerate(notebook.cells) if _PARAMETERS in list_tags(cell)]
        notebook.cells.insert(places[-1] + 1, _make_cell(notebook, values))


def _is_literal(value: object) -> bool:
    with suppress(ValueError, SyntaxError):
        return bool(ast.literal_eval(repr(value)) == value)
    return False


def _fits(value: object, default: object) -> bool:
    """Whether a value is of the kind of the default; True and False are no numbers here."""
    kind = type(default)
    return value is None or kind not in _CALLED or type(value) in _FITTING.get(kind, (kind,))


def _make_cell(notebook: Any, values: Mapping[str, object]) -> Any:
    from nbformat.v4 import new_code_cell

    source = "\n".join(f"{name} = {value!r}" for name, value in values.items())
    cell = new_code_cell(source, metadata={"tags": [INJECTED]}, id=INJECTED)  # type: ignore[no-untyped-call]
    if notebook.nbformat_minor < 5:  # Such notebooks have cells without an id
        del cell["id"]
    return cell


def list_saved(notebook: Any) -> list[str]:
    """The tables that a notebook saves: the names in its calls of `….save(name=table)`."""
    names: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            with suppress(SyntaxError):
                names += _list_keywords_of_saves(ast.parse(cell.source))
    return list(dict.fromkeys(names))


def _list_keywords_of_saves(tree: ast.Module) -> Sequence[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    saves = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "save"]
    return [keyword.arg for call in saves for keyword in call.keywords if keyword.arg]
