"""XML inside documents, read as events by the standard library, without document types and so without entities."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from helpers.reading.formats.zipped import BROKEN, broken
from helpers.reading.raw import Source

_BYTES_AT_ONCE = 2**20
# Between the address of a name space and the name in it; no address holds it.
SEPARATOR = " "


class Handler(Protocol):
    """What wants to know of the elements of a document; names are "address name"."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text, in pieces of any length."""


def read_events(package: zipfile.ZipFile, member: str, handler: Handler, *, source: Source) -> None:
    """Tells the handler each element and text of one member of a package; nothing of it is kept.

    Office formats have no document type, and all attacks with entities need one: it is an error.
    Raises ArticleError (code broken) where the member is missing or damaged, or is no such XML.
    """
    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.data

    def refuse(*_: object) -> None:
        reason = f"holds XML with a document type ({member!r}), which is not read; save it anew"
        raise source.error(reason, code="broken")

    parser.StartDoctypeDeclHandler = refuse
    try:
        with package.open(member) as stream:
            while chunk := stream.read(_BYTES_AT_ONCE):
                parser.Parse(chunk)
        parser.Parse(b"", True)
    except KeyError as error:
        raise source.error(f"is damaged: it holds no {member!r}; save it again", code="broken") from error
    except (expat.ExpatError, LookupError) as error:
        raise source.error(f"is damaged: {member!r} is no XML ({error}); save it again", code="broken") from error
    except BROKEN as error:
        raise broken(source, error) from error
