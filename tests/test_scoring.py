"""How right predictions are: everything right is 100, nothing is 0, and only letters and digits count."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import HelpersError, score, score_table

TEXT = (
    "“The harbour is closed,” Mara Ilvenny said. She added that the pier was unsafe. "
    "Fishermen fear that it will never open. Osk called it “a gift to smugglers”, no less."
)
F1_MEASURES = (
    "content_chars",
    "content_iou50",
    "content_exact",
    "joint",
    "who_said_what",
    "direct_chars",
    "direct_who",
)


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def quote(content: str, source: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"content": [span(content)], "source": [span(source)] if source else [], "type": kind, **more}


GOLD = [
    {
        "id": "one",
        "text": TEXT,
        "quotes": [
            quote("The harbour is closed,", "Mara Ilvenny", "direct"),
            quote("the pier was unsafe", "She", "indirect"),
            quote("it will never open", "Fishermen", "indirect", speech=False),
            quote("it “a gift to smugglers”", "Osk", "mixed"),
        ],
    },
    {"id": "two", "text": "Nobody said anything.", "quotes": []},
]


def predict(*quotes: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": "one", "quotes": list(quotes)}]


def test_everything_right_is_a_hundred() -> None:
    result = score(GOLD, copy.deepcopy(GOLD))
    assert {name: result[name]["f1"] for name in F1_MEASURES} == dict.fromkeys(F1_MEASURES, 1.0)
    assert result["source_acc"]["accuracy"] == 1.0
    assert result["counts"] == {"documents": 2, "predicted": 4, "gold": 4, "direct": 1, "mixed": 1, "indirect": 2}


@pytest.mark.parametrize("predictions", [[], predict(), [{"id": "two", "quotes": []}]], ids=["none", "empty", "other"])
def test_nothing_predicted_is_nothing_right(predictions: list[dict[str, Any]]) -> None:
    result = score(GOLD, predictions)
    assert {name: result[name]["f1"] for name in F1_MEASURES} == dict.fromkeys(F1_MEASURES, 0.0)
    assert result["counts"]["predicted"] == 0


def test_nothing_claimed_where_nothing_was_is_right() -> None:
    result = score(GOLD[1:], [])
    assert {result[name]["f1"] for name in F1_MEASURES} == {1.0}


def test_a_prediction_where_nothing_was_is_wrong() -> None:
    wrong = [{"id": "two", "quotes": [{"content": [[0, 6]], "source": []}]}]
    result = score(GOLD[1:], wrong)
    assert result["content_iou50"] == {
        "precision": 0.0,
        "recall": 0.0,
        "f1": 0.0,
        "recall_by_type": {"direct": None, "mixed": None, "indirect": None},
    }


def test_the_right_words_of_the_wrong_speaker_are_half_right() -> None:
    result = score(GOLD, predict(quote("The harbour is closed,", "Osk", "direct")))
    assert result["content_iou50"]["precision"] == 1.0
    assert result["content_iou50"]["recall"] == 0.25
    assert result["joint"]["f1"] == 0.0
    assert result["source_acc"]["accuracy"] == 0.0


def test_marks_commas_and_white_space_never_matter() -> None:
    start, end = span("“The harbour is closed,”")
    bare = {"content": [[start, end]], "source": [span("Ilvenny")]}
    assert score(GOLD, predict(bare))["content_exact"]["precision"] == 1.0


def test_a_leading_that_never_matters() -> None:
    result = score(GOLD, predict(quote("that the pier was unsafe", "She", "indirect")))
    assert result["content_exact"]["precision"] == 1.0


def test_half_of_the_words_are_enough_to_match_but_not_to_be_exact() -> None:
    result = score(GOLD, predict(quote("harbour is closed", "Mara Ilvenny", "direct")))
    assert (result["content_iou50"]["precision"], result["content_exact"]["precision"]) == (1.0, 0.0)


def test_a_passage_around_the_source_is_no_source() -> None:
    whole = {"content": [span("The harbour is closed,")], "source": [[0, len(TEXT)]]}
    assert score(GOLD, predict(whole))["joint"]["f1"] == 0.0


def test_two_predictions_of_one_quotation_count_once() -> None:
    one = quote("The harbour is closed,", "Mara Ilvenny", "direct")
    assert score(GOLD, predict(one, one))["content_iou50"]["precision"] == 0.5


@pytest.mark.parametrize(
    ("quotes", "speech_only", "precision", "recall"),
    [
        pytest.param(GOLD[0]["quotes"], True, 1.0, 1.0, id="a belief found is no mistake"),
        pytest.param(GOLD[0]["quotes"][:2] + GOLD[0]["quotes"][3:], True, 1.0, 1.0, id="a belief missed is no loss"),
        pytest.param(GOLD[0]["quotes"][:2] + GOLD[0]["quotes"][3:], False, 1.0, 0.75, id="missed without the option"),
        pytest.param(GOLD[0]["quotes"][2:3], True, 0.0, 0.0, id="the belief alone is nothing"),
    ],
)
def test_beliefs_are_optional_when_only_speech_counts(
    quotes: list[dict[str, Any]], speech_only: bool, precision: float, recall: float
) -> None:
    result = score(GOLD, predict(*quotes), speech_only=speech_only)["content_iou50"]
    assert (result["precision"], result["recall"]) == (precision, recall)


def test_predictions_that_the_gold_lacks_are_refused() -> None:
    with pytest.raises(HelpersError) as caught:
        score(GOLD, [{"id": "nine", "quotes": []}, {"id": "eight", "quotes": []}])
    assert str(caught.value) == "predictions for documents that the gold lacks: eight, nine"


def test_the_table_is_readable() -> None:
    lines = list(score_table(score(GOLD, copy.deepcopy(GOLD))))
    assert lines[0] == "2 documents, 4 gold quotes (1 direct, 1 mixed, 2 indirect), 4 predicted"
    assert [line.split()[0] for line in lines[2:]] == [*F1_MEASURES, "source_acc"]
    assert all(line.split()[1:4] == ["100.0"] * 3 for line in lines[2:9])


def test_nothing_to_measure_is_a_dash() -> None:
    lines = list(score_table(score(GOLD[1:], [])))
    assert lines[0] == "1 document, 0 gold quotes (0 direct, 0 mixed, 0 indirect), 0 predicted"
    assert all(line.split()[1:4] == ["-"] * 3 for line in lines[2:9])
    assert lines[9].split()[1] == "-"
    lines = list(score_table(score(GOLD, [])))
    assert lines[2].split()[1:4] == ["-", "0.0", "0.0"]
    lines = list(score_table(score(GOLD[1:], [{"id": "two", "quotes": [{"content": [[0, 6]]}]}])))
    assert lines[2].split()[1:4] == ["0.0", "-", "0.0"]


@pytest.mark.parametrize("span", [[-1, 5], [0, len(TEXT) + 1], [9, 4]], ids=["before", "behind", "backwards"])
@pytest.mark.parametrize("role", ["content", "source"])
def test_a_span_outside_the_text_is_refused(span: list[int], role: str) -> None:
    wrong = [{"id": "one", "quotes": [{"content": [[0, 5]], "source": [], role: [span]}]}]
    with pytest.raises(HelpersError) as caught:
        score(GOLD, wrong)
    assert str(caught.value).startswith("predicted document 'one': {")
    assert f"its {role} {span} does not lie within the text, which has {len(TEXT)} characters" in str(caught.value)
    with pytest.raises(HelpersError, match=r"^gold document 'one': "):
        score([{**GOLD[0], "quotes": wrong[0]["quotes"]}], [])


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(HelpersError, match=r"^gold document 'two' is there twice; take one out$"):
        score([*GOLD, GOLD[1]], [])
    with pytest.raises(HelpersError, match=r"^predicted document 'one' is there twice"):
        score(GOLD, [*predict(), *predict()])


places = st.integers(0, len(TEXT))
spans = st.tuples(places, places).map(sorted)
predicted = st.lists(
    st.fixed_dictionaries({"content": st.lists(spans, max_size=3), "source": st.lists(spans, max_size=2)}), max_size=5
)


@given(quotes=predicted, speech_only=st.booleans())
def test_every_figure_of_any_prediction_is_between_nothing_and_all(
    quotes: list[dict[str, Any]], speech_only: bool
) -> None:
    result = score(GOLD, [{"id": "one", "quotes": quotes}], speech_only=speech_only)
    for name in F1_MEASURES:
        assert all(0 <= result[name][key] <= 1 for key in ("precision", "recall", "f1"))
    assert result["joint"]["f1"] <= result["content_iou50"]["f1"]
    assert result["content_exact"]["recall"] <= 1
