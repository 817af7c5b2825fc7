"""What each paragraph of a text is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.reading import clean, split_paragraphs
from helpers.reading.structure import find_agency, find_author, find_date

ROOT = Path(__file__).parent.parent
BODY = "The Kremlin has said there was “little ground for optimism” in resolving the crisis, but dialogue was possible."
LONG = f"{BODY} Relations are at their lowest point since the Cold War, and nobody expects a breakthrough this week."

# One seed or sample a line: its headline (None: it has none), then its headings.
FILES = [
    (
        "seeds/000_4803be79736df0a6.txt",
        "US rejection of Russian security demands leaves little room for optimism, says Russian Foreign Minister "
        "Sergey Lavrov.",
        ["Biden to meet Germany’s new leader", "‘Intricate sequencing from White House’", "War manoeuvres"],
    ),
    ("seeds/004_c1e3397e63b177a0.txt", None, ["ENERGIELIEFERUNGEN"]),
    (
        "tests/samples/harbour-courier/ferry-strike.txt",
        "Ferry crews walk out as Port Aldry pay talks collapse",
        ["NO SAILINGS BEFORE FRIDAY"],
    ),
    ("tests/samples/harbour-courier/ode-trial.txt", "Shipowner’s sister tells court of ‘two sets of books’", []),
    ("tests/samples/harbour-courier/storm-brief.txt", "Autumn storm closes coast road", []),
    ("tests/samples/harbour-courier/summit-talks.txt", "Kesteria refuses to pull patrol boats from strait", []),
    ("tests/samples/meridian-post/border-leak.txt", None, []),
    (
        "tests/samples/meridian-post/grid-interview.txt",
        "“We were lucky, and luck is not a plan”",
        ["What the Report Found"],
    ),
    (
        "tests/samples/meridian-post/kommissarin-gespraech.txt",
        "„Wir hatten Glück, und Glück ist kein Plan“",
        ["Streit um die Kosten", "Reaktionen aus Tolwan"],
    ),
    (
        "tests/samples/meridian-post/lantern-painting.txt",
        "Stolen “Girl with a Lantern” returns to Harnholm gallery",
        [],
    ),
    ("tests/samples/meridian-post/summit-wire.txt", "No breakthrough in Tolvane as Dorashenko digs in", []),
    (
        "tests/samples/nordland-kurier/faehrstreik.txt",
        "Fähren stehen still: Gewerkschaft und Lorvane ohne Einigung",
        ["WIE ES WEITERGEHT"],
    ),
    ("tests/samples/nordland-kurier/gipfel-tolwan.txt", "Kesterien lässt Patrouillenboote in der Meerenge", []),
    ("tests/samples/nordland-kurier/grippewelle.txt", "Kliniken in Harnholm am Limit", []),
    ("tests/samples/nordland-kurier/misstrauensantrag.txt", "Bürgerfront will Ministerin Churati stürzen", []),
    ("tests/samples/nordland-kurier/netzausfall.txt", None, []),
]


def kinds_of(text: str) -> list[tuple[str, str]]:
    return [(row.kind, text[row.start : row.end]) for row in split_paragraphs(text)]


def test_all_seeds_and_samples_are_listed() -> None:
    found = [*ROOT.glob("seeds/*.txt"), *ROOT.glob("tests/samples/*/*.txt")]
    assert sorted(path.relative_to(ROOT).as_posix() for path in found) == sorted(path for path, _, _ in FILES)


@pytest.mark.parametrize(("path", "headline", "headings"), FILES, ids=[Path(path).stem for path, _, _ in FILES])
def test_structure_of_seeds_and_samples(path: str, headline: str | None, headings: list[str]) -> None:
    text, _ = clean((ROOT / path).read_text(encoding="utf-8"))
    found = kinds_of(text)
    assert [block for kind, block in found if kind == "headline"] == ([] if headline is None else [headline])
    assert [block for kind, block in found if kind == "heading"] == headings
    assert ("date" in [kind for kind, _ in found]) == text.lstrip().startswith("date ")
    lines = [line for line in text.split("\n") if line.strip()]
    assert len(found) == len(lines) + sum(kind == "date" for kind, _ in found)
    assert {kind for kind, _ in found} <= {"date", "headline", "heading", "body"}


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        pytest.param("Ferry crews walk out as talks collapse", "headline", id="no full stop"),
        pytest.param("Will Russia invade Ukraine?", "headline", id="question"),
        pytest.param("<script>alert(1)</script> and other titles", "headline", id="markup is text"),
        pytest.param("Talks to open in the U.S.", "headline", id="ends with initials"),
        pytest.param("Der Westen sei nicht auf die Forderungen eingegangen.", "body", id="short first sentence"),
        pytest.param("The minister made a promise:", "body", id="ends with a colon"),
        pytest.param("KYIV (Reuters) - Talks go on", "body", id="dateline"),
        pytest.param(LONG, "body", id="long"),
    ],
)
def test_first_paragraph_is_headline_or_body(first: str, kind: str) -> None:
    assert kinds_of(f"{first}\n\n{BODY}")[0] == (kind, first)


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("US rejection leaves little room for optimism, says Lavrov.", "headline"),
        ("The ferry stopped. Crews walked out.", "body"),
        (LONG, "body"),
    ],
    ids=["one sentence", "two sentences", "long"],
)
def test_one_short_sentence_behind_a_date_is_the_headline(first: str, kind: str) -> None:
    found = kinds_of(f" date 2022-01-27 {first}\n\n{BODY}")
    assert found[:2] == [("date", "date 2022-01-27"), (kind, first)]


def test_date_on_a_line_of_its_own() -> None:
    assert kinds_of(f"date 2022-01-27\n\nWar manoeuvres\n\n{BODY}")[:2] == [
        ("date", "date 2022-01-27"),
        ("headline", "War manoeuvres"),
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["next line", "empty line"])
def test_a_day_alone_on_the_first_line_is_a_date(gap: str) -> None:
    text = f"2022-01-27{gap}War manoeuvres\n\n{BODY}"
    assert kinds_of(text)[:2] == [("date", "2022-01-27"), ("headline", "War manoeuvres")]
    assert find_date(text, split_paragraphs(text)) == "2022-01-27"


@pytest.mark.parametrize("first", ["2022-13-45", "27.01.2022", "2022-01-27."])
def test_a_first_line_that_is_no_day_of_that_form_is_no_date(first: str) -> None:
    assert kinds_of(f"{first}\n\nWar manoeuvres\n\n{BODY}")[0][0] != "date"


@pytest.mark.parametrize("prefix", ["date 2022-13-45", "date 2022-01-271", "dates 2022-01-27", "2022-01-27"])
def test_what_is_no_date_stays_text(prefix: str) -> None:
    assert kinds_of(f"{prefix} Talks go on\n\n{BODY}")[0] == ("headline", f"{prefix} Talks go on")


def test_a_text_of_one_line_is_body() -> None:
    assert kinds_of("Ferry crews walk out as talks collapse") == [("body", "Ferry crews walk out as talks collapse")]
    assert kinds_of("date 2022-01-27 Talks collapse") == [("date", "date 2022-01-27"), ("body", "Talks collapse")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("War manoeuvres", "heading", id="title-like"),
        pytest.param("ENERGIELIEFERUNGEN", "heading", id="capitals"),
        pytest.param("WAS GESCHIEHT NUN?", "heading", id="capitals with a question mark"),
        pytest.param("STRASSE ODER STRAßE", "heading", id="capitals with sharp s"),
        pytest.param("‘Intricate sequencing from White House’", "heading", id="wholly in quote marks"),
        pytest.param("## What happens next", "heading", id="Markdown"),
        pytest.param("“We will sail,” she said.", "body", id="quotation with cue"),
        pytest.param("“We will sail on Friday.”", "body", id="quotation with full stop inside"),
        pytest.param("„Das war ein Fehler!“", "body", id="quotation with exclamation mark inside"),
        pytest.param("“NO DEAL!”", "body", id="shout in quote marks"),
        pytest.param('"(CROSSTALK.)', "body", id="capitals with full stop in brackets"),
        pytest.param("“If we go on like this", "body", id="quotation that goes on"),
        pytest.param("Meridian Post: Who will pay?", "body", id="question of an interview"),
        pytest.param("Nobody was hurt.", "body", id="short sentence"),
        pytest.param("and then it was a mess", "body", id="small letter"),
        pytest.param("- eleven departures", "body", id="item of a list"),
        pytest.param("She asked the following:", "body", id="colon"),
        pytest.param("4,000", "body", id="number"),
    ],
)
def test_a_line_between_paragraphs(line: str, kind: str) -> None:
    assert kinds_of(f"{LONG}\n\n{line}\n\n{BODY}")[1] == (kind, line)


def test_a_heading_needs_text_below_it() -> None:
    assert [kind for kind, _ in kinds_of(f"{LONG}\n\nWar manoeuvres\n\n{BODY}\n\nThe end")] == [
        "body",
        "heading",
        "body",
        "body",
    ]


def test_title_like_lines_in_a_row_are_a_list() -> None:
    found = kinds_of(f"{LONG}\n\nPort Aldry\n\nSkarnes\n\nHarnholm\n\n{BODY}")
    assert [kind for kind, _ in found] == ["body"] * 5


def test_section_is_the_last_heading() -> None:
    text = f"A headline\n\n{BODY}\n\nWAR\n\n{BODY}\n\nRead more: Peace\n\n## And peace\n\n{BODY}"
    assert [(row.kind, row.section) for row in split_paragraphs(text)] == [
        ("headline", None),
        ("body", None),
        ("heading", None),
        ("body", "WAR"),
        ("boilerplate", None),
        ("heading", None),
        ("body", "And peace"),
    ]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE and John Smith", "JANE DOE and John Smith"),
        ("By Jane Doe, Political Editor", "Jane Doe"),
        ("Von Max Muster, Berlin", "Max Muster"),
        ("Von Ursula von der Leyen", "Ursula von der Leyen"),
        ("Von Kiew nach Lemberg", None),
        ("By noon the queue reached the tram stop", None),
        ("By Friday Kell had won.", None),
        ("Byron Doe", None),
    ],
)
def test_bylines(line: str, author: str | None) -> None:
    assert find_author(line) == author
    kind = kinds_of(f"A headline\n\n{line}\n\n{BODY}")[1][0]
    assert (kind == "byline") == (author is not None)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("TOLVANE (NORPRESS) - Kesterian Foreign Minister", "NORPRESS"),
        ("KYIV, Jan 27 (Reuters) – The", "Reuters"),
        ("Berlin (dpa) - Der Minister", "dpa"),
        ("Die Union (CDU) - und nicht nur sie", None),
        ("“Nobody” (sic) - he said", None),
    ],
)
def test_datelines_tell_the_agency(line: str, agency: str | None) -> None:
    assert find_agency(line) == agency


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Biden to meet Germany’s new leader",
        "SOURCE: AL JAZEERA AND NEWS AGENCIES",
        "Lesen Sie auch: Was nun?",
        "Advertisement",
        "© 2022 Reuters. All rights reserved.",
        "(Reporting by Jane Doe; Editing by Max Muster)",
        "https://www.reuters.com/world/",
        "* * *",
    ],
)
def test_boilerplate(line: str) -> None:
    assert kinds_of(f"{LONG}\n\n{line}\n\n{BODY}")[1] == ("boilerplate", line)


@pytest.mark.parametrize(
    "line", ["Reporting by the newspaper showed that he knew.", "Sources said that he knew.", "Shares fell."]
)
def test_sentences_are_no_boilerplate(line: str) -> None:
    assert kinds_of(f"{LONG}\n\n{line}\n\n{BODY}")[1] == ("body", line)


WRAPPED = """Ferry crews walk out as talks collapse

Ferry traffic across the Aldry Strait came to a halt on Tuesday after
crews at Lorvane Shipping rejected a two-year pay deal, stranding some
4,000 passengers.

According to the harbour office, eleven departures had been cancelled by
noon. Travellers are advised to stay at home.
"""


def test_hard_wrapped_lines_are_joined() -> None:
    found = kinds_of(WRAPPED)
    assert [kind for kind, _ in found] == ["headline", "body", "body"]
    assert found[1][1].endswith("some\n4,000 passengers.")


@pytest.mark.parametrize(
    "text",
    [
        "Meridian Post: Did the operator ignore the alarms?\nBrandvey: Not ignore.\nMeridian Post: Who will pay?",
        "Ferry crews walk out as the pay talks collapse again\nNobody was hurt.",
        f"{LONG}\n{BODY}\n{LONG}",
    ],
    ids=["interview", "headline right above its text", "a paragraph a line"],
)
def test_lines_that_are_paragraphs_are_not_joined(text: str) -> None:
    assert [block for _, block in kinds_of(text)] == text.split("\n")


lines = st.text(alphabet="ab A“”.\n \t\u2028#-:é", max_size=200)


@given(
    st.one_of(
        st.text(), lines, st.lists(st.sampled_from([*WRAPPED.split("\n"), " date 2022-01-27 A", ""])).map("\n".join)
    )
)
def test_every_visible_character_lies_in_one_paragraph(text: str) -> None:
    paragraphs = split_paragraphs(text)
    covered = [place for row in paragraphs for place in range(row.start, row.end)]
    assert covered == sorted(set(covered))
    assert all(character.isspace() for place, character in enumerate(text) if place not in set(covered))
    for row in paragraphs:
        assert text[row.start : row.end] == text[row.start : row.end].strip() != ""


@given(st.text())
def test_words_of_a_text_have_a_body(text: str) -> None:
    kinds = {row.kind for row in split_paragraphs(text)}
    assert "body" in kinds or not kinds & {"headline", "heading"}
