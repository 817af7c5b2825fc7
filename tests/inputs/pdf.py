"""PDFs as newspapers, browsers, offices and scanners make them. Needs reportlab, which also brings the font Vera."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from inputs import pdf_texts as texts
from inputs.pdf_setting import (
    HEIGHT,
    SANS,
    SERIF,
    WIDTH,
    Type,
    draw,
    flow,
    make_canvas,
    place_picture,
    plain,
    set_headline,
    wrap,
)


def one_column() -> bytes:
    """An article from an office: one ragged column, gaps between paragraphs, page numbers, a dishonest title."""
    canvas, kept = make_canvas()
    canvas.setTitle("Microsoft Word - template_final2.doc")
    canvas.setAuthor("Praktikant 3")
    y = set_headline(canvas, texts.FERRY_HEADLINE, size=22, y=770)
    for row in wrap(texts.FERRY_STANDFIRST, 475, Type(SANS, 13, 16)):
        draw(canvas, row, 60, y - 4, 475, Type(SANS, 13, 16))
        y -= 16

    def frames() -> Iterator[Any]:
        yield 60, y - 10, 475, y - 450
        for number in (1, 2, 3):
            canvas.setFont(SANS, 9)
            canvas.drawCentredString(WIDTH / 2, 30, f"Page {number} of 2")
            canvas.showPage()
            yield 60, 790, 475, 700

    pages = frames()
    flow(canvas, texts.FERRY, pages, Type(SERIF, 11, 14), gap=8)
    canvas.setFont(SANS, 9)
    canvas.drawCentredString(WIDTH / 2, 30, "Page 2 of 2")
    canvas.save()
    return kept.getvalue()


def two_columns() -> bytes:
    """A newspaper in German: justified, hyphenated, indented, running heads, a picture with its caption."""
    canvas, kept = make_canvas()
    y = set_headline(canvas, texts.BRIDGE_HEADLINE, size=26, y=770)
    place_picture(canvas, 310, 560, 230, 120)
    canvas.setFont(SANS, 7.5)
    canvas.drawString(310, 550, texts.BRIDGE_CAPTION)

    def head(page: int) -> None:
        canvas.setFont(SANS, 8)
        canvas.drawString(55, 815, texts.BRIDGE_HEADS[0])
        canvas.drawRightString(540, 815, texts.BRIDGE_HEADS[1])
        canvas.drawCentredString(WIDTH / 2, 28, f"– {page + 3} –")

    def frames() -> Iterator[Any]:
        head(1)
        yield 55, y, 230, y - 480
        yield 310, 535, 230, 535 - 480
        for page in (2, 3):
            canvas.showPage()
            head(page)
            yield 55, 790, 230, 160
            yield 310, 790, 230, 160

    flow(canvas, texts.BRIDGE, frames(), Type(justified=True), indent=10)
    canvas.save()
    return kept.getvalue()


def three_columns() -> bytes:
    """A magazine: a headline over three columns, a shaded box amid them, a picture with its caption below it."""
    canvas, kept = make_canvas()
    canvas.setTitle(texts.GRID_HEADLINE)
    y = set_headline(canvas, texts.GRID_HEADLINE, size=28, y=770, x=45, width=505)
    columns = (45, 219, 393)
    canvas.setFillGray(0.88)
    canvas.rect(columns[1], 470, 157, 130, stroke=0, fill=1)
    canvas.setFillGray(0)
    edge = iter([(columns[1] + 8, 596, 141, 130)])
    flow(canvas, ["# " + texts.GRID_BOX[0], *texts.GRID_BOX[1:]], edge, Type(SANS, 9, 11), gap=3)
    place_picture(canvas, columns[2], 600, 157, y - 610)
    for place, row in enumerate(wrap(texts.GRID_CAPTION, 157, Type(SANS, 8, 9))):
        draw(canvas, row, columns[2], 590 - 9 * place, 157, Type(SANS, 8, 9))
    frames = [
        (columns[0], y, 157, y - 360),
        (columns[1], y, 157, y - 610),
        (columns[1], 460, 157, 100),
        (columns[2], 560, 157, 330),
    ]
    flow(canvas, texts.GRID, iter(frames), Type(SERIF, 9.5, 11.5, justified=True), indent=9)
    canvas.save()
    return kept.getvalue()


def printed_page() -> bytes:
    """A web page that a browser printed: date and title above, address and number below, on each of three pages."""
    canvas, kept = make_canvas()
    canvas.setTitle(texts.WALL_TITLE)

    def edges(page: int) -> None:
        canvas.setFont(SANS, 8)
        canvas.drawString(24, 818, "04.03.22, 10:15")
        canvas.drawCentredString(WIDTH / 2 + 30, 818, texts.WALL_TITLE)
        canvas.drawString(24, 17, texts.WALL_ADDRESS)
        canvas.drawRightString(571, 17, f"{page}/3")

    def frames() -> Iterator[Any]:
        edges(1)
        yield 36, y - 8, 520, 190
        for page in (2, 3):
            canvas.showPage()
            edges(page)
            yield 36, 795, 520, 240

    y = set_headline(canvas, texts.WALL_HEADLINE, size=24, y=760, x=36, width=520)
    flow(canvas, texts.WALL, frames(), Type(SERIF, 14, 20), gap=14)
    canvas.save()
    return kept.getvalue()


def ligatures() -> bytes:
    """A German page in a font of its own with ligatures and a soft hyphen; the headline is printed twice for weight."""
    pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))
    canvas, kept = make_canvas()
    kind = Type("Vera", 10, 14)
    y = 760.0
    for row in wrap(texts.OFFICE_HEADLINE.replace("ﬃ", "ffi"), 475, Type("Vera", 18, 22)):
        for shift in (0, 0.4):
            draw(canvas, row, 60 + shift, y, 475, Type("Vera", 18, 22))
        y -= 22
    body = [text.replace("ﬃ", "ffi").replace("ﬀ", "ff") for text in texts.OFFICE]
    flow(canvas, body, iter([(60, y, 475, 600)]), kind, gap=8)
    canvas.saveState()
    canvas.translate(20, 300)
    canvas.rotate(90)
    canvas.setFont("Vera", 6)
    canvas.drawString(0, 0, "Foto: Ida Brandt/Archiv")
    canvas.restoreState()
    canvas.save()
    return kept.getvalue()


def letter() -> bytes:
    """A letter to the editor: all of one size, no headline."""
    canvas, kept = make_canvas()
    flow(canvas, texts.LETTER[:3], iter([(60, 790, 400, 100)]), Type(SERIF, 11, 14))
    canvas.setFont(SERIF, 11)
    canvas.drawRightString(535, 720, texts.LETTER[3])
    flow(canvas, texts.LETTER[4:], iter([(60, 690, 475, 600)]), Type(SERIF, 11, 14), gap=10)
    canvas.save()
    return kept.getvalue()


def table() -> bytes:
    """An article with a table in it."""
    canvas, kept = make_canvas()
    y = set_headline(canvas, texts.TABLE_HEADLINE, size=20, y=770)
    flow(canvas, texts.TABLE[:1], iter([(60, y, 475, 100)]), Type(SERIF, 11, 14))
    y -= 80
    canvas.setFont(SERIF, 11)
    for row in texts.TABLE[1:5]:
        for x, cell in zip((60, 180, 330), row.removeprefix("| ").split(" | "), strict=True):
            canvas.drawString(x, y, cell)
        y -= 16
    flow(canvas, texts.TABLE[5:], iter([(60, y - 10, 475, 100)]), Type(SERIF, 11, 14))
    canvas.save()
    return kept.getvalue()


def _scan() -> bytes:
    canvas, kept = make_canvas()
    for _ in range(3):
        place_picture(canvas, 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


def _locked() -> bytes:
    canvas, kept = make_canvas(encrypt=StandardEncryption("secret", ownerPassword="owner"))
    canvas.drawString(60, 700, "Nobody without the password can read this line.")
    canvas.save()
    return kept.getvalue()


def good() -> dict[str, bytes]:
    """Articles that are read whole."""
    return {
        "ferry-strike.pdf": one_column(),
        "bridge.pdf": two_columns(),
        "blackout.pdf": three_columns(),
        "sea-wall.pdf": printed_page(),
        "land-registry.pdf": ligatures(),
        "letter.pdf": letter(),
        "table.pdf": table(),
    }


def _expect(first: str, last: str, headline: str | None = None) -> list[dict[str, str]]:
    told = {"first": plain(first), "last": plain(last)}
    return [told if headline is None else {"headline": plain(headline), **told}]


# Dates and authors are in the text, where the rules of words find them.
EXPECTED: dict[str, list[dict[str, str]]] = {
    "ferry-strike.pdf": _expect(texts.FERRY[0], texts.FERRY[-1], texts.FERRY_HEADLINE),
    "bridge.pdf": _expect(texts.BRIDGE[0], texts.BRIDGE[-1], texts.BRIDGE_HEADLINE),
    "blackout.pdf": _expect(texts.GRID[0], texts.GRID_BOX[-1], texts.GRID_HEADLINE),
    "sea-wall.pdf": _expect(texts.WALL[0], texts.WALL[-1], texts.WALL_HEADLINE),
    "land-registry.pdf": _expect(texts.OFFICE[0], texts.OFFICE[-1], texts.OFFICE_HEADLINE),
    "letter.pdf": _expect(texts.LETTER[0], texts.LETTER[-1]),
    "table.pdf": _expect(texts.TABLE[0], texts.TABLE[-1], texts.TABLE_HEADLINE),
}


def broken() -> dict[str, bytes]:
    """Files of which nothing can be read."""
    return {
        "scan.pdf": _scan(),
        "locked.pdf": _locked(),
        "cut.pdf": one_column()[:900],
        "page.pdf": b"<!doctype html><title>Not found</title><p>404",
        "empty.pdf": b"",
    }


REASONS = {
    "scan.pdf": "has no text layer: 3 pages of pictures; run it through text recognition (OCR) first",
    "locked.pdf": "is protected with a password; open it, save it without one",
    "cut.pdf": "is damaged or cut off: its pages cannot be found; save or download it again",
    "page.pdf": "is no PDF: it does not begin with %PDF; open it in the program that made it",
    "empty.pdf": "is empty: it has no bytes; save it again",
}
