"""Quotations: sentences, quote marks, the rules that read them and the learned reader that weighs what they find."""

from helpers.quoting.finding import ENGINES, Quotations, choose_engine, find_mark_problems, find_quotes
from helpers.quoting.sentences import find_sentences, split_sentences

__all__ = [
    "ENGINES",
    "Quotations",
    "choose_engine",
    "find_mark_problems",
    "find_quotes",
    "find_sentences",
    "split_sentences",
]
