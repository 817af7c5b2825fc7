"""Words in context: every place where a word or an expression stands, with what is left and right of it."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.showing import matching
from helpers.showing.labels import label_articles
from helpers.showing.links import carry, to_place
from helpers.showing.names import count_forms
from helpers.showing.outputs import Page

_DTYPES = {
    "article_id": "str", "article": "str", "paragraph": "Int64", "sentence": "Int64", "start": "int64", "end": "int64",
    "left": "str", "word": "str", "right": "str",
}  # fmt: skip
_CELL = "padding:.15em .4em;border-bottom:1px solid #D0D7DE;white-space:pre;text-align:"
_HEADS = (("left", "right"), ("word", "center"), ("right", "left"), ("article", "left"))


def find_context(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    word: str | None,
    *,
    width: int = 50,
    regex: bool = False,
    seconds: float = 10.0,
) -> pd.DataFrame:
    """Every place where a word or phrase stands, whatever the case of letters, one row a place, in reading order.

    Columns: article_id, article (a label), paragraph and sentence (missing outside any), start, end, left, word, right;
    left and right are up to `width` characters, on one line. With `regex`, `word` is a regular expression as Python's
    `re` reads it. No word (None) stands nowhere.
    Raises ValueError for an empty word, an expression that is none, and one that takes more than `seconds`.
    """
    texts = articles["text"].tolist()
    places = _find_places(word, texts, seconds=seconds if regex else None)
    keys = {key: group.sort_values("start") for key, group in sentences.groupby("article_id")}
    rows = []
    for article_id, label, text, found in zip(
        articles["article_id"], label_articles(articles), texts, places, strict=True
    ):
        about = {"article_id": article_id, "article": label}
        for start, end in found:
            rows.append({**about, **_find_sentence(keys.get(article_id), start), **_cut(text, start, end, width)})
    return pd.DataFrame(rows, columns=list(_DTYPES)).astype(_DTYPES)


def _find_places(word: str | None, texts: list[str], *, seconds: float | None) -> list[list[tuple[int, int]]]:
    """The places in each text; `seconds` are given for a regular expression."""
    if word is None:
        return [[] for _ in texts]
    if seconds is None:
        return matching.find_matches(_quote_word(word), texts)
    return _match_regex(word, texts, seconds=seconds)


def _quote_word(word: str) -> str:
    """The expression for a whole word or phrase, whose spaces may be any."""
    if not word.strip():
        raise ValueError("the word to look for is empty; give a word or a phrase")
    return r"(?<!\w)" + r"\s+".join(re.escape(part) for part in word.split()) + r"(?!\w)"


def _match_regex(pattern: str, texts: list[str], *, seconds: float) -> list[list[tuple[int, int]]]:
    """The places of an expression, found in a process that is stopped when it takes too long.

    Some expressions, such as `(a+)+b`, take longer than anyone lives, and Python cannot interrupt a search.
    """
    if not pattern:
        raise ValueError("the regular expression is empty; give one")
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error
    command = [sys.executable, "-I", "-S", str(Path(matching.__file__))]
    asked = json.dumps({"pattern": pattern, "texts": texts}).encode()
    try:
        # The program is this package's own and gets the expression as data, never as a command.
        answer = subprocess.run(command, input=asked, capture_output=True, timeout=seconds, check=True)  # noqa: S603
    except subprocess.TimeoutExpired:
        reason = f"{pattern!r} took more than {seconds:g} seconds; make it simpler: repeat nothing that repeats itself"
        raise ValueError(reason) from None
    return [[(start, end) for start, end in found] for found in json.loads(answer.stdout)]


def _find_sentence(sentences: pd.DataFrame | None, start: int) -> dict[str, Any]:
    if sentences is None:
        return {}
    place = bisect_right(sentences["start"].tolist(), start) - 1
    if place < 0 or start >= sentences["end"].iloc[place]:
        return {}
    return {"paragraph": sentences["paragraph"].iloc[place], "sentence": sentences["sentence"].iloc[place]}


def _cut(text: str, start: int, end: int, width: int) -> dict[str, Any]:
    left, right = _on_one_line(text[max(start - 2 * width, 0) : start]), _on_one_line(text[end : end + 2 * width])
    left, right = left[max(len(left) - width, 0) :], right[:width]
    return {"start": start, "end": end, "left": left, "word": _on_one_line(text[start:end]), "right": right}


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def choose_word(word: str | None, named: pd.DataFrame) -> str | None:
    """The word itself, or, where it is None, the form printed most of what is named most; None if nothing is named."""
    if word is not None:
        return word
    forms = count_forms(named, counting="name")
    return None if forms.empty else str(forms["form"].iloc[0])


def show_context(hits: pd.DataFrame, *, rows: int = 50) -> Page:
    """The first rows of `find_context` as a table, the words below each other; says how many more there are."""
    shown = hits.head(rows)
    body = "".join(_list_rows(shown))
    more = len(hits) - len(shown)
    note = f"{more} more places are not shown." if more else "" if len(hits) else "It stands nowhere in these articles."
    head = "".join(f'<th scope="col" style="{_CELL}{side}">{name}</th>' for name, side in _HEADS)
    markup = (
        '<div data-from-texts style="overflow-x:auto"><table style="border-collapse:collapse;font-size:.8rem">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>" + (f"<p>{note}</p>" if note else "")
    )
    lines = [f"{row.left:>60}[{row.word}]{row.right}" for row in shown.itertuples()]
    return Page(markup, "\n".join([*lines, note]).rstrip())


def _list_rows(hits: pd.DataFrame) -> Iterator[str]:
    for row in hits.itertuples():
        place = f"{row.article_id}:{row.start}-{row.end}"
        yield (
            f'<tr><td style="{_CELL}right">{html.escape(str(row.left))}</td>'
            f'<td style="{_CELL}center"{carry(to_place(place))}><b>{html.escape(str(row.word))}</b></td>'
            f'<td style="{_CELL}left">{html.escape(str(row.right))}</td>'
            f'<td style="{_CELL}left;white-space:normal;min-width:9em">{html.escape(str(row.article))}</td></tr>'
        )
