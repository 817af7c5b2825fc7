"""ZIP archives: which files one holds, and the bytes of each; nothing is written to the disk.

An archive is written by strangers: what it says of sizes, names and places is checked before anything is unpacked.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import IO, NamedTuple

from helpers.tables import ArticleError

MOST_MEMBERS = 10_000
MOST_BYTES = 2 * 2**30
MOST_BYTES_OF_MEMBER = 500 * 2**20
# Text packs 3 to 1, tables of repeated values 50 to 1, and Deflate at most 1,032 to 1.
MOST_RATIO = 200
_HARMLESS_BYTES = 2**20
# Longer ones cannot be made on any disk.
_LONGEST_NAME = 1_000
_LONGEST_PART = 255
# The directory of so many files is never larger, and a larger one is not even taken apart.
_LARGEST_DIRECTORY = 16 * 2**20

_BEGINS_MEMBER, _BEGINS_EMPTY = b"PK\x03\x04", b"PK\x05\x06"
_DIRECTORY_END, _LARGE_DIRECTORY_END = b"PK\x05\x06", b"PK\x06\x06"
_LONGEST_END = 22 + 2**16
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1 | 0x40
_UTF8 = 0x800
# Other methods unpack as much at once as a hostile member likes.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PIECE = 2**20
_LEFT_OUT = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
# What reading a broken archive raises; zipfile does not promise less.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class Member(NamedTuple):
    """A file within an archive: its name there, its size once unpacked (bytes), why it cannot be read if so."""

    name: str
    size: int
    error: str | None


class _Entry(NamedTuple):
    member: Member
    info: zipfile.ZipInfo


class _Package(NamedTuple):
    """An archive that was taken apart, and its entries by name: the first of those with the same."""

    archive: zipfile.ZipFile
    entries: tuple[_Entry, ...]
    by_name: dict[str, _Entry]


class _Bytes:
    """Bytes that are only equal to themselves: comparing hundreds of megabytes for each member takes too long."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Bytes) and self.content is other.content

    def __hash__(self) -> int:
        return id(self.content)


def list_members(content: bytes, *, name: str) -> list[Member]:
    """The files within a ZIP archive, in its order, without folders and what systems put beside files.

    A member that cannot be read has an error. Raises ArticleError (codes archive, empty, limit) where the whole cannot:
    no archive, cut off, empty, too many or too much in all, or members that lie over each other.
    """
    return [entry.member for entry in _open(content, name).entries]


def read_member(content: bytes, member: str, *, name: str, most_bytes: int) -> bytes:
    """The bytes of one member, named as `list_members` gives it, unpacked piece by piece and never beyond `most_bytes`.

    Raises ArticleError, about `name`, where the member is not there or broken (code archive), or longer (code limit).
    """
    package = _open(content, name)
    entry = package.by_name.get(member)
    if entry is None:
        raise ArticleError(name, f"is not in the archive: no {member!r}; list it anew", code="archive")
    if entry.member.error is not None:
        raise ArticleError(name, entry.member.error, code="archive")
    try:
        with package.archive.open(entry.info) as file:
            pieces = list(_read_pieces(file, most_bytes))
    except _BROKEN as error:
        reason = f"is damaged in its archive ({_describe(error)}); pack it anew"
        raise ArticleError(name, reason, code="archive") from error
    size = sum(map(len, pieces))
    if size > most_bytes:
        reason = f"unpacks to more than {most_bytes / 2**20:g} MB; split it"
        raise ArticleError(name, reason, code="limit")
    if size != entry.info.file_size:
        reason = f"is cut off in its archive: {size} of {entry.info.file_size} bytes are there; pack it anew"
        raise ArticleError(name, reason, code="archive")
    return b"".join(pieces)


def _read_pieces(file: IO[bytes], most_bytes: int) -> Iterator[bytes]:
    """What a member holds, up to a byte more than is allowed."""
    left = most_bytes + 1
    while left > 0 and (piece := file.read(min(_PIECE, left))):
        left -= len(piece)
        yield piece


def _open(content: bytes, name: str) -> _Package:
    try:
        return _take_apart(_Bytes(content))
    except ArticleError as error:
        raise ArticleError(name, error.reason, code=error.code) from error


# Members are read one after the other: taking the directory apart for each would cost the square of their number.
@lru_cache(maxsize=1)
def _take_apart(held: _Bytes) -> _Package:
    content = held.content
    _check_directory(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN as error:
        raise _error(_find_reason(content, error)) from error
    _check_places(content, archive)
    entries = tuple(_list_entries(archive.infolist()))
    if not entries:
        raise _error("is an archive without files; remove it or fill it", code="empty")
    if len(entries) > MOST_MEMBERS:
        found = f"holds {len(entries):,} files, over the limit of {MOST_MEMBERS:,}"
        raise _error(f"{found}; unpack it and take a part", code="limit")
    total = sum(entry.member.size for entry in entries if entry.member.error is None)
    if total > MOST_BYTES:
        found = f"unpacks to {total / 2**30:,.1f} GB, over the limit of {MOST_BYTES / 2**30:g} GB"
        raise _error(f"{found}; unpack it and take a part", code="limit")
    by_name: dict[str, _Entry] = {}
    for entry in entries:
        by_name.setdefault(entry.member.name, entry)
    return _Package(archive, entries, by_name)


def _error(reason: str, *, code: str = "archive") -> ArticleError:
    """The error about an archive whose name is not known here."""
    return ArticleError("archive", reason, code=code)


def _check_directory(content: bytes) -> None:
    """Raise ArticleError for a directory that is too large to be taken apart, which takes 10 times its memory."""
    place = content.rfind(_DIRECTORY_END, max(0, len(content) - _LONGEST_END))
    size = 0 if place < 0 else int.from_bytes(content[place + 12 : place + 16], "little")
    if size == 0xFFFFFFFF:
        place = content.rfind(_LARGE_DIRECTORY_END, 0, place)
        size = 0 if place < 0 else int.from_bytes(content[place + 40 : place + 48], "little")
    if min(size, len(content)) > _LARGEST_DIRECTORY:
        reason = f"holds many more files than the limit of {MOST_MEMBERS:,}; unpack it and take a part"
        raise _error(reason, code="limit")


def _check_places(content: bytes, archive: zipfile.ZipFile) -> None:
    """Raise ArticleError where two members share bytes: so a few megabytes can claim to hold petabytes.

    Python checks it since 3.11.8, when a member is opened, and this is for all versions and before.
    """
    members = archive.infolist()
    spans = sorted((info.header_offset, info.header_offset + _packed_length(content, info)) for info in members)
    spans.append((archive.start_dir, archive.start_dir))
    if any(start < 0 or end > following for (start, end), (following, _) in pairwise(spans)):
        raise _error("is damaged or hostile: its members lie over each other; pack it anew")


def _packed_length(content: bytes, info: zipfile.ZipInfo) -> int:
    """How many bytes a member takes in the archive, its own header among them."""
    header = content[info.header_offset : info.header_offset + _LOCAL_HEADER.size] if info.header_offset >= 0 else b""
    if len(header) < _LOCAL_HEADER.size:
        return info.compress_size
    _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    return int(_LOCAL_HEADER.size + name_length + extra_length + info.compress_size)


def _find_reason(content: bytes, error: Exception) -> str:
    """Why an archive cannot be opened, and what to do."""
    if not content:
        return "is empty: it holds no byte; save it again"
    if not content.startswith((_BEGINS_MEMBER, _BEGINS_EMPTY)):
        return f"is no ZIP archive: it begins with {content[:8]!r}; check its ending, or unpack it"
    if _DIRECTORY_END not in content[-_LONGEST_END:]:
        return "is cut off: the list of its files, which stands at the end, is missing; download or copy it again"
    return f"is damaged ({_describe(error)}); download or copy it again"


def _list_entries(infos: list[zipfile.ZipInfo]) -> Iterator[_Entry]:
    seen: set[str] = set()
    for info in infos:
        written = _find_name(info)
        name = "/".join(part for part in written.split("/") if part != ".")
        if written.endswith("/") or _is_left_out(name):
            continue
        error = _find_name_error(written) or _find_error(info)
        if error is None and name in seen:
            error = "is twice in its archive, and only the first is read; unpack it and take the one that you mean"
        seen.add(name)
        if len(name) > _LONGEST_NAME:
            name = f"{name[:_LONGEST_PART]}…"
        yield _Entry(Member(name, info.file_size, error), info)


def _find_name(info: zipfile.ZipInfo) -> str:
    """The name of a member, with "/" between folders.

    Names without the mark for UTF-8 are of the code page 437 by the standard; yet some systems write UTF-8 without it,
    and what is valid UTF-8 beyond ASCII is hardly anything else.
    """
    written = info.filename
    if not info.flag_bits & _UTF8:
        try:
            written = written.encode("cp437").decode("utf-8")
        except UnicodeError:
            written = info.filename
    return written.replace("\\", "/")


def _is_left_out(name: str) -> bool:
    parts = name.split("/")
    # A name with ".." is no hidden one, and is told.
    return ".." not in parts and any(part.startswith((".", "~$")) or part.casefold() in _LEFT_OUT for part in parts)


def _find_name_error(name: str) -> str | None:
    parts = name.split("/")
    if name.startswith("/") or name[1:3] == ":/" or name[1:2] == ":":
        return "has a name that leads out of its archive (an absolute path); pack it anew"
    if ".." in parts:
        return "has a name that leads out of its archive (..); pack it anew"
    if len(name) > _LONGEST_NAME or max(map(len, parts)) > _LONGEST_PART:
        return f"has a name of {len(name):,} characters, longer than a disk may hold; rename it and pack it anew"
    return None


def _find_error(info: zipfile.ZipInfo) -> str | None:
    """Why a member cannot be read, told from what the directory says of it; None where nothing speaks against it."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link, and links are not followed; put the file itself into the archive"
    if info.flag_bits & _ENCRYPTED:
        return "is protected with a password; unpack it, or pack it without one"
    if info.compress_type not in _METHODS:
        return f"is packed by {_name_method(info.compress_type)}, which is not read; unpack it, or pack it anew"
    if info.file_size > MOST_BYTES_OF_MEMBER:
        found = f"{info.file_size / 2**20:,.0f} MB, over the limit of {MOST_BYTES_OF_MEMBER / 2**20:g} MB"
        return f"unpacks to {found}; unpack and split it"
    if info.file_size > _HARMLESS_BYTES and info.file_size > MOST_RATIO * max(1, info.compress_size):
        times = info.file_size // max(1, info.compress_size)
        return f"unpacks to {times:,} times its size, over the limit of {MOST_RATIO} times; unpack it yourself"
    return None


def _name_method(number: int) -> str:
    # The names of methods that zipfile knows; some of them it cannot unpack.
    return f"{zipfile.compressor_names.get(number, 'method')} ({number})"  # type: ignore[attr-defined]


def _describe(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
