"""The learned reader: a small network finds quotations with their sources and cues, and names, in English and German.

It is trained by `helpers.training`; what it was trained on and how right it is stands in its card,
`resources/model/CARD.md`.
"""

from helpers.quoting.extractor.reading import (
    Extractor,
    Reading,
    SeenName,
    is_installed,
    is_taken_away,
    load_extractor,
    reads,
)

__all__ = ["Extractor", "Reading", "SeenName", "is_installed", "is_taken_away", "load_extractor", "reads"]
