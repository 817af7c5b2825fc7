"""Which files of a folder are articles, and the reader of each format.

To add a format, write a function `Path -> list[RawArticle]` in a module of its own and give it a line in `READERS`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpers.reading.text import RawArticle, read_text
from helpers.tables import ALIASES_FILE, ArticleError

Reader = Callable[[Path], list[RawArticle]]

READERS: Mapping[str, Reader] = {".md": read_text, ".text": read_text, ".txt": read_text}

_MEGABYTE = 2**20


@dataclass(frozen=True)
class SourceFile:
    """A file below the folder: where it is, its name in the tables, its outlet (None right in the folder).

    `error` says why a place could not even be listed.
    """

    path: Path
    name: str
    outlet: str | None = None
    error: ArticleError | None = None


def list_files(folder: Path) -> list[SourceFile]:
    """All files below the folder sorted by name, without hidden ones and corrections; names are relative, with "/".

    Links to folders are not followed, so there are no loops; they and folders that cannot be opened come with an error.
    Raises ArticleError where the folder is missing or is no folder.
    """
    if not folder.is_dir():
        found = "is a file, not a folder" if folder.exists() else "is not there"
        raise ArticleError(folder, f"{found}; give a folder of articles", code="folder")
    errors: list[OSError] = []
    files: list[SourceFile] = []
    for place, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        linked = [name for name in folders if (Path(place) / name).is_symlink()]
        files += [_source(folder, Path(place) / name, _LINKED) for name in linked]
        files += [_source(folder, Path(place) / name) for name in names if not _is_hidden(name)]
    # Right in the folder this name is the user's own corrections; deeper it is a file like any other.
    files = [file for file in files if file.name.casefold() != ALIASES_FILE]
    for error in errors:
        files.append(_source(folder, Path(str(error.filename)), f"cannot be opened: {error.strerror}"))
    return sorted(files, key=lambda file: file.name)


_LINKED = "is a link to a folder, and links are not followed; put the folder itself here"


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _source(folder: Path, path: Path, reason: str | None = None) -> SourceFile:
    parts = [_as_text(part) for part in path.relative_to(folder).parts]
    error = None if reason is None else ArticleError(path, reason, code="unreadable")
    return SourceFile(path, "/".join(parts) or ".", parts[0] if len(parts) > 1 else None, error)


def _as_text(part: str) -> str:
    """A file name that can be written to a table also where the disk holds it in no encoding."""
    return part.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_file(file: SourceFile, *, max_mb: float) -> list[RawArticle]:
    """The articles that a file holds, in its order.

    A file that is too long is not opened. Raises ArticleError (codes unreadable, format, too-long and the readers').
    """
    if file.error is not None:
        raise file.error
    try:
        size = _size(file.path)
        reader = _reader(file.path)
        if size > max_mb * _MEGABYTE:
            found = f"{size / _MEGABYTE:.1f} MB, and at most {max_mb:g} MB are read"
            reason = f"is too long: {found}; split it or raise --max-mb"
            raise ArticleError(file.path, reason, code="too-long")
        return reader(file.path)
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}; check that it exists and that you may open it"
        raise ArticleError(file.path, reason, code="unreadable") from error


def file_size(file: SourceFile) -> int | None:
    """The size of a file in bytes, None where it cannot be told."""
    try:
        return _size(file.path) if file.error is None else None
    except (OSError, ArticleError):
        return None


def _size(path: Path) -> int:
    found = path.stat()
    # Reading a pipe or a device would wait for ever.
    if not stat.S_ISREG(found.st_mode):
        raise ArticleError(path, "is not a regular file; remove it or save it as text", code="unreadable")
    return found.st_size


def _reader(path: Path) -> Reader:
    reader = READERS.get(path.suffix.casefold())
    if reader is None:
        known = ", ".join(sorted(READERS))
        found = f"is a {path.suffix} file" if path.suffix else "has no suffix that tells its format"
        raise ArticleError(path, f"{found}; files that are read end in {known}; save it as text", code="format")
    return reader
