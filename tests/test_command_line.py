"""The command line as a user types it: what is refused in one line, what stops it, and JupyterLab."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import helpers.__main__ as command_line
from helpers.__main__ import main

ROOT = Path(__file__).parent.parent
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals of a terminal")
LINE = '{"id": "a", "text": "“The pier is shut,” said Marja Kell, the mayor."}\n'


@pytest.mark.parametrize("name", ["in.jsonl", "link.jsonl"])
def test_annotate_never_writes_over_what_it_reads(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(LINE, encoding="utf-8")
    (tmp_path / "link.jsonl").hardlink_to(source)
    assert main(["annotate", str(source), "-o", str(tmp_path / name)]) == 1
    assert "would be written over while it is read; name another file with -o" in capsys.readouterr().err
    assert source.read_text(encoding="utf-8") == LINE


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["annotate", ".", "-o", "out.jsonl"], ".: is a folder; name a JSONL file of documents", id="in"),
        pytest.param(["annotate", "in.jsonl", "-o", "."], ".: is a folder; name a file to write", id="out"),
        pytest.param(["score", ".", "in.jsonl"], ".: is a folder; name a JSONL file", id="gold"),
    ],
)
def test_a_folder_is_no_file_of_documents(
    arguments: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.jsonl").write_text(LINE, encoding="utf-8")
    assert main(arguments) == 1
    assert capsys.readouterr().err == f"newsbook: {says}\n"


def test_annotate_reads_the_language_and_says_how_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.jsonl").write_text(LINE.replace("}", ', "lang": "EN-gb"}'), encoding="utf-8")
    assert main(["annotate", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl")]) == 0
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["lang"] == "en"
    assert capsys.readouterr().err == f"done: 1 document in {tmp_path / 'out.jsonl'}\n"
    (tmp_path / "in.jsonl").write_text(LINE.replace("}", ', "lang": 3}'), encoding="utf-8")
    assert main(["annotate", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl")]) == 1
    says = 'in.jsonl, line 1: lang is 3; give a code such as "en", or leave it out\n'
    assert capsys.readouterr().err.endswith(says)


@pytest.mark.parametrize("arguments", [["run", ""], ["analyse", "seeds", "--out", " "], ["check", ""], ["lab", ""]])
def test_an_empty_path_is_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.endswith("is empty; name a file or a folder\n")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert re.fullmatch(r"newsbook (\d+\.\d+\.\d+|\(not installed\))\n", capsys.readouterr().out)


def swallow() -> None:
    try:
        raise KeyboardInterrupt
    except KeyboardInterrupt:
        raise ValueError("Profile format error") from None


def interrupt() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("stop", [interrupt, swallow], ids=["plain", "swallowed by a library"])
def test_ctrl_c_is_one_line_and_130(
    stop: Callable[[], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command_line, "_parser", stop)
    assert main(["check", "seeds"]) == 130
    assert capsys.readouterr().err == "newsbook: stopped\n"


def test_what_the_system_refuses_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    assert main(["analyse", str(ROOT / "seeds"), "--out", str(tmp_path / "out")]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("newsbook: ")
    assert "Errno" not in last


def find_port() -> int:
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            return int(server.getsockname()[1])
    except OSError as error:
        pytest.skip(f"no server can be opened on this machine's own address: {error}")


def fetch(port: int, path: str) -> Any:
    """What a server answers; it tells its address a moment before it listens."""
    for _ in range(100):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path)
            return json.load(connection.getresponse())
        except ConnectionRefusedError:
            time.sleep(0.1)
        finally:
            connection.close()
    pytest.fail(f"nobody listens on port {port}")


@POSIX
def test_lab_serves_the_notebooks_wherever_it_is_started(tmp_path: Path) -> None:
    port = find_port()
    (tmp_path / "articles").mkdir()
    command = [sys.executable, "-m", "helpers", "lab", "articles", "--", "--no-browser", f"--port={port}"]
    places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
    environment = {
        **os.environ,
        **{name: str(tmp_path / folder) for name, folder in places.items()},
        "PYTHONPATH": str(ROOT),
    }
    lab = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert lab.stderr is not None
    late = threading.Timer(90, os.killpg, (lab.pid, signal.SIGKILL))
    late.start()
    try:
        lines: list[str] = []
        for line in lab.stderr:
            lines.append(line)
            if f"127.0.0.1:{port}/lab" in line:
                break
        else:
            pytest.fail("".join(lines))
        token = lines[-1].strip().partition("?")[2]
        notebook = fetch(port, f"/api/contents/01_load.ipynb?content=0&{token}")
        assert notebook["type"] == "notebook"
        settings = "lab/api/settings/@jupyterlab/apputils-extension:notification"
        asked = fetch(port, f"/{settings}?{token}")["schema"]["properties"]["fetchNews"]
        assert asked["default"] == "false"
        # The same as Ctrl+C in a terminal, which all processes in it hear.
        os.killpg(lab.pid, signal.SIGINT)
        rest = lab.stderr.read()
        assert lab.wait() == 0, rest
        assert "Traceback" not in rest
    finally:
        late.cancel()
        if lab.poll() is None:
            os.killpg(lab.pid, signal.SIGKILL)
            lab.wait()
        lab.stderr.close()
