"""Paragraphs in another language than their article: their quotations would be sought with the wrong words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from helpers.languages import UNDETERMINED, available_languages, detect_language, load_language
from helpers.reading.structure import Paragraph

# A paragraph shorter than this tells no language for sure, and a name or a title in another one is no mixture.
_FEWEST_LETTERS = 120
# The words of a language's lists ("the", "said", "nach") make up most of a text in it, so that only paragraphs with few
# of them are asked what they are, which takes some milliseconds each. Source: of 2,743 paragraphs of train articles,
# English and German, the share was above 0.33 in 99.5 % (least 0.27), with the other's lists below 0.19 in 99 %.
_FEWEST_OWN_WORDS = 0.3
_SURE = 0.9
# In a language without a file every paragraph would have to be asked.
_MOST_ASKED = 8
_WORD = re.compile(r"[^\W\d_]+")


def find_other_languages(text: str, paragraphs: Sequence[Paragraph], language: str) -> list[tuple[str, str]]:
    """A warning (code, message) for each other language in which paragraphs of the body are, none where all agree."""
    if language == UNDETERMINED:
        return []
    found: dict[str, list[int]] = {}
    asked = 0
    for number, row in enumerate(paragraphs):
        block = text[row.start : row.end]
        if row.kind != "body" or asked >= _MOST_ASKED or not _may_be_other(block, language):
            continue
        asked += 1
        other, score = detect_language(block)
        if other not in (language, UNDETERMINED) and score >= _SURE:
            found.setdefault(other, []).append(number)
    return [("mixed-language", _describe(other, numbers, language)) for other, numbers in sorted(found.items())]


def _describe(other: str, numbers: list[int], language: str) -> str:
    listed = ", ".join(str(number) for number in numbers[:5]) + (", …" if len(numbers) > 5 else "")
    places = f"paragraph {listed} looks" if len(numbers) == 1 else f"paragraphs {listed} look"
    return (
        f"{places} like another language ({other}) than the article ({language}), whose words are used for all; "
        "where that is so, save each language as a file of its own"
    )


def _may_be_other(block: str, language: str) -> bool:
    """Whether a paragraph is long enough, and has too few of the words that stand between others in its language."""
    if sum(map(str.isalpha, block)) < _FEWEST_LETTERS:
        return False
    own = _own_words(language)
    words = _WORD.findall(block.casefold())
    return not own or sum(word in own for word in words) < _FEWEST_OWN_WORDS * len(words)


@cache
def _own_words(code: str) -> frozenset[str]:
    """The single words of the lists of a language file, without capitals; none for a language without a file."""
    if code not in available_languages():
        return frozenset()
    language = load_language(code)
    forms = [form for forms in (*language.words.values(), *language.speech_verbs.values()) for form in forms]
    words = {word.casefold() for form in (*forms, *language.pronouns) for word in _WORD.findall(form)}
    return frozenset(words)
