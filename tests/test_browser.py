"""The site in a real browser, opened from the disk with the network blocked.

Where there is no browser these tests are skipped, and say so.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browsing import Window, overflows
from playwright.sync_api import Locator, Page, expect
from test_site import build, display, say, show, write_examples, write_notebooks

from helpers.showing.site import build_site

MARKS = ".bars .point path, .scatterlayer .point, .scatterlayer .js-line, .heatmaplayer image, .pielayer .slice"


@pytest.fixture(scope="module")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    return build(folder, write_examples(folder))[0].parent


def draw(chart: Locator) -> int:
    """How many marks a chart shows once it has come into view; one that has nothing to draw says so in a note."""
    chart.scroll_into_view_if_needed()
    chart.locator('.plot[data-drawn="done"]').wait_for(state="attached")
    figure = json.loads(chart.locator("script").text_content() or "")
    return chart.locator(MARKS if figure["data"] else ".annotation-text").count()


def check_pages(window: Window, site: Path, width: int) -> int:
    """How many charts there are, after every page was opened and everything on it drawn."""
    charts = 0
    window.page.set_viewport_size({"width": width, "height": 850})
    for path in sorted(site.glob("*.html")):
        window.open(path)
        for chart in window.page.locator("figure.chart").all():
            assert draw(chart) > 0, f"{path.name}: {chart.get_attribute('aria-label')} is empty"
            charts += 1
        assert not overflows(window.page), f"{path.name} is wider than {width} pixels"
    assert window.troubles == []
    return charts


def follow(page: Page, label: str) -> None:
    """Click a link of the bar and wait until the page it leads to is whole."""
    link = page.get_by_role("navigation", name="Pages").get_by_role("link", name=label)
    target = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**/{target}", wait_until="load")


def read_colours(page: Page) -> list[str]:
    """The colour of the page and that of the text in its first chart."""
    text = "document.querySelector('.ytick text') ?? document.body"
    return list(page.evaluate(f"[getComputedStyle(document.body).backgroundColor, getComputedStyle({text}).fill]"))


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_fits_and_draws_its_charts_offline(example_site: Path, window: Window, width: int) -> None:
    assert check_pages(window, example_site, width) == 2


def test_navigation_leads_to_every_page_and_marks_it(example_site: Path, window: Window) -> None:
    window.page.set_viewport_size({"width": 390, "height": 850})
    window.open(example_site / "index.html")
    for label in ("Load", "Quotes", "Start"):
        follow(window.page, label)
        assert window.page.locator("header [aria-current=page]").inner_text() == label
    assert window.troubles == []


def test_contents_lead_to_headings(example_site: Path, window: Window) -> None:
    window.open(example_site / "02_quotes.html")
    window.page.get_by_role("navigation", name="On this page").get_by_role("link").last.click()
    assert window.page.evaluate("document.querySelector(':target').textContent") == "Who speaks?"


def test_dark_is_switched_for_text_and_charts_and_kept_on_the_next_page(example_site: Path, window: Window) -> None:
    window.open(example_site / "02_quotes.html")
    draw(window.page.locator("figure.chart").first)
    page, chart = read_colours(window.page)
    window.page.get_by_role("button", name="Dark").click()
    expect(window.page.locator("body")).not_to_have_css("background-color", page)
    expect(window.page.locator(".ytick text").first).not_to_have_css("fill", chart)
    dark = read_colours(window.page)[0]
    follow(window.page, "Load")
    assert read_colours(window.page)[0] == dark
    assert window.troubles == []


def test_the_system_decides_between_light_and_dark_at_first(example_site: Path, window: Window) -> None:
    window.open(example_site / "index.html")
    light = read_colours(window.page)[0]
    window.page.emulate_media(color_scheme="dark")
    assert read_colours(window.page)[0] != light


def test_code_is_folded_and_unfolds(example_site: Path, window: Window) -> None:
    window.open(example_site / "01_load.html")
    assert not window.page.get_by_text("read_articles(FOLDER)").is_visible()
    window.page.get_by_role("button", name="Code").click()
    assert window.page.get_by_text("read_articles(FOLDER)").is_visible()


def test_paper_shows_every_chart(example_site: Path, window: Window) -> None:
    window.open(example_site / "02_quotes.html")
    window.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    window.page.locator('.plot[data-drawn="done"]').nth(1).wait_for(state="attached")


def test_script_in_an_output_does_not_run(tmp_path: Path, window: Window) -> None:
    """Outputs are escaped where they are made; should one not be, the browser still refuses."""
    html = "<script>document.title = 'ran'</script><img src='data:,' onerror=\"document.title = 'ran'\">"
    paths = write_notebooks(tmp_path, _01_load=[say("# Safe"), show("1", display(text_html=html))])
    build_site(paths, tmp_path / "site", title="Seeds", facts=[])
    window.open(tmp_path / "site" / "01_load.html")
    window.page.wait_for_timeout(200)
    assert window.page.title() == "Safe · Seeds"
    assert len([trouble for trouble in window.troubles if "Content Security Policy" in trouble]) == 2
