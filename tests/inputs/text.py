"""Plain text in several encodings, and Markdown."""

# ruff: noqa: E501 (messages are on one line)

from __future__ import annotations

from inputs.web_pages import ENGLISH, GERMAN, HEADLINE, SCHLAGZEILE

_GERMAN_TEXT = f"date 2031-02-11 {SCHLAGZEILE}\n\n" + "\n\n".join(GERMAN) + "\n"
_MARKDOWN = (
    f"---\ntitle: {HEADLINE}\ndate: 2031-02-11\nauthor: Jane Doe\noutlet: Nordwick Herald\ntags:\n  - ferries\n---\n\n"
    + "\n\n".join(ENGLISH)
    + "\n"
)


def good() -> dict[str, bytes]:
    """Texts, by name."""
    return {
        "utf8.txt": _GERMAN_TEXT.encode(),
        "marked.txt": _GERMAN_TEXT.replace("\n", "\r\n").encode("utf-8-sig"),
        "windows.txt": _GERMAN_TEXT.encode("cp1252"),
        "wide.txt": _GERMAN_TEXT.encode("utf-16"),
        "unmarked.txt": _GERMAN_TEXT.encode("utf-16-le"),
        "matter.md": _MARKDOWN.encode(),
    }


_TEXT = {"first": f"date 2031-02-11 {SCHLAGZEILE}", "last": "werde es dafür nicht geben.\n"}
EXPECTED: dict[str, list[dict[str, str]]] = {
    "utf8.txt": [_TEXT],
    "marked.txt": [_TEXT | {"last": "werde es dafür nicht geben.\r\n"}],
    "windows.txt": [_TEXT],
    "wide.txt": [_TEXT],
    "unmarked.txt": [_TEXT],
    "matter.md": [
        {
            "headline": HEADLINE,
            "date": "2031-02-11",
            "outlet": "Nordwick Herald",
            "author": "Jane Doe",
            "first": "\nFerry traffic across the strait",
            "last": "would not pay for an agreement.\n",
        }
    ],
}


def broken() -> dict[str, bytes]:
    """Files that are no text, or text in an encoding that cannot be told."""
    return {
        "picture.txt": b"\x89PNG\r\n\x00\x01 text",
        "cyrillic.txt": "Паромы стоят второй день".encode("cp1251"),
        "mismarked.txt": b"\xef\xbb\xbfcaf\xe9 noir",
        "cut.txt": "Größe".encode("utf-16")[:-1],
    }


REASONS = {
    "picture.txt": "is not text: byte 6 is zero; save it as text (UTF-8)",
    "cyrillic.txt": "is text in an unknown encoding: byte 0 (0xcf) is not UTF-8, and read as Windows-1252 it makes no words; save it as UTF-8",
    "mismarked.txt": "says that it is UTF-8-SIG but is not at byte 6; save it as UTF-8",
    "cut.txt": "says that it is UTF-16 but is not at byte",
}
