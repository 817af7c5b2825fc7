"""The table of known entities, `resources/entities.csv`, as forms to look up in a text.

A column `xx` holds names in the language xx, `xx_adjectives` its adjectives and words for inhabitants; lists are
separated by "|". `alone` are surnames that tell the person without a full name. `guarded` are forms that mean
something else too ("Zeit", "Ford"): they count only as `after` and `not_before` allow, words of which one must, or
none may, stand beside them. Names of all languages count everywhere, adjectives in their own language only. People
edit the table, so whatever is wrong in it stops with a message that names line and column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from helpers.languages import load_language
from helpers.naming.spellings import spelling
from helpers.naming.tokens import pieces
from helpers.tables import HelpersError

_FILE = "entities.csv"
_COLUMNS = ("entity_id", "name", "kind", "qid", "gender", "alone", "stands_for", "guarded", "after", "not_before")
_KINDS = ("person", "organisation", "place", "other")
_GENDERS = ("", "masculine", "feminine")
_ADJECTIVES = "_adjectives"
_NO_GENITIVE = ("s", "ß", "x", "z", "ce")
_SHORTEST_GENITIVE = 3


@dataclass(frozen=True)
class Entity:
    """One row of the table; `gender`, `qid` and `stands_for` are empty where they are not known."""

    entity_id: str
    name: str
    kind: str
    qid: str
    gender: str
    stands_for: str
    names: tuple[str, ...]
    alone: tuple[str, ...]
    adjectives: Mapping[str, tuple[str, ...]]
    guarded: frozenset[str]
    after: frozenset[str]
    not_before: frozenset[str]

    @property
    def surnames(self) -> tuple[str, ...]:
        """The surnames of a person, in each spelling."""
        return tuple(dict.fromkeys([*self.alone, *(surname_of(name) for name in self.names)]))


@dataclass(frozen=True)
class Form:
    """What one form in a text means: an entity, by name or by adjective (inhabitants are adjectives too).

    A guarded form means it only where the words beside it allow.
    """

    entity: Entity
    relation: str
    alone: bool
    guarded: bool = False


@dataclass(frozen=True)
class Gazetteer:
    """All forms that one language knows, by their tokens; `lengths` tells how many tokens may follow a first one."""

    forms: Mapping[tuple[str, ...], Form]
    lengths: Mapping[str, tuple[int, ...]]

    def find(self, text: str) -> Form | None:
        """What a whole form means, None where the table does not know it.

        A guarded surname is none that tells its person by itself: only the full name in the article does.
        """
        form = self.forms.get(pieces(text))
        return None if form is not None and form.alone and form.guarded else form


@cache
def known_entities() -> Mapping[str, Entity]:
    """All entities of the table by their ids, in the order of the file.

    Raises HelpersError, with line and column, where the file is not what it must be.
    """
    return parse_entities((resources.files("helpers") / "resources" / _FILE).read_bytes())


def parse_entities(content: bytes) -> dict[str, Entity]:
    """The entities that the bytes of such a table describe, by their ids in the order of the file.

    Raises HelpersError, with line and column, where it is not UTF-8, not separated by ";", or a row is wrong.
    """
    entities: dict[str, Entity] = {}
    lines: dict[str, int] = {}
    for line, row in _read_rows(content):
        entity = _read_entity(row)
        _check_entity(entity, line)
        if entity.entity_id in lines:
            raise _wrong(line, "entity_id", f"{entity.entity_id!r} is the id of line {lines[entity.entity_id]} too")
        entities[entity.entity_id], lines[entity.entity_id] = entity, line
    for key, entity in entities.items():
        if entity.stands_for and (entity.stands_for not in entities or _is_circle(key, entities)):
            found = "leads back to the row itself" if entity.stands_for in entities else "is no entity_id of the table"
            raise _wrong(lines[key], "stands_for", f"{entity.stands_for!r} {found}")
    return entities


def _wrong(line: int, column: str, found: str) -> HelpersError:
    return HelpersError(f"{_FILE}, line {line}, column {column}: {found}; correct it in a text editor")


def _read_rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that is not empty by its columns, with the line where it ends."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise HelpersError(f"{_FILE}, line {line}: is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        columns = next(reader, [])
        _check_columns(columns)
        for cells in reader:
            if not any(map(str.strip, cells)):
                continue
            if len(cells) != len(columns):
                found = f"has {len(cells)} cells for {len(columns)} columns; count its semicolons"
                raise HelpersError(f"{_FILE}, line {reader.line_num}: {found}")
            yield reader.line_num, {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}
    except csv.Error as error:
        found = f"cannot be read ({error}); take out a stray quote mark"
        raise HelpersError(f"{_FILE}, line {reader.line_num}: {found}") from error


def _check_columns(columns: list[str]) -> None:
    missing = [column for column in _COLUMNS if column not in columns]
    if len(missing) == len(_COLUMNS):
        raise HelpersError(f"{_FILE}, line 1: has no columns separated by ';'; save it with semicolons")
    if missing:
        raise HelpersError(f"{_FILE}, line 1: lacks the column {missing[0]}; put it back")
    for column in columns:
        if columns.count(column) > 1:
            raise _wrong(1, column, "stands there twice")
        code = column.removesuffix(_ADJECTIVES)
        pair = code if code != column else column + _ADJECTIVES
        if column not in _COLUMNS and pair not in columns:
            raise _wrong(1, column, f"has no column {pair} beside it")


def _check_entity(entity: Entity, line: int) -> None:
    if not entity.entity_id:
        raise _wrong(line, "entity_id", "is empty")
    if entity.kind not in _KINDS:
        raise _wrong(line, "kind", f"{entity.kind!r} is no kind ({', '.join(_KINDS)})")
    if entity.gender not in _GENDERS:
        raise _wrong(line, "gender", f"{entity.gender!r} is neither masculine nor feminine nor empty")
    if not entity.name:
        raise _wrong(line, "name", "is empty")
    # What holds no word could never be found in a text.
    for form in (*entity.names, *entity.alone, *(word for words in entity.adjectives.values() for word in words)):
        if not any(map(str.isalnum, form)):
            raise _wrong(line, "name", f"the form {form!r} holds no letter or digit")
    for form in sorted(entity.guarded - {*entity.names, *entity.alone}):
        raise _wrong(line, "guarded", f"{form!r} is no name and no surname of the row")
    if bool(entity.guarded) != bool(entity.after or entity.not_before):
        raise _wrong(line, "guarded", "has no rule in after or not_before, or is empty where there is one")


def _is_circle(entity_id: str, entities: Mapping[str, Entity]) -> bool:
    seen: set[str] = set()
    key = entity_id
    while key in entities and key not in seen:
        seen.add(key)
        key = entities[key].stands_for
    return key in seen


def surname_of(name: str) -> str:
    """The last word of a name with the particles before it; "Jr." and "XVI" are none.

    >>> surname_of("Ursula von der Leyen")
    'von der Leyen'
    """
    words = name.split()
    while len(words) > 1 and (words[-1].casefold().strip(".") in spelling().generations or _is_numeral(words[-1])):
        words.pop()
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in spelling().particles:
        first -= 1
    return " ".join(words[first:])


def _is_numeral(word: str) -> bool:
    return len(word) > 1 and set(word) <= set("IVX")


@cache
def load_gazetteer(code: str) -> Gazetteer:
    """The forms that count in texts of this language; where two entities share a form the first row has it."""
    forms: dict[tuple[str, ...], Form] = {}
    for entity in known_entities().values():
        for text, form in _forms_of(entity, code):
            # Most forms are one word, and tokenising thousands of them would take longer than all else.
            forms.setdefault((text,) if text.isalnum() else pieces(text), form)
    lengths: dict[str, tuple[int, ...]] = {}
    for key in forms:
        some = lengths.setdefault(key[0], (len(key),))
        if len(key) not in some:
            lengths[key[0]] = tuple(sorted((*some, len(key)), reverse=True))
    return Gazetteer(forms, lengths)


def genitives(name: str, code: str) -> list[str]:
    """The name in the genitive of a language that has endings for it; none in others."""
    if len(name) < _SHORTEST_GENITIVE or not name[-1].isalpha() or name.endswith(_NO_GENITIVE):
        return []
    return [name + ending for ending in _endings("genitive_endings", code)]


def without_genitive(name: str, code: str) -> list[str]:
    """What `name` may be the genitive of, itself first."""
    stems = [name.removesuffix(ending) for ending in _endings("genitive_endings", code)]
    return [name, *(stem for stem in stems if name in genitives(stem, code))]


@cache
def _endings(kind: str, code: str) -> tuple[str, ...]:
    """A list of endings of a language, in order."""
    return tuple(sorted(load_language(code).words_of(kind)))


def _read_entity(row: Mapping[str, str]) -> Entity:
    adjectives = {
        column.removesuffix(_ADJECTIVES): _list(row[column]) for column in row if column.endswith(_ADJECTIVES)
    }
    names = [row["name"], *(name for code in sorted(adjectives) for name in _list(row[code]))]
    return Entity(
        entity_id=row["entity_id"],
        name=row["name"],
        kind=row["kind"],
        qid=row["qid"],
        gender=row["gender"],
        stands_for=row["stands_for"],
        names=tuple(dict.fromkeys(names)),
        alone=_list(row["alone"]),
        adjectives=adjectives,
        guarded=frozenset(_list(row["guarded"])),
        after=frozenset(_list(row["after"])),
        not_before=frozenset(_list(row["not_before"])),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip()) if cell else ()


def _forms_of(entity: Entity, code: str) -> Iterator[tuple[str, Form]]:
    # "Argentine" is a French name and an English adjective: the language of the text decides.
    adjectives = frozenset(entity.adjectives.get(code, ()))
    for some, alone in ((entity.names, False), (entity.alone, True)):
        for name in (name for name in some if name not in adjectives or name == entity.name):
            form = Form(entity, "name", alone, guarded=name in entity.guarded)
            for text in (name, *genitives(name, code), *_noun_genitives(entity, name, code)):
                yield text, form
    for word in entity.adjectives.get(code, ()):
        form = Form(entity, "adjective", alone=False)
        for text in _inflected(word, code):
            yield text, form


def _noun_genitives(entity: Entity, name: str, code: str) -> list[str]:
    """The other genitive, which names of bodies and events may have as the common nouns they are made of."""
    if entity.kind in ("person", "place") or name.endswith(_NO_GENITIVE):
        return []
    return [name + ending for ending in _endings("noun_genitive_endings", code)]


def _inflected(word: str, code: str) -> Iterator[str]:
    """An adjective with its endings, small and with a capital; an inhabitant with those of men and women."""
    yield word
    if word[0].islower():
        for ending in ("", *_endings("adjective_endings", code)):
            yield word + ending
            yield word[0].upper() + word[1:] + ending
        return
    for ending in _endings("inhabitant_endings", code):
        yield word + ending
    for ending in _endings("inhabitant_feminine_endings", code):
        yield word.removesuffix("e") + ending
