"""What a web page tells about its article outside its text: in meta elements, in JSON-LD, in addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from helpers.reading.formats.web.tree import Element
from helpers.reading.formats.web.words import letters_of, load_words

Data = Mapping[str, Any]

# Comments of browsers and of programs that save pages.
_SAVED_FROM = re.compile(r"<!--\s{0,5}saved from url=\(\d{1,6}\)(\S{1,2000}?)\s{0,5}-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"<!--\s{0,5}Page saved with SingleFile\s{1,5}url:\s{1,5}(\S{1,2000})", re.IGNORECASE)
_HEAD_CHARACTERS = 20_000
# The web archive's copies have the address of the page within their own.
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{4,14}[a-z_]{0,4}/(https?://.+)", re.IGNORECASE)
_LONGEST_ADDRESS = 2_000
_LONGEST_FACT = 300
_MOST_NODES = 2_000
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")


@dataclass(frozen=True)
class Facts:
    """What a page says about itself; empty or None where it says nothing.

    `titles` are the surest first. `outlet_from` is "name" where the page names its outlet, "address" where only its
    address tells. `published` and `modified` are as written. `body` is the text that its data have.
    """

    titles: tuple[str, ...] = ()
    description: str | None = None
    outlet: str | None = None
    outlet_from: str | None = None
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: str | None = None
    url: str | None = None
    body: str | None = None
    is_article: bool = False


def find_facts(tree: Element, text: str, *, saved_as: str | None = None) -> Facts:
    """The facts of a page, given as its tree with all of its head and as its text; `saved_as` is its known address."""
    metas = _list_metas(tree)
    words = load_words()["data"]
    data = _find_article(tree, metas)
    url = _find_url(tree, metas, text, saved_as)
    named = [*_of(metas, words["outlets"]), *_names_of(data.get("publisher")), *_of(metas, words["outlets_last"])]
    host = None if url is None else (urlsplit(url).hostname or "").removeprefix("www.") or None
    outlet = next((name.removeprefix("www.") for name in named), None)
    return Facts(
        titles=tuple(_list_titles(tree, metas, data)),
        description=next(iter([*_texts(data.get("description")), *_of(metas, words["descriptions"])]), None),
        outlet=outlet or host,
        outlet_from="name" if outlet else ("address" if host else None),
        authors=tuple(_find_authors(tree, metas, data, outlet)),
        published=(
            *_texts(data.get("datePublished")),
            *_of(metas, words["published"]),
            *_of_items(tree, "datePublished"),
        ),
        modified=next(iter([*_texts(data.get("dateModified")), *_of(metas, words["modified"])]), None),
        url=url,
        body=_find_body(data),
        is_article=bool(data) or "article" in _of(metas, ["og:type"]) or bool(_of(metas, words["published"][:3])),
    )


def clean_fact(value: str) -> str:
    """A value on one line, no longer than any name or title."""
    return " ".join(value[: 4 * _LONGEST_FACT].split())[:_LONGEST_FACT]


def _list_metas(tree: Element) -> dict[str, list[str]]:
    """The contents of meta elements by their name, property or itemprop, in small letters."""
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = clean_fact(element.get("content") or "")
        for key in ("property", "name", "itemprop"):
            name = (element.get(key) or "")[:100].strip().lower()
            if name and content:
                metas.setdefault(name, []).append(content)
    return metas


def _of(metas: Mapping[str, Sequence[str]], names: Sequence[str]) -> list[str]:
    return [content for name in names for content in metas.get(name, ())]


def _of_items(tree: Element, name: str) -> list[str]:
    """The values of microdata in the text of a page."""
    found = tree.iterfind(f".//*[@itemprop='{name}']")
    values = (item.get("content") or item.get("datetime") or "" for item in found)
    return [clean_fact(value) for value in values if value.strip()]


def _list_titles(tree: Element, metas: Mapping[str, Sequence[str]], data: Data) -> Iterator[str]:
    yield from _texts(data.get("headline"))
    yield from _of(metas, load_words()["data"]["titles"])
    title = tree.find(".//head/title")
    if title is not None and (title.text or "").strip():
        yield clean_fact(title.text)


def _find_url(tree: Element, metas: Mapping[str, Sequence[str]], text: str, saved_as: str | None) -> str | None:
    """The address of the article: the first that leads to a page, not to the start of a site."""
    head = text[:_HEAD_CHARACTERS]
    comment = _SAVED_FROM.search(head) or _SINGLE_FILE.search(head)
    saved = [comment.group(1)] if comment else []
    base = next(iter([*saved, *filter(None, [saved_as])]), "")
    links = [link.get("href") or "" for link in tree.iterfind(".//link[@rel='canonical']")]
    given = [*links, *_of(metas, load_words()["data"]["addresses"]), *filter(None, [saved_as]), *saved]
    addresses = [address for one in given if (address := plain_address(one, base)) is not None]
    return next(
        (one for one in addresses if urlsplit(one).path.strip("/") or urlsplit(one).query), next(iter(addresses), None)
    )


def plain_address(written: str, base: str = "") -> str | None:
    """An address of the web as written in a page, without its fragment, None where it is none."""
    written = written[: _LONGEST_ADDRESS + 1].strip()
    try:
        address = urljoin(base, written) if base and "://" not in written[:20] else written
        archived = _ARCHIVED.fullmatch(address)
        address = (archived.group(1) if archived else address).partition("#")[0]
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    is_plain = address.isprintable() and not any(map(str.isspace, address)) and not set(address) & set("<>\"'`\\")
    return address if is_web and is_plain and len(address) <= _LONGEST_ADDRESS and "@" not in parts.netloc else None


def _find_authors(tree: Element, metas: Mapping[str, Sequence[str]], data: Data, outlet: str | None) -> Iterator[str]:
    """Those named as authors, each once; no addresses, no accounts, not the outlet itself."""
    given = _names_of(data.get("author")) or _of(metas, load_words()["data"]["authors"])
    if not given:
        given = [
            clean_fact(element.text_content())
            for element in tree.iterfind(".//*[@rel='author']")
            if not (element.get("href") or "").startswith("mailto:")
        ]
    seen = {letters_of(outlet or ""), ""} | {letters_of(name) for name in load_words()["data"]["nobody"]}
    for names in given:
        for name in re.split(r"\s*[,;|]\s*", names):
            key = letters_of(name)
            if key not in seen and "://" not in name and "@" not in name and not any(map(str.isdigit, name)):
                seen.add(key)
                yield name.strip(" ,;|")


def _find_article(tree: Element, metas: Mapping[str, Sequence[str]]) -> Data:
    """The article of the JSON-LD of a page; empty without one, and with several of which none has the page's title."""
    nodes = list(_list_nodes(tree))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    types = frozenset(load_words()["data"]["articles"])
    articles = [_resolve(node, by_id) for node in nodes if types & set(_texts(node.get("@type")))]
    titles = {letters_of(title) for title in _of(metas, load_words()["data"]["titles"])}
    same = [node for node in articles if titles & {letters_of(title) for title in _texts(node.get("headline"))}]
    if same or len(articles) == 1:
        return (same or articles)[0]
    return {}


def _resolve(node: Data, by_id: Mapping[str, Data]) -> Data:
    """A node with those in place that it names by their id only."""
    return {key: _look_up(value, by_id) for key, value in node.items()}


def _look_up(value: Any, by_id: Mapping[str, Data]) -> Any:
    if isinstance(value, list):
        return [_look_up(one, by_id) for one in value[:50]]
    if isinstance(value, Mapping) and isinstance(value.get("@id"), str) and "name" not in value:
        return by_id.get(value["@id"], value)
    return value


def _list_nodes(tree: Element) -> Iterator[Data]:
    """The objects of all JSON-LD of a page, those of lists and graphs too."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        # Some pages break their own data by line breaks within texts.
        written = re.sub(r"[\x00-\x1f]+", " ", script.text or "").strip().rstrip(";")
        try:
            waiting = [json.loads(written)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            if not waiting:
                break
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, Mapping):
                yield one
                waiting += [
                    one[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(one.get(key), list | dict)
                ]


def _texts(value: Any) -> list[str]:
    """The texts that a value of JSON-LD is or lists; a date or a title may stand within an object."""
    values = value if isinstance(value, list) else [value]
    found = (one.get("@value") if isinstance(one, Mapping) else one for one in values[:50])
    return [text for one in found if isinstance(one, str | int) and (text := clean_fact(_plain(str(one))))]


def _names_of(value: Any) -> list[str]:
    """The names of people and bodies: texts, or objects with a name."""
    names: list[str] = []
    for one in (value if isinstance(value, list) else [value])[:50]:
        names += _texts(one.get("name")) if isinstance(one, Mapping) else _texts(one)
    return names


def _find_body(data: Data) -> str | None:
    body = data.get("articleBody")
    return _plain(body) if isinstance(body, str) and body.strip() else None


def _plain(value: str) -> str:
    """A value without the markup and the entities that some pages leave in their data; paragraphs stay apart."""
    from html import unescape

    if "&" in value:
        value = unescape(value)
    if _MARKUP.search(value) is None:
        return value
    return _MARKUP.sub(
        lambda tag: "\n\n" if tag.group()[1:].lstrip("/").lower().startswith(("p", "br", "div", "li", "h")) else "",
        value,
    )
