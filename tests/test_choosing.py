"""Weights for the choice whom a pronoun means: from annotated speakers to a file, on articles written here."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.naming import salience
from helpers.naming.salience import Candidate, Weights
from helpers.naming.story import Speaker
from helpers.tables import HelpersError
from helpers.training.answers import Answer, read_answers
from helpers.training.choosing import (
    OFTEN,
    Choice,
    choose,
    count_verdicts,
    cross_validate,
    fit_weights,
    list_choices,
    make_weights,
    write_weights,
)

TEXT = (
    "Marja Kell opened the harbour of Vessel with Anna Osk on Monday.\n"
    "She said that the ferry was late. Jonas Ferel disagreed. “We were early,” he said."
)


def marked(content: str, source: str, cue: str, kind: str) -> dict[str, Any]:
    """A quotation as a corpus marks it, each part at its last place in the text."""
    roles = {"content": content, "source": source, "cue": cue}
    spans = {role: [[TEXT.rindex(words), TEXT.rindex(words) + len(words)]] for role, words in roles.items()}
    return {**spans, "type": kind}


LATE = marked("the ferry was late", "She", "said", "indirect")
EARLY = marked("We were early,", "he", "said", "direct")


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    (tmp_path / "quotes").mkdir()
    document = {"id": "ferry", "lang": "en", "text": TEXT, "quotes": [LATE, EARLY, EARLY]}
    (tmp_path / "quotes" / "own.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    return tmp_path


def write_answers(path: Path, *rows: dict[str, Any], article: str = "ferry") -> Path:
    given_rows = [{"kind": "person", "also": [], **row} for row in rows]
    path.write_text(json.dumps({"id": article, "corpus": "own", "speakers": given_rows}) + "\n", encoding="utf-8")
    return path


KELL = {"content": LATE["content"], "speaker": "Marja Kell"}
FEREL = {"content": EARLY["content"], "speaker": "Jonas Ferel", "also": ["Ferel"]}


# --- answers ----------------------------------------------------------------------------------------------------


def test_answers_are_joined_with_the_quotations_of_their_corpus(corpora: Path, tmp_path: Path) -> None:
    [article] = read_answers(write_answers(tmp_path / "a.jsonl", KELL, FEREL, FEREL), corpora)["own"]
    assert (article.id, article.language, article.text) == ("ferry", "en", TEXT)
    ferel = Answer(1, ("Jonas Ferel",), "person", ("Ferel",))
    assert article.answers == [Answer(0, ("Marja Kell",)), ferel, ferel._replace(quote=2)]


@pytest.mark.parametrize(
    ("article", "content", "message"),
    [
        ("barge", LATE["content"], "own: has no article 'barge'"),
        ("ferry", [[0, 3]], r"ferry: no quotation is marked at \[\[0, 3\]\]"),
    ],
)
def test_answer_to_nothing_is_told(corpora: Path, tmp_path: Path, article: str, content: Any, message: str) -> None:
    answers = write_answers(tmp_path / "a.jsonl", {**KELL, "content": content}, article=article)
    with pytest.raises(HelpersError, match=message):
        read_answers(answers, corpora)


def test_corpus_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(HelpersError, match=r"own\.jsonl is not there; name the folder of the corpora"):
        read_answers(write_answers(tmp_path / "a.jsonl", KELL), tmp_path)


# --- choices ----------------------------------------------------------------------------------------------------


def test_each_pronoun_has_those_it_may_mean_and_who_is_right(corpora: Path, tmp_path: Path) -> None:
    articles = read_answers(write_answers(tmp_path / "a.jsonl", KELL, FEREL), corpora)["own"]
    found = [
        {one.speaker.name: right for one, right in zip(choice.candidates, choice.right, strict=True)}
        for choice in list_choices(articles, engine="rules")
    ]
    assert found == [{"Marja Kell": True, "Anna Osk": False}, {"Jonas Ferel": True}]


# --- weights ----------------------------------------------------------------------------------------------------


def candidate(*signs: str, often: float = 0.0) -> Candidate:
    return Candidate(Speaker("id", "Marja Kell", "person", "pronoun", 0.0), signs, often)


def choice_of(*candidates: Candidate, right: int | None, article: str = "a") -> Choice:
    return Choice(article, "en", candidates, tuple(place == right for place in range(len(candidates))))


NEAR, FAR = candidate("near", "known"), candidate("far", "known", often=0.7)
CHOICES = st.lists(
    st.builds(
        lambda signs, often, right, article: choice_of(
            *(candidate(*sorted(some), often=often) for some in signs),
            right=right if right < len(signs) else None,
            article=article,
        ),
        st.lists(st.sets(st.sampled_from(["near", "far", "spoke"])), max_size=4),
        st.floats(0, 3),
        st.integers(0, 4),
        st.sampled_from("abcdefgh"),
    ),
    min_size=1,
    max_size=8,
)


def test_what_speaks_for_the_right_one_weighs_more() -> None:
    weights = fit_weights([choice_of(NEAR, FAR, right=0), choice_of(FAR, NEAR, right=1), choice_of(FAR, right=None)])
    assert list(weights) == ["far", "known", "near", OFTEN]
    assert weights["near"] > 0.3 > 0 > weights["far"]
    chance, right = choose(choice_of(FAR, NEAR, right=1), weights)
    assert right
    assert chance > 0.5


def test_who_stands_alone_may_be_none_of_them() -> None:
    weights = fit_weights([choice_of(FAR, right=None)] * 20)
    chance, right = choose(choice_of(FAR, right=None), weights)
    assert (chance < 0.2, right) == (True, False)
    assert choose(choice_of(right=None), weights) == (0.0, False)


@settings(max_examples=20)
@given(CHOICES, st.randoms())
def test_order_changes_no_weight(choices: list[Choice], chance: Any) -> None:
    shuffled = []
    for choice in chance.sample(choices, len(choices)):
        order = chance.sample(range(len(choice.candidates)), len(choice.candidates))
        candidates, right = (tuple(some[place] for place in order) for some in (choice.candidates, choice.right))
        shuffled.append(choice._replace(candidates=candidates, right=right))
    assert fit_weights(shuffled) == pytest.approx(fit_weights(choices), abs=1e-4)


@settings(max_examples=20)
@given(CHOICES)
def test_chances_are_those_that_naming_reckons(choices: list[Choice]) -> None:
    weights = fit_weights(choices)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(salience, "weights", lambda: Weights(weights, {}))
        for choice in choices:
            ranked = salience.likeliest(list(choice.candidates))
            assert choose(choice, weights)[0] == pytest.approx(ranked[0][0] if ranked else 0.0)


@settings(max_examples=10)
@given(CHOICES)
def test_every_choice_is_tried_once_by_weights_of_other_articles(choices: list[Choice]) -> None:
    tried = list(cross_validate(choices))
    assert sorted(map(repr, (choice for choice, _, _ in tried))) == sorted(map(repr, choices))
    counts = [count_verdicts(tried, least) for least in (0.0, 0.5, 1.1)]
    assert [sum(count.values()) for count in counts] == [len(choices)] * 3
    assert counts[0]["wrong"] >= counts[1]["wrong"] >= counts[2]["wrong"] == 0


def test_an_article_left_out_teaches_nothing() -> None:
    alone = choice_of(NEAR, FAR, right=0)
    assert [chance for _, chance, _ in cross_validate([alone])] == [pytest.approx(1 / 3)]


# --- the file ---------------------------------------------------------------------------------------------------


def test_file_holds_comment_least_and_signs(tmp_path: Path) -> None:
    write_weights({"spoke last": 1.288, OFTEN: -0.5}, {"en": 0.45}, tmp_path / "w.toml", header="# Why.\n")
    text = (tmp_path / "w.toml").read_text(encoding="utf-8")
    assert text == '# Why.\n[least]\nen = 0.45\n\n[signs]\n"spoke last" = 1.29\n"often" = -0.50\n'


def test_weights_are_made_from_answers_and_reported(corpora: Path, tmp_path: Path) -> None:
    lines: list[str] = []
    out = tmp_path / "pronouns.toml"
    make_weights(corpora, answers=write_answers(tmp_path / "a.jsonl", KELL, FEREL), out=out, report=lines.append)
    made = tomllib.loads(out.read_text(encoding="utf-8"))
    assert made["least"] == salience.weights().least
    assert made["signs"][OFTEN] > 0
    assert "Fitted on 2 pronouns of 1 training articles" in out.read_text(encoding="utf-8").replace("\n# ", " ")
    assert lines[0].startswith("en, 2 pronouns, taken from 0.00 on: ")
    assert lines[-1] == f"{out}: weights of 2 pronouns"
