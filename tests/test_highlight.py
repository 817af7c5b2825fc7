"""The article as HTML: its text letter by letter, well formed, safe, whatever the spans."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.showing.highlight import (
    Span,
    _style_quote,
    _style_speakers,
    mark_article,
    mark_text,
    show_article,
    show_articles,
)
from helpers.tables import (
    ARTICLES,
    ENTITIES,
    LINKS,
    MENTIONS,
    PARAGRAPHS,
    QUOTE_SPANS,
    QUOTES,
    SCHEMAS,
    SPEAKERS,
    conform,
    empty,
)


class Reader(HTMLParser):
    """The text of some HTML, in all and per title of the spans around it; asserts that it is well formed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.titled, self.open = "", dict[str, str](), list[tuple[str, dict[str, Any]]]()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append((tag, dict(attrs)))
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for _, attributes in self.open:
            if title := attributes.get("title"):
                self.titled[title] = self.titled.get(title, "") + data


# Anything but what no cleaned text holds: lone surrogates and NUL.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
SPANS = st.lists(
    st.builds(
        lambda start, length, number, layer: Span(start, start + length, "color:red", f"span {number}", layer),
        st.integers(0, 60), st.integers(0, 40), st.integers(0, 9), st.integers(0, 2),
    ),
    max_size=8,
)  # fmt: skip
PARAGRAPH_ROWS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["body", "heading"])), max_size=5
)


@settings(deadline=None)
@given(text=TEXTS, spans=SPANS)
def test_text_of_the_html_is_the_text_for_any_spans(text: str, spans: list[Span]) -> None:
    assert Reader(mark_text(text, spans)).text == text


@settings(deadline=None)
@given(text=TEXTS, spans=SPANS)
def test_each_span_marks_its_own_text(text: str, spans: list[Span]) -> None:
    numbered = [Span(span.start, span.end, span.style, f"{place}", span.layer) for place, span in enumerate(spans)]
    marked = Reader(mark_text(text, numbered)).titled
    assert marked == {span.title: text[span.start : span.end] for span in numbered if text[span.start : span.end]}


@settings(deadline=None)
@given(text=TEXTS, spans=SPANS, rows=PARAGRAPH_ROWS)
def test_article_keeps_its_text_whatever_the_paragraphs(
    text: str, spans: list[Span], rows: list[tuple[int, int, str]]
) -> None:
    paragraphs = pd.DataFrame(
        [
            {"paragraph": place, "kind": kind, "start": min(start, len(text)), "end": min(end, len(text))}
            for place, (start, end, kind) in enumerate(rows)
        ],
        columns=["paragraph", "kind", "start", "end"],
    )
    assert Reader(mark_article(text, paragraphs, spans, prefix="a")).text == text


def test_what_is_none_of_the_text_is_pale_and_says_what_it_is() -> None:
    kinds = ["headline", "standfirst", "byline", "body", "caption"]
    rows = [{"paragraph": place, "kind": kind, "start": place, "end": place + 1} for place, kind in enumerate(kinds)]
    shown = mark_article("abcde", pd.DataFrame(rows), [], prefix="a")
    assert re.findall(r' title="(\w+)">(.)<', shown) == [("byline", "c"), ("caption", "e")]
    assert shown.count("opacity") == 2 and shown.count("font-weight") == 1


TEXT = "Talks <script>alert(1)</script>\n\n“We will stay,” Lavrov said."


def make_tables(**changes: pd.DataFrame) -> SimpleNamespace:
    article = {
        "article_id": "a", "story_id": "a", "headline": TEXT.splitlines()[0], "outlet": '"><img src=x>',
        "language": "en", "language_score": 1.0, "words": 7, "text": TEXT,
    }  # fmt: skip
    start = TEXT.index("We")
    quote = {
        "quote_id": "q", "article_id": "a", "paragraph": 1, "sentence": 0, "start": start, "end": start + 13,
        "text": "We will stay,", "kind": "direct", "speech": True, "found_by": "cue-after", "score": 0.9, "words": 3,
    }  # fmt: skip
    lavrov = {"start": TEXT.index("Lavrov"), "end": TEXT.index("Lavrov") + 6}
    place = {"mention_id": "m", "article_id": "a", "paragraph": 1, "sentence": 0, **lavrov, "text": "Lavrov"}
    tables = {name: empty(schema) for name, schema in SCHEMAS.items()} | {
        "articles": conform([article], ARTICLES),
        "paragraphs": conform(
            [
                {"article_id": "a", "paragraph": 0, "kind": "headline", "start": 0, "end": 31},
                {"article_id": "a", "paragraph": 1, "kind": "body", "start": 33, "end": len(TEXT)},
            ],
            PARAGRAPHS,
        ),
        "quotes": conform([quote], QUOTES),
        "quote_spans": conform(
            [
                {"quote_id": "q", "role": "content", "start": start, "end": start + 13},
                {"quote_id": "q", "role": "source", **lavrov},
                {"quote_id": "q", "role": "cue", "start": len(TEXT) - 5, "end": len(TEXT) - 1},
            ],
            QUOTE_SPANS,
        ),
        "speakers": conform(
            [
                {"quote_id": "q", "rank": 1, "entity_id": "l", "speaker": "Sergey Lavrov", "kind": "person"}
                | {"how": "name", "score": 1.0}
            ],
            SPEAKERS,
        ),
        "mentions": conform([{**place, "kind": "person", "relation": "name", "found_by": "x", "score": 1.0}], MENTIONS),
        "links": conform([{"mention_id": "m", "entity_id": "l", "how": "x", "score": 1.0}], LINKS),
        "entities": conform([{"entity_id": "l", "name": "Sergey Lavrov", "kind": "person"}], ENTITIES),
    }
    return SimpleNamespace(**tables | changes)


def test_quotation_source_cue_and_name_are_marked_and_told() -> None:
    marked = Reader(show_article(make_tables(), "a").html).titled
    assert marked == {
        "Sergey Lavrov · direct · cue-after · 0.90": "We will stay,",
        "source of the quotation: Sergey Lavrov · direct · cue-after · 0.90": "Lavrov",
        "cue of the quotation: Sergey Lavrov · direct · cue-after · 0.90": "said",
        "Sergey Lavrov · person · name": "Lavrov",
    }


def test_hostile_headline_stays_text() -> None:
    for page in (show_article(make_tables(), "a"), show_articles(make_tables())):
        read = Reader(page.html)
        assert "<script>alert(1)</script>" in read.text
        assert '"><img src=x>' in read.text
        assert not read.tags & {"script", "img", "a", "style", "iframe"}
        assert not any(name.startswith("on") or name in {"href", "src"} for name in read.attributes)


def test_paragraphs_have_ids_and_headlines_are_headings() -> None:
    html = show_article(make_tables(), "a").html
    assert '<h2 id="a-0"' in html
    assert '<p id="a-1"' in html
    assert 'lang="en"' in html


@pytest.mark.parametrize(
    ("kind", "style"),
    [
        ("direct", "background-color:#BFDCEC;color:#1B1F24;border-bottom:3px solid #0072B2"),
        ("indirect", '"border-bottom:3px solid #0072B2'),
        ("scare", '"border-bottom:1px dotted #8A8F98'),
    ],
)
def test_direct_stands_on_a_ground_indirect_above_a_line(kind: str, style: str) -> None:
    tables = make_tables()
    html = show_article(SimpleNamespace(**vars(tables) | {"quotes": tables.quotes.assign(kind=kind)}), "a").html
    assert style in html.partition("<article")[2]


def test_quotation_without_a_speaker_is_grey_and_unknown() -> None:
    html = show_article(make_tables(speakers=empty(SPEAKERS)), "a").html
    assert 'title="unknown · direct · cue-after · 0.90"' in html
    assert "3px dotted #8A8F98" in html


@pytest.mark.parametrize("kind", ["direct", "indirect"])
def test_no_two_of_many_speakers_of_an_article_look_the_same(kind: str) -> None:
    keys = [f"speaker {place}" for place in range(20)]
    styles = _style_speakers(pd.DataFrame({"key": keys}), leaders=["speaker 3", "speaker 9", "elsewhere"])
    assert len({_style_quote(kind, key, styles) for key in keys}) == len(keys)


def test_belief_is_marked_and_not_counted_as_in_the_tables() -> None:
    tables = make_tables()
    assert "· 1 quotation<" in show_article(tables, "a").html
    belief = SimpleNamespace(**vars(tables) | {"quotes": tables.quotes.assign(speech=False)})
    assert "· 0 quotations" in show_article(belief, "a").html


def test_joint_speakers_are_named_together() -> None:
    row = {"quote_id": "q", "kind": "person", "how": "name", "score": 1.0}
    speakers = [row | {"rank": 2, "speaker": "von der Leyen"}, row | {"rank": 1, "speaker": "Biden"}]
    html = show_article(make_tables(speakers=conform(speakers, SPEAKERS)), "a").html
    assert "Biden and von der Leyen · direct" in html


def test_unknown_article_is_an_error_that_says_where_to_look() -> None:
    with pytest.raises(ValueError, match="there is no article 'x'; see the column article_id of the table articles"):
        show_article(make_tables(), "x")


def test_articles_beyond_the_limit_are_counted() -> None:
    assert show_articles(make_tables(), limit=0).html == "<p>1 more articles are not shown.</p>"
    assert show_articles(make_tables(articles=empty(ARTICLES))).html == "<p>There is no article to show.</p>"
