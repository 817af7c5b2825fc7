"""Two sides compared: who is quoted, introduced by which words, and what is named. Pure functions of tables.

`sided` is what `split_articles` returns. Every tally has a row for both sides, with 0 where a side has nothing. A
quotation that near copies print counts once on each side; names count in each copy, for they are told per 1,000 words
and per article. Shares come with Wilson's interval (low, high) and with a wider one that carries the engine's measured
error (lowest, highest).
"""

from __future__ import annotations

import pandas as pd

from helpers.languages import load_language
from helpers.showing.counting import ONCE, Counting, count_acts
from helpers.showing.intervals import add_intervals, average_errors, find_wilson, measure_errors
from helpers.showing.names import choose_mentions
from helpers.showing.sides import Sides, choose_sided
from helpers.showing.tallies import join_forms, list_speakers

# A speaker who has a name can be found again on the other side; "an official" of one article cannot.
NAMED_KINDS = ("person", "organisation", "place")
NO_CUE, OTHER_CUE, NAMING_CUE = "none", "other", "according to"
_SOURCE_PHRASES = ("source_before", "source_after", "so_words", "as_words")
_TOLD = ("quoted_by", "named_by")
_SPEAKER = ["entity_id", "speaker", "speaker_kind"]
_ENTITY = ["entity_id", "name", "kind"]


def summarise_sides(
    sided: pd.DataFrame,
    sides: Sides,
    *,
    quotes: pd.DataFrame,
    speakers: pd.DataFrame,
    counting: Counting = ONCE,
) -> pd.DataFrame:
    """What each side rests on, one row a side.

    Columns: side (a name), articles, words, quotations, repeats_left_out or repeats_counted, speakers (different named
    ones).
    """
    said = choose_sided(quotes, sided, counting)
    named = list_speakers(speakers)
    who = said[["quote_id", "side"]].merge(named[named["speaker_kind"].isin(NAMED_KINDS)], on="quote_id")
    counts = count_acts(said, ["side"], counting).set_index("side").reindex(sides.list_keys(), fill_value=0)
    rows = [
        {
            "side": sides.name(side),
            "articles": int((sided["side"] == side).sum()),
            "words": int(sided.loc[sided["side"] == side, "words"].sum()),
            "quotations": int(counts["quotes"].iloc[place]),
            counting.name_repeats(): int(counts[counting.name_repeats()].iloc[place]),
            "speakers": int(who.loc[who["side"] == side, "entity_id"].nunique()),
        }
        for place, side in enumerate(sides.list_keys())
    ]
    return pd.DataFrame(rows)


def describe_errors(
    quotes: pd.DataFrame, sided: pd.DataFrame, sides: Sides, *, what: str = "sources", counting: Counting = ONCE
) -> pd.DataFrame:
    """How wrong a side's quotations are expected to be, and how that is known: `measure_errors` with names of sides."""
    found = measure_errors(quotes, sided, what=what, counting=counting)
    return found.assign(side=[sides.name(side) for side in found["side"]])


def compare_speakers(
    quotes: pd.DataFrame, speakers: pd.DataFrame, *, sided: pd.DataFrame, sides: Sides, counting: Counting = ONCE
) -> pd.DataFrame:
    """How often each speaker is quoted on either side, one row per speaker and side.

    Columns: entity_id, speaker, speaker_kind, side, quotes, repeats_left_out or repeats_counted, of (all quotations of
    the side, also those without a known speaker), share, low, high, lowest, highest, quoted_by (the sides that quote
    this speaker: "both" or one of them). Most quoted first. A joint quotation counts for each of its speakers. A
    missing speaker is NaN.
    """
    said = choose_sided(quotes, sided, counting)
    who = said.merge(list_speakers(speakers), on="quote_id", how="left")
    who["speaker_kind"] = who["speaker_kind"].fillna("unknown")
    errors = average_errors(measure_errors(quotes, sided, counting=counting))
    tally = _count_sides(who, _SPEAKER, said=said, sides=sides, counting=counting)
    return add_intervals(tally, errors).assign(quoted_by=_tell_sides(tally, _SPEAKER))


def compare_cues(quotes: pd.DataFrame, *, sided: pd.DataFrame, sides: Sides, counting: Counting = ONCE) -> pd.DataFrame:
    """How either side introduces what is said, one row per group of cues and side.

    Columns: group (of the language files' `cue_groups`; "according to" for phrases that only name the source, "other"
    for cues in no group, "none" without a cue), forms (cues as printed on that side, most frequent first), side,
    quotes, repeats_left_out or repeats_counted, of, share, low, high, lowest, highest. Most frequent groups first.
    """
    said = choose_sided(quotes, sided, counting)
    said["group"] = [
        _find_cue_group(lemma, language) for lemma, language in zip(said["cue_lemma"], said["language"], strict=True)
    ]
    said["group"] = said["group"].astype("str")
    errors = average_errors(measure_errors(quotes, sided, what="cues", counting=counting))
    tally = _count_sides(said, ["group"], said=said, sides=sides, counting=counting)
    forms = said["cue"].str.casefold().groupby([said["group"], said["side"]]).apply(join_forms)
    printed = [forms.get(key, "") for key in zip(tally["group"], tally["side"], strict=True)]
    tally.insert(1, "forms", pd.Series(printed, dtype="str"))
    return add_intervals(tally, errors)


def _find_cue_group(lemma: object, language: str) -> str:
    if not isinstance(lemma, str):
        return NO_CUE
    known = load_language(language)
    if any(lemma.casefold() in known.words_of(kind) for kind in _SOURCE_PHRASES):
        return NAMING_CUE
    return next((group for group, words in known.cue_groups.items() if lemma in words), OTHER_CUE)


def compare_names(
    named: pd.DataFrame, *, sided: pd.DataFrame, sides: Sides, counting: str = "adjective"
) -> pd.DataFrame:
    """How either side covers who and what is named, one row per name and side.

    Columns: entity_id, name, kind, side, mentions, per_1000 (mentions per 1,000 words of the side), articles (how many
    name it), of (articles of the side), share, low, high (Wilson's; how many names the engine misses is not carried),
    named_by ("both" or one side). What one side leaves out comes first, within that what is named most.
    """
    chosen = choose_mentions(named, counting=counting).drop(columns="language")
    found = chosen.merge(sided[["article_id", "side"]], on="article_id")
    groups = found.groupby([*_ENTITY, "side"])
    counts = groups.agg(mentions=("mention_id", "size"), articles=("article_id", "nunique")).reset_index()
    tally = _cross_sides(counts, _ENTITY, sides).fillna({"mentions": 0, "articles": 0})
    tally = tally.astype({"mentions": "int64", "articles": "int64"})
    words, articles = sided.groupby("side")["words"].sum(), sided["side"].value_counts()
    tally["per_1000"] = [
        1000 * count / words[side] if words.get(side, 0) else 0.0
        for count, side in zip(tally["mentions"], tally["side"], strict=True)
    ]
    tally["of"] = tally["side"].map(articles).fillna(0).astype("int64")
    tally = _add_wilson(tally).assign(named_by=_tell_sides(tally, _ENTITY, measure="mentions"))
    most = tally.groupby("entity_id")["per_1000"].transform("sum")
    order = tally.assign(shared=tally["named_by"] == "both", most=-most, place=_place_sides(tally, sides))
    order = order.sort_values(["shared", "most", "name", "entity_id", "place"]).reset_index(drop=True)
    columns = ["side", "mentions", "per_1000", "articles", "of", "share", "low", "high", "named_by"]
    return order[[*_ENTITY, *columns]]


def _add_wilson(tally: pd.DataFrame) -> pd.DataFrame:
    found = [
        (count / of, *find_wilson(count, of)) if of else (float("nan"),) * 3
        for count, of in zip(tally["articles"].tolist(), tally["of"].tolist(), strict=True)
    ]
    ends = pd.DataFrame(found, columns=["share", "low", "high"], index=tally.index, dtype="float64")
    return pd.concat([tally, ends], axis="columns")


def _count_sides(
    acts: pd.DataFrame, keys: list[str], *, said: pd.DataFrame, sides: Sides, counting: Counting
) -> pd.DataFrame:
    """Quotations by keys and side, 0 where a side has none, with `of`; keys with most first, sides in their order."""
    counts = count_acts(acts, [*keys, "side"], counting)
    numbers = dict.fromkeys(["quotes", counting.name_repeats()], 0)
    tally = _cross_sides(counts, keys, sides).fillna(numbers).astype(dict.fromkeys(numbers, "int64"))
    of = said.groupby("side")["act"].nunique()
    tally["of"] = tally["side"].map(of).fillna(0).astype("int64")
    most = tally.groupby(keys, dropna=False)["quotes"].transform("sum")
    order = tally.assign(most=-most, place=_place_sides(tally, sides)).sort_values(["most", *keys, "place"])
    return order.drop(columns=["most", "place"]).reset_index(drop=True)


def _cross_sides(counts: pd.DataFrame, keys: list[str], sides: Sides) -> pd.DataFrame:
    both = pd.DataFrame({"side": sides.list_keys()}, dtype="str")
    return counts[keys].drop_duplicates().merge(both, how="cross").merge(counts, on=[*keys, "side"], how="left")


def _place_sides(tally: pd.DataFrame, sides: Sides) -> pd.Series[int]:
    return (tally["side"] != sides.first).astype("int64")


def _tell_sides(tally: pd.DataFrame, keys: list[str], *, measure: str = "quotes") -> pd.Series[str]:
    """For each row "both" where both sides have its keys, else the one side that has."""
    there = tally[measure] > 0
    count = there.groupby([tally[key] for key in keys], dropna=False).transform("sum")
    only = tally["side"].where(there).groupby([tally[key] for key in keys], dropna=False).transform("first")
    return only.mask(count > 1, "both").astype("str")


def label_sides(tally: pd.DataFrame, sides: Sides) -> pd.DataFrame:
    """A tally of two sides to be read: the column `side` is called language, outlet or dates, sides by their names."""
    names = {side: sides.name(side) for side in sides.list_keys()}
    shown = tally.assign(**{name: tally[name].replace(names) for name in _TOLD if name in tally.columns})
    if sides.by == "date":
        return shown.assign(side=shown["side"].replace(names)).rename(columns={"side": "dates"})
    return shown.rename(columns={"side": sides.by})


def list_one_sided(comparison: pd.DataFrame) -> pd.DataFrame:
    """The rows of `compare_speakers` of named speakers whom one side alone quotes, that side's rows only."""
    alone = comparison[(comparison["quoted_by"] == comparison["side"]) & (comparison["quotes"] > 0)]
    return alone[alone["speaker_kind"].isin(NAMED_KINDS)].reset_index(drop=True)


def pair_quotes(
    quotes: pd.DataFrame,
    speakers: pd.DataFrame,
    *,
    sided: pd.DataFrame,
    sides: Sides,
    top: int = 5,
    most: int = 6,
    counting: Counting = ONCE,
) -> pd.DataFrame:
    """What speakers whom both sides quote say on either, one row per quotation, side and speaker.

    Columns: entity_id, speaker, side, quote_id, article_id, language, start, end, kind, cue, text, of (how many
    quotations that speaker has on the side). At most `top` speakers, those first whom even the side that quotes them
    less quotes often, and of each on each side the `most` longest quotations, in reading order.
    """
    said = choose_sided(quotes, sided, counting)
    who = said.merge(list_speakers(speakers), on="quote_id")
    who = who[who["speaker_kind"].isin(NAMED_KINDS) & who["entity_id"].notna()]
    counts = who.groupby(["entity_id", "side"])["act"].nunique().groupby("entity_id")
    shared = counts.agg(["size", "min", "sum"]).reset_index()
    shared = shared[shared["size"] == 2]
    order = shared.sort_values(["min", "sum", "entity_id"], ascending=[False, False, True])
    chosen = who.assign(
        speaker_place=who["entity_id"].map({key: place for place, key in enumerate(order["entity_id"].head(top))}),
        side_place=_place_sides(who, sides),
        of=who.groupby(["entity_id", "side"])["act"].transform("nunique"),
    ).dropna(subset="speaker_place")
    # An agency report that several articles print would fill a side with the same words, also where copies count.
    longest = chosen.sort_values(["words", "quote_id"], ascending=[False, True])
    longest = longest.drop_duplicates(["entity_id", "side", "told_first"]).groupby(["entity_id", "side"]).head(most)
    columns = ["entity_id", "speaker", "side", "quote_id", "article_id", "language", "start", "end", "kind", "cue"]
    placed = longest.sort_values(["speaker_place", "side_place", "article_id", "start", "quote_id"])
    return placed[[*columns, "text", "of"]].reset_index(drop=True)
