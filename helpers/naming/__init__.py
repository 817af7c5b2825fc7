"""Who and what is named: mentions, the entities they name, and who speaks."""

from helpers.naming.identity import Linking, link_entities
from helpers.naming.mentions import find_mentions
from helpers.naming.speakers import find_speakers

__all__ = ["Linking", "find_mentions", "find_speakers", "link_entities"]
