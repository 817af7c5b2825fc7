"""Who is quoted or named, by id, with a label that nobody else has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from helpers.showing.labels import UNKNOWN, label_articles, shorten, tell_apart
from helpers.showing.passages import Tables

_LONGEST_PLACE = 32


@dataclass(frozen=True)
class People:
    """Who is quoted or named: `names` and `kinds` by id, `speakers` by quote_id as (id, how).

    `ranked` are the ids of all speakers, those quoted most first, and `labels` what each of them alone is called.
    """

    names: Mapping[str, str]
    kinds: Mapping[str, str]
    speakers: Mapping[str, Sequence[tuple[str, str]]]
    ranked: Sequence[str]
    labels: Sequence[str]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each speaker stands in `ranked`."""
        return {key: place for place, key in enumerate(self.ranked)}


def find_people(tables: Tables, quotes: pd.DataFrame) -> People:
    """The people of all tables; `quotes` are the quotations in order, with `counts` and `told_first` (see `shards`)."""
    names = dict(zip(tables.entities["entity_id"], tables.entities["name"], strict=True))
    kinds = dict(zip(tables.entities["entity_id"], tables.entities["kind"], strict=True))
    known = tables.speakers[tables.speakers["entity_id"].notna()]
    # Nobody in particular ("a senior official") is in no table of entities.
    first = known.sort_values(["speaker", "quote_id", "rank"]).drop_duplicates("entity_id")
    for key, name, kind in zip(first["entity_id"], first["speaker"], first["kind"], strict=True):
        names.setdefault(key, name if isinstance(name, str) else key)
        kinds.setdefault(key, kind)
    speakers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    once = known.sort_values(["quote_id", "rank"]).drop_duplicates(["quote_id", "entity_id"])
    for quote_id, key, how in zip(once["quote_id"], once["entity_id"], once["how"], strict=True):
        speakers[quote_id].append((key, how))
    ranked = _rank(quotes, speakers, names)
    return People(names, kinds, dict(speakers), ranked, _label(ranked, quotes, speakers, names, tables.articles))


_Speakers = Mapping[str, Sequence[tuple[str, str]]]


def _rank(quotes: pd.DataFrame, speakers: _Speakers, names: Mapping[str, str]) -> list[str]:
    """The ids of all speakers, those quoted most first; what near copies repeat counts once."""
    told: dict[str, set[str]] = defaultdict(set)
    for quote_id, first, counted in zip(quotes["quote_id"], quotes["told_first"], quotes["counts"], strict=True):
        for key, _ in speakers.get(quote_id, ()):
            told[key] |= {first} if counted else set()
    return sorted(told, key=lambda key: (-len(told[key]), names[key], key))


def _label(
    ranked: Sequence[str], quotes: pd.DataFrame, speakers: _Speakers, names: Mapping[str, str], articles: pd.DataFrame
) -> list[str]:
    """A label for each speaker: a name that several have is told apart by the first article that quotes them."""
    several = pd.Series([names[key] for key in ranked], dtype="str").value_counts().to_dict()
    first: dict[str, str] = {}
    for quote_id, article_id in zip(quotes["quote_id"], quotes["article_id"], strict=True):
        for key, _ in speakers.get(quote_id, ()):
            first.setdefault(key, article_id)
    titles = label_articles(articles).to_dict()
    labels = []
    for key in ranked:
        place = f" · {shorten(titles[first[key]], longest=_LONGEST_PLACE)}" if several[names[key]] > 1 else ""
        labels.append(names[key] + place)
    # What nobody is found to say is called so, and nobody else may be.
    return tell_apart([UNKNOWN, *labels])[1:]
