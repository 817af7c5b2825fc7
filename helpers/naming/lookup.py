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


def find_known(tokens: Tokens, gazetteer: Gazetteer, words: Lexicon) -> Iterator[tuple[Found, Form]]:
    """The names of the table in a text, left to right, with what each means."""
    index, count = 0, len(tokens.words)
    while index < count:
        found = _longest(tokens, index, gazetteer)
        if found is None or not _fits(tokens, index, *found, words):
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
    entity = form.entity
    if form.relation == "name":
        if entity.after and tokens.word(first - 1).casefold() not in entity.after:
            return False
        if entity.not_before and tokens.word(stop).casefold() in entity.not_before:
            return False
    if stop - first > 1:
        return True
    if form.alone or entity.kind == "place":
        if form.relation == "name" and (
            _is_of_another(tokens, first, form, words) or _begins_a_name(tokens, first, words)
        ):
            return False
        return not (form.alone and _names_a_body(tokens, stop, words))
    return True


def _is_of_another(tokens: Tokens, index: int, form: Form, words: Lexicon) -> bool:
    """Whether the given name of somebody else stands right before ("Hunter Biden", "Jack London")."""
    before = tokens.word(index - 1)
    if not tokens.spaced(index) or not is_capitalised(before) or words.names_no_one(before):
        return False
    own = {fold(name.split()[0]) for name in form.entity.names}
    return fold(before) in spelling().given_names and fold(before) not in own


def _begins_a_name(tokens: Tokens, index: int, words: Lexicon) -> bool:
    """Whether a place is here the given name of somebody ("Jordan Peterson")."""
    after = tokens.word(index + 1)
    given = fold(tokens.words[index]) in spelling().given_names
    return given and tokens.spaced(index + 1) and is_capitalised(after) and words.role(after) is None


def _names_a_body(tokens: Tokens, stop: int, words: Lexicon) -> bool:
    """Whether a surname begins the name of a building or body ("Trump Tower")."""
    after = tokens.word(stop)
    head = after.casefold()
    return (
        head in words.heads
        and head not in words.of("ambiguous_heads")
        and tokens.spaced(stop)
        and is_capitalised(after)
    )


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
                if form is not None and form.relation == "name":
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
