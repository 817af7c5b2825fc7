"""Quote marks paired by type: which stretches of a text stand between marks, and which marks have no partner.

Marks are paired, never counted: one stray mark spoils its own paragraph at most (tools that count marks lose the
whole article at an odd number: 22 of 84 in PolNeAR's test part). A quotation of several paragraphs opens anew in each
and closes in the last.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from helpers.languages import Language

UNOPENED, UNCLOSED = "unopened-mark", "unclosed-mark"
_FEWEST_WORDS_UNOPENED = 3
# Nobody quotes deeper: a mark looks no further down for its partner, so that a page of stray marks takes no time.
_DEEPEST = 8
_OPENS_AFTER = frozenset("([{-–—/…>")
_CLOSES_BEFORE = frozenset(".,;:!?)]}-–—/…'’”\"“‘«»›‹")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# A straight mark behind a number means inches, where nothing is open that it could close.
_INCH_MARKS = frozenset('"')


@dataclass(frozen=True)
class Region:
    """A stretch between quote marks: `start` and `end` with the marks, `inner_start` and `inner_end` without.

    `depth` is 0 for an outermost stretch. `continues` marks the second and later paragraphs of one quotation. `flaw` is
    `unopened-mark` or `unclosed-mark` where a mark has no partner and the stretch was guessed.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0
    continues: bool = False
    flaw: str | None = None


@dataclass(frozen=True)
class Flaw:
    """A mark without partner at `position`; `code` says what is missing."""

    position: int
    mark: str
    code: str


@dataclass(frozen=True)
class _Marks:
    """The marks of a language, ready for scanning."""

    pattern: re.Pattern[str]
    closers: dict[str, tuple[str, ...]]
    closing: frozenset[str]
    single: frozenset[str]

    def only_opens(self, mark: str) -> bool:
        """Whether a mark has one meaning, so that it opens behind a letter too (Japanese has no spaces)."""
        return mark not in self.closing and mark not in self.single

    def only_closes(self, mark: str) -> bool:
        """Whether a mark has one meaning, so that it closes before a letter too."""
        return mark not in self.closers and mark not in self.single


@dataclass
class _Open:
    """An opening mark that waits for its partner."""

    start: int
    inner_start: int
    mark: str
    continues: bool = False


def pair_marks(text: str, paragraphs: Iterable[tuple[int, int]], language: Language) -> tuple[list[Region], list[Flaw]]:
    """The stretches between marks in each paragraph (start, end), sorted by start, and the marks without partner.

    A mark opens or closes by what stands beside it and by what is open; within a paragraph the innermost open mark
    closes first.
    """
    marks = _marks_of(language)
    spans = list(paragraphs)
    regions: list[Region] = []
    flaws: list[Flaw] = []
    carried: str | None = None
    for number, (start, end) in enumerate(spans):
        following = spans[number + 1] if number + 1 < len(spans) else None
        scan = _Scan(text, start, end, marks, carried)
        carried = scan.run(following)
        regions += scan.regions
        flaws += scan.flaws
    return sorted(regions, key=lambda region: (region.start, -region.end)), flaws


class _Scan:
    """One walk through one paragraph; `run` fills `regions` and `flaws`."""

    def __init__(self, text: str, start: int, end: int, marks: _Marks, carried: str | None) -> None:
        self.text, self.start, self.end, self.marks = text, start, end, marks
        self.carried = carried
        self.stack: list[_Open] = []
        self.regions: list[Region] = []
        self.flaws: list[Flaw] = []
        tags = [match.span() for match in _TAG.finditer(text, start, end)]
        self.found = [match for match in marks.pattern.finditer(text, start, end) if not _is_inside(match, tags)]
        # Where each kind of mark may close for the last time: what opens after that has no partner.
        self.last_close = {match.group(): match.start() for match in self.found if self._can_close(match)}

    def run(self, following: tuple[int, int] | None) -> str | None:
        """Walk; the mark that stays open into the paragraph `following`, if one does."""
        for index, match in enumerate(self.found):
            self._meet(match, index)
        return self._finish(following)

    def _meet(self, match: re.Match[str], index: int) -> None:
        mark, position = match.group(), match.start()
        level = self._closes(mark, match, index)
        if level is not None:
            self._close(level, match)
        elif self._opens(mark, match):
            continues = self.carried == mark and not self.text[self.start : position].strip()
            self.stack.append(_Open(position, match.end(), mark, continues))
        elif mark in self.marks.closing and mark not in self.marks.single and self._can_close(match):
            self._close_unopened(match)

    def _closes(self, mark: str, match: re.Match[str], index: int) -> int | None:
        """The height in the stack of the mark that this one closes."""
        height = len(self.stack)
        for level in range(height - 1, max(-1, height - 1 - _DEEPEST), -1):
            opened = self.stack[level]
            if mark not in self.marks.closers[opened.mark] or match.start() <= opened.inner_start:
                continue
            if not (self._can_close(match) or self._is_spaced(opened, match)):
                continue
            if opened.mark in self.marks.single and self._is_apostrophe(match, index):
                return None
            # A straight mark that might as well open ("… " "…) closes only what is open already.
            return level
        return None

    def _is_spaced(self, opened: _Open, match: re.Match[str]) -> bool:
        """Whether both marks stand apart from their words, as in French (« Oui »)."""
        return self.text[opened.inner_start].isspace() and self._before(match).isspace()

    def _is_apostrophe(self, match: re.Match[str], index: int) -> bool:
        """Whether a single mark is rather the apostrophe of a plural ("workers’ rights"): a better partner follows."""
        if self.text[match.start() - 1] != "s" or self._after(match)[:1] != " ":
            return False
        for place in range(index + 1, len(self.found)):
            later = self.found[place]
            if later.group() == match.group() and self._can_close(later):
                return True
            if later.group() in self.marks.closers:
                return False
        return False

    def _opens(self, mark: str, match: re.Match[str]) -> bool:
        if mark not in self.marks.closers:
            return False
        before, after = self._before(match), self._after(match)
        loose = mark in self.marks.single or mark in self.marks.closers[mark]
        if not after or (after.isspace() and (loose or bool(before.strip()))):
            return False
        if not (self.marks.only_opens(mark) or before == "" or before.isspace() or self._may_precede(before)):
            return False
        if mark in self.marks.single or mark in self.marks.closing:
            return self._has_partner(mark, match) or (mark not in self.marks.single and not self.stack)
        return True

    def _may_precede(self, character: str) -> bool:
        """Whether a quotation may begin right behind a character: a bracket, a dash, another mark."""
        return character in _OPENS_AFTER or character in self.marks.closers or character in self.marks.closing

    def _has_partner(self, mark: str, match: re.Match[str]) -> bool:
        return any(self.last_close.get(closer, -1) > match.start() for closer in self.marks.closers[mark])

    def _can_close(self, match: re.Match[str]) -> bool:
        before, after = self._before(match), self._after(match)
        if not before or before.isspace():
            return False
        if not after.isalnum() or self.marks.only_closes(match.group()):
            return True
        return after in _CLOSES_BEFORE

    def _before(self, match: re.Match[str]) -> str:
        return self.text[match.start() - 1] if match.start() > self.start else ""

    def _after(self, match: re.Match[str]) -> str:
        return self.text[match.end()] if match.end() < self.end else ""

    def _close(self, level: int, match: re.Match[str]) -> None:
        opened = self.stack[level]
        for stray in self.stack[level + 1 :]:
            self._report(stray)
        del self.stack[level:]
        self.regions.append(
            Region(opened.start, match.end(), opened.inner_start, match.start(), level, opened.continues)
        )

    def _close_unopened(self, match: re.Match[str]) -> None:
        """A closing mark alone: the first one keeps the quotation from the paragraph's start."""
        if self.stack or (match.group() in _INCH_MARKS and self._before(match).isdigit()):
            return
        first = not self.regions and not self.flaws
        if first and len(self.text[self.start : match.start()].split()) >= _FEWEST_WORDS_UNOPENED:
            self.regions.append(Region(self.start, match.end(), self.start, match.start(), flaw=UNOPENED))
        self.flaws.append(Flaw(match.start(), match.group(), UNOPENED))

    def _report(self, stray: _Open) -> None:
        if stray.mark not in self.marks.single:
            self.flaws.append(Flaw(stray.start, stray.mark, UNCLOSED))

    def _finish(self, following: tuple[int, int] | None) -> str | None:
        """What is still open at the paragraph's end: legal when the next paragraph opens the same mark again."""
        if not self.stack:
            return None
        outer, *inner = self.stack
        for stray in inner:
            self._report(stray)
        if outer.mark in self.marks.single:
            return None
        if following is not None and self.text.startswith(outer.mark, _first(self.text, *following)):
            self.regions.append(self._to_end(outer))
            return outer.mark
        self._report(outer)
        alone = not any(region.start > outer.start for region in self.regions)
        says = any(character.isalnum() for character in self.text[outer.inner_start : self.end])
        if alone and says and outer.start == _first(self.text, self.start, self.end):
            self.regions.append(self._to_end(outer, flaw=UNCLOSED))
        return None

    def _to_end(self, opened: _Open, *, flaw: str | None = None) -> Region:
        return Region(opened.start, self.end, opened.inner_start, self.end, 0, opened.continues, flaw)


def _is_inside(match: re.Match[str], tags: list[tuple[int, int]]) -> bool:
    """Whether a mark stands inside left-over markup (`<tweet id="1">`); `tags` are sorted."""
    place = bisect_right(tags, (match.start(),)) - 1
    return place >= 0 and match.start() < tags[place][1]


def _first(text: str, start: int, end: int) -> int:
    """Where the first character stands that is no space."""
    while start < end and text[start].isspace():
        start += 1
    return start


@cache
def _marks_of(language: Language) -> _Marks:
    closers: dict[str, tuple[str, ...]] = {}
    for opening, closing in (*language.marks, *language.single_marks):
        closers[opening] = (*closers.get(opening, ()), closing)
    single = frozenset(mark for pair in language.single_marks for mark in pair)
    closing_marks = frozenset(mark for options in closers.values() for mark in options)
    every = sorted({*closers, *closing_marks}, key=lambda mark: (-len(mark), mark))
    return _Marks(re.compile("|".join(map(re.escape, every))), closers, closing_marks, single)
