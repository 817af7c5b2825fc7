"""JupyterLab as `newsbook lab` opens it, in a real browser without a network: the start page, Run All, a live filter.

The browser is the machine's own Chromium or Chrome; where there is none this is skipped, and says so.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from helpers import Corpus
from helpers.corpus import SEEDS, analyse
from helpers.showing.notebooks import list_notebooks
from helpers.showing.outputs import CHART

pytest.importorskip("ipywidgets", reason="ipywidgets is not installed: there are no live filters")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser can be driven")

ROOT = Path(__file__).parent.parent
NOTEBOOKS = list_notebooks(ROOT / "notebooks")
BROWSERS = ("chromium", "google-chrome", "chromium-browser", "chrome")
# Milliseconds; all of it is there in a few seconds where nothing else runs.
WAIT = 180_000

# What a notebook that is open in a tab shows, as it would be saved.
READ_OUTPUTS = """name => {
  const tab = [...jupyterapp.shell.widgets("main")].find((tab) => tab.title.label === name);
  return tab.content.widgets.map((cell) => cell.outputArea?.model.toJSON() ?? []);
}"""
OPEN = """async (name) => {
  const tab = await jupyterapp.commands.execute("docmanager:open", { path: name });
  await tab.context.ready;
  await tab.sessionContext.ready;
}"""
RUN_ALL = """async (names) => {
  const runs = [];
  for (const name of names) {
    const tab = [...jupyterapp.shell.widgets("main")].find((tab) => tab.title.label === name);
    jupyterapp.shell.activateById(tab.id);
    while (jupyterapp.shell.currentWidget !== tab) await new Promise(requestAnimationFrame);
    runs.push(jupyterapp.commands.execute("notebook:run-all-cells"));  // Of the tab that is in front now
  }
  await Promise.all(runs);
}"""
SHOW_CELL = """([name, place]) => {
  const tab = [...jupyterapp.shell.widgets("main")].find((tab) => tab.title.label === name);
  jupyterapp.shell.activateById(tab.id);
  return tab.content.scrollToItem(place, "start");
}"""


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tables of the seeds are saved, so that notebooks open them."""
    out = tmp_path_factory.mktemp("build")
    corpus: Corpus = analyse(SEEDS, out=out)
    assert len(corpus.articles)
    return out


@pytest.fixture(scope="module")
def lab(analysed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running JupyterLab, which saves nothing by itself: the notebooks are the repository's own."""
    if os.name != "posix":
        pytest.skip("JupyterLab is stopped here by a signal to its group, which only POSIX systems have")
    settings = tmp_path_factory.mktemp("settings")
    own = settings / "@jupyterlab" / "docmanager-extension" / "plugin.jupyterlab-settings"
    own.parent.mkdir(parents=True)
    own.write_text('{"autosave": false}', encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    options = ["--no-browser", f"--port={port}", "--IdentityProvider.token=", "--expose-app-in-browser"]
    environment = {**os.environ, "JUPYTERLAB_SETTINGS_DIR": str(settings)}
    environment["JUPYTERLAB_WORKSPACES_DIR"] = str(tmp_path_factory.mktemp("workspaces"))
    command = [sys.executable, "-m", "helpers", "lab", "seeds", "--out", str(analysed), "--", *options]
    log = (settings / "log.txt").open("wb")
    running = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
    )
    late = threading.Timer(900, os.killpg, (running.pid, signal.SIGKILL))
    late.start()
    try:
        wait_for(f"{address}/api/status", running)
        yield address
    finally:
        late.cancel()
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGINT)
        running.wait(120)
        log.close()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            with urlopen(address, timeout=60):  # noqa: S310 (our own server)
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"JupyterLab ended with {process.returncode}")


@pytest.fixture(scope="module")
def troubles() -> list[str]:
    return []


@pytest.fixture(scope="module")
def page(lab: str, troubles: list[str]) -> Iterator[Any]:
    """A window on JupyterLab that reaches nothing else."""
    executable = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if executable is None:
        pytest.skip(f"no browser here: none of {', '.join(BROWSERS)} is installed")
    with sync_api.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        window = browser.new_page(viewport={"width": 1280, "height": 1000})

        def stop(route: Any) -> None:
            troubles.append(f"asked for {route.request.url}")
            route.abort()

        window.route(re.compile(f"^(?!{re.escape(lab)}|data:|blob:)"), stop)
        window.set_default_timeout(WAIT)
        window.goto(f"{lab}/lab/tree/start.md?reset")
        yield window
        browser.close()


def test_start_page_tells_the_folder_and_leads_to_the_notebooks(page: Any) -> None:
    text = page.locator(".jp-RenderedMarkdown")
    read = f"Articles: {SEEDS.resolve()}: 2 articles read already (Deutsch 1, English 1)."
    sync_api.expect(text).to_contain_text(read, timeout=WAIT)
    for path in NOTEBOOKS:
        assert text.get_by_role("link", name=path.stem, exact=True).first.is_visible()
    assert page.locator(".Toastify__toast").count() == 0


@pytest.fixture(scope="module")
def outputs(page: Any) -> dict[str, list[list[dict[str, Any]]]]:
    """What each notebook shows after Run All, by name and cell; their kernels start together."""
    page.wait_for_function("window.jupyterapp")
    names = [path.name for path in NOTEBOOKS]
    page.evaluate(f"async (names) => {{ await Promise.all(names.map({OPEN})); }}", names)
    page.evaluate(RUN_ALL, names)
    return {name: page.evaluate(READ_OUTPUTS, name) for name in names}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_run_all_shows_no_error_and_draws_charts(outputs: Any, page: Any, path: Path) -> None:
    cells = outputs[path.name]
    shown = [output for cell in cells for output in cell]
    assert [output for output in shown if output["output_type"] in {"error", "stream"}] == []
    assert shown
    charts = [place for place, cell in enumerate(cells) for output in cell if CHART in output.get("data", {})]
    if charts:
        page.evaluate(SHOW_CELL, [path.name, charts[0]])
        marks = page.locator(".js-plotly-plot .point path, .js-plotly-plot .scatterlayer .point").first
        marks.wait_for(state="attached")


def test_a_live_filter_changes_the_chart_and_a_wrong_expression_is_one_line(
    outputs: Any, page: Any, troubles: list[str]
) -> None:
    cells = outputs["02_quotes.ipynb"]
    last = max(place for place, cell in enumerate(cells) if cell)
    page.evaluate(SHOW_CELL, ["02_quotes.ipynb", last])
    panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output:has(select)").last
    chart = panel.locator(".js-plotly-plot").first
    sync_api.expect(chart.locator(".legend")).to_contain_text("English", timeout=WAIT)
    german = panel.locator("option", has_text="Deutsch").text_content()
    panel.get_by_label("Language:").select_option(label=german)
    sync_api.expect(chart.locator(".legend")).not_to_contain_text("English", timeout=WAIT)

    cells = outputs["05_read.ipynb"]
    page.evaluate(SHOW_CELL, ["05_read.ipynb", max(place for place, cell in enumerate(cells) if cell)])
    page.get_by_label("Regular expression").check()
    page.get_by_label("Word:", exact=True).fill("(")
    page.get_by_label("Word:", exact=True).press("Enter")
    line = page.get_by_text("'(' is not a regular expression")
    line.wait_for()
    assert line.count() == 1
    assert json.dumps(troubles) == "[]"
