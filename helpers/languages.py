"""A language file as a frozen `Language`; which languages there are; the language of an article.

A language is one file, `resources/languages/xx.toml`: lists of words, never expressions and never code. `und.toml`
holds what every language has, the quote marks, and serves for languages without a file.
"""

from __future__ import annotations

import re
import threading
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

from helpers.tables import LanguageError

UNDETERMINED = "und"

# langdetect gives the same answer for the first 1,000 characters as for the whole, in a quarter of the time, and
# abstaining under 20 letters beats guessing (measured on 600 articles and their headings).
_SAMPLE_CHARACTERS = 1_000
_FEWEST_LETTERS = 20
_SHORT_LETTERS = 200
# Addresses are left out before the sample is taken, from no more of a long text than this.
_LONGEST_READ = 8_000
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_CAPITALS_SHARE = 0.6


@dataclass(frozen=True)
class Pronoun:
    """What a personal pronoun tells about whom it stands for; gender is masculine, feminine, neuter or any."""

    gender: str
    number: str


@dataclass(frozen=True, eq=False)
class Language:
    """The words of one language, as its file holds them; word sets are case-folded, lists keep the file's case."""

    code: str
    name: str
    marks: tuple[tuple[str, str], ...]
    single_marks: tuple[tuple[str, str], ...]
    abbreviations: frozenset[str]
    months: tuple[tuple[str, ...], ...]
    speech_verbs: Mapping[str, tuple[str, ...]]
    belief_verbs: Mapping[str, tuple[str, ...]]
    cue_groups: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    pronouns: Mapping[str, Pronoun]
    titles: Mapping[str, str]
    roles: Mapping[str, str]
    verb_second: bool
    examples: tuple[Mapping[str, Any], ...]

    def words_of(self, kind: str) -> frozenset[str]:
        """The case-folded words or phrases of one list of `[words]`; none where the file has no such list."""
        return frozenset(word.casefold() for word in self.words.get(kind, ()))


@cache
def available_languages() -> tuple[str, ...]:
    """The codes of all languages that have a file, sorted; `und` is not one of them."""
    folder = resources.files("helpers") / "resources" / "languages"
    codes = (entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(code for code in codes if code != UNDETERMINED))


@cache
def load_language(code: str) -> Language:
    """The language with this code, or the one of `und.toml` under this code where it has no file.

    Raises LanguageError, with file and key, where the file is not what it must be.
    """
    known = code if code in available_languages() else UNDETERMINED
    file = resources.files("helpers") / "resources" / "languages" / f"{known}.toml"
    return parse_language(file.read_text(encoding="utf-8"), file=f"{known}.toml", code=code)


def parse_language(text: str, *, file: str, code: str) -> Language:
    """The language that the text of a language file describes; `code` is what it will be called.

    Raises LanguageError where the text is no TOML or a key is missing or holds the wrong thing.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LanguageError(file, "file", f"is not TOML: {error}") from error
    for key in found:
        if key not in _KEYS:
            raise LanguageError(file, key, f"is no key of a language file; the keys are {', '.join(sorted(_KEYS))}")
    return Language(
        code=code,
        name=str(found.get("name", code)),
        marks=_pairs(found, "marks", file=file),
        single_marks=_pairs(found, "single_marks", file=file),
        abbreviations=frozenset(_words(found, "abbreviations", file=file)),
        months=tuple(_sequence(month, "months", file=file) for month in _list(found, "months", file=file)),
        speech_verbs=_lists(found, "speech_verbs", file=file),
        belief_verbs=_lists(found, "belief_verbs", file=file),
        cue_groups=_lists(found, "cue_groups", file=file),
        words=_lists(found, "words", file=file),
        pronouns={
            form.casefold(): Pronoun(*_split(value, 2, f"pronouns.{form}", file=file))
            for form, value in _section(found, "pronouns", file=file).items()
        },
        titles=_genders(found, "titles", file=file),
        roles=_genders(found, "roles", file=file),
        verb_second=bool(found.get("verb_second", False)),
        examples=tuple(_list(found, "examples", file=file)),
    )


# The keys of a language file are the fields of `Language`, its code aside, which is the name of the file.
_KEYS = frozenset(field.name for field in fields(Language)) - {"code"}
_GENDERS = ("masculine", "feminine", "neuter", "any")


def _pairs(found: Mapping[str, Any], key: str, *, file: str) -> tuple[tuple[str, str], ...]:
    pairs = [_sequence(pair, key, file=file) for pair in _list(found, key, file=file)]
    return tuple(_split(" ".join(pair), 2, key, file=file) for pair in pairs)  # type: ignore[misc]


def _split(value: Any, parts: int, key: str, *, file: str) -> tuple[str, ...]:
    words = tuple(value.split()) if isinstance(value, str) else ()
    if len(words) != parts:
        raise LanguageError(file, key, f"holds {value!r}, not {parts} words; see en.toml")
    return words


def _sequence(value: Any, key: str, *, file: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise LanguageError(file, key, f"holds {value!r}, not a list of words; see en.toml")
    return tuple(value)


def _words(found: Mapping[str, Any], key: str, *, file: str) -> tuple[str, ...]:
    return _sequence(found.get(key, []), key, file=file)


def _lists(found: Mapping[str, Any], key: str, *, file: str) -> dict[str, tuple[str, ...]]:
    section = _section(found, key, file=file)
    return {name: _sequence(value, f"{key}.{name}", file=file) for name, value in section.items()}


def _list(found: Mapping[str, Any], key: str, *, file: str) -> list[Any]:
    values = found.get(key, [])
    if not isinstance(values, list):
        raise LanguageError(file, key, f"holds {values!r}, not a list; see en.toml")
    return values


def _section(found: Mapping[str, Any], key: str, *, file: str) -> dict[str, Any]:
    section = found.get(key, {})
    if not isinstance(section, dict):
        raise LanguageError(file, key, f"holds {section!r}, not a section; see en.toml")
    return section


def _genders(found: Mapping[str, Any], key: str, *, file: str) -> dict[str, str]:
    """Word to gender, from lists of words by gender (masculine, feminine, any)."""
    lists = _lists(found, key, file=file)
    for gender in lists:
        if gender not in _GENDERS:
            raise LanguageError(file, f"{key}.{gender}", f"is no gender; the genders are {', '.join(_GENDERS)}")
    return {word.casefold(): gender for gender, words in lists.items() for word in words}


_warming_up = threading.Lock()


def _detector() -> Any:
    """langdetect's factory, seeded and warmed up: its first use is neither repeatable nor safe in threads otherwise."""
    from langdetect import DetectorFactory, detector_factory

    # A second thread would see a factory that has read some of its languages, and answer with one of these.
    with _warming_up:
        DetectorFactory.seed = 0
        detector_factory.init_factory()
    return detector_factory._factory


def detect_language(text: str) -> tuple[str, float]:
    """The language code of a text and langdetect's probability for it, a weak sign of how sure it is (0 to 1).

    The first 1,000 characters are read, without web addresses. All languages that langdetect knows compete; under 200
    letters a prior lets those with a file win. `und` and 0.0 where there are fewer than 20 letters. Text mostly in
    capitals is read in small letters.
    """
    sample = _ADDRESS.sub(" ", text[:_LONGEST_READ]).lstrip()[:_SAMPLE_CHARACTERS]
    letters = [character for character in sample if character.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return UNDETERMINED, 0.0
    if sum(letter.isupper() for letter in letters) > _CAPITALS_SHARE * len(letters):
        sample = sample.lower()
    return _detect(sample, short=len(letters) < _SHORT_LETTERS)


def _detect(sample: str, *, short: bool) -> tuple[str, float]:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _detector().create()
    detector.seed = 0
    if short:
        known = set(available_languages())
        detector.set_prior_map({code: 1.0 if code in known else 0.01 for code in _detector().langlist})
    detector.append(sample)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return UNDETERMINED, 0.0
    return str(best.lang), round(float(best.prob), 6)
