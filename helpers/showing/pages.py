"""An executed notebook as the body of a page.

Markdown is ours, yet raw HTML in it stays text; HTML that a cell shows was made, and escaped, by Newsbook or pandas;
everything else is escaped here. A chart is kept as JSON, which site.js draws.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import mistune
from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

from helpers.showing.links import lead_on
from helpers.showing.trimming import leave_out_texts, trim_page
from helpers.tables import NotebookError

_CHART = "application/vnd.plotly.v1+json"
_NOTEBOOK_LINK = re.compile(r"(?:\./)?(?P<stem>[\w-]+)\.ipynb(?P<anchor>#.*)?")
_HIDDEN = "notebook-only"
_OUTWARD = ("https:", "http:", "mailto:", "#")


@dataclass(frozen=True)
class Page:
    """A page: `label` is its short name, `description` one sentence, `contents` its headings (level, id, text)."""

    stem: str
    label: str
    title: str
    description: str
    body: str
    contents: tuple[tuple[int, str, str], ...]
    has_charts: bool


def read_page(path: Path, *, stems: Collection[str], with_views: bool = False, excerpts: bool = False) -> Page:
    """The page of an executed notebook; `stems` are the names of the notebooks that links may lead to.

    With `with_views` the cells of tables lead to the views of the site that show what they count, and what is long is
    left to these. `excerpts` leaves out
    the articles that a cell shows, and words in context.

    Raises NotebookError for a file that is no notebook, a cell that was not run, and a cell that failed.
    """
    notebook = _read_notebook(path)
    cells = notebook["cells"]
    _need_results(cells, path)
    renderer = _Renderer(stems)
    body = lead_on("\n".join(_render_cells(cells, renderer)), with_views=with_views)
    body = leave_out_texts(body) if excerpts else body
    body = trim_page(body) if with_views else body
    label = str(notebook["metadata"].get("title") or path.stem.partition("_")[2].capitalize() or path.stem)
    return Page(
        stem=path.stem,
        label=label,
        title=next((text for level, _, text in renderer.headings if level == 1), label),
        description=_find_description(cells),
        body=body,
        contents=tuple(heading for heading in renderer.headings if heading[0] in (2, 3)),
        has_charts='<figure class="chart"' in body,
    )


def _read_notebook(path: Path) -> dict[str, Any]:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        return {"cells": list(notebook["cells"]), "metadata": dict(notebook["metadata"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotebookError(path, "the file", "is not a notebook that can be read; run the notebooks again") from error


def _need_results(cells: list[dict[str, Any]], path: Path) -> None:
    """Raise NotebookError for a code cell that was not run or failed."""
    code = [cell for cell in cells if cell["cell_type"] == "code" and _join(cell["source"]).strip()]
    for number, cell in enumerate(code, start=1):
        if cell.get("execution_count") is None:
            raise NotebookError(path, f"code cell {number}", "was not run; a site is built from executed notebooks")
        for output in cell["outputs"]:
            if output["output_type"] == "error":
                reason = f"failed with {output['ename']}: {output['evalue']}; mend it and run the notebooks again"
                raise NotebookError(path, f"code cell {number}", reason)


def _join(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _find_description(cells: list[dict[str, Any]]) -> str:
    """The first sentence of the first paragraph of a notebook, as plain text."""
    prose = "\n\n".join(_join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    html = str(mistune.html(prose))
    paragraph = re.search(r"<p>(.*?)</p>", html, flags=re.DOTALL)
    text = " ".join(_strip_tags(paragraph[1]).split()) if paragraph else ""
    return re.split(r"(?<=[.?!]) ", text, maxsplit=1)[0]


def _strip_tags(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html.replace("<br>", " ")))


# --- cells ------------------------------------------------------------------------------------------------------


def _render_cells(cells: list[dict[str, Any]], renderer: _Renderer) -> Iterator[str]:
    """The parts of the page; code that shows nothing is folded together with the code after it.

    Cells tagged `notebook-only` are left out: they speak to who runs the notebook.
    """
    code: list[str] = []
    for cell in (cell for cell in cells if _HIDDEN not in cell["metadata"].get("tags", [])):
        source = _join(cell["source"]).strip()
        if cell["cell_type"] == "code" and source:
            code.append(source)
        if cell["cell_type"] == "markdown" or cell.get("outputs"):
            yield from _render_code(code)
            code.clear()
        if cell["cell_type"] == "markdown":
            yield str(mistune.create_markdown(renderer=renderer, plugins=["table"])(source))
        for output in cell.get("outputs", []):
            yield from _render_output(output)
    yield from _render_code(code)


def _render_code(sources: list[str]) -> Iterator[str]:
    if sources:
        marked = highlight("\n\n".join(sources), PythonLexer(), HtmlFormatter(nowrap=True))
        yield f'<details class="code"><summary>Code</summary><pre><code>{marked}</code></pre></details>'


def _render_output(output: dict[str, Any]) -> Iterator[str]:
    """The best form of an output; a chart that brings its numbers as HTML is followed by them."""
    if output["output_type"] == "stream":
        kind = ' class="warning"' if output["name"] == "stderr" else ""
        yield f"<pre{kind}>{escape(_join(output['text']))}</pre>"
        return
    forms = output["data"]
    if _CHART in forms:
        yield _render_chart(forms[_CHART])
    if "text/html" in forms:
        yield f'<div class="output">{_join(forms["text/html"])}</div>'
    elif "image/png" in forms:
        picture = escape(_join(forms["image/png"]).replace("\n", ""))
        yield f'<div class="output"><img alt="" src="data:image/png;base64,{picture}"></div>'
    elif "text/plain" in forms and _CHART not in forms:
        yield f"<pre>{escape(_join(forms['text/plain']))}</pre>"


def _render_chart(figure: dict[str, Any]) -> str:
    layout = figure.get("layout", {})
    title = layout.get("title") or {}
    words = _strip_tags(title if isinstance(title, str) else title.get("text") or "Chart")
    # No `<` at all: neither `</script>` nor `<!--` in an article's name can end or change the element.
    content = json.dumps(figure, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    label, height = escape(" ".join(words.split())), int(layout.get("height") or 450)
    return (
        f'<figure class="chart" aria-label="{label}">'
        f'<div class="plot" style="min-height:{height}px"></div>'
        f'<script type="application/json">{content}</script></figure>'
    )


class _Renderer(mistune.HTMLRenderer):
    """Markdown without raw HTML: headings get an id and are kept, links between notebooks lead to their pages."""

    def __init__(self, stems: Collection[str]) -> None:
        super().__init__(escape=True)
        self.stems, self.headings = stems, list[tuple[int, str, str]]()

    def heading(self, text: str, level: int, **_: Any) -> str:
        """A heading under the id that JupyterLab gives it, so that one link fits both."""
        words = _strip_tags(text).strip()
        name = "-".join(words.split())
        name += f"-{len(self.headings)}" if any(name == other for _, other, _ in self.headings) else ""
        self.headings.append((level, name, words))
        return f'<h{level} id="{escape(name)}">{text}</h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """A link to a page of this site or to another one; what else a notebook may link to is not here: its text."""
        notebook = _NOTEBOOK_LINK.fullmatch(url)
        if notebook and notebook["stem"] in self.stems:
            return super().link(text, f"{notebook['stem']}.html{notebook['anchor'] or ''}", title)
        return super().link(text, url, title) if url.startswith(_OUTWARD) else text

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 the form of the base class
        """A picture's words: pictures beside notebooks are not on the site, and others would be fetched."""
        return text


def link_to(heading_id: str) -> str:
    """The address of a heading within its page.

    >>> link_to("Who is quoted?")
    '#Who%20is%20quoted%3F'
    """
    return f"#{quote(heading_id)}"
