"""How sure a share is: Wilson's intervals, and wider ones that carry what an engine is known to get wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from math import sqrt
from typing import Any, NamedTuple

import pandas as pd

from helpers.showing.counting import ONCE, Counting
from helpers.showing.sides import choose_sided

# 95 of 100 intervals hold the share that the count is a sample of.
_Z = 1.959964
_BY_MODEL = "model"
INTERVALS = ("low", "high", "lowest", "highest")


class Interval(NamedTuple):
    """The two ends of a share, each between 0 and 1."""

    low: float
    high: float


def find_wilson(count: float, of: float) -> Interval:
    """Wilson's 95 % interval of a share, `count` of `of`; of nothing at all the share may be anything.

    Counts may be fractions, for expected numbers. Source: E. B. Wilson, JASA 22 (1927), 209-212.

    >>> [round(end, 3) for end in find_wilson(5, 10)]
    [0.237, 0.763]
    """
    if of <= 0:
        return Interval(0.0, 1.0)
    share, weight = count / of, _Z * _Z / of
    middle = (share + weight / 2) / (1 + weight)
    reach = _Z / (1 + weight) * sqrt(max(share * (1 - share) / of + weight / (4 * of), 0.0))
    # At 0 and at all of them the ends are exact; rounding must not push the share itself out of its interval.
    return Interval(max(0.0, min(middle - reach, share)), min(1.0, max(middle + reach, share)))


def widen_wilson(count: float, of: float, *, error: float) -> Interval:
    """Wilson's interval where a share `error` of all that was counted is known to be counted wrongly.

    Its lower end is that of what is left when this share of the count belongs to others, its upper end that of what it
    would be had this share of what belongs to it gone to others: both errors at their full measure, each to one side.
    """
    least = count * (1 - error)
    most = min(of, count / (1 - error)) if error < 1 else of
    return Interval(find_wilson(least, of).low, find_wilson(most, of).high)


def add_intervals(tally: pd.DataFrame, errors: Mapping[str, float]) -> pd.DataFrame:
    """A tally of `quotes` out of `of` by `side`, with share, low, high, lowest and highest.

    low and high are Wilson's, lowest and highest carry the error of the side; all are missing where `of` is 0.
    """
    rows = zip(tally["quotes"].tolist(), tally["of"].tolist(), tally["side"].tolist(), strict=True)
    found = [
        (count / of, *find_wilson(count, of), *widen_wilson(count, of, error=errors.get(side, 0.0)))
        if of
        else (float("nan"),) * 5
        for count, of, side in rows
    ]
    columns = pd.DataFrame(found, columns=["share", *INTERVALS], index=tally.index, dtype="float64")
    return pd.concat([tally, columns], axis="columns")


@cache
def read_measured() -> tuple[Mapping[str, Any], ...]:
    """The rows of `resources/measured.toml`: engine, language, corpus, and what was wrong in sources and cues."""
    text = (resources.files("helpers.resources") / "measured.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["measured"])


def measure_errors(
    quotes: pd.DataFrame, sided: pd.DataFrame, *, what: str = "sources", counting: Counting = ONCE
) -> pd.DataFrame:
    """How often a quotation of each side is expected to have the wrong source, or with `what` "cues" the wrong cue.

    One row per side and language of its quotations. Columns: side, language, engine ("auto" where the learned reader
    found any, else "rules"), quotes, error (0 to 1), measured_on (a corpus; missing where this language was not
    measured: then the largest error of that engine stands in).
    """
    found = choose_sided(quotes, sided, counting)
    found["engine"] = _find_engines(found)
    counts = found.groupby(["side", "language", "engine"])["act"].nunique().rename("quotes").reset_index()
    looked_up = [
        _look_up_error(engine, language, what)
        for engine, language in zip(counts["engine"], counts["language"], strict=True)
    ]
    counts["error"] = pd.Series([error for error, _ in looked_up], dtype="float64")
    counts["measured_on"] = pd.Series([corpus for _, corpus in looked_up], dtype="str")
    return counts


def _find_engines(found: pd.DataFrame) -> pd.Series[str]:
    by_model = found["found_by"].eq(_BY_MODEL).groupby(found["language"]).transform("any")
    return pd.Series("rules", index=found.index, dtype="str").mask(by_model.astype("bool"), "auto")


def _look_up_error(engine: str, language: str, what: str) -> tuple[float, str | None]:
    rows = [row for row in read_measured() if row["engine"] == engine]
    own = next((row for row in rows if row["language"] == language), None)
    if own is not None:
        return own[what]["wrong"] / own[what]["of"], own["corpus"]
    return max(row[what]["wrong"] / row[what]["of"] for row in rows), None


def average_errors(measured: pd.DataFrame) -> dict[str, float]:
    """The error of each side: that of its quotations' languages, weighed by how many there are."""
    weighed = measured.assign(wrong=measured["error"] * measured["quotes"]).groupby("side")[["wrong", "quotes"]].sum()
    return {str(side): float(row["wrong"] / row["quotes"]) for side, row in weighed.iterrows()}
