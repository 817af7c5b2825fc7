"""The page that `newsbook lab` opens on, as Markdown: which folder, what was read already, and what is where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from helpers.showing.labels import name_language

NAME = "start.md"


def describe_start(folder: Path, out: Path, *, notebooks: Sequence[Path], articles: pd.DataFrame | None) -> str:
    """The page: `articles` are those read already from `folder`, None where it was not read yet.

    Names of folders come from the user's disk: they stand in code spans, where Markdown reads nothing.
    """
    rows = "\n".join(f"| [{path.stem}]({path.name}) | {asks} |" for path, asks in _list_questions(notebooks))
    return "\n\n".join(
        [
            "# Newsbook",
            f"Articles: {to_code(str(folder))}: {_count(articles)}",
            f"Tables, and the site where one was made: {to_code(str(out))}{_tell_site(out)}",
            f"## The notebooks\n\n| notebook | asks |\n| --- | --- |\n{rows}",
            "Open one and choose *Run > Run All Cells*. Each runs alone: it opens the tables that are saved and makes "
            "those that are absent. Its first cell holds its parameters: change them and run again.",
            "Filters to choose from, which chart and table follow, are at the end of [02_quotes](02_quotes.ipynb); "
            "articles and words to choose are in [05_read](05_read.ipynb).",
            "Another folder: stop this program (Ctrl+C where it was started) and type `newsbook lab FOLDER`. A site of "
            "these pages to share: `newsbook run FOLDER`.",
        ]
    ) + "\n"  # fmt: skip


def to_code(text: str) -> str:
    """The text as a code span, on one line, with more backticks around it than stand within.

    >>> to_code("a`b")
    '`` a`b ``'
    """
    line = " ".join(text.split())
    if "`" not in line:
        return f"`{line}`"
    fence = "`" * (max(len(run) for run in _list_runs(line)) + 1)
    return f"{fence} {line} {fence}"


def _list_runs(line: str) -> Iterator[str]:
    """The runs of backticks in a line."""
    run = ""
    for letter in f"{line} ":
        if letter == "`":
            run += letter
        elif run:
            yield run
            run = ""


def _count(articles: pd.DataFrame | None) -> str:
    if articles is None:
        return "not read yet; the first notebook reads them."
    counts = articles["language"].value_counts().sort_index()
    languages = ", ".join(f"{name_language(code)} {count}" for code, count in counts.items())
    number = f"{len(articles)} {'article' if len(articles) == 1 else 'articles'}"
    return f"{number} read already" + (f" ({languages})." if languages else ".")


def _tell_site(out: Path) -> str:
    page = out / "site" / "index.html"
    return f". Open {to_code(str(page))} in a browser." if page.is_file() else ""


def _list_questions(notebooks: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each notebook with the first paragraph below its title: the question that it asks."""
    for path in notebooks:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        paragraphs = [part for part in "\n\n".join(prose).split("\n\n") if part.strip() and not part.startswith("#")]
        yield path, " ".join(paragraphs[0].split()).replace("|", "\\|") if paragraphs else ""
