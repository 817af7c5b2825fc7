"""The quotations of a corpus as tables, by rule or by the learned reader, and the marks without partner as problems."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from helpers.languages import load_language
from helpers.quoting.extractor import is_installed, is_taken_away, load_extractor, reads
from helpers.quoting.marks import UNCLOSED, Flaw, pair_marks
from helpers.quoting.quotation import Quotation
from helpers.quoting.rules import read_quotations
from helpers.tables import NAMES_SEEN, PROBLEMS, QUOTE_SPANS, QUOTES, HelpersError, conform, rows_of

ENGINES = ("auto", "model", "rules")

# Headlines and standfirsts repeat what the article says, and captions, notes of correction and boilerplate are none of
# its words: their quotations would count twice, or for nobody.
READ_KINDS = ("body",)
_AROUND = 40


class Quotations(NamedTuple):
    """The two tables of quotations, and the names that the learned reader sees on its way."""

    quotes: pd.DataFrame
    quote_spans: pd.DataFrame
    names_seen: pd.DataFrame


class _Passage(NamedTuple):
    """An article as the rules read it: its paragraphs with their numbers, and the sentences of each."""

    article_id: str
    text: str
    language: str
    numbers: list[int]
    paragraphs: list[tuple[int, int]]
    sentences: list[list[tuple[int, int]]]


def choose_engine(engine: str) -> str:
    """The engine that `engine` (auto, model or rules) stands for; raises HelpersError where it is not to be had.

    The learned reader is the better one. "auto" takes it for the languages that it was trained on and the rules for all
    others, and for all where its folder was taken away; "model" takes it for every language.
    """
    if engine not in ENGINES:
        raise HelpersError(f"there is no engine {engine!r}; choose one of {', '.join(ENGINES)}")
    if engine == "rules" or (engine == "auto" and is_taken_away()):
        return "rules"
    if not is_installed():
        raise HelpersError(
            "the files of the learned reader are not there (helpers/resources/model): "
            "install Newsbook from a whole clone, or use --engine rules"
        )
    return "model"


def find_quotes(
    articles: pd.DataFrame, paragraphs: pd.DataFrame, sentences: pd.DataFrame, *, engine: str = "auto", threads: int = 1
) -> Quotations:
    """The quotations of all articles, one row for each speech act, and the spans of their contents, sources and cues.

    Body paragraphs are read, and nothing else. Columns as in `tables.QUOTES`: `text` joins the contents with " … ",
    `kind` is direct, mixed, indirect or scare, `speech` false for beliefs and plans, `found_by` the rule or
    "model", `score` how likely quotation and source are right (0 to 1), `words` the whitespace-separated words of the
    contents. `cue`, `cue_lemma` and `source` may be missing. `names_seen` is what the learned reader takes for names,
    for `find_mentions`; the rules see none. `threads` are those of the learned reader, and change its speed alone.
    Raises HelpersError for an engine that there is not.
    """
    with_model = choose_engine(engine) == "model"
    rows: list[dict[str, Any]] = []
    spans: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for passage in _passages(articles, paragraphs, sentences):
        language = load_language(passage.language)
        found, _ = read_quotations(passage.text, passage.paragraphs, passage.sentences, language)
        if with_model and (engine == "model" or reads(passage.language)):
            reading = load_extractor(threads=threads).read(passage.text, passage.paragraphs, found, language)
            found = reading.quotations
            names += [{"article_id": passage.article_id, **name._asdict()} for name in reading.names]
        keys = _keys(passage.article_id, found)
        for quotation in found:
            rows.append(_row(quotation, passage, keys))
            spans += _span_rows(quotation, keys[id(quotation)])
    return Quotations(conform(rows, QUOTES), conform(spans, QUOTE_SPANS), conform(names, NAMES_SEEN))


def find_mark_problems(articles: pd.DataFrame, copies: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """One row of `problems` for each quote mark without partner in a body paragraph, at the first copy of its article.

    Codes: `unopened-mark` (a closing mark alone: the quotation is kept from the paragraph's start) and `unclosed-mark`.
    """
    paths = copies.drop_duplicates("article_id").set_index("article_id")["path"]
    rows = []
    for passage in _passages(articles, paragraphs, None):
        _, flaws = pair_marks(passage.text, passage.paragraphs, load_language(passage.language))
        rows += [_problem(passage, flaw, str(paths[passage.article_id])) for flaw in flaws]
    return conform(rows, PROBLEMS)


def _problem(passage: _Passage, flaw: Flaw, path: str) -> dict[str, Any]:
    number = passage.numbers[bisect_right(passage.paragraphs, flaw.position, key=lambda span: span[0]) - 1]
    around = " ".join(passage.text[max(0, flaw.position - _AROUND) : flaw.position + _AROUND // 2].split())
    what = "is opened and never closed" if flaw.code == UNCLOSED else "closes and was never opened"
    return {
        "path": path,
        "article_id": passage.article_id,
        "stage": "quotes",
        "code": flaw.code,
        "severity": "warning",
        "message": f"paragraph {number}: the mark {flaw.mark} {what}, near “{around}”; check what is quoted there",
    }


def _passages(articles: pd.DataFrame, paragraphs: pd.DataFrame, sentences: pd.DataFrame | None) -> Iterable[_Passage]:
    """The articles in order, with the paragraphs that are read."""
    read = paragraphs[paragraphs["kind"].isin(READ_KINDS)]
    grouped: dict[str, list[tuple[int, int, int]]] = {
        str(key): _tuples(group, "paragraph") for key, group in read.groupby("article_id", sort=False)
    }
    within: dict[tuple[str, int], list[tuple[int, int]]] = {}
    if sentences is not None:
        columns = [sentences[name].tolist() for name in ("article_id", "paragraph", "start", "end")]
        for article_id, number, start, end in zip(*columns, strict=True):
            within.setdefault((article_id, number), []).append((start, end))
    for article in rows_of(articles):
        rows = grouped.get(article.article_id, [])
        numbers = [number for number, _, _ in rows]
        yield _Passage(
            article.article_id,
            article.text,
            article.language,
            numbers,
            [(start, end) for _, start, end in rows],
            [within.get((article.article_id, number), []) for number in numbers],
        )


def _tuples(frame: pd.DataFrame, number: str) -> list[tuple[int, int, int]]:
    return list(zip(frame[number].tolist(), frame["start"].tolist(), frame["end"].tolist(), strict=True))


def _keys(article_id: str, quotations: Sequence[Quotation]) -> dict[int, str]:
    """The quote_id of each quotation by its `id()`; two with the same ends are told apart by a number."""
    keys: dict[int, str] = {}
    counts: dict[str, int] = {}
    for quotation in quotations:
        key = f"{article_id}:{quotation.start}-{quotation.end}"
        counts[key] = counts.get(key, 0) + 1
        keys[id(quotation)] = key if counts[key] == 1 else f"{key}:{counts[key]}"
    return keys


def _row(quotation: Quotation, passage: _Passage, keys: dict[int, str]) -> dict[str, Any]:
    text = passage.text
    index = bisect_right(passage.paragraphs, quotation.start, key=lambda span: span[0]) - 1
    parent = quotation.parent
    contents = [text[start:end] for start, end in quotation.contents]
    return {
        "quote_id": keys[id(quotation)],
        "article_id": passage.article_id,
        "paragraph": passage.numbers[index],
        "sentence": _sentence_of(passage.sentences[index], quotation.start),
        "start": quotation.start,
        "end": quotation.end,
        "text": " … ".join(contents),
        "kind": quotation.kind,
        "speech": quotation.speech and quotation.kind != "scare",
        "parent_quote_id": keys[id(parent)] if parent is not None else None,
        "cue": " … ".join(text[start:end] for start, end in quotation.cues) or None,
        "cue_lemma": quotation.lemma,
        "source": text[slice(*quotation.sources[0])] if quotation.sources else None,
        "found_by": quotation.found_by,
        "score": quotation.score,
        "words": sum(len(content.split()) for content in contents),
    }


def _sentence_of(sentences: Sequence[tuple[int, int]], position: int) -> int:
    return max(0, bisect_right(sentences, position, key=lambda span: span[0]) - 1)


def _span_rows(quotation: Quotation, key: str) -> list[dict[str, Any]]:
    roles = (("content", quotation.contents), ("source", quotation.sources), ("cue", quotation.cues))
    return [
        {"quote_id": key, "role": role, "start": start, "end": end} for role, spans in roles for start, end in spans
    ]
