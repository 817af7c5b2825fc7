"""Factiva documents: fields with codes, and articles as Factiva shows them."""

from __future__ import annotations

import pytest
from inputs import factiva
from inputs.expecting import compare
from inputs.packing import document, paragraph
from timing import least_seconds

from helpers.reading.formats.databases.factiva import read_factiva
from helpers.reading.raw import Part, RawArticle, Source, Unread
from helpers.tables import ArticleError


def read(content: bytes, name: str = "Factiva.rtf") -> list[RawArticle | Unread]:
    found = read_factiva(Source(name, content))
    assert found is not None
    return found


def read_article(content: bytes) -> RawArticle:
    (article,) = read(content)
    assert isinstance(article, RawArticle)
    return article


@pytest.mark.parametrize("name", factiva.good())
def test_every_article_of_a_document_is_read(name: str) -> None:
    compare(read(factiva.good()[name], name), factiva.EXPECTED[name])


@pytest.mark.parametrize("name", factiva.broken())
def test_broken_document_says_what_is_wrong(name: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_factiva(Source(name, factiva.broken()[name]))
    assert caught.value.reason == factiva.REASONS[name]


@pytest.mark.parametrize("name", factiva.good())
def test_text_keeps_its_marks_and_loses_what_the_database_adds(name: str) -> None:
    english, german = (one for one in read(factiva.good()[name], name) if isinstance(one, RawArticle))
    assert "“We cannot let a single ship out before the channel is clear,” said Anna Vale" in english.text
    assert "„Das Geld fehlt an jeder Schule“, sagte Bürgermeister Karl Beispiel" in german.text
    assert "IN brief, crews may ask for their money back." in english.text
    for added in ("Copyright", "48 words", "EXWI", "Marine Transport", "Search Summary", "Page 1", "World"):
        assert added not in english.text + german.text
    assert (english.language, german.language, english.warnings, german.warnings) == ("en", "de", (), ())


def test_credit_is_the_agency_and_words_about_a_picture_a_caption() -> None:
    article = read_article(factiva.make_tagged([factiva.COUNCIL_FIELDS]))
    assert article.agency == "dpa"
    assert article.parts[-1] == Part("Die Brücke am Abend. Foto: Beispiel", "caption")


@pytest.mark.parametrize(
    ("printed", "date"), [("4 March 2022", "2022-03-04"), ("4. März 2022", "2022-03-04"), ("March 2022", None)]
)
def test_date_in_english_and_german(printed: str, date: str | None) -> None:
    fields = [(code, (printed,) if code == "PD" else value) for code, value in factiva.HARBOUR_FIELDS]
    article = read_article(factiva.make_tagged([fields]))
    assert (article.date, [code for code, _ in article.warnings]) == (date, [] if date else ["date"])


@pytest.mark.parametrize("name", ["Englisch", "Anglais", "ENGLISH", "English"])
def test_language_is_known_by_its_name(name: str) -> None:
    fields = [(code, (name,) if code == "LA" else value) for code, value in factiva.HARBOUR_FIELDS]
    assert read_article(factiva.make_tagged([fields])).language == "en"


def test_record_without_its_end_is_read_with_a_warning() -> None:
    found = read(factiva.make_tagged([factiva.HARBOUR_FIELDS[:-1], factiva.COUNCIL_FIELDS]))
    assert [one.warnings for one in found if isinstance(one, RawArticle)] == [
        (("cut", "ends without its number; its text may be cut off, download it again"),),
        (),
    ]


def test_shown_article_without_its_end_is_read_with_a_warning() -> None:
    article = read_article(factiva.make_shown([factiva.HARBOUR_SHOWN[:-1]]))
    assert article.text.endswith("The first ferry leaves on 12 March.")
    assert [code for code, _ in article.warnings] == ["cut"]


def test_record_without_text_is_reported_in_its_place() -> None:
    fields = [(code, value) for code, value in factiva.HARBOUR_FIELDS if code not in ("LP", "TD")]
    found = read(factiva.make_tagged([fields, factiva.COUNCIL_FIELDS]))
    reason = "holds no text ('Harbour stays shut as talks stall'): Factiva gave its title only; download it again"
    assert found[0] == Unread(reason, "empty")
    assert isinstance(found[1], RawArticle)


def test_list_of_headlines_before_the_articles_is_left_out() -> None:
    titles = ("*Contents", "Harbour stays shut as talks stall", "Stadtrat lehnt neue Brücke ab")
    compare(
        read(factiva.make_shown([(*titles, *factiva.HARBOUR_SHOWN), factiva.COUNCIL_SHOWN])),
        factiva.EXPECTED["Factiva-shown.rtf"],
    )


def test_document_that_was_saved_as_docx_is_read_alike() -> None:
    lines = [line.removeprefix("*") for line in (*factiva.HARBOUR_SHOWN[1:], *factiva.COUNCIL_SHOWN)]
    compare(read(document(map(paragraph, lines)), "Factiva.docx"), factiva.EXPECTED["Factiva-shown.rtf"])


def test_other_rich_text_is_left_to_the_next_reader() -> None:
    text = b"{\\rtf1 Harbour stays shut\\par IN brief, the port is shut.\\par It took 300 words\\par to say so.\\par}"
    assert read_factiva(Source("notes.rtf", text)) is None


def test_many_articles_take_little_time() -> None:
    content = factiva.make_shown([factiva.HARBOUR_SHOWN] * 300)
    names = iter(f"{number}.rtf" for number in range(9))
    assert least_seconds(lambda: read(content, next(names)), enough=1.5) < 4
