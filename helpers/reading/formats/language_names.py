"""Languages by the names that tables and databases print for them ("Deutsch", "allemand"), and by their codes."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources


def find_language(written: str) -> str | None:
    """The code of a language by its name in one of several languages, or by a code; None where unknown.

    >>> find_language("Deutsch"), find_language("en_GB"), find_language("Klingon")
    ('de', 'en', None)
    """
    codes = _languages()
    return codes.get(plain_word(written)) or codes.get(plain_word(written.replace("_", "-").partition("-")[0]))


def plain_word(written: str) -> str:
    """A word without case, accents and outer white space."""
    letters = unicodedata.normalize("NFKD", written.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _languages() -> Mapping[str, str]:
    """The codes of languages by the plain forms of their names and codes."""
    file = resources.files("helpers") / "resources" / "language_names.toml"
    languages = tomllib.loads(file.read_text(encoding="utf-8"))
    return {plain_word(word): code for code, words in languages.items() for word in (code, *words)}
