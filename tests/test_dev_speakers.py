"""Who says what on annotated articles of the dev parts, where the corpora are there: no change may make it worse.

Two ways: "marked" takes the quotations and sources that people marked, and so measures naming alone; "end to end" reads
the bare texts, and a quotation that is not found counts as missing. The articles are read for these figures alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from helpers import annotate_documents
from helpers.naming import find_speakers
from helpers.quoting import choose_engine
from helpers.quoting.extractor import load_extractor
from helpers.tables import HelpersError
from helpers.training.answers import Article, Tables, make_tables, quote_key, read_answers
from helpers.training.judging import MISSING, Judge

TESTS = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = json.loads((TESTS / "floors.json").read_text(encoding="utf-8"))
CORPORA = ("polnear-dev", "wikinews-de-dev")


class Dev(NamedTuple):
    """The annotated articles of a corpus, their tables with marked quotations, and who knows the names in them."""

    articles: Sequence[Article]
    tables: Tables
    judge: Judge


@pytest.fixture(scope="module")
def reader() -> None:
    try:
        engine = choose_engine("auto")
    except HelpersError as error:
        pytest.skip(str(error))
    if engine != "model":
        pytest.skip("the learned reader was taken away (helpers/resources/model), and figures are those with it")


@pytest.fixture(scope="module", autouse=True)
def windows_seen_once(reader: None) -> Iterator[None]:  # noqa: ARG001, it skips
    """Both ways show the network the same windows, and most of the time goes there."""
    network = load_extractor()._network
    run, seen = network._session.run, dict[bytes, Any]()

    def run_once(names: Sequence[str], window: Mapping[str, Any]) -> Any:
        key = b"".join(values.tobytes() for values in window.values())
        if key not in seen:
            seen[key] = run(names, window)
        return seen[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "_session", SimpleNamespace(run=run_once))
        yield


@pytest.fixture(scope="module", params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def dev(shared: Path, reader: None, corpus: str) -> Dev:  # noqa: ARG001, it skips
    articles = read_answers(TESTS / "gold" / "dev-speakers.jsonl", shared / "corpora")[corpus]
    tables, names = make_tables(articles)
    return Dev(articles, tables, Judge(tables.entities, names))


def judge_marked(dev: Dev) -> Iterator[str]:
    """The verdict on each annotated quotation, from what people marked."""
    speakers = find_speakers(*dev.tables).dropna(subset=["speaker"])
    found = {str(key): some["speaker"].tolist() for key, some in speakers.groupby("quote_id")}
    for place, article in enumerate(dev.articles):
        for answer in article.answers:
            yield dev.judge.judge(found.get(quote_key(place, answer.quote), []), answer)


def letters(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(place for start, end in spans for place in range(start, end) if text[place].isalnum())


def judge_found(article: Article, found: Mapping[str, Any], judge: Judge) -> Iterator[str]:
    """The verdict on each annotated quotation, from the one found that shares most of its letters, half at least."""
    free = [(letters(article.text, quote["content"]), quote["speaker"]) for quote in found["quotes"]]
    for answer in article.answers:
        wanted = letters(article.text, article.quotes[answer.quote]["content"])
        best = max(free, key=lambda one: len(wanted & one[0]) / len(wanted | one[0] | {-1}), default=None)
        if best is None or 2 * len(wanted & best[0]) < len(wanted | best[0]):
            yield MISSING
            continue
        free.remove(best)
        yield judge.judge([best[1]] if isinstance(best[1], str) else best[1] or [], answer)


def judge_annotated(dev: Dev) -> Iterator[str]:
    """The same from the bare texts, as `newsbook annotate` reads them."""
    documents = [{"id": one.id, "lang": one.language, "text": one.text} for one in dev.articles]
    for article, found in zip(dev.articles, annotate_documents(documents), strict=True):
        yield from judge_found(article, found, dev.judge)


def check_figures(name: str, verdicts: Sequence[str]) -> None:
    """Print the shares of verdicts, and fail where one is below its floor; "not wrong" is the ceiling of "wrong"."""
    counts = Counter(verdicts)
    shares = {verdict: 100 * counts[verdict] / len(verdicts) for verdict in ("right", "wrong", "missing")}
    print(name, len(verdicts), {verdict: round(share, 1) for verdict, share in shares.items()})
    figures = {"right": shares["right"], "not_wrong": 100 - shares["wrong"]}
    assert set(FLOORS[name]) == set(figures)
    assert {measure: figure for measure, figure in figures.items() if figure < FLOORS[name][measure]} == {}


def test_speakers_of_marked_quotations_keep_their_floors(dev: Dev, corpus: str) -> None:
    check_figures(f"{corpus}, speakers, marked", list(judge_marked(dev)))


def test_speakers_from_bare_texts_keep_their_floors(dev: Dev, corpus: str) -> None:
    check_figures(f"{corpus}, speakers, end to end", list(judge_annotated(dev)))
