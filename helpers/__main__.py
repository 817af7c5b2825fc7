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
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from types import UnionType

from helpers.arguments import add_engine, add_folder, add_out, add_size, add_threads, to_path

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
    parser = argparse.ArgumentParser(
        prog="newsbook",
        description="Reads the news by numbers: who said what, who is named, in which words. Works without a network.",
    )
    parser.add_argument("--version", action="version", version=f"newsbook {_version()}", help="show the version")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in (_add_run, _add_analyse, _add_check, _add_annotate, _add_score, _add_lab):
        add(commands)
    return parser


def _version() -> str:
    try:
        return metadata.version("newsbook")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str, run: Callable[..., int]
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    parser.set_defaults(command=run)
    return parser


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "run", "run the notebooks on a folder of articles and make a site of them", _run)
    add_folder(parser, optional=True)
    add_out(parser, "site, tables and notebooks")
    add_engine(parser)
    add_size(parser)
    add_threads(parser)


def _add_analyse(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "analyse", "make the tables alone, without notebooks", _analyse)
    add_folder(parser)
    parser.add_argument("--out", type=to_path, required=True, help="where the tables go, in a folder tables/")
    add_engine(parser)
    add_size(parser)
    add_threads(parser)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "check", "show what would be read, file by file", _check)
    add_folder(parser)
    add_size(parser)


def _add_annotate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "annotate", "add quotations and names to documents, one JSON object a line", _annotate)
    parser.add_argument("source", type=to_path, metavar="IN.jsonl", help='documents {"id", "text", "lang"?}')
    parser.add_argument(
        "-o", "--out", type=to_path, required=True, metavar="OUT.jsonl", help="where the annotations go"
    )
    add_engine(parser)
    add_threads(parser)


def _add_score(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "score", "measure annotations against gold", _score)
    parser.add_argument("gold", type=to_path, metavar="GOLD.jsonl")
    parser.add_argument("predicted", type=to_path, metavar="PRED.jsonl")
    parser.add_argument("--speech", action="store_true", help="gold quotations that are not speech are optional")
    parser.add_argument("--json", action="store_true", help="print the measures as JSON")


def _add_lab(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "lab", "open the notebooks in JupyterLab on a folder of articles", _lab)
    add_folder(parser, optional=True)
    add_out(parser, "tables")
    parser.usage = "%(prog)s [-h] [--out OUT] [folder] [-- OPTION ...]"
    parser.epilog = "What stands behind -- goes to JupyterLab: newsbook lab -- --no-browser --port 8899"


def _run(options: argparse.Namespace) -> int:
    from helpers.corpus import Options
    from helpers.workbook import run_workbook  # brings the notebook libraries, which the other commands do without

    started = time.monotonic()
    chosen = Options(options.engine, options.max_mb, options.threads)
    start = run_workbook(options.folder, options.out, options=chosen, report=_progress)
    _progress(f"done in {time.monotonic() - started:.1f} s: open {start}")
    return 0


def _analyse(options: argparse.Namespace) -> int:
    from helpers.corpus import Options, analyse
    from helpers.tables import rows_of

    chosen = Options(options.engine, options.max_mb, options.threads)
    corpus = analyse(options.folder, out=options.out, options=chosen, report=_progress)
    for problem in rows_of(corpus.problems):
        _progress(f"{problem.severity}: {problem.path}: {problem.message}")
    _progress(f"done: {options.out / 'tables'}")
    return 0


def _check(options: argparse.Namespace) -> int:
    import pandas as pd

    from helpers.corpus import count_things
    from helpers.reading import describe_folder
    from helpers.tables import ArticleError, rows_of

    files = describe_folder(options.folder, max_mb=options.max_mb)
    for file in rows_of(files):
        facts = [("date", file.date), ("language", file.language), ("encoding", file.encoding), ("outlet", file.outlet)]
        known = [f"{label} {value}" for label, value in facts if not pd.isna(value)]
        if not pd.isna(file.words):
            known.append(f"{file.words} words")
        print(f"{_plain(file.path)}\n  {', '.join(known) or 'not read'}")
        if isinstance(file.headline, str):
            print(f"  headline: {_plain(file.headline)}")
        if isinstance(file.problem, str):
            print(f"  problem: {_plain(file.problem)}")
    readable = int(files["words"].notna().sum())
    print(f"{readable} of {count_things(len(files), 'files')} can be read")
    if not readable:
        raise ArticleError(options.folder, "holds no article that can be read; put .txt files into it", code="folder")
    return 0


def _plain(text: str) -> str:
    """Text for a terminal: no control characters, which could change what is shown."""
    return "".join(character if character.isprintable() else "�" for character in text)


def _annotate(options: argparse.Namespace) -> int:
    from helpers.annotation import annotate_file
    from helpers.corpus import count_things

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
    return open_lab(options.folder, options.out, passed=options.passed)


def _progress(line: str) -> None:
    print(_plain(line), file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
