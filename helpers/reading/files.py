"""Which files of a folder are articles, what its archives hold, and the articles in each: the one way to the disk."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from helpers.reading.apart import Apart
from helpers.reading.formats import Format, find_formats
from helpers.reading.opening import HEAD_BYTES, Member, Opened, Place, choose_formats, read_place
from helpers.reading.raw import ReadingOptions
from helpers.tables import ALIASES_FILE, ArticleError

_MEGABYTE = 2**20
# The largest member of an archive whose ending says nothing: its beginning may.
_MOST_MB = 30.0
# What browsers call the folder of a saved page's pictures and scripts, after the page's own name.
_PAGE_FOLDERS = ("_files", "-files", "-Dateien", "_Dateien", "_fichiers", "-fichiers")
_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True)
class SourceFile:
    """A file below the folder: where it is, its name in the tables, its outlet (None right in the folder).

    `inside` leads to a member of an archive, whose `size` its directory tells. `error` says why a place could not even
    be listed.
    """

    path: Path
    name: str
    outlet: str | None = None
    error: ArticleError | None = None
    inside: tuple[str, ...] = ()
    size: int | None = field(default=None, compare=False)

    @property
    def place(self) -> Place:
        """Where the bytes are."""
        return Place(self.path, self.name, self.inside)


def list_files(folder: Path) -> list[SourceFile]:
    """All files below the folder sorted by name, without hidden ones and corrections; names are relative, with "/".

    Links to folders are not followed, so there are no loops; they and folders that cannot be opened come with an error.
    A folder that a browser made beside a saved page, of pictures and scripts, is left out.
    Raises ArticleError where the folder is missing or is no folder.
    """
    if not folder.is_dir():
        found = "is a file, not a folder" if folder.exists() else "is not there"
        raise ArticleError(folder, f"{found}; give a folder of articles", code="folder")
    errors: list[OSError] = []
    files: list[SourceFile] = []
    for place, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not (_is_hidden(name) or _is_of_page(name, names))]
        linked = [name for name in folders if (Path(place) / name).is_symlink()]
        files += [_source(folder, Path(place) / name, _LINKED) for name in linked]
        files += [_source(folder, Path(place) / name) for name in names if not _is_hidden(name)]
    # Right in the folder this name is the user's own corrections; deeper it is a file like any other.
    files = [file for file in files if file.name.casefold() != ALIASES_FILE]
    for error in errors:
        files.append(_source(folder, Path(str(error.filename)), f"cannot be opened: {error.strerror}"))
    return sorted(files, key=lambda file: file.name)


_LINKED = "is a link to a folder, and links are not followed; put the folder itself here"


# What Windows keeps beside pictures.
_OF_SYSTEMS = frozenset({"desktop.ini", "thumbs.db"})


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in _OF_SYSTEMS


def _is_of_page(path: str, beside: Collection[str]) -> bool:
    """Whether a folder is that of the pictures of a page that lies beside it."""
    stem = next((path.removesuffix(ending) for ending in _PAGE_FOLDERS if path.endswith(ending)), "")
    return bool(stem) and any(stem + ending in beside for ending in _PAGES)


def _is_within_page(name: str, names: Collection[str]) -> bool:
    """Whether a member of an archive lies in such a folder."""
    parts = name.split("/")
    return any(_is_of_page("/".join(parts[:depth]), names) for depth in range(1, len(parts)))


def _source(folder: Path, path: Path, reason: str | None = None) -> SourceFile:
    parts = [_as_text(part) for part in path.relative_to(folder).parts]
    error = None if reason is None else ArticleError(path, reason, code="unreadable")
    return SourceFile(path, "/".join(parts) or ".", parts[0] if len(parts) > 1 else None, error)


def _as_text(part: str) -> str:
    """A file name that can be written to a table also where the disk holds it in no encoding."""
    return part.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def expand_archives(files: list[SourceFile], options: ReadingOptions, apart: Apart) -> Iterator[SourceFile]:
    """The files, and in the place of each archive what it holds, nested ones too.

    A member's outlet is its folder within the archive, else that of the archive. One that cannot be read comes with an
    error, and so does an archive.
    """
    for file in files:
        forms = find_formats(file.place.suffix)
        if file.error is None and any(form.archive for form in forms):
            yield from _expand(file, options, apart, _Budget())
        else:
            yield file


@dataclass
class _Budget:
    """What all archives within one may hold together: so many files, so many bytes once unpacked, so deep."""

    files: int = 10_000
    bytes: int = 2 * 2**30
    depth: int = 3


def _expand(archive: SourceFile, options: ReadingOptions, apart: Apart, budget: _Budget) -> Iterator[SourceFile]:
    if len(archive.inside) >= budget.depth:
        yield _with_error(archive, f"lies {budget.depth} archives deep, and no deeper ones are read; unpack it")
        return
    try:
        members = apart.list_archive(
            archive.place, size=_check_size(archive, find_formats(archive.place.suffix), options)
        )
    except (ArticleError, OSError) as error:
        yield _with_error(archive, error.reason if isinstance(error, ArticleError) else _unreadable(error))
        return
    names = {member.name for member in members}
    wrapping = _find_wrapping(names)
    told: Counter[str] = Counter()
    for member in sorted(members, key=lambda member: member.name):
        if _is_within_page(member.name, names):
            continue
        budget.files -= 1
        budget.bytes -= member.size
        if budget.files < 0 or budget.bytes < 0:
            yield _with_error(archive, "holds more than 10,000 files or 2 GB once unpacked; unpack it and take a part")
            return
        told[member.name] += 1
        found = _member(archive, member, wrapping=wrapping, time=told[member.name])
        if member.error is not None:
            yield _with_error(found, member.error)
        elif any(form.archive for form in find_formats(found.place.suffix)):
            yield from _expand(found, options, apart, budget)
        else:
            yield found


def _find_wrapping(names: Collection[str]) -> str:
    """The folder that everything in an archive lies in, as programs make one of its name; "" where there is none."""
    first = {name.partition("/")[0] for name in names}
    return f"{first.pop()}/" if len(first) == 1 and all("/" in name for name in names) else ""


def _member(archive: SourceFile, member: Member, *, wrapping: str, time: int) -> SourceFile:
    """A member as a file: its outlet is its folder; of a name that comes again the second is told apart."""
    folder, slash, _ = member.name.removeprefix(wrapping).partition("/")
    name = f"{archive.name}/{_as_text(member.name)}" + (f" ({time})" if time > 1 else "")
    inside = (*archive.inside, member.name)
    return SourceFile(archive.path, name, folder if slash else archive.outlet, inside=inside, size=member.size)


def _with_error(file: SourceFile, reason: str) -> SourceFile:
    error = ArticleError(file.name, reason, code="archive")
    return SourceFile(file.path, file.name, file.outlet, error, file.inside, file.size)


def read_file(file: SourceFile, options: ReadingOptions, apart: Apart) -> Opened:
    """The articles that a file holds, in its order, with the places that hold none, and its format.

    A file that is too long is not opened. Raises ArticleError (codes unreadable, format, too-long, those of the readers
    and of `Apart`).
    """
    if file.error is not None:
        raise file.error
    try:
        forms = () if file.inside else choose_formats(file.name, file.place.suffix, _read_head(file.path))
        size = _check_size(file, forms or find_formats(file.place.suffix), options)
        if file.inside or any(form.apart for form in forms):
            return apart.read(file.place, options, size=size)
        return read_place(file.place, options)
    except OSError as error:
        raise ArticleError(file.path, _unreadable(error), code="unreadable") from error


def _unreadable(error: OSError) -> str:
    return f"cannot be read: {error.strerror or error}; check that it exists and that you may open it"


def _check_size(file: SourceFile, forms: tuple[Format, ...], options: ReadingOptions) -> int:
    """The size of a file in bytes; raises ArticleError where it is more than is read."""
    size = file.size if file.size is not None else _size(file.path)
    most = options.max_mb if options.max_mb is not None else max((form.most_mb for form in forms), default=_MOST_MB)
    if size > most * _MEGABYTE:
        found = f"{size / _MEGABYTE:.1f} MB, and at most {most:g} MB are read"
        raise ArticleError(file.path, f"is too long: {found}; split it or raise --max-mb", code="too-long")
    return size


def file_size(file: SourceFile) -> int | None:
    """The size of a file in bytes, None where it cannot be told."""
    try:
        return file.size if file.size is not None or file.error is not None else _size(file.path)
    except (OSError, ArticleError):
        return None


def _size(path: Path) -> int:
    found = path.stat()
    # Reading a pipe or a device would wait for ever.
    if not stat.S_ISREG(found.st_mode):
        raise ArticleError(path, "is not a regular file; remove it or save it as text", code="unreadable")
    return found.st_size


def _read_head(path: Path) -> bytes:
    _size(path)  # a pipe is never opened
    with path.open("rb") as opened:
        return opened.read(HEAD_BYTES)
