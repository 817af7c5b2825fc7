"""Every language file holds sentences of its own that show what its words find, and they are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from frames import list_said

from helpers import available_languages, load_language

FEWEST = 12
KINDS = {"direct", "mixed", "indirect", "scare"}


def list_examples() -> Iterator[Any]:
    for code in available_languages():
        for example in load_language(code).examples:
            yield pytest.param(code, example, id=f"{code}: {example['text']}")


@pytest.mark.parametrize("code", available_languages())
def test_a_language_file_has_examples_of_every_kind(code: str) -> None:
    examples = load_language(code).examples
    assert len(examples) >= FEWEST
    assert {quote["kind"] for example in examples for quote in example["quotes"]} == KINDS
    assert any(not example["quotes"] for example in examples)
    assert len({example["text"] for example in examples}) == len(examples)


@pytest.mark.parametrize(("code", "example"), list(list_examples()))
def test_an_example_is_found_as_its_file_says(code: str, example: Mapping[str, Any]) -> None:
    assert set(example) == {"text", "quotes"}
    expected = [(quote["content"], quote["source"], quote["kind"]) for quote in example["quotes"]]
    found = [
        (said.text, said.sources[0] if said.sources else "", said.kind) for said in list_said(example["text"], code)
    ]
    assert found == expected
