"""The role that stands before a name, right before it or further off where adjectives follow their noun."""

from __future__ import annotations

from helpers.naming.lexicon import Lexicon
from helpers.naming.tokens import APOSTROPHES, HYPHENS, Tokens

# As many words and signs may stand between a role and the comma after it.
_LONGEST_OFFICE = 8


def role_before(tokens: Tokens, first: int, words: Lexicon) -> str:
    """The word before a name, or the role before its adjective ("le chercheur belge Jean Dumont")."""
    before, earlier = tokens.word(first - 1), tokens.word(first - 2)
    described = words.heads_first and before.islower() and not words.names_no_one(before)
    return earlier if described and words.role(before) is None and words.role(earlier) is not None else before


def role_before_comma(tokens: Tokens, first: int, words: Lexicon) -> bool:
    """Whether a role stands before the comma before a name ("chief executive, Piet Aronsen").

    Where the noun comes first, more may stand between ("la ministre belge de la Santé, Anna Morel").
    """
    if tokens.word(first - 1) != "," or not tokens.same_line(first - 1, first):
        return False
    for step in range(2, 2 + (_LONGEST_OFFICE if words.heads_first else 1)):
        word = tokens.word(first - step)
        if words.role(word) is not None:
            return True
        if not (word.isalpha() or word in APOSTROPHES or word in HYPHENS) or words.is_verb(word):
            return False
    return False
