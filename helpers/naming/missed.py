"""Names that only the user knows: a form that they correct is a name wherever it stands, found or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from helpers.naming.gazetteer import genitives
from helpers.tables import MENTIONS, conform

_FOUND_BY = "aliases"


def add_missed(
    articles: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame, kinds: Mapping[str, str]
) -> pd.DataFrame:
    """The mentions with those of forms that stand in a sentence, as words of their own, where no name was found.

    `kinds` tells the kind of each form, which is sought as it is written, with the genitive of the article's language.
    """
    if not kinds:
        return mentions
    taken: dict[str, list[tuple[int, int]]] = {}
    for article_id, start, end in mentions[["article_id", "start", "end"]].itertuples(index=False, name=None):
        taken.setdefault(article_id, []).append((start, end))
    lines = dict(iter(sentences.groupby("article_id")))
    rows: list[dict[str, object]] = []
    for article_id, text, code in articles[["article_id", "text", "language"]].itertuples(index=False, name=None):
        here = taken.setdefault(article_id, [])
        for start, end, form in _find_forms(text, code, kinds) if article_id in lines else ():
            if any(start < other_end and other < end for other, other_end in here):
                continue
            place = _find_sentence(lines[article_id], start, end)
            if place is None:
                continue
            here.append((start, end))
            rows.append(
                {"mention_id": f"{article_id}:{start}-{end}", "article_id": article_id, **place, "start": start,
                 "end": end, "text": text[start:end], "kind": kinds[form], "relation": "name", "found_by": _FOUND_BY,
                 "score": 1.0}
            )  # fmt: skip
    if not rows:
        return mentions
    found = pd.concat([mentions, conform(rows, MENTIONS)])
    return found.sort_values(["article_id", "start", "end"], kind="stable").reset_index(drop=True)


def _find_forms(text: str, code: str, forms: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Start and end of each form in a text, with the form; the longest first, in the order of the text."""
    spelled = {one: form for form in forms if form in text for one in (form, *genitives(form, code))}
    if spelled:
        some = "|".join(re.escape(one) for one in sorted(spelled, key=lambda one: (-len(one), one)))
        for match in re.finditer(rf"(?<!\w)(?:{some})(?!\w)", text):
            yield match.start(), match.end(), spelled[match.group()]


def _find_sentence(lines: pd.DataFrame, start: int, end: int) -> dict[str, int] | None:
    holding = lines[(lines["start"] <= start) & (lines["end"] >= end)]
    return None if holding.empty else {name: int(holding[name].iloc[0]) for name in ("paragraph", "sentence")}
