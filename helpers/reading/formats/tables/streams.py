"""Large text files, never held as one text: a single emoji in it makes each of its letters take four bytes."""

from __future__ import annotations

import codecs
import io

from helpers.reading.encodings import decode, find_mark
from helpers.reading.raw import Source

_PIECE = 2**20
_PLAIN, _MARKED = "utf-8", "utf-8-sig"


def find_encoding(source: Source) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The encoding of a text file as `decode` finds it, and its warnings; UTF-8 is checked piece by piece.

    Raises ArticleError (codes binary, encoding, empty).
    """
    if source.content.isspace() or not source.content:
        raise source.error("is empty: it holds nothing but white space; remove it or fill it", code="empty")
    mark = find_mark(source.content)
    if source.options.encoding is None and mark in (None, _MARKED) and _is_plain(source.content):
        return mark or _PLAIN, ()
    _, encoding, warnings = decode(source.content, name=source.name, encoding=source.options.encoding)
    return encoding, warnings


def open_text(source: Source, encoding: str) -> io.TextIOWrapper:
    """The text of a file as a stream of lines, their ends kept as they are; without a byte-order mark.

    What `find_encoding` let pass as damaged has signs of replacement.
    """
    text = io.TextIOWrapper(io.BytesIO(source.content), encoding=encoding, errors="replace", newline="")
    if text.read(1) != "\ufeff":
        text.seek(0)
    return text


def as_utf8(source: Source) -> tuple[bytes, str, tuple[tuple[str, str], ...]]:
    """The text of a file as UTF-8 without a byte-order mark, the encoding that it was in, and warnings.

    Raises ArticleError (codes binary, encoding, empty).
    """
    encoding, warnings = find_encoding(source)
    if encoding in (_PLAIN, _MARKED) and not warnings:
        return source.content.removeprefix(codecs.BOM_UTF8), encoding, ()
    text, encoding, warnings = decode(source.content, name=source.name, encoding=source.options.encoding)
    return text.encode("utf-8", "replace"), encoding, warnings


def _is_plain(content: bytes) -> bool:
    """Whether bytes are valid UTF-8 without zeros."""
    if b"\0" in content:
        return False
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(content)
    try:
        for start in range(0, len(content), _PIECE):
            decoder.decode(view[start : start + _PIECE])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True
