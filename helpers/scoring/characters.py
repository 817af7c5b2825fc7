"""What counts when quotations are compared: letters and digits, and which of them stand between marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

Span = tuple[int, int]

TYPES = ("direct", "mixed", "indirect")

_LEADING_COMPLEMENTISER = re.compile(r"\W*(?:that|dass|daß)\s", re.IGNORECASE)

# opening mark -> marks that close it
_CLOSERS = {
    "“": "”",
    "„": '“”"',
    "«": "»",
    "»": "«",
    '"': '"',
    "``": "''",
    "''": "''",
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "›": "‹",
}
_SINGLE = set("‘‚‹›")


def quoted_regions(text: str) -> list[Span]:
    """Stretches of `text` between quote marks, as (start, end) with the marks.

    Curly, straight, German and French marks. A quotation that is not closed in
    its paragraph runs to the paragraph's end only where the next paragraph
    opens with the same mark (the newspaper convention for a quotation of
    several paragraphs); otherwise the stray mark is passed over. Single marks
    count only outside double ones, and only where they cannot be apostrophes.
    """
    paragraphs = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    regions: list[Span] = []
    for number, (start, end) in enumerate(paragraphs):
        position = start
        while position < end:
            mark = text[position : position + 2]
            mark = mark if mark in ("``", "''") else text[position]
            if mark not in _CLOSERS or not _can_open(text, position, mark, start):
                position += 1
                continue
            close = _find_close(text, position, mark, end)
            if close is None:
                following = (
                    text[paragraphs[number + 1][0] : paragraphs[number + 1][1]] if number + 1 < len(paragraphs) else ""
                )
                if mark not in _SINGLE and following.lstrip().startswith(mark):
                    regions.append((position, end))
                    break
                position += len(mark)
                continue
            regions.append((position, close))
            position = close
    return regions


def _can_open(text: str, position: int, mark: str, start: int) -> bool:
    """Whether a quote mark can open a quotation where it stands."""
    before = text[position - 1] if position > start else " "
    after = text[position + len(mark) : position + len(mark) + 1] or " "
    if mark in ("«", "»", "‹", "›", "‘", "‚", '"', "''") and after.isspace():
        return False
    return not before.isalnum()


def _find_close(text: str, position: int, mark: str, end: int) -> int | None:
    """End (exclusive) of the quotation opened at `position`, or None."""
    closers = _CLOSERS[mark]
    index = position + len(mark)
    while index < end:
        if closers == "''":
            if text[index : index + 2] == "''":
                return index + 2
        elif text[index] in closers:
            after = text[index + 1 : index + 2]
            if not (mark in _SINGLE and after.isalnum()):
                return index + 1
        index += 1
    return None


def quote_type(text: str, spans: Iterable[Span], regions: Iterable[Span] | None = None) -> str:
    """direct (wholly between quote marks), mixed (partly) or indirect."""
    regions = quoted_regions(text) if regions is None else regions
    content = characters(text, spans)
    inside = content & characters(text, regions)
    if inside and inside == content:
        return "direct"
    return "mixed" if inside else "indirect"


def characters(text: str, spans: Iterable[Span]) -> set[int]:
    """Offsets of the letters and digits inside `spans`."""
    return {i for start, end in spans for i in range(max(start, 0), min(end, len(text))) if text[i].isalnum()}


def without_complementiser(text: str, spans: Iterable[Span]) -> list[Span]:
    """`spans` less a leading "that" or "dass"."""
    ordered = sorted(spans)
    if ordered:
        found = _LEADING_COMPLEMENTISER.match(text, *ordered[0])
        if found:
            ordered[0] = (found.end(), ordered[0][1])
    return ordered
