"""What tests of readers compare: of each article found, the fields that `EXPECTED` of a maker names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpers.reading.raw import RawArticle, Unread


def describe(article: RawArticle, expected: Mapping[str, str]) -> dict[str, str | None]:
    """The fields of an article, its headline, and its body as far as the first and last words are expected."""
    body = "\n\n".join(part.text for part in article.parts if part.kind in (None, "body"))
    headline = next((part.text for part in article.parts if part.kind == "headline"), None)
    found = {
        "headline": headline,
        "date": article.date,
        "outlet": article.outlet,
        "author": article.author,
        "first": body[: len(expected.get("first", ""))],
        "last": body[len(body) - len(expected.get("last", "")) :],
    }
    return {key: found[key] for key in expected}


def compare(found: Sequence[RawArticle | Unread] | None, expected: Sequence[Mapping[str, str]]) -> None:
    """Asserts that the articles are these, in this order."""
    assert found is not None
    assert all(isinstance(one, RawArticle) for one in found), found
    articles = [one for one in found if isinstance(one, RawArticle)]
    assert len(articles) == len(expected)
    assert [describe(one, told) for one, told in zip(articles, expected, strict=True)] == [dict(t) for t in expected]
