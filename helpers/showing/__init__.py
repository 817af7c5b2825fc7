"""Showing: tallies, charts, articles to read, words in context."""

from helpers.showing.charts import (
    plot_comparison,
    plot_cues,
    plot_dates,
    plot_entities,
    plot_speaker_entities,
    plot_speakers,
)
from helpers.showing.context import choose_word, find_context, show_context
from helpers.showing.highlight import show_article, show_articles
from helpers.showing.names import (
    compare_articles,
    count_entities,
    count_forms,
    count_speaker_entities,
    join_mentions,
    spread_groups,
)
from helpers.showing.outputs import show_chart, show_table
from helpers.showing.tallies import (
    Counting,
    count_cues,
    count_dates,
    count_quotes,
    summarise_corpus,
    total_quotes,
)

__all__ = [
    "Counting",
    "choose_word",
    "compare_articles",
    "count_cues",
    "count_dates",
    "count_entities",
    "count_forms",
    "count_quotes",
    "count_speaker_entities",
    "find_context",
    "join_mentions",
    "plot_comparison",
    "plot_cues",
    "plot_dates",
    "plot_entities",
    "plot_speaker_entities",
    "plot_speakers",
    "show_article",
    "show_articles",
    "show_chart",
    "show_context",
    "show_table",
    "spread_groups",
    "summarise_corpus",
    "total_quotes",
]
