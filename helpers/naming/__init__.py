"""Who and what is named: mentions, their entities, who speaks; the user's corrections, and why all of it is so."""

from helpers.naming.advice import count_corrections, suggest_aliases
from helpers.naming.corrections import correct_mentions, correct_speakers, find_alias_problems
from helpers.naming.evidence import find_near_misses, list_evidence, list_merges
from helpers.naming.identity import Linking, link_entities
from helpers.naming.mentions import find_mentions
from helpers.naming.speakers import find_speakers
from helpers.naming.why import WHY_TABLES, explain_name

__all__ = [
    "WHY_TABLES",
    "Linking",
    "correct_mentions",
    "correct_speakers",
    "count_corrections",
    "explain_name",
    "find_alias_problems",
    "find_mentions",
    "find_near_misses",
    "find_speakers",
    "link_entities",
    "list_evidence",
    "list_merges",
    "suggest_aliases",
]
