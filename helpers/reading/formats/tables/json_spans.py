"""Where the records of a JSON file lie, found without reading it as one value, which takes many times its size.

Only brackets, commas and strings are looked at; each record is then read alone, so that a broken one spoils no other.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import NamedTuple

# A string that the file cuts off ends with the file; without that, each later quote mark would be tried in vain.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)
_QUOTE, _COMMA, _LIST, _OBJECT = b'",[{'
_SPACE = b" \t\r\n"
# Lists of records lie no deeper in an answer of a service: {"response": {"docs": [...]}}.
_DEEPEST_LIST = 4
# Nothing about an article is nested deeper, and Python's reader fails at about a thousand.
MOST_DEPTH = 200
# A file may hold as many numbers as it has bytes, and each place of one takes a hundred.
_MOST_OTHERS = 1_000
_MOST_RECORDS = 500_000


class Span(NamedTuple):
    """A stretch of the file, in bytes."""

    start: int
    end: int


@dataclass
class Records:
    """A list that lies in no other list: the keys that lead to it, where it is, and where its elements are."""

    path: tuple[str, ...]
    start: int
    end: int = -1
    elements: list[Span] = field(default_factory=list)

    def add(self, content: bytes, start: int, end: int) -> None:
        """Adds the element between two commas, where there is one."""
        while start < end and content[start] in _SPACE:
            start += 1
        while start < end and content[end - 1] in _SPACE:
            end -= 1
        if start < end and (content[start] == _OBJECT or len(self.elements) < _MOST_OTHERS):
            self.elements.append(Span(start, end))
        if len(self.elements) > _MOST_RECORDS:
            raise OutlineError(f"holds more than {_MOST_RECORDS:,} records, which is the limit; split it")

    def has_records(self, content: bytes) -> bool:
        """Whether any of its elements is an object."""
        return any(content[start] == _OBJECT for start, _ in self.elements)


class OutlineError(ValueError):
    """More records, or deeper ones, than are read; says what to do."""


class Outline:
    """The values of a file, which is one but where several were written one after the other, and the lists in them.

    `is_whole` is false where the file ends before its brackets are closed, or closes more than it opened.
    """

    def __init__(self, content: bytes) -> None:
        """Follows the brackets of a file; linear in its length. Raises OutlineError."""
        self.values: list[Span] = []
        self.lists: list[Records] = []
        self.is_whole = True
        self._content = content
        # The brackets that are open and lead to a list, None for those of objects; deeper ones are only counted.
        self._open: list[Records | None] = []
        self._keys: list[bytes] = []
        self._depth = self._start = 0
        self._follow()

    def _follow(self) -> None:
        key = b""
        for token in _TOKEN.finditer(self._content):
            mark = self._content[token.start()]
            if mark in (_LIST, _OBJECT):
                self._go_in(token.start(), key, is_list=mark == _LIST)
            elif mark not in (_QUOTE, _COMMA):
                self._go_out(token.start())
            # Within a record strings and commas say nothing here.
            elif self._depth != len(self._open) or not self._open:
                continue
            elif mark == _QUOTE:
                key = token.group()
            elif self._open[-1] is not None:
                self._open[-1].add(self._content, self._start, token.start())
                self._start = token.end()
        self.is_whole = self.is_whole and self._depth == 0

    def _go_in(self, start: int, key: bytes, *, is_list: bool) -> None:
        if self._depth == 0:
            self.values.append(Span(start, start))
        if self._depth == MOST_DEPTH or len(self.values) > _MOST_RECORDS:
            found = (
                f"is nested deeper than {MOST_DEPTH} levels"
                if self._depth
                else f"holds more than {_MOST_RECORDS:,} records"
            )
            raise OutlineError(f"{found}, which is the limit; split it, or save its articles as .csv or .jsonl")
        leads_on = self._depth == len(self._open) < _DEEPEST_LIST and (not self._open or self._open[-1] is None)
        self._depth += 1
        if leads_on:
            self._keys += [key] if self._open else []
            self._open.append(Records(tuple(map(_read_key, self._keys)), start) if is_list else None)
            self._start = start + 1

    def _go_out(self, end: int) -> None:
        if self._depth == 0:
            self.is_whole = False
            return
        if self._depth == len(self._open):
            records = self._open.pop()
            if self._open:
                self._keys.pop()
            if records is not None:
                records.add(self._content, self._start, end)
                records.end = end + 1
                self.lists.append(records)
        self._depth -= 1
        if self._depth == 0:
            self.values[-1] = Span(self.values[-1].start, end + 1)


def _read_key(token: bytes) -> str:
    try:
        return str(json.loads(token))
    except ValueError:
        return ""
