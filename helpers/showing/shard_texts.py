"""The articles of a site's data, several a file: their text in parts, and all that is marked in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from helpers.showing.links import QUOTE_KINDS
from helpers.showing.passages import Passages, Tables, group_rows
from helpers.showing.people import People

ARTICLES_A_FILE = 8
ROLES = ("content", "source", "cue")


def list_texts(
    tables: Tables, quotes: pd.DataFrame, people: People, passages: Passages
) -> Iterator[tuple[str, object]]:
    """`texts-0`, …: articles by their id, each with `parts` (kind, start, text), `quotes` and `names`.

    A part is a paragraph, or of an excerpt the sentences around a quotation.
    """
    spans = group_rows(tables.quote_spans.sort_values(["start", "end"]), "quote_id")
    said, named = group_rows(quotes, "article_id"), group_rows(_join_names(tables), "article_id")
    paragraphs = group_rows(tables.paragraphs.sort_values("start"), "article_id")
    ids = tables.articles["article_id"].tolist()
    for place, first in enumerate(range(0, len(ids), ARTICLES_A_FILE)):
        content = {}
        for key in ids[first : first + ARTICLES_A_FILE]:
            parts = _make_parts(key, paragraphs.get(key, ()), said.get(key, ()), passages)
            content[key] = {
                "parts": parts,
                "quotes": [_make_quote(row, spans.get(row.quote_id, ()), people) for row in said.get(key, ())],
                "names": [_make_name(row, people) for row in named.get(key, ()) if _is_within(row, parts)],
            }
        yield f"texts-{place}", content


def _join_names(tables: Tables) -> pd.DataFrame:
    return tables.mentions.drop(columns=["score"]).merge(tables.links, on="mention_id", how="left").sort_values("start")


_Part = tuple[str, int, str]


def _make_parts(article_id: str, paragraphs: Sequence[Any], quotes: Sequence[Any], passages: Passages) -> list[_Part]:
    if not passages.excerpts:
        text = passages.texts[article_id]
        return [(row.kind, row.start, text[row.start : row.end]) for row in paragraphs]
    bounds: list[tuple[int, int]] = []
    for row in quotes:
        passage = passages.around(article_id, row.start, row.end)
        start, end = passage.start, passage.start + len(passage.text)
        if bounds and start <= bounds[-1][1]:
            start, end = bounds[-1][0], max(bounds.pop()[1], end)
        bounds.append((start, end))
    text = passages.texts[article_id]
    return [("excerpt", start, text[start:end]) for start, end in bounds]


def _is_within(row: Any, parts: Sequence[_Part]) -> bool:
    return any(start <= row.start and row.end <= start + len(text) for _, start, text in parts)


def _make_quote(row: Any, spans: Sequence[Any], people: People) -> list[Any]:
    """Start, end, kind, whether it counts, score, rule, cue, speakers (place, how), spans (role, from, to)."""
    speakers = [[people.places[key], how] for key, how in people.speakers.get(row.quote_id, ())]
    cue = row.cue_lemma if isinstance(row.cue_lemma, str) else None
    return [
        *(row.start, row.end, QUOTE_KINDS.index(row.kind), row.counts, round(row.score, 2), row.found_by, cue),
        *(speakers, [[ROLES.index(span.role), span.start, span.end] for span in spans]),
    ]


def _make_name(row: Any, people: People) -> list[Any]:
    """Start, end, kind, relation, id, name, how it was linked, and the name of what it may stand for."""
    linked = isinstance(row.entity_id, str)
    meant = row.stands_for if isinstance(row.stands_for, str) and row.stands_for != row.entity_id else None
    return [
        *(row.start, row.end, row.kind, row.relation),
        *((row.entity_id, people.names.get(row.entity_id, row.entity_id), row.how) if linked else (None, row.text, "")),
        people.names.get(meant, meant) if meant is not None else None,
    ]
