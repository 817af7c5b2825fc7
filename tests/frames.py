"""Tables of one article made from its text, for tests that need no files."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

import pandas as pd

from helpers import find_quotes, find_sentences
from helpers.tables import ARTICLES, PARAGRAPHS, conform


class Frames(NamedTuple):
    """What the quoting stage needs."""

    articles: pd.DataFrame
    paragraphs: pd.DataFrame
    sentences: pd.DataFrame


class Said(NamedTuple):
    """A quotation as a test names it; `sources` are all of its mentions, `depth` 1 where it is inside another one."""

    kind: str
    sources: tuple[str, ...]
    cue: str | None
    text: str
    found_by: str
    speech: bool = True
    depth: int = 0


def frames_of(text: str, language: str, *, headings: Collection[int] = ()) -> Frames:
    """One article with a paragraph for each line that is not blank, numbered by line; `headings` are no body."""
    article = {"article_id": "a", "story_id": "a", "language": language, "language_score": 1.0}
    articles = conform([{**article, "words": len(text.split()), "text": text}], ARTICLES)
    rows: list[dict[str, Any]] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            kind = "heading" if number in headings else "body"
            span = {"start": start, "end": start + len(line)}
            rows.append({"article_id": "a", "paragraph": number, "kind": kind, **span})
        start += len(line) + 1
    paragraphs = conform(rows, PARAGRAPHS)
    return Frames(articles, paragraphs, find_sentences(articles, paragraphs))


def list_said(text: str, language: str, *, headings: Collection[int] = ()) -> list[Said]:
    """The quotations of a text, in order."""
    quotes, spans, _ = find_quotes(*frames_of(text, language, headings=headings), engine="rules")
    return [
        Said(
            row.kind,
            tuple(
                text[start:end]
                for key, role, start, end in spans.itertuples(index=False, name=None)
                if key == row.quote_id and role == "source"
            ),
            None if pd.isna(row.cue) else row.cue,
            row.text,
            row.found_by,
            row.speech,
            0 if pd.isna(row.parent_quote_id) else 1,
        )
        for row in quotes.itertuples()
    ]
