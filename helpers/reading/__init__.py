"""From files to articles: reading, cleaning with offsets back, and the structure of each text."""

from helpers.reading.articles import Reading, read_articles
from helpers.reading.clean import Offsets, clean
from helpers.reading.raw import AS_FOUND, COLUMN_USES, ReadingOptions
from helpers.reading.structure import Paragraph, split_paragraphs

__all__ = [
    "AS_FOUND",
    "COLUMN_USES",
    "Offsets",
    "Paragraph",
    "Reading",
    "ReadingOptions",
    "clean",
    "read_articles",
    "split_paragraphs",
]
