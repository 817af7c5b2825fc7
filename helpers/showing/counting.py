"""What counts as a quotation, and once for which of its copies.

A quotation that several near copies print is one act of speaking (`act`), and each number counts different acts: all of
them, or those of a speaker, a language, an outlet. So it counts once in each bar, and for both of two outlets.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.showing.links import COUNTED
from helpers.showing.tellings import SCARE, find_tellings, order_articles

# The column of a tally with the repeats in near copies, by whether they are left out of its numbers.
LEFT_OUT = "repeats_left_out"


@dataclass(frozen=True)
class Counting:
    """What counts as a quotation.

    `beliefs` adds what is thought, feared or planned and not said; `scare` adds words in quote marks that nobody
    speaks. `by_story` counts a quotation once where several articles of one story carry it; without it each near copy
    counts.
    """

    beliefs: bool = False
    scare: bool = False
    by_story: bool = True

    def name_repeats(self) -> str:
        """The name of the column of a tally that tells how many repeats there are."""
        return LEFT_OUT if self.by_story else COUNTED


# What all tallies do unless they are told otherwise.
ONCE = Counting()


def choose_quotes(quotes: pd.DataFrame, *, counting: Counting = ONCE) -> pd.DataFrame:
    """The rows of `quotes` that count, repeats in near copies among them, in their order and with their columns."""
    scare = quotes["kind"] == SCARE
    chosen = quotes[(scare & counting.scare) | (~scare & (quotes["speech"] | counting.beliefs))]
    return chosen.reset_index(drop=True)


def choose_acts(quotes: pd.DataFrame, articles: pd.DataFrame, *, counting: Counting = ONCE) -> pd.DataFrame:
    """The rows of `quotes` that count, with `told_first` and `act`, the first tellings first.

    `told_first` is the quote_id of the first telling. `act` is what is counted: the same for all copies of a quotation,
    or where each near copy counts the quote_id. A number is that of different acts.
    """
    chosen = choose_quotes(quotes.assign(told_first=find_tellings(quotes, articles)), counting=counting)
    chosen["act"] = chosen["told_first" if counting.by_story else "quote_id"]
    if (chosen["told_first"] == chosen["quote_id"]).all():
        return chosen
    order = order_articles(articles)
    places = dict(zip(order["article_id"], order["place"], strict=True))
    return chosen.sort_values("article_id", key=lambda ids: ids.map(places), kind="stable").reset_index(drop=True)


def count_acts(acts: pd.DataFrame, keys: list[str], counting: Counting) -> pd.DataFrame:
    """quotes and repeats, one row per combination of keys that occurs, from rows of `choose_acts`."""
    groups = acts.groupby(keys, dropna=False)
    counts = pd.DataFrame({"quotes": groups["act"].nunique()})
    counts[counting.name_repeats()] = groups["quote_id"].nunique() - groups["told_first"].nunique()
    return counts.astype("int64").reset_index()


def tell_counting(tally: pd.DataFrame) -> str:
    """How a tally counts near copies, in a sentence for the chart of it; nothing where it does not say."""
    if LEFT_OUT in tally.columns:
        return "Each counts once per story."
    return "Repeats in near copies count." if COUNTED in tally.columns else ""


def tell_repeats(told: list[tuple[str, int]], *, counting: Counting) -> str:
    """The sentence, from pairs of what is counted and the number of its repeats.

    >>> tell_repeats([("quotation", 3)], counting=Counting())
    'Each quotation counts once per story: 3 repeats in near copies are left out.'
    """
    what = " and each ".join(name for name, _ in told)
    numbers = [f"{count:,} {'repeat' if count == 1 else 'repeats'}" for _, count in told]
    if len(told) > 1:
        numbers = [f"{number} of {name}s" for number, (name, _) in zip(numbers, told, strict=True)]
    are = "is" if [count for _, count in told] == [1] else "are"
    if counting.by_story:
        return f"Each {what} counts once per story: {' and '.join(numbers)} in near copies {are} left out."
    return f"Each {what} counts as often as near copies print it: {' and '.join(numbers)} {are} counted."
