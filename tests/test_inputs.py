"""A folder with good and broken files of every format, read as a user's is: nothing is lost, nothing is raised."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from helpers.reading import Reading, clean, read_articles
from helpers.reading.formats import FORMATS
from helpers.showing import check_files

READERS = sorted({form.reader.partition(":")[0].rpartition(".")[2] for form in FORMATS})
FEWEST_SAMPLES = 3


def load(reader: str) -> ModuleType:
    return importlib.import_module(f"inputs.{reader}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("inputs")
    for reader in READERS:
        for kind in ("good", "broken"):
            for name, content in getattr(load(reader), kind)().items():
                path = place / reader / kind / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    return place


@pytest.fixture(scope="module")
def reading(folder: Path) -> Reading:
    return read_articles(folder)


@pytest.fixture(scope="module")
def checks(reading: Reading) -> pd.DataFrame:
    return check_files(**reading._asdict())


@pytest.mark.parametrize("reader", READERS)
def test_there_are_samples_enough_of_each_format(reader: str) -> None:
    assert len(load(reader).good()) >= FEWEST_SAMPLES
    assert len(load(reader).broken()) >= FEWEST_SAMPLES


def list_expected(reader: str) -> Iterator[tuple[str, int, dict[str, str | None]]]:
    for name, articles in load(reader).EXPECTED.items():
        for item, expected in enumerate(articles):
            yield f"{reader}/good/{name}", item, expected


@pytest.mark.parametrize("reader", [reader for reader in READERS if reader != "archive"])
def test_good_files_give_headline_date_outlet_author_and_body(
    reader: str, reading: Reading, checks: pd.DataFrame
) -> None:
    rows = checks.set_index(["path", "item"])
    texts = reading.articles.set_index("article_id")["text"]
    ids = reading.files.set_index(["path", "item"])["article_id"]
    for path, item, expected in list_expected(reader):
        found = rows.loc[(path, item)]
        assert found["status"] != "skipped", (path, found["problems"])
        for field in ("headline", "date", "author"):
            if field in expected:
                known = found[field] if isinstance(found[field], str) else None
                assert known == (expected[field] or None), (path, item, field)
        if expected.get("outlet"):
            assert found["outlet"] == expected["outlet"], (path, item)
        text = texts[ids.loc[(path, item)]]
        first, last = clean(expected["first"] or "")[0], clean(expected["last"] or "")[0]
        assert 0 <= text.find(first) <= text.rfind(last), (path, item, text)


def test_members_of_archives_are_files_of_their_own(checks: pd.DataFrame) -> None:
    inside = checks[checks["path"].str.startswith("archive/good/")]
    assert (inside["status"] == "read").all()
    for name, expected in load("archive").EXPECTED.items():
        found = inside[inside["path"].str.startswith(f"archive/good/{name}/")]
        assert sorted(found["headline"]) == sorted(one["headline"] for one in expected), name


@pytest.mark.parametrize("reader", READERS)
def test_broken_files_have_one_clear_row(reader: str, checks: pd.DataFrame) -> None:
    for name in load(reader).broken():
        rows = checks[checks["path"] == f"{reader}/broken/{name}"]
        assert rows["status"].tolist() == ["skipped"], name
        message = rows["problems"].iloc[0]
        assert "; " in message, f"{name}: no word on what to do: {message}"
        assert "\n" not in message
        assert not message.endswith(".")
        wanted = getattr(load(reader), "REASONS", {}).get(name, "")
        assert wanted.casefold() in message.casefold(), name


def test_each_file_is_told_of(folder: Path, checks: pd.DataFrame) -> None:
    paths = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    told = set(checks["path"]) | {path.partition(".zip/")[0] + ".zip" for path in checks["path"] if ".zip/" in path}
    assert paths <= told


def test_reading_again_gives_the_same_and_asks_no_reader_twice(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = folder / "word" / "good"
    first = read_articles(small, keep_in=tmp_path / "converted")
    monkeypatch.setattr("helpers.reading.apart.WORKER", ("no-such-program",))
    monkeypatch.setattr("helpers.reading.apart.Apart._start", None)
    for one, other in zip(first, read_articles(small, keep_in=tmp_path / "converted"), strict=True):
        pd.testing.assert_frame_equal(one, other)
    assert len(first.articles) == len(list(small.iterdir()))
