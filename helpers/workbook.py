"""The main job: the notebooks run on a folder, and a site made of them; and the notebooks opened in JupyterLab."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from helpers.corpus import (
    FOLDER_VARIABLE,
    OUT_VARIABLE,
    READING_VARIABLE,
    ROOT,
    THREADS_VARIABLE,
    Corpus,
    Options,
    need_articles,
    open_corpus,
)
from helpers.keeping import Record, Store, hash_inputs, replace_file
from helpers.quoting import choose_engine
from helpers.reading import AS_FOUND, ReadingOptions
from helpers.showing import Counting, summarise_corpus
from helpers.showing.notebooks import (
    Given,
    Place,
    check_settings,
    find_settings,
    list_notebooks,
    list_tables_saved,
    run_notebooks,
)
from helpers.showing.packing import pack_site
from helpers.showing.site import build_site
from helpers.showing.start import NAME as START_PAGE
from helpers.showing.start import describe_start
from helpers.tables import ArticleError, HelpersError, rows_of
from helpers.terminal import Screen, count_things, watch_files

NOTEBOOKS = ROOT / "notebooks"
_MOST_PROBLEMS = 20
_SINGLE_FILE = "site.html"
_ONCE_PER_STORY = "ONCE_PER_STORY"
# JupyterLab asks whether to fetch news, over the start page; Newsbook fetches nothing. The start page is to be read.
_LAB_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}},
}


@dataclass(frozen=True)
class Choices:
    """What a run may be told besides the options of the analysis.

    `settings` are parameters of the notebooks, as typed; `start` is the notebook to begin with, such as "03";
    `excerpts` leaves the articles' texts out of the site, `single_file` packs the site into one file as well.
    """

    settings: Mapping[str, str] = field(default_factory=dict)
    start: str | None = None
    excerpts: bool = False
    single_file: bool = False


def run_workbook(folder: Path, out: Path, *, options: Options, choices: Choices, screen: Screen) -> Path:
    """The start page of the site made from all notebooks, run on `folder`.

    Tables, executed notebooks and site lie beside each other below `out`; `screen` is told as each step is done.
    Raises ArticleError where the folder holds no article, NotebookError where a notebook fails, HelpersError where
    there are no notebooks, a setting is not known, or the last run left nothing to begin from.
    """
    paths = _list_notebooks()
    given = _collect(folder, out, options=options, settings=choices.settings)
    first = _find_start(paths, choices.start)
    check_settings(paths[first:], given)
    started = time.monotonic()
    corpus = open_corpus(folder, out, engine=options.engine, reading=options.reading, watch=watch_files(screen))
    record = Record(out / "notebooks", cast(Store, corpus.store))
    kept = {path.stem: list_tables_saved(path) for path in paths[:first]}
    record.need(kept, start=paths[first].stem)
    need_articles(corpus)
    corpus.save(**{name: corpus.table(name) for name in ("articles", "files", "copies", "paragraphs", "problems")})
    screen.say(_line(f"read {count_things(len(corpus.articles), 'articles')} from {folder}", started))
    _tell_problems(corpus, screen)
    record.begin(kept)
    _run(paths[first:], given, record=record, screen=screen)
    started = time.monotonic()
    executed = [record.folder / path.name for path in paths]
    corpus = open_corpus(folder, out, engine=options.engine, reading=options.reading)
    pages = _build(executed, corpus, out / "site", excerpts=choices.excerpts)
    screen.say(_line(f"site of {count_things(len(executed), 'pages')} and a start page", started))
    _pack(out, screen, wanted=choices.single_file)
    return pages[0]


def _tell_problems(corpus: Corpus, screen: Screen) -> None:
    for problem in rows_of(corpus.problems.head(_MOST_PROBLEMS)):
        screen.say(f"  {problem.severity}: {problem.path}: {problem.message}")
    if len(corpus.problems) > _MOST_PROBLEMS:
        screen.say(f"  … and {len(corpus.problems) - _MOST_PROBLEMS} more; see newsbook check and the start page")


def _collect(folder: Path, out: Path, *, options: Options, settings: Mapping[str, str]) -> Given:
    # Relative, so that a shared notebook does not tell whose computer it was made on.
    parameters = {
        "FOLDER": Path(os.path.relpath(folder, NOTEBOOKS)).as_posix(),
        "OUT": Path(os.path.relpath(out, NOTEBOOKS)).as_posix(),
        "ENGINE": options.engine,
    }
    environment = {READING_VARIABLE: options.reading.to_json(), THREADS_VARIABLE: str(options.threads)}
    return Given(parameters, settings, environment)


def _run(paths: list[Path], given: Given, *, record: Record, screen: Screen) -> None:
    def report(path: Path, seconds: float) -> None:
        record.add(path.stem)
        screen.say(f"{path.stem}  {seconds:.1f} s")

    def watch(places: Sequence[Place]) -> None:
        cells = [f"{at.path.stem}: cell {at.cell} of {at.cells}, {at.seconds:.0f} s" for at in places]
        screen.show("  ".join(cells))

    run_notebooks(paths, given, out=record.folder, report=report, watch=watch)


# --- beginning later --------------------------------------------------------------------------------------------


def _find_start(paths: list[Path], start: str | None) -> int:
    """The place of the notebook to begin with, which is named by its number or its name."""
    if start is None:
        return 0
    for place, path in enumerate(paths):
        if start.removesuffix(".ipynb") in (path.stem, path.stem.partition("_")[0]):
            return place
    raise HelpersError(f"--from {start}: there is no such notebook; there are {', '.join(path.stem for path in paths)}")


# --- the site ---------------------------------------------------------------------------------------------------


def _build(executed: list[Path], corpus: Corpus, out: Path, *, excerpts: bool) -> list[Path]:
    # Pages that count every near copy lead to views that do; of others the views must count as they do.
    by_story = any(find_settings(executed, _ONCE_PER_STORY) or [True])
    facts = summarise_corpus(
        corpus.articles,
        copies=corpus.copies,
        problems=corpus.problems,
        quotes=corpus.quotes,
        speakers=corpus.speakers,
        counting=Counting(by_story=by_story),
    )
    problems = corpus.problems
    return build_site(
        executed,
        out,
        title=f"Newsbook: {corpus.folder.resolve().name}",
        facts=list(facts.itertuples(index=False, name=None)),
        skipped=list(problems[["path", "message"]].itertuples(index=False, name=None)),
        engine=choose_engine(corpus.options.engine),
        tables=corpus,
        excerpts=excerpts,
        inputs=hash_inputs(corpus.folder, [*corpus.copies["path"], *problems["path"]]),
        by_story=by_story,
    )


def _pack(out: Path, screen: Screen, *, wanted: bool) -> None:
    """Write the site as one file beside it; one of an earlier run goes, for it may show what this one leaves out."""
    target = out / _SINGLE_FILE
    target.unlink(missing_ok=True)
    if wanted:
        started = time.monotonic()
        with replace_file(target) as path:
            path.write_bytes(pack_site(out / "site").encode("utf-8", "replace"))
        screen.say(_line(f"one file of {target.stat().st_size / 1e6:.1f} MB: {target}", started))


def _line(what: str, started: float) -> str:
    return f"{what}  {time.monotonic() - started:.1f} s"


def open_lab(folder: Path, out: Path, *, reading: ReadingOptions = AS_FOUND, passed: Sequence[str] = ()) -> int:
    """The exit code of JupyterLab, opened on a start page; `passed` are more options of JupyterLab's own.

    Raises ArticleError where the folder is missing, HelpersError where there are no notebooks.
    """
    if not folder.is_dir():
        raise ArticleError(folder, "is not a folder; name one that holds articles", code="folder")
    given = ["-y", f"--ServerApp.root_dir={NOTEBOOKS}", "--LabApp.news_url=None"]
    given.append("--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # In a container one often is root, and Jupyter refuses to start.
        given.append("--allow-root")
    with _lab_settings() as settings, _start_page(folder, out, reading) as start:
        command = [sys.executable, "-m", "jupyterlab", *given, *passed, str(start)]
        environment = {
            **os.environ,
            FOLDER_VARIABLE: str(folder.resolve()),
            OUT_VARIABLE: str(out.resolve()),
            READING_VARIABLE: reading.to_json(),
            # The kernels find this very package, whatever else is called so.
            "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
            "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, [settings, os.environ.get("JUPYTER_CONFIG_PATH")])),
        }
        return _wait(subprocess.Popen(command, env=environment))  # noqa: S603 (the user's own options)


@contextlib.contextmanager
def _start_page(folder: Path, out: Path, reading: ReadingOptions) -> Iterator[Path]:
    """The start page, for a while beside the notebooks; where nobody may write there, the first notebook."""
    notebooks = _list_notebooks()
    corpus = open_corpus(folder, out, reading=reading)
    saved = corpus.store.load("articles") if corpus.store is not None else None
    page = describe_start(folder.resolve(), out.resolve(), notebooks=notebooks, articles=saved)
    path = NOTEBOOKS / START_PAGE
    try:
        path.write_text(page, encoding="utf-8")
    except OSError:
        yield notebooks[0]
        return
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


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
