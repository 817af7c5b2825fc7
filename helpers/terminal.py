"""What a command tells while it works: lines that stay, and on a terminal a last line that changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from types import TracebackType
from typing import TextIO


def plain(text: str) -> str:
    """Text for a terminal: no control characters, which could change what is shown."""
    return "".join(character if character.isprintable() else "�" for character in text)


def count_things(number: int, things: str) -> str:
    """A number with what it counts, which is given in the plural.

    >>> count_things(1, "copies")
    '1 copy'
    """
    one = things.removesuffix("ies") + "y" if things.endswith("ies") else things.removesuffix("s")
    return f"{number} {one if number == 1 else things}"


class Screen:
    """A stream to tell things on; what changes is only shown where somebody watches, and never fills a log."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._letters, self._watched = stream, 0, stream.isatty()

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.show("")

    def say(self, line: str) -> None:
        """A line that stays."""
        self.show("")
        print(plain(line), file=self._stream, flush=True)

    def show(self, status: str) -> None:
        """What is going on right now, in place of what was told so before; nothing for an empty text."""
        if not self._watched:
            return
        # One letter less than the width: a full line would begin the next one.
        text = plain(status)[: shutil.get_terminal_size().columns - 1]
        # Blanks wipe out what was longer; not every terminal knows more than to go back to the start of the line.
        blanks = " " * (self._letters - len(text))
        if text or self._letters:
            self._stream.write(f"\r{text}{blanks}" + ("" if text else "\r"))
            self._stream.flush()
        self._letters = len(text)


def watch_files(screen: Screen) -> Callable[[int, str], None]:
    """What tells on a screen which file is being read, given its number from 0 and its name."""

    def show(number: int, name: str) -> None:
        screen.show(f"reading file {number + 1}: {name}")

    return show
