"""The reader of Word documents (DOCX) in general: one article a file."""

from __future__ import annotations

from helpers.reading.formats.office.blocks import make_article
from helpers.reading.formats.office.word_blocks import read_word_document
from helpers.reading.raw import RawArticle, Source, Unread


def read_word(source: Source) -> list[RawArticle | Unread]:
    """The one article that a Word document holds.

    Who made the document, and when, is whoever saved it; author and date of the article stand in its text.
    Raises ArticleError where the file is protected, damaged, no Word document, or holds no text.
    """
    document = read_word_document(source)
    return [make_article(source, document.blocks, encoding="docx", title=document.title)]
