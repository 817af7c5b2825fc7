"""An article as safe HTML: quotations in the colour of their speaker, cues and sources marked, names underlined.

Overlapping spans are cut at each other's ends, so any set of spans gives well-formed HTML whose text is the article's,
letter by letter. All text is escaped and all styles are inline: JupyterLab takes style sheets away from notebooks that
it does not trust.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

import pandas as pd

from helpers.showing.counting import choose_quotes
from helpers.showing.labels import UNKNOWN, label_articles, name_language, shorten, title_of
from helpers.showing.leaders import find_leaders
from helpers.showing.looks import read_palette, tint
from helpers.showing.outputs import Page

_LINES = ("solid", "dashed", "dotted", "double")
_NAME_LINES = {"person": "solid", "organisation": "dashed", "place": "dotted", "other": "double"}
_HEADINGS = {"headline": "h2", "heading": "h3"}
# What is none of the article's text is pale, and says what it is.
_BESIDE = ("date", "byline", "caption", "correction", "boilerplate")
_LOOKS = {"standfirst": ";font-weight:600", **dict.fromkeys(_BESIDE, ";opacity:.75")}
# The text on a tinted ground is dark in any theme.
_INK = "#1B1F24"
_LAYERS = {"content": 0, "source": 1, "cue": 1, "name": 2}


# Where a colour is taken in an article already, the ground of the next speakers is striped at these angles.
_STRIPES = (None, 135, 45, 90)


class _Style(NamedTuple):
    """How the quotations of a speaker look: no two speakers of an article have the same three."""

    colour: str
    line: str
    angle: int | None = None

    def ground(self) -> str:
        """The ground for words in quote marks: pale, or pale with stripes."""
        pale = f"background-color:{tint(self.colour, 0.25)}"
        if self.angle is None:
            return pale
        # Wide and faint: words must stay readable on them.
        stripes = f"{tint(self.colour, 0.4)} 0 8px,transparent 8px 20px"
        return f"{pale};background-image:repeating-linear-gradient({self.angle}deg,{stripes})"


class Tables(Protocol):
    """What has the tables of an analysis as attributes, as the corpus does."""

    articles: pd.DataFrame
    paragraphs: pd.DataFrame
    quotes: pd.DataFrame
    quote_spans: pd.DataFrame
    speakers: pd.DataFrame
    mentions: pd.DataFrame
    links: pd.DataFrame
    entities: pd.DataFrame


@dataclass(frozen=True)
class Span:
    """A stretch of text to mark (code points, end exclusive); in one place spans of a lower layer lie outside."""

    start: int
    end: int
    style: str
    title: str
    layer: int = 0


def mark_text(text: str, spans: Iterable[Span], *, start: int = 0, end: int | None = None) -> str:
    """The text from start to end as HTML, with each span in `<span>` elements; spans are clipped and may overlap.

    >>> mark_text("a<b", [Span(1, 2, "color:red", "less")])
    'a<span style="color:red" title="less">&lt;</span>b'
    """
    stop = len(text) if end is None else end
    inside = [span for span in spans if max(span.start, start) < min(span.end, stop)]
    ends = {min(max(place, start), stop) for span in inside for place in (span.start, span.end)}
    cuts = sorted(ends | {start, stop})
    pieces = []
    for begin, finish in pairwise(cuts):
        active = [span for span in inside if span.start <= begin and finish <= span.end]
        active.sort(key=lambda span: (span.layer, span.start - span.end, span.start, span.style, span.title))
        opening = "".join(f'<span style="{span.style}" title="{html.escape(span.title)}">' for span in active)
        pieces.append(f"{opening}{_escape(text[begin:finish])}{'</span>' * len(active)}")
    return "".join(pieces)


def _escape(text: str) -> str:
    """Escaped text; a carriage return would come out of a browser as another character."""
    return html.escape(text).replace("\r", "&#13;")


def mark_article(text: str, paragraphs: pd.DataFrame, spans: Sequence[Span], *, prefix: str) -> str:
    """The whole text as HTML, one element a paragraph with the id `prefix-number`; what lies between them is kept."""
    parts, place = [], 0
    for row in paragraphs.sort_values(["start", "end"]).itertuples():
        start, end = max(int(row.start), place), int(row.end)  # type: ignore[arg-type]
        if start >= end:
            continue
        tag = _HEADINGS.get(str(row.kind), "p")
        body = mark_text(text, spans, start=start, end=end)
        look = "" if tag != "p" else f";font-size:1em{_LOOKS.get(str(row.kind), '')}"
        style = f"white-space:pre-wrap;line-height:1.8{look}"
        title = f' title="{row.kind!s}"' if row.kind in _BESIDE else ""
        parts.append(mark_text(text, spans, start=place, end=start))
        parts.append(f'<{tag} id="{html.escape(prefix)}-{row.paragraph}" style="{style}"{title}>{body}</{tag}>')
        place = end
    return "".join(parts) + mark_text(text, spans, start=place)


def show_article(tables: Tables, article_id: str) -> Page:
    """One article to read, with what was found in it; hovering over a mark tells speaker, kind, rule and score.

    Raises ValueError where there is no such article.
    """
    leaders = find_leaders(tables.quotes, tables.speakers, tables.articles)
    return _render_article(tables, article_id, leaders=list(leaders))


def _render_article(tables: Tables, article_id: str, *, leaders: Sequence[str]) -> Page:
    found = tables.articles[tables.articles["article_id"] == article_id]
    if found.empty:
        raise ValueError(f"there is no article {article_id!r}; see the column article_id of the table articles")
    article: Any = found.iloc[0]
    own = tables.quotes[tables.quotes["article_id"] == article_id]
    # Joining the speakers of the whole corpus for each article took most of the time of a large one.
    speakers = tables.speakers[tables.speakers["quote_id"].isin(own["quote_id"])]
    quotes = own.merge(_join_speakers(speakers), on="quote_id", how="left")
    styles = _style_speakers(quotes, leaders)
    spans = [*_list_quote_spans(quotes, tables.quote_spans, styles), *_list_name_spans(tables, article_id)]
    paragraphs = tables.paragraphs[tables.paragraphs["article_id"] == article_id]
    body = mark_article(article["text"], paragraphs, spans, prefix=article_id)
    head = _describe(article, quotes=len(choose_quotes(own)))
    legend = _make_legend(quotes, styles)
    markup = f'<p>{head}</p>{legend}<article lang="{html.escape(article["language"])}">{body}</article>'
    return Page(markup, article["text"])


def show_articles(tables: Tables, *, limit: int = 20) -> Page:
    """The first `limit` articles, each to unfold, the first one open; says how many there are beyond."""
    leaders = list(find_leaders(tables.quotes, tables.speakers, tables.articles))
    rows = tables.articles.head(limit).itertuples()
    shown = [(row, _render_article(tables, str(row.article_id), leaders=leaders)) for row in rows]
    parts = []
    for place, (row, page) in enumerate(shown):
        title = title_of(row.headline, str(row.text), row.date)
        title = title if isinstance(row.headline, str) else shorten(title, longest=80)
        summary = f'<summary style="cursor:pointer;font-weight:bold">{_escape(title)}</summary>'
        parts.append(f"<details{'' if place else ' open'}>{summary}{page.html}</details>")
    more = len(tables.articles) - len(shown)
    note = f"{more} more articles are not shown." if more > 0 else "" if shown else "There is no article to show."
    titles = "\n".join(label_articles(tables.articles.head(limit)))
    return Page("".join(parts) + (f"<p>{note}</p>" if note else ""), f"{titles}\n{note}".strip())


def _describe(article: Any, *, quotes: int) -> str:
    known = [article["outlet"], article["date"], name_language(article["language"]), f"{article['words']} words"]
    return _escape(
        " · ".join(
            [str(value) for value in known if not pd.isna(value)]
            + [f"{quotes} {'quotation' if quotes == 1 else 'quotations'}"]
        )
    )


def _join_speakers(speakers: pd.DataFrame) -> pd.DataFrame:
    """One row a quotation: quote_id, who (joint speakers joined), key (their ids joined; missing where unknown)."""
    ordered = speakers.sort_values(["quote_id", "rank"])
    known = ordered[ordered["speaker"].notna()].assign(key=ordered["entity_id"].fillna(ordered["speaker"]))
    groups = known.groupby("quote_id")
    return pd.DataFrame({"who": groups["speaker"].agg(" and ".join), "key": groups["key"].agg(" ".join)}).reset_index()


def _style_speakers(quotes: pd.DataFrame, leaders: Sequence[str]) -> dict[str, _Style]:
    """The look of each speaker of an article: solid lines for the leaders, other lines for the rest in turn.

    The rest take the colours that no leader has in this article first; once all are taken, grounds are striped. Who
    finds nothing left looks like an unknown speaker.
    """
    colours = read_palette()["speakers"]
    keys = list(quotes["key"].dropna().unique())
    styles = {key: _Style(colours[place], _LINES[0]) for place, key in enumerate(leaders) if key in keys}
    taken = [style.colour for style in styles.values()]
    for line in _LINES[1:]:
        for colour in sorted(colours, key=taken.count):
            key = next((key for key in keys if key not in styles), None)
            if key is not None:
                styles[key] = _Style(colour, line, _STRIPES[taken.count(colour)])
                taken.append(colour)
    return styles


def _style_quote(kind: str, key: object, styles: Mapping[str, _Style]) -> str:
    """Direct words stand on a tinted ground, indirect ones above a line only; scare quotes have a thin grey line."""
    look = styles.get(str(key), _Style(read_palette()["grey"], "dotted"))
    if kind == "scare":
        return f"border-bottom:1px dotted {read_palette()['grey']};padding-bottom:3px"
    under = f"border-bottom:3px {look.line} {look.colour};padding-bottom:3px"
    return under if kind == "indirect" else f"{look.ground()};color:{_INK};{under}"


def _list_quote_spans(quotes: pd.DataFrame, quote_spans: pd.DataFrame, styles: Mapping[str, _Style]) -> list[Span]:
    spans = []
    columns = ["quote_id", "kind", "who", "key", "found_by", "score"]
    for row in quote_spans.merge(quotes[columns], on="quote_id").itertuples():
        who = row.who if isinstance(row.who, str) else UNKNOWN
        title = f"{who} · {row.kind} · {row.found_by} · {row.score:.2f}"
        if row.role == "content":
            style = _style_quote(str(row.kind), row.key, styles)
        else:
            title = f"{row.role} of the quotation: {title}"
            style = "font-weight:bold" if row.role == "source" else "font-style:italic;font-weight:bold"
        spans.append(Span(int(row.start), int(row.end), style, title, _LAYERS[str(row.role)]))  # type: ignore[arg-type]
    return spans


def _list_name_spans(tables: Tables, article_id: str) -> list[Span]:
    mentions = tables.mentions[tables.mentions["article_id"] == article_id]
    links = tables.links[["mention_id", "entity_id", "stands_for"]]
    names = tables.entities.set_index("entity_id")["name"]
    spans = []
    for row in mentions.merge(links, on="mention_id", how="left").itertuples():
        name = names.get(str(row.entity_id), str(row.text))
        other = row.stands_for
        meant = f" · may stand for {names.get(other, other)}" if isinstance(other, str) else ""
        title = f"{name} · {row.kind} · {row.relation}{meant}"
        style = f"border-bottom:1px {_NAME_LINES.get(str(row.kind), 'double')}"
        spans.append(Span(int(row.start), int(row.end), style, title, _LAYERS["name"]))  # type: ignore[arg-type]
    return spans


def _make_legend(quotes: pd.DataFrame, styles: Mapping[str, _Style]) -> str:
    """What the marks mean: the speakers of this article in the order they speak, then cue, source and names."""
    spoken = quotes[quotes["kind"] != "scare"].drop_duplicates("key")
    chips = [
        f'<span style="{_style_quote("direct", row.key, styles)}">'
        f"{_escape(shorten(row.who if isinstance(row.who, str) else UNKNOWN, longest=60))}</span>"
        for row in spoken.itertuples()
    ]
    names = [f'<span style="border-bottom:1px {line}">{kind}</span>' for kind, line in _NAME_LINES.items()]
    how = (
        "Words in quote marks stand on a ground, indirect ones above a line. "
        f"<b>Source</b> and <b><i>cue</i></b> are bold. Names: {' '.join(names)}. Hover or tap for details."
    )
    return f'<p style="line-height:2">{" ".join(chips)}</p><p>{how}</p>'
