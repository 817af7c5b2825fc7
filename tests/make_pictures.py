"""Make the pictures of the README from the real site: `newsbook run`, then `python tests/make_pictures.py`.

For maintainers, not a test. It needs Chromium or Chrome; the pictures go to tests/pictures, each under 300 KB.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
SITE = ROOT / "build" / "site"
PICTURES = ROOT / "tests" / "pictures"
BROWSERS = ("chromium", "google-chrome", "chromium-browser", "chrome")
LIMIT = 300_000

# Name of the picture, page, width, height, colour scheme, and what to scroll to.
SHOTS = [
    ("start", "index.html", 1100, 760, "light", "main"),
    ("speakers", "02_quotes.html", 1100, 760, "light", "figure.chart"),
    ("charts", "04_charts.html", 1100, 760, "dark", "figure.chart"),
    ("read", "05_read.html", 1100, 760, "light", "main .output"),
]


def take(page: Page, target: str, picture: Path) -> None:
    """One picture of what is in the window after scrolling to `target`, once the charts of the page are drawn."""
    for chart in page.locator("figure.chart").all():
        chart.scroll_into_view_if_needed()
        chart.locator('.plot[data-drawn="done"]').wait_for(state="attached")
    page.locator(target).first.evaluate("element => element.scrollIntoView()")
    page.screenshot(path=picture)


def main() -> int:
    """Take all pictures; 1 where there is no site, no browser, or a picture is too large."""
    executable = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if executable is None or not (SITE / "index.html").is_file():
        print(f"needs one of {', '.join(BROWSERS)}, and {SITE / 'index.html'} (run `newsbook run` first)")
        return 1
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for name, file, width, height, scheme, target in SHOTS:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto((SITE / file).as_uri())
            take(page, target, PICTURES / f"{name}.png")
        browser.close()
    sizes = {path.name: path.stat().st_size for path in sorted(PICTURES.glob("*.png"))}
    print(*(f"{name}: {size // 1000} KB" for name, size in sizes.items()), sep="\n")
    return int(max(sizes.values()) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
