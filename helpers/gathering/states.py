"""States as CLDR, rigour and i18n-nationality know them, compared with the table of entities."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

import pandas as pd

from helpers.naming.gazetteer import Gazetteer, known_entities, load_gazetteer

_REVIEWED = "gathering.toml"
_COLUMNS = ("code", "language", "name", "adjective", "qid")
_FINDINGS = ("code", "column", "found", "entity_id")


def gather_states(folder: Path | None = None) -> pd.DataFrame:
    """What packages know of each territory, one row per (code, language) of the table's languages.

    Columns: code (ISO 3166, two letters), language, name (CLDR), adjective (i18n-nationality, of the JSON files in
    `folder`; empty without), qid (rigour; empty where it has none). Raises ModuleNotFoundError without `gather`.
    """
    from babel import Locale
    from rigour.territories import get_territories

    qids = {territory.code.upper(): territory.qid or "" for territory in get_territories()}
    rows = []
    for language in _languages():
        adjectives = _read_adjectives(folder, language)
        for code, name in sorted(Locale(language).territories.items()):
            if len(code) == 2 and code.isalpha():
                rows.append((code, language, name, adjectives.get(code, ""), qids.get(code, "")))
    return pd.DataFrame(rows, columns=list(_COLUMNS), dtype="str")


def _languages() -> list[str]:
    """The languages that the table has columns for."""
    return sorted(next(iter(known_entities().values())).adjectives)


def _read_adjectives(folder: Path | None, language: str) -> Mapping[str, str]:
    path = folder / f"{language}.json" if folder is not None else None
    if path is None or not path.is_file():
        return {}
    nationalities: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["nationalities"]
    return nationalities


def read_reviewed() -> Mapping[str, Mapping[str, str]]:
    """What was judged before: by the code of a territory, the columns where the package is wrong, and why.

    The column "row" means that the territory shall have no row.
    """
    text = (resources.files("helpers") / "resources" / _REVIEWED).read_text(encoding="utf-8")
    reviewed: dict[str, dict[str, str]] = tomllib.loads(text)
    return reviewed


def compare_states(states: pd.DataFrame, reviewed: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """What the table lacks or has otherwise, and nobody has judged yet: one row per finding.

    Columns: code, column (row, qid, or a column of the table), found (what the package has), entity_id (empty where no
    row bears any of the names).
    """
    findings = []
    for code, rows in states.groupby("code", sort=True):
        judged = reviewed.get(str(code), {})
        findings += [(code, *one) for one in _findings_of(rows) if "row" not in judged and one[0] not in judged]
    return pd.DataFrame(findings, columns=list(_FINDINGS), dtype="str")


def _findings_of(rows: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    names = dict(zip(rows["language"], rows["name"], strict=True))
    owners = {language: _owner(name, load_gazetteer(language)) for language, name in names.items()}
    entity_id = next((owner for owner in owners.values() if owner), "")
    if not entity_id:
        yield "row", " | ".join(names.values()), ""
        return
    qid = rows["qid"].iloc[0]
    if qid and qid != known_entities()[entity_id].qid:
        yield "qid", qid, entity_id
    for language, name in names.items():
        if owners[language] != entity_id:
            yield language, name, entity_id
    for language, adjective in zip(rows["language"], rows["adjective"], strict=True):
        # "Congolese (Republic of the Congo)"; "Costa-Ricanisch" is a heading's way to write an adjective.
        word = adjective.partition(" (")[0]
        gazetteer = load_gazetteer(language)
        if word and entity_id not in {_owner(word, gazetteer), _owner(word.lower(), gazetteer)}:
            yield f"{language}_adjectives", word, entity_id


def _owner(text: str, gazetteer: Gazetteer) -> str:
    form = gazetteer.find(text)
    return form.entity.entity_id if form is not None else ""
