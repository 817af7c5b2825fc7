"""One raw article into an article with its paragraphs: a function of this one article, whatever else is read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from helpers.languages import detect_language
from helpers.reading.clean import clean
from helpers.reading.dates import find_day
from helpers.reading.mixed import find_other_languages
from helpers.reading.mojibake import mend_mojibake, mended_warning
from helpers.reading.raw import RawArticle
from helpers.reading.structure import (
    Known,
    Paragraph,
    find_agency,
    find_author,
    find_date,
    find_wrong_dates,
    plain_title,
    split_paragraphs,
)
from helpers.tables import ArticleError

_NO_LETTERS_OR_DIGITS = re.compile(r"[\W_]+")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_ID_DIGITS = 16
_BETWEEN_PARTS = "\n\n"
_DAY_OF_NAME = re.compile(r"([0-9]{4})[-_.]?([0-9]{2})[-_.]?([0-9]{2})(?![0-9])")
# langdetect reads 1,000 characters; some more allow for addresses, which it leaves out.
_SAMPLE_CHARACTERS = 4_000


@dataclass(frozen=True)
class ParsedArticle:
    """One article, cleaned and described; None where it has no headline, date and so on."""

    article_id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    headline: str | None
    language: str
    language_score: float
    words: int
    encoding: str
    outlet: str | None
    agency: str | None
    author: str | None
    date: str | None
    date_source: str | None
    url: str | None
    warnings: tuple[tuple[str, str], ...]

    def texts_of(self, kind: str) -> list[str]:
        """The paragraphs of one kind, in order."""
        return [self.text[row.start : row.end] for row in self.paragraphs if row.kind == kind]


def parse_article(raw: RawArticle, *, name: str, outlet: str | None) -> ParsedArticle:
    """The article that a raw one holds; what the user says goes first, then what the file tells, its text, its name.

    `name` is that of the file, `outlet` that of its folder. `words` counts white-space separated words with a letter or
    digit, without the date prefix. `warnings` are pairs of code and message. Raises ArticleError (codes empty, where no
    letter or digit is left, and too-long).
    """
    raw, mended = _mend(raw)
    text, known = _clean_parts(raw)
    letters = _NO_LETTERS_OR_DIGITS.sub("", text)
    if not letters:
        raise ArticleError(name, "is empty: it holds no letter or digit; remove it or fill it", code="empty")
    paragraphs = split_paragraphs(text, known)
    language, score = _find_language(raw, text, paragraphs)
    day, source = _find_day(raw, text, paragraphs, name)
    return ParsedArticle(
        article_id=hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()[:_ID_DIGITS],
        text=text,
        paragraphs=tuple(paragraphs),
        headline=_said(raw.headline, _first_title(text, paragraphs)),
        language=language,
        language_score=score,
        words=_count_words(text, paragraphs),
        encoding=raw.encoding,
        outlet=_said(raw.outlet, outlet),
        agency=_said(raw.agency, _find_agency(text, paragraphs)),
        author=_said(raw.author, _find_author(text, paragraphs)),
        date=day,
        date_source=source,
        url=raw.url or None,
        warnings=(*raw.warnings, *mended, *_find_warnings(raw, text, paragraphs, language)),
    )


def _said(said: str | None, found: str | None) -> str | None:
    """What was said about an article, where that is anything; the user may say that it has none ("")."""
    return found if said is None else said or None


def _find_warnings(raw: RawArticle, text: str, paragraphs: list[Paragraph], language: str) -> Iterator[tuple[str, str]]:
    if raw.date is None:
        yield from find_wrong_dates(text, paragraphs)
    yield from find_other_languages(text, paragraphs, language)


def _mend(raw: RawArticle) -> tuple[RawArticle, list[tuple[str, str]]]:
    """The article with text that was read in the wrong encoding once before put right, and the warning about it."""
    mended = [mend_mojibake(part.text) for part in raw.parts]
    places = sum(count for _, count in mended)
    if not places:
        return raw, []
    parts = tuple(replace(part, text=text) for part, (text, _) in zip(raw.parts, mended, strict=True))
    return replace(raw, parts=parts), [mended_warning(places)]


def _clean_parts(raw: RawArticle) -> tuple[str, list[Known]]:
    """The cleaned text of all parts, and where those stand whose kind the file tells."""
    texts: list[str] = []
    known: list[Known] = []
    length = 0
    for part in raw.parts:
        text, _ = clean(part.text)
        if part.kind is not None and text.strip():
            known.append(Known(part.kind, length, length + len(text)))
        texts.append(text)
        length += len(text) + len(_BETWEEN_PARTS)
    return _BETWEEN_PARTS.join(texts), known


def _find_language(raw: RawArticle, text: str, paragraphs: list[Paragraph]) -> tuple[str, float]:
    if raw.language:
        return raw.language, 1.0
    return detect_language(_sample_body(text, paragraphs))


def _find_day(raw: RawArticle, text: str, paragraphs: list[Paragraph], name: str) -> tuple[str | None, str | None]:
    """The day of an article and where it was found."""
    if raw.date is not None:
        return raw.date or None, raw.date_source or ("file" if raw.date else None)
    found = find_date(text, paragraphs)
    if found is not None:
        return found
    day = _find_day_of_name(name)
    return day, "name" if day is not None else None


def _find_day_of_name(name: str) -> str | None:
    """The day that a file's name begins with, as archives are often kept ("2022-03-04 Hafen.txt")."""
    found = _DAY_OF_NAME.match(name.rpartition("/")[2])
    return None if found is None else find_day("-".join(found.groups()))


def _sample_body(text: str, paragraphs: list[Paragraph]) -> str:
    """The beginning of the body, or of the text where there is none: headlines and headings mislead langdetect."""
    sample: list[str] = []
    length = 0
    for row in paragraphs:
        if row.kind == "body" and length < _SAMPLE_CHARACTERS:
            sample.append(text[row.start : min(row.end, row.start + _SAMPLE_CHARACTERS)])
            length += len(sample[-1])
    return "\n".join(sample) or text[:_SAMPLE_CHARACTERS]


def _first_title(text: str, paragraphs: list[Paragraph]) -> str | None:
    return next((plain_title(text[row.start : row.end]) for row in paragraphs if row.kind == "headline"), None)


def _find_agency(text: str, paragraphs: list[Paragraph]) -> str | None:
    first = next((row for row in paragraphs if row.kind == "body"), None)
    return None if first is None else find_agency(text[first.start : first.end])


def _find_author(text: str, paragraphs: list[Paragraph]) -> str | None:
    return next((find_author(text[row.start : row.end]) for row in paragraphs if row.kind == "byline"), None)


def _count_words(text: str, paragraphs: list[Paragraph]) -> int:
    start = next((row.end for row in paragraphs if row.kind == "date"), 0)
    return sum(_LETTER_OR_DIGIT.search(word) is not None for word in text[start:].split())
