"""Workbooks of Excel, made by openpyxl and XlsxWriter, or taken apart and changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from inputs.packing import pack
from inputs.stories_in_tables import ALL, COUNCIL, ENGLISH, FERRY, GERMAN, HARVEST, Told

Row = list[Any]


def make(sheets: Mapping[str, Iterable[Row]], change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook with these sheets, always the same bytes; `change` is called with it before it is written."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return repack(buffer.getvalue())


def repack(content: bytes, changed: Mapping[str, str | bytes] | None = None) -> bytes:
    """A package with the times of its members, and its own, taken out, and some members changed or left out ("")."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    members |= changed or {}
    members["docProps/core.xml"] = re.sub(rb">[0-9T:Z-]{20}<", b"><", bytes(members["docProps/core.xml"]))
    return pack({name: member for name, member in members.items() if member})


def read_member(content: bytes, name: str) -> str:
    """A part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def rows(articles: Iterable[Told], names: Mapping[str, str]) -> list[Row]:
    """Names of columns and an article a row, with the date as a cell of a date."""
    found: list[Row] = [list(names.values())]
    for article in articles:
        cells = article.under(names)
        found.append([date.fromisoformat(value) if key == names["date"] else value for key, value in cells.items()])
    return found


def make_with_strings_by_writer() -> bytes:
    """A workbook by XlsxWriter, with shared strings, and date-times in a format of its own."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2022, 1, 1)})
    sheet = book.add_worksheet("Artikel")
    day = book.add_format({"num_format": 'dd"."mm"."yyyy hh:mm'})
    for number, row in enumerate(rows(ALL, GERMAN)):
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, place, datetime(value.year, value.month, value.day, 22, 45), day)
            else:
                sheet.write_string(number, place, value)
    book.close()
    return repack(buffer.getvalue())


def make_strict() -> bytes:
    """A workbook of the strict kind, whose elements have other addresses, without styles and strings of its own."""
    sheet = "".join(
        f'<row r="{number}">{"".join(_inline(value) for value in row)}</row>'
        for number, row in enumerate([["title", "text"], [FERRY.headline, FERRY.text]], start=3)
    )
    main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    links = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return pack(
        {
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{links}/officeDocument" '
            'Target="/xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="A" sheetId="1" '
            'r:id="b"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="b" '
            f'Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
        }
    )


def _inline(text: str) -> str:
    from xml.sax.saxutils import escape

    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def good() -> dict[str, bytes]:
    """Workbooks that are read as a whole."""
    return {
        "openpyxl.xlsx": make({"Articles": rows(ALL, ENGLISH)}),
        "xlsxwriter.xlsx": make_with_strings_by_writer(),
        "sheets.xlsx": make(
            {
                "Notes": [["What", "When"], ["Search for bridge", "2022"]],
                "January": [["Export of a database"], [], *rows([FERRY], ENGLISH)],
                "Later": rows([COUNCIL, HARVEST], GERMAN),
            }
        ),
    }


EXPECTED: dict[str, list[dict[str, str]]] = {name: [article.expected() for article in ALL] for name in good()}


def broken() -> dict[str, bytes]:
    """Workbooks that are not read."""
    whole = make({"Articles": rows(ALL, ENGLISH)})
    sheet = read_member(whole, "xl/worksheets/sheet1.xml")
    old = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
    return {
        "empty.xlsx": b"",
        "cut.xlsx": whole[: len(whole) // 2],
        "page.xlsx": b"<html><body>Please log in</body></html>",
        "old.xlsx": old,
        "password.xlsx": old + "EncryptedPackage".encode("utf-16-le"),
        "document.xlsx": pack({"word/document.xml": "<w/>"}),
        "sheet.xlsx": repack(whole, {"xl/worksheets/sheet1.xml": sheet[: len(sheet) // 2]}),
        "entities.xlsx": repack(whole, {"xl/worksheets/sheet1.xml": f'<!DOCTYPE x [<!ENTITY a "b">]>{sheet}'}),
        "nothing.xlsx": make({"Sheet": []}),
        "no-text-column.xlsx": make({"Sheet": [["Titel", "Datum"], [COUNCIL.headline, COUNCIL.date]]}),
        "formulas.xlsx": make({"Sheet": [["title", "text"], ["A", '=CONCATENATE("a", "b")']]}),
    }


REASONS = {
    "empty.xlsx": "is empty: it holds no byte; save it again",
    "cut.xlsx": "is damaged and cannot be unpacked (File is not a zip file); save or download it again",
    "page.xlsx": ("is not a workbook (.xlsx): it begins with b'<html><b', not as a ZIP archive; check its ending"),
    "old.xlsx": "is a file of Office before 2007 under a new ending; open it and save it in the format of its ending",
    "password.xlsx": "is protected with a password; open it, save it without one",
    "document.xlsx": (
        "is no workbook: it holds no xl/workbook.xml; open it in the program that made it and save it as .xlsx"
    ),
    "sheet.xlsx": "is damaged: 'xl/worksheets/sheet1.xml' is no XML (",
    "entities.xlsx": "holds XML with a document type ('xl/worksheets/sheet1.xml'), which is not read; save it anew",
    "nothing.xlsx": "is empty: no sheet that is shown has a cell with a value; fill it",
    "no-text-column.xlsx": (
        "has no column that is known to hold the texts of articles; its columns are 'Titel', 'Datum'; "
        "say --column text=NAME if one holds them"
    ),
    "formulas.xlsx": "has formulas that were never computed instead of texts; open it in Excel and save it again",
}
