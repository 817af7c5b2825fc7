"""The files that an analysis was made from, with hashes by which anyone can tell whether theirs are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def hash_inputs(folder: Path | str, paths: Iterable[str]) -> list[tuple[str, str]]:
    """The paths, given relative to the folder, each once and sorted, with the SHA-256 of the file as 64 hex digits.

    A path into an archive ("export.zip/a.html") stands for the archive. What is no file any more is left out.
    """
    found = []
    for path in sorted({_find_file(Path(folder), path) for path in paths} - {""}):
        with Path(folder, path).open("rb") as file:
            found.append((path, hashlib.file_digest(file, "sha256").hexdigest()))
    return found


def _find_file(folder: Path, path: str) -> str:
    """The path, or the part of it that is the file which holds it; "" where there is none."""
    parts = path.split("/")
    starts = ("/".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((start for start in starts if (folder / start).is_file()), "")
