"""A web page as a tree, without what no reader sees in it and what surrounds the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from helpers.languages import UNDETERMINED, available_languages, load_language
from helpers.reading.formats.web.words import find_hints, tags_of
from helpers.reading.raw import Source

# An element of lxml, which brings no types.
Element = Any

# What lxml reads from broken pages and does not write.
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,1000}>")
_UNSEEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
# XHTML may close these at once, where HTML would take all that follows for their content.
_XHTML = ".xhtml"
_SELF_CLOSED = re.compile(
    r"<(script|style|title|iframe|textarea|noscript|object|canvas)\b([^<>]{0,2000})/>", re.IGNORECASE
)
# Of all words outside links: what holds more is the article itself, whatever it is called.
_MOST_AROUND = 0.3
_LONGEST_AROUND = 1_000
_LONGEST_STYLE = 500
_PROTECTED = frozenset({"html", "body", "main"})
_REMOVED = "removed"
# An <article> with less text is a teaser.
_SHORTEST_ARTICLE = 600
# Pages with thousands of comments and the longest lists have fewer.
_MOST_TAGS = 250_000


def parse_page(source: Source, text: str) -> Element:
    """The tree of a page. Raises ArticleError (codes empty, unreadable) where there is none."""
    from lxml import etree, html

    count = text.count("<")
    if count > _MOST_TAGS:
        reason = f"is too long: {count:,} tags, and at most {_MOST_TAGS:,} are read; save the article alone"
        raise source.error(reason, code="too-long")
    found = _DECLARATION.match(text)
    markup = _NO_XML.sub(" ", text[found.end() :] if found else text)
    if found or source.suffix == _XHTML:
        markup = _SELF_CLOSED.sub(r"<\1\2></\1>", markup)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise source.error("holds no web page; save the page again", code="empty") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        reason = "is no web page that can be read: its elements stand in each other too deep; save it as text"
        raise source.error(reason)
    return tree


def weigh(tree: Element) -> dict[Element, int]:
    """How many characters of text each element holds, those of links and of scripts left out."""
    from lxml import etree

    weights: dict[Element, int] = {}
    stack: list[tuple[Element, bool, int]] = []
    total = 0
    no_text = tags_of("no_text")
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            is_off = (stack[-1][1] if stack else False) or element.tag == "a" or element.tag in no_text
            stack.append((element, is_off, total))
            total += 0 if is_off else len((element.text or "").strip())
        else:
            _, _, before = stack.pop()
            weights[element] = total - before
            is_off = stack[-1][1] if stack else True
            total += 0 if is_off else len((element.tail or "").strip())
    return weights


def prune(tree: Element, heading: Element | None) -> None:
    """Takes out of a page what is no text, what is hidden, and what stands around articles: menus, comments, banners.

    `heading` is the headline of the article, where it is known; what holds it stays.
    """
    weights = weigh(tree)
    most = min(_MOST_AROUND * weights[tree], _LONGEST_AROUND)
    keep = set() if heading is None else {heading, *heading.iterancestors()}
    doomed = [element for element in tree.iter() if _is_out(element, keep, weights.get(element, 0) > most)]
    remove(tree, doomed)


def remove(tree: Element, elements: Iterable[Element]) -> None:
    """Takes elements out of a tree; the text behind them stays."""
    from lxml import etree

    for element in elements:
        element.tag = _REMOVED
    # One at a time they would copy the text behind them again and again.
    etree.strip_elements(tree, _REMOVED, with_tail=False)


def _is_out(element: Element, keep: set[Element], is_long: bool) -> bool:
    tag = element.tag
    if tag in _PROTECTED or element in keep:
        return False
    if tag in tags_of("no_text"):
        return True
    attributes = element.attrib
    if not attributes:
        return tag == "form" and not is_long
    if not is_long and (_is_hidden(attributes) or tag == "form"):
        return True
    hints = find_hints(attributes)
    if "unseen" in hints:
        return not is_long
    if tag in tags_of("inline") or tag in ("article", "p", "h1", "h2", "h3", "h4", "h5", "h6") or not hints:
        return False
    # Comments and banners may be longer than the article; but nothing in them is called its body.
    return "body" not in hints and ("alien" in hints or ("around" in hints and not is_long))


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or _UNSEEN_STYLE.search(attributes.get("style", "")[:_LONGEST_STYLE]) is not None


def keep_main_article(tree: Element, heading: Element | None) -> None:
    """Takes out the other articles of a page, where one holds the headline: teasers, and what follows on scrolling."""
    if heading is None:
        return
    main = next((element for element in heading.iterancestors("article")), None)
    if main is None or sum(map(len, main.itertext())) < _SHORTEST_ARTICLE:
        return
    outer = {main, *main.iterancestors()}
    inner = set(main.iter("article"))
    remove(tree, [element for element in tree.iter("article") if element not in outer and element not in inner])


def mark_quotations(tree: Element) -> None:
    """Puts the quote marks around <q> that a browser shows: those of the language that the page names for the place."""
    from lxml import etree

    if tree.find(".//q") is None:
        return
    places: list[tuple[str, int]] = [("", 0)]
    found = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            places.pop()
            continue
        language, depth = places[-1]
        places.append((element.get("lang") or language, depth + (element.tag == "q")))
        if element.tag == "q":
            found.append((element, language if element.get("lang") is None else element.get("lang"), depth))
    for element, language, depth in found:
        _mark(element, _find_marks(language)[min(depth, 1)])


def _mark(element: Element, marks: tuple[str, str]) -> None:
    opening, closing = marks
    element.tag = "span"
    first = _NO_XML.sub(" ", element.text or "")
    last = _NO_XML.sub(" ", element[-1].tail or "") if len(element) else first
    if first.lstrip().startswith(opening) and last.rstrip().endswith(closing):
        return
    if len(element):
        element.text = opening + first.lstrip()
        element[-1].tail = last.rstrip() + closing
    else:
        element.text = opening + first.strip() + closing


def _find_marks(language: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The double and the single marks of a language as a page names it ("de-AT")."""
    code = re.split(r"[-_]", language[:20].strip().lower())[0]
    found = load_language(code if code in available_languages() else UNDETERMINED)
    return found.marks[0], found.single_marks[0]
