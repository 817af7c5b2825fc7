"""A text as words and signs with their places, the ground that names are sought on."""

from __future__ import annotations

import re
from typing import NamedTuple

# An address, a hashtag or a handle is one token, so that no name is found inside it.
_TOKEN = re.compile(r"https?://\S+|www\.\S+|[#@]\w+|\w+|[^\w\s]")
HYPHENS = frozenset("-‐‑–")
APOSTROPHES = frozenset("'’‘ʼ")


class Tokens(NamedTuple):
    """The tokens of a text in order: what they are and where they stand (code points)."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def glued(self, index: int) -> bool:
        """Whether the token at `index` follows the one before without a gap."""
        return 0 < index < len(self.words) and self.ends[index - 1] == self.starts[index]

    def spaced(self, index: int) -> bool:
        """Whether one space, and nothing else, stands before the token at `index`."""
        if not 0 < index < len(self.words):
            return False
        gap = self.text[self.ends[index - 1] : self.starts[index]]
        return bool(gap) and gap.isspace() and "\n" not in gap

    def same_line(self, first: int, last: int) -> bool:
        """Whether no line ends between two tokens."""
        return "\n" not in self.text[self.starts[first] : self.ends[last]]

    def word(self, index: int) -> str:
        """The token at `index`, nothing beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""


def split_tokens(text: str) -> Tokens:
    """The tokens of a text: words, single signs, whole addresses and hashtags.

    >>> split_tokens("Putin’s US-led talks").words
    ['Putin', '’', 's', 'US', '-', 'led', 'talks']
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        words.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, words, starts, ends)


def pieces(form: str) -> tuple[str, ...]:
    """The tokens of a name's form, by which the table is looked up."""
    return tuple(_TOKEN.findall(form))
