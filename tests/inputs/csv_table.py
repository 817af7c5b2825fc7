"""Tables in text files as spreadsheets, databases and scripts write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from inputs.stories_in_tables import ALL, COUNCIL, ENGLISH, FERRY, FRENCH, GERMAN, Told


def write(rows: Iterable[Sequence[str]], **style: Any) -> str:
    """The rows as Python's own writer writes them."""
    buffer = io.StringIO()
    csv.writer(buffer, **style).writerows(rows)
    return buffer.getvalue()


def table(articles: Iterable[Told], names: Mapping[str, str]) -> list[list[str]]:
    """Names of columns and an article a row."""
    return [list(names.values()), *(list(article.under(names).values()) for article in articles)]


def good() -> dict[str, bytes]:
    """Files that are read as a whole."""
    return {
        "plain.csv": write(table(ALL, ENGLISH)).encode(),
        "excel.csv": ("\ufeff" + write(table(ALL, GERMAN), delimiter=";")).encode(),
        "excel-said.csv": ("sep=;\r\n" + write(table(ALL, GERMAN), delimiter=";")).encode("utf-16"),
        "windows.csv": write(table(ALL, FRENCH), delimiter=";", quoting=csv.QUOTE_ALL).encode("cp1252"),
        "tabs.tsv": _write_plain(ALL, "\t"),
        "bars.csv": _write_plain(ALL, "|"),
        "database.csv": _write_escaped(ALL),
        "below.csv": ("Search: bridge or ferry;;\n\n" + write(table(ALL, ENGLISH), delimiter=";")).encode(),
    }


def _write_plain(articles: Iterable[Told], separator: str) -> bytes:
    """A table without any cell in quote marks, as many databases write it: an article is one paragraph."""
    rows = [[cell.replace("\n\n", " ") for cell in row] for row in table(articles, ENGLISH)]
    return "".join(separator.join(row) + "\n" for row in rows).encode()


def _write_escaped(articles: Iterable[Told]) -> bytes:
    """A table with a backslash before each quote mark in a cell."""
    rows = [[cell.replace('"', '\\"') for cell in row] for row in table(articles, ENGLISH)]
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows).encode()


EXPECTED: dict[str, list[dict[str, str]]] = {name: [article.expected() for article in ALL] for name in good()}

_ROW = write([["title", "text"], [FERRY.headline, FERRY.text]])


def broken() -> dict[str, bytes]:
    """Files that are not read."""
    return {
        "empty.csv": b" \n\n",
        "head.csv": b"title;text\n",
        "no-text-column.csv": write([["id", "Titel", "Inhalt2"], ["1", "A", COUNCIL.text * 2]]).encode(),
        "no-text.csv": b"title,text\nFerry crews walk out,\nHarvest is poor,  \n",
        "unclosed.csv": (_ROW + 'Harvest,"“Nothing grew,” he said\nNext,row\n').encode(),
        "stray.csv": (_ROW + 'Harvest,"He said "nothing grew" and left"\n').encode(),
        "zeros.csv": b"title,text\n\x00\x01\x02,\x03\n",
        "own.csv": b"article_id,story_id,headline,outlet,date,language,language_score,words\n1,1,A,B,,en,1.0,12\n",
        "quotes.csv": (
            b"quote_id,article_id,paragraph,sentence,start,end,text,kind,speech,parent_quote_id,cue,cue_lemma,source,"
            b"found_by,score,words\n1,1,0,0,0,9,Not at all,direct,True,,,,,rules,1.0,3\n"
        ),
    }


REASONS = {
    "empty.csv": "is empty: it holds nothing but white space; remove it or fill it",
    "head.csv": "has columns but no row; remove it or fill it",
    "no-text-column.csv": (
        "has no column that is known to hold the texts of articles; its columns are 'id', 'Titel', 'Inhalt2'; "
        "'Inhalt2' holds the longest texts; say --column \"text=Inhalt2\" if these are the articles"
    ),
    "no-text.csv": "holds no article: none of its 2 rows has text; fill it, or say --column text=NAME",
    "unclosed.csv": (
        "opens a cell with a quote mark in the row of line 7 and never closes it; "
        "write quote marks inside a cell twice, or save the table as .xlsx"
    ),
    "stray.csv": (
        "has a quote mark within a cell that stands in quote marks, in line 7; "
        "write quote marks inside a cell twice, or save the table as .xlsx"
    ),
    "zeros.csv": "is not text: byte 11 is zero; save it as text (UTF-8)",
    "own.csv": (
        "is the table 'articles' that Newsbook wrote, and holds no texts of articles; "
        "give the folder of the articles and keep results out of it"
    ),
    "quotes.csv": (
        "is the table 'quotes' that Newsbook wrote, and holds no texts of articles; "
        "give the folder of the articles and keep results out of it"
    ),
}
