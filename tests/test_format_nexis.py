"""Documents of Nexis Uni: many articles a file, told apart without any style."""

from __future__ import annotations

import dataclasses

import pytest
from inputs import nexis
from inputs.expecting import compare
from inputs.packing import document, paragraph
from timing import least_seconds

from helpers.reading.formats.databases.nexis import read_nexis
from helpers.reading.raw import Part, RawArticle, Source, Unread
from helpers.tables import ArticleError


def read(content: bytes, name: str = "export.docx") -> list[RawArticle | Unread]:
    found = read_nexis(Source(name, content))
    assert found is not None
    return found


def read_one(told: nexis.Told) -> RawArticle:
    (article,) = read(nexis.make_document([told], cover=False))
    assert isinstance(article, RawArticle)
    return article


@pytest.mark.parametrize("name", nexis.good())
def test_every_article_of_a_document_is_read(name: str) -> None:
    compare(read(nexis.good()[name], name), nexis.EXPECTED[name])


@pytest.mark.parametrize("name", nexis.broken())
def test_broken_document_says_what_is_wrong(name: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_nexis(Source(name, nexis.broken()[name]))
    assert caught.value.reason == nexis.REASONS[name]


def test_what_is_printed_is_a_part_and_what_the_database_adds_is_not() -> None:
    article = read_one(nexis.HARBOUR)
    assert [part.kind for part in article.parts] == ["headline", "standfirst", "byline", None, "caption"]
    assert article.parts[1] == Part("Ferry crews wait for a word from the ministry", "standfirst")
    assert article.parts[-1] == Part("The empty quay on Thursday. Picture: Rita Lens", "caption")
    for added in ("Copyright", "58 words", "PORTS & HARBOURS", "Load-Date", "Classification", "https:"):
        assert added not in article.text
    assert (article.language, article.agency, article.date_source) == ("en", "AP", "file")
    assert article.url == "https://www.post.example/harbour"
    assert article.warnings == ()


def test_line_of_the_text_that_looks_like_a_label_stays_text() -> None:
    assert "Subject: to the weather, the first ferry leaves on 12 March." in read_one(nexis.HARBOUR).text


@pytest.mark.parametrize("line", ["Grafik", "Classification", "Notes", "Correction", "Update: 4. März 2022"])
def test_line_within_the_text_that_looks_like_the_databases_hides_no_text(line: str) -> None:
    body = ("Der Stadtrat schweigt.", line, *nexis.COUNCIL.body, "Thema: Die Brücke ist alt.", "Das sagt jeder.")
    article = read_one(dataclasses.replace(nexis.COUNCIL, body=body))
    shown = "\n\n".join(part.text for part in article.parts if part.kind is None)
    assert shown.endswith("\n\n".join((*nexis.COUNCIL.body, "Thema: Die Brücke ist alt.", "Das sagt jeder.")))


def test_words_glued_together_by_a_link_are_parted() -> None:
    """Nexis leaves out the spaces around links; a link within a title has them."""
    article = read_one(nexis.HARBOUR)
    assert "Crews that obtained permits in February" in article.text
    assert article.parts[0].text == "Harbour stays shut as talks stall"


def test_link_next_to_punctuation_keeps_it() -> None:
    told = dataclasses.replace(nexis.COUNCIL, body=("„Ja“, sagte er.",))
    assert "„Ja“, sagte er." in read_one(told).text


@pytest.mark.parametrize(
    ("day", "date"),
    [
        ("January 11, 2018 Thursday, Late Edition - Final", "2018-01-11"),
        ("Dienstag 7. Juli 2020", "2020-07-07"),
        ("4. März 2022 Freitag", "2022-03-04"),
    ],
)
def test_date_line_of_any_language_and_with_an_edition(day: str, date: str) -> None:
    article = read_one(dataclasses.replace(nexis.HARBOUR, day=day))
    assert (article.date, article.outlet) == (date, "The Example Post (London)")


def test_date_that_is_not_sure_is_missing_and_reported() -> None:
    article = read_one(dataclasses.replace(nexis.HARBOUR, day="Spring 2022"))
    assert (article.date, article.date_source, article.outlet) == (None, None, "The Example Post (London)")
    reason = "has the date 'Spring 2022', which is not sure to be one day; give it in articles.csv"
    assert article.warnings == (("date", reason),)


def test_title_that_holds_a_date_is_no_date_line() -> None:
    told = dataclasses.replace(nexis.HARBOUR, title="Chronik: 1. Januar 2020 bis heute")
    assert read_one(told).date == "2022-03-04"


def test_missing_headline_is_none() -> None:
    article = read_one(dataclasses.replace(nexis.HARBOUR, title="No Headline In Original"))
    assert next(part.kind for part in article.parts) == "standfirst"


def test_article_cut_at_the_end_is_read_with_a_warning() -> None:
    cut = dataclasses.replace(nexis.COUNCIL, end="", below=())
    _, article = read(nexis.make_document([nexis.HARBOUR, cut]))
    assert isinstance(article, RawArticle)
    assert article.text.endswith("Brücke abstimmen lassen.")
    reason = "ends without the line that ends an article; its text may be cut off, download it again"
    assert article.warnings == (("cut", reason),)


def test_article_far_shorter_than_it_says_is_reported() -> None:
    labels = tuple((label, "1,143 words" if label == "Length" else value) for label, value in nexis.HARBOUR.labels)
    article = read_one(dataclasses.replace(nexis.HARBOUR, labels=labels))
    reason = "has 66 words where Nexis says 1,143; if text is missing, download it again"
    assert article.warnings == (("length", reason),)


def test_articles_that_the_first_page_lists_and_the_file_lacks_are_reported() -> None:
    found = read(nexis.make_document([nexis.HARBOUR, nexis.COUNCIL], listed=100))
    reason = "the first page lists 100 articles, and the file holds 2; download the others again"
    assert found[2:] == [Unread(reason, "missing")]


def test_first_page_in_a_language_without_labels_here_is_left_out() -> None:
    told = [nexis.HARBOUR, nexis.COUNCIL]
    cover = "".join(nexis.make_cover(told * 20, 40))
    for label in (
        "User Name",
        "Date and Time",
        "Job Number",
        "Client/Matter",
        "Search Terms",
        "Search Type",
        "Narrowed by",
    ):
        cover = cover.replace(f"{label}: ", "Česky: ")
    found = read(document([cover.replace("Documents (", "Dokumenty ("), *map("".join, map(nexis.make_article, told))]))
    compare(found[:2], nexis.EXPECTED["Files (2).docx"])


def test_article_that_nexis_did_not_give_is_reported_in_its_place() -> None:
    error = "We are sorry but there is an error in this document and it is not possible to display it."
    gone = dataclasses.replace(nexis.HARBOUR, body=(error,), below=())
    empty = dataclasses.replace(nexis.COUNCIL, body=(), labels=(("Length", "41 words"),))
    found = read(nexis.make_document([gone, empty, nexis.MILL]))
    assert found[0] == Unread("Nexis printed an error in place of this article; download it again", "unavailable")
    reason = "holds no text ('Stadtrat lehnt neue Brücke ab'): Nexis gave its title only; download it again"
    assert found[1] == Unread(reason, "empty")
    assert isinstance(found[2], RawArticle)


@pytest.mark.parametrize(
    "lines",
    [
        ["Harbour stays shut", "The harbour will stay shut for another week.", "End of Document"],
        ["Notizen", "Autor: Lena Muster", "Rubrik: Politik", "Länge: 40 Wörter", "Nichts weiter."],
        ["Body", "A text about bodies."],
        [],
    ],
    ids=["only an end", "labels alone", "only a body", "nothing"],
)
def test_other_word_documents_are_left_to_the_next_reader(lines: list[str]) -> None:
    assert read_nexis(Source("notes.docx", document([paragraph(line) for line in lines]))) is None


def test_other_rich_text_is_left_to_the_next_reader() -> None:
    assert read_nexis(Source("notes.rtf", b"{\\rtf1 Harbour stays shut\\par The text.\\par}")) is None


def test_many_articles_take_little_time() -> None:
    sentence = "The harbour will stay shut for another week, the port authority said on Friday. " * 8
    long = dataclasses.replace(nexis.HARBOUR, body=(sentence,) * 5, labels=nexis.HARBOUR.labels[2:])
    content = nexis.make_document([long] * 60)
    names = iter(f"{number}.docx" for number in range(9))
    assert least_seconds(lambda: read(content, next(names)), enough=1) < 2  # 300 articles in 10 seconds
