"""The text of a web page from its bytes, in the encoding that the page names where that fits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from helpers.reading.encodings import (
    READ_AS_WINDOWS,
    Warnings,
    decode,
    decode_damaged,
    decode_marked,
    find_codec,
    find_mark,
)
from helpers.reading.formats.web.words import load_words
from helpers.reading.raw import Source

# Browsers look for the name of the encoding no further; saved pages may begin with a comment.
_HEAD_BYTES = 4_096
_NAMED = re.compile(
    rb"""<meta\b[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w:.+-]{2,40})|<\?xml\b[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([\w:.+-]{2,40})""",
    re.IGNORECASE,
)
# In French every third letter of words with accents has one; in Cyrillic read as Windows-1252 every letter.
_MOST_ACCENTS = 0.7
_WORD = re.compile(r"[^\W\d_]+")


def decode_page(source: Source, *, said: str | None = None) -> tuple[str, str, Warnings]:
    """The text of a page, what it was read as, and warnings; `said` is the encoding that a file around it names.

    What the user says decides, then a byte-order mark, then what was said or the page names where its bytes are that,
    then strict UTF-8, then Windows-1252 where that gives plausible text. Raises ArticleError (codes binary, encoding).
    """
    content = source.content
    mark = find_mark(content)
    if source.options.encoding is not None:
        return decode(content, name=source.name, encoding=source.options.encoding)
    if mark is not None:
        return decode_marked(content, mark, name=source.name), mark, ()
    if b"\0" in content:
        return decode(content, name=source.name)
    named = said or find_named(content)
    codec = None if named is None else find_codec(_same_as().get(named, named))
    if codec is not None and not (_is_single(codec) and is_utf_8(content)):
        try:
            text = content.decode(codec)
        # Not only bytes that do not fit: some codecs fail in other ways on what is not theirs.
        except UnicodeError:
            pass
        else:
            if codec != "cp1252" or _makes_words(text):
                return text, codec, ()
    return _decode_unnamed(source, named)


def _is_single(codec: str) -> bool:
    """Whether each byte is a character: then every page fits, also one that was saved as UTF-8 under its old name."""
    return len(bytes(range(256)).decode(codec, "replace")) == 256


def is_utf_8(content: bytes) -> bool:
    """Whether bytes are UTF-8 with more than ASCII in it, which no text in an encoding of single bytes is by chance."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not content.isascii()


def find_named(content: bytes) -> str | None:
    """The encoding that a page names in its head, in small letters, None without one."""
    found = _NAMED.search(content[:_HEAD_BYTES])
    return None if found is None else (found.group(1) or found.group(2)).decode("ascii", "replace").lower()


def _decode_unnamed(source: Source, named: str | None) -> tuple[str, str, Warnings]:
    content = source.content
    try:
        return content.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        damaged = decode_damaged(content)
    if damaged is not None:
        return damaged
    with suppress(UnicodeDecodeError):
        text = content.decode("cp1252")
        if _makes_words(text):
            return text, "cp1252", (READ_AS_WINDOWS,)
    says = "names none" if named is None else f"names {named!r}, which does not fit"
    reason = (
        f"is a page in an unknown encoding: it {says}, and it is neither UTF-8 nor Windows-1252; save it again as UTF-8"
    )
    raise source.error(f"{reason} or say its --encoding", code="encoding")


def _makes_words(text: str) -> bool:
    """Whether words with letters beyond ASCII are like those of Latin script, where these are few in each word."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = sum(map(len, words))
    return sum(not letter.isascii() for word in words for letter in word) <= _MOST_ACCENTS * letters


@cache
def _same_as() -> Mapping[str, str]:
    """What pages mean by the name of an encoding, where that differs from what it says."""
    return {name: codec for codec, names in load_words()["encodings"].items() for name in names}
