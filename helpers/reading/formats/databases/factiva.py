"""The reader of Factiva documents (RTF, and DOCX where they were saved anew): many articles a file.

With "Full Article plus Indexing" a record is a table of codes and values (HD headline, SN outlet, PD date, LP and TD
text, AN number). Otherwise it is shown: headline, author, "512 words", date, outlet, code, language, copyright, text,
and "Document" with its number. A table that sums up the search may follow the last article.
"""

from __future__ import annotations

from helpers.reading.dates import find_day
from helpers.reading.formats.databases.factiva_records import Record, read_shown, read_tagged
from helpers.reading.formats.databases.labels import find_first_language, find_names
from helpers.reading.formats.databases.nexis_article import warn_of_date, warn_of_length
from helpers.reading.formats.office.office_blocks import read_blocks
from helpers.reading.raw import Part, RawArticle, Source, Unread

_CUT = ("cut", "ends without its number; its text may be cut off, download it again")
_LONGEST_AGENCY = 40
_AFTER_TEXT = ("caption", "correction", "boilerplate")


def read_factiva(source: Source) -> list[RawArticle | Unread] | None:
    """The articles of a Factiva document in their order, or None where it is none.

    Raises ArticleError where the file is protected, damaged, or neither RTF nor DOCX.
    """
    blocks, encoding = read_blocks(source)
    records = read_tagged(blocks) or read_shown(blocks)
    return None if not records else [_make_article(record, encoding) for record in records]


def _make_article(record: Record, encoding: str) -> RawArticle | Unread:
    title = record.text("headline")
    body = record.fields.get("body", [])
    if not body:
        name = f" ({title!r})" if title else ""
        return Unread(f"holds no text{name}: Factiva gave its title only; download it again", code="empty")
    byline = record.text("author")
    parts = [Part(title, "headline")] if title else []
    parts += [Part(byline, "byline")] if byline else []
    text = Part("\n\n".join(body))
    after = [Part(line, kind) for kind in _AFTER_TEXT for line in record.fields.get(kind, ())]
    printed = record.text("date")
    day = find_day(printed) if printed else None
    agency = record.text("agency")
    warnings = [*warn_of_date(printed, day), *warn_of_length(record.words, [text], "Factiva")]
    return RawArticle(
        parts=(*parts, text, *after),
        encoding=encoding,
        outlet=record.text("outlet") or None,
        agency=agency if 0 < len(agency) <= _LONGEST_AGENCY else None,
        author=find_names(byline),
        date=day,
        date_source=None if day is None else "file",
        language=find_first_language(record.text("language")),
        warnings=((_CUT,) if record.is_cut else ()) + tuple(warnings),
    )
