"""One raw article into an article with its paragraphs: a function of this one article, whatever else is read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from helpers.languages import detect_language
from helpers.reading.clean import clean
from helpers.reading.structure import (
    Paragraph,
    find_agency,
    find_author,
    find_date,
    find_wrong_date,
    plain_title,
    split_paragraphs,
)
from helpers.reading.text import RawArticle
from helpers.tables import ArticleError

_NO_LETTERS_OR_DIGITS = re.compile(r"[\W_]+")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_ID_DIGITS = 16
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


def parse_article(raw: RawArticle, *, path: Path, outlet: str | None) -> ParsedArticle:
    """The article that a raw one holds; what the reader found goes before what its text or folder tells.

    `words` counts white-space separated words with a letter or digit, without the date prefix. `warnings` are pairs of
    code and message. Raises ArticleError (code empty) where no letter or digit is left.
    """
    text, _ = clean(raw.text)
    letters = _NO_LETTERS_OR_DIGITS.sub("", text)
    if not letters:
        raise ArticleError(path, "is empty: it holds no letter or digit; remove it or fill it", code="empty")
    paragraphs = split_paragraphs(text)
    language, score = detect_language(_sample_body(text, paragraphs))
    prefix = find_date(text, paragraphs)
    return ParsedArticle(
        article_id=hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()[:_ID_DIGITS],
        text=text,
        paragraphs=tuple(paragraphs),
        headline=_first_title(text, paragraphs),
        language=language,
        language_score=score,
        words=_count_words(text, paragraphs),
        encoding=raw.encoding,
        outlet=raw.outlet or outlet,
        agency=raw.agency or _find_agency(text, paragraphs),
        author=raw.author or _find_author(text, paragraphs),
        date=raw.date or prefix,
        date_source="file" if raw.date else ("prefix" if prefix else None),
        url=raw.url,
        warnings=tuple(_find_warnings(raw, text)),
    )


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


def _find_warnings(raw: RawArticle, text: str) -> list[tuple[str, str]]:
    warnings = []
    if raw.encoding == "cp1252":
        warnings.append(
            ("encoding", "is not UTF-8 and was read as Windows-1252; where letters look wrong, save it as UTF-8")
        )
    wrong = find_wrong_date(text)
    if wrong is not None:
        warnings.append(
            ("date", f"begins with the date {wrong}, which is no day of the calendar; it was read as text; correct it")
        )
    return warnings
