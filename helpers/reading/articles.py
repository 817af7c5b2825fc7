"""A folder of files into articles, copies, paragraphs and problems: the only place that catches ArticleError."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.reading.apart import Apart
from helpers.reading.conversions import Conversions
from helpers.reading.files import SourceFile, expand_archives, file_size, list_files, read_file
from helpers.reading.formats import TEXT_MB
from helpers.reading.parsing import ParsedArticle, parse_article
from helpers.reading.raw import AS_FOUND, RawArticle, ReadingOptions, Unread
from helpers.reading.sidecar import Sidecar, override, read_sidecar
from helpers.reading.stories import find_stories
from helpers.tables import ARTICLES, COPIES, FILES, PARAGRAPHS, PROBLEMS, ArticleError, conform

_MEGABYTE = 2**20
_TELL_EVERY = 50

# Called with the number of files read so far and the name of the next.
Watch = Callable[[int, str], None]


class Reading(NamedTuple):
    """The tables that reading a folder gives; see the schemas of the same names."""

    articles: pd.DataFrame
    files: pd.DataFrame
    copies: pd.DataFrame
    paragraphs: pd.DataFrame
    problems: pd.DataFrame


@dataclass(frozen=True)
class Found:
    """What one place in a file gave: an article, or the error that says why not.

    `item` counts from 0 in the file; `sources` says where outlet and language of the article come from, `said` what the
    user's own table gives.
    """

    file: SourceFile
    item: int
    article: ParsedArticle | None = None
    error: ArticleError | None = None
    format: str | None = None
    sources: Mapping[str, str | None] = field(default_factory=dict)
    said: frozenset[str] = frozenset()


@dataclass(frozen=True)
class FolderFound:
    """All places of a folder in order, and the user's table about its files, with what is wrong in that."""

    places: tuple[Found, ...]
    sidecar: Sidecar | None


def read_articles(
    folder: Path | str,
    *,
    options: ReadingOptions = AS_FOUND,
    strict: bool = False,
    keep_in: Path | None = None,
    watch: Watch | None = None,
) -> Reading:
    """All articles below a folder, sorted by path; what cannot be read is a row of `problems`, and the rest goes on.

    Texts with the same letters and digits are one article with several rows in `copies`, and the outlet and date of the
    first copy that has one; near copies share a story_id. A folder without any article gives empty tables. What the
    user's own articles.csv says about a file goes before what is found. What slow formats hold is kept in a folder
    `keep_in` and read anew only where a file changed. Raises ArticleError where the folder is missing, and with
    `strict` at the first place that cannot be read.
    """
    return make_tables(find_articles(folder, options=options, keep_in=keep_in, watch=watch), strict=strict)


def make_tables(found: FolderFound, *, strict: bool = False) -> Reading:
    """The tables of what was found in a folder; with `strict` the first error is raised."""
    errors = [place.error for place in found.places if place.error is not None]
    if strict and errors:
        raise errors[0]
    copies = [(place, place.article) for place in found.places if place.article is not None]
    by_article: dict[str, list[Found]] = {}
    for place, copy in copies:
        by_article.setdefault(copy.article_id, []).append(place)
    articles = [_merge_copies(places) for places in by_article.values()]
    stories = find_stories(articles)
    places = [(place.file.name, place.item) for place in found.places]
    sidecar = [] if found.sidecar is None else found.sidecar.problem_rows(places)
    return Reading(
        articles=conform([_article_row(article, stories) for article in articles], ARTICLES),
        files=conform([_file_row(place) for place in found.places], FILES),
        copies=conform([_copy_row(place, article) for place, article in copies], COPIES),
        paragraphs=conform([row for article in articles for row in _paragraph_rows(article)], PARAGRAPHS),
        problems=conform([*_list_problems(found.places), *sidecar], PROBLEMS),
    )


def _merge_copies(places: list[Found]) -> ParsedArticle:
    """One article of all its copies: of each field what the user says of one, else what the first has that has any."""
    copies = [(place.said, place.article) for place in places if place.article is not None]

    def choose(name: str) -> Any:
        said = [getattr(copy, name) for fields, copy in copies if name in fields]
        known = [value for _, copy in copies if (value := getattr(copy, name)) is not None]
        return said[0] if said else known[0] if known else None

    first = copies[0][1]
    score = 1.0 if any("language" in fields for fields, _ in copies) else first.language_score
    return replace(
        first,
        headline=choose("headline"),
        outlet=choose("outlet"),
        date=choose("date"),
        language=choose("language"),
        language_score=score,
    )


def find_articles(
    folder: Path | str,
    *,
    options: ReadingOptions = AS_FOUND,
    keep_in: Path | None = None,
    watch: Watch | None = None,
) -> FolderFound:
    """What each place of a folder holds, in the order of their names; see `read_articles`."""
    place = Path(folder)
    files = list_files(place)
    sidecar = read_sidecar(place)
    files = [file for file in files if sidecar is None or file.name != sidecar.name]
    found: list[Found] = []
    kept = Conversions(keep_in)
    with Apart(kept=kept) as apart:
        for number, file in enumerate(expand_archives(files, options, apart)):
            if watch is not None:
                watch(number, file.name)
            for one in _read(file, options, apart, sidecar):
                if watch is not None and one.item and one.item % _TELL_EVERY == 0:
                    watch(number, f"{file.name}, article {one.item}")
                found.append(one)
    kept.remove_unused()
    return FolderFound(tuple(found), sidecar)


def _read(file: SourceFile, options: ReadingOptions, apart: Apart, sidecar: Sidecar | None) -> Iterator[Found]:
    try:
        opened = read_file(file, options, apart)
    except ArticleError as error:
        yield Found(file, 0, error=error)
        return
    for item, one in enumerate(opened.items):
        yield _parse(Found(file, item, format=opened.format), one, options, sidecar)


def _parse(place: Found, one: RawArticle | Unread, options: ReadingOptions, sidecar: Sidecar | None) -> Found:
    file = place.file
    if isinstance(one, Unread):
        return replace(place, error=ArticleError(file.name, one.reason, code=one.code))
    fields = {} if sidecar is None else sidecar.fields_for(file.name, place.item)
    try:
        _need_length(file, one, options)
        article = parse_article(override(one, fields), name=file.name, outlet=file.outlet)
    except ArticleError as error:
        return replace(place, error=error)
    sources = {"outlet": _outlet_source(one, file, fields), "language": _language_source(one, fields)}
    return replace(place, article=article, sources=sources, said=frozenset(fields))


def _outlet_source(raw: RawArticle, file: SourceFile, fields: Mapping[str, str]) -> str | None:
    return "sidecar" if "outlet" in fields else "file" if raw.outlet else "folder" if file.outlet else None


def _language_source(raw: RawArticle, fields: Mapping[str, str]) -> str:
    return "sidecar" if "language" in fields else "file" if raw.language else "text"


def _need_length(file: SourceFile, article: RawArticle, options: ReadingOptions) -> None:
    """Raise ArticleError for a text longer than a text file may be: large files may hold many, but none so long."""
    most = max(options.max_mb or 0, TEXT_MB)
    length = sum(len(part.text) for part in article.parts) / _MEGABYTE
    if length > most:
        found = f"holds a text of {length:.1f} million characters, and at most {most:g} are read"
        raise ArticleError(file.name, f"{found}; split it or raise --max-mb", code="too-long")


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


def _file_row(place: Found) -> dict[str, Any]:
    article = place.article
    return {
        "path": place.file.name,
        "item": place.item,
        "article_id": None if article is None else article.article_id,
        "format": place.format,
        "size": file_size(place.file),
        "encoding": None if article is None else article.encoding,
        "outlet_source": place.sources.get("outlet"),
        "language_source": place.sources.get("language"),
    }


def _copy_row(place: Found, article: ParsedArticle) -> dict[str, Any]:
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


def _list_problems(places: Sequence[Found]) -> Iterator[dict[str, Any]]:
    """All problems in order; what is said of each article of a file in the same words is told of the first alone."""
    told: set[tuple[str, str]] = set()
    for place in places:
        for row in _problem_rows(place):
            key = (row["path"], row["message"])
            if key not in told or row["severity"] == "skipped":
                yield row
            told.add(key)


def _problem_rows(place: Found) -> Iterator[dict[str, Any]]:
    common = {"path": place.file.name, "stage": "read"}
    if place.error is not None:
        yield {**common, "code": place.error.code, "severity": "skipped", "message": place.error.reason}
    if place.article is not None:
        for code, message in place.article.warnings:
            known = {"article_id": place.article.article_id, "severity": "warning"}
            yield {**common, **known, "code": code, "message": message}
