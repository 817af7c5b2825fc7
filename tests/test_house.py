"""The house: who may import whom, the face of the package, sizes, what may stand in the repository, and the README."""

from __future__ import annotations

import ast
import fnmatch
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from helpers.languages import Language, available_languages, load_language
from helpers.tables import SCHEMAS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "helpers"
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each room may import besides itself. What composes may import every room, and what is listed.
ROOMS: dict[str, set[str]] = {
    "tables": set(),
    "languages": {"tables"},
    "wording": set(),
    "reading": {"tables", "languages", "wording"},
    "quoting": {"tables", "languages"},
    "naming": {"tables", "languages"},
    "showing": {"tables", "languages", "wording"},
    "keeping": {"tables"},
    "scoring": {"tables"},
    "training": {"tables", "languages", "quoting", "naming", "scoring"},
    "gathering": {"tables", "languages", "naming"},
    "resources": set(),
    "terminal": set(),
}
COMPOSING: dict[str, set[str]] = {
    "annotation": set(),
    "arguments": {"corpus"},
    "corpus": set(),
    "workbook": {"corpus"},
    "__init__": {"annotation", "corpus"},
    "__main__": {"annotation", "arguments", "corpus", "workbook"},
}
HEAVY = (
    "duckdb",
    "ipywidgets",
    "nbclient",
    "nbconvert",
    "nbformat",
    "onnx",
    "onnxruntime",
    "plotly",
    "tokenizers",
    "torch",
    "xlsxwriter",
)

NEVER_CALLED = {"eval", "exec", "os.system", "warnings.filterwarnings", "warnings.simplefilter"}

MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40
FEWEST_VERBS = 80
MOST_BYTES_OF_A_PICTURE = 300_000

TOP_LEVEL = {
    ".ci",
    ".git",
    ".gitattributes",
    ".gitignore",
    "LICENSE",
    "README.md",
    "helpers",
    "notebooks",
    "pyproject.toml",
    "seeds",
    "tests",
}
# Put together here, for this file may not hold them either.
NOT_IN_TEXTS = {
    "a host of a registry": [
        r"pypi\." + "org",
        "pythonhosted" + r"\.org",
        r"registry\." + "npmjs",
        r"repo\." + "anaconda",
        r"deb\." + "debian",
        r"archive\." + "ubuntu",
    ],
    "a path of somebody's machine": [
        "/" + "work/",
        "/" + r"home/\w",
        "/" + r"Users/\w",
        r"\b[A-Za-z]:\\" + "Users",
        "/" + "tmp/h",
        r"\." + "library",
    ],
}


def room_of(path: Path) -> str:
    """The room that a module lies in: its folder, or its own name right below the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def list_imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and room of everything of this package that a module imports; its face is the room "__init__"."""
    parts = ("helpers", *path.relative_to(PACKAGE).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*(parts[: -node.level] if node.level else ()), *([node.module] if node.module else [])])
            names = [f"{base}.{name.name}" for name in node.names] if base == "helpers" else [base]
        else:
            continue
        for name in names:
            words = name.split(".")
            if words[0] == "helpers":
                yield node.lineno, words[1] if len(words) > 1 and words[1] in ROOMS | COMPOSING else "__init__"


def list_files() -> list[Path]:
    """All files that are no output: what .gitignore names is left out, so that an export is read like a clone."""
    patterns = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]

    def is_ignored(name: str) -> bool:
        return name == ".git" or any(fnmatch.fnmatch(name, pattern) for pattern in patterns)

    def walk(folder: Path) -> Iterator[Path]:
        for path in sorted(folder.iterdir()):
            if not is_ignored(path.name):
                yield from walk(path) if path.is_dir() else [path]

    return list(walk(ROOT))


def list_functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


# --- rooms ------------------------------------------------------------------------------------------------------


def test_every_module_lies_in_a_room_that_the_design_knows() -> None:
    assert {room_of(path) for path in MODULES} <= set(ROOMS | COMPOSING)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_only_what_the_design_allows(room: str) -> None:
    allowed = ROOMS[room] | {room}
    wrong = [
        f"{path.relative_to(ROOT).as_posix()}:{line} imports {target}"
        for path in MODULES
        if room_of(path) == room
        for line, target in list_imports(path)
        if target not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize("module", sorted(COMPOSING))
def test_modules_that_compose_do_not_go_in_circles(module: str) -> None:
    allowed = set(ROOMS) | COMPOSING[module]
    path = PACKAGE / f"{module}.py"
    assert [f"line {line} imports {target}" for line, target in list_imports(path) if target not in allowed] == []


@pytest.mark.parametrize(
    ("source", "targets"),
    [
        ("from helpers.naming import x", ["naming"]),
        ("from helpers import corpus", ["corpus"]),
        ("from helpers import find_quotes", ["__init__"]),
        ("import helpers.showing.charts as c", ["showing"]),
        ("from ..naming.names import x", ["naming"]),
        ("from .. import naming", ["naming"]),
        ("from . import marks", ["quoting"]),
        ("def f():\n    from helpers.corpus import analyse", ["corpus"]),
        ("import pandas", []),
    ],
    ids=["room", "module of the face", "face", "import as", "relative", "from above", "beside", "inside", "other"],
)
def test_an_import_is_seen_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, targets: list[str]
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)
    (tmp_path / "quoting").mkdir()
    path = tmp_path / "quoting" / "rules.py"
    path.write_text(source, encoding="utf-8")
    assert [target for _, target in list_imports(path)] == targets


def test_import_of_the_package_loads_nothing_heavy_and_changes_no_option() -> None:
    script = (
        "import sys, pandas, warnings\n"
        "before = {o: pandas.get_option(o) for o in ('display.max_rows', 'display.width', 'mode.copy_on_write')"
        " if o.startswith('display')}\n"
        "filters = list(warnings.filters)\n"
        "import helpers\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
        "print(before == {o: pandas.get_option(o) for o in before}, filters == warnings.filters)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\nTrue True\n", "")


# --- the face ---------------------------------------------------------------------------------------------------


def test_public_names_are_sorted_and_exist() -> None:
    import helpers

    names = list(helpers.__all__)
    # The order that ruff keeps: constants, classes, functions.
    assert names == sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
    assert len(names) == len(set(names))
    assert [name for name in names if not hasattr(helpers, name)] == []


def test_public_names_say_what_they_are() -> None:
    import helpers

    things = {name: getattr(helpers, name) for name in helpers.__all__}
    described = {name: thing for name, thing in things.items() if inspect.isclass(thing) or inspect.isroutine(thing)}
    assert [name for name, thing in described.items() if not (thing.__doc__ or "").strip()] == []
    # A class without a docstring of its own is given its call as one.
    assert [name for name, thing in described.items() if (thing.__doc__ or "").startswith(f"{name}(")] == []


def test_face_holds_no_logic() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    kinds = {type(node) for node in tree.body}
    assert kinds <= {ast.Expr, ast.ImportFrom, ast.Assign}


# --- sizes ------------------------------------------------------------------------------------------------------


def test_no_module_is_longer_than_allowed() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    long = [f"{path.relative_to(ROOT).as_posix()}: {count}" for path, count in lengths.items() if count > MOST_LINES]
    assert long == []


def test_no_function_is_longer_than_allowed() -> None:
    long = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {node.name}: {length}"
        for path in MODULES
        for node in list_functions(path)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


# --- languages --------------------------------------------------------------------------------------------------


def list_language_tests(tree: ast.AST, codes: frozenset[str]) -> Iterator[int]:
    """Lines that compare something with the code of a language, or a language with any fixed word."""
    for node in ast.walk(tree):
        if isinstance(node, ast.MatchValue | ast.MatchSingleton) and any(True for _ in fixed_words(node)):
            yield node.lineno
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            about_language = any(names_language(side) for side in sides)
            if any(word in codes or about_language for side in sides for word in fixed_words(side)):
                yield node.lineno


def fixed_words(node: ast.AST) -> Iterator[str]:
    """The words written out on one side of a comparison, alone or in a list."""
    inner = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [getattr(node, "value", node), node]
    for part in inner:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def names_language(node: ast.AST) -> bool:
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return name in {"language", "lang"}


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('if language == "de":\n    pass', [1]),
        ('if "en" != code:\n    pass', [1]),
        ('good = article.language in ("de", "en")', [1]),
        ('if lang == "fr":\n    pass', [1]),
        ('match code:\n    case "de":\n        pass', [2]),
        ("if code == UNDETERMINED:\n    pass", []),
        ('if kind == "direct":\n    pass', []),
        ('word.endswith(("en", "e"))', []),
    ],
    ids=["equal", "unequal", "one of", "no file yet", "match", "constant", "other word", "ending"],
)
def test_a_comparison_with_a_language_is_seen(source: str, lines: list[int]) -> None:
    assert list(list_language_tests(ast.parse(source), frozenset({"de", "en"}))) == lines


def test_no_code_asks_which_language_it_is() -> None:
    codes = frozenset(available_languages())
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{line}"
        for path in MODULES
        for line in list_language_tests(ast.parse(path.read_text(encoding="utf-8")), codes)
    ]
    assert found == []


@pytest.mark.parametrize("code", available_languages())
def test_language_holds_enough_reporting_verbs_with_their_forms(code: str) -> None:
    verbs = load_language(code).speech_verbs
    assert len(verbs) >= FEWEST_VERBS
    assert [lemma for lemma, forms in verbs.items() if len(forms) < 2] == []


# --- the repository ---------------------------------------------------------------------------------------------


def test_top_level_holds_only_what_belongs_there() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in list_files()} <= TOP_LEVEL


@pytest.mark.parametrize("what", sorted(NOT_IN_TEXTS))
def test_no_file_names(what: str) -> None:
    forbidden = re.compile("|".join(NOT_IN_TEXTS[what]))
    found = []
    for path in list_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT).as_posix()}: {match[0]}" for match in forbidden.finditer(text)]
    assert found == []


def test_code_silences_no_warning_and_runs_no_text() -> None:
    """No `except:`, no filter of warnings, no eval, exec or os.system: an article may never become code."""
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in NEVER_CALLED:
                found.append(f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {ast.unparse(node.func)}")
            if isinstance(node, ast.ExceptHandler) and node.type is None:
                found.append(f"{path.relative_to(ROOT).as_posix()}:{node.lineno} except without a kind")
    assert found == []


# --- the README says what is ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCHEMAS)
def test_readme_explains_every_column_of_a_table(readme: str, name: str) -> None:
    head = rf"^\*\*{name}\*\*: one row .+\n\n\| column \| is \|\n\| --- \| --- \|\n"
    section = re.search(head + r"((?:\|.+\n)+)", readme, re.M)
    assert section, f"README.md has no table of the columns of {name}"
    told = [column for row in section[1].splitlines() for column in row.split("|")[1].strip().split(", ")]
    schema = SCHEMAS[name]
    assert told == [column + "?" * (column in schema.optional) for column in schema.columns]


@pytest.mark.parametrize("command", ["run", "analyse", "check", "annotate", "score", "lab", "why", "export"])
def test_readme_names_every_command_and_option(readme: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    from helpers.__main__ import main

    with pytest.raises(SystemExit):
        main([command, "--help"])
    options = set(re.findall(r"(?<=\s)--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert f"| `newsbook {command} " in readme
    assert [option for option in sorted(options) if option not in readme] == []


def test_readme_explains_every_key_of_a_language_file(readme: str) -> None:
    keys = {field.name for field in fields(Language)} - {"code"}
    told = set(re.findall(r"`\[{0,2}([a-z_]+)\]{0,2}`", readme.split("## Adding a language")[1].split("\n## ")[0]))
    assert keys - told == set()


def test_readme_explains_every_column_of_the_table_of_entities(readme: str) -> None:
    first = (PACKAGE / "resources" / "entities.csv").read_text(encoding="utf-8").splitlines()[0]
    section = readme.split("## Correcting a name")[1].split("\n## ")[0]
    told = [column for row in re.findall(r"^\| ([a-z_, ]+) \|", section, re.M) for column in row.split(", ")]
    assert told[1:] == first.split(";")


def test_readme_leads_only_to_what_is_there(readme: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", readme)
    assert [target for target in targets if not (ROOT / target).is_file()] == []


def test_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (ROOT / "tests" / "pictures").glob("*")}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES_OF_A_PICTURE} == {}


@pytest.mark.parametrize("heading", ["### Run it", "### Test it"])
def test_commands_of_the_readme_are_one_line_each(readme: str, heading: str) -> None:
    blocks = re.findall(r"^```\n(.*?)^```", readme.split(f"{heading}\n")[1].split("\n#")[0], re.M | re.S)
    assert [len(block.splitlines()) for block in blocks[:2]] == [1, 1]
    assert blocks[0].startswith("python3 -m venv .venv && ")
    assert blocks[1].startswith("py -m venv .venv && ")
