"""Notebook pages made small, and without texts where these must not be shown: what is left out is in the views.

All markup here was made by this package, and text in it is escaped: no text can look like these elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.showing.links import to_article

_MOST_ROWS, _MOST_LETTERS_OF_ARTICLES = 100, 120_000
# The styles that JupyterLab needs in each cell are most of a table; on a page the style sheet has them.
_STYLES = {'<td style="text-align:left"': "<td", '<td style="text-align:right"': '<td class="number"'}
_ARTICLE = re.compile(r"<article\b[^>]*>.*?</article>", re.DOTALL)
_PARAGRAPH = re.compile(r'id="([0-9a-f]+)-\d+"')
_BODY = re.compile(r"<tbody>(.*?)</tbody></table></div>", re.DOTALL)
# What shows more of the texts than quotations: whole articles, and words in context.
_FROM_TEXTS = re.compile(rf"{_ARTICLE.pattern}|<div data-from-texts\b[^>]*>.*?</div>", re.DOTALL)
_LEFT_OUT = "<p>The full text is not part of this site. Its quotations are, with the sentences around them.</p>"


def trim_page(markup: str) -> str:
    """The HTML of a page with the first rows of long tables and, where articles are many, links to most of them."""
    for style, short in _STYLES.items():
        markup = markup.replace(style, short)
    return "".join(_trim_articles(_BODY.sub(_trim_rows, markup)))


def _trim_rows(body: re.Match[str]) -> str:
    rows = body[1].split("</tr>")[:-1]
    if len(rows) <= _MOST_ROWS:
        return body[0]
    kept = "".join(f"{row}</tr>" for row in rows[:_MOST_ROWS])
    note = f"{len(rows) - _MOST_ROWS} more rows are in the notebook; the explorer has all quotations."
    return f"<tbody>{kept}</tbody></table></div><p>{note}</p>"


def _trim_articles(markup: str) -> Iterator[str]:
    place, room = 0, _MOST_LETTERS_OF_ARTICLES
    for article in _ARTICLE.finditer(markup):
        room -= len(article[0])
        paragraph = _PARAGRAPH.search(article[0])
        yield markup[place : article.start()]
        if room >= 0 or paragraph is None:
            yield article[0]
        else:
            yield f'<p><a href="{to_article(paragraph[1])}">Read the article</a></p>'
        place = article.end()
    yield markup[place:]


def leave_out_texts(markup: str) -> str:
    """The HTML of a page without whole articles and words in context; quotations stay."""
    return _FROM_TEXTS.sub(_LEFT_OUT, markup)
