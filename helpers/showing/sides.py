"""Two sides of a corpus to set beside each other: two languages, two outlets, or two stretches of time."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.showing.counting import Counting, choose_acts
from helpers.showing.labels import name_language
from helpers.showing.tellings import order_articles

_BY = ("language", "outlet", "date")
_SIDED = {"article_id": "str", "side": "str", "language": "str", "words": "int64", "story_id": "str", "place": "int64"}
_TO = "/"


@dataclass(frozen=True)
class Sides:
    """What is compared: `by` is "language", "outlet" or "date"; a side that there is nothing for is empty text.

    A stretch of time is a day, a month or a year ("2026-03-04", "2026-03", "2026"), or two with a slash between.
    """

    by: str
    first: str
    second: str

    def list_keys(self) -> list[str]:
        """Both sides as the column `side` of tallies has them, the first one first."""
        return [self.first, self.second]

    def list_filters(self, side: str) -> dict[str, str]:
        """What the explorer must filter by to show one side."""
        if self.by != "date" or not side:
            return {self.by: side} if side else {}
        return dict(zip(("from", "to"), _read_stretch(side), strict=True))

    def name(self, side: str) -> str:
        """What a side is called where people read it."""
        if not side:
            return f"(no other {self.by})"
        if self.by == "date":
            return side.replace(_TO, " to ")
        return name_language(side) if self.by == "language" else side


def choose_sides(
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    by: str | None = None,
    first: str | None = None,
    second: str | None = None,
) -> Sides:
    """What to compare: as given, and where something is not given what the corpus has most of.

    Without `by` the languages if there are two, else the outlets if there are two, else the dates. A missing side is
    the language or outlet with most articles that is not the other side; missing dates are the earlier and the later
    half of the days there are.
    Raises ValueError for a `by` that there is not, a language or outlet that no article has, a date that is none, and
    two sides that share a day or are the same.
    """
    kind = by or _choose_by(articles, copies)
    if kind not in _BY:
        raise ValueError(f"COMPARE is {by!r}; give one of {', '.join(_BY)}")
    values = _list_values(articles, copies, kind)
    if kind == "date":
        return _choose_dates(sorted(set(values["value"])), first, second)
    counts = values["value"].value_counts()
    ranked = sorted(counts.index, key=lambda value: (-counts[value], value))
    for side in (first, second):
        if side is not None and side not in ranked:
            known = ", ".join(ranked) or "none"
            raise ValueError(f"there is no article of {kind} {side!r}; these are there: {known}")
    chosen = first or next((value for value in ranked if value != second), "")
    other = second or next((value for value in ranked if value != chosen), "")
    if chosen and chosen == other:
        raise ValueError(f"both sides are {chosen!r}; give two different ones")
    return Sides(kind, chosen, other)


def _choose_by(articles: pd.DataFrame, copies: pd.DataFrame) -> str:
    kinds = (kind for kind in _BY if len(set(_list_values(articles, copies, kind)["value"])) > 1)
    return next(kinds, _BY[0])


def _list_values(articles: pd.DataFrame, copies: pd.DataFrame, by: str) -> pd.DataFrame:
    """article_id and value, one row for each language, outlet or date of an article: copies have their own."""
    table = articles if by == "language" else copies
    found = table[["article_id", by]].rename(columns={by: "value"}).dropna()
    return found[found["article_id"].isin(articles["article_id"])].drop_duplicates().reset_index(drop=True)


def _choose_dates(days: list[str], first: str | None, second: str | None) -> Sides:
    if first is None and second is None:
        middle = (len(days) + 1) // 2
        return Sides("date", *(_TO.join(dict.fromkeys([part[0], part[-1]])) if part else "" for part in
                               (days[:middle], days[middle:])))  # fmt: skip
    if first is None or second is None:
        raise ValueError("one stretch of time is given and the other is not; give FIRST and SECOND, or neither")
    (begin, end), (other_begin, other_end) = _read_stretch(first), _read_stretch(second)
    if begin <= other_end and other_begin <= end:
        raise ValueError(f"{first} and {second} share days; give two stretches that do not")
    return Sides("date", first, second)


def _read_stretch(text: str) -> tuple[str, str]:
    """The first and the last day of a stretch of time, written as days.

    >>> _read_stretch("2026-02")
    ('2026-02-01', '2026-02-28')
    """
    begin, _, end = text.partition(_TO)
    try:
        first = str(pd.Period(begin.strip()).asfreq("D", how="start"))
        last = str(pd.Period((end or begin).strip()).asfreq("D", how="end"))
    except ValueError as error:
        raise ValueError(
            f"{text!r} is no date; write 2026-03-04, 2026-03, 2026, or two with a slash between"
        ) from error
    if first > last:
        raise ValueError(f"{text!r} ends before it begins")
    return first, last


def split_articles(articles: pd.DataFrame, copies: pd.DataFrame, sides: Sides) -> pd.DataFrame:
    """The articles of each side, one row per article and side; others are left out.

    Columns: article_id, side, language, words, story_id, place (in the order of telling, as of `order_articles`). An
    article that both outlets print stands on both sides.
    """
    values = _list_values(articles, copies, sides.by)
    parts = []
    for side in filter(None, sides.list_keys()):
        begin, end = _read_stretch(side) if sides.by == "date" else (side, side)
        chosen = values[(values["value"] >= begin) & (values["value"] <= end)]
        parts.append(chosen[["article_id"]].drop_duplicates().assign(side=side))
    found = pd.concat(parts) if parts else pd.DataFrame({"article_id": [], "side": []}, dtype="str")
    about = order_articles(articles).merge(articles[["article_id", "words"]], on="article_id")
    found = found.merge(about, on="article_id")
    order = {side: place for place, side in enumerate(sides.list_keys())}
    found = found.sort_values(["side", "article_id"], key=lambda column: column.map(order).fillna(column)
                              if column.name == "side" else column)  # fmt: skip
    return found[list(_SIDED)].astype(_SIDED).reset_index(drop=True)


def choose_sided(quotes: pd.DataFrame, sided: pd.DataFrame, counting: Counting) -> pd.DataFrame:
    """The quotations of both sides, one row per quotation and side, with `act`: what is counted."""
    acts = choose_acts(quotes[quotes["article_id"].isin(sided["article_id"])], sided, counting=counting)
    return acts.merge(sided[["article_id", "side", "language"]], on="article_id")
