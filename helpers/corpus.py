"""The stages put together: a folder of articles to all its tables.

Each stage is a function from tables to tables; `STAGES` says which one gives what. `open_corpus` opens a table that was
saved, or computes it with the stages it needs, so that every notebook runs alone and gives the same.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pandas as pd

from helpers.keeping import Store, find_aliases_file, hash_files, load_table, read_aliases
from helpers.naming import (
    correct_mentions,
    correct_speakers,
    find_alias_problems,
    find_mentions,
    find_speakers,
    link_entities,
)
from helpers.quoting import choose_engine, find_mark_problems, find_quotes, find_sentences
from helpers.reading import AS_FOUND, ReadingOptions, read_articles
from helpers.tables import ALIASES_FILE, SCHEMAS, ArticleError, HelpersError, conform, rows_of
from helpers.terminal import count_things

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
BUILD = ROOT / "build"
# How `newsbook lab` and `newsbook run` tell the notebooks what they were started with.
FOLDER_VARIABLE, OUT_VARIABLE = "NEWSBOOK_FOLDER", "NEWSBOOK_OUT"
READING_VARIABLE, THREADS_VARIABLE = "NEWSBOOK_READING", "NEWSBOOK_THREADS"

# The files of the package that tables depend on.
_THAT_MATTERS = frozenset({".py", ".toml", ".csv", ".json", ".npz", ".onnx"})

# The tables that the user's corrections change.
_CORRECTED = ("mentions", "entities", "entity_names", "links", "speakers")

Tables = Mapping[str, pd.DataFrame]
Report = Callable[[str], None]
Watch = Callable[[int, str], None]


@dataclass(frozen=True)
class Options:
    """What an analysis may be told: the engine for quotations, how files are read, how many threads work."""

    engine: str = "auto"
    reading: ReadingOptions = AS_FOUND
    threads: int = 1


@dataclass(frozen=True)
class Stage:
    """A step of the analysis: the tables it gives and the function that makes them."""

    name: str
    gives: tuple[str, ...]
    run: Callable[[Corpus], Tables]


class Corpus:
    """All tables of one folder of articles, each an attribute: `corpus.articles`, `corpus.quotes`, …

    A table is opened from `out`/tables when it was saved there from the same files, engine and code; otherwise it is
    computed with the stages it needs. Without `out` nothing is read from or written to the disk besides the articles.
    """

    articles: pd.DataFrame
    files: pd.DataFrame
    copies: pd.DataFrame
    paragraphs: pd.DataFrame
    sentences: pd.DataFrame
    quotes: pd.DataFrame
    quote_spans: pd.DataFrame
    names_seen: pd.DataFrame
    mentions: pd.DataFrame
    entities: pd.DataFrame
    entity_names: pd.DataFrame
    links: pd.DataFrame
    speakers: pd.DataFrame
    problems: pd.DataFrame

    def __init__(self, folder: Path, out: Path | None, *, options: Options, watch: Watch | None = None) -> None:
        self.folder, self.out, self.options, self.watch = folder, out, options, watch
        self._tables: dict[str, pd.DataFrame] = {}
        self.store = _open_store(folder, out, options) if out is not None else None

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in SCHEMAS:
            return self.table(name)
        raise AttributeError(f"a corpus has no {name!r}; its tables are {', '.join(SCHEMAS)}")

    def __repr__(self) -> str:
        return f"Corpus({self.folder.name}, engine={choose_engine(self.options.engine)})"

    def table(self, name: str) -> pd.DataFrame:
        """The table of this name: the one in hand, else the one saved, else computed."""
        if name not in self._tables:
            saved = self.store.load(name) if self.store is not None else None
            if saved is not None:
                # What is wrong with corrections hangs on a file that may have changed since.
                self._tables[name] = _with_alias_problems(saved, self) if name == "problems" else saved
            else:
                stage = next(stage for stage in STAGES if name in stage.gives)
                self._tables |= {key: table for key, table in stage.run(self).items() if key not in self._tables}
        return self._tables[name]

    @property
    def converted(self) -> Path | None:
        """Where the text of web pages, PDFs and the like is kept, so that only new files are read anew."""
        return None if self.out is None else self.out / "converted"

    def save(self, **tables: pd.DataFrame) -> None:
        """Keep tables by name, in hand and in `out`/tables as Parquet and CSV.

        Raises HelpersError for a name that is no table, SchemaError for a frame that is not that table.
        """
        for name, table in tables.items():
            if name not in SCHEMAS:
                raise HelpersError(f"there is no table {name!r}; the tables are {', '.join(SCHEMAS)}")
            self._tables[name] = conform(table, SCHEMAS[name])
            if self.store is not None:
                self.store.save(name, self._tables[name])


def _read(corpus: Corpus) -> Tables:
    reading = read_articles(corpus.folder, options=corpus.options.reading, keep_in=corpus.converted, watch=corpus.watch)
    marks = find_mark_problems(reading.articles, reading.copies, reading.paragraphs)
    problems = pd.concat([reading.problems, marks, list_alias_problems(corpus.folder, reading.articles)])
    return {**reading._asdict(), "problems": problems.reset_index(drop=True)}


def list_alias_problems(folder: Path, articles: pd.DataFrame) -> pd.DataFrame:
    """All that is wrong with the user's corrections of a folder, as rows of `problems`."""
    aliases, problems = read_aliases(folder)
    return pd.concat([problems, find_alias_problems(articles, aliases)], ignore_index=True)


def _with_alias_problems(problems: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    others = problems[problems["path"].str.casefold() != ALIASES_FILE]
    if len(others) == len(problems) and find_aliases_file(corpus.folder) is None:
        return problems
    return pd.concat([others, list_alias_problems(corpus.folder, corpus.articles)], ignore_index=True)


def _sentences(corpus: Corpus) -> Tables:
    return {"sentences": find_sentences(corpus.articles, corpus.paragraphs)}


def _quotes(corpus: Corpus) -> Tables:
    options = corpus.options
    found = find_quotes(
        corpus.articles, corpus.paragraphs, corpus.sentences, engine=options.engine, threads=options.threads
    )
    return found._asdict()


def _mentions(corpus: Corpus) -> Tables:
    found = find_mentions(corpus.articles, corpus.paragraphs, corpus.sentences, corpus.names_seen)
    aliases = read_aliases(corpus.folder).aliases
    mentions = correct_mentions(corpus.articles, corpus.sentences, found, aliases, paragraphs=corpus.paragraphs)
    return {"mentions": mentions}


def _links(corpus: Corpus) -> Tables:
    return link_entities(corpus.articles, corpus.mentions, read_aliases(corpus.folder).aliases)._asdict()


def _speakers(corpus: Corpus) -> Tables:
    speakers = find_speakers(
        corpus.articles,
        corpus.paragraphs,
        corpus.sentences,
        corpus.quotes,
        corpus.quote_spans,
        corpus.mentions,
        corpus.links,
        corpus.entities,
    )
    return {"speakers": correct_speakers(speakers, read_aliases(corpus.folder).aliases, corpus.entities)}


STAGES = (
    Stage("reading", ("articles", "files", "copies", "paragraphs", "problems"), _read),
    Stage("sentences", ("sentences",), _sentences),
    Stage("quotations", ("quotes", "quote_spans", "names_seen"), _quotes),
    Stage("names", ("mentions",), _mentions),
    Stage("identity", ("links", "entities", "entity_names"), _links),
    Stage("speakers", ("speakers",), _speakers),
)


def open_corpus(
    folder: Path | str | None = None,
    out: Path | str | None = None,
    *,
    engine: str = "auto",
    reading: ReadingOptions | None = None,
    watch: Watch | None = None,
) -> Corpus:
    """The corpus of a folder, its tables opened from `out`/tables or computed when they are asked for.

    Without `folder` the one Newsbook was started with, else the seeds; without `out` likewise, else `build` in the
    project; without `reading` likewise, else the files are read as they are found. `watch` is told the number and name
    of each file while they are read. Raises ArticleError where the folder is missing, HelpersError for an engine that
    there is not.
    """
    chosen = Path(folder or os.environ.get(FOLDER_VARIABLE) or SEEDS)
    place = Path(out or os.environ.get(OUT_VARIABLE) or BUILD)
    how = reading or ReadingOptions.from_json(os.environ.get(READING_VARIABLE) or "{}")
    threads = int(os.environ.get(THREADS_VARIABLE) or Options.threads)
    return Corpus(_existing(chosen, place), place, options=_checked(Options(engine, how, threads)), watch=watch)


def analyse(
    folder: Path | str,
    *,
    out: Path | str | None = None,
    options: Options | None = None,
    report: Report | None = None,
    watch: Watch | None = None,
) -> Corpus:
    """The corpus of a folder with every table computed anew, and saved below `out`/tables if that is given.

    `report` is called with a line as each stage is done, `watch` with the number and name of each file. Raises
    ArticleError where the folder is missing or holds no article that can be read, HelpersError for an engine that there
    is not.
    """
    place = Path(out) if out is not None else None
    corpus = Corpus(_existing(Path(folder), place), place, options=_checked(options or Options()), watch=watch)
    for stage in STAGES:
        tables = dict(stage.run(corpus))
        corpus.save(**tables)
        if report is not None:
            report(f"{stage.name}: " + ", ".join(count_things(len(table), name) for name, table in tables.items()))
        if stage.name == "reading":
            need_articles(corpus)
    return corpus


def need_articles(corpus: Corpus) -> None:
    """Raise ArticleError where a folder holds no article that can be read, with the first reason why."""
    if len(corpus.articles):
        return
    why = [f"{row.path}: {row.message}" for row in rows_of(corpus.problems)]
    rest = f" (and {count_things(len(why) - 1, 'more files')}; see newsbook check)" if len(why) > 1 else ""
    reason = "holds no article that can be read" + (f"; {why[0]}{rest}" if why else "; put articles into it")
    raise ArticleError(corpus.folder, reason, code="folder")


def _existing(folder: Path, out: Path | None) -> Path:
    """The folder of articles; what is made of them must lie elsewhere, or it would be read as articles in turn."""
    if not folder.is_dir():
        raise ArticleError(folder, "is not a folder; name one that holds articles", code="folder")
    if out is not None and out.resolve().is_relative_to(folder.resolve()):
        raise ArticleError(out, f"lies within the articles ({folder}); choose another --out", code="folder")
    return folder


def _checked(options: Options) -> Options:
    choose_engine(options.engine)
    return options


def open_last_run(out: Path) -> Tables | None:
    """All tables as the last run left them below `out`, whatever they were made from; None where one is not there."""
    tables = {name: load_table(out / "tables", name) for name in SCHEMAS}
    found = {name: table for name, table in tables.items() if table is not None}
    return found if len(found) == len(SCHEMAS) else None


def _open_store(folder: Path, out: Path, options: Options) -> Store:
    path = find_aliases_file(folder)
    corrections = "" if path is None or not path.is_file() else hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    fingerprint = _fingerprint(folder, options, leaving_out=path)
    return Store(out / "tables", fingerprint=fingerprint, corrections=corrections, corrected=_CORRECTED)


def _fingerprint(folder: Path, options: Options, *, leaving_out: Path | None) -> str:
    """A hash of the files, the options and the code: what the tables of a folder depend on."""
    # How many threads work changes no table.
    return hash_files(folder, beside=f"{replace(options, threads=1)}{_code_version()}", leaving_out=leaving_out)


@cache
def _code_version() -> str:
    """A hash of this package's code and word lists: people change both, and old tables must not outlive that."""
    digest = hashlib.sha256()
    package = Path(__file__).resolve().parent
    for path in sorted(path for path in package.rglob("*") if path.suffix in _THAT_MATTERS):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
