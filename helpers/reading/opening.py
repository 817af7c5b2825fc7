"""One place of a folder, a file or a member of an archive, read by the formats that may know it.

These functions run in the process that asks, for plain text, or in a child of it (`worker`) for everything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from helpers.reading.formats import ADVICE, FORMATS, Format, find_formats, sniff_suffix
from helpers.reading.raw import RawArticle, ReadingOptions, Source, Unread
from helpers.tables import ArticleError

_MEGABYTE = 2**20
# So many bytes tell what a file is, whatever its ending says.
HEAD_BYTES = 1_024


@dataclass(frozen=True)
class Place:
    """A file on the disk, or with `inside` a member of it: the names that lead there through nested archives."""

    path: Path
    name: str
    inside: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        """The ending of the name in small letters, with its dot; "" where there is none."""
        return Path((self.inside[-1] if self.inside else self.path.name).strip()).suffix.casefold()


@dataclass(frozen=True)
class Member:
    """A file within an archive: its name there, its size once unpacked (bytes), why it cannot be read if so."""

    name: str
    size: int
    error: str | None = None


@dataclass(frozen=True)
class Opened:
    """What a place holds, in its order, and the name of the format that it was read as."""

    format: str
    items: list[RawArticle | Unread]


def read_place(place: Place, options: ReadingOptions) -> Opened:
    """The articles of a place, by the first format that knows it.

    Raises ArticleError where none does or the file is broken, OSError where the disk does not give it.
    """
    source = Source(place.name, _load(place), options)
    for form in choose_formats(place.name, place.suffix, source.content[:HEAD_BYTES]):
        found = form.load()(source)
        if found == []:
            raise source.error("holds no article; remove it, or look at it in the program that made it", code="empty")
        if found is not None:
            return Opened(form.name, found)
    raise source.error("is not what its ending says; open it and save it anew, or as text", code="format")


def choose_formats(name: str, suffix: str, head: bytes) -> tuple[Format, ...]:
    """The formats that may know a file: by how it begins where that is sure, else by its ending.

    Raises ArticleError where there is none.
    """
    forms = find_formats(sniff_suffix(head, suffix) or suffix)
    if forms:
        return forms
    if suffix in ADVICE:
        raise ArticleError(name, f"is {ADVICE[suffix]}", code="format")
    if not suffix:
        reason = "has no ending that tells its format; rename it, to end in .txt for text"
    else:
        reason = f"is a {suffix} file, which is not read; save it as .txt, .html, .docx, .pdf or .csv"
    raise ArticleError(name, reason, code="format")


def list_archive(place: Place) -> list[Member]:
    """The files within an archive, in its order. Raises ArticleError where it is broken or holds too much."""
    from helpers.reading.formats.archive import list_members

    return [Member(*member) for member in list_members(_load(place), name=place.name)]


def _load(place: Place) -> bytes:
    if not place.inside:
        return place.path.read_bytes()
    from helpers.reading.formats.archive import read_member

    outer = _load_outer(place.path, place.path.stat().st_mtime_ns, place.inside[:-1], place.name)
    return read_member(outer, place.inside[-1], name=place.name, most_bytes=_most_bytes())


@lru_cache(maxsize=1)
def _load_outer(path: Path, changed: int, inside: tuple[str, ...], name: str) -> bytes:
    """The bytes of the archive that members are read from; the last is kept, because its members come in a row."""
    del changed  # a part of the key: an archive that was written anew is read anew
    return _load(Place(path, name, inside))


def _most_bytes() -> int:
    return int(max(form.most_mb for form in FORMATS) * _MEGABYTE)
