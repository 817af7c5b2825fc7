"""The names found in a text so far, and surnames alone led back to whoever bears them there."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.naming.gazetteer import Form, genitives, surname_of
from helpers.naming.lexicon import Lexicon
from helpers.naming.runs import Found
from helpers.naming.tokens import Tokens, pieces

_SURNAME_SCORE = 0.85


@dataclass
class Names:
    """The names found in one text so far, and which tokens they cover."""

    tokens: Tokens
    words: Lexicon
    found: dict[int, Found] = field(default_factory=dict)
    forms: dict[int, Form] = field(default_factory=dict)
    owner: dict[int, int] = field(default_factory=dict)

    def taken(self, index: int) -> bool:
        """Whether a name covers a token."""
        return index in self.owner

    def add(self, found: Found, form: Form | None = None) -> None:
        """Take a name in, with what the table says of it."""
        self.found[found.first] = found
        if form is not None:
            self.forms[found.first] = form
        self.owner.update(dict.fromkeys(range(found.first, found.stop), found.first))

    def drop(self, index: int) -> None:
        """Take out the name that covers a token."""
        found = self.found.pop(self.owner[index])
        self.forms.pop(found.first, None)
        for covered in range(found.first, found.stop):
            del self.owner[covered]

    def text(self, found: Found) -> str:
        """A name as printed."""
        return self.tokens.text[self.tokens.starts[found.first] : self.tokens.ends[found.stop - 1]]


def find_surnames(names: Names) -> dict[str, None]:
    """The surnames of all people who stand in the text with their full name or a title, in order."""
    surnames: dict[str, None] = {}
    for first, found in sorted(names.found.items()):
        if found.kind != "person" or found.relation != "name":
            continue
        form = names.forms.get(first)
        if form is not None:
            surnames |= dict.fromkeys(form.entity.surnames)
        elif found.found_by != "table":
            surname = surname_of(names.text(found))
            if surname[:1].isupper() and "." not in surname:
                surnames[surname] = None
    return surnames


def add_surnames(names: Names) -> None:
    """Each surname alone is its person: they beat places that share the word, unless "in" stands before."""
    keys: dict[str, list[tuple[str, ...]]] = {}
    for surname in find_surnames(names):
        for form in (surname, *genitives(surname, names.words.language.code)):
            key = pieces(form)
            if key and key not in keys.setdefault(key[0], []):
                keys[key[0]].append(key)
    for index, word in enumerate(names.tokens.words):
        for key in keys.get(word, ()):
            stop = index + len(key)
            fits = tuple(names.tokens.words[index:stop]) == key and not _is_a_word(names, index, stop)
            if fits and _gives_way(names, index, stop):
                names.add(Found(index, stop, "person", "name", "surname", _SURNAME_SCORE))
                break


def _is_a_word(names: Names, first: int, stop: int) -> bool:
    """Whether a surname is here the word that it is made of: "in May", "May 12", „ein Koch“."""
    tokens, words = names.tokens, names.words
    before, word = tokens.word(first - 1).casefold(), tokens.words[first]
    if word.casefold() in words.times:
        return before in words.of("prepositions") or before.isdigit() or tokens.word(stop).isdigit()
    if not words.nouns_capitalised:
        return False
    return before in words.of("indefinite") or (before in words.of("definite") and words.role(word) is not None)


def _gives_way(names: Names, first: int, stop: int) -> bool:
    """Whether no name stands here, or a place of one word that a person may claim; it is then dropped."""
    if not any(names.taken(index) for index in range(first, stop)):
        return True
    owner = names.found[names.owner.get(first, names.owner[stop - 1])]
    before = names.tokens.word(first - 1).casefold()
    if owner.kind != "place" or (owner.first, owner.stop) != (first, stop) or owner.relation != "name":
        return False
    if before in names.words.of("place_prepositions"):
        return False
    names.drop(first)
    return True
