"""Texts as cells of a spreadsheet: none is run as a formula, none becomes another number, all fit.

What an article says is written by strangers, and a spreadsheet runs what looks like a formula. A file of
comma-separated values tells no types, so that an apostrophe before the text is all that helps there; a workbook says
that a cell is text.
"""

from __future__ import annotations

import re

# Excel: Specifications and limits. Letters beyond the first 65,536 of Unicode count twice there.
MOST_LETTERS = 32_767

# What begins a formula, also as it is typed on keyboards with letters of full width, behind what a spreadsheet skips.
_SKIPPED = r"[^\S\r\n]|[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u2060\ufeff]"
_BEGINS_FORMULA = rf"(?:{_SKIPPED})*[=+\-@＝＋－＠]"
_FORMULA = re.compile(rf"\A(?:[\t\r\n]|{_BEGINS_FORMULA})")
# Where a semicolon separates the cells, as in Germany, Excel reads a file with commas so as well and heeds no quote
# mark within: a semicolon or a new line in a text then begins a cell of its own.
_FORMULA_IN_CSV = re.compile(rf"\A(?=[\t\r\n])|(?:\A|(?<=[;\r\n]))(?={_BEGINS_FORMULA})")
# An id such as 1234567890123456 or 12e4567890123456 would be rounded, and 007 become 7.
_LOOKS_LIKE_NUMBER = re.compile(r"[0-9]{12,}|[0-9]+[eE][0-9]+|0[0-9]+")

# All that `disarm` alters and little more, in what RE2 and `re` both know: for columns, where most texts need nothing.
MAY_NEED_IT = r"(?:^|[;\r\n])[^\w]*[=+\-@＝＋－＠]|^[\t\r\n]|^[0-9]+[eE]?[0-9]+$"

# No letter of XML 1.0, of which a workbook is made.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def is_formula(text: str) -> bool:
    """Whether a spreadsheet that is told nothing else would run a text as a formula."""
    return _FORMULA.match(text) is not None


def disarm(text: str) -> str:
    """A text as it may stand in a CSV file: an apostrophe before what would be run as a formula or read as a number.

    >>> disarm("=1+1"), disarm("0012345678901234"), disarm("1 + 1 = 2")
    ("'=1+1", "'0012345678901234", '1 + 1 = 2')
    """
    if _LOOKS_LIKE_NUMBER.fullmatch(text):
        return f"'{text}"
    return _FORMULA_IN_CSV.sub("'", text)


def replace_illegal(text: str) -> str:
    """A text without what no workbook may hold (control characters), each replaced by "�"."""
    return _ILLEGAL.sub(_REPLACEMENT, text)


def cut(text: str) -> str:
    """A text that fits a cell; "…" stands for what was left out."""
    if len(text) <= MOST_LETTERS // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_LETTERS:
        return text
    return units[: 2 * (MOST_LETTERS - 1)].decode("utf-16-le", "ignore") + "…"
