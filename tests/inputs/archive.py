"""ZIP archives as systems make them, and as nobody should."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

from inputs import csv_table, json_records
from inputs.stories_in_tables import COUNCIL, FERRY, HARVEST, Told

_TIME = (2022, 3, 4, 10, 15, 0)


def text_of(article: Told) -> bytes:
    """An article as a text file."""
    return f"{article.date}\n{article.headline}\n\n{article.text}\n".encode()


def pack(members: Sequence[tuple[str, bytes]], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these members, always the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, _TIME), content, method)
    return buffer.getvalue()


def patch(content: bytes, name: str, changes: Mapping[str, int], *, local: bool = False) -> bytes:
    """An archive with fields of a member's entry in the directory changed, as a liar does; `local` in its header too.

    Fields are flags, method, crc, packed, size, name_length, attributes and offset.
    """
    changed = bytearray(content)
    written = name.encode()
    start = content.rfind(written, 0, content.rfind(b"PK\x05\x06")) - 46
    places = {"flags": (8, "<H"), "method": (10, "<H"), "crc": (16, "<L"), "packed": (20, "<L"), "size": (24, "<L")}
    places |= {"attributes": (38, "<L"), "offset": (42, "<L")}
    for field, value in changes.items():
        offset, form = places[field]
        struct.pack_into(form, changed, start + offset, value)
        if local and field not in ("attributes", "offset"):
            struct.pack_into(form, changed, content.find(written) - 30 + offset - 2, value)
    return bytes(changed)


def make_overlapping(count: int = 50) -> bytes:
    """An archive whose directory names the same bytes again and again, each time as another file."""
    whole = pack([("a.txt", b"A" * 10_000)])
    place = whole.rfind(b"PK\x01\x02")
    entry, end = whole[place : whole.rfind(b"PK\x05\x06")], bytearray(whole[whole.rfind(b"PK\x05\x06") :])
    entries = b"".join(entry.replace(b"a.txt", f"{number:05}".encode()) for number in range(count))
    struct.pack_into("<HHLL", end, 8, count, count, len(entries), place)
    return whole[:place] + entries + bytes(end)


def good() -> dict[str, bytes]:
    """Archives whose members are read as a whole."""
    inner = pack([("wire/council.txt", text_of(COUNCIL))])
    return {
        "texts.zip": pack([("courier/ferry.txt", text_of(FERRY)), ("kurier/council.txt", text_of(COUNCIL))]),
        "nested.zip": pack([("deep/inner.zip", inner), ("harvest.txt", text_of(HARVEST))], method=zipfile.ZIP_STORED),
        "tables.zip": pack(
            [("all.csv", csv_table.good()["excel.csv"]), ("all.json", json_records.good()["list.json"])]
        ),
        "mac.zip": pack(
            [
                ("Bücher/", b""),
                ("Bücher/fähre.txt", text_of(FERRY)),
                ("Bücher/.DS_Store", b"\0\0\0\1Bud1"),
                ("__MACOSX/Bücher/._fähre.txt", b"\0\5\x16\7"),
                ("Thumbs.db", bytes.fromhex("D0CF11E0A1B11AE1")),
                ("desktop.ini", b"[.ShellClassInfo]"),
            ]
        ),
    }


def _expect(*articles: Told) -> list[dict[str, str]]:
    """What texts tell, which name no outlet and no author."""
    found = (article.expected() for article in articles)
    return [{key: one[key] for key in ("headline", "date", "first", "last")} for one in found]


# Of all members in the order of their names, archives within included.
EXPECTED: dict[str, list[dict[str, str]]] = {
    "texts.zip": _expect(FERRY, COUNCIL),
    "nested.zip": _expect(COUNCIL, HARVEST),
    "tables.zip": [*csv_table.EXPECTED["excel.csv"], *json_records.EXPECTED["list.json"]],
    "mac.zip": _expect(FERRY),
}


def broken() -> dict[str, bytes]:
    """Archives that are not read."""
    whole = good()["texts.zip"]
    return {
        "empty.zip": b"",
        "cut.zip": whole[: len(whole) // 2],
        "other.zip": b"Rar!\x1a\x07\x01\x00" + bytes(100),
        "nothing.zip": pack([]),
        "hidden.zip": pack([(".DS_Store", b"x"), ("folder/", b"")]),
        "directory.zip": whole.replace(b"PK\x01\x02", b"PK\x09\x09", 1),
        "overlapping.zip": make_overlapping(),
    }


REASONS = {
    "empty.zip": "is empty: it holds no byte; save it again",
    "cut.zip": "is cut off: the list of its files, which stands at the end, is missing; download or copy it again",
    "other.zip": "is no ZIP archive: it begins with b'Rar!\\x1a\\x07\\x01\\x00'; check its ending, or unpack it",
    "nothing.zip": "is an archive without files; remove it or fill it",
    "hidden.zip": "is an archive without files; remove it or fill it",
    "directory.zip": "is damaged (Bad magic number for central directory); download or copy it again",
    "overlapping.zip": "is damaged or hostile: its members lie over each other; pack it anew",
}
