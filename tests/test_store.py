"""Tables on disk: whole or not there, opened only while they were made from the same, safe in a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers import HelpersError
from helpers.keeping import Store, write_csv
from helpers.tables import ARTICLES, ENTITIES, SCHEMAS, conform, empty


@pytest.fixture
def entities() -> pd.DataFrame:
    rows = [
        {"entity_id": "e1", "name": "Mara Ilvenny", "kind": "person"},
        {"entity_id": "e2", "name": "Käster", "kind": "place", "qid": "Q1"},
    ]
    return conform(rows, ENTITIES)


def list_files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_table_is_opened_as_it_was_saved(tmp_path: Path, entities: pd.DataFrame) -> None:
    Store(tmp_path, fingerprint="a").save("entities", entities)
    opened = Store(tmp_path, fingerprint="a").load("entities")
    assert opened is not None
    pd.testing.assert_frame_equal(opened, entities)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_an_empty_table_of_any_kind_comes_back_with_its_types(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path, fingerprint="a")
    store.save(name, empty(SCHEMAS[name]))
    opened = store.load(name)
    assert opened is not None
    pd.testing.assert_frame_equal(opened, empty(SCHEMAS[name]))


def test_a_table_never_saved_is_not_there(tmp_path: Path) -> None:
    assert Store(tmp_path, fingerprint="a").load("entities") is None
    assert Store(tmp_path / "nowhere", fingerprint="a").load("entities") is None


def test_a_table_made_from_something_else_is_not_opened(tmp_path: Path, entities: pd.DataFrame) -> None:
    Store(tmp_path, fingerprint="a").save("entities", entities)
    assert Store(tmp_path, fingerprint="b").load("entities") is None
    assert Store(tmp_path, fingerprint="a").load("entities") is not None


def test_saving_from_something_else_removes_the_old_tables_first(tmp_path: Path, entities: pd.DataFrame) -> None:
    Store(tmp_path, fingerprint="a").save("entities", entities)
    Store(tmp_path, fingerprint="b").save("articles", empty(ARTICLES))
    assert list_files(tmp_path) == ["articles.csv", "articles.parquet", "made_from.json"]


def test_other_corrections_close_the_tables_that_hang_on_them_alone(tmp_path: Path, entities: pd.DataFrame) -> None:
    def open_store(corrections: str) -> Store:
        return Store(tmp_path, fingerprint="a", corrections=corrections, corrected=["entities"])

    open_store("one").save("entities", entities)
    open_store("one").save("articles", empty(ARTICLES))
    assert open_store("two").load("entities") is None
    assert open_store("two").load("articles") is not None
    open_store("two").save("articles", empty(ARTICLES))
    assert list_files(tmp_path) == ["articles.csv", "articles.parquet", "made_from.json"]
    assert open_store("one").load("entities") is None


def test_what_is_no_table_of_ours_stays_in_the_folder(tmp_path: Path, entities: pd.DataFrame) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    Store(tmp_path, fingerprint="a").save("entities", entities)
    Store(tmp_path, fingerprint="b").save("entities", entities)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: content[: len(content) // 2], id="half of it"),
        pytest.param(lambda _: b"", id="nothing"),
        pytest.param(lambda _: b"entity_id,name\n", id="another format"),
    ],
)
def test_a_table_that_cannot_be_read_is_not_there(tmp_path: Path, entities: pd.DataFrame, damage: Any) -> None:
    store = Store(tmp_path, fingerprint="a")
    store.save("entities", entities)
    path = tmp_path / "entities.parquet"
    path.write_bytes(damage(path.read_bytes()))
    assert store.load("entities") is None


def test_a_table_of_other_columns_is_not_there(tmp_path: Path, entities: pd.DataFrame) -> None:
    store = Store(tmp_path, fingerprint="a")
    store.save("entities", entities)
    entities.rename(columns={"name": "label"}).to_parquet(tmp_path / "entities.parquet")
    assert store.load("entities") is None


@pytest.mark.parametrize("content", ["", "{", "[]", '"a"', '{"fingerprint": 3}'])
def test_a_note_of_what_it_was_made_from_that_makes_no_sense_opens_nothing(
    tmp_path: Path, entities: pd.DataFrame, content: str
) -> None:
    store = Store(tmp_path, fingerprint="a")
    store.save("entities", entities)
    (tmp_path / "made_from.json").write_text(content, encoding="utf-8")
    assert store.load("entities") is None


def test_a_half_written_table_is_never_seen(
    tmp_path: Path, entities: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path, fingerprint="a")
    store.save("entities", entities)

    def stop_half_way(_: pd.DataFrame, path: Path, **__: Any) -> None:
        Path(path).write_bytes(b"PAR1 half")
        raise OSError("the disk is full")

    monkeypatch.setattr(pd.DataFrame, "to_parquet", stop_half_way)
    with pytest.raises(HelpersError, match="cannot be written \\(the disk is full\\); choose another --out"):
        store.save("entities", entities.head(1))
    monkeypatch.undo()
    opened = store.load("entities")
    assert opened is not None
    pd.testing.assert_frame_equal(opened, entities)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path, entities: pd.DataFrame) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(HelpersError, match=r"out/tables: cannot be written \(.+\); choose another --out"):
        Store(tmp_path / "out" / "tables", fingerprint="a").save("entities", entities)


def test_the_csv_of_articles_leaves_their_texts_out(tmp_path: Path) -> None:
    article = {"article_id": "a", "story_id": "a", "language": "en", "language_score": 1.0, "words": 2}
    Store(tmp_path, fingerprint="a").save("articles", conform([{**article, "text": "Secret words"}], ARTICLES))
    written = (tmp_path / "articles.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfarticle_id,")
    assert b"Secret" not in written
    assert "text" not in pd.read_csv(tmp_path / "articles.csv").columns


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+49 30", "'+49 30", id="plus"),
        pytest.param("-1", "'-1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param('=HYPERLINK("http://a.example";"x")', '\'=HYPERLINK("http://a.example";"x")', id="link"),
        pytest.param("a = b", "a = b", id="an equals sign within"),
        pytest.param("Käster, “Hafen”", "Käster, “Hafen”", id="umlauts, comma and marks"),
        pytest.param("two\nlines", "two\nlines", id="two lines"),
    ],
)
def test_no_cell_of_a_csv_is_run_as_a_formula(tmp_path: Path, value: str, written: str) -> None:
    table = conform([{"entity_id": "e1", "name": value, "kind": "person"}], ENTITIES)
    write_csv(tmp_path / "one.csv", table)
    read = pd.read_csv(tmp_path / "one.csv", encoding="utf-8-sig")
    assert read["name"].tolist() == [written]
    assert read["qid"].isna().all()
    assert table["name"].tolist() == [value]


def test_numbers_and_truth_values_stay_what_they_are(tmp_path: Path) -> None:
    write_csv(tmp_path / "one.csv", pd.DataFrame({"change": [-1, 2], "speech": [True, False]}))
    assert (tmp_path / "one.csv").read_text(encoding="utf-8-sig") == "change,speech\n-1,True\n2,False\n"
