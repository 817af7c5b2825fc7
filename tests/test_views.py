"""The explorer, the articles and the names in a real browser, opened from the disk with the network blocked."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from browsing import Window, open_window, overflows
from conftest import HOSTILE
from playwright.sync_api import Browser, Page, expect
from test_site import CHART, display, say, show, write_notebooks

from helpers import (
    Corpus,
    Counting,
    count_entities,
    count_quotes,
    join_mentions,
    show_table,
    summarise_corpus,
    total_quotes,
)
from helpers.showing.packing import pack_site
from helpers.showing.site import build_site
from helpers.tables import SCHEMAS

VIEWS = ("explore.html", "article.html", "entity.html")
MOST_BYTES_OF_A_PAGE, MOST_BYTES_OF_A_FILE = 300_000, 6_000_000
# npm install --prefix <the folder for temporary files>/newsbook-axe axe-core
AXE = Path(tempfile.gettempdir(), "newsbook-axe", "node_modules", "axe-core", "axe.min.js")


def build_views(corpus: Corpus, folder: Path, *, excerpts: bool = False) -> Path:
    """A site with the views, and a notebook with a chart and a table that lead to them."""
    tally = count_quotes(corpus.quotes, corpus.speakers, articles=corpus.articles, by="language")
    known = tally[tally["entity_id"].notna()]
    bars = {"type": "bar", "x": known["quotes"].tolist(), "y": list(range(len(known))), "orientation": "h"}
    bars |= {"ids": known["entity_id"].tolist(), "meta": {"newsbook": {"kind": "direct|mixed|indirect"}}}
    layout = {"title": {"text": "Speakers"}, "height": 600, "meta": {"newsbook": {"opens": "speaker"}}}
    drawn = {"output_type": "display_data", "metadata": {}, "data": {CHART: {"data": [bars], "layout": layout}}}
    table = show_table(known, rows=50).html
    articles = "".join(f'<article lang="en">{HOSTILE.replace("<", "&lt;")}</article>' for _ in range(2))
    cells = [say("# Who says what"), show("1", drawn), show("2", display(text_html=table)), say("## And *more*")]
    paths = write_notebooks(folder, _02_quotes=[*cells, show("3", display(text_html=articles))])
    facts = summarise_corpus(corpus.articles, copies=corpus.copies, problems=corpus.problems)
    inputs = [(path, "0" * 64) for path in corpus.copies["path"]]
    given = {"title": f"Newsbook: {HOSTILE}", "facts": facts.itertuples(index=False, name=None), "inputs": inputs}
    return build_site(paths, folder / "site", **given, tables=corpus, excerpts=excerpts)[0].parent


@pytest.fixture(scope="module")
def site(sample_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_views(sample_corpus, tmp_path_factory.mktemp("views"))


@pytest.fixture(scope="module")
def hostile_site(hostile_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_views(hostile_corpus, tmp_path_factory.mktemp("hostile-site"))


@pytest.fixture(scope="module")
def packed(site: Path) -> Path:
    path = site.parent / "one.html"
    path.write_text(pack_site(site), encoding="utf-8")
    return path


def wait_for_rows(page: Page) -> None:
    page.locator("#speakers-chart[data-shown]").wait_for()


def read_view(page: Page) -> tuple[str, ...]:
    """All that a view of the explorer shows: filters, count, bars and rows."""
    wait_for_rows(page)
    return tuple(page.locator(place).inner_text() for place in ("#chosen", "#count", ".bars", "#rows", "#pager"))


def choose(page: Page, label: str) -> None:
    page.locator("#speakers-chart").evaluate("chart => delete chart.dataset.shown")
    page.get_by_role("checkbox", name=label, exact=True).click()
    wait_for_rows(page)


# --- the explorer -----------------------------------------------------------------------------------------------


def test_link_with_filters_shows_the_same_view_in_a_fresh_browser(site: Path, window: Window, browser: Browser) -> None:
    window.open(site / "explore.html")
    wait_for_rows(window.page)
    everything = read_view(window.page)
    choose(window.page, "Deutsch")
    choose(window.page, "indirect")
    view = read_view(window.page)
    assert view != everything
    fresh = open_window(browser.new_context())
    fresh.page.goto(window.page.url)
    assert read_view(fresh.page) == view
    assert fresh.page.get_by_role("checkbox", name="Deutsch").is_checked()
    assert window.troubles + fresh.troubles == []
    fresh.page.context.close()


REPEATS = "Count repeats in near copies as well"


def read_numbers(page: Page) -> list[int]:
    """The numbers of the bars."""
    if page.locator(".more-bars").is_visible():
        page.locator(".more-bars").click()
    return sorted(map(int, page.locator(".bars .total").all_inner_texts()))


def test_counts_are_those_of_the_tallies(site: Path, window: Window, sample_corpus: Corpus) -> None:
    corpus, page = sample_corpus, window.page
    window.open(site / "explore.html")
    wait_for_rows(page)
    for counting in (Counting(), Counting(by_story=False)):
        if not counting.by_story:
            choose(page, REPEATS)
        total = total_quotes(corpus.quotes, articles=corpus.articles, counting=counting).iloc[0]
        assert page.locator("#count").inner_text() == f"{total['quotes']} of {total['quotes']} quotations"
        tally = count_quotes(corpus.quotes, corpus.speakers, articles=corpus.articles, counting=counting)
        assert read_numbers(page) == sorted(tally["quotes"])
    assert page.url.endswith("#repeats=1")
    choose(page, "Also beliefs, plans, and words in marks that nobody speaks")
    every = len(corpus.quotes)
    assert page.locator("#count").inner_text() == f"{every} of {every} quotations"
    assert window.troubles == []


def test_the_explorer_says_in_words_how_it_counts_and_where_else_a_row_is_printed(
    site: Path, window: Window, sample_corpus: Corpus
) -> None:
    corpus, page = sample_corpus, window.page
    total = total_quotes(corpus.quotes, articles=corpus.articles).iloc[0]
    told = f"{total['repeats_left_out']} repeats"
    window.open(site / "explore.html")
    wait_for_rows(page)
    once = f"Each quotation counts once per story: {told} in near copies are left out of the numbers."
    expect(page.locator("#repeats")).to_have_text(once)
    choose(page, "meridian-post")
    also = page.locator("#rows tr:has-text('No breakthrough in Tolvane') .also")
    assert set(also.all_inner_texts()) == {" · also in: harbour-courier"}
    # What one outlet prints counts for it, whoever printed it first.
    expect(page.locator("#repeats")).to_contain_text(": 0 repeats in near copies")
    window.open(site / "explore.html", "repeats=1")
    wait_for_rows(page)
    raw = f"Each quotation counts as often as near copies print it: {told} are counted."
    expect(page.locator("#repeats")).to_have_text(raw)
    assert window.troubles == []


def test_a_site_that_counts_every_copy_opens_so(sample_corpus: Corpus, tmp_path: Path, window: Window) -> None:
    corpus, page = sample_corpus, window.page
    site = build_site([], tmp_path, title="Raw", facts=[], tables=corpus, by_story=False)[0].parent
    raw = total_quotes(corpus.quotes, articles=corpus.articles, counting=Counting(by_story=False))["quotes"].iloc[0]
    window.open(site / "explore.html")
    wait_for_rows(page)
    assert page.locator("#count").inner_text() == f"{raw} of {raw} quotations"
    choose(page, REPEATS)
    assert page.url.endswith("#repeats=0")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("#count")).to_have_text(f"{raw} of {raw} quotations")
    assert window.troubles == []


def test_bar_leads_to_its_rows_and_a_row_to_its_place_in_the_article(site: Path, window: Window) -> None:
    window.open(site / "explore.html", "repeats=1")
    wait_for_rows(window.page)
    bar = window.page.locator(".bars button").nth(1)
    who, count = bar.locator(".who").inner_text(), bar.locator(".total").inner_text()
    bar.click()
    expect(window.page.locator("#count")).to_have_text(re.compile(f"^{count} of "))
    rows = window.page.locator("#rows tbody tr")
    expect(rows).to_have_count(int(count))
    assert all(who in row for row in rows.locator("td:first-child").all_inner_texts())
    link = rows.nth(0).locator("a.said")
    words = link.inner_text()
    link.click()
    window.page.wait_for_url("**/article.html#*")
    marked = window.page.locator(".text .quote.current")
    expect(marked.first).to_be_in_viewport()
    assert " ".join("".join(marked.all_text_contents()).split()) in " ".join(words.split())
    assert window.troubles == []


def test_words_dates_and_reset_filter(site: Path, window: Window) -> None:
    window.open(site / "explore.html", 'q="the+harbour"&from=2000-01-01&sort=-date')
    wait_for_rows(window.page)
    sentences = window.page.locator("#rows td:nth-child(2)").all_inner_texts()
    assert sentences and all("the harbour" in sentence.lower() for sentence in sentences)
    dates = window.page.locator("#rows td:nth-child(6)").all_inner_texts()
    assert dates == sorted(dates, reverse=True) and all(dates)
    assert window.page.get_by_role("columnheader", name="Date").get_attribute("aria-sort") == "descending"
    window.page.get_by_role("button", name="Reset").click()
    expect(window.page.locator("#count")).to_have_text(re.compile(r"^(\d+) of \1 quotations$"))
    assert "#" not in window.page.url.removesuffix("#")


def test_back_undoes_a_filter(site: Path, window: Window) -> None:
    window.open(site / "explore.html")
    before = read_view(window.page)
    choose(window.page, "English")
    assert read_view(window.page) != before
    window.page.go_back()
    expect(window.page.get_by_role("checkbox", name="English")).not_to_be_checked()
    assert read_view(window.page) == before


def test_spoiled_address_shows_something_and_fails_nowhere(site: Path, window: Window) -> None:
    for state in ("speaker=%E0%A4%A", "page=-3&sort=nothing&from=yesterday", "kind=direct%7Cmixed", "main", "=&&="):
        window.open(site / "explore.html", state)
        wait_for_rows(window.page)
    window.open(site / "explore.html", "speaker=nobody-here")
    wait_for_rows(window.page)
    assert "Nothing fits all of these filters." in window.page.locator("#pager").inner_text()
    for name in ("article.html", "entity.html"):
        window.open(site / name, "nothing:1-2")
        expect(window.page.get_by_role("alert")).to_contain_text("nothing")
    assert window.troubles == []


def test_download_holds_all_rows_and_runs_no_formula(hostile_site: Path, window: Window) -> None:
    window.open(hostile_site / "explore.html")
    wait_for_rows(window.page)
    with window.page.expect_download() as download:
        window.page.get_by_role("button", name="Download CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    count = window.page.locator("#count").inner_text().split()[0]
    assert len(rows) == int(count)
    assert any(row["quotation"].startswith("'=1+1") for row in rows)
    assert any(HOSTILE in row["quotation"] for row in rows)
    assert not [cell for row in rows for cell in row.values() if cell[:1] in "=+-@" and cell]


# --- articles and names -----------------------------------------------------------------------------------------


def test_article_is_read_by_the_keys(site: Path, window: Window) -> None:
    window.open(site / "article.html")
    window.page.locator("main td a").first.click()
    window.page.locator(".text .stop").first.focus()
    details = window.page.get_by_role("complementary", name="The mark")
    expect(details).to_contain_text("score")
    window.page.get_by_role("button", name="Next quotation").click()
    expect(details).to_contain_text(re.compile(r"^2\. "))
    window.page.keyboard.press("Escape")
    expect(details).to_be_hidden()
    assert window.troubles == []


def test_article_shows_its_text_letter_by_letter(site: Path, window: Window, sample_corpus: Corpus) -> None:
    for row in sample_corpus.articles.head(6).itertuples():
        window.open(site / "article.html", str(row.article_id))
        shown = window.page.locator("article.text").text_content() or ""
        assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", str(row.text))
        assert window.page.locator("article.text").get_attribute("lang") == row.language


def test_any_place_of_an_article_is_marked(site: Path, window: Window, sample_corpus: Corpus) -> None:
    mention = sample_corpus.mentions.iloc[-1]
    window.open(site / "article.html", mention["mention_id"])
    here = window.page.locator("mark.here")
    expect(here.first).to_be_in_viewport()
    assert "".join(here.all_text_contents()) == mention["text"]


def test_name_has_all_its_sentences_and_leads_to_what_was_said(
    site: Path, window: Window, sample_corpus: Corpus
) -> None:
    corpus = sample_corpus
    named = join_mentions(
        corpus.mentions, corpus.links, entities=corpus.entities, articles=corpus.articles, sentences=corpus.sentences
    )
    counts = count_entities(named, counting="stands_for").set_index("entity_id")
    spoken = count_quotes(corpus.quotes, corpus.speakers, articles=corpus.articles).set_index("entity_id")["quotes"]
    key = next(key for key in spoken.index if key in counts.index)
    window.open(site / "entity.html", key)
    places = window.page.locator("h2:has-text('Where the name stands') + div .hit")
    named_here, repeats = (int(counts.loc[key, name]) for name in ("mentions", "repeats_left_out"))
    expect(places).to_have_count(named_here + repeats)
    expect(window.page.locator("#entity")).to_contain_text(f" · {named_here} mentions · {spoken[key]} quotations")
    expect(window.page.locator("#entity")).to_contain_text(f"counts once per story: {repeats} repeat")
    window.page.get_by_role("link", name="in the explorer").click()
    window.page.wait_for_url("**/explore.html#speaker=*")
    wait_for_rows(window.page)
    assert window.page.locator("#count").inner_text().startswith(f"{spoken[key]} of ")
    assert window.troubles == []


def test_doubtful_quotations_are_told_apart(site: Path, window: Window, sample_corpus: Corpus) -> None:
    unsure = sample_corpus.quotes.query("score < 0.5 and kind != 'scare'").iloc[0]
    window.open(site / "article.html", unsure["article_id"])
    first = window.page.locator(".text .unsure").first
    assert "unsure" in (first.get_attribute("title") or "")
    expect(window.page.locator("details.how")).to_contain_text("its score is under 0.5")


def test_excerpts_show_the_quotations_and_say_so(sample_corpus: Corpus, tmp_path: Path, window: Window) -> None:
    site = build_views(sample_corpus, tmp_path, excerpts=True)
    article = sample_corpus.articles.iloc[0]
    window.open(site / "article.html", article["article_id"])
    expect(window.page.locator("#read")).to_contain_text("The full text is not part of this site.")
    shown = window.page.locator("article.text").text_content() or ""
    assert 0 < len(shown) < len(article["text"])
    assert HOSTILE.replace("<", "&lt;") not in (site / "02_quotes.html").read_text(encoding="utf-8")
    assert window.troubles == []


# --- from a notebook's page -------------------------------------------------------------------------------------


def test_bar_and_cell_of_a_page_lead_to_the_explorer(site: Path, window: Window) -> None:
    window.open(site / "02_quotes.html")
    plot = window.page.locator('.plot[data-drawn="done"]')
    plot.wait_for()
    plot.locator(".bars .point path").first.click(force=True)
    window.page.wait_for_url("**/explore.html#speaker=*")
    wait_for_rows(window.page)
    window.page.go_back()
    cell = window.page.locator(".output td a").nth(1)
    count = cell.inner_text()
    cell.click()
    window.page.wait_for_url("**/explore.html#speaker=*")
    expect(window.page.locator("#count")).to_have_text(re.compile(f"^{count} of "))
    assert window.troubles == []


def test_table_sorts_searches_and_is_saved(site: Path, window: Window) -> None:
    window.open(site / "02_quotes.html")
    table = window.page.locator(".output table")
    head = table.get_by_role("columnheader", name="quotes")
    window.page.get_by_role("button", name="quotes", exact=True).click()
    numbers = [int(text) for text in table.locator("tbody tr td:nth-child(4)").all_inner_texts()]
    assert (numbers, head.get_attribute("aria-sort")) == (sorted(numbers), "ascending")
    window.page.get_by_role("searchbox").fill("deutsch")
    expect(window.page.locator(".tools [role=status]")).to_contain_text(" of ")
    assert 0 < table.locator("tbody tr:visible").count() < len(numbers)
    with window.page.expect_download() as download:
        window.page.get_by_role("button", name="Download CSV").click()
    assert download.value.path().read_text(encoding="utf-8-sig").startswith("speaker,")


# --- all pages --------------------------------------------------------------------------------------------------


def list_addresses(site: Path) -> list[str]:
    """The pages of a site, and the views with something in them."""
    index = json.loads((site / "data" / "index.js").read_text(encoding="utf-8").split(",", 1)[1].removesuffix(");\n"))
    pages = [path.name for path in sorted(site.glob("*.html"))]
    speaker, article = index["speakers"]["id"][0], index["articles"]["id"][0]
    return [*pages, f"explore.html#speaker={speaker}", f"article.html#{article}", f"entity.html#{speaker}"]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_nothing_fails(site: Path, window: Window, scheme: str, width: int) -> None:
    window.page.set_viewport_size({"width": width, "height": 850})
    window.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for name in list_addresses(site):
        window.page.goto(f"{site.as_uri()}/{name}")
        window.page.locator("main h1").first.wait_for()
        window.page.wait_for_timeout(150)
        assert not overflows(window.page), f"{name} is wider than {width} pixels"
    assert window.troubles == []


def test_paper_has_no_controls_and_all_text(site: Path, window: Window) -> None:
    window.page.emulate_media(media="print")
    for name in list_addresses(site):
        window.page.goto("about:blank")
        window.page.goto(f"{site.as_uri()}/{name}")
        window.page.locator("main h1").first.wait_for()
        window.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert window.page.locator("main input:visible, header:visible, .tools:visible").count() == 0, name
        assert window.page.locator("main details:not([open], .code, .panel)").count() == 0, name
    window.page.emulate_media(media="screen")
    assert window.troubles == []


def test_hostile_text_is_shown_as_text_everywhere(hostile_site: Path, window: Window) -> None:
    for name in list_addresses(hostile_site):
        window.page.goto("about:blank")
        window.page.goto(f"{hostile_site.as_uri()}/{name}")
        window.page.locator("main h1").first.wait_for()
        window.page.wait_for_timeout(200)
        assert window.page.locator("img, main script:not([type]), main b, textarea").count() == 0
        hrefs = window.page.locator("a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        assert [href for href in hrefs if not re.match(r"#|(\w+\.html)(#|$)", href)] == []
        if "#" in name:
            assert "<script>alert(1)</script>" in window.page.locator("main").inner_text()
    assert window.troubles == []


def test_pages_are_small(site: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in site.glob("*.html")}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES_OF_A_PAGE} == {}
    scripts = sum(path.stat().st_size for path in site.glob("assets/*") if "plotly" not in path.name)
    assert scripts + max(sizes.values()) < MOST_BYTES_OF_A_PAGE


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_axe_finds_nothing_serious(site: Path, browser: Browser, scheme: str, width: int) -> None:
    if not AXE.is_file():
        pytest.skip(f"no axe-core here: npm install --prefix {AXE.parents[2]} axe-core")
    context = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 850},
        bypass_csp=True,
    )
    window = open_window(context)
    found = []
    for name in list_addresses(site):
        window.page.goto("about:blank")
        window.page.goto(f"{site.as_uri()}/{name}")
        window.page.locator("main h1").first.wait_for()
        window.page.wait_for_timeout(300)
        window.page.evaluate(AXE.read_text(encoding="utf-8"))
        for finding in window.page.evaluate("axe.run(document)")["violations"]:
            if finding["impact"] in ("serious", "critical"):
                found.append(f"{name}: {finding['id']}: {finding['nodes'][0]['html'][:200]}")
    assert found == []
    context.close()


# --- one file ---------------------------------------------------------------------------------------------------


def test_one_file_has_all_pages_and_views(packed: Path, window: Window) -> None:
    page = window.page
    window.open(packed)
    expect(page.locator("h1")).to_contain_text("Newsbook")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Explore").click()
    wait_for_rows(page)
    choose(page, "Deutsch")
    assert page.url.endswith("#explore.html#language=de")
    page.locator("#rows a.said").first.click()
    expect(page.locator(".text .current").first).to_be_in_viewport()
    page.locator(".text a.name").first.click()
    expect(page.locator("h2:has-text('Where the name stands')")).to_be_visible()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Quotes").click()
    page.locator('.plot[data-drawn="done"]').wait_for()
    page.get_by_role("link", name="And more").click()
    assert page.url.endswith("#02_quotes.html#And-more")
    expect(page.get_by_role("heading", name="And more")).to_be_in_viewport()
    page.get_by_role("button", name="Dark").click()
    page.go_back()
    assert window.troubles == []


def test_link_into_one_file_shows_the_same_view_in_a_fresh_browser(packed: Path, browser: Browser) -> None:
    first, second = (open_window(browser.new_context()) for _ in range(2))
    first.open(packed, "explore.html#language=de&kind=indirect")
    second.page.goto(first.page.url)
    assert read_view(second.page) == read_view(first.page)
    assert first.page.get_by_role("checkbox", name="Deutsch").is_checked()
    assert first.troubles + second.troubles == []
    first.page.context.close()
    second.page.context.close()


def test_one_file_is_small_the_same_and_lets_no_other_script_run(packed: Path, site: Path) -> None:
    text = packed.read_text(encoding="utf-8")
    assert text == pack_site(site)
    assert len(text.encode()) < MOST_BYTES_OF_A_FILE
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None and "unsafe" not in policy[1].split("style-src")[0]


def test_hostile_text_stays_text_in_one_file(hostile_site: Path, tmp_path: Path, window: Window) -> None:
    path = tmp_path / "one.html"
    path.write_text(pack_site(hostile_site), encoding="utf-8")
    window.open(path)
    for name in list_addresses(hostile_site):
        window.page.evaluate("name => { location.hash = name }", name)
        window.page.wait_for_timeout(300)
        expect(window.page.locator("main h1").first).to_be_visible()
        assert window.page.locator("img").count() == 0
    assert window.troubles == []


# --- two thousand articles --------------------------------------------------------------------------------------


def repeat(corpus: Corpus, times: int) -> SimpleNamespace:
    """The tables of a corpus over and over, each time with ids of their own."""
    tables = {}
    for name in SCHEMAS:
        copies = []
        for turn in range(times):
            table = corpus.table(name).copy()
            for column in ("article_id", "quote_id", "mention_id", "parent_quote_id"):
                if column in table.columns:
                    table[column] = f"{turn:04x}" + table[column]
            if "story_id" in table.columns:
                # Ten outlets print each story.
                table["story_id"] = f"{turn // 10:04x}" + table["story_id"]
            copies.append(table)
        tables[name] = pd.concat(copies, ignore_index=True)
    tables["entities"], tables["entity_names"] = corpus.entities, corpus.entity_names
    return SimpleNamespace(**tables)


def test_two_thousand_articles_are_explored_without_waiting(
    sample_corpus: Corpus, tmp_path: Path, browser: Browser
) -> None:
    tables = repeat(sample_corpus, 143)
    assert len(tables.articles) > 2000
    site = build_site([], tmp_path, title="Many", facts=[], tables=tables)[0].parent
    views, filters = [], []
    # The least of some tries: what else the machine does at the same time is not the page's doing.
    for _ in range(8):
        window = open_window(browser.new_context())
        window.open(site / "explore.html")
        wait_for_rows(window.page)
        views.append(window.page.evaluate("performance.now()"))
        for label in ("Deutsch", "indirect", "Deutsch"):
            before = window.page.evaluate("performance.now()")
            choose(window.page, label)
            filters.append(window.page.evaluate("performance.now()") - before)
        assert window.troubles == []
        window.page.context.close()
        if min(views) < 1500 and min(filters) < 200:
            break
    assert min(views) < 1500
    assert min(filters) < 200
