"""The measures as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from helpers.scoring.measures import MEASURES


def score_table(result: Mapping[str, Any]) -> Iterator[str]:
    """The result as lines of text, figures in per cent, and "-" where there is nothing to measure."""

    def show(value: float | None) -> str:
        return "   -" if value is None else f"{100 * value:5.1f}"

    counts = result["counts"]
    yield (
        f"{_count(counts['documents'], 'document')}, {_count(counts['gold'], 'gold quote')} "
        f"({counts['direct']} direct, {counts['mixed']} mixed, {counts['indirect']} indirect), "
        f"{counts['predicted']} predicted"
    )
    yield (f"{'':14}{'P':>6}{'R':>6}{'F1':>6}   recall: {'direct':>6} {'mixed':>6} {'indir.':>6}")
    for name in MEASURES:
        row = _measured(result[name], counts["predicted"])
        kinds = row["recall_by_type"]
        yield (
            f"{name:14}{show(row['precision']):>6}{show(row['recall']):>6}{show(row['f1']):>6}"
            f"           {show(kinds['direct']):>6} {show(kinds['mixed']):>6} "
            f"{show(kinds['indirect']):>6}"
        )
    source = result["source_acc"]
    kinds = source["by_type"]
    yield (
        f"{'source_acc':14}{'':12}{show(source['accuracy'] if source['matched'] else None):>6}"
        f"           {show(kinds['direct']):>6} {show(kinds['mixed']):>6} "
        f"{show(kinds['indirect']):>6}   (of {source['matched']} matched)"
    )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _measured(row: Mapping[str, Any], predicted: int) -> dict[str, Any]:
    """A measure with None for what divides by nothing; `score` calls these 1 where nothing was claimed either."""
    is_gold = any(value is not None for value in row["recall_by_type"].values())
    is_nothing = not is_gold and row["precision"] == 1.0
    return {
        **row,
        "precision": None if is_nothing or not predicted else row["precision"],
        "recall": row["recall"] if is_gold else None,
        "f1": None if is_nothing else row["f1"],
    }
