"""The user's own corrections of names, applied: a form means what its row says, whatever was found otherwise.

A row speaks of its form alone: as printed, in whatever case, with the genitive of the article's language. Other forms
of the same entity stay where they were; only a surname follows the full name of its article, as it always does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import pandas as pd

from helpers.naming.gazetteer import Entity, genitives, known_entities, surname_of, without_genitive
from helpers.naming.mentions import NAMED_KINDS
from helpers.naming.missed import add_missed
from helpers.naming.people import hashed_id
from helpers.naming.tokens import APOSTROPHES, HYPHENS
from helpers.naming.world import Mention, as_printed
from helpers.tables import ALIASES_FILE, PROBLEMS, conform, rows_of

HOW = f"your {ALIASES_FILE}"
_NOT_A_NAME = "not a name"
# Who or what a form means of which nothing is known but that it is corrected: mostly somebody.
_LIKELIEST_KIND = "person"
_MADE_ID = re.compile(r"[0-9a-f]{16}")
_TABLE_ID = re.compile(r"([a-z]+)-[a-z0-9-]+")


@dataclass(frozen=True)
class Verdict:
    """What a row says of a form: whom or what it means, or that it is no name.

    `entity_id` is empty where the name alone tells the entity; `kind` is empty until the mentions tell it.
    """

    line: int
    form: str
    name: str
    kind: str
    entity_id: str = ""
    is_name: bool = True

    def plain(self, text: str, code: str) -> str:
        """A mention that has this form, without the genitive that the form is without."""
        stems = without_genitive(text, code)
        return as_printed(next((stem for stem in stems if fold_form(stem) == fold_form(self.form)), text))


def judge(articles: pd.DataFrame, rows: Iterable[Mention], aliases: pd.DataFrame) -> dict[str, Verdict]:
    """What the corrections say of each mention that they speak of, by mention_id."""
    spoken_of, meant = _weigh(articles, list(rows), aliases)
    return {key: meant[form] for key, form in spoken_of.items() if form in meant}


def _weigh(
    articles: pd.DataFrame, mentions: list[Mention], aliases: pd.DataFrame
) -> tuple[dict[str, str], dict[str, Verdict]]:
    """The form of each mention that a row speaks of, and what each form means."""
    verdicts = _read_verdicts(aliases)
    if not verdicts:
        return {}, {}
    languages = dict(zip(articles["article_id"], articles["language"], strict=True))
    forms = frozenset(verdicts)
    spoken_of = {
        mention.mention_id: form
        for mention in mentions
        if (form := _form_of(mention.text, languages[mention.article_id], forms))
    }
    own: dict[str, Counter[str]] = {}
    for mention in mentions:
        for key in {fold_form(mention.text), spoken_of.get(mention.mention_id, "")}:
            own.setdefault(key, Counter())[mention.kind] += 1
    made = _list_made(mentions, languages) if any(_MADE_ID.fullmatch(one.name) for one in verdicts.values()) else {}
    meant = {form: _find_meant(verdict, own, made) for form, verdict in verdicts.items()}
    return spoken_of, {form: verdict for form, verdict in meant.items() if verdict is not None}


def correct_mentions(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    aliases: pd.DataFrame,
    *,
    paragraphs: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The mentions as the user's corrections have them.

    Forms that are no names are left out, others are of the kind of what they mean, and are names also where none was
    found; with `paragraphs` only where names are read at all, which captions and boilerplate are not.
    """
    rows = [Mention(*row) for row in mentions[list(Mention._fields)].itertuples(index=False, name=None)]
    spoken_of, meant = _weigh(articles, rows, aliases)
    names = {form: verdict for form, verdict in meant.items() if verdict.is_name}
    dropped = {mention_id for mention_id, form in spoken_of.items() if form in meant and form not in names}
    kinds = {mention_id: names[form].kind for mention_id, form in spoken_of.items() if form in names}
    kept = mentions[~mentions["mention_id"].isin(dropped)].reset_index(drop=True)
    both = zip(kept["mention_id"], kept["kind"], strict=True)
    kept = kept.assign(kind=pd.Series([kinds.get(key, kind) for key, kind in both], dtype="str"))
    if paragraphs is not None:
        read = paragraphs.loc[paragraphs["kind"].isin(NAMED_KINDS), ["article_id", "paragraph"]]
        sentences = sentences.merge(read, on=["article_id", "paragraph"])
    return add_missed(articles, sentences, kept, {verdict.form: verdict.kind for verdict in names.values()})


def correct_speakers(speakers: pd.DataFrame, aliases: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """The speakers with those that have no name of their own ("the spokesman") as the user says who they are.

    One that is no name by their word is missing. Named speakers follow their mentions and stay as they are.
    """
    verdicts = _read_verdicts(aliases)
    unnamed = speakers[speakers["kind"].isin(["anonymous", "collective"]) & speakers["speaker"].notna()]
    forms = unnamed["speaker"].map(fold_form)
    chosen = forms[forms.isin(list(verdicts))]
    if chosen.empty:
        return speakers
    by_id = {row[0]: row for row in entities[["entity_id", "name", "kind"]].itertuples(index=False, name=None)}
    by_name = {fold_form(row[1]): row for row in by_id.values()}
    corrected = speakers.astype("object")
    for place, form in chosen.items():
        verdict = verdicts[form]
        known = by_id.get(verdict.entity_id or verdict.name) or by_name.get(fold_form(verdict.name))
        kind = verdict.kind or _LIKELIEST_KIND
        told = known or (verdict.entity_id or hashed_id(kind, verdict.name), verdict.name, kind)
        values = [*(told if verdict.is_name else (None, None, "unknown")), HOW, 1.0 if verdict.is_name else 0.0]
        corrected.loc[place, ["entity_id", "speaker", "kind", "how", "score"]] = values
    # Two who spoke together may turn out to be one.
    repeated = corrected["entity_id"].notna() & corrected.duplicated(["quote_id", "entity_id"])
    return corrected[~repeated].reset_index(drop=True)


def find_alias_problems(articles: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """What is wrong with corrections that can be read, as rows of `problems`: warnings of the stage "naming".

    Two rows of one form, rows that lead in a circle, an entity_id that the table does not have, a form that no article
    holds.
    """
    common = {"path": ALIASES_FILE, "stage": "naming", "severity": "warning"}
    found = sorted([*_find_doubles(aliases), *_find_lost(aliases), *_find_stale(articles, aliases)])
    rows = [{**common, "code": code, "message": f"line {line}: {message}"} for line, code, message in found]
    return conform(rows, PROBLEMS)


def _find_doubles(aliases: pd.DataFrame) -> Iterator[tuple[int, str, str]]:
    first: dict[str, int] = {}
    for row in rows_of(aliases):
        line = first.setdefault(fold_form(row.form), row.line)
        if line != row.line:
            yield row.line, "double", f"{row.form!r} stands in line {line} too, which counts; delete one of them"


def _find_lost(aliases: pd.DataFrame) -> Iterator[tuple[int, str, str]]:
    """Rows that lead nowhere."""
    rows = _first_rows(aliases)
    prefixes = {key.partition("-")[0] for key in known_entities()}
    for form, verdict in rows.items():
        id_like = _TABLE_ID.fullmatch(verdict.name)
        if _follow(form, rows) is None:
            found = f"{verdict.form!r} leads in a circle; let one row name the entity"
            yield verdict.line, "circle", found
        elif id_like and id_like[1] in prefixes and verdict.name not in known_entities():
            found = f"{verdict.name!r} is no entity_id of the table; write a name or another id"
            yield verdict.line, "unknown-id", found


def _find_stale(articles: pd.DataFrame, aliases: pd.DataFrame) -> Iterator[tuple[int, str, str]]:
    codes = articles["language"].tolist()
    # Folded lazily: without corrections no text is touched.
    texts = [fold_form(text) for text in articles["text"]] if len(aliases) else []
    for form, verdict in _first_rows(aliases).items():
        if not any(_holds(text, form, code) for text, code in zip(texts, codes, strict=True)):
            yield verdict.line, "stale", f"{verdict.form!r} is in no article; correct the form or delete the line"


def _holds(text: str, form: str, code: str) -> bool:
    """Whether a folded text holds a folded form as words of their own."""
    if form not in text:
        return False
    some = "|".join(re.escape(one) for one in (form, *genitives(form, code)))
    return re.search(rf"(?<!\w)(?:{some})(?!\w)", text) is not None


@lru_cache(maxsize=100_000)
def fold_form(text: str) -> str:
    """A form as corrections compare it: case, spaces, and the kind of hyphen or apostrophe make no difference."""
    plain = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return "".join("'" if sign in APOSTROPHES else "-" if sign in HYPHENS else sign for sign in plain)


def _first_rows(aliases: pd.DataFrame) -> dict[str, Verdict]:
    rows: dict[str, Verdict] = {}
    for row in rows_of(aliases):
        kind = "" if pd.isna(row.kind) else row.kind
        is_name = fold_form(row.entity) != _NOT_A_NAME
        rows.setdefault(fold_form(row.form), Verdict(row.line, row.form, row.entity, kind, is_name=is_name))
    return rows


def _read_verdicts(aliases: pd.DataFrame) -> dict[str, Verdict]:
    """What each folded form means by the rows; those that lead nowhere are left out."""
    lost = {line for line, _, _ in _find_lost(aliases)}
    rows = {form: verdict for form, verdict in _first_rows(aliases).items() if verdict.line not in lost}
    return {form: found for form in rows if (found := _follow(form, rows)) is not None}


def _follow(form: str, rows: Mapping[str, Verdict]) -> Verdict | None:
    """Whom a form means at last, where one row's entity is the form of another row; None in a circle."""
    first = verdict = rows[form]
    seen = {form}
    while verdict.is_name:
        key = fold_form(verdict.name)
        if key not in rows or not rows[key].is_name or key == fold_form(verdict.form):
            break
        if key in seen:
            return None
        seen.add(key)
        verdict = replace(rows[key], kind=verdict.kind or rows[key].kind)
    tabled = _find_tabled(verdict) if verdict.is_name else None
    if tabled is not None:
        verdict = replace(verdict, name=tabled.name, kind=tabled.kind, entity_id=tabled.entity_id)
    return replace(verdict, line=first.line, form=first.form)


def _find_tabled(verdict: Verdict) -> Entity | None:
    """The entity of the table that a row names, by its id or by one of its names.

    A form that means itself is kept apart from whom the table has it for, unless that is how the table calls them.
    """
    known = known_entities()
    if verdict.name in known:
        return known[verdict.name]
    entity = known.get(_tabled_names().get(fold_form(verdict.name), ""))
    if entity is not None and fold_form(verdict.name) == fold_form(verdict.form) != fold_form(entity.name):
        return None
    return entity if entity is not None and verdict.kind in ("", entity.kind) else None


@cache
def _tabled_names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for entity in known_entities().values():
        names.setdefault(fold_form(entity.name), entity.entity_id)
    for entity in known_entities().values():
        for name in (*entity.names, *entity.alone):
            names.setdefault(fold_form(name), entity.entity_id)
    return names


@lru_cache(maxsize=100_000)
def _form_of(text: str, code: str, forms: frozenset[str]) -> str:
    """The form of a row that a mention has, as printed or without its genitive; nothing where there is none."""
    return next((key for stem in without_genitive(text, code) if (key := fold_form(stem)) in forms), "")


def _list_made(mentions: Iterable[Mention], languages: Mapping[str, str]) -> dict[str, tuple[str, str, str]]:
    """What the ids made of names stand for: name and kind, and the id itself where it is one article's alone."""
    made: dict[str, tuple[str, str, str]] = {}
    for mention in mentions:
        for stem in without_genitive(mention.text, languages[mention.article_id]):
            name = as_printed(stem)
            made[hashed_id(mention.kind, name)] = (name, mention.kind, "")
            if surname_of(stem) == stem:
                own = hashed_id(mention.kind, stem, mention.article_id)
                made[own] = (name, mention.kind, own)
    return made


def _find_meant(
    verdict: Verdict, own: Mapping[str, Counter[str]], made: Mapping[str, tuple[str, str, str]]
) -> Verdict | None:
    """A verdict with the kind of what it means: the row's, that of the name where articles print it, or the form's."""
    if _MADE_ID.fullmatch(verdict.name) and not verdict.entity_id:
        if verdict.name not in made:
            return None
        name, kind, entity_id = made[verdict.name]
        return replace(verdict, name=name, kind=verdict.kind or kind, entity_id=entity_id)
    told = [verdict.kind] if verdict.kind else []
    for key in (fold_form(verdict.name), fold_form(verdict.form)):
        # Of two kinds as frequent the first by name, so that no order of articles matters.
        told += [kind for kind, _ in sorted(own.get(key, Counter()).items(), key=lambda one: (-one[1], one[0]))[:1]]
    return replace(verdict, kind=told[0] if told else _LIKELIEST_KIND)
