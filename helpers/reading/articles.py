"""A folder of files into articles, copies, paragraphs and problems: the only place that catches ArticleError."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.reading.files import SourceFile, file_size, list_files, read_file
from helpers.reading.parsing import ParsedArticle, parse_article
from helpers.reading.stories import find_stories
from helpers.tables import ARTICLES, COPIES, PARAGRAPHS, PROBLEMS, ArticleError, Schema, conform

MAX_MB = 5.0

_FILE_COLUMNS = {
    "path": "str",
    "size": "Int64",
    "encoding": "str",
    "date": "str",
    "headline": "str",
    "outlet": "str",
    "language": "str",
    "language_score": "float64",
    "paragraphs": "Int64",
    "words": "Int64",
    "problem": "str",
}
_FILES = Schema("files", _FILE_COLUMNS, optional=frozenset(_FILE_COLUMNS) - {"path"})


class Reading(NamedTuple):
    """The tables that reading a folder gives; see the schemas of the same names."""

    articles: pd.DataFrame
    copies: pd.DataFrame
    paragraphs: pd.DataFrame
    problems: pd.DataFrame


@dataclass(frozen=True)
class _Found:
    """What one place in a file gave: an article, or the error that says why not."""

    file: SourceFile
    item: int
    article: ParsedArticle | None = None
    error: ArticleError | None = None


def read_articles(folder: Path | str, *, max_mb: float = MAX_MB, strict: bool = False) -> Reading:
    """All articles below a folder, sorted by path; what cannot be read is a row of `problems`, and the rest goes on.

    Texts with the same letters and digits are one article with several rows in `copies`, and the outlet of the first
    copy that has one; near copies share a story_id. A folder without any article gives empty tables. Files over
    `max_mb` (2**20 bytes each) are not opened. Raises ArticleError where the folder is missing, and with `strict` at
    the first file that cannot be read.
    """
    found = list(_read_all(Path(folder), max_mb=max_mb))
    if strict:
        for place in found:
            if place.error is not None:
                raise place.error
    copies = [place.article for place in found if place.article is not None]
    first: dict[str, ParsedArticle] = {}
    for copy in copies:
        known = first.setdefault(copy.article_id, copy)
        first[copy.article_id] = replace(known, outlet=known.outlet or copy.outlet)
    articles = list(first.values())
    stories = find_stories(articles)
    return Reading(
        articles=conform([_article_row(article, stories) for article in articles], ARTICLES),
        copies=conform([_copy_row(place, place.article) for place in found if place.article is not None], COPIES),
        paragraphs=conform([row for article in articles for row in _paragraph_rows(article)], PARAGRAPHS),
        problems=conform([row for place in found for row in _problem_rows(place)], PROBLEMS),
    )


def describe_folder(folder: Path | str, *, max_mb: float = MAX_MB) -> pd.DataFrame:
    """What would be read, one row per article, or per file that holds none, sorted by path.

    Columns: path, size (bytes), encoding, date (YYYY-MM-DD), headline, outlet, language, language_score, paragraphs,
    words, problem (what is wrong with it; missing where nothing is). Raises ArticleError where the folder is missing.
    """
    return conform([_file_row(place) for place in _read_all(Path(folder), max_mb=max_mb)], _FILES)


def _read_all(folder: Path, *, max_mb: float) -> Iterator[_Found]:
    for file in list_files(folder):
        try:
            raws = read_file(file, max_mb=max_mb)
        except ArticleError as error:
            yield _Found(file, 0, error=error)
            continue
        for item, raw in enumerate(raws):
            try:
                yield _Found(file, item, parse_article(raw, path=file.path, outlet=file.outlet))
            except ArticleError as error:
                yield _Found(file, item, error=error)


def _article_row(article: ParsedArticle, stories: dict[str, str]) -> dict[str, Any]:
    return {
        "article_id": article.article_id,
        "story_id": stories[article.article_id],
        "headline": article.headline,
        "outlet": article.outlet,
        "date": article.date,
        "language": article.language,
        "language_score": article.language_score,
        "words": article.words,
        "text": article.text,
    }


def _copy_row(place: _Found, article: ParsedArticle) -> dict[str, Any]:
    return {
        "article_id": article.article_id,
        "path": place.file.name,
        "item": place.item,
        "outlet": article.outlet,
        "agency": article.agency,
        "author": article.author,
        "date": article.date,
        "date_source": article.date_source,
        "url": article.url,
    }


def _paragraph_rows(article: ParsedArticle) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(article.paragraphs):
        yield {"article_id": article.article_id, "paragraph": number, **row._asdict()}


def _problem_rows(place: _Found) -> Iterator[dict[str, Any]]:
    common = {"path": place.file.name, "stage": "read"}
    if place.error is not None:
        yield {**common, "code": place.error.code, "severity": "skipped", "message": place.error.reason}
    if place.article is not None:
        for code, message in place.article.warnings:
            known = {"article_id": place.article.article_id, "severity": "warning"}
            yield {**common, **known, "code": code, "message": message}


def _file_row(place: _Found) -> dict[str, Any]:
    row: dict[str, Any] = {"path": place.file.name, "size": file_size(place.file), "outlet": place.file.outlet}
    if place.article is None:
        return {**row, "problem": None if place.error is None else place.error.reason}
    article = place.article
    return {
        **row,
        "encoding": article.encoding,
        "date": article.date,
        "headline": article.headline,
        "outlet": article.outlet,
        "language": article.language,
        "language_score": article.language_score,
        "paragraphs": len(article.paragraphs),
        "words": article.words,
        "problem": "; ".join(message for _, message in article.warnings) or None,
    }
