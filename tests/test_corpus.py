"""A corpus opens what was saved from the same files, engine and code, and computes the rest with the same stages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from helpers import ArticleError, Corpus, HelpersError, Options, SchemaError, analyse, open_corpus
from helpers import corpus as corpus_module
from helpers.reading import ReadingOptions
from helpers.tables import SCHEMAS

STORY = (
    "Harbour shut\n\n“The harbour is closed,” Mara Ilvenny said on Monday. "
    "The port authority announced that ferries would resume in spring.\n\n"
    "Ilvenny, the harbour master, added that the pier was unsafe.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article."""
    path = tmp_path / "articles"
    path.mkdir()
    (path / "harbour.txt").write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the stages that ran, filled as they run."""
    ran: list[str] = []

    def watch(stage: corpus_module.Stage) -> corpus_module.Stage:
        def run(corpus: Corpus) -> corpus_module.Tables:
            ran.append(stage.name)
            return stage.run(corpus)

        return corpus_module.Stage(**{**vars(stage), "run": run})

    monkeypatch.setattr(corpus_module, "STAGES", tuple(watch(stage) for stage in corpus_module.STAGES))
    return ran


def test_an_analysis_gives_every_table(folder: Path) -> None:
    corpus = analyse(folder)
    for name in SCHEMAS:
        assert list(corpus.table(name).columns) == list(SCHEMAS[name].columns)
    assert corpus.quotes["text"].tolist()[0] == "The harbour is closed,"
    assert not list(folder.parent.glob("build*"))


def test_a_saved_table_is_opened_and_nothing_computed(folder: Path, tmp_path: Path, stages: list[str]) -> None:
    first = analyse(folder, out=tmp_path / "out")
    stages.clear()
    second = open_corpus(folder, tmp_path / "out")
    for name in SCHEMAS:
        pd.testing.assert_frame_equal(second.table(name), first.table(name))
    assert stages == []


def test_only_the_stages_that_a_table_needs_are_run(folder: Path, tmp_path: Path, stages: list[str]) -> None:
    corpus = open_corpus(folder, tmp_path / "out")
    assert len(corpus.quotes) == 3
    assert len(corpus.quote_spans) > 3
    assert sorted(stages) == ["quotations", "reading", "sentences"]


def test_a_table_in_hand_is_not_computed_twice(folder: Path, tmp_path: Path, stages: list[str]) -> None:
    corpus = open_corpus(folder, tmp_path / "out")
    assert corpus.articles is corpus.articles
    assert stages == ["reading"]


def change_text(folder: Path) -> None:
    (folder / "harbour.txt").write_text(STORY.replace("unsafe", "very unsafe"), encoding="utf-8")


def add_file(folder: Path) -> None:
    (folder / "second.txt").write_text(STORY.replace("harbour", "pier"), encoding="utf-8")


def rename_file(folder: Path) -> None:
    (folder / "harbour.txt").rename(folder / "port.txt")


def remove_file(folder: Path) -> None:
    add_file(folder)
    (folder / "harbour.txt").unlink()


def change_time(folder: Path) -> None:
    os.utime(folder / "harbour.txt", (1_000_000_000, 1_000_000_000))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(change_text, id="a text changed"),
        pytest.param(add_file, id="a file added"),
        pytest.param(rename_file, id="a file renamed"),
        pytest.param(remove_file, id="a file gone"),
        pytest.param(change_time, id="a file written again"),
    ],
)
def test_tables_are_computed_again_when_the_files_change(
    folder: Path, tmp_path: Path, stages: list[str], change: Callable[[Path], None]
) -> None:
    analyse(folder, out=tmp_path / "out")
    change(folder)
    stages.clear()
    corpus = open_corpus(folder, tmp_path / "out")
    assert set(corpus.copies["path"]) == {path.name for path in folder.iterdir()}
    assert stages == ["reading"]


def test_tables_are_computed_again_when_the_engine_changes(folder: Path, tmp_path: Path, stages: list[str]) -> None:
    analyse(folder, out=tmp_path / "out", options=Options(engine="auto"))
    stages.clear()
    assert len(open_corpus(folder, tmp_path / "out", engine="rules").articles) == 1
    assert stages == ["reading"]


def test_tables_are_computed_again_when_the_largest_file_changes(
    folder: Path, tmp_path: Path, stages: list[str]
) -> None:
    analyse(folder, out=tmp_path / "out")
    stages.clear()
    assert len(open_corpus(folder, tmp_path / "out", reading=ReadingOptions(max_mb=1.0)).articles) == 1
    assert stages == ["reading"]


def test_tables_are_computed_again_when_the_code_changes(
    folder: Path, tmp_path: Path, stages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    analyse(folder, out=tmp_path / "out")
    stages.clear()
    monkeypatch.setattr(corpus_module, "_code_version", lambda: "another")
    assert len(open_corpus(folder, tmp_path / "out").articles) == 1
    assert stages == ["reading"]


def test_a_copy_of_the_folder_elsewhere_opens_the_same_tables(folder: Path, tmp_path: Path, stages: list[str]) -> None:
    first = analyse(folder, out=tmp_path / "out")
    stages.clear()
    shutil.copytree(folder, tmp_path / "elsewhere")
    second = open_corpus(tmp_path / "elsewhere", tmp_path / "out")
    pd.testing.assert_frame_equal(second.quotes, first.quotes)
    assert stages == []


def test_saving_keeps_a_table_in_hand_and_on_disk(folder: Path, tmp_path: Path, stages: list[str]) -> None:
    corpus = open_corpus(folder, tmp_path / "out")
    fewer = corpus.quotes.head(1)
    corpus.save(quotes=fewer)
    pd.testing.assert_frame_equal(corpus.quotes, fewer)
    stages.clear()
    pd.testing.assert_frame_equal(open_corpus(folder, tmp_path / "out").quotes, fewer)
    assert stages == []


def test_saving_what_is_no_table_is_refused(folder: Path, tmp_path: Path) -> None:
    corpus = open_corpus(folder, tmp_path / "out")
    with pytest.raises(HelpersError, match="there is no table 'quotations'; the tables are articles, files, copies"):
        corpus.save(quotations=corpus.quotes)


def test_saving_a_frame_that_is_not_that_table_is_refused(folder: Path, tmp_path: Path) -> None:
    corpus = open_corpus(folder, tmp_path / "out")
    with pytest.raises(SchemaError, match="table quotes, column"):
        corpus.save(quotes=corpus.articles)


def test_a_corpus_says_which_tables_it_has(folder: Path, tmp_path: Path) -> None:
    corpus = open_corpus(folder, tmp_path / "out")
    with pytest.raises(AttributeError, match="a corpus has no 'quotations'; its tables are articles, files, copies"):
        _ = corpus.quotations
    assert repr(corpus) == "Corpus(articles, engine=model)"


def test_an_analysis_reports_each_stage(folder: Path) -> None:
    lines: list[str] = []
    analyse(folder, report=lines.append)
    assert [line.partition(":")[0] for line in lines] == [stage.name for stage in corpus_module.STAGES]
    assert lines[0].startswith("reading: 1 article, 1 file, 1 copy, ")
    assert "3 quotes" in lines[2]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({}, "holds no article that can be read; put articles into it", id="an empty folder"),
        pytest.param({"empty.txt": b""}, "holds no article that can be read; empty.txt: ", id="an empty file"),
        pytest.param(
            {"a.txt": b"\x00\x01\x02" * 99, "b.txt": b""},
            "(and 1 more file; see newsbook check)",
            id="two files, neither text",
        ),
    ],
)
def test_a_folder_without_articles_says_why(tmp_path: Path, files: dict[str, bytes], message: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with pytest.raises(ArticleError) as caught:
        analyse(folder)
    assert str(folder) in str(caught.value)
    assert message in str(caught.value)


def test_a_file_that_is_no_article_does_not_stop_the_others(folder: Path) -> None:
    (folder / "picture.txt").write_bytes(b"\x00\x01\x02" * 99)
    corpus = analyse(folder)
    assert len(corpus.articles) == 1
    assert corpus.problems["path"].tolist() == ["picture.txt"]


@pytest.mark.parametrize("start", [analyse, open_corpus], ids=["analyse", "open_corpus"])
def test_a_folder_that_is_not_there_says_so(tmp_path: Path, start: Callable[[Path], Corpus]) -> None:
    with pytest.raises(ArticleError, match="nowhere: is not a folder; name one that holds articles"):
        start(tmp_path / "nowhere")


def test_an_engine_that_there_is_not_is_refused_before_anything_is_read(folder: Path, stages: list[str]) -> None:
    with pytest.raises(HelpersError, match="there is no engine 'magic'; choose one of auto, model, rules"):
        analyse(folder, options=Options(engine="magic"))
    assert stages == []


def test_without_a_folder_the_one_newsbook_was_started_with_is_opened(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(corpus_module.FOLDER_VARIABLE, str(folder))
    monkeypatch.setenv(corpus_module.OUT_VARIABLE, str(tmp_path / "out"))
    corpus = open_corpus()
    assert (corpus.folder, corpus.out) == (folder, tmp_path / "out")
    monkeypatch.delenv(corpus_module.FOLDER_VARIABLE)
    assert open_corpus().folder == corpus_module.SEEDS
