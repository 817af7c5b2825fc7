"""Text from bytes: which encoding a file is in, told surely or not at all."""

from __future__ import annotations

import codecs
import re

from helpers.tables import ArticleError

Warnings = tuple[tuple[str, str], ...]

# UTF-32 goes first: its mark begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_REPLACED = "\ufffd"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Text in Latin letters has accents on fewer letters than this; Cyrillic read as Windows-1252 has them on nearly all.
_MOST_ACCENTS = 0.4
# Of the bytes of Latin text in UTF-16 every second one is zero, but for curly quotes and the like.
_FEWEST_ZEROS = 0.7
# Python calls these encodings of text too, but they write text as other text, and no file is in one.
_NO_ENCODINGS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})

READ_AS_WINDOWS = (
    "encoding",
    "is not UTF-8 and was read as Windows-1252; where letters look wrong, save it as UTF-8",
)
_READ_AS_UTF_16 = (
    "encoding",
    "has no byte-order mark and was read as UTF-16, because every second byte is zero; save it as UTF-8",
)


def decode(content: bytes, *, name: str, encoding: str | None = None) -> tuple[str, str, Warnings]:
    """The text of a file's bytes without a byte-order mark, its encoding as Python calls it, and warnings.

    A byte-order mark decides, then what the user says (`encoding`). Without both strict UTF-8, then UTF-16 where zero
    bytes prove it, then UTF-8 with a few damaged bytes, then Windows-1252 where it gives plausible text.
    Nothing is guessed beyond that: a wrong guess corrupts letters silently. Raises ArticleError (codes binary,
    encoding).
    """
    marked = find_mark(content)
    if marked is not None:
        return decode_marked(content, marked, name=name), marked, ()
    if encoding is not None:
        return _decode_as(content, encoding, name=name)
    if b"\0" in content:
        return _decode_zeros(content, name=name)
    try:
        return content.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        damaged = decode_damaged(content)
        if damaged is not None:
            return damaged
        text = decode_windows(content)
        if text is None:
            reason = (
                f"is text in an unknown encoding: byte {error.start} ({content[error.start]:#04x}) is not UTF-8, "
                "and read as Windows-1252 it makes no words; save it as UTF-8"
            )
            raise ArticleError(name, reason, code="encoding") from error
        return text, "cp1252", (READ_AS_WINDOWS,)


def find_codec(label: str) -> str | None:
    """The name that Python has for an encoding of text, None where it knows none of that name.

    >>> find_codec("Latin1"), find_codec("rot13"), find_codec("windows 9")
    ('iso8859-1', None, None)
    """
    try:
        name = codecs.lookup(label).name
        # Codecs from bytes to bytes, such as hex, refuse this; without any byte Python does not ask them.
        b"a".decode(name)
    except UnicodeDecodeError:
        # One byte alone is no text in UTF-16.
        pass
    except (LookupError, ValueError):
        return None
    return None if name.replace("_", "-") in _NO_ENCODINGS else name


def find_mark(content: bytes) -> str | None:
    """The encoding that a byte-order mark tells, None without one."""
    return next((encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)), None)


def decode_marked(content: bytes, encoding: str, *, name: str) -> str:
    """The text of bytes with a byte-order mark. Raises ArticleError (codes binary, encoding) where it is none."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        # Python counts the bytes of UTF-8 from behind the mark.
        place = error.start + (len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0)
        reason = f"says that it is {encoding.upper()} but is not at byte {place}; save it as UTF-8"
        raise ArticleError(name, reason, code="encoding") from error
    if "\0" in text:
        raise ArticleError(name, "is not text: it holds characters of code zero; save it as UTF-8", code="binary")
    return text


def decode_damaged(content: bytes) -> tuple[str, str, Warnings] | None:
    """Text in UTF-8 but for a few bytes, with signs of replacement there; None where most letters are not UTF-8.

    No text in another encoding has sequences of UTF-8 but by rare chance.
    """
    text = content.decode("utf-8", "replace")
    broken = text.count(_REPLACED) - content.count(_REPLACED.encode())
    if 2 * broken > len(_SEQUENCE.findall(content)):
        return None
    places = "1 place" if broken == 1 else f"{broken} places"
    reason = f"is UTF-8 but for {places}, where {_REPLACED} stands now; save it again as UTF-8"
    return text, "utf-8", (("encoding", reason),)


def decode_windows(content: bytes) -> str | None:
    """The text read as Windows-1252, or None where control characters or too many accents speak against it."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    letters = sum(map(str.isalpha, text))
    accents = sum(character.isalpha() for character in text if not character.isascii())
    return None if _CONTROL.search(text) or accents > _MOST_ACCENTS * letters else text


def _decode_as(content: bytes, encoding: str, *, name: str) -> tuple[str, str, Warnings]:
    """The text in the encoding that the user says."""
    codec = find_codec(encoding)
    if codec is None:
        reason = f"cannot be read as {encoding!r}, which is no encoding that is known; say one such as cp1252 or utf-16"
        raise ArticleError(name, reason, code="encoding")
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        reason = (
            f"is not {codec}, as it was said to be: byte {error.start} does not fit; "
            "say another encoding, or none to have it found"
        )
        raise ArticleError(name, reason, code="encoding") from error
    except UnicodeError as error:
        # UTF-16 and UTF-32 without a byte-order mark may refuse the whole.
        raise ArticleError(name, f"is not {codec}, as it was said to be; say another", code="encoding") from error
    if "\0" in text:
        reason = f"is not text in {codec}, as it was said to be: it holds characters of code zero; say another encoding"
        raise ArticleError(name, reason, code="binary")
    return text.removeprefix("\ufeff"), codec, ()


def _decode_zeros(content: bytes, *, name: str) -> tuple[str, str, Warnings]:
    """The text of bytes with zeros among them: UTF-16 without a byte-order mark, or no text at all."""
    for encoding, zeros, others in (
        ("utf-16-le", content[1::2], content[::2]),
        ("utf-16-be", content[::2], content[1::2]),
    ):
        if b"\0" not in others and zeros.count(0) >= _FEWEST_ZEROS * len(others):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if not _CONTROL.search(text):
                return text, encoding, (_READ_AS_UTF_16,)
    place = content.index(b"\0")
    raise ArticleError(name, f"is not text: byte {place} is zero; save it as text (UTF-8)", code="binary")
