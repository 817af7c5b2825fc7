"""The command line as a user types it: what is refused in one line, what stops it, and JupyterLab."""

from __future__ import annotations

import http.client
import io
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
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import helpers.__main__ as command_line
from helpers.__main__ import main
from helpers.terminal import Screen

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


def test_check_tells_of_the_corrections_beside_the_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("The pier is shut, said Marja Kell, the mayor of the town.", encoding="utf-8")
    (tmp_path / "aliases.csv").write_text('form,entity\nKell,Marja Kell\n"Kell,x\n', encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "aliases.csv\n  1 correction of names\n  problem: line 3: has a stray quote mark" in told
    assert told.endswith("1 file, 0 with warnings, 0 not read; in them 1 article and 0 copies\n")


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


# --- newsbook run -----------------------------------------------------------------------------------------------


def write_notebook(path: Path, *sources: str, after: list[str] | None = None, **parameters: object) -> None:
    """A small notebook that knows the parameters of a run, and `parameters`."""
    own = "\n".join(
        f"{name} = {value!r}" for name, value in {"FOLDER": None, "OUT": None, "ENGINE": "auto", **parameters}.items()
    )
    cells = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"cell-{place}",
            "metadata": {"tags": ["parameters"] if place == 0 else []},
            "outputs": [],
            "source": source,
        }
        for place, source in enumerate([own, *sources])
    ]
    metadata = {} if after is None else {"newsbook": {"after": after}}
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")


OPEN = "from helpers import open_corpus\ncorpus = open_corpus(FOLDER, OUT, engine=ENGINE)"


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of three small notebooks and an article beside each other, and what a run made of them."""
    folder = tmp_path_factory.mktemp("workbook")
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    write_notebook(notebooks / "01_load.ipynb", OPEN, "corpus.save(articles=corpus.articles)")
    write_notebook(notebooks / "02_quotes.ipynb", OPEN, "corpus.save(quotes=corpus.quotes)", ROWS=200)
    write_notebook(notebooks / "03_show.ipynb", OPEN, "print('top', TOP, len(corpus.quotes))", TOP=15)
    (folder / "articles").mkdir()
    text = "“The pier is shut,” said Marja Kell, the mayor of Vessel.\n\nOutside there were gulls. They waited.\n"
    (folder / "articles" / "pier.txt").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("helpers.workbook.NOTEBOOKS", notebooks)
        assert run(folder, "--single-file") == 0
    return folder


@pytest.fixture
def ran(first_run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workbook after its first run, to work on."""
    folder = shutil.copytree(first_run, tmp_path / "workbook")
    monkeypatch.setattr("helpers.workbook.NOTEBOOKS", folder / "notebooks")
    return folder


@pytest.fixture
def workbook(ran: Path) -> Path:
    """The workbook before any run."""
    shutil.rmtree(ran / "out")
    return ran


def run(workbook: Path, *arguments: str) -> int:
    given = [str(workbook / "articles"), "--out", str(workbook / "out"), "--engine", "rules"]
    return main(["run", *given, *arguments])


def read_page(workbook: Path, name: str) -> str:
    return (workbook / "out" / "site" / f"{name}.html").read_text(encoding="utf-8")


def test_run_sets_parameters_and_tells_a_line_a_notebook(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(workbook, "--set", "TOP=30", "--set", "ROWS=None") == 0
    lines = [line.split("  ")[0] for line in capsys.readouterr().err.splitlines()]
    assert lines[1:4] == ["01_load", "02_quotes", "03_show"]
    assert "top 30 1" in read_page(workbook, "03_show")


@pytest.mark.parametrize("start", ["03", "03_show", "03_show.ipynb"])
def test_run_begins_with_a_later_notebook(start: str, ran: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = (ran / "out" / "notebooks" / "01_load.ipynb").stat().st_mtime_ns
    assert "top 15 1" in read_page(ran, "03_show")
    assert run(ran, "--from", start, "--set", "TOP=30") == 0
    lines = [line.split("  ")[0] for line in capsys.readouterr().err.splitlines()]
    assert [line for line in lines if line[:2].isdecimal()] == ["03_show"]
    assert "top 30 1" in read_page(ran, "03_show")
    assert (ran / "out" / "site" / "01_load.html").is_file()
    assert (ran / "out" / "notebooks" / "01_load.ipynb").stat().st_mtime_ns == kept


def test_site_is_one_file_and_without_texts_where_this_is_asked_for(
    ran: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, single = ran / "out" / "site", ran / "out" / "site.html"
    assert "Outside there were gulls" in single.read_text(encoding="utf-8")
    assert "Outside there were gulls" in read_all(site)
    # A file of an earlier run would show what this one leaves out.
    assert run(ran, "--from", "03", "--excerpts") == 0
    assert not single.exists()
    assert "gulls" not in read_all(site)
    assert "The pier is shut" in read_all(site)
    capsys.readouterr()
    assert run(ran, "--from", "03", "--excerpts", "--single-file") == 0
    assert re.search(rf"^one file of \d+\.\d MB: {re.escape(str(single))}  \d", capsys.readouterr().err, re.M)
    assert "gulls" not in single.read_text(encoding="utf-8")
    assert "The pier is shut" in single.read_text(encoding="utf-8")


def read_all(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.*")) if path.is_file())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["--set", "TPO=3"], "--set TPO: no notebook that runs takes it; the names there are", id="name"),
        pytest.param(["--set", "OUT=x"], "--set OUT: no notebook that runs takes it; the names there are", id="own"),
        pytest.param(["--set", "TOP=x"], "parameters: TOP is a whole number, such as 15; 'x' is not", id="kind"),
        pytest.param(["--from", "7"], "--from 7: there is no such notebook; there are 01_load, 02_", id="notebook"),
        pytest.param(["--from", "02"], "articles of 01_load: not there or out of date", id="no last run"),
    ],
)
def test_run_refuses_what_it_cannot_do_before_it_begins(
    arguments: list[str], says: str, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(workbook, *arguments) == 1
    told = capsys.readouterr().err
    assert told.startswith("newsbook: ")
    assert says in told
    assert len(told.splitlines()) == 1
    assert not (workbook / "out").exists()


@pytest.mark.parametrize("text", ["TOP", "=3", "3=3", "TOP 3"])
def test_setting_that_is_none_is_wrong_usage(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["run", "--set", text])
    assert caught.value.code == 2
    assert f"{text!r} is not of the form NAME=VALUE, such as TOP=30" in capsys.readouterr().err


def change_article(workbook: Path) -> None:
    (workbook / "articles" / "ferry.txt").write_text("“It sank,” said Marja Kell, the mayor.", encoding="utf-8")


def forget_table(workbook: Path) -> None:
    (workbook / "out" / "tables" / "quotes.parquet").unlink()


def forget_notebook(workbook: Path) -> None:
    (workbook / "out" / "notebooks" / "01_load.ipynb").unlink()


def analyse_other_articles(workbook: Path) -> None:
    change_article(workbook)
    given = [str(workbook / "articles"), "--out", str(workbook / "out"), "--engine", "rules"]
    assert main(["analyse", *given]) == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(change_article, "articles of 01_load: not there or out of date", id="articles"),
        pytest.param(forget_table, "quotes of 02_quotes: not there or out of date", id="table"),
        pytest.param(forget_notebook, "the executed 01_load: not there or out of date", id="notebook"),
        pytest.param(analyse_other_articles, "the executed 01_load: not there or out of date", id="newer tables"),
    ],
)
def test_run_begins_later_only_on_what_is_up_to_date(
    change: Callable[[Path], None], says: str, ran: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(ran)
    capsys.readouterr()
    assert run(ran, "--from", "03") == 1
    told = capsys.readouterr().err
    assert says in told
    again = "with --from 02_quotes" if "02" in says else "without --from"
    assert told.endswith(f"(articles, corrections, options or code may have changed); run {again}\n")


def test_failing_notebook_is_told_with_its_cell_kept_and_begun_again(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook / "notebooks" / "02_quotes.ipynb"
    whole = path.read_text(encoding="utf-8")
    write_notebook(path, OPEN, "print('so far')\nlen(corpus.qoutes)", "corpus.save(quotes=corpus.quotes)")
    assert run(workbook) == 1
    told = capsys.readouterr().err
    assert f"newsbook: {path}, code cell 3: AttributeError: a corpus has no 'qoutes'" in told
    assert told.endswith("02_quotes.ipynb\n    print('so far')\n    len(corpus.qoutes)\n")
    assert "so far" in (workbook / "out" / "notebooks" / "02_quotes.ipynb").read_text(encoding="utf-8")
    assert not (workbook / "out" / "notebooks" / "03_show.ipynb").exists()
    assert not (workbook / "out" / "site").exists()
    # The notebook that failed cannot be skipped; the one before it can.
    assert run(workbook, "--from", "03") == 1
    assert "02_quotes: not there or out of date" in capsys.readouterr().err
    path.write_text(whole, encoding="utf-8")
    assert run(workbook, "--from", "02") == 0
    assert "top 15 1" in read_page(workbook, "03_show")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_runs_is_one_changing_line_on_a_terminal_and_nothing_in_a_log() -> None:
    terminal, log = Terminal(), io.StringIO()
    for stream in (terminal, log):
        with Screen(stream) as screen:
            screen.show("02_quotes: cell 3 of 12, 4 s")
            screen.show("03: cell\x1b[2J 1")
            screen.say("02_quotes  4.1 s")
            screen.show("x" * 500)
    assert log.getvalue() == "02_quotes  4.1 s\n"
    shown = terminal.getvalue().split("\r")
    first = "02_quotes: cell 3 of 12, 4 s"
    assert shown[:3] == ["", first, "03: cell�[2J 1".ljust(len(first))]
    # Wiped out before the line that stays, and at the end.
    assert [part.strip() for part in shown[3:5]] == ["", "02_quotes  4.1 s"]
    assert set(shown[5]) == {"x"}
    assert len(shown[5]) < 500
    assert shown[6:] == [" " * len(shown[5]), ""]


def find_port() -> int:
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            return int(server.getsockname()[1])
    except OSError as error:
        pytest.skip(f"no server can be opened on this machine's own address: {error}")


def fetch(port: int, path: str) -> Any:
    """What a server answers; it tells its address a moment before it listens."""
    for _ in range(600):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
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
    late = threading.Timer(600, os.killpg, (lab.pid, signal.SIGKILL))
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
