"""Factiva documents (RTF) with field codes and as Factiva shows them, with articles written for these tests."""

from __future__ import annotations

from collections.abc import Sequence

_HEAD = (
    "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}{\\colortbl ;\\red0\\green0\\blue0;}\n"
    "{\\info{\\title Factiva RTF Display Format}{\\author Dow Jones}}\n"
    "{\\footer\\pard Page {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}} "
    "\\'a9 2022 Factiva, Inc. All rights reserved.\\par}\n"
)
HARBOUR_TEXT = (
    "BARROW (Reuters) - The harbour will stay shut for another week, the port authority said on Friday.",
    "“We cannot let a single ship out before the channel is clear,” said Anna Vale, who runs the port.",
    "IN brief, crews may ask for their money back.",
    "The first ferry leaves on 12 March.",
)
COUNCIL_TEXT = (
    "Der Stadtrat hat den Bau einer zweiten Brücke am Donnerstag mit knapper Mehrheit abgelehnt.",
    "„Das Geld fehlt an jeder Schule“, sagte Bürgermeister Karl Beispiel nach der Sitzung.",
    "Die Opposition will im Herbst noch einmal über die Brücke abstimmen lassen.",
)
HARBOUR_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("SE", ("World",)),
    ("HD", ("Harbour stays shut as talks stall",)),
    ("BY", ("By Jane Doe and Max Roe",)),
    ("WC", ("48 words",)),
    ("PD", ("4 March 2022",)),
    ("ET", ("10:15 GMT",)),
    ("SN", ("Example News Wire",)),
    ("SC", ("EXWI",)),
    ("LA", ("English",)),
    ("CY", ("Copyright 2022 Example Wire. All Rights Reserved.",)),
    ("LP", HARBOUR_TEXT[:1]),
    ("TD", HARBOUR_TEXT[1:]),
    ("CO", ("expwir : Example Wire Ltd",)),
    ("IN", ("i74 : Marine Transport",)),
    ("NS", ("gcat : Political/General News",)),
    ("RE", ("uk : United Kingdom",)),
    ("PUB", ("Example Wire Ltd",)),
    ("AN", ("Document EXWI000020220304ei340001a",)),
)
COUNCIL_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("HD", ("Stadtrat lehnt neue Brücke ab",)),
    ("BY", ("Von Lena Muster",)),
    ("CR", ("dpa",)),
    ("WC", ("35 Wörter",)),
    ("PD", ("4. März 2022",)),
    ("SN", ("Der Beispielbote",)),
    ("SC", ("BEIBO",)),
    ("PG", ("3",)),
    ("LA", ("Deutsch",)),
    ("CY", ("© 2022 Beispiel Verlag GmbH",)),
    ("LP", COUNCIL_TEXT[:1]),
    ("TD", COUNCIL_TEXT[1:]),
    ("ART", ("Die Brücke am Abend. Foto: Beispiel",)),
    ("AN", ("Document BEIBO00020220304ei340002b",)),
)
HARBOUR_SHOWN = (
    "World",
    "*Harbour stays shut as talks stall",
    "By Jane Doe and Max Roe",
    "48 words",
    "4 March 2022",
    "10:15",
    "Example News Wire",
    "EXWI",
    "English",
    "Copyright 2022 Example Wire. All Rights Reserved.",
    *HARBOUR_TEXT,
    "Document EXWI000020220304ei340001a",
)
COUNCIL_SHOWN = (
    "*Stadtrat lehnt neue Brücke ab",
    "35 Wörter",
    "4. März 2022",
    "Der Beispielbote",
    "BEIBO",
    "3",
    "Deutsch",
    "© 2022 Beispiel Verlag GmbH",
    *COUNCIL_TEXT,
    "Dokument BEIBO00020220304ei340002b",
)
SUMMARY = ("Search Summary", "Text", "harbour or Brücke", "Date", "All Dates", "Results Found", "2")


def escape(text: str) -> str:
    """A text as RTF, quote marks in code page 1252 and all else beyond ASCII in Unicode, as both occur."""
    plain = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return "".join(map(_escape_character, plain))


def _escape_character(mark: str) -> str:
    if mark.isascii():
        return mark
    return f"\\'{mark.encode('cp1252').hex()}" if mark in "“”„’–" else f"\\u{ord(mark)}?"


def make_tagged(articles: Sequence[Sequence[tuple[str, Sequence[str]]]]) -> bytes:
    """Articles as tables of codes and values."""
    rows = []
    for article in articles:
        for code, lines in article:
            value = "\\par ".join(map(escape, lines))
            rows.append(f"\\trowd\\cellx900\\cellx9000\\pard\\intbl\\b {code}\\b0\\cell {value}\\cell\\row\n")
        rows.append("\\pard\\page\n")
    return (_HEAD + "".join(rows) + "}").encode("ascii")


def make_shown(articles: Sequence[Sequence[str]], *, bold: bool = True) -> bytes:
    """Articles as lines; a star stands before a bold one."""
    lines = []
    for article in articles:
        for line in article:
            text = escape(line.removeprefix("*"))
            lines.append(f"\\pard {{\\b {text}}}\\par\n" if bold and line.startswith("*") else f"\\pard {text}\\par\n")
    return (_HEAD + "".join(lines) + "}").encode("ascii")


def make_lines(articles: Sequence[Sequence[tuple[str, Sequence[str]]]]) -> bytes:
    """Articles with codes, but without tables, as other programs save them."""
    lines = [line for article in articles for code, value in article for line in (f"{code}\t{value[0]}", *value[1:])]
    return (_HEAD + "".join(f"{escape(line)}\\par\n" for line in lines) + "}").encode("ascii")


def good() -> dict[str, bytes]:
    """Documents that are read without an error."""
    return {
        "Factiva-indexed.rtf": make_tagged([HARBOUR_FIELDS, COUNCIL_FIELDS]),
        "Factiva-shown.rtf": make_shown([HARBOUR_SHOWN, COUNCIL_SHOWN, SUMMARY]),
        "Factiva-plain.rtf": make_shown([HARBOUR_SHOWN[1:], COUNCIL_SHOWN], bold=False),
        "Factiva-saved.rtf": make_lines([HARBOUR_FIELDS, COUNCIL_FIELDS]),
    }


_HARBOUR = {
    "headline": "Harbour stays shut as talks stall",
    "date": "2022-03-04",
    "outlet": "Example News Wire",
    "author": "Jane Doe and Max Roe",
    "first": "BARROW (Reuters) - The harbour",
    "last": "leaves on 12 March.",
}
_COUNCIL = {
    "headline": "Stadtrat lehnt neue Brücke ab",
    "date": "2022-03-04",
    "outlet": "Der Beispielbote",
    "first": "Der Stadtrat hat den Bau",
    "last": "Brücke abstimmen lassen.",
}
EXPECTED: dict[str, list[dict[str, str]]] = {
    "Factiva-indexed.rtf": [_HARBOUR, _COUNCIL | {"author": "Lena Muster"}],
    "Factiva-shown.rtf": [_HARBOUR, _COUNCIL],
    "Factiva-plain.rtf": [_HARBOUR, _COUNCIL],
    "Factiva-saved.rtf": [_HARBOUR, _COUNCIL | {"author": "Lena Muster"}],
}


def broken() -> dict[str, bytes]:
    """Documents that cannot be read."""
    return {
        "empty.rtf": b"",
        "page.rtf": b"<html><head><title>Factiva</title></head></html>",
        "nested.rtf": b"{\\rtf1 " + b"{" * 6_000,
    }


REASONS = {
    "empty.rtf": "is empty: it holds no byte; save it again",
    "page.rtf": "is not rich text: it begins with b'<html><h', not with {\\rtf; check its ending",
    "nested.rtf": "is damaged: its groups are nested over 5,000 deep; open it and save it again",
}
