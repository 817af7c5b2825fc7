"""Who republished what: the stories that were printed more than once, where and when, and how much of each is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.showing.bars import label_rows, let_open
from helpers.showing.labels import fold_label, label_articles, tell_apart, wrap_label
from helpers.showing.looks import look_up_plain, note_figure, start_figure, tint
from helpers.showing.tallies import choose_groups
from helpers.tables import rows_of
from helpers.wording import Shingles, count_held, count_words, hash_shingles, split_words

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_TITLE = "Who republished what"
_NO_OUTLET = "(no outlet)"
_DARKEST = 0.4
_COLUMNS = ["story_id", "story", "article_id", "article", "outlet", "date", "agency", "how", "share", "own", "path"]


def trace_stories(articles: pd.DataFrame, *, copies: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Each printing of the stories that were printed more than once, one row per place where it was found.

    Columns: story_id, story (a label of the article that told it first), article_id, article (a label), outlet?, date?
    and agency? of this copy, how ("first", "exact copy" of the first, or "near copy"), share (of the first one's words,
    0 to 1, that this one holds, in stretches of five words and more), own (the share of its own words that the first
    does not hold), path. Share and own are of the bodies, and missing where there are fewer than five words. The
    stories printed most often come first, and within them the first by date; undated ones last, and of one day in the
    order of `articles`.
    """
    places = {article_id: place for place, article_id in enumerate(articles["article_id"])}
    about = articles[["article_id", "story_id"]].assign(article=label_articles(articles).array)
    printed = copies[["article_id", "outlet", "date", "agency", "path", "item"]].merge(about, on="article_id")
    printed = printed.assign(place=printed["article_id"].map(places), times=_count_times(printed))
    printed = printed[printed["times"] > 1].sort_values(["date", "place", "path", "item"], na_position="last")
    groups = printed.groupby("story_id")
    printed["first"], printed["story"] = groups["article_id"].transform("first"), groups["article"].transform("first")
    printed["begins"] = groups["place"].transform("first")
    printed["how"] = "near copy"
    printed.loc[printed["article_id"] == printed["first"], "how"] = "exact copy"
    printed.loc[~printed.duplicated("story_id"), "how"] = "first"
    printed = _add_shares(printed, articles, paragraphs)
    order = printed.assign(times=-printed["times"]).sort_values(["times", "begins"], kind="stable")
    return order[_COLUMNS].astype({"story": "str", "how": "str"}).reset_index(drop=True)


def _count_times(printed: pd.DataFrame) -> pd.Series[int]:
    return printed.groupby("story_id")["path"].transform("size")


def _add_shares(printed: pd.DataFrame, articles: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    bodies = paragraphs[(paragraphs["kind"] == "body") & paragraphs["article_id"].isin(printed["article_id"])]
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    words: dict[str, list[str]] = {article_id: [] for article_id in printed["article_id"]}
    for article_id, start, end in zip(bodies["article_id"], bodies["start"], bodies["end"], strict=True):
        words[article_id] += split_words(texts[article_id][start:end])
    known = {article_id: hash_shingles(own) for article_id, own in words.items()}
    pairs = [(known[key], known[first]) for key, first in zip(printed["article_id"], printed["first"], strict=True)]
    share = [_find_share(first, own) for own, first in pairs]
    fresh = [1 - _find_share(own, first) for own, first in pairs]
    return printed.assign(share=pd.Series(share, index=printed.index, dtype="float64"), own=fresh)


def _find_share(one: Shingles, other: Shingles) -> float:
    return count_held(one, other) / count_words(one) if len(one) else float("nan")


def plot_stories(printed: pd.DataFrame, *, top: int = 15, groups: int = 12) -> Figure:
    """The stories of `trace_stories` by the outlets that printed them: a heat map of how much of the first each holds.

    At most `top` stories and `groups` outlets, those with most printings.
    """
    if printed.empty:
        return note_figure(_TITLE, "No story was printed twice: these articles have neither copies nor near copies.")
    counted = printed.assign(printings=1, outlet=printed["outlet"].fillna(_NO_OUTLET))
    outlets = choose_groups(counted, "outlet", measure="printings", groups=groups)
    more = counted["outlet"].nunique() - len(outlets)
    shown = label_rows(counted, "story", key="story_id", measure="printings", top=top)
    cells = _list_cells(shown[shown["outlet"].isin(outlets)])
    rows = list(dict.fromkeys(shown["label"]))
    labels = dict(zip(outlets, tell_apart(fold_label(outlet) for outlet in outlets), strict=True))
    how = "“first” printed it first, as far as the dates tell; a number is the share of the first one’s words."
    note = f" {more} more outlets are in the table." if more else ""
    figure = start_figure(_TITLE, how + note, rows=len(rows) + 5)
    dark = look_up_plain("").colour
    figure.add_heatmap(
        **_fill_cells(cells, rows, labels),
        xgap=2, ygap=2, hoverongaps=False, showscale=False, zmin=0, zmax=1, texttemplate="%{text}",
        colorscale=[[0, tint(dark, 0.12)], [1, dark]], hovertemplate="%{y}<br>%{customdata[1]}<extra></extra>",
    )  # fmt: skip
    figure.update_xaxes(type="category", tickangle=-60, showgrid=False, title_text="outlet")
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False, title_text="story")
    return let_open(figure, "article")


def _list_cells(shown: pd.DataFrame) -> pd.DataFrame:
    """One row a story and outlet: share (the most), text (what the cell says), told (on hovering), article_id."""
    told = [
        _tell(*row) for row in zip(*(shown[name] for name in ("outlet", "date", "agency", "how", "share")), strict=True)
    ]
    ranked = shown.assign(told=told, rank=shown["share"].mask(shown["how"] == "first", 2).fillna(-1))
    ranked = ranked.sort_values("rank", ascending=False, kind="stable")
    groups = ranked.groupby(["label", "outlet"], sort=False)
    cells = groups.agg(share=("share", "first"), how=("how", "first"), article_id=("article_id", "first"),
                       times=("told", "size"), told=("told", "<br>".join)).reset_index()  # fmt: skip
    shares = ["" if pd.isna(share) else f"{share:.0%}" for share in cells["share"]]
    text = cells["how"].where(cells["how"] == "first", pd.Series(shares, dtype="str"))
    return cells.assign(text=text + [f" ×{times}" if times > 1 else "" for times in cells["times"]])


def _tell(outlet: str, date: object, agency: object, how: str, share: float) -> str:
    """A printing in one line, for hovering."""
    known = [outlet, *(value for value in (date, agency) if isinstance(value, str))]
    held = "" if pd.isna(share) or how == "first" else f", {share:.0%} of the first one’s words"
    return wrap_label(f"{' · '.join(known)}: {how}{held}")


def _fill_cells(cells: pd.DataFrame, rows: list[str], labels: dict[str, str]) -> dict[str, object]:
    """What the heat map is given: a line a story with a cell an outlet, empty where it did not print the story."""
    known = {(row.label, row.outlet): row for row in rows_of(cells)}
    lines = [[known.get((row, outlet)) for outlet in labels] for row in rows]
    return {
        "x": list(labels.values()),
        "y": rows,
        "z": [[cell and _shade(cell) for cell in line] for line in lines],
        "text": [[cell.text if cell else "" for cell in line] for line in lines],
        "customdata": [[[cell.article_id, cell.told] if cell else ["", ""] for cell in line] for line in lines],
    }


def _shade(cell: Any) -> float:
    """How dark a cell is: the first one fully, the others little enough that their numbers can be read."""
    held = 0.0 if pd.isna(cell.share) else float(cell.share)
    return 1.0 if cell.how == "first" else _DARKEST * held
