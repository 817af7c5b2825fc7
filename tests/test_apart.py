"""A file that hangs, fills the memory or kills its reader costs itself alone, and no reader reaches a network."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.reading.apart import Apart, Limits
from helpers.reading.opening import Place
from helpers.reading.raw import AS_FOUND, Part, RawArticle, Unread
from helpers.tables import ArticleError

TIGHT = Limits(seconds=0.5, seconds_a_megabyte=0, bytes=200 * 2**20, bytes_a_megabyte=0, patience=3)
# A child that does what the name of the file says, and otherwise answers with one article.
CHILD = """
import json, sys, time
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    name = json.loads(line)["name"]
    if name == "hangs":
        time.sleep(60)
    while name == "works":
        pass
    if name == "fills":
        taken = [bytearray(2**20) for _ in range(2_000)]
        time.sleep(60)
    if name == "dies":
        sys.exit(3)
    print(json.dumps({"format": "text"}))
    print(json.dumps({"article": {"parts": [{"text": name, "kind": "body"}], "encoding": "utf-8", "warnings": []}}))
    print(json.dumps({"unread": {"reason": "has no text", "code": "empty"}}))
    print(json.dumps({"end": True}), flush=True)
"""


def read(apart: Apart, name: str) -> list[RawArticle | Unread]:
    return apart.read(Place(Path(name), name), AS_FOUND, size=1).items


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("hangs", "time", "took longer than 0.5 seconds to read and was stopped; split it, or save it as text"),
        ("works", "time", "took longer than 0.5 seconds to read and was stopped; split it, or save it as text"),
        ("fills", "memory", "took more than 200 MB of memory to read and was stopped; split it, or save it as text"),
        ("dies", "crashed", "made its reader stop, so it is broken or hostile"),
    ],
)
def test_a_file_that_breaks_its_reader_costs_itself_alone(name: str, code: str, message: str) -> None:
    with Apart(TIGHT, command=[sys.executable, "-c", CHILD]) as apart:
        before = read(apart, "good")
        began = time.monotonic()
        with pytest.raises(ArticleError) as caught:
            read(apart, name)
        assert time.monotonic() - began < 30  # a safety net: the child would sleep for a minute
        assert (caught.value.code, caught.value.path) == (code, name)
        assert caught.value.reason.startswith(message)
        after = read(apart, "good")
    assert before == after == [RawArticle((Part("good", "body"),), "utf-8"), Unread("has no text", "empty")]


def test_child_ends_with_the_block_that_needs_it() -> None:
    with Apart(TIGHT, command=[sys.executable, "-c", CHILD]) as apart:
        read(apart, "good")
        child = apart._child
        assert child is not None
        assert child.poll() is None
    assert child.poll() is not None


DEEDS = (
    "socket.create_connection(('127.0.0.1', 9))",
    "socket.getaddrinfo('localhost', 80)",
    "urllib.request.urlopen('http://127.0.0.1:9/')",
    "subprocess.run(['true'])",
    "os.system('true')",
)


def test_a_reader_reaches_neither_network_nor_programs() -> None:
    tries = "".join(f"try:\n    {deed}\nexcept OSError as error:\n    print(error)\n" for deed in DEEDS)
    code = (
        "import os, socket, subprocess, sys, urllib.request\n"
        f"from helpers.reading import worker\nsys.addaudithook(worker._forbid)\n{tries}"
    )
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.count("a reader of files may not use ") == len(DEEDS)


def test_a_child_without_its_parent_stops_at_once() -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "helpers.reading.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline() == b'{"ready": true}\n'
    child.stdin.close()
    assert child.wait(timeout=60) == 1
    child.stdout.close()


def test_real_child_reads_a_text_and_reports_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kell said „no“.", encoding="utf-8")
    with Apart() as apart:
        opened = apart.read(Place(tmp_path / "a.txt", "a.txt"), AS_FOUND, size=20)
        with pytest.raises(OSError, match="No such file"):
            apart.read(Place(tmp_path / "b.txt", "b.txt"), AS_FOUND, size=20)
    assert (opened.format, opened.items) == ("text", [RawArticle((Part("Kell said „no“."),), "utf-8")])
