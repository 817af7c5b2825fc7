"""The formats that are read: one module a format, one line a format in `FORMATS`.

A reader is a function `Source -> list[RawArticle | Unread] | None`: the articles in their order, or None where the file
is not of its kind and the next format with that ending is asked. It raises ArticleError where the file is broken.
To add a format, write a module here and give it a line below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from helpers.reading.raw import RawArticle, Source, Unread

# The longest text of one article, in 2**20 bytes, or characters where it is one of many.
TEXT_MB = 5.0

Reader = Callable[[Source], list[RawArticle | Unread] | None]


@dataclass(frozen=True)
class Format:
    """A kind of file: its endings, where its reader stands ("module:function"), and the largest file read, in MB.

    `apart` formats are read in a process of their own, which is stopped when it hangs or takes too much memory: all
    but plain text. An archive has members instead of articles.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str
    most_mb: float
    apart: bool = True
    archive: bool = False

    def load(self) -> Reader:
        """The reader; what it needs is imported now and not before."""
        module, _, name = self.reader.partition(":")
        reader: Reader = getattr(import_module(f"helpers.reading.formats.{module}"), name)
        return reader


# Of formats with the same ending the first that knows the file reads it.
FORMATS: tuple[Format, ...] = (
    Format("Nexis text", (".txt", ".text"), "databases.nexis_text:read_nexis_text", TEXT_MB, apart=False),
    Format("text", (".txt", ".text", ".md", ".markdown"), "text:read_text", TEXT_MB, apart=False),
    Format("web archive", (".html", ".htm", ".xhtml"), "web.web_archive:find_web_archive", 30),
    Format("web page", (".html", ".htm", ".xhtml"), "web.web_page:read_page", 30),
    Format("web archive", (".mhtml", ".mht"), "web.web_archive:read_web_archive", 50),
    Format("Nexis document", (".docx", ".rtf"), "databases.nexis:read_nexis", 100),
    Format("Factiva document", (".rtf", ".docx"), "databases.factiva:read_factiva", 100),
    Format("Word document", (".docx",), "office.word:read_word", 100),
    Format("rich text", (".rtf",), "office.rtf:read_rtf", 100),
    Format("OpenDocument text", (".odt",), "office.odt:read_odt", 100),
    Format("PDF", (".pdf",), "pdf:read_pdf", 100),
    Format("table", (".csv", ".tsv"), "tables.csv_table:read_csv", 200),
    Format("workbook", (".xlsx",), "tables.workbook:read_workbook", 100),
    Format("JSON", (".json",), "tables.json_records:read_json", 200),
    Format("JSON lines", (".jsonl", ".ndjson"), "tables.json_records:read_json_lines", 200),
    Format("Parquet", (".parquet",), "tables.parquet:read_parquet", 200),
    Format("ZIP", (".zip",), "archive:list_members", 500, archive=True),
)


def find_formats(suffix: str) -> tuple[Format, ...]:
    """The formats with this ending (in small letters, with its dot), in the order in which they are asked."""
    return tuple(form for form in FORMATS if suffix in form.suffixes)


# How files begin that often come under another ending: a page or an export saved as .txt, .doc or without any.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%pdf-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"<!doctype html", ".html"),
    (b"<html", ".html"),
)
_MAY_HIDE_OTHERS = frozenset({"", ".txt", ".text", ".doc", ".asp", ".aspx", ".php", ".shtml"})

# What is met in folders of articles and not read, and what to do with it.
ADVICE: Mapping[str, str] = {
    ".doc": "an old Word file (.doc); open it and save it as .docx",
    ".xls": "an old Excel file (.xls); open it and save it as .xlsx",
    ".pages": "a Pages file; export it as .docx",
    ".numbers": "a Numbers file; export it as .xlsx",
    ".epub": "an e-book (.epub); save its text as .txt or .html",
    ".eml": "an e-mail (.eml); save its text as .txt or .html",
    ".msg": "an Outlook message (.msg); save its text as .txt or .html",
    ".url": "a link and not the page itself; open it and save the page",
    ".webloc": "a link and not the page itself; open it and save the page",
    ".xml": "an XML file, which comes in too many kinds to be read; export it as .csv, .json or .html",
    ".rar": "a RAR archive; unpack it, or pack it as .zip",
    ".7z": "a 7-Zip archive; unpack it, or pack it as .zip",
    ".tar": "a tar archive; unpack it, or pack it as .zip",
    ".gz": "a gzip archive; unpack it, or pack it as .zip",
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".heic"),
        "a picture; run it through text recognition (OCR) and save its text as .txt or .pdf",
    ),
    **dict.fromkeys(
        (".mp3", ".mp4", ".m4a", ".wav", ".mov"), "a recording; write down what is said and save it as .txt"
    ),
}


def sniff_suffix(head: bytes, suffix: str) -> str:
    """The ending that a file should have by its first bytes, where its own may hide another format; else "".

    >>> sniff_suffix(b"<!DOCTYPE html><html>", ".txt")
    '.html'
    """
    if suffix not in _MAY_HIDE_OTHERS:
        return ""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    return next((ending for beginning, ending in _BEGINNINGS if start.startswith(beginning)), "")
