"""The weights of `resources/pronouns.toml`, made from pronouns whose meaning was annotated.

`python -m helpers.training.choosing CORPORA` shows how often such weights are right on articles that they were not
fitted on, and writes the file anew, which takes a minute; CORPORA is the folder that holds `quotes/`. Whom a pronoun
may mean depends on who spoke before, and so on the weights that there were: begin again where they have changed much.
How likely the best must be to be taken (`[least]`) is chosen by hand from what is shown, and stays.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.naming.pronouns import is_chosen
from helpers.naming.salience import Candidate, list_candidates, weights
from helpers.naming.sources import read_source
from helpers.naming.speakers import read_stories
from helpers.naming.story import Said, Story
from helpers.training.answers import Article, make_tables, quote_key, read_answers
from helpers.training.judging import MISSING, RIGHT, WRONG, Judge

ROOT = Path(__file__).resolve().parent.parent.parent
ANSWERS = ROOT / "tests" / "gold" / "train-speakers.jsonl"
WEIGHTS = ROOT / "helpers" / "resources" / "pronouns.toml"
OFTEN = "often"
# How strongly weights are drawn to 0 (L2); a third of it and thrice as much do as well on articles left out.
_PENALTY = 1.0
# So many steps bring each weight to within 0.03 of where ten times as many would.
_STEPS, _RATE = 600, 0.3
_FOLDS = 6
_CHANCES = (0.0, 0.3, 0.4, 0.45, 0.5, 0.6, 0.7)
_HEADER = """\
# What speaks for one of those before it being the one that "he" or "she" takes up, and how much: the weights of a model
# of choice with "none of them" (softmax), and how likely the best must be to be taken. The number behind a sign is how
# far back it was, in sentences (0: this one; 4: three or four; far: more); sentences that open with the same pronoun do
# not count. Fitted on {pronouns} pronouns of {articles} training articles (PolNeAR and German Wikinews, train) whose
# meaning was annotated by reading; helpers/training/choosing.py makes them again.
"""

Floats = NDArray[np.float64]


class Choice(NamedTuple):
    """A pronoun for one person: its article and language, whom it may mean, and which of those are right."""

    article: str
    language: str
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]


class Sheet(NamedTuple):
    """Choices as numbers: for each the signs of its candidates and, last, of none of them, and which are right.

    Choices with fewer candidates are filled up; `there` tells the real ones.
    """

    signs: Floats
    right: Floats
    there: NDArray[np.bool_]


def list_choices(articles: Sequence[Article], *, engine: str = "auto") -> list[Choice]:
    """The annotated pronouns of articles of one language that mean one person, whom the model chooses."""
    tables, names = make_tables(articles, engine=engine)
    judge = Judge(tables.entities, names)
    answers = {
        quote_key(place, answer.quote): (article, answer)
        for place, article in enumerate(articles)
        for answer in article.answers
    }
    choices = []
    for story, said, _ in read_stories(*tables):
        if said.quote_id in answers:
            article, answer = answers[said.quote_id]
            for candidates in _choices_of(said, story):
                right = tuple(judge.judge([one.speaker.name or ""], answer) == RIGHT for one in candidates)
                choices.append(Choice(article.id, article.language, candidates, right))
    return choices


def _choices_of(said: Said, story: Story) -> Iterator[tuple[Candidate, ...]]:
    for start, end in said.sources:
        for source in read_source(story.roster, start, end):
            if source.pronoun is not None and is_chosen(source, source.pronoun, said, story):
                yield tuple(list_candidates(source.start, source.pronoun, story))


def fit_weights(choices: Sequence[Choice]) -> dict[str, float]:
    """The weight of each sign, sorted by sign and "often" last: a softmax with "none of them", fitted by AdaGrad."""
    signs = _list_signs(choices)
    sheet = _make_sheet(choices, signs)
    fitted, squares = np.zeros(len(signs)), np.zeros(len(signs))
    for _ in range(_STEPS):
        chances = _find_chances(sheet, fitted)
        wanted = chances * sheet.right
        wanted /= np.maximum(wanted.sum(axis=1, keepdims=True), 1e-12)
        slope = _PENALTY * fitted - np.einsum("ncs,nc->s", sheet.signs, wanted - chances)
        squares += slope**2
        fitted -= _RATE * slope / np.sqrt(squares + 1e-8)
    return dict(zip(signs, fitted.tolist(), strict=True))


def _list_signs(choices: Sequence[Choice]) -> list[str]:
    return [*sorted({sign for choice in choices for one in choice.candidates for sign in one.signs}), OFTEN]


def _make_sheet(choices: Sequence[Choice], signs: Sequence[str]) -> Sheet:
    most = max((len(choice.candidates) for choice in choices), default=0) + 1
    column = {sign: number for number, sign in enumerate(signs)}
    sheet = Sheet(
        np.zeros((len(choices), most, len(signs))),
        np.zeros((len(choices), most)),
        np.zeros((len(choices), most), dtype=bool),
    )
    for row, choice in enumerate(choices):
        none = len(choice.candidates)
        sheet.there[row, : none + 1] = True
        sheet.right[row, : none + 1] = [*choice.right, not any(choice.right)]
        for place, one in enumerate(choice.candidates):
            sheet.signs[row, place, [column[sign] for sign in one.signs if sign in column]] = 1
            sheet.signs[row, place, column[OFTEN]] = one.often
    return sheet


def _find_chances(sheet: Sheet, fitted: Floats) -> Floats:
    """How likely each candidate is, none of them the last; as `salience.likeliest` reckons."""
    scores = np.where(sheet.there, sheet.signs @ fitted, -math.inf)
    powers: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Floats = powers / powers.sum(axis=1, keepdims=True)
    return chances


def choose(choice: Choice, fitted: Mapping[str, float]) -> tuple[float, bool]:
    """How likely the likeliest candidate is, and whether it is right; (0, False) where there is none."""
    if not choice.candidates:
        return 0.0, False
    chances = _find_chances(_make_sheet([choice], list(fitted)), np.array(list(fitted.values())))[0]
    best = int(chances[: len(choice.candidates)].argmax())
    return float(chances[best]), choice.right[best]


def cross_validate(choices: Sequence[Choice]) -> Iterator[tuple[Choice, float, bool]]:
    """Each choice with the chance of the likeliest and whether it is right, by weights fitted on other articles."""
    articles = sorted({choice.article for choice in choices})
    random.Random(1).shuffle(articles)  # noqa: S311, chance is all that is wanted
    for fold in range(_FOLDS):
        left_out = set(articles[fold::_FOLDS])
        fitted = fit_weights([choice for choice in choices if choice.article not in left_out])
        yield from ((choice, *choose(choice, fitted)) for choice in choices if choice.article in left_out)


def count_verdicts(tried: Sequence[tuple[Choice, float, bool]], least: float) -> Counter[str]:
    """How many are right, wrong and missing where the likeliest is taken from that chance on."""
    return Counter(
        MISSING if not choice.candidates or chance < least else RIGHT if right else WRONG
        for choice, chance, right in tried
    )


def write_weights(fitted: Mapping[str, float], least: Mapping[str, float], path: Path, *, header: str) -> None:
    """Write the file of weights, rounded to hundredths: the comment, `[least]` by language, `[signs]`."""
    lines = ["[least]", *(f"{code} = {chance:g}" for code, chance in least.items())]
    lines += ["", "[signs]", *(f'"{sign}" = {weight:.2f}' for sign, weight in fitted.items())]
    path.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


def make_weights(
    corpora: Path, *, answers: Path = ANSWERS, out: Path = WEIGHTS, report: Callable[[str], None] = print
) -> None:
    """Fit the weights on annotated pronouns and write them to `out`; `report` gets what cross-validation shows.

    Raises HelpersError where a corpus is missing.
    """
    found = read_answers(answers, corpora).values()
    choices = [choice for articles in found for choice in list_choices(articles)]
    tried = list(cross_validate(choices))
    for code in sorted({choice.language for choice in choices}):
        some = [one for one in tried if one[0].language == code]
        for least in _CHANCES:
            counts = count_verdicts(some, least)
            shown = ", ".join(f"{counts[verdict]} {verdict}" for verdict in (RIGHT, WRONG, MISSING))
            report(f"{code}, {len(some)} pronouns, taken from {least:.2f} on: {shown}")
    read = sum(len(articles) for articles in found)
    header = _HEADER.format(pronouns=len(choices), articles=read)
    write_weights(fit_weights(choices), weights().least, out, header=header)
    report(f"{out}: weights of {len(choices)} pronouns")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Fit the weights of resources/pronouns.toml.")
    parser.add_argument("corpora", type=Path, help="the folder that holds quotes/")
    parser.add_argument("--answers", type=Path, default=ANSWERS, help="the annotated speakers")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="the file to write")
    make_weights(**vars(parser.parse_args()))
