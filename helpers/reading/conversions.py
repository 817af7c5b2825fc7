"""What files of slow formats hold, kept on disk by the hash of their bytes: tomorrow only what is new is read anew."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from helpers.reading.opening import Opened, Place
from helpers.reading.raw import Part, RawArticle, ReadingOptions, Unread

_PACKAGE = Path(__file__).resolve().parent
_RESOURCES = _PACKAGE.parent / "resources"


class Conversions:
    """The conversions below a folder, one JSON file each; without a folder none are kept.

    An entry belongs to the bytes of the file, its name, the member of an archive, the options and the code.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._used: set[str] = set()
        self._hashes: dict[Path, str] = {}

    def load(self, place: Place, options: ReadingOptions) -> Opened | None:
        """What was kept of a place, None where nothing was or it cannot be read."""
        if self.folder is None:
            return None
        name = self._name(place, options)
        try:
            found = json.loads((self.folder / name).read_text(encoding="utf-8"))
            opened = Opened(found["format"], [as_found(item) for item in found["items"]])
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        self._used.add(name)
        return opened

    def save(self, place: Place, options: ReadingOptions, opened: Opened) -> None:
        """Keep what a place holds; where the disk refuses, it is read anew next time."""
        if self.folder is None:
            return
        name = self._name(place, options)
        items = [as_line(item) for item in opened.items]
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            partial = self.folder / f".{name}.{os.getpid()}"
            partial.write_text(json.dumps({"format": opened.format, "items": items}), encoding="utf-8")
            partial.replace(self.folder / name)
            self._used.add(name)

    def remove_unused(self) -> None:
        """Remove what was neither loaded nor saved: its file is no longer among the articles."""
        if self.folder is None or not self.folder.is_dir():
            return
        for path in self.folder.glob("*.json"):
            if path.name not in self._used:
                path.unlink(missing_ok=True)

    def _name(self, place: Place, options: ReadingOptions) -> str:
        if place.path not in self._hashes:
            with place.path.open("rb") as file:
                self._hashes[place.path] = hashlib.file_digest(file, "sha256").hexdigest()
        # The name is in messages of the readers, and its ending chooses among them.
        parts = [self._hashes[place.path], place.name, *place.inside, options.to_json(), _code_version()]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32] + ".json"


@cache
def _code_version() -> str:
    """A hash of the code and the words that reading depends on."""
    digest = hashlib.sha256()
    for path in sorted([*_PACKAGE.rglob("*.py"), *_RESOURCES.rglob("*.toml")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def as_line(found: RawArticle | Unread) -> dict[str, Any]:
    """What a reader found as an object of JSON."""
    return {"article" if isinstance(found, RawArticle) else "unread": asdict(found)}


def as_found(line: Mapping[str, Any]) -> RawArticle | Unread:
    """What `as_line` was made of."""
    if "unread" in line:
        return Unread(**line["unread"])
    fields = dict(line["article"])
    fields["parts"] = tuple(Part(str(part["text"]), part["kind"]) for part in fields["parts"])
    fields["warnings"] = tuple((str(code), str(message)) for code, message in fields["warnings"])
    return RawArticle(**fields)
