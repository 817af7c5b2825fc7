"""What naming needs of a language file, ready for look-ups: titles, roles, small words, heads of names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from helpers.languages import Language, load_language

# A role may end a solid compound (Parteichef, Energiekommissarin) when this many letters stand before it.
_FEWEST_BEFORE_ROLE = 2
_SHORTEST_ROLE = 4
_SMALL_LISTS = (
    "complementisers",
    "auxiliaries",
    "negations",
    "adverbs",
    "relative_pronouns",
    "coordinators",
    "subordinators",
    "determiners",
    "prepositions",
    "as_words",
    "so_words",
    "report_adverbs",
    "no_names",
)


@dataclass(frozen=True)
class Lexicon:
    """The naming words of one language, case-folded."""

    language: Language
    small: frozenset[str]
    times: frozenset[str]
    verbs: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[str, ...]]
    heads: frozenset[str]
    role_firsts: frozenset[str]
    role_ends: frozenset[str]
    nouns_capitalised: bool
    heads_first: bool
    impersonal: frozenset[str]
    qualifiers: Mapping[str, str]
    title_roles: Mapping[str, tuple[str, ...]]

    def has(self, kind: str, word: str) -> bool:
        """Whether a word stands in one list of `[words]`."""
        return word.casefold() in self.of(kind)

    def of(self, kind: str) -> frozenset[str]:
        """One list of `[words]`, empty where the language has none."""
        return self.lists.get(kind, frozenset())

    def endings_of(self, kind: str) -> tuple[str, ...]:
        """One list of `[words]` in order, as `str.endswith` takes it."""
        return self.endings.get(kind, ())

    def title(self, word: str) -> str | None:
        """The gender that a title tells, None where the word is no title."""
        folded = word.casefold()
        titles = self.language.titles
        return titles.get(folded) or titles.get(folded + ".") or titles.get(folded.rstrip("."))

    def role(self, word: str) -> str | None:
        """The gender that a role or a word for staff tells, None where the word is no role."""
        return _role(word.casefold(), self.language.code)

    def roles_of_title(self, title: str) -> tuple[str, ...]:
        """The roles that a title stands for ("Sen."), none for others."""
        return self.title_roles.get(title.casefold(), ())

    def is_elided(self, word: str) -> bool:
        """Whether a word has lost its vowel before the next one, so that its apostrophe parts it off ("L’Élysée")."""
        return self.has("elisions", word + "'")

    def is_verb(self, word: str) -> bool:
        """Whether a word is a form of a verb of speech or belief, or an auxiliary."""
        return word.casefold() in self.verbs or self.has("auxiliaries", word)

    def qualifier(self, word: str) -> str:
        """What makes another office of a role ("former", „Vize“), by the first word of its group; empty for others."""
        folded = word.casefold()
        stems = (folded.removesuffix(ending) for ending in ("", *self.endings_of("attributive_endings")))
        return next((self.qualifiers[stem] for stem in stems if stem in self.qualifiers), "")

    def split_role(self, word: str) -> tuple[str, str]:
        """The qualifier that a solid compound begins with („Vizekanzler“), empty for others, and the role after it."""
        folded = word.casefold()
        for prefix in self.qualifiers if self.nouns_capitalised else ():
            rest = folded.removeprefix(prefix)
            if rest != folded and len(rest) >= _SHORTEST_ROLE and self.role(rest) is not None:
                return self.qualifiers[prefix], rest
        return "", folded

    def same_role(self, role: str, head: str) -> bool:
        """Whether a noun calls a role: as it is, inflected, or by its last part („Bundeskanzler“, „Kanzler“)."""
        roles, heads = self.forms(self.split_role(role)[1]), self.forms(self.split_role(head)[1])
        return any(one.endswith(other) or same_word(one, other) for one in roles for other in heads)

    def forms(self, word: str) -> list[str]:
        """A word for people as printed and without each ending that such words take, in small letters."""
        return _without_endings(word.casefold(), self.language)

    def singulars(self, word: str) -> list[str]:
        """A word in small letters, as printed and without each ending of a plural."""
        folded = word.casefold()
        endings = [ending for ending in self.endings_of("plural_endings") if folded.endswith(ending)]
        return [folded, *(folded.removesuffix(ending) for ending in endings)]

    def names_no_one(self, word: str) -> bool:
        """Whether a word is so small or so common that no name begins with it."""
        folded = word.casefold()
        return folded in self.small or folded in self.times or folded in self.language.pronouns


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of the language with this code."""
    language = load_language(code)
    lists = {kind: language.words_of(kind) for kind in language.words}
    months = {name.casefold() for month in language.months for name in month}
    # Reporting phrases of several words are no single verb.
    forms = (
        form for verbs in (language.speech_verbs, language.belief_verbs) for some in verbs.values() for form in some
    )
    return Lexicon(
        language=language,
        small=frozenset().union(*(lists.get(kind, frozenset()) for kind in _SMALL_LISTS)),
        times=frozenset(months) | lists.get("weekdays", frozenset()) | lists.get("day_words", frozenset()),
        verbs=frozenset(form.casefold() for form in forms if " " not in form),
        lists=lists,
        endings={kind: tuple(sorted(some)) for kind, some in lists.items()},
        heads=lists.get("organisation_heads", frozenset()) | lists.get("place_heads", frozenset()),
        role_firsts=frozenset(role.split()[0] for role in language.roles if " " in role),
        role_ends=frozenset(role.split()[-1] for role in language.roles if " " in role),
        nouns_capitalised="nouns" in lists.get("capitalised", frozenset()),
        heads_first="first" in lists.get("heads", frozenset()),
        impersonal=frozenset(
            form.casefold()
            for verb, some in language.speech_verbs.items()
            if verb.casefold() in lists.get("impersonal_verbs", frozenset())
            for form in some
        ),
        qualifiers={
            word: group.split()[0]
            for group in sorted(lists.get("role_qualifiers", frozenset()))
            for word in group.split()
        },
        title_roles={line.split()[0]: tuple(line.split()[1:]) for line in lists.get("title_roles", frozenset())},
    )


def same_word(first: str, second: str) -> bool:
    """Whether two nouns differ by an ending only ("Beamter", "Beamte")."""
    one, other = sorted((first.casefold(), second.casefold()), key=len)
    return bool(one) and other.startswith(one) and len(other) - len(one) <= 1


@lru_cache(maxsize=50_000)
def _role(word: str, code: str) -> str | None:
    language = load_language(code)
    own = language.roles
    staff = language.words_of("staff")
    # Where the noun comes first no solid compound ends with a role ("administre" with "ministre").
    solid = "first" not in language.words_of("heads")
    for form in _without_endings(word, language):
        if form in own:
            return own[form]
        if form in staff:
            return "any"
        for cut in range(_FEWEST_BEFORE_ROLE, len(form) - _SHORTEST_ROLE + 1) if solid else ():
            if form[cut:] in own:
                return own[form[cut:]]
    return None


def _without_endings(word: str, language: Language) -> list[str]:
    endings = sorted(language.words_of("role_endings"), key=lambda ending: (len(ending), ending))
    return [
        word,
        *(word[: -len(ending)] for ending in endings if word.endswith(ending) and len(word) > len(ending) + 3),
    ]
