"""Reading in a process of its own, which is stopped when it hangs or takes too much memory, and started again."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from helpers.reading.conversions import Conversions, as_found
from helpers.reading.opening import Member, Opened, Place
from helpers.reading.raw import ReadingOptions
from helpers.tables import ArticleError

_MEGABYTE = 2**20
_PACKAGE = Path(__file__).resolve().parents[2]
# How often a child's memory is looked at, in seconds: memory is filled at some gigabytes a second at most.
_LOOK_EVERY = 0.05


@dataclass(frozen=True)
class Limits:
    """What a child may take for one file: seconds of work and bytes, and how much of both each megabyte adds.

    On a busy machine work takes longer than its seconds: `patience` times as long. A child may take `start` seconds
    until it is ready.
    """

    seconds: float = 10.0
    seconds_a_megabyte: float = 3.0
    bytes: int = 2**30
    bytes_a_megabyte: int = 8 * _MEGABYTE
    patience: float = 6.0
    start: float = 120.0

    def seconds_for(self, megabytes: float) -> float:
        """Seconds for a file of so many megabytes."""
        return self.seconds + self.seconds_a_megabyte * megabytes

    def bytes_for(self, megabytes: float) -> float:
        """Bytes for a file of so many megabytes; those of the first fifty are in the sum from the start."""
        return self.bytes + self.bytes_a_megabyte * max(0.0, megabytes - 50)


LIMITS = Limits()
WORKER = (sys.executable, "-m", "helpers.reading.worker")


class Apart:
    """A child process that reads files, started when it is first needed; a context manager, which ends it.

    What was `kept` of a file is not read again. Each call raises ArticleError: those of the readers, and the codes
    time, memory and crashed of this class.
    """

    def __init__(
        self, limits: Limits = LIMITS, *, kept: Conversions | None = None, command: Sequence[str] = WORKER
    ) -> None:
        self.limits, self.kept, self.command = limits, kept or Conversions(), tuple(command)
        self._child: subprocess.Popen[bytes] | None = None
        self._lines: queue.Queue[bytes] = queue.Queue()

    def __enter__(self) -> Apart:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def read(self, place: Place, options: ReadingOptions, *, size: int) -> Opened:
        """What a place of `size` bytes holds, as `opening.read_place` gives it."""
        known = self.kept.load(place, options)
        if known is not None:
            return known
        first, *lines = self._ask(place, {"task": "read", "options": options.to_json()}, size=size)
        opened = Opened(first["format"], [as_found(line) for line in lines])
        self.kept.save(place, options, opened)
        return opened

    def list_archive(self, place: Place, *, size: int) -> list[Member]:
        """The files within an archive of `size` bytes."""
        return [Member(**line["member"]) for line in self._ask(place, {"task": "list"}, size=size)]

    def stop(self) -> None:
        """End the child; the next call starts another."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()

    def _ask(self, place: Place, request: Mapping[str, object], *, size: int) -> Iterator[dict[str, Any]]:
        child = self._start(place)
        found = {**request, "path": os.fsdecode(place.path), "name": place.name, "inside": list(place.inside)}
        try:
            child.stdin.write(json.dumps(found).encode() + b"\n")  # type: ignore[union-attr]
            child.stdin.flush()  # type: ignore[union-attr]
        except OSError as error:
            raise self._crashed(place) from error
        # An archive is held while its members are read.
        held = place.path.stat().st_size if place.inside else 0
        for line in self._watch(place, size / _MEGABYTE, held=held):
            if "end" in line:
                break
            if "error" in line:
                raise ArticleError(place.name, line["error"]["reason"], code=line["error"]["code"])
            if "os_error" in line:
                raise OSError(0, line["os_error"])
            yield line
        # A child that keeps much memory after a file would leave the next one too little.
        if self._take_stock()[1] > self.limits.bytes // 2 + held:
            self.stop()

    def _start(self, place: Place) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.stop()
        self._lines = queue.Queue()
        path = os.pathsep.join(filter(None, [str(_PACKAGE), os.environ.get("PYTHONPATH")]))
        self._child = subprocess.Popen(  # noqa: S603 (this Python, on a module of this package)
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"},
        )
        threading.Thread(target=_pass_on, args=(self._child.stdout, self._lines), daemon=True).start()
        try:
            ready = self._lines.get(timeout=self.limits.start)
        except queue.Empty:
            ready = b""
        if not ready:
            raise self._crashed(place)
        return self._child

    def _watch(self, place: Place, megabytes: float, *, held: int) -> Iterator[dict[str, Any]]:
        """The child's answers as they come; the child is stopped where they take too long or too much memory."""
        limits = self.limits
        seconds, most = limits.seconds_for(megabytes), limits.bytes_for(megabytes) + held
        worked, began = self._take_stock()[0], time.monotonic()
        while True:
            try:
                line = self._lines.get(timeout=_LOOK_EVERY)
            except queue.Empty:
                work, taken = self._take_stock()
                if work - worked > seconds or time.monotonic() - began > seconds * limits.patience:
                    raise self._stopped(place, "time", f"took longer than {seconds:g} seconds") from None
                if taken > most:
                    raise self._stopped(
                        place, "memory", f"took more than {most / _MEGABYTE:.0f} MB of memory"
                    ) from None
                continue
            if not line:
                raise self._crashed(place)
            yield json.loads(line)

    def _stopped(self, place: Place, code: str, found: str) -> ArticleError:
        self.stop()
        return ArticleError(place.name, f"{found} to read and was stopped; split it, or save it as text", code=code)

    def _take_stock(self) -> tuple[float, int]:
        """The seconds that the child has worked, and the bytes that it holds."""
        import psutil

        try:
            process = psutil.Process(self._child.pid if self._child is not None else 0)
            times = process.cpu_times()
            return float(times.user + times.system), int(process.memory_info().rss)
        except psutil.Error:
            return 0.0, 0

    def _crashed(self, place: Place) -> ArticleError:
        self.stop()
        reason = (
            "made its reader stop, so it is broken or hostile; open it in the program that made it and save it anew"
        )
        return ArticleError(place.name, reason, code="crashed")


def _pass_on(pipe: Any, lines: queue.Queue[bytes]) -> None:
    """Put the lines of a child into a queue, and an empty one where it ends: pipes cannot be polled everywhere."""
    try:
        for line in pipe:
            lines.put(line)
    except (OSError, ValueError):
        pass
    lines.put(b"")
