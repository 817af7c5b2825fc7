"""Counts of quotations: who is quoted, with which verbs, when. Pure functions from tables to one new frame.

A quotation counts once however often its attribution interrupts it, and once however many near copies print it
(`counting.py`); each tally has a column that tells how many of these repeats there are. Joint speakers are each given
the whole quotation; totals count it once, and the words of a quotation within a quotation once. Names are counted in
`names.py`. By outlet an article counts for the outlet that `articles` gives it, and with the rows of `list_printings`
(`printings.py`) for each one that printed it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.showing.counting import ONCE, Counting, choose_acts
from helpers.showing.labels import UNKNOWN, label_articles, name_language
from helpers.showing.slots import choose_step, find_slot
from helpers.showing.tellings import INDIRECT

MEASURES = ("quotes", "direct", "indirect", "words", "direct_words", "indirect_words")
GROUPS = ("language", "article", "outlet", "kind")
_WORDS = ["words", "direct_words", "indirect_words"]


def count_quotes(
    quotes: pd.DataFrame,
    speakers: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    by: str | None = None,
    counting: Counting = ONCE,
) -> pd.DataFrame:
    """Quotations and words of each speaker, one row per speaker and, with `by`, per language, article, outlet or kind.

    Columns: entity_id, speaker, speaker_kind, that of `by` (articles by id and label), then quotes, direct (all in
    quote marks, so with the mixed ones), indirect, and the words of each, and repeats_left_out or repeats_counted. Most
    quoted first. A joint quotation counts for each of its speakers: `total_quotes` has the sums. A missing speaker is
    NaN, in rows of its own.
    """
    acts = _with_groups(choose_acts(quotes, articles, counting=counting), articles, by)
    acts = acts.merge(list_speakers(speakers), on="quote_id", how="left")
    acts["speaker_kind"] = acts["speaker_kind"].fillna(UNKNOWN)
    keys = ["entity_id", "speaker", "speaker_kind", *_columns_of(by)]
    tally = _sum_measures(_measure(acts), keys, counting)
    return sort_by_most(tally, ["speaker", "entity_id", "speaker_kind"], within=_columns_of(by), measure="quotes")


def sort_by_most(tally: pd.DataFrame, keys: list[str], *, within: list[str], measure: str) -> pd.DataFrame:
    """The rows with those keys first that have most of a measure in all, and within them its largest rows first."""
    most = tally.groupby(keys, dropna=False)[measure].transform("sum")
    order = tally.assign(most=-most, much=-tally[measure]).sort_values(["most", *keys, "much", *within])
    return order.drop(columns=["most", "much"]).reset_index(drop=True)


def choose_groups(tally: pd.DataFrame, by: str, *, measure: str, groups: int) -> list[str]:
    """The `groups` values of the column `by` that have most of a measure, sorted by name."""
    sums = tally.groupby(by)[measure].sum()
    return sorted(sorted(sums.index, key=lambda name: (-sums[name], name))[:groups])


def total_quotes(
    quotes: pd.DataFrame, *, articles: pd.DataFrame, by: str | None = None, counting: Counting = ONCE
) -> pd.DataFrame:
    """Distinct quotations and their words, one row per group of `by`, or one row.

    Columns: that of `by`, then those of `count_quotes`. The words of a quotation within another count once.
    """
    measured = _measure_once(quotes, articles, by, counting)
    if by is not None:
        return _sum_measures(measured, _columns_of(by), counting)
    sums = _sum_measures(measured.assign(all=""), ["all"], counting).drop(columns="all")
    return sums if len(sums) else pd.DataFrame([dict.fromkeys(sums.columns, 0)])


def _measure_once(quotes: pd.DataFrame, articles: pd.DataFrame, by: str | None, counting: Counting) -> pd.DataFrame:
    """What counts, with its measures and groups; a quotation within another one has no words of its own."""
    measured = _measure(_with_groups(choose_acts(quotes, articles, counting=counting), articles, by))
    measured[_WORDS] = measured[_WORDS].where(~_is_nested(measured, quotes), 0)
    return measured


def _is_nested(chosen: pd.DataFrame, quotes: pd.DataFrame) -> pd.Series[bool]:
    """Whether a quotation stands within another of the chosen ones, at whatever depth."""
    inside = quotes[quotes["parent_quote_id"].notna()]
    parents: Mapping[str, str] = dict(zip(inside["quote_id"], inside["parent_quote_id"], strict=True))
    counted = set(chosen["quote_id"])

    def has_parent(quote_id: str) -> bool:
        seen = {quote_id}
        while (quote_id := parents.get(quote_id, "")) and quote_id not in seen:
            if quote_id in counted:
                return True
            seen.add(quote_id)
        return False

    return pd.Series([has_parent(quote_id) for quote_id in chosen["quote_id"]], index=chosen.index, dtype="bool")


def count_cues(
    quotes: pd.DataFrame, *, articles: pd.DataFrame, by: str = "language", counting: Counting = ONCE
) -> pd.DataFrame:
    """How often each cue introduces a quotation, one row per cue_lemma and group: "said" and "says" are one row.

    Columns: cue_lemma, that of `by`, forms (as printed, most frequent first), then quotes, direct, indirect and their
    words. A quotation without a cue counts under NaN, so that the sums are those of `total_quotes`.
    """
    acts = _measure_once(quotes, articles, by, counting)
    keys = ["cue_lemma", *_columns_of(by)]
    tally = _sum_measures(acts, keys, counting)
    tally.insert(len(keys), "forms", _list_forms(acts, keys))
    return sort_by_most(tally, ["cue_lemma"], within=_columns_of(by), measure="quotes")


def _list_forms(acts: pd.DataFrame, keys: list[str]) -> pd.Series[str]:
    """The cues as printed, one string per group of keys, in the order of those groups."""
    cues = acts.assign(form=acts["cue"].str.casefold()).groupby(keys, dropna=False)["form"]
    return pd.Series([join_forms(forms) for _, forms in cues], dtype="str")


def join_forms(forms: pd.Series[str]) -> str:
    """The different forms, most frequent first, then by the alphabet, joined by commas; missing ones left out."""
    counts = forms.dropna().value_counts()
    return ", ".join(sorted(counts.index, key=lambda form: (-counts[form], form)))


def count_dates(
    quotes: pd.DataFrame, *, articles: pd.DataFrame, counting: Counting = ONCE, step: str | None = None
) -> pd.DataFrame:
    """Articles, and their quotations and words, one row per stretch of time and language; undated articles left out.

    Columns: date (a day, a Monday, a month or a year), step ("day", "week", "month" or "year": as given, else the
    shortest that gives no more than two months of days), language, articles, then those of `total_quotes`. A quotation
    that copies print in different stretches counts in each.
    """
    dated = articles[articles["date"].notna()].drop_duplicates("article_id")
    step = step or choose_step(dated["date"])
    slots = {date: find_slot(date, step) for date in dated["date"].unique()}
    dated = dated.assign(date=dated["date"].map(slots).astype("str"), step=step)
    keys = ["date", "step", "language"]
    counts = dated.groupby(keys).size().rename("articles").reset_index()
    measured = _measure_once(quotes, articles, None, counting).merge(dated[["article_id", *keys]], on="article_id")
    found = counts.merge(_sum_measures(measured, keys, counting), on=keys, how="left")
    numbers = [*MEASURES, counting.name_repeats()]
    return found.fillna(dict.fromkeys(numbers, 0)).astype(dict.fromkeys(numbers, "int64"))


def summarise_corpus(
    articles: pd.DataFrame,
    *,
    copies: pd.DataFrame,
    problems: pd.DataFrame,
    quotes: pd.DataFrame | None = None,
    speakers: pd.DataFrame | None = None,
    counting: Counting = ONCE,
) -> pd.DataFrame:
    """The headline facts, one row each: columns fact and value, both to be read; quotes and speakers where given."""
    languages = articles["language"].value_counts().sort_index()
    dates = articles["date"].dropna().sort_values()
    facts: dict[str, object] = {
        "articles": len(articles),
        "words": int(articles["words"].sum()),
        "languages": ", ".join(f"{name_language(code)} {count}" for code, count in languages.items()) or "none",
        "outlets": ", ".join(sorted(copies["outlet"].dropna().unique())) or "none named",
        "dates": _span(dates) + (f" ({len(articles) - len(dates)} undated)" if len(dates) < len(articles) else ""),
        "stories": articles["story_id"].nunique(),
        "copies of the same article": len(copies) - len(articles),
        "files skipped": int((problems["severity"] == "skipped").sum()),
        "warnings": int((problems["severity"] == "warning").sum()),
    }
    if quotes is not None:
        total = total_quotes(quotes, articles=articles, counting=counting).iloc[0]
        facts["quotations"] = f"{total['quotes']} ({total['direct']} with quote marks, {total['indirect']} indirect)"
        repeats = int(total[counting.name_repeats()])
        facts["repeats in near copies"] = f"{repeats} ({'left out' if counting.by_story else 'counted'})"
        facts["words quoted"] = int(total["words"])
    if quotes is not None and speakers is not None:
        known = count_quotes(quotes, speakers, articles=articles, counting=counting)
        facts["speakers"] = int(known["speaker"].notna().sum())
        facts["quotations without a known speaker"] = int(known.loc[known["speaker"].isna(), "quotes"].sum())
    return pd.DataFrame({"fact": list(facts), "value": [str(value) for value in facts.values()]}, dtype="str")


def _span(dates: pd.Series[str]) -> str:
    if dates.empty:
        return "none known"
    return " to ".join(dict.fromkeys([dates.iloc[0], dates.iloc[-1]]))


def _columns_of(by: str | None) -> list[str]:
    """The columns that `by` stands for; an article is told by its id and shown by its label."""
    if by is not None and by not in GROUPS:
        raise ValueError(f"by is {by!r}; give one of {', '.join(GROUPS)}")
    return [] if by is None else ["article_id", "article"] if by == "article" else [by]


def _with_groups(quotes: pd.DataFrame, articles: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """The quotes with the columns of `by` as known from their articles, once for each outlet of their article."""
    if by == "outlet":
        return quotes.merge(articles[["article_id", "outlet"]], on="article_id", how="left")
    found, once = quotes.copy(), articles.drop_duplicates("article_id")
    if by == "language":
        found[by] = found["article_id"].map(once.set_index("article_id")[by]).astype("str")
    elif by == "article":
        found["article"] = found["article_id"].map(label_articles(once)).astype("str")
    return found


def list_speakers(speakers: pd.DataFrame) -> pd.DataFrame:
    """quote_id, entity_id, speaker, speaker_kind: each speaker of a quotation once, under one name everywhere."""
    found = speakers.rename(columns={"kind": "speaker_kind"})[["quote_id", "entity_id", "speaker", "speaker_kind"]]
    for column in ("speaker", "speaker_kind"):
        first = found[found["entity_id"].notna()].groupby("entity_id")[column].min()
        found[column] = found["entity_id"].map(first).astype("str").where(found["entity_id"].notna(), found[column])
    return found.drop_duplicates()


def _measure(quotes: pd.DataFrame) -> pd.DataFrame:
    """The quotes with a column for each of MEASURES: 0 or 1, and words."""
    indirect = (quotes["kind"] == INDIRECT).astype("int64")
    return quotes.assign(
        quotes=1,
        direct=1 - indirect,
        indirect=indirect,
        direct_words=quotes["words"] * (1 - indirect),
        indirect_words=quotes["words"] * indirect,
    )


def _sum_measures(acts: pd.DataFrame, keys: list[str], counting: Counting) -> pd.DataFrame:
    """The sums of MEASURES, one row per combination of keys that occurs, missing ones included, and the repeats.

    An act counts with its first row in each of them.
    """
    repeats, measures = counting.name_repeats(), list(MEASURES)
    first = ~acts.duplicated(["act", *keys])
    once = acts.assign(**{name: acts[name].where(first, 0) for name in measures})
    once[repeats] = acts.duplicated(["told_first", *keys]).astype("int64")
    sums = once.groupby(keys, dropna=False)[[*measures, repeats]].sum().reset_index()
    return sums.astype(dict.fromkeys([*measures, repeats], "int64"))
