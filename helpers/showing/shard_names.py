"""The names of a site's data: the list of all entities, and their sentences, several entities a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from helpers.showing.passages import Passages, Tables, group_rows
from helpers.showing.people import People
from helpers.showing.tellings import find_mention_tellings

_MENTIONS_A_FILE = 600


def list_names(
    tables: Tables, quotes: pd.DataFrame, people: People, passages: Passages
) -> Iterator[tuple[str, object]]:
    """`entities`, those named most first, and `names-0`, …: forms, mentions and quotations of each by its id."""
    mentions, acts = _group_mentions(tables), _group_acts(quotes, people)
    named = {key: _count_rows(mentions.get(key, ())) for key in {*mentions, *acts}}
    spoken = {key: _count_rows([row for row, _ in acts.get(key, ()) if row.counts]) for key in named}
    ranked = sorted(named, key=lambda key: (-named[key][0], people.names.get(key, key), key))
    files = _share_out(ranked, [len(mentions.get(key, ())) + len(acts.get(key, ())) for key in ranked])
    yield (
        "entities",
        {
            "id": ranked,
            # An entity that is only ever stood for, as Iran by "Tehran", may have no row of its own.
            "name": [people.names.get(key, key) for key in ranked],
            "kind": [people.kinds.get(key, "other") for key in ranked],
            "mentions": [named[key] for key in ranked],
            "quotes": [spoken[key] for key in ranked],
            "file": [place for place, keys in enumerate(files) for _ in keys],
        },
    )
    for place, keys in enumerate(files):
        sentences = _Sentences(passages)
        content = {key: _make_entity(mentions.get(key, ()), acts.get(key, ()), sentences) for key in keys}
        yield f"names-{place}", {"entities": content, "sentences": sentences.rows}


def _count_rows(rows: Sequence[Any]) -> tuple[int, int]:
    """How many there are of mentions or quotations, once per story and with all repeats in near copies."""
    return len({row.told_first for row in rows}), len(rows)


def _share_out(keys: Sequence[str], sizes: Sequence[int]) -> list[list[str]]:
    """The keys in their order, cut into files that are full."""
    files: list[list[str]] = [[]]
    room = _MENTIONS_A_FILE
    for key, size in zip(keys, sizes, strict=True):
        if room <= 0:
            files.append([])
            room = _MENTIONS_A_FILE
        files[-1].append(key)
        room -= size
    return files


def _group_mentions(tables: Tables) -> Mapping[str, Sequence[Any]]:
    """The mentions of each entity in reading order, those that stand for it among them (see `counts_as`)."""
    articles = tables.articles.reset_index()[["article_id", "language", "index"]]
    linked = tables.mentions.drop(columns=["score"]).merge(tables.links, on="mention_id").merge(articles)
    linked["counts_as"] = linked["relation"]
    meant = linked[linked["stands_for"].notna() & (linked["stands_for"] != linked["entity_id"])]
    meant = meant.assign(entity_id=meant["stands_for"], counts_as="stands for it")
    rows = pd.concat([linked, meant], ignore_index=True)
    rows["told_first"] = find_mention_tellings(rows, tables.sentences, tables.articles)
    rows["repeats"] = (rows["told_first"] != rows["mention_id"]).astype("int64")
    return group_rows(rows.sort_values(["index", "start", "end", "counts_as"], kind="stable"), "entity_id")


def _group_acts(quotes: pd.DataFrame, people: People) -> Mapping[str, Sequence[tuple[Any, str]]]:
    """The quotations of each speaker in reading order, with how the speaker was found."""
    acts: dict[str, list[tuple[Any, str]]] = defaultdict(list)
    for row in quotes.itertuples(index=False, name="Row"):
        for key, how in people.speakers.get(str(row.quote_id), ()):
            acts[key].append((row, how))
    return acts


class _Sentences:
    """The passages of one file, each once: rows of article, start and text (none where it may not be shown)."""

    def __init__(self, passages: Passages) -> None:
        self.rows: list[tuple[int, int, str | None]] = []
        self._passages = passages
        self._places: dict[tuple[str, int, int], int] = {}

    def place(self, article_id: str, start: int, end: int) -> int:
        """The number of the row that holds the place from start to end."""
        passage = self._passages.around(article_id, start, end)
        key = (article_id, passage.start, len(passage.text))
        if key not in self._places:
            self._places[key] = len(self.rows)
            text = passage.text if passage.may_be_shown else None
            self.rows.append((self._passages.places[article_id], passage.start, text))
        return self._places[key]


def _make_entity(
    mentions: Sequence[Any], acts: Sequence[tuple[Any, str]], sentences: _Sentences
) -> dict[str, list[Any]]:
    rows_of_form: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for row in mentions:
        rows_of_form[row.language, row.text, row.counts_as, row.how].append(row)
    forms = [(form, _count_rows(rows)) for form, rows in rows_of_form.items()]
    return {
        "forms": [
            [*form, count] for form, count in sorted(forms, key=lambda item: (-item[1][0], -item[1][1], item[0]))
        ],
        "mentions": [
            [sentences.place(row.article_id, row.start, row.end), row.start, row.end, row.repeats] for row in mentions
        ],
        "quotes": [
            [
                *(sentences.place(row.article_id, row.start, row.end), row.start, row.end),
                int(row.told_first != row.quote_id),
                *(row.source if isinstance(row.source, str) else None, how, row.counts),
            ]
            for row, how in acts
        ],
    }
