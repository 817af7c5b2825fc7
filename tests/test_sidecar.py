"""The user's own table about files, which goes before what is found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.reading.raw import Part, RawArticle
from helpers.reading.sidecar import Sidecar, override, read_sidecar

RAW = RawArticle((Part("Ferry crews walk out", "headline"), Part("One.")), "utf-8", outlet="Found", date="2020-01-01")


def sidecar_of(folder: Path, content: str | bytes, *, name: str = "articles.csv") -> Sidecar:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    found = read_sidecar(folder)
    assert found is not None
    return found


def problems_of(sidecar: Sidecar, *places: tuple[str, int]) -> list[tuple[str, str]]:
    rows = sidecar.problem_rows(places or None)
    assert all((row["path"], row["stage"], row["severity"]) == (sidecar.name, "read", "warning") for row in rows)
    return [(str(row["code"]), str(row["message"])) for row in rows]


@pytest.mark.parametrize(
    "content",
    [
        b"file,date,outlet,language\na.txt,2022-01-27,Kurier,de\n",
        "\ufeffDatei;Datum;Medium;Sprache\r\na.txt;27.01.2022;Kurier;Deutsch\r\n".encode(),
        "sep=;\r\nDatei;Datum;Medium;Sprache\r\na.txt;27.01.2022;Kurier;Deutsch\r\n".encode("cp1252"),
        "Fichier\tDate\tMédia\tLangue\na.txt\t2022-01-27\tKurier\tallemand\n".encode("utf-16"),
        b'path,"date","outlet",lang\r\n\r\n,,,\r\n./a.txt,2022-01-27,"Kurier",de-DE',
    ],
    ids=["commas", "Excel in German", "Excel on Windows", "tabs in French", "empty lines"],
)
def test_a_row_says_what_a_file_is(tmp_path: Path, content: bytes) -> None:
    sidecar = sidecar_of(tmp_path, content)
    assert sidecar.fields_for("a.txt", 0) == {"date": "2022-01-27", "outlet": "Kurier", "language": "de"}
    assert sidecar.fields_for("b.txt", 0) == {}
    assert problems_of(sidecar, ("a.txt", 0)) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_long_table_is_known_by_its_beginning(tmp_path: Path, encoding: str) -> None:
    rows = "".join(f"Straße-{number}.txt,Kurier\n" for number in range(6_000))
    sidecar = sidecar_of(tmp_path, f"\ufefffile,outlet\n{rows}".encode(encoding))
    assert sidecar.fields_for("Straße-5999.txt", 0) == {"outlet": "Kurier"}


def test_its_name_has_any_case(tmp_path: Path) -> None:
    assert sidecar_of(tmp_path, "file\na.txt\n", name="Articles.CSV").name == "Articles.CSV"


@pytest.mark.parametrize(
    "content",
    ["file,text,date\na.txt,One,2022-01-27\n", "title,date\nA,2022-01-27\n", "", "\0\1\2", "file", "Volltext;Datei\n"],
    ids=["texts", "no files", "empty", "no text", "no line end", "texts in German"],
)
def test_another_table_of_that_name_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "articles.csv").write_bytes(content.encode())
    found = read_sidecar(tmp_path)
    assert found is None if content != "file" else found is not None


def test_without_a_file_or_with_a_folder_of_that_name_there_is_none(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path) is None
    (tmp_path / "articles.csv").mkdir()
    assert read_sidecar(tmp_path) is None


def test_names_of_files_are_compared_as_paths(tmp_path: Path) -> None:
    rows = "file,outlet\nKurier\\Br\u00fccke.txt,A\na.zip/inner/b.html,B\n"
    sidecar = sidecar_of(tmp_path, rows)
    assert sidecar.fields_for("Kurier/Bru\u0308cke.txt", 3) == {"outlet": "A"}
    assert sidecar.fields_for("a.zip/inner/b.html", 0) == {"outlet": "B"}
    assert sidecar.fields_for("kurier/br\u00fccke.txt", 0) == {}


def test_a_row_is_about_all_articles_of_a_file_or_about_one(tmp_path: Path) -> None:
    rows = "file,item,outlet,headline\na.csv,,Kurier,\na.csv,1,,Another headline\na.csv,2,Post,\n"
    sidecar = sidecar_of(tmp_path, rows)
    assert [sidecar.fields_for("a.csv", item) for item in range(3)] == [
        {"outlet": "Kurier"},
        {"outlet": "Kurier", "headline": "Another headline"},
        {"outlet": "Post"},
    ]
    assert problems_of(sidecar, ("a.csv", 0), ("a.csv", 1)) == [
        ("item", "line 4: there is no article 2: 'a.csv' holds 2, counted from 0; correct the number")
    ]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (
            "file,Notiz\na.txt,x\n",
            (
                "columns",
                "line 1: column 'Notiz' is not known and not used; the columns are "
                "file, item, headline, date, outlet, author, agency, url, language",
            ),
        ),
        (
            "file,date,Datum\na.txt,2022-01-27,2022-01-28\n",
            ("columns", "line 1: column 'Datum' is not used, because 'date' is; delete it"),
        ),
        (
            "file,outlet\nA.txt,Kurier\n",
            ("file", "line 2: 'A.txt' is not in the folder; did you mean 'a.txt'"),
        ),
        (
            "file,outlet\nkurier/a.txt,Kurier\n",
            ("file", "line 2: 'kurier/a.txt' is not in the folder; did you mean 'a.txt'"),
        ),
        (
            "file,outlet\na.html,Kurier\n",
            ("file", "line 2: 'a.html' is not in the folder; did you mean 'a.txt'"),
        ),
        (
            "file,outlet\nsomething-else,Kurier\n",
            (
                "file",
                "line 2: 'something-else' is not in the folder; write its path below the folder, with its case",
            ),
        ),
        (
            "file,date\na.txt,04/05/2022\n",
            ("date", "line 2: date '04/05/2022' is no day that can be read for sure; write it as YYYY-MM-DD"),
        ),
        (
            "file,date\na.txt,2022-02-30\n",
            ("date", "line 2: date '2022-02-30' is no day that can be read for sure; write it as YYYY-MM-DD"),
        ),
        (
            "file,language\na.txt,Klingon\n",
            ("language", "line 2: language 'Klingon' is not known; write a code such as en or de"),
        ),
        (
            "file,url\na.txt,javascript:alert(1)\n",
            ("url", "line 2: url 'javascript:alert(1)' is no address; begin it with https://"),
        ),
        (
            "file,item\na.txt,first\n",
            ("item", "line 2: item 'first' is no number from 0 on; correct it, or leave it empty"),
        ),
        (
            "file,outlet\na.txt,A\n./a.txt,B\n",
            ("twice", "line 3: 'a.txt' is in line 2 already, which is used; delete one of the two"),
        ),
        (
            "file,outlet\n,A\n",
            ("unreadable", "line 2: names no file; write its name, or delete the line"),
        ),
        (
            'file,outlet\na.txt,"A\n',
            ("unreadable", "line 2: has a stray quote mark; take it out, or write it twice"),
        ),
        (
            "file;outlet\na.txt;A;B\n",
            (
                "unreadable",
                "line 2: has 3 cells for 2 columns; put quote marks around a cell that holds a ';'",
            ),
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_cannot_be_used_is_told_with_its_line(tmp_path: Path, rows: str, problem: tuple[str, str]) -> None:
    assert problems_of(sidecar_of(tmp_path, rows), ("a.txt", 0)) == [problem]


def test_one_wrong_cell_costs_no_other(tmp_path: Path) -> None:
    sidecar = sidecar_of(tmp_path, "file,date,outlet\na.txt,soon,Kurier\n")
    assert sidecar.fields_for("a.txt", 0) == {"outlet": "Kurier"}


def test_other_rows_show_the_order_of_day_and_month(tmp_path: Path) -> None:
    sidecar = sidecar_of(tmp_path, "file,date\na.txt,04/05/2022\nb.txt,13/04/2022\n")
    assert sidecar.fields_for("a.txt", 0) == {"date": "2022-05-04"}


def test_files_are_not_compared_before_they_are_known(tmp_path: Path) -> None:
    assert problems_of(sidecar_of(tmp_path, "file,outlet\nnowhere.txt,Kurier\n")) == []


def test_a_table_of_thousands_of_wrong_names_is_compared_in_time(tmp_path: Path) -> None:
    rows = "".join(f"folder/article-{number}.html,Kurier\n" for number in range(3_000))
    sidecar = sidecar_of(tmp_path, f"file,outlet\n{rows}")
    found = problems_of(sidecar, *((f"other/story-{number}.html", 0) for number in range(3_000)))
    assert len(found) == 3_000


def test_what_the_user_says_goes_before_what_was_found() -> None:
    fields = {"headline": "Another headline", "date": "2022-01-27", "outlet": "Kurier", "language": "de"}
    article = override(RAW, fields)
    assert article.parts == RAW.parts
    assert (article.headline, article.date, article.date_source) == ("Another headline", "2022-01-27", "sidecar")
    assert (article.outlet, article.language, article.author) == ("Kurier", "de", None)
    assert override(RAW, {}) is RAW


def test_a_dash_takes_away_and_an_empty_cell_leaves(tmp_path: Path) -> None:
    sidecar = sidecar_of(tmp_path, "file,date,outlet,author\na.txt,-,,-\n")
    fields = sidecar.fields_for("a.txt", 0)
    assert fields == {"date": "", "author": ""}
    article = override(RAW, fields)
    assert (article.date, article.date_source, article.outlet, article.author) == ("", None, "Found", "")


def test_a_table_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpers.reading.sidecar._MOST_BYTES", 100)
    sidecar = sidecar_of(tmp_path, "file,outlet\n" + "a.txt,Kurier\n" * 20)
    assert problems_of(sidecar) == [("unreadable", "line 1: is longer than 20 MB, and was not read; split it")]
