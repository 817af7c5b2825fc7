"""How ids and codes are called where people read them: short, different from each other, safe to show."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable
from textwrap import wrap

import pandas as pd

from helpers.languages import UNDETERMINED, available_languages, load_language

UNKNOWN = "unknown"
_LONGEST, _LONGEST_FOLDED, _LONGEST_LINE = 44, 42, 22
_OPENING = 300
_MOST_FORMS, _LONGEST_HOVER = 6, 44  # letters that a phone has room for beside a bar


def shorten(text: str, *, longest: int = _LONGEST) -> str:
    """The text on one line, cut at a space where it has more than `longest` characters; a cut ends in an ellipsis.

    >>> shorten("Kesteria refuses to pull patrol boats", longest=20)
    'Kesteria refuses to…'
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    head, space, _ = line[:longest].rpartition(" ")
    return (head if space and len(head) > longest // 2 else line[: longest - 1]).rstrip(" ,.;:–-") + "…"


def tell_apart(labels: Iterable[str]) -> list[str]:
    """The labels, those that repeat with a number behind them, so that two bars never become one.

    >>> tell_apart(["an official", "Putin", "an official"])
    ['an official', 'Putin', 'an official (2)']
    """
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    found = []
    for label in labels:
        counts[label] += 1
        unique = label if counts[label] == 1 else f"{label} ({counts[label]})"
        while unique in taken:
            counts[label] += 1
            unique = f"{label} ({counts[label]})"
        taken.add(unique)
        found.append(unique)
    return found


def label_articles(articles: pd.DataFrame) -> pd.Series[str]:
    """A short label of each article, indexed by article_id, no two alike: its headline, or how its text begins."""
    rows = zip(*(articles[column] for column in ("headline", "text", "date", "article_id")), strict=True)
    openings = [shorten(title_of(headline, text, date)) or key for headline, text, date, key in rows]
    return pd.Series(tell_apart(openings), index=articles["article_id"].tolist(), dtype="str", name="article")


def title_of(headline: object, text: str, date: object) -> str:
    """The headline of an article, or where there is none how its text begins, past the date that may open it."""
    if isinstance(headline, str):
        return headline
    opening = text[:_OPENING]
    before, found, after = opening.partition(date) if isinstance(date, str) else (opening, "", "")
    return after if found and len(before.split()) <= 1 else opening


def name_language(code: object) -> str:
    """What a language calls itself; the code itself where the language has no file."""
    if code == UNDETERMINED or not isinstance(code, str):
        return "undetermined"
    return load_language(code).name if code in available_languages() else code


def escape_label(text: object) -> str:
    """Text for a chart: Plotly reads tags and entities in its labels, and an article must not write them."""
    return html.escape(str(text), quote=False)


def join_forms_by_language(forms: pd.DataFrame) -> dict[str, str]:
    """The forms of each entity in one line, by language, from a `count_forms` tally: "en: Lavrov · de: Lawrow"."""
    printed = forms.groupby(["entity_id", "language", "form"], sort=False)["mentions"].sum().reset_index()
    printed = printed.sort_values(["entity_id", "mentions"], ascending=[True, False], kind="stable")
    lines: dict[str, list[str]] = {}
    for (entity_id, language), some in printed.groupby(["entity_id", "language"], sort=False):
        more = ["…"] if len(some) > _MOST_FORMS else []
        lines.setdefault(str(entity_id), []).append(
            f"{language}: {', '.join([*some['form'].head(_MOST_FORMS), *more])}"
        )
    return {entity_id: " · ".join(some) for entity_id, some in lines.items()}


def wrap_label(text: str) -> str:
    """Text for what a chart shows on hovering: escaped, on as many lines as it needs."""
    return "<br>".join(escape_label(line) for line in wrap(text, _LONGEST_HOVER))


def fold_label(text: str) -> str:
    """Text for beside a bar: escaped, on at most two short lines, so that a phone has room for the bar.

    >>> fold_label("Organisation for the Prohibition of <b>Chemical</b> Weapons")
    'Organisation for the<br>Prohibition of…'
    """
    lines = wrap(shorten(text, longest=_LONGEST_FOLDED), _LONGEST_LINE) or [text]
    if len(lines) > 2:
        lines = [lines[0], shorten(" ".join(lines[1:]), longest=_LONGEST_LINE)]
    return "<br>".join(escape_label(line) for line in lines)
