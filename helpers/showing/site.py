"""A static site: one folder that opens from a disk, without a network and without Python.

It has a page for each executed notebook and, where the tables of the analysis are given, an explorer of all quotations,
the articles and the names, which load what they show from small scripts below `data`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib import resources
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from helpers.showing.cover import VIEWS, Cover, View, fill_cover, fill_footer
from helpers.showing.passages import Tables

if TYPE_CHECKING:
    from helpers.showing.pages import Page

_START = "Start"
_CURRENT = ' aria-current="page"'
PLOTLY = "plotly.min.js"
SCRIPTS = ("data.js", "charts.js", "tables.js")


def build_site(
    executed_notebooks: Iterable[Path | str],
    out: Path | str,
    *,
    title: str,
    facts: Iterable[tuple[str, object]],
    skipped: Iterable[tuple[str, str]] = (),
    engine: str = "rules",
    tables: Tables | None = None,
    excerpts: bool = False,
    inputs: Iterable[tuple[str, str]] = (),
    by_story: bool = True,
) -> list[Path]:
    """The files of the site that were written below `out`, index.html first.

    `facts` are the headline numbers (label, value); `skipped` the files that were not read or only with doubts (path,
    why); `engine` is what found the quotations; `inputs` are the files read, with their SHA-256. With `tables`, such as
    the corpus, there are the explorer and the views of articles and names. `excerpts` leaves out the articles' texts
    and keeps the sentences with quotations. `by_story` is how the views count near copies. The same input gives the
    same bytes.
    Raises NotebookError for a notebook with a cell that was not run or failed; nothing is written then.
    """
    from helpers.showing.pages import read_page  # Brings a Markdown renderer, which only this step needs

    paths = [Path(path) for path in executed_notebooks]
    stems = [path.stem for path in paths]
    views = VIEWS if tables is not None else ()
    pages = [read_page(path, stems=stems, with_views=bool(views), excerpts=excerpts) for path in paths]
    cover = Cover(title, tuple(facts), tuple(skipped), engine, tuple(inputs))
    written = [_write(Path(out) / "index.html", _fill(None, pages, views, cover))]
    written += [_write(Path(out) / f"{page.stem}.html", _fill(page, pages, views, cover)) for page in pages]
    written += [_write(Path(out) / f"{view.stem}.html", _fill(view, pages, views, cover)) for view in views]
    with_charts = any(page.has_charts for page in pages)
    written += [_write(Path(out) / "assets" / name, text) for name, text in _list_assets(views, with_charts)]
    return written + list(_write_data(Path(out) / "data", tables, excerpts=excerpts, by_story=by_story))


def _write_data(folder: Path, tables: Tables | None, *, excerpts: bool, by_story: bool) -> Iterator[Path]:
    # What an earlier run left here may hold texts that this one leaves out.
    for path in sorted(folder.glob("*.js")):
        path.unlink()
    if tables is not None:
        from helpers.showing.shards import list_shards

        for name, script in list_shards(tables, excerpts=excerpts, by_story=by_story):
            yield _write(folder / f"{name}.js", script)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    # The name of a file may hold what is no letter in any encoding.
    path.write_bytes(text.encode("utf-8", "replace"))
    return path


def read_resource(name: str) -> str:
    """A file of the site's own, as it lies in `resources/site`."""
    return resources.files("helpers.resources").joinpath("site", name).read_text(encoding="utf-8")


def _list_assets(views: Sequence[View], with_charts: bool) -> list[tuple[str, str]]:
    names = ["site.css", "site.js", *SCRIPTS, *(name for view in views for name in view.scripts)]
    assets = [(name, read_resource(name)) for name in names]
    if with_charts:
        from plotly.offline import get_plotlyjs

        assets.append((PLOTLY, get_plotlyjs()))
    return assets


# --- pages ------------------------------------------------------------------------------------------------------


def _fill(page: Page | View | None, pages: Sequence[Page], views: Sequence[View], cover: Cover) -> str:
    """The whole page; `page` is None for the start page."""
    view = page if isinstance(page, View) else None
    notebook = page if page is not None and not isinstance(page, View) else None
    name = notebook.title if notebook else view.label if view else ""
    return Template(read_resource("page.html")).substitute(
        root=" data-views" if views else "",
        title=escape(f"{name} · {cover.title}" if name else cover.title),
        scripts="".join(f'<script defer src="assets/{name}"></script>\n' for name in _list_scripts(page)),
        navigation=_fill_navigation(page, pages, views),
        switches='<button type="button" id="code" aria-pressed="false">Code</button>' if notebook else "",
        contents=_fill_contents(notebook),
        body=notebook.body
        if notebook
        else read_resource(f"{view.stem}.html")
        if view
        else fill_cover(pages, views, cover),
        footer=fill_footer(cover),
    )


def _list_scripts(page: Page | View | None) -> list[str]:
    """The scripts of a page in the order they must run; the charting library is large and comes last."""
    if isinstance(page, View):
        return [*SCRIPTS, *page.scripts]
    return [*SCRIPTS, *([PLOTLY] if page is not None and page.has_charts else [])]


def _fill_navigation(page: Page | View | None, pages: Sequence[Page], views: Sequence[View]) -> str:
    targets = [("index.html", _START, page is None)]
    others: list[Page | View] = [*views, *pages]
    targets += [(f"{other.stem}.html", other.label, other is page) for other in others]
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
