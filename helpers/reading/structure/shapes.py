"""The shape of a line: whether it ends a sentence, is in capitals, is a heading of Markdown."""

from __future__ import annotations

import re

OPENING, CLOSING = "“„\"‘'‚«»‹›", "”“\"’‘'«»‹›"
STOPS = ".!?…。！？"
BULLETS = ("- ", "– ", "— ", "• ", "* ", "· ", "> ", "| ")
_LONGEST_CAPITALS = 120
# "The minister resigned. (dpa)"
_CREDITED = re.compile(r"\w{2}[.!?…][”\"“’»«]?\s?\([^()\n]{1,30}\)$")


def ends_sentence(block: str) -> bool:
    """Whether a block ends with a full stop or the like, marks and brackets left aside; not so "in the U.S."."""
    bare = block.rstrip(CLOSING + ")]")
    if block.endswith(")") and _CREDITED.search(block, max(0, len(block) - 40)) is not None:
        return True
    if not bare.endswith(tuple(STOPS)):
        return False
    return not re.search(r"(?:^|[\s.])[A-Z]\.$", bare[-4:])


def is_capitals(block: str) -> bool:
    """Whether a short block is written in capitals alone, four letters at least."""
    if len(block) > _LONGEST_CAPITALS:
        return False
    letters = [character for character in block if character.isalpha()]
    return len(letters) > 3 and all(map(_is_capital, letters))


def _is_capital(letter: str) -> bool:
    # German writes its sharp s small also among capitals.
    return letter.isupper() or letter == "ß"


def is_markdown(block: str) -> bool:
    """Whether a block is a heading of Markdown."""
    return re.match(r"#{1,6}\s+\S", block[:20]) is not None and "\n" not in block


def is_name_like(words: list[str], *, small: frozenset[str], most: int) -> bool:
    """Whether some words may be names: few, with capitals but for the small words in and between names."""
    return 0 < len(words) <= most and all(word[0].isupper() or word.lower() in small for word in words)
