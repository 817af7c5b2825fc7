"""Where a pattern occurs in texts; run as a program of its own, so that a pattern that never ends can be stopped.

Nothing but the standard library may be imported here: as a program it starts with an empty path.
"""

from __future__ import annotations

import json
import re
import sys


def find_matches(pattern: str, texts: list[str]) -> list[list[tuple[int, int]]]:
    """Start and end of each match in each text, whatever the case of letters; empty matches are no matches."""
    compiled = re.compile(pattern, re.IGNORECASE)
    return [[match.span() for match in compiled.finditer(text) if match[0]] for text in texts]


if __name__ == "__main__":
    asked = json.loads(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(find_matches(asked["pattern"], asked["texts"])))
