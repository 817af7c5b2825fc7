"""From files to articles: reading, cleaning with offsets back, and the structure of each text."""

from helpers.reading.articles import Reading, describe_folder, read_articles
from helpers.reading.clean import Offsets, clean
from helpers.reading.structure import Paragraph, split_paragraphs

__all__ = ["Offsets", "Paragraph", "Reading", "clean", "describe_folder", "read_articles", "split_paragraphs"]
