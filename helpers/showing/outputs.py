"""What a notebook shows: a chart with the numbers it is drawn from, a table, a page of text.

JupyterLab draws one form of an output, and of a chart with a table only the chart. So a chart comes as two outputs: the
figure (its MIME type alone, the library is never embedded) and a plain HTML table, which is readable where scripts are
stripped. Styles are inline, for JupyterLab takes others away from notebooks it does not trust.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from helpers.showing.counting import ONCE, Counting, choose_acts, choose_quotes, tell_repeats
from helpers.showing.labels import UNKNOWN, label_articles, name_language, shorten
from helpers.showing.links import carry, find_target
from helpers.showing.printings import list_also_in

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CHART = "application/vnd.plotly.v1+json"
# Five such tables are on a page of the site, which should open at once.
_MOST_ROWS, _MOST_LINES = 60, 20
# What tallies call "direct" is all that has quote marks, and so the mixed quotations as well.
_HEADS = {"direct": "with quote marks", "direct_words": "words with quote marks"}
# A table with more rows scrolls in a box of its own; columns of texts, and of names, keep a width to be read in.
_ROWS_WITHOUT_BOX = 20
_LETTERS_OF_A_TEXT, _LETTERS_OF_A_NAME = 46, 14
# Columns that hold the words of an article.
_TEXTS = frozenset(
    {"text", "source", "cue", "cue_lemma", "headline", "article", "form", "forms", "left", "word", "right"}
)


class Naming(Protocol):
    """What has the names of articles and speakers, and all quotations, as the corpus does."""

    articles: pd.DataFrame
    copies: pd.DataFrame
    quotes: pd.DataFrame
    speakers: pd.DataFrame


@dataclass(frozen=True)
class Page:
    """HTML that is safe to show, with the text that stands for it elsewhere."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Chart:
    """A figure with the table of its numbers."""

    figure: Figure
    table: Page

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Figure and table in one bundle, for who can show only one."""
        return {CHART: self._plain_figure(), "text/html": self.table.html, "text/plain": self.table.text}

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for bundle in self.list_bundles():
            display(bundle, raw=True)  # type: ignore[no-untyped-call]

    def list_bundles(self) -> list[dict[str, Any]]:
        """The two outputs: the figure alone, and the table below it."""
        return [
            {CHART: self._plain_figure(), "text/plain": self._title()},
            {"text/html": self.table.html, "text/plain": self.table.text},
        ]

    def _plain_figure(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.figure.to_json())
        return {**content, "config": {"displaylogo": False, "responsive": True}}

    def _title(self) -> str:
        title = html.unescape(self.figure.layout.title.text or "").replace("<br>", " ")
        return f"Chart: {title}. Its numbers are in the table."


def show_chart(figure: Figure, tally: pd.DataFrame) -> Chart:
    """The figure with the numbers it is drawn from beside it, as a table to unfold."""
    numbers = f"The numbers ({len(tally)} {'row' if len(tally) == 1 else 'rows'})"
    inner = show_table(tally, rows=_MOST_ROWS)
    summary = f'<summary style="cursor:pointer">{numbers}</summary>'
    return Chart(figure, Page(f"<details>{summary}{inner.html}</details>", inner.text))


def show_table(
    table: pd.DataFrame, *, rows: int = 20, columns: Sequence[str] | None = None, tables: Naming | None = None
) -> Page:
    """The first rows of a table as plain HTML, without ids where no `columns` are asked for; says what it leaves out.

    A missing speaker is shown as "unknown", any other missing value as a dash. With `tables`, such as the corpus, a
    table of quotations may be asked for `article` (a label), `speaker` (all of them) and `also_in` (where near copies
    print the same) as well.
    """
    chosen = list(columns) if columns is not None else [name for name in table.columns if not name.endswith("_id")]
    some = table.head(rows) if tables is None else _add_names(table.head(rows), tables)
    some = _add_also_in(some, tables) if tables is not None and "also_in" in chosen else some
    shown = some[chosen]
    cells = pd.DataFrame({name: [_show(value, name) for value in shown[name]] for name in chosen}, index=shown.index)
    sides = ["right" if pd.api.types.is_numeric_dtype(shown[name].dtype) else "left" for name in chosen]
    styles = [f"text-align:{side}{_find_width(cells[name])}" for side, name in zip(sides, chosen, strict=True)]
    heads = zip((_HEADS.get(name, name.replace("_", " ")) for name in chosen), styles, strict=True)
    head = "".join(f'<th scope="col" style="{style}">{html.escape(name)}</th>' for name, style in heads)
    body = "".join(_list_rows(some, cells.astype("str"), sides))
    more = f"{len(table) - len(shown)} more rows are not shown." if len(table) > len(shown) else ""
    note = "Nothing was found." if table.empty else more
    box = "overflow:auto;max-height:36em" if len(shown) > _ROWS_WITHOUT_BOX else "overflow-x:auto"
    markup = (
        f'<div style="{box}"><table cellpadding="4"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        + (f"<p>{note}</p>" if note else "")
    )
    return Page(markup, _list_lines(cells, of=len(table)) or note)


def describe_repeats(
    quotes: pd.DataFrame | None = None,
    *,
    articles: pd.DataFrame | None = None,
    named: pd.DataFrame | None = None,
    counting: Counting = ONCE,
) -> Page:
    """A sentence: whether near copies count, and how many repeats there are among quotations and mentions.

    `quotes` need their `articles`; `named` is what `join_mentions` returns.
    """
    told: list[tuple[str, int]] = []
    if quotes is not None and articles is not None:
        acts = choose_acts(quotes, articles, counting=counting)
        told.append(("quotation", len(acts) - acts["told_first"].nunique()))
    if named is not None:
        told.append(("mention", named["mention_id"].nunique() - named["told_first"].nunique()))
    text = tell_repeats(told, counting=counting)
    return Page(f"<p>{text}</p>", text)


def _list_rows(table: pd.DataFrame, cells: pd.DataFrame, sides: Sequence[str]) -> Iterator[str]:
    """The rows as HTML; cells tell where they lead on the page of a site, and texts in which language they are."""
    rows = table.itertuples(index=False, name=None)
    for values, row in zip(rows, cells.itertuples(index=False, name=None), strict=True):
        record = dict(zip(table.columns, values, strict=True))
        parts = []
        for name, value, side in zip(cells.columns, row, sides, strict=True):
            language = record.get("language") if name in _TEXTS else None
            more = f' lang="{html.escape(language)}"' if isinstance(language, str) else ""
            more += carry(find_target(record, name)) if value not in {"–", "0"} else ""
            parts.append(f'<td style="text-align:{side}"{more}>{html.escape(value)}</td>')
        yield f"<tr>{''.join(parts)}</tr>"


def _list_lines(cells: pd.DataFrame, *, of: int) -> str:
    """The first rows as plain text, one a line, for where HTML is not shown."""
    lines = ["\t".join(row) for row in cells.head(_MOST_LINES).astype("str").itertuples(index=False, name=None)]
    more = [f"{of - len(lines)} more rows are not shown."] if of > len(lines) else []
    return "\n".join(["\t".join(cells.columns), *lines, *more]) if lines else ""


def _add_names(quotes: pd.DataFrame, tables: Naming) -> pd.DataFrame:
    """The quotations with label and language of their article and their speakers, joint ones joined.

    `entity_id` is that of a speaker who is not joined by another one.
    """
    known = tables.speakers[tables.speakers["speaker"].notna()].sort_values(["quote_id", "rank"])
    speakers = known.groupby("quote_id")["speaker"].agg(" and ".join)
    alone = known[~known["quote_id"].duplicated(keep=False)].set_index("quote_id")["entity_id"]
    labels = label_articles(tables.articles)
    languages = tables.articles.set_index("article_id")["language"]
    return quotes.assign(
        entity_id=quotes["quote_id"].map(alone).astype("str"),
        language=quotes["article_id"].map(languages).astype("str"),
        article=quotes["article_id"].map(labels).astype("str"),
        speaker=quotes["quote_id"].map(speakers).astype("str"),
    )


def _add_also_in(quotes: pd.DataFrame, tables: Naming) -> pd.DataFrame:
    among = choose_quotes(tables.quotes)
    return quotes.assign(also_in=list_also_in(quotes, among=among, articles=tables.articles, copies=tables.copies))


def _find_width(cells: pd.Series[str]) -> str:
    """What the heading of a column needs so that long texts are not squeezed to a word a line on a phone."""
    letters = cells.astype("str").str.len()
    if letters.mean() > _LETTERS_OF_A_TEXT:
        return ";min-width:19em"
    return ";min-width:7em" if letters.max() > _LETTERS_OF_A_NAME else ""


def _show(value: object, column: str) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return UNKNOWN if column == "speaker" else "–"
    if column == "language":
        return name_language(value)
    if isinstance(value, float):
        return f"{value:.2f}"
    return shorten(value, longest=300) if isinstance(value, str) else str(value)
