"""Notebooks: how they run, and the rules they are written by."""

from __future__ import annotations

import ast
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from helpers.showing import kernels
from helpers.showing.notebooks import (
    Given,
    Place,
    check_settings,
    find_settings,
    list_notebooks,
    list_tables_saved,
    run_notebook,
    run_notebooks,
)
from helpers.showing.parameters import read_value
from helpers.tables import SCHEMAS, HelpersError, NotebookError

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


def write_notebook(path: Path, *sources: str, parameters: str | None = None, **metadata: object) -> Path:
    """A notebook of code cells; the cell with `parameters`, where given, comes first and is tagged."""
    cells = [("parameters", parameters)] if parameters else []
    cells += [("", source) for source in sources]
    notebook = {
        "cells": [
            {
                "cell_type": "code",
                "execution_count": None,
                "id": f"cell-{place}",
                "metadata": {"tags": [tag]} if tag else {},
                "outputs": [],
                "source": source.splitlines(keepends=True),
            }
            for place, (tag, source) in enumerate(cells)
        ],
        "metadata": metadata,
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def read_cells(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def read_text(path: Path, cell: int) -> str:
    """What a cell printed."""
    return "".join(line for output in read_cells(path)[cell]["outputs"] for line in output.get("text", []))


# --- running ----------------------------------------------------------------------------------------------------


@pytest.fixture
def bare_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kernels that import nothing beforehand, which takes most of the time of a notebook that needs nothing."""
    ready = [f"__import__({name!r})" for name in kernels._WARM_UP]
    bare = [option for option in kernels._OPTIONS if not any(words in option for words in ready)]
    assert len(bare) == len(kernels._OPTIONS) - len(ready)
    monkeypatch.setattr(kernels, "_OPTIONS", bare)


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notebooks")
    path = write_notebook(
        folder / "01_try.ipynb",
        "print(FOLDER, TOP)",
        "import os, sys\nprint(os.path.samefile(os.getcwd(), FOLDER_OF_TEST), sys.executable == PYTHON)\n"
        "print(os.environ['NEWSBOOK_TEST'])",
        "import plotly.graph_objects as go\ngo.Figure(go.Bar(x=['Kyiv'], y=[3]))",
        "import warnings\nwarnings.warn('an old word', stacklevel=1)",
        parameters="FOLDER = None\nTOP: int = 15\nPYTHON = FOLDER_OF_TEST = ''",
        kernelspec={"name": "a-kernel-that-is-not-installed", "display_name": "Old"},
    )
    given = {"FOLDER": "articles", "PYTHON": sys.executable, "FOLDER_OF_TEST": str(folder)}
    return run_notebook(path, parameters=given, out=folder / "out", environment={"NEWSBOOK_TEST": "Grüße"})


def test_given_values_replace_those_of_the_parameters_cell(executed: Path) -> None:
    assert read_cells(executed)[1]["metadata"]["tags"] == ["injected-parameters"]
    assert "".join(read_cells(executed)[1]["source"]).startswith("FOLDER = 'articles'\n")
    assert read_text(executed, 2) == "articles 15\n"


def test_kernel_is_the_python_that_runs_newsbook_in_the_folder_of_the_notebook(executed: Path) -> None:
    assert read_text(executed, 3) == "True True\nGrüße\n"


def test_chart_is_kept_as_plotly_json_alone(executed: Path) -> None:
    assert [list(output["data"]) for output in read_cells(executed)[4]["outputs"]] == [
        ["application/vnd.plotly.v1+json"]
    ]


def test_executed_notebook_holds_no_times_and_no_places_of_the_machine(executed: Path) -> None:
    notebook = json.loads(executed.read_text(encoding="utf-8"))
    notebook["cells"][1]["source"] = ""  # The values that this test gave are paths
    text = json.dumps(notebook)
    assert "an old word" in text
    assert "iopub" not in text
    assert "ipykernel_" not in text
    assert str(Path(executed).parent.parent) not in text
    assert notebook["metadata"] == {"kernelspec": {"name": "a-kernel-that-is-not-installed", "display_name": "Old"}}


def test_unknown_parameter_is_an_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "01_try.ipynb", "1", parameters="FOLDER = None\nTOP = 15")
    with pytest.raises(NotebookError) as caught:
        run_notebook(path, parameters={"FOLDRE": "x"}, out=tmp_path)
    assert str(caught.value) == f"{path}, parameters: there is no parameter FOLDRE; it has FOLDER, TOP"


def test_notebook_without_parameters_cell_says_so(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "01_try.ipynb", "FOLDER = None")
    with pytest.raises(NotebookError, match=r"no parameter FOLDER; it has none \(no cell is tagged `parameters`\)"):
        run_notebook(path, parameters={"FOLDER": "x"}, out=tmp_path)


def test_parameter_must_be_a_literal(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "01_try.ipynb", "1", parameters="FOLDER = None")
    with pytest.raises(NotebookError, match=r"FOLDER is a (Posix|Windows)Path; give a string"):
        run_notebook(path, parameters={"FOLDER": Path("x")}, out=tmp_path)


@pytest.mark.parametrize("text", ["", "not JSON", '{"cells": 1}', "[]"], ids=["empty", "text", "other", "list"])
def test_file_that_is_no_notebook_is_one_clear_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "01_try.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotebookError, match=r"01_try\.ipynb, the file: is not a notebook that can be read"):
        run_notebook(path, parameters={}, out=tmp_path)


@pytest.mark.usefixtures("bare_kernels")
def test_failing_cell_is_named_with_its_source_and_what_ran_is_kept(tmp_path: Path) -> None:
    path = write_notebook(
        tmp_path / "01_try.ipynb", "print('ran')", "word = 'x'\nint(word)", "print('never')", parameters="TOP = 1"
    )
    with pytest.raises(NotebookError) as caught:
        run_notebook(path, parameters={"TOP": 2}, out=tmp_path / "out")
    kept = tmp_path / "out" / "01_try.ipynb"
    assert str(caught.value) == (
        f"{path}, code cell 3: ValueError: invalid literal for int() with base 10: 'x'; what ran up to there is in "
        f"{kept}\n    word = 'x'\n    int(word)"
    )
    assert read_text(kept, 2) == "ran\n"
    assert read_cells(kept)[3]["outputs"][0]["ename"] == "ValueError"
    assert read_cells(kept)[4]["outputs"] == []
    assert list(kept.parent.iterdir()) == [kept]


@pytest.mark.usefixtures("bare_kernels")
def test_kernel_that_dies_is_told_with_its_last_words(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "01_try.ipynb", "import os\nos.write(2, b'out of memory\\n')\nos._exit(3)")
    with pytest.raises(NotebookError, match="code cell 1: its Python process ended"):
        run_notebook(path, parameters={}, out=tmp_path / "out")


@pytest.mark.usefixtures("bare_kernels")
def test_notebooks_start_afresh_and_the_first_failure_stops_all(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = [
        write_notebook(tmp_path / "01_first.ipynb", "name = 1"),
        write_notebook(tmp_path / "02_fails.ipynb", "print('name' in globals())", "1 / 0", "print('never')"),
        write_notebook(tmp_path / "03_needs_02.ipynb", "1"),
        write_notebook(
            tmp_path / "04_needs_01.ipynb", "print(2)", "import time\ntime.sleep(300)", newsbook={"after": ["01_first"]}
        ),
    ]
    done: list[str] = []
    began = time.monotonic()
    with pytest.raises(NotebookError) as caught:
        run_notebooks(paths, Given(), out=tmp_path / "out", report=lambda path, _: done.append(path.stem))
    kept = tmp_path / "out" / "02_fails.ipynb"
    assert str(caught.value) == (
        f"{paths[1]}, code cell 2: ZeroDivisionError: division by zero; what ran up to there is in {kept}\n    1 / 0"
    )
    assert time.monotonic() - began < 200  # The last one alone would take 300.
    assert done == ["01_first"]
    assert read_text(kept, 0) == "False\n"
    assert read_cells(kept)[1]["outputs"][0]["ename"] == "ZeroDivisionError"
    assert read_cells(kept)[2]["outputs"] == []
    assert not (tmp_path / "out" / "03_needs_02.ipynb").exists()
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("bare_kernels")
def test_notebooks_that_do_not_need_each_other_run_at_the_same_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).touch()
    # Each takes away its own file and waits for the other to do the same.
    wait = "import pathlib, time\npathlib.Path({mine!r}).unlink()\n"
    wait += "while pathlib.Path({other!r}).exists():\n    time.sleep(0.05)"
    paths = [
        write_notebook(tmp_path / "01_first.ipynb", "1"),
        write_notebook(tmp_path / "02_a.ipynb", wait.format(mine="one", other="two"), newsbook={"after": ["01_first"]}),
        write_notebook(tmp_path / "03_b.ipynb", wait.format(mine="two", other="one"), newsbook={"after": ["01_first"]}),
    ]
    assert len(run_notebooks(paths, Given(), out=tmp_path / "out")) == 3


@pytest.mark.usefixtures("bare_kernels")
def test_cell_that_runs_is_told_of_each_notebook_under_way(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "01_try.ipynb", "1", "import time\ntime.sleep(1)", parameters="TOP = 1")
    seen: list[Place] = []
    run_notebooks([path], Given({"TOP": 2}), out=tmp_path / "out", watch=seen.extend)
    slow = [place for place in seen if place.cell == 3]
    assert {(place.path, place.cells) for place in slow} == {(path, 3)}
    assert max(place.seconds for place in slow) > 0.5


# --- settings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "default", "value"),
    [
        ("30", 15, 30),
        ("0.5", 1.0, 0.5),
        ("True", False, True),
        ("None", "article", None),
        ("outlet", "article", "outlet"),
        ("30", "article", "30"),
        ("'30'", None, "30"),
        ("['a', 'b']", None, ["a", "b"]),
        ("", None, ""),
        ("30and", None, "30and"),
        (r"\d+", None, r"\d+"),
        (r"'\d+'", None, r"\d+"),
        ("__import__('os').getcwd()", None, "__import__('os').getcwd()"),
        ("(" * 500, None, "(" * 500),
        ("1_000", 15, 1000),
    ],
)
def test_setting_is_a_literal_where_it_is_one_else_a_text(text: str, default: object, value: object) -> None:
    assert read_value(text, default) == value
    assert type(read_value(text, default)) is type(value)


@pytest.mark.usefixtures("bare_kernels")
def test_setting_goes_to_the_notebooks_that_have_it(tmp_path: Path) -> None:
    paths = [
        write_notebook(tmp_path / "01_a.ipynb", "print(TOP, WORD)", parameters="TOP = 15\nWORD = None"),
        write_notebook(tmp_path / "02_b.ipynb", "print(ROWS)", parameters="ROWS = 20"),
    ]
    settings = {"TOP": "30", "WORD": '"; import os #'}
    check_settings(paths, Given(settings=settings))
    executed = run_notebooks(paths, Given(settings=settings), out=tmp_path / "out")
    assert read_text(executed[0], 2) == '30 "; import os #\n'
    assert read_text(executed[1], 1) == "20\n"
    assert [find_settings(executed, name) for name in ("TOP", "ROWS", "NONE")] == [[30], [20], []]


def test_setting_that_no_notebook_has_is_an_error_that_lists_those_there_are(tmp_path: Path) -> None:
    paths = [
        write_notebook(tmp_path / "01_a.ipynb", "1", parameters="FOLDER = None\nTOP = 15"),
        write_notebook(tmp_path / "02_b.ipynb", "1", parameters="FOLDER = None\nTOP: int = 15\nROWS = 20"),
    ]
    for name in ("TPO", "FOLDER"):
        with pytest.raises(HelpersError) as caught:
            check_settings(paths, Given({"FOLDER": "x"}, {name: "3"}))
        assert str(caught.value) == (
            f"--set {name}: no notebook that runs takes it; the names there are, with their notebooks: ROWS (02), "
            "TOP (01, 02)"
        )


@pytest.mark.parametrize(
    ("default", "text", "says"),
    [
        ("15", "many", "TOP is a whole number, such as 15; 'many' is not"),
        ("15", "1.5", "TOP is a whole number, such as 15; 1.5 is not"),
        ("15", "True", "TOP is a whole number, such as 15; True is not"),
        ("False", "yes", "TOP is True or False, such as False; 'yes' is not"),
        ("['a']", "a", "TOP is a list, such as ['a']; 'a' is not"),
    ],
)
def test_setting_of_another_kind_is_an_error(tmp_path: Path, default: str, text: str, says: str) -> None:
    path = write_notebook(tmp_path / "01_a.ipynb", "1", parameters=f"TOP = {default}")
    with pytest.raises(NotebookError) as caught:
        check_settings([path], Given(settings={"TOP": text}))
    assert str(caught.value) == f"{path}, parameters: {says}"


def test_notebooks_save_every_table_and_name_the_notebooks_that_they_need() -> None:
    saved = {path.stem: list_tables_saved(path) for path in list_notebooks(NOTEBOOKS)}
    assert {name for names in saved.values() for name in names} == set(SCHEMAS)
    makers = {table: stem for stem, tables in saved.items() for table in tables if table != "problems"}
    assert sorted(set(makers.values())) == ["01_load", "02_quotes", "03_entities"]
    for path in list_notebooks(NOTEBOOKS)[3:]:
        # What only shows waits for the last that saves, and for nothing else.
        assert json.loads(path.read_text(encoding="utf-8"))["metadata"]["newsbook"] == {"after": ["03_entities"]}


def test_notebooks_are_listed_in_order_without_those_for_maintainers(tmp_path: Path) -> None:
    for name in ("10_more.ipynb", "01_load.ipynb", "90_score.ipynb", "Untitled.ipynb", "02_x.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in list_notebooks(tmp_path)] == ["01_load.ipynb", "10_more.ipynb"]


# --- how notebooks are written (style.md) -----------------------------------------------------------------------

NOT_IN_NOTEBOOKS = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.If,
    ast.Try,
    ast.comprehension,
    ast.NamedExpr,
    ast.AugAssign,
)


def list_faults(cells: Sequence[dict[str, Any]]) -> list[str]:
    """What breaks the rules for notebooks, one line each."""
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    faults = [f"{sum('parameters' in cell['metadata'].get('tags', []) for cell in code)} cells tagged parameters"]
    faults = [] if faults[0].startswith("1 ") else faults
    trees = []
    for number, cell in enumerate(code, start=1):
        source = "".join(cell["source"])
        if cell["outputs"] or cell["execution_count"] is not None:
            faults.append(f"cell {number} is saved with outputs")
        if len(source.splitlines()) > 8:
            faults.append(f"cell {number} has more than 8 lines")
        try:
            trees.append(ast.parse(source))
        except SyntaxError:
            faults.append(f"cell {number} is not plain Python")
    return faults + list_code_faults(trees)


def list_code_faults(trees: Sequence[ast.Module]) -> list[str]:
    nodes = [node for tree in trees for node in ast.walk(tree)]
    faults = [f"{type(node).__name__} belongs in helpers" for node in nodes if isinstance(node, NOT_IN_NOTEBOOKS)]
    imports = [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    faults += [f"imports: {ast.unparse(node)}" for node in imports if not is_ours(node)]
    if len([tree for tree in trees if any(isinstance(node, ast.Import | ast.ImportFrom) for node in tree.body)]) > 1:
        faults.append("more than one cell imports")
    stored = Counter(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    return faults + [f"{name} is assigned {times} times" for name, times in stored.items() if times > 1]


def is_ours(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "helpers" and node.level == 0
    return [name.name for name in node.names] == ["helpers"]


def make_code_cell(source: str, **changes: Any) -> dict[str, Any]:
    cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
    return cell | changes


PARAMETERS = make_code_cell("FOLDER = None", metadata={"tags": ["parameters"]})


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("%matplotlib inline", "cell 2 is not plain Python"),
        ("def f():\n    pass", "FunctionDef belongs in helpers"),
        ("for row in rows:\n    print(row)", "For belongs in helpers"),
        ("names = [row for row in rows]", "comprehension belongs in helpers"),
        ("import re", "imports: import re"),
        ("from helpers.tables import conform", "imports: from helpers.tables import conform"),
        ("FOLDER = 'x'", "FOLDER is assigned 2 times"),
        ("\n".join(["1"] * 9), "cell 2 has more than 8 lines"),
    ],
    ids=["magic", "function", "loop", "comprehension", "import", "inner import", "second value", "long cell"],
)
def test_a_fault_in_a_notebook_is_seen(source: str, fault: str) -> None:
    assert fault in list_faults([PARAMETERS, make_code_cell(source)])


def test_outputs_and_a_missing_parameters_cell_are_seen() -> None:
    shown = make_code_cell("1", outputs=[{"output_type": "stream"}], execution_count=1)
    assert list_faults([shown]) == ["0 cells tagged parameters", "cell 1 is saved with outputs"]


def test_the_six_notebooks_are_there() -> None:
    assert [path.stem for path in list_notebooks(NOTEBOOKS)] == [
        "01_load",
        "02_quotes",
        "03_entities",
        "04_charts",
        "05_read",
        "06_compare",
    ]


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebook_keeps_the_rules(path: Path) -> None:
    assert list_faults(read_cells(path)) == []


# --- the six notebooks, each alone -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", list_notebooks(NOTEBOOKS), ids=lambda path: path.stem)
def test_notebook_runs_alone_without_what_the_others_saved(path: Path, tmp_path: Path) -> None:
    parameters = {"FOLDER": "../seeds", "OUT": (tmp_path / "build").as_posix(), "ENGINE": "rules"}
    executed = run_notebook(path, parameters=parameters, out=tmp_path)
    outputs = [output for cell in read_cells(executed) for output in cell.get("outputs", [])]
    assert any("text/html" in output.get("data", {}) for output in outputs)
    assert not [output for output in outputs if output.get("name") == "stderr" or output["output_type"] == "error"]
