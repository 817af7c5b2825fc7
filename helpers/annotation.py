"""Documents in, the same documents with quotations and names out: what scores and other programs read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.languages import detect_language
from helpers.naming import find_mentions, find_speakers, link_entities
from helpers.quoting import choose_engine, find_quotes, find_sentences
from helpers.reading import Offsets, clean, split_paragraphs
from helpers.tables import ARTICLES, PARAGRAPHS, HelpersError, conform, rows_of

_AT_ONCE = 50
_REPORTED = 100
# JSON may hold one half of a character, which no table can.
_HALVES = re.compile("[\ud800-\udfff]")


def annotate_file(source: Path, out: Path, *, engine: str, report: Callable[[str], None], threads: int = 1) -> int:
    """How many documents of a JSONL file were annotated into another, which is written whole or not at all.

    `report` is called with a line now and then. Raises HelpersError for a file that cannot be read or written, a line
    that is no document, and an engine that there is not.
    """
    choose_engine(engine)
    partial = out.parent / f"{out.name}.partial"
    _check_files(source, out, partial)
    count = 0
    try:
        # Half a character in an id is written as JSON's own escape.
        with partial.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as lines:
            for document in annotate_documents(read_documents(source), engine=engine, threads=threads):
                lines.write(json.dumps(document, ensure_ascii=False) + "\n")
                count += 1
                if count % _REPORTED == 0:
                    report(f"{count} documents")
        partial.replace(out)
    except OSError as error:
        raise HelpersError(f"{out}: cannot be written ({error.strerror})") from error
    finally:
        partial.unlink(missing_ok=True)
    return count


def _check_files(source: Path, *written: Path) -> None:
    """Raise HelpersError where the source is no file, or is what would be written over."""
    if not source.is_file():
        found = "is a folder" if source.is_dir() else "there is no such file"
        raise HelpersError(f"{source}: {found}; name a JSONL file of documents")
    for path in written:
        if path.is_dir():
            raise HelpersError(f"{path}: is a folder; name a file to write")
        if path.exists() and path.samefile(source):
            raise HelpersError(f"{path}: would be written over while it is read; name another file with -o")


def read_documents(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a JSONL file, one a line; raises HelpersError for a line that is none, with its number."""
    for where, document in read_lines(path):
        if not isinstance(document, dict) or not isinstance(document.get("text"), str) or "id" not in document:
            raise HelpersError(f'{where}: is no document; each line is an object with "id" and "text"')
        _given_language(document, where)
        yield document


def read_lines(path: Path) -> Iterator[tuple[str, Any]]:
    """What each line of a JSONL file holds, empty ones left out, with the words for where it stands.

    Raises HelpersError for a file that cannot be read and a line that is no JSON.
    """
    if path.is_dir():
        raise HelpersError(f"{path}: is a folder; name a JSONL file")
    try:
        lines = path.open(encoding="utf-8-sig")
    except OSError as error:
        raise HelpersError(f"{path}: cannot be read ({error.strerror})") from error
    with lines:
        for number, line in enumerate(_decoded(lines, path), 1):
            if line.strip():
                where = f"{path}, line {number}"
                yield where, _parsed(line, where)


def _decoded(lines: Iterable[str], path: Path) -> Iterator[str]:
    try:
        yield from lines
    except UnicodeDecodeError as error:
        raise HelpersError(f"{path}: is not UTF-8 at byte {error.start}; save it as UTF-8") from error


def _parsed(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise HelpersError(f"{where}: is not JSON ({error})") from error


def annotate_documents(
    documents: Iterable[Mapping[str, Any]], *, engine: str = "auto", threads: int = 1
) -> Iterator[dict[str, Any]]:
    """Each document's quotations and names, in the order given: keys id, lang, quotes and mentions.

    A document has `id`, `text` and perhaps `lang`, a code such as "en" or "en-GB" of which only the language counts;
    without it the language is detected. Every paragraph is read, headlines included; spans are [start, end] in code
    points of the text as given. Scare quotes are left out. Documents are read in batches, so a file of any length
    works; `threads` are those of the learned reader and change its speed alone. Raises HelpersError for a `lang` that
    is no string, and for an engine that there is not.
    """
    remaining = iter(documents)
    while batch := list(islice(remaining, _AT_ONCE)):
        yield from _annotate(batch, engine=engine, threads=threads)


def _annotate(batch: list[Mapping[str, Any]], *, engine: str, threads: int) -> Iterator[dict[str, Any]]:
    cleaned = [clean(_HALVES.sub("\ufffd", document["text"])) for document in batch]
    articles = conform([_article(*pair) for pair in enumerate(zip(batch, cleaned, strict=True))], ARTICLES)
    paragraphs = conform(
        [row for place, (text, _) in enumerate(cleaned) for row in _paragraphs(place, text)], PARAGRAPHS
    )
    sentences = find_sentences(articles, paragraphs)
    quotes, spans, names_seen = find_quotes(articles, paragraphs, sentences, engine=engine, threads=threads)
    mentions = find_mentions(articles, paragraphs, sentences, names_seen)
    links, entities, _ = link_entities(articles, mentions)
    speakers = find_speakers(articles, paragraphs, sentences, quotes, spans, mentions, links, entities)
    by_quote = {str(key): group for key, group in speakers.groupby("quote_id", sort=False)}
    by_role = {str(key): group for key, group in spans.groupby("quote_id", sort=False)}
    linked = mentions.merge(links[["mention_id", "entity_id"]], on="mention_id", how="left")
    for place, (document, (_, offsets)) in enumerate(zip(batch, cleaned, strict=True)):
        key = _key(place)
        said = quotes[(quotes["article_id"] == key) & (quotes["kind"] != "scare")]
        yield {
            "id": document["id"],
            "lang": articles["language"].iloc[place],
            "quotes": [
                _quote(row, by_role[row.quote_id], by_quote.get(row.quote_id), offsets) for row in rows_of(said)
            ],
            "mentions": [_mention(row, offsets) for row in rows_of(linked[linked["article_id"] == key])],
        }


def _key(place: int) -> str:
    return f"{place:016x}"


def _article(place: int, pair: tuple[Mapping[str, Any], tuple[str, Offsets]]) -> dict[str, Any]:
    document, (text, _) = pair
    given = _given_language(document, f"document {document['id']!r}")
    language, score = (given, 1.0) if given else detect_language(text)
    return {
        "article_id": _key(place),
        "story_id": _key(place),
        "language": language,
        "language_score": score,
        "words": len(text.split()),
        "text": text,
    }


def _given_language(document: Mapping[str, Any], where: str) -> str:
    """The code of the language that a document says it is in, without its region; empty where it says none."""
    given = document.get("lang") or ""
    if not isinstance(given, str):
        raise HelpersError(f'{where}: lang is {given!r}; give a code such as "en", or leave it out')
    return re.split("[-_]", given.strip(), maxsplit=1)[0].casefold()


def _paragraphs(place: int, text: str) -> Iterator[dict[str, Any]]:
    for number, paragraph in enumerate(split_paragraphs(text)):
        span = {"start": paragraph.start, "end": paragraph.end}
        yield {"article_id": _key(place), "paragraph": number, "kind": "body", **span}


def _quote(row: Any, spans: pd.DataFrame, speakers: pd.DataFrame | None, offsets: Offsets) -> dict[str, Any]:
    roles = {
        role: [
            [offsets.to_raw(start), offsets.to_raw(end)]
            for name, start, end in zip(spans["role"], spans["start"].tolist(), spans["end"].tolist(), strict=True)
            if name == role
        ]
        for role in ("content", "source", "cue")
    }
    names = [] if speakers is None else [name for name in speakers["speaker"].tolist() if not pd.isna(name)]
    speaker = None if not names else names[0] if len(names) == 1 else names
    return {**roles, "type": row.kind, "speech": row.speech, "speaker": speaker, "score": row.score}


def _mention(row: Any, offsets: Offsets) -> dict[str, Any]:
    return {
        "start": offsets.to_raw(row.start),
        "end": offsets.to_raw(row.end),
        "kind": row.kind,
        "relation": row.relation,
        "name": row.text,
        "entity_id": None if pd.isna(row.entity_id) else row.entity_id,
    }
