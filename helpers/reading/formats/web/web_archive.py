"""The reader of web archives, the one file in which browsers save a page with its pictures (.mhtml, .mht)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message

from helpers.reading.formats.web.bytes import decode_page, is_utf_8
from helpers.reading.formats.web.facts import plain_address
from helpers.reading.formats.web.web_page import Page, read_markup
from helpers.reading.raw import RawArticle, Source, Unread

_START = re.compile(
    rb"\s{0,20}(?:(?:From|MIME-Version|Content-Type|Subject|Snapshot-Content-Location|Date):[^\r\n]{0,1000}\r?\n)"
)
_PAGES = ("text/html", "application/xhtml+xml")
_MOST_PARTS = 5_000
_LONGEST_TYPE = 4_000
_TYPE = re.compile(rb"content-type:((?:[^\r\n]|\r?\n[ \t]){0,%d})" % _LONGEST_TYPE, re.IGNORECASE)
_MOST_NESTED = 100


def is_archive(content: bytes) -> bool:
    """Whether bytes begin with the head of a message, as web archives do."""
    return _START.match(content[:2_000]) is not None and b"mime-version:" in content[:20_000].lower()


def find_web_archive(source: Source) -> list[RawArticle | Unread] | None:
    """The article of a web archive that has the ending of a page, as some browsers save it; None where it is none."""
    return read_web_archive(source) if is_archive(source.content) else None


def read_web_archive(source: Source) -> list[RawArticle | Unread]:
    """The one article of a saved web page with all its parts in one file; its address is where it was saved from.

    The day of saving is no date of the article. Raises ArticleError where the file is no archive (code unreadable) or
    its page holds no article (as `read_page`).
    """
    if not source.content.strip():
        raise source.error("is empty; save the page again", code="empty")
    if not is_archive(source.content):
        raise source.error("is no web archive: it does not begin with the head of one; save the page again")
    _check(source)
    message = message_from_bytes(source.content, policy=policy.compat32)
    part = _find_root(message)
    if part is None:
        raise source.error("is a web archive without a page in it; save the page again", code="empty")
    inner = Source(source.name, _decode_part(part), source.options)
    if not inner.content.strip():
        raise source.error("is a web archive whose page is empty; save the page again", code="empty")
    address = next(filter(None, (plain_address(str(place)) for place in _list_places(message, part))), None)
    text, encoding, warnings = decode_page(inner, said=_find_charset(part, inner.content))
    return [read_markup(source, Page(text, encoding, warnings, address))]


def _check(source: Source) -> None:
    """Raises ArticleError for what the parser of messages would take hours for."""
    deep = long = 0
    for head in _TYPE.finditer(source.content):
        deep += head.group(1).lstrip().lower().startswith(b"multipart/")
        long = max(long, len(head.group(1)))
    if deep > _MOST_NESTED or long >= _LONGEST_TYPE:
        what = "its parts stand in each other too deep" if deep > _MOST_NESTED else "the head of a part is too long"
        raise source.error(f"is no web archive that can be read: {what}; save the page again")


def _find_root(message: Message) -> Message | None:
    """The page itself: the part that the head names as the start, else the first one; the others are frames."""
    pages = [part for part in _list_parts(message) if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "").strip("<> ")
    named = (part for part in pages if start and str(part.get("Content-ID") or "").strip("<> ") == start)
    return next(named, None) or next(iter(pages), None)


def _list_parts(message: Message) -> Iterator[Message]:
    """All parts in order, those of parts too, however deep."""
    waiting: list[Message] = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        payload = part.get_payload()
        if part.is_multipart() and isinstance(payload, list):
            waiting += [one for one in reversed(payload) if isinstance(one, Message)]
        else:
            yield part


def _decode_part(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (binascii.Error, ValueError, LookupError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _list_places(message: Message, part: Message) -> Iterator[object]:
    """Where the page was saved from, as Chrome and as others say it."""
    for place in (message.get("Snapshot-Content-Location"), part.get("Content-Location")):
        if place is not None:
            yield place


def _find_charset(part: Message, content: bytes) -> str | None:
    """What the archive says about the encoding; without that Chrome has written UTF-8, whatever the page names."""
    try:
        said = part.get_content_charset()
    except (LookupError, ValueError, TypeError):
        said = None
    return said or ("utf-8" if is_utf_8(content) else None)
