"""What readers of formats take and give: the bytes of one file, and the articles found in it, before any cleaning."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from helpers.tables import ArticleError

# What a reader may know of a part; without a kind the words of the text tell (see `structure`).
PART_KINDS = ("headline", "standfirst", "byline", "date", "heading", "body", "caption", "correction", "boilerplate")

# What a column of a table may hold, as the user names it on the command line.
COLUMN_USES = ("text", "headline", "standfirst", "date", "outlet", "author", "url", "language", "agency")


@dataclass(frozen=True)
class ReadingOptions:
    """What the user says about the files of a folder.

    `max_mb` is the largest file read (2**20 bytes), None for the limit of each format. `encoding` is that of all plain
    text, None to find it out. `columns` are names of columns by what they hold ("text": "Volltext"), for tables.
    """

    max_mb: float | None = None
    encoding: str | None = None
    columns: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> str:
        """The options as one line of JSON, by which a notebook or a child process is told of them."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> ReadingOptions:
        """The options that `to_json` wrote; those that are not there are the defaults."""
        found = json.loads(line)
        columns = tuple((str(use), str(name)) for use, name in found.get("columns", ()))
        return cls(found.get("max_mb"), found.get("encoding"), columns)

    @property
    def columns_by_use(self) -> Mapping[str, str]:
        """`columns` as a mapping: what a column holds to its name."""
        return dict(self.columns)


# Nothing is said about the files: all is found out.
AS_FOUND = ReadingOptions()


@dataclass(frozen=True)
class Source:
    """One file for a reader: its name as messages give it, its bytes, and what the user says about such files."""

    name: str
    content: bytes
    options: ReadingOptions = AS_FOUND

    @property
    def suffix(self) -> str:
        """The ending of the name in small letters, with its dot; "" where there is none."""
        last = self.name.rpartition("/")[2].casefold()
        return f".{last.rpartition('.')[2]}" if "." in last[1:] else ""

    def error(self, reason: str, *, code: str = "unreadable") -> ArticleError:
        """The error to raise about this file; `reason` says what was found and what to do, without a full stop."""
        return ArticleError(self.name, reason, code=code)


@dataclass(frozen=True)
class Part:
    """A stretch of an article; `kind` is one of `PART_KINDS` where the file tells it, None where the words must."""

    text: str
    kind: str | None = None


@dataclass(frozen=True)
class Unread:
    """A place in a file, such as a row of a table, that holds no article, and why; the others of the file are read."""

    reason: str
    code: str = "unreadable"


@dataclass(frozen=True)
class RawArticle:
    """One article as a reader found it: its parts in order, and what the file tells about it, None where it does not.

    `encoding` is what the bytes were read as, or the format where it has one encoding only ("docx"). `date` is a day
    (YYYY-MM-DD) and `date_source` says where it was found: "file" for a field of the record, "metadata" for that of a
    web page or document. `language` is a code such as "en". `headline` is only what the user says it is: what a file
    tells is a part. "" in a field is the user's word that the article has none. `warnings` are pairs of code and
    message.
    """

    parts: tuple[Part, ...]
    encoding: str
    headline: str | None = None
    outlet: str | None = None
    agency: str | None = None
    author: str | None = None
    date: str | None = None
    date_source: str | None = None
    url: str | None = None
    language: str | None = None
    warnings: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """All parts, an empty line between them."""
        return "\n\n".join(part.text for part in self.parts)
