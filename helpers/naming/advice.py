"""How to correct a name: what rows of the user's own would look like, and what those already there do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from helpers.naming.corrections import HOW, judge
from helpers.naming.gazetteer import known_entities
from helpers.naming.world import Mention
from helpers.tables import Schema, conform, rows_of

_EXAMPLES = Schema("examples", {"form": "str", "entity": "str", "does": "str"})
_CORRECTIONS = Schema(
    "corrections",
    {"line": "int64", "form": "str", "entity": "str", "means": "str", "mentions": "int64"},
    optional=frozenset({"means"}),
)


def suggest_aliases(evidence: pd.DataFrame, near: pd.DataFrame) -> pd.DataFrame:
    """What rows of corrections would look like for these articles: form, entity, and what each does.

    One that merges, one that splits and one that takes a form out, made of the likest of `find_near_misses` and the
    least sure rows of `list_evidence`: examples to copy and change, no advice to do so.
    """
    rows = [
        {"form": form, "entity": entity, "does": f"counts “{form}” as {entity}"}
        for form, entity in [*_pair_near(near), *_pair_meant(evidence)][:1]
    ]
    taken = [row["form"] for row in rows]
    doubtful = evidence[
        (evidence["form"] != evidence["name"]) & ~evidence["form"].isin(taken) & (evidence["how"] != HOW)
    ]
    doubtful = doubtful.sort_values(["score", "name", "form"], kind="stable").drop_duplicates("form")
    for row in rows_of(doubtful.iloc[:1]):
        rows.append({"form": row.form, "entity": row.form, "does": f"counts “{row.form}” apart from {row.name}"})
    for row in rows_of(doubtful.iloc[1:2]):
        rows.append({"form": row.form, "entity": "not a name", "does": f"counts “{row.form}” no more"})
    return conform(rows, _EXAMPLES)


def _pair_near(near: pd.DataFrame) -> Iterator[tuple[str, str]]:
    return ((row.name, row.other) for row in rows_of(near.head(1)))


def _pair_meant(evidence: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """What may stand for something else, with that."""
    known = known_entities()
    often = evidence.groupby("entity_id")["mentions"].sum().sort_values(ascending=False, kind="stable")
    for entity_id in often.index:
        entity = known.get(str(entity_id))
        if entity is not None and entity.stands_for:
            yield entity.name, known[entity.stands_for].name


def count_corrections(
    articles: pd.DataFrame, found: pd.DataFrame, mentions: pd.DataFrame, links: pd.DataFrame, aliases: pd.DataFrame
) -> pd.DataFrame:
    """What each row of the user's corrections does, in the order of the file.

    Columns: line, form, entity, means (the entity_id; missing where nothing has the form, or it is no name), mentions
    (how many it decides). `found` are the mentions before, `mentions` those after correcting.
    """
    pool = pd.concat([found, mentions]).drop_duplicates("mention_id")[list(Mention._fields)]
    verdicts = judge(articles, (Mention(*row) for row in pool.itertuples(index=False, name=None)), aliases)
    counts = Counter(verdict.line for verdict in verdicts.values())
    linked = dict(zip(links["mention_id"], links["entity_id"], strict=True))
    means = {verdict.line: linked.get(mention_id) for mention_id, verdict in verdicts.items()}
    columns = ("line", "form", "entity")
    rows = [
        {**dict(zip(columns, row, strict=True)), "means": means.get(row[0]), "mentions": counts[row[0]]}
        for row in aliases[list(columns)].itertuples(index=False, name=None)
    ]
    return conform(rows, _CORRECTIONS)
