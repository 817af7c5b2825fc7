"""What is kept on disk: the tables of a corpus, what they were made from, the user's own corrections, and exports."""

from helpers.keeping.aliases import find_aliases_file, read_aliases
from helpers.keeping.export import FORMATS, export_tables, find_format, leave_out_texts, need_target
from helpers.keeping.inputs import hash_inputs
from helpers.keeping.record import Record
from helpers.keeping.store import Store, hash_files, load_table, replace_file, write_csv

__all__ = [
    "FORMATS",
    "Record",
    "Store",
    "export_tables",
    "find_aliases_file",
    "find_format",
    "hash_files",
    "hash_inputs",
    "leave_out_texts",
    "load_table",
    "need_target",
    "read_aliases",
    "replace_file",
    "write_csv",
]
