"""The parts of a workbook of Excel beside its cells (ECMA-376): links, sheets, styles that show dates, strings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from helpers.reading.formats.xml_events import SEPARATOR

# A character that XML cannot hold, or a carriage return, is written so: "_x000D_".
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Formats of numbers that are dates without being written out (ECMA-376, 18.8.30), and what is no letter of one.
_DATE_FORMATS = frozenset(map(str, (14, 15, 16, 17, 22, *range(27, 37), *range(50, 59))))
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_NO_DATES = ("general", "standard")


def local_name(name: str) -> str:
    """The name of an element without its address: files of the strict kind have other addresses."""
    return name.rpartition(SEPARATOR)[2]


def unescape(text: str) -> str:
    """A text of a cell with characters that are written by their numbers put in their places.

    >>> unescape("one_x000D_two")
    'one\\rtwo'
    """
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text) if "_x" in text else text


def is_date_format(code: str) -> bool:
    """Whether a format of numbers shows a day or a year.

    >>> is_date_format('dd"."mm"."yyyy'), is_date_format('#,##0.00 "days"')
    (True, False)
    """
    bare = _NOT_FORMAT.sub("", code).partition(";")[0].casefold()
    return bare.strip() not in _NO_DATES and any(letter in bare for letter in "dy")


class Quiet:
    """What a handler of events does with what it does not need: nothing."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text, in pieces."""


class Links(Quiet):
    """The links of one member of the archive to others."""

    def __init__(self) -> None:
        self.found: list[Mapping[str, str]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A link."""
        if local_name(name) == "Relationship":
            self.found.append(attributes)


class Sheets(Quiet):
    """The sheets of a workbook, as name, state and the id of a link, and from which year it counts days."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []
        self.is_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A sheet, or the properties of the workbook."""
        local = local_name(name)
        if local == "sheet":
            link = next((value for key, value in attributes.items() if local_name(key) == "id"), "")
            self.found.append((attributes.get("name", ""), attributes.get("state", "visible"), link))
        elif local == "workbookPr":
            self.is_1904 = attributes.get("date1904", "") in ("1", "true")


class Styles(Quiet):
    """Formats of numbers by their ids, and the format of each style of cells."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.styles: list[str] = []
        self.is_inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A format, the list of styles, or a style in it."""
        local = local_name(name)
        if local == "numFmt":
            self.codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif local == "cellXfs":
            self.is_inside = True
        elif local == "xf" and self.is_inside:
            self.styles.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        """The end of the list of styles."""
        if local_name(name) == "cellXfs":
            self.is_inside = False

    def find_dates(self) -> frozenset[str]:
        """The numbers of the styles that show a date, as cells write them."""
        return frozenset(str(place) for place, form in enumerate(self.styles) if self._is_date(form))

    def _is_date(self, form: str) -> bool:
        return is_date_format(self.codes[form]) if form in self.codes else form in _DATE_FORMATS


class Texts(Quiet):
    """The texts in "t" elements, without those that tell how a word is pronounced."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.is_text = self.is_sound = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A text begins, or a pronunciation."""
        del attributes
        local = local_name(name)
        self.is_text = local == "t"
        self.is_sound = self.is_sound or local == "rPh"

    def end(self, name: str) -> None:
        """A text ends, or a pronunciation."""
        self.is_text = False
        if local_name(name) == "rPh":
            self.is_sound = False

    def data(self, text: str) -> None:
        """A piece of a text."""
        if self.is_text and not self.is_sound:
            self.pieces.append(text)

    def take(self) -> str:
        """The text since the last call."""
        text = unescape("".join(self.pieces))
        self.pieces.clear()
        return text


class Strings(Texts):
    """The strings that cells refer to by number."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def end(self, name: str) -> None:
        """A string ends, or a part of it."""
        super().end(name)
        if local_name(name) == "si":
            self.found.append(self.take())
