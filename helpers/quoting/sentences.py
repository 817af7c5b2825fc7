"""Sentences with their offsets.

sentencex (Wikimedia, MIT) splits: measured on the seeds against syntok and pysbd, it alone keeps "am 21. Januar"
whole, keeps a quotation of several sentences in one piece with its attribution, and is 4 and 25 times faster.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.languages import UNDETERMINED, load_language
from helpers.quoting.words import Lexicon, lexicon_of
from helpers.tables import SENTENCES, conform, rows_of

# Nobody writes longer ones: a list without full stops is cut, so that what reads sentences takes no time over it.
_LONGEST_SENTENCE = 5_000
# sentencex takes quadratic time over marks that never close (80,000 characters: 3 s); no real paragraph is longer.
_LONGEST_PASSAGE = 20_000
# No abbreviation or ordinal with the word before it is longer.
_LONGEST_ENDING = 40


def find_sentences(articles: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """The sentences of every paragraph, one row each.

    Columns: article_id, paragraph, sentence (from 0 within its paragraph), start, end (code points into the article's
    text, without the white space around). A direct quotation of several sentences stays one sentence with its
    attribution.
    """
    known = {row.article_id: (row.text, row.language) for row in rows_of(articles)}
    rows = []
    for paragraph in rows_of(paragraphs):
        text, language = known[paragraph.article_id]
        spans = split_sentences(text, paragraph.start, paragraph.end, language=language)
        rows += [
            {
                "article_id": paragraph.article_id,
                "paragraph": paragraph.paragraph,
                "sentence": number,
                "start": start,
                "end": end,
            }
            for number, (start, end) in enumerate(spans)
        ]
    return conform(rows, SENTENCES)


def split_sentences(text: str, start: int, end: int, *, language: str) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]` as (start, end) in code points, without the white space around them."""
    from sentencex import get_sentence_boundaries

    code = "en" if language == UNDETERMINED else language
    lexicon = lexicon_of(load_language(language))
    spans: list[tuple[int, int]] = []
    boundaries = (
        (first + found["start_index"], first + found["end_index"])
        for first, last in _cut(text, start, end, _LONGEST_PASSAGE)
        for found in get_sentence_boundaries(code, text[first:last])
    )
    for first, last in boundaries:
        piece = text[first:last]
        left = first + len(piece) - len(piece.lstrip())
        right = first + len(piece.rstrip())
        if left < right and spans:
            spans[-1], left = _with_opening(text, spans[-1], left)
        if left < right and spans and _goes_on(text[spans[-1][0] : spans[-1][1]], text[left:right], lexicon):
            spans[-1] = (spans[-1][0], right)
        elif left < right:
            spans.append((left, right))
    return [piece for span in spans for piece in _cut(text, *span, _LONGEST_SENTENCE)]


def _with_opening(text: str, before: tuple[int, int], left: int) -> tuple[tuple[int, int], int]:
    """A mark that was left at the end of the sentence before opens the one at `left` (“Osk said. “Nobody knows”)."""
    start, end = before
    opening = end
    while opening > start and not text[opening - 1].isspace() and not text[opening - 1].isalnum():
        opening -= 1
    if end != left or opening in (start, end) or not text[opening - 1].isspace():
        return before, left
    return (start, start + len(text[start:opening].rstrip())), opening


def _cut(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """A passage in pieces of no more than `longest` code points, cut at white space where there is some."""
    while end - start > longest:
        cut = start + longest
        while cut > start and not text[cut].isspace():
            cut -= 1
        right = cut = cut if cut > start else start + longest
        while text[right - 1].isspace():
            right -= 1
        yield start, right
        start = cut
        while text[start].isspace():
            start += 1
    yield start, end


def _goes_on(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether the full stop between belongs to an abbreviation of the language file or to an ordinal ("Ms.", "21.")."""
    words = before[-_LONGEST_ENDING:].split()
    if not words or not words[-1].endswith("."):
        return False
    last = words[-1][:-1].lstrip("(\"“„‘‚«»'")
    # "p.m." and "U.S." end sentences as often as not: the splitter knows better.
    if "." not in last and last.casefold() in lexicon.abbreviations:
        return True
    return len(words) > 1 and lexicon.is_ordinal(words[-2], last, after.split(maxsplit=1)[0].rstrip(",.;:"))
