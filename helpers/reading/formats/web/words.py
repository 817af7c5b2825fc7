"""The lists of web.toml, and how the markup of a page is compared with them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_A-Za-z]+")
# Names of classes are short; what is longer was made to hurt or holds data.
_LONGEST_NAMES = 600
_NONE: frozenset[str] = frozenset()


@cache
def load_words() -> Mapping[str, Any]:
    """All of web.toml."""
    file = resources.files("helpers") / "resources" / "web.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def find_hints(attributes: Mapping[str, str]) -> frozenset[str]:
    """Which lists of `hints` the attributes of an element have a word of.

    >>> sorted(find_hints({"class": "article__related-links"}))
    ['box']
    """
    known = _attributes()
    names = " ".join([value[:_LONGEST_NAMES] for name, value in attributes.items() if name in known])
    return _match_names(names) if names else frozenset()


@lru_cache(maxsize=20_000)
def _match_names(names: str) -> frozenset[str]:
    known, longest = _hints()
    found: frozenset[str] = frozenset()
    # "mostRead", "most-read" and "mostread" are the same name, so words are compared one by one and run together.
    for words in (_WORD.findall(names), re.split(r"[\s_-]+", names)):
        small = [word.lower() for word in words]
        for start in range(len(small)):
            for end in range(start + 1, min(start + longest, len(small)) + 1):
                found |= known.get(" ".join(small[start:end]), _NONE)
    return found


@cache
def _hints() -> tuple[Mapping[str, frozenset[str]], int]:
    """The lists that each phrase of `hints` stands in, and the most words of a phrase."""
    known: dict[str, frozenset[str]] = {}
    for name, phrases in load_words()["hints"].items():
        for phrase in phrases:
            for form in (phrase, phrase.replace(" ", "")):
                known[form] = known.get(form, _NONE) | {name}
    return known, max(len(phrase.split()) for phrase in known)


@cache
def _attributes() -> frozenset[str]:
    return frozenset(load_words()["markup"]["attributes"])


@cache
def tags_of(kind: str) -> frozenset[str]:
    """The names of a list of elements of `markup`."""
    return frozenset(load_words()["markup"][kind])


def find_phrase(text: str, key: str) -> str | None:
    """The first phrase of a list of `phrases` that stands in a text as whole words, None without one."""
    found = _phrase_pattern(key).search(text.casefold())
    return None if found is None else found.group()


@cache
def _phrase_pattern(key: str) -> re.Pattern[str]:
    words = sorted(load_words()["phrases"][key], key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word.casefold()) for word in words)})(?!\w)")


def letters_of(text: str) -> str:
    """The letters and digits of a text in small letters: what stays the same when a text is set another way."""
    return re.sub(r"[\W_]+", "", text).casefold()
