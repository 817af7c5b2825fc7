"""The user's own corrections: what a row of aliases.csv does, and what is told of one that does nothing."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from frames import frames_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import (
    Corpus,
    Options,
    analyse,
    correct_mentions,
    count_corrections,
    link_entities,
    open_corpus,
    read_aliases,
)
from helpers import corpus as corpus_module
from helpers.naming import find_mentions
from helpers.showing.notebooks import run_notebook
from helpers.tables import ALIASES, ALIASES_FILE, conform

ENGLISH = (
    "Talks go on\n\n“We will stay,” Annie Example said on Monday. Example left. Olaf Scholz met Martin Schulz.\n\n"
    "Inspector Vance asked Anne Example to wait. The Orenda Council met.\n"
)
GERMAN = (
    "Gespräche gehen weiter\n\n„Wir bleiben“, sagte Anne Example am Montag. Kommissar Schulz schwieg. "
    "Schulz’ Zug fuhr nach Kiew, und Zeitenwende heißt das Wort. Der Rat lobte Scholz.\n"
)
RULES = Options(engine="rules")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    path.mkdir()
    (path / "english.txt").write_text(ENGLISH, encoding="utf-8")
    (path / "german.txt").write_text(GERMAN, encoding="utf-8")
    return path


@pytest.fixture
def correct(folder: Path) -> Callable[..., Corpus]:
    """The corpus with these rows, given without the head; or with a whole file."""

    def run(*rows: str, content: bytes | None = None) -> Corpus:
        text = "\n".join(["form,entity,kind", *rows]).encode()
        (folder / ALIASES_FILE).write_bytes(text if content is None else content)
        return analyse(folder, options=RULES)

    return run


def read_names(corpus: Corpus, text: str) -> set[tuple[str, str]]:
    """The entities that mentions of a text have, each with how it was linked."""
    linked = corpus.mentions.merge(corpus.links, on="mention_id", how="left").merge(corpus.entities, on="entity_id")
    chosen = linked[linked["text"] == text]
    return set(zip(chosen["name"], chosen["how"], strict=True))


def read_messages(corpus: Corpus) -> list[str]:
    problems = corpus.problems[corpus.problems["path"] == ALIASES_FILE]
    assert set(problems["stage"]) <= {"naming"} and set(problems["severity"]) <= {"warning"}
    return problems["message"].tolist()


# --- what a row does ----------------------------------------------------------------------------------------------


def test_a_row_merges_and_surname_and_speaker_follow(correct: Callable[..., Corpus]) -> None:
    corpus = correct("Annie Example,Anne Example")
    assert read_names(corpus, "Annie Example") == {("Anne Example", "your aliases.csv")}
    assert corpus.links.loc[corpus.links["how"] == "your aliases.csv", "score"].tolist() == [1.0]
    assert read_names(corpus, "Example") == {("Anne Example", "surname in article")}
    assert set(corpus.speakers["speaker"].dropna()) == {"Anne Example"}
    assert corpus.entities["name"].tolist().count("Anne Example") == 1
    assert read_messages(corpus) == []


def test_a_row_splits_a_surname_from_whom_the_table_has_it_for(correct: Callable[..., Corpus]) -> None:
    corpus = correct("Schulz,Martin Schulz")
    assert read_names(corpus, "Schulz") == {("Martin Schulz", "your aliases.csv")}
    assert read_names(corpus, "Olaf Scholz") == {("Olaf Scholz", "table")}
    ids = corpus.entities.loc[corpus.entities["name"] == "Martin Schulz", "entity_id"]
    assert len(ids) == 1
    assert ("de", "Schulz") in set(
        corpus.entity_names.loc[corpus.entity_names["entity_id"] == ids.iloc[0], ["language", "name"]].itertuples(
            index=False, name=None
        )
    )


def test_a_form_that_means_itself_is_counted_apart(correct: Callable[..., Corpus]) -> None:
    corpus = correct("Scholz,Scholz")
    assert read_names(corpus, "Scholz") == {("Scholz", "your aliases.csv")}
    assert read_names(corpus, "Olaf Scholz") == {("Olaf Scholz", "table")}


@pytest.mark.parametrize("entity", ["person-olaf-scholz", "Olaf Scholz", "olaf scholz"], ids=["id", "name", "small"])
def test_an_entity_of_the_table_is_named_by_its_id_or_its_name(correct: Callable[..., Corpus], entity: str) -> None:
    corpus = correct(f"Martin Schulz,{entity}")
    assert read_names(corpus, "Martin Schulz") == {("Olaf Scholz", "your aliases.csv")}
    linked = corpus.links.loc[corpus.links["how"] == "your aliases.csv", "entity_id"]
    assert set(linked) == {"person-olaf-scholz"}


def test_an_entity_is_named_by_the_id_that_the_last_run_gave_it(correct: Callable[..., Corpus]) -> None:
    entities = correct().entities
    entity_id = entities.loc[entities["name"] == "Anne Example", "entity_id"].iloc[0]
    corpus = correct(f"Martin Schulz,{entity_id}")
    assert read_names(corpus, "Martin Schulz") == {("Anne Example", "your aliases.csv")}


def test_a_surname_of_one_article_is_named_by_its_id(correct: Callable[..., Corpus]) -> None:
    entities = correct().entities
    entity_id = entities.loc[entities["name"] == "Vance", "entity_id"].iloc[0]
    corpus = correct(f"Martin Schulz,{entity_id}")
    assert read_names(corpus, "Martin Schulz") == {("Vance", "your aliases.csv")}


def test_a_new_name_makes_an_entity_of_the_kind_that_is_told(correct: Callable[..., Corpus]) -> None:
    corpus = correct("Martin Schulz,The Schulz Foundation,organisation")
    entity = corpus.entities.set_index("name").loc["The Schulz Foundation"]
    assert entity["kind"] == "organisation"
    assert corpus.mentions.set_index("text").loc["Martin Schulz", "kind"] == "organisation"


def test_what_is_no_name_is_no_mention_and_no_speaker(correct: Callable[..., Corpus]) -> None:
    corpus = correct("Annie Example,not a name", "Anne Example,Not a Name")
    assert not set(corpus.mentions["text"]) & {"Annie Example", "Anne Example"}
    assert corpus.speakers["speaker"].isna().all()
    assert corpus.speakers["entity_id"].isna().all()


def test_a_form_counts_also_where_it_was_not_found_as_a_name(correct: Callable[..., Corpus]) -> None:
    corpus = correct("Zeitenwende,Turning Point,other")
    assert read_names(corpus, "Zeitenwende") == {("Turning Point", "your aliases.csv")}
    row = corpus.mentions.set_index("text").loc["Zeitenwende"]
    text = corpus.articles.set_index("article_id").loc[row["article_id"], "text"]
    assert text[row["start"] : row["end"]] == "Zeitenwende"
    assert (row["kind"], row["found_by"]) == ("other", "aliases")


def test_an_unnamed_speaker_is_whom_the_user_names(folder: Path, correct: Callable[..., Corpus]) -> None:
    (folder / "port.txt").write_text("Ferries\n\n“Ferries will sail,” the harbour master said.\n", encoding="utf-8")
    corpus = correct("harbour master,Mara Ilvenny")
    assert "Mara Ilvenny" in set(corpus.speakers["speaker"])


def test_a_row_leads_on_where_its_entity_is_the_form_of_another(correct: Callable[..., Corpus]) -> None:
    corpus = correct("Annie Example,Anne Example", "Anne Example,A. Person")
    assert (
        read_names(corpus, "Annie Example") == read_names(corpus, "Anne Example") == {("A. Person", "your aliases.csv")}
    )


def test_rows_in_a_circle_are_told_and_do_nothing(correct: Callable[..., Corpus]) -> None:
    corpus = correct("Annie Example,Anne Example", "Anne Example,Annie Example")
    assert read_messages(corpus) == [
        "line 2: 'Annie Example' leads in a circle; let one row name the entity",
        "line 3: 'Anne Example' leads in a circle; let one row name the entity",
    ]
    assert "your aliases.csv" not in set(corpus.links["how"])


def test_every_link_leads_to_an_entity(correct: Callable[..., Corpus]) -> None:
    corpus = correct("Annie Example,place-kyiv", "Kiew,Annie Example,person", "Scholz,Nobody At All")
    assert set(corpus.links["entity_id"]) <= set(corpus.entities["entity_id"])
    assert corpus.links["mention_id"].isin(corpus.mentions["mention_id"]).all()


@given(places=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 3)), max_size=4), named=st.booleans())
@settings(max_examples=30)
def test_names_stay_slices_of_the_text_that_do_not_overlap(places: list[tuple[int, int]], named: bool) -> None:
    frames = frames_of(ENGLISH.replace("\n\n", "\n"), "en")
    words = ENGLISH.split()
    rows = [
        {"line": line, "form": form, "entity": "Somebody" if named else "not a name"}
        for line, (first, count) in enumerate(places)
        if any(map(str.isalnum, form := " ".join(words[first : first + count])))
    ]
    found = find_mentions(*frames)
    mentions = correct_mentions(frames.articles, frames.sentences, found, conform(rows, ALIASES))
    text, spans = frames.articles["text"].iloc[0], mentions[["start", "end", "text"]].to_numpy().tolist()
    assert all(text[start:end] == form for start, end, form in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    links = link_entities(frames.articles, mentions, conform(rows, ALIASES)).links
    assert links["mention_id"].isin(mentions["mention_id"]).all()


def test_a_form_is_no_name_where_no_names_are_read() -> None:
    frames = frames_of("Osk Bold spoke.\nPhoto: Osk Bold", "en")
    paragraphs = frames.paragraphs.assign(kind=["body", "caption"])
    found = find_mentions(frames.articles, paragraphs, frames.sentences)
    aliases = conform([{"line": 1, "form": "Osk Bold", "entity": "Oskar Bold", "kind": "person"}], ALIASES)
    mentions = correct_mentions(frames.articles, frames.sentences, found, aliases, paragraphs=paragraphs)
    assert list(mentions["start"]) == [0]


# --- how the file may look ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"form,entity\nAnnie Example,Anne Example\n", id="commas"),
        pytest.param(b"\xef\xbb\xbfform;entity\r\nAnnie Example;Anne Example\r\n", id="as a spreadsheet saves it"),
        pytest.param(b"Entity\tNote\t Form\nAnne Example\tx\tannie  EXAMPLE\n", id="tabs, other columns, other case"),
        pytest.param(b'form,entity\n"Annie Example","Anne Example"', id="quote marks, no last line end"),
        pytest.param(b"form;entity;\n;;\n\nAnnie Example;Anne Example;\n", id="empty cells and lines"),
    ],
)
def test_the_file_is_read_as_people_and_spreadsheets_write_it(correct: Callable[..., Corpus], content: bytes) -> None:
    corpus = correct(content=content)
    assert read_names(corpus, "Annie Example") == {("Anne Example", "your aliases.csv")}
    assert read_messages(corpus) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            b"", "line 1: has no columns form and entity; begin the file with the line form,entity", id="empty"
        ),
        pytest.param(b"Putin,Vladimir Putin\n", "line 1: has no columns form and entity", id="no head"),
        pytest.param(
            "form,entity\nKäte,Kate\n".encode("cp1252"), "line 2: is not UTF-8 at byte 13; save", id="not UTF-8"
        ),
        pytest.param(b'form,entity\n"Annie,Anne\n', "line 2: has a stray quote mark", id="quote mark"),
        pytest.param(b"form,entity\nExample, Annie,Anne\n", "line 2: has 3 cells for 2 columns", id="cells"),
        pytest.param(b"form,entity\nAnnie Example\n", "line 2: entity holds no letter or digit", id="no entity"),
        pytest.param(b"form,entity\n--,Anne\n", "line 2: form holds no letter or digit", id="no form"),
        pytest.param(
            b"form,entity,kind\nKiew,Kyiv,town\n", "line 2: 'town' is no kind; write person, organ", id="kind"
        ),
        pytest.param(b"form,entity\n\nSchilz,Schulz\n", "line 3: 'Schilz' is in no article; correct", id="stale"),
        pytest.param(
            b"form,entity\nKiew,A\nKIEW,B\n", "line 3: 'KIEW' stands in line 2 too, which counts", id="double"
        ),
        pytest.param(
            b"form,entity\nKiew,place-kiiv\n", "line 2: 'place-kiiv' is no entity_id of the table", id="no id"
        ),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line_and_stops_nothing(
    correct: Callable[..., Corpus], content: bytes, message: str
) -> None:
    corpus = correct(content=content)
    (found,) = read_messages(corpus)
    assert found.startswith(message)
    assert len(corpus.articles) == 2


def test_a_bad_row_leaves_the_others_as_they_are(correct: Callable[..., Corpus]) -> None:
    corpus = correct('"Kiew,Kyiv', "Annie Example,Anne Example")
    assert read_names(corpus, "Annie Example") == {("Anne Example", "your aliases.csv")}


def test_a_folder_called_so_is_told(folder: Path) -> None:
    (folder / ALIASES_FILE).mkdir()
    assert read_messages(analyse(folder, options=RULES)) == [
        "line 1: is no file of at most 5 MB; save the corrections as CSV"
    ]


def test_only_the_file_right_beside_the_articles_is_one_of_corrections(folder: Path) -> None:
    (folder / "outlet").mkdir()
    (folder / "outlet" / ALIASES_FILE).write_text("form,entity\nKiew,Kyiv\n", encoding="utf-8")
    corpus = analyse(folder, options=RULES)
    assert corpus.problems["path"].tolist() == ["outlet/aliases.csv"]
    assert corpus.problems["stage"].tolist() == ["read"]


@pytest.mark.parametrize(
    "text", ["=1+1", "<script>alert(1)</script>", "a\x00b", "{0}", "%s", "\\g<0>", "(a+)+$", "𝔸 a"]
)
def test_hostile_text_stays_text(correct: Callable[..., Corpus], text: str) -> None:
    corpus = correct(f"Annie Example,{text}", f"{text},Anne Example")
    assert len(corpus.speakers) == 2
    assert corpus.mentions["text"].isin(["Annie Example"]).any()


@given(content=st.binary(max_size=200))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_without_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ALIASES_FILE).write_bytes(b"form,entity\n" + content)
    aliases, problems = read_aliases(tmp_path)
    assert aliases["form"].str.strip().ne("").all()
    assert problems["message"].str.match(r"line \d+: ").all()


# --- when it is read ------------------------------------------------------------------------------------------------


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


def test_a_changed_file_makes_names_and_speakers_anew_and_nothing_else(
    folder: Path, tmp_path: Path, stages: list[str]
) -> None:
    analyse(folder, out=tmp_path / "out", options=RULES)
    stages.clear()
    (folder / ALIASES_FILE).write_text("form,entity\nKiew,Nowhere\nXyz,Abc\n", encoding="utf-8")
    corpus = open_corpus(folder, tmp_path / "out", engine="rules")
    assert len(corpus.quotes) and len(corpus.articles) == 2
    assert read_messages(corpus) == ["line 3: 'Xyz' is in no article; correct the form or delete the line"]
    assert stages == []
    assert len(corpus.speakers)
    assert read_names(corpus, "Kiew") == {("Nowhere", "your aliases.csv")}
    assert sorted(stages) == ["identity", "names", "speakers"]


def test_saved_tables_are_opened_while_the_corrections_are_the_same(
    folder: Path, tmp_path: Path, stages: list[str]
) -> None:
    (folder / ALIASES_FILE).write_text("form,entity\nKiew,Nowhere\n", encoding="utf-8")
    analyse(folder, out=tmp_path / "out", options=RULES)
    stages.clear()
    opened = open_corpus(folder, tmp_path / "out", engine="rules")
    assert read_names(opened, "Kiew") == {("Nowhere", "your aliases.csv")}
    assert stages == []
    (folder / ALIASES_FILE).unlink()
    assert read_names(open_corpus(folder, tmp_path / "out", engine="rules"), "Kiew") == {("Kyiv", "table")}


def test_the_notebook_reads_the_corrections(folder: Path, tmp_path: Path) -> None:
    (folder / ALIASES_FILE).write_text("form,entity\nAnnie Example,Anne Example\nXyz,Abc\n", encoding="utf-8")
    path = Path(__file__).parent.parent / "notebooks" / "03_entities.ipynb"
    parameters = {"FOLDER": str(folder), "OUT": str(tmp_path / "out"), "ENGINE": "rules"}
    executed = json.loads(run_notebook(path, parameters=parameters, out=tmp_path).read_text(encoding="utf-8"))
    shown = json.dumps([cell.get("outputs") for cell in executed["cells"]])
    assert "your aliases.csv says so" in shown
    assert "line 3: 'Xyz' is in no article" in shown
    links = pd.read_parquet(tmp_path / "out" / "tables" / "links.parquet")
    assert "your aliases.csv" in set(links["how"])


def test_what_each_row_decides_is_counted(folder: Path) -> None:
    rows = "form,entity\nExample,not a name\nXyz,Abc\nAnnie Example,Anne Example\n"
    (folder / ALIASES_FILE).write_text(rows, encoding="utf-8")
    corpus = analyse(folder, options=RULES)
    found = find_mentions(corpus.articles, corpus.paragraphs, corpus.sentences, corpus.names_seen)
    aliases = read_aliases(folder).aliases
    table = count_corrections(corpus.articles, found, corpus.mentions, corpus.links, aliases)
    assert table[["line", "form", "mentions"]].to_numpy().tolist() == [
        [2, "Example", 1],
        [3, "Xyz", 0],
        [4, "Annie Example", 1],
    ]
    assert table["means"].isna().tolist() == [True, True, False]
