"""The reader of rich text (RTF) in general: one article a file."""

from __future__ import annotations

from dataclasses import replace

from helpers.reading.formats.office.blocks import make_article
from helpers.reading.formats.office.rtf_blocks import read_rtf_document
from helpers.reading.raw import RawArticle, Source, Unread

_CUT = ("cut", "ends in the middle: the last of its groups are not closed; the text may lack its end, save it again")


def read_rtf(source: Source) -> list[RawArticle | Unread]:
    """The one article that a rich text file holds; pictures and embedded objects are left out.

    Raises ArticleError where the file is no RTF, damaged, or holds no text.
    """
    document = read_rtf_document(source)
    article = make_article(source, document.blocks, encoding="rtf", title=document.title)
    return [replace(article, warnings=(*article.warnings, _CUT)) if document.is_cut else article]
