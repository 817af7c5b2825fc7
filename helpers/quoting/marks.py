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
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.languages import Language

UNOPENED, UNCLOSED = "unopened-mark", "unclosed-mark"
_FEWEST_WORDS_UNOPENED = 3
# Nobody quotes deeper: a mark looks no further down for its partner, so that a page of stray marks takes no time.
_DEEPEST = 8
_OPENS_AFTER = frozenset("([{-–—/…>")
_ELIDES = frozenset("'’")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# A straight mark behind a number means inches, where nothing is open that it could close.
_INCH_MARKS = frozenset('"')


class Region(NamedTuple):
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


@dataclass(frozen=True, eq=False)
class _Marks:
    """The marks of a language, ready for scanning."""

    pattern: re.Pattern[str]
    closers: dict[str, tuple[str, ...]]
    closing: frozenset[str]
    single: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a mark may be by the characters beside it, and by nothing else."""

    mark: str
    closers: tuple[str, ...]  # what closes it, where it opens
    single: bool
    closes: bool  # as its language has it
    spaced: bool  # behind a space
    may_open: bool
    may_close: bool
    ends_plural: bool  # as the apostrophe in "workers’ rights" does


@dataclass(slots=True)
class _Open:
    """An opening mark that waits for its partner."""

    start: int
    inner_start: int
    kind: _Kind
    continues: bool


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
        # Where marks stand and of what kinds they are: two plain lists, as there may be many.
        self.starts: list[int] = []
        self.kinds: list[_Kind] = []
        # Where each kind of mark may close for the last time: what opens after that has no partner.
        self.last_close: dict[str, int] = {}
        self._find_marks()

    def _find_marks(self) -> None:
        text, start, end, marks = self.text, self.start, self.end, self.marks
        starts, kinds, last_close = self.starts, self.kinds, self.last_close
        tags = [match.span() for match in _TAG.finditer(text, start, end)]
        for match in marks.pattern.finditer(text, start, end):
            first, past = match.span()
            if tags and _is_inside(first, tags):
                continue
            before = text[first - 1] if first > start else ""
            after = text[past] if past < end else ""
            kind = _kind_of(marks, match.group(), before, after)
            starts.append(first)
            kinds.append(kind)
            if kind.may_close:
                last_close[kind.mark] = first

    def run(self, following: tuple[int, int] | None) -> str | None:
        """Walk; the mark that stays open into the paragraph `following`, if one does."""
        stack = self.stack
        for index, (start, kind) in enumerate(zip(self.starts, self.kinds, strict=True)):
            level = self._closes(start, kind, index) if kind.closes and stack else None
            if level is not None:
                self._close(level, start, kind)
            elif kind.may_open and self._opens(start, kind):
                continues = self.carried == kind.mark and not self.text[self.start : start].strip()
                stack.append(_Open(start, start + len(kind.mark), kind, continues))
            elif kind.may_close and kind.closes and not kind.single:
                self._close_unopened(start, kind)
        return self._finish(following)

    def _closes(self, start: int, kind: _Kind, index: int) -> int | None:
        """The height in the stack of the mark that this one closes."""
        stack = self.stack
        level = len(stack)
        for opened in stack[: -_DEEPEST - 1 : -1]:
            level -= 1
            if kind.mark not in opened.kind.closers or start <= opened.inner_start:
                continue
            if not (kind.may_close or self._is_spaced(opened, kind)):
                continue
            if kind.ends_plural and opened.kind.single and self._is_apostrophe(kind, index):
                return None
            # A straight mark that might as well open ("… " "…) closes only what is open already.
            return level
        return None

    def _is_spaced(self, opened: _Open, kind: _Kind) -> bool:
        """Whether both marks stand apart from their words, as in French (« Oui »)."""
        return kind.spaced and self.text[opened.inner_start].isspace()

    def _is_apostrophe(self, kind: _Kind, index: int) -> bool:
        """Whether a single mark that may end a plural does so: a better partner follows."""
        for place in range(index + 1, len(self.kinds)):
            later = self.kinds[place]
            if later.mark == kind.mark and later.may_close:
                return True
            if later.closers:
                return False
        return False

    def _opens(self, start: int, kind: _Kind) -> bool:
        """Whether a mark that may open does: one that might as well close needs a partner, or nothing open."""
        if not (kind.single or kind.closes):
            return True
        for closer in kind.closers:
            if self.last_close.get(closer, -1) > start:
                return True
        return not kind.single and not self.stack

    def _close(self, level: int, start: int, kind: _Kind) -> None:
        opened = self.stack[level]
        for stray in self.stack[level + 1 :]:
            self._report(stray)
        del self.stack[level:]
        end = start + len(kind.mark)
        self.regions.append(Region(opened.start, end, opened.inner_start, start, level, opened.continues))

    def _close_unopened(self, start: int, kind: _Kind) -> None:
        """A closing mark alone: the first one keeps the quotation from the paragraph's start."""
        if self.stack or (kind.mark in _INCH_MARKS and self.text[start - 1].isdigit()):
            return
        first = not self.regions and not self.flaws
        if first and len(self.text[self.start : start].split()) >= _FEWEST_WORDS_UNOPENED:
            self.regions.append(Region(self.start, start + len(kind.mark), self.start, start, flaw=UNOPENED))
        self.flaws.append(Flaw(start, kind.mark, UNOPENED))

    def _report(self, stray: _Open) -> None:
        if not stray.kind.single:
            self.flaws.append(Flaw(stray.start, stray.kind.mark, UNCLOSED))

    def _finish(self, following: tuple[int, int] | None) -> str | None:
        """What is still open at the paragraph's end: legal when the next paragraph opens the same mark again."""
        if not self.stack:
            return None
        outer, *inner = self.stack
        for stray in inner:
            self._report(stray)
        if outer.kind.single:
            return None
        if following is not None and self.text.startswith(outer.kind.mark, _first(self.text, *following)):
            self.regions.append(self._to_end(outer))
            return outer.kind.mark
        self._report(outer)
        alone = not any(region.start > outer.start for region in self.regions)
        says = any(character.isalnum() for character in self.text[outer.inner_start : self.end])
        if alone and says and outer.start == _first(self.text, self.start, self.end):
            self.regions.append(self._to_end(outer, flaw=UNCLOSED))
        return None

    def _to_end(self, opened: _Open, *, flaw: str | None = None) -> Region:
        return Region(opened.start, self.end, opened.inner_start, self.end, 0, opened.continues, flaw)


def _is_inside(position: int, tags: list[tuple[int, int]]) -> bool:
    """Whether a mark stands inside left-over markup (`<tweet id="1">`); `tags` are sorted."""
    place = bisect_right(tags, (position,)) - 1
    return place >= 0 and position < tags[place][1]


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


@lru_cache(maxsize=2**14)
def _kind_of(marks: _Marks, mark: str, before: str, after: str) -> _Kind:
    """What a mark may be between two characters; "" stands for a paragraph's edge."""
    single, closes = mark in marks.single, mark in marks.closing
    apart = not before or before.isspace()
    # A mark of one meaning closes before a letter too, as it opens behind one (Japanese has no spaces).
    may_close = not apart and (not after.isalnum() or not (mark in marks.closers or single))
    return _Kind(
        mark=mark,
        closers=marks.closers.get(mark, ()),
        single=single,
        closes=closes,
        spaced=before.isspace(),
        may_open=mark in marks.closers and _may_open(marks, mark, before, after),
        may_close=may_close,
        ends_plural=before == "s" and after == " ",
    )


def _may_open(marks: _Marks, mark: str, before: str, after: str) -> bool:
    apart = not before or before.isspace()
    loose = mark in marks.single or mark in marks.closers[mark]
    # "d’« urgence »", "(« Oui »)": what has one meaning opens there though a space follows it.
    bound = not apart and before not in _ELIDES and before not in _OPENS_AFTER
    if not after or (after.isspace() and (loose or bound)):
        return False
    only_opens = mark not in marks.closing and mark not in marks.single
    # Right behind a bracket, a dash or another mark a quotation may begin.
    return apart or only_opens or before in _OPENS_AFTER or before in marks.closers or before in marks.closing
