"""Which entity a name counts as, and why, in sentences with their evidence in the articles."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from helpers.naming.corrections import fold_form
from helpers.naming.evidence import find_near_misses, list_evidence
from helpers.naming.gazetteer import known_entities
from helpers.naming.spellings import fold
from helpers.tables import ALIASES_FILE, HelpersError, rows_of

# German writes an umlaut as two letters where it has no umlauts.
_PAIRS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_MOST_ROWS, _MOST_CLOSE = 12, 5
_FEWEST_ALIKE = 0.6
_AROUND = 70

# What each way of finding a speaker says; others are shown as they are.
_SPEAKING: Mapping[str, str] = {
    "named": "by name",
    "named beside": "by the name beside a role",
    "role": "by a role",
    "pronoun": "by a pronoun",
    "relative pronoun": "by a relative pronoun",
    "description": "by a description",
    "own words": "by words that are their own",
    "named by its last word": "by the last word of the name",
    "pronoun unclear": "by a pronoun that may mean several",
    "goes on": "because the quotation before goes on",
}

Tables = Mapping[str, pd.DataFrame]
# What `explain_name` reads.
WHY_TABLES = ("articles", "sentences", "mentions", "links", "entities", "entity_names", "quotes", "speakers")


def explain_name(name: str, tables: Tables) -> list[str]:
    """Whom or what a name counts as in these tables, in lines: forms, what linked each, who else was kept apart.

    Case, accents and umlauts make no difference; an entity_id is understood too. Raises HelpersError, with the closest
    forms, where no article has such a name.
    """
    evidence = list_evidence(*(tables[key] for key in ("articles", "mentions", "links", "entities", "entity_names")))
    for same in (fold_form, _loose):
        lines = [
            *_explain_entities(name, _find_entities(name, evidence, tables, same), evidence, tables),
            *_explain_shared(name, tables, same),
        ]
        lines = lines or list(_explain_source(name, tables, same))
        if lines:
            return lines
    close = _find_close(name, evidence)
    rest = f"; the closest names are {', '.join(close)}" if close else ""
    raise HelpersError(f"no article names {name!r}{rest}")


def _loose(text: str) -> str:
    """A name as one may type it: without case, accents, hyphens, dots, or the second letter of a written-out umlaut."""
    plain = " ".join("".join(sign if sign.isalnum() else " " for sign in fold(text)).split())
    for pair, letter in _PAIRS:
        plain = plain.replace(pair, letter)
    return plain


def _find_entities(name: str, evidence: pd.DataFrame, tables: Tables, same: Any) -> list[str]:
    """The ids of what a name may mean, the most named first."""
    key = same(name)
    linked = tables["mentions"][["mention_id", "text"]].merge(tables["links"][["mention_id", "entity_id"]])
    known = [
        *zip(evidence["form"], evidence["entity_id"], strict=True),
        *zip(evidence["name"], evidence["entity_id"], strict=True),
        *zip(linked["text"], linked["entity_id"], strict=True),
        *((entity_id, entity_id) for entity_id in evidence["entity_id"]),
    ]
    keys = {text: same(text) for text, _ in known}
    found = {entity_id for text, entity_id in known if keys[text] == key}
    often = linked["entity_id"].value_counts()
    return sorted(found, key=lambda entity_id: (-int(often.get(entity_id, 0)), entity_id))


def _explain_entities(name: str, ids: list[str], evidence: pd.DataFrame, tables: Tables) -> Iterator[str]:
    if not ids:
        return
    near = find_near_misses(tables["links"], tables["entities"])
    if len(ids) > 1:
        yield f"“{name}” means {len(ids)} in these articles."
    for entity_id in ids:
        yield from ([""] if len(ids) > 1 else [])
        rows = evidence[evidence["entity_id"] == entity_id]
        yield from _introduce(name, entity_id, rows, tables)
        yield from _explain_forms(rows, tables)
        yield from _explain_meaning(entity_id, tables)
        yield from _explain_speaking(entity_id, tables)
        yield from _explain_near(entity_id, near)
    yield f"To change it, write a line into {ALIASES_FILE} beside the articles: a form, and whom or what it means."


def _introduce(name: str, entity_id: str, rows: pd.DataFrame, tables: Tables) -> Iterator[str]:
    entity = _find_row(tables["entities"], entity_id)
    marks = [entity.kind, entity_id, *([entity.qid] if isinstance(entity.qid, str) else [])]
    linked = tables["links"].loc[tables["links"]["entity_id"] == entity_id, "mention_id"]
    homes = tables["mentions"].loc[tables["mentions"]["mention_id"].isin(linked), "article_id"]
    times = f"{_count(len(homes), 'mention')} in {_count(homes.nunique(), 'article')}"
    yield f"“{name}” counts as {entity.name} ({', '.join(marks)}): {times}."
    for language, some in rows.groupby("language"):
        counts = some.groupby("form", sort=False)["mentions"].sum()
        yield f"  {language}: {', '.join(f'{form} {count}' for form, count in counts.items())}"


def _explain_forms(rows: pd.DataFrame, tables: Tables) -> Iterator[str]:
    yield "Why:"
    for row in rows_of(rows.head(_MOST_ROWS)):
        times = f", {row.mentions} times" if row.mentions > 1 else ""
        yield f"  “{row.form}” ({row.language}{times}), because {row.because} (score {row.score:.2f})"
        yield f"    {_quote_passage(row.mention_id, tables)}"
    if len(rows) > _MOST_ROWS:
        yield f"  and {len(rows) - _MOST_ROWS} more forms"


def _explain_meaning(entity_id: str, tables: Tables) -> Iterator[str]:
    """How often a place stands for what governs from it, and how often for itself."""
    entity = known_entities().get(entity_id)
    if entity is None or not entity.stands_for:
        return
    links = tables["links"][tables["links"]["entity_id"] == entity_id]
    other, meant = known_entities()[entity.stands_for].name, links["stands_for"].notna()
    for some, words in ((links[meant], f"may stand for {other}, which a chart may count as well"),
                        (links[~meant], f"means {entity.name} itself, as the words before it show")):  # fmt: skip
        if len(some):
            yield f"In {len(some)} of {_count(len(links), 'mention')} it {words}."
            yield f"    {_quote_passage(some['mention_id'].iloc[0], tables)}"


def _explain_speaking(entity_id: str, tables: Tables) -> Iterator[str]:
    speakers = tables["speakers"][tables["speakers"]["entity_id"] == entity_id]
    said = speakers.merge(tables["quotes"][["quote_id", "article_id", "source"]], on="quote_id")
    if len(said):
        yield f"Speaker of {_count(said['quote_id'].nunique(), 'quotation')}:"
    yield from _list_speaking(said)


def _list_speaking(said: pd.DataFrame) -> Iterator[str]:
    """A line a way of finding the speaker, with the words that were read."""
    for (how, score), some in said.groupby(["how", "score"], sort=False):
        words = [f"“{source}”" for source in dict.fromkeys(some["source"].dropna())][:_MOST_CLOSE]
        where = f", printed as {', '.join(words)}" if words else ""
        yield f"  {_SPEAKING.get(str(how), str(how))}: {len(some)}{where} (score {score:.2f})"


def _explain_near(entity_id: str, near: pd.DataFrame) -> Iterator[str]:
    rows = near[(near["entity_id"] == entity_id) | (near["other_id"] == entity_id)]
    if len(rows):
        yield "Not merged with:"
    for row in rows_of(rows.head(_MOST_ROWS)):
        other, other_id = (row.other, row.other_id) if row.entity_id == entity_id else (row.name, row.entity_id)
        yield f"  {other} ({other_id}), because {row.because} (alike by {row.score:.2f})"


def _explain_shared(name: str, tables: Tables, same: Any) -> Iterator[str]:
    """Mentions of the name that count as nobody, for two in their article have it."""
    mentions = tables["mentions"]
    free = mentions[~mentions["mention_id"].isin(tables["links"]["mention_id"])]
    rows = free[free["text"].map(same) == same(name)]
    if len(rows):
        yield f"{_count(len(rows), 'mention')} of “{name}” count as nobody: two in the article have the name."
    yield from (f"    {_quote_passage(mention_id, tables)}" for mention_id in rows["mention_id"].head(_MOST_CLOSE))


def _explain_source(name: str, tables: Tables, same: Any) -> Iterator[str]:
    """Who speaks where an article says "the spokesman": words that are no name, read within their article."""
    said = tables["quotes"][["quote_id", "article_id", "source"]].merge(tables["speakers"], on="quote_id")
    said = said[said["source"].fillna("").map(same) == same(name)]
    if said.empty:
        return
    times = _count(said["quote_id"].nunique(), "quotation")
    yield f"“{name}” counts as nobody by itself: the articles say who is meant. It is the source of {times}."
    for (article_id, speaker), some in said.assign(speaker=said["speaker"].fillna("nobody")).groupby(
        ["article_id", "speaker"], sort=False
    ):
        yield f"In {_title(article_id, tables)} it counts as {speaker}:"
        yield from _list_speaking(some)


def _find_close(name: str, evidence: pd.DataFrame) -> list[str]:
    """Names that hold the words asked for, then those that are spelled much like it."""
    forms = {form: _loose(form) for form in [*evidence["form"], *evidence["name"]]}
    words = set(_loose(name).split())
    holding = sorted(form for form, key in forms.items() if words and words <= set(key.split()))
    alike = difflib.get_close_matches(_loose(name), sorted(set(forms.values())), n=_MOST_CLOSE, cutoff=_FEWEST_ALIKE)
    spelled = [form for key in alike for form, other in sorted(forms.items()) if other == key]
    return list(dict.fromkeys([*holding, *spelled]))[:_MOST_CLOSE]


def _quote_passage(mention_id: str, tables: Tables) -> str:
    """The words around a mention, with where they stand."""
    row = _find_row(tables["mentions"], mention_id)
    text = _find_row(tables["articles"], row.article_id).text
    sentences = tables["sentences"][tables["sentences"]["article_id"] == row.article_id]
    here = sentences[(sentences["start"] <= row.start) & (sentences["end"] >= row.end)]
    first, last = (here["start"].iloc[0], here["end"].iloc[0]) if len(here) else (row.start, row.end)
    start, end = max(first, row.start - _AROUND), min(last, row.end + _AROUND)
    cut = f"{'…' * bool(start > first)}{text[start:end]}{'…' * bool(end < last)}"
    return f"{' '.join(cut.split())} ({_title(row.article_id, tables)})"


def _title(article_id: str, tables: Tables) -> str:
    headline = _find_row(tables["articles"], article_id).headline
    return f"{headline}, {article_id}" if isinstance(headline, str) else article_id


def _find_row(table: pd.DataFrame, key: str) -> Any:
    """The row that has a key in the first column."""
    return next(rows_of(table[table.iloc[:, 0] == key]))


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
