"""Broken files by the thousand: samples with bytes changed, cut, repeated and mixed, given to one reader.

Run as a program, so that time and memory are those of one reader alone, with the project and this folder in PYTHONPATH:
`PYTHONPATH=.:tests python tests/fuzzing.py MODULE SECONDS SEED`, MODULE being one of tests/inputs.
"""

from __future__ import annotations

import importlib
import io
import json
import random
import resource
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from helpers.reading.formats import find_formats
from helpers.reading.raw import Source
from helpers.tables import ArticleError

LONGEST_SECONDS = 10
MOST_BYTES = 2**30
# What has broken readers of files before: sizes at the edge of what an integer holds, marks that open something.
_PIECES = (
    b"\0",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"99999999999999999999",
    b"-1",
    b"<",
    b"&",
    b"{",
    b"(",
    b'"',
    b"\\",
    b"]]>",
    b"%s",
    "„“é\u202e".encode(),
    b"A" * 5_000,
)

Mutation = Callable[[bytearray, random.Random], None]


def _flip(content: bytearray, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 12)):
        content[dice.randrange(len(content))] = dice.randrange(256)


def _cut(content: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(content))
    del content[start : start + dice.randint(1, max(1, len(content) // 3))]


def _end(content: bytearray, dice: random.Random) -> None:
    del content[dice.randrange(len(content)) :]


def _repeat(content: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(content))
    piece = content[start : start + dice.randint(1, 200)]
    content[start:start] = piece * dice.choice((2, 10, 500))


def _insert(content: bytearray, dice: random.Random) -> None:
    place = dice.randrange(len(content))
    content[place:place] = dice.choice(_PIECES) * dice.choice((1, 1, 3, 100))


def _swap_digits(content: bytearray, dice: random.Random) -> None:
    digits = [place for place, byte in enumerate(content) if 48 <= byte <= 57]
    for place in dice.sample(digits, min(len(digits), dice.randint(1, 6))):
        content[place] = dice.choice(b"0123456789-")


_MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _end, _repeat, _insert, _swap_digits)


def mutate(content: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """A sample with one to three things done to it; in an archive mostly to what it holds."""
    if content.startswith(b"PK") and dice.random() < 0.7:
        return _mutate_member(content, others, dice)
    changed = bytearray(content)
    for _ in range(dice.randint(1, 3)):
        if changed and dice.random() < 0.1:
            other = dice.choice(others)
            changed[dice.randrange(len(changed)) :] = other[dice.randrange(len(other)) :]
        elif changed:
            dice.choice(_MUTATIONS)(changed, dice)
    return bytes(changed)


def _mutate_member(content: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """The archive with one member changed and packed anew, so that its checksums are right."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chosen = dice.choice(sorted(members))
    members[chosen] = mutate(members[chosen], others, dice)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return packed.getvalue()


def read_all(name: str, content: bytes) -> int:
    """How many articles or members the readers for a file's ending find; errors on purpose count as none."""
    source = Source(name, content)
    found = 0
    for form in find_formats(source.suffix):
        try:
            found += _read_archive(source) if form.archive else len(form.load()(source) or ())
        except ArticleError as error:
            assert "\n" not in error.reason, f"an error of several lines: {error.reason!r}"
    return found


def _read_archive(source: Source) -> int:
    from helpers.reading.formats.archive import list_members, read_member

    found = 0
    for member in list_members(source.content, name=source.name):
        if member.error is None:
            found += bool(read_member(source.content, member.name, name=source.name, most_bytes=2**24))
    return found


def fuzz(samples: Mapping[str, bytes], *, seconds: float, seed: int) -> dict[str, float]:
    """Files tried, the slowest in seconds, and the most memory taken in bytes; whatever a reader should not raise."""
    dice = random.Random(seed)
    names, contents = sorted(samples), [samples[name] for name in sorted(samples)]
    signal.signal(signal.SIGALRM, _complain)
    tried, slowest, last = 0, 0.0, time.monotonic() + seconds
    while time.monotonic() < last:
        name = names[tried % len(names)]
        content = mutate(samples[name], contents, dice)
        began = time.monotonic()
        signal.alarm(LONGEST_SECONDS)
        try:
            read_all(name, content)
        except Exception:
            Path(tempfile.gettempdir(), f"newsbook-fuzzing-{name}").write_bytes(content)
            raise
        finally:
            signal.alarm(0)
        slowest = max(slowest, time.monotonic() - began)
        tried += 1
    return {"tried": tried, "slowest": slowest, "bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}


def _complain(_signal: int, _frame: object) -> None:
    raise TimeoutError(f"a reader took longer than {LONGEST_SECONDS} seconds")


def main() -> None:
    """Fuzz one reader, as the arguments say, and print what came out as JSON."""
    module, seconds, seed = sys.argv[1:]
    samples = importlib.import_module(f"inputs.{module}").good()
    print(json.dumps(fuzz(samples, seconds=float(seconds), seed=int(seed))))


if __name__ == "__main__":
    main()
