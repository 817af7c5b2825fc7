"""A static site from executed notebooks: one folder that opens from a disk, without a network and without Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from importlib import metadata, resources
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.showing.pages import Page

_START = "Start"
_LONGEST_NUMBER = 10  # A date, or the number of letters in a large corpus
# The facts that come first, where there are any; all others are in a line to unfold.
_FIRST = ("articles", "outlets", "languages", "dates", "quotations", "speakers", "files skipped")
_CURRENT = ' aria-current="page"'


@dataclass(frozen=True)
class _Cover:
    """What the start page tells besides its links."""

    title: str
    facts: tuple[tuple[str, object], ...]
    skipped: tuple[tuple[str, str], ...]
    engine: str


def build_site(
    executed_notebooks: Iterable[Path | str],
    out: Path | str,
    *,
    title: str,
    facts: Iterable[tuple[str, object]],
    skipped: Iterable[tuple[str, str]] = (),
    engine: str = "rules",
) -> list[Path]:
    """The files of the site that were written below `out`, index.html first.

    `facts` are the headline numbers (label, value); `skipped` the files that were not read or only with doubts (path,
    why); `engine` is what found the quotations. The same input gives the same bytes.
    Raises NotebookError for a notebook with a cell that was not run or failed; nothing is written then.
    """
    from helpers.showing.pages import read_page  # Brings a Markdown renderer, which only this step needs

    paths = [Path(path) for path in executed_notebooks]
    stems = [path.stem for path in paths]
    pages = [read_page(path, stems=stems) for path in paths]
    cover = _Cover(title, tuple(facts), tuple(skipped), engine)
    written = [_write(Path(out) / "index.html", _fill(None, pages, cover))]
    written += [_write(Path(out) / f"{page.stem}.html", _fill(page, pages, cover)) for page in pages]
    assets = _listedassets(with_charts=any(page.has_charts for page in pages))
    return written + [_write(Path(out) / "assets" / name, text) for name, text in assets]


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def _read_resource(name: str) -> str:
    return resources.files("helpers.resources").joinpath("site", name).read_text(encoding="utf-8")


def _listedassets(*, with_charts: bool) -> list[tuple[str, str]]:
    assets = [(name, _read_resource(name)) for name in ("site.css", "site.js")]
    if with_charts:
        from plotly.offline import get_plotlyjs

        assets.append(("plotly.min.js", get_plotlyjs()))
    return assets


# --- pages ------------------------------------------------------------------------------------------------------


def _fill_cover(pages: Sequence[Page], cover: _Cover) -> str:
    links = "\n".join(
        f'<li><a href="{escape(page.stem)}.html">{escape(page.title)}</a><br>{escape(page.description)}</li>'
        for page in pages
    )
    return (
        f"<h1>{escape(cover.title)}</h1>\n{_render_facts(cover)}\n"
        f'<h2>Pages</h2>\n<ul class="pages">\n{links}\n</ul>\n<h2>Skipped or doubtful</h2>\n{_tell_skipped(cover)}'
    )


def _render_facts(cover: _Cover) -> str:
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


def _tell_skipped(cover: _Cover) -> str:
    if not cover.skipped:
        return "<p>Nothing: every file was read.</p>"
    rows = "".join(f"<tr><td>{escape(path)}</td><td>{escape(why)}</td></tr>" for path, why in cover.skipped)
    return f'<div class="output"><table><tr><th>File</th><th>Why</th></tr>{rows}</table></div>'


def _fill(page: Page | None, pages: Sequence[Page], cover: _Cover) -> str:
    """The whole page; `page` is None for the start page."""
    return Template(_read_resource("page.html")).substitute(
        title=escape(f"{page.title} · {cover.title}" if page else cover.title),
        scripts='<script defer src="assets/plotly.min.js"></script>\n' if page and page.has_charts else "",
        navigation=_fill_navigation(page, pages),
        switches='<button type="button" id="code" aria-pressed="false">Code</button>' if page else "",
        contents=_fill_contents(page),
        body=page.body if page else _fill_cover(pages, cover),
        footer=_fill_footer(cover),
    )


def _fill_navigation(page: Page | None, pages: Sequence[Page]) -> str:
    targets = [("index.html", _START, page is None)]
    targets += [(f"{other.stem}.html", other.label, other is page) for other in pages]
    return "\n".join(
        f'<a href="{escape(target)}"{_CURRENT if current else ""}>{escape(label)}</a>'
        for target, label, current in targets
    )


def _fill_contents(page: Page | None) -> str:
    from helpers.showing.pages import link_to

    if page is None or not page.contents:
        return ""
    items = "\n".join(
        f'<li class="level-{level}"><a href="{link_to(name)}">{escape(words)}</a></li>'
        for level, name, words in page.contents
    )
    listed = f"<details open><summary>On this page</summary>\n<ul>\n{items}\n</ul></details>"
    return f'<nav class="contents" aria-label="On this page">{listed}</nav>\n'


def _fill_footer(cover: _Cover) -> str:
    versions = ", ".join(f"{name} {_find_version(name)}" for name in ("newsbook", "pandas", "plotly"))
    return f"<p>Quotations were found by the engine “{escape(cover.engine)}”. Made with {escape(versions)}.</p>"


def _find_version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "(not installed)"
