"""The paragraphs of a document of a press database, which comes as rich text or as a Word document."""

from __future__ import annotations

from helpers.reading.formats.office.blocks import Block
from helpers.reading.formats.office.rtf_blocks import read_rtf_document
from helpers.reading.formats.office.word_blocks import read_word_document
from helpers.reading.raw import Source

_RTF = b"{\\rtf"


def read_blocks(source: Source) -> tuple[tuple[Block, ...], str]:
    """The paragraphs of an RTF or DOCX file, told by its bytes and then by its ending, and which of them it is.

    Raises ArticleError where it is protected, damaged, or neither.
    """
    if source.content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_RTF) or source.suffix == ".rtf":
        return read_rtf_document(source).blocks, "rtf"
    return read_word_document(source).blocks, "docx"
