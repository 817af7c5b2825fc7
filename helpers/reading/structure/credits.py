"""Who wrote an article, and where its news comes from: bylines ("By Jane Doe") and datelines ("KYIV (Reuters) –")."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from helpers.reading.dates import choose_days, find_date_part, find_written_days
from helpers.reading.structure.shapes import ends_sentence, is_capitals, is_name_like
from helpers.reading.wordlists import find_opening, fold, words_of

LONGEST_BYLINE = 120
_MOST_NAMES = 10
_MOST_PLACE_WORDS = 6
_DASH = r"\s?(?:--|[-–—])\s?(?=\S)"
_BRACKETED = re.compile(
    rf"""(?P<place>[^()\n“”"]{{0,60}}?),?[ ]?\((?P<agency>[^()\n]{{2,30}})\)
    (?:,[ ](?P<after>[^()\n“”"]{{4,30}}?)(?={_DASH}))?(?P<dash>{_DASH})?""",
    re.VERBOSE,
)
_STROKED = re.compile(
    rf"(?P<place>[^()/\n“”\"]{{2,60}}?)[ ,.]{{1,2}}/(?P<agency>[^()/\n]{{2,30}})/(?:\.\s?(?=\S)|{_DASH})"
)
_PLAIN = re.compile(r"(?P<place>[^()/\n“”\"–—]{2,60}?)\s?(?:--|[–—]|\s-)\s?(?=\S)")


class Dateline(NamedTuple):
    """What the dateline of a paragraph tells: the agency, None without one, and the days that its full date may be."""

    agency: str | None
    days: tuple[str, ...] = ()


def find_agency(block: str) -> str | None:
    """The agency in the dateline that a paragraph opens with ("KYIV (Reuters) - …"), None without one."""
    found = find_dateline(block)
    return None if found is None else found.agency


def find_dateline(block: str) -> Dateline | None:
    """The dateline that a paragraph opens with, as agencies write them; None without one.

    Place (and date) stand before an agency in brackets or strokes, "KYIV, March 4 (Reuters) –", "MOSCOW, March 4.
    /TASS/.", or before a dash alone, "WASHINGTON, March 4, 2022 —", where the place is in capitals.
    """
    head = block[:LONGEST_BYLINE]
    return _read_bracketed(head) or _read_stroked(head) or _read_plain(head)


def _read_bracketed(head: str) -> Dateline | None:
    found = _BRACKETED.match(head) if "(" in head else None
    if found is None:
        return None
    place, agency = found.group("place").strip(), found.group("agency").strip()
    if len(place.split()) > _MOST_PLACE_WORDS or place[:1].islower():
        return None
    if found.group("dash") is None:
        # "BERLIN (dpa/lby) Der Minister": only capitals and a known agency make that sure.
        is_dateline = is_capitals(_town(place)) and is_agency(agency) and head[found.end() :].lstrip()[:1].isupper()
    else:
        is_dateline = is_agency(agency) or (is_capitals(_town(place)) and agency[:1].isalpha())
    return Dateline(_shorten(agency), _find_days(place, found.group("after") or "")) if is_dateline else None


def _read_stroked(head: str) -> Dateline | None:
    found = _STROKED.match(head) if "/" in head else None
    if found is None:
        return None
    place, agency = found.group("place"), found.group("agency").strip()
    is_dateline = is_agency(agency) or (is_capitals(_town(place)) and agency[:1].isalpha())
    return Dateline(_shorten(agency), _find_days(place)) if is_dateline else None


def _read_plain(head: str) -> Dateline | None:
    found = _PLAIN.match(head)
    if found is None or not is_capitals(_town(found.group("place"))):
        return None
    return Dateline(None, _find_days(found.group("place")))


def _town(place: str) -> str:
    return re.split(r"[,.]", place, maxsplit=1)[0]


def _find_days(*places: str) -> tuple[str, ...]:
    return choose_days(one for place in places for one in find_written_days(place))


def is_agency(name: str) -> bool:
    """Whether a name is that of a known agency, or joins one with others: "AFP", "dpa/lby", "Interfax-Ukraine"."""
    parts = re.split(r"[/,&-]", name)
    return fold(name) in words_of("dateline.agencies") or any(
        fold(part.strip()) in words_of("dateline.agencies") for part in parts
    )


def _shorten(agency: str) -> str:
    """The agency without the desk behind a stroke: "dpa/lby" is dpa, "AFP/dpa" both."""
    first, *others = (part.strip() for part in agency.split("/"))
    return first if others and is_agency(first) and not any(map(is_agency, others)) else agency


def find_author(block: str) -> str | None:
    """Who a byline names ("By Jane Doe, Kyiv": Jane Doe), None where a paragraph is no byline.

    A date may stand beside it: "By Jane Doe, 4 March 2022", "Published 4 March 2022 by Jane Doe".
    """
    if len(block) > LONGEST_BYLINE or "\n" in block:
        return None
    line = _without_date(block)
    if ends_sentence(line):
        return None
    phrase = find_opening(line, "byline.openings")
    if phrase is None:
        return None
    names = line[len(phrase) :].strip(" :").partition(" | ")[0]
    words = names.replace(",", " ").split()
    is_byline = is_name_like(words, small=_small_words(), most=_MOST_NAMES) and words[0][0].isupper()
    return names.partition(",")[0].strip() if is_byline else None


def is_name_line(block: str) -> bool:
    """Whether a line may hold names alone: few words, with capitals but for those between names, and no digits."""
    if len(block) > LONGEST_BYLINE or "\n" in block or ends_sentence(block) or any(map(str.isdigit, block)):
        return False
    words = re.findall(r"[^\s,]+", block)
    return len(words) > 1 and is_name_like(words, small=_small_words(), most=_MOST_NAMES) and words[0][0].isupper()


@cache
def _small_words() -> frozenset[str]:
    return words_of("byline.joiners") | words_of("dateline.agencies")


def _without_date(line: str) -> str:
    """A line without the date at its beginning or end, and what belongs to that; the line where it has none."""
    part = find_date_part(line) if any(map(str.isdigit, line)) else None
    if part is None:
        return line
    start, end, _ = part
    before, after = line[:start].rstrip(" ,;|·•–—-("), line[end:].strip()
    return before if not after else after if not before else line
