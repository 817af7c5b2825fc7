"""The same words in near copies: which tells first, that each number counts it once, and who republished what."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from conftest import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st
from test_charts import read_figure
from test_tallies import make_articles, make_quotes, make_speakers, read

from helpers import (
    Counting,
    choose_sides,
    compare_articles,
    compare_speakers,
    count_cues,
    count_dates,
    count_entities,
    count_quotes,
    count_speaker_entities,
    describe_repeats,
    join_mentions,
    list_printings,
    pair_quotes,
    plot_stories,
    show_chart,
    split_articles,
    summarise_corpus,
    summarise_sides,
    total_quotes,
    trace_stories,
)
from helpers.showing.printings import list_also_in, list_outlets
from helpers.showing.tellings import find_tellings, order_articles
from helpers.tables import (
    COPIES,
    ENTITIES,
    LINKS,
    MENTIONS,
    PARAGRAPHS,
    PROBLEMS,
    QUOTE_SPANS,
    SENTENCES,
    conform,
    empty,
)

RAW = Counting(by_story=False)
# Two outlets print one story on two days, a third tells another one.
ARTICLES = make_articles(
    {"article_id": "b", "story_id": "s", "outlet": "Post", "date": "2031-03-05", "headline": "Talks stall"},
    {"article_id": "a", "story_id": "s", "outlet": "Courier", "date": "2031-03-04", "headline": "Talks go on"},
    {"article_id": "c", "outlet": "Kurier", "date": "2031-03-04", "headline": "Ferries stop"},
)
COPIES_OF_THEM = conform(
    [
        {"article_id": "b", "path": "post/1.txt", "item": 0, "outlet": "Post", "date": "2031-03-05", "agency": "NP"},
        {"article_id": "a", "path": "courier/1.txt", "item": 0, "outlet": "Courier", "date": "2031-03-04"},
        {"article_id": "a", "path": "gazette/1.txt", "item": 0, "outlet": "Gazette", "date": "2031-03-06"},
        {"article_id": "c", "path": "kurier/1.txt", "item": 0, "outlet": "Kurier", "date": "2031-03-04"},
    ],
    COPIES,
)  # fmt: skip


def tell(*quotes: dict[str, Any]) -> list[str]:
    """The first tellings of quotations, each of which stands in article a where it does not say."""
    return find_tellings(make_quotes(*quotes), ARTICLES).tolist()


# --- what is the same quotation ---------------------------------------------------------------------------------

SAME = {
    "same letters": ("“We will stay,”", "we will – stay"),
    "one word": ("No.", "“No!”"),
    "a word changed": (
        "The boats will stay until the map is settled by lawyers",
        "The ships will stay until the map is settled by lawyers",
    ),
    "shortened": ("The boats will stay until the map is settled, and not by admirals", "until the map is settled"),
    "longer": ("until the map is settled", "The boats will stay until the map is settled, and not by admirals"),
    "a small word changed": (
        "that his country would not pull back its boats",
        "that our country would not pull back its boats",
    ),
}
OTHER = {
    "other words": ("We will stay until they go", "They will go once we have left"),
    "few words within": ("We will stay until they go", "until they go"),
    "a short one changed": ("We will stay", "We will leave"),
    "another number": ("at least 12 people were hurt in the port", "at least 15 people were hurt in the port"),
    "a negation": ("the boats will stay in the strait until May", "the boats will not stay in the strait until May"),
}


@pytest.mark.parametrize("what", SAME)
def test_an_edited_quotation_is_the_same(what: str) -> None:
    first, other = SAME[what]
    assert tell({"text": first}, {"article_id": "b", "text": other}) == ["q0", "q0"]


@pytest.mark.parametrize("what", OTHER)
def test_another_quotation_is_another(what: str) -> None:
    first, other = OTHER[what]
    assert tell({"text": first}, {"article_id": "b", "text": other}) == ["q0", "q1"]


@pytest.mark.parametrize(
    ("kinds", "same"),
    [
        (("direct", "mixed"), True),
        (("mixed", "direct"), True),
        (("indirect", "indirect"), True),
        (("direct", "indirect"), False),
        (("scare", "direct"), False),
    ],
)
def test_what_has_quote_marks_and_what_has_none_are_two(kinds: tuple[str, str], same: bool) -> None:
    told = tell({"kind": kinds[0]}, {"article_id": "b", "kind": kinds[1]})
    assert (told == ["q0", "q0"]) == same


@pytest.mark.parametrize(
    ("sources", "same"),
    [
        (("Marja Kell", "Kell"), True),
        (("Foreign Minister Yevhen Dorashenko", "The minister"), True),
        (("Kell", None), True),
        (("Marja Kell", "she"), True),
        (("Dorashenko’s spokesman", "a spokesman for Dorashenko"), True),
        (("Marja Kell", "Oskar Lind"), False),
        (("Kesteria", "The Velmark government"), False),
    ],
)
def test_sources_that_name_others_make_two_of_it(sources: tuple[str, str | None], same: bool) -> None:
    told = tell({"source": sources[0]}, {"article_id": "b", "source": sources[1]})
    assert (told == ["q0", "q0"]) == same


def test_only_articles_of_one_story_and_language_are_compared() -> None:
    assert tell({}, {"article_id": "c"}) == ["q0", "q1"]
    german = ARTICLES.assign(language=["de", "en", "en"])
    assert find_tellings(make_quotes({}, {"article_id": "b"}), german).tolist() == ["q0", "q1"]


def test_who_says_the_same_twice_in_one_article_says_it_twice() -> None:
    assert tell({}, {}) == ["q0", "q1"]
    assert tell({}, {}, {"article_id": "b"}, {"article_id": "b"}) == ["q0", "q1", "q0", "q1"]
    assert tell({}, {"article_id": "b"}, {"article_id": "b"}) == ["q0", "q0", "q2"]


def test_two_pieces_of_one_quotation_are_both_repeats() -> None:
    whole = "The boats will stay until the map is settled, and it will be settled by lawyers"
    pieces = ("The boats will stay until the map is settled", "it will be settled by lawyers")
    assert tell({"text": whole}, *({"article_id": "b", "text": text} for text in pieces)) == ["q0", "q0", "q0"]


def test_the_closest_of_several_tellings_is_taken() -> None:
    told = tell(
        {"text": "They said that the boats will stay until the map is settled by lawyers"},
        {"text": "the boats will stay until the map is settled"},
        {"article_id": "b", "text": "the boats will stay until the map is settled"},
        {"article_id": "b", "text": "They say that the boats will stay until the map is settled by lawyers"},
    )
    assert told == ["q0", "q1", "q1", "q0"]


def test_copies_of_a_copy_lead_to_the_first() -> None:
    articles = make_articles(*({"article_id": key, "story_id": "s"} for key in "abc"))
    long = "We asked them for a map and they sent us a poem, and a rather long one at that"
    texts = (long, "they sent us a poem, and a rather long one", "they wrote us a poem, and a rather long one")
    quotes = make_quotes(*({"article_id": key, "text": text} for key, text in zip("abc", texts, strict=True)))
    assert find_tellings(quotes, articles).tolist() == ["q0", "q0", "q0"]


def test_the_first_telling_is_by_date_then_by_the_order_of_the_articles() -> None:
    assert tell({"article_id": "b"}, {"article_id": "a"}) == ["q1", "q1"]
    undated = ARTICLES.assign(date=[None, "2031-03-04", None])
    assert order_articles(undated)["article_id"].tolist() == ["a", "b", "c"]
    same_day = ARTICLES.assign(date="2031-03-04")
    assert find_tellings(make_quotes({"article_id": "b"}, {}), same_day).tolist() == ["q0", "q0"]


SAID = st.lists(
    st.fixed_dictionaries(
        {
            "article_id": st.sampled_from(["a", "b", "c"]),
            "text": st.lists(st.sampled_from(["we", "stay", "go", "not", "12", "boats", "map"]), max_size=9).map(
                " ".join
            ),
            "kind": st.sampled_from(["direct", "mixed", "indirect", "scare"]),
            "source": st.sampled_from(["Kell", "Lind", None, HOSTILE]),
            "start": st.integers(0, 9),
        }
    ),
    max_size=12,
)


@settings(max_examples=30)
@given(SAID)
def test_a_first_telling_tells_first_and_no_article_tells_it_twice(rows: list[dict[str, Any]]) -> None:
    quotes = make_quotes(*rows)
    told = quotes.assign(told_first=find_tellings(quotes, ARTICLES))
    first = dict(zip(told["quote_id"], told["told_first"], strict=True))
    assert all(first[key] == key for key in first.values())
    places = order_articles(ARTICLES).set_index("article_id")["place"]
    articles = told.set_index("quote_id")["article_id"]
    for key, other in first.items():
        assert key == other or places[articles[other]] < places[articles[key]]
    assert find_tellings(told, ARTICLES).tolist() == told["told_first"].tolist()


def test_many_quotations_of_one_story_take_no_minutes() -> None:
    articles = make_articles(*({"article_id": f"a{place}", "story_id": "s"} for place in range(40)))
    lines = [f"word{line} we say that boat{line % 7} stays {line} until map{line % 5} is there" for line in range(50)]
    rows = [
        {"article_id": f"a{place}", "text": line, "start": n} for place in range(40) for n, line in enumerate(lines)
    ]
    quotes = make_quotes(*rows)
    assert find_tellings(quotes, articles).nunique() == 50


# --- numbers ----------------------------------------------------------------------------------------------------

# Kell says one thing in both copies, with another verb; b adds a sentence, and c has the words of another story.
QUOTES = make_quotes(
    {"article_id": "a", "words": 3, "cue": "said", "cue_lemma": "say"},
    {
        "article_id": "b",
        "text": "We’ll stay – we will stay",
        "words": 5,
        "start": 20,
        "cue": "said",
        "cue_lemma": "say",
    },
    {"article_id": "b", "words": 3, "cue": "claimed", "cue_lemma": "claim"},
    {"article_id": "c", "words": 3, "cue": "said", "cue_lemma": "say"},
)
SPEAKERS = make_speakers(("q0", "Kell"), ("q1", "Kell"), ("q2", "Kell"), ("q3", "Lind"))


def test_speaker_counts_once_for_near_copies_and_in_each_where_they_count() -> None:
    tally = count_quotes(QUOTES, SPEAKERS, articles=ARTICLES)
    assert read(tally, "speaker", "quotes", "words", "repeats_left_out") == [("Kell", 2, 8, 1), ("Lind", 1, 3, 0)]
    raw = count_quotes(QUOTES, SPEAKERS, articles=ARTICLES, counting=RAW)
    assert read(raw, "speaker", "quotes", "words", "repeats_counted") == [("Kell", 3, 11, 1), ("Lind", 1, 3, 0)]


def test_each_outlet_counts_what_it_prints() -> None:
    tally = count_quotes(QUOTES, SPEAKERS, articles=ARTICLES, by="outlet")
    assert sorted(read(tally, "outlet", "quotes")) == [("Courier", 1), ("Kurier", 1), ("Post", 2)]
    printed = list_printings(ARTICLES, COPIES_OF_THEM)
    tally = count_quotes(QUOTES, SPEAKERS, articles=printed, by="outlet")
    assert sorted(read(tally, "outlet", "quotes")) == [("Courier", 1), ("Gazette", 1), ("Kurier", 1), ("Post", 2)]
    assert read(total_quotes(QUOTES, articles=printed), "quotes") == [(3,)]
    for by in (None, "language", "article", "kind"):
        ours, theirs = (count_quotes(QUOTES, SPEAKERS, articles=table, by=by) for table in (ARTICLES, printed))
        pd.testing.assert_frame_equal(ours, theirs)


def test_a_verb_counts_for_each_copy_that_chose_it() -> None:
    tally = count_cues(QUOTES, articles=ARTICLES)
    assert read(tally, "cue_lemma", "quotes") == [("say", 3), ("claim", 1)]


def test_speaker_that_only_a_copy_names_counts_there_and_totals_count_once() -> None:
    speakers = make_speakers(("q0", None), ("q1", "Kell"), ("q2", "Kell"), ("q3", None))
    tally = count_quotes(QUOTES, speakers, articles=ARTICLES)
    assert read(tally, "speaker", "quotes") == [("Kell", 2), (None, 2)]
    assert read(total_quotes(QUOTES, articles=ARTICLES), "quotes", "repeats_left_out") == [(3, 1)]


def test_a_day_and_a_month_count_what_is_printed_in_them() -> None:
    days = count_dates(QUOTES, articles=ARTICLES)
    assert read(days, "date", "step", "articles", "quotes") == [
        ("2031-03-04", "day", 2, 2),
        ("2031-03-05", "day", 1, 2),
    ]
    month = count_dates(QUOTES, articles=ARTICLES, step="month")
    assert read(month, "date", "articles", "quotes", "repeats_left_out") == [("2031-03", 3, 3, 1)]


def test_belief_that_a_copy_makes_an_assertion_counts_as_one() -> None:
    quotes = make_quotes({"speech": False}, {"article_id": "b"})
    assert read(total_quotes(quotes, articles=ARTICLES), "quotes", "repeats_left_out") == [(1, 0)]
    believed = total_quotes(quotes, articles=ARTICLES, counting=Counting(beliefs=True))
    assert read(believed, "quotes", "repeats_left_out") == [(1, 1)]


def test_words_within_a_quotation_that_repeats_count_once() -> None:
    quotes = make_quotes(
        {"text": "He told me that nothing was worth writing down that day", "words": 11},
        {"article_id": "b", "text": "He told me that nothing was worth writing down that day", "words": 11},
        {"article_id": "b", "text": "nothing worth it", "words": 3, "start": 3, "parent_quote_id": "q1"},
    )
    assert read(total_quotes(quotes, articles=ARTICLES), "quotes", "words") == [(2, 11)]


def test_both_sides_count_a_story_that_both_print_and_each_counts_it_once() -> None:
    quotes = pd.concat([QUOTES, make_quotes({"quote_id": "q4", "article_id": "d"})], ignore_index=True)
    speakers = pd.concat([SPEAKERS, make_speakers(("q4", "Kell"))], ignore_index=True)
    more = make_articles({"article_id": "d", "story_id": "s", "outlet": "Post", "date": "2031-03-07"})
    articles = pd.concat([ARTICLES, more], ignore_index=True)
    post = {"article_id": "d", "path": "post/2.txt", "item": 0, "outlet": "Post", "date": "2031-03-07"}
    copies = pd.concat([COPIES_OF_THEM, conform([post], COPIES)], ignore_index=True)
    sides = choose_sides(articles, copies, by="outlet", first="Courier", second="Post")
    sided = split_articles(articles, copies, sides)
    tally = compare_speakers(quotes, speakers, sided=sided, sides=sides)
    columns = ("speaker", "side", "quotes", "of")
    assert read(tally, *columns, "repeats_left_out") == [("Kell", "Courier", 1, 1, 0), ("Kell", "Post", 2, 2, 1)]
    raw = compare_speakers(quotes, speakers, sided=sided, sides=sides, counting=RAW)
    assert read(raw, *columns, "repeats_counted") == [("Kell", "Courier", 1, 1, 0), ("Kell", "Post", 3, 3, 1)]
    told = summarise_sides(sided, sides, quotes=quotes, speakers=speakers)
    assert read(told, "side", "quotations", "repeats_left_out") == [("Courier", 1, 0), ("Post", 2, 1)]
    pairs = pair_quotes(quotes, speakers, sided=sided, sides=sides)
    assert read(pairs, "side", "of") == [("Courier", 1), ("Post", 2), ("Post", 2)]


def test_a_bar_of_a_stretch_of_time_leads_to_its_days() -> None:
    sides = choose_sides(ARTICLES, COPIES_OF_THEM, by="date", first="2031-02", second="2031-03-04/2031-03-06")
    assert sides.list_filters("2031-02") == {"from": "2031-02-01", "to": "2031-02-28"}
    assert sides.list_filters(sides.second) == {"from": "2031-03-04", "to": "2031-03-06"}
    assert choose_sides(ARTICLES, COPIES_OF_THEM, by="outlet").list_filters("Post") == {"outlet": "Post"}


def test_the_summary_says_how_it_counts() -> None:
    for counting, told in ((Counting(), ("3 (3 with", "1 (left out)")), (RAW, ("4 (4 with", "1 (counted)"))):
        facts = summarise_corpus(
            ARTICLES,
            copies=COPIES_OF_THEM,
            problems=empty(PROBLEMS),
            quotes=QUOTES,
            speakers=SPEAKERS,
            counting=counting,
        )
        known = dict(zip(facts["fact"], facts["value"], strict=True))
        assert known["quotations"].startswith(told[0])
        assert known["repeats in near copies"] == told[1]


@pytest.mark.parametrize(
    ("counting", "text"),
    [
        (Counting(), "Each quotation counts once per story: 1 repeat in near copies is left out."),
        (RAW, "Each quotation counts as often as near copies print it: 1 repeat is counted."),
    ],
)
def test_a_page_says_in_words_how_it_counts(counting: Counting, text: str) -> None:
    assert describe_repeats(QUOTES, articles=ARTICLES, counting=counting).text == text


def test_nothing_repeated_is_said_as_well() -> None:
    page = describe_repeats(QUOTES, articles=ARTICLES.assign(story_id=ARTICLES["article_id"]))
    assert page.html == "<p>Each quotation counts once per story: 0 repeats in near copies are left out.</p>"


# --- names ------------------------------------------------------------------------------------------------------

TEXTS = {
    "a": "Kell met Lind in Tolvane. Kell left.",
    "b": "Kell saw Lind in Tolvane. Lind slept, and Lind dreamt.",
    "c": "Kell met Lind in Tolvane.",
}


def name(articles: pd.DataFrame = ARTICLES) -> pd.DataFrame:
    """Every Kell, Lind and Tolvane of the three texts, each sentence a sentence."""
    sentences, mentions, links = [], [], []
    for article_id, text in TEXTS.items():
        begin = 0
        for number, line in enumerate(text.split(". ")):
            place = {"article_id": article_id, "paragraph": 0, "sentence": number}
            sentences.append({**place, "start": begin, "end": begin + len(line)})
            for entity in ("Kell", "Lind", "Tolvane"):
                at = -1
                while (at := line.find(entity, at + 1)) >= 0:
                    start, end = begin + at, begin + at + len(entity)
                    key = f"{article_id}:{start}-{end}"
                    found = {"text": entity, "kind": "person", "relation": "name", "found_by": "x", "score": 1.0}
                    mentions.append({"mention_id": key, **place, "start": start, "end": end, **found})
                    links.append({"mention_id": key, "entity_id": entity.lower(), "how": "x", "score": 1.0})
            begin += len(line) + 2
    known = [{"entity_id": key.lower(), "name": key, "kind": "person"} for key in ("Kell", "Lind", "Tolvane")]
    return join_mentions(
        conform(mentions, MENTIONS), conform(links, LINKS), entities=conform(known, ENTITIES),
        articles=articles.assign(text=articles["article_id"].map(TEXTS)), sentences=conform(sentences, SENTENCES),
    )  # fmt: skip


def test_name_in_the_same_sentence_of_near_copies_counts_once() -> None:
    tally = count_entities(name())
    assert read(tally, "name", "mentions", "articles", "repeats_left_out") == [
        ("Lind", 4, 3, 1),
        ("Kell", 3, 3, 1),
        ("Tolvane", 2, 3, 1),
    ]
    raw = count_entities(name(), by_story=False)
    assert read(raw, "name", "mentions", "repeats_counted") == [("Lind", 5, 1), ("Kell", 4, 1), ("Tolvane", 3, 1)]
    assert describe_repeats(named=name()).text == (
        "Each mention counts once per story: 3 repeats in near copies are left out."
    )


def test_each_outlet_counts_the_names_it_prints() -> None:
    tally = count_entities(name(list_printings(ARTICLES, COPIES_OF_THEM)), by="outlet")
    kell = {outlet: count for who, outlet, count in read(tally, "name", "outlet", "mentions") if who == "Kell"}
    assert kell == {"Courier": 2, "Gazette": 2, "Kurier": 1, "Post": 1}
    ours, theirs = (count_entities(name(table)) for table in (ARTICLES, list_printings(ARTICLES, COPIES_OF_THEM)))
    pd.testing.assert_frame_equal(ours, theirs)
    compared = compare_articles(name(list_printings(ARTICLES, COPIES_OF_THEM)), by="outlet")
    assert compared.groupby("outlet")["mentions"].sum().to_dict() == {
        "Courier": 4,
        "Gazette": 4,
        "Kurier": 3,
        "Post": 5,
    }


def test_name_that_speakers_name_in_near_copies_counts_once() -> None:
    rows = [{"article_id": key, "end": len(TEXTS[key]), "text": TEXTS[key]} for key in "ab"]
    quotes = make_quotes(*rows)
    spans = [{"quote_id": f"q{place}", "role": "content", "start": 0, "end": 60} for place in range(2)]
    speakers = make_speakers(("q0", "Rook"), ("q1", "Rook"))
    said = conform(spans, QUOTE_SPANS)
    tally = count_speaker_entities(name(), quotes, quote_spans=said, speakers=speakers)
    columns = ("name", "mentions", "quotes")
    assert read(tally, *columns, "repeats_left_out") == [("Lind", 3, 2, 1), ("Kell", 2, 1, 1), ("Tolvane", 1, 1, 1)]
    raw = count_speaker_entities(name(), quotes, quote_spans=said, speakers=speakers, by_story=False)
    assert read(raw, *columns, "repeats_counted") == [("Lind", 4, 2, 1), ("Kell", 3, 2, 1), ("Tolvane", 2, 2, 1)]


# --- who printed it ---------------------------------------------------------------------------------------------


def test_an_article_is_printed_by_its_own_outlet_first() -> None:
    assert list_outlets(ARTICLES, COPIES_OF_THEM) == {"b": ["Post"], "a": ["Courier", "Gazette"], "c": ["Kurier"]}
    nowhere = COPIES_OF_THEM.assign(outlet=None)
    assert list_outlets(ARTICLES.assign(outlet=None), nowhere) == {"b": [], "a": [], "c": []}
    assert len(list_printings(ARTICLES.assign(outlet=None), nowhere)) == 3


def test_a_row_says_where_else_its_words_are_printed() -> None:
    also = list_also_in(QUOTES, among=QUOTES, articles=ARTICLES, copies=COPIES_OF_THEM)
    assert also.fillna("–").tolist() == ["Gazette, Post", "–", "Courier, Gazette", "–"]
    unnamed = list_also_in(QUOTES, among=QUOTES, articles=ARTICLES.assign(outlet=None), copies=empty(COPIES))
    assert unnamed[2] == "Talks go on"


STORY = "Crews of the ferry line walked out on Tuesday and left four thousand people on the quay."
LAST = "The ministry would not comment on the talks, which are to go on next week in the capital."


def make_bodies(*texts: tuple[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles of one story from (article_id, body), with their paragraphs."""
    articles = make_articles(
        *({"article_id": key, "story_id": "s", "text": text, "headline": f"{key}: {HOSTILE}"} for key, text in texts)
    )
    rows = [{"article_id": key, "paragraph": 0, "kind": "body", "start": 0, "end": len(text)} for key, text in texts]
    return articles, conform(rows, PARAGRAPHS)


def print_copies(*rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
    """Copies from (article_id, outlet, date)."""
    return conform(
        [
            {"article_id": key, "path": f"{place}.txt", "item": 0, "outlet": outlet, "date": date}
            for place, (key, outlet, date) in enumerate(rows)
        ],
        COPIES,
    )


def test_a_story_is_traced_from_its_first_printing_on() -> None:
    articles, paragraphs = make_bodies(
        ("x", f"{STORY} {LAST}"), ("y", STORY), ("z", f"{STORY} {LAST} Nobody was hurt today.")
    )
    copies = print_copies(
        ("x", "Post", "2031-03-05"), ("x", "Courier", "2031-03-04"), ("y", "Gazette", None), ("z", None, "2031-03-06")
    )
    printed = trace_stories(articles, copies=copies, paragraphs=paragraphs)
    assert read(printed, "outlet", "date", "how") == [
        ("Courier", "2031-03-04", "first"),
        ("Post", "2031-03-05", "exact copy"),
        (None, "2031-03-06", "near copy"),
        ("Gazette", None, "near copy"),
    ]
    assert printed["share"].round(2).tolist() == [1.0, 1.0, 1.0, round(17 / 35, 2)]
    assert printed["own"].round(2).tolist() == [0.0, 0.0, round(4 / 39, 2), 0.0]
    assert set(printed["story_id"]) == {"s"}


def test_what_is_printed_once_is_in_no_chart() -> None:
    printed = trace_stories(ARTICLES.head(0), copies=COPIES_OF_THEM, paragraphs=empty(PARAGRAPHS))
    assert printed.empty
    figure = read_figure(plot_stories(printed))
    assert figure["data"] == []
    said = figure["layout"]["annotations"][0]["text"].replace("<br>", " ")
    assert said == "No story was printed twice: these articles have neither copies nor near copies."
    alone = ARTICLES[ARTICLES["article_id"] == "c"]
    assert trace_stories(alone, copies=COPIES_OF_THEM, paragraphs=empty(PARAGRAPHS)).empty


def test_exact_copies_alone_are_a_story_that_was_republished() -> None:
    articles, paragraphs = make_bodies(("x", STORY))
    copies = print_copies(("x", "Post", None), ("x", "Courier", None))
    printed = trace_stories(articles, copies=copies, paragraphs=paragraphs)
    assert read(printed, "outlet", "how", "share") == [("Post", "first", 1.0), ("Courier", "exact copy", 1.0)]


def test_the_chart_shows_a_cell_for_each_outlet_that_leads_to_its_article() -> None:
    articles, paragraphs = make_bodies(("x", f"{STORY} {LAST}"), ("y", STORY))
    copies = print_copies(
        ("x", "Post", "2031-03-04"),
        ("y", f"Gazette {HOSTILE}", "2031-03-05"),
        ("y", f"Gazette {HOSTILE}", "2031-03-06"),
    )
    printed = trace_stories(articles, copies=copies, paragraphs=paragraphs)
    figure = read_figure(plot_stories(printed))
    (trace,) = figure["data"]
    assert trace["text"] == [["49% ×2", "first"]]
    assert [cell[0] for cell in trace["customdata"][0]] == ["y", "x"]
    assert figure["layout"]["meta"]["newsbook"] == {"opens": "article"}
    told = trace["customdata"][0][0][1]
    assert "2031-03-05" in told and "2031-03-06" in told and "49% of the first" in " ".join(told.split("<br>"))
    assert "<script>" not in str(figure) and "<img" not in str(figure)
    table = show_chart(plot_stories(printed), printed).table.html
    assert "<script>" not in table and 'data-to="article.html#y"' in table


def test_the_chart_keeps_to_the_stories_and_outlets_printed_most() -> None:
    articles = make_articles(*({"article_id": f"a{place}", "story_id": f"a{place}"} for place in range(5)))
    rows = [(f"a{place}", f"Outlet {number}", None) for place in range(5) for number in range(2 + place)]
    printed = trace_stories(articles, copies=print_copies(*rows), paragraphs=empty(PARAGRAPHS))
    figure = read_figure(plot_stories(printed, top=3, groups=4))
    (trace,) = figure["data"]
    assert (len(trace["y"]), trace["x"]) == (3, [f"Outlet {number}" for number in range(4)])
    assert "2 more outlets are in the table." in figure["layout"]["title"]["subtitle"]["text"].replace("<br>", " ")
