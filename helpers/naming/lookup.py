"""The names of a text that the table knows: longest match, conditions of the table, hyphens and solid compounds."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.naming.gazetteer import Form, Gazetteer
from helpers.naming.lexicon import Lexicon
from helpers.naming.runs import Found, is_capitalised
from helpers.naming.spellings import fold, spelling
from helpers.naming.tokens import HYPHENS, Tokens

_SHORTEST_IN_CAPITALS = 5
_SHORTEST_IN_COMPOUND = 4
# Of the clubs and schools that put their place last (VfL, TSV, NK, ETH).
_LONGEST_ABBREVIATION = 4


def find_known(tokens: Tokens, gazetteer: Gazetteer, words: Lexicon) -> Iterator[tuple[Found, Form]]:
    """The names of the table in a text, left to right, with what each means."""
    index, count = 0, len(tokens.words)
    while index < count:
        found = _longest(tokens, index, gazetteer)
        if found is None or not _fits(tokens, index, *found, words) or _is_of_club(tokens, index, found[1], gazetteer):
            index += 1
            continue
        stop, form = found
        yield Found(index, stop, form.entity.kind, form.relation, "table", 0.8 if form.alone else 0.95), form
        index = stop


def _longest(tokens: Tokens, index: int, gazetteer: Gazetteer) -> tuple[int, Form] | None:
    word = tokens.words[index]
    for length in gazetteer.lengths.get(word, ()):
        stop = index + length
        if stop <= len(tokens.words) and (length == 1 or tokens.same_line(index, stop - 1)):
            form = gazetteer.forms.get(tuple(tokens.words[index:stop]))
            if form is not None:
                return stop, form
    if len(word) >= _SHORTEST_IN_CAPITALS and word.isupper():
        form = gazetteer.forms.get((word.capitalize(),))
        if form is not None and form.relation == "name":
            return index + 1, form
    return None


def _fits(tokens: Tokens, first: int, stop: int, form: Form, words: Lexicon) -> bool:
    """Whether the words around a form allow it: those of the table, a given name of somebody else, a head after it."""
    if form.guarded and not _is_allowed(tokens, first, stop, form, words):
        return False
    if form.relation != "name":
        return True
    if form.entity.kind == "person" and _names_a_body(tokens, stop, words):
        return False
    if stop - first > 1 and not form.alone:
        return True
    return not (
        _is_of_another(tokens, first, form, words)
        or _begins_a_name(tokens, first, form, words)
        or _names_a_place(tokens, stop, form, words)
    )


def _is_allowed(tokens: Tokens, first: int, stop: int, form: Form, words: Lexicon) -> bool:
    """Whether a guarded form stands where it is a name: where the table says, or alone in marks (der „Spiegel“).

    A hyphen among the words of `after` stands for one behind the form (Grünen-Politiker).
    """
    entity = form.entity
    before, after = tokens.word(first - 1), tokens.word(stop)
    if after.casefold() in entity.not_before:
        return False
    if not entity.after or before.casefold() in entity.after or (before, after) in words.language.marks:
        return True
    hyphened = after in HYPHENS and _tied(tokens, stop) and is_capitalised(tokens.word(stop + 1))
    return hyphened and not entity.after.isdisjoint(HYPHENS)


def _is_of_another(tokens: Tokens, index: int, form: Form, words: Lexicon) -> bool:
    """Whether the given name of somebody else stands before ("Hunter Biden", "Jack London", "Nancy Davis Reagan").

    An initial too begins a longer name, also one of the same person ("David H. Petraeus"), and so does a word after
    a role ("chairman Rence Priebus").
    """
    before = tokens.word(index - 1)
    if form.alone and before == "." and tokens.glued(index - 1) and tokens.spaced(index):
        initial = tokens.word(index - 2)
        return len(initial) == 1 and initial.isupper()
    if not tokens.spaced(index) or not is_capitalised(before) or words.names_no_one(before):
        return False
    own = {fold(name.split()[0]) for name in form.entity.names}
    if _is_given(before):
        return fold(before) not in own
    earlier = tokens.word(index - 2)
    middle = form.alone and tokens.spaced(index - 1) and words.role(before) is None and words.title(before) is None
    if not middle or fold(earlier) in own:
        return False
    return words.role(earlier) is not None or (is_capitalised(earlier) and _is_given(earlier))


def _is_given(word: str) -> bool:
    return fold(word) in spelling().given_names or fold(word) in spelling().strict_given_names


def _begins_a_name(tokens: Tokens, index: int, form: Form, words: Lexicon) -> bool:
    """Whether a place or surname is here the given name of somebody ("Jordan Peterson")."""
    if form.entity.kind != "place" and not form.alone:
        return False
    after = tokens.word(index + 1)
    given = fold(tokens.words[index]) in spelling().given_names
    return given and tokens.spaced(index + 1) and is_capitalised(after) and words.role(after) is None


def _names_a_body(tokens: Tokens, stop: int, words: Lexicon) -> bool:
    """Whether a person's name begins that of a building or body ("Trump Tower", "Eric Trump Foundation")."""
    after = tokens.word(stop)
    head = after.casefold()
    return (
        head in words.heads
        and head not in words.of("ambiguous_heads")
        and tokens.spaced(stop)
        and is_capitalised(after)
    )


def _names_a_place(tokens: Tokens, stop: int, form: Form, words: Lexicon) -> bool:
    """Whether a place begins the name of another one ("Missouri River")."""
    after = tokens.word(stop)
    follows = form.entity.kind == "place" and tokens.spaced(stop) and is_capitalised(after)
    return follows and not words.nouns_capitalised and words.has("place_heads", after)


def _is_of_club(tokens: Tokens, index: int, form: Form, gazetteer: Gazetteer) -> bool:
    """Whether a place ends the name of a club or school, whose unknown abbreviation stands before it (VfL Bochum)."""
    before = tokens.word(index - 1)
    if form.entity.kind != "place" or form.relation != "name" or not tokens.spaced(index):
        return False
    short = 1 < len(before) <= _LONGEST_ABBREVIATION and before.isalpha() and sum(map(str.isupper, before)) > 1
    return short and (before,) not in gazetteer.forms and not tokens.words[index].isupper()


def hyphen_relation(tokens: Tokens, found: Found, names: frozenset[int]) -> str:
    """The relation of a name that a hyphen ties to other words: part, unless all it is tied to are names too.

    `names` are the tokens that names cover: "Biden-Zelenskyy talks" names two people, "US-Beamte" one country in part.
    """
    if found.relation != "name":
        return found.relation
    tied = False
    for step, index in ((1, found.stop), (-1, found.first - 1)):
        sign = index
        while tokens.word(sign) in HYPHENS and _tied(tokens, sign):
            tied = True
            if sign + step not in names:
                return "part"
            while sign + step in names:
                sign += step
            sign += step
    return "name" if not tied or found.kind in ("person", "place") else "part"


def _tied(tokens: Tokens, sign: int) -> bool:
    return 0 < sign < len(tokens.words) - 1 and tokens.glued(sign) and tokens.glued(sign + 1)


def find_compounds(tokens: Tokens, index: int, gazetteer: Gazetteer, words: Lexicon) -> tuple[str, int, int] | None:
    """A name inside a solid compound at a token: its relation, start and end in the text.

    "Kremlchef" names the Kremlin in part, and only its letters; "Ostukraine" is a part of Ukraine, whole.
    """
    word = tokens.words[index]
    start = tokens.starts[index]
    if word[0].isupper() and word.endswith(words.endings_of("compound_heads")):
        for cut in range(len(word) - 3, _SHORTEST_IN_COMPOUND - 1, -1):
            if word[cut:] in words.of("compound_heads"):
                form = gazetteer.forms.get((word[:cut],))
                if form is not None and form.relation == "name" and not form.guarded:
                    return form.entity.kind, start, start + cut
    form = after_prefix(word, gazetteer, words)
    if form is not None:
        return "place " + ("part" if word[0].isupper() else "adjective"), start, tokens.ends[index]
    return None


def after_prefix(word: str, gazetteer: Gazetteer, words: Lexicon) -> Form | None:
    """The place that a word names a part of ("Ostukraine", "ostukrainisch"), None where it does not."""
    folded = word.casefold()
    if not folded.startswith(words.endings_of("compound_prefixes")):
        return None
    for prefix in words.endings_of("compound_prefixes"):
        if folded.startswith(prefix) and len(word) > len(prefix) + 3:
            rest = word[len(prefix) :]
            form = gazetteer.forms.get((rest.capitalize() if word[0].isupper() else rest,))
            if form is not None and form.entity.kind == "place" and not form.alone:
                return form
    return None
