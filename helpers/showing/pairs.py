"""What the same people say on two sides, as HTML: a column a side, one below the other where there is no room."""

from __future__ import annotations

import html
from collections.abc import Iterator

import pandas as pd

from helpers.showing.labels import label_articles, shorten
from helpers.showing.links import carry, to_place
from helpers.showing.outputs import Page
from helpers.showing.sides import Sides

_LONGEST = 400
_HEAD = "margin:1.2em 0 .3em;font-size:1.05em"
_COLUMNS = "display:flex;flex-wrap:wrap;gap:0 2em"
_COLUMN = "flex:1 1 17em;min-width:0"
_QUOTE = "margin:.5em 0;padding:0 0 0 .7em;border-left:3px solid #8A8F98"


def show_pairs(pairs: pd.DataFrame, sides: Sides, *, articles: pd.DataFrame) -> Page:
    """The quotations of `pair_quotes`, each speaker's side by side, with the article each stands in."""
    if pairs.empty:
        note = "Nobody with a name is quoted by both sides."
        return Page(f"<p>{note}</p>", note)
    titles = label_articles(articles)
    labels = dict(zip(titles.index, titles, strict=True))
    parts, lines = [], []
    for _, own in pairs.groupby("entity_id", sort=False):
        speaker = str(own["speaker"].iloc[0])
        columns = "".join(_show_side(own[own["side"] == side], sides.name(side), labels) for side in sides.list_keys())
        parts.append(f'<h3 style="{_HEAD}">{html.escape(speaker)}</h3><div style="{_COLUMNS}">{columns}</div>')
        lines += [f"{speaker}:", *_list_lines(own, sides)]
    return Page("".join(parts), "\n".join(lines))


def _show_side(own: pd.DataFrame, name: str, labels: dict[str, str]) -> str:
    of = int(own["of"].iloc[0])
    count = f"{of} quotation" if of == 1 else f"{of} quotations" + (f", {len(own)} shown" if len(own) < of else "")
    body = "".join(_show_quotes(own, labels))
    return f'<div style="{_COLUMN}"><p><b>{html.escape(name)}</b>: {count}</p>{body}</div>'


def _show_quotes(own: pd.DataFrame, labels: dict[str, str]) -> Iterator[str]:
    columns = ("quote_id", "language", "text", "kind", "cue", "article_id")
    for quote_id, language, text, kind, cue, article_id in zip(*(own[name] for name in columns), strict=True):
        how = f"{kind} · {cue}" if isinstance(cue, str) else kind
        where = html.escape(f"{how} · {labels[article_id]}")
        yield (
            f'<blockquote style="{_QUOTE}"><span lang="{html.escape(language)}"{carry(to_place(quote_id))}>'
            f"{html.escape(shorten(text, longest=_LONGEST))}</span><br><small>{where}</small></blockquote>"
        )


def _list_lines(own: pd.DataFrame, sides: Sides) -> Iterator[str]:
    for side, text in zip(own["side"], own["text"], strict=True):
        yield f"  {sides.name(side)}: {shorten(text, longest=_LONGEST)}"
