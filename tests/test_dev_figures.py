"""The figures on the dev parts of the shared corpora, where those are there: no change may make the engines worse.

The dev parts are read for these figures alone: no rule, word list or setting is made to please them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers import annotate_documents, score
from helpers.showing.intervals import read_measured

ROOT = Path(__file__).parent.parent
FLOORS_FILE = Path("tests/floors.json")
FLOORS: dict[str, dict[str, float]] = json.loads((ROOT / FLOORS_FILE).read_text(encoding="utf-8"))
# A clone whose history is asked instead, for tests that run on an export without one.
HISTORY_VARIABLE = "NEWSBOOK_HISTORY"
QUOTATIONS = {
    "polnear-dev": ("polnear-dev.jsonl", "auto", False),
    "polnear-dev, speech": ("polnear-dev.jsonl", "auto", True),
    "wikinews-de-dev": ("wikinews-de-dev.jsonl", "auto", False),
    "polnear-dev, speech, rules": ("polnear-dev.jsonl", "rules", True),
    "wikinews-de-dev, rules": ("wikinews-de-dev.jsonl", "rules", False),
}
DEV_FILES = {"en": "polnear-dev.jsonl", "de": "wikinews-de-dev.jsonl"}


def read_documents(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def annotated(shared: Path) -> dict[tuple[str, str], tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """Gold and what each engine makes of it, by file and engine; each is read once."""
    runs = sorted({(file, engine) for file, engine, _ in QUOTATIONS.values()})
    found = {}
    for file, engine in runs:
        gold = read_documents(shared / "corpora" / "quotes" / file)
        found[file, engine] = (gold, list(annotate_documents(gold, engine=engine)))
    return found


@pytest.mark.parametrize("name", QUOTATIONS)
def test_quotations_of_a_dev_part_keep_their_floors(annotated: Any, name: str) -> None:
    file, engine, speech = QUOTATIONS[name]
    gold, predicted = annotated[file, engine]
    result = score(gold, predicted, speech_only=speech)
    figures = {measure: round(100 * result[measure]["f1"], 1) for measure in FLOORS[name]}
    print(name, figures)
    assert {measure: figure for measure, figure in figures.items() if figure < FLOORS[name][measure]} == {}


@pytest.mark.parametrize("row", read_measured(), ids=lambda row: f"{row['language']}, {row['engine']}")
def test_errors_that_charts_carry_are_those_of_the_engine(annotated: Any, row: Any) -> None:
    """Whoever makes an engine worse, or better by far, measures again: `newsbook score --speech`, `source_acc`."""
    gold, predicted = annotated[DEV_FILES[row["language"]], row["engine"]]
    found = score(gold, predicted, speech_only=True)["source_acc"]
    told = row["sources"]["wrong"] / row["sources"]["of"]
    print(row["language"], row["engine"], "found", round(1 - found["accuracy"], 4), "told", round(told, 4))
    assert abs(told - (1 - found["accuracy"])) < 0.02


@pytest.mark.parametrize("language", ["en", "de"])
def test_names_of_a_dev_part_keep_their_floors(shared: Path, tmp_path: Path, language: str) -> None:
    gold = shared / "corpora" / "entities" / f"uner-{language}-dev.jsonl"
    predicted = tmp_path / "predicted.jsonl"
    lines = (json.dumps(document) for document in annotate_documents(read_documents(gold)))
    predicted.write_text("\n".join(lines), encoding="utf-8")
    scorer = shared / "tools" / "score_mentions.py"
    done = subprocess.run(
        [sys.executable, scorer, gold, predicted], capture_output=True, text=True, encoding="utf-8", check=True
    )
    found = {name: float(f1) for name, f1 in re.findall(r"^(\w+) .* F1 +([\d.]+)", done.stdout, re.M)}
    name = f"uner-{language}-dev"
    print(name, found)
    assert {kind: found[kind] for kind, floor in FLOORS[name].items() if found[kind] < floor} == {}


def list_versions(repository: Path) -> list[dict[str, dict[str, float]]]:
    """All versions of the floors that the history of a clone holds."""

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(repository), *arguments]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout

    commits = git("log", "--format=%H", "--", FLOORS_FILE.as_posix()).split()
    return [json.loads(git("show", f"{commit}:{FLOORS_FILE.as_posix()}")) for commit in commits]


def test_no_floor_was_ever_lowered() -> None:
    repository = Path(os.environ.get(HISTORY_VARIABLE) or ROOT)
    if not (repository / ".git").exists():
        pytest.skip(f"no history in {repository}: {HISTORY_VARIABLE} names a clone that has one")
    lowered = [
        f"{name}, {measure}: {floor}"
        for version in list_versions(repository)
        for name, floors in version.items()
        for measure, floor in floors.items()
        if FLOORS.get(name, {}).get(measure, 0.0) < floor
    ]
    assert lowered == []
