"""Sentences keep their offsets; abbreviations, ordinals, addresses and full stops inside quotations end none."""

from __future__ import annotations

import pandas as pd
import pytest
from frames import frames_of
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import least_seconds

from helpers import find_sentences
from helpers.quoting import split_sentences
from helpers.tables import ARTICLES, PARAGRAPHS, SENTENCES, conform, empty


def split(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text), language=language)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        pytest.param("en", ["The pier is shut.", "Nobody knows why."], id="two plain sentences"),
        pytest.param("en", ["Dr. Osk met Mr. Ilvenny.", "They argued."], id="titles"),
        pytest.param("en", ["Ms. Ilvenny runs the harbour.", "Mrs. Osk does not."], id="Ms. before a name"),
        pytest.param("en", ["Gen. Mara Ilvenny spoke to Sen. Osk.", "He left."], id="ranks"),
        pytest.param("en", ["The U.S. Senate met J. R. Osk.", "He left."], id="initials and U.S."),
        pytest.param("en", ["They met on Jan. 21 in Kester.", "It rained."], id="short month"),
        pytest.param("en", ["The ferry left at 5 p.m. on Friday.", "It sank."], id="p.m. within"),
        pytest.param("en", ["The ferry left at 5 p.m.", "It sank."], id="p.m. at the end"),
        pytest.param("en", ["Fares rose 3.5 percent.", "Nobody paid."], id="decimal point"),
        pytest.param("en", ["She was 21.", "May was cold."], id="a number at the end of an English sentence"),
        pytest.param("en", ["Read https://kester.example/a.b?c=d in full.", "It is short."], id="address inside"),
        pytest.param("en", ["“One. Two. Three,” she said.", "Four."], id="full stops inside a quotation"),
        pytest.param(
            "en", ["Osk said so.", "“Nobody knows why it was."], id="a mark that nothing closes opens the next"
        ),
        pytest.param("en", ["“Is it shut? It is,” she said."], id="question inside a quotation"),
        pytest.param("en", ["Nobody came (it rained. A lot.) that day."], id="full stop in brackets"),
        pytest.param("de", ["Der Pier ist zu.", "Niemand weiß, warum."], id="two plain German sentences"),
        pytest.param("de", ["Ihr Treffen am 21. Januar brachte nichts.", "Er ging."], id="day and month"),
        pytest.param("de", ["Sie sagte am 21. Januar, der Pier sei zu.", "Er ging."], id="day, month, comma"),
        pytest.param("de", ["Sie treffen sich am 3. Jänner.", "Er kommt."], id="Austrian month at the end"),
        pytest.param("de", ["Zum 3. Mal in Folge gewann sie.", "Er verlor."], id="ordinal before a noun"),
        pytest.param("de", ["Im 19. Jahrhundert war das so.", "Heute nicht."], id="century"),
        pytest.param("de", ["Sie kam um 3.", "Er ging."], id="a number at the end of a German sentence"),
        pytest.param("de", ["Das war 2014.", "Danach kam der Frieden."], id="a year at the end"),
        pytest.param("de", ["Er kam z. B. aus Kester.", "Sie nicht."], id="z. B."),
        pytest.param("de", ["Rund 3,5 Mio. Menschen kamen.", "Viele gingen."], id="Mio."),
        pytest.param("de", ["Dr. Ilvenny sah Prof. Osk.", "Er ging."], id="German titles"),
        pytest.param("de", ["Das kostet 100.000 Euro.", "Viel Geld."], id="thousands"),
        pytest.param(
            "de",
            ["Ihr Treffen in Genf https://kester.example/genf-2022-01-21 am 21. Januar brachte nichts."],
            id="address and date inside, as in the seed",
        ),
        pytest.param("de", ["„Eins. Zwei. Drei“, sagte sie.", "Vier."], id="full stops inside a German quotation"),
        pytest.param("de", ['"Eins. Zwei. Drei", sagte sie.', "Vier."], id="full stops inside straight marks"),
        pytest.param("de", ["»Eins. Zwei!«, rief sie.", "Vier."], id="full stops inside guillemets"),
        pytest.param("und", ["Il porto è chiuso.", "Nessuno sa perché."], id="undetermined language"),
        pytest.param("fr", ["Le port est fermé.", "Personne ne sait pourquoi."], id="language without a file"),
    ],
)
def test_a_text_is_split_where_its_sentences_end(language: str, sentences: list[str]) -> None:
    assert split(" ".join(sentences), language) == sentences


def test_a_list_without_full_stops_is_cut_at_white_space() -> None:
    text = "Kester " * 3_000
    pieces = split(text, "en")
    assert max(map(len, pieces)) <= 5_000
    assert " ".join(pieces) == text.strip()


def test_a_paragraph_of_a_million_letters_is_split_in_time() -> None:
    text = "Kester ist schön. " * 55_000
    found: list[list[str]] = []
    assert least_seconds(lambda: found.append(split(text, "de")), enough=10) < 10
    assert len(found[-1]) == 55_000


PIECES = [". ", " ", "\n", "? ", "“", "”", '"', "am 21. ", "Januar", "Dr. ", "Kester", "http://a.b/c. ", "z. B. ", "…"]
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@settings(max_examples=50)
@given(text=texts, language=st.sampled_from(["en", "de", "und", "fr"]))
def test_sentences_cover_every_letter_of_their_paragraph_in_order(text: str, language: str) -> None:
    _, paragraphs, sentences = frames_of(text, language)
    pd.testing.assert_frame_equal(sentences, conform(sentences, SENTENCES))
    for paragraph in paragraphs.itertuples():
        own = sentences[sentences["paragraph"] == paragraph.paragraph]
        spans = list(zip(own["start"].tolist(), own["end"].tolist(), strict=True))
        assert own["sentence"].tolist() == list(range(len(own)))
        places = [position for span in spans for position in range(*span)]
        assert places == sorted(set(places))
        assert all(text[start:end] == text[start:end].strip() for start, end in spans)
        inside = range(paragraph.start, paragraph.end)
        assert {position for position in inside if not text[position].isspace()} <= set(places) <= set(inside)


def test_no_paragraphs_give_an_empty_table_of_sentences() -> None:
    pd.testing.assert_frame_equal(find_sentences(empty(ARTICLES), empty(PARAGRAPHS)), empty(SENTENCES))
