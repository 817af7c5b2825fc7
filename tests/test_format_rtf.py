"""Rich text: every character right, in any code page, and no file that takes long."""

from __future__ import annotations

import pytest
from inputs import rtf
from inputs.expecting import compare
from timing import least_seconds

from helpers.reading.formats.office.rtf import read_rtf
from helpers.reading.raw import Part, RawArticle, Source
from helpers.tables import ArticleError


def read(content: bytes, name: str = "article.rtf") -> RawArticle:
    (article,) = read_rtf(Source(name, content))
    assert isinstance(article, RawArticle)
    return article


@pytest.mark.parametrize("name", rtf.good())
def test_article_of_a_file_is_read(name: str) -> None:
    compare(read_rtf(Source(name, rtf.good()[name])), rtf.EXPECTED[name])


@pytest.mark.parametrize("name", rtf.broken())
def test_broken_file_says_what_is_wrong(name: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_rtf(Source(name, rtf.broken()[name]))
    assert caught.value.reason == rtf.REASONS[name]


def test_all_that_is_shown_is_read_and_nothing_else() -> None:
    assert read(rtf.good()["word.rtf"]).parts == (
        Part("Stadtrat lehnt neue Brücke ab", "headline"),
        Part(
            "Von Lena Muster\n\nDer Stadtrat hat den Bau am Don\u00adnerstag mit knapper Mehrheit abgelehnt.\n\n"
            "„Das Geld fehlt an jeder Schule“, sagte Bürgermeister Karl Beispiel.\n\n"
            "„Wir bauen erst, wenn der Bund zahlt“, sagte er. Привет!"
        ),
        Part("Wie es weitergeht", "heading"),
        Part(
            "Das Wichtigste im Kasten\n\nDie Opposition will im Herbst neu abstimmen.\n\nPartei | Sitze\n\nListe A | 12"
        ),
        Part("Die Brücke am Abend. Foto: Beispiel", "caption"),
        Part("Die Sitzung war öffentlich.", "boilerplate"),
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\ldblquote Yes\rdblquote , he\rquote s in", "“Yes”, he’s in"),
        (r"\'93Yes\'94 \'84Ja\'93 \'bbQuoi\'ab", "“Yes” „Ja“ »Quoi«"),
        (r"\u8222?Ja\u8220?", "„Ja“"),
        (r"\u8222\'84Ja\u8220\'93", "„Ja“"),
        (r"\uc0\u8222 Ja\u8220 .", "„Ja“."),
        (r"\uc2\u8222\'81\'82Ja", "„Ja"),
        (r"\u8220\b bold", "“bold"),
        (r"\u8211\endash 5", "–5"),
        (r"\u-10179?\u-8704? ha", "😀 ha"),
        (r"\u-10179? ha", "\ufffd ha"),
        (r"a\~b\_c\-d", "a\u00a0b\u2011c\u00add"),
        (r"\{a\}\\", "{a}\\"),
        ("one\ntwo", "onetwo"),
        (r"\unknownword42 text", "text"),
    ],
)
def test_characters(written: str, shown: str) -> None:
    assert read(f"{{\\rtf1\\ansi\\ansicpg1252 {written}\\par}}".encode("ascii")).text == shown


@pytest.mark.parametrize(
    ("head", "written", "shown"),
    [
        (r"\ansi\ansicpg1251", rb"\'cf\'f0\'e8\'e2\'e5\'f2", "Привет"),
        (r"\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}", rb"\f1\'cf\'f0{\f0\'e9}\'e8", "Прéи"),
        (r"\ansi\ansicpg1252\deff1{\fonttbl{\f1\fcharset238 B;}}", rb"\'b9", "ą"),
        (r"\ansi\ansicpg932", rb"\'93\'fa\'96\'7b", "日本"),
        (r"\mac", rb"\'8e", "é"),
        (r"\ansi\ansicpg99999", rb"\'e9", "é"),
        (r"\ansi\ansicpg1252{\fonttbl{\f3\fcharset2 Symbol;}}", rb"\f3\'b7\f0 text", "•text"),
        (r"\ansi\ansicpg65001", "Brücke „Ja“".encode(), "Brücke „Ja“"),
    ],
    ids=["file", "font", "first font", "two bytes", "Macintosh", "unknown", "symbols", "UTF-8"],
)
def test_code_pages_of_file_and_font(head: str, written: bytes, shown: str) -> None:
    assert read(b"{\\rtf1" + head.encode() + b" " + written + b"\\par}").text == shown


def test_title_of_the_properties_counts_only_where_the_text_begins_with_it() -> None:
    body = b"{\\info{\\title Harbour stays shut}{\\author X}}Harbour stays shut\\par The port is shut.\\par}"
    assert read(b"{\\rtf1" + body).parts[0] == Part("Harbour stays shut", "headline")


def test_file_cut_in_the_middle_is_read_with_a_warning() -> None:
    content = rtf.good()["word.rtf"]
    article = read(content[: content.index(b"Wie es")])
    assert article.parts[1].text.endswith("Привет!")
    assert [code for code, _ in article.warnings] == ["cut"]


def test_what_follows_the_outermost_group_is_no_text() -> None:
    assert read(b"{\\rtf1 The port is shut.\\par}{\\rtf1 junk} more junk").text == "The port is shut."


def test_picture_in_bytes_is_skipped() -> None:
    picture = b"{\\pict\\jpegblip\\bin6 }}{\\x}}"
    assert read(b"{\\rtf1 Before" + picture + b" after.\\par}").text == "Before after."


@pytest.mark.parametrize(
    "content",
    [
        b"{\\rtf1{\\pict " + b"0123456789abcdef" * 160_000 + b"} Text\\par}",
        b"{\\rtf1{\\pict " + (b"0123456789abcdef" * 8 + b"\r\n") * 20_000 + b"} Text\\par}",
        b"{\\rtf1 " + b"{\\field{\\*\\fldinst{HYPERLINK " * 1_000 + b"Text" + b"}" * 3_000 + b" Text\\par}",
        b"{\\rtf1 " + b"\\'e9" * 40_000 + b" Text\\par}",
        b"{\\rtf1 " + b"{\\f0}" * 30_000 + b" Text\\par}",
    ],
    ids=["one line", "lines", "links", "escapes", "groups"],
)
def test_time_is_linear(content: bytes) -> None:
    names = iter(f"{number}.rtf" for number in range(9))
    assert least_seconds(lambda: read(content, next(names)), enough=0.3) < 1
