"""Who says each quotation: names, pronouns, roles, unnamed officials and bodies, and what goes on without a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from helpers.naming.antecedents import go_on, resolve
from helpers.naming.lexicon import lexicon
from helpers.naming.roster import Named, Roster
from helpers.naming.sources import names_nobody, read_source
from helpers.naming.story import UNKNOWN, Said, Speaker, Story
from helpers.tables import SPEAKERS, conform

_HEADINGS = ("headline", "standfirst", "heading")
_NAMED = ["article_id", "mention_id", "start", "end", "text", "kind", "relation"]


def find_speakers(
    articles: pd.DataFrame,
    paragraphs: pd.DataFrame,
    sentences: pd.DataFrame,
    quotes: pd.DataFrame,
    quote_spans: pd.DataFrame,
    mentions: pd.DataFrame,
    links: pd.DataFrame,
    entities: pd.DataFrame,
) -> pd.DataFrame:
    """Who says each quotation: the table `speakers`, one row per quotation and speaker, rank from 1.

    kind: person, organisation, place, anonymous, collective or unknown. Speaker is the entity's name; unnamed ones
    keep the words of the article without its article, and an id that belongs to this article alone. Where nobody is
    found entity_id and speaker are missing; candidates names those between whom the text does not decide. how tells
    what showed the speaker.
    """
    told = read_stories(articles, paragraphs, sentences, quotes, quote_spans, mentions, links, entities)
    rows = [_row(said, rank, speaker) for _, said, speakers in told for rank, speaker in enumerate(speakers, start=1)]
    order = {quote_id: number for number, quote_id in enumerate(quotes["quote_id"])}
    return conform(sorted(rows, key=lambda row: (order[str(row["quote_id"])], row["rank"])), SPEAKERS)


def read_stories(
    articles: pd.DataFrame,
    paragraphs: pd.DataFrame,
    sentences: pd.DataFrame,
    quotes: pd.DataFrame,
    quote_spans: pd.DataFrame,
    mentions: pd.DataFrame,
    links: pd.DataFrame,
    entities: pd.DataFrame,
) -> Iterator[tuple[Story, Said, list[Speaker]]]:
    """Each quotation in the order of reading with who says it, and the story of its article as it stood before it."""
    said = _quotes_by_article(quotes, quote_spans)
    rosters = _rosters(articles, sentences, quotes, quote_spans, _name_mentions(mentions, links, entities))
    headings = _list_paragraphs(paragraphs, paragraphs["kind"].isin(_HEADINGS))
    apart = _list_paragraphs(paragraphs, ~paragraphs["kind"].isin((*_HEADINGS, "body")))
    for article_id in articles["article_id"]:
        barred, skipped = (some.get(article_id, frozenset()) for some in (headings, apart))
        story = Story(article_id, rosters[article_id], barred, skipped)
        for one in said.get(article_id, ()):
            speakers = _distinct(_speakers_of(one, story)) or [Speaker(None, None, UNKNOWN, "no source", 0.0)]
            yield story, one, speakers
            story.spoken.append((one, speakers))


def _row(said: Said, rank: int, speaker: Speaker) -> dict[str, object]:
    return {
        "quote_id": said.quote_id,
        "rank": rank,
        "entity_id": speaker.entity_id,
        "speaker": speaker.name,
        "kind": speaker.kind,
        "how": speaker.how,
        "score": speaker.score,
        "candidates": speaker.candidates,
    }


def _distinct(speakers: Iterable[Speaker]) -> list[Speaker]:
    found = {speaker.entity_id or f"? {number}": speaker for number, speaker in enumerate(speakers)}
    known = [speaker for speaker in found.values() if speaker.entity_id is not None]
    return known or list(found.values())[:1]


def _quotes_by_article(quotes: pd.DataFrame, quote_spans: pd.DataFrame) -> dict[str, list[Said]]:
    sources: dict[str, list[tuple[int, int]]] = {}
    spans = quote_spans[quote_spans["role"] == "source"]
    for quote_id, start, end in zip(spans["quote_id"], spans["start"], spans["end"], strict=True):
        sources.setdefault(quote_id, []).append((int(start), int(end)))
    columns = ["article_id", "quote_id", "paragraph", "start", "parent_quote_id", "cue", "kind"]
    by_article: dict[str, list[Said]] = {}
    for article_id, quote_id, paragraph, start, parent, cue, kind in quotes[columns].itertuples(index=False, name=None):
        parent_id, words = None if pd.isna(parent) else parent, "" if pd.isna(cue) else cue
        one = Said(
            quote_id, int(paragraph), int(start), parent_id, words, kind == "scare", tuple(sources.get(quote_id, ()))
        )
        by_article.setdefault(article_id, []).append(one)
    # A nested quotation is read after the one around it, the rest in the order of reading.
    return {
        key: sorted(some, key=lambda one: (one.start, one.parent is not None, one.place))
        for key, some in by_article.items()
    }


def _list_paragraphs(paragraphs: pd.DataFrame, chosen: pd.Series[bool]) -> dict[str, frozenset[int]]:
    """The numbers of those paragraphs of each article that are chosen."""
    some = paragraphs[chosen]
    numbers: dict[str, set[int]] = {}
    for article_id, paragraph in zip(some["article_id"], some["paragraph"], strict=True):
        numbers.setdefault(article_id, set()).add(int(paragraph))
    return {article_id: frozenset(some) for article_id, some in numbers.items()}


def _name_mentions(mentions: pd.DataFrame, links: pd.DataFrame, entities: pd.DataFrame) -> dict[str, list[Named]]:
    """The mentions of each article with the entities they name, in order."""
    names = dict(zip(entities["entity_id"], entities["name"], strict=True))
    linked = dict(zip(links["mention_id"], links["entity_id"], strict=True))
    named: dict[str, list[Named]] = {}
    for article_id, mention_id, start, end, *rest in mentions[_NAMED].itertuples(index=False, name=None):
        entity_id = linked.get(mention_id, "")
        text, kind, relation = rest
        one = Named(int(start), int(end), text, kind, relation, entity_id, names.get(entity_id, ""))
        named.setdefault(article_id, []).append(one)
    return {key: sorted(some, key=lambda one: one.start) for key, some in named.items()}


def _rosters(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    quotes: pd.DataFrame,
    quote_spans: pd.DataFrame,
    names: dict[str, list[Named]],
) -> dict[str, Roster]:
    lines: dict[str, list[tuple[int, int]]] = {}
    for article_id, start, end in zip(sentences["article_id"], sentences["start"], sentences["end"], strict=True):
        lines.setdefault(article_id, []).append((int(start), int(end)))
    home = dict(zip(quotes["quote_id"], quotes["article_id"], strict=True))
    contents: dict[str, list[tuple[int, int]]] = {}
    spans = quote_spans[quote_spans["role"] == "content"]
    for quote_id, start, end in zip(spans["quote_id"], spans["start"], spans["end"], strict=True):
        contents.setdefault(home[quote_id], []).append((int(start), int(end)))
    return {
        article_id: Roster(
            text,
            lexicon(code),
            names.get(article_id, []),
            sorted(lines.get(article_id, [])),
            contents.get(article_id, []),
        )
        for article_id, text, code in zip(articles["article_id"], articles["text"], articles["language"], strict=True)
    }


def _speakers_of(said: Said, story: Story) -> list[Speaker]:
    """Who says a quotation: by its source, else by the one before it."""
    if said.scare and not said.sources:
        return []
    sources = [source for start, end in said.sources for source in read_source(story.roster, start, end)]
    if not sources:
        # Words such as "demnach" stand for whoever spoke before; "rumors" stand for nobody.
        stated = any(names_nobody(story.roster, start, end) for start, end in said.sources)
        return [] if stated else go_on(said, story)
    return [speaker for source in sources for speaker in resolve(source, said, story)]
