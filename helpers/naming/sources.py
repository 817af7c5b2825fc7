"""What the words for a source say: a name, a pronoun, a role, an unnamed official or body; one for each who speaks."""

from __future__ import annotations

from itertools import pairwise

from helpers.languages import Pronoun
from helpers.naming.noun_phrases import Phrase, Source, read_head
from helpers.naming.roster import Named, Roster
from helpers.naming.spellings import spelling
from helpers.naming.tokens import APOSTROPHES, HYPHENS, split_tokens

# How many words may stand before a noun for what was said ("In a recent statement by …").
_WORDS_BEFORE_SAYING = 4
# The lists of `[words]` that hold the possessives, by gender and number; "ihre" is hers or theirs.
_POSSESSIVES = (("masculine", "singular"), ("feminine", "singular"), ("neuter", "singular"), ("any", "plural"))


def read_source(roster: Roster, start: int, end: int) -> list[Source]:
    """Who speaks by the words from `start` to `end`, one for each of joint speakers; none where nothing can be read."""
    # The full stop of "Apple Inc." may be taken for that of the sentence.
    end += roster.text[end : end + 1] == "." and any(name.start >= start for name in roster.ending_at(end + 1))
    tokens = split_tokens(roster.text[start:end])
    names = tuple(roster.within(start, end))
    phrase = Phrase(tokens, start, 0, len(tokens.words), names, roster.words)
    phrase = _without_frame(phrase)
    if not names and _says_nobody(phrase):
        return []
    return [source for part in _joint_parts(phrase) if (source := _read_part(part, roster)) is not None]


def names_nobody(roster: Roster, start: int, end: int) -> bool:
    """Whether the words for a source are more than small ones, so that they do not take up whoever spoke before."""
    said = [word.casefold() for word in split_tokens(roster.text[start:end]).words if word.isalpha()]
    return any(word not in roster.words.small for word in said)


def _without_frame(phrase: Phrase) -> Phrase:
    """The phrase without small words before it and a noun for what was said ("Angaben von Aronsen")."""
    first, stop, words = phrase.first, phrase.stop, phrase.words
    while first < stop and not phrase.tokens.words[first].isalnum():
        first += 1
    signs = {",", ".", ":", ";", "“", "”", '"'}
    while stop > first and phrase.tokens.words[stop - 1] in signs and phrase.name_at(stop - 1) is None:
        stop -= 1
    nouns = words.of("source_nouns")
    for index in range(first, min(first + _WORDS_BEFORE_SAYING, stop - 1)):
        linked = words.has("staff_of", phrase.tokens.words[index + 1])
        said = phrase.word(index) in nouns and (linked or words.nouns_capitalised)
        if said or (_is_saying(phrase, index) and words.has("author_links", phrase.tokens.words[index + 1])):
            after = index + 2 if phrase.word(index + 1) in words.of("prepositions") else index + 1
            return phrase.cut(after, stop)
    return phrase.cut(first, stop)


def _is_saying(phrase: Phrase, index: int) -> bool:
    """Whether a word is one for what somebody says or writes ("remarks", "Meinung", "letter")."""
    words = phrase.words
    return phrase.word(index) in words.of("source_nouns") | words.of("sayings") | words.of("documents")


def _says_nobody(phrase: Phrase) -> bool:
    """Whether a source is only small words ("demnach") that stand for nobody, neither pronoun nor "some"."""
    said = [phrase.word(index) for index in range(phrase.first, phrase.stop)]
    words = phrase.words
    some = words.of("plural_heads") | words.of("anonymous") | words.of("collective") | set(words.language.pronouns)
    return all(word in words.small and word not in some for word in said)


def _joint_parts(phrase: Phrase) -> list[Phrase]:
    """The parts that "and" joins, where both sides begin like somebody who speaks."""
    cuts = [
        index
        for index in range(phrase.first + 1, phrase.stop - 1)
        if phrase.words.has("conjunctions", phrase.tokens.words[index])
        and phrase.name_at(index) is None
        and _begins_somebody(phrase, index + 1)
        and (phrase.cut(phrase.first, index).names or _stands_alone(phrase, index + 1))
        and (_names_person(phrase, index + 1) or not _has_link(phrase, index))
    ]
    edges = [phrase.first - 1, *cuts, phrase.stop]
    return [phrase.cut(before + 1, after) for before, after in pairwise(edges)]


def _stands_alone(phrase: Phrase, index: int) -> bool:
    """Whether both sides may be somebody of their own; "der Vizekanzler und Arbeitsminister Franz X" is one man."""
    role = phrase.words.role(phrase.tokens.words[index]) is not None and phrase.name_at(index) is None
    return _begins_somebody(phrase, phrase.first) and not role


def _names_person(phrase: Phrase, index: int) -> bool:
    name = phrase.name_at(index)
    return (name is not None and name.kind == "person") or phrase.words.role(phrase.tokens.words[index]) is not None


def _has_link(phrase: Phrase, stop: int) -> bool:
    """Whether a preposition stands before `stop`, so that "and" may join what belongs to it."""
    links = phrase.words.of("staff_of") | phrase.words.of("prepositions")
    return any(phrase.word(index) in links for index in range(phrase.first + 1, stop))


def _begins_somebody(phrase: Phrase, index: int) -> bool:
    words, word = phrase.words, phrase.tokens.words[index]
    small = words.of("definite") | words.of("indefinite") | words.of("possessives")
    if phrase.name_at(index) is not None or word.casefold() in small or word.casefold() in words.language.pronouns:
        return True
    return words.title(word) is not None or (words.role(word) is not None and word[0].isupper())


def _read_part(part: Phrase, roster: Roster) -> Source | None:
    if part.first >= part.stop:
        return None
    pronoun = _pronoun_of(part) or _owner_of_words(part)
    if pronoun is not None:
        return pronoun
    if any(part.word(index) in part.words.of("own_words") for index in (part.first, part.first + 1)):
        return Source(part.start(part.first), part.end(part.stop - 1), own=True)
    comma = part.find({",", "("}, part.first)
    core = part.cut(part.first, comma)
    named = _named_speaker(core, roster)
    if named is None and comma + 1 < part.stop:
        beside = part.name_at(comma + 1) or _titled_after(part, comma + 1)
        # "Aronsen’s lawyer, Ilse Maron" is Maron.
        named = beside if beside is not None and beside.kind == "person" and beside.relation == "name" else None
    if named is not None:
        return Source(named.start, named.end, named=named)
    return read_head(core, roster) if core.first < core.stop else None


def _titled_after(part: Phrase, index: int) -> Named | None:
    """The name after titles ("die Virologin, Dr. Birte Hahn")."""
    while index < part.stop and (part.words.title(part.tokens.words[index]) is not None or part.word(index) == "."):
        index += 1
    return part.name_at(index) if index < part.stop else None


def _pronoun_of(part: Phrase) -> Source | None:
    """A pronoun alone, or with words like "himself" after it."""
    words = part.words
    word = part.word(part.first)
    pronoun = words.language.pronouns.get(word)
    rest = range(part.first + 1, part.stop)
    # "WHO said" and "IT said" are bodies.
    acronym = len(word) > 1 and part.tokens.words[part.first].isupper()
    if (
        pronoun is None
        or acronym
        or part.name_at(part.first) is not None
        or any(part.name_at(index) is not None for index in rest)
    ):
        return None
    said = (part.word(index) for index in rest if part.word(index) not in HYPHENS)
    if any(word not in words.small | set(words.language.pronouns) for word in said):
        return None
    printed = part.tokens.words[part.first]
    return Source(
        part.start(part.first),
        part.end(part.first),
        pronoun=pronoun,
        relative=printed in words.of("relative_pronouns") and part.stop - part.first == 1,
    )


def _owner_of_words(part: Phrase) -> Source | None:
    """Whose words they are, told by a possessive ("her remarks", „seiner Meinung“)."""
    last = next((index for index in reversed(range(part.first, part.stop)) if part.word(index).isalpha()), part.first)
    if last == part.first or not _is_saying(part, last):
        return None
    for gender, number in _POSSESSIVES:
        if part.word(part.first) in part.words.of(f"{gender if number == 'singular' else number}_possessives"):
            return Source(part.start(part.first), part.end(part.first), pronoun=Pronoun(gender, number))
    return None


def _named_speaker(core: Phrase, roster: Roster) -> Named | None:
    """The name that the core of a source ends with, if it is not only whom somebody belongs to."""
    fitting = [name for name in core.names if _ends_core(core, name, roster) and not _depends(core, name, roster)]
    people = [name for name in fitting if name.kind == "person" and name.relation == "name"]
    if people:
        return people[-1]
    bodies = [name for name in fitting if name.relation == "name" and name.kind != "other"]
    return bodies[-1] if bodies else None


def _ends_core(core: Phrase, name: Named, roster: Roster) -> bool:
    """Whether nothing, or only small words, follow a name in the core; "’s" may only end it."""
    after = [index for index in range(core.first, core.stop) if core.start(index) >= name.end]
    if not after:
        return True
    if core.tokens.words[after[0]] in APOSTROPHES:
        return len(after) <= 2 or _is_saying(core, after[-1])
    if core.tokens.words[after[0]] in HYPHENS and core.tokens.glued(after[0]):
        return False
    word = core.word(after[0])
    words = core.words
    if _is_saying(core, after[-1]) and roster.in_genitive(name):
        return True
    small = words.of("prepositions") | words.of("adverbs") | words.of("determiners") | words.of("auxiliaries")
    if roster.is_owner(name):
        return False
    left = [core.tokens.words[index] for index in after if core.word(index) != "."]
    if name.kind == "organisation" and left and all(form in spelling().legal_forms for form in left):
        return True
    return word in small or word in words.language.pronouns or word in words.of("definite")


def _depends(core: Phrase, name: Named, roster: Roster) -> bool:
    """Whether a name is only what another noun belongs to ("a spokesman for Putin", "Beamter der Regierung Biden")."""
    words = core.words
    links = words.of("staff_of") | words.of("prepositions")
    before = [index for index in range(core.first, core.stop) if core.end(index) <= name.start]
    marks = [index for index in before if core.word(index) in links and index > core.first]
    if not marks:
        # "ein Sprecher Putins" is not Putin.
        return bool(before) and roster.in_genitive(name) and words.role(core.tokens.words[before[-1]]) is not None
    between = [index for index in before if index > marks[-1]]
    # "Secretary of Defense Ash Carter": what follows "of" is the office, not a person's title.
    others = [index for index in between if _is_office(core, index)]
    return not (others and name.kind == "person" and not words.nouns_capitalised)


def _is_office(core: Phrase, index: int) -> bool:
    word = core.tokens.words[index]
    if not word[0].isupper() or core.name_at(index) is not None:
        return False
    return core.words.role(word) is None and core.words.title(word) is None
