"""Which lines and paragraphs of a PDF are headline, standfirst and headings, by the size and weight of their type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from helpers.reading.formats.pdf.paragraphs import Block
from helpers.reading.formats.pdf.rows import Line

# Times the size of the text.
_HEADLINE, _LARGER, _SURE_HEADLINE = 1.15, 1.08, 1.5
_SAME_SIZE, _WAVERING = 1.06, 1.35
_LEADING = 1.6
_LONGEST_HEADLINE, _LONGEST_HEADING, _LONGEST_MASTHEAD = 250, 120, 4
_SHORTEST_HEADLINE, _SHORTEST_TITLE = 8, 10
_SHORTEST_STANDFIRST, _SHORTEST_BODY = 40, 60
_TOP_BLOCKS = 4
_SHORTEST_PULL_QUOTE, _MOST_PULL_QUOTES = 40, 100
_MOST_STANDFIRSTS = 2
_CLOSING = "\"”“’‘»«›‹')]"


def find_headline(lines: Sequence[Line], body: float, title: str | None, *, wavers: bool = False) -> list[Line]:
    """The lines of the headline, out of those of the first page: the largest type above the text; none without one.

    A newspaper's name may be larger; so a short line gives way to a longer one below it, and any to the one that the
    title in the document's properties agrees with. That title is believed nowhere else: it is often that of a template.
    Where sizes waver, lines of one headline may differ.
    """
    same = _WAVERING if wavers else _SAME_SIZE
    groups = [group for group in _group_large(lines, body, same) if _is_possible(group)]
    if not groups:
        return []
    for group in groups:
        if title is not None and _agrees(title, _text(group)):
            return group
    largest = max(groups, key=lambda group: group[0].size)
    if _count_words(largest) > _LONGEST_MASTHEAD:
        return largest
    below = [group for group in groups[groups.index(largest) + 1 :] if _is_headline_below(group, body)]
    return max(below, key=lambda group: group[0].size, default=largest)


def _group_large(lines: Sequence[Line], body: float, same: float) -> list[list[Line]]:
    """Lines of large type that stand together, in their order, above the text or in the upper half of what there is."""
    groups: list[list[Line]] = []
    middle = (lines[0].base + lines[-1].base) / 2 if lines else 0
    for line in lines:
        if line.size < _HEADLINE * body:
            continue
        before = next((group for group in reversed(groups) if _continues(group[-1], line, same)), None)
        if before is not None:
            before.append(line)
        elif line.base <= middle:
            groups.append([line])
    return groups


def _continues(before: Line, line: Line, same: float) -> bool:
    is_same = max(before.size, line.size) <= same * min(before.size, line.size)
    gap = line.base - before.base
    is_below = gap <= _LEADING * line.size and before.left < line.right and line.left < before.right
    is_beside = gap < line.size / 4 and line.left - before.right < 2 * line.size
    return is_same and (is_below or is_beside)


def _is_possible(group: Sequence[Line]) -> bool:
    letters = sum(map(str.isalpha, _text(group)))
    return letters >= _SHORTEST_HEADLINE and len(_text(group)) <= _LONGEST_HEADLINE and _count_words(group) > 1


def _is_headline_below(group: Sequence[Line], body: float) -> bool:
    is_sentence = _text(group).rstrip(_CLOSING).endswith(".")
    return group[0].size >= _SURE_HEADLINE * body and _count_words(group) > _LONGEST_MASTHEAD and not is_sentence


def _count_words(group: Sequence[Line]) -> int:
    return sum(line.words for line in group)


def _text(group: Sequence[Line]) -> str:
    return " ".join(line.text for line in group)


def _agrees(title: str, text: str) -> bool:
    """Whether a title holds a text of some length, letters alone compared: "Headline | Newspaper"."""
    return len(_letters(text)) >= _SHORTEST_TITLE and _letters(text) in _letters(title)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def find_kinds(
    blocks: Sequence[Block], body: float, title: str | None, *, has_headline: bool, join: Callable[[Block], str]
) -> list[str | None]:
    """The kind of each paragraph, None where the words must tell: body, bylines, dates and all that is plain."""
    first = next((place for place, block in enumerate(blocks) if _is_text(block, body)), len(blocks))
    kinds: list[str | None] = []
    for place, block in enumerate(blocks):
        if place < first:
            is_standfirst = has_headline and kinds.count("standfirst") < _MOST_STANDFIRSTS
            kinds.append("standfirst" if is_standfirst and _is_standfirst(block, body) else None)
        else:
            kinds.append("heading" if _is_heading(block, body) else None)
    if not has_headline and title is not None:
        for place, block in enumerate(blocks[: min(_TOP_BLOCKS, first)]):
            if block.letters <= _LONGEST_HEADLINE and _agrees(title, join(block)):
                kinds[place] = "headline"
                break
    for place in _find_pull_quotes(blocks, body, join):
        kinds[place] = "boilerplate"
    return _demote(kinds)


def _is_text(block: Block, body: float) -> bool:
    return block.letters >= _SHORTEST_BODY and not block.bold and not _is_larger(block, body) and not block.is_row


def _is_larger(block: Block, body: float) -> bool:
    return block.size >= _LARGER * body


def _is_standfirst(block: Block, body: float) -> bool:
    is_set_off = _is_larger(block, body) or (block.bold and block.size * _LARGER >= body)
    return is_set_off and block.letters >= _SHORTEST_STANDFIRST


def _is_heading(block: Block, body: float) -> bool:
    text = block.lines[-1].text.rstrip(_CLOSING)
    if block.letters > _LONGEST_HEADING or block.is_row or text.endswith((",", ";")):
        return False
    if not any(map(str.isalpha, text)):
        return False
    # Bold sentences are questions of an interview, or what the writer stresses.
    is_bold = block.bold and block.size * _LARGER >= body and not text.endswith((".", ":", "!"))
    return _is_larger(block, body) or is_bold


def _find_pull_quotes(blocks: Sequence[Block], body: float, join: Callable[[Block], str]) -> list[int]:
    """Larger type that says what the text says: to count it would count a quotation twice."""
    large = [place for place, block in enumerate(blocks) if _is_larger(block, body)][:_MOST_PULL_QUOTES]
    if not large:
        return []
    text = "".join(_letters(join(block)) for block in blocks if not _is_larger(block, body))
    found = [(place, _letters(join(blocks[place]))) for place in large]
    return [place for place, letters in found if len(letters) >= _SHORTEST_PULL_QUOTE and letters in text]


def _demote(kinds: Sequence[str | None]) -> list[str | None]:
    """Headings with nothing below them are none."""
    demoted = list(kinds)
    for place, (kind, after) in enumerate(pairwise([*kinds, "end"])):
        if kind == "heading" and after == "end":
            demoted[place] = None
    return demoted
