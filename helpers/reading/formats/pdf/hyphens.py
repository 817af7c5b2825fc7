"""Lines put together: words that were broken at the end of a line, and those that have a hyphen of their own."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

_LAST_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?(?=[-\u00ad\u2010]\Z)")
_FIRST_WORD = re.compile(r"\w(?:[\w’'-]*\w)?")
_WORD = re.compile(r"\w+(?:-\w+)*")
# Nobody types the second either: browsers draw it where they break a word.
_SOFT = ("\u00ad", "\u2010")
_HYPHENS = ("-", *_SOFT)
# Marks that stand between words without a space, where there is none before them: 1914–18, and/or.
_TIGHT = ("–", "—", "/")
# Text of which so few lines end in a hyphen is not hyphenated: its hyphens are those of the words.
_RAREST, _ENOUGH_LINES = 0.04, 40
# Of the words: so many begin with a capital only where nouns do.
_CAPITALS = 0.27
# Letters: what is longer is no word.
_LONGEST_WORD = 80
# The first and last letter of the scripts written without spaces.
_WITHOUT_SPACES = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uff00", "\uff60"))


class Joiner:
    """Joins lines to paragraphs; which words have a hyphen it learns from all lines of a file."""

    def __init__(self, lines: Iterable[Sequence[str]]) -> None:
        """`lines` are those of each column or page."""
        self._words = Counter[str]()
        breaks = soft = count = 0
        for column in lines:
            for before, line in pairwise(("", *column, "")):
                self._words.update(_WORD.findall(_without_ends(before, line)))
                breaks += _breaks_word(before, line)
                soft += before.endswith(_SOFT)
            count += len(column)
        # Where words are broken with a mark of its own, a hyphen was written. Where nouns have capitals, so would the
        # second half of a compound.
        capitals = sum(number for word, number in self._words.items() if word[0].isupper())
        self._has_capital_nouns = capitals > _CAPITALS * self._words.total()
        is_hyphenated = count < _ENOUGH_LINES or breaks > _RAREST * count
        self._is_hyphenated = not soft and (is_hyphenated or self._has_capital_nouns)

    def join(self, lines: Sequence[str]) -> str:
        """The text of some lines, on one line."""
        text = ""
        for line in lines:
            text = self._add(text, line) if text else line
        return text

    def _add(self, text: str, line: str) -> str:
        if _breaks_word(text, line):
            return text[:-1] + line if self._is_broken(text, line) else self._keep(text, line)
        if text.endswith(_HYPHENS) and not text[-2:-1].isspace() and line[0].isalnum():
            return self._keep(text, line)
        is_tight = text.endswith(_TIGHT) and text[-2:-1].isalnum()
        return text + line if is_tight or (_is_dense(text[-1]) and _is_dense(line[0])) else f"{text} {line}"

    def _keep(self, text: str, line: str) -> str:
        """A hyphen that belongs to the word, or stands for the rest of one: "Ein- und Ausfuhr"."""
        first = _FIRST_WORD.match(line)
        is_left_out = first is not None and first.group() in _words("joining")
        return f"{text} {line}" if is_left_out else text + line

    def _is_broken(self, text: str, line: str) -> bool:
        """Whether the hyphen between a word's halves was put there to break it."""
        last, first = _LAST_WORD.search(text[-_LONGEST_WORD:]), _FIRST_WORD.match(line)
        if text.endswith(_SOFT):
            return True
        is_address = "/" in text[-_LONGEST_WORD:].rpartition(" ")[2]
        if last is None or first is None or is_address or first.group() in _words("joining"):
            return False
        seen = self._count(last.group() + first.group()) - self._count(f"{last.group()}-{first.group()}")
        return seen > 0 or (seen == 0 and self._looks_broken(last.group(), first.group()))

    def _looks_broken(self, last: str, first: str) -> bool:
        """Whether two halves that were seen neither as one word nor with a hyphen are one word."""
        before, after = last.rpartition("-")[2], first.partition("-")[0]
        # "state-of-the-art": what has hyphens already is broken at one, but for the longer compounds of nouns.
        if not self._has_capital_nouns and "-" in last:
            return False
        # "EU-weit", "e-mail": short names in capitals and single letters are words of their own.
        if before.isupper() or len(before) == 1 or self._is_compound(before.casefold(), after):
            return False
        return self._is_hyphenated

    def _is_compound(self, before: str, after: str) -> bool:
        first, second, both = (_words(name, self._has_capital_nouns) for name in ("first", "second", "both"))
        return before in first or after in second or (before in both and after in both)

    def _count(self, word: str) -> int:
        return sum(self._words[form] for form in {word, word.casefold()})


def _without_ends(before: str, line: str) -> str:
    """A line without the halves of broken words, which are no words."""
    words = line.split()
    if words and before.endswith(_HYPHENS):
        words = words[1:]
    return " ".join(words[:-1] if words and words[-1].endswith(_HYPHENS) else words)


def _breaks_word(text: str, line: str) -> bool:
    """Whether a word may go on in the next line: what begins with a capital or a figure is a word of its own."""
    if text.endswith(_SOFT) and text[-2:-1].isupper():
        return line[:1].isalpha()
    return text.endswith(_HYPHENS) and text[-2:-1].isalpha() and line[:1].islower()


def _is_dense(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _WITHOUT_SPACES)


@cache
def _words(name: str, capital_nouns: bool | None = None) -> frozenset[str]:
    """A list of hyphens.toml, those of all languages together that have such nouns; None: of all."""
    file = resources.files("helpers") / "resources" / "hyphens.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8")).values()
    chosen = (lists for lists in found if capital_nouns is None or lists["capital_nouns"] == capital_nouns)
    return frozenset(word for lists in chosen for word in lists[name])
