"""Kernels: the Python processes in which notebooks run, started with the interpreter that runs Newsbook.

Nothing of them depends on what is installed or set on the machine: no kernel specification, no profile or start-up
file of IPython, no history, no open port where the system has sockets in files.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# What notebooks import anyway, imported while the kernel waits for its turn. An expression leaves no name behind,
# and a failure here is no matter: the notebook will say it better.
_WARM_UP = ("helpers", "pandas", "pyarrow.parquet", "plotly.graph_objs._figure")

# jsonschema imports rfc3987_syntax to check addresses, and that compiles a grammar first: 1.4 s of the 2.3 s that
# `import nbclient` takes, and again in each kernel, where showing a chart imports nbformat (jsonschema 4.26,
# rfc3987-syntax 1.1). A notebook holds no such addresses, and jsonschema does without it.
_GRAMMAR = "rfc3987_syntax"
_SKIP_GRAMMAR = f"__import__('sys').modules.setdefault({_GRAMMAR!r}, None);"

# The name of a socket has at most 103 bytes; the file name takes up to 20.
_LONGEST_SOCKET_FOLDER = 80

_OPTIONS = [
    f"--IPKernelApp.exec_lines={_SKIP_GRAMMAR}",
    *(f"--IPKernelApp.exec_lines=__import__({name!r});" for name in _WARM_UP),
    "--HistoryManager.enabled=False",
    "--InteractiveShell.colors=nocolor",
]


@contextmanager
def without_grammar() -> Iterator[None]:
    """Imports in here do without the grammar of rfc3987_syntax (see above)."""
    absent = _GRAMMAR not in sys.modules
    if absent:
        sys.modules[_GRAMMAR] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if absent:
            del sys.modules[_GRAMMAR]


@dataclass
class Kernel:
    """A started kernel; `noise` is the file that takes what the process itself writes to standard error."""

    manager: Any
    noise: Path
    client: Any = None

    async def connect(self, notebook: Any) -> Any:
        """The nbclient that runs the cells of `notebook` in this kernel, once it answers."""
        with without_grammar():
            from nbclient import NotebookClient

        self.client = NotebookClient(notebook, km=self.manager, timeout=None, record_timing=False)
        await self.client.async_start_new_kernel_client()
        return self.client

    def last_words(self) -> str:
        """The last line that the process wrote to standard error, in brackets; empty where there is none."""
        lines = self.noise.read_text(encoding="utf-8", errors="replace").split("\n")
        words = [line for line in lines if line.strip()]
        return f" ({words[-1].strip()})" if words else ""


@asynccontextmanager
async def start_kernel(folder: Path, environment: Mapping[str, str]) -> AsyncIterator[Kernel]:
    """A kernel that starts to start: it works in `folder` and is gone at the end, whatever happens."""
    with tempfile.TemporaryDirectory(prefix="newsbook-", ignore_cleanup_errors=True) as room:
        manager, noise = _make_manager(Path(room)), Path(room) / "stderr.txt"
        with noise.open("wb") as stream:
            await manager.start_kernel(
                extra_arguments=_OPTIONS,
                cwd=str(folder.resolve()),
                env={**os.environ, **_set_up(room), **environment},
                stdout=subprocess.DEVNULL,
                stderr=stream,
            )
            kernel = Kernel(manager, noise)
            try:
                yield kernel
            finally:
                if kernel.client and kernel.client.kc:
                    kernel.client.kc.stop_channels()
                await manager.shutdown_kernel(now=True)


def _set_up(room: str) -> dict[str, str]:
    """What a kernel finds in its environment: charts as JSON alone, no profile of the user, and this very package."""
    package = str(Path(__file__).absolute().parents[2])
    places = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        "PLOTLY_RENDERER": "plotly_mimetype",
        "IPYTHONDIR": room,
        "PYTHONIOENCODING": "utf-8",
        # Nobody sits before such a kernel, though Newsbook itself may have been started from an open notebook.
        "JPY_SESSION_NAME": "",
        "PYTHONPATH": os.pathsep.join(places),
    }


def _make_manager(room: Path) -> Any:
    with without_grammar():
        from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
        from jupyter_client.manager import AsyncKernelManager

    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]

    class OwnInterpreter(KernelSpecManager):
        """Whatever kernel a notebook names, it is the Python that runs Newsbook."""

        def get_kernel_spec(self, kernel_name: str) -> Any:
            return KernelSpec(argv=command, display_name=kernel_name, language="python")

    # Sockets in files: no port to be taken by another kernel in between, and no warning about open ones.
    transport = "ipc" if os.name == "posix" and len(str(room)) < _LONGEST_SOCKET_FOLDER else "tcp"
    connection = str(room / "kernel.json")
    return AsyncKernelManager(kernel_spec_manager=OwnInterpreter(), connection_file=connection, transport=transport)
