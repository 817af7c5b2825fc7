"""Who and what is named, where: names of the table, unknown people by their titles, surnames back to full names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pandas as pd

from helpers.naming.gazetteer import load_gazetteer
from helpers.naming.lexicon import Lexicon, lexicon
from helpers.naming.lookup import find_compounds, find_known, hyphen_relation
from helpers.naming.places import find_agency, find_places
from helpers.naming.runs import Found, Run, find_body, find_person, find_runs, is_capitalised, trim_run
from helpers.naming.seen import Seen, Span, add_seen
from helpers.naming.surnames import Names, add_surnames, find_surnames
from helpers.naming.tokens import split_tokens
from helpers.tables import MENTIONS, conform

# Who wrote an article, took its pictures or corrected it is not named in its news.
NAMED_KINDS = ("headline", "standfirst", "heading", "body")
_PLACE_SCORE, _SHORT_SCORE, _COMPOUND_SCORE = 0.5, 0.6, 0.7


def find_mentions(
    articles: pd.DataFrame, paragraphs: pd.DataFrame, sentences: pd.DataFrame, names_seen: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Who and what is named: the table `mentions`, one row per name in the text, sorted by article and start.

    A span holds the name alone, without article, title or possessive 's, with a German genitive s. kind: person,
    organisation, place, other; relation: name, adjective (and inhabitants), part (of a compound). `found_by` tells
    the sign that showed it to be a name; `score` how much that sign is worth, 0 to 1. Bylines, captions, notes of
    correction and boilerplate name nobody. Languages without a file get names of the table only. `names_seen` are
    those of the learned reader, which come beside what table and rules know.
    """
    blocks = _starts_by_article(paragraphs, "paragraph")
    lines = _starts_by_article(sentences, "sentence")
    others = paragraphs[~paragraphs["kind"].isin(NAMED_KINDS)]
    unread = frozenset(zip(others["article_id"], others["paragraph"].tolist(), strict=True))
    seen = _seen_by_article(names_seen)
    rows: list[dict[str, object]] = []
    for article_id, text, code in zip(articles["article_id"], articles["text"], articles["language"], strict=True):
        for span in find_names(text, code, seen.get(article_id, ())):
            paragraph = _number_at(blocks.get(article_id), span.start)
            if paragraph is None or (article_id, paragraph) in unread:
                continue
            rows.append(
                {
                    "mention_id": f"{article_id}:{span.start}-{span.end}",
                    "article_id": article_id,
                    "paragraph": paragraph,
                    "sentence": _number_at(lines.get(article_id), span.start) or 0,
                    "start": span.start,
                    "end": span.end,
                    "text": text[span.start : span.end],
                    **dict(zip(("kind", "relation", "found_by", "score"), span[2:], strict=True)),
                }
            )
    if not rows:
        return conform([], MENTIONS)
    return conform(pd.DataFrame(rows).sort_values(["article_id", "start", "end"], kind="stable"), MENTIONS)


def _starts_by_article(blocks: pd.DataFrame, number: str) -> Mapping[str, tuple[list[int], list[int]]]:
    ordered = blocks.sort_values(["article_id", "start"], kind="stable")
    starts: dict[str, tuple[list[int], list[int]]] = {}
    for article_id, start, value in zip(ordered["article_id"], ordered["start"], ordered[number], strict=True):
        some = starts.setdefault(article_id, ([], []))
        some[0].append(int(start))
        some[1].append(int(value))
    return starts


def _number_at(blocks: tuple[list[int], list[int]] | None, position: int) -> int | None:
    """The number of the last block that starts at or before a position, None where there is none."""
    if blocks is None:
        return None
    index = bisect_right(blocks[0], position) - 1
    return blocks[1][index] if index >= 0 else None


def _seen_by_article(names_seen: pd.DataFrame | None) -> Mapping[str, list[Seen]]:
    seen: dict[str, list[Seen]] = {}
    if names_seen is not None:
        for article_id, *name in names_seen.itertuples(index=False, name=None):
            start, end, kind, score = name
            seen.setdefault(article_id, []).append((int(start), int(end), kind, float(score)))
    return seen


def find_names(text: str, code: str, seen: Iterable[Seen] = ()) -> list[Span]:
    """The names in one text of a language, sorted, without overlaps; `seen` are those of the learned reader."""
    names = Names(split_tokens(text), lexicon(code))
    for found, form in find_known(names.tokens, load_gazetteer(code), names.words):
        names.add(found, form)
    if names.words.language.titles:
        _add_unknown(names)
    add_surnames(names)
    if names.words.language.titles:
        _add_places(names)
    spans = [*_with_relations(names), *_compounds(names, code)]
    return add_seen(text, sorted(spans), seen, names.words)


def _add_unknown(names: Names) -> None:
    """People by their signs and bodies by their heads, from the runs of capitalised words."""
    left = []
    for untrimmed in _joined_runs(names):
        # Where nouns are capitalised, one plain word alone is none of our names.
        if names.words.nouns_capitalised and untrimmed.stop - untrimmed.first == 1:
            continue
        run = trim_run(untrimmed, names.words)
        if run is None:
            continue
        found = _body_of(run, names) or find_person(run, names.words, frozenset())
        if found is None:
            left.append(run)
        else:
            _add_with_prefix(names, _with_place_after(names, found))
    surnames = frozenset(find_surnames(names))
    for run in left:
        found = find_person(run, names.words, surnames)
        if found is not None:
            names.add(found)


def _body_of(run: Run, names: Names) -> Found | None:
    """A body or place by its head; where nouns are capitalised too, only the word before the head belongs to it."""
    found = find_body(run, names.words)
    if found is not None and names.words.nouns_capitalised and len(run.atoms) > 2:
        return find_body(run.part(-2), names.words)
    return found


def _joined_runs(names: Names) -> Iterator[Run]:
    """The runs, where "University of" and the like goes on with what follows."""
    runs = find_runs(names.tokens, names.words, names.taken)
    heads, links = names.words.of("organisation_heads"), names.words.of("organisation_links")
    waiting: Run | None = None
    for run in runs:
        if waiting is not None and run.first == waiting.stop + 1 and names.tokens.word(waiting.stop) in links:
            first = waiting.first
            names.add(Found(first, run.stop, "organisation", "name", "head", 0.75))
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        last = run.text(len(run.atoms) - 1).casefold()
        linked = names.tokens.word(run.stop) in links
        if linked and last in heads and names.taken(run.stop + 1):
            found = Found(run.first, run.stop, "organisation", "name", "head", 0.75)
            _add_with_prefix(names, _with_place_after(names, found))
            continue
        waiting = run if last in heads and linked else None
        if waiting is None:
            yield run
    if waiting is not None:
        yield waiting


def _add_with_prefix(names: Names, found: Found) -> None:
    """Add a name; the name of a body takes the country before it along ("Russian Defence Ministry")."""
    before = found.first - 1
    spaced = names.tokens.spaced(found.first) and names.taken(before)
    if found.kind == "organisation" and spaced and not names.words.nouns_capitalised:
        owner = names.found[names.owner[before]]
        if owner.kind in ("place", "organisation") and is_capitalised(names.tokens.words[owner.first]):
            names.drop(before)
            found = replace(found, first=owner.first)
    names.add(found)


def _with_place_after(names: Names, found: Found) -> Found:
    """The name of a body goes on with the place after "of" ("University of North Carolina")."""
    link, after = found.stop, found.stop + 1
    if found.kind != "organisation" or not names.words.has("organisation_links", names.tokens.word(link)):
        return found
    if not names.taken(after) or not is_capitalised(names.tokens.word(after)):
        return found
    stop = names.found[names.owner[after]].stop
    names.drop(after)
    return replace(found, stop=stop)


def _add_places(names: Names) -> None:
    """Unknown places, agencies of datelines, and short names of bodies named in full elsewhere."""
    tokens, words = names.tokens, names.words
    loose = [
        index
        for index, word in enumerate(tokens.words)
        if not names.taken(index) and is_capitalised(word) and len(word) > 1 and _may_be_place(word, words)
    ]
    for index in find_agency(tokens, loose):
        names.add(Found(index, index + 1, "organisation", "name", "dateline", _SHORT_SCORE))
    known = frozenset(index for index, first in names.owner.items() if names.found[first].kind == "place")
    for index, relation in find_places(tokens, loose, known, words).items():
        if not names.taken(index):
            names.add(Found(index, index + 1, "place", relation, "place word", _PLACE_SCORE))
    bodies = [found for found in names.found.values() if found.found_by == "head" and found.stop - found.first == 2]
    shorts = {tokens.words[found.first]: found.kind for found in bodies if found.kind == "organisation"}
    for index in loose:
        if tokens.words[index] in shorts and not names.taken(index) and not words.nouns_capitalised:
            names.add(Found(index, index + 1, "organisation", "name", "short name", _SHORT_SCORE))


def _may_be_place(word: str, words: Lexicon) -> bool:
    return not words.names_no_one(word) and words.role(word) is None and words.title(word) is None


def _with_relations(names: Names) -> Iterable[Span]:
    tokens, covered = names.tokens, frozenset(names.owner)
    for found in names.found.values():
        start, end = tokens.starts[found.first], tokens.ends[found.stop - 1]
        relation = hyphen_relation(tokens, found, covered)
        yield Span(start, end, found.kind, relation, found.found_by, found.score)


def _compounds(names: Names, code: str) -> Iterator[Span]:
    """Names inside solid compounds, in languages that have such."""
    if not names.words.of("compound_heads"):
        return
    gazetteer = load_gazetteer(code)
    for index, word in enumerate(names.tokens.words):
        if len(word) > 6 and not names.taken(index) and word.isalpha():
            found = find_compounds(names.tokens, index, gazetteer, names.words)
            if found is not None:
                kind, start, end = found
                kind, _, relation = kind.partition(" ")
                yield Span(start, end, kind, relation or "part", "compound", _COMPOUND_SCORE)
