"""What press databases print around an article: the labels and lines of databases.toml, in all languages at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from helpers.reading.dates import find_day
from helpers.reading.formats.language_names import find_language
from helpers.reading.wordlists import find_opening, fold, words_of

_LONGEST_LABEL = 30
_LONGEST_DATE = 60
_LONGEST_NAMES = 200
# A label stands alone on its line, and so do the words that end an article.
_LINES = ("ends", "body", "captions", "notes", "corrections", "classification")
_LABELS = (
    "headline",
    "author",
    "standfirst",
    "dateline",
    "length",
    "section",
    "language",
    "url",
    "captioned",
    "corrected",
    "start",
    "loaded",
    "database",
    "index",
)
_CLOSING = ".,;:!"


def line_of(text: str) -> str | None:
    """Which line of a Nexis page a paragraph is, such as "ends" or "body", by its list in databases.toml."""
    return None if len(text) > _LONGEST_DATE else _lines().get(fold(" ".join(text.split())))


def label_of(text: str) -> tuple[str, str] | None:
    """The field that a paragraph of a Nexis article gives, by its list in databases.toml, and its value ("" if empty).

    >>> label_of("Length: 512 words")
    ('length', '512 words')
    """
    label, colon, value = text[: _LONGEST_LABEL + 1].partition(":")
    if not colon:
        return None
    field = _labels().get(fold(" ".join(label.split())))
    value = text[len(label) + 1 :].strip()
    # "Update: …" and "Language: …" may begin a paragraph of the text, but not with a date or a language behind it.
    if (field == "loaded" and not _is_date(value)) or (field == "language" and find_first_language(value) is None):
        return None
    return None if field is None else (field, value)


def is_cover(text: str) -> bool:
    """Whether a paragraph belongs to the page before the articles: "User Name: …"."""
    label, colon, _ = text[: _LONGEST_LABEL + 1].partition(":")
    return bool(colon) and fold(" ".join(label.split())) in _words("cover")


def is_rights(text: str) -> bool:
    """Whether a line is one of rights: "Copyright 2022 …", "All Rights Reserved"."""
    return fold(text.lstrip()).startswith(tuple(sorted(_words("rights"))))


def is_untitled(text: str) -> bool:
    """Whether a line stands in place of a missing headline."""
    return fold(text.strip().rstrip(_CLOSING)) in _words("untitled")


def is_unavailable(text: str) -> bool:
    """Whether a paragraph stands in place of an article that the database did not give."""
    return fold(text.strip()).startswith(tuple(sorted(_words("unavailable"))))


def separators() -> tuple[tuple[str, str, str], ...]:
    """What stands before each article of a text export, its words before, between and behind the two numbers."""
    found = {tuple(form.split("{}")) for lists in _resource()["nexis"].values() for form in lists["separators"]}
    return tuple(sorted((before, between, behind) for before, between, behind in found))


def is_joiner(word: str) -> bool:
    """Whether a word joins halves of compounds: the "and" of "mid- and long-term"."""
    return fold(word) in _words("joiners")


def find_first_language(names: str) -> str | None:
    """The code of the first known language of a list of names ("GERMAN; DEUTSCH": de), None without one."""
    found = (find_language(name) for name in re.split(r"[;,/]", names[:_LONGEST_DATE]) if len(name.strip()) > 2)
    return next((code for code in found if code is not None), None)


def find_names(byline: str) -> str | None:
    """Whom a byline names, without its "By" and what it adds behind a semicolon; None where it names nobody.

    >>> find_names("By Jane Doe and Max Muster; Jane Doe reported from Kyiv.")
    'Jane Doe and Max Muster'
    """
    opening = find_opening(byline.strip(), "byline.openings")
    names = byline.strip().removeprefix(opening or "").partition(";")[0].strip(" :,")
    return " ".join(names.split()) or None if len(names) <= _LONGEST_NAMES else None


def find_bracketed_agency(dateline: str) -> str | None:
    """The agency in the brackets of a dateline ("KIEW (dpa)": dpa), None without a known one."""
    _, _, rest = dateline.partition("(")
    agency = rest.partition(")")[0].strip()
    return agency if fold(agency) in words_of("dateline.agencies") else None


def factiva_codes() -> Mapping[str, str]:
    """What each code of a Factiva field holds: "HD" to "headline"."""
    lists = _resource()["factiva"]
    kinds = ("headline", "author", "agency", "date", "outlet", "language", "body", "caption", "correction")
    return {code: kind for kind in (*kinds, "boilerplate", "number", "database") for code in lists[kind]}


def factiva_words(key: str) -> frozenset[str]:
    """The folded words of one list of the Factiva section: ends, words, summaries or rights."""
    return frozenset(map(fold, _resource()["factiva"][key]))


@cache
def kinds_of_styles() -> Mapping[str, str]:
    """What the names of styles of office programs, in small letters, say about a paragraph."""
    return {fold(name): kind for kind, names in _resource()["styles"].items() for name in names}


def _is_date(value: str) -> bool:
    return len(value) <= _LONGEST_DATE and find_day(value) is not None


@cache
def _lines() -> Mapping[str, str]:
    return {word: key for key in _LINES for word in _words(key)}


@cache
def _labels() -> Mapping[str, str]:
    # A word in two lists is of the first: what stands in an article goes before what the database adds.
    return {word: key for key in reversed(_LABELS) for word in _words(key)}


@cache
def _words(key: str) -> frozenset[str]:
    """The folded words of one list of Nexis, of all languages."""
    return frozenset(fold(word) for lists in _resource()["nexis"].values() for word in lists[key])


@cache
def _resource() -> Mapping[str, Any]:
    file = resources.files("helpers") / "resources" / "databases.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
