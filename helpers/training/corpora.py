"""Texts in which people have marked quotations or names: the files of the corpora, and which of them there are."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from helpers.quoting.extractor.decoding import KINDS, ROLES
from helpers.quoting.quotation import CharSpan
from helpers.tables import HelpersError

# How the corpora of names call the kinds, in the order of `KINDS`.
_KINDS = dict(zip(("PER", "ORG", "LOC", "MISC"), KINDS, strict=True))
_QUOTATIONS, _NAMES = "quotes/*-train.jsonl", "entities/*.conllu"
# Sentences with names are put together to texts of so many; no more than so many of a corpus are read.
_SENTENCES_A_TEXT, _MOST_SENTENCES = 8, 8000
# Tokens without a space before them, and signs without one behind.
_CLOSING, _OPENING = frozenset(".,;:!?)]%’'”"), ("(", "[")
# One in so many texts is kept out of a training whose reader shall read these as new ones.
_PARTS = 5


class Name(NamedTuple):
    """A name in a text; its kind is None where nobody knows what stands there."""

    start: int
    end: int
    kind: str | None


class Annotated(NamedTuple):
    """A quotation that people have marked, in characters: `spans` for each of `ROLES`.

    `speech` is False for what is believed or planned, None where the corpus does not say.
    """

    spans: tuple[tuple[CharSpan, ...], ...]
    speech: bool | None


@dataclass(frozen=True)
class Text:
    """A text of a corpus, in a language; `quotations` and `names` are None where nobody looked for them."""

    text: str
    language: str | None
    quotations: tuple[Annotated, ...] | None = None
    names: tuple[Name, ...] | None = None


def list_corpora(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files of a folder with marked quotations, and those with names, sorted.

    Only the training parts: `quotes/*-train.jsonl` (PolNeAR, Newell et al. 2018; German Wikinews, Petersen-Frey and
    Biemann 2024) and `entities/*.conllu` (WikiNEuRal, Tedeschi et al. 2021; GermEval 2014, Benikova et al.).
    """
    return sorted(folder.glob(_QUOTATIONS)), sorted(folder.glob(_NAMES))


def read_quotations(path: Path, *, held_out: int | None = None) -> list[Text]:
    """The texts of a file with one JSON object a line: text, lang, and quotes with content, source and cue.

    Quotations inside others are left out. With `held_out`, so is every fifth text, counted from this one (0 to 4).
    Raises HelpersError for a line that is not such.
    """
    texts = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            try:
                if held_out is None or number % _PARTS != held_out:
                    texts.append(_read_document(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise HelpersError(f"{path}, line {number + 1}: no text with quotations ({error!r})") from error
    return texts


def _read_document(found: dict[str, Any]) -> Text:
    marked = [one for one in found["quotes"] if not one.get("nested")]
    quotations = tuple(
        Annotated(tuple(tuple((start, end) for start, end in one[role]) for role in ROLES), one.get("speech"))
        for one in marked
    )
    return Text(found["text"], found["lang"], quotations)


def read_names(path: Path, *, most: int = _MOST_SENTENCES, seed: int = 0) -> list[Text]:
    """Texts of eight sentences each, put together by chance from a file of tokens with their tags.

    A line is a number, a token and a tag (O, or B- or I- with PER, ORG, LOC or MISC), with tabs between them; an empty
    line ends a sentence. At most `most` sentences are read.
    """
    sentences = list(_split_sentences(path))
    random.Random(seed).shuffle(sentences)  # noqa: S311, chance is all that is wanted
    chosen = sentences[:most]
    return [
        _join_sentences(chosen[first : first + _SENTENCES_A_TEXT]) for first in range(0, len(chosen), _SENTENCES_A_TEXT)
    ]


def _split_sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), ""], start=1):
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if line and len(fields) < 3:
            raise HelpersError(f"{path}, line {number}: no number, token and tag with tabs between them")
        if line:
            sentence.append((fields[1], fields[-1]))
        elif sentence:
            yield sentence
            sentence = []


def _join_sentences(sentences: Sequence[Sequence[tuple[str, str]]]) -> Text:
    """One text with a paragraph a sentence, its tokens set as in print."""
    text = ""
    names: list[Name] = []
    for sentence in sentences:
        text += "\n" if text else ""
        before = "O"
        for place, (token, tag) in enumerate(sentence):
            if place and token not in _CLOSING and not text.endswith(_OPENING):
                text += " "
            start, end = len(text), len(text) + len(token)
            text += token
            kind = _KINDS.get(tag[2:])
            if kind is not None and tag.startswith("I-") and before[2:] == tag[2:]:
                names[-1] = names[-1]._replace(end=end)
            elif kind is not None:
                names.append(Name(start, end, kind))
            before = tag
    return Text(text, None, names=tuple(names))
