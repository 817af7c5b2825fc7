"""The command line: parse, call, print, exit code (0 done, 1 failed with one line, 2 wrong usage)."""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import UnionType

import pandas as pd

from helpers.annotation import annotate_documents, read_documents, read_lines
from helpers.corpus import BUILD, FOLDER_VARIABLE, OUT_VARIABLE, SEEDS, Options, analyse
from helpers.quoting import ENGINES, choose_engine
from helpers.reading import describe_folder
from helpers.scoring import score, score_table
from helpers.tables import ArticleError, HelpersError, rows_of

_EVERY = 100
_KINDS: Mapping[str, type | UnionType] = {"id": str | int, "text": str, "quotes": list}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A Windows terminal may lack letters that a headline has.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except HelpersError as error:
        print(f"newsbook: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("newsbook: stopped", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read the output has what they wanted ("newsbook check | head").
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsbook",
        description="Reads the news by numbers: who said what, who is named, in which words. Works without a network.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_run(commands)
    _add_analyse(commands)
    _add_check(commands)
    _add_annotate(commands)
    _add_score(commands)
    _add_lab(commands)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str, run: Callable[..., int]
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    parser.set_defaults(command=run)
    return parser


def _add_engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default="auto",
        help="what finds quotations (default: %(default)s, the best there is)",
    )


def _add_size(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--max-mb", type=_positive, default=5.0, metavar="MB", help="leave out files larger than this (default: 5)"
    )


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return number


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "run", "run the notebooks on a folder of articles and make a site of them", _run)
    parser.add_argument("folder", nargs="?", type=Path, default=SEEDS, help="the articles (default: seeds/)")
    parser.add_argument("--out", type=Path, default=BUILD, help="where site, tables and notebooks go (default: build/)")
    _add_engine(parser)
    _add_size(parser)


def _add_analyse(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "analyse", "make the tables alone, without notebooks", _analyse)
    parser.add_argument("folder", type=Path, help="the articles")
    parser.add_argument("--out", type=Path, required=True, help="where the tables go, in a folder tables/")
    _add_engine(parser)
    _add_size(parser)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "check", "show what would be read, file by file", _check)
    parser.add_argument("folder", type=Path, help="the articles")
    _add_size(parser)


def _add_annotate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "annotate", "add quotations and names to documents, one JSON object a line", _annotate)
    parser.add_argument("source", type=Path, metavar="IN.jsonl", help='documents {"id", "text", "lang"?}')
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.jsonl", help="where the annotations go")
    _add_engine(parser)


def _add_score(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "score", "measure annotations against gold", _score)
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    parser.add_argument("predicted", type=Path, metavar="PRED.jsonl")
    parser.add_argument("--speech", action="store_true", help="gold quotations that are not speech are optional")
    parser.add_argument("--json", action="store_true", help="print the measures as JSON")


def _add_lab(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "lab", "open the notebooks in JupyterLab on a folder of articles", _lab)
    parser.add_argument("folder", nargs="?", type=Path, default=SEEDS, help="the articles (default: seeds/)")
    parser.add_argument("--out", type=Path, default=BUILD, help="where tables go (default: build/)")


def _run(options: argparse.Namespace) -> int:
    from helpers.workbook import run_workbook  # brings the notebook libraries, which the other commands do without

    started = time.monotonic()
    chosen = Options(options.engine, options.max_mb)
    start = run_workbook(options.folder, options.out, options=chosen, report=_progress)
    _progress(f"done in {time.monotonic() - started:.1f} s: open {start}")
    return 0


def _analyse(options: argparse.Namespace) -> int:
    chosen = Options(options.engine, options.max_mb)
    corpus = analyse(options.folder, out=options.out, options=chosen, report=_progress)
    for problem in rows_of(corpus.problems):
        _progress(f"{problem.severity}: {problem.path}: {problem.message}")
    _progress(f"done: {options.out / 'tables'}")
    return 0


def _check(options: argparse.Namespace) -> int:
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
    print(f"{readable} of {len(files)} files can be read")
    if not readable:
        raise ArticleError(options.folder, "holds no article that can be read; put .txt files into it", code="folder")
    return 0


def _plain(text: str) -> str:
    """Text for a terminal: no control characters, which could change what is shown."""
    return "".join(character if character.isprintable() else "�" for character in text)


def _annotate(options: argparse.Namespace) -> int:
    choose_engine(options.engine)
    if not options.source.is_file():
        raise HelpersError(f"{options.source}: there is no such file; name a JSONL file of documents")
    count = 0
    partial = options.out.with_name(options.out.name + ".partial")
    try:
        # Half a character in an id is written as JSON's own escape.
        with partial.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            for document in annotate_documents(read_documents(options.source), engine=options.engine):
                out.write(json.dumps(document, ensure_ascii=False) + "\n")
                count += 1
                if count % _EVERY == 0:
                    _progress(f"{count} documents")
        partial.replace(options.out)
    except OSError as error:
        raise HelpersError(f"{options.out}: cannot be written ({error.strerror})") from error
    finally:
        partial.unlink(missing_ok=True)
    _progress(f"done: {count} documents in {options.out}")
    return 0


def _score(options: argparse.Namespace) -> int:
    gold = list(_annotated(options.gold, needs=("id", "text", "quotes")))
    result = score(gold, _annotated(options.predicted, needs=("id", "quotes")), speech_only=options.speech)
    if options.json:
        print(json.dumps(result, indent=1))
    else:
        print("\n".join(score_table(result)))
    return 0


def _annotated(path: Path, *, needs: Sequence[str]) -> list[dict[str, object]]:
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
    from helpers.workbook import NOTEBOOKS

    if not options.folder.is_dir():
        raise ArticleError(options.folder, "is not a folder; name one that holds articles", code="folder")
    environment = {
        **os.environ,
        FOLDER_VARIABLE: str(options.folder.resolve()),
        OUT_VARIABLE: str(options.out.resolve()),
    }
    _progress(f"JupyterLab on {options.folder}; press Ctrl+C here to end it")
    quiet = ["--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={NOTEBOOKS}", *quiet, "01_load.ipynb"]
    return subprocess.run(command, env=environment, check=False).returncode


def _progress(line: str) -> None:
    print(_plain(line), file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
