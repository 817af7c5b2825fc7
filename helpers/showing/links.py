"""Addresses within a site: where the cells of a table lead, and how a notebook's page is given these links.

JupyterLab shows the same tables, and there the addresses lead nowhere: so a cell only carries its address, as the
attribute `data-to`, and becomes a link on the page of a site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

# The column of a tally that counts repeats in near copies: the explorer is to count them too.
COUNTED = "repeats_counted"
# A span of a text as ids of quotations and mentions hold it; a number may follow where two have the same.
_PLACE = re.compile(r"[0-9a-f]+:\d+-\d+(?=:|$)")
_CELL = re.compile(r'<(td|span)([^>]*) data-to="([^"]*)"([^>]*)>(.*?)</\1>', re.DOTALL)
# The filters of the explorer, and the columns that hold their values.
_FILTERS = {
    "speaker": "entity_id",
    "cue": "cue_lemma",
    "article": "article_id",
    "language": "language",
    "outlet": "outlet",
    "kind": "kind",
}
QUOTE_KINDS = ("direct", "mixed", "indirect", "scare")
# What tallies call direct is all that has quote marks.
_KINDS = {"direct": ("direct", "mixed"), "indirect": ("indirect",)}


def to_place(row_id: str) -> str | None:
    """The address of a place in an article, from a quote_id or mention_id.

    >>> to_place("0a1b:12-34:2")
    'article.html#0a1b:12-34'
    """
    place = _PLACE.match(row_id)
    return f"article.html#{place[0]}" if place else None


def to_article(article_id: str) -> str:
    """The address of an article."""
    return f"article.html#{quote(article_id, safe='')}"


def to_entity(entity_id: str) -> str:
    """The address of all sentences of a name or speaker."""
    return f"entity.html#{quote(entity_id, safe='')}"


def to_explorer(filters: Mapping[str, str | Sequence[str]]) -> str:
    """The address of the explorer with filters set; one of several values is enough.

    >>> to_explorer({"speaker": "person-marja-kell", "kind": ["direct", "mixed"]})
    'explore.html#speaker=person-marja-kell&kind=direct|mixed'
    """
    parts = []
    for name, values in filters.items():
        several = [values] if isinstance(values, str) else values
        parts.append(f"{name}={'|'.join(quote(value, safe='') for value in several)}")
    return "explore.html#" + "&".join(parts)


def find_target(row: Mapping[str, Any], column: str) -> str | None:
    """Where the cell of a column leads, by the ids that stand in the same row of the table; None if nowhere.

    >>> find_target({"speaker": "Kell", "entity_id": "p1", "language": "en", "quotes": 3}, "quotes")
    'explore.html#speaker=p1&language=en'
    """
    ids = {name: str(value) for name, value in row.items() if isinstance(value, str) or name == COUNTED}
    for name, lead in _LEADS.items():
        if column in name.split():
            return None if lead is _lead_to_quotes and _is_vague(row, ids) else lead(ids, column)
    return None


def _is_vague(row: Mapping[str, Any], ids: Mapping[str, str]) -> bool:
    """Whether the explorer has no filter for what a row counts: unknown speakers, no cue, names quoted, many days."""
    return not {"speaker_id", "dates"}.isdisjoint(row) or any(
        name in row and name not in ids for name in ("entity_id", "cue_lemma")
    )


def _lead_to_quotes(ids: Mapping[str, str], column: str) -> str | None:
    """A number of quotations leads to them, if the row says whose or with which cue; repeats count as they do here."""
    repeats = {"repeats": "1"} if COUNTED in ids else {}
    filters: dict[str, str | Sequence[str]] = {name: ids[key] for name, key in _FILTERS.items() if key in ids}
    # The kind may also be that of a name.
    if filters.get("kind") not in QUOTE_KINDS:
        filters.pop("kind", None)
        filters |= {"kind": _KINDS[column]} if column in _KINDS else {}
    return to_explorer(filters | repeats) if {"speaker", "cue"} & filters.keys() else None


def _lead_to_speaker(ids: Mapping[str, str], _: str) -> str | None:
    key = ids.get("speaker_id") or ids.get("entity_id")
    return to_explorer({"speaker": key}) if key else None


def _lead_to_place(ids: Mapping[str, str], _: str) -> str | None:
    found = ids.get("quote_id") or ids.get("mention_id")
    return to_place(found) if found else None


_Lead = Callable[[Mapping[str, str], str], str | None]
# By the names of columns.
_LEADS: Mapping[str, _Lead] = {
    "name mentions": lambda ids, _: to_entity(ids["entity_id"]) if "entity_id" in ids else None,
    "speaker": _lead_to_speaker,
    "text": _lead_to_place,
    "article headline": lambda ids, _: to_article(ids["article_id"]) if "article_id" in ids else None,
    "cue_lemma cue": lambda ids, _: to_explorer({"cue": ids["cue_lemma"]}) if "cue_lemma" in ids else None,
    "quotes direct indirect": _lead_to_quotes,
}


def lead_on(markup: str, *, with_views: bool) -> str:
    """The HTML of a page, with a link in each cell that carries an address or without the addresses."""

    def link(cell: re.Match[str]) -> str:
        tag, before, target, after, content = cell.groups()
        return f'<{tag}{before}{after}><a href="{target}">{content}</a></{tag}>'

    return _CELL.sub(link if with_views else r"<\1\2\4>\5</\1>", markup)


def carry(target: str | None) -> str:
    """The attribute by which a cell carries its address."""
    return f' data-to="{escape(target)}"' if target else ""
