"""Rows of a table, whatever its format, to articles: each row one, with what its cells tell about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from helpers.reading.formats.language_names import find_language
from helpers.reading.formats.tables.columns import is_missing
from helpers.reading.formats.tables.days import find_order, read_day
from helpers.reading.formats.tables.fragments import holds_markup, read_fragment, resolve_entities
from helpers.reading.raw import Part, RawArticle, Source, Unread
from helpers.reading.wordlists import find_opening
from helpers.tables import ArticleError

# What one file may hold: each row costs a kilobyte, however short, and packed formats may repeat a text for nothing.
_MOST_ROWS = 500_000
_MOST_CHARACTERS = 300 * 2**20
# What services write behind a text that they cut: "… [+1234 chars]".
_CUT = re.compile(r"\[\+?[0-9]{1,7} char(?:s|acters)?\]\Z")
# What ends a teaser that is only the beginning of the text.
_ENDS_OF_TEASERS = ("…", "...", "[…]", "[...]", "(...)")
_HALF = re.compile("[\ud800-\udfff]")
# A list as Python writes it, which is what tools for scraping leave in a table: "['Jane Doe', 'Max Muster']".
_WRITTEN_LIST = re.compile(r"""\[(?:'[^'\[\]]*'|"[^"\[\]]*")(?:, (?:'[^'\[\]]*'|"[^"\[\]]*"))*\]""")
_ADDRESSES = ("http://", "https://")
_LONGEST_SHOWN = 40
_LARGEST = 10**30
# Names of what is named by an object: {"name": "The Courier", "id": "courier"}.
_NAMING = ("name", "title", "text", "value")

Warnings = tuple[tuple[str, str], ...]


class Row(NamedTuple):
    """One row: what messages call it ("row 7"), and its cells by what they hold, as the file has them."""

    label: str
    cells: Mapping[str, Any]


@dataclass
class _Table:
    """What is known of the whole table while its rows are read."""

    encoding: str
    day_first: bool | None
    pending: list[tuple[str, str]]
    told: set[str] = field(default_factory=set)

    def tell_once(self, code: str, message: str) -> None:
        """Warn about the whole table, with its next article."""
        if message not in self.told:
            self.told.add(message)
            self.pending.append((code, message))


class RowList:
    """The rows of one file, in their order, with what has no article; no more than memory has place for."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.rows: list[Row | Unread] = []
        self._characters = 0

    def add(self, row: Row | Unread) -> None:
        """Adds one. Raises ArticleError (code limit) where there are too many, or too long ones in all."""
        if len(self.rows) >= _MOST_ROWS:
            raise self.source.error(f"has more than {_MOST_ROWS:,} rows, which is the limit; split it", code="limit")
        text = row.cells.get("text") if isinstance(row, Row) else None
        self._characters += len(text) if isinstance(text, str) else 0
        if self._characters > _MOST_CHARACTERS:
            many = f"more than {_MOST_CHARACTERS // 2**20} million characters"
            raise self.source.error(f"has texts of {many}, which is the limit; split it", code="limit")
        self.rows.append(row)


def make_articles(rows: RowList, *, encoding: str, warnings: Warnings = ()) -> list[RawArticle | Unread]:
    """The articles that the rows hold, in their order; the rows are used up, so that a large table is in memory once.

    `warnings` about the whole table come with its first article. Raises ArticleError (code empty) where no row has
    text.
    """
    if not rows.rows:
        raise rows.source.error("has columns but no row; remove it or fill it", code="empty")
    day_first = find_order(row.cells.get("date") for row in rows.rows if isinstance(row, Row))
    table = _Table(encoding, day_first, list(warnings))
    found: list[Any] = rows.rows
    for place, row in enumerate(rows.rows):
        if isinstance(row, Row):
            found[place] = _make_article(rows.source, table, row)
    if all(isinstance(one, Unread) and one.code == "empty" for one in found):
        count = "its only row has no" if len(found) == 1 else f"none of its {len(found):,} rows has"
        raise rows.source.error(f"holds no article: {count} text; fill it, or say --column text=NAME", code="empty")
    return found


def as_text(value: Any) -> str:
    """A cell as text; "" where it holds nothing, and for yes or no.

    >>> as_text(1984.0), as_text(["Jane Doe", {"name": "Max Muster"}]), as_text(None)
    ('1984', 'Jane Doe, Max Muster', '')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        # Python refuses to write longer numbers; this is false of what is no number at all, too.
        is_short = abs(value) < _LARGEST
        return "" if not is_short else f"{value:.15g}" if value % 1 else str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat() if value == value else ""
    if isinstance(value, bytes):
        return as_text(_decode(value))
    if isinstance(value, list):
        return ", ".join(filter(None, map(as_text, value)))
    if isinstance(value, dict):
        return next((as_text(value[key]) for key in _NAMING if isinstance(value.get(key), str)), "")
    return ""


def _decode(value: bytes) -> str | None:
    """Text that a file keeps as bytes, as old writers of Parquet do."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _make_article(source: Source, table: _Table, row: Row) -> RawArticle | Unread:
    warnings: list[tuple[str, str]] = []
    try:
        body = _read_body(source, table, row, warnings)
        headline, standfirst = _read_title(source, row, "headline"), _read_title(source, row, "standfirst")
    except ArticleError as error:
        return Unread(f"{row.label} {error.reason}", error.code)
    if not body:
        return Unread(f"{row.label} has no text", "empty")
    outlet, url = _read_field(row, "outlet"), _read_field(row, "url")
    # Some tools call the address of an article its source.
    if outlet is not None and outlet.startswith(_ADDRESSES):
        outlet, url = None, url or outlet
    day = _read_date(table, row, warnings)
    article = RawArticle(
        tuple(_find_parts(headline, standfirst, body)),
        table.encoding,
        outlet=outlet,
        agency=_read_field(row, "agency"),
        author=_read_author(row),
        date=day,
        date_source=None if day is None else "file",
        url=url if url is not None and url.startswith(_ADDRESSES) else None,
        language=_read_language(table, row),
        warnings=(*table.pending, *warnings),
    )
    table.pending.clear()
    return article


def _read_body(source: Source, table: _Table, row: Row, warnings: list[tuple[str, str]]) -> tuple[Part, ...]:
    value = row.cells.get("text")
    text = "\n\n".join(filter(None, map(as_text, value))) if isinstance(value, list) else as_text(value)
    cut = _CUT.search(text[-_LONGEST_SHOWN:].rstrip())
    if cut is not None:
        text = text.rstrip().removesuffix(cut.group())
        warnings.append(("cut", f"{row.label}: the text is cut short by the service that it comes from; get the whole"))
    if not text.isascii() and _HALF.search(text):
        text = _HALF.sub("\ufffd", text)
        warnings.append(("encoding", f"{row.label}: halves of characters in the text were replaced by \ufffd"))
    if holds_markup(text):
        table.tell_once("markup", "has texts with tags of web pages, which were read as their words")
        return read_fragment(source, text)
    text = resolve_entities(text).strip()
    return (Part(text),) if text else ()


def _read_title(source: Source, row: Row, use: str) -> str:
    title = _HALF.sub("\ufffd", as_text(row.cells.get(use)))
    if is_missing(title):
        return ""
    if holds_markup(title):
        return _one_line(" ".join(part.text for part in read_fragment(source, title)))
    return _one_line(resolve_entities(title))


def _find_parts(headline: str, standfirst: str, body: tuple[Part, ...]) -> Iterator[Part]:
    """The parts of an article, each once: a text may begin with its headline, and a teaser may be its beginning."""
    if headline:
        yield Part(headline, "headline")
        body = _without_line(body, headline)
    rest = _without_line(body, standfirst) if standfirst else body
    if standfirst and (rest != body or not _begins_with(body[0].text, standfirst)):
        yield Part(standfirst, "standfirst")
    yield from rest


def _without_line(body: tuple[Part, ...], line: str) -> tuple[Part, ...]:
    """A text without its first line where that is `line` and others follow."""
    first, _, rest = body[0].text.partition("\n")
    if _one_line(first) != line:
        return body
    begun = (Part(rest.strip(), body[0].kind),) if rest.strip() else ()
    return (*begun, *body[1:]) or body


def _begins_with(text: str, teaser: str) -> bool:
    bare = next((teaser[: -len(end)] for end in _ENDS_OF_TEASERS if teaser.endswith(end)), teaser).rstrip()
    # White space may differ, so more of the text is read than the teaser is long.
    return _one_line(text[: 2 * len(bare) + 100]).startswith(bare)


def _read_field(row: Row, use: str) -> str | None:
    value = _HALF.sub("\ufffd", _one_line(resolve_entities(as_text(row.cells.get(use)))))
    return None if is_missing(value) else value


def _read_author(row: Row) -> str | None:
    written = _read_field(row, "author")
    if written is None or written == "[]":
        return None
    if _WRITTEN_LIST.fullmatch(written):
        return ", ".join(name[1:-1] for name in re.findall(r"""'[^']*'|"[^"]*\"""", written))
    opening = find_opening(written, "byline.openings")
    return written[len(opening or "") :].strip(" :") or written


def _read_date(table: _Table, row: Row, warnings: list[tuple[str, str]]) -> str | None:
    value = row.cells.get("date")
    day = read_day(value, day_first=table.day_first)
    written = as_text(value)
    if day is None and not is_missing(written):
        shown = written.strip()
        shown = repr(shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…")
        reason = f"the date {shown} is none that can be read for sure; write it as YYYY-MM-DD"
        warnings.append(("date", f"{row.label}: {reason}"))
    return day


def _read_language(table: _Table, row: Row) -> str | None:
    written = _read_field(row, "language")
    code = None if written is None else find_language(written)
    if written is not None and code is None:
        shown = repr(written if len(written) <= _LONGEST_SHOWN else f"{written[:_LONGEST_SHOWN]}…")
        table.tell_once(
            "language", f"has a language {shown} that is not known, and was left out; write a code such as en"
        )
    return code


def _one_line(text: str) -> str:
    """A text on one line, with single spaces."""
    return " ".join(text.split())
