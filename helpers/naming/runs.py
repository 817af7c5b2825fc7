"""Runs of capitalised words: people by title, role, given name or verb; bodies and places by a head.

German capitalises every noun, so a bare capitalised word is no name in any language: each name needs a sign, which
`found_by` tells (title, role, given name, verb, age, head, surname, place word, demonym).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from helpers.naming.lexicon import Lexicon
from helpers.naming.offices import role_before, role_before_comma
from helpers.naming.spellings import fold, spelling
from helpers.naming.tokens import APOSTROPHES, HYPHENS, Tokens

_LONGEST_PERSON = 5
_LONGEST_ROLE = 4


@dataclass(frozen=True)
class Found:
    """A name in a text, by its first token and the one after its last."""

    first: int
    stop: int
    kind: str
    relation: str
    found_by: str
    score: float


@dataclass
class Run:
    """Capitalised words that stand side by side, as atoms: a hyphened word or an initial with its dot is one."""

    tokens: Tokens
    atoms: list[tuple[int, int]] = field(default_factory=list)

    def text(self, number: int) -> str:
        """One atom as printed."""
        first, stop = self.atoms[number]
        return self.tokens.text[self.tokens.starts[first] : self.tokens.ends[stop - 1]]

    @property
    def first(self) -> int:
        """The first token."""
        return self.atoms[0][0]

    @property
    def stop(self) -> int:
        """The token after the last."""
        return self.atoms[-1][1]

    def part(self, first: int, stop: int | None = None) -> Run:
        """Some of the atoms."""
        return Run(self.tokens, self.atoms[first:stop])


def is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital letter and holds no sign."""
    return word[:1].isupper() and word.isalnum()


def find_runs(tokens: Tokens, words: Lexicon, taken: Callable[[int], bool]) -> Iterator[Run]:
    """The runs of capitalised words of a text, without tokens that are `taken`; particles count between two atoms."""
    index, count = 0, len(tokens.words)
    while index < count:
        if taken(index) or not is_capitalised(tokens.words[index]):
            index += 1
            continue
        run = Run(tokens, [(index, _atom_stop(tokens, index, words))])
        while (following := _next_atom(tokens, run.stop, words, taken)) is not None:
            run.atoms.extend(following)
        yield run
        index = run.stop


def _atom_stop(tokens: Tokens, index: int, words: Lexicon) -> int:
    """Where the word that begins at `index` ends, with its hyphens, its O’ and the dot of an initial or a title."""
    stop = index + 1
    while tokens.glued(stop) and tokens.glued(stop + 1):
        sign, after = tokens.word(stop), tokens.word(stop + 1)
        hyphened = sign in HYPHENS and after.isalnum()
        single = stop - index == 1 and len(tokens.words[index]) == 1 and not words.is_elided(tokens.words[index])
        prefixed = sign in APOSTROPHES and single and is_capitalised(after)
        if not (hyphened or prefixed):
            break
        stop += 2
    short = stop - index == 1 and (len(tokens.words[index]) == 1 or words.title(tokens.words[index]) is not None)
    return stop + 1 if short and tokens.glued(stop) and tokens.word(stop) == "." else stop


def _next_atom(
    tokens: Tokens, index: int, words: Lexicon, taken: Callable[[int], bool]
) -> list[tuple[int, int]] | None:
    """What goes on with a run: the next word, with the particles before it; None where the run ends."""
    atoms: list[tuple[int, int]] = []
    if _is_plural_owner(tokens, index, words):
        return [(index, index + 1), (index + 1, index + 2)]
    initial = tokens.glued(index) and tokens.word(index - 1) == "."
    while index < len(tokens.words) and (tokens.spaced(index) or initial) and not taken(index):
        word = tokens.words[index]
        if is_capitalised(word):
            return [*atoms, (index, _atom_stop(tokens, index, words))]
        stop = _atom_stop(tokens, index, words)
        if word not in spelling().particles or (not atoms and not _may_bear_particle(tokens.word(index - 1), words)):
            return None
        # "Emmanuel Macron la Première ministre": an article in small letters is none of the name's.
        if words.heads_first and words.has("articles", word):
            return None
        atoms.append((index, stop))
        if stop > index + 1 and is_capitalised(tokens.words[stop - 1]):
            return atoms
        index, initial = stop, False
    return None


def _is_plural_owner(tokens: Tokens, index: int, words: Lexicon) -> bool:
    """Whether the apostrophe of a plural stands here, between a body's name and its head ("Seafarers’ Union")."""
    owner = tokens.word(index) in APOSTROPHES and tokens.glued(index) and tokens.word(index - 1).endswith("s")
    return owner and tokens.spaced(index + 1) and tokens.word(index + 1).casefold() in words.of("organisation_heads")


def _may_bear_particle(word: str, words: Lexicon) -> bool:
    """Whether "von" or "der" after this word may belong to a name; after a common noun it does not."""
    if fold(word) in spelling().given_names or words.title(word) is not None:
        return True
    return not words.nouns_capitalised and words.role(word) is None


def trim_run(run: Run, words: Lexicon) -> Run | None:
    """The run without small words and names of days before it and after it; None where nothing is left."""
    first, stop = 0, len(run.atoms)
    while first < stop and words.names_no_one(run.text(first)):
        first += 1
    while stop > first and words.names_no_one(run.text(stop - 1)):
        stop -= 1
    return run.part(first, stop) if first < stop else None


def find_person(run: Run, words: Lexicon, surnames: frozenset[str]) -> Found | None:
    """The person that a run names, without titles and roles; None where no sign tells that it names one."""
    after_title, by_title = _after_titles(run, words)
    if after_title >= len(run.atoms):
        return None
    name = run.part(max(after_title, _first_given(run, words)))
    if len(name.atoms) > _LONGEST_PERSON or not _may_be_person(name, words):
        return None
    sign, score = _sign_of_person(name, words, surnames, by_title=by_title)
    return Found(name.first, name.stop, "person", "name", sign, score) if sign else None


def _first_given(run: Run, words: Lexicon) -> int:
    """Where the first given name stands; nouns before it are no part of the name ("Aufruf Frauke Distelrath").

    Where the noun comes first, its last word may stand there ("le ministre de la Santé Jean Dumont").
    """
    if not words.nouns_capitalised and not words.heads_first:
        return 0
    given = spelling().given_names
    return next((number for number in range(len(run.atoms) - 1) if fold(run.text(number)) in given), 0)


def _after_titles(run: Run, words: Lexicon) -> tuple[int, str]:
    """How many atoms are titles and roles before the name, and which of both is the last."""
    after, sign = 0, ""
    for number in range(len(run.atoms)):
        text = run.text(number)
        if words.title(text) is not None and len(run.atoms) > 1:
            after, sign = number + 1, "title"
        elif words.role(text) is not None or _ends_role(run, number, words):
            after, sign = number + 1, "role"
    return after, sign


def _ends_role(run: Run, number: int, words: Lexicon) -> bool:
    """Whether an atom ends a role of several words ("Secretary of State")."""
    if run.text(number).casefold() not in words.role_ends:
        return False
    tokens, stop, roles = run.tokens, run.atoms[number][1], words.language.roles
    for first in range(max(0, stop - _LONGEST_ROLE), stop - 1):
        if tokens.text[tokens.starts[first] : tokens.ends[stop - 1]].casefold() in roles:
            return True
    return False


def _may_be_person(name: Run, words: Lexicon) -> bool:
    """No head of a body or place, no common noun, nothing in capitals alone."""
    texts = [name.text(number) for number in range(len(name.atoms))]
    last = texts[-1].casefold()
    if last in words.heads or texts[0].casefold() in words.of("place_firsts"):
        return False
    if any(text.isdigit() for text in texts) or any(
        text.isupper() and len(text) > 1 and "." not in text for text in texts
    ):
        return False
    small = (text for text in texts[1:-1] if not words.has("surname_articles", text))
    if any(text.casefold() in words.small and text[0].isupper() for text in small):
        return False
    given = spelling().given_names
    return not any(fold(text).endswith(words.endings_of("noun_endings")) and fold(text) not in given for text in texts)


def _sign_of_person(name: Run, words: Lexicon, surnames: frozenset[str], *, by_title: str) -> tuple[str, float]:
    given = spelling().given_names.get(fold(name.text(0).split("-")[0])) is not None
    several = len(name.atoms) > 1
    if by_title:
        # "Minister Freitag" is a person; "Sprecher Berlin" is none: one bare word after a role in a language
        # that capitalises nouns needs a title.
        bare = not several and by_title == "role" and words.nouns_capitalised
        return (by_title, 0.9) if not bare or _stands_with_verb(name, words) else ("", 0.0)
    before = role_before(name.tokens, name.first, words) if run_before(name) else ""
    after_role = words.role(before) is not None and (several or not words.nouns_capitalised)
    if before and (after_role or (several and role_before_comma(name.tokens, name.first, words))):
        return "role", 0.9
    if not several:
        return "", 0.0
    if given and not _counts_something(name, words):
        return "given name", 0.85
    if name.text(len(name.atoms) - 1) in surnames:
        return "surname", 0.8
    if _has_initial(name) or _has_age(name):
        return "age", 0.7
    if _is_described(name, words):
        return "role", 0.75
    return ("verb", 0.6) if _stands_with_verb(name, words) and not words.nouns_capitalised else ("", 0.0)


def run_before(run: Run) -> str:
    """The token before a run on its line."""
    return run.tokens.word(run.first - 1) if run.first and run.tokens.same_line(run.first - 1, run.first) else ""


def run_after(run: Run, step: int = 0) -> str:
    """The token after a run on its line, or a later one."""
    index = run.stop + step
    return run.tokens.word(index) if index < len(run.tokens.words) and run.tokens.same_line(run.first, index) else ""


def _counts_something(name: Run, words: Lexicon) -> bool:
    before = run_before(name)
    return before.isdigit() or (words.nouns_capitalised and name.text(0).casefold() in words.small)


def _has_initial(name: Run) -> bool:
    return len(name.text(0)) > 2 and any(
        len(name.text(number)) == 2 and name.text(number)[1] == "." for number in range(1, len(name.atoms))
    )


def _has_age(name: Run) -> bool:
    return run_after(name) in {",", "("} and run_after(name, 1).isdigit() and run_after(name, 2) in {",", ")"}


def _is_described(name: Run, words: Lexicon) -> bool:
    """Whether a role follows between commas ("Marja Kell, die Vorsitzende") or stands before the comma."""
    if run_after(name) == ",":
        after = [run_after(name, step) for step in (1, 2, 3, 4)]
        if any(words.role(word) is not None and (word.islower() or words.nouns_capitalised) for word in after):
            return True
    if run_before(name) != ",":
        return False
    before = [name.tokens.word(name.first - step) for step in (2, 3, 4, 5)]
    return run_after(name) == "," and any(words.role(word) is not None for word in before)


def _stands_with_verb(name: Run, words: Lexicon) -> bool:
    return run_before(name).casefold() in words.verbs or run_after(name).casefold() in words.verbs


def find_body(run: Run, words: Lexicon) -> Found | None:
    """The body or place that a run names by its head; None where it has none."""
    texts = [run.text(number).casefold() for number in range(len(run.atoms))]
    heads, endings = words.of("organisation_heads"), texts[-1].rpartition("-")[2]
    if len(texts) > 1 and (texts[-1] in heads or endings in heads):
        return Found(run.first, run.stop, "organisation", "name", "head", 0.75)
    if len(texts) == 1 and "-" in texts[0] and endings in heads:
        return Found(run.first, run.stop, "organisation", "name", "head", 0.7)
    if len(texts) > 1 and texts[0] in words.of("organisation_firsts"):
        return Found(run.first, run.stop, "organisation", "name", "head", 0.75)
    if len(texts) > 1 and (texts[-1] in words.of("place_heads") or texts[0] in words.of("place_firsts")):
        return Found(run.first, run.stop, "place", "name", "head", 0.75)
    return None
