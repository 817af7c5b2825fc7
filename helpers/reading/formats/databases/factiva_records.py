"""The records of a Factiva document, from its paragraphs: with codes before the fields, or as Factiva shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from helpers.reading.dates import find_day
from helpers.reading.formats.databases.labels import factiva_codes, factiva_words, find_first_language
from helpers.reading.formats.office.blocks import Block
from helpers.reading.wordlists import choice, find_opening, fold

# A code is sure in a table, before a tab or wide space, or alone on its line; otherwise one space follows it.
_SURE_CODE = re.compile(r"([A-Z]{2,4})(?:\s*\|\s*|\s*\t\s*|\s{2,}|\s*$)(.*)", re.DOTALL)
_CODE = re.compile(r"([A-Z]{2,4})(?:\s*\|\s*|\s+|$)(.*)", re.DOTALL)
_NUMBER = re.compile(r"(?=(?:[A-Za-z]*[0-9]){8})[A-Za-z0-9]{15,45}")
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(?:\s[A-Za-z0-9 +:]{1,12})?")
_SOURCE_CODE = re.compile(r"[A-Z0-9]{2,12}|[A-Z]?[0-9]{1,4}")
_FEWEST_CODES = 4
# Between "512 words" and the text stand no more lines than these; a byline has no more words than these.
_MOST_LINES_ABOUT = 14
_MOST_WORDS_OF_NAMES = 8
_LONGEST_LINE_ABOUT = 160


@dataclass
class Record:
    """One article: the lines of each field by what it holds, "headline", "author", "body" …; `words` as printed."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    words: str = ""
    is_cut: bool = True

    def add(self, kind: str, line: str) -> None:
        """Another line of a field."""
        if line.strip():
            self.fields.setdefault(kind, []).append(line.strip())

    def text(self, kind: str) -> str:
        """A field on one line, "" where there is none."""
        return " ".join(" ".join(self.fields.get(kind, ())).split())


def read_tagged(blocks: Sequence[Block]) -> list[Record] | None:
    """The records of a document with codes before the fields, or None where it has none."""
    codes = factiva_codes()
    lines = [line.strip() for block in blocks for line in block.text.split("\n")]
    pattern = _SURE_CODE
    for pattern in (_SURE_CODE, _CODE):
        found = {match[1] for line in lines if (match := pattern.match(line)) is not None} & set(codes)
        if {"HD", "SN"} <= found and len(found) >= _FEWEST_CODES:
            break
    else:
        return None
    records: list[Record] = []
    kind = ""
    for line in lines:
        match = pattern.match(line)
        code = match[1] if match is not None and match[1] in codes else None
        if code is not None and (not records or not records[-1].is_cut or _begins_anew(records[-1], codes[code])):
            records.append(Record())
        if code is None and not records:
            continue  # the page before the first article
        kind, value = (codes[code], match[2]) if code is not None and match is not None else (kind, line)
        records[-1].words = value if code == "WC" else records[-1].words
        records[-1].is_cut = records[-1].is_cut and kind != "number"
        records[-1].add(kind, value)
    return [record for record in records if set(record.fields) - {"number", "database"}]


def _begins_anew(record: Record, kind: str) -> bool:
    """Whether a second headline shows that the end of a record is missing."""
    return kind == "headline" and "headline" in record.fields


def read_shown(blocks: Sequence[Block]) -> list[Record] | None:
    """The records of a document without codes, or None where it is no such document."""
    lines = [block._replace(text=line.strip()) for block in blocks for line in block.text.split("\n") if line.strip()]
    records = [_read_shown(piece, is_cut=is_cut) for piece, is_cut in _split_shown(lines)]
    found = [record for record in records if record is not None]
    return found or None


def _split_shown(lines: Sequence[Block]) -> Iterator[tuple[Sequence[Block], bool]]:
    """The lines of each article, and whether the number at its end is missing."""
    start = 0
    for place, line in enumerate(lines):
        if fold(line.text) in factiva_words("summaries"):
            yield lines[start:place], True
            return
        if is_end(line.text):
            yield lines[start:place], False
            start = place + 1
    yield lines[start:], True


def is_end(line: str) -> bool:
    """Whether a line ends an article: "Document LBA0000020220304ei340001a"."""
    word, _, number = line.strip()[:80].partition(" ")
    return fold(word) in factiva_words("ends") and _NUMBER.fullmatch(number.strip()) is not None


def _read_shown(lines: Sequence[Block], *, is_cut: bool) -> Record | None:
    """One article as it is shown; None where the lines are none, such as the list before the first one."""
    place = next((place for place in range(len(lines)) if _tells_words(lines, place)), None)
    if place is None:
        return None
    record = Record(words=lines[place].text, is_cut=is_cut)
    _read_titles(record, lines[:place])
    end = place + 1
    for end in range(place + 1, min(len(lines), place + _MOST_LINES_ABOUT)):
        text = lines[end].text
        if _is_rights(text):
            end += 1
            break
        if "language" in record.fields or len(text) > _LONGEST_LINE_ABOUT:
            break
        kind = _kind_about(record, text)
        if kind is not None:
            record.add(kind, text)
    for line in lines[end:]:
        record.add("body", line.text)
    return record


def _tells_words(lines: Sequence[Block], place: int) -> bool:
    """Whether a line is "512 words" with a date right behind it."""
    is_count = _words().fullmatch(lines[place].text[:40]) is not None
    return is_count and any(find_day(line.text) is not None for line in lines[place + 1 : place + 3])


def _kind_about(record: Record, text: str) -> str | None:
    """What a line between the number of words and the text is; None for times, codes, pages and editions."""
    if "date" not in record.fields and find_day(text) is not None:
        return "date"
    if find_first_language(text) is not None:
        return "language"
    if _TIME.fullmatch(text) or "outlet" in record.fields or "date" not in record.fields:
        return None
    return None if text.isdigit() else "outlet"


def _read_titles(record: Record, lines: Sequence[Block]) -> None:
    """Headline and author, which stand before the number of words; a headline is bold, and may take several lines."""
    if not lines:
        return
    last = next((place for place in reversed(range(len(lines))) if lines[place].is_bold), None)
    if last is None:
        last = len(lines) - 1 - (len(lines) > 1 and _is_byline(lines[-1].text, lines[-2].text))
    first = last
    while first > 0 and lines[first - 1].is_bold and lines[last].is_bold:
        first -= 1
    for line in lines[first : last + 1]:
        record.add("headline", line.text)
    for line in lines[last + 1 :]:
        record.add("author" if "author" not in record.fields else "body", line.text)


def _is_byline(text: str, before: str) -> bool:
    words = text.split()
    if len(words) > _MOST_WORDS_OF_NAMES:
        return False
    is_names = all(word[0].isupper() or word.islower() for word in words) and words[-1][0].isupper()
    return find_opening(text, "byline.openings") is not None or (is_names and len(text) < len(before))


def _is_rights(text: str) -> bool:
    return fold(text).startswith(tuple(sorted(factiva_words("rights"))))


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"[0-9][0-9.,' \u00a0\u202f]{{0,12}}\s?(?:{choice(factiva_words('words'))})", re.IGNORECASE)
