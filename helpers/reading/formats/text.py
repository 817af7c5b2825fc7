"""The reader of plain text and Markdown: one article a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from helpers.reading.encodings import decode
from helpers.reading.formats.web.words import load_words
from helpers.reading.raw import Part, RawArticle, Source, Unread

_MARKDOWN = (".md", ".markdown")
_FENCE = "---"
_ENDS = (_FENCE, "...")
_MOST_FIELDS = 100
_LONGEST_KEY = 40
_FIELD = re.compile(rf"([^\W\d_][\w .-]{{0,{_LONGEST_KEY}}}):(?:[ \t]+(.*))?")
# A list below its key, a comment, nothing: what front matter may hold beside its fields.
_BESIDE = re.compile(r"\s*(?:-(?:\s.*)?|#.*)?")


def read_text(source: Source) -> list[RawArticle | Unread]:
    """The one article that a text file holds.

    A Markdown file may begin with front matter, lines of "key: value" between two lines of three hyphens: title, date,
    author, outlet and address are read from it. Raises ArticleError where the file holds text in no encoding that can
    be told for sure.
    """
    text, encoding, warnings = decode(source.content, name=source.name, encoding=source.options.encoding)
    if source.suffix in _MARKDOWN:
        fields, body = _split_front_matter(text)
        if fields:
            return [_make_article(fields, body, encoding=encoding, warnings=warnings)]
    return [RawArticle((Part(text),), encoding, warnings=warnings)]


def _split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields of the front matter by what they hold and the text after it; no fields where there is plainly none."""
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    if not lines or lines[0].rstrip() != _FENCE:
        return {}, text
    end = next((place for place, line in enumerate(lines[1:_MOST_FIELDS], start=1) if line.rstrip() in _ENDS), None)
    if end is None:
        return {}, text
    return _read_fields([line.rstrip() for line in lines[1:end]]), "".join(lines[end + 1 :])


def _read_fields(lines: Sequence[str]) -> dict[str, str]:
    """The known fields; none where a line is neither a field nor what may stand beside one, as in an article's text."""
    fields: dict[str, str] = {}
    use = None
    for line in lines:
        found = _FIELD.fullmatch(line)
        if found is not None:
            use = _uses().get(found.group(1).strip().casefold())
            value = _unquote((found.group(2) or "").strip())
            if use is not None and value:
                fields.setdefault(use, value)
        elif _BESIDE.fullmatch(line) is None:
            return {}
        elif use == "author" and line.strip().startswith("-"):
            names = filter(None, (fields.get(use), _unquote(line.strip()[1:].strip())))
            fields[use] = ", ".join(names)
    return fields


def _unquote(value: str) -> str:
    """A value without the marks around it, and a list in brackets as its parts."""
    if len(value) > 1 and value[0] == "[" and value[-1] == "]":
        return ", ".join(filter(None, (_unquote(part.strip()) for part in value[1:-1].split(","))))
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _make_article(
    fields: Mapping[str, str], body: str, *, encoding: str, warnings: tuple[tuple[str, str], ...]
) -> RawArticle:
    from helpers.reading.dates import find_day

    day = find_day(fields["date"]) if "date" in fields else None
    if "date" in fields and day is None:
        reason = f"gives the date {fields['date'][:40]!r}, which is no day that can be told; write it as YYYY-MM-DD"
        warnings = (*warnings, ("date", reason))
    title = fields.get("headline")
    # A heading on top of the text is the headline as printed.
    is_printed = title is None or re.match(r"\s*#{1,2}\s", body) is not None
    parts = (Part(body),) if title is None or is_printed else (Part(title, "headline"), Part(body))
    return RawArticle(
        parts,
        encoding,
        outlet=fields.get("outlet"),
        author=fields.get("author"),
        date=day,
        date_source=None if day is None else "file",
        url=fields.get("url"),
        warnings=warnings,
    )


@cache
def _uses() -> Mapping[str, str]:
    """What the keys of front matter hold, by key."""
    found: Mapping[str, Any] = load_words()["front_matter"]
    return {key.casefold(): use for use, keys in found.items() for key in keys}
