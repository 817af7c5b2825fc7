"""Why names count as one or as two: each form of an entity with what linked it, and pairs that were kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from helpers.naming.clusters import find_matches
from helpers.naming.corrections import HOW
from helpers.naming.gazetteer import known_entities, surname_of, without_genitive
from helpers.naming.names import compare_names, explain_names
from helpers.naming.spellings import fold
from helpers.naming.world import as_printed
from helpers.tables import Schema, conform, rows_of

_EVIDENCE = Schema(
    "evidence",
    {"entity_id": "str", "name": "str", "kind": "str", "form": "str", "language": "str", "how": "str",
     "score": "float64", "mentions": "int64", "because": "str", "mention_id": "str"},
)  # fmt: skip
_MERGES = Schema(
    "merges",
    {"entity_id": "str", "name": "str", "kind": "str", "forms": "str", "how": "str", "because": "str",
     "score": "float64", "mentions": "int64"},
)  # fmt: skip
_NEAR = Schema(
    "near misses",
    {"entity_id": "str", "name": "str", "other_id": "str", "other": "str", "score": "float64", "because": "str"},
)

# What each way of linking says, in a sentence that begins "because"; {name} is the entity's.
_BECAUSE: Mapping[str, str] = {
    "table": "it is in the table of known names",
    "surname in the table": "the table of known names has this surname as theirs",
    "full name": "it is the full name by which the articles know them",
    "spelling of the name": "it is a spelling of “{name}”",
    "spelling of a name in the table": "it is a spelling of “{name}”, who is in the table of known names",
    "surname in article": "the same article gives the full name",
    "part of the name in article": "it is a part of the full name in the same article",
    "surname and gender": "two in the article have this surname, and only one fits the title or pronoun beside it",
    "surname in use": "two in the article have this surname, and this one was called by it first",
    "surname alone": "no full name stands in the article, so it counts for this article alone",
    "same name": "it is the name itself",
    "name in another language": "it is how another language writes “{name}”",
    "adjective": "it is made from the name “{name}”",
    "acronym in article": "the same article spells it out, or gives it as short for “{name}”",
    "short name": "it is short for the full name in the same article",
    HOW: f"{HOW} says so",
}
_SPELLINGS = frozenset({"spelling of the name", "spelling of a name in the table"})
_ITSELF = ("table", "full name", "same name")
_SURNAME_ALONE = "surname alone"
_ALONE = "the article gives the surname alone, and across articles a surname proves nothing"
_BOTH_ALONE = "both articles give the surname alone, and across articles a surname proves nothing"


def list_evidence(
    articles: pd.DataFrame,
    mentions: pd.DataFrame,
    links: pd.DataFrame,
    entities: pd.DataFrame,
    entity_names: pd.DataFrame,
) -> pd.DataFrame:
    """What linked each form to its entity, one row per entity, form, language and way of linking.

    Columns: entity_id, name, kind, form (without the genitive), language, how, score (of the surest), mentions, because
    (how in words), mention_id (the first). Entities by name, within them the most frequent form first.
    """
    columns = ["mention_id", "article_id", "text"]
    linked = mentions[columns].merge(links[["mention_id", "entity_id", "how", "score"]], on="mention_id")
    linked = linked.merge(entities[["entity_id", "name", "kind"]], on="entity_id")
    linked = linked.merge(articles[["article_id", "language"]], on="article_id")
    known = set(entity_names[["entity_id", "language", "name"]].itertuples(index=False, name=None))
    linked["form"] = [
        _plain(text, entity_id, code, known)
        for text, entity_id, code in linked[["text", "entity_id", "language"]].itertuples(index=False, name=None)
    ]
    keys = ["entity_id", "name", "kind", "form", "language", "how"]
    groups = linked.groupby(keys, sort=False)
    table = groups.agg(
        score=("score", "max"), mentions=("mention_id", "size"), mention_id=("mention_id", "first")
    ).reset_index()
    because = [explain_link(row.how, row.form, row.entity_id, row.name) for row in rows_of(table[keys])]
    table = table.assign(because=because, often=-table["mentions"])
    table = table.sort_values(["name", "entity_id", "often", "form", "language", "how"])
    return conform(table[list(_EVIDENCE.columns)], _EVIDENCE)


def list_merges(evidence: pd.DataFrame) -> pd.DataFrame:
    """Which forms of a `list_evidence` table were merged into one entity, one row per entity and reason.

    Columns: entity_id, name, kind, forms (by language, the most frequent first), how, because, score (of the least
    sure), mentions. Only entities of several forms; those with the least sure reason come first, for they need a look.
    """
    different = evidence.assign(form=evidence["form"].str.casefold()).groupby("entity_id")["form"].nunique()
    # That a name counts as itself is no merge.
    itself = (evidence["form"] == evidence["name"]) & evidence["how"].isin(_ITSELF)
    chosen = evidence[(evidence["entity_id"].map(different) > 1) & ~itself]
    keys = ["entity_id", "name", "kind", "how", "because"]
    # In one go for all: a frame a group would take seconds for thousands of names.
    groups = chosen.groupby([*keys, "language"], sort=False)
    lines = groups.agg(forms=("form", ", ".join), score=("score", "min"), mentions=("mentions", "sum")).reset_index()
    lines["forms"] = lines["language"] + ": " + lines["forms"]
    sums = {"forms": ("forms", " · ".join), "score": ("score", "min"), "mentions": ("mentions", "sum")}
    table = conform(
        lines.sort_values("language", kind="stable").groupby(keys, sort=False).agg(**sums).reset_index(), _MERGES
    )
    order = table.assign(least=table.groupby("entity_id")["score"].transform("min"))
    order = order.sort_values(["least", "name", "entity_id", "score", "forms"])
    return order[list(_MERGES.columns)].reset_index(drop=True)


def explain_link(how: str, form: str, entity_id: str, name: str) -> str:
    """Why a form counts as an entity, in words; for a spelling with what was compared."""
    words = _BECAUSE.get(how, f"it was linked by: {how}").format(name=name)
    if how not in _SPELLINGS:
        return words
    entity = known_entities().get(entity_id)
    names = entity.names if entity is not None else (name,)
    likest = max(names, key=lambda other: compare_names(form, other))
    return f"{words}: {', '.join(explain_names(form, likest).reasons)}"


def find_near_misses(links: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """People who were kept apart though their names are alike, one row per pair, the likest first.

    Columns: entity_id, name, other_id, other, score (how alike the names are, 0 to 1), because (what kept them apart,
    in words). People whom the user's corrections speak of are left out.
    """
    corrected = set(links.loc[links["how"] == HOW, "entity_id"])
    people = entities[(entities["kind"] == "person") & ~entities["entity_id"].isin(corrected)]
    alone = people["entity_id"].isin(links.loc[links["how"] == _SURNAME_ALONE, "entity_id"])
    full = list(people.loc[~alone, ["entity_id", "name"]].itertuples(index=False, name=None))
    bare = list(people.loc[alone, ["entity_id", "name"]].itertuples(index=False, name=None))
    pairs = [*_pair_full(full), *_pair_bare(bare, full)]
    return conform(
        sorted(pairs, key=lambda pair: (-pair["score"], pair["name"], pair["other"], pair["other_id"])), _NEAR
    )


def _pair_full(full: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """People with full names that sound alike."""
    ids = {name: entity_id for entity_id, name in full}
    for name, matches in find_matches(sorted(ids)):
        for match in matches:
            because = ", ".join(match.reasons)
            yield _pair(ids[match.name], match.name, ids[name], name, score=match.score, because=because)


def _pair_bare(bare: list[tuple[str, str]], full: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Surnames that stand alone in an article, with those who have the surname in other articles."""
    bearers: dict[str, list[tuple[str, str]]] = {}
    for entity_id, name in full:
        entity = known_entities().get(entity_id)
        surnames = entity.surnames if entity is not None else (surname_of(name),)
        for surname in dict.fromkeys(map(fold, surnames)):
            bearers.setdefault(surname, []).append((entity_id, name))
    first: dict[str, tuple[str, str]] = {}
    for entity_id, name in bare:
        for other_id, other in bearers.get(fold(name), ()):
            score = compare_names(name, other)
            yield _pair(entity_id, name, other_id, other, score=score, because=_ALONE)
        other_id, other = first.setdefault(fold(name), (entity_id, name))
        if other_id != entity_id:
            yield _pair(other_id, other, entity_id, name, score=compare_names(other, name), because=_BOTH_ALONE)


def _pair(entity_id: str, name: str, other_id: str, other: str, *, score: float, because: str) -> dict[str, Any]:
    return {
        "entity_id": entity_id, "name": name, "other_id": other_id, "other": other, "score": round(score, 3),
        "because": because,
    }  # fmt: skip


def _plain(text: str, entity_id: str, code: str, known: set[tuple[str, str, str]]) -> str:
    """A form without the genitive, as `entity_names` has it."""
    stems = (as_printed(stem) for stem in without_genitive(text, code)[1:])
    return next((stem for stem in stems if (entity_id, code, stem) in known), as_printed(text))
