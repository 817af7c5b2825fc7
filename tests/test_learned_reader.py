"""The learned reader: its words and windows, its tags, its links, and that no input and no network can spoil a table.

Laws are tried with a scripted network, which says whatever a test or chance wants: they must hold however well the real
one was trained. Of the real one only very plain sentences are asked.
"""

from __future__ import annotations

import itertools
import json
import math
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from frames import frames_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from timing import least_growth, least_seconds

from helpers import HelpersError, annotate_documents, find_mentions, find_quotes, load_language
from helpers.quoting import finding
from helpers.quoting.extractor import Extractor, is_installed, load_extractor, reading, reads
from helpers.quoting.extractor.decoding import KINDS, ROLES, find_segments
from helpers.quoting.extractor.encoding import CONTEXT, WINDOW, Piece, make_windows, split_pieces
from helpers.quoting.extractor.hints import HINTS, Hints, make_hints, spread_hint
from helpers.quoting.extractor.linking import Linker, _bucket, _gap, _gelu
from helpers.quoting.extractor.network import States, log_softmax
from helpers.quoting.finding import Quotations
from helpers.quoting.marks import pair_marks
from helpers.quoting.quotation import CharSpan, Quotation
from helpers.quoting.rules import read_quotations
from helpers.tables import NAMES_SEEN, QUOTE_SPANS, QUOTES, rows_of

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "helpers" / "resources" / "model"
MOST_BYTES = 30_000_000
MOST_MEGABYTES = 450

Array = NDArray[np.float32]


def pair_spans(table: pd.DataFrame) -> list[CharSpan]:
    return list(zip(table["start"].tolist(), table["end"].tolist(), strict=True))


def lines_of(text: str) -> list[CharSpan]:
    """The lines of a text as paragraphs, blank ones left out."""
    return pair_spans(frames_of(text, "en").paragraphs)


def apply_rules(text: str, language: str) -> list[Quotation]:
    """What the rules find in a text, a paragraph a line."""
    frames = frames_of(text, language)
    sentences = [
        pair_spans(frames.sentences[frames.sentences["paragraph"] == number])
        for number in frames.paragraphs["paragraph"]
    ]
    found, _ = read_quotations(text, pair_spans(frames.paragraphs), sentences, load_language(language))
    return found


# --- words, sub-words, windows ------------------------------------------------------------------------------------


@cache
def load_tokenizer() -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


def split(text: str) -> list[Piece]:
    return split_pieces(load_tokenizer(), text, lines_of(text))


def words_of(pieces: Sequence[Piece]) -> list[CharSpan]:
    return [word for piece in pieces for word in piece.words]


def subwords_of(pieces: Sequence[Piece]) -> list[list[int]]:
    """The sub-words of each word."""
    return [
        piece.ids[first : first + length]
        for piece in pieces
        for first, length in zip(piece.first, piece.lengths, strict=True)
    ]


def check_encoding(text: str) -> None:
    """Assert the laws of words and windows on one text."""
    pieces = split(text)
    words, subwords = words_of(pieces), subwords_of(pieces)
    paragraphs = lines_of(text)
    assert all(len(piece.ids) <= WINDOW - 2 for piece in pieces)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(words))
    for piece in pieces:
        start, end = paragraphs[piece.paragraph]
        assert all(start <= first < stop <= end for first, stop in piece.words)
    covered = {place for word in words for place in range(*word)}
    assert covered >= {place for place, character in enumerate(text) if character.isalnum()}
    windows = make_windows(pieces, [1 + number % 2 for number in range(len(words))])
    assert [word for window in windows for word in range(*window.own)] == list(range(len(words)))
    for window in windows:
        assert len(window.ids) == len(window.hints) <= WINDOW
        assert len(window.first) == window.own[1] - window.own[0]
        for number, place in zip(range(*window.own), window.first, strict=True):
            ids = subwords[number]
            assert window.ids[place : place + len(ids)] == ids
            assert window.hints[place : place + len(ids)] == spread_hint(1 + number % 2, len(ids))
            assert place < len(window.ids)


ODD_TEXTS = [
    pytest.param("", id="nothing"),
    pytest.param(" \t\u3000\n\n  ", id="white space"),
    pytest.param("Hafen", id="one word"),
    pytest.param("…—“”!?–„“()", id="punctuation alone"),
    pytest.param("“Hi 👍🏽,” said 👩‍👩‍👧‍👦 and 🇩🇪 🚢🚢.", id="emoji"),
    pytest.param("„Es ist scho\u0308n“, sagte Ka\u0308te e\u0301" + "\u0301" * 50, id="combining characters"),
    pytest.param('قالت ميركل: «الميناء مغلق». אמרה אסק: "הנמל סגור".', id="right to left"),
    pytest.param("\u202e“detsolc si tiP”\u202c said \u200fOsk\u200e.", id="direction marks"),
    pytest.param("The\x00 pier\x01\x02 is \x1b[31mshut\x7f, Osk said.", id="control characters between words"),
    pytest.param("港は閉まっている" * 200, id="a script without spaces that the vocabulary lacks"),
    pytest.param("ﷺ ﬁsh ½ ㌔ Ⅻ ℡ said", id="characters that stand for several"),
    pytest.param("_" * 1000, id="a line of underscores"),
    pytest.param('<script>alert("Osk said no")</script><p onload="x">“No,” said &lt;Osk&gt;.</p>', id="hostile HTML"),
    pytest.param("Osk\nKester\n\n\nsaid\n“No”\n" * 40, id="a word a line"),
]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_every_word_of_an_odd_text_is_owned_by_one_window(text: str) -> None:
    check_encoding(text)


@pytest.mark.parametrize("paragraph", ["\x01", "\x01\x02\x1b", "\x7f", "\x8f"], ids=ascii)
def test_a_paragraph_without_a_subword_has_no_words(paragraph: str) -> None:
    text = f"The pier is shut.\n{paragraph}\nThe ferry left."
    check_encoding(text)
    assert [piece.paragraph for piece in split(text)] == [0, 2]


def test_a_paragraph_of_10_000_words_is_cut_into_windows() -> None:
    text = "The ferry left Kester at noon. " * 1700
    check_encoding(text)
    assert {piece.paragraph for piece in split(text)} == {0}


def test_a_word_of_100_000_characters_is_cut_and_known_by_its_beginnings() -> None:
    text = "Osk said " + "harbour" * 15_000 + " and left."
    assert least_seconds(lambda: check_encoding(text), enough=5) < 5
    pieces = split(text)
    assert max(end - start for start, end in words_of(pieces)) == 200
    assert max(len(ids) for ids in subwords_of(pieces)) == 16


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "Putin’s US-led talks.", ["Putin", "’", "s", "US", "-", "led", "talks", "."], id="marks are words"
        ),
        pytest.param("„Nein“, sagte sie.", ["„", "Nein", "“", ",", "sagte", "sie", "."], id="German"),
        pytest.param("snake_case 6.5%", ["snake", "_", "case", "6", ".", "5", "%"], id="no mark sticks to a word"),
    ],
)
def test_words_are_runs_of_letters_and_digits_and_single_marks(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in words_of(split(text))] == words


def test_a_window_sees_the_paragraphs_around_its_own() -> None:
    text = "\n".join(["The ferry left Kester at noon and nobody was aboard."] * 60)
    pieces = split(text)
    assert max(len(piece.ids) for piece in pieces) < CONTEXT / 2
    windows = make_windows(pieces, [0] * len(words_of(pieces)))
    assert len(windows) > 2
    assert windows[0].first[0] == 1
    assert all(window.first[0] > CONTEXT / 2 for window in windows[1:])
    assert len(windows[0].ids) - windows[0].first[-1] > CONTEXT / 2


def test_a_short_article_is_one_window() -> None:
    pieces = split("“The pier is shut,” said Osk.\nThe ferry left.\nNobody knows why.")
    assert len(make_windows(pieces, [0] * len(words_of(pieces)))) == 1
    assert make_windows([], []) == []


@settings(deadline=None, max_examples=25)
@given(text=st.text(max_size=200))
def test_every_word_of_any_text_is_owned_by_one_window(text: str) -> None:
    check_encoding(text)


@settings(deadline=None, max_examples=30)
@given(lengths=st.lists(st.integers(1, 90), max_size=30))
def test_every_word_of_paragraphs_of_any_length_is_owned_by_one_window(lengths: list[int]) -> None:
    check_encoding("\n".join("Kester " * length for length in lengths))


@pytest.mark.parametrize(
    ("hint", "subwords", "spread"),
    [
        pytest.param(0, 3, [0, 0, 0], id="the rules say nothing"),
        pytest.param(1, 3, [1, 2, 2], id="only the first sub-word begins"),
        pytest.param(2, 3, [2, 2, 2], id="what goes on goes on"),
        pytest.param(11, 2, [11, 12], id="the last role"),
        pytest.param(1, 1, [1], id="one sub-word"),
        pytest.param(1, 0, [], id="none"),
    ],
)
def test_the_hint_of_a_word_is_spread_over_its_subwords(hint: int, subwords: int, spread: list[int]) -> None:
    assert spread_hint(hint, subwords) == spread


# --- what the rules tell the network ------------------------------------------------------------------------------


def make_words(text: str, language: str) -> tuple[Hints, list[CharSpan]]:
    words = words_of(split(text))
    return make_hints(apply_rules(text, language), words), words


def list_hints(text: str, language: str) -> list[tuple[str, str]]:
    """The role that the rules tell, with its words, in order."""
    hints, words = make_words(text, language)
    told: list[tuple[str, list[str]]] = []
    for hint, word in zip(hints.of_words, words, strict=True):
        if hint % 2:
            told.append((HINTS[hint // 2], []))
        if hint:
            assert HINTS[(hint - 1) // 2] == told[-1][0]
            told[-1][1].append(text[slice(*word)])
    return [(role, " ".join(some)) for role, some in told]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        pytest.param(
            "en",
            "“The port is closed,” said Mayor Mara Ilvenny.",
            [("direct", "The port is closed ,"), ("cue", "said"), ("source", "Mayor Mara Ilvenny")],
            id="direct",
        ),
        pytest.param(
            "de",
            "Der Bürgermeister sagte, der Hafen sei geschlossen.",
            [("source", "Der Bürgermeister"), ("cue", "sagte"), ("sure", "der Hafen sei geschlossen")],
            id="indirect, by a rule that is mostly right",
        ),
        pytest.param(
            "de",
            "Ilvenny gab Hinweise, dass der Pier unsicher ist.",
            [("source", "Ilvenny"), ("cue", "Hinweise"), ("unsure", "der Pier unsicher ist")],
            id="indirect, by a rule that is often wrong",
        ),
        pytest.param("en", "The so-called “reform” was never passed.", [("scare", "reform")], id="nobody says it"),
        pytest.param("en", "The ferry left Kester at noon.", [], id="nothing"),
    ],
)
def test_the_network_is_told_what_the_rules_found(language: str, text: str, told: list[tuple[str, str]]) -> None:
    assert list_hints(text, language) == told


def test_the_linker_is_told_whom_the_rules_let_speak() -> None:
    text = "“The port is closed,” said Mayor Ilvenny. Osk left."
    hints, words = make_words(text, "en")
    found = {text[slice(*word)]: place for place, word in enumerate(words)}
    content = (found["The"], found["closed"] + 1)
    mayor, osk = (found["Mayor"], found["Ilvenny"] + 1), (found["Osk"], found["Osk"] + 1)
    assert hints.relations(content, [mayor, osk, mayor], 0).tolist() == [1, 2, 1]
    assert hints.relations(content, [(found["said"], found["said"] + 1), osk], 1).tolist() == [1, 2]
    assert hints.relations(osk, [mayor], 0).tolist() == [0]
    assert hints.relations(content, [], 0).tolist() == []


def test_words_that_nobody_says_have_no_speaker_to_tell_of() -> None:
    hints, _ = make_words("The so-called “reform” was never passed.", "en")
    assert hints.ruled == ()


def test_no_words_get_no_hints() -> None:
    assert make_hints(apply_rules("“No,” she said.", "en"), []).of_words == []


# --- from log-probabilities to segments ---------------------------------------------------------------------------


def draw_logarithms(seed: int, words: int, labels: int, *, spread: float = 2.0) -> Array:
    """Log-probabilities of the tags of so many words, by chance."""
    logits = np.random.default_rng(seed).normal(0, spread, (words, 2 * labels + 1))
    return log_softmax(logits.astype(np.float32))


def number_words(lengths: Sequence[int]) -> list[int]:
    """The paragraph of each word; every other number is left out, as paragraphs without words are."""
    return [2 * number for number, length in enumerate(lengths) for _ in range(length)]


def tags_of(logarithms: Array, paragraph: Sequence[int]) -> list[int]:
    """The tags that the segments of a text stand for."""
    tags = [0] * len(paragraph)
    for label, first, stop, _ in find_segments(logarithms, paragraph):
        tags[first:stop] = [2 * label + 1] + [2 * label + 2] * (stop - first - 1)
    return tags


def may_follow(tag: int, before: int) -> bool:
    """Whether "goes on" stands behind its own label."""
    return tag == 0 or tag % 2 == 1 or before in (tag - 1, tag)


def weigh_best_by_force(logarithms: Array, paragraph: Sequence[int]) -> float:
    """The weight of the best well-formed tags, by trying all of them."""
    best = -math.inf
    for tags in itertools.product(range(logarithms.shape[1]), repeat=len(paragraph)):
        before = [
            0 if place == 0 or paragraph[place] != paragraph[place - 1] else tags[place - 1]
            for place in range(len(tags))
        ]
        if all(map(may_follow, tags, before)):
            best = max(best, weigh(logarithms, tags))
    return best


def weigh(logarithms: Array, tags: Sequence[int]) -> float:
    return sum(float(logarithms[place, tag]) for place, tag in enumerate(tags))


@settings(deadline=None)
@given(
    seed=st.integers(0, 10_000),
    lengths=st.lists(st.integers(1, 30), max_size=8),
    labels=st.sampled_from([len(ROLES), len(KINDS)]),
    spread=st.sampled_from([0.1, 2.0, 50.0]),
)
def test_segments_are_sorted_disjoint_and_within_a_paragraph(
    seed: int, lengths: list[int], labels: int, spread: float
) -> None:
    paragraph = number_words(lengths)
    segments = find_segments(draw_logarithms(seed, len(paragraph), labels, spread=spread), paragraph)
    assert all(one.stop <= other.first for one, other in itertools.pairwise(segments))
    for one in segments:
        assert 0 <= one.first < one.stop <= len(paragraph)
        assert 0 <= one.label < labels
        assert len(set(paragraph[one.first : one.stop])) == 1
        assert -1e-6 <= one.score <= 1 + 1e-6


@settings(deadline=None)
@given(
    seed=st.integers(0, 10_000),
    lengths=st.lists(st.integers(1, 5), min_size=1, max_size=3).filter(lambda x: sum(x) < 6),
)
def test_the_tags_are_the_likeliest_well_formed_ones(seed: int, lengths: list[int]) -> None:
    paragraph = number_words(lengths)
    logarithms = draw_logarithms(seed, len(paragraph), 2)
    assert weigh(logarithms, tags_of(logarithms, paragraph)) == pytest.approx(
        weigh_best_by_force(logarithms, paragraph), abs=1e-4
    )


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 10_000), lengths=st.lists(st.integers(1, 20), min_size=1, max_size=6))
def test_a_paragraph_has_the_segments_that_it_has_alone(seed: int, lengths: list[int]) -> None:
    paragraph = number_words(lengths)
    logarithms = draw_logarithms(seed, len(paragraph), 3)
    alone = []
    for number in dict.fromkeys(paragraph):
        first = paragraph.index(number)
        own = logarithms[first : first + paragraph.count(number)]
        alone += [(label, first + start, first + stop) for label, start, stop, _ in find_segments(own, [0] * len(own))]
    assert [one[:3] for one in find_segments(logarithms, paragraph)] == alone


def logarithms_of(tags: Sequence[int], labels: int) -> Array:
    """Log-probabilities that leave no doubt."""
    return log_softmax(20 * np.eye(2 * labels + 1, dtype=np.float32)[list(tags)])


@pytest.mark.parametrize(
    ("tags", "paragraph", "segments"),
    [
        pytest.param([0, 1, 2, 0], [0, 0, 0, 0], [(0, 1, 3)], id="one"),
        pytest.param([1, 2, 1, 2], [0, 0, 0, 0], [(0, 0, 2), (0, 2, 4)], id="two that touch"),
        pytest.param([1, 2, 3, 5], [0, 0, 0, 0], [(0, 0, 2), (1, 2, 3), (2, 3, 4)], id="three labels"),
        pytest.param([0, 0], [0, 0], [], id="none"),
    ],
)
def test_plain_tags_give_their_segments(
    tags: list[int], paragraph: list[int], segments: list[tuple[int, int, int]]
) -> None:
    found = find_segments(logarithms_of(tags, 3), paragraph)
    assert [one[:3] for one in found] == segments
    assert all(one.score > 0.99 for one in found)


def test_what_goes_on_over_the_end_of_a_paragraph_begins_anew_or_is_nothing() -> None:
    for _, first, stop, _ in find_segments(logarithms_of([1, 2, 2, 2], 3), [0, 0, 1, 1]):
        assert (first < 2) == (stop <= 2)


def test_no_words_have_no_segments() -> None:
    assert find_segments(np.zeros((0, 7), np.float32), []) == []


def test_one_long_paragraph_among_many_short_ones_takes_little_memory() -> None:
    paragraph = number_words([1] * 200 + [5000])
    logarithms = draw_logarithms(1, len(paragraph), 3)
    tracemalloc.start()
    find_segments(logarithms, paragraph)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000


# --- who says it --------------------------------------------------------------------------------------------------

HIDDEN, INNER = 3, 4


def draw_weights(seed: int) -> dict[str, Array]:
    """Weights of a small linker, by chance."""
    chance = np.random.default_rng(seed)
    shapes: dict[str, tuple[int, ...]] = {}
    for name in ("c", "sc", "so", "o.0", "o.1"):
        shapes |= {f"{name}.weight": (INNER, 2 * HIDDEN), f"{name}.bias": (INNER,)}
    for name in ("out.0", "out.1", "none.0", "none.1", "speech"):
        shapes |= {f"{name}.weight": (1, INNER), f"{name}.bias": (1,)}
    for name, rows in (("dist", 24), ("par", 5), ("rule", 3)):
        shapes |= {f"{name}.{role}.weight": (rows, INNER) for role in (0, 1)}
    return {name: chance.normal(0, 1, shape).astype(np.float32) for name, shape in shapes.items()}


def draw_states(seed: int, words: int) -> States:
    chance = np.random.default_rng(seed)
    spans = [(2 * place, 2 * place + 1) for place in range(words)]
    paragraph = [place // 10 for place in range(words)]
    tags = draw_logarithms(seed, words, len(ROLES))
    hidden = chance.normal(0, 1, (words, HIDDEN)).astype(np.float32)
    return States(spans, paragraph, Hints([0] * words), tags, draw_logarithms(seed, words, len(KINDS)), hidden)


@pytest.mark.parametrize("role", [0, 1])
@given(seed=st.integers(0, 1000))
def test_nobody_speaks_where_there_is_nobody(role: int, seed: int) -> None:
    assert Linker(draw_weights(seed), draw_states(seed, 20)).link((3, 6), [], role) == (None, 1.0)


@given(seed=st.integers(0, 1000), role=st.sampled_from([0, 1]), others=st.integers(1, 6))
def test_a_link_is_the_likeliest_of_all_and_nobody(seed: int, role: int, others: int) -> None:
    weights = draw_weights(seed)
    linker = Linker(weights, draw_states(seed, 40))
    spans = [(5 * place, 5 * place + 2) for place in range(others)]
    found = linker.link((32, 36), spans, role)
    assert found.partner is None or 0 <= found.partner < others
    assert 1 / (others + 1) - 1e-6 <= found.score <= 1
    assert 0 <= linker.speech((32, 36), None) <= 1
    for nobody in (1e4, -1e4):
        weights[f"none.{role}.bias"] = np.full_like(weights[f"none.{role}.bias"], nobody)
        assert (linker.link((32, 36), spans, role).partner is None) == (nobody > 0)
    assert 0 <= linker.speech((32, 36), (0, 2)) <= 1


@given(value=st.floats(-30, 30, width=32))
def test_gelu_is_the_one_of_the_error_function(value: float) -> None:
    exact = value * (1 + math.erf(value / math.sqrt(2))) / 2
    assert float(_gelu(np.array([value], np.float32))[0]) == pytest.approx(exact, abs=1e-5)


@pytest.mark.parametrize(
    ("content", "other", "gap"),
    [
        pytest.param((5, 8), (8, 9), 1, id="right behind"),
        pytest.param((5, 8), (10, 12), 3, id="behind"),
        pytest.param((5, 8), (4, 5), -1, id="right before"),
        pytest.param((5, 8), (0, 3), -3, id="before"),
        pytest.param((5, 8), (6, 7), 0, id="within"),
        pytest.param((5, 8), (7, 12), 0, id="overlapping"),
    ],
)
def test_a_gap_counts_words_from_edge_to_edge(content: CharSpan, other: CharSpan, gap: int) -> None:
    assert _gap(content, other) == gap
    assert _gap(other, content) == -gap


@given(gap=st.integers(1, 100_000))
def test_buckets_are_the_same_on_both_sides_and_grow(gap: int) -> None:
    assert 0 <= _bucket(gap) < 12
    assert _bucket(-gap) == _bucket(gap) + 12
    assert _bucket(gap) <= _bucket(gap + 1)
    assert _bucket(0) == 0


# --- a network that says what it is told --------------------------------------------------------------------------

Tagging = Callable[[str, Sequence[CharSpan], Hints], Array]


def trust_rules() -> dict[str, Array]:
    """Weights of a linker that gives each content the partners that the rules give it, and nobody else."""
    weights = {name: np.zeros_like(values) for name, values in draw_weights(0).items()}
    for role in (0, 1):
        weights[f"rule.{role}.weight"][1] = 5
        weights[f"out.{role}.weight"][:] = 1
        weights[f"none.{role}.bias"][:] = 1
    return weights


class Scripted:
    """In the place of the network: tags from a function, links by the rules."""

    def __init__(self, tagging: Tagging) -> None:
        self._tagging = tagging
        self.linker = trust_rules()

    def read(self, text: str, paragraphs: Sequence[CharSpan], ruled: Sequence[Quotation]) -> States:
        pieces = split_pieces(load_tokenizer(), text, paragraphs)
        words = words_of(pieces)
        hints = make_hints(ruled, words)
        names = logarithms_of([0] * len(words), len(KINDS))
        hidden = np.zeros((len(words), HIDDEN), np.float32)
        paragraph = [piece.paragraph for piece in pieces for _ in piece.words]
        return States(words, paragraph, hints, self._tagging(text, words, hints), names, hidden)


def make_extractor(tagging: Tagging) -> Extractor:
    with mock.patch.object(reading, "Network", lambda _folder, threads: Scripted(tagging)):  # noqa: ARG005
        return Extractor(MODEL)


def find_scripted(text: str, language: str, tagging: Tagging) -> Quotations:
    """The tables of a text, were the network to tag its words so."""
    extractor = make_extractor(tagging)
    with mock.patch.object(finding, "load_extractor", lambda **_: extractor):
        return find_quotes(*frames_of(text, language), engine="model")


def see(**roles: Sequence[str]) -> Tagging:
    """A network that sees these words of the text as content, source or cue, and is sure of it."""

    def tag(text: str, words: Sequence[CharSpan], hints: Hints) -> Array:
        del hints
        tags = [0] * len(words)
        for role, passages in roles.items():
            for passage in passages:
                start = text.index(passage)
                inside = [number for number, word in enumerate(words) if start <= word[0] < start + len(passage)]
                tags[inside[0] : inside[-1] + 1] = [2 * ROLES.index(role) + 1] + [2 * ROLES.index(role) + 2] * (
                    len(inside) - 1
                )
        return logarithms_of(tags, len(ROLES))

    return tag


def see_as_rules(text: str, words: Sequence[CharSpan], hints: Hints) -> Array:
    """A network that agrees with the rules."""
    del text
    tags = [0] * len(words)
    for ruled in hints.ruled:
        partners = [(span, role) for span, role in zip(ruled.partners, (1, 2), strict=True) if span is not None]
        for (first, stop), role in [*((span, 0) for span in ruled.contents), *partners]:
            tags[first:stop] = [2 * role + 1, *[2 * role + 2] * (stop - first - 1)][: stop - first]
    return logarithms_of(tags, len(ROLES))


def see_by_chance(seed: int, spread: float) -> Tagging:
    """A network that says something else of each word."""
    return lambda _text, words, _hints: draw_logarithms(seed, len(words), len(ROLES), spread=spread)


def see_runs_by_chance(seed: int, longest: int) -> Tagging:
    """A network that is sure of runs of up to so many words, and wrong."""

    def tag(text: str, words: Sequence[CharSpan], hints: Hints) -> Array:
        del text, hints
        chance = np.random.default_rng(seed)
        tags: list[int] = []
        while len(tags) < len(words):
            begins, length = int(chance.choice([0, 0, 1, 3, 5])), int(chance.integers(1, longest + 1))
            tags += [begins, *[begins and begins + 1] * (length - 1)]
        return logarithms_of(tags[: len(words)], len(ROLES))

    return tag


def list_scripted(text: str, language: str, tagging: Tagging) -> list[tuple[str, str, str | None]]:
    """Kind, words and source of each quotation."""
    quotes = find_scripted(text, language, tagging).quotes
    return [(row.kind, row.text, None if pd.isna(row.source) else row.source) for row in rows_of(quotes)]


PORT = "“The port is closed until the spring,” said Mara Ilvenny."


@pytest.mark.parametrize(
    ("text", "tagging", "found"),
    [
        pytest.param(
            PORT,
            see(content=["“The port is closed until the spring,”"], source=["Mara Ilvenny"], cue=["said"]),
            [("direct", "The port is closed until the spring,", "Mara Ilvenny")],
            id="all of it: direct, without its marks",
        ),
        pytest.param(
            PORT,
            see(content=["port is closed until the spring"], source=["Mara Ilvenny"], cue=["said"]),
            [("direct", "The port is closed until the spring,", "Mara Ilvenny")],
            id="most of what stands in marks: the whole",
        ),
        pytest.param(
            PORT,
            see(source=["Mara Ilvenny"], cue=["said"]),
            [("direct", "The port is closed until the spring,", "Mara Ilvenny")],
            id="no content: words in marks with a verb of saying stay a quotation",
        ),
        pytest.param(
            "Mara Ilvenny said that the port was closed.",
            see(content=["the port was closed"], source=["Mara Ilvenny"], cue=["said"]),
            [("indirect", "the port was closed", "Mara Ilvenny")],
            id="indirect",
        ),
        pytest.param(
            "Mara Ilvenny said that the port was closed.", see(), [], id="no indirect one without the network"
        ),
        pytest.param(
            "Mara Ilvenny said that the port was “closed for good”.",
            see(content=["the port was “closed for good”"], source=["Mara Ilvenny"], cue=["said"]),
            [("mixed", "the port was “closed for good”", "Mara Ilvenny")],
            id="mixed, with the marks inside it",
        ),
        pytest.param("Mara Ilvenny said nothing.", see(content=["nothing"]), [], id="one word outside marks is a slip"),
        pytest.param("Mara Ilvenny left at noon.", see(content=["."]), [], id="a full stop is no quotation"),
        pytest.param(
            "The so-called “reform” was never passed.", see(), [("scare", "reform", None)], id="irony stays beside it"
        ),
        pytest.param(
            "Ilvenny: The port is closed until the spring.\nOsk: Why?\nIlvenny: Nobody knows.\nOsk: A pity.",
            see(),
            [
                ("direct", "The port is closed until the spring.", "Ilvenny"),
                ("direct", "Why?", "Osk"),
                ("direct", "Nobody knows.", "Ilvenny"),
                ("direct", "A pity.", "Osk"),
            ],
            id="an interview is left to the rules",
        ),
        pytest.param(
            "“The port is closed until spring.\n“The ferry is late,” said Mara Ilvenny.",
            see_as_rules,
            [("direct", "The port is closed until spring. … The ferry is late,", "Mara Ilvenny")],
            id="marks that go on from the paragraph before: one quotation",
        ),
    ],
)
def test_tags_become_quotations(text: str, tagging: Tagging, found: list[tuple[str, str, str | None]]) -> None:
    assert list_scripted(text, "en", tagging) == found


@pytest.mark.parametrize("word", ["The", "port", "closed", "spring", ","])
def test_a_quotation_in_marks_of_which_the_network_sees_one_word_is_not_lost(word: str) -> None:
    found = list_scripted(PORT, "en", see(content=[word]))
    assert len(found) == 1
    assert word in found[0][1]


@pytest.mark.parametrize(
    ("text", "seen", "kept"),
    [
        pytest.param(
            "“The port is closed,” said Osk. “The ferry is late today.”",
            ["The port is closed"],
            "The ferry is late today.",
            id="the second half of one that is interrupted",
        ),
        pytest.param(
            "“The port is closed,” said Osk. “The ferry is late today.”",
            ["The ferry is late today"],
            "The port is closed,",
            id="the first half",
        ),
        pytest.param(
            "Osk said that the port was “closed for good”.", [], "closed for good", id="a part of an indirect one"
        ),
    ],
)
def test_words_in_marks_that_the_network_turns_away_are_kept(text: str, seen: list[str], kept: str) -> None:
    assert any(kept in words for _, words, _ in list_scripted(text, "en", see(content=seen)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“The port is closed.” “The ferry is late.” “The mayor is away.”", id="curly"),
        pytest.param('"The port is closed." "The ferry is late."', id="straight"),
    ],
)
def test_stretches_in_marks_that_the_network_sees_as_one_lose_their_marks_too(text: str) -> None:
    quotes = find_scripted(text, "en", see(content=[text])).quotes
    assert set(quotes["kind"]) == {"direct"}
    assert not any(mark in words for words in quotes["text"] for mark in '“”"')


def test_a_report_inside_a_quotation_stays_and_has_a_parent() -> None:
    text = "„Die Stadt hat erklärt, sie werde zahlen“, sagte Ilvenny."
    quotes = find_scripted(text, "de", see_as_rules).quotes
    assert quotes["text"].tolist() == ["Die Stadt hat erklärt, sie werde zahlen", "sie werde zahlen"]
    assert quotes["parent_quote_id"].iloc[1] == quotes["quote_id"].iloc[0]
    assert quotes["found_by"].tolist() == ["model", "nested"]


# --- laws of the tables, whatever the network says ----------------------------------------------------------------

PIECES = [
    "Mara Ilvenny ",
    "Osk, the mayor, ",
    "she ",
    "said ",
    "sagte, ",
    "told reporters that ",
    "according to ",
    "laut ",
    "the pier was shut ",
    "der Pier sei zu ",
    "Kester: ",
    "no",
    "reform",
    "10 % (of it) ",
    "🚢 ",
    "نعم ",
    *[". ", ", ", "\n", " – "],
    "“The ferry is late,” ",
    "„Die Fähre kommt spät“ ",
    *["“", "”", "„", '"', "‘", "’", "«", "»", "” “"],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=50).map("".join)
LANGUAGES = st.sampled_from(["en", "de", "und"])
SEEDS = st.integers(0, 10_000)
TAGGINGS = st.one_of(
    st.just(see()),
    st.builds(see_by_chance, SEEDS, st.sampled_from([0.5, 3.0, 30.0])),
    st.builds(see_runs_by_chance, SEEDS, st.sampled_from([3, 12, 50])),
)


def list_regions(text: str, language: str) -> list[CharSpan]:
    """What stands between outermost marks, without them."""
    regions, _ = pair_marks(text, lines_of(text), load_language(language))
    return [(region.inner_start, region.inner_end) for region in regions if region.depth == 0]


def lies_in(span: CharSpan, spans: Sequence[CharSpan]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def check_tables(text: str, found: Quotations) -> None:
    """Assert the laws of the tables of one text."""
    quotes, spans, names = found
    paragraphs = lines_of(text)
    assert quotes["quote_id"].is_unique
    assert set(spans["quote_id"]) == set(quotes["quote_id"])
    assert set(quotes["parent_quote_id"].dropna()) <= set(quotes["quote_id"])
    assert quotes["start"].is_monotonic_increasing
    assert quotes["score"].between(0, 1).all()
    assert set(quotes["kind"]) <= {"direct", "mixed", "indirect", "scare"}
    assert all(lies_in(span, paragraphs) for span in pair_spans(spans))
    assert (spans["start"] < spans["end"]).all()
    assert all(lies_in(span, paragraphs) for span in pair_spans(names))
    assert set(names["kind"]) <= set(KINDS)
    assert names["score"].between(0, 1 + 1e-6).all()
    by_quote = dict(list(spans.groupby("quote_id", sort=False)))
    for row in rows_of(quotes):
        roles = by_quote[row.quote_id].groupby("role", sort=False)
        own = {role: pair_spans(group) for role, group in roles}
        contents = own["content"]
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(contents))
        assert row.text == " … ".join(text[start:end] for start, end in contents)
        assert row.found_by != "model" or all(any(map(str.isalnum, text[start:end])) for start, end in contents)
        assert (row.start, row.end) == (contents[0][0], contents[-1][1])
        assert pd.isna(row.source) == ("source" not in own)
        assert pd.isna(row.source) or row.source == text[slice(*own["source"][0])]
        assert pd.isna(row.cue) == ("cue" not in own)


@settings(deadline=None, max_examples=40)
@given(text=TEXTS, language=LANGUAGES, tagging=TAGGINGS)
def test_quotations_hold_together_whatever_the_network_says(text: str, language: str, tagging: Tagging) -> None:
    check_tables(text, find_scripted(text, language, tagging))


@settings(deadline=None, max_examples=40)
@given(text=st.text(max_size=100), language=LANGUAGES, tagging=TAGGINGS)
def test_any_text_survives_whatever_the_network_says(text: str, language: str, tagging: Tagging) -> None:
    check_tables(text, find_scripted(text, language, tagging))


@settings(deadline=None, max_examples=40)
@given(text=TEXTS, language=LANGUAGES, tagging=TAGGINGS)
def test_a_direct_content_stands_between_its_marks_and_lacks_them(text: str, language: str, tagging: Tagging) -> None:
    quotes, spans, _ = find_scripted(text, language, tagging)
    direct = quotes[(quotes["kind"] == "direct") & (quotes["found_by"] == "model")]
    regions = list_regions(text, language)
    contents = spans[spans["quote_id"].isin(direct["quote_id"]) & (spans["role"] == "content")]
    assert [text[slice(*span)] for span in pair_spans(contents) if not lies_in(span, regions)] == []


def list_lost(text: str, language: str, rules: Quotations, learned: Quotations) -> list[str]:
    """What stands between outermost marks and is in a quotation of the rules, and in none of the learned reader."""
    ruled, kept = (pair_spans(found.quote_spans[found.quote_spans["role"] == "content"]) for found in (rules, learned))

    def is_in(region: CharSpan, contents: Sequence[CharSpan]) -> bool:
        return any(start < region[1] and end > region[0] for start, end in contents)

    return [
        text[slice(*region)]
        for region in list_regions(text, language)
        if is_in(region, ruled) and not is_in(region, kept)
    ]


@settings(deadline=None, max_examples=40)
@given(text=TEXTS, language=LANGUAGES, tagging=TAGGINGS)
def test_no_words_in_marks_are_lost_whatever_the_network_says(text: str, language: str, tagging: Tagging) -> None:
    rules = find_quotes(*frames_of(text, language), engine="rules")
    assert list_lost(text, language, rules, find_scripted(text, language, tagging)) == []


# --- time ---------------------------------------------------------------------------------------------------------

FIFTEEN = " ".join(
    f"“The port of {name} is closed until spring,” said {speaker} in Kester. {other} said that the pier was “unsafe”. "
    f"“Nobody,” {other} added, “will ever know the reason for it.”"
    for name, speaker, other in [
        ("Aldry", "Mara Ilvenny", "Osk"),
        ("Lorvane", "Piet Aronsen", "Kell"),
        ("Torvan", "Ilse Maron", "Lind"),
        ("Brandvey", "Jonas Rook", "Hahn"),
        ("Tolwan", "Birte Hahn", "Rook"),
    ]
)


def move(one: Quotation, by: int) -> Quotation:
    """A quotation of the rules as it stands so many characters later."""
    spans = ([(start + by, end + by) for start, end in some] for some in (one.contents, one.sources, one.cues))
    return replace(one, **dict(zip(("contents", "sources", "cues"), spans, strict=True)))


def make_writing(text: str, ruled: Sequence[Quotation]) -> Callable[[], None]:
    """The way from tags to quotations, what the network and the rules say being known."""
    extractor = make_extractor(see_as_rules)
    paragraphs = lines_of(text)
    states = Scripted(see_as_rules).read(text, paragraphs, ruled)

    def write() -> None:
        with mock.patch.object(Scripted, "read", lambda *_: states):
            extractor.read(text, paragraphs, ruled, load_language("en"))

    return write


def check_proportion(quarter: tuple[str, Sequence[Quotation]], whole: tuple[str, Sequence[Quotation]]) -> None:
    # Four times as much takes 4 times as long in proportion and 16 times by the square; caches cost something too.
    assert least_growth(make_writing(*quarter), make_writing(*whole), enough=12) < 12


@pytest.mark.parametrize(
    ("joint", "times"),
    [
        pytest.param("\n", 100, id="1,500 quotations in many paragraphs"),
        pytest.param(" ", 200, id="3,000 quotations in one paragraph"),
    ],
)
def test_many_quotations_take_time_in_proportion(joint: str, times: int) -> None:
    once = apply_rules(FIFTEEN, "en")
    assert len(once) == 15
    quarter, whole = (
        (
            joint.join([FIFTEEN] * number),
            [move(one, place * (len(FIFTEEN) + 1)) for place in range(number) for one in once],
        )
        for number in (times // 4, times)
    )
    check_proportion(quarter, whole)


def test_a_speech_of_4_000_paragraphs_takes_time_in_proportion() -> None:
    line = "“The port is closed until the spring of next year."
    texts = ["\n".join([line] * number) + "”, said Osk." for number in (1000, 4000)]
    quarter, whole = (
        (
            text,
            [
                Quotation(
                    [(start + 1, start + len(line)) for start, _ in lines_of(text)],
                    [(len(text) - 4, len(text) - 1)],
                    [],
                    "direct",
                    "marks",
                )
            ],
        )
        for text in texts
    )
    check_proportion(quarter, whole)


# --- the real network ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["model.int8.onnx", "linker.npz", "tokenizer.json", "reader.json", "CARD.md", "LICENSE"]
)
def test_the_model_comes_with(name: str) -> None:
    assert (MODEL / name).stat().st_size > 0


def test_the_model_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*")) <= MOST_BYTES


def test_the_model_says_which_languages_it_reads() -> None:
    assert is_installed()
    assert [code for code in ("de", "en", "fr", "und") if reads(code)] == ["de", "en"]


def test_the_model_is_loaded_once_however_many_ask() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len({id(extractor) for extractor in pool.map(lambda _: load_extractor(), range(8))}) == 1


@pytest.mark.parametrize(
    ("language", "text", "kind", "content", "source", "cue"),
    [
        pytest.param(
            "en",
            "“The port is closed,” said Mayor Mara Ilvenny.",
            "direct",
            "The port is closed,",
            "Mayor Mara Ilvenny",
            "said",
            id="English, direct",
        ),
        pytest.param(
            "de",
            "Der Bürgermeister sagte, der Hafen sei geschlossen.",
            "indirect",
            "der Hafen sei geschlossen",
            "Der Bürgermeister",
            "sagte",
            id="German, indirect",
        ),
    ],
)
def test_plain_sentences_are_read(language: str, text: str, kind: str, content: str, source: str, cue: str) -> None:
    found = find_quotes(*frames_of(text, language))
    check_tables(text, found)
    row = next(rows_of(found.quotes))
    assert len(found.quotes) == 1
    assert (row.kind, row.text, row.source, row.cue) == (kind, content, source, cue)
    assert row.found_by == "model"
    assert row.speech


def test_names_are_seen_on_the_way() -> None:
    text = "“The port is closed,” said Mayor Mara Ilvenny."
    frames = frames_of(text, "en")
    seen = find_quotes(*frames).names_seen
    assert "Ilvenny" in " ".join(text[start:end] for start, end in pair_spans(seen[seen["kind"] == "person"]))
    mentions = find_mentions(*frames, seen)
    assert mentions["mention_id"].is_unique
    assert "Mara Ilvenny" in mentions["text"].tolist()


def test_rules_see_no_names_for_the_tables_of_names() -> None:
    found = find_quotes(*frames_of("“No,” said Mara Ilvenny.", "en"), engine="rules")
    assert found.names_seen.empty
    assert list(found.names_seen.columns) == list(NAMES_SEEN.columns)


@pytest.mark.parametrize("language", ["en", "de", "xx"])
@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_are_read(text: str, language: str) -> None:
    check_tables(text, find_quotes(*frames_of(text, language), engine="model"))


@pytest.mark.parametrize("text", ["\x01", "\u200b", "“No,” said Osk.\n\x01\x02\nShe left.", "\x7f"], ids=ascii)
def test_a_paragraph_that_the_network_cannot_see_is_passed_over(text: str) -> None:
    check_tables(text, find_quotes(*frames_of(text, "en"), engine="model"))
    assert len(list(annotate_documents([{"id": 1, "text": text, "lang": "en"}], engine="model"))) == 1


@settings(deadline=None, max_examples=15)
@given(text=TEXTS, language=LANGUAGES)
@example(text="“" * 50, language="en")
@example(text="Osk said: " * 50, language="en")
def test_texts_of_marks_names_and_verbs_are_read(text: str, language: str) -> None:
    found = find_quotes(*frames_of(text, language), engine="model")
    check_tables(text, found)
    assert list_lost(text, language, find_quotes(*frames_of(text, language), engine="rules"), found) == []


def test_a_paragraph_of_10_000_words_is_read() -> None:
    text = "Osk said that the pier was shut at noon. The rain went on over Kester for days and days. " * 555
    found = find_quotes(*frames_of(text, "en"), engine="model")
    assert len(text.split()) > 9_900
    check_tables(text, found)


@settings(deadline=None, max_examples=12)
@given(
    text=st.lists(st.sampled_from([*PIECES, "\r\n", "\u00ad", "\u200b", "a\u0308", "<b>", "&amp;"]), max_size=30).map(
        "".join
    )
)
def test_annotations_lie_within_the_text_as_given(text: str) -> None:
    for document in annotate_documents([{"id": 1, "text": text, "lang": "en"}], engine="model"):
        spans = [span for one in document["quotes"] for role in ("content", "source", "cue") for span in one[role]]
        spans += [[mention["start"], mention["end"]] for mention in document["mentions"]]
        assert all(0 <= start < end <= len(text) for start, end in spans)


# --- the same every time ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def documents(samples: Path, seeds: Path) -> list[dict[str, Any]]:
    """All articles written for the tests, and the seeds."""
    paths = [*sorted(samples.rglob("*.txt")), *sorted(seeds.glob("*.txt"))]
    return [{"id": path.stem, "text": path.read_text(encoding="utf-8")} for path in paths]


@pytest.fixture(scope="module")
def annotated(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the learned reader finds in them, all read together."""
    return list(annotate_documents(documents, engine="model"))


def find_own(annotation: Mapping[str, Any]) -> dict[str, Any]:
    """An annotation without what the names of other articles add: who the speaker is and which entity is meant."""
    return {
        "quotes": [{key: one[key] for key in one if key != "speaker"} for one in annotation["quotes"]],
        "mentions": [{key: one[key] for key in one if key != "entity_id"} for one in annotation["mentions"]],
    }


def test_an_article_reads_the_same_alone_and_among_others(
    documents: list[dict[str, Any]], annotated: list[dict[str, Any]]
) -> None:
    for number in (0, 5, 9, 13):
        alone = next(annotate_documents([documents[number]], engine="model"))
        assert find_own(alone) == find_own(annotated[number])
        assert alone["quotes"]


def test_an_article_reads_the_same_twice_and_with_more_threads(seeds: Path) -> None:
    text = "\n".join(sorted(seeds.glob("*.txt"))[0].read_text(encoding="utf-8").split("\n")[:15])
    once, twice, faster = (
        find_quotes(*frames_of(text, "en"), engine="model", threads=threads) for threads in (1, 1, 2)
    )
    for one, two, three in zip(once, twice, faster, strict=True):
        pd.testing.assert_frame_equal(one, two, check_exact=True)
        pd.testing.assert_frame_equal(one, three, check_exact=True)
    assert not once.quotes.empty


def test_no_quotation_in_marks_of_the_articles_is_missed(
    documents: list[dict[str, Any]], annotated: list[dict[str, Any]]
) -> None:
    missed = []
    for document, ruled, learned in zip(
        documents, annotate_documents(documents, engine="rules"), annotated, strict=True
    ):
        contents = [span for one in learned["quotes"] for span in one["content"]]
        missed += [
            document["text"][start:end]
            for one in ruled["quotes"]
            if one["type"] in ("direct", "mixed")
            for start, end in one["content"][:1]
            if not any(first < stop and last > begin for begin, stop in one["content"] for first, last in contents)
        ]
    assert missed == []


def test_spans_of_the_articles_fit_their_texts(
    documents: list[dict[str, Any]], annotated: list[dict[str, Any]]
) -> None:
    for document, found in zip(documents, annotated, strict=True):
        for one in found["quotes"]:
            spans = [document["text"][start:end] for role in ("content", "source", "cue") for start, end in one[role]]
            assert one["content"]
            assert all(span and span == span.strip() for span in spans)
            assert 0 <= one["score"] <= 1
        for mention in found["mentions"]:
            name = document["text"][mention["start"] : mention["end"]]
            assert name and name == name.strip()


# --- what is loaded, and what is not ------------------------------------------------------------------------------

LOADED = """
import json, sys
def is_loaded():
    return sorted({"onnxruntime", "tokenizers"} & set(sys.modules))
loaded = {}
import helpers
loaded["import"] = is_loaded()
english = "“The port is closed,” said Mara Ilvenny."
french = "« Le port est fermé depuis ce matin », a dit Mara Ilvenny."
list(helpers.annotate_documents([{"id": 1, "text": english, "lang": "en"}], engine="rules"))
loaded["rules"] = is_loaded()
found = list(helpers.annotate_documents([{"id": 1, "text": french, "lang": "fr"}]))
loaded["auto, French"] = is_loaded()
assert found[0]["quotes"]
list(helpers.annotate_documents([{"id": 1, "text": french, "lang": "fr"}], engine="model"))
loaded["model, French"] = is_loaded()
print(json.dumps(loaded))
"""


def run_python(code: str, *arguments: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_network_is_loaded_only_where_it_reads() -> None:
    assert json.loads(run_python(LOADED)) == {
        "import": [],
        "rules": [],
        "auto, French": [],
        "model, French": ["onnxruntime", "tokenizers"],
    }


def test_a_language_that_the_network_was_not_trained_on_is_read_by_it_when_asked_for() -> None:
    text = "« Le port est fermé depuis ce matin », a dit Mara Ilvenny."
    assert set(find_quotes(*frames_of(text, "fr"), engine="model").quotes["found_by"]) == {"model"}
    assert "model" not in set(find_quotes(*frames_of(text, "fr"), engine="auto").quotes["found_by"])
    text = "«El puerto está cerrado desde esta mañana», dijo Mara Ilvenny."
    assert set(find_quotes(*frames_of(text, "es"), engine="model").quotes["found_by"]) == {"model"}
    assert set(find_quotes(*frames_of(text, "es"), engine="auto").quotes["found_by"]) == {"marks"}


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """An empty folder in which the model is looked for."""
    with mock.patch.object(reading, "model_folder", lambda: tmp_path):
        yield tmp_path


@pytest.mark.parametrize("engine", ["auto", "model"])
def test_a_clone_without_the_model_says_so(elsewhere: Path, engine: str) -> None:
    assert not any(elsewhere.iterdir())
    with pytest.raises(HelpersError) as caught:
        find_quotes(*frames_of("“No,” said Osk.", "en"), engine=engine)
    assert str(caught.value) == (
        "the files of the learned reader are not there (helpers/resources/model): "
        "install Newsbook from a whole clone, or use --engine rules"
    )


@pytest.mark.parametrize("missing", ["model.int8.onnx", "linker.npz", "tokenizer.json", "reader.json"])
def test_a_clone_with_half_of_the_model_says_so(elsewhere: Path, missing: str) -> None:
    for path in MODEL.iterdir():
        if path.name != missing:
            (elsewhere / path.name).symlink_to(path)
    with pytest.raises(HelpersError, match="the files of the learned reader are not there"):
        find_quotes(*frames_of("“No,” said Osk.", "en"), engine="model")


def test_rules_work_without_the_model(elsewhere: Path) -> None:
    assert not any(elsewhere.iterdir())
    quotes, spans, _ = find_quotes(*frames_of("“The port is closed,” said Osk.", "en"), engine="rules")
    assert quotes["text"].tolist() == ["The port is closed,"]
    assert list(quotes.columns) == list(QUOTES.columns)
    assert list(spans.columns) == list(QUOTE_SPANS.columns)


# --- time and memory ----------------------------------------------------------------------------------------------


def test_an_article_of_600_words_takes_little_time(seeds: Path) -> None:
    text = sorted(seeds.glob("*.txt"))[0].read_text(encoding="utf-8")
    article = {"id": 1, "text": text[: text.index("Biden is set to have")], "lang": "en"}
    load_extractor()
    found: list[Mapping[str, Any]] = []
    times = 600 / len(article["text"].split())
    taken = times * least_seconds(
        lambda: found.append(next(annotate_documents([article], engine="model"))), enough=2 / times
    )
    print(f"600 words in {taken:.2f} s of CPU time")
    assert found[-1]["quotes"]
    assert taken < 2


MEMORY = """
import sys
from pathlib import Path
from helpers import annotate_documents
texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
assert all(one["quotes"] for one in annotate_documents({"id": 1, "text": text} for text in texts))
status = Path("/proc/self/status").read_text(encoding="utf-8")
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


# ru_maxrss will not do: a child starts with the most that its parent ever used.
@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="the most memory used is read from /proc")
def test_reading_the_seeds_takes_little_memory(seeds: Path) -> None:
    megabytes = int(run_python(MEMORY, str(seeds))) / 1024
    print(f"the seeds were read in {megabytes:.0f} MB")
    assert megabytes < MOST_MEGABYTES


def test_a_book_is_read_in_parts_like_its_chapters(monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.quoting.extractor import reading

    paragraph = "“The port is closed,” said Mayor Mara Ilvenny. She added that the ferries would stay."
    text = "\n\n".join([paragraph] * 6)
    whole = next(annotate_documents([{"id": "1", "text": text, "lang": "en"}]))
    monkeypatch.setattr(reading, "_PART", 2 * len(paragraph))
    parts = next(annotate_documents([{"id": "1", "text": text, "lang": "en"}]))

    def directs(document: dict[str, Any]) -> list[list[list[int]]]:
        return [one["content"] for one in document["quotes"] if one["type"] == "direct"]

    assert len(directs(parts)) == 6
    assert directs(parts) == directs(whole)
