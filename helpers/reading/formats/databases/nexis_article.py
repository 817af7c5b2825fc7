"""One article of Nexis from its paragraphs: what stands before its text, its text, and what the database adds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from helpers.reading.dates import find_day
from helpers.reading.formats.databases.labels import (
    find_bracketed_agency,
    find_first_language,
    find_names,
    is_rights,
    is_unavailable,
    is_untitled,
    label_of,
    line_of,
)
from helpers.reading.raw import Part, RawArticle, Unread

# Title, outlet, date, edition and the lines of rights stand before the first label.
_MOST_LINES_BEFORE_LABELS = 12
_MOST_HEADER_LINES = 60
_LONGEST_DATE_LINE = 120
_LONGEST_EDITION = 80
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_WORD = re.compile(r"[^\W_]")
# Nexis counts words otherwise than we do; an article that is far shorter than it says has lost text.
_LEAST_SHARE = 0.6
_FEWEST_LOST = 40
# What follows a line such as "Graphic", up to the next such line.
_KINDS_OF_LINES = {"captions": "caption", "notes": None, "corrections": "correction"}
_FEW_LINES = 3
# Labels that no sentence begins with.
_SURE = ("loaded", "database", "language")
_KINDS_BEFORE_TEXT = {"standfirst": "standfirst", "author": "byline"}
_KINDS_OF_LABELS = {"captioned": "caption", "corrected": "correction"}


@dataclass
class Heading:
    """What stands before the text of an article; `day` is as printed, `rest` are lines of no known kind."""

    title: str | None = None
    outlet: str | None = None
    day: str | None = None
    labels: dict[str, str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)


@dataclass
class _Text:
    """The text of an article and what follows it."""

    parts: list[Part] = field(default_factory=list)
    after: list[Part] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)


def split_article(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands before the text of an article and the text, by the line "Body", or without it by the labels."""
    for place, line in enumerate(lines[:_MOST_HEADER_LINES]):
        if line_of(line) == "body" or label_of(line) == ("start", ""):
            return list(lines[:place]), list(lines[place + 1 :])
    first = next((place for place, line in enumerate(lines[:_MOST_LINES_BEFORE_LABELS]) if label_of(line)), None)
    if first is None:
        first = next((place for place, line in enumerate(lines[:_MOST_LINES_BEFORE_LABELS]) if is_rights(line)), 0)
    last = first
    while last < min(len(lines), _MOST_HEADER_LINES) and (label_of(lines[last]) or is_rights(lines[last])):
        last += 1
    return list(lines[:last]), list(lines[last:])


def read_heading(lines: Sequence[str]) -> Heading:
    """Title, outlet, date and labels of a document of Nexis, in the order in which it prints them."""
    heading = Heading()
    top: list[str] = []
    for number, line in enumerate(lines):
        # The first line is the title, whatever it begins with.
        label = label_of(line) if number else None
        if label is not None and label[0] not in ("loaded", "database", "index"):
            heading.labels.setdefault(*label)
        elif label is None and not (number and is_rights(line)):
            (heading.rest if heading.labels else top).append(line)
    place = find_date_line(top, start=1)
    if place is None:
        heading.title, heading.outlet = (*top, None, None)[:2] if top else (None, None)
        heading.rest = top[2:] + heading.rest
        return heading
    heading.day = top[place]
    heading.outlet = top[place - 1]
    # A title may take several lines; without any, the outlet comes first. Lines behind the date name the edition.
    heading.title = " ".join(" ".join(top[: place - 1]).split()) or None
    heading.rest = [line for line in top[place + 1 :] if len(line) > _LONGEST_EDITION] + heading.rest
    return heading


def find_date_line(lines: Sequence[str], *, start: int) -> int | None:
    """Which of the lines from `start` on is the date of an article: one with a sure date, or else with a year."""
    places = [place for place in range(start, len(lines)) if len(lines[place]) <= _LONGEST_DATE_LINE]
    sure = (place for place in places if find_day(lines[place]) is not None)
    return next(sure, next((place for place in places if _YEAR.search(lines[place])), None))


def make_nexis_article(
    heading: Heading, lines: Sequence[str], *, encoding: str, warnings: Sequence[tuple[str, str]] = ()
) -> RawArticle | Unread:
    """The article with this heading and text, or why there is none."""
    if any(is_unavailable(line) for line in (*heading.rest, *lines[:3])):
        return Unread("Nexis printed an error in place of this article; download it again", code="unavailable")
    text = _read_text(lines)
    labels = text.labels | heading.labels
    title = labels.get("headline") or heading.title
    is_titled = title is not None and not is_untitled(title)
    headline = [Part(title, "headline")] if title and is_titled else []
    parts = [Part(labels[key], kind) for key, kind in _KINDS_BEFORE_TEXT.items() if labels.get(key)]
    parts += [Part(line) for line in heading.rest] + text.parts
    parts += [Part(heading.labels[key], kind) for key, kind in _KINDS_OF_LABELS.items() if heading.labels.get(key)]
    parts += text.after
    if not any(_WORD.search(part.text) for part in parts):
        name = f" ({title!r})" if title else ""
        return Unread(f"holds no text{name}: Nexis gave its title only; download it again", code="empty")
    day = None if heading.day is None else find_day(heading.day)
    found = [*warnings, *warn_of_date(heading.day, day), *warn_of_length(labels.get("length", ""), text.parts, "Nexis")]
    return RawArticle(
        parts=(*headline, *parts),
        encoding=encoding,
        outlet=heading.outlet,
        agency=find_bracketed_agency(labels.get("dateline", "")),
        author=find_names(labels.get("author", "")),
        date=day,
        date_source=None if day is None else "file",
        url=labels.get("url") or None,
        language=find_first_language(labels.get("language", "")),
        warnings=tuple(found),
    )


def _read_text(lines: Sequence[str]) -> _Text:
    """The text, the words about its pictures, and the labels below it; what the database adds is left out."""
    text = _Text()
    sections: list[tuple[str | None, list[str]]] = [(None, [])]
    lines, added = _split_classification(lines)
    for found in filter(None, map(label_of, added)):
        text.labels.setdefault(*found)
    tail = _find_tail(lines)
    for place, line in enumerate(lines):
        name, label = line_of(line), label_of(line)
        field_name, value = label or ("", "")
        if name in _KINDS_OF_LINES:
            sections.append((_KINDS_OF_LINES[name], []))
        elif field_name in _SURE or (field_name == "url" and value.startswith("http")):
            text.labels.setdefault(field_name, value)
        elif field_name in _KINDS_OF_LABELS and (place >= tail or _is_capitals(line)):
            text.after.append(Part(value, _KINDS_OF_LABELS[field_name]))
        elif place < tail or not (label or is_rights(line)):
            sections[-1][1].append(line)
    _sort_sections(text, sections)
    return text


def _split_classification(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The lines above and below the line "Classification" that labels follow; all above where there is none."""
    for place, line in enumerate(lines[:-1]):
        if line_of(line) == "classification" and label_of(lines[place + 1]) is not None:
            return lines[:place], lines[place + 1 :]
    return lines, ()


def _find_tail(lines: Sequence[str]) -> int:
    """From where on there are only labels and other lines of the database; behind the last line where none is sure."""
    place = len(lines)
    while place and (label_of(lines[place - 1]) or line_of(lines[place - 1]) or is_rights(lines[place - 1])):
        place -= 1
    is_sure = any((label_of(line) or ("",))[0] in _SURE for line in lines[place:])
    return place if is_sure else len(lines)


def _sort_sections(text: _Text, sections: Sequence[tuple[str | None, list[str]]]) -> None:
    """Puts the lines below "Graphic" and the like behind the text, but where they are most of it they are the text."""
    body = list(sections[0][1])
    for kind, section in sections[1:]:
        if len(section) > max(_FEW_LINES, len(body) // 2):
            body += section
        else:
            text.after += [Part(line, kind) for line in section]
    text.parts = [Part("\n\n".join(body))] if body else []


def _is_capitals(line: str) -> bool:
    return line.partition(":")[0].isupper()


def warn_of_date(printed: str | None, day: str | None) -> list[tuple[str, str]]:
    """The warning that an article has no date, or one that is not understood."""
    if day is not None:
        return []
    found = "no date" if not printed else f"the date {printed[:60]!r}, which is not sure to be one day"
    return [("date", f"has {found}; give it in articles.csv")]


def warn_of_length(told: str, parts: Sequence[Part], database: str) -> list[tuple[str, str]]:
    """The warning that an article has far fewer words than the database says ("512 words")."""
    digits = re.sub(r"[^0-9]", "", told[:20])
    said = int(digits) if digits else 0
    words = sum(len(part.text.split()) for part in parts)
    if words >= _LEAST_SHARE * said or said - words < _FEWEST_LOST:
        return []
    return [("length", f"has {words:,} words where {database} says {said:,}; if text is missing, download it again")]
