"""How sure the reader's quotations are: logistic regression on quotations of articles that the network never saw.

The reader is trained without some articles (`HELD_OUT` in the notebook), reads them, and each of its quotations is held
against those that people have marked there: it is right where it shares at least half of its characters with one and
has its source. What is fitted goes into the file `reader.json` of the model; the shipped network, which was trained on
all articles, takes it over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.languages import load_language
from helpers.quoting.extractor import Extractor
from helpers.quoting.rules import read_quotations
from helpers.quoting.sentences import split_sentences
from helpers.scoring.matching import Quote, match
from helpers.training.documents import split_paragraphs

INTERCEPT = "intercept"
# What large weights cost, so that rare signs do not get any.
_PENALTY = 1.0
_STEPS = 50
_BINS = 10
_FOLDS = 5


class Case(NamedTuple):
    """A quotation that the reader found: its signs, and whether text and source are right."""

    signs: Mapping[str, float]
    right: bool


class Bin(NamedTuple):
    """The quotations with scores from `low` on, below the next bin: how many, their mean score, the share right."""

    low: float
    found: int
    score: float
    right: float


def judge_quotations(extractor: Extractor, documents: Iterable[Mapping[str, Any]]) -> list[Case]:
    """The quotations found in documents (`text`, `lang`, `quotes` as in the corpora), each with whether it is right."""
    cases = []
    for document in documents:
        text, language = document["text"], load_language(document["lang"])
        paragraphs = split_paragraphs(text)
        sentences = [split_sentences(text, *span, language=document["lang"]) for span in paragraphs]
        ruled, _ = read_quotations(text, paragraphs, sentences, language)
        found = extractor.explain(text, paragraphs, ruled, language)
        gold = [Quote(text, one, []) for one in document["quotes"] if not one.get("nested")]
        said = [Quote(text, {"content": one.contents, "source": one.sources}, []) for one, _ in found]
        right = {place: gold[number].same_source(said[place]) for number, place in match(gold, said)}
        cases += [Case(signs, right.get(place, False)) for place, (_, signs) in enumerate(found)]
    return cases


def fit_confidence(cases: Sequence[Case]) -> dict[str, float]:
    """The weight of each sign, and the intercept, by Newton's method; rounded to three places."""
    names = sorted({name for case in cases for name in case.signs})
    signs = _matrix(cases, names)
    right = np.array([case.right for case in cases], float)
    weights = np.zeros(len(names) + 1)
    penalty = np.diag([0.0, *([_PENALTY] * len(names))])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (right - chances) - penalty @ weights
        curve = (signs * (chances * (1 - chances))[:, None]).T @ signs + penalty
        weights += np.linalg.solve(curve, slope)
    return {name: round(float(weight), 3) for name, weight in zip([INTERCEPT, *names], weights, strict=True)}


def check_confidence(cases: Sequence[Case]) -> list[Bin]:
    """How often quotations of each score are right, each scored with weights that were fitted without it."""
    scores = np.zeros(len(cases))
    for part in range(_FOLDS):
        weights = fit_confidence([case for place, case in enumerate(cases) if place % _FOLDS != part])
        names = [name for name in weights if name != INTERCEPT]
        values = _matrix(cases, names) @ np.array([weights[INTERCEPT], *(weights[name] for name in names)])
        scores[part::_FOLDS] = (1 / (1 + np.exp(-values)))[part::_FOLDS]
    right = np.array([case.right for case in cases], float)
    bins = np.minimum((scores * _BINS).astype(int), _BINS - 1)
    return [
        Bin(number / _BINS, int(chosen.sum()), float(scores[chosen].mean()), float(right[chosen].mean()))
        for number in range(_BINS)
        if (chosen := bins == number).any()
    ]


def _matrix(cases: Sequence[Case], names: Sequence[str]) -> NDArray[np.float64]:
    """One row a quotation: 1 for the intercept, then its signs."""
    return np.array([[1.0, *(case.signs.get(name, 0.0) for name in names)] for case in cases])
