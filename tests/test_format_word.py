"""Word documents in general, and the door through which packages come."""

from __future__ import annotations

import io
import zipfile

import pytest
from inputs import word
from inputs.expecting import compare
from inputs.packing import document, paragraph
from timing import least_seconds

from helpers.reading.formats.office.word import read_word
from helpers.reading.formats.zipped import MOST_BYTES, open_package, read_member
from helpers.reading.raw import Part, RawArticle, Source
from helpers.tables import ArticleError


def read(content: bytes) -> RawArticle:
    (article,) = read_word(Source("article.docx", content))
    assert isinstance(article, RawArticle)
    return article


@pytest.mark.parametrize("name", word.good())
def test_article_of_a_document_is_read(name: str) -> None:
    compare(read_word(Source(name, word.good()[name])), word.EXPECTED[name])


@pytest.mark.parametrize("name", word.broken())
def test_broken_document_says_what_is_wrong(name: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_word(Source(name, word.broken()[name]))
    assert caught.value.reason == word.REASONS[name]


def test_all_that_is_shown_is_read_and_nothing_else() -> None:
    assert read(word.make_hard()).parts == (
        Part("Stadtrat lehnt neue Brücke ab", "headline"),
        Part("Im Herbst wird noch einmal abgestimmt", "standfirst"),
        Part(
            "Von Lena Muster\n\nDer Stadtrat hat den Bau einer zweiten Brücke am Donnerstag ab\u00adgelehnt.\n\n"
            "„Das Geld fehlt an jeder Schule“, sagte Karl Beispiel.\n\nDas Wichtigste im Kasten"
        ),
        Part("Wie es weitergeht", "heading"),
        Part(
            "Die Opposition will im Herbst neu abstimmen.\n\nPartei | Sitze\n\nListe A | 12\n\n"
            "Ein Kasten mit einer Zelle."
        ),
        Part("Die Brücke am Abend. Foto: Beispiel", "caption"),
        Part("Die Sitzung war öffentlich.", "boilerplate"),
    )


def test_author_and_day_of_the_document_are_not_those_of_the_article() -> None:
    article = read(word.make_by_library())
    assert (article.author, article.date, article.outlet, article.language) == (None, None, None, None)


@pytest.mark.parametrize("title", ["Microsoft Word - Dokument1", "Pressespiegel Vorlage", "template.dotx", ""])
def test_title_of_the_properties_counts_only_where_the_text_begins_with_it(title: str) -> None:
    article = read(word.make_plain(title))
    assert [part.kind for part in article.parts] == [None]
    assert title not in article.text or not title


def test_second_title_is_a_heading() -> None:
    styled = [paragraph(text, style="Title") for text in ("Harbour stays shut", "Mill seeks buyer")]
    article = read(document([styled[0], paragraph("The harbour is shut."), styled[1], paragraph("The mill is old.")]))
    assert [part.kind for part in article.parts] == ["headline", None, "heading", None]


def test_whole_paragraphs_in_the_style_of_a_heading_are_text() -> None:
    long = "The harbour will stay shut for another week, the port authority said on Friday. " * 4
    assert [part.kind for part in read(document([paragraph(long, style="Heading1")])).parts] == [None]


def test_two_columns_of_text_in_a_table_are_paragraphs() -> None:
    cells = [paragraph("The harbour stays shut. " * 12), paragraph("The mill seeks a buyer. " * 12)]
    rows = f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"
    assert "|" not in read(document([rows])).text


def test_nested_tables_and_boxes_lose_nothing() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('inner')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('before')}{inner}{paragraph('after')}</w:tc></w:tr></w:tbl>"
    assert read(document([outer])).text == "before\n\ninner\n\nafter"


def test_deep_nesting_is_no_harm() -> None:
    assert read(document(["<w:sdt>" * 30_000 + paragraph("deep") + "</w:sdt>" * 30_000])).text == "deep"


def test_long_document_takes_little_time_and_links_no_more() -> None:
    links = "<w:hyperlink><w:r><w:t>a </w:t></w:r></w:hyperlink><w:r><w:t>b</w:t></w:r>" * 8_000
    content = document([f"<w:p>{links}</w:p>"])
    names = iter(f"{number}.docx" for number in range(9))
    assert least_seconds(lambda: read_word(Source(next(names), content)), enough=0.3) < 1


# --- the door -------------------------------------------------------------------------------------------------------


def make_archive(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in members:
            package.writestr(name, content)
    return buffer.getvalue()


def refuse(content: bytes) -> ArticleError:
    with pytest.raises(ArticleError) as caught:
        open_package(Source("file.docx", content))
    return caught.value


def test_archive_that_unpacks_to_more_than_the_limit_is_not_opened() -> None:
    content = make_archive(*((f"{number}.xml", bytes(2**20)) for number in range(5)))
    with pytest.raises(ArticleError) as caught:
        open_package(Source("file.docx", content), most_bytes=4 * 2**20)
    assert caught.value.reason == "unpacks to 5 MB, over the limit of 4 MB; split it"
    assert (caught.value.code, MOST_BYTES) == ("limit", 200 * 2**20)


def test_archive_that_packs_too_well_is_not_opened() -> None:
    found = refuse(make_archive(("word/document.xml", bytes(21 * 2**20))))
    assert found.code == "limit"
    assert found.reason.endswith("times its size (21 MB), over the limit of 200 times; it was not opened")


def test_archive_of_too_many_files_is_not_opened() -> None:
    with pytest.raises(ArticleError, match="holds 12 files, over the limit of 10; split it"):
        open_package(Source("f.zip", make_archive(*((str(n), b"") for n in range(12)))), most_members=10)


def test_archive_of_another_method_is_not_opened() -> None:
    found = refuse(make_archive(("a.xml", b"text"), method=zipfile.ZIP_LZMA))
    assert found.reason == "packs 'a.xml' by method 14, which is not read; pack it anew as ZIP"


def test_archive_with_a_password_is_not_opened() -> None:
    content = bytearray(make_archive(("a.xml", b"text")))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refuse(bytes(content)).reason == "is protected with a password; open it, save it without one"


def test_member_that_lies_about_its_size_is_damaged() -> None:
    content = bytearray(make_archive(("a.xml", b"text" * 100)))
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = (4).to_bytes(4, "little")
    source = Source("file.docx", bytes(content))
    with open_package(source) as package, pytest.raises(ArticleError) as caught:
        read_member(package, "a.xml", source=source)
    assert caught.value.reason.startswith("is damaged and cannot be unpacked (Bad CRC-32 for file 'a.xml')")
