"""`python -m helpers.gathering [FOLDER]`: print what packages know of states and the table of entities does not.

FOLDER holds the adjectives of i18n-nationality, one JSON a language; `npm pack i18n-nationality` brings an archive with
them in `package/langs`. Without it adjectives are left out.
"""

from __future__ import annotations

import sys
from pathlib import Path

from helpers.gathering.states import compare_states, gather_states, read_reviewed


def main(arguments: list[str]) -> int:
    """Print one line per finding; 0 done, 2 wrong usage or a package that is missing."""
    folder = Path(arguments[0]) if arguments else None
    if len(arguments) > 1 or (folder is not None and not folder.is_dir()):
        print("usage: python -m helpers.gathering [FOLDER with the JSON files of i18n-nationality]")
        return 2
    try:
        states = gather_states(folder)
    except ModuleNotFoundError as error:
        print(f"{error.name} is not installed; pip install -e '.[gather]'")
        return 2
    findings = compare_states(states, read_reviewed())
    for code, column, found, entity_id in findings.itertuples(index=False, name=None):
        print(f"{code}  {entity_id or 'no row'}: {column} lacks {found!r}")
    print(f"{len(states)} territories, {len(findings)} findings")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
