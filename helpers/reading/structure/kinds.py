"""The kind of each block of a text, from its words, its place and what is known of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from helpers.reading.structure.credits import find_author, is_name_line
from helpers.reading.structure.days import find_date_line, is_timeless
from helpers.reading.structure.furniture import find_furniture, is_teaser, opens_list, opens_note
from helpers.reading.structure.shapes import ends_sentence, is_capitals
from helpers.reading.structure.titles import is_heading, is_headline, is_subtitle, may_be_standfirst

_MOST_OPENING_BLOCKS = 10
# The day of publication may also stand below the article.
_MOST_CLOSING_BLOCKS = 5
# How far below the headline the byline may stand that shows what is between them to be the standfirst.
_STANDFIRST_REACH = 3
# A note of correction below its own title has fewer paragraphs, this one included.
_LONGEST_NOTE = 4
# So many title-like lines in a row are a list or a table.
_LIST_LENGTH = 3
# What stands at the top without being text or title.
_BESIDE = frozenset({"date", "byline", "caption", "correction", "boilerplate"})


def find_kinds(blocks: Sequence[str], known: Sequence[str | None], *, dated: bool) -> list[str]:
    """The kind of each block; `known` is what the file tells of it, None where nothing; `dated` behind a date prefix.

    A known kind stays, but a known body may be found to be a heading or none of the article's words.
    """
    found = _Kinds(blocks, known, dated)
    for place in range(len(blocks)):
        found.kinds.append(found.find_kind(place))
    found.mark_notes()
    found.mark_teasers()
    found.demote_lists()
    found.demote_titles()
    return found.kinds


@dataclass
class _Kinds:
    """The kinds of some blocks, found in their order; `known` is what was known of each, None where nothing was."""

    blocks: Sequence[str]
    known: Sequence[str | None]
    dated: bool
    kinds: list[str] = field(default_factory=list)

    def find_kind(self, place: int) -> str:
        known, block = self.known[place], self.blocks[place]
        if known is not None and known != "body":
            return known
        # Only the few paragraphs at the top are asked, so that long texts cost no more than short ones.
        is_opening = known is None and place < _MOST_OPENING_BLOCKS and "body" not in self.kinds
        if known is None and self._is_date(place, is_opening=is_opening):
            return "date"
        if is_opening and (find_author(block) is not None or self._is_name_line(place)):
            return "byline"
        seeks_headline = is_opening and self._seeks_headline(place)
        furniture = find_furniture(block, may_be_headline=seeks_headline)
        if furniture is not None:
            return furniture
        if seeks_headline and is_headline(block, dated=self.dated and place == 0):
            return "headline"
        if is_opening and self._is_standfirst(place):
            return "standfirst"
        return "heading" if is_heading(block) else "body"

    def _seeks_headline(self, place: int) -> bool:
        if "headline" in self.known or "byline" in self.known[:place]:
            return False
        return not {"headline", "heading", "standfirst"} & set(self.kinds)

    def _is_date(self, place: int, *, is_opening: bool) -> bool:
        """A date above the text; lower down, where lists have dates too, one with a label, and near the top a time."""
        is_top, is_closing = place < _MOST_OPENING_BLOCKS, place >= len(self.blocks) - _MOST_CLOSING_BLOCKS
        dates = find_date_line(self.blocks[place]) if is_top or is_closing else None
        if dates is None:
            return False
        if not is_opening:
            return any(one.label for one in dates) or (is_top and not is_timeless(self.blocks[place], dates))
        is_first = self._seeks_headline(place)
        # A bare date below the headline with more of them to come is the first heading of a timeline.
        return is_first or not is_timeless(self.blocks[place], dates) or not self._has_timeless(place + 1)

    def _has_timeless(self, start: int) -> bool:
        # Right below it another date is that of the article as well.
        while start < len(self.blocks) and find_date_line(self.blocks[start]) is not None:
            start += 1
        later = self.blocks[start:]
        return any((dates := find_date_line(block)) is not None and is_timeless(block, dates) for block in later)

    def _is_name_line(self, place: int) -> bool:
        """Names alone below the headline and above the date: "Jane Doe in Kyiv", "Fri 4 Mar 2022 10.15 GMT"."""
        return "headline" in self.kinds and is_name_line(self.blocks[place]) and self._is_timed(place + 1)

    def _is_timed(self, place: int) -> bool:
        """Whether a block is a date, and more surely that of the article than of a timeline: with a label or time."""
        if place >= len(self.blocks) or self.known[place] is not None:
            return place < len(self.blocks) and self.known[place] == "date"
        dates = find_date_line(self.blocks[place])
        return dates is not None and not is_timeless(self.blocks[place], dates)

    def _is_standfirst(self, place: int) -> bool:
        """Whether what follows the headline stands above the byline, or is a line that ends no sentence."""
        before = next((kind for kind in reversed(self.kinds) if kind not in _BESIDE), None)
        block = self.blocks[place]
        if before != "headline" or not may_be_standfirst(block):
            return False
        following = [self._find_credit(other) for other in range(place + 1, place + 1 + _STANDFIRST_REACH)]
        next_text = next((index for index, kind in enumerate(following) if kind not in _BESIDE), len(following))
        if "byline" in following[:next_text] or "date" in following[:next_text]:
            return True
        after = place + 1 + next_text
        return is_subtitle(block) and after < len(self.blocks) and ends_sentence(self.blocks[after])

    def _find_credit(self, place: int) -> str | None:
        """The kind of a block further down if it stands beside the text (a byline, a date with a label or time)."""
        if place >= len(self.blocks):
            return None
        known, block = self.known[place], self.blocks[place]
        if known is not None:
            return known
        if self._is_timed(place):
            return "date"
        if find_author(block) is not None or (is_name_line(block) and self._is_timed(place + 1)):
            return "byline"
        return find_furniture(block)

    def mark_notes(self) -> None:
        """Below a line "Correction:" the next paragraph is the note, and so is all where the article ends with it."""
        for place, kind in enumerate(self.kinds):
            if kind == "correction" and opens_note(self.blocks[place]):
                last = len(self.kinds) if len(self.kinds) - place <= _LONGEST_NOTE else place + 2
                for other in range(place + 1, min(last, len(self.kinds))):
                    if self._is_free(other) and self.kinds[other] in ("body", "heading"):
                        self.kinds[other] = "correction"

    def _is_free(self, place: int) -> bool:
        return self.known[place] in (None, "body")

    def mark_teasers(self) -> None:
        """The titles of other articles below "Most read" are boilerplate: the next, or all where no text follows."""
        last_text = max((place for place, kind in enumerate(self.kinds) if kind != "boilerplate"), default=-1)
        end = 0
        for place, kind in enumerate(self.kinds):
            if kind != "boilerplate" or not opens_list(self.blocks[place]):
                continue
            end = max(end, place + 1)
            while end < len(self.kinds) and self._may_be_teaser(end):
                end += 1
            for other in range(place + 1, end if end > last_text else min(place + 2, end)):
                self.kinds[other] = "boilerplate"
            if end > last_text:
                break

    def _may_be_teaser(self, place: int) -> bool:
        return (
            self._is_free(place)
            and self.kinds[place] in ("heading", "body", "boilerplate")
            and is_teaser(self.blocks[place])
        )

    def demote_lists(self) -> None:
        """Title-like lines in a row become body, but those in capitals and those known stay."""
        for key, group in groupby(range(len(self.kinds)), key=lambda place: (self.kinds[place], self.known[place])):
            places = list(group)
            if key[0] == "heading" and key[1] != "heading" and len(places) >= _LIST_LENGTH:
                for place in places:
                    self.kinds[place] = "heading" if is_capitals(self.blocks[place]) else "body"

    def demote_titles(self) -> None:
        """A heading without body below it becomes body, and so does a standfirst or a headline then left alone."""
        last = max((place for place, kind in enumerate(self.kinds) if kind == "body"), default=-1)
        for place, kind in enumerate(self.kinds):
            if kind == "heading" and place > last and self.known[place] != "heading":
                self.kinds[place] = "body"
        for kind in ("standfirst", "headline"):
            free = [place for place, found in enumerate(self.kinds) if found == kind and self.known[place] is None]
            if "body" not in self.kinds and free:
                self.kinds[free[0]] = "body"
