"""Old text exports of LexisNexis, wrapped at 78 columns, with articles written for these tests."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

_WIDTH = 78

_HARBOUR = (
    "The harbour will stay shut for another week, the port authority said on Friday, because the long-term survey of "
    "the channel is not done.",
    '"We cannot let a single ship out before the channel is clear," said Anna Vale, who runs the port. "Nobody will '
    'thank us for an accident."',
    "Mid- and long-term plans will be shown in May. The first ferry leaves on 12 March.",
)
_COUNCIL = (
    "Der Stadtrat hat den Bau einer zweiten Brücke am Donnerstag mit knapper Mehrheit abgelehnt.",
    "„Das Geld fehlt an jeder Schule“, sagte Bürgermeister Karl Beispiel nach der Sitzung. „Wir bauen erst, wenn der "
    "Bund zahlt.“",
    "Die Opposition will im Herbst noch einmal über die Brücke abstimmen lassen.",
)


def wrap(paragraphs: Iterable[str]) -> str:
    """Paragraphs, each wrapped as LexisNexis does."""
    return "\n\n".join(textwrap.fill(paragraph, _WIDTH) for paragraph in paragraphs)


def centre(*lines: str) -> str:
    """Lines in the middle of the page."""
    return "\n".join(line.center(_WIDTH).rstrip() for line in lines)


ENGLISH = f"""
Download Request: Selected Items: 1-2
Time Of Request: Monday, March 07, 2022  09:03:11

Terms: (harbour)


{centre("1 of 2 DOCUMENTS")}



{centre("The Example Post (London)")}

{centre("March 4, 2022 Friday", "Edition 1;", "Scotland")}

Harbour stays shut as talks stall for a second week between crews and the
ministry

BYLINE: Jane Doe and Max Roe

SECTION: NEWS; Pg. 6

LENGTH: 68 words

DATELINE: PORT BARROW (AP)


{wrap(_HARBOUR)}

GRAPHIC: The empty quay on Thursday. Picture: Rita Lens

LOAD-DATE: March 5, 2022

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

JOURNAL-CODE: EXP


{centre("Copyright 2022 Example Newspapers Ltd", "All Rights Reserved")}

{centre("2 of 2 DOCUMENTS")}


{centre("Copyright 2004 The Sample Times Company", "The Sample Times")}

{centre("May 6, 2004 Thursday", "Late Edition - Final")}

SECTION: Section A; Column 1; Foreign Desk; Pg. 1
LENGTH: 22 words
HEADLINE: Mill Seeks a Buyer
BYLINE: By TOM PROBE
DATELINE: MILLTOWN, May 5
BODY:
The paper mill on the river is for sale, its managers said on Wednesday.

"We talk to three bidders," said Eva Test.

URL: http://www.times.example

LOAD-DATE: May 6, 2004
"""
GERMAN = f"""
{centre("Dokument 1 von 1")}


{centre("Der Beispielbote")}

{centre("Freitag 4. März 2022", "Bayern")}

Stadtrat lehnt neue Brücke ab

AUTOR: Von Lena Muster

RUBRIK: LOKALES; S. 3

LÄNGE: 41 Wörter


{wrap(_COUNCIL)}

GRAFIK: Foto: Beispiel

UPDATE: 4. März 2022

SPRACHE: GERMAN; DEUTSCH

PUB-TYPE: Zeitung

ZEITUNGS-CODE: BB


{centre("Copyright 2022 Beispiel Verlag GmbH", "Alle Rechte vorbehalten")}
"""


def good() -> dict[str, bytes]:
    """Exports that are read without an error."""
    return {
        "export.txt": ENGLISH.encode(),
        "deutsch_bom.txt": b"\xef\xbb\xbf" + GERMAN.replace("\n", "\r\n").encode(),
        "deutsch_windows.txt": GERMAN.encode("cp1252"),
        "deutsch_utf16.txt": GERMAN.encode("utf-16"),
    }


_ENGLISH = [
    {
        "headline": "Harbour stays shut as talks stall for a second week between crews and the ministry",
        "date": "2022-03-04",
        "outlet": "The Example Post (London)",
        "author": "Jane Doe and Max Roe",
        "first": "The harbour will stay shut",
        "last": "leaves on 12 March.",
    },
    {
        "headline": "Mill Seeks a Buyer",
        "date": "2004-05-06",
        "outlet": "The Sample Times",
        "author": "TOM PROBE",
        "first": "The paper mill on the river",
        "last": "said Eva Test.",
    },
]
_GERMAN = [
    {
        "headline": "Stadtrat lehnt neue Brücke ab",
        "date": "2022-03-04",
        "outlet": "Der Beispielbote",
        "author": "Lena Muster",
        "first": "Der Stadtrat hat den Bau",
        "last": "Brücke abstimmen lassen.",
    }
]
EXPECTED: dict[str, list[dict[str, str]]] = {
    "export.txt": _ENGLISH,
    "deutsch_bom.txt": _GERMAN,
    "deutsch_windows.txt": _GERMAN,
    "deutsch_utf16.txt": _GERMAN,
}


def broken() -> dict[str, bytes]:
    """Exports that cannot be read."""
    return {
        "unknown.txt": ENGLISH.encode().replace(b"harbour", b"h\x81rbour"),
        "zero.txt": ENGLISH.encode() + b"\0",
        "wide.txt": GERMAN.encode("utf-16")[:-1],
    }


REASONS = {
    "unknown.txt": "is text in an unknown encoding",
    "zero.txt": "is not text: byte",
    "wide.txt": "says that it is UTF-16 but is not",
}
