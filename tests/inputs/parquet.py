"""Parquet tables, written by pyarrow."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from inputs.stories_in_tables import ALL, ENGLISH, FERRY, GERMAN


def write(columns: dict[str, Any], **style: Any) -> bytes:
    """A table of these columns."""
    import pyarrow
    from pyarrow import parquet

    buffer = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), buffer, **style)
    return buffer.getvalue()


def good() -> dict[str, bytes]:
    """Files that are read as a whole."""
    import pyarrow

    plain = [article.under(ENGLISH) for article in ALL]
    german = [article.under(GERMAN) for article in ALL]
    late = [
        datetime.fromisoformat(f"{article.date}T23:30:00").replace(tzinfo=ZoneInfo("Europe/Berlin")) for article in ALL
    ]
    typed = {
        "title": pyarrow.array([article.headline for article in ALL]).dictionary_encode(),
        "body": pyarrow.array([article.text.encode() for article in ALL], pyarrow.binary()),
        "published": pyarrow.array(late, pyarrow.timestamp("us", "Europe/Berlin")),
        "source": [{"id": number, "name": article.outlet} for number, article in enumerate(ALL)],
        "authors": [[article.author] for article in ALL],
        "embedding": [[0.5, 0.25]] * 3,
    }
    return {
        "plain.parquet": write({name: [one[name] for one in plain] for name in plain[0]}),
        "german.parquet": write({name: [one[name] for one in german] for name in german[0]}, compression="zstd"),
        "typed.parquet": write(typed, row_group_size=2),
    }


EXPECTED: dict[str, list[dict[str, str]]] = {name: [article.expected() for article in ALL] for name in good()}


def broken() -> dict[str, bytes]:
    """Files that are not read."""
    whole = good()["plain.parquet"]
    return {
        "empty.parquet": b"",
        "cut.parquet": whole[: len(whole) // 2],
        "table.parquet": b"title,text\n",
        "footer.parquet": whole[:-12] + b"\xff" * 8 + b"PAR1",
        "encrypted.parquet": b"PARE" + whole[4:-4] + b"PARE",
        "no-text-column.parquet": write({"title": ["A"], "words": [12], "inner": [{"name": FERRY.text * 2}]}),
        "no-text.parquet": write({"title": ["A", "B"], "text": [None, " "]}),
        "no-row.parquet": write({"title": [], "text": []}),
    }


REASONS = {
    "empty.parquet": "is empty: it holds no byte; save it again",
    "cut.parquet": "is cut off: its end is missing; download or save it again",
    "table.parquet": "is no Parquet file: it begins with b'title,te'; check its ending",
    "footer.parquet": "is damaged (",
    "encrypted.parquet": "is encrypted; save it without encryption",
    "no-text-column.parquet": (
        "has no column that is known to hold the texts of articles; its columns are 'title', 'words', 'inner.name'; "
        "'inner.name' holds the longest texts; say --column \"text=inner.name\" if these are the articles"
    ),
    "no-text.parquet": "holds no article: none of its 2 rows has text; fill it, or say --column text=NAME",
    "no-row.parquet": "has columns but no row; remove it or fill it",
}
