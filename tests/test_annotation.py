"""Documents in, the same documents with quotations and names out: spans fit the text exactly as given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import HelpersError, annotate_documents
from helpers.annotation import read_documents


def annotate(text: str, language: str | None = "de") -> dict[str, Any]:
    document = {"id": "one", "text": text} | ({"lang": language} if language else {})
    return next(annotate_documents([document]))


def list_quotes(text: str, language: str | None = "de") -> list[tuple[list[str], list[str]]]:
    """Contents and sources, cut from the text as it was given."""
    found = annotate(text, language)["quotes"]
    return [
        ([text[start:end] for start, end in one["content"]], [text[start:end] for start, end in one["source"]])
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        pytest.param("„Der Hafen ist zu“, sagte Mara Ilvenny.", "Der Hafen ist zu", "Mara Ilvenny", id="plain"),
        pytest.param("„Der Ha\u00adfen ist zu“, sagte Ilvenny.", "Der Ha\u00adfen ist zu", "Ilvenny", id="soft hyphen"),
        pytest.param("Eins.\r\n\r\n„Er ist zu“, sagte Ilvenny.\r\n", "Er ist zu", "Ilvenny", id="CRLF before it"),
        pytest.param(
            "„Er\u00a0ist\u00a0zu“, sagte Mara\u00a0Ilvenny.", "Er\u00a0ist\u00a0zu", "Mara\u00a0Ilvenny", id="NBSP"
        ),
        pytest.param(
            "„Es ist scho\u0308n“, sagte Ka\u0308te.", "Es ist scho\u0308n", "Ka\u0308te", id="decomposed umlauts"
        ),
        pytest.param("\ufeff„Er ist zu“, sagte Ilvenny.", "Er ist zu", "Ilvenny", id="byte order mark"),
        pytest.param("„Er ist\u200b zu“, sagte Ilvenny.", "Er ist\u200b zu", "Ilvenny", id="zero-width space"),
        pytest.param(
            "🚢🚢 „Er ist zu“, sagte Ilvenny.", "Er ist zu", "Ilvenny", id="characters beyond the basic plane"
        ),
        pytest.param("\n\n  \n„Er ist zu“, sagte Ilvenny.", "Er ist zu", "Ilvenny", id="empty lines in front"),
    ],
)
def test_spans_fit_the_text_exactly_as_given(text: str, content: str, source: str) -> None:
    assert list_quotes(text) == [([content], [source])]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        pytest.param(
            "Mayor says “harbour will never open again”\n\nIt rained.", "harbour will never open again", id="headline"
        ),
        pytest.param(
            "“It is shut now,” Osk said\n\nThe ferry left at noon.", "It is shut now,", id="line without a stop"
        ),
        pytest.param(
            "2022-01-27\n\nOsk says pier is “shut for good this time”", "shut for good this time", id="under a date"
        ),
    ],
)
def test_headlines_are_read(text: str, content: str) -> None:
    assert any(content in " ".join(contents) for contents, _ in list_quotes(text, "en"))


def test_an_annotation_has_the_keys_of_the_contract() -> None:
    found = annotate("“The harbour is closed,” Mara Ilvenny said in Kester. Nobody believed her.", None)
    assert list(found) == ["id", "lang", "quotes", "mentions"]
    assert (found["id"], found["lang"]) == ("one", "en")
    assert list(found["quotes"][0]) == ["content", "source", "cue", "type", "speech", "speaker", "score"]
    assert found["quotes"][0]["type"] == "direct"
    assert found["quotes"][0]["speaker"] == "Mara Ilvenny"
    assert set(found["mentions"][0]) == {"start", "end", "kind", "relation", "name", "entity_id"}
    json.dumps(found, allow_nan=False)


def test_scare_quotes_are_left_out() -> None:
    assert annotate("The so-called “reform” was never passed.", "en")["quotes"] == []


def test_joint_speakers_are_a_list_and_nobody_is_null() -> None:
    joint = annotate("Joe Biden und Ursula von der Leyen sagten, der Pier sei unsicher.")["quotes"]
    assert [sorted(one["speaker"]) for one in joint] == [["Joe Biden", "Ursula von der Leyen"]]
    nobody = annotate("„Der Pier ist seit Montag zu.“")["quotes"]
    assert [one["speaker"] for one in nobody] == [None]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "“”"], ids=["nothing", "space", "lines", "dots", "marks"])
def test_a_text_without_words_has_no_quotations(text: str) -> None:
    assert (annotate(text, None)["quotes"], annotate(text, None)["mentions"]) == ([], [])


def test_documents_come_back_in_order_whatever_their_number() -> None:
    texts = [f"„Der Pier {number} ist zu“, sagte Ilvenny." for number in range(120)]
    documents = [{"id": number, "text": text, "lang": "de"} for number, text in enumerate(texts)]
    found = list(annotate_documents(iter(documents)))
    assert [one["id"] for one in found] == list(range(120))
    assert all(len(one["quotes"]) == 1 for one in found)


def test_two_documents_with_the_same_text_are_both_annotated() -> None:
    text = "„Der Pier ist zu“, sagte Ilvenny."
    first, second = annotate_documents([{"id": "a", "text": text}, {"id": "b", "text": text}])
    assert first["quotes"] == second["quotes"] != []


def test_an_engine_that_there_is_not_is_refused() -> None:
    with pytest.raises(HelpersError, match="there is no engine 'magic'"):
        list(annotate_documents([{"id": "a", "text": "No."}], engine="magic"))


@settings(max_examples=40)
@given(text=st.text(max_size=80), language=st.sampled_from(["en", "de", "fr", None]))
def test_any_text_is_annotated_within_its_ends(text: str, language: str | None) -> None:
    found = annotate(text, language)
    for one in found["quotes"]:
        for start, end in [*one["content"], *one["source"], *one["cue"]]:
            assert 0 <= start < end <= len(text)
    for mention in found["mentions"]:
        assert 0 <= mention["start"] < mention["end"] <= len(text)


# --- the file -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{", "in.jsonl, line 3: is not JSON (", id="half a line"),
        pytest.param(
            "[1]", 'in.jsonl, line 3: is no document; each line is an object with "id" and "text"', id="a list"
        ),
        pytest.param('{"id": 1}', "in.jsonl, line 3: is no document", id="no text"),
        pytest.param('{"text": "a"}', "in.jsonl, line 3: is no document", id="no id"),
        pytest.param('{"id": 1, "text": null}', "in.jsonl, line 3: is no document", id="text that is none"),
        pytest.param("[" * 100_000, "in.jsonl, line 3: is not JSON (", id="brackets without end"),
    ],
)
def test_a_bad_line_is_named_by_its_number(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 1, "text": "One."}\n\n' + line + "\n", encoding="utf-8")
    documents = read_documents(path)
    assert next(documents)["id"] == 1
    with pytest.raises(HelpersError) as caught:
        next(documents)
    assert message in str(caught.value)


def test_a_file_with_a_byte_order_mark_and_empty_lines_is_read(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": 1, "text": "One."}\r\n\r\n{"id": 2, "text": "Two."}')
    assert [document["id"] for document in read_documents(path)] == [1, 2]


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes('{"id": 1, "text": "Kätte"}\n'.encode("latin-1"))
    with pytest.raises(HelpersError, match=r"in\.jsonl: is not UTF-8 at byte 20; save it as UTF-8"):
        list(read_documents(path))


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(HelpersError, match=r"nowhere.jsonl: cannot be read \(No such file or directory\)"):
        list(read_documents(tmp_path / "nowhere.jsonl"))
