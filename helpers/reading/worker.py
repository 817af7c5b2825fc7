"""The child process that reads files: one request a line in, answers as lines out, all of them JSON.

`apart` starts it as `python -m helpers.reading.worker`, watches its time and memory, and kills it when it must. It can
neither reach a network nor start a program, whatever a library or a file makes it try.
"""

from __future__ import annotations

import io
import json
import os
import queue
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from helpers.reading.conversions import as_line
from helpers.reading.opening import Place, list_archive, read_place
from helpers.reading.raw import ReadingOptions
from helpers.tables import ArticleError

# The events of Python's audit hooks (PEP 578) that reach beyond this process.
_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.system", "os.exec")


def main() -> None:
    """Answer requests until the input ends; then, or where the parent is gone, stop at once, whatever is being read."""
    answers = _take_output()
    sys.addaudithook(_forbid)
    requests: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    _send(answers, [{"ready": True}])
    while True:
        _send(answers, _answer(json.loads(requests.get())))


def _listen(requests: queue.Queue[str]) -> None:
    for line in io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8"):
        requests.put(line)
    # Nobody watches time and memory any more.
    os._exit(1)


def _send(answers: TextIO, lines: Iterable[Mapping[str, Any]]) -> None:
    for line in lines:
        answers.write(json.dumps(line) + "\n")
    answers.flush()


def _take_output() -> TextIO:
    """The output for answers alone; what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return answers


def _forbid(event: str, _arguments: object) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader of files may not use {event}")


def _answer(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The lines that answer one request: an item each, then the end, or the error."""
    place = Place(Path(request["path"]), request["name"], tuple(request["inside"]))
    try:
        if request["task"] == "list":
            yield from ({"member": asdict(member)} for member in list_archive(place))
        else:
            opened = read_place(place, ReadingOptions.from_json(request["options"]))
            yield {"format": opened.format}
            for found in opened.items:
                yield as_line(found)
        yield {"end": True}
    except ArticleError as error:
        yield {"error": {"reason": error.reason, "code": error.code}}
    except OSError as error:
        yield {"os_error": error.strerror or str(error)}
    except (MemoryError, RecursionError) as error:
        reason = f"is too deeply nested or too large to be read ({type(error).__name__}); split it, or save it as text"
        yield {"error": {"reason": reason, "code": "too-long"}}
    # Whatever a library raises on a broken file must not cost the files that follow.
    except Exception as error:
        yield {"error": {"reason": f"cannot be read ({type(error).__name__}: {error})"[:300], "code": "unreadable"}}


if __name__ == "__main__":
    main()
