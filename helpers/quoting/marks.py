"""Quote marks paired by type: which stretches of a text stand between marks, and which marks have no partner.

Marks are paired, never counted: one stray mark spoils its own paragraph at most (tools that count marks lose the
whole article at an odd number: 22 of 84 in PolNeAR's test part). A quotation of several paragraphs opens anew in each
and closes in the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from helpers.languages import Language

UNOPENED, UNCLOSED = "unopened-mark", "unclosed-mark"
_FEWEST_WORDS_UNOPENED = 3
_OPENS_AFTER = frozenset("([{-–—/…")
_CLOSES_BEFORE = frozenset(".,;:!?)]}-–—/…'’”\"“‘«»›‹")


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

    def run(self, following: tuple[int, int] | None) -> str | None:
        """Walk; the mark that stays open into the paragraph `following`, if one does."""
        found = [
            match for match in self.marks.pattern.finditer(self.text, self.start, self.end) if not self._in_tag(match)
        ]
        for index, match in enumerate(found):
            self._meet(match, found[index + 1 :])
        return self._finish(following)

    def _in_tag(self, match: re.Match[str]) -> bool:
        """Whether a mark stands inside the angle brackets of left-over markup (`<tweet id="1">`)."""
        opened = self.text.rfind("<", self.start, match.start())
        return opened >= 0 and self.text.find(">", opened, match.start()) < 0 <= self.text.find(
            ">", match.end(), self.end
        )

    def _meet(self, match: re.Match[str], rest: Sequence[re.Match[str]]) -> None:
        mark, position = match.group(), match.start()
        level = self._closes(mark, match, rest)
        if level is not None:
            self._close(level, match)
        elif self._opens(mark, match, rest):
            continues = self.carried == mark and not self.text[self.start : position].strip()
            self.stack.append(_Open(position, match.end(), mark, continues))
        elif mark in self.marks.closing and mark not in self.marks.single and self._can_close(match):
            self._close_unopened(match)

    def _closes(self, mark: str, match: re.Match[str], rest: Sequence[re.Match[str]]) -> int | None:
        """The height in the stack of the mark that this one closes."""
        for level in range(len(self.stack) - 1, -1, -1):
            opened = self.stack[level]
            if mark not in self.marks.closers[opened.mark] or match.start() <= opened.inner_start:
                continue
            if not (self._can_close(match) or self._is_spaced(opened, match)):
                continue
            if opened.mark in self.marks.single and self._is_apostrophe(match, rest):
                return None
            # A straight mark that might as well open ("… " "…) closes only what is open already.
            return level
        return None

    def _is_spaced(self, opened: _Open, match: re.Match[str]) -> bool:
        """Whether both marks stand apart from their words, as in French (« Oui »)."""
        return self.text[opened.inner_start].isspace() and self._before(match).isspace()

    def _is_apostrophe(self, match: re.Match[str], rest: Sequence[re.Match[str]]) -> bool:
        """Whether a single mark is rather the apostrophe of a plural ("workers’ rights"): a better partner follows."""
        if self.text[match.start() - 1] != "s" or self._after(match)[:1] != " ":
            return False
        for later in rest:
            if later.group() == match.group() and self._can_close(later):
                return True
            if later.group() in self.marks.closers:
                return False
        return False

    def _opens(self, mark: str, match: re.Match[str], rest: Sequence[re.Match[str]]) -> bool:
        if mark not in self.marks.closers:
            return False
        before, after = self._before(match), self._after(match)
        loose = mark in self.marks.single or mark in self.marks.closers[mark]
        if not after or (after.isspace() and (loose or bool(before.strip()))) or before.isalnum():
            return False
        if not (before.isspace() or before == "" or before in _OPENS_AFTER or before in self.marks.closers):
            return False
        if mark in self.marks.single or mark in self.marks.closing:
            return self._has_partner(mark, rest) or (mark not in self.marks.single and not self.stack)
        return True

    def _has_partner(self, mark: str, rest: Sequence[re.Match[str]]) -> bool:
        return any(later.group() in self.marks.closers[mark] and self._can_close(later) for later in rest)

    def _can_close(self, match: re.Match[str]) -> bool:
        before, after = self._before(match), self._after(match)
        if not before or before.isspace():
            return False
        return not after or after.isspace() or after in _CLOSES_BEFORE or not after.isalnum()

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
        """A closing mark alone: the quotation is kept from the end of the last one, or the paragraph's start."""
        if self.stack:
            return
        start = max((region.end for region in self.regions), default=self.start)
        words = self.text[start : match.start()].split()
        if start == self.start and len(words) >= _FEWEST_WORDS_UNOPENED:
            self.regions.append(Region(start, match.end(), start, match.start(), flaw=UNOPENED))
        self.flaws.append(Flaw(match.start(), match.group(), UNOPENED))

    def _report(self, stray: _Open) -> None:
        if stray.mark not in self.marks.single:
            self.flaws.append(Flaw(stray.start, stray.mark, UNCLOSED))

    def _finish(self, following: tuple[int, int] | None) -> str | None:
        """What is still open at the paragraph's end: legal when the next paragraph opens the same mark again."""
        carried = None
        for level, opened in enumerate(self.stack):
            again = following is not None and self.text.startswith(opened.mark, _first(self.text, *following))
            if level == 0 and again and opened.mark not in self.marks.single:
                carried = opened.mark
                self.regions.append(Region(opened.start, self.end, opened.inner_start, self.end, 0, opened.continues))
                continue
            self._report(opened)
            if (
                level == 0
                and opened.mark not in self.marks.single
                and opened.start == _first(self.text, self.start, self.end)
            ):
                inside = any(region.start > opened.start for region in self.regions)
                if not inside:
                    self.regions.append(
                        Region(opened.start, self.end, opened.inner_start, self.end, 0, opened.continues, UNCLOSED)
                    )
        return carried


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
