"""Setting type for PDFs: lines broken by the width of their letters, columns, headlines, pictures. Needs reportlab."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842
SERIF, SERIF_BOLD = "Times-Roman", "Times-Bold"
SANS, SANS_BOLD = "Helvetica", "Helvetica-Bold"


class Row(NamedTuple):
    """One line of type, and whether it ends its paragraph or begins one with an indent."""

    text: str
    is_last: bool
    indent: float = 0


class Type(NamedTuple):
    """How a text is set; justified lines fill their width."""

    font: str = SERIF
    size: float = 10
    leading: float = 12.5
    justified: bool = False


BODY = Type()


def wrap(text: str, width: float, kind: Type, indent: float = 0) -> list[Row]:
    """The lines of one paragraph, broken at spaces and broken bars; these become hyphens at a line's end only."""
    rows: list[Row] = []
    line, room = "", width - indent
    for word in text.split(" "):
        pieces = word.split("¦")
        while pieces:
            fitting = _fit(line, pieces, room, kind)
            if fitting == 0 and line:
                rows.append(Row(line, False, 0 if rows else indent))
                line, room = "", width
                continue
            taken, pieces = pieces[: fitting or 1], pieces[fitting or 1 :]
            line += (" " if line and taken[0] != "" and not line.endswith("\n") else "") + "".join(taken)
            if pieces:
                rows.append(Row(line if line.endswith("-") else line + "-", False, 0 if rows else indent))
                line, room = "", width
    return [*rows, Row(line, True, 0 if rows else indent)]


def _fit(line: str, pieces: list[str], room: float, kind: Type) -> int:
    """How many pieces of a word fit behind a line."""
    for count in range(len(pieces), 0, -1):
        tried = (line + " " if line else "") + "".join(pieces[:count])
        hyphen = "" if count == len(pieces) or tried.endswith("-") else "-"
        if pdfmetrics.stringWidth(tried + hyphen, kind.font, kind.size) <= room:
            return count
    return 0


def plain(text: str) -> str:
    """What a reader of the page sees: no broken bars, no soft hyphens, no ligatures, no marks of headings."""
    for ligature, letters in (("ﬀ", "ff"), ("ﬃ", "ffi"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("¦", ""), ("\u00ad", "")):
        text = text.replace(ligature, letters)
    return text.removeprefix("# ")


def draw(canvas: Canvas, row: Row, x: float, y: float, width: float, kind: Type) -> None:
    """One line, its spaces stretched where it is justified."""
    line = canvas.beginText(x + row.indent, y)
    line.setFont(kind.font, kind.size)
    spaces = row.text.count(" ")
    rest = width - row.indent - pdfmetrics.stringWidth(row.text, kind.font, kind.size)
    line.setWordSpace(rest / spaces if kind.justified and not row.is_last and spaces else 0)
    line.textOut(row.text)
    canvas.drawText(line)


def flow(
    canvas: Canvas, paragraphs: Iterable[str], frames: Iterator[Any], kind: Type, *, indent: float = 0, gap: float = 0
) -> None:
    """Paragraphs through frames (x, top, width, height): bold ones begin with a number sign."""
    x, y, width, bottom = _next(frames)
    for text in paragraphs:
        is_heading = text.startswith("# ")
        style = kind._replace(font=_bold(kind.font), justified=False) if is_heading else kind
        rows = wrap(text.removeprefix("# "), width, style, 0 if is_heading else indent)
        y -= 6 if is_heading else 0
        for row in rows:
            if y - kind.leading < bottom:
                x, y, width, bottom = _next(frames)
            y -= kind.leading
            draw(canvas, row, x, y, width, style)
        y -= gap


def _next(frames: Iterator[Any]) -> tuple[float, float, float, float]:
    x, top, width, height = next(frames)
    return x, top, width, top - height


def _bold(font: str) -> str:
    return {SERIF: SERIF_BOLD, SANS: SANS_BOLD}.get(font, font)


def make_canvas(**options: Any) -> tuple[Canvas, io.BytesIO]:
    kept = io.BytesIO()
    # Without a date of making, the same samples are the same bytes.
    return Canvas(kept, pagesize=(WIDTH, HEIGHT), invariant=True, **options), kept


def set_headline(canvas: Canvas, text: str, *, size: float, y: float, x: float = 60, width: float = 475) -> float:
    kind = Type(SANS_BOLD, size, size * 1.15)
    for row in wrap(text, width, kind):
        draw(canvas, row, x, y, width, kind)
        y -= kind.leading
    return y


def place_picture(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.drawImage(ImageReader(_grey(40, 30)), x, y, width, height)


def _grey(width: int, height: int) -> Any:
    return Image.linear_gradient("L").resize((width, height))


def print_lines(*pages: Iterable[tuple[float, float, str, float]], font: str = SERIF, title: str = "") -> bytes:
    """Pages of single lines: how far from the left and the top each stands, its words, its size; bold after a star."""
    canvas, kept = make_canvas()
    canvas.setTitle(title)
    for lines in pages:
        for x, y, text, size in lines:
            canvas.setFont(_bold(font) if text.startswith("*") else font, size)
            canvas.drawString(x, HEIGHT - y, text.removeprefix("*"))
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


def set_column(text: str, x: float, y: float, width: float, kind: Type = BODY) -> list[tuple[float, float, str, float]]:
    """A paragraph as lines for `print_lines`."""
    rows = wrap(text, width, kind)
    return [(x, y + place * kind.leading, row.text, kind.size) for place, row in enumerate(rows)]


def assemble(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of them its catalogue, numbered from 1."""
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(content))
    return content + head + table + end


def make_stream(content: bytes, filters: bytes = b"") -> bytes:
    """A stream as it stands in a file."""
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (filters, len(content), content)


def draw_content(content: bytes, *, font: bytes = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>") -> bytes:
    """A PDF of one page that draws what a content stream says, its font called F."""
    return assemble(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        content,
        font,
    )
