"""Tables of articles: an article a row."""
