"""Where an article was printed: by which outlets, and what else tells the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

from helpers.showing.labels import label_articles
from helpers.showing.tellings import find_tellings

_MOST_NAMED = 4


def list_printings(articles: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """The articles with a row for each outlet that printed them, the one that `articles` names first.

    Tallies by outlet of these rows count an article for each of them.
    """
    own = articles[["article_id", "outlet"]]
    others = copies.loc[copies["outlet"].notna(), ["article_id", "outlet"]]
    printed = pd.concat([own, others[others["article_id"].isin(own["article_id"])]]).drop_duplicates()
    return articles.drop(columns="outlet").merge(printed, on="article_id")[list(articles.columns)]


def list_outlets(articles: pd.DataFrame, copies: pd.DataFrame) -> dict[str, list[str]]:
    """The outlets that printed each article, by its id; none where none is known."""
    printed = list_printings(articles, copies)
    outlets: dict[str, list[str]] = {article_id: [] for article_id in printed["article_id"]}
    for article_id, outlet in zip(printed["article_id"], printed["outlet"], strict=True):
        if isinstance(outlet, str):
            outlets[article_id].append(outlet)
    return outlets


def list_also_in(
    quotes: pd.DataFrame, *, among: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame
) -> pd.Series[str]:
    """Where else each quotation is printed, in the order of `quotes`, as one text; missing where nowhere.

    Named are the outlets of the quotations `among` which it has repeats, and of copies of its own article; an article
    without an outlet is named by its label.
    """
    outlets, labels = list_outlets(articles, copies), label_articles(articles)
    told = dict(zip(among["quote_id"], find_tellings(among, articles), strict=True))
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for quote_id, article_id in zip(among["quote_id"], among["article_id"], strict=True):
        holders[told[quote_id]].append(article_id)
    found = [
        _name(article_id, holders[told[quote_id]], outlets, labels)
        for quote_id, article_id in zip(quotes["quote_id"], quotes["article_id"], strict=True)
    ]
    return pd.Series(found, index=quotes.index, dtype="str", name="also_in")


def _name(own: str, holders: Iterable[str], outlets: Mapping[str, list[str]], labels: pd.Series[str]) -> str | None:
    others = [outlets[other] or [labels[other]] for other in dict.fromkeys(holders) if other != own]
    names = list(dict.fromkeys([*outlets[own][1:], *(name for some in others for name in some)]))
    more = [f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else []
    return ", ".join([*names[:_MOST_NAMED], *more]) or None
