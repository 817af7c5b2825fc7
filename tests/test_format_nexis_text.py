"""Old text exports of LexisNexis: hard-wrapped, many articles a file."""

from __future__ import annotations

import pytest
from inputs import nexis_text
from inputs.expecting import compare
from timing import least_seconds

from helpers.reading.formats.databases.nexis_text import read_nexis_text
from helpers.reading.raw import Part, RawArticle, Source, Unread
from helpers.tables import ArticleError


def read(text: str) -> list[RawArticle]:
    found = read_nexis_text(Source("export.txt", text.encode()))
    assert found is not None
    return [article for article in found if isinstance(article, RawArticle)]


@pytest.mark.parametrize("name", nexis_text.good())
def test_every_article_of_an_export_is_read(name: str) -> None:
    compare(read_nexis_text(Source(name, nexis_text.good()[name])), nexis_text.EXPECTED[name])


@pytest.mark.parametrize("name", nexis_text.broken())
def test_broken_export_says_what_is_wrong(name: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_nexis_text(Source(name, nexis_text.broken()[name]))
    assert nexis_text.REASONS[name] in caught.value.reason


@pytest.mark.parametrize(
    "text",
    [
        "Harbour stays shut\n\nThe harbour will stay shut, 3 of 12 DOCUMENTS show.\n",
        "Dokument 1 von 2\n\nStadtrat lehnt neue Brücke ab\n\nDas Geld fehlt an jeder Schule.\n",
        "BYLINE: Jane Doe\n\nLENGTH: 12 words\n\nOne article without a line before it.\n",
        "",
    ],
    ids=["number within a line", "no labels", "no line before", "empty"],
)
def test_other_text_is_left_to_the_next_reader(text: str) -> None:
    assert read_nexis_text(Source("article.txt", text.encode())) is None


def test_other_text_is_left_fast() -> None:
    """Every text file passes here first."""
    content = ("The harbour will stay shut, 3 of 12 documents of the Dokument show.\n" * 10_000).encode()
    assert least_seconds(lambda: read_nexis_text(Source("article.txt", content)), enough=0.02) < 0.2


def test_encoding_and_its_warning_are_those_of_the_file() -> None:
    (article,) = read_nexis_text(Source("a.txt", nexis_text.good()["deutsch_windows.txt"])) or ()
    assert isinstance(article, RawArticle)
    assert article.encoding == "cp1252"
    assert [code for code, _ in article.warnings] == ["encoding"]
    assert "„Das Geld fehlt an jeder Schule“" in article.text


def test_wrapped_lines_are_one_paragraph() -> None:
    article = read(nexis_text.ENGLISH)[0]
    body = next(part.text for part in article.parts if part.kind is None)
    assert 'said on Friday, because the long-term survey of the channel is not done.\n\n"We cannot' in body
    assert article.parts[-1] == Part("The empty quay on Thursday. Picture: Rita Lens", "caption")
    for added in ("Copyright", "LOAD-DATE", "68 words", "JOURNAL", "Scotland"):
        assert added not in article.text


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("Die Bundes-", "regierung schweigt. Die Bundesregierung wartet.", "Die Bundesregierung schweigt."),
        ("Die Bundes-", "regierung schweigt.", "Die Bundes-regierung schweigt."),
        ("A long-", "term plan.", "A long-term plan."),
        ("Rheinland-", "Pfalz wählt.", "Rheinland-Pfalz wählt."),
        ("Ein- und zwei-", "bis dreimal. Zweibis.", "Ein- und zwei- bis dreimal."),
        ("He said --", "and left.", "He said -- and left."),
    ],
    ids=["word seen whole", "word not seen", "compound", "capital", "shared ending", "dash"],
)
def test_hyphen_at_the_end_of_a_line_goes_only_where_it_is_sure(before: str, after: str, joined: str) -> None:
    text = f"1 of 1 DOCUMENTS\n\nThe Post\n\nMarch 4, 2022 Friday\n\nTitle\n\nLENGTH: 9 words\n\n{before}\n{after}\n"
    assert joined in read(text)[0].text


def test_lines_that_were_never_wrapped_stay_lines() -> None:
    long = (
        "The harbour will stay shut for another week, the port authority said on Friday, and nobody knows more of it."
    )
    text = f"1 of 1 DOCUMENTS\n\nThe Post\n\nMarch 4, 2022\n\nTitle\n\nLENGTH: 9 words\n\n{long}\nShort.\n"
    assert f"{long}\n\nShort." in read(text)[0].text


def test_export_without_centred_lines_is_read_alike() -> None:
    flat = "\n".join(line.strip() for line in nexis_text.ENGLISH.split("\n"))
    compare(read(flat), nexis_text.EXPECTED["export.txt"])


def test_article_without_text_is_reported_in_its_place() -> None:
    text = nexis_text.ENGLISH + "\n3 of 3 DOCUMENTS\n\nThe Post\n\nMarch 4, 2022 Friday\n\nPicture\n\nLENGTH: 0 words\n"
    found = read_nexis_text(Source("export.txt", text.encode())) or []
    reason = "holds no text ('Picture'): Nexis gave its title only; download it again"
    assert found[2] == Unread(reason, "empty")
