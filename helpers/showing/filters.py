"""Quotations chosen by who says them, where, how, and with which words: what the live filters and the explorer do."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.showing.counting import choose_acts, choose_quotes
from helpers.showing.labels import name_language
from helpers.showing.tallies import list_speakers
from helpers.showing.tellings import find_tellings


@dataclass(frozen=True)
class Choice:
    """What quotations have in common; a None leaves it open. `speaker` is an entity_id, `words` stand in the text."""

    speaker: str | None = None
    language: str | None = None
    outlet: str | None = None
    kind: str | None = None
    words: str | None = None


def filter_quotes(
    quotes: pd.DataFrame, speakers: pd.DataFrame, *, articles: pd.DataFrame, choice: Choice
) -> pd.DataFrame:
    """The rows of `quotes` that are said by somebody and fit the choice, in their order, with `told_first`.

    Words are found as they stand, whatever the case of letters and however many spaces are between them.
    """
    said = choose_quotes(quotes.assign(told_first=find_tellings(quotes, articles)))
    fits = pd.Series(True, index=said.index)
    if choice.speaker is not None:
        own = speakers.loc[speakers["entity_id"] == choice.speaker, "quote_id"]
        fits &= said["quote_id"].isin(own)
    for column, value in (("language", choice.language), ("outlet", choice.outlet)):
        if value is not None:
            fits &= said["article_id"].isin(articles.loc[articles[column] == value, "article_id"])
    if choice.kind is not None:
        fits &= said["kind"] == choice.kind
    words = " ".join((choice.words or "").split()).casefold()
    if words:
        texts = said["text"].str.casefold().str.split().str.join(" ")
        fits &= texts.str.contains(words, regex=False)
    return said[fits].reset_index(drop=True)


def list_choices(
    quotes: pd.DataFrame, speakers: pd.DataFrame, *, articles: pd.DataFrame
) -> dict[str, list[tuple[str, str]]]:
    """What there is to choose from, by field of `Choice`, most frequent first: a label with a number, and the value.

    Only what some quotation has is there. The numbers count each quotation once per story.
    """
    said = choose_acts(quotes, articles)
    about = said.merge(articles[["article_id", "language", "outlet"]], on="article_id", how="left")
    who = said.merge(list_speakers(speakers).dropna(subset="entity_id"), on="quote_id")
    names = dict(zip(who["entity_id"], who["speaker"], strict=True))
    languages = {code: name_language(code) for code in articles["language"].unique()}
    return {
        "speaker": _rank(who, "entity_id", names),
        "language": _rank(about, "language", languages),
        "outlet": _rank(about, "outlet", {}),
        "kind": _rank(about, "kind", {}),
    }


def _rank(said: pd.DataFrame, column: str, names: dict[str, str]) -> list[tuple[str, str]]:
    counts = said.groupby(column)["act"].nunique()
    ranked = sorted(counts.index, key=lambda value: (-counts[value], names.get(value, value), value))
    return [(f"{names.get(value, value)} ({counts[value]})", value) for value in ranked]
