"""Showing: tallies, charts, articles to read, words in context, two sides compared."""

from helpers.showing.charts import (
    plot_comparison,
    plot_cues,
    plot_entities,
    plot_speaker_cues,
    plot_speaker_entities,
    plot_speakers,
)
from helpers.showing.checks import check_files, checks_to_json, describe_checks
from helpers.showing.comparing import (
    compare_cues,
    compare_names,
    compare_speakers,
    describe_errors,
    label_sides,
    list_one_sided,
    pair_quotes,
    summarise_sides,
)
from helpers.showing.context import choose_word, find_context, show_context
from helpers.showing.counting import Counting
from helpers.showing.highlight import show_article, show_articles
from helpers.showing.leaders import count_speaker_cues
from helpers.showing.names import (
    compare_articles,
    count_entities,
    count_forms,
    count_speaker_entities,
    join_mentions,
    spread_groups,
)
from helpers.showing.outputs import describe_repeats, show_chart, show_table
from helpers.showing.pairs import show_pairs
from helpers.showing.printings import list_printings
from helpers.showing.republishing import plot_stories, trace_stories
from helpers.showing.shares import plot_coverage, plot_cue_shares, plot_one_sided, plot_speaker_shares
from helpers.showing.sides import choose_sides, split_articles
from helpers.showing.tallies import count_cues, count_dates, count_quotes, summarise_corpus, total_quotes
from helpers.showing.timeline import plot_dates
from helpers.showing.widgets import browse_articles, explore_quotes, search_words

__all__ = [
    "Counting",
    "browse_articles",
    "check_files",
    "checks_to_json",
    "choose_sides",
    "choose_word",
    "compare_articles",
    "compare_cues",
    "compare_names",
    "compare_speakers",
    "count_cues",
    "count_dates",
    "count_entities",
    "count_forms",
    "count_quotes",
    "count_speaker_cues",
    "count_speaker_entities",
    "describe_checks",
    "describe_errors",
    "describe_repeats",
    "explore_quotes",
    "find_context",
    "join_mentions",
    "label_sides",
    "list_one_sided",
    "list_printings",
    "pair_quotes",
    "plot_comparison",
    "plot_coverage",
    "plot_cue_shares",
    "plot_cues",
    "plot_dates",
    "plot_entities",
    "plot_one_sided",
    "plot_speaker_cues",
    "plot_speaker_entities",
    "plot_speaker_shares",
    "plot_speakers",
    "plot_stories",
    "search_words",
    "show_article",
    "show_articles",
    "show_chart",
    "show_context",
    "show_pairs",
    "show_table",
    "split_articles",
    "spread_groups",
    "summarise_corpus",
    "summarise_sides",
    "total_quotes",
    "trace_stories",
]
