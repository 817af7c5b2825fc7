"""The same words in several articles of one story: which of them tells them first.

A story is what `articles.story_id` says. Its articles come in the order of their dates, those without one last, and of
one day in the order of `articles`. What an article tells is compared with what the articles before it tell, and never
with its own: who says the same twice in one article says it twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import pandas as pd

from helpers.languages import load_language
from helpers.showing.repeats import Tellings, Text
from helpers.wording import split_words

INDIRECT, SCARE = "indirect", "scare"
_LEADING = ["article_id", "story_id", "language", "place"]
_SENTENCE = ["article_id", "paragraph", "sentence"]
# Lists of a language file with words that name nobody, whether they are written with a capital or not.
_NAMELESS = (
    "determiners",
    "prepositions",
    "anonymous",
    "collective",
    "staff",
    "title_nouns",
    "coordinators",
    "adverbs",
)
_FEWEST_LETTERS_OF_A_ROLE = 5


def order_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles in the order in which they tell, one row each: article_id, story_id, language, place (from 0).

    A frame that has a `place` keeps it: it comes from here.
    """
    once = articles.drop_duplicates("article_id")
    if "place" not in once.columns:
        once = once.sort_values("date", na_position="last", kind="stable")
        once = once.assign(place=range(len(once)))
    return once.sort_values("place")[_LEADING].reset_index(drop=True)


def find_tellings(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.Series[str]:
    """The quote_id of the first telling of each quotation, in the order of `quotes`; most often its own.

    Two quotations of one story and language are the same where both are indirect or neither is, their sources name
    nobody different, and their words are the same but for a small edit: the same letters, at least five words that
    stand as they are in the other, or four fifths of the words with the same numbers and negations. Quotations that
    have a column `told_first` keep it.
    """
    if "told_first" in quotes.columns:
        return quotes["told_first"]
    if not articles.loc[~articles["article_id"].duplicated(), "story_id"].duplicated().any():
        return quotes["quote_id"].rename("told_first")
    rows = _join_stories(quotes, articles)
    families = rows["kind"].where(rows["kind"].isin([INDIRECT, SCARE]), "marks")
    groups = zip(rows["story_id"], rows["language"], families, strict=True)
    names = [
        _read_names(source, language) if isinstance(source, str) else frozenset[str]()
        for source, language in zip(rows["source"], rows["language"], strict=True)
    ]
    first = _find_first(rows, list(groups), names)
    told = dict(zip(rows["quote_id"], rows["quote_id"].iloc[first], strict=True))
    return quotes["quote_id"].map(lambda quote_id: told.get(quote_id, quote_id)).astype("str").rename("told_first")


def find_mention_tellings(mentions: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.Series[str]:
    """The mention_id of the first telling of each mention, in the order of `mentions`; most often its own.

    Mentions of one story are the same where they name the same entity (`entity_id`) in the same sentence, which may
    have been edited a little; of two in a sentence the first is the first. An entity that is meant and not named keeps
    rows of its own.
    """
    bounds = sentences.merge(mentions[_SENTENCE].drop_duplicates(), on=_SENTENCE)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    columns = (bounds[name] for name in ("article_id", "start", "end"))
    bounds["text"] = [texts[key][start:end] for key, start, end in zip(*columns, strict=True)]
    rows = _join_stories(bounds, articles)
    rows["told"] = _find_first(rows, list(zip(rows["story_id"], rows["language"], strict=True)), None)
    return _find_first_mentions(mentions, rows[[*_SENTENCE, "place", "told"]])


def _find_first_mentions(mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.Series[str]:
    """For each mention the first one, in the order of the articles, of its entity in the same telling of a sentence."""
    rows = mentions.assign(row=range(len(mentions))).merge(sentences, on=_SENTENCE)
    rows = rows.sort_values(["place", "start", "mention_id"], kind="stable")
    rows["time"] = rows.groupby([*_SENTENCE, "entity_id"]).cumcount()
    first = rows.groupby(["told", "entity_id", "time"])["mention_id"].transform("first")
    told = dict(zip(rows["row"], first, strict=True))
    ids = [told.get(row, own) for row, own in enumerate(mentions["mention_id"])]
    return pd.Series(ids, index=mentions.index, dtype="str", name="told_first")


def _join_stories(rows: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The rows of stories with several articles, with story_id, language and place, in the order of telling."""
    order = order_articles(articles)
    several = order[order["story_id"].duplicated(keep=False)]
    rows = rows[rows["article_id"].isin(several["article_id"])]
    found = rows.drop(columns=["language", "place", "story_id"], errors="ignore").merge(several, on="article_id")
    return found.sort_values(["place", "start"], kind="stable").reset_index(drop=True)


def _find_first(rows: pd.DataFrame, groups: Sequence[object], names: Sequence[frozenset[str]] | None) -> list[int]:
    """The place in `rows`, sorted by article, of the first telling of each row; only rows of a group are compared."""
    tellings: dict[object, Tellings] = {}
    first = list(range(len(rows)))
    texts = _read_texts(rows, names)
    for place, (group, article, text) in enumerate(zip(groups, rows["article_id"], texts, strict=True)):
        known = tellings.setdefault(group, Tellings())
        first[place] = known.tell(text, article=article, place=place)
    return first


def _read_texts(rows: pd.DataFrame, names: Sequence[frozenset[str]] | None) -> Iterator[Text]:
    for place, (text, language) in enumerate(zip(rows["text"], rows["language"], strict=True)):
        words = split_words(text)
        fixed = _list_negations(language)
        bound = tuple(sorted(word for word in words if word.isdecimal() or word in fixed))
        yield Text(tuple(words), bound, names[place] if names else frozenset())


@cache
def _list_negations(language: str) -> frozenset[str]:
    return frozenset(word for phrase in load_language(language).words_of("negations") for word in split_words(phrase))


@cache
def _list_nameless(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Words that name nobody, and ends of words that name an office."""
    known = load_language(language)
    words = frozenset(known.titles) | frozenset(known.roles) | frozenset(known.pronouns)
    listed = frozenset(word for kind in _NAMELESS for phrase in known.words_of(kind) for word in split_words(phrase))
    return words | listed, tuple(word for word in known.roles if len(word) >= _FEWEST_LETTERS_OF_A_ROLE)


def _read_names(source: str, language: str) -> frozenset[str]:
    """The words of a source that are written like names, in small letters and without the s of a genitive."""
    nameless, offices = _list_nameless(language)
    words = (word for part in source.split() if _find_first_letter(part).isupper() for word in split_words(part))
    named = (word for word in words if len(word) > 1 and word not in nameless and not word.endswith(offices))
    return frozenset(word.removesuffix("s") for word in named)


def _find_first_letter(text: str) -> str:
    return next((letter for letter in text if letter.isalnum()), "")
