"""`newsbook why`: whom a name counts as, by what evidence, and what is said of a name that no article has."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import helpers.corpus as corpus_module
from helpers import (
    Corpus,
    HelpersError,
    Options,
    analyse,
    find_near_misses,
    list_evidence,
    list_merges,
    suggest_aliases,
)
from helpers.__main__ import main
from helpers.naming import WHY_TABLES, explain_name

ENGLISH = (
    "Two talks\n\nForeign Minister Yevhen Dorashenko spoke. “We will stay,” Dorashenko said. He added that snow fell. "
    "Olaf Schilz met Inspector Vance. The ministers met in Moscow, and Moscow warned them.\n"
)
GERMAN = (
    "Ein Gespräch\n\nDer Außenminister Jewhen Doraschenko sprach. Doraschenkos Zug fuhr. "
    "„Es wird kalt“, sagte Olaf Schulz zu Kommissarin Käthe Müller.\n"
)
RAIN = "The rain fell on the town all day long, and nobody went out to see what it did to the streets. "
THIRD = f"Rain\n\n{RAIN}Inspector Vance left. Rhoda Vance spoke in Harnholm. Lena Ode met Viktor Ode. Ode was silent.\n"
FOURTH = f"Sun\n\nAnother day. {RAIN}Inspector Vance of the harbour came alone and left.\n"
RULES = Options(engine="rules")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("why") / "articles"
    path.mkdir()
    for name, text in (("a", ENGLISH), ("b", GERMAN), ("c", THIRD), ("d", FOURTH)):
        (path / f"{name}.txt").write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def out(folder: Path) -> Path:
    """Where a run on the folder left its tables."""
    place = folder.parent / "out"
    analyse(folder, out=place, options=RULES)
    return place


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Corpus:
    return analyse(folder, options=RULES)


def explain(name: str, corpus: Corpus) -> str:
    return "\n".join(explain_name(name, {key: corpus.table(key) for key in WHY_TABLES}))


def test_a_spelling_is_explained_with_what_was_compared_and_where_it_stands(corpus: Corpus) -> None:
    told = explain("Doraschenko", corpus)
    assert told.startswith("“Doraschenko” counts as Yevhen Dorashenko (person, ")
    assert "4 mentions in 2 articles.\n  de: " in told
    assert "“Jewhen Doraschenko” (de), because it is a spelling of “Yevhen Dorashenko”: " in told
    assert "Doraschenko ~ Dorashenko" in told
    assert "Der Außenminister Jewhen Doraschenko sprach. (Ein Gespräch, " in told
    assert "“Doraschenko” (de), because the same article gives the full name (score 0.90)" in told
    assert "Speaker of " in told
    assert "aliases.csv" in told.splitlines()[-1]


@pytest.mark.parametrize("name", ["DORASHENKO", "yevhen  dorashenko", "Doraschenkos", "Yevhen Dorashenko"])
def test_case_spaces_and_the_genitive_make_no_difference(corpus: Corpus, name: str) -> None:
    assert f"“{name}” counts as Yevhen Dorashenko (" in explain(name, corpus)


@pytest.mark.parametrize("name", ["Käthe Müller", "Kathe Muller", "Kaethe Mueller", "käthe-müller"])
def test_umlauts_and_accents_are_forgiven(corpus: Corpus, name: str) -> None:
    assert f"“{name}” counts as Käthe Müller (person" in explain(name, corpus)


def test_an_entity_is_found_by_its_id(corpus: Corpus) -> None:
    entity_id = str(corpus.entities.set_index("name")["entity_id"]["Yevhen Dorashenko"])
    assert f"counts as Yevhen Dorashenko (person, {entity_id})" in explain(entity_id, corpus)


def test_a_form_that_means_two_is_explained_for_both(corpus: Corpus) -> None:
    told = explain("Vance", corpus)
    assert "“Vance” means 3 in these articles." in told
    assert "“Vance” counts as Rhoda Vance (person" in told
    assert told.count("“Vance” counts as Vance (person") == 2
    assert "no full name stands in the article, so it counts for this article alone" in told


def test_what_was_kept_apart_is_told_with_the_reason(corpus: Corpus) -> None:
    told = explain("Vance", corpus)
    assert "Not merged with:\n" in told
    assert "because the article gives the surname alone, and across articles a surname proves nothing" in told
    told = explain("Olaf Schulz", corpus)
    assert "Olaf Schilz (" in told.partition("Not merged with:")[2]


def test_a_capital_is_told_as_town_and_as_government(corpus: Corpus) -> None:
    told = explain("Moscow", corpus)
    assert "In 1 of 2 mentions it may stand for Russia, which a chart may count as well." in told
    assert "In 1 of 2 mentions it means Moscow itself, as the words before it show." in told


def test_a_name_that_two_of_its_article_share_is_told(corpus: Corpus) -> None:
    assert explain("Ode", corpus).startswith("1 mention of “Ode” count as nobody: two in the article have the name.")


def test_words_that_are_no_name_are_told_by_whom_they_mean(corpus: Corpus) -> None:
    told = explain("he", corpus)
    assert told.startswith("“he” counts as nobody by itself: the articles say who is meant. It is the source of 1 quot")
    assert "it counts as Yevhen Dorashenko:" in told


@pytest.mark.parametrize(
    ("name", "closest"),
    [("Dorashenka", "Dorashenko"), ("Rhoda", "Rhoda Vance"), ("Yevhen", "Yevhen Dorashenko"), ("Olav Schultz", "Olaf")],
)
def test_an_unknown_name_is_told_with_the_closest_ones(corpus: Corpus, name: str, closest: str) -> None:
    with pytest.raises(HelpersError) as caught:
        explain(name, corpus)
    assert str(caught.value).startswith(f"no article names {name!r}; the closest names are ")
    assert closest in str(caught.value)


# --- the command --------------------------------------------------------------------------------------------------


def test_the_command_reads_the_tables_of_the_last_run_alone(
    out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_module, "STAGES", ())
    assert main(["why", "Doraschenko", "--out", str(out)]) == 0
    assert capsys.readouterr().out.startswith("“Doraschenko” counts as Yevhen Dorashenko")


def test_a_folder_that_was_not_run_is_analysed_and_nothing_is_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["why", "Doraschenko", str(folder), "--out", str(tmp_path / "none"), "--engine", "rules"]) == 0
    assert "counts as Yevhen Dorashenko" in capsys.readouterr().out
    assert not (tmp_path / "none").exists()


def test_an_unknown_name_is_one_line_and_exit_code_1(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "Xyzzy\x1b[2J", "--out", str(out)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "newsbook: no article names 'Xyzzy\\x1b[2J'\n"


@pytest.mark.parametrize("name", ["", " ", "…"])
def test_no_name_is_wrong_usage(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["why", name])
    assert caught.value.code == 2
    assert capsys.readouterr().err.endswith("holds no letter or digit; give a name as an article prints it\n")


def test_a_place_without_tables_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "Vance", "--out", str(tmp_path)]) == 1
    says = f"{tmp_path}: holds no tables of a run; name the folder of articles as well"
    assert capsys.readouterr().err == f"newsbook: {says}\n"


def test_without_a_run_the_seeds_are_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpus_module, "BUILD", tmp_path / "build")
    assert main(["why", "Lawrow", "--engine", "rules"]) == 0
    assert "“Lawrow” counts as Sergey Lavrov (person, person-sergey-lavrov, Q58217)" in capsys.readouterr().out


# --- the tables behind it -----------------------------------------------------------------------------------------


def read_evidence(corpus: Corpus) -> tuple:  # type: ignore[type-arg]
    evidence = list_evidence(corpus.articles, corpus.mentions, corpus.links, corpus.entities, corpus.entity_names)
    return evidence, find_near_misses(corpus.links, corpus.entities)


def test_evidence_counts_every_linked_mention_once(corpus: Corpus, sample_corpus: Corpus) -> None:
    for one in (corpus, sample_corpus):
        evidence, _ = read_evidence(one)
        assert evidence["mentions"].sum() == len(one.links)


def test_merges_show_several_forms_and_the_least_sure_first(sample_corpus: Corpus) -> None:
    evidence, _ = read_evidence(sample_corpus)
    merges = list_merges(evidence)
    least = merges.groupby("entity_id", sort=False)["score"].min()
    assert least.is_monotonic_increasing
    row = merges[(merges["name"] == "Yevhen Dorashenko") & (merges["how"] == "spelling of the name")].iloc[0]
    assert row["forms"] == "de: Jewhen Doraschenko"
    assert "Yevhen" in row["because"]


def test_examples_of_corrections_are_rows_that_work(folder: Path, corpus: Corpus, tmp_path: Path) -> None:
    evidence, near = read_evidence(corpus)
    examples = suggest_aliases(evidence, near)
    assert len(examples) == 3
    copy = tmp_path / "articles"
    shutil.copytree(folder, copy)
    examples[["form", "entity"]].to_csv(copy / "aliases.csv", index=False)
    corrected = analyse(copy, options=RULES)
    assert corrected.problems["path"].tolist() == []
    merged = examples.iloc[0]
    assert os.linesep not in merged["form"]
    linked = corrected.mentions.merge(corrected.links, on="mention_id").merge(corrected.entities, on="entity_id")
    assert set(linked.loc[linked["text"] == merged["form"], "name"]) == {merged["entity"]}
    assert examples.iloc[2]["form"] not in set(corrected.mentions["text"])


def test_corpora_without_names_give_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Snow fell all day, and nobody said a word about it.\n", encoding="utf-8")
    empty = analyse(tmp_path, options=RULES)
    evidence, near = read_evidence(empty)
    assert evidence.empty and near.empty and list_merges(evidence).empty and suggest_aliases(evidence, near).empty
    with pytest.raises(HelpersError, match=r"^no article names 'Vance'$"):
        explain("Vance", empty)
