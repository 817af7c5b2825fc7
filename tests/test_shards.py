"""The data of a site: that it says what the tables say, shows no more than it may, and stays text."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from conftest import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from helpers import (
    Corpus,
    Counting,
    count_entities,
    count_quotes,
    find_context,
    join_mentions,
    show_articles,
    show_context,
    show_table,
    total_quotes,
)
from helpers.keeping import hash_inputs
from helpers.showing.links import find_target, lead_on
from helpers.showing.shards import list_shards, write_script
from helpers.showing.trimming import leave_out_texts, trim_page
from helpers.tables import SCHEMAS


def read_shards(tables: Any, *, excerpts: bool = False) -> dict[str, Any]:
    """The content of each data file, as a browser reads it."""
    found = {}
    for name, script in list_shards(tables, excerpts=excerpts):
        call = re.fullmatch(r'newsbook\("([\w-]+)",(.*)\);\n', script, re.DOTALL)
        assert call is not None, script[:80]
        assert call[1] == name
        found[name] = json.loads(call[2])
    return found


@pytest.fixture(scope="module")
def shards(sample_corpus: Corpus) -> dict[str, Any]:
    return read_shards(sample_corpus)


# --- what the files say -----------------------------------------------------------------------------------------


def test_every_quotation_is_found_again_by_its_offsets(sample_corpus: Corpus, shards: dict[str, Any]) -> None:
    index, quotes, said = shards["index"], shards["quotes"], shards["said-0"]
    texts = dict(zip(sample_corpus.articles["article_id"], sample_corpus.articles["text"], strict=True))
    assert len(quotes["start"]) == len(sample_corpus.quotes)
    for row, (place, start, end) in enumerate(zip(quotes["article"], quotes["start"], quotes["end"], strict=True)):
        text = texts[index["articles"]["id"][place]]
        around, at = said["around"][row], said["at"][row]
        assert around[at : at + end - start] == text[start:end]
        assert around in text


def test_words_are_given_where_they_are_not_as_printed(sample_corpus: Corpus, shards: dict[str, Any]) -> None:
    said, quotes = shards["said-0"], shards["quotes"]
    told = []
    for row, text in enumerate(said["text"]):
        at = said["at"][row]
        told.append(text or said["around"][row][at : at + quotes["end"][row] - quotes["start"][row]])
    assert sorted(told) == sorted(sample_corpus.quotes["text"])


@pytest.mark.parametrize("by_story", [True, False])
def test_quotations_count_as_in_the_tallies(sample_corpus: Corpus, shards: dict[str, Any], by_story: bool) -> None:
    counting = Counting(by_story=by_story)
    total = total_quotes(sample_corpus.quotes, articles=sample_corpus.articles, counting=counting)["quotes"].iloc[0]
    index, quotes = shards["index"], shards["quotes"]
    told = list(range(len(quotes["start"])))
    for row, first in quotes["repeats"] if by_story else ():
        told[row] = first
    rows = [row for row, counts in enumerate(quotes["counts"]) if counts]
    assert len({told[row] for row in rows}) == total
    tally = count_quotes(
        sample_corpus.quotes, sample_corpus.speakers, articles=sample_corpus.articles, counting=counting
    )
    for entity_id, expected in zip(tally["entity_id"], tally["quotes"], strict=True):
        if isinstance(entity_id, str):
            place = index["speakers"]["id"].index(entity_id)
            assert len({told[row] for row in rows if place in quotes["speakers"][row]}) == expected


def test_near_copies_lead_to_the_article_that_tells_first(shards: dict[str, Any]) -> None:
    index, quotes = shards["index"], shards["quotes"]
    pairs = {(quotes["article"][row], quotes["article"][first]) for row, first in quotes["repeats"]}
    outlets = index["articles"]["outlets"]
    assert [(outlets[copy], outlets[first]) for copy, first in pairs] == [(["meridian-post"], ["harbour-courier"])]


def test_an_article_has_all_outlets_that_printed_it(hostile_corpus: Corpus) -> None:
    copies = pd.concat([hostile_corpus.copies, hostile_corpus.copies.assign(outlet="B & <b>C</b>")])
    tables = {name: hostile_corpus.table(name) for name in SCHEMAS} | {"copies": copies}
    found = read_shards(SimpleNamespace(**tables))["index"]["articles"]
    assert found["outlets"] == [["<img src=x onerror=alert(4)>", "B & <b>C</b>"]]


@pytest.mark.parametrize("by_story", [True, False])
def test_names_count_as_in_the_tallies(sample_corpus: Corpus, shards: dict[str, Any], by_story: bool) -> None:
    corpus = sample_corpus
    named = join_mentions(
        corpus.mentions, corpus.links, entities=corpus.entities, articles=corpus.articles, sentences=corpus.sentences
    )
    tally = count_entities(named, counting="stands_for", by_story=by_story)
    expected = dict(zip(tally["entity_id"], tally["mentions"], strict=True))
    entities = shards["entities"]
    once, printed = (
        dict(zip(entities["id"], numbers, strict=True)) for numbers in zip(*entities["mentions"], strict=True)
    )
    assert {key: count for key, count in (once if by_story else printed).items() if count} == expected
    for key, file in zip(entities["id"], entities["file"], strict=True):
        mentions = shards[f"names-{file}"]["entities"][key]["mentions"]
        assert len(mentions) == printed[key]
        assert sum(not repeats for *_, repeats in mentions) <= once[key]


def test_every_mention_stands_in_its_sentence(sample_corpus: Corpus, shards: dict[str, Any]) -> None:
    texts = sample_corpus.articles["text"].tolist()
    for name in (name for name in shards if name.startswith("names-")):
        sentences = shards[name]["sentences"]
        for entity in shards[name]["entities"].values():
            for place, start, end, *_ in [*entity["mentions"], *entity["quotes"]]:
                article, begins, sentence = sentences[place]
                assert sentence[start - begins : end - begins] == texts[article][start:end]


def test_every_speaker_has_a_label_of_their_own(shards: dict[str, Any]) -> None:
    labels = shards["index"]["speakers"]["name"]
    assert len(set(labels)) == len(labels)
    assert "unknown" not in labels


def test_article_has_all_its_text_and_marks(sample_corpus: Corpus, shards: dict[str, Any]) -> None:
    articles = {key: value for name in shards if name.startswith("texts-") for key, value in shards[name].items()}
    for row in sample_corpus.articles.itertuples():
        article = articles[row.article_id]
        assert re.sub(r"\s", "", "".join(text for _, _, text in article["parts"])) == re.sub(r"\s", "", str(row.text))
        assert len(article["quotes"]) == (sample_corpus.quotes["article_id"] == row.article_id).sum()
        assert len(article["names"]) == (sample_corpus.mentions["article_id"] == row.article_id).sum()


def test_the_explorer_needs_no_texts_to_begin(shards: dict[str, Any]) -> None:
    longest = max(len(text) for part in ("index", "quotes") for text in list_texts(shards[part]))
    assert longest < 80  # a label: a speaker and a title


def list_texts(content: Any) -> list[str]:
    """All strings at whatever depth."""
    if isinstance(content, str):
        return [content]
    inner = content.values() if isinstance(content, dict) else content if isinstance(content, list) else []
    return [text for part in inner for text in list_texts(part)]


def test_the_same_tables_give_the_same_files(sample_corpus: Corpus) -> None:
    assert dict(list_shards(sample_corpus)) == dict(list_shards(sample_corpus))


# --- excerpts ---------------------------------------------------------------------------------------------------


def test_excerpts_hold_no_sentence_without_a_quotation(sample_corpus: Corpus) -> None:
    told = " ".join(list_texts(list(read_shards(sample_corpus, excerpts=True).values())))
    texts = dict(zip(sample_corpus.articles["article_id"], sample_corpus.articles["text"], strict=True))
    quotes = sample_corpus.quotes
    kept = left_out = 0
    # A headline is told in lists of articles.
    bodies = sample_corpus.paragraphs.query("kind == 'body'")[["article_id", "paragraph"]]
    for row in sample_corpus.sentences.merge(bodies).itertuples():
        own = quotes[quotes["article_id"] == row.article_id]
        sentence = texts[str(row.article_id)][row.start : row.end]
        holds = bool(((own["start"] < row.end) & (own["end"] > row.start)).any())
        kept += holds
        left_out += not holds
        # A short sentence may stand in another article as well.
        assert (sentence in told) == holds or len(sentence) < 40, sentence
    assert min(kept, left_out) > 30


def test_a_notebook_page_with_excerpts_has_neither_articles_nor_words_in_context(sample_corpus: Corpus) -> None:
    hits = find_context(sample_corpus.articles, sample_corpus.sentences, "harbour")
    shown = [show_articles(sample_corpus, limit=3), show_context(hits)]
    page = leave_out_texts("<p>3 articles</p>" + "".join(page.html for page in shown))
    assert page.count("The full text is not part of this site.") == 4
    sentences = sample_corpus.articles["text"].head(3).str.split(". ").explode()
    assert [words for words in sentences if len(words) > 80 and words in unescape(re.sub("<[^>]*>", "", page))] == []
    assert not [words for words in hits["left"] if words.strip() and words.strip() in page]


# --- hostile text -----------------------------------------------------------------------------------------------


def test_no_file_holds_what_could_end_a_script(hostile_corpus: Corpus) -> None:
    scripts = "".join(script for _, script in list_shards(hostile_corpus))
    assert "<" not in scripts
    assert "\u2028" not in scripts
    assert HOSTILE in "".join(list_texts(read_shards(hostile_corpus)["texts-0"]))


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5))
def test_any_content_survives_as_a_script(content: object) -> None:
    script = write_script("said-0", content)
    assert not set("<\u2028\u2029") & set(script)
    assert json.loads(script.removeprefix('newsbook("said-0",').removesuffix(");\n")) == content


# --- links of tables --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "column", "target"),
    [
        ({"name": "Kell", "entity_id": "p-1", "mentions": 3}, "name", "entity.html#p-1"),
        ({"name": "Kell", "entity_id": "p-1", "mentions": 3}, "mentions", "entity.html#p-1"),
        ({"speaker": "Kell", "entity_id": "p-1", "quotes": 3}, "speaker", "explore.html#speaker=p-1"),
        ({"speaker": "Kell", "speaker_id": "p-1", "entity_id": "q"}, "speaker", "explore.html#speaker=p-1"),
        (
            {"entity_id": "p-1", "language": "de", "quotes": 3, "direct": 1},
            "direct",
            "explore.html#speaker=p-1&language=de&kind=direct|mixed",
        ),
        ({"speaker_id": "p-1", "entity_id": "q", "kind": "person", "quotes": 3}, "quotes", None),
        ({"entity_id": float("nan"), "cue_lemma": "say", "quotes": 3}, "quotes", None),
        ({"entity_id": "p-1", "dates": "2026-03 to 2026-04", "quotes": 3}, "quotes", None),
        ({"cue_lemma": "say", "outlet": "A & B", "quotes": 3}, "quotes", "explore.html#cue=say&outlet=A%20%26%20B"),
        (
            {"cue_lemma": "say", "language": "en", "quotes": 3, "repeats_counted": 0},
            "quotes",
            "explore.html#cue=say&language=en&repeats=1",
        ),
        ({"quote_id": "0a:1-22:2", "text": "No"}, "text", "article.html#0a:1-22"),
        ({"article_id": "0a", "headline": "Pier shut"}, "headline", "article.html#0a"),
        ({"speaker": float("nan"), "entity_id": float("nan")}, "speaker", None),
        ({"entity_id": "<b>\"'|&"}, "name", "entity.html#%3Cb%3E%22%27%7C%26"),
        ({"quote_id": "javascript:alert(1)"}, "text", None),
    ],
    ids=[
        *(
            "name",
            "mentions",
            "speaker",
            "speaker beside a name",
            "number",
            "number beside a name",
            "number of all others",
            "number of many days",
            "cue and outlet",
            "near copies counted",
            "quotation",
            "article",
        ),
        *("unknown", "hostile id", "hostile quote_id"),
    ],
)
def test_a_cell_leads_to_what_it_counts(row: dict[str, Any], column: str, target: str | None) -> None:
    assert find_target(row, column) == target


def test_cells_become_links_only_where_there_are_views() -> None:
    cells = '<td style="x" data-to="entity.html#p" lang="de">Kell</td><td>3</td>'
    assert lead_on(cells, with_views=True) == '<td style="x" lang="de"><a href="entity.html#p">Kell</a></td><td>3</td>'
    assert lead_on(cells, with_views=False) == '<td style="x" lang="de">Kell</td><td>3</td>'


def test_cells_of_a_page_take_their_side_from_the_style_sheet() -> None:
    cells = '<td style="text-align:left">a</td><td style="text-align:right">3</td>'
    assert trim_page(cells) == '<td>a</td><td class="number">3</td>'


def test_long_tables_and_many_articles_are_left_to_the_views(sample_corpus: Corpus) -> None:
    table = show_table(pd.DataFrame({"number": range(150)}), rows=150).html
    assert trim_page(table).count("<td") == 100
    assert "<p>50 more rows are in the notebook; the explorer has all quotations.</p>" in trim_page(table)
    page = show_articles(sample_corpus, limit=14).html * 4
    trimmed = trim_page(page)
    assert 0 < trimmed.count("<article") < page.count("<article") == 14 * 4
    assert trimmed.count("Read the article</a>") + trimmed.count("<article") == 14 * 4
    assert len(trimmed) < 200_000


def test_inputs_are_told_with_their_hash(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert hash_inputs(tmp_path, ["a.txt", "a.txt", "gone.txt"]) == [("a.txt", known)]
