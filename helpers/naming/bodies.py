"""Bodies by name: legal forms and articles that tell none apart, and acronyms that an article spells out."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers.naming.lexicon import lexicon
from helpers.naming.spellings import fold, spelling

if TYPE_CHECKING:
    from helpers.naming.world import Mention

# An acronym is no longer than this (UNESCO, BAYERNLB), and half of what it stands for at most; between them stand few
# letters.
_LONGEST_ACRONYM, _TIMES_LONGER = 8, 2
_MOST_BETWEEN = 30
_ACRONYM = r"[^\W\d_][\w&.\-/]*"
_IN_BRACKETS = re.compile(rf"\s*\(\s*((?:\w+:?\s+)?)[„“\"']?({_ACRONYM})[“”\"']?\s*[,;)]")
_BRACKET = re.compile(r"\s*\(\s*((?:\w+:?\s+)*)[„“\"']?")
_ENDS = re.compile(r"\s*(?:[,.;:)–—]|\Z)")
_COMMA = re.compile(r"\s*,\s+((?:\w+\s+)*)")


@dataclass(frozen=True)
class Bodies:
    """The bodies of one article, by their plain names: those of several words in order, and both ways of acronyms.

    `plain` are the words that articles print in small letters, which are no short names ("House", "State").
    """

    full: tuple[str, ...] = ()
    plain: frozenset[str] = frozenset()
    spelled_out: Mapping[str, str] = field(default_factory=dict)

    def partner(self, name: str) -> str | None:
        """What an acronym stands for here, or the acronym of a full name."""
        out = self.spelled_out
        return out.get(name) or next((acronym for acronym, full in out.items() if full == name), None)

    def full_name(self, name: str) -> tuple[str, str]:
        """The full name of a body and how it was found: by its acronym, or by its first word alone."""
        if name in self.spelled_out:
            return self.spelled_out[name], "acronym in article"
        longer = [other for other in self.full if other.split()[0] == name]
        short = longer and name not in self.full and name.isalpha() and name.casefold() not in self.plain
        return (longer[0], "short name") if short else (name, "same name")


def find_bodies(
    mentions: Iterable[Mention], texts: Mapping[str, str], languages: Mapping[str, str]
) -> dict[str, Bodies]:
    """The bodies that each article names, and the acronyms that it spells out."""
    by_article: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind == "organisation":
            by_article.setdefault(mention.article_id, []).append(mention)
    # A name of several words stays in the list where its legal form was the only other one ("Siemens AG").
    full = {
        article_id: tuple(dict.fromkeys(plain_body(one.text, languages[article_id]) for one in some if " " in one.text))
        for article_id, some in by_article.items()
    }
    firsts = {name.split()[0].casefold() for some in full.values() for name in some}
    plain = frozenset().union(*(firsts.intersection(text.split()) for text in texts.values()))
    return {
        article_id: Bodies(full[article_id], plain, _spelled_out_once(some, texts[article_id], languages[article_id]))
        for article_id, some in by_article.items()
    }


def _spelled_out_once(mentions: list[Mention], text: str, code: str) -> dict[str, str]:
    """What each acronym of an article stands for; none that stands for two."""
    found: dict[str, set[str]] = {}
    for acronym, full in _spell_out(mentions, text, code):
        found.setdefault(acronym, set()).add(full)
    return {acronym: next(iter(some)) for acronym, some in found.items() if len(some) == 1}


def plain_body(name: str, code: str) -> str:
    """The name of a body without its article and its legal form.

    >>> plain_body("The Vellard Shipping Co. Ltd.", "en")
    'Vellard Shipping'
    """
    words, rules = name.split(), lexicon(code)
    if len(words) > 1 and words[0].casefold() in rules.of("articles"):
        words = words[1:]
    kept = list(words)
    while len(kept) > 1 and kept[-1].replace(".", "").strip(",") in spelling().legal_forms:
        kept.pop()
    # What is left of "News Corp." is no name.
    if len(kept) == 1 and kept[0].casefold() in rules.heads:
        kept = words
    return " ".join(kept).rstrip(",")


def _spell_out(mentions: list[Mention], text: str, code: str) -> Iterator[tuple[str, str]]:
    """Each acronym with the full name that stands beside it: in brackets, either way, or after a comma."""
    for mention in mentions:
        found = _IN_BRACKETS.match(text, mention.end)
        name = plain_body(mention.text, code)
        if found is not None and _links(found[1], code) and _fits(found[2], name):
            yield found[2], name
    for first, second in itertools.pairwise(mentions):
        for sign in (_BRACKET, _COMMA) if second.start - first.end <= _MOST_BETWEEN else ():
            found = sign.fullmatch(text, first.end, second.start)
            if found is not None and _links(found[1], code):
                one, other = plain_body(first.text, code), plain_body(second.text, code)
                acronym, full = (one, other) if len(one) < len(other) else (other, one)
                # "The Defence Agency, an EU body" spells nothing out.
                apart = sign is _BRACKET or (_ENDS.match(text, second.end) and _begin_words(acronym, full))
                if apart and _fits(acronym, full):
                    yield acronym, full


def _begin_words(acronym: str, full: str) -> bool:
    """Whether most letters of an acronym begin a word of the full name."""
    initials = [word[:1] for word in re.split(r"[\s\-]+", fold(full))]
    letters = [letter for letter in fold(acronym) if letter.isalnum()]
    found = sum((Counter(letters) & Counter(initials)).values())
    return found * 2 > len(letters)


def _links(words: str, code: str) -> bool:
    """Whether no other words than articles and "short:", "or" stand between an acronym and its full name."""
    allowed = spelling().acronym_links | lexicon(code).of("articles")
    return all(word.rstrip(":").casefold() in allowed for word in words.split())


def _fits(acronym: str, full: str) -> bool:
    """Whether the letters of an acronym stand in a name in this order, the first at its beginning."""
    letters, name = fold(acronym.replace(".", "")), iter(fold(full))
    capitals = sum(map(str.isupper, acronym))
    if not 1 < len(letters) <= _LONGEST_ACRONYM or capitals < 2 or capitals * 2 < len(letters):
        return False
    if len(letters) * _TIMES_LONGER > len(full) or not fold(full).startswith(letters[0]):
        return False
    return all(letter in name for letter in letters if letter.isalnum())
