"""Whether the speakers found for a quotation are those that people named, under whatever names both go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import pandas as pd

from helpers.languages import available_languages
from helpers.naming.gazetteer import load_gazetteer
from helpers.naming.lexicon import lexicon
from helpers.naming.names import same_full_name
from helpers.training.answers import Answer

RIGHT, WRONG, MISSING = "right", "wrong", "missing"
# Shorter words keep their endings, which may be a part of them ("Ben", "Jens").
_LONGEST_WHOLE = 4


class Judge:
    """Compares names of speakers, by what is known of the entities of the same articles."""

    def __init__(self, entities: pd.DataFrame, entity_names: pd.DataFrame) -> None:
        self._ids: dict[str, set[str]] = {}
        self._people = set(entities.loc[entities["kind"] == "person", "entity_id"])
        for entity_id, name in zip(entities["entity_id"], entities["name"], strict=True):
            self._ids.setdefault(name, set()).add(entity_id)
        self._forms: dict[str, set[str]] = {}
        for entity_id, name in zip(entity_names["entity_id"], entity_names["name"], strict=True):
            self._forms.setdefault(entity_id, set()).add(_plain(name))

    def judge(self, found: Sequence[str], answer: Answer) -> str:
        """RIGHT, WRONG or MISSING: of joint speakers all must be found; some of them alone are MISSING.

        Nobody is right where the text leaves it open.
        """
        wanted, person = answer.speakers, answer.kind == "person"
        if not found:
            return MISSING if wanted else RIGHT
        named = all(any(self.agree(one, name, person=person) for one in found) for name in wanted)
        if wanted and len(found) == len(wanted) and named:
            return RIGHT
        if len(found) == 1 and any(self.agree(found[0], name, person=person) for name in answer.also):
            return RIGHT
        some = all(any(self.agree(one, name, person=person) for name in wanted) for one in found)
        return MISSING if some and len(found) < len(wanted) else WRONG

    def agree(self, found: str, wanted: str, *, person: bool = True) -> bool:
        """Whether two names mean the same one: by a name of the entity found, by the table of names, or by their words.

        People agree by full names where a person is wanted: "lawyer for X" is not X. For all others the words of one
        name are among those of the other ("israelische Armee", "Armee"), whatever their endings.
        """
        ids = self._ids.get(found, set())
        if _plain(found) == _plain(wanted) or ids & _known(wanted):
            return True
        if any(_plain(wanted) in self._forms.get(entity_id, ()) for entity_id in ids):
            return True
        if ids & self._people:
            return person and bool(same_full_name(found, wanted))
        one, other = _stems(found), _stems(wanted)
        return bool(one and other) and (one <= other or other <= one)


def _known(name: str) -> set[str]:
    """The ids that the table of names has for a name, in any language."""
    forms = (load_gazetteer(code).find(name) for code in available_languages())
    return {form.entity.entity_id for form in forms if form is not None}


def _plain(name: str) -> str:
    """A name in small letters, without the article before it."""
    words = name.casefold().replace("’", "'").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _articles() else words)


def _stems(name: str) -> set[str]:
    return {_stem(word) for word in re.findall(r"\w+", _plain(name))}


def _stem(word: str) -> str:
    endings = _endings() if len(word) > _LONGEST_WHOLE else ()
    return next((word.removesuffix(ending) for ending in endings if word.endswith(ending)), word)


@cache
def _articles() -> frozenset[str]:
    words = [lexicon(code) for code in available_languages()]
    return frozenset[str]().union(*(one.of("definite") | one.of("indefinite") for one in words))


@cache
def _endings() -> tuple[str, ...]:
    """The endings that a case or an adjective may have, the longest first."""
    words = [lexicon(code) for code in available_languages()]
    kinds = ("attributive_endings", "case_endings")
    found = {ending for one in words for kind in kinds for ending in one.endings_of(kind)}
    return tuple(sorted(found, key=lambda ending: (-len(ending), ending)))
