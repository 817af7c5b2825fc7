"""The files that an analysis was made from, with hashes by which anyone can tell whether theirs are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def hash_inputs(folder: Path | str, paths: Iterable[str]) -> list[tuple[str, str]]:
    """The paths, given relative to the folder, each once and sorted, with the SHA-256 of the file as 64 hex digits.

    What is no file any more is left out.
    """
    found = []
    for path in sorted(set(paths)):
        place = Path(folder, path)
        if place.is_file():
            with place.open("rb") as file:
                found.append((path, hashlib.file_digest(file, "sha256").hexdigest()))
    return found
