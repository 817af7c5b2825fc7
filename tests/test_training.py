"""The training room: corpora, windows, silver names, losses, and that what is exported is what was trained.

Readers are tiny and random here, and the tokenizer is a made-up one; nothing is read from the corpora. What needs torch
skips where it is not installed.
"""

from __future__ import annotations

import json
import random
import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.quoting.extractor import linking
from helpers.quoting.extractor.encoding import START, STOP
from helpers.quoting.extractor.hints import Hints, Ruled
from helpers.quoting.extractor.network import States, log_softmax
from helpers.showing.notebooks import run_notebook
from helpers.tables import HelpersError
from helpers.training import Materials, export_model, find_materials, make_documents, read_texts, train_reader
from helpers.training.base import Base, find_base, read_base
from helpers.training.corpora import Annotated, Name, Text, read_names, read_quotations
from helpers.training.documents import UNKNOWN, Document, encode_text, encode_texts
from helpers.training.examples import make_batches, make_examples
from helpers.training.fitting import Settings, fit_reader
from helpers.training.silver import Seen, merge_names

if TYPE_CHECKING:
    from helpers.training.reader import Reader

ROOT = Path(__file__).parent.parent
WORDS, HIDDEN, WIDE, LAYERS, POSITIONS = 300, 32, 64, 2, 64
# The exporter that is used is to go one day, and says so.
OLD_EXPORTER = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class Syllables:
    """A tokenizer that cuts words into pieces of three letters."""

    def encode(self, text: str, *, add_special_tokens: bool) -> Any:
        assert not add_special_tokens
        offsets = [(at, at + 3) for at in range(0, len(text), 3)]
        ids = [4 + zlib.crc32(text[start:end].encode()) % (WORDS - 4) for start, end in offsets]
        return SimpleNamespace(ids=ids, offsets=offsets)


SAID = "“The harvest was good,” Anna Osk said on Monday.\nShe believes that prices will fall."


def at(phrase: str) -> tuple[tuple[int, int], ...]:
    """The span of a phrase in the text, as the only one of a role."""
    return ((SAID.index(phrase), SAID.index(phrase) + len(phrase)),)


def make_text(**changes: Any) -> Text:
    said = Annotated((at("The harvest was good"), at("Anna Osk"), at("said")), speech=True)
    believed = Annotated((at("that prices will fall"), at("She"), at("believes")), speech=False)
    return replace(Text(SAID, "en", (said, believed)), **changes)


def words_of(text: str, document: Document) -> list[str]:
    return [text[start:end] for piece in document.pieces for start, end in piece.words]


def encode(text: Text) -> Document:
    return encode_text(Syllables(), text)  # type: ignore[arg-type]


# --- corpora ----------------------------------------------------------------------------------------------------


def test_quotations_of_a_file_come_without_those_inside_others(tmp_path: Path) -> None:
    quote = {"content": at("The harvest was good"), "source": at("Anna Osk"), "cue": at("said"), "speech": True}
    inner = {"content": [[1, 4]], "source": [], "cue": [], "nested": True}
    path = tmp_path / "a-train.jsonl"
    path.write_text(json.dumps({"text": SAID, "lang": "en", "quotes": [quote, inner]}) + "\n", encoding="utf-8")
    assert read_quotations(path) == [replace(make_text(), quotations=make_text().quotations[:1])]  # type: ignore[index]


def test_every_fifth_text_is_held_out(tmp_path: Path) -> None:
    path = tmp_path / "a-train.jsonl"
    lines = [json.dumps({"text": f"Text {number}", "lang": "de", "quotes": []}) for number in range(12)]
    path.write_text("\n".join(lines), encoding="utf-8")
    left = [text.text for text in read_quotations(path, held_out=2)]
    assert left == [f"Text {number}" for number in (0, 1, 3, 4, 5, 6, 8, 9, 10, 11)]


def test_line_that_is_no_text_with_quotations_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a-train.jsonl"
    path.write_text('{"text": "A", "lang": "de", "quotes": []}\n{"text": "B"}\n', encoding="utf-8")
    with pytest.raises(HelpersError, match=r"a-train\.jsonl, line 2: no text with quotations \(KeyError\('quotes'\)\)"):
        read_quotations(path)


def test_tokens_are_set_as_in_print_and_names_span_theirs(tmp_path: Path) -> None:
    rows = ["Anna B-PER", "Osk I-PER", "( O", "Oslo B-LOC", ") O", ", O", "Tanzanian I-MISC", "teams O", ". O"]
    lines = [f"{number}\t" + row.replace(" ", "\t") for number, row in enumerate(rows)]
    path = tmp_path / "names-en.conllu"
    path.write_text("# a comment\n" + "\n".join(lines) + "\n\n1\tEnde\tO\n", encoding="utf-8")
    (text,) = read_names(path)
    first, second = sorted(text.text.split("\n"), key=len, reverse=True)
    assert (first, second) == ("Anna Osk (Oslo), Tanzanian teams.", "Ende")
    names = {(text.text[name.start : name.end], name.kind) for name in text.names or ()}
    assert names == {("Anna Osk", "person"), ("Oslo", "place"), ("Tanzanian", "other")}


# --- documents and windows --------------------------------------------------------------------------------------


def test_tags_stand_where_the_quotation_is() -> None:
    document = encode(make_text())
    assert document.tags is not None
    tagged = dict(zip(words_of(SAID, document), document.tags, strict=True))
    assert [tagged[word] for word in ("The", "harvest", ",", "Anna", "Osk", "said", "on")] == [1, 2, 0, 3, 4, 5, 0]
    assert [tagged[word] for word in ("She", "believes", "that", "prices", "fall", ".")] == [3, 5, 1, 2, 2, 0]


def test_source_inside_a_content_wins() -> None:
    inside = Annotated((at(SAID[:40]), at("Anna Osk"), ()), speech=None)
    document = encode(make_text(quotations=(inside,)))
    tagged = dict(zip(words_of(SAID, document), document.tags or [], strict=True))
    assert [tagged[word] for word in ("good", "Anna", "Osk", "said")] == [2, 3, 4, 2]


def test_rules_give_hints_where_quotations_are_marked_and_nowhere_else() -> None:
    hints = dict(zip(words_of(SAID, encode(make_text())), encode(make_text()).hints.of_words, strict=True))
    assert [hints[word] for word in ("The", "harvest", "Anna", "said", "Monday")] == [1, 2, 9, 11, 0]
    unmarked = encode(make_text(quotations=None, names=()))
    assert unmarked.tags is None
    assert not any(unmarked.hints.of_words)


def test_names_are_tagged_and_what_nobody_knows_is_not_taught() -> None:
    names = (Name(*at("Anna Osk")[0], "person"), Name(*at("Monday")[0], None))
    document = encode(make_text(names=names))
    tagged = dict(zip(words_of(SAID, document), document.names, strict=True))
    assert [tagged[word] for word in ("Anna", "Osk", "said", "Monday")] == [1, 2, 0, UNKNOWN]
    assert set(encode(make_text()).names) == {UNKNOWN}


def test_texts_of_a_language_are_shown_more_often() -> None:
    texts = [make_text(), make_text(language="de")]
    assert len(encode_texts(Syllables(), texts, times={"de": 3})) == 4  # type: ignore[arg-type]


@given(lengths=st.lists(st.integers(1, 30), min_size=1, max_size=12), seed=st.none() | st.integers(0, 99))
def test_windows_hold_every_word_once_and_are_no_longer_than_allowed(lengths: list[int], seed: int | None) -> None:
    text = "\n".join("word " * length for length in lengths)
    document = encode(Text(text, "en", names=()))
    chance = None if seed is None else random.Random(seed)
    examples = make_examples([document], chance=chance, size=64)
    assert [example.start for example in examples] == [0, *(example.stop for example in examples[:-1])]
    assert examples[-1].stop == sum(lengths)
    for example in examples:
        assert len(example.ids) == len(example.hints)
        assert (example.ids[0], example.ids[-1]) == (START, STOP)
        assert len(example.ids) <= 64 or len(set(example.paragraph)) == 1


def test_spans_of_a_window_are_counted_from_its_first_word() -> None:
    document = encode(make_text())
    examples = make_examples([document], size=24)
    assert len(examples) == 2
    later = examples[1]
    words = words_of(SAID, document)[later.start :]
    assert [words[one.first] for one in later.marked] == ["that", "She", "believes"]
    assert {one.quotation for one in later.marked} == {1}


def test_batches_have_tags_in_all_windows_or_in_none() -> None:
    documents = [encode(make_text(quotations=None, names=())), encode(make_text())] * 5
    batches = make_batches(make_examples(documents), 4, random.Random(1))
    assert sorted(len(batch) for batch in batches) == [1, 1, 4, 4]
    assert all(len({example.tags is None for example in batch}) == 1 for batch in batches)


# --- silver names -----------------------------------------------------------------------------------------------

NEWS = "Anna Osk of the Oslo Bank met Osk in Oslo, monday morning."


@pytest.mark.parametrize(
    ("tabled", "seen", "doubtful", "names"),
    [
        ([(37, 41, "place")], [], [], [(37, 41, "place")]),
        ([], [(0, 8, "person", 0.9)], [], [(0, 8, "person")]),
        ([], [(0, 8, "person", 0.6)], [], [(0, 8, None)]),
        ([(16, 20, "place")], [(16, 20, "organisation", 0.9)], [], [(16, 20, "place")]),
        ([(16, 20, "place")], [(16, 25, "organisation", 0.8)], [], [(16, 25, None)]),
        ([(16, 20, "place")], [(16, 25, "organisation", 0.95)], [], [(16, 25, "organisation")]),
        ([(16, 25, "organisation")], [(16, 20, "place", 0.99)], [], [(16, 25, "organisation")]),
        ([], [(0, 8, "person", 0.9), (30, 33, "place", 0.9)], [], [(0, 8, "person"), (30, 33, "person")]),
        ([], [(16, 20, "place", 0.3), (37, 41, "organisation", 0.95)], [], [(16, 20, "organisation")]),
        ([], [], [(37, 41), (43, 49)], [(37, 41, None)]),
        ([(37, 41, "place")], [], [(37, 41)], [(37, 41, "place")]),
    ],
    ids=[
        "table alone",
        "reader alone",
        "reader unsure",
        "table's kind",
        "longer, doubtful",
        "longer, very sure",
        "table's is longer",
        "surname of a person",
        "most votes",
        "doubt about capitals alone",
        "no doubt about the table",
    ],
)
def test_names_of_table_and_reader_are_put_together(
    tabled: list[Any], seen: list[Any], doubtful: list[Any], names: list[Any]
) -> None:
    merged = merge_names(NEWS, [Name(*name) for name in tabled], [Seen(*name) for name in seen], doubtful)
    assert merged[: len(names)] == [Name(*name) for name in names]
    assert len(merged) == max(len(names), len(seen))


# --- the base ---------------------------------------------------------------------------------------------------


def pack_base(path: Path, *, magic: bytes = b"E5S1") -> None:
    """Write a packed encoder without layers: three words, where word 1 is -8 and 7 in turns, times a half."""
    blocks = struct.pack("<e16B", 0.5, *([0x88] * 16)) + struct.pack("<e16B", 0.5, *([0xF0] * 16))
    blocks += struct.pack("<e16B", 1.0, *([0x99] * 16))
    tensors = [("emb.word", blocks), ("emb.ln.w", struct.pack("<32f", *range(32)))]
    head = struct.pack("<4sI7ifi", magic, 1, 32, 0, 4, 64, 3, 8, 1, 0.0, 32)
    head += struct.pack("<5iQ", 1, 0, 2, 1, 3, 2) + struct.pack("<2If", 0, 2, 0.0) + b"ab" + struct.pack("<iI", 0, 0)
    names = b"".join(struct.pack("<H", len(name)) + name.encode() + bytes(21) for name, _ in tensors)
    offset = len(head) + 4 + len(names)
    listed = struct.pack("<i", len(tensors))
    for name, packed in tensors:
        listed += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, 0, offset, len(packed))
        offset += len(packed)
    path.write_bytes(head + listed + b"".join(packed for _, packed in tensors))


def test_weights_of_four_bits_are_unpacked_for_the_rows_that_are_kept(tmp_path: Path) -> None:
    pack_base(tmp_path / "base.bin")
    base = read_base(tmp_path / "base.bin", np.array([2, 1]))
    assert (base.hidden, base.heads, base.wide, base.positions, base.epsilon) == (32, 4, 64, 8, 1e-12)
    assert base.tensors["emb.word"].tolist() == [[1.0] * 32, [-4.0] * 16 + [3.5] * 16]
    assert base.tensors["emb.ln.w"].tolist() == list(range(32))


def test_file_that_is_no_packed_encoder_is_told(tmp_path: Path) -> None:
    pack_base(tmp_path / "base.bin", magic=b"GGUF")
    with pytest.raises(HelpersError, match=r"base\.bin begins with b'GGUF', not b'E5S1'"):
        read_base(tmp_path / "base.bin", np.array([0]))
    with pytest.raises(HelpersError, match=r"none\.bin is not there; install newsbook\[train\], or name the file"):
        find_base(tmp_path / "none.bin")


# --- the steps --------------------------------------------------------------------------------------------------


def test_importing_the_room_loads_no_torch() -> None:
    script = "import sys, helpers.training; print({'torch', 'onnx', 'onnxruntime', 'tokenizers'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_where_something_is_missing_one_line_says_so_and_nothing_is_done(tmp_path: Path) -> None:
    lines: list[str] = []
    materials = find_materials(tmp_path, report=lines.append)
    texts = read_texts(materials, report=lines.append)
    documents = make_documents(materials, texts, times={}, report=lines.append)
    checkpoint = train_reader(materials, documents, minutes=1, seed=1, report=lines.append)
    assert (texts, documents, checkpoint, export_model(materials, checkpoint)) == ([], [], None, None)
    assert len(lines) == 1
    assert lines[0].startswith("Nothing is trained: ")


def test_texts_that_a_start_has_seen_cannot_be_held_out() -> None:
    with pytest.raises(HelpersError, match=r"reader\.pt has seen the texts that are held out; take no start"):
        read_texts(Materials(start=Path("reader.pt")), held_out=2)


def test_notebook_ends_without_an_error_where_there_are_no_corpora(tmp_path: Path) -> None:
    path = ROOT / "notebooks" / "90_train_the_reader.ipynb"
    executed = run_notebook(path, parameters={"CORPORA": tmp_path.as_posix()}, out=tmp_path / "out")
    outputs = [
        output for cell in json.loads(executed.read_text("utf-8"))["cells"] for output in cell.get("outputs", [])
    ]
    assert [output["output_type"] for output in outputs] == ["stream"]
    assert outputs[0]["text"][0].startswith("Nothing is trained: ")


# --- the network ------------------------------------------------------------------------------------------------


def need_torch() -> Any:
    return pytest.importorskip("torch", reason="torch is not installed (extra `train`), so nothing is trained")


def make_tiny_reader(seed: int = 0) -> Reader:
    """A reader with random weights, one of whose channels is loud."""
    need_torch().manual_seed(seed)
    from helpers.training.reader import make_reader

    chance = np.random.default_rng(seed)
    sizes = {"emb.word": (WORDS, HIDDEN), "emb.pos": (POSITIONS, HIDDEN), "emb.type": (1, HIDDEN)}
    sizes |= {f"emb.ln.{kind}": (HIDDEN,) for kind in "wb"}
    for layer in range(LAYERS):
        shapes = {"q": HIDDEN, "k": HIDDEN, "v": HIDDEN, "ao": HIDDEN, "fi": WIDE, "fo": HIDDEN}
        for part, rows in shapes.items():
            sizes |= {f"l{layer}.{part}.w": (rows, WIDE if part == "fo" else HIDDEN), f"l{layer}.{part}.b": (rows,)}
        sizes |= {f"l{layer}.{part}.{kind}": (HIDDEN,) for part in ("aln", "oln") for kind in "wb"}
    tensors = {name: chance.normal(0, 0.2, size).astype(np.float32) for name, size in sizes.items()}
    for name, values in tensors.items():
        values += float(name.endswith("ln.w"))
    for layer in range(LAYERS):
        tensors[f"l{layer}.fi.b"][5] = 40.0
    base = Base(HIDDEN, LAYERS, 4, WIDE, POSITIONS, 1e-6, tensors)
    return make_reader(base, range(LAYERS)).eval()


def make_tiny_documents() -> list[Document]:
    named = Text("Anna Osk flew to Oslo.", None, names=(Name(0, 8, "person"), Name(17, 21, "place")))
    return [encode(make_text(names=(Name(*at("Anna Osk")[0], "person"),))), encode(named)]


def test_loss_of_links_is_lower_where_they_are_right() -> None:
    torch = need_torch()
    from helpers.training.losses import link_losses

    (example,) = make_examples([encode(make_text())])
    right = torch.tensor([[9.0, 0.0, 0.0], [0.0, 9.0, 0.0]])
    wrong = torch.tensor([[0.0, 9.0, 0.0], [9.0, 0.0, 0.0]])
    none = torch.tensor([[0.0, 0.0, 9.0], [0.0, 0.0, 9.0]])
    sums = [float(sum(link_losses(lambda *_, s=scores: s, example, None))) for scores in (right, wrong, none)]  # type: ignore
    assert sums[0] < 0.01
    assert min(sums[1:]) > 9.0


def test_content_without_a_source_belongs_to_none() -> None:
    torch = need_torch()
    from helpers.training.losses import link_losses

    alone = Annotated((at("The harvest was good"), (), ()), speech=None)
    (example,) = make_examples([encode(make_text(quotations=(alone, *(make_text().quotations or ())[1:])))])
    scores = torch.tensor([[0.0, 9.0], [9.0, 0.0]])
    assert float(sum(link_losses(lambda *_: scores, example, None))) < 0.01  # type: ignore


def test_linker_scores_in_training_as_it_does_in_reading() -> None:
    torch = need_torch()
    from helpers.training.reader import Surroundings

    reader = make_tiny_reader()
    for weights in reader.link.parameters():
        torch.nn.init.normal_(weights, std=0.3)
    hidden = np.random.default_rng(1).normal(size=(30, HIDDEN)).astype(np.float32)
    paragraph = [0] * 12 + [1] * 9 + [5] * 9
    hints = Hints([0] * 30, (Ruled(((2, 8),), ((9, 11), (11, 12))),))
    weights = {name: values.numpy() for name, values in reader.link.state_dict().items()}
    empty = np.zeros((30, 1), np.float32)
    ours = linking.Linker(weights, States([(0, 1)] * 30, paragraph, hints, empty, empty, hidden))
    theirs = Surroundings(torch.from_numpy(hidden[1:]), paragraph[1:], hints, 1)
    content, others = (2, 8), [(0, 2), (4, 5), (9, 11), (20, 22), (28, 30)]
    for role in (0, 1):
        shifted = [(max(first - 1, 0), stop - 1) for first, stop in others[1:]]
        with torch.no_grad():
            scores = reader.link(theirs, [(1, 7)], shifted, role)[0].numpy()
        link = ours.link(content, others[1:], role)
        probabilities = np.exp(log_softmax(scores))
        assert link.score == pytest.approx(probabilities.max(), abs=1e-4)
        assert (len(shifted) if link.partner is None else link.partner) == probabilities.argmax()
    with torch.no_grad():
        said = torch.sigmoid(reader.link.weigh_speech(theirs, [(1, 7)], [(10, 11)]))
    assert ours.speech(content, (11, 12)) == pytest.approx(float(said[0]), abs=1e-4)


def test_training_lowers_every_loss(tmp_path: Path) -> None:
    need_torch()
    from helpers.training.losses import Noise, find_losses, make_batch

    reader, documents = make_tiny_reader(), make_tiny_documents()
    chance = random.Random(0)
    batches = [make_batch(batch, Noise(), chance) for batch in make_batches(make_examples(documents), 4, chance)]
    before = {part: loss.item() for batch in batches for part, loss in find_losses(reader, batch).items()}
    settings = Settings(steps=60, warm_up=1, rate=3e-3, head_rate=1e-2, hidden=0.0, unhinted=0.0)
    fit_reader(reader, documents, settings=settings, checkpoint=tmp_path / "reader.pt", report=lambda _: None)
    after = {part: loss.item() for batch in batches for part, loss in find_losses(reader, batch).items()}
    assert set(before) == {"tags", "links", "speech", "silver", "names"}
    assert [part for part in before if after[part] >= before[part]] == []


def test_training_that_stopped_goes_on_and_another_one_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_torch()
    lines: list[str] = []
    documents, checkpoint = make_tiny_documents(), tmp_path / "reader.pt"
    settings = Settings(steps=6)
    monkeypatch.setattr("helpers.training.fitting._SAVE_EVERY", 2)
    monkeypatch.setattr("helpers.training.fitting._REPORT_EVERY", 3)

    def stop(line: str) -> None:
        raise KeyboardInterrupt(line)

    with pytest.raises(KeyboardInterrupt, match="3 steps"):
        fit_reader(make_tiny_reader(), documents, settings=settings, checkpoint=checkpoint, report=stop)
    reader = make_tiny_reader(seed=7)
    fit_reader(reader, documents, settings=settings, checkpoint=checkpoint, report=lines.append)
    assert lines[0].startswith("reader.pt has 2 steps")
    assert lines[-1].startswith("6 steps")
    assert lines[-1].endswith("done")
    fit_reader(reader, documents, settings=settings, checkpoint=checkpoint, report=lines.append)
    assert lines[-1].startswith("reader.pt has 6 steps")
    with pytest.raises(HelpersError, match="holds another training"):
        fit_reader(reader, documents, settings=Settings(steps=9), checkpoint=checkpoint, report=lines.append)


def test_start_is_drawn_towards_what_it_was_trained_from() -> None:
    torch = need_torch()
    from helpers.training.reader import draw_towards

    reader, base = make_tiny_reader(1), make_tiny_reader(2)
    before, tag = reader.enc.ln.weight.detach().clone(), reader.tag.weight.detach().clone()
    draw_towards(reader, base, 0.6)
    assert torch.allclose(reader.enc.ln.weight, 0.6 * before + 0.4 * base.enc.ln.weight)
    assert torch.equal(reader.tag.weight, tag)


@OLD_EXPORTER
def test_exported_graph_says_what_the_reader_says(tmp_path: Path) -> None:
    torch = need_torch()
    runtime = pytest.importorskip("onnxruntime")
    from helpers.training.graph import quantise_graph, write_graph

    reader = make_tiny_reader()
    torch.nn.init.normal_(reader.enc.hint.weight, std=0.2)
    write_graph(reader, tmp_path / "plain.onnx")
    quantise_graph(tmp_path / "plain.onnx", tmp_path / "small.onnx")
    plain, small = (runtime.InferenceSession(str(tmp_path / f"{name}.onnx")) for name in ("plain", "small"))
    assert [entry.name for entry in small.get_inputs()] == ["ids", "hints"]
    chance = np.random.default_rng(3)
    same = []
    for length in (1, 7, POSITIONS):
        ids, hints = (chance.integers(0, top, (1, length)) for top in (WORDS, 15))
        with torch.no_grad():
            states = reader.enc(torch.from_numpy(ids), torch.from_numpy(hints))
            expected = [values.numpy() for values in (reader.tag(states), reader.ner(states), states)]
        exact = plain.run(["tag", "ner", "hidden"], {"ids": ids, "hints": hints})
        rounded = small.run(["tag", "ner", "hidden"], {"ids": ids, "hints": hints})
        for one, other in zip(expected, exact, strict=True):
            np.testing.assert_allclose(one, other, atol=1e-4)
        same += [
            (one.argmax(-1) == other.argmax(-1)).ravel() for one, other in zip(expected[:2], rounded[:2], strict=True)
        ]
    # Random weights leave many tags nearly even, so that rounding turns a few over.
    assert np.concatenate(same).mean() > 0.9
