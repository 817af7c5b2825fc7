"""The readers of JSON: a list of records, an object with such a list in it, one record, or one record a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from helpers.reading.formats.tables.columns import knows_text, list_preferred
from helpers.reading.formats.tables.json_spans import Outline, OutlineError, Records
from helpers.reading.formats.tables.json_values import Broken, Record, flatten, read_frame, read_object
from helpers.reading.formats.tables.records import make_from_records
from helpers.reading.formats.tables.streams import as_utf8
from helpers.reading.raw import RawArticle, Source, Unread

_BETWEEN = b" \t\r\n,\x1e"
_OBJECT = ord("{")
_SHOWN = 20
_NO_LINE = (0, b"")


def read_json(source: Source) -> list[RawArticle | Unread]:
    """The articles of a JSON file, one a record, with the records that hold none.

    The list of records is known by its fields, or by its name ("articles", "results" …) where an object holds several.
    Raises ArticleError where the file is no JSON (code json), holds no list or no text column (columns), no text
    (empty), or too much (limit).
    """
    content, encoding, warnings = as_utf8(source)
    records = _read_lines(content) if _is_lines(content) else _read_document(source, content)
    return make_from_records(source, records, encoding=encoding, warnings=warnings)


def read_json_lines(source: Source) -> list[RawArticle | Unread]:
    """The articles of a file with a record a line; a line that is no record costs no other.

    Raises ArticleError where no line is a record (code json), none has a text column (columns) or text (empty).
    """
    content, encoding, warnings = as_utf8(source)
    # Under this ending comes a whole document too, laid out over many lines.
    _, first = next(_list_lines(content), _NO_LINE)
    is_document = first.startswith(b"[") or first == b"{"
    records = _read_document(source, content) if is_document else _read_lines(content)
    return make_from_records(source, records, encoding=encoding, warnings=warnings)


def _list_lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers from 1."""
    start = number = 0
    while start < len(content):
        end = content.find(b"\n", start)
        end = len(content) if end < 0 else end
        number += 1
        line = content[start:end].strip(b" \t\r\x1e")
        if line:
            yield number, line
        start = end + 1


def _is_lines(content: bytes) -> bool:
    """Whether a file has a record a line: its first line is one, and another begins in the next."""
    lines = _list_lines(content)
    first, second = next(lines, _NO_LINE), next(lines, _NO_LINE)
    return second[1].startswith(b"{") and not isinstance(read_object(first[1]), Broken)


def _read_lines(content: bytes) -> Iterator[tuple[str, Record]]:
    for number, line in _list_lines(content):
        yield f"line {number}", read_object(line)


def _read_document(source: Source, content: bytes) -> Iterator[tuple[str, Record]]:
    """The records of a file that is one JSON value, or several one after the other."""
    first = content[:_SHOWN].lstrip()
    if not first.startswith((b"[", b"{")) and first:
        raise source.error(f"is no JSON of records: it begins with {first!r}; check its ending", code="json")
    try:
        outline = Outline(content)
    except OutlineError as error:
        raise source.error(str(error), code="limit") from error
    if not outline.is_whole or not outline.values:
        reason = "is cut off or damaged: its brackets do not close what they open; download or save it again"
        raise source.error(reason, code="json")
    _check_between(source, content, outline)
    top = next((records for records in outline.lists if not records.path), None)
    if len(outline.values) > 1:
        return _read_spans(content, outline.values)
    if top is None:
        return _read_envelope(source, content, outline)
    if not top.elements:
        raise source.error("is an empty list; remove it or fill it", code="empty")
    return _read_spans(content, top.elements)


def _check_between(source: Source, content: bytes, outline: Outline) -> None:
    """Raise ArticleError where something stands before, between or behind the values."""
    last = 0
    for start, end in [*outline.values, (len(content), len(content))]:
        between = content[last:start].strip(_BETWEEN)
        if between:
            line = content.count(b"\n", 0, last) + 1
            reason = f"is no valid JSON: {between[:_SHOWN]!r} stands behind its values, near line {line}; mend it"
            raise source.error(reason, code="json")
        last = end


def _read_spans(content: bytes, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[str, Record]]:
    line, last = 1, 0
    for number, (start, end) in enumerate(spans, start=1):
        line, last = line + content.count(b"\n", last, start), start
        label = f"record {number}" if line == 1 else f"record {number} (line {line})"
        yield label, read_object(content[start:end])


def _read_envelope(source: Source, content: bytes, outline: Outline) -> Iterator[tuple[str, Record]]:
    """The records of the list that an object holds, or the object itself where it is one."""
    lists = [records for records in outline.lists if records.has_records(content)]
    envelope = read_object(_leave_out(content, lists))
    if isinstance(envelope, Broken):
        raise source.error(f"{envelope.reason}; mend it, or save it again", code="json")
    mapped = source.options.columns_by_use
    fields = [name for name, value in flatten(envelope).items() if value and isinstance(value, str | list)]
    if knows_text(fields, mapped):
        return iter([("its record", read_object(content))])
    if lists:
        return _read_spans(content, _choose_list(source, content, lists).elements)
    if any(not records.elements and _rank(records) < len(list_preferred()) for records in outline.lists):
        raise source.error("holds no record: its list is empty; remove it or fill it", code="empty")
    frame = read_frame(envelope, mapped)
    return ((f"row {number}", row) for number, row in enumerate(frame or [envelope], start=1))


def _leave_out(content: bytes, lists: Sequence[Records]) -> bytes:
    """An object without the elements of these lists."""
    pieces, last = [], 0
    for records in sorted(lists, key=lambda one: one.start):
        pieces.append(content[last : records.start + 1])
        last = records.end - 1
    return b"".join([*pieces, content[last:]])


def _choose_list(source: Source, content: bytes, lists: Sequence[Records]) -> Records:
    """The list of the articles: of those whose first record has a text, or of all, the one with the surest name."""
    mapped = source.options.columns_by_use
    with_text = [records for records in lists if _has_text(content, records, mapped)] or list(lists)
    ranks = [_rank(records) for records in with_text]
    if ranks.count(min(ranks)) == 1:
        return with_text[ranks.index(min(ranks))]
    names = ", ".join(repr(".".join(records.path)) for records in with_text)
    reason = f"holds several lists of records ({names}), and none is known to be that of the articles"
    raise source.error(f"{reason}; save the right one alone, or call it articles", code="columns")


def _rank(records: Records) -> int:
    """How sure the name of a list is, or of what it lies in; 0 for the surest."""
    preferred = list_preferred()
    return min((preferred.index(key) for key in records.path if key in preferred), default=len(preferred))


def _has_text(content: bytes, records: Records, mapped: Mapping[str, str]) -> bool:
    first = next(read_object(content[start:end]) for start, end in records.elements if content[start] == _OBJECT)
    return not isinstance(first, Broken) and knows_text(list(flatten(first)), mapped)
