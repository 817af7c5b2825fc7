"""Which executed notebooks ran to their end, and on what: so that a run may begin with a later one."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from helpers.keeping.store import Store, replace_file
from helpers.tables import HelpersError

_NAME = "made_from.json"


class Record:
    """The record of the executed notebooks in `folder`; `store` has the tables that they made."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder, self.store = folder, store
        self._made_from = self._read()

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads((self.folder / _NAME).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def need(self, saved: Mapping[str, Collection[str]], *, start: str) -> None:
        """Raise HelpersError unless the notebooks before `start` ran to their end on what is there now.

        `saved` has their names, in order, with the tables that each saves, which must still hold.
        """
        for notebook, tables in saved.items():
            lost = [name for name in tables if self.store.load(name) is None]
            if not lost and self._holds(notebook):
                continue
            what = f"{', '.join(lost)} of {notebook}" if lost else f"the executed {notebook}"
            again = "without --from" if notebook == next(iter(saved)) else f"with --from {notebook}"
            why = "articles, corrections, options or code may have changed"
            reason = f"not there or out of date ({why}); run {again}"
            raise HelpersError(f"--from {start}: needs the last run in {self.folder.parent}: {what}: {reason}")

    def _holds(self, notebook: str) -> bool:
        current = self._made_from.get(notebook) == self.store.fingerprint
        return current and (self.folder / f"{notebook}.ipynb").is_file()

    def begin(self, kept: Collection[str]) -> None:
        """Forget all notebooks but those `kept`: the others run now, and may not come to their end."""
        self._made_from = dict.fromkeys(kept, self.store.fingerprint)
        self._write()

    def add(self, notebook: str) -> None:
        """Keep that a notebook ran to its end."""
        self._made_from[notebook] = self.store.fingerprint
        self._write()

    def _write(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(dict(sorted(self._made_from.items())), indent=1)
        with replace_file(self.folder / _NAME) as partial:
            partial.write_text(text + "\n", encoding="utf-8")
