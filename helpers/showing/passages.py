"""The sentences around a place of an article, and which of them may be shown."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

import pandas as pd

from helpers.showing.highlight import Tables as MarkedTables


class Tables(MarkedTables, Protocol):
    """The tables of an analysis, with where articles were printed and the sentences around what was found."""

    copies: pd.DataFrame
    sentences: pd.DataFrame


class Passage(NamedTuple):
    """Whole sentences of an article, from `start` on."""

    start: int
    text: str
    may_be_shown: bool


def group_rows(table: pd.DataFrame, column: str) -> dict[str, list[Any]]:
    """The rows of a table by the values of a column, in their order; a frame a group would take minutes."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for key, row in zip(table[column], table.itertuples(index=False, name="Row"), strict=True):
        groups[key].append(row)
    return dict(groups)


class Passages:
    """The sentences of all articles; with `excerpts` only those that hold a quotation may be shown.

    `places` are the numbers of the articles, `texts` their texts.
    """

    def __init__(self, tables: Tables, *, excerpts: bool) -> None:
        ids = tables.articles["article_id"].tolist()
        self.places = {article_id: place for place, article_id in enumerate(ids)}
        self.texts: Mapping[str, str] = dict(zip(ids, tables.articles["text"], strict=True))
        self.excerpts = excerpts
        self._sentences = _list_bounds(tables.sentences)
        # A headline is one passage: it has no sentences of its own everywhere.
        self._paragraphs = _list_bounds(tables.paragraphs)
        self._shown: set[tuple[str, int]] = set()
        for row in tables.quotes.itertuples() if excerpts else ():
            start, end = self._find(str(row.article_id), int(row.start), int(row.end))  # type: ignore[arg-type]
            inside = self._starts_inside(str(row.article_id), start, end)
            self._shown |= {(str(row.article_id), place) for place in inside}

    def around(self, article_id: str, start: int, end: int) -> Passage:
        """The sentences from the one in which `start` lies to the one in which `end` lies."""
        first, last = self._find(article_id, start, end)
        inside = self._starts_inside(article_id, first, last) if self.excerpts else ()
        shown = not self.excerpts or all((article_id, place) in self._shown for place in inside)
        return Passage(first, self.texts[article_id][first:last], shown)

    def _find(self, article_id: str, start: int, end: int) -> tuple[int, int]:
        first, last = start, end
        for place in (start, max(end - 1, start)):
            bounds = _look_up(self._sentences, article_id, place) or _look_up(self._paragraphs, article_id, place)
            if bounds is not None:
                first, last = min(first, bounds[0]), max(last, bounds[1])
        return first, last

    def _starts_inside(self, article_id: str, start: int, end: int) -> list[int]:
        """Where the sentences from start to end begin; of a passage without sentences where it begins itself."""
        starts = self._sentences.get(article_id, ([], []))[0]
        return [start, *starts[bisect_right(starts, start) : bisect_right(starts, end - 1)]]


_Bounds = Mapping[str, tuple[list[int], list[int]]]


def _list_bounds(table: pd.DataFrame) -> _Bounds:
    """Starts and ends of the rows of each article, sorted."""
    bounds: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    ordered = table.sort_values(["article_id", "start"])
    for article_id, start, end in zip(ordered["article_id"], ordered["start"], ordered["end"], strict=True):
        bounds[article_id][0].append(start)
        bounds[article_id][1].append(end)
    return bounds


def _look_up(bounds: _Bounds, article_id: str, place: int) -> tuple[int, int] | None:
    starts, ends = bounds.get(article_id, ([], []))
    row = bisect_right(starts, place) - 1
    return (starts[row], ends[row]) if row >= 0 and place < ends[row] else None
