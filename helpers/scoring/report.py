"""The measures as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from helpers.scoring.measures import MEASURES


def score_table(result: Mapping[str, Any]) -> Iterator[str]:
    """The result as lines of text, figures in per cent."""

    def show(value: float | None) -> str:
        return "   -" if value is None else f"{100 * value:5.1f}"

    counts = result["counts"]
    yield (
        f"{counts['documents']} documents, {counts['gold']} gold quotes "
        f"({counts['direct']} direct, {counts['mixed']} mixed, {counts['indirect']} indirect), "
        f"{counts['predicted']} predicted"
    )
    yield (f"{'':14}{'P':>6}{'R':>6}{'F1':>6}   recall: {'direct':>6} {'mixed':>6} {'indir.':>6}")
    for name in MEASURES:
        row = result[name]
        kinds = row["recall_by_type"]
        yield (
            f"{name:14}{show(row['precision']):>6}{show(row['recall']):>6}{show(row['f1']):>6}"
            f"           {show(kinds['direct']):>6} {show(kinds['mixed']):>6} "
            f"{show(kinds['indirect']):>6}"
        )
    source = result["source_acc"]
    kinds = source["by_type"]
    yield (
        f"{'source_acc':14}{'':12}{show(source['accuracy']):>6}"
        f"           {show(kinds['direct']):>6} {show(kinds['mixed']):>6} "
        f"{show(kinds['indirect']):>6}   (of {source['matched']} matched)"
    )
