"""Which paragraphs are titles: the headline, what stands below it, and the headings between paragraphs."""

from __future__ import annotations

import re

from helpers.reading.structure.credits import find_agency
from helpers.reading.structure.shapes import BULLETS, CLOSING, OPENING, STOPS, ends_sentence, is_capitals, is_markdown

_SENTENCE_INSIDE = re.compile(r"\w{3}[.!?…][\"”’“‘»«)]*\s+\S")
# Lengths in code points, from the longest headlines and headings of news sites; a headline with a full stop is rarer
# than a first sentence, so it must be shorter and stand behind a date prefix.
_LONGEST_HEADLINE = 200
_LONGEST_HEADLINE_WITH_STOP = 140
_LONGEST_HEADING = 80
_LONGEST_CAPITALS = 120
_MOST_HEADING_WORDS = 12
_LONGEST_STANDFIRST = 350
# A shorter line below the headline may be the first heading.
_FEWEST_STANDFIRST_WORDS = 6


def plain_title(title: str) -> str:
    """A headline or heading on one line, without the number signs that Markdown puts before it."""
    return " ".join((title.lstrip("#") if is_markdown(title) else title).split())


def is_headline(block: str, *, dated: bool) -> bool:
    """Whether the first paragraph of an article is its headline; `dated` where a date prefix stands before it."""
    if len(block) > _LONGEST_HEADLINE or block.endswith((",", ";", ":")) or block.startswith(BULLETS):
        return False
    if not any(map(str.isalpha, block)) or find_agency(block) is not None:
        return False
    if not ends_sentence(block):
        return True
    is_one_sentence = len(block) <= _LONGEST_HEADLINE_WITH_STOP and _SENTENCE_INSIDE.search(block) is None
    return is_one_sentence and (dated or block.endswith(("?", "!")))


def is_heading(block: str) -> bool:
    """Whether a paragraph looks like the heading of a section."""
    if len(block) > _LONGEST_CAPITALS or block.endswith((",", ";", ":")) or block.startswith(BULLETS):
        return False
    if is_markdown(block):
        return True
    if is_capitals(block):
        # "WHAT NOW?" may be a heading; a shout in quote marks is somebody's words.
        return not block.rstrip(CLOSING + ")]").endswith(".") and not (block[0] in OPENING and ends_sentence(block))
    is_short = len(block) <= _LONGEST_HEADING and len(block.split()) <= _MOST_HEADING_WORDS
    return is_short and _is_title_like(block)


def _is_title_like(block: str) -> bool:
    inner = block.lstrip(OPENING + "([").rstrip(CLOSING + ")]")
    if not any(map(str.isalpha, inner)) or inner[0].islower() or inner.endswith((",", ";", ":")):
        return False
    # A quotation that goes on in the next paragraph has no closing mark here.
    is_open = block[0] in OPENING and not any(mark in block[1:] for mark in CLOSING)
    return not is_open and not inner.endswith(tuple(STOPS)) and not ends_sentence(block) and find_agency(block) is None


def may_be_standfirst(block: str) -> bool:
    """Whether a paragraph above the byline may be the standfirst: short, and without a dateline."""
    return len(block) <= _LONGEST_STANDFIRST and "\n" not in block and find_agency(block) is None


def is_subtitle(block: str) -> bool:
    """Whether a paragraph below the headline goes on with it: a line of several words that ends no sentence."""
    is_line = len(block) <= _LONGEST_HEADLINE and "\n" not in block and len(block.split()) >= _FEWEST_STANDFIRST_WORDS
    return is_line and not is_capitals(block) and not is_markdown(block) and _is_title_like(block)
