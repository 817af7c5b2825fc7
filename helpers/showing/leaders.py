"""The speakers quoted most, who keep a colour through a whole report, and what introduces their words."""

from __future__ import annotations

import pandas as pd

from helpers.showing.counting import ONCE, Counting, choose_acts, count_acts
from helpers.showing.looks import read_palette
from helpers.showing.tallies import list_speakers

OTHERS = "all others"


def find_leaders(quotes: pd.DataFrame, speakers: pd.DataFrame, articles: pd.DataFrame) -> dict[str, str]:
    """entity_id to name of the speakers quoted most, as many as there are colours, the first one first.

    Only what somebody says counts, once per story, a joint quotation for each of its speakers.
    """
    known = list_speakers(speakers).dropna(subset="entity_id").drop_duplicates(["quote_id", "entity_id"])
    said = known.merge(choose_acts(quotes, articles)[["quote_id", "act"]], on="quote_id")
    counts = said.groupby(["entity_id", "speaker"])["act"].nunique().rename("quotes").reset_index()
    ranked = counts.assign(most=-counts["quotes"]).sort_values(["most", "speaker", "entity_id"])
    first = ranked.head(len(read_palette()["speakers"]))
    return dict(zip(first["entity_id"], first["speaker"], strict=True))


def count_speaker_cues(
    quotes: pd.DataFrame, speakers: pd.DataFrame, *, articles: pd.DataFrame, counting: Counting = ONCE
) -> pd.DataFrame:
    """How often each cue introduces each of the speakers quoted most, one row per cue_lemma and speaker.

    Columns: cue_lemma, place (among those quoted most, from 0), entity_id, speaker, quotes, repeats_left_out or
    repeats_counted. All other speakers, unknown ones with them, are one row a cue with the place after the last and
    without an entity_id. A joint quotation counts for each of its speakers. A quotation without a cue counts under NaN.
    The most frequent cues come first.
    """
    leaders = find_leaders(quotes, speakers, articles)
    places = {key: place for place, key in enumerate(leaders)}
    said = choose_acts(quotes, articles, counting=counting)
    who = said.merge(list_speakers(speakers), on="quote_id", how="left")
    after = len(read_palette()["speakers"])
    who["place"] = who["entity_id"].map(places).fillna(after).astype("int64")
    names = dict(enumerate(leaders.values())) | {after: OTHERS}
    who["speaker"] = who["place"].map(names).astype("str")
    who["entity_id"] = who["entity_id"].where(who["place"] < after)
    tally = count_acts(who, ["cue_lemma", "place", "entity_id", "speaker"], counting)
    most = tally.groupby("cue_lemma", dropna=False)["quotes"].transform("sum")
    order = tally.assign(most=-most).sort_values(["most", "cue_lemma", "place"])
    return order.drop(columns="most").reset_index(drop=True)
