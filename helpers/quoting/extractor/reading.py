"""The learned reader: an article and what the rules found in it in, quotations and names out."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from helpers.languages import Language
from helpers.quoting.extractor.confidence import Confidence
from helpers.quoting.extractor.decoding import KINDS, Segment, find_segments
from helpers.quoting.extractor.drafts import Draft, Spoken, draft_quotations
from helpers.quoting.extractor.hints import word_span
from helpers.quoting.extractor.network import FILES, Network, States
from helpers.quoting.extractor.writing import Ground, Writer
from helpers.quoting.marks import Region, pair_marks
from helpers.quoting.quotation import CharSpan, Quotation, says_something
from helpers.quoting.titles import is_name
from helpers.quoting.words import lexicon_of

_CARD = "reader.json"
# So many characters are read at once, some 20,000 words; few articles are longer.
_PART = 120_000
# A mark that ends a sentence, behind a word and before a gap or another mark.
_STOP = re.compile(r"\w?[.!?](?:\W|$)")


class SeenName(NamedTuple):
    """A name as the network sees it; kind is person, organisation, place or other, score its mean probability."""

    start: int
    end: int
    kind: str
    score: float


class Reading(NamedTuple):
    """What the learned reader finds in a text."""

    quotations: list[Quotation]
    names: list[SeenName]


def model_folder() -> Path:
    """Where the learned reader's files are."""
    return Path(str(resources.files("helpers"))) / "resources" / "model"


@cache
def _facts(folder: Path) -> Mapping[str, Any]:
    """What the model's own file says of it: the languages it was trained on, how sure its marks are."""
    facts: Mapping[str, Any] = json.loads((folder / _CARD).read_text(encoding="utf-8"))
    return facts


def is_installed() -> bool:
    """Whether all files of the learned reader are there."""
    return all((model_folder() / name).is_file() for name in (_CARD, *FILES))


def is_taken_away() -> bool:
    """Whether the folder of the learned reader is gone, as for those whom its licence does not suit."""
    return not model_folder().is_dir()


def reads(code: str) -> bool:
    """Whether the learned reader was trained on a language."""
    return code in _facts(model_folder())["languages"]


_LOADING = threading.Lock()


def load_extractor(*, threads: int = 1) -> Extractor:
    """The learned reader that comes with Newsbook, loaded when it is first needed."""
    with _LOADING:
        return _load(model_folder(), threads)


@cache
def _load(folder: Path, threads: int) -> Extractor:
    return Extractor(folder, threads=threads)


class Extractor:
    """The learned reader of a folder: its network, and how sure its quotations are."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self._network = Network(folder, threads=threads)
        self._confidence = Confidence(_facts(folder)["confidence"], _facts(folder)["least"])

    def read(
        self, text: str, paragraphs: Sequence[CharSpan], ruled: Sequence[Quotation], language: Language
    ) -> Reading:
        """The quotations and names of the paragraphs, (start, end) in `text`; `ruled` are those that the rules found.

        The same text gives the same reading, whatever was read before it.
        """
        quotations: list[Quotation] = []
        names: list[SeenName] = []
        for part in _parts(paragraphs):
            inside = [one for one in ruled if part[0][0] <= one.start < part[-1][1]]
            states = self._network.read(text, part, inside)
            if states.words:
                segments = find_segments(states.names, states.paragraph)
                writer, drafts = self._draft(text, part, inside, language, states, segments)
                quotations += writer.write(drafts, self._confidence)
                names += _names(segments, states.words)
            else:
                quotations += inside
        return Reading(quotations, names)

    def explain(
        self, text: str, paragraphs: Sequence[CharSpan], ruled: Sequence[Quotation], language: Language
    ) -> list[tuple[Quotation, dict[str, float]]]:
        """The network's own quotations, each with the signs that its score is made of."""
        states = self._network.read(text, paragraphs, ruled)
        if not states.words:
            return []
        segments = find_segments(states.names, states.paragraph)
        writer, drafts = self._draft(text, paragraphs, ruled, language, states, segments)
        return [(writer.quotation(draft, self._confidence), writer.signs(draft)) for draft in drafts]

    def _draft(
        self,
        text: str,
        paragraphs: Sequence[CharSpan],
        ruled: Sequence[Quotation],
        language: Language,
        states: States,
        names: Sequence[Segment],
    ) -> tuple[Writer, list[Draft]]:
        regions, _ = pair_marks(text, paragraphs, language)
        spoken = _spoken_regions(text, paragraphs, regions, language)
        plain = [text[start].isalnum() for start, _ in states.words]
        stops = [place for place, (start, end) in enumerate(states.words) if _STOP.match(text, start - 1, end + 1)]
        drafts = draft_quotations(states, self._network.linker, _stretches(spoken, ruled, states.words), plain, stops)
        return Writer(text, states, names, plain, spoken, ruled, language), drafts


def _parts(paragraphs: Sequence[CharSpan]) -> Iterator[Sequence[CharSpan]]:
    """The paragraphs in parts that are read at once: the vectors of a whole book would fill the memory."""
    first = 0
    for number, (_, end) in enumerate(paragraphs):
        if end - paragraphs[first][0] >= _PART or number + 1 == len(paragraphs):
            yield paragraphs[first : number + 1]
            first = number + 1


def _spoken_regions(
    text: str, paragraphs: Sequence[CharSpan], regions: Sequence[Region], language: Language
) -> list[Region]:
    """The outermost stretches in marks that are no names or titles, sorted."""
    lexicon = lexicon_of(language)
    spoken = []
    number = 0
    for region in regions:
        while paragraphs[number][1] <= region.start:
            number += 1
        outermost = region.depth == 0 and says_something(text, region)
        if outermost and not is_name(text, region, paragraphs[number][0], lexicon):
            spoken.append(region)
    return spoken


def _stretches(spoken: Sequence[Region], ruled: Sequence[Quotation], words: Sequence[CharSpan]) -> list[Spoken]:
    """The stretches in words; what the rules hold for speech is marked so."""
    speech = [one for one in ruled if one.kind != "scare" and one.found_by != "nested"]
    said, cued = Ground(speech), Ground([one for one in speech if one.cues])
    stretches = []
    for region in spoken:
        first, stop = word_span((region.start, region.end), words)
        if first < stop:
            inner = (region.inner_start, region.inner_end)
            stretches.append(Spoken(first, stop, said.touches(*inner), cued.touches(*inner)))
    return stretches


def _names(segments: Sequence[Segment], words: Sequence[CharSpan]) -> list[SeenName]:
    return [SeenName(words[one.first][0], words[one.stop - 1][1], KINDS[one.label], one.score) for one in segments]
