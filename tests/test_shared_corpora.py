"""What the rules do on the training articles of the shared corpora, where those are there: floors and false alarms."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers import annotate_documents, score

FILES = {"en": "polnear-train.jsonl", "de": "wikinews-de-train.jsonl"}
ARTICLES = 60
PARAGRAPHS = 50


def read_training(shared: Path, language: str) -> list[dict[str, Any]]:
    lines = (shared / "corpora" / "quotes" / FILES[language]).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def paragraphs_without_quotations(documents: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Paragraphs of 15 words and more that no annotated content, source or cue touches."""
    for document in documents:
        spans = [span for quote in document["quotes"] for role in ("content", "source", "cue") for span in quote[role]]
        for match in re.finditer(r"[^\n]+", document["text"]):
            free = not any(start < match.end() and match.start() < end for start, end in spans)
            if free and len(match.group().split()) >= 15:
                yield {"id": f"{document['id']}-{match.start()}", "lang": document["lang"], "text": match.group()}


@pytest.mark.parametrize("language", FILES)
@pytest.mark.parametrize("engine", ["rules", "auto"])
def test_paragraphs_without_quotations_give_hardly_any(shared: Path, language: str, engine: str) -> None:
    """At most two are said; the learned reader finds a few beliefs beside, which no tally counts by default."""
    pool = list(paragraphs_without_quotations(read_training(shared, language)))
    chosen = random.Random(7).sample(pool, PARAGRAPHS)
    found = [quote for document in annotate_documents(chosen, engine=engine) for quote in document["quotes"]]
    said = [quote for quote in found if quote["speech"]]
    print(language, engine, len(found), "found,", len(said), "said")
    assert len(said) <= 2
    assert engine == "auto" or len(found) <= 2


@pytest.mark.parametrize(
    ("language", "floors"),
    [
        ("en", {"direct_chars": 0.97, "direct_who": 0.80, "joint": 0.46}),
        ("de", {"direct_chars": 0.94, "direct_who": 0.63, "joint": 0.48}),
    ],
)
def test_figures_on_training_articles_keep_their_floors(shared: Path, language: str, floors: dict[str, float]) -> None:
    gold = random.Random(1).sample(read_training(shared, language), ARTICLES)
    result = score(gold, list(annotate_documents(gold, engine="rules")))
    figures = {name: round(result[name]["f1"], 3) for name in floors}
    print(language, figures)
    assert all(figures[name] >= floor for name, floor in floors.items()), figures
