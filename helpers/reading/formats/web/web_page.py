"""The reader of saved web pages: one article a page, in the words that the page shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.reading.encodings import Warnings
from helpers.reading.formats.web.blocks import HEADINGS, Block, list_blocks
from helpers.reading.formats.web.body import Body, find_body
from helpers.reading.formats.web.bytes import decode_page
from helpers.reading.formats.web.dates import find_day_of_page
from helpers.reading.formats.web.facts import Facts, find_facts
from helpers.reading.formats.web.parts import Layout, choose_title, find_heading, lay_out
from helpers.reading.formats.web.tree import Element, keep_main_article, mark_quotations, parse_page, prune, weigh
from helpers.reading.formats.web.words import find_phrase, letters_of, load_words
from helpers.reading.raw import Part, RawArticle, Source, Unread

_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SHORT_WORDS = 60
_FEWEST_WORDS = 20
_PAYWALL_WORDS = 250
_MOST_PAYWALL_BLOCK = 300
# So many headings that lead elsewhere, with most of the text below them, and a page is a list.
_FEWEST_TEASERS = 4
_MOST_TEASERS = 0.5
_LONGEST_TITLE = 80
# The text in the data of a page is taken where it has this many times the words that are shown.
_MORE_TEXT = 2


@dataclass(frozen=True)
class Page:
    """A page as it was decoded: its text, its encoding, warnings, and the address that it was saved from."""

    text: str
    encoding: str
    warnings: Warnings = ()
    address: str | None = None


def read_page(source: Source) -> list[RawArticle | Unread]:
    """The one article of a saved web page.

    Raises ArticleError where there is none (codes empty, no-article), where it is no page (unreadable, binary) and
    where its encoding cannot be told (encoding).
    """
    if not source.content.strip():
        raise source.error("is empty; save the page again", code="empty")
    text, encoding, warnings = decode_page(source)
    return [read_markup(source, Page(text, encoding, warnings))]


def read_markup(source: Source, page: Page) -> RawArticle:
    """The article of a page that is decoded. Raises ArticleError as `read_page` does."""
    if "<" not in page.text:
        reason = "holds no markup, so it is no web page; rename it to .txt if it is plain text"
        raise source.error(reason, code="no-article")
    tree = parse_page(source, page.text)
    facts = find_facts(tree, page.text, saved_as=page.address)
    heading = find_heading(tree, facts)
    keep_main_article(tree, heading)
    mark_quotations(tree)
    prune(tree, heading)
    weights = weigh(tree)
    blocks = list_blocks(tree, weights)
    body = find_body(tree, blocks, heading)
    layout = lay_out(blocks, body, heading, facts)
    words = _count_words(layout.parts)
    layout, warnings = _fall_back(layout, facts, words)
    words = _count_words(layout.parts)
    absence = _find_absence(tree, blocks, body, facts, words=words, scripted="<script" in page.text)
    if absence is not None:
        raise source.error(absence, code="no-article")
    return _make_article(page, facts, layout, (*page.warnings, *warnings, *_warn_short(blocks, words)))


def _make_article(page: Page, facts: Facts, layout: Layout, warnings: Warnings) -> RawArticle:
    day, day_from = find_day_of_page(facts, layout.date_lines, layout.times)
    if day is None and facts.modified:
        reason = (
            f"gives no day of publication, only one of its last change ({facts.modified[:40]}), which was not taken"
        )
        warnings = (*warnings, ("date", f"{reason}; give the day in articles.csv"))
    authors, agencies = _split_agencies(facts, layout)
    return RawArticle(
        layout.parts,
        page.encoding,
        outlet=facts.outlet,
        agency=", ".join(agencies) or None,
        author=", ".join(authors) or None,
        date=day,
        date_source=day_from,
        url=facts.url,
        warnings=warnings,
    )


def _split_agencies(facts: Facts, layout: Layout) -> tuple[list[str], list[str]]:
    """The people and the agencies among those who are named as authors, else in the byline."""
    from helpers.reading.wordlists import fold, words_of

    names = [_without_opening(name) for name in facts.authors] or list(layout.authors)
    known = words_of("dateline.agencies")
    return [name for name in names if fold(name) not in known], [name for name in names if fold(name) in known]


def _without_opening(name: str) -> str:
    """A name without the "By" before it; "Von" and "Di" may also begin a surname, which is one word."""
    from helpers.reading.structure import find_author

    found = find_author(name)
    return found if found is not None and len(found.split()) > 1 else name


def _count_words(parts: Sequence[Part]) -> int:
    """The words of the body; of two Chinese or Japanese signs, which no space parts, about one."""
    texts = [part.text for part in parts if part.kind in (None, "body", "standfirst")]
    return sum(len(text.split()) + len(_SIGNS.findall(text)) // 2 for text in texts)


def _fall_back(layout: Layout, facts: Facts, words: int) -> tuple[Layout, Warnings]:
    """The layout with the text of the page's data where the page shows next to none of it."""
    if facts.body is None or words >= _SHORT_WORDS or len(facts.body.split()) < _MORE_TEXT * max(words, _FEWEST_WORDS):
        return layout, ()
    title = next((part.text for part in layout.parts if part.kind == "headline"), None) or choose_title(facts)
    lines = [" ".join(line.split()) for line in facts.body.splitlines()]
    parts = [
        Part(line) for line in lines if any(map(str.isalnum, line)) and letters_of(line) != letters_of(title or "")
    ]
    kept = tuple(part for part in layout.parts if part.kind in ("byline", "standfirst", "date"))
    headline = () if title is None else (Part(title, "headline"),)
    reason = "shows next to no text, and what its data hold for search engines was read; look whether it is whole"
    layout = Layout((*headline, *kept, *parts), layout.date_lines, layout.times, layout.authors)
    return layout, (("data", reason),)


def _warn_short(blocks: Sequence[Block], words: int) -> Warnings:
    if words < _PAYWALL_WORDS:
        for block in blocks:
            phrase = find_phrase(block.text, "paywall") if len(block.text) <= _MOST_PAYWALL_BLOCK else None
            if phrase is not None:
                found = f"may be cut off: it has {words} words of text, and says “{phrase}”"
                reason = f"{found}; save it while you are logged in"
                return (("short", reason),)
    if words < _SHORT_WORDS:
        return (("short", f"has only {words} words of text; look whether the page was saved as a whole"),)
    return ()


def _find_absence(
    tree: Element, blocks: Sequence[Block], body: Body, facts: Facts, *, words: int, scripted: bool
) -> str | None:
    """Why a page holds no article and what to do; None where it holds one."""
    title = (choose_title(facts) or "").strip()
    again = "open the article in a browser and save the page after it has loaded"
    if words < _PAYWALL_WORDS and _says_missing(title, blocks):
        return f"holds no article but the message “{_shorten(title or blocks[0].text)}”; {again}"
    is_list = body.teasers >= _FEWEST_TEASERS and body.teaser_share > _MOST_TEASERS
    if is_list and not (facts.is_article and words >= _PAYWALL_WORDS):
        return f"holds no article but {body.teasers} headings that lead to others; open each article and save its page"
    if words >= _FEWEST_WORDS or (words > 0 and (facts.is_article or body.is_named)):
        return None
    shown = sum(len(block.text.split()) for block in blocks)
    if tree.find(".//frameset") is not None:
        return "holds no article but frames with other pages in them; save the frame with the article"
    if shown >= 2 * _FEWEST_WORDS:
        return f"holds no article: among the {shown} words of the page no text of sentences was found; {again}"
    without = "without its scripts the page shows" if scripted else "the page shows"
    return f"holds no article: {without} {shown} words; {again}, or save it as PDF or text"


def _says_missing(title: str, blocks: Sequence[Block]) -> bool:
    """Whether the title of a page, or its first heading, is that of an error or of a question to robots."""
    headings = [block.text for block in blocks if block.tag in HEADINGS][:1]
    phrases = [phrase.casefold() for phrase in load_words()["phrases"]["missing"]]
    for line in (title, *headings):
        words = line.casefold().strip(" !.…:-–—")
        for phrase in phrases:
            rest = words.removeprefix(phrase)
            if rest != words and (
                not rest or rest.startswith((" -", " –", " —", " |", ":", ".", "!", "…", ",")) or len(phrase) > 12
            ):
                return not (rest and rest[0].isalnum())
    return False


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_TITLE else f"{text[:_LONGEST_TITLE].rstrip()}…"
