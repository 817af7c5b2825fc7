"""The arguments that commands share: what each takes, how it is checked, what its help says."""

from __future__ import annotations

import argparse
from pathlib import Path


def to_path(text: str) -> Path:
    """An argument as a path; an empty one would be the folder that one happens to be in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("is empty; name a file or a folder")
    return Path(text)


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


def add_size(parser: argparse.ArgumentParser) -> None:
    """The largest file that is read."""
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
