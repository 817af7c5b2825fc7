"""Cleaning: what is altered, what is not, and the way back to the raw text."""

import doctest
import importlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.reading import clean

ODD = "\r\n\u2028\u00ad\u200b\u200d\ufeff\u00a0\u202f\u3000e\u0301\u0344u\u0308\u1112\u1161\u11ab\u212b“a.\t"
raw_texts = st.one_of(st.text(), st.text(alphabet=ODD), st.text(alphabet=ODD + "xyz \n", min_size=20))


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        pytest.param(
            "Er sagte:\r\n„Nein“\rund ging.", "Er sagte:\n„Nein“\nund ging.", id="line ends of Windows and Mac"
        ),
        pytest.param("Minister\u00adpräsi\u00addent", "Ministerpräsident", id="soft hyphens"),
        pytest.param("\ufeffThe Kremlin said", "The Kremlin said", id="byte-order mark"),
        pytest.param("10\u00a0000\u202fEuro", "10 000 Euro", id="spaces that do not break"),
        pytest.param("z\u200bero\u200d width\u2060", "zero width", id="characters without width"),
        pytest.param("Pra\u0308sident Mu\u0308ller", "Präsident Müller", id="letters and marks composed"),
        pytest.param("first\u2028second", "first\nsecond", id="line separator"),
        pytest.param("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국", id="Korean letters composed"),
    ],
)
def test_cleaning_alters(raw: str, cleaned: str) -> None:
    assert clean(raw)[0] == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "“No,” she said – ‘never’ …",
        "``Quotes'' like \"these\"",
        "a\tb  c\n\n d ",
        "ﬁnance ① ½",
        "<script>alert(1)</script>",
    ],
)
def test_cleaning_alters_nothing_else(text: str) -> None:
    cleaned, offsets = clean(text)
    assert cleaned == text
    assert [offsets.to_raw(place) for place in range(len(text) + 1)] == list(range(len(text) + 1))


def test_offsets_lead_back_to_each_word() -> None:
    raw = "\ufeff„Wir prü\u00adfen das“, sagte\u00a0Mu\u0308ller.\r\nEr\u200b ging."
    text, offsets = clean(raw)
    assert text == "„Wir prüfen das“, sagte Müller.\nEr ging."
    for word, printed in [("prüfen", "prü\u00adfen"), ("Müller", "Mu\u0308ller"), ("Er", "Er\u200b"), ("ging", "ging")]:
        start = text.index(word)
        assert raw[offsets.to_raw(start) : offsets.to_raw(start + len(word))] == printed


def test_example_in_the_docstring_holds() -> None:
    assert doctest.testmod(importlib.import_module("helpers.reading.clean")).failed == 0


@given(raw_texts)
def test_any_text_survives_and_is_clean_afterwards(raw: str) -> None:
    text, _ = clean(raw)
    assert clean(text)[0] == text
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("\r\u00ad\u200b\ufeff\u00a0")


@given(raw_texts)
def test_offsets_never_run_backwards_and_cover_the_raw_text(raw: str) -> None:
    text, offsets = clean(raw)
    places = [offsets.to_raw(place) for place in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(raw)
    assert all(0 <= place <= len(raw) for place in places)


@given(raw_texts)
def test_letters_lead_back_to_themselves(raw: str) -> None:
    text, offsets = clean(raw)
    for place, character in enumerate(text):
        if character.isascii() and character.isalpha():
            assert unicodedata.normalize("NFC", raw[offsets.to_raw(place)]) == character


@given(raw_texts, st.data())
def test_slices_lead_back_to_what_cleans_to_them(raw: str, data: st.DataObject) -> None:
    text, offsets = clean(raw)
    whole = [place for place in range(len(text) + 1) if _is_boundary(text, place)]
    start, end = sorted(data.draw(st.tuples(st.sampled_from(whole), st.sampled_from(whole))))
    assert clean(raw[offsets.to_raw(start) : offsets.to_raw(end)])[0] == text[start:end]


def _is_boundary(text: str, place: int) -> bool:
    """Whether no letter with its marks, and no line end, is cut at this place."""
    around = text[max(place - 1, 0) : place + 1]
    return place in (0, len(text)) or (around.isascii() and "\n" not in around)
