"""The judge of speakers: which names mean the same one, and what is right, wrong and missing."""

from __future__ import annotations

import pytest

from helpers.training.answers import Answer, Article, make_tables
from helpers.training.judging import Judge

TEXT = (
    "Der Hafen von Vessel bleibt zu, sagte Bürgermeisterin Marja Kell am Montag.\n"
    "Kell hatte mit Kapitän Jan Osk und mit Angela Merkel gesprochen. Auch die Vereinten Nationen warnten."
)


@pytest.fixture(scope="module")
def judge() -> Judge:
    tables, names = make_tables([Article("hafen", "de", TEXT, [], [])], engine="rules")
    assert {"Marja Kell", "Jan Osk", "Angela Merkel"} <= set(tables.entities["name"])
    return Judge(tables.entities, names)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("Marja Kell", "Marja Kell"),
        ("senior official", "A senior official"),
        ("Fischer", "die Fischer"),
        ("Marja Kell", "Kell"),
        ("Angela Merkel", "Merkel"),
        ("United Nations", "Vereinte Nationen"),
        ("israelische Armee", "Armee"),
        ("Beamter des Hafenamts", "Beamten des Hafenamtes"),
    ],
    ids=["equal", "article", "Artikel", "surname here", "surname", "other language", "fewer words", "other case"],
)
def test_two_names_of_one_speaker_agree(judge: Judge, found: str, wanted: str) -> None:
    assert judge.agree(found, wanted)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("Marja Kell", "Jan Osk"),
        ("Marja Kell", "Bürgermeisterin Kell von Vessel"),
        ("Fischer", "Reeder"),
        ("", "Fischer"),
    ],
    ids=["others", "more than a name", "other words", "nothing"],
)
def test_names_of_two_speakers_do_not_agree(judge: Judge, found: str, wanted: str) -> None:
    assert not judge.agree(found, wanted)


def test_who_speaks_for_somebody_is_not_that_person(judge: Judge) -> None:
    answer = Answer(0, ("Sprecherin von Marja Kell",), "anonymous")
    assert judge.judge(["Marja Kell"], answer) == "wrong"
    assert judge.judge(["Sprecherin von Marja Kell"], answer) == "right"


KELL_AND_OSK = Answer(0, ("Marja Kell", "Jan Osk"))


@pytest.mark.parametrize(
    ("found", "answer", "verdict"),
    [
        (["Marja Kell"], Answer(0, ("Marja Kell",)), "right"),
        (["Jan Osk"], Answer(0, ("Marja Kell",)), "wrong"),
        ([], Answer(0, ("Marja Kell",)), "missing"),
        ([], Answer(0, ()), "right"),
        (["Jan Osk"], Answer(0, ()), "wrong"),
        (["Jan Osk"], Answer(0, (), None, ("Jan Osk",)), "right"),
        (["Hafenamt"], Answer(0, ("Marja Kell",), "person", ("Hafenamt",)), "right"),
        (["Jan Osk", "Marja Kell"], KELL_AND_OSK, "right"),
        (["Jan Osk"], KELL_AND_OSK, "missing"),
        (["Angela Merkel"], KELL_AND_OSK, "wrong"),
        (["Angela Merkel", "Marja Kell"], KELL_AND_OSK, "wrong"),
        (["Marja Kell", "Jan Osk"], Answer(0, ("Marja Kell",)), "wrong"),
    ],
    ids=[
        "the one",
        "another",
        "nobody",
        "nobody where it is open",
        "somebody where it is open",
        "somebody who may be meant",
        "another answer",
        "both",
        "one of two",
        "another for two",
        "one of two and another",
        "one too many",
    ],
)
def test_speakers_are_right_wrong_or_missing(judge: Judge, found: list[str], answer: Answer, verdict: str) -> None:
    assert judge.judge(found, answer) == verdict
