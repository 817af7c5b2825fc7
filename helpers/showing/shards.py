"""The tables of an analysis as small scripts that the site's pages load: a page opened from a disk may read no others.

Each file calls `newsbook(name, content)`. Columns are lists, and what repeats is a number: the place in another list.

- `index`: articles, speakers, cues, languages; all that the explorer needs to name what it counts;
- `quotes`: a row a quotation, without its words, and `said-0`, `said-1`, …: the words, with the sentence around them;
- `entities`: who and what is named or speaks, and `names-0`, …: the sentences of some of them;
- `texts-0`, …: some articles with all that is marked in them.

Offsets are code points of the article's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from helpers.showing.counting import choose_quotes
from helpers.showing.labels import label_articles
from helpers.showing.links import QUOTE_KINDS
from helpers.showing.looks import look_up_groups, read_palette
from helpers.showing.passages import Passages, Tables
from helpers.showing.people import People, find_people
from helpers.showing.printings import list_outlets
from helpers.showing.shard_names import list_names
from helpers.showing.shard_texts import ARTICLES_A_FILE, list_texts
from helpers.showing.tellings import find_tellings

# Few enough that a page can load one file quickly, and many enough that a folder does not hold thousands of files.
_QUOTES_A_FILE = 1000


def list_shards(tables: Tables, *, excerpts: bool = False, by_story: bool = True) -> Iterator[tuple[str, str]]:
    """The data files of a site, one after the other: the name without its ending, and the script.

    With `excerpts` no text is given beyond quotations and the sentences they stand in. `by_story` is how the views
    count near copies as long as nobody chooses otherwise.
    """
    for name, content in _list_contents(tables, excerpts=excerpts, by_story=by_story):
        yield name, write_script(name, content)


def write_script(name: str, content: object) -> str:
    """A script that hands over JSON; no `<` and no line end of JavaScript's own stands in it as such."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for letter in ("<", "\u2028", "\u2029"):
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return f'newsbook("{name}",{text});\n'


def _list_contents(tables: Tables, *, excerpts: bool, by_story: bool) -> Iterator[tuple[str, object]]:
    passages = Passages(tables, excerpts=excerpts)
    quotes = _order_quotes(tables)
    people = find_people(tables, quotes)
    yield "index", {"excerpts": excerpts, "byStory": by_story, **_make_index(tables, quotes, people)}
    yield "quotes", _make_quotes(quotes, people)
    for place, start in enumerate(range(0, len(quotes), _QUOTES_A_FILE)):
        yield f"said-{place}", _make_said(quotes.iloc[start : start + _QUOTES_A_FILE], passages)
    yield from list_names(tables, quotes, people, passages)
    yield from list_texts(tables, quotes, people, passages)


def _order_quotes(tables: Tables) -> pd.DataFrame:
    """The quotations in the order of the articles and of the text, with `counts`: whether tallies count them.

    And with `told_first`: the first telling of each.
    """
    places = {article_id: place for place, article_id in enumerate(tables.articles["article_id"])}
    counted = set(choose_quotes(tables.quotes)["quote_id"])
    quotes = tables.quotes.assign(
        article=tables.quotes["article_id"].map(places).astype("int64"),
        counts=tables.quotes["quote_id"].isin(counted).astype("int64"),
        told_first=find_tellings(tables.quotes, tables.articles),
    )
    return quotes.sort_values(["article", "start", "end", "quote_id"]).reset_index(drop=True)


def _make_index(tables: Tables, quotes: pd.DataFrame, people: People) -> dict[str, Any]:
    articles, palette = tables.articles, read_palette()
    outlets = list_outlets(articles, tables.copies)
    languages = sorted(articles["language"].unique())
    looks = look_up_groups(languages, by="language")
    return {
        "articles": {
            "id": articles["article_id"].tolist(),
            "title": label_articles(articles).tolist(),
            "outlets": [outlets[article_id] for article_id in articles["article_id"]],
            **{name: _plain(articles[name]) for name in ("date", "language", "words")},
        },
        "articlesAFile": ARTICLES_A_FILE,
        "quotesAFile": _QUOTES_A_FILE,
        "kinds": list(QUOTE_KINDS),
        "cues": _list_cues(quotes),
        "speakers": {
            "id": list(people.ranked),
            "name": list(people.labels),
            "kind": [people.kinds[key] for key in people.ranked],
        },
        "languages": {
            code: {"name": look.label, "colour": look.colour, "pattern": look.pattern}
            for code, look in zip(languages, looks, strict=True)
        },
        "colours": list(palette["speakers"]),
        "grey": palette["grey"],
    }


def _plain(values: pd.Series[Any]) -> list[Any]:
    """The values of a column, missing ones as None."""
    return [None if missing else value for value, missing in zip(values.tolist(), values.isna(), strict=True)]


def _list_cues(quotes: pd.DataFrame) -> list[str]:
    return sorted(quotes["cue_lemma"].dropna().unique())


def _make_quotes(quotes: pd.DataFrame, people: People) -> dict[str, Any]:
    cues = {cue: place for place, cue in enumerate(_list_cues(quotes))}
    return {
        **{name: quotes[name].tolist() for name in ("article", "start", "end", "counts")},
        "kind": [QUOTE_KINDS.index(kind) for kind in quotes["kind"]],
        "score": (quotes["score"] * 100).round().astype("int64").tolist(),
        "cue": [cues.get(cue, -1) for cue in quotes["cue_lemma"]],
        "speakers": [[people.places[key] for key, _ in people.speakers.get(row, ())] for row in quotes["quote_id"]],
        "repeats": _list_repeats(quotes),
    }


def _list_repeats(quotes: pd.DataFrame) -> list[tuple[int, int]]:
    """The rows that repeat another one in a near copy, with the row of the first telling."""
    rows = {quote_id: row for row, quote_id in enumerate(quotes["quote_id"])}
    told = enumerate(rows[quote_id] for quote_id in quotes["told_first"])
    return [(row, first) for row, first in told if row != first]


def _make_said(quotes: pd.DataFrame, passages: Passages) -> dict[str, list[Any]]:
    """The words: `around` is the sentence, `at` where in it the quotation begins, `text` its parts if it has gaps."""
    said: dict[str, list[Any]] = {"around": [], "at": [], "text": [], "source": _plain(quotes["source"])}
    columns = (quotes[name] for name in ("article_id", "start", "end", "text"))
    for article_id, start, end, text in zip(*columns, strict=True):
        passage = passages.around(article_id, start, end)
        printed = passage.text[start - passage.start : end - passage.start]
        said["around"].append(passage.text)
        said["at"].append(start - passage.start)
        said["text"].append(None if text == printed else text)
    return said
