"""The site: what is on its pages, and that nothing on them runs or leads nowhere."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from helpers.showing.site import build_site
from helpers.tables import NotebookError

HOSTILE = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)>"
CHART = "application/vnd.plotly.v1+json"

# --- executed notebooks, written here ---------------------------------------------------------------------------


def say(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)}


def show(source: str, *outputs: dict[str, Any], count: int | None = 1) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": list(outputs), "execution_count": count}


def display(**forms: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": {k.replace("_", "/"): v for k, v in forms.items()}}


def draw_chart(title: str, names: list[str], **layout: Any) -> dict[str, Any]:
    bars = {"type": "bar", "orientation": "h", "y": names, "x": list(range(1, len(names) + 1))}
    figure = {"data": [bars], "layout": {"title": {"text": title}, **layout}}
    return {"output_type": "display_data", "metadata": {}, "data": {CHART: figure, "text/plain": "Figure"}}


def write_notebooks(folder: Path, **notebooks: list[dict[str, Any]]) -> list[Path]:
    paths = []
    for name, cells in notebooks.items():
        path = folder / f"{name.removeprefix('_')}.ipynb"
        path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
        paths.append(path)
    return paths


def write_examples(folder: Path) -> list[Path]:
    """Two notebooks with everything that a page can hold."""
    wide = "".join(f"<td>column {number}</td>" for number in range(40))
    return write_notebooks(
        folder,
        _01_load=[
            say("# What was read\n\nEvery file, its date & its language. Then [quotes](02_quotes.ipynb#Who-speaks?)."),
            show("articles = read_articles(FOLDER)"),
            show("articles", display(text_html=f"<table><tr>{wide}</tr></table>", text_plain="articles")),
            say("## What <b>was</b> skipped\n\nSee [the score](90_score.ipynb) or [the code](../helpers/)."),
            show(f"print({HOSTILE!r})", {"output_type": "stream", "name": "stdout", "text": [HOSTILE]}),
            show("warn()", {"output_type": "stream", "name": "stderr", "text": "an old word\n"}),
        ],
        _02_quotes=[
            say("# Who says what\n\nSpeakers, counted.\n\n## Who speaks?"),
            show("plot()", draw_chart(f"Quotes by <b>speaker</b> {HOSTILE}", ["Lavrov", "Zelenskyy", HOSTILE])),
            say("### In words\n\n## Who speaks?"),
            show("plot_more()", draw_chart("Words", [f"A long name of a body {n}" for n in range(9)], width=900)),
            show("quotes", display(text_plain=[f"text {HOSTILE}"])),
        ],
    )


def build(folder: Path, paths: list[Path]) -> list[Path]:
    facts = [("Articles", 2), (HOSTILE, HOSTILE)]
    skipped = [("notes/<b>.txt", "not UTF-8 at byte 3; save it as UTF-8")]
    return build_site(paths, folder / "site", title=f"Seeds {HOSTILE}", facts=facts, skipped=skipped)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("work")
    return build(folder, write_examples(folder))[0].parent


# --- reading pages ----------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """All elements of a page with their attributes, and the text of each kind of element."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.texts.setdefault(tag, []).append("")

    def handle_data(self, data: str) -> None:
        if self.found:
            self.texts[self.found[-1][0]][-1] += data

    def list_values(self, attribute: str, *tags: str) -> list[str]:
        found = [attributes.get(attribute) for tag, attributes in self.found if not tags or tag in tags]
        return [value for value in found if value is not None]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Tags]:
    return {path.name: Tags(path) for path in sorted(site.glob("*.html"))}


def test_there_is_a_page_for_each_notebook_and_a_start_page(pages: dict[str, Tags]) -> None:
    assert list(pages) == ["01_load.html", "02_quotes.html", "index.html"]


def test_every_internal_link_and_asset_resolves(site: Path, pages: dict[str, Tags]) -> None:
    for name, page in pages.items():
        for target in page.list_values("href") + page.list_values("src"):
            parts = urlsplit(target)
            if parts.scheme:
                continue
            assert (site / (parts.path or name)).is_file(), f"{name} leads to {target}"
            if parts.fragment:
                there = pages[parts.path or name]
                assert unquote(parts.fragment) in there.list_values("id"), f"{name} leads to {target}"


def test_no_page_loads_anything_from_elsewhere(pages: dict[str, Tags]) -> None:
    for page in pages.values():
        loaded = page.list_values("src") + page.list_values("href", "link") + page.list_values("srcset")
        assert [target for target in loaded if urlsplit(target).scheme not in ("", "data")] == []


def test_own_style_and_script_fetch_nothing() -> None:
    folder = Path(__file__).parent.parent / "helpers" / "resources" / "site"
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert [word for word in ("http:", "https:", "url(", "@import", "fetch(", "import(") if word in text] == []


def test_hostile_text_stays_text(pages: dict[str, Tags]) -> None:
    for page in pages.values():
        assert [tag for tag, _ in page.found if tag in ("img", "b")] == []
        assert page.list_values("onerror") == []
        for attributes in (attributes for tag, attributes in page.found if tag == "script"):
            assert attributes.get("src") or attributes.get("type") == "application/json"


def test_raw_html_in_markdown_is_shown_and_not_used(site: Path) -> None:
    assert "What &lt;b&gt;was&lt;/b&gt; skipped" in (site / "01_load.html").read_text(encoding="utf-8")


def test_only_files_of_the_site_may_run(pages: dict[str, Tags]) -> None:
    for page in pages.values():
        policy = page.list_values("content", "meta")[0]
        assert policy.startswith("default-src 'none'; script-src 'self' file:;")
        assert "unsafe-eval" not in policy


def test_chart_survives_as_json_with_a_label_in_words(pages: dict[str, Tags]) -> None:
    page = pages["02_quotes.html"]
    charts = [text for text in page.texts["script"] if text.strip()]
    assert json.loads(charts[0])["data"][0]["y"] == ["Lavrov", "Zelenskyy", HOSTILE]
    assert page.list_values("aria-label", "figure")[1] == "Words"
    assert page.list_values("aria-label", "figure")[0].startswith("Quotes by speaker")


def test_links_between_notebooks_lead_to_pages_and_others_become_text(pages: dict[str, Tags]) -> None:
    targets = pages["01_load.html"].list_values("href", "a")
    assert "02_quotes.html#Who-speaks?" in targets
    assert not [target for target in targets if "ipynb" in target or "helpers" in target]


def test_cell_for_who_runs_the_notebook_is_left_out(tmp_path: Path) -> None:
    hidden = say("Start JupyterLab with `newsbook lab`.") | {"metadata": {"tags": ["notebook-only"]}}
    pages = build_site(write_notebooks(tmp_path, _01_load=[say("# Load"), hidden]), tmp_path, title="Seeds", facts=[])
    assert "JupyterLab" not in pages[1].read_text(encoding="utf-8")


def test_current_page_is_marked_and_headings_are_listed(pages: dict[str, Tags]) -> None:
    page = pages["02_quotes.html"]
    marked = [attributes["href"] for _, attributes in page.found if attributes.get("aria-current") == "page"]
    assert marked == ["02_quotes.html"]
    inner = [target for target in page.list_values("href", "a") if target.startswith("#") and target != "#main"]
    assert inner == ["#Who-speaks%3F", "#In-words", "#Who-speaks%3F-3"]


def test_start_page_tells_facts_pages_and_what_was_skipped(site: Path) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")
    assert "<dt>Articles</dt><dd>2</dd>" in text
    assert '<a href="01_load.html">What was read</a><br>Every file, its date &amp; its language.' in text
    assert "<td>notes/&lt;b&gt;.txt</td><td>not UTF-8 at byte 3; save it as UTF-8</td>" in text


def test_start_page_has_the_facts_to_know_first_as_tiles_and_folds_the_others(tmp_path: Path) -> None:
    facts = [("words", 90), ("files skipped", 1), ("articles", 2)]
    text = build_site([], tmp_path, title="Seeds", facts=facts, engine="rules")[0].read_text(encoding="utf-8")
    tiles, _, more = text.partition('<details class="more">')
    assert re.findall(r"<dt>(.*?)</dt>", tiles) == ["articles", "files skipped", "engine"]
    assert "<dt>words</dt><dd>90</dd>" in more


def test_nothing_skipped_is_said(tmp_path: Path) -> None:
    start = build_site([], tmp_path, title="Seeds", facts=[])[0]
    assert "Nothing: every file was read." in start.read_text(encoding="utf-8")


def test_every_page_names_the_engine_and_the_versions(tmp_path: Path) -> None:
    for path in build_site(write_examples(tmp_path), tmp_path / "site", title="Seeds", facts=[], engine="model"):
        if path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            assert "Quotations were found by the engine “model”. Made with newsbook " in text
            assert ", pandas 3." in text


def test_start_page_loads_no_charting_library(pages: dict[str, Tags]) -> None:
    own = [f"assets/{name}.js" for name in ("site", "data", "charts", "tables")]
    assert pages["index.html"].list_values("src", "script") == own
    assert pages["02_quotes.html"].list_values("src", "script") == [*own, "assets/plotly.min.js"]


def test_the_same_notebooks_give_the_same_bytes(tmp_path: Path) -> None:
    paths = write_examples(tmp_path)
    first = {path.name: path.read_bytes() for path in build(tmp_path, paths)}
    assert {path.name: path.read_bytes() for path in build(tmp_path, paths)} == first


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (show("quotes", count=None), "was not run; a site is built from executed notebooks"),
        (
            show("int('x')", {"output_type": "error", "ename": "ValueError", "evalue": "no number", "traceback": []}),
            "failed with ValueError: no number; mend it and run the notebooks again",
        ),
    ],
    ids=["not run", "failed"],
)
def test_unfinished_notebook_is_an_error_and_nothing_is_written(
    tmp_path: Path, cell: dict[str, Any], reason: str
) -> None:
    paths = write_notebooks(tmp_path, _01_load=[show("1"), cell])
    with pytest.raises(NotebookError) as caught:
        build_site(paths, tmp_path / "site", title="Seeds", facts=[])
    assert str(caught.value) == f"{paths[0]}, code cell 2: {reason}"
    assert not (tmp_path / "site").exists()


def test_file_that_is_no_notebook_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "01_load.ipynb"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(NotebookError, match="the file: is not a notebook that can be read; run the notebooks again"):
        build_site([path], tmp_path / "site", title="Seeds", facts=[])
