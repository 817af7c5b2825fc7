"""The paragraphs of a rich text file (RTF), read in one pass over its bytes.

A reader of our own: the known ones lose footnotes and text boxes, keep deleted text, leave half characters behind (two
\\u make one beyond the first 65,536), and take quadratic time on long lines.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from helpers.reading.formats.office.blocks import Block
from helpers.reading.formats.office.rtf_page import Page
from helpers.reading.formats.office.rtf_words import CHARACTERS, CODE_PAGES, IGNORED, SHOWN
from helpers.reading.raw import Source

_MAGIC = b"{\\rtf"
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_DEEPEST = 5_000
_SYMBOLS = "symbol"
_BULLET = 0xB7
_MOST_SKIPPED = 16
_ASIDE = ("note", "box")
_SHOWN_INTO = ("text", *_ASIDE)


@dataclass(frozen=True)
class RtfDocument:
    """What a rich text file shows: its paragraphs, its notes behind them, its title, and whether its end is missing."""

    blocks: tuple[Block, ...]
    title: str | None
    is_cut: bool


@lru_cache(maxsize=1)
def read_rtf_document(source: Source) -> RtfDocument:
    """The paragraphs of an RTF file; the last one is kept, because several formats ask for the same file.

    Raises ArticleError (codes empty, format, broken) where it is no RTF or its groups are nested without end.
    """
    content = source.content.removeprefix(codecs.BOM_UTF8).lstrip()
    if not content:
        raise source.error("is empty: it holds no byte; save it again", code="empty")
    if not content.startswith(_MAGIC):
        reason = f"is not rich text: it begins with {content[:8]!r}, not with {{\\rtf; check its ending"
        raise source.error(reason, code="format")
    reader = _Reader()
    if not reader.read(content):
        reason = f"is damaged: its groups are nested over {_DEEPEST:,} deep; open it and save it again"
        raise source.error(reason, code="broken")
    page = reader.page
    return RtfDocument((*page.blocks, *page.notes), "".join(reader.title).strip() or None, reader.is_cut)


class _State(NamedTuple):
    """What holds within a group and ends with it."""

    into: str = "text"  # text, note, box, fonts, styles, info, title or nothing: where text goes
    skip: int = 1  # how many characters stand for one of \u in old programs
    encoding: str = ""  # that of the font; empty: that of the file
    is_hidden: bool = False
    is_bold: bool = False


class _Reader:
    """Reads a file token by token; text is gathered as bytes until something tells that its encoding may change."""

    def __init__(self) -> None:
        self.page = Page()
        self.title: list[str] = []
        self.is_cut = False
        self._state = _State()
        self._states: list[_State] = []
        self._raw = bytearray()
        self._skipped = 0
        self._is_optional = False
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = self._default_font = self._style = 0
        self._actions = self._find_actions()

    def read(self, content: bytes) -> bool:
        """Reads up to the end of the outermost group, behind which nothing counts; false where groups go too deep."""
        place = 0
        while (token := _TOKEN.match(content, place)) is not None:
            place = token.end()
            word, number, code, sign, brace, text = token.groups()
            if text is not None:
                self._add_raw(text)
            elif code is not None:
                self._add_raw(bytes((int(code, 16),)))
            elif word is not None:
                place += self._read_word(word.decode("ascii"), None if number is None else int(number))
            elif sign is not None:
                self._read_sign(sign.decode("latin-1"))
            elif brace is not None and not self._read_brace(brace):
                break
        self._flush()
        self.page.finish()
        self.is_cut = bool(self._states)
        return len(self._states) < _DEEPEST

    def _read_brace(self, brace: bytes) -> bool:
        """A group begins or ends; false at the end of the outermost, or too deep."""
        self._flush()
        self._skipped = 0
        if brace == b"{":
            self._states.append(self._state)
            return len(self._states) < _DEEPEST
        inner = self._state
        self._state = self._states.pop() if self._states else inner
        if inner.into in _ASIDE and inner.into != self._state.into:
            self.page.close_aside(is_note=inner.into == "note")
        if inner.into == "fonts" != self._state.into:
            self._set(encoding=self._fonts.get(self._default_font, ""))
        return bool(self._states)

    def _read_word(self, word: str, number: int | None) -> int:
        """A control word; how many bytes behind it are no text."""
        is_optional, self._is_optional = self._is_optional, False
        if word == "bin":
            return max(0, number or 0)
        if word in CHARACTERS:
            self._add(CHARACTERS[word])
            return 0
        self._skipped = 0
        action = self._actions.get(word)
        if action is not None:
            self._flush()
            action(number)
        elif word in IGNORED:
            self._flush()
            self._set(into="nothing")
        elif word in SHOWN and is_optional and self._states:
            self._state = self._state._replace(into=self._states[-1].into)
        return 0

    def _read_sign(self, sign: str) -> None:
        if sign == "*":
            self._flush()
            self._is_optional = True
            self._set(into="nothing")
        elif sign in "\r\n":
            self._flush()
            self._end_paragraph()
        elif sign in "{}\\":
            self._add_raw(sign.encode())
        else:
            self._add(CHARACTERS.get(sign, ""))

    def _add_raw(self, text: bytes) -> None:
        """Bytes in the encoding of the font; those that stand for a character of \\u are left out."""
        if self._skipped:
            left_out = min(self._skipped, len(text))
            self._skipped -= left_out
            text = text[left_out:]
        if self._state.into not in ("nothing", "info"):
            self._raw += text

    def _add(self, text: str) -> None:
        self._flush()
        if self._skipped:
            self._skipped -= 1
        else:
            self._put(text)

    def _flush(self) -> None:
        if not self._raw:
            return
        encoding = self._state.encoding or self._encoding
        text = "•" * self._raw.count(_BULLET) if encoding == _SYMBOLS else self._raw.decode(encoding, "replace")
        self._raw.clear()
        self._put(text)

    def _put(self, text: str) -> None:
        into = self._state.into
        if into in _SHOWN_INTO and not self._state.is_hidden:
            self.page.put(text, is_bold=self._state.is_bold)
        elif into == "styles":
            self.page.styles[self._style] = self.page.styles.get(self._style, "") + text
        elif into == "title":
            self.title.append(text)

    def _find_actions(self) -> dict[str, Callable[[int | None], None]]:
        """What to do at each control word that tells something of the text; all others are looks."""
        found: dict[str, Callable[[int | None], None]] = {
            "u": self._add_unicode,
            "uc": lambda number: self._set(skip=min(max(number or 0, 0), _MOST_SKIPPED)),
            "v": lambda number: self._set(is_hidden=number != 0),
            "deleted": lambda number: self._set(is_hidden=number != 0),
            "b": lambda number: self._set(is_bold=number != 0),
            "plain": lambda _: self._set(
                is_bold=False, is_hidden=False, encoding=self._fonts.get(self._default_font, "")
            ),
            "deff": lambda number: setattr(self, "_default_font", number or 0),
            "f": self._set_font,
            "fcharset": self._set_charset,
            "ansicpg": lambda number: self._set_encoding(f"cp{number}"),
            "mac": lambda _: self._set_encoding("mac_roman"),
            "pc": lambda _: self._set_encoding("cp437"),
            "pca": lambda _: self._set_encoding("cp850"),
            "s": self._set_style,
            "fonttbl": lambda _: self._set(into="fonts"),
            "stylesheet": lambda _: self._set(into="styles"),
            "info": lambda _: self._set(into="info"),
            "title": lambda _: self._set(into="title") if self._state.into == "info" else None,
            "footnote": lambda _: self._open_aside("note"),
            "shptxt": lambda _: self._open_aside("box"),
            "pard": self._in_text(lambda _: self.page.reset()),
            "intbl": self._in_text(lambda _: setattr(self.page, "is_table", True)),
            "outlinelevel": self._in_text(lambda number: self.page.set_level(number or 0)),
            "cell": self._in_text(lambda _: self.page.end_cell()),
            "row": self._in_text(lambda _: self.page.end_row()),
        }
        return found | dict.fromkeys(("par", "sect", "page", "nestcell", "nestrow"), lambda _: self._end_paragraph())

    def _in_text(self, action: Callable[[int | None], None]) -> Callable[[int | None], None]:
        return lambda number: action(number) if self._state.into == "text" else None

    def _set(self, **changes: object) -> None:
        # A group that is left out stays so, whatever it holds.
        if self._state.into != "nothing" or "into" not in changes:
            self._state = self._state._replace(**changes)  # type: ignore[arg-type]

    def _end_paragraph(self) -> None:
        if self._state.into in _SHOWN_INTO:
            self.page.end_paragraph()

    def _add_unicode(self, number: int | None) -> None:
        if number is not None:
            self._put(chr(number % 0x10000))
        self._skipped = self._state.skip

    def _set_font(self, number: int | None) -> None:
        self._font = number or 0
        if self._state.into != "fonts":
            self._set(encoding=self._fonts.get(self._font, ""))

    def _set_charset(self, number: int | None) -> None:
        if self._state.into == "fonts":
            self._fonts[self._font] = CODE_PAGES.get(f"charset{number}", "")

    def _set_encoding(self, name: str) -> None:
        try:
            self._encoding = codecs.lookup(CODE_PAGES.get(name, name)).name
        except LookupError:
            self._encoding = "cp1252"

    def _set_style(self, number: int | None) -> None:
        if self._state.into == "styles":
            self._style = number or 0
        elif self._state.into == "text":
            self.page.set_style(number or 0)

    def _open_aside(self, into: str) -> None:
        if self._state.into == "text":
            self.page.open_aside()
            self._set(into=into)
