"""The start page of a site: the facts, where to go, what was skipped, and what the site was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib import metadata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.showing.pages import Page

_LONGEST_NUMBER = 10  # A date, or the number of letters in a large corpus
# The facts that come first, where there are any; all others are in a line to unfold.
_FIRST = ("articles", "outlets", "languages", "dates", "quotations", "speakers", "files skipped")


@dataclass(frozen=True)
class View:
    """A page that shows the data of the site: its file, its name in the navigation, what it is for, its scripts."""

    stem: str
    label: str
    description: str
    scripts: tuple[str, ...]


VIEWS = (
    View(
        "explore",
        "Explore",
        "All quotations, with filters, a chart and a table that follow them.",
        ("filters.js", "bars.js", "explore.js"),
    ),
    View("article", "Articles", "Each article with its quotations and names marked.", ("article.js",)),
    View("entity", "All names", "Everyone and everything that is named or speaks, with all sentences.", ("entity.js",)),
)


@dataclass(frozen=True)
class Cover:
    """What the start page tells besides its links; `inputs` are files with their SHA-256."""

    title: str
    facts: tuple[tuple[str, object], ...]
    skipped: tuple[tuple[str, str], ...]
    engine: str
    inputs: tuple[tuple[str, str], ...] = ()


def fill_cover(pages: Sequence[Page], views: Sequence[View], cover: Cover) -> str:
    """The start page's own part, as HTML."""
    return (
        f"<h1>{escape(cover.title)}</h1>\n{_render_facts(cover)}\n"
        f"{_render_views(views)}"
        f'<h2>Pages</h2>\n<ul class="pages">\n{_render_pages(pages)}\n</ul>\n'
        f"<h2>Skipped or doubtful</h2>\n{_tell_skipped(cover)}\n{_tell_inputs(cover)}"
    )


def fill_footer(cover: Cover) -> str:
    """What every page ends with: the engine and the versions."""
    versions = ", ".join(f"{name} {_find_version(name)}" for name in ("newsbook", "pandas", "plotly"))
    return f"<p>Quotations were found by the engine “{escape(cover.engine)}”. Made with {escape(versions)}.</p>"


def _find_version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "(not installed)"


def _render_views(views: Sequence[View]) -> str:
    links = "\n".join(
        f'<li><a href="{view.stem}.html">{escape(view.label)}</a><br>{escape(view.description)}</li>' for view in views
    )
    return f'<h2>Look for yourself</h2>\n<ul class="pages">\n{links}\n</ul>\n' if views else ""


def _render_pages(pages: Sequence[Page]) -> str:
    return "\n".join(
        f'<li><a href="{escape(page.stem)}.html">{escape(page.title)}</a><br>{escape(page.description)}</li>'
        for page in pages
    )


def _render_facts(cover: Cover) -> str:
    """The facts to know first as tiles, the engine with them, and the others in a line to unfold."""
    facts = [(label, str(value)) for label, value in cover.facts]
    first = sorted((fact for fact in facts if fact[0] in _FIRST), key=lambda fact: _FIRST.index(fact[0]))
    tiles = "".join(_render_fact(label, value) for label, value in [*first, ("engine", cover.engine)])
    others = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in facts if (label, value) not in first
    )
    more = f'<details class="more"><summary>More numbers</summary><dl>{others}</dl></details>' if others else ""
    return f'<dl class="facts">{tiles}</dl>{more}'


def _render_fact(label: str, value: str) -> str:
    """A fact with its number large; what stands in brackets after it, or instead of a number, is small."""
    number, bracket, note = value.partition(" (")
    fits = len(number) <= _LONGEST_NUMBER and " " not in number
    large, small = (number, bracket.strip() + note) if fits else ("", value)
    return f"<div><dt>{escape(label)}</dt><dd>{escape(large)} <small>{escape(small)}</small></dd></div>"


def _tell_skipped(cover: Cover) -> str:
    if not cover.skipped:
        return "<p>Nothing: every file was read.</p>"
    return _render_table(("File", "Why"), cover.skipped)


def _tell_inputs(cover: Cover) -> str:
    """The files that the site was made from: who has the same files can tell by these numbers."""
    if not cover.inputs:
        return ""
    table = _render_table(("File", "SHA-256"), cover.inputs)
    number = f"{len(cover.inputs)} {'file' if len(cover.inputs) == 1 else 'files'}"
    return f'<details class="more"><summary>What this was made from ({number})</summary>{table}</details>'


def _render_table(heads: Sequence[str], rows: Sequence[tuple[str, str]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    lines = "".join(f"<tr>{''.join(f'<td>{escape(value)}</td>' for value in row)}</tr>" for row in rows)
    return f'<div class="output"><div><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div></div>'
