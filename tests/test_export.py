"""Exports: what is read back is what was written, no cell is run as a formula, and ids stay texts."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers import Corpus
from helpers.__main__ import main
from helpers.keeping import export_tables, leave_out_texts, write_csv
from helpers.keeping.cells import MOST_LETTERS, cut, disarm, is_formula
from helpers.keeping.sheets import write_xlsx
from helpers.tables import ARTICLES, ENTITIES, QUOTE_SPANS, SCHEMAS, conform

ROOT = Path(__file__).parent.parent

FORMULAS = [
    "=1+1",
    "+49 30 1234",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1+1",
    "\u00a0=1+1",
    "\x0b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    '=HYPERLINK("http://a.example";"x")',
    "=cmd|' /C calc'!A0",
    "{=1+1}",
]


def make_entities(*names: str) -> pd.DataFrame:
    return conform(
        [{"entity_id": f"e{place}", "name": name, "kind": "person"} for place, name in enumerate(names)], ENTITIES
    )


def read_sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    workbook = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook.worksheets}


def list_cells(path: Path) -> list[Any]:
    workbook = openpyxl.load_workbook(path)
    return [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row]


def export(tables: Mapping[str, pd.DataFrame], target: Path, form: str) -> list[str]:
    return export_tables(tables, target, form=form)


# --- what is read back ------------------------------------------------------------------------------------------


@pytest.fixture
def tables(ruled_seed_corpus: Corpus) -> dict[str, pd.DataFrame]:
    return {name: ruled_seed_corpus.table(name) for name in SCHEMAS}


def test_parquet_holds_every_value_as_it_is(tables: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    assert export(tables, tmp_path / "out", "parquet") == []
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"{name}.parquet" for name in SCHEMAS)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "out" / f"{name}.parquet"), table)


def test_json_lines_hold_every_value_as_it_is(tables: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    assert export(tables, tmp_path / "out", "jsonl") == []
    for name, table in tables.items():
        lines = (tmp_path / "out" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        pd.testing.assert_frame_equal(conform(map(json.loads, lines), SCHEMAS[name]), table)
        assert [line for line in lines if "NaN" in line] == []


def test_a_line_end_of_unicode_ends_no_line_of_json(tmp_path: Path) -> None:
    table = make_entities("one\u2028two\u2029three\x85four")
    export({"entities": table}, tmp_path / "entities.jsonl", "jsonl")
    lines = (tmp_path / "entities.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["name"] for line in lines] == table["name"].tolist()


def test_csv_opens_in_excel_and_reads_back(tables: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    assert export(tables, tmp_path / "out", "csv") == []
    for name, table in tables.items():
        path = tmp_path / "out" / f"{name}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        read = pd.read_csv(path, encoding="utf-8-sig", dtype="str", keep_default_na=False)
        wanted = table.astype("str").fillna("")
        assert list(read.columns) == list(table.columns)
        for column in table.columns:
            assert read[column].tolist() == [disarm(value) for value in wanted[column]], f"{name}.{column}"


def test_a_workbook_has_a_sheet_a_table_with_its_values_and_types(
    tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    assert export(leave_out_texts(tables), tmp_path / "news.xlsx", "xlsx") == []
    sheets = read_sheets(tmp_path / "news.xlsx")
    assert list(sheets) == list(SCHEMAS)
    for name, rows in sheets.items():
        table = leave_out_texts(tables)[name]
        wanted = table.astype("object").where(table.notna(), None)
        assert rows[0] == tuple(table.columns)
        assert rows[1:] == list(wanted.itertuples(index=False, name=None)), name
        if rows[1:]:
            columns = zip(*rows[1:], strict=True)
            kinds = {bool: "bool", int: "int64", float: "float64", str: "str"}
            for column, values in zip(table.columns, columns, strict=True):
                found = {kinds[type(value)] for value in values if value is not None}
                allowed = {str(table[column].dtype).lower()} | (
                    {"int64"} if table[column].dtype == "float64" else set()
                )
                assert found <= allowed, f"{name}.{column}"


def test_full_texts_stay_out_unless_asked_for(tables: dict[str, pd.DataFrame]) -> None:
    without = leave_out_texts(tables)
    assert "text" not in without["articles"].columns
    assert "text" in tables["articles"].columns
    assert without["quotes"].equals(tables["quotes"])


@pytest.mark.parametrize("form", ["xlsx", "csv", "parquet", "jsonl"])
def test_the_same_tables_give_the_same_bytes(form: str, tables: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        target = tmp_path / f"{name}.xlsx" if form == "xlsx" else tmp_path / name
        export(tables, target, form)
        files = [target] if target.is_file() else sorted(target.iterdir())
        written.append([path.read_bytes() for path in files])
        assert list(tmp_path.rglob(".*")) == []
    assert written[0] == written[1]


@pytest.mark.parametrize("form", ["xlsx", "csv", "parquet", "jsonl"])
def test_an_empty_table_keeps_its_columns(form: str, tmp_path: Path) -> None:
    target = tmp_path / f"entities.{form}"
    export({"entities": conform([], ENTITIES)}, target, form)
    if form == "xlsx":
        assert read_sheets(target)["entities"] == [tuple(ENTITIES.columns)]
    elif form == "csv":
        assert target.read_text(encoding="utf-8-sig") == ",".join(ENTITIES.columns) + "\n"
    elif form == "parquet":
        pd.testing.assert_frame_equal(pd.read_parquet(target), conform([], ENTITIES))
    else:
        assert target.read_bytes() == b""


# --- what spreadsheets do to cells ------------------------------------------------------------------------------


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(text: str, tmp_path: Path) -> None:
    export({"entities": make_entities(text)}, tmp_path / "news.xlsx", "xlsx")
    kinds = {cell.data_type for cell in list_cells(tmp_path / "news.xlsx")}
    assert kinds <= {"s", "inlineStr", "n"}
    with ZipFile(tmp_path / "news.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert not [name for name in parts.namelist() if "externalLink" in name or name.endswith(".rels.rels")]
        assert "hyperlink" not in sheet


def test_a_risky_text_of_a_workbook_stays_one_when_its_cell_is_edited(tmp_path: Path) -> None:
    export({"entities": make_entities("=1+1", "1+1")}, tmp_path / "news.xlsx", "xlsx")
    guarded = {cell.value: cell.quotePrefix for cell in list_cells(tmp_path / "news.xlsx")}
    assert (bool(guarded["=1+1"]), bool(guarded["1+1"])) == (True, False)


@pytest.mark.parametrize("text", FORMULAS[:-1])
def test_no_cell_of_a_csv_begins_as_a_formula(text: str) -> None:
    assert disarm(text).startswith("'")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("war;=cmd|' /C calc'!A0;", "war;'=cmd|' /C calc'!A0;", id="a semicolon, where it separates cells"),
        pytest.param("two\n=1+1", "two\n'=1+1", id="a new line, where quote marks are not heeded"),
        pytest.param("a = b, c - d; e", "a = b, c - d; e", id="signs within a text"),
        pytest.param("1234567890123456", "'1234567890123456", id="an id of digits"),
        pytest.param("12e4567890123456", "'12e4567890123456", id="an id that looks like a large number"),
        pytest.param("007", "'007", id="zeros in front"),
        pytest.param("2026-03-04", "2026-03-04", id="a date"),
        pytest.param("2026", "2026", id="a year"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_a_spreadsheet_would_run_or_round_has_an_apostrophe(text: str, written: str) -> None:
    assert disarm(text) == written


@given(st.text())
def test_no_text_begins_a_formula_in_a_csv_however_it_is_split(text: str) -> None:
    written = disarm(text)
    assert not any(is_formula(part) for part in re.split(r"[;\r\n]", written) if part)
    assert not is_formula(written)
    assert not re.fullmatch(r"\d{12,}|\d+[eE]\d+|0\d+", written)


@settings(max_examples=40)
@given(st.lists(st.text() | st.from_regex(r"[0-9eE;=\-\n ]{1,20}", fullmatch=True), max_size=5))
@example(["\r"])
def test_whole_columns_are_written_as_text_by_text(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("columns")
    write_csv(folder / "one.csv", make_entities(*texts))
    with (folder / "one.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[1] for row in csv.reader(file)][1:] == [disarm(text) for text in texts]


@given(st.text())
def test_apostrophes_are_all_that_a_csv_adds(text: str) -> None:
    written = disarm(text)
    assert written.replace("'", "") == text.replace("'", "")
    assert written.count("'") <= text.count("'") + 1 + len(re.findall(r"[;\r\n]", text))


@settings(max_examples=20)
@given(st.lists(st.from_regex(r"[0-9a-f]{16}", fullmatch=True), min_size=1, max_size=5, unique=True))
def test_ids_survive_every_format(tmp_path_factory: pytest.TempPathFactory, ids: list[str]) -> None:
    folder = tmp_path_factory.mktemp("ids")
    table = conform([{"entity_id": name, "name": name, "kind": "other"} for name in ids], ENTITIES)
    for form in ("xlsx", "csv", "parquet", "jsonl"):
        export({"entities": table}, folder / f"entities.{form}", form)
    rows = read_sheets(folder / "entities.xlsx")["entities"][1:]
    assert [row[0] for row in rows] == ids
    assert [row[0] for row in rows if not isinstance(row[0], str)] == []
    read = pd.read_csv(folder / "entities.csv", encoding="utf-8-sig", dtype="str")
    assert [name.removeprefix("'") for name in read["entity_id"]] == ids
    # What a spreadsheet takes for a number is none any more.
    assert [name for name in read["entity_id"] if re.fullmatch(r"\d+([eE]\d+)?", name)] == []
    assert pd.read_parquet(folder / "entities.parquet")["entity_id"].tolist() == ids
    lines = (folder / "entities.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["entity_id"] for line in lines] == ids


@settings(max_examples=30)
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_is_a_text_in_a_workbook(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("texts") / "news.xlsx"
    export({"entities": make_entities(*texts)}, path, "xlsx")
    assert {cell.data_type for cell in list_cells(path)} <= {"s", "inlineStr", "n"}
    with ZipFile(path) as parts:
        assert "<f>" not in parts.read("xl/worksheets/sheet1.xml").decode()


# --- the limits of Excel ----------------------------------------------------------------------------------------


def test_a_table_with_too_many_rows_goes_on_in_a_second_sheet(tmp_path: Path) -> None:
    spans = conform(
        [{"quote_id": f"q{place}", "role": "content", "start": place, "end": place + 1} for place in range(7)],
        QUOTE_SPANS,
    )
    notes = write_xlsx(tmp_path / "news.xlsx", {"quote_spans": spans}, most_rows=4)
    sheets = read_sheets(tmp_path / "news.xlsx")
    assert notes == ["quote_spans: 7 rows fill 3 sheets, which hold 4 rows at most"]
    assert {name: len(rows) for name, rows in sheets.items()} == {
        "quote_spans": 4,
        "quote_spans 2": 4,
        "quote_spans 3": 2,
    }
    assert [row[2] for rows in sheets.values() for row in rows[1:]] == list(range(7))


def make_articles(text: str) -> pd.DataFrame:
    facts = {"article_id": "a", "story_id": "a", "language": "en", "language_score": 1.0, "words": 1}
    return conform([{**facts, "text": text}], ARTICLES)


@pytest.mark.parametrize("letter", ["x", "😀"], ids=["letters", "letters that count twice"])
def test_a_text_that_is_too_long_for_a_cell_is_cut_and_told(letter: str, tmp_path: Path) -> None:
    notes = export({"articles": make_articles(letter * 40_000)}, tmp_path / "news.xlsx", "xlsx")
    assert notes == ["articles: a cell holds 32767 characters at most; cut: 1"]
    text = read_sheets(tmp_path / "news.xlsx")["articles"][1][-1]
    assert text.endswith(f"{letter}…")
    assert MOST_LETTERS - 1 <= len(text.encode("utf-16-le")) // 2 <= MOST_LETTERS
    assert cut(letter * 16_000) == letter * 16_000


def test_control_characters_are_replaced_and_told(tmp_path: Path) -> None:
    notes = export({"articles": make_articles("a\x00b\x1bc\ufffed")}, tmp_path / "news.xlsx", "xlsx")
    assert notes == ["articles: cells with control characters, which no workbook may hold (now �): 1"]
    assert read_sheets(tmp_path / "news.xlsx")["articles"][1][-1] == "a�b�c�d"


def test_what_looks_like_an_escape_of_excel_stays_a_text(tmp_path: Path) -> None:
    export({"entities": make_entities("_x0041_ and <b>&amp;</b>")}, tmp_path / "news.xlsx", "xlsx")
    with ZipFile(tmp_path / "news.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "_x005F_x0041_ and &lt;b&gt;&amp;amp;&lt;/b&gt;" in sheet


# --- the command ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    assert main(["analyse", str(ROOT / "seeds"), "--out", str(folder), "--engine", "rules"]) == 0
    return folder


def test_the_tables_of_the_last_run_are_exported(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "deep" / "news.xlsx"
    assert main(["export", "--build", str(build), "--out", str(target)]) == 0
    assert capsys.readouterr() == ("", f"done: {target}\n")
    assert len(read_sheets(target)["articles"]) == 3
    assert "text" not in read_sheets(target)["articles"][0]


def test_one_table_is_one_file(build: Path, tmp_path: Path) -> None:
    target = tmp_path / "articles.jsonl"
    assert main(["export", "--build", str(build), "--out", str(target), "--table", "articles", "--texts"]) == 0
    lines = target.read_text(encoding="utf-8").splitlines()
    assert ["text" in json.loads(line) for line in lines] == [True, True]


def test_articles_that_were_not_run_are_analysed_first(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    text = "=HYPERLINK harbour closed\n\n“=1+1,” said Marja Kell, the mayor of Vessel.\n"
    (tmp_path / "articles" / "=evil.txt").write_text(text, encoding="utf-8")
    given = [str(tmp_path / "articles"), "--build", str(tmp_path / "build"), "--engine", "rules"]
    assert main(["export", *given, "--out", str(tmp_path / "csv"), "--format", "csv", "--texts"]) == 0
    assert "'=evil.txt" in (tmp_path / "csv" / "copies.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in (tmp_path / "csv" / "articles.csv").read_text(encoding="utf-8-sig")
    assert "'=1+1," in (tmp_path / "csv" / "quotes.csv").read_text(encoding="utf-8-sig")
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["--out", "news"], "has no ending that names a format; give --format xlsx, csv", id="no format"),
        pytest.param(["--out", "a.csv", "--format", "xlsx"], "ends as csv and --format says xlsx", id="two formats"),
        pytest.param(["--out", "a.xlsx", "--table", "quote"], "invalid choice: 'quote'", id="no such table"),
        pytest.param([], "the following arguments are required: -o/--out", id="no target"),
    ],
)
def test_an_export_without_a_clear_target_is_wrong_usage(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["export", *arguments])
    assert caught.value.code == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["--out", "quotes.csv"], "choose one with --table, or name a folder and --format", id="one file"),
        pytest.param(["--out", "dir.xlsx"], "dir.xlsx: is a folder; name a file, such as ", id="a folder"),
        pytest.param(["--out", "dir", "--format", "xlsx"], "dir: is a folder; name a file", id="a folder and xlsx"),
        pytest.param(["--out", "x", "--format", "xlsx"], "x: would not open without its ending", id="no ending"),
        pytest.param(["--out", "file", "--format", "csv"], "file: is a file; name a folder", id="a file"),
        pytest.param(["--out", "file/x", "--format", "csv"], "choose another --out", id="cannot be made"),
        pytest.param(
            ["--out", "BUILD/tables", "--format", "csv"], "where Newsbook reads; choose another", id="own tables"
        ),
        pytest.param(
            ["dir", "--out", "dir/news.xlsx"], "where Newsbook reads; choose another", id="among the articles"
        ),
        pytest.param(["--build", "dir", "--out", "a.xlsx"], "dir: holds no tables of a run; name the", id="no run"),
        pytest.param(["dir", "--out", "a.xlsx"], "dir: holds no article that can be read", id="no articles"),
    ],
)
def test_an_export_that_cannot_be_is_one_line(
    arguments: list[str],
    says: str,
    build: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dir").mkdir()
    (tmp_path / "dir.xlsx").mkdir()
    (tmp_path / "file").write_text("text", encoding="utf-8")
    given = [argument.replace("BUILD", str(build)) for argument in arguments]
    assert main(["export", *(["--build", str(build)] if "--build" not in given else []), *given]) == 1
    told = capsys.readouterr().err
    assert says in told
    assert len(told.splitlines()) == 1
    assert (tmp_path / "file").read_text(encoding="utf-8") == "text"
