"""Newsbook on whole articles: the same every time, tables that hold together, commands, figures on gold."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from browsing import Window
from test_browser import check_pages

from helpers import Corpus, Counting, analyse, annotate_documents, score
from helpers.naming.gazetteer import known_entities
from helpers.showing import (
    count_cues,
    count_dates,
    count_entities,
    count_quotes,
    join_mentions,
    show_articles,
    total_quotes,
)
from helpers.tables import SCHEMAS, conform

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))

Document = Mapping[str, Any]
CORPORA = ["seed_corpus", "sample_corpus"]


@pytest.fixture(params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    found: Corpus = request.getfixturevalue(request.param)
    return found


def newsbook(*arguments: str | Path, hash_seed: str = "0", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "helpers", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


# --- the same every time ----------------------------------------------------------------------------------------


def copy_in_order(sources: Sequence[tuple[Path, str]], target: Path) -> Path:
    """The files copied one by one in the order given, so that the disk lists them in another order."""
    for path, name in sources:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target / name)
    return target


def test_same_files_give_the_same_tables_whatever_their_order_and_the_hash_seed(
    tmp_path: Path, seeds: Path, samples: Path
) -> None:
    files = [
        (path, path.relative_to(folder).as_posix()) for folder in (seeds, samples) for path in folder.rglob("*.txt")
    ]
    files.sort(key=lambda pair: pair[1])
    orders = {"0": files, "4711": files[::-1]}
    for hash_seed, order in orders.items():
        folder = copy_in_order(order, tmp_path / f"articles{hash_seed}")
        done = newsbook("analyse", folder, "--out", tmp_path / hash_seed, hash_seed=hash_seed)
        assert done.returncode == 0, done.stderr
    for name in SCHEMAS:
        first, second = (pd.read_parquet(tmp_path / seed / "tables" / f"{name}.parquet") for seed in orders)
        pd.testing.assert_frame_equal(first, second)
        written = [(tmp_path / seed / "tables" / f"{name}.csv").read_bytes() for seed in orders]
        assert written[0] == written[1]
        assert written[0].startswith(b"\xef\xbb\xbf")
    assert len(pd.read_parquet(tmp_path / "0" / "tables" / "copies.parquet")) == len(files)


def test_an_article_gives_the_same_quotations_alone_and_among_others(
    seeds: Path, seed_corpus: Corpus, tmp_path: Path
) -> None:
    path = sorted(seeds.glob("*.txt"))[0]
    alone = analyse(copy_in_order([(path, path.name)], tmp_path))
    together = seed_corpus.quotes[seed_corpus.quotes["article_id"] == alone.articles["article_id"].iloc[0]]
    pd.testing.assert_frame_equal(alone.quotes, together.reset_index(drop=True))


# --- tables that hold together ----------------------------------------------------------------------------------

# Columns, and the table whose rows have these values in columns of the same names (or of those given).
KEYS: list[tuple[str, list[str], str, list[str]]] = [
    ("copies", ["article_id"], "articles", ["article_id"]),
    ("paragraphs", ["article_id"], "articles", ["article_id"]),
    ("sentences", ["article_id", "paragraph"], "paragraphs", ["article_id", "paragraph"]),
    ("quotes", ["article_id", "paragraph", "sentence"], "sentences", ["article_id", "paragraph", "sentence"]),
    ("quotes", ["parent_quote_id"], "quotes", ["quote_id"]),
    ("quote_spans", ["quote_id"], "quotes", ["quote_id"]),
    ("mentions", ["article_id", "paragraph", "sentence"], "sentences", ["article_id", "paragraph", "sentence"]),
    ("links", ["mention_id"], "mentions", ["mention_id"]),
    ("links", ["entity_id"], "entities", ["entity_id"]),
    ("links", ["stands_for"], "entities", ["entity_id"]),
    ("entity_names", ["entity_id"], "entities", ["entity_id"]),
    ("speakers", ["quote_id"], "quotes", ["quote_id"]),
    ("problems", ["article_id"], "articles", ["article_id"]),
]


def list_values(table: pd.DataFrame, columns: Sequence[str]) -> set[tuple[Any, ...]]:
    return set(table[list(columns)].dropna().itertuples(index=False, name=None))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_table_conforms(corpus: Corpus, name: str) -> None:
    table = corpus.table(name)
    pd.testing.assert_frame_equal(table, conform(table, SCHEMAS[name]))


@pytest.mark.parametrize(
    ("table", "columns", "target", "keys"), KEYS, ids=[f"{key[0]}.{key[1][-1]} in {key[2]}" for key in KEYS]
)
def test_every_foreign_key_resolves(
    corpus: Corpus, table: str, columns: list[str], target: str, keys: list[str]
) -> None:
    assert list_values(corpus.table(table), columns) - list_values(corpus.table(target), keys) == set()


def test_every_speaker_is_an_entity_or_one_without_a_name(corpus: Corpus) -> None:
    known = corpus.speakers[~corpus.speakers["kind"].isin(["anonymous", "collective", "unknown"])]
    curated = {(key,) for key in known_entities()}
    assert list_values(known, ["entity_id"]) - list_values(corpus.entities, ["entity_id"]) - curated == set()


def test_every_quotation_has_a_speaker_row_and_ranks_count_from_one(corpus: Corpus) -> None:
    ranks = corpus.speakers.groupby("quote_id")["rank"].agg(list)
    assert set(ranks.index) == set(corpus.quotes["quote_id"])
    assert [sorted(some) for some in ranks] == [list(range(1, len(some) + 1)) for some in ranks]


def test_an_unknown_speaker_is_missing_and_a_known_one_is_not(corpus: Corpus) -> None:
    unknown = corpus.speakers["kind"] == "unknown"
    assert corpus.speakers.loc[unknown, ["entity_id", "speaker"]].isna().all(axis=None)
    assert corpus.speakers.loc[~unknown, ["entity_id", "speaker"]].notna().all(axis=None)


def texts_of(corpus: Corpus) -> dict[str, str]:
    return dict(zip(corpus.articles["article_id"], corpus.articles["text"], strict=True))


def slices(corpus: Corpus, table: pd.DataFrame) -> list[str]:
    """What each row's span holds."""
    texts = texts_of(corpus)
    spans = zip(table["article_id"], table["start"], table["end"], strict=True)
    return [texts[article_id][start:end] for article_id, start, end in spans]


def test_every_letter_of_a_text_stands_in_one_paragraph(corpus: Corpus) -> None:
    for article_id, text in texts_of(corpus).items():
        spans = corpus.paragraphs[corpus.paragraphs["article_id"] == article_id].sort_values("paragraph")
        starts, ends = spans["start"].tolist(), spans["end"].tolist()
        between = list(zip([0, *ends], [*starts, len(text)], strict=True))
        assert all(start <= end for start, end in [*zip(starts, ends, strict=True), *between])
        assert "".join(text[start:end] for start, end in between).strip() == ""


def test_every_sentence_lies_within_its_paragraph(corpus: Corpus) -> None:
    both = corpus.sentences.merge(corpus.paragraphs, on=["article_id", "paragraph"], suffixes=("", "_whole"))
    assert len(both) == len(corpus.sentences)
    assert ((both["start_whole"] <= both["start"]) & (both["end"] <= both["end_whole"])).all()
    assert (both["start"] < both["end"]).all()


def test_every_mention_is_what_stands_at_its_span(corpus: Corpus) -> None:
    mentions = corpus.mentions
    assert slices(corpus, mentions) == mentions["text"].tolist()
    ids = mentions["article_id"] + ":" + mentions["start"].astype("str") + "-" + mentions["end"].astype("str")
    assert ids.tolist() == mentions["mention_id"].str.replace(r":\d+$", "", regex=True).tolist()


def test_every_quotation_is_what_stands_at_its_spans(corpus: Corpus) -> None:
    spans = corpus.quote_spans.merge(corpus.quotes[["quote_id", "article_id"]], on="quote_id")
    spans["text"] = slices(corpus, spans)
    assert set(spans["role"]) <= {"content", "source", "cue"}
    found = {role: group.groupby("quote_id") for role, group in spans.groupby("role")}
    quotes = corpus.quotes.set_index("quote_id")
    contents = found["content"]["text"].agg(" … ".join)
    assert contents[quotes.index].tolist() == quotes["text"].tolist()
    assert found["content"]["start"].min()[quotes.index].tolist() == quotes["start"].tolist()
    assert found["content"]["end"].max()[quotes.index].tolist() == quotes["end"].tolist()
    cues = found["cue"]["text"].agg(" … ".join)
    assert cues.to_dict() == quotes["cue"].dropna().to_dict()
    sources = found["source"]["text"].first()
    assert sources.to_dict() == quotes["source"].dropna().to_dict()


def test_every_quotation_lies_within_its_text_and_counts_its_words(corpus: Corpus) -> None:
    quotes = corpus.quotes
    ids = quotes["article_id"] + ":" + quotes["start"].astype("str") + "-" + quotes["end"].astype("str")
    assert ids.tolist() == quotes["quote_id"].str.replace(r"(-\d+):\d+$", r"\1", regex=True).tolist()
    contents = corpus.quote_spans[corpus.quote_spans["role"] == "content"].merge(quotes[["quote_id", "article_id"]])
    words = pd.Series([len(text.split()) for text in slices(corpus, contents)]).groupby(contents["quote_id"]).sum()
    assert words[quotes["quote_id"]].tolist() == quotes["words"].tolist()
    assert set(quotes["kind"]) <= {"direct", "mixed", "indirect", "scare"}
    assert not (quotes["speech"] & (quotes["kind"] == "scare")).any()


# --- what charts show is what the tables hold -------------------------------------------------------------------


# Each near copy counts, as each has rows of its own in the tables.
PRINTED = Counting(by_story=False)


def spoken(corpus: Corpus) -> pd.DataFrame:
    """The quotations that count where near copies do, told by the table alone."""
    return corpus.quotes[corpus.quotes["speech"] & (corpus.quotes["kind"] != "scare")]


def test_totals_are_those_of_the_quotes_table(corpus: Corpus) -> None:
    quotes = spoken(corpus)
    total = total_quotes(corpus.quotes, articles=corpus.articles, counting=PRINTED).iloc[0]
    once = total_quotes(corpus.quotes, articles=corpus.articles).iloc[0]
    assert total["quotes"] == len(quotes)
    assert once["quotes"] + once["repeats_left_out"] == len(quotes)
    assert once["repeats_left_out"] == total["repeats_counted"]
    assert total["indirect"] == (quotes["kind"] == "indirect").sum()
    assert total["words"] == quotes.loc[~quotes["parent_quote_id"].isin(quotes["quote_id"]), "words"].sum()


@pytest.mark.parametrize("by", ["language", "article", "outlet", "kind"])
def test_totals_of_groups_add_up(corpus: Corpus, by: str) -> None:
    whole = total_quotes(corpus.quotes, articles=corpus.articles, counting=PRINTED).iloc[0]
    parts = total_quotes(corpus.quotes, articles=corpus.articles, by=by, counting=PRINTED)
    numbers = [name for name in whole.index if name != "repeats_counted"]  # Two outlets have none where each has one
    assert parts[numbers].sum().to_dict() == whole[numbers].to_dict()


def test_bars_of_speakers_add_up_to_the_speakers_of_the_quotes(corpus: Corpus) -> None:
    bars = count_quotes(corpus.quotes, corpus.speakers, articles=corpus.articles, by="language", counting=PRINTED)
    acts = corpus.speakers.merge(spoken(corpus), on="quote_id")
    assert bars["quotes"].sum() == len(acts[["quote_id", "entity_id", "speaker"]].drop_duplicates())
    assert bars["words"].sum() == acts["words"].sum()


def test_bars_of_cues_add_up_to_the_quotes(corpus: Corpus) -> None:
    bars = count_cues(corpus.quotes, articles=corpus.articles)
    total = total_quotes(corpus.quotes, articles=corpus.articles).iloc[0]
    assert bars[["quotes", "words"]].sum().to_dict() == total[["quotes", "words"]].to_dict()


def test_bars_of_names_add_up_to_the_linked_mentions(corpus: Corpus) -> None:
    named = join_mentions(
        corpus.mentions, corpus.links, entities=corpus.entities, articles=corpus.articles, sentences=corpus.sentences
    )
    linked = corpus.mentions[corpus.mentions["mention_id"].isin(corpus.links["mention_id"])]
    for counting, mentions in (("adjective", linked), ("name", linked[linked["relation"] == "name"])):
        printed, once = (count_entities(named, counting=counting, by_story=by_story) for by_story in (False, True))
        assert printed["mentions"].sum() == len(mentions)
        assert once[["mentions", "repeats_left_out"]].sum().sum() == len(mentions)


def test_dates_hold_every_dated_article(corpus: Corpus) -> None:
    assert count_dates(corpus.quotes, articles=corpus.articles)["articles"].sum() == corpus.articles["date"].count()


# --- commands ---------------------------------------------------------------------------------------------------


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


GOOD = "date 2026-03-04 Harbour opens again.\n\n“We are ready,” said Marja Kell, the mayor of Vessel.\n"
SCRIPT = "Ferries stop <script>alert('ran')</script> at noon"


@pytest.fixture
def bad_folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    kind = request.param
    folder = tmp_path / "articles"
    if kind == "missing":
        return folder
    folder.mkdir()
    if kind == "binary":
        (folder / "photo.txt").write_bytes(bytes(range(256)) * 8)
    if kind == "file":
        folder.rmdir()
        folder.write_text(GOOD, encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", [["analyse", "--out"], ["run", "--out"], ["check"]], ids=lambda words: words[0])
@pytest.mark.parametrize(
    ("bad_folder", "says"),
    [
        pytest.param("missing", "is not", id="missing"),
        pytest.param("file", "is ", id="file"),
        pytest.param("empty", "holds no article that can be read; put articles into it", id="empty"),
        pytest.param("binary", "holds no article that can be read", id="binary"),
    ],
    indirect=["bad_folder"],
)
def test_folder_without_an_article_is_one_clear_line(
    command: list[str], bad_folder: Path, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from helpers.__main__ import main

    out = [str(tmp_path / "out")] if len(command) > 1 else []
    assert main([command[0], str(bad_folder), *command[1:], *out]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith(f"newsbook: {bad_folder}")
    assert says in last
    assert not (tmp_path / "out" / "site").exists()


def test_error_reaches_the_user_without_a_traceback(tmp_path: Path) -> None:
    done = newsbook("analyse", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert done.stderr.startswith(f"newsbook: {tmp_path / 'nowhere'}: ")


@pytest.mark.parametrize(
    "arguments",
    [[], ["analyse"], ["runn"], ["run", "--engine", "magic"], ["run", "--max-mb", "0"], ["score", "one"]],
    ids=["nothing", "no folder", "no such command", "no such engine", "no size", "one file"],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    from helpers.__main__ import main

    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: newsbook")


def test_large_and_binary_files_are_listed_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from helpers.__main__ import main

    folder = write(tmp_path / "articles", good=GOOD)
    with (folder / "large.txt").open("wb") as large:
        large.truncate(50 * 2**20)
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    assert main(["analyse", str(folder), "--out", str(tmp_path / "out")]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in lines if line.startswith("skipped: ")] == ["large.txt", "photo.txt"]
    problems = pd.read_parquet(tmp_path / "out" / "tables" / "problems.parquet")
    assert problems["path"].tolist() == ["large.txt", "photo.txt"]
    assert len(pd.read_parquet(tmp_path / "out" / "tables" / "articles.parquet")) == 1


def test_article_of_one_line_is_an_article(tmp_path: Path) -> None:
    corpus = analyse(write(tmp_path, one="“We are ready,” said Marja Kell, the mayor of Vessel."))
    assert corpus.articles["words"].tolist() == [10]
    assert corpus.quotes["text"].tolist() == ["We are ready,"]


def test_markup_in_a_headline_stays_text_in_tables_lists_and_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from helpers.__main__ import main

    folder = write(tmp_path, ferry=f"{SCRIPT}\n\n“We <b>stop</b>,” said Marja Kell, the mayor of Vessel.\n")
    corpus = analyse(folder)
    assert SCRIPT in corpus.articles["text"].iloc[0]
    assert main(["check", str(folder)]) == 0
    assert SCRIPT in capsys.readouterr().out
    page = str(show_articles(corpus)._repr_html_())
    assert "<script" not in page
    assert "<b>stop" not in page
    assert "&lt;script&gt;" in page


Run = tuple[subprocess.CompletedProcess[str], Path]


@pytest.fixture(scope="module")
def whole_run(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """What the main command says and makes, of both seeds and of what else lies in folders."""
    place = tmp_path_factory.mktemp("run")
    folder = write(place / "my articles", ferry=f"{SCRIPT}\n\n{GOOD}", one="One line, and no more.")
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    copy_in_order([(path, path.name) for path in sorted(seeds.glob("*.txt"))], folder)
    return newsbook("run", folder, "--out", place / "out"), place / "out"


def test_run_makes_site_tables_and_notebooks_of_a_folder_with_everything_in_it(whole_run: Run) -> None:
    done, out = whole_run
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    lines = done.stderr.splitlines()
    assert re.fullmatch(r"done in \d+\.\d s: open .*index\.html", lines[-1])
    pages = {path.name: path.read_text(encoding="utf-8") for path in (out / "site").glob("*.html")}
    notebooks = sorted(path.stem for path in (ROOT / "notebooks").glob("0*.ipynb"))
    views = ("index", "explore", "article", "entity")
    assert sorted(pages) == sorted(f"{name}.html" for name in (*notebooks, *views))
    assert [name for name, page in pages.items() if "<script>alert" in page] == []
    assert "photo.txt" in pages["index.html"]
    for name in SCHEMAS:
        assert (out / "tables" / f"{name}.parquet").is_file()
        assert (out / "tables" / f"{name}.csv").is_file()
    for name in notebooks:
        text = (out / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")
        assert '"stderr"' not in text, f"{name} wrote to standard error"
    columns = pd.read_csv(out / "tables" / "articles.csv", encoding="utf-8-sig").columns
    assert "text" not in columns


@pytest.mark.parametrize("width", [1280, 390])
def test_site_of_a_run_fits_and_draws_its_charts_offline(whole_run: Run, window: Window, width: int) -> None:
    assert check_pages(window, whole_run[1] / "site", width) >= 5


# --- figures on gold --------------------------------------------------------------------------------------------


def read_gold(name: str) -> list[dict[str, Any]]:
    """The documents of a gold file, each with the text of its file."""
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line) for line in lines]
    for document in documents:
        document["text"] = (ROOT / document["path"]).read_bytes().decode("utf-8")
    return documents


def annotate(documents: Iterable[Document], *, engine: str = "rules") -> list[dict[str, Any]]:
    texts = [{"id": document["id"], "text": document["text"]} for document in documents]
    return list(annotate_documents(texts, engine=engine))


def as_set(speaker: str | list[str] | None) -> frozenset[str]:
    """Speakers to compare: small letters, no leading article, in any order."""
    names = [speaker] if isinstance(speaker, str) else speaker or []
    articles = r"^(?:the|an?|der|die|das|dem|den|des|ein|eine|einer|eines|einem|einen)\s+"
    return frozenset(re.sub(articles, "", name.casefold()) for name in names)


def letters(text: str, record: Document) -> set[int]:
    return {place for start, end in record["content"] for place in range(start, end) if text[place].isalnum()}


def measure_speakers(gold: Sequence[Document], predicted: Sequence[Document]) -> float:
    """Share of all gold quotations that were found, half of their letters at least, with the right speakers."""
    right = total = 0
    for truth, guess in zip(gold, predicted, strict=True):
        free = [(letters(truth["text"], quote), as_set(quote["speaker"])) for quote in guess["quotes"]]
        for quote in truth["quotes"]:
            wanted = letters(truth["text"], quote)
            best = max(free, key=lambda found: len(wanted & found[0]) / len(wanted | found[0] | {-1}), default=None)
            total += 1
            if best is not None and 2 * len(wanted & best[0]) >= len(wanted | best[0]):
                free.remove(best)
                right += best[1] == as_set(quote["speaker"])
    return right / total


def measure_mentions(gold: Sequence[Document], predicted: Sequence[Document]) -> float:
    """F1 of names, right where span and kind are."""

    def keys(documents: Sequence[Document]) -> set[tuple[Any, ...]]:
        return {
            (document["id"], mention["start"], mention["end"], mention["kind"])
            for document in documents
            for mention in document["mentions"]
        }

    truth, guess = keys(gold), keys(predicted)
    return 2 * len(truth & guess) / (len(truth) + len(guess))


def measure(gold: Sequence[Document], predicted: Sequence[Document]) -> dict[str, float]:
    """The figures of floors.json, in per cent."""
    result = score(gold, predicted)
    names = ("content_chars", "content_exact", "joint", "who_said_what", "direct_chars", "direct_who")
    figures = {name: result[name]["f1"] for name in names}
    figures["speakers"] = measure_speakers(gold, predicted)
    figures["mentions"] = measure_mentions(gold, predicted)
    return {name: 100 * value for name, value in figures.items()}


def list_below(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """The figures that lie below their floors, by name."""
    return [name for name, floor in floors.items() if figures[name] < floor]


@pytest.fixture(scope="module")
def annotated() -> dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """Gold and predictions of each gold file."""
    return {name: (read_gold(name), annotate(read_gold(name))) for name in ("seeds", "samples")}


@pytest.mark.parametrize("name", ["seeds", "samples"])
def test_figures_do_not_fall_below_their_floors(annotated: Any, name: str) -> None:
    figures = measure(*annotated[name])
    print({key: round(value, 1) for key, value in figures.items()})
    assert set(FLOORS[name]) == set(figures)
    assert list_below(figures, FLOORS[name]) == []


@pytest.mark.parametrize("name", ["seeds", "samples"])
def test_figures_of_the_learned_reader_do_not_fall_below_their_floors(name: str) -> None:
    gold = read_gold(name)
    figures = measure(gold, annotate(gold, engine="auto"))
    print({key: round(value, 1) for key, value in figures.items()})
    assert list_below(figures, FLOORS[f"{name}, model"]) == []


@pytest.mark.parametrize("name", ["seeds", "samples"])
def test_gold_scored_against_itself_is_right_in_everything(name: str) -> None:
    gold = read_gold(name)
    figures = measure(gold, gold)
    # What stands in marks within an indirect quotation counts for both speakers there, and is right for one of them.
    assert figures.pop("direct_who") > 98
    assert figures == pytest.approx(dict.fromkeys(figures, 100.0))


@pytest.mark.parametrize(
    "entity",
    ["Sergey Lavrov", "Volodymyr Zelenskyy", "Vladimir Putin", "Joe Biden", "NATO", "United States", "Kremlin"],
)
def test_entity_of_both_seeds_is_one(annotated: Any, entity: str) -> None:
    gold, predicted = annotated["seeds"]
    ids: list[set[str | None]] = []
    for truth, guess in zip(gold, predicted, strict=True):
        found = {(mention["start"], mention["end"]): mention["entity_id"] for mention in guess["mentions"]}
        wanted = [mention for mention in truth["mentions"] if mention["entity"] == entity]
        assert wanted, f"{truth['id']} does not name {entity}"
        ids.append({found.get((mention["start"], mention["end"])) for mention in wanted})
    assert len(ids[0] | ids[1]) == 1
    assert None not in ids[0]


def test_annotate_and_score_from_file_to_figures(
    tmp_path: Path, annotated: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    from helpers.__main__ import main

    gold, predicted = annotated["samples"]
    texts = [json.dumps({"id": document["id"], "text": document["text"]}) for document in gold]
    (tmp_path / "in.jsonl").write_text("\n".join(texts) + "\n", encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text("\n".join(json.dumps(document) for document in gold), encoding="utf-8")
    done = newsbook("annotate", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--engine", "rules", hash_seed="7")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()] == predicted
    files = [str(tmp_path / "gold.jsonl"), str(tmp_path / "out.jsonl")]
    assert main(["score", *files, "--json"]) == 0
    told = capsys.readouterr()
    assert (json.loads(told.out), told.err) == (json.loads(json.dumps(score(gold, predicted))), "")
    assert main(["score", *files, "--speech"]) == 0
    assert capsys.readouterr().out.startswith(f"{len(gold)} documents, ")


def test_annotations_have_the_form_that_others_rely_on(annotated: Any) -> None:
    for document in itertools.chain.from_iterable(predicted for _, predicted in annotated.values()):
        assert list(document) == ["id", "lang", "quotes", "mentions"]
        for quote in document["quotes"]:
            assert set(quote) == {"content", "source", "cue", "type", "speech", "speaker", "score"}
            assert quote["type"] in {"direct", "mixed", "indirect"}
            assert all(len(span) == 2 for role in ("content", "source", "cue") for span in quote[role])
            assert quote["speaker"] is None or isinstance(quote["speaker"], str) or len(quote["speaker"]) > 1
        for mention in document["mentions"]:
            assert set(mention) == {"start", "end", "kind", "relation", "name", "entity_id"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not JSON", "line 1: is not JSON"),
        ('{"id": "a"}', 'line 1: is no document; each line is an object with "id" and "text"'),
        ("[1]", "line 1: is no document"),
    ],
    ids=["no JSON", "no text", "a list"],
)
def test_line_that_is_no_document_is_named(
    tmp_path: Path, line: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from helpers.__main__ import main

    (tmp_path / "in.jsonl").write_text(line + "\n", encoding="utf-8")
    assert main(["annotate", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl")]) == 1
    assert says in capsys.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()


# --- sabotage: what breaks a stage must turn the figures red ----------------------------------------------------


def forget_words() -> None:
    """Empty every cache of the package, so that language files are read anew."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "helpers":
            for thing in list(vars(module).values()):
                clear = getattr(thing, "cache_clear", None)
                if callable(clear):
                    clear()


@pytest.fixture
def without_verbs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Language files as if they held no reporting verb."""
    from helpers import languages

    parse: Callable[..., Any] = languages.parse_language

    def parse_and_blank(text: str, **options: Any) -> Any:
        sections = re.sub(r"(?ms)^\[(speech_verbs|belief_verbs)\]$.*?(?=^\[|\Z)", "", text)
        assert sections != text or options["file"] == "und.toml"
        return parse(sections, **options)

    monkeypatch.setattr(languages, "parse_language", parse_and_blank)
    forget_words()
    yield
    monkeypatch.undo()
    forget_words()


@pytest.mark.parametrize("name", ["seeds", "samples"])
@pytest.mark.usefixtures("without_verbs")
def test_without_reporting_verbs_figures_fall(name: str) -> None:
    gold = read_gold(name)
    below = list_below(measure(gold, annotate(gold)), FLOORS[name])
    assert {"content_chars", "joint", "who_said_what", "direct_who", "speakers"} <= set(below)


def list_speakers(documents: Iterable[Document]) -> list[str]:
    """The speakers of gold quotations, those with most first."""
    quotes = [quote for document in documents for quote in document["quotes"]]
    names = [name for quote in quotes for name in sorted(as_set(quote["speaker"]))]
    return sorted(set(names), key=lambda name: (-names.count(name), name))


@pytest.mark.parametrize("name", ["seeds", "samples"])
def test_two_speakers_swapped_make_figures_fall(annotated: Any, name: str) -> None:
    gold, predicted = annotated[name]
    one, other = list_speakers(gold)[:2]
    swap = {one: other, other: one}
    swapped = [
        {
            **document,
            "quotes": [
                {**quote, "speaker": [swap.get(name, name) for name in sorted(as_set(quote["speaker"]))]}
                for quote in document["quotes"]
            ],
        }
        for document in predicted
    ]
    assert list_below(measure(gold, swapped), FLOORS[name]) == ["speakers"]


@pytest.mark.parametrize("name", ["seeds", "samples"])
def test_a_paragraph_dropped_makes_figures_fall(name: str) -> None:
    """The paragraph with most quotations of each file is blanked, so that all other offsets stay."""
    gold = read_gold(name)
    lines = [
        (sum(line.start() <= quote["content"][0][0] < line.end() for quote in document["quotes"]), place, line.span())
        for place, document in enumerate(gold)
        for line in re.finditer(r"[^\n]+", document["text"])
    ]
    _, place, (start, end) = max(lines)
    text = gold[place]["text"]
    harmed = [dict(document) for document in gold]
    harmed[place]["text"] = text[:start] + " " * (end - start) + text[end:]
    below = list_below(measure(gold, annotate(harmed)), FLOORS[name])
    assert {"content_chars", "speakers"} <= set(below)
