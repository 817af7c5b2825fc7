"""Keeping the table of entities complete, for maintainers: what packages know of states and the table does not.

Needs the extra `gather`; nothing else in this package needs this room. `python -m helpers.gathering` prints findings
and changes nothing: a person judges each one and writes it into `resources/entities.csv`, or into
`resources/gathering.toml` where the package is wrong.
"""

from helpers.gathering.states import compare_states, gather_states, read_reviewed

__all__ = ["compare_states", "gather_states", "read_reviewed"]
