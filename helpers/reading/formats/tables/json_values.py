"""JSON values as Python's, the odd ones told: broken, too deep, with a key twice; and nested fields by dotted names."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from helpers.reading.formats.tables.columns import knows_text

# Objects in a record are taken apart so deep: "_source.publisher.name".
_DEEPEST = 3
_KINDS = {str: "a text", list: "a list", bool: "true or false", type(None): "null"}


class Broken(NamedTuple):
    """What stands in the place of a record, and why it is none."""

    reason: str


class _Doubled(dict[str, Any]):
    """An object that holds a key twice, with different values."""

    keys_twice: tuple[str, ...] = ()


Record = dict[str, Any] | Broken


def read_object(content: bytes) -> Record:
    """The object that some bytes of UTF-8 are; NaN is a missing value, and line ends may stand in texts."""
    try:
        value = _DECODER.decode(content.decode("utf-8"))
    except RecursionError:
        return Broken("is nested too deeply to be read")
    except json.JSONDecodeError as error:
        return Broken(f"is no valid JSON ({error.msg} at character {error.pos + 1})")
    except ValueError:
        # Python reads no number of more than 4,300 digits.
        return Broken("is no valid JSON (a number is too long)")
    if not isinstance(value, dict):
        return Broken(f"is {_KINDS.get(type(value), 'a number')}, and no object with named fields")
    return value


def keys_twice(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys that a record holds twice with different values."""
    return record.keys_twice if isinstance(record, _Doubled) else ()


def flatten(record: Mapping[str, Any], prefix: str = "", depth: int = 1) -> dict[str, Any]:
    """The fields of a record with those of the objects in it, by names such as "source.name".

    >>> flatten({"title": "No", "source": {"id": 1, "name": "Courier"}})
    {'title': 'No', 'source.id': 1, 'source.name': 'Courier'}
    """
    fields: dict[str, Any] = {}
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and depth < _DEEPEST:
            fields |= flatten(value, f"{name}.", depth + 1)
        else:
            fields[name] = value
    return fields


def read_frame(value: Mapping[str, Any], mapped: Mapping[str, str]) -> list[Record]:
    """The records of a table as pandas writes it: columns of rows, or rows of columns, each by its index; else none.

    >>> read_frame({"text": {"0": "One", "1": "Two"}}, {})
    [{'text': 'One'}, {'text': 'Two'}]
    """
    inner = [one for one in value.values() if isinstance(one, dict)]
    if not inner or len(inner) < len(value):
        return []
    if knows_text(list(value), mapped):
        index = list(dict.fromkeys(key for one in inner for key in one))
        return [{name: column.get(key) for name, column in value.items()} for key in index]
    return list(inner) if any(knows_text(list(one), mapped) for one in inner) else []


def _as_object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = _Doubled(found)
    doubled.keys_twice = tuple(dict.fromkeys(key for key, value in pairs if value != found[key]))
    return doubled


_DECODER = json.JSONDecoder(object_pairs_hook=_as_object, parse_constant=lambda _: None, strict=False)
