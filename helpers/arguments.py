"""The commands and their arguments: what each takes, how it is checked, what its help says."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

Commands = Mapping[str, Callable[[argparse.Namespace], int]]
_Adding = Callable[[argparse.ArgumentParser], None]


def make_parser(commands: Commands, *, version: str) -> argparse.ArgumentParser:
    """The parser of the command line; `commands` has the function of each command, which `command` will be."""
    parser = argparse.ArgumentParser(
        prog="newsbook",
        description="Reads the news by numbers: who said what, who is named, in which words. Works without a network.",
    )
    parser.add_argument("--version", action="version", version=f"newsbook {version}", help="show the version")
    kinds = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, (text, add) in _COMMANDS.items():
        command = kinds.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        command.set_defaults(command=commands[name], fail=command.error)
        add(command)
    return parser


# --- the commands -----------------------------------------------------------------------------------------------


def _add_run(parser: argparse.ArgumentParser) -> None:
    add_folder(parser, optional=True)
    add_out(parser, "site, tables and notebooks")
    parser.add_argument(
        "--set",
        action="append",
        type=to_setting,
        default=[],
        metavar="NAME=VALUE",
        dest="settings",
        help="set a parameter of the notebooks that have it, such as TOP=30 (may be given several times)",
    )
    parser.add_argument(
        "--from",
        type=to_name,
        metavar="NOTEBOOK",
        dest="start",
        help="begin with this notebook, such as 03, on the tables of the last run in --out",
    )
    parser.add_argument(
        "--single-file", action="store_true", help="make one file of the site as well, site.html beside it, to send"
    )
    parser.add_argument(
        "--excerpts",
        action="store_true",
        help="leave the articles' texts out of the site and keep the quotations with a sentence around them",
    )
    add_engine(parser)
    add_reading(parser)
    add_threads(parser)


def _add_analyse(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument("--out", type=to_path, required=True, help="where the tables go, in a folder tables/")
    add_engine(parser)
    add_reading(parser)
    add_threads(parser)


def _add_check(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument("--json", action="store_true", help="print a JSON object a place, in a list")
    add_reading(parser)


def _add_annotate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", type=to_path, metavar="IN.jsonl", help='documents {"id", "text", "lang"?}')
    parser.add_argument(
        "-o", "--out", type=to_path, required=True, metavar="OUT.jsonl", help="where the annotations go"
    )
    add_engine(parser)
    add_threads(parser)


def _add_score(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("gold", type=to_path, metavar="GOLD.jsonl")
    parser.add_argument("predicted", type=to_path, metavar="PRED.jsonl")
    parser.add_argument("--speech", action="store_true", help="gold quotations that are not speech are optional")
    parser.add_argument("--json", action="store_true", help="print the measures as JSON")


def _add_lab(parser: argparse.ArgumentParser) -> None:
    add_folder(parser, optional=True)
    add_out(parser, "tables")
    add_reading(parser)
    parser.usage = (
        "%(prog)s [-h] [--out OUT] [--max-mb MB] [--encoding NAME] [--column USE=NAME] [folder] [-- OPTION ...]"
    )
    parser.epilog = "What stands behind -- goes to JupyterLab: newsbook lab -- --no-browser --port 8899"


def _add_why(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", type=to_name, metavar="NAME", help='a name as an article prints it ("Lawrow"), or an entity_id'
    )
    parser.add_argument("folder", nargs="?", type=to_path, help="the articles (default: those of the last run)")
    add_out(parser, "the tables of the last run")
    add_engine(parser)


def _add_export(parser: argparse.ArgumentParser) -> None:
    from helpers.corpus import BUILD
    from helpers.keeping import FORMATS
    from helpers.tables import SCHEMAS

    parser.add_argument("folder", nargs="?", type=to_path, help="the articles (default: those of the last run)")
    parser.add_argument(
        "-o",
        "--out",
        type=to_path,
        required=True,
        metavar="TARGET",
        help="a file such as news.xlsx or, with --table, quotes.csv; for the other formats a folder",
    )
    parser.add_argument("--format", choices=FORMATS, help="the format (default: what the ending of the file says)")
    parser.add_argument(
        "--table",
        action="append",
        choices=list(SCHEMAS),
        metavar="TABLE",
        dest="tables",
        help="this table alone (may be given several times): " + ", ".join(SCHEMAS),
    )
    parser.add_argument("--texts", action="store_true", help="with the full texts of the articles, which are left out")
    parser.add_argument("--build", type=to_path, default=BUILD, help="the --out of the last run (default: build/)")
    add_engine(parser)


# In the order of the help; each with its line there and the function that adds its arguments.
_COMMANDS: Mapping[str, tuple[str, _Adding]] = {
    "run": ("run the notebooks on a folder of articles and make a site of them", _add_run),
    "analyse": ("make the tables alone, without notebooks", _add_analyse),
    "check": ("show what would be read, file by file", _add_check),
    "annotate": ("add quotations and names to documents, one JSON object a line", _add_annotate),
    "score": ("measure annotations against gold", _add_score),
    "lab": ("open the notebooks in JupyterLab on a folder of articles", _add_lab),
    "why": ("explain whom or what a name counts as, and by what evidence", _add_why),
    "export": ("write the tables as a workbook of Excel, or as CSV, Parquet or JSON lines", _add_export),
}

# --- the arguments that several share ----------------------------------------------------------------------------


def to_path(text: str) -> Path:
    """An argument as a path; an empty one would be the folder that one happens to be in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("is empty; name a file or a folder")
    return Path(text)


def to_name(text: str) -> str:
    """An argument as a name that one may look for."""
    if not any(map(str.isalnum, text)):
        raise argparse.ArgumentTypeError("holds no letter or digit; give a name as an article prints it")
    return text


def to_setting(text: str) -> tuple[str, str]:
    """An argument NAME=VALUE as the two, the value as it was typed.

    >>> to_setting("WORD=a = b")
    ('WORD', 'a = b')
    """
    name, equals, value = text.partition("=")
    if not (equals and name.strip().isidentifier()):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form NAME=VALUE, such as TOP=30")
    return name.strip(), value


def add_folder(parser: argparse.ArgumentParser, *, optional: bool = False) -> None:
    """The folder of articles; the seeds where it may be left out."""
    from helpers.corpus import SEEDS

    if optional:
        parser.add_argument("folder", nargs="?", type=to_path, default=SEEDS, help="the articles (default: seeds/)")
    else:
        parser.add_argument("folder", type=to_path, help="the articles")


def add_out(parser: argparse.ArgumentParser, what: str) -> None:
    """Where `what` goes."""
    from helpers.corpus import BUILD

    parser.add_argument("--out", type=to_path, default=BUILD, help=f"where {what} go (default: build/)")


def add_engine(parser: argparse.ArgumentParser) -> None:
    """What finds quotations."""
    from helpers.quoting import ENGINES

    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default="auto",
        help="what finds quotations: auto (the default) is the learned reader for the languages it was trained on, the "
        "rules for all others; model the learned reader for all, rules the rules alone",
    )


def add_threads(parser: argparse.ArgumentParser) -> None:
    """How many threads work."""
    parser.add_argument(
        "--threads",
        type=_whole,
        default=1,
        metavar="N",
        help="how many threads the learned reader works with (default: 1)",
    )


def _whole(text: str) -> int:
    if not (text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def add_reading(parser: argparse.ArgumentParser) -> None:
    """How files are read."""
    parser.add_argument(
        "--max-mb",
        type=_positive,
        metavar="MB",
        help="leave out files larger than this (default: 5 for text, more for other formats; see the README)",
    )
    parser.add_argument(
        "--encoding",
        type=to_encoding,
        metavar="NAME",
        help="the encoding of all text files, such as cp1250 or shift_jis (default: found out, file by file)",
    )
    parser.add_argument(
        "--column",
        action="append",
        type=to_column,
        default=[],
        metavar="USE=NAME",
        dest="columns",
        help="which column of a table holds what, such as text=Inhalt (may be given several times)",
    )


def to_encoding(text: str) -> str:
    """An argument as the name of an encoding of text."""
    from helpers.reading.encodings import find_codec

    if find_codec(text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no encoding of text that Python knows, such as cp1250")
    return text


def to_column(text: str) -> tuple[str, str]:
    """An argument USE=NAME as the two.

    >>> to_column("text=Inhalt des Artikels")
    ('text', 'Inhalt des Artikels')
    """
    from helpers.reading import COLUMN_USES

    use, equals, name = text.partition("=")
    if not (equals and name.strip() and use.strip() in COLUMN_USES):
        uses = ", ".join(COLUMN_USES)
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form USE=NAME, with one of {uses} as USE")
    return use.strip(), name.strip()


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return number
