"""The page that `newsbook lab` opens on: the folder, what was read, the notebooks; no name of a folder is markup."""

from __future__ import annotations

from pathlib import Path

import mistune
import pytest

from helpers.showing.notebooks import list_notebooks
from helpers.showing.start import describe_start, to_code
from helpers.tables import ARTICLES, conform

NOTEBOOKS = list_notebooks(Path(__file__).parent.parent / "notebooks")
ARTICLE = {"story_id": "s", "language": "de", "language_score": 1.0, "words": 3, "text": "x"}


def test_page_says_what_was_read_and_leads_to_every_notebook(tmp_path: Path) -> None:
    articles = conform([{"article_id": key, **ARTICLE} for key in "ab"], ARTICLES)
    page = describe_start(Path("/news"), tmp_path, notebooks=NOTEBOOKS, articles=articles)
    assert "Articles: `/news`: 2 articles read already (Deutsch 2)." in page
    for path in NOTEBOOKS:
        assert f"| [{path.stem}]({path.name}) | " in page
    assert "in a browser" not in page


def test_page_says_that_nothing_was_read_yet_and_where_the_site_is(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").touch()
    page = describe_start(Path("/news"), tmp_path, notebooks=NOTEBOOKS, articles=None)
    assert "`/news`: not read yet" in page
    assert "index.html` in a browser." in page


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "a`b", "``", "[x](javascript:alert(1))", "**x** $$y$$", "a\n\n# b", "a|b"],
    ids=["tag", "backtick", "backticks", "link", "emphasis", "lines", "bar"],
)
def test_name_of_a_folder_is_shown_as_it_is(name: str) -> None:
    page = mistune.html(f"Articles: {to_code(name)}: none.")
    code = str(page).partition("<code>")[2].partition("</code>")[0]
    assert code == mistune.escape(" ".join(name.split()), quote=False)
    assert str(page).count("<") == 4  # A paragraph and a code span, each opened and closed
