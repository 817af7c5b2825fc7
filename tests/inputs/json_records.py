"""JSON as services for news, scraping tools and databases give it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from inputs.stories_in_tables import ALL, ENGLISH, FERRY, Told


def encode(value: Any, **style: Any) -> bytes:
    """A value as JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, **style).encode()


def _as_service(article: Told) -> dict[str, Any]:
    """A record of a service for news; it gives the beginning of the text as a description too."""
    return {
        "source": {"id": None, "name": article.outlet},
        "author": article.author,
        "title": article.headline,
        "description": f"{article.text[:50]}…",
        "url": article.url,
        "publishedAt": f"{article.date}T23:30:00-05:00",
        "content": article.text,
    }


def _as_blog(article: Told) -> dict[str, Any]:
    """A record of a system for blogs: its texts are pieces of web pages."""
    paragraphs = "".join(f"<p>{text}</p>\n" for text in article.text.split("\n\n"))
    return {
        "date": f"{article.date}T08:00:00",
        "link": article.url,
        "title": {"rendered": article.headline.replace("'", "&#8217;").replace("\u2019", "'")},
        "content": {"rendered": paragraphs, "protected": False},
        "author_name": article.author,
        "site_name": article.outlet,
    }


def _as_scraped(article: Told) -> dict[str, Any]:
    """A line of a scraping tool: Unix time in milliseconds, authors as a list, a language by its name."""
    noon = datetime.fromisoformat(f"{article.date}T12:00:00").replace(tzinfo=UTC)
    return {
        "headline": article.headline,
        "maintext": article.text,
        "timestamp": int(noon.timestamp()) * 1000,
        "authors": [{"name": article.author}],
        "outlet": article.outlet,
        "url": article.url,
        "lang": article.language,
    }


def good() -> dict[str, bytes]:
    """Files that are read as a whole."""
    plain = [article.under(ENGLISH) for article in ALL]
    service = [_as_service(article) for article in ALL]
    return {
        "list.json": encode(plain, indent=1),
        "service.json": encode({"status": "ok", "totalResults": 3, "sources": [{"id": "x"}], "articles": service}),
        "search.json": encode({"hits": {"total": 3, "hits": [{"_id": "1", "_source": one} for one in plain]}}),
        "one-after-the-other.json": b"\n".join(encode(one, indent=1) for one in plain),
        "lines.json": b"\n".join(map(encode, plain)),
        "frame.json": encode({name: {str(i): one[name] for i, one in enumerate(plain)} for name in plain[0]}),
        "scraped.jsonl": b"\r\n".join(encode(_as_scraped(article)) for article in ALL) + b"\r\n\r\n",
        "utf-16.jsonl": "\n".join(json.dumps(one, ensure_ascii=False) for one in plain).encode("utf-16"),
        "blog.json": encode([_as_blog(article) for article in ALL[:2]]),
    }


EXPECTED: dict[str, list[dict[str, str]]] = {
    name: [article.expected() for article in (ALL[:2] if name.startswith("blog") else ALL)] for name in good()
}
_DEEP = 100_000


def broken() -> dict[str, bytes]:
    """Files that are not read."""
    whole = encode([article.under(ENGLISH) for article in ALL])
    return {
        "empty.json": b"",
        "cut.json": whole[: len(whole) // 2],
        "page.json": b"<!DOCTYPE html><title>502 Bad Gateway</title>",
        "deep.json": b"[" * _DEEP + b"]" * _DEEP,
        "message.json": encode({"status": "error", "code": "apiKeyInvalid", "message": "Your key is invalid"}),
        "no-articles.json": encode({"status": "ok", "totalResults": 0, "articles": []}),
        "texts.json": encode([FERRY.text]),
        "several.json": encode({"first": [{"id": 1}], "second": [{"id": 2}]}),
        "behind.json": whole + b"\n<!-- cached -->",
        "no-text.json": encode([{"title": "Ferry crews walk out", "content": None}]),
        "lines.jsonl": b"{'title': 'Python is no JSON'}\n{'title': 'Not at all'}\n",
    }


REASONS = {
    "empty.json": "is empty: it holds nothing but white space; remove it or fill it",
    "cut.json": "is cut off or damaged: its brackets do not close what they open; download or save it again",
    "page.json": "is no JSON of records: it begins with b'<!DOCTYPE html><titl'; check its ending",
    "deep.json": (
        "is nested deeper than 200 levels, which is the limit; split it, or save its articles as .csv or .jsonl"
    ),
    "message.json": (
        "has no column that is known to hold the texts of articles; its columns are 'status', 'code', 'message'; "
        "say --column text=NAME if one holds them"
    ),
    "no-articles.json": "holds no record: its list is empty; remove it or fill it",
    "texts.json": "holds no record: record 1 is a text, and no object with named fields; save it again",
    "several.json": (
        "holds several lists of records ('first', 'second'), and none is known to be that of the articles; "
        "save the right one alone, or call it articles"
    ),
    "behind.json": "is no valid JSON: b'<!-- cached -->' stands behind its values, near line 1; mend it",
    "no-text.json": "holds no article: its only row has no text; fill it, or say --column text=NAME",
    "lines.jsonl": (
        "holds no record: line 1 is no valid JSON (Expecting property name enclosed in double quotes at character 2); "
        "save it again"
    ),
}
