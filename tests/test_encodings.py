"""Text from bytes, text that was read in the wrong encoding once, and files of plain text and Markdown."""

# ruff: noqa: E501 (messages are on one line)

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs import text as texts
from inputs.expecting import compare
from inputs.web_pages import ENGLISH, GERMAN
from timing import least_growth

from helpers.reading.encodings import decode, find_codec
from helpers.reading.formats.text import read_text
from helpers.reading.mojibake import mend_mojibake, mended_warning
from helpers.reading.raw import Part, RawArticle, Source
from helpers.tables import ArticleError

FRENCH = "« Voilà où l’été s’arrête », a déclaré la préfète à Besançon – ça coûte 5 €. À l’Élysée, on hésite…"
POLISH = "„Nie pójdę na ugodę”, powiedział wójt Łukasz Żak. Święto w Łodzi się odbędzie, choć ŻÓŁĆ drożeje."
RUSSIAN = "«Мы не хотели этого», — сказала Мария Келль. Ёлки и палки: в селе N° 5 — ни души…"
SAMPLES = {
    "English": "\n\n".join(ENGLISH),
    "German": "\n\n".join(GERMAN),
    "French": FRENCH,
    "Polish": POLISH,
    "Russian": RUSSIAN,
}


def spoil(text: str, *, latin: bool = False) -> str:
    """UTF-8 read as Windows-1252, as browsers read it, or as Latin-1."""
    if latin:
        return text.encode().decode("latin-1")
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


# --- encodings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("„Größe“".encode(), "utf-8"),
        ("„Größe“".encode("utf-8-sig"), "utf-8-sig"),
        ("„Größe“".encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + "„Größe“".encode("utf-16-be"), "utf-16"),
        ("„Größe“".encode("utf-32"), "utf-32"),
        (b"\x00\x00\xfe\xff" + "„Größe“".encode("utf-32-be"), "utf-32"),
        ("„Größe“ zählt, sagte sie.".encode("utf-16-le"), "utf-16-le"),
        ("„Größe“ zählt, sagte sie.".encode("utf-16-be"), "utf-16-be"),
        ("„Größe“".encode("cp1252"), "cp1252"),
    ],
)
def test_encoding_is_what_the_bytes_prove(content: bytes, encoding: str) -> None:
    text, found, warnings = decode(content, name="a.txt")
    assert (text.partition(" zählt")[0], found) == ("„Größe“", encoding)
    assert bool(warnings) == (encoding in ("cp1252", "utf-16-le", "utf-16-be"))


@pytest.mark.parametrize(
    ("content", "encoding", "name"),
    [
        ("Привет".encode("koi8-r"), "KOI8-R", "koi8-r"),
        ("Łódź".encode("cp1250"), "windows-1250", "cp1250"),
        ("Größe".encode("utf-8-sig"), "utf8", "utf-8-sig"),
        ("Größe".encode("utf-16"), "utf-16", "utf-16"),
        ("Größe".encode("mac-roman"), "macroman", "mac-roman"),
    ],
)
def test_what_the_user_says_decides(content: bytes, encoding: str, name: str) -> None:
    text, found, warnings = decode(content, name="a.txt", encoding=encoding)
    assert (text, found, warnings) == (content.decode(encoding).removeprefix("\ufeff"), name, ())


@pytest.mark.parametrize(
    ("content", "encoding", "code", "said"),
    [
        (
            b"abc",
            "klingon",
            "encoding",
            "cannot be read as 'klingon', which is no encoding that is known; say one such as cp1252 or utf-16",
        ),
        (
            b"abc",
            "rot13",
            "encoding",
            "cannot be read as 'rot13', which is no encoding that is known; say one such as cp1252 or utf-16",
        ),
        (
            b"caf\xe9 noir",
            "utf-8",
            "encoding",
            "is not utf-8, as it was said to be: byte 3 does not fit; say another encoding, or none to have it found",
        ),
        (
            b"caf\x81",
            "cp1252",
            "encoding",
            "is not cp1252, as it was said to be: byte 3 does not fit; say another encoding, or none to have it found",
        ),
        (
            b"a\0b",
            "utf-8",
            "binary",
            "is not text in utf-8, as it was said to be: it holds characters of code zero; say another encoding",
        ),
        (b"abc", "utf-16", "encoding", "is not utf-16, as it was said to be"),
    ],
)
def test_what_the_user_says_may_be_wrong(content: bytes, encoding: str, code: str, said: str) -> None:
    with pytest.raises(ArticleError) as caught:
        decode(content, name="a.txt", encoding=encoding)
    assert caught.value.code == code
    assert caught.value.reason.startswith(said)


@pytest.mark.parametrize(
    "label",
    [
        "rot13",
        "hex",
        "base64",
        "bz2",
        "zip",
        "uu",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "",
        "a\0b",
        "ü" * 99,
        "../etc",
    ],
)
def test_codec_that_is_no_encoding_of_text_is_unknown(label: str) -> None:
    assert find_codec(label) is None


def test_a_few_damaged_bytes_leave_the_rest_as_it_is() -> None:
    content = "„Größe“ zählt nicht, sagte Müller.".encode().replace("„".encode(), b"\x84")
    assert decode(content, name="a.txt") == (
        "\ufffdGröße“ zählt nicht, sagte Müller.",
        "utf-8",
        (("encoding", "is UTF-8 but for 1 place, where \ufffd stands now; save it again as UTF-8"),),
    )


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_error(content: bytes) -> None:
    try:
        text, encoding, _ = decode(content, name="a.txt")
    except ArticleError as error:
        assert error.code in ("binary", "encoding")
    else:
        assert "\0" not in text
        assert find_codec(encoding) == encoding


# --- text that was read wrongly once ----------------------------------------------------------------------------


@pytest.mark.parametrize("latin", [False, True], ids=["Windows-1252", "Latin-1"])
@pytest.mark.parametrize("language", SAMPLES)
def test_text_read_wrongly_once_is_mended(language: str, latin: bool) -> None:
    mended, count = mend_mojibake(spoil(SAMPLES[language], latin=latin))
    assert mended == SAMPLES[language]
    assert count > 2


@pytest.mark.parametrize(
    ("spoiled", "mended", "count"),
    [
        ("â€œNobody wanted this,â€\x9d Kell said.", "“Nobody wanted this,” Kell said.", 2),
        ("He said “it’s fine” and then itâ€™s over", "He said “it’s fine” and then it’s over", 1),
        ("„Größe“ ist rechts, StraÃŸe falsch", "„Größe“ ist rechts, Straße falsch", 1),
        ("MÃœLLER aus KÃ–LN", "MÜLLER aus KÖLN", 2),
        ("Ãƒ¼ber und ÃƒÂ¼ber", "über und über", 2),
        ("20Â°C, Â£5 and 5â‚¬", "20°C, £5 and 5€", 3),
        ("so – oder â€“ anders", "so – oder – anders", 1),
        ("byÅ‚ siÄ™", "był się", 2),
        ("“schÃ¶n”, sagte sie", "“schön”, sagte sie", 1),
        ("ðŸ˜€ ok", "😀 ok", 1),
    ],
)
def test_only_the_broken_places_are_mended(spoiled: str, mended: str, count: int) -> None:
    assert mend_mojibake(spoiled) == (mended, count)


@pytest.mark.parametrize(
    "text",
    [
        "São Paulo diz NÃO à conceição",
        "“AMANHÃ”, disse a IRMÃ” e a MAÇÃ…",
        "«ROMÂ» i «CAFÉ»",
        "„MENÜ“ steht neben dem „Ä“ und „Ö“",
        "“JOSÉ—who came late—left”",
        "Characters such as “â€œ” and “Ã¼” appear in the text",
        "\"â€œ\", ('Ã¤') and `Ã¼`: read in the wrong encoding",
        "“MÃ¼ller” instead of “Müller”",
        "statt ü steht Ã¼ da",
        "Ã, â€ and Â alone",
        "20 Ñ–",
        "Ångström… Österreich™ Émile» Úna”",
        *SAMPLES.values(),
    ],
)
def test_text_that_is_right_stays_letter_by_letter(text: str) -> None:
    assert mend_mojibake(text) == (text, 0)


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF, exclude_characters="ÂÃÄÅÈÎÏÐÑáâïð")))
def test_text_without_signs_is_unchanged(text: str) -> None:
    assert mend_mojibake(text) == (text, 0)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["Müller", "Straße", "„Ja“,", "“No,”", "sagte", "l’été", "5 €", "–", "über", "Größe…", "said", "déjà"]
        ),
        min_size=1,
    ),
    st.booleans(),
)
def test_words_read_wrongly_once_are_mended(words: list[str], latin: bool) -> None:
    text = " ".join(["Über", *words, "schön"])
    assert mend_mojibake(spoil(text, latin=latin))[0] == text


@given(st.text(alphabet="aZ ÃÂâ€œ™¼ü“”\x9d\xa0\nÄÅ‚Ñ–"))
def test_mending_twice_is_mending_once_and_never_fails(text: str) -> None:
    mended, _ = mend_mojibake(text)
    assert mended.count("\n") == text.count("\n")
    assert all(line in mended for line in text.split("\n") if mend_mojibake(line)[1] == 0)


@pytest.mark.parametrize("unit", ["MÃ¼ller ", "â€œ", "“Ã¼” ü ", "AMANHÃ” "])
def test_mending_takes_linear_time(unit: str) -> None:
    few, many = unit * 400, unit * 4_000
    assert least_growth(lambda: mend_mojibake(few), lambda: mend_mojibake(many), enough=30.0) < 30


def test_warning_says_what_was_done() -> None:
    assert mended_warning(2) == (
        "mojibake",
        "2 places where UTF-8 had been read as Windows-1252 were mended; look whether the words are right",
    )
    assert mended_warning(1)[1].startswith("1 place where UTF-8 had been read as Windows-1252 was mended")


# --- files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", texts.good())
def test_text_gives_its_article(name: str) -> None:
    compare(read_text(Source(name, texts.good()[name])), texts.EXPECTED[name])


@pytest.mark.parametrize("name", texts.broken())
def test_what_is_no_text_is_refused_with_a_reason(name: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_text(Source(name, texts.broken()[name]))
    assert texts.REASONS[name] in caught.value.reason


def read(content: str, name: str = "a.md") -> RawArticle:
    (article,) = read_text(Source(name, content.encode()))
    assert isinstance(article, RawArticle)
    return article


def test_front_matter_is_read_as_fields() -> None:
    article = read(
        '---\r\ntitle: "Ferries: nothing moves"\r\ndate: 11 February 2031\r\nauthors: [Jane Doe, "Max Roe"]\r\nlink: https://a.example/b\r\n# a note\r\nsource: Herald\r\n---\r\nText.\r\n'
    )
    assert article.parts == (Part("Ferries: nothing moves", "headline"), Part("Text.\r\n"))
    assert (article.date, article.date_source, article.author) == ("2031-02-11", "file", "Jane Doe, Max Roe")
    assert (article.url, article.outlet) == ("https://a.example/b", "Herald")


def test_authors_of_front_matter_may_be_a_list() -> None:
    assert (
        read("---\ntitle: A\nauthor:\n  - Jane Doe\n  - Max Roe\ntags:\n  - x\n---\nText.\n").author
        == "Jane Doe, Max Roe"
    )


def test_a_heading_on_top_of_the_text_is_the_headline_as_printed() -> None:
    assert read("---\ntitle: For search engines\n---\n\n# As printed\n\nText.\n").parts == (
        Part("\n# As printed\n\nText.\n"),
    )


def test_a_date_of_front_matter_that_is_none_is_reported() -> None:
    article = read("---\ntitle: A\ndate: 3/4/2031\n---\nText.\n")
    assert article.date is None
    assert article.warnings == (
        ("date", "gives the date '3/4/2031', which is no day that can be told; write it as YYYY-MM-DD"),
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "---\ntitle: A\n---\nText.\n"),
        ("a.md", "---\nKell said: no\nThe pier is shut.\n---\nText.\n"),
        ("a.md", "---\nMood: grey\nWind: west\n---\nText.\n"),
        ("a.md", "---\ntitle: A\nText without an end.\n"),
        ("a.md", "Text.\n---\ntitle: A\n---\n"),
        ("a.md", "---\n"),
    ],
    ids=["no Markdown", "sentences", "no known key", "no end", "not on top", "a line"],
)
def test_text_between_lines_of_hyphens_stays_text(name: str, content: str) -> None:
    assert read(content, name).parts == (Part(content),)
