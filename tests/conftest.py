"""What several tests need: the folders of articles, the corpora analysed once, the shared data where it is there."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import browser, shared_window, window  # noqa: F401 (fixtures of all tests that need a browser)
from hypothesis import settings

if TYPE_CHECKING:
    from helpers import Corpus

# How long one example takes depends on the machine, and the first one may load the learned reader.
settings.register_profile("newsbook", deadline=None)
settings.load_profile("newsbook")

# A process of tests holds millions of objects, and tables come and go by the thousand: with Python's own thresholds a
# tenth of the time of all tests is spent looking for garbage.
gc.set_threshold(100_000, 50, 50)


# The files that take longest, the longest first: they begin first, so that no core waits at the end for another.
LONGEST = (
    "test_dev_figures.py",
    "test_end_to_end.py",
    "test_views.py",
    "test_fuzzing.py",
    "test_lab.py",
    "test_learned_reader.py",
    "test_notebooks.py",
    "test_command_line.py",
    "test_browser.py",
    "test_rules.py",
    "test_dev_speakers.py",
    "test_export.py",
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: those that drive a browser or JupyterLab mostly wait for it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1


def pytest_configure(config: pytest.Config) -> None:
    """Files go to the processes in the order given here, and not by how many tests they hold."""
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end, and needs no looking through."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of this suite."""
    parser.addoption("--slow", action="store_true", help="fuzz each reader for three minutes and not for five seconds")


ROOT = Path(__file__).parent.parent
SHARED_VARIABLE = "NEWSBOOK_SHARED"
# What an article may hold that tries to become markup, script, address, formula or Markdown.
HOSTILE = (
    "</script><script>alert(1)</script> </textarea> {{ 7*7 }} $$x$$ **bold** "
    "[a](javascript:alert(2)) <img src=x onerror=alert(3)>"
)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the two seed articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the articles written for the tests, one sub-folder an outlet."""
    return ROOT / "tests" / "samples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the corpora that may not be copied into the project; tests that need it skip where it is not."""
    folder = Path(os.environ.get(SHARED_VARIABLE) or ROOT.parent / "shared")
    if not (folder / "corpora").is_dir():
        pytest.skip(f"no corpora in {folder}: {SHARED_VARIABLE} names the folder that holds corpora/")
    return folder


@pytest.fixture(scope="session")
def seed_corpus(seeds: Path) -> Corpus:
    """All tables of the seeds, computed once and kept nowhere."""
    from helpers import analyse

    return analyse(seeds)


@pytest.fixture(scope="session")
def ruled_seed_corpus(seeds: Path) -> Corpus:
    """The same by the rules alone."""
    from helpers import Options, analyse

    return analyse(seeds, options=Options(engine="rules"))


@pytest.fixture(scope="session")
def sample_corpus(samples: Path) -> Corpus:
    """All tables of the samples, computed once and kept nowhere."""
    from helpers import analyse

    return analyse(samples)


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article, its file and its outlet that all try to become something else than text."""
    folder = tmp_path_factory.mktemp("hostile")
    outlet = folder / "<img src=x onerror=alert(4)>"
    outlet.mkdir()
    text = (
        f"date 2026-03-04\n\nMinister {HOSTILE} resigns\n\n"
        f"“We will {HOSTILE} go on,” said Anna Kell </script> of the {{{{ ministry }}}}. "
        "“=1+1 is not a formula,” Anna Kell said.\u2028\n\n"
        "A javascript:alert(5) spokesman said that `code` and **bold** were $$nothing$$.\n"
    )
    (outlet / "he said \"x\" & 'y' <b>.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def hostile_corpus(hostile_folder: Path) -> Corpus:
    """All tables of it, by the rules alone."""
    from helpers import Options, analyse

    return analyse(hostile_folder, options=Options(engine="rules"))
