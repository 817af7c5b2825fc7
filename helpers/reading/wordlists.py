"""The lists of structure.toml, and how a paragraph is compared with them: small letters, one kind of apostrophe."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources


def fold(text: str) -> str:
    """A text in small letters with plain apostrophes; of the same length, but for one rare Turkish letter."""
    # On short texts two replacements take a third of the time of a table.
    return text.lower().replace("’", "'").replace("‘", "'")


def words_of(key: str) -> frozenset[str]:
    """The folded words and phrases of one list, named "section.list"."""
    return _lists()[key]


def find_opening(block: str, key: str) -> str | None:
    """The longest phrase of a list that a paragraph begins with, as whole words, as printed; None where it has none.

    >>> find_opening("By Jane Doe", "byline.openings")
    'By'
    """
    phrases, lengths, beginnings = words_of(key), _lengths(key), _beginnings(key)
    if fold(block[:2]) not in beginnings and block[:1] not in beginnings:
        return None
    start = fold(block[: lengths[0]])
    for length in lengths:
        phrase = start[:length]
        # Cut off by the end of the block, the same letters come again with each length.
        if phrase in phrases and not (phrase[-1].isalnum() and block[len(phrase) : len(phrase) + 1].isalnum()):
            return block[: len(phrase)]
    return None


def find_ending(block: str, key: str) -> str | None:
    """The longest phrase of a list that a paragraph ends with, as whole words, as printed; None where it has none."""
    phrases, lengths = words_of(key), _lengths(key)
    end = fold(block[-lengths[0] :]) if lengths else ""
    for length in lengths:
        phrase = end[-length:]
        before = block[: -len(phrase)][-1:]
        if phrase in phrases and not (phrase[0].isalnum() and before.isalnum()):
            return block[-len(phrase) :]
    return None


def choice(words: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first; never empty, so that it matches nothing at all."""
    ordered = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or r"(?!)"


@cache
def _lengths(key: str) -> tuple[int, ...]:
    return tuple(sorted({len(phrase) for phrase in words_of(key)}, reverse=True))


@cache
def _beginnings(key: str) -> frozenset[str]:
    """The first two letters of the phrases of a list: nearly every paragraph begins otherwise."""
    return frozenset(phrase[:2] for phrase in words_of(key))


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    file = resources.files("helpers") / "resources" / "structure.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        f"{section}.{name}": frozenset(fold(word) for word in words)
        for section, lists in found.items()
        for name, words in lists.items()
    }
