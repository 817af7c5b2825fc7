"""The reader of plain text, and what every reader gives back."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from helpers.tables import ArticleError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Text in Latin letters has accents on fewer letters than this; Cyrillic read as Windows-1252 has them on nearly all.
_MOST_ACCENTS = 0.4


@dataclass(frozen=True)
class RawArticle:
    """One article as a reader found it: its raw text, and what the file tells about it; None where it tells nothing."""

    text: str
    encoding: str
    outlet: str | None = None
    agency: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None


def read_text(path: Path) -> list[RawArticle]:
    """The one article that a text file holds.

    Raises ArticleError where the file holds no text, or text in no encoding that can be told for sure.
    """
    text, encoding = decode(path.read_bytes(), path=path)
    return [RawArticle(text, encoding)]


def decode(content: bytes, *, path: Path) -> tuple[str, str]:
    """The text of a file's bytes, without a byte-order mark, and its encoding: utf-8, utf-8-sig, utf-16 or cp1252.

    A byte-order mark decides; then strict UTF-8; then Windows-1252, only where it gives plausible text. Nothing is
    guessed beyond that: a wrong guess corrupts letters silently. Raises ArticleError (codes binary, encoding).
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_marked(content, encoding, path=path), encoding
    if b"\0" in content:
        place = content.index(b"\0")
        raise ArticleError(path, f"is not text: byte {place} is zero; save it as text (UTF-8)", code="binary")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        text = _decode_windows(content)
        if text is None:
            reason = (
                f"is text in an unknown encoding: byte {error.start} ({content[error.start]:#04x}) is not UTF-8, "
                "and read as Windows-1252 it makes no words; save it as UTF-8"
            )
            raise ArticleError(path, reason, code="encoding") from error
        return text, "cp1252"


def _decode_marked(content: bytes, encoding: str, *, path: Path) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"says that it is {encoding.upper()} but is not at byte {error.start}; save it as UTF-8"
        raise ArticleError(path, reason, code="encoding") from error
    if "\0" in text:
        raise ArticleError(path, "is not text: it holds characters of code zero; save it as UTF-8", code="binary")
    return text


def _decode_windows(content: bytes) -> str | None:
    """The text read as Windows-1252, or None where control characters or too many accents speak against it."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    letters = sum(map(str.isalpha, text))
    accents = sum(character.isalpha() for character in text if not character.isascii())
    return None if _CONTROL.search(text) or accents > _MOST_ACCENTS * letters else text
