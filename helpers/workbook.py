"""The main job: the notebooks run on a folder, and a site made of them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from helpers.corpus import ROOT, SIZE_VARIABLE, Corpus, Options, need_articles, open_corpus
from helpers.quoting import choose_engine
from helpers.showing import summarise_corpus
from helpers.showing.notebooks import list_notebooks, run_notebooks
from helpers.showing.site import build_site
from helpers.tables import HelpersError, rows_of

Report = Callable[[str], None]

NOTEBOOKS = ROOT / "notebooks"
_MOST_PROBLEMS = 20


def run_workbook(folder: Path, out: Path, *, options: Options, report: Report) -> Path:
    """The start page of the site made from all notebooks, run on `folder`.

    Tables, executed notebooks and site lie beside each other below `out`; `report` is called with a line as each step
    is done. Raises ArticleError where the folder holds no article, NotebookError where a notebook fails, HelpersError
    where there are no notebooks.
    """
    paths = list_notebooks(NOTEBOOKS)
    if not paths:
        raise HelpersError(f"{NOTEBOOKS}: holds no notebooks; run Newsbook from its clone (pip install -e .)")
    started = time.monotonic()
    corpus = open_corpus(folder, out, engine=options.engine, max_mb=options.max_mb)
    need_articles(corpus)
    corpus.save(**{name: corpus.table(name) for name in ("articles", "copies", "paragraphs", "problems")})
    report(_line(f"read {len(corpus.articles)} articles from {folder}", started))
    for problem in rows_of(corpus.problems.head(_MOST_PROBLEMS)):
        report(f"  {problem.severity}: {problem.path}: {problem.message}")
    if len(corpus.problems) > _MOST_PROBLEMS:
        report(f"  … and {len(corpus.problems) - _MOST_PROBLEMS} more; see newsbook check and the start page")
    executed = _run(paths, folder, out, options=options, report=report)
    started = time.monotonic()
    pages = _build(executed, open_corpus(folder, out, engine=options.engine, max_mb=options.max_mb), out / "site")
    report(_line(f"site of {len(executed)} pages and a start page", started))
    return pages[0]


def _run(paths: list[Path], folder: Path, out: Path, *, options: Options, report: Report) -> list[Path]:
    # Relative, so that a shared notebook does not tell whose computer it was made on.
    parameters = {
        "FOLDER": Path(os.path.relpath(folder, NOTEBOOKS)).as_posix(),
        "OUT": Path(os.path.relpath(out, NOTEBOOKS)).as_posix(),
        "ENGINE": options.engine,
    }
    return run_notebooks(
        paths,
        parameters=parameters,
        out=out / "notebooks",
        environment={SIZE_VARIABLE: str(options.max_mb)},
        report=lambda path, seconds: report(f"{path.stem}  {seconds:.1f} s"),
    )


def _build(executed: list[Path], corpus: Corpus, out: Path) -> list[Path]:
    facts = summarise_corpus(
        corpus.articles,
        copies=corpus.copies,
        problems=corpus.problems,
        quotes=corpus.quotes,
        speakers=corpus.speakers,
    )
    problems = corpus.problems
    return build_site(
        executed,
        out,
        title=f"Newsbook: {corpus.folder.resolve().name}",
        facts=list(facts.itertuples(index=False, name=None)),
        skipped=list(problems[["path", "message"]].itertuples(index=False, name=None)),
        engine=choose_engine(corpus.options.engine),
    )


def _line(what: str, started: float) -> str:
    return f"{what}  {time.monotonic() - started:.1f} s"
