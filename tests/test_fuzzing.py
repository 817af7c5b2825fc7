"""No broken file makes a reader raise anything but ArticleError, hang, or fill the memory.

Five seconds a format; with `pytest --slow` three minutes.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fuzzing import LONGEST_SECONDS, MOST_BYTES

from helpers.reading.formats import FORMATS

MODULES = sorted({form.reader.partition(":")[0].rpartition(".")[2] for form in FORMATS})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measures memory and time as Linux tells them")
@pytest.mark.parametrize("module", MODULES)
def test_no_broken_file_breaks_its_reader(module: str, request: pytest.FixtureRequest) -> None:
    seconds = 180 if request.config.getoption("--slow") else 5
    here = Path(__file__).parent
    command = [sys.executable, str(here / "fuzzing.py"), module, str(seconds), "1"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(here.parent), str(here)])}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3_000:]
    found = json.loads(done.stdout)
    print(f"{module}: {found['tried']} files, slowest {found['slowest']:.2f} s, {found['bytes'] / 2**20:.0f} MB")
    assert found["tried"] >= 20
    assert found["slowest"] < LONGEST_SECONDS
    assert found["bytes"] < MOST_BYTES
