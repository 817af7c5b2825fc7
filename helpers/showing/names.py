"""Counts of names: who and what is named, by whom, and what one article names that another leaves out.

What counts as naming is the analyst's choice, `counting`:

- "name": the name itself ("Russia", "Russland");
- "adjective": and what is made from it ("Russian", "russische", "US-Beamte");
- "stands_for": and what stands for it ("Moscow", "the Kremlin"), which keeps its own row as well.

A mention in a sentence that several near copies print counts once, in each group of which it is one; with `by_story`
false it counts in each of them. By outlet an article counts as in `tallies.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from helpers.showing.counting import Counting, choose_quotes
from helpers.showing.labels import label_articles
from helpers.showing.tallies import choose_groups, sort_by_most
from helpers.showing.tellings import find_mention_tellings

_LEVELS = {"name": 1, "adjective": 2, "stands_for": 3}
_GROUPS = {"language": ["language"], "article": ["article_id", "article"], "outlet": ["outlet"]}
_ENTITY = ["entity_id", "name", "kind"]
_NAMED = ["mention_id", "article_id", "article", "language", "outlet", "start", "end", "text", *_ENTITY, "counts_as",
          "told_first"]  # fmt: skip


def join_mentions(
    mentions: pd.DataFrame,
    links: pd.DataFrame,
    *,
    entities: pd.DataFrame,
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
) -> pd.DataFrame:
    """Every mention with the entity it names, and again with the one it stands for.

    Columns: mention_id, article_id, article (a label), language, outlet?, start, end, text, entity_id, name, kind,
    counts_as ("name", "adjective", "stands_for"), told_first (the mention_id of the same mention in the first of its
    near copies, most often its own). Sorted by article and place. Mentions without a link are left out.
    """
    linked = mentions.drop(columns=["kind", "score"]).merge(links[["mention_id", "entity_id", "stands_for"]])
    linked["counts_as"] = linked["relation"].where(linked["relation"] == "name", "adjective")
    meant = linked[linked["stands_for"].notna() & (linked["stands_for"] != linked["entity_id"])]
    meant = meant.assign(entity_id=meant["stands_for"], counts_as="stands_for")
    found = pd.concat([linked, meant], ignore_index=True)
    found["told_first"] = find_mention_tellings(found, sentences, articles)
    found = found.merge(entities[_ENTITY], on="entity_id", how="left")
    # An entity that is only ever stood for, as Iran by "Tehran", may have no row of its own.
    found["name"] = found["name"].fillna(found["entity_id"])
    found["kind"] = found["kind"].fillna("other")
    labels = label_articles(articles.drop_duplicates("article_id"))
    about = articles[["article_id", "language", "outlet"]].assign(
        article=articles["article_id"].map(labels).astype("str")
    )
    found = found.merge(about, on="article_id")
    order = ["article_id", "start", "end", "counts_as", "entity_id"]
    return found.sort_values(order, kind="stable")[_NAMED].reset_index(drop=True)


def choose_mentions(named: pd.DataFrame, *, counting: str = "adjective") -> pd.DataFrame:
    """The rows of `join_mentions` that count as naming. Raises ValueError for a counting that there is not."""
    if counting not in _LEVELS:
        raise ValueError(f"counting is {counting!r}; give one of {', '.join(_LEVELS)}")
    return named[named["counts_as"].map(_LEVELS).astype("int64") <= _LEVELS[counting]].reset_index(drop=True)


def count_entities(
    named: pd.DataFrame, *, counting: str = "adjective", by: str | None = None, by_story: bool = True
) -> pd.DataFrame:
    """How often each entity is named, one row per entity and, with `by`, per language, article or outlet.

    Columns: entity_id, name, kind, those of `by`, mentions, articles (how many name it), repeats_left_out or
    repeats_counted, forms (as printed, by language, most frequent first). Most named first.
    """
    chosen = choose_mentions(named, counting=counting)
    keys = [*_ENTITY, *_columns_of(by)]
    tally = _count(chosen, keys, by_story=by_story, articles=True)
    tally = tally.merge(_join_forms(chosen, keys), on=keys, how="left")
    return sort_by_most(tally, ["name", "entity_id"], within=_columns_of(by), measure="mentions")


def _count(chosen: pd.DataFrame, keys: list[str], *, by_story: bool, articles: bool = False) -> pd.DataFrame:
    """mentions, articles where they are asked for, and repeats, one row per combination of keys that occurs."""
    groups = chosen.groupby(keys, dropna=False)
    printed, told = groups["mention_id"].nunique(), groups["told_first"].nunique()
    tally = pd.DataFrame({"mentions": told if by_story else printed})
    if articles:
        tally["articles"] = groups["article_id"].nunique()
    tally[Counting(by_story=by_story).name_repeats()] = printed - told
    return tally.reset_index()


def _join_forms(chosen: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """A row per combination of keys with its `forms`: one string, by language, most frequent first.

    Counted in one go, for a Series a group would take most of the time of a large corpus.
    """
    printed = (
        chosen.drop_duplicates(["mention_id", *keys])
        .assign(printed_in=chosen["language"])
        .groupby([*keys, "printed_in", "text"], dropna=False)
    )
    counts = printed.size().rename("often").reset_index().sort_values([*keys, "printed_in", "often", "text"],
        ascending=[True] * (len(keys) + 1) + [False, True])  # fmt: skip
    languages = counts.groupby([*keys, "printed_in"], dropna=False)["text"].agg(", ".join).reset_index()
    languages["forms"] = languages["printed_in"] + ": " + languages["text"]
    return languages.groupby(keys, dropna=False)["forms"].agg("; ".join).reset_index()


def count_forms(named: pd.DataFrame, *, counting: str = "adjective", by_story: bool = True) -> pd.DataFrame:
    """How often each form of an entity is printed: entity_id, name, kind, language, form, counts_as, mentions, repeats.

    The last column is repeats_left_out or repeats_counted. Entities most named first, within them the most frequent
    form first.
    """
    chosen = choose_mentions(named, counting=counting).rename(columns={"text": "form"})
    within = ["language", "form", "counts_as"]
    tally = _count(chosen, [*_ENTITY, *within], by_story=by_story)
    return sort_by_most(tally, ["name", "entity_id"], within=within, measure="mentions")


def compare_articles(
    named: pd.DataFrame, *, by: str = "article", counting: str = "adjective", by_story: bool = True
) -> pd.DataFrame:
    """What one article, language or outlet names and the others leave out, one row per entity and group.

    Columns: entity_id, name, kind, those of `by`, mentions (0 where the group leaves it out), repeats_left_out or
    repeats_counted, named_by (how many groups name it). What some group leaves out comes first, within that the most
    named. Articles without an outlet are left out of a comparison of outlets, and articles that name nothing out of
    any.
    """
    if by not in _GROUPS:
        raise ValueError(f"by is {by!r}; give one of {', '.join(_GROUPS)}")
    groups = _columns_of(by)
    chosen = choose_mentions(named.dropna(subset=groups), counting=counting)
    counts = _count(chosen, [*_ENTITY, *groups], by_story=by_story)
    cells = counts[_ENTITY].drop_duplicates().merge(counts[groups].drop_duplicates(), how="cross")
    numbers = dict.fromkeys(["mentions", Counting(by_story=by_story).name_repeats()], 0)
    table = cells.merge(counts, how="left").fillna(numbers).astype(dict.fromkeys(numbers, "int64"))
    table["named_by"] = (table["mentions"] > 0).groupby(table["entity_id"]).transform("sum").astype("int64")
    most = table.groupby("entity_id")["mentions"].transform("sum")
    shared = table["named_by"] == table[groups[0]].nunique()
    order = table.assign(shared=shared, most=-most).sort_values(["shared", "most", "name", "entity_id", *groups])
    return order.drop(columns=["shared", "most"]).reset_index(drop=True)


def spread_groups(tally: pd.DataFrame, *, groups: int | None = None) -> pd.DataFrame:
    """A `compare_articles` tally with a column a group, one row per entity.

    Columns: entity_id, name, kind, the mentions in each group, named_by. With `groups`, only those that name most have
    a column, and the mentions in all others are summed up in one more.
    """
    by = next(column for column in ("article", "language", "outlet") if column in tally.columns)
    keys = [*_ENTITY, "named_by"]
    names = sorted(tally[by].unique())
    kept = choose_groups(tally, by, measure="mentions", groups=groups or len(names))
    others = f"the other {len(names) - len(kept)}"
    folded = tally.assign(**{by: tally[by].where(tally[by].isin(kept), others)})
    wide = folded.pivot_table(index=keys, columns=by, values="mentions", aggfunc="sum", sort=False, observed=True)
    columns = [*kept, *([others] if len(kept) < len(names) else [])]
    return wide.astype("int64")[columns].reset_index().rename_axis(columns=None)[[*_ENTITY, *columns, "named_by"]]


def count_speaker_entities(
    named: pd.DataFrame,
    quotes: pd.DataFrame,
    *,
    quote_spans: pd.DataFrame,
    speakers: pd.DataFrame,
    counting: str = "adjective",
    by_story: bool = True,
) -> pd.DataFrame:
    """Whom and what each speaker names in their quotations, one row per speaker and entity.

    Columns: speaker_id, speaker, entity_id, name, kind, mentions, quotes (how many of theirs name it), repeats_left_out
    or repeats_counted. Only speech, no scare quotes. A missing speaker is NaN. A name in a quotation within a quotation
    counts for both speakers.
    """
    spoken = choose_quotes(quotes)
    spans = quote_spans[quote_spans["role"] == "content"].merge(spoken[["quote_id", "article_id"]], on="quote_id")
    chosen = choose_mentions(named, counting=counting).drop_duplicates(["mention_id", "entity_id"], ignore_index=True)
    pairs = pd.DataFrame(_find_inside(chosen, spans), columns=["row", "quote_id"]).astype({"row": "int64"})
    inside = pairs.merge(chosen, left_on="row", right_index=True).drop_duplicates(["row", "quote_id"])
    who = speakers[["quote_id", "entity_id", "speaker"]].rename(columns={"entity_id": "speaker_id"}).drop_duplicates()
    said = inside.assign(quote_id=inside["quote_id"].astype("str")).merge(who, on="quote_id", how="left")
    keys = ["speaker_id", "speaker", *_ENTITY]
    tally = _count(said, keys, by_story=by_story)
    tally.insert(len(keys) + 1, "quotes", _count_quotes(said, keys, by_story=by_story))
    return tally.sort_values(["mentions", *keys], ascending=[False, *[True] * len(keys)]).reset_index(drop=True)


def _count_quotes(said: pd.DataFrame, keys: list[str], *, by_story: bool) -> pd.Series[int]:
    """In how many quotations the mentions of each combination of keys stand, repeated ones with their first telling."""
    first = said.sort_values("told_first", key=lambda told: told != said["mention_id"], kind="stable")
    counted = first.drop_duplicates(["told_first", *keys]) if by_story else said
    return counted.groupby(keys, dropna=False)["quote_id"].nunique().reset_index(drop=True)


def _find_inside(mentions: pd.DataFrame, spans: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """The index of a mention with the quote_id of each content span that holds it, article by article."""
    by_article = dict(iter(mentions.groupby("article_id")))
    for article_id, group in spans.groupby("article_id"):
        if article_id not in by_article:
            continue
        named = by_article[article_id]
        starts, ends = group["start"].to_numpy()[:, None], group["end"].to_numpy()[:, None]
        holds = (named["start"].to_numpy() >= starts) & (named["end"].to_numpy() <= ends)
        for span, mention in np.argwhere(holds):
            yield int(named.index[mention]), str(group["quote_id"].iloc[span])


def _columns_of(by: str | None) -> list[str]:
    if by is not None and by not in _GROUPS:
        raise ValueError(f"by is {by!r}; give one of {', '.join(_GROUPS)}")
    return [] if by is None else _GROUPS[by]
