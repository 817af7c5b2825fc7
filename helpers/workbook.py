"""The main job: the notebooks run on a folder, and a site made of them; and the notebooks opened in JupyterLab."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from helpers.corpus import (
    FOLDER_VARIABLE,
    OUT_VARIABLE,
    ROOT,
    SIZE_VARIABLE,
    THREADS_VARIABLE,
    Corpus,
    Options,
    count_things,
    need_articles,
    open_corpus,
)
from helpers.quoting import choose_engine
from helpers.showing import summarise_corpus
from helpers.showing.notebooks import list_notebooks, run_notebooks
from helpers.showing.site import build_site
from helpers.tables import ArticleError, HelpersError, rows_of

Report = Callable[[str], None]

NOTEBOOKS = ROOT / "notebooks"
_MOST_PROBLEMS = 20
# JupyterLab asks whether to fetch news, over the first notebook; Newsbook fetches nothing.
_LAB_SETTINGS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}


def run_workbook(folder: Path, out: Path, *, options: Options, report: Report) -> Path:
    """The start page of the site made from all notebooks, run on `folder`.

    Tables, executed notebooks and site lie beside each other below `out`; `report` is called with a line as each step
    is done. Raises ArticleError where the folder holds no article, NotebookError where a notebook fails, HelpersError
    where there are no notebooks.
    """
    paths = _list_notebooks()
    started = time.monotonic()
    corpus = open_corpus(folder, out, engine=options.engine, max_mb=options.max_mb)
    need_articles(corpus)
    corpus.save(**{name: corpus.table(name) for name in ("articles", "copies", "paragraphs", "problems")})
    report(_line(f"read {count_things(len(corpus.articles), 'articles')} from {folder}", started))
    for problem in rows_of(corpus.problems.head(_MOST_PROBLEMS)):
        report(f"  {problem.severity}: {problem.path}: {problem.message}")
    if len(corpus.problems) > _MOST_PROBLEMS:
        report(f"  … and {len(corpus.problems) - _MOST_PROBLEMS} more; see newsbook check and the start page")
    executed = _run(paths, folder, out, options=options, report=report)
    started = time.monotonic()
    pages = _build(executed, open_corpus(folder, out, engine=options.engine, max_mb=options.max_mb), out / "site")
    report(_line(f"site of {count_things(len(executed), 'pages')} and a start page", started))
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
        environment={SIZE_VARIABLE: str(options.max_mb), THREADS_VARIABLE: str(options.threads)},
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


def open_lab(folder: Path, out: Path, *, passed: Sequence[str] = ()) -> int:
    """The exit code of JupyterLab, opened on the first notebook; `passed` are more options of JupyterLab's own.

    Raises ArticleError where the folder is missing, HelpersError where there are no notebooks.
    """
    if not folder.is_dir():
        raise ArticleError(folder, "is not a folder; name one that holds articles", code="folder")
    first = _list_notebooks()[0]
    given = ["-y", f"--ServerApp.root_dir={NOTEBOOKS}", "--LabApp.news_url=None"]
    given.append("--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # In a container one often is root, and Jupyter refuses to start.
        given.append("--allow-root")
    command = [sys.executable, "-m", "jupyterlab", *given, *passed, str(first)]
    with _lab_settings() as settings:
        environment = {
            **os.environ,
            FOLDER_VARIABLE: str(folder.resolve()),
            OUT_VARIABLE: str(out.resolve()),
            "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, [settings, os.environ.get("JUPYTER_CONFIG_PATH")])),
        }
        return _wait(subprocess.Popen(command, env=environment))  # noqa: S603 (the user's own options)


@contextlib.contextmanager
def _lab_settings() -> Iterator[str]:
    """A folder of settings that JupyterLab takes where its user has chosen nothing."""
    with tempfile.TemporaryDirectory(prefix="newsbook-") as folder:
        path = Path(folder, "labconfig", "default_setting_overrides.json")
        path.parent.mkdir()
        path.write_text(json.dumps(_LAB_SETTINGS), encoding="utf-8")
        yield folder


def _wait(process: subprocess.Popen[bytes]) -> int:
    """The exit code of a process that hears Ctrl+C itself, and is given the time to end well."""
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            return process.wait()


def _list_notebooks() -> list[Path]:
    paths = list_notebooks(NOTEBOOKS)
    if not paths:
        raise HelpersError(f"{NOTEBOOKS}: holds no notebooks; run Newsbook from its clone (pip install -e .)")
    return paths
