"""Sentences that a first user found wrong: what is said in them, and who says it."""

from __future__ import annotations

import pytest

from helpers import annotate_documents

MAYOR = "„Wir bauen den Hafen aus“, sagte Bürgermeisterin Marja Kell.\n\n"


def read(text: str) -> list[tuple[str, str | list[str] | None, str]]:
    """(text, speaker, type) of each quotation, the parts of one joined."""
    (found,) = annotate_documents([{"id": "1", "text": text}], engine="rules")
    return [
        (" … ".join(text[start:end] for start, end in quote["content"]), quote["speaker"], quote["type"])
        for quote in found["quotes"]
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Kreml dementierte den Bericht. Moskau habe damit „nichts zu tun“, hieß es.", "Kremlin"),
        ("Am Nachmittag schloss der Markt. „Es reicht uns allen hier“, hieß es am Abend.", None),
        ("Die Lage blieb ruhig. „Es reicht uns allen hier“, hieß es in Moskau.", None),
    ],
    ids=["the sentence before opens with a name", "a time of day is nobody", "a town is no paper"],
)
def test_what_was_said_by_nobody_is_not_given_to_the_last_speaker(text: str, speaker: str | None) -> None:
    assert read(MAYOR + text)[-1][1] == speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She asked twice. Finally he said: ‘I know nothing about it,’ and walked off.", "I know nothing about it,"),
        ("Er wurde gefragt. Kell sagte: „Ich weiß von nichts“, und ging weg.", "Ich weiß von nichts"),
        ("Mayor Marja Kell heard of the plan and called it “complete madness”.", "complete madness"),
    ],
    ids=["after a colon, in single marks", "after a colon, in German", "a bare pronoun as object"],
)
def test_a_quotation_in_marks_ends_with_its_mark(text: str, expected: str) -> None:
    assert read(text)[-1] == (expected, read(text)[-1][1], "direct")


def test_a_clause_behind_an_inverted_verb_is_what_was_said() -> None:
    assert read("Später erklärte ein Sprecher, man prüfe die Vorwürfe.")[-1][0] == "man prüfe die Vorwürfe"


def test_german_objects_count_as_english_ones_do() -> None:
    german = read("Marja Kell wies den Vorwurf der Lüge zurück.")
    english = read("Marja Kell rejected the accusation of lying.")
    assert [text for text, _, _ in german] == ["den Vorwurf der Lüge"]
    assert [text for text, _, _ in english] == ["the accusation of lying"]
