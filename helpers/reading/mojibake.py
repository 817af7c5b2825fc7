"""Text that was read in the wrong encoding once, mended where that is proven: "Ã¼ber" to "über".

Letters outside ASCII are two to four bytes in UTF-8; read as Windows-1252 or Latin-1, each byte becomes a character of
its own, the first one of few. Such sequences are looked for one by one, so that nothing else is touched. The same
characters may stand together by right ("AMANHÃ”", "ROMÂ»", an article about encodings), so a sequence is mended only
where the letters beside it, or others in the same line, show that it went wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# What a sequence of bytes may begin with and go on with: letters of Latin, Greek and Cyrillic, punctuation, emoji.
# Letters for which text by right has the same characters more often (Armenian, phonetic signs) are left out.
_SEQUENCES = (
    ((0xC2,), (0xA0, 0xBF), 1),
    ((0xC3, 0xC4, 0xC5, 0xCE, 0xCF, 0xD0, 0xD1), (0x80, 0xBF), 1),
    ((0xC8,), (0x98, 0x9B), 1),
    ((0xE1,), (0xB8, 0xBB), 2),
    ((0xE2,), (0x80, 0x9F), 2),
    ((0xEF,), (0xBB, 0xBF), 2),
    ((0xF0,), (0x9F, 0x9F), 3),
)
# So many sequences in a row are a word in Greek or Cyrillic letters.
_LONG_RUN = 3
# Closing marks, dashes, dots and invisible characters: they follow a capital by right.
_AFTER_CAPITALS = frozenset("…–—‘’“”‚„‹›«»•™\xa0\xad")
_OPENING, _CLOSING = "\"'“”„‘’‚«»‹›([{`", "\"'“”‘’«»‹›)]}`"
_STOPS = ".,;:!?"
_LONGEST_WORD = 40
_MOST_ROUNDS = 4


def _character(byte: int) -> str:
    """What Windows-1252 has for a byte, and Latin-1 for its five holes."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


# Both readings of the bytes from 0x80: browsers give the first, some programs the control characters of Latin-1.
_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)} | {_character(byte): byte for byte in range(0x80, 0x100)}


def _choice(low: int, high: int) -> str:
    """A set of characters for the bytes from `low` to `high`."""
    return f"[{''.join(re.escape(mark) for mark, byte in _BYTES.items() if low <= byte <= high)}]"


def _build() -> re.Pattern[str]:
    forms = [
        f"[{''.join(_character(byte) for byte in first)}]{_choice(*second)}" + _choice(0x80, 0xBF) * (others - 1)
        for first, second, others in _SEQUENCES
    ]
    return re.compile(f"(?:{'|'.join(forms)})+")


_RUN = _build()


def mend_mojibake(text: str) -> tuple[str, int]:
    """The text with what was proven to be UTF-8 read as Windows-1252 put right, and in how many places that was.

    >>> mend_mojibake("Ã¼ber â€œGrÃ¶ÃŸeâ€\\x9d in SÃO PAULO")
    ('über “Größe” in SÃO PAULO', 4)
    """
    if _RUN.search(text) is None:
        return text, 0
    lines = [_mend_line(line) for line in text.split("\n")]
    return "\n".join(line for line, _ in lines), sum(count for _, count in lines)


def mended_warning(count: int) -> tuple[str, str]:
    """The warning about an article with so many mended places: code and message."""
    places = "1 place" if count == 1 else f"{count} places"
    was = "was" if count == 1 else "were"
    return (
        "mojibake",
        f"{places} where UTF-8 had been read as Windows-1252 {was} mended; look whether the words are right",
    )


def _mend_line(line: str) -> tuple[str, int]:
    runs = list(_RUN.finditer(line))
    if not runs:
        return line, 0
    others = frozenset(_RUN.sub("", line))
    parts: list[str] = []
    last = total = 0
    for run in runs:
        if _is_mentioned(run, others):
            mended, count = _mend_stretch(line[last : run.start()])
            parts += [mended, run.group()]
            last, total = run.end(), total + count
    mended, count = _mend_stretch(line[last:])
    return "".join([*parts, mended]), total + count


def _mend_stretch(text: str) -> tuple[str, int]:
    """A line, or what stands between two mentions in it, and how many places were mended."""
    most = 0
    # What went wrong twice is mended twice.
    for _ in range(_MOST_ROUNDS):
        runs = [run for run in _RUN.finditer(text) if _decode(run.group()) != run.group()]
        # Where one went wrong, so did the others, also those that would be no proof alone.
        if not any(map(_is_proven, runs)):
            break
        text = _replace(text, runs)
        most = max(most, len(runs))
    return text, most


def _replace(text: str, runs: Iterable[re.Match[str]]) -> str:
    parts = []
    last = 0
    for run in runs:
        parts += [text[last : run.start()], _decode(run.group())]
        last = run.end()
    return "".join([*parts, text[last:]])


def _decode(run: str) -> str:
    """The characters that the bytes of a run are; the run itself where they are none, such as halves of surrogates."""
    try:
        return bytes(_BYTES[character] for character in run).decode("utf-8")
    except UnicodeDecodeError:
        return run


def _is_proven(run: re.Match[str]) -> bool:
    """Whether the characters of a run cannot stand together by right."""
    characters, mended = run.group(), _decode(run.group())
    if len(mended) >= _LONG_RUN or len(characters) > 2 * len(mended):
        return True
    # No capital stands behind a small letter; before a mark that may follow a capital, nothing else is proof.
    before = run.string[run.start() - 1 : run.start()] if run.start() else ""
    return before.islower() or not any(mark in _AFTER_CAPITALS for mark in characters[1::2])


def _is_mentioned(run: re.Match[str], others: frozenset[str]) -> bool:
    """Whether an article about encodings shows these characters: two of three signs speak for it.

    The word stands in marks, it is nothing but these characters, or the line has the right letter too.
    """
    line = run.string
    head = re.search(r"\S*\Z", line[max(0, run.start() - _LONGEST_WORD) : run.start()])
    tail = re.match(r"\S*", line[run.end() : run.end() + _LONGEST_WORD])
    before, after = "" if head is None else head.group(), "" if tail is None else tail.group().rstrip(_STOPS)
    is_marked = before[:1] in tuple(_OPENING) and after[-1:] in tuple(_CLOSING)
    is_alone = not any(map(str.isalnum, _RUN.sub("", before + after)))
    has_right = any(letter in others for letter in _decode(run.group()) if letter.isalpha())
    return is_marked + is_alone + has_right >= 2
