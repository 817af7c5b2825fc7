"""What was read of a folder, place by place: what was found, where, how sure that is, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from helpers.tables import Schema, conform, rows_of

READ, WARNING, SKIPPED = "read", "warning", "skipped"
SURE, LIKELY, WEAK = "sure", "likely", "weak"

# Who says the date: the user or a field for it, a page or a line that may mean another day, a name given by somebody.
_SURE_OF_DATE: Mapping[str, str] = {
    "sidecar": SURE,
    "file": SURE,
    "prefix": SURE,
    "metadata": LIKELY,
    "dateline": LIKELY,
    "text": LIKELY,
    "url": WEAK,
    "name": WEAK,
}
# What the sources of dates, outlets and languages are called to people.
_SOURCES: Mapping[str, str] = {
    "sidecar": "articles.csv",
    "file": "the file",
    "folder": "the folder",
    "prefix": "the first line",
    "metadata": "the page's data",
    "dateline": "the dateline",
    "text": "the text",
    "url": "the address",
    "name": "the file's name",
}
# Under so many words langdetect is often sure and wrong, whatever its probability says.
_FEWEST_WORDS = 40
_SURE_SCORE = 0.99

_COLUMNS = {
    "path": "str",
    "item": "int64",
    "status": "str",
    "format": "str",
    "encoding": "str",
    "size": "Int64",
    "headline": "str",
    "date": "str",
    "date_source": "str",
    "date_sure": "str",
    "outlet": "str",
    "outlet_source": "str",
    "agency": "str",
    "author": "str",
    "url": "str",
    "language": "str",
    "language_source": "str",
    "language_score": "float64",
    "language_sure": "str",
    "words": "Int64",
    "paragraphs": "Int64",
    "set_aside": "Int64",
    "copy_of": "str",
    "story_of": "str",
    "problems": "str",
}
CHECKS = Schema("checks", _COLUMNS, optional=frozenset(_COLUMNS) - {"path", "item", "status"})
# Kinds of paragraph that are the article's own and count; all others are set aside.
_COUNTED = ("headline", "standfirst", "heading", "body")


def check_files(
    files: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    paragraphs: pd.DataFrame,
    problems: pd.DataFrame,
) -> pd.DataFrame:
    """What was found at each place of a folder, one row per place, in the order of `files`.

    Columns: path, item (place within the file), status (read; warning: read, look at its problems; skipped), format,
    encoding, size (bytes), headline, date, date_source, date_sure (sure, likely, weak), outlet, outlet_source, agency,
    author, url, language, language_source, language_score, language_sure, words, paragraphs, set_aside (paragraphs that
    are nobody's news: bylines, captions, boilerplate), copy_of and story_of (where the same text, or the same story,
    was met before), problems (what is wrong and what to do, one sentence each; missing where nothing is).
    """
    known = copies.drop_duplicates(["path", "item"]).drop(columns="article_id")
    rows = files.merge(known, on=["path", "item"], how="left")
    own = articles[["article_id", "story_id", "headline", "language", "language_score", "words"]]
    rows = rows.merge(own, on="article_id", how="left")
    rows = rows.merge(_count_paragraphs(paragraphs), on="article_id", how="left")
    several = rows["path"].duplicated(keep=False)
    rows["place"] = rows["path"].mask(several, rows["path"] + ", item " + rows["item"].astype("str"))
    first = rows.dropna(subset="article_id").drop_duplicates("article_id").set_index("article_id")["place"]
    rows["copy_of"] = rows["article_id"].map(first).where(rows.duplicated("article_id"))
    rows["story_of"] = rows["story_id"].map(first).where(rows["story_id"] != rows["article_id"])
    rows["problems"] = _list_problems(rows, problems)
    rows["status"] = READ
    rows.loc[rows["problems"].notna(), "status"] = WARNING
    rows.loc[rows["article_id"].isna(), "status"] = SKIPPED
    rows["date_sure"] = rows["date_source"].map(_SURE_OF_DATE)
    rows["language_sure"] = _judge_languages(rows)
    return conform(rows[list(_COLUMNS)], CHECKS)


def _count_paragraphs(paragraphs: pd.DataFrame) -> pd.DataFrame:
    counted = paragraphs.assign(aside=~paragraphs["kind"].isin(_COUNTED)).groupby("article_id")["aside"]
    return counted.agg(paragraphs="size", set_aside="sum").reset_index()


def _list_problems(rows: pd.DataFrame, problems: pd.DataFrame) -> pd.Series[str]:
    """The messages about each place: those of its article, and of a file without one those of its path, in order."""
    found = problems.assign(article_id=problems["article_id"].fillna(""))
    messages = found.groupby(["path", "article_id"], sort=False)["message"].agg(list).to_dict()
    # A file whose items failed one by one has as many messages as rows without article.
    taken: dict[tuple[str, str], int] = {}
    told = []
    for path, article_id in zip(rows["path"], rows["article_id"].fillna(""), strict=True):
        listed = messages.get((path, article_id), [])
        if not article_id:
            place = taken[path, ""] = taken.get((path, ""), -1) + 1
            listed = listed[place : place + 1]
        told.append(". ".join(message[:1].upper() + message[1:] for message in listed) or None)
    return pd.Series(told, index=rows.index, dtype="str")


def _judge_languages(rows: pd.DataFrame) -> pd.Series[str]:
    enough = (rows["words"].fillna(0) >= _FEWEST_WORDS) & (rows["language_score"].fillna(0) >= _SURE_SCORE)
    judged = enough.map({True: SURE, False: WEAK}).where(rows["language"].notna() & (rows["language"] != "und"))
    return judged.mask(rows["language_source"].isin(["sidecar", "file"]), SURE).astype("str")


def describe_checks(checks: pd.DataFrame) -> Iterator[str]:
    """The lines that tell of each place, for people: the path, what was found below it, and what is wrong last."""
    several = checks["path"].duplicated(keep=False)
    for row, has_others in zip(rows_of(checks), several, strict=True):
        yield f"{row.path}, item {row.item}" if has_others else row.path
        if row.status == SKIPPED:
            yield "  not read"
        else:
            yield from (f"  {line}" for line in _describe_article(row))
        if isinstance(row.problems, str):
            yield f"  problem: {row.problems}"


def _describe_article(row: Any) -> Iterator[str]:
    aside = f" ({row.set_aside} of them set aside)" if row.set_aside else ""
    yield f"{row.format} ({row.encoding}): words {row.words}, paragraphs {row.paragraphs}{aside}"
    if isinstance(row.headline, str):
        yield f"headline: {row.headline}"
    told = [
        _describe("date", row.date, row.date_source, row.date_sure),
        _describe("language", row.language, row.language_source, row.language_sure),
        _describe("outlet", row.outlet, row.outlet_source, None),
        _describe("agency", row.agency, None, None),
        _describe("author", row.author, None, None),
    ]
    yield ", ".join(fact for fact in told if fact) or "nothing is known of it"
    for label, other in (("same text as", row.copy_of), ("same story as", row.story_of)):
        if isinstance(other, str):
            yield f"{label}: {other}"


def _describe(label: str, value: object, source: object, sure: object) -> str:
    if not isinstance(value, str):
        return f"no {label}" if label == "date" else ""
    notes = [f"from {_SOURCES.get(source, source)}"] if isinstance(source, str) else []
    notes += [sure] if isinstance(sure, str) else []
    return f"{label} {value}" + (f" ({', '.join(notes)})" if notes else "")


def checks_to_json(checks: pd.DataFrame) -> str:
    """The checks as a list of JSON objects, one per place, with null for what is missing."""
    records = checks.astype(object).where(checks.notna(), None).to_dict("records")
    return json.dumps(records, ensure_ascii=False, indent=1)
