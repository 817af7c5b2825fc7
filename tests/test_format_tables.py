"""Tables of articles: CSV, workbooks, JSON and Parquet, and what their columns hold."""

from __future__ import annotations

import csv
import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs import csv_table, json_records, parquet, workbook
from inputs.expecting import compare
from inputs.stories_in_tables import ALL, COUNCIL, ENGLISH, FERRY
from timing import least_growth

from helpers.languages import available_languages
from helpers.reading.encodings import decode
from helpers.reading.formats.language_names import find_language
from helpers.reading.formats.tables.columns import find_use, plain_name
from helpers.reading.formats.tables.csv_table import read_csv
from helpers.reading.formats.tables.days import find_order, read_day
from helpers.reading.formats.tables.json_records import read_json, read_json_lines
from helpers.reading.formats.tables.json_spans import Outline
from helpers.reading.formats.tables.parquet import read_parquet
from helpers.reading.formats.tables.workbook import read_workbook
from helpers.reading.formats.tables.xlsx_parts import is_date_format
from helpers.reading.raw import COLUMN_USES, Part, RawArticle, ReadingOptions, Source, Unread
from helpers.tables import SCHEMAS, ArticleError

Reader = Callable[[Source], list[RawArticle | Unread]]
_READERS: dict[str, Reader] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_workbook,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".parquet": read_parquet,
}
_MAKERS = (csv_table, workbook, json_records, parquet)
_GOOD = {name: (content, maker) for maker in _MAKERS for name, content in maker.good().items()}
_BROKEN = {name: (content, maker) for maker in _MAKERS for name, content in maker.broken().items()}


def read(name: str, content: bytes | str, **columns: str) -> list[RawArticle | Unread]:
    written = content.encode() if isinstance(content, str) else content
    source = Source(name, written, ReadingOptions(columns=tuple(columns.items())))
    return _READERS[source.suffix](source)


def articles(name: str, content: bytes | str, **columns: str) -> list[RawArticle]:
    found = read(name, content, **columns)
    assert [one for one in found if isinstance(one, Unread)] == []
    return [one for one in found if isinstance(one, RawArticle)]


def reason_of(name: str, content: bytes | str, **columns: str) -> str:
    with pytest.raises(ArticleError) as caught:
        read(name, content, **columns)
    assert caught.value.path == name
    return caught.value.reason


def texts(found: Iterable[RawArticle | Unread]) -> list[str]:
    """The bodies, and why there is none."""
    return [one.reason if isinstance(one, Unread) else one.parts[-1].text for one in found]


def of_json(value: Any, **columns: str) -> list[RawArticle]:
    return articles("a.json", json_records.encode(value), **columns)


# --- samples ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", _GOOD)
def test_articles_of_a_table_are_read(name: str) -> None:
    content, maker = _GOOD[name]
    compare(read(name, content), maker.EXPECTED[name])


@pytest.mark.parametrize("name", sorted(set(_GOOD) - {"tabs.tsv", "bars.csv"}))
def test_texts_are_read_to_the_last_quote_mark(name: str) -> None:
    found = articles(name, _GOOD[name][0])
    for article, told in zip(found, ALL, strict=False):
        assert " ".join(part.text for part in article.parts[1:]).split() == told.text.split()
        assert (article.language or told.language, article.url or told.url) == (told.language, told.url)
        assert article.date_source == "file"


@pytest.mark.parametrize("name", _BROKEN)
def test_broken_table_says_what_is_wrong(name: str) -> None:
    content, maker = _BROKEN[name]
    reason = reason_of(name, content)
    expected = maker.REASONS[name]
    assert reason.startswith(expected) if expected.endswith("(") else reason == expected


# --- columns ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("Full_Text", "text"),
        ("articleBody", "text"),
        ("ARTIKELTEXT", "text"),
        ("Texte intégral", "text"),
        ("überschrift", "headline"),
        ("headline.main", "headline"),
        ("Vorspann", "standfirst"),
        ("Sous-titre", "standfirst"),
        ("datePublished", "date"),
        ("Veröffentlicht am", "date"),
        ("Date de parution", "date"),
        ("created_at", "date"),
        ("media_name", "outlet"),
        ("source.name", "outlet"),
        ("Quelle", "outlet"),
        ("Autor/in", "author"),
        ("byline", "author"),
        ("web_url", "url"),
        ("Adresse web", "url"),
        ("inLanguage", "language"),
        ("Sprache", "language"),
        ("Nachrichtenagentur", "agency"),
        ("_source.Full Text", "text"),
        ("fields.bodyText", "text"),
        ("id", None),
        ("score", None),
        ("image.title", None),
        ("", None),
    ],
)
def test_a_column_is_known_by_its_name(name: str, use: str | None) -> None:
    assert find_use(name) == use


def test_names_of_columns_say_one_thing_each() -> None:
    file = resources.files("helpers") / "resources" / "columns.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    uses = [*COLUMN_USES, "file", "item"]
    assert set(data) == {*uses, "records"}
    count = Counter(plain_name(name) for use in uses for names in data[use].values() for name in names)
    assert [name for name, times in count.items() if times > 1] == []


def test_names_of_languages_say_one_thing_each() -> None:
    file = resources.files("helpers") / "resources" / "language_names.toml"
    names = tomllib.loads(file.read_text(encoding="utf-8"))
    words = Counter(word.casefold() for code, listed in names.items() for word in (code, *listed))
    assert [word for word, times in words.items() if times > 1] == []
    assert {find_language(code) for code in available_languages()} == set(available_languages())


def test_the_surer_of_two_columns_is_taken_and_the_other_told() -> None:
    (article,) = articles("a.csv", "Content,Text,Published,created_at\nShort form,The whole,2022-01-27,2024-05-06\n")
    assert (article.text, article.date) == ("The whole", "2022-01-27")
    reason = "has texts in column 'Text', and perhaps in 'Content', which was not read; say --column text=NAME"
    assert article.warnings == (("columns", f"{reason} for another one"),)


def test_a_doubtful_column_is_taken_with_a_warning_on_the_first_article_alone() -> None:
    first, second = articles("a.csv", "Text,created_at\nOne,2022-01-27\nTwo,2022-01-28\n")
    assert [first.date, second.date] == ["2022-01-27", "2022-01-28"]
    reason = "has the date in column 'created_at' as it seems; say --column date=NAME for another one"
    assert (first.warnings, second.warnings) == ((("columns", reason),), ())


@pytest.mark.parametrize("wanted", ["Inhalt 2", "inhalt2"])
def test_the_user_names_a_column(wanted: str) -> None:
    content = "Text,Inhalt 2,date,Tag der Ausgabe\nshort,The whole text,2024-05-06,2022-01-27\n"
    (article,) = articles("a.csv", content, text=wanted, date="Tag der Ausgabe")
    assert (article.text, article.date, article.warnings) == ("The whole text", "2022-01-27", ())


def test_the_user_leaves_a_column_out() -> None:
    assert articles("a.csv", "Text,created_at\nOne,2022-01-27\n", date="")[0].date is None


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xlsx"])
def test_a_column_that_is_not_there_is_told_with_those_that_are(name: str) -> None:
    content = {
        "a.csv": b"Text,Tag\nOne,2022-01-27\n",
        "a.json": json_records.encode([{"Text": "One", "Tag": "2022-01-27"}]),
        "a.xlsx": workbook.make({"A": [["Text", "Tag"], ["One", "2022-01-27"]]}),
    }[name]
    assert reason_of(name, content, date="Datum") == "has no column 'Datum' for date; its columns are 'Text', 'Tag'"


def test_a_use_that_there_is_not_is_told() -> None:
    reason = reason_of("a.csv", "Text\nOne\n", topic="Text")
    assert reason == f"has no column for 'topic'; --column knows {', '.join(COLUMN_USES)}"


@pytest.mark.parametrize("name", sorted(set(SCHEMAS) - {"articles"}))
def test_tables_of_a_run_are_no_articles(name: str) -> None:
    columns = list(SCHEMAS[name].columns)
    reason = f"is the table {name!r} that Newsbook wrote, and holds no texts of articles; "
    assert reason_of("a.csv", ",".join(columns) + "\n" + ",".join("1" * len(columns)) + "\n").startswith(reason)


def test_texts_of_a_run_are_articles() -> None:
    columns = list(SCHEMAS["articles"].columns)
    record = dict.fromkeys(columns, "x") | {"text": FERRY.text, "headline": FERRY.headline, "date": FERRY.date}
    (article,) = of_json([record])
    assert [part.text for part in article.parts] == [FERRY.headline, FERRY.text]


# --- what a row says --------------------------------------------------------------------------------------------


def test_nothing_is_converted_and_nothing_is_missing_but_white_space() -> None:
    found = read("a.csv", "text,title,outlet\nNA,007,NA\nnull,1e5,n/a\n  ,A,\nnan,True,None\n")
    assert texts(found) == ["NA", "null", "row 4 has no text", "nan"]
    named = [(one.parts[0].text, one.outlet) for one in found if isinstance(one, RawArticle)]
    assert named == [("007", None), ("1e5", None), ("True", None)]


def test_a_row_without_text_keeps_its_place() -> None:
    found = read("a.csv", "title,text\nFirst,One\nSecond,\n\nThird,Three\n")
    assert texts(found) == ["One", "row 3 has no text", "Three"]
    assert found[1] == Unread("row 3 has no text", "empty")


@pytest.mark.parametrize(
    ("title", "teaser", "text", "parts"),
    [
        ("Crews walk out", "", "One. Two.", [("Crews walk out", "headline"), ("One. Two.", None)]),
        ("Crews walk out", "", "Crews walk out\n\nOne. Two.", [("Crews walk out", "headline"), ("One. Two.", None)]),
        ("Crews walk out", "", "Crews walk out", [("Crews walk out", "headline"), ("Crews walk out", None)]),
        ("A", "No talks", "One. Two.", [("A", "headline"), ("No talks", "standfirst"), ("One. Two.", None)]),
        ("A", "No talks", "A\nNo talks\nOne.", [("A", "headline"), ("No talks", "standfirst"), ("One.", None)]),
        ("A", "One. Two…", "One.\nTwo and three.", [("A", "headline"), ("One.\nTwo and three.", None)]),
        ("A\n B", "", "One.", [("A B", "headline"), ("One.", None)]),
        ("NaN", "null", "One.", [("One.", None)]),
    ],
    ids=["both", "headline twice", "headline alone", "teaser", "all in the text", "cut teaser", "lines", "missing"],
)
def test_headline_and_teaser_stand_once(
    title: str, teaser: str, text: str, parts: list[tuple[str, str | None]]
) -> None:
    (article,) = of_json([{"title": title, "teaser": teaser, "text": text}])
    assert article.parts == tuple(Part(*part) for part in parts)


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("Von Lena Muster", "Lena Muster"),
        ("['Jane Doe', \"Luc O'Hara\"]", "Jane Doe, Luc O'Hara"),
        ("[]", None),
        (["Jane Doe", {"name": "Lena Muster", "id": 7}], "Jane Doe, Lena Muster"),
        ({"@type": "Person", "name": "Jane Doe"}, "Jane Doe"),
        ("Byron Smith", "Byron Smith"),
        (None, None),
    ],
)
def test_an_author_is_a_name(written: Any, author: str | None) -> None:
    assert of_json([{"text": "One.", "author": written}])[0].author == author


def test_an_address_for_a_source_is_no_outlet_and_no_other_scheme_an_address() -> None:
    first, second = of_json(
        [
            {"text": "One.", "source": "https://a.example/1"},
            {"text": "Two.", "source": "A", "link": "javascript:alert(1)"},
        ]
    )
    assert [(one.outlet, one.url) for one in (first, second)] == [(None, "https://a.example/1"), ("A", None)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("en", "en"),
        ("de-DE", "de"),
        ("pt_BR", "pt"),
        ("English", "en"),
        ("Deutsch", "de"),
        ("FRANÇAIS", "fr"),
        ("francais", "fr"),
        ("Englisch", "en"),
        ("deu", "de"),
        ("Klingon", None),
    ],
)
def test_a_language_is_known_by_name_or_code(written: str, code: str | None) -> None:
    assert of_json([{"text": "One.", "language": written}])[0].language == code


def test_a_language_that_is_not_known_is_told_once() -> None:
    found = of_json([{"text": f"Text {number}.", "lang": "Klingon"} for number in range(3)])
    reason = "has a language 'Klingon' that is not known, and was left out; write a code such as en"
    assert [one.warnings for one in found] == [(("language", reason),), (), ()]


def test_a_piece_of_a_web_page_is_read_as_its_words() -> None:
    page = (
        "<p>Crews &quot;walked&nbsp;out&quot;, <b>all</b> of them.</p>\n<h2>What now</h2><p>Nobody knows.<br/>\n</p>"
        "<script>alert(1)</script><figure><figcaption>The quay</figcaption></figure>"
    )
    (article,) = of_json([{"title": "The <em>Courier</em> &amp; Co", "text": page}])
    assert article.parts == (
        Part("The Courier & Co", "headline"),
        Part('Crews "walked\xa0out", all of them.'),
        Part("What now", "heading"),
        Part("Nobody knows."),
        Part("The quay", "caption"),
    )
    assert [code for code, _ in article.warnings] == ["markup"]


@pytest.mark.parametrize(
    "text", ["If a < b and b > c, then a < c.", "Write <p> for a paragraph.", "AT&T and R&D; more."]
)
def test_plain_text_with_signs_of_markup_is_left_alone(text: str) -> None:
    assert texts(of_json([{"text": text}])) == [text]


def test_text_that_a_service_cut_is_told() -> None:
    (article,) = of_json([{"text": "Ferry traffic came to a halt on Tues… [+1234 chars]"}])
    assert article.text == "Ferry traffic came to a halt on Tues…"
    reason = "record 1: the text is cut short by the service that it comes from; get the whole"
    assert article.warnings == (("cut", reason),)


# --- dates ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022-01-27", "2022-01-27"),
        ("2022-01-27T23:30:00-05:00", "2022-01-27"),
        ("2022-01-27 23:30:00+00:00", "2022-01-27"),
        ("2022/1/7", "2022-01-07"),
        ("20220127", "2022-01-27"),
        ("20220127T103000Z", "2022-01-27"),
        ("20220127103000", "2022-01-27"),
        ("27.01.2022", "2022-01-27"),
        ("27. Januar 2022, 10:15 Uhr", "2022-01-27"),
        ("January 27, 2022", "2022-01-27"),
        ("Thu, 27 Jan 2022 10:30:00 GMT", "2022-01-27"),
        ("27 janvier 2022", "2022-01-27"),
        ("04/05/2022", None),
        ("0001-01-01T00:00:00", None),
        ("9999-12-31", None),
        ("2022-02-30", None),
        ("2022", None),
        ("soon", None),
        ("7" * 5_000, None),
        (1643274000, "2022-01-27"),
        (1643274000.5, "2022-01-27"),
        (1643274000123, "2022-01-27"),
        ("1643274000", "2022-01-27"),
        ("1643274000123", "2022-01-27"),
        (44588, None),
        (0, None),
        (-1, None),
        (float("nan"), None),
        (10**30, None),
        (True, None),
        (date(2022, 1, 27), "2022-01-27"),
        (datetime(2022, 1, 27, 23, 30), "2022-01-27"),
        (None, None),
        (10**400, None),
        (float("inf"), None),
        ([], None),
    ],
)
def test_a_day_is_read_or_left_out(written: Any, day: str | None) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["04/05/2022", "13/04/2022"], True),
        (["04/05/2022", "04-13-22"], False),
        (["04/05/2022"], None),
        (["13/04/2022", "04/13/2022"], None),
        (["27.01.2022", "2022-01-13", 5, None], None),
    ],
    ids=["day first", "month first", "not told", "both", "no such dates"],
)
def test_the_order_of_a_column_is_shown_by_its_other_rows(column: list[Any], order: bool | None) -> None:
    assert find_order(column) == order


def test_a_date_of_two_meanings_is_read_where_the_column_shows_its_order() -> None:
    rows = "text,date\nOne,04/05/2022\nTwo,{}/2022\n"
    assert [one.date for one in articles("a.csv", rows.format("13/04"))] == ["2022-05-04", "2022-04-13"]
    assert [one.date for one in articles("a.csv", rows.format("04/13"))] == ["2022-04-05", "2022-04-13"]
    first, second = articles("a.csv", rows.format("06/05"))
    reason = "row 2: the date '04/05/2022' is none that can be read for sure; write it as YYYY-MM-DD"
    assert (first.date, first.date_source, first.warnings) == (None, None, (("date", reason),))
    assert [code for code, _ in second.warnings] == ["date"]


# --- CSV --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("title,text\nA,One,\nB,Two,,\n", ["One", "Two"]),
        ("text,title,note\nOne,A\nTwo,B,\n", ["One", "Two"]),
        (
            "title;text\nA;One; and more\nB;Two\n",
            ["row 2 has 3 cells for 2 columns; put quote marks around cells that hold semicolons", "Two"],
        ),
        (
            "title,text,note\nA,One\nB,Two,\n",
            ["row 2 has 2 cells for 3 columns; put quote marks around cells that hold line ends", "Two"],
        ),
        (
            "text,title,date\nThe first\nand the rest,A,2022-01-27\nTwo,B,2022-01-28\n",
            [
                "row 2 has 1 cell for 3 columns; put quote marks around cells that hold line ends",
                "row 3 may be the rest of row 2; put quote marks around cells that hold line ends",
                "Two",
            ],
        ),
        ('title,text\nA,"One\n\ntwo"\nB,\n', ["One\n\ntwo", "row 3 (line 5) has no text"]),
        ('text\nOne, and more\n"Two, too"\n', ["One, and more", "Two, too"]),
        ('title,text\nA,The "Courier" says\n', ['The "Courier" says']),
        ('title|text\nA|"No," he said\nB|"Yes" or "no"\n', ['"No," he said', '"Yes" or "no"']),
        ('"title"\t"text"\n"A"\t"One ""two"""\n', ['One "two"']),
    ],
    ids=[
        "empty cells behind",
        "cells left out behind the text",
        "too many cells",
        "cut at the text",
        "a line end in a cell",
        "lines in a cell",
        "one column",
        "marks inside a cell",
        "marks that enclose nothing",
        "all enclosed",
    ],
)
def test_rows_are_told_into_cells_or_left_out(content: str, found: list[str]) -> None:
    assert texts(read("a.csv", content)) == found


def test_quote_marks_that_enclose_texts_wrongly_are_told_and_not_taken_for_those_of_the_text() -> None:
    content = 'title\ttext\nA\t"He said "no" and left"\nB\t"She said "yes""\n'
    assert reason_of("a.csv", content).startswith(
        "has a quote mark within a cell that stands in quote marks, in line 2;"
    )


def test_rows_end_as_on_any_system() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert texts(read("a.csv", f"title,text{end}A,One{end}B,Two{end}")) == ["One", "Two"]


def test_a_damaged_byte_costs_one_letter() -> None:
    content = csv_table.write([["title", "text"], ["A", COUNCIL.text], ["B", "Zwei"]]).encode()
    first, second = articles("a.csv", content.replace("Brücke".encode(), b"Br\xffcke"))
    assert ("Br\ufffdcke" in first.text, second.parts[-1].text) == (True, "Zwei")
    assert [code for code, _ in first.warnings] == ["encoding"]


def test_the_user_says_the_encoding() -> None:
    source = Source("a.csv", "text\nStra\u00dfe\n".encode("cp850"), ReadingOptions(encoding="cp850"))
    assert texts(read_csv(source)) == ["Straße"]


def test_a_cell_may_be_as_long_as_a_book() -> None:
    long = "Crews walked out. " * 60_000
    assert texts(read("a.csv", f'title,text\nA,"{long}"\n')) == [long.strip()]


_CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0<&["), max_size=12)


@settings(max_examples=50)
@given(st.lists(st.tuples(_CELLS, _CELLS), max_size=5), st.sampled_from([",", ";", "\t", "|"]))
def test_what_is_written_is_read(rows: list[tuple[str, str]], separator: str) -> None:
    content = csv_table.write(
        [["title", "text"], ["A", "One"], *([f"Title {a}", b] for a, b in rows)], delimiter=separator
    )
    found = read("a.csv", content)
    kept = [text.strip() for _, text in rows if text.strip()]
    assert [one.parts[-1].text for one in found if isinstance(one, RawArticle)] == ["One", *kept]


# --- workbooks --------------------------------------------------------------------------------------------------


def test_sheets_that_are_hidden_are_left_out_and_told() -> None:
    def hide(book: Any) -> None:
        book["Old"].sheet_state = "hidden"

    content = workbook.make({"New": [["text"], ["One"]], "Old": [["text"], ["Two"]]}, hide)
    (article,) = articles("a.xlsx", content)
    assert article.text == "One"
    reason = "has hidden sheets, which were not read ('Old'); show them to have them read"
    assert article.warnings == (("columns", reason),)


def test_rows_of_several_sheets_are_told_apart() -> None:
    first: list[workbook.Row] = [["text", "x"], ["One", 1], [None, 2]]
    other: list[workbook.Row] = [["x"], ["y"], ["z"], ["text"], ["no article"]]
    third: list[workbook.Row] = [["Volltext", "Datum"], [], ["Drei", 44588]]
    found = read("a.xlsx", workbook.make({"A": first, "B": other, "C": third}))
    assert texts(found) == ["One", "sheet 'A', row 3 has no text", "Drei"]
    last = found[-1]
    assert isinstance(last, RawArticle)
    reason = "sheet 'C', row 3: the date '44588' is none that can be read for sure; write it as YYYY-MM-DD"
    assert last.warnings == (("date", reason),)


def test_cells_are_read_as_they_are_shown() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    rich = CellRichText("Crews ", TextBlock(InlineFont(b=True), "walked"), " out")
    content = workbook.make(
        {"A": [["title", "text"], [1984, rich], [3.5, "a_x000D_\nb"], [True, "=A1"], ["E", "#N/A"]]}
    )
    sheet = workbook.read_member(content, "xl/worksheets/sheet1.xml")
    assert 't="e"' in sheet
    sheet = sheet.replace("<f>A1</f><v></v>", "<f>A1</f><v>1984</v>").replace("<f>A1</f><v />", "<f>A1</f><v>1984</v>")
    found = read("a.xlsx", workbook.repack(content, {"xl/worksheets/sheet1.xml": sheet}))
    assert texts(found) == ["Crews walked out", "a\r\nb", "1984", "row 5 has no text"]
    assert [one.parts[0].text for one in found[:2] if isinstance(one, RawArticle)] == ["1984", "3.5"]


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    def change(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904

    content = workbook.make({"A": [["text", "date"], ["One", date(2022, 1, 27)]]}, change)
    assert b"1904" in content or "date1904" in workbook.read_member(content, "xl/workbook.xml")
    assert articles("a.xlsx", content)[0].date == "2022-01-27"


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("yyyy-mm-dd", True),
        ("[$-407]D. MMMM YYYY;@", True),
        ("mmm\\-yy", True),
        ("General", False),
        ("Standard", False),
        ('0.00 "Tage und day"', False),
        ("[Red]#,##0", False),
        ("hh:mm:ss", False),
        ("0\\d", False),
    ],
)
def test_a_format_of_dates_shows_a_day_or_a_year(code: str, is_date: bool) -> None:
    assert is_date_format(code) == is_date


def test_a_workbook_of_the_strict_kind_is_read() -> None:
    (article,) = articles("a.xlsx", workbook.make_strict())
    assert [part.text for part in article.parts] == [FERRY.headline, FERRY.text]


def test_rows_and_columns_far_away_cost_nothing() -> None:
    content = workbook.make({"A": [["text"], ["One"]]})
    sheet = workbook.read_member(content, "xl/worksheets/sheet1.xml")
    far = '<row r="999999999"><c r="XFD999999999" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    changed = sheet.replace("</sheetData>", far)
    assert texts(read("a.xlsx", workbook.repack(content, {"xl/worksheets/sheet1.xml": changed}))) == ["One"]


# --- JSON -------------------------------------------------------------------------------------------------------


def test_one_record_is_one_article() -> None:
    record = {"@type": "NewsArticle", "headline": "A", "articleBody": "One.", "inLanguage": "de-AT"}
    (article,) = of_json({**record, "publisher": {"name": "Courier"}, "author": [{"name": "Jane Doe"}, {"name": "B"}]})
    assert (article.text, article.outlet, article.author) == ("A\n\nOne.", "Courier", "Jane Doe, B")
    assert (article.language, article.encoding) == ("de", "utf-8")


def test_records_may_have_different_fields() -> None:
    records = [
        {"text": "One.", "outlet": "A"},
        {"body": "Two.", "source": {"name": "B"}},
        {"Volltext": "Drei.", "Quelle": "C"},
    ]
    found = of_json(records)
    assert [(one.text, one.outlet, one.warnings) for one in found] == [
        ("One.", "A", ()),
        ("Two.", "B", ()),
        ("Drei.", "C", ()),
    ]


def test_numbers_are_written_as_they_are_read() -> None:
    records = [{"text": "One.", "title": value} for value in (1984, 3.5, 2.0, 10**400, float("inf"), True)]
    assert [one.parts[0].text for one in of_json(records)] == ["1984", "3.5", "2", "One.", "One.", "One."]


def test_a_text_in_paragraphs_is_joined() -> None:
    assert texts(of_json([{"text": ["One.", "Two."]}])) == ["One.\n\nTwo."]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "Two"', "is no valid JSON (Expecting ',' delimiter at character 15)"),
        ("[1]", "is a list, and no object with named fields"),
        ("null", "is null, and no object with named fields"),
        ("12", "is a number, and no object with named fields"),
        ('{"text": ' + "1" * 5_000 + "}", "is no valid JSON (a number is too long)"),
        ('{"text": ' + "[" * 100_000, "is nested too deeply to be read"),
        ('{"text": "Two", "text": "2"}', "holds the field 'text' twice with different values; keep one"),
        ('{"text": NaN}', "has no text"),
        ('{"text": ""}', "has no text"),
        ('{"title": "Two"}', "has no text"),
    ],
    ids=["cut", "list", "null", "number", "long number", "deep", "twice", "no number", "empty", "none"],
)
def test_a_line_that_is_no_article_costs_no_other(line: str, reason: str) -> None:
    found = read("a.jsonl", f'{{"text": "One"}}\n{line}\n\n{{"text": "Three"}}')
    assert texts(found) == ["One", f"line 2 {reason}", "Three"]


def test_lines_with_nothing_but_marks_hold_no_record() -> None:
    assert reason_of("a.jsonl", "\ufeff\x1e\n\x1e") == "holds no record: there is none; save it again"


def test_a_key_that_stands_twice_matters_only_where_it_is_read() -> None:
    assert texts(read("a.json", '[{"id": 1, "text": "One", "id": 2}, {"text": "Two", "text": "Two"}]')) == [
        "One",
        "Two",
    ]


def test_a_record_that_is_broken_costs_no_other() -> None:
    found = read("a.json", '[{"text": "One"},\n{"text" "Two"},\n{"text": "Three, \n [so]"},\n7]')
    reason = "record 2 (line 2) is no valid JSON (Expecting ':' delimiter at character 9)"
    assert texts(found) == [
        "One",
        reason,
        "Three, \n [so]",
        "record 4 (line 5) is a number, and no object with named fields",
    ]


def test_half_a_character_is_replaced_and_told() -> None:
    (article,) = articles("a.json", r'[{"title": "A \ud83d", "text": "One \udc00 \ud83d\ude00", "outlet": "\ud800"}]')
    assert (article.parts[0].text, article.text, article.outlet) == ("A \ufffd", "A \ufffd\n\nOne \ufffd 😀", "\ufffd")
    assert [code for code, _ in article.warnings] == ["encoding"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_json_may_be_in_another_encoding(encoding: str) -> None:
    content = json.dumps([{"text": f"Brücke: {COUNCIL.text}"}], ensure_ascii=False).encode(encoding)
    assert decode(content, name="a")[1] == encoding
    (article,) = articles("a.json", content)
    assert (article.text, article.encoding) == (f"Brücke: {COUNCIL.text}", encoding)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"response": {"docs": [{"body": "One", "headline": {"main": "A"}}]}}, ["One"]),
        ({"sources": [{"name": "A"}], "things": [{"text": "One"}]}, ["One"]),
        ({"data": [{"text": "Other"}], "articles": [{"text": "One"}]}, ["One"]),
        ({"articles": {"results": [{"body": "One"}]}, "tags": [{"title": "x"}]}, ["One"]),
        ({"a": {"title": "A", "text": "One"}, "b": {"title": "B", "text": "Two"}}, ["One", "Two"]),
        ({"text": "One", "entities": [{"name": "Kell"}]}, ["One"]),
    ],
    ids=["in an answer", "the one with texts", "the surer name", "in a named object", "by index", "no list at all"],
)
def test_the_list_of_articles_is_found(value: Any, found: list[str]) -> None:
    assert texts(of_json(value)) == found


_VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50)
@given(_VALUES)
def test_the_outline_of_any_json_is_right(value: Any) -> None:
    content = json.dumps([{"value": value}, {}]).encode()
    outline = Outline(content)
    assert (outline.is_whole, len(outline.values)) == (True, 1)
    (records,) = [found for found in outline.lists if not found.path]
    assert [json.loads(content[start:end]) for start, end in records.elements] == [{"value": value}, {}]


def test_strings_that_never_end_take_no_longer_than_others() -> None:
    def follow(count: int) -> Callable[[], object]:
        return lambda: Outline(b'{"a": "' + b'\\"' * count)

    assert least_growth(follow(100_000), follow(1_000_000), enough=30) < 30


# --- large tables -----------------------------------------------------------------------------------------------


def _make_csv(count: int) -> bytes:
    rows = ([f"{FERRY.headline} {number}", FERRY.text, "27.01.2022", "Courier"] for number in range(count))
    return csv_table.write([["title", "text", "date", "outlet"], *rows]).encode()


def _make_json(count: int) -> bytes:
    return json_records.encode([FERRY.under(ENGLISH) | {"id": number} for number in range(count)])


@pytest.mark.parametrize(("name", "make"), [("a.csv", _make_csv), ("a.json", _make_json)], ids=["CSV", "JSON"])
def test_ten_times_the_rows_take_ten_times_as_long(name: str, make: Callable[[int], bytes]) -> None:
    few, many = make(200), make(2_000)
    assert len(articles(name, many)) == 2_000
    assert least_growth(lambda: read(name, few), lambda: read(name, many), enough=25) < 25


def test_more_rows_than_memory_has_place_for_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpers.reading.formats.tables.rows._MOST_ROWS", 3)
    assert reason_of("a.csv", "text\n" + "One\n" * 4) == "has more than 3 rows, which is the limit; split it"
    monkeypatch.setattr("helpers.reading.formats.tables.rows._MOST_CHARACTERS", 2**20)
    reason = "has texts of more than 1 million characters, which is the limit; split it"
    assert reason_of("a.parquet", parquet.write({"text": ["x" * 2**19] * 3})) == reason


def test_a_sheet_that_repeats_one_text_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpers.reading.formats.tables.rows._MOST_CHARACTERS", 2**20)
    rows = [["text"], *([["x" * 30_000]] * 40)]
    assert reason_of("a.xlsx", workbook.make({"A": rows})).startswith("has texts of more than 1 million characters")


def test_the_limit_of_cells_is_as_before() -> None:
    before = csv.field_size_limit()
    read("a.csv", "text\nOne\n")
    assert csv.field_size_limit() == before
