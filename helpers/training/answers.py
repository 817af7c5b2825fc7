"""Articles of the corpora whose speakers were annotated, and the tables that naming makes of them.

A file of answers holds no text: each line has the `id` of an article and its `corpus` (a file of `quotes/`), and for
quotations of it their `content` there and who says them (see `tests/gold/README.md`).
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.naming import find_mentions, link_entities
from helpers.quoting import find_quotes, find_sentences
from helpers.tables import ARTICLES, PARAGRAPHS, QUOTE_SPANS, QUOTES, HelpersError, conform
from helpers.training.documents import split_paragraphs


class Answer(NamedTuple):
    """Who says a quotation, which is named by its number in the article; nobody where the text leaves it open.

    `kind` is that of the speakers, `also` are other answers that would be right.
    """

    quote: int
    speakers: tuple[str, ...]
    kind: str | None = "person"
    also: tuple[str, ...] = ()


class Article(NamedTuple):
    """A text of a corpus with all quotations that are marked in it, and the answers for some of them."""

    id: str
    language: str
    text: str
    quotes: Sequence[Mapping[str, Any]]
    answers: Sequence[Answer]


class Tables(NamedTuple):
    """What `find_speakers` takes, in its order, the quotations being those that are marked."""

    articles: pd.DataFrame
    paragraphs: pd.DataFrame
    sentences: pd.DataFrame
    quotes: pd.DataFrame
    quote_spans: pd.DataFrame
    mentions: pd.DataFrame
    links: pd.DataFrame
    entities: pd.DataFrame


def read_answers(path: Path, corpora: Path) -> dict[str, list[Article]]:
    """The articles of a file of answers by corpus, in its order; `corpora` is the folder that holds `quotes/`.

    Raises HelpersError where a corpus, one of its articles or a quotation is not there.
    """
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found: dict[str, list[Article]] = {}
    for corpus in dict.fromkeys(line["corpus"] for line in lines):
        documents = _read_corpus(corpora / "quotes" / f"{corpus}.jsonl")
        found[corpus] = [_join(line, documents) for line in lines if line["corpus"] == corpus]
    return found


def _read_corpus(path: Path) -> dict[str, dict[str, Any]]:
    if not path.is_file():
        raise HelpersError(f"{path} is not there; name the folder of the corpora, which holds quotes/")
    with path.open(encoding="utf-8") as lines:
        return {document["id"]: document for document in map(json.loads, lines)}


def _join(line: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]]) -> Article:
    document = documents.get(line["id"])
    if document is None:
        raise HelpersError(f"{line['corpus']}: has no article {line['id']!r}")
    answers: list[Answer] = []
    for row in line["speakers"]:
        # Two quotations may share their words, as when two say the same; their answers stand in the same order.
        taken = {answer.quote for answer in answers}
        fitting = [number for number, quote in enumerate(document["quotes"]) if quote["content"] == row["content"]]
        free = [number for number in fitting if number not in taken]
        if not free:
            raise HelpersError(f"{line['id']}: no quotation is marked at {row['content']}")
        speakers = [row["speaker"]] if isinstance(row["speaker"], str) else row["speaker"] or []
        answers.append(Answer(free[0], tuple(speakers), row["kind"], tuple(row["also"])))
    return Article(line["id"], document["lang"], document["text"], document["quotes"], answers)


def make_tables(articles: Sequence[Article], *, engine: str = "auto") -> tuple[Tables, pd.DataFrame]:
    """The tables of articles of one language with their marked quotations, and `entity_names`.

    Names are found as ever, with the learned reader where `engine` has it. Ids are those of `article_key` and
    `quote_key`.
    """
    texts = conform([_article(*pair) for pair in enumerate(articles)], ARTICLES)
    paragraphs = conform([row for pair in enumerate(articles) for row in _paragraphs(*pair)], PARAGRAPHS)
    sentences = find_sentences(texts, paragraphs)
    mentions = find_mentions(
        texts, paragraphs, sentences, find_quotes(texts, paragraphs, sentences, engine=engine).names_seen
    )
    links, entities, names = link_entities(texts, mentions)
    quotes = conform([row for pair in enumerate(articles) for row in _quotes(*pair)], QUOTES)
    spans = conform([row for pair in enumerate(articles) for row in _spans(*pair)], QUOTE_SPANS)
    return Tables(texts, paragraphs, sentences, quotes, spans, mentions, links, entities), names


def article_key(place: int) -> str:
    """The id of an article in the tables, by its place."""
    return f"{place:016x}"


def quote_key(place: int, number: int) -> str:
    """The id of a marked quotation in the tables, by its article's place and its number there."""
    return f"{article_key(place)}:{number}"


def _article(place: int, article: Article) -> dict[str, Any]:
    key = article_key(place)
    words = len(article.text.split())
    known = {"language": article.language, "language_score": 1.0}
    return {"article_id": key, "story_id": key, **known, "words": words, "text": article.text}


def _paragraphs(place: int, article: Article) -> Iterator[dict[str, Any]]:
    for number, (start, end) in enumerate(split_paragraphs(article.text)):
        yield {
            "article_id": article_key(place),
            "paragraph": number,
            "kind": "body",
            "start": start,
            "end": end,
        }


def _quotes(place: int, article: Article) -> Iterator[dict[str, Any]]:
    starts = [start for start, _ in split_paragraphs(article.text)]
    for number, quote in enumerate(article.quotes):
        content, source, cue = (_words(article.text, quote.get(role) or []) for role in ("content", "source", "cue"))
        start, end = quote["content"][0][0], quote["content"][-1][1]
        yield {
            "quote_id": quote_key(place, number),
            "article_id": article_key(place),
            "paragraph": max(0, bisect_right(starts, start) - 1),
            "sentence": 0,
            "start": start,
            "end": end,
            "text": content or "",
            "kind": quote["type"],
            "speech": quote.get("speech", True),
            "cue": cue,
            "source": source,
            "found_by": "people",
            "score": 1.0,
            "words": len((content or "").split()),
        }


def _spans(place: int, article: Article) -> Iterator[dict[str, Any]]:
    for number, quote in enumerate(article.quotes):
        for role in ("content", "source", "cue"):
            for start, end in quote.get(role) or []:
                yield {"quote_id": quote_key(place, number), "role": role, "start": start, "end": end}


def _words(text: str, spans: Sequence[Sequence[int]]) -> str | None:
    return " … ".join(text[start:end] for start, end in spans) or None
