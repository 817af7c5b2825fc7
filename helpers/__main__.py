"""The command line: parse, call, print, exit code (0 done, 1 failed with one line, 2 wrong usage, 130 stopped).

What takes time to import is imported where it is used, so that Ctrl+C is heard from the first moment on.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING

from helpers.arguments import make_parser
from helpers.terminal import Screen, count_things, plain, watch_files

if TYPE_CHECKING:
    import pandas as pd

    from helpers.reading import ReadingOptions

_STOPPED = 130
_KINDS: Mapping[str, type | UnionType] = {"id": str | int, "text": str, "quotes": list}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows terminal may lack letters that a headline has.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return _main(list(sys.argv[1:] if arguments is None else arguments))
    except (Exception, KeyboardInterrupt) as error:
        if not _is_stop(error):
            raise
        print("newsbook: stopped", file=sys.stderr)
        return _STOPPED


def _is_stop(error: BaseException | None) -> bool:
    """Whether Ctrl+C is behind an error: langdetect makes one of its own of it while it loads."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def _main(arguments: list[str]) -> int:
    from helpers.tables import HelpersError

    # What stands behind "--" is JupyterLab's.
    place = arguments.index("--") if arguments[:1] == ["lab"] and "--" in arguments else len(arguments)
    options = _parser().parse_args(arguments[:place], argparse.Namespace(passed=arguments[place + 1 :]))
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except BrokenPipeError:
        # Whoever read the output has what they wanted ("newsbook check | head").
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (HelpersError, OSError) as error:
        if _is_stop(error):
            raise
        where = f"{error.filename}: " if isinstance(error, OSError) and error.filename else ""
        print(f"newsbook: {where}{error.strerror or error if isinstance(error, OSError) else error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    commands = {
        "run": _run,
        "analyse": _analyse,
        "check": _check,
        "annotate": _annotate,
        "score": _score,
        "lab": _lab,
        "why": _why,
        "export": _export,
    }
    return make_parser(commands, version=_version())


def _version() -> str:
    try:
        return metadata.version("newsbook")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def _run(options: argparse.Namespace) -> int:
    from helpers.corpus import Options
    from helpers.workbook import Choices, run_workbook  # brings the notebook libraries, which others do without

    started = time.monotonic()
    chosen = Options(options.engine, _reading(options), options.threads)
    choices = Choices(dict(options.settings), options.start, options.excerpts, options.single_file)
    with Screen(sys.stderr) as screen:
        start = run_workbook(options.folder, options.out, options=chosen, choices=choices, screen=screen)
    _progress(f"done in {time.monotonic() - started:.1f} s: open {start}")
    return 0


def _analyse(options: argparse.Namespace) -> int:
    from helpers.corpus import Options, analyse
    from helpers.tables import rows_of

    chosen = Options(options.engine, _reading(options), options.threads)
    with Screen(sys.stderr) as screen:
        watch = watch_files(screen)
        corpus = analyse(options.folder, out=options.out, options=chosen, report=screen.say, watch=watch)
    for problem in rows_of(corpus.problems):
        _progress(f"{problem.severity}: {problem.path}: {problem.message}")
    _progress(f"done: {options.out / 'tables'}")
    return 0


def _reading(options: argparse.Namespace) -> ReadingOptions:
    from helpers.reading import ReadingOptions

    return ReadingOptions(options.max_mb, options.encoding, tuple(options.columns))


def _check(options: argparse.Namespace) -> int:
    from helpers.reading import read_articles
    from helpers.showing import check_files, checks_to_json, describe_checks
    from helpers.tables import ArticleError, rows_of

    with Screen(sys.stderr) as screen:
        reading = read_articles(options.folder, options=_reading(options), watch=watch_files(screen))
    checks = check_files(**reading._asdict())
    if options.json:
        print(checks_to_json(checks))
        return 0
    for line in describe_checks(checks):
        print(plain(line))
    for problem in rows_of(reading.problems[~reading.problems["path"].isin(checks["path"])]):
        print(f"{plain(problem.path)}\n  problem: {plain(problem.message)}")
    _report_aliases(options.folder)
    others = len(reading.copies) - len(reading.articles)
    found = [count_things(len(reading.articles), "articles"), count_things(others, "copies")]
    wrong = [f"{_count_files(checks, 'warning')} with warnings", f"{_count_files(checks, 'skipped')} not read"]
    print(f"{count_things(checks['path'].nunique(), 'files')}, {', '.join(wrong)}; in them {' and '.join(found)}")
    if not len(reading.articles):
        what = "see the problems above" if len(checks) else "put articles into it"
        raise ArticleError(options.folder, f"holds no article that can be read; {what}", code="folder")
    return 0


def _count_files(checks: pd.DataFrame, status: str) -> int:
    return int(checks.loc[checks["status"] == status, "path"].nunique())


def _report_aliases(folder: Path) -> None:
    from helpers.keeping import find_aliases_file, read_aliases
    from helpers.tables import rows_of

    path = find_aliases_file(folder)
    if path is None:
        return
    aliases, problems = read_aliases(folder)
    print(f"{plain(path.name)}\n  {count_things(len(aliases), 'corrections')} of names")
    for problem in rows_of(problems):
        print(f"  problem: {plain(problem.message)}")


def _annotate(options: argparse.Namespace) -> int:
    from helpers.annotation import annotate_file

    count = annotate_file(options.source, options.out, engine=options.engine, threads=options.threads, report=_progress)
    _progress(f"done: {count_things(count, 'documents')} in {options.out}")
    return 0


def _score(options: argparse.Namespace) -> int:
    from helpers.scoring import score, score_table

    gold = list(_annotated(options.gold, needs=("id", "text", "quotes")))
    result = score(gold, _annotated(options.predicted, needs=("id", "quotes")), speech_only=options.speech)
    if options.json:
        print(json.dumps(result, indent=1))
    else:
        print("\n".join(score_table(result)))
    return 0


def _annotated(path: Path, *, needs: Sequence[str]) -> list[dict[str, object]]:
    from helpers.annotation import read_lines
    from helpers.tables import HelpersError

    documents = []
    for where, document in read_lines(path):
        missing = [key for key in needs if key not in document] if isinstance(document, dict) else list(needs)
        if missing:
            raise HelpersError(f"{where}: lacks {', '.join(missing)}")
        if not all(isinstance(document[key], kind) for key, kind in _KINDS.items() if key in needs):
            reason = "is no annotated document; id is a string or a number, text a string, quotes a list"
            raise HelpersError(f"{where}: {reason}")
        documents.append(document)
    return documents


def _lab(options: argparse.Namespace) -> int:
    from helpers.workbook import open_lab

    _progress(f"JupyterLab on {options.folder}; press Ctrl+C here to end it")
    return open_lab(options.folder, options.out, reading=_reading(options), passed=options.passed)


def _why(options: argparse.Namespace) -> int:
    from helpers.naming import WHY_TABLES, explain_name

    for line in explain_name(options.name, _open_tables(options, options.out, WHY_TABLES)):
        print(plain(line))
    return 0


def _open_tables(options: argparse.Namespace, build: Path, names: Iterable[str]) -> Mapping[str, pd.DataFrame]:
    """Tables of the last run below `build`, or of a folder of articles where one is given or nothing was run yet."""
    from helpers.corpus import BUILD, SEEDS, need_articles, open_corpus, open_last_run
    from helpers.tables import HelpersError

    tables = open_last_run(build) if options.folder is None else None
    if tables is None and options.folder is None and build != BUILD:
        raise HelpersError(f"{build}: holds no tables of a run; name the folder of articles as well")
    if tables is None:
        corpus = open_corpus(options.folder or SEEDS, build, engine=options.engine)
        need_articles(corpus)
        tables = {name: corpus.table(name) for name in names}
    return tables


def _export(options: argparse.Namespace) -> int:
    from helpers.keeping import export_tables, find_format, leave_out_texts, need_target
    from helpers.tables import SCHEMAS, HelpersError

    named = find_format(options.out)
    form: str = options.format or named or ""
    if not form:
        options.fail(f"{options.out} has no ending that names a format; give --format xlsx, csv, parquet or jsonl")
    if named and named != form:
        options.fail(f"{options.out} ends as {named} and --format says {form}; leave one of them out")
    wanted = list(dict.fromkeys(options.tables or SCHEMAS))
    # Before the articles are analysed, which may take a while.
    need_target(options.out, form=form, tables=len(wanted))
    for inside in (options.folder, options.build / "tables"):
        if inside is not None and options.out.resolve().is_relative_to(inside.resolve()):
            raise HelpersError(f"{options.out}: lies within {inside}, where Newsbook reads; choose another --out")
    found = _open_tables(options, options.build, wanted)
    tables = {name: found[name] for name in wanted}
    notes = export_tables(tables if options.texts else leave_out_texts(tables), options.out, form=form)
    for note in notes:
        _progress(f"warning: {note}")
    _progress(f"done: {options.out}")
    return 0


def _progress(line: str) -> None:
    print(plain(line), file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
