"""OpenDocument texts: one article a file."""

from __future__ import annotations

import pytest
from inputs import odt
from inputs.expecting import compare

from helpers.reading.formats.office.odt import read_odt
from helpers.reading.raw import Part, RawArticle, Source
from helpers.tables import ArticleError


@pytest.mark.parametrize("name", odt.good())
def test_article_of_a_text_is_read(name: str) -> None:
    compare(read_odt(Source(name, odt.good()[name])), odt.EXPECTED[name])


@pytest.mark.parametrize("name", odt.broken())
def test_broken_text_says_what_is_wrong(name: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_odt(Source(name, odt.broken()[name]))
    assert caught.value.reason == odt.REASONS[name]


def test_all_that_is_shown_is_read_and_nothing_else() -> None:
    (article,) = read_odt(Source("harbour.odt", odt.good()["harbour.odt"]))
    assert isinstance(article, RawArticle)
    assert article.parts == (
        Part("Harbour stays shut", "headline"),
        Part("By Jane Doe\n\n“The harbour will stay shut,” said Anna Vale.\n\nIn a box"),
        Part("What now?", "heading"),
        Part("Ships | 12\n\nThe first ferry\nleaves on 12 March."),
        Part("The quay", "caption"),
        Part("She runs the port.", "boilerplate"),
    )
