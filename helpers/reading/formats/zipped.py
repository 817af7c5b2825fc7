"""The door to files that are ZIP archives inside (DOCX, XLSX, ODT, ZIP): nothing is unpacked before it is checked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

from helpers.reading.raw import Source
from helpers.tables import ArticleError

MOST_BYTES = 200 * 2**20
MOST_MEMBERS = 10_000
# Deflate packs at most 1,032 to 1. Tables of repeated values pack 50 to 1 and more, so the ratio counts only where the
# whole is large enough to do harm.
MOST_RATIO = 200
_HARMLESS_BYTES = 20 * 2**20

_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLD_OFFICE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# Other methods unpack a whole member at once, whatever its stated size.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# What reading a broken archive raises; zipfile does not promise less.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def open_package(
    source: Source, *, most_bytes: int = MOST_BYTES, most_members: int = MOST_MEMBERS, holds: str = "a document"
) -> zipfile.ZipFile:
    """The archive that a file is, its members checked but none unpacked; close it after use.

    Raises ArticleError (codes password, format, broken, limit) where it is protected with a password, no archive,
    damaged, or would unpack to more than `most_bytes`, `most_members` or `MOST_RATIO` times its packed size.
    """
    if not source.content.startswith(_ZIP_MAGIC):
        raise _find_what_else(source, holds=holds)
    try:
        package = zipfile.ZipFile(io.BytesIO(source.content))
    except BROKEN as error:
        raise broken(source, error) from error
    members = package.infolist()
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise protected(source)
    strange = next((member for member in members if member.compress_type not in _METHODS), None)
    if strange is not None:
        reason = f"packs {strange.filename!r} by method {strange.compress_type}, which is not read; pack it anew as ZIP"
        raise source.error(reason, code="format")
    _check_size(source, members, most_bytes=most_bytes, most_members=most_members)
    return package


def read_member(package: zipfile.ZipFile, name: str, *, source: Source) -> bytes:
    """The bytes of one member of an archive that `open_package` checked.

    Raises ArticleError (code broken) where it is missing or damaged.
    """
    try:
        return package.read(name)
    except KeyError as error:
        reason = f"is damaged: it holds no {name!r}; open it in the program that made it and save it again"
        raise source.error(reason, code="broken") from error
    except BROKEN as error:
        raise broken(source, error) from error


def _check_size(source: Source, members: Sequence[zipfile.ZipInfo], *, most_bytes: int, most_members: int) -> None:
    if len(members) > most_members:
        reason = f"holds {len(members):,} files, over the limit of {most_members:,}; split it"
        raise source.error(reason, code="limit")
    # zipfile never unpacks more of a member than the size stated here, so a lie breaks the member and nothing else.
    unpacked = sum(member.file_size for member in members)
    if unpacked > most_bytes:
        reason = f"unpacks to {_megabytes(unpacked)} MB, over the limit of {_megabytes(most_bytes)} MB; split it"
        raise source.error(reason, code="limit")
    packed = max(1, len(source.content))
    if unpacked > _HARMLESS_BYTES and unpacked > MOST_RATIO * packed:
        reason = (
            f"unpacks to {unpacked // packed:,} times its size ({_megabytes(unpacked)} MB), over the limit of "
            f"{MOST_RATIO} times; it was not opened"
        )
        raise source.error(reason, code="limit")


def _find_what_else(source: Source, *, holds: str) -> ArticleError:
    """The error about a file that begins like no ZIP archive."""
    if not source.content:
        return source.error("is empty: it holds no byte; save it again", code="empty")
    if source.content.startswith(_OLD_OFFICE_MAGIC):
        if _ENCRYPTED_STREAM in source.content:
            return protected(source)
        reason = "is a file of Office before 2007 under a new ending; open it and save it in the format of its ending"
        return source.error(reason, code="format")
    reason = f"is not {holds}: it begins with {source.content[:8]!r}, not as a ZIP archive; check its ending"
    return source.error(reason, code="format")


def protected(source: Source) -> ArticleError:
    """The error about a file that needs a password."""
    return source.error("is protected with a password; open it, save it without one", code="password")


def broken(source: Source, error: Exception) -> ArticleError:
    """The error about an archive that cannot be unpacked, from what unpacking raised."""
    what = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    return source.error(f"is damaged and cannot be unpacked ({what}); save or download it again", code="broken")


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.0f}"
