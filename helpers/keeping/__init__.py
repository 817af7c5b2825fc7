"""What is kept on disk: the tables of a corpus, and what they were made from."""

from helpers.keeping.store import Store, write_csv

__all__ = ["Store", "write_csv"]
