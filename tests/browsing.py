"""A browser for tests: the machine's own Chromium or Chrome, with the network blocked; all that goes wrong is noted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

BROWSERS = ("chromium", "google-chrome", "chromium-browser", "chrome")
# Milliseconds. What a page shows it shows at once; on a busy machine a browser may come to it late.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@dataclass
class Window:
    """A browser window without a network, and all that went wrong in it."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    def open(self, path: Path, state: str = "") -> None:
        # From one part of a page to another the browser would not load it anew.
        self.page.goto("about:blank")
        self.page.goto(path.as_uri() + (f"#{state}" if state else ""))


def open_window(context: BrowserContext) -> Window:
    context.set_offline(True)
    context.set_default_timeout(PATIENCE)
    window = Window(context.new_page())

    def stop(route: Route) -> None:
        window.troubles.append(f"asked for {route.request.url}")
        route.abort()

    context.route(re.compile("^(?!file:|data:|blob:|about:)"), stop)
    window.page.on("console", lambda message: window.troubles.append(f"{message.type}: {message.text}"))
    window.page.on("pageerror", lambda error: window.troubles.append(f"error: {error}"))
    window.page.on("requestfailed", lambda request: window.troubles.append(f"failed: {request.url}"))
    window.page.on("dialog", lambda dialog: (window.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    return window


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if executable is None:
        pytest.skip(f"no browser here: none of {', '.join(BROWSERS)} is installed")
    with sync_playwright() as playwright:
        # In containers there is neither a sandbox nor much shared memory.
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        running = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="module")
def shared_window(browser: Browser) -> Window:
    """One window for all tests: Chromium keeps the charting library compiled from page to page."""
    return open_window(browser.new_context(color_scheme="light"))


@pytest.fixture
def window(shared_window: Window) -> Iterator[Window]:
    shared_window.page.set_viewport_size({"width": 1280, "height": 850})
    shared_window.troubles.clear()
    yield shared_window
    shared_window.page.evaluate("localStorage.clear()")
    shared_window.page.emulate_media(media="screen", color_scheme="light")
