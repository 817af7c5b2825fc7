"""Opening a PDF: its pages, or why they cannot be read, in words that say what to do."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, NamedTuple

from helpers.reading.formats.pdf.pages import Page, read_page
from helpers.reading.raw import Source

# Where the marks of a PDF may stand, in bytes from its beginning and end.
_HEADER, _TRAILER = 1024, 2048
# A book is no article; what unpacks to so many bytes is no page. Pictures are not unpacked.
_MOST_PAGES = 1_000
_MOST_BYTES, _MOST_BYTES_TOGETHER = 2**25, 2**28
_STREAM = re.compile(rb"stream\r?\n")
_LONGEST_DICTIONARY = 600
_DEEPEST_STREAM, _PIECE = 3, 2**14
# Of the letters: beyond the first share something is missing, beyond the second nothing can be made of the rest.
_SOME_UNREAD, _MOST_UNREAD = 0.01, 0.2
_FEWEST_VOWELS, _ENOUGH_LETTERS = 0.22, 200
_VOWELS = frozenset("aeiouyäöüéèêàâîôûåøæáíóúœ")
_MOST_NAMED = 12


class Opened(NamedTuple):
    """The pages of a file, the title in its properties, and warnings as pairs of code and message."""

    pages: list[Page]
    title: str | None
    warnings: tuple[tuple[str, str], ...]


def read_pages(source: Source) -> Opened:
    """The pages of a PDF. Raises ArticleError where there is no text to be had."""
    import pypdfium2

    _check_bytes(source)
    try:
        document = pypdfium2.PdfDocument(source.content)
    except pypdfium2.PdfiumError as error:
        raise _explain(source, error) from error
    with closing(document):
        pages, lost = _read_all(source, document)
        title = document.get_metadata_dict(skip_empty=True).get("Title")
    _check_text(source, pages, lost)
    return Opened(pages, title, tuple(_find_warnings(source, pages, lost)))


def _check_bytes(source: Source) -> None:
    if not source.content:
        raise source.error("is empty: it has no bytes; save it again", code="empty")
    if b"%PDF-" not in source.content[:_HEADER]:
        raise source.error("is no PDF: it does not begin with %PDF; open it in the program that made it", code="format")
    together = 0
    for size in _measure_streams(source.content):
        together += size
        if size > _MOST_BYTES or together > _MOST_BYTES_TOGETHER:
            limit = (_MOST_BYTES if size > _MOST_BYTES else _MOST_BYTES_TOGETHER) // 2**20
            raise source.error(
                f"unpacks to more than {limit} MB of drawing; save its text in another way", code="limit"
            )


def _measure_streams(content: bytes) -> Iterator[int]:
    """The unpacked size of each packed stream but those of pictures, as far as the limit; PDFium has none so low."""
    for found in _STREAM.finditer(content):
        before = content[max(0, found.start() - _LONGEST_DICTIONARY) : found.start()].rpartition(b" obj")[2]
        if b"FlateDecode" in before and b"/Image" not in before:
            unpacked = memoryview(content)[found.end() :]
            for _ in range(min(before.count(b"FlateDecode"), _DEEPEST_STREAM)):
                unpacked = memoryview(_unpack(unpacked))
                if len(unpacked) > _MOST_BYTES:
                    break
            yield len(unpacked)


def _unpack(packed: memoryview) -> bytes:
    """What a stream holds, up to its end, the limit or the first wrong byte."""
    unpacker, pieces, size = zlib.decompressobj(), [b""], 0
    for start in range(0, len(packed), _PIECE):
        try:
            pieces.append(unpacker.decompress(packed[start : start + _PIECE]))
        except zlib.error:
            break
        size += len(pieces[-1])
        if unpacker.eof or size > _MOST_BYTES:
            break
    return b"".join(pieces)


def _explain(source: Source, error: Exception) -> Exception:
    """An error that says why PDFium could not open a document."""
    import pypdfium2.raw as pdfium

    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD:
        return source.error("is protected with a password; open it, save it without one", code="password")
    if code == pdfium.FPDF_ERR_SECURITY:
        return source.error("is protected in a way that is not known; open it, save it without that", code="password")
    reason = "is damaged or cut off: its pages cannot be found; save or download it again"
    return source.error(reason, code="broken")


def _read_all(source: Source, document: Any) -> tuple[list[Page], list[int]]:
    """The pages, and the numbers of those that cannot be opened."""
    import pypdfium2

    count = len(document)
    if count > _MOST_PAGES:
        reason = f"has {count} pages, more than {_MOST_PAGES}; save those of the article as a file of their own"
        raise source.error(reason, code="limit")
    pages, lost = [], []
    for place in range(count):
        try:
            pages.append(read_page(document, place))
        except pypdfium2.PdfiumError:
            lost.append(place + 1)
    return pages, lost


def _check_text(source: Source, pages: Sequence[Page], lost: Sequence[int]) -> None:
    if not pages:
        what = f"none of its {len(lost)} pages can be opened" if lost else "it has no pages"
        raise source.error(f"is damaged: {what}; save or download it again", code="broken")
    pictures = [page for page in pages if page.is_picture]
    if all(page.is_picture or not page.words for page in pages):
        if not pictures:
            raise source.error(f"is empty: nothing is printed on its {_count(len(pages))}; remove it", code="empty")
        what = f"{_count(len(pictures))} of pictures"
        raise source.error(
            f"has no text layer: {what}; run it through text recognition (OCR) first", code="no-text-layer"
        )
    letters, unread = sum(page.letters for page in pages), sum(page.unread for page in pages)
    if unread > _MOST_UNREAD * letters:
        raise source.error(
            f"does not say what its letters mean ({unread} of {letters} are unknown); run it through text recognition "
            "(OCR)",
            code="letters",
        )


def _find_warnings(source: Source, pages: Sequence[Page], lost: Sequence[int]) -> Iterator[tuple[str, str]]:
    pictures = [page.number for page in pages if page.is_picture]
    if pictures:
        yield (
            "no-text-layer",
            f"has pages of pictures without a text layer: {_name(pictures)}; if there is text on them, run the file "
            "through text recognition (OCR)",
        )
    if lost:
        yield "pages", f"has pages that cannot be opened and were left out: {_name(lost)}; download it again"
    if b"%%EOF" not in source.content[-_TRAILER:]:
        yield "cut", "has no end: it may have lost pages; download it again"
    letters, unread = sum(page.letters for page in pages), sum(page.unread for page in pages)
    if unread > _SOME_UNREAD * letters:
        yield (
            "letters",
            f"has letters of unknown meaning ({unread} of {letters}); compare the text with the page",
        )
    elif _looks_wrong(pages):
        yield "letters", "reads like no language: its letters may mean others; compare it with the page"


def _looks_wrong(pages: Sequence[Page]) -> bool:
    """Whether the Latin letters of a text have too few vowels for a language: a font can give each a wrong meaning."""
    letters = [
        letter for page in pages for word in page.words for letter in word.text.casefold() if "a" <= letter <= "ÿ"
    ]
    return len(letters) >= _ENOUGH_LETTERS and sum(map(_VOWELS.__contains__, letters)) < _FEWEST_VOWELS * len(letters)


def _count(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} pages"


def _name(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:_MOST_NAMED]))
    return named if len(numbers) <= _MOST_NAMED else f"{named} and {len(numbers) - _MOST_NAMED} more"
