"""What each paragraph of a text is."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.languages import available_languages
from helpers.reading import clean, split_paragraphs
from helpers.reading.raw import PART_KINDS
from helpers.reading.structure import (
    Known,
    find_agency,
    find_author,
    find_date,
    find_dateline,
    find_wrong_dates,
)

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


def kinds_of(text: str, known: Sequence[Known] = ()) -> list[tuple[str, str]]:
    return [(row.kind, text[row.start : row.end]) for row in split_paragraphs(text, known)]


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
    assert find_date(text, split_paragraphs(text)) == ("2022-01-27", "prefix")


@pytest.mark.parametrize("first", ["2022-01-27.", "27.01.", "January", "2022", "10-12-14", "3-1", "Friday"])
def test_a_first_line_that_is_no_date_is_none(first: str) -> None:
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
        ("KYIV (Reuters) – The talks", "Reuters"),
        ("KYIV, Ukraine, March 4 (Reuters) - The talks", "Reuters"),
        ("Berlin/Paris (AFP) – Der Minister", "AFP"),
        ("BERLIN (dpa/lby) Der Minister", "dpa"),
        ("BERLIN (dpa/lby) - Der Minister", "dpa"),
        ("Frankfurt/Main (dpa-AFX) - Die Börse", "dpa-AFX"),
        ("Wien (APA/dpa) - Der Kanzler", "APA/dpa"),
        ("Kiew, 4. März (dpa) – Der Präsident", "dpa"),
        ("Berlin (dpa), 4. März 2022 – Der Minister", "dpa"),
        ("MOSCOW, March 4. /TASS/. The minister", "TASS"),
        ("PARIS, 4 mars (AFP) - Le ministre", "AFP"),
        ("KYIV. March 4 (Interfax-Ukraine) – The", "Interfax-Ukraine"),
        ("(Reuters) - The minister", "Reuters"),
        ("March 4 (Reuters) - The minister", "Reuters"),
        ("PARIS (AP) — The minister", "AP"),
        ("WASHINGTON — The minister", None),
        ("Berlin (dpa) und Paris", None),
        ("Der Sprecher der Agentur (dpa) Berlin", None),
        ("and then (Reuters) - it was over", None),
        ("Die Union (CDU) - und nicht nur sie", None),
        ("“Nobody” (sic) - he said", None),
    ],
)
def test_datelines_tell_the_agency(line: str, agency: str | None) -> None:
    assert find_agency(line) == agency


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("NEW YORK, March 4, 2022 — The senator", ("2022-03-04",)),
        ("HARNHOLM, March 4, 2022 /PRNewswire/ -- Lorvane", ("2022-03-04",)),
        ("Kyiv, 4 March 2022 (Ukrinform) – The president", ("2022-03-04",)),
        ("Berlin (dpa), 4. März 2022 – Der Minister", ("2022-03-04",)),
        ("KYIV, March 4 (Reuters) - The talks", ()),
        ("LONDON, 3/4/2022 (Reuters) - The talks", ("2022-03-04", "2022-04-03")),
    ],
)
def test_only_a_full_date_of_a_dateline_counts(line: str, days: tuple[str, ...]) -> None:
    found = find_dateline(line)
    assert found is not None
    assert found.days == days


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
    "line",
    [
        "Photo: dpa",
        "Photo: A tanker leaves Rostock.",
        "Foto: Ines Calder",
        "Bild: Imago",
        "BILDQUELLE: picture alliance/dpa",
        "Symbolbild: Ein Streifenwagen im Einsatz.",
        "FILE PHOTO: A tanker leaves Rostock. REUTERS/Tom Askel/File Photo",
        "A tanker off Rostock. Photo: dpa",
        "Ein Tanker vor Rostock. Foto: dpa/Max Muster",
        "Ein Tanker vor Rostock (Foto: dpa)",
        "Ein Tanker vor Rostock | Bild: Max Muster",
        "The empty harbour on Thursday. (AP Photo/Tom Askel)",
        "The minister speaks in Harnholm [Tom Askel/Reuters]",
        "The minister speaks in Harnholm. Tom Askel/Reuters",
        "The minister in Harnholm. (Photo by Tom Askel/AFP via Getty Images)",
        "Getty Images",
        "© Getty Images",
        "Image caption, The old bridge at Skarnes",
        "Photo by Tom Askel on Unsplash",
        "Crédit photo : Ines Calder",
    ],
)
def test_captions(line: str) -> None:
    assert kinds_of(f"{LONG}\n\n{line}\n\n{BODY}")[1] == ("caption", line)


@pytest.mark.parametrize(
    "line",
    [
        "Correction: an earlier version of this article gave the wrong name for the ferry.",
        "Editor’s note: Ines Calder is a member of the harbour council.",
        "This article was amended on 4 March 2022 to correct the name of the ferry.",
        "This story has been updated.",
        "(This version corrects the spelling of Aronsen in paragraph 3.)",
        "(Adds quotes, background)",
        "Anm. d. Red.: In einer früheren Version stand ein falscher Name.",
        "In einer früheren Version dieses Artikels hieß es, das Boot sei gesunken. Wir haben den Fehler korrigiert.",
        "Dieser Artikel wurde aktualisiert.",
        "Korrekturhinweis: Das Boot sank am Montag.",
        "Cet article a été mis à jour vendredi.",
    ],
)
def test_corrections(line: str) -> None:
    assert kinds_of(f"{LONG}\n\n{line}\n\n{BODY}")[1] == ("correction", line)


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by the newspaper showed that he knew.",
        "Sources said that he knew.",
        "Shares fell.",
        "He posted the picture on Facebook, Twitter and WhatsApp.",
        "She works for Getty Images.",
        "The paper printed a correction: the boat had sunk on Monday.",
        "He showed reporters a photo: a boat without a crew.",
        "This story has been told for centuries on both sides of the strait.",
        "This article of the treaty was never used.",
        "Comments by the minister angered the opposition.",
        "Copyright law protects the song, the court said.",
        "Mit Informationen von Bürgern wurde der Fall gelöst.",
        "Das Bild: ein leeres Boot im Nebel.",
        "Der Minister tritt am Freitag zurück. (dpa)",
        "Der Minister tritt am Freitag zurück. (dpa/AFP)",
        "Teilen will die Bürgerfront die Macht nicht.",
        "In einer früheren Ära wäre das nicht geschehen.",
        "Subscribers of the paper were not told.",
        "We use ferries every day, the teacher said.",
    ],
)
def test_sentences_are_body(line: str) -> None:
    assert kinds_of(f"{LONG}\n\n{line}\n\n{BODY}")[1] == ("body", line)


@pytest.mark.parametrize(
    "headline",
    [
        "Photos: Storm damage along the coast road",
        "Watch: Harnholm mayor answers to angry ferry crews",
        "AI firm sued by Getty Images",
        "Update: Fähren stehen weiter still",
        "Correction to the budget: Velmark finds 40 million",
        "4 March 2022 will be remembered in Port Aldry",
        "Strait Crisis Assessment, March 4, 2022",
        "By Friday the boats must go, says minister",
    ],
)
def test_headlines_that_begin_or_end_like_something_else(headline: str) -> None:
    text = f"{headline}\n\n{LONG}\n\n{BODY}"
    assert kinds_of(text)[0] == ("headline", headline)
    assert find_date(text, split_paragraphs(text)) is None


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


COLUMN = """Ferry crews walk out

Ferry traffic across the Aldry
Strait came to a halt on Tuesday
after crews at Lorvane Shipping
rejected a two-year pay deal,
stranding some 4,000 passengers.

According to the harbour office,
eleven departures had been
cancelled by noon. Travellers
are advised to stay at home.
Nobody was hurt, the office
said.
"""


def test_the_lines_of_a_column_are_joined() -> None:
    found = kinds_of(COLUMN)
    assert [kind for kind, _ in found] == ["headline", "body", "body"]
    assert found[1][1].endswith("stranding some 4,000 passengers.")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{name} of Port Aldry" for name in ("The mayor", "A clerk", "Two judges", "Some sailors") * 3),
        "\n".join(["Storm closes coast road", "Grid firm to pay 40 million", "Judge clears harbour sale"] * 4),
        "Meridian Post: Did the operator ignore the alarms?\nBrandvey: Not ignore.\nMeridian Post: Who will pay?",
        "Ferry crews walk out as the pay talks collapse again\nNobody was hurt.",
        f"{LONG}\n{BODY}\n{LONG}",
    ],
    ids=["people", "titles", "interview", "headline right above its text", "a paragraph a line"],
)
def test_lines_that_are_paragraphs_are_not_joined(text: str) -> None:
    assert [block for _, block in kinds_of(text)] == text.split("\n")


@pytest.mark.parametrize(
    ("standfirst", "kind"),
    [
        pytest.param("Crews want more pay, and passengers want to go home.", "standfirst", id="above the byline"),
        pytest.param(f"{LONG} {LONG}", "body", id="long"),
        pytest.param("KYIV (Reuters) - Crews want more pay.", "body", id="dateline"),
    ],
)
def test_what_stands_between_headline_and_byline(standfirst: str, kind: str) -> None:
    found = kinds_of(f"Ferries stand still\n\n{standfirst}\n\nBy Jane Doe\n\n{BODY}")
    assert [kind for kind, _ in found] == ["headline", kind, "byline" if kind == "standfirst" else "heading", "body"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("Crews want more pay, and passengers want to go home", "standfirst", id="no full stop"),
        pytest.param("Crews want more pay, and passengers want to go home.", "body", id="first sentence"),
        pytest.param("What we know", "heading", id="few words"),
        pytest.param("NO SAILINGS FROM PORT ALDRY BEFORE FRIDAY", "heading", id="capitals"),
        pytest.param("“We will sail when they put a number on the table", "body", id="quotation that goes on"),
    ],
)
def test_a_line_below_the_headline(line: str, kind: str) -> None:
    assert kinds_of(f"Ferries stand still\n\n{line}\n\n{BODY}\n\n{BODY}")[1] == (kind, line)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param("4 March 2022", ("2022-03-04", "text"), id="bare"),
        pytest.param("Updated 4 March 2022", ("2022-03-04", "text"), id="update alone"),
        pytest.param("Updated 6 March 2022\n\nPublished 4 March 2022", ("2022-03-04", "text"), id="two lines"),
        pytest.param("4 March 2022\n\nUpdated 6 March 2022", ("2022-03-04", "text"), id="bare and update"),
        pytest.param("World | 4 March 2022 | 3 min read", ("2022-03-04", "text"), id="section beside it"),
        pytest.param("Published 4 March 2022 by Jane Doe", ("2022-03-04", "text"), id="byline behind it"),
        pytest.param("3/4/2022", None, id="two readings"),
        pytest.param("3/4/2022\n\nMarch 4, 2022", ("2022-03-04", "text"), id="two readings and one"),
        pytest.param("Friday, 5 March 2022", None, id="was a Saturday"),
        pytest.param("31 June 2022", None, id="no day"),
        pytest.param("4 March", None, id="no year"),
        pytest.param("1 hour ago", None, id="relative"),
        pytest.param("Berlin, 9. November 1989", None, id="place and day of a scene"),
        pytest.param("From 4 March 2022 to 6 March 2022", None, id="range"),
    ],
)
def test_the_date_below_the_headline(lines: str, found: tuple[str, str] | None) -> None:
    text = f"Ferries stand still\n\n{lines}\n\n{BODY}"
    assert find_date(text, split_paragraphs(text)) == found


def test_the_date_of_an_update_gives_way_to_that_of_the_dateline() -> None:
    text = f"Ferries stand still\n\nUpdated 6 March 2022\n\nKYIV, March 4, 2022 (Reuters) - {BODY}"
    assert find_date(text, split_paragraphs(text)) == ("2022-03-04", "dateline")


def test_the_order_of_days_and_months_may_be_said() -> None:
    text = f"Ferries stand still\n\n3/4/2022\n\n{BODY}"
    paragraphs = split_paragraphs(text)
    assert find_date(text, paragraphs, day_first=True) == ("2022-04-03", "text")
    assert find_date(text, paragraphs, day_first=False) == ("2022-03-04", "text")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            f"date 2022-13-45 Talks go on\n\n{BODY}",
            "begins with the date 2022-13-45, which is no day of the calendar; it was read as text; correct it",
        ),
        (
            f"Talks go on\n\n3/4/2022\n\n{BODY}",
            "the date 3/4/2022 may be 2022-03-04 or 2022-04-03; no date was taken; write 'date 2022-03-04' or "
            "'date 2022-04-03' before the text",
        ),
        (
            f"Talks go on\n\nFriday, 5 March 2022\n\n{BODY}",
            "the date 5 March 2022 is no day of the calendar, or its weekday is another one; no date was taken; "
            "correct it",
        ),
        (
            f"2022-02-30\n\nTalks go on\n\n{BODY}",
            "begins with the date 2022-02-30, which is no day of the calendar; it was read as text; correct it",
        ),
    ],
    ids=["prefix", "two readings", "weekday", "line"],
)
def test_dates_that_are_not_taken_are_told(text: str, message: str) -> None:
    assert find_wrong_dates(text, split_paragraphs(text)) == [("date", message)]


@pytest.mark.parametrize(
    "text",
    [
        f"date 2022-03-04 Talks go on\n\n3/4/2022\n\n{BODY}",
        f"Talks go on\n\n3/4/2022\n\nMarch 4, 2022\n\n{BODY}",
        f"Talks go on\n\n{BODY}",
    ],
    ids=["prefix", "another line", "none"],
)
def test_nothing_is_told_where_a_date_was_found_or_none_is_there(text: str) -> None:
    assert find_wrong_dates(text, split_paragraphs(text)) == []


def known_of(*parts: tuple[str | None, str]) -> tuple[str, list[Known]]:
    """A text of some parts, an empty line between them, and those with a kind as a file tells them."""
    text, known = "", []
    for kind, part in parts:
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{part}" if text else part
        if kind is not None:
            known.append(Known(kind, start, len(text)))
    return text, known


def test_known_parts_keep_their_kind() -> None:
    text, known = known_of(
        ("headline", "The ferry stopped. Crews walked out."),
        ("standfirst", LONG),
        ("byline", "Jane Doe"),
        ("date", "last Friday"),
        ("caption", "The harbour\nfrom above"),
        ("body", BODY),
        ("heading", "A heading that ends with a full stop."),
        ("body", BODY),
        ("boilerplate", "Nobody was hurt."),
        ("correction", "It was Monday."),
    )
    assert [(row.kind, row.section) for row in split_paragraphs(text, known)] == [
        ("headline", None),
        ("standfirst", None),
        ("byline", None),
        ("date", None),
        ("caption", None),
        ("caption", None),
        ("body", None),
        ("heading", None),
        ("body", "A heading that ends with a full stop."),
        ("boilerplate", None),
        ("correction", None),
    ]


def test_a_known_body_is_read_for_what_stands_in_it() -> None:
    body = "\n".join(
        ["Ferries stand still", LONG, "By Jane Doe", BODY, "War manoeuvres", BODY, "Photo: dpa", "Read more: Peace",
         "Correction: It was Monday."]
    )  # fmt: skip
    text, known = known_of(("body", body))
    assert [kind for kind, _ in kinds_of(text, known)] == [
        *("heading", "body", "heading", "body", "heading", "body"),
        *("caption", "boilerplate", "correction"),
    ]


def test_a_known_headline_is_the_only_one() -> None:
    text, known = known_of((None, "War manoeuvres"), ("headline", "Talks go on"), (None, "What now?"), (None, BODY))
    assert [kind for kind, _ in kinds_of(text, known)] == ["heading", "headline", "body", "body"]


def test_no_headline_is_sought_below_a_known_byline() -> None:
    text, known = known_of((None, "War manoeuvres"), ("byline", "Jane Doe"), (None, BODY))
    assert [kind for kind, _ in kinds_of(text, known)] == ["headline", "byline", "body"]
    text, known = known_of(("byline", "Jane Doe"), (None, "War manoeuvres"), (None, BODY))
    assert [kind for kind, _ in kinds_of(text, known)] == ["byline", "heading", "body"]


def test_rules_find_the_rest_between_known_parts() -> None:
    text, known = known_of(
        ("headline", "Talks go on"), (None, "By Jane Doe"), (None, "4 March 2022"), ("body", BODY), (None, "Share")
    )
    assert [kind for kind, _ in kinds_of(text, known)] == ["headline", "byline", "date", "body", "boilerplate"]
    assert find_date(text, split_paragraphs(text, known)) == ("2022-03-04", "text")


def test_a_known_title_over_two_lines_is_one() -> None:
    text, known = known_of(("headline", "Ferry crews walk out\nas talks collapse"), ("body", BODY))
    assert kinds_of(text, known)[0] == ("headline", "Ferry crews walk out\nas talks collapse")


def test_known_parts_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="out of order"):
        split_paragraphs("A headline", [Known("body", 4, 6), Known("body", 0, 3)])


def article(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A text and its paragraphs with their kinds, from lines that begin with the kind and a stroke."""
    pairs = [line.split("| ", 1) for line in text.strip().splitlines() if line.strip()]
    return "\n\n".join(block for _, block in pairs), [(kind.strip(), block) for kind, block in pairs]


# Written for these tests in the shape of news sites and agencies: each line with its kind; then date and its source,
# agency and author.
ARTICLES = {
    "English site with standfirst, names above the date and most viewed": (
        """
        headline| Ferry crews vote to keep Port Aldry shut for a second week
        standfirst| Union says no offer has been made since Monday, as stranded drivers sleep in their cabs.
        byline| Marja Torv in Port Aldry
        date| Fri 4 Mar 2022 10.15 GMT
        date| Last modified on Sat 5 Mar 2022 09.00 GMT
        boilerplate| Share
        body| Ferry crews in Port Aldry have voted to extend their strike until the end of next week.
        caption| Lorries queue at the harbour gate. Photograph: Ines Calder/AFP/Getty Images
        body| “We are not asking for the moon,” said Tilda Brandvey, who has driven the night boat for 20 years.
        heading| Night boats
        body| Only two freight sailings left the harbour on Thursday.
        boilerplate| Most viewed
        boilerplate| Storm closes coast road for a third day
        boilerplate| What we know about the missing trawler
        """,
        ("2022-03-04", "text"), None, None,
    ),
    "English agency with byline and tail": (
        """
        headline| Kesteria says it will not move patrol boats
        byline| By Yara Fenn and Tom Askel
        body| TOLVANE, March 4 (Reuters) - Kesteria will keep its patrol boats in the strait, its foreign minister said.
        body| "We are guests in nobody's waters," Yevhen Dorashenko told reporters.
        boilerplate| (Reporting by Yara Fenn; Additional reporting by Tom Askel; Editing by Una Marsh)
        """,
        None, "Reuters", "Yara Fenn and Tom Askel",
    ),
    "American agency with date line and contributor": (
        """
        headline| Judge clears way for sale of harbour railway
        byline| By INES CALDER
        date| March 4, 2022
        body| PORT ALDRY, Velmark (AP) — A judge on Friday cleared the way for the sale of the harbour railway.
        caption| The old engine shed stands empty on Thursday, March 3, 2022. (AP Photo/Tom Askel)
        body| The buyers have promised to keep all 40 jobs.
        boilerplate| ___
        boilerplate| Associated Press writer Una Marsh in Tolvane contributed to this report.
        """,
        ("2022-03-04", "text"), "AP", "INES CALDER",
    ),
    "German agency with its number": (
        """
        headline| Fährstreik in Port Aldry geht in die zweite Woche
        body| Port Aldry (dpa) - Der Streik der Fährleute in Port Aldry geht in die zweite Woche.
        body| „Wir verlangen nichts Unmögliches“, sagte die Gewerkschafterin Tilda Brandvey.
        boilerplate| © dpa-infocom, dpa:220304-99-385737/3
        """,
        None, "dpa", None,
    ),
    "German regional service, with date in the dateline": (
        """
        headline| Wildschwein legt Bahnverkehr lahm
        body| LANDSHUT (dpa/lby) - Ein Wildschwein hat am Freitag den Bahnverkehr bei Landshut lahmgelegt.
        body| Verletzt wurde niemand.
        boilerplate| dpa:220304-99-385737/3
        """,
        None, "dpa", None,
    ),
    "German magazine with standfirst, time and picture": (
        """
        headline| Der Hafen, der nicht schlafen darf
        standfirst| Seit zwei Wochen steht Port Aldry still. Für die einen ist es ein Arbeitskampf, für andere das Ende.
        byline| Von Max Muster, Port Aldry
        date| 04.03.2022, 10.15 Uhr
        caption| Gesperrte Hafeneinfahrt in Port Aldry. Foto: Ines Calder/dpa
        body| Wer in diesen Tagen am Kai steht, hört vor allem die Möwen.
        heading| »Das geht nicht mehr lange gut«
        body| »Ich fahre seit 20 Jahren«, sagt Tilda Brandvey, »aber so etwas habe ich nie erlebt.«
        boilerplate| Mehr zum Thema
        boilerplate| Sturm über der Küste: Was jetzt gesperrt ist
        boilerplate| Kommentar: Ein Streik ohne Ziel
        boilerplate| mit Material von dpa
        """,
        ("2022-03-04", "text"), None, "Max Muster",
    ),
    "German public broadcaster": (
        """
        headline| Kesterien lässt Boote in der Meerenge
        date| Stand: 04.03.2022 10:15 Uhr
        standfirst| Kesterien will seine Patrouillenboote nicht abziehen. Das sagte Außenminister Doraschenko in Tolwan.
        byline| Von Max Muster, Studio Tolwan
        body| Die Boote liegen seit Dezember in der Meerenge.
        heading| Kein Termin für neue Gespräche
        body| Ein Termin für neue Gespräche steht nicht fest.
        """,
        ("2022-03-04", "text"), None, "Max Muster",
    ),
    "British broadcaster with captions in two lines": (
        """
        headline| Storm leaves 400 homes without power
        date| Published 4 March 2022
        caption| Image source, Getty Images
        caption| Image caption, Waves broke through the sea wall at Skarnes
        body| About 400 homes were without power on Friday after a storm hit the coast.
        boilerplate| Related Topics
        boilerplate| Severe weather
        """,
        ("2022-03-04", "text"), None, None,
    ),
    "Network with pictures in brackets and a source": (
        """
        headline| Velmark opens inquiry into border tape
        standfirst| Interior minister promises answers as opposition calls for her to go
        date| Published On 4 Mar 2022
        caption| Interior Minister Sana Khouraty speaks in Harnholm [Tom Askel/Reuters]
        body| Velmark has opened an inquiry into a recording of border guards, the government said on Friday.
        boilerplate| KEEP READING
        boilerplate| SOURCE: AL JAZEERA AND NEWS AGENCIES
        """,
        ("2022-03-04", "text"), None, None,
    ),
    "German daily with update, author and subscription": (
        """
        headline| Bürgerfront will Ministerin stürzen
        byline| Von Max Muster, Harnholm
        date| Aktualisiert am 05.03.2022, 09:00 – Veröffentlicht am 04.03.2022, 18:30
        boilerplate| Lesezeit: 3 Min.
        body| Die Bürgerfront will Innenministerin Sana Churati am Dienstag mit einem Misstrauensantrag stürzen.
        boilerplate| Jetzt abonnieren
        boilerplate| Sie haben bereits ein Abo? Hier anmelden
        """,
        ("2022-03-04", "text"), None, "Max Muster",
    ),
    "French daily": (
        """
        headline| La grève des ferrys se poursuit à Port Aldry
        standfirst| Les équipages ont voté vendredi la poursuite du mouvement, faute de proposition de la direction.
        byline| Par Jeanne Martin
        date| Publié le 4 mars 2022 à 10h15, mis à jour le 5 mars 2022 à 09h00
        body| Les équipages des ferrys de Port Aldry ont voté vendredi la poursuite de la grève.
        boilerplate| Lire aussi : La tempête ferme la route côtière
        body| « Nous ne demandons pas la lune », a déclaré Tilda Brandvey.
        """,
        ("2022-03-04", "text"), None, "Jeanne Martin",
    ),
    "French agency": (
        """
        headline| Port Aldry paralysé par la grève
        body| PARIS, 4 mars (AFP) - Le port de Port Aldry était paralysé vendredi par une grève des équipages.
        body| Aucun ferry n'est parti de la journée.
        boilerplate| Tous droits réservés
        """,
        None, "AFP", None,
    ),
    "Russian agency": (
        """
        headline| Kesteria not planning to leave strait, minister says
        body| TOLVANE, March 4. /TASS/. Kesteria is not planning to leave the strait, Foreign Minister Dorashenko said.
        body| Talks will continue on Monday.
        """,
        None, "TASS", None,
    ),
    "Chinese agency": (
        """
        headline| Port Aldry ferry strike enters second week
        body| PORT ALDRY, March 4 (Xinhua) -- A strike by ferry crews in Port Aldry entered its second week on Friday.
        caption| Photo taken on March 4, 2022 shows the empty harbour in Port Aldry. (Xinhua/Tom Askel)
        body| No talks are planned.
        """,
        None, "Xinhua", None,
    ),
    "Press release with a full date in its dateline": (
        """
        headline| Lorvane Shipping Announces New Route
        body| HARNHOLM, Velmark, March 4, 2022 /PRNewswire/ -- Lorvane Shipping today announced a new route to Skarnes.
        heading| About Lorvane Shipping
        body| Lorvane Shipping runs eleven ferries on four routes.
        """,
        ("2022-03-04", "dateline"), "PRNewswire", None,
    ),
    "Dateline without an agency": (
        """
        headline| Senators Split Over Harbour Bill
        byline| By Una Marsh
        body| WASHINGTON — The Senate split on Friday over a bill that would pay for three new harbours.
        body| The vote was 50 to 50.
        """,
        None, None, "Una Marsh",
    ),
    "German dateline in words": (
        """
        headline| Doraschenko reist nach Berlin
        body| Tolwan/Berlin, 4. März (AFP) – Der kesterische Außenminister Doraschenko reist am Montag nach Berlin.
        body| Geplant sind Gespräche im Kanzleramt.
        boilerplate| (AFP, dpa)
        """,
        None, "AFP", None,
    ),
    "cookies, menu and share bar before and after": (
        """
        boilerplate| Skip to content
        boilerplate| We use cookies and similar technologies to improve your experience and to count visits.
        boilerplate| Accept all
        headline| Hospital in Harnholm turns away patients
        boilerplate| Facebook Twitter WhatsApp Copy link
        date| 4 March 2022 • 5 min read
        body| The largest hospital in Harnholm turned away patients on Friday as flu cases rose.
        boilerplate| Sign up for our morning newsletter and get the news before breakfast.
        body| “We have enough beds but not enough hands,” said Dr. Birte Hahn.
        boilerplate| Comments (12)
        boilerplate| © 2022 Harbour Courier. All rights reserved.
        """,
        ("2022-03-04", "text"), None, None,
    ),
    "German cookies, newsletter and login": (
        """
        boilerplate| Wir verwenden Cookies, um Inhalte zu personalisieren und die Zugriffe auf unsere Website zu zählen.
        boilerplate| Alle akzeptieren
        headline| Kliniken in Harnholm am Limit
        boilerplate| Teilen Drucken E-Mail Facebook
        body| Die Grippewelle in Velmarken hat ihren Höhepunkt noch nicht erreicht.
        boilerplate| Lesen Sie auch
        boilerplate| Was bei Grippe wirklich hilft
        body| Am Abend wurden zwei Turnhallen mit Betten ausgestattet.
        boilerplate| Abonnieren Sie unseren Newsletter
        boilerplate| Kommentare
        boilerplate| Alle Rechte vorbehalten.
        """,
        None, None, None,
    ),
    "corrected agency text": (
        """
        correction| (Corrects day in second paragraph to Thursday)
        headline| Lorvane chief leaves after nine years
        body| HARNHOLM (Reuters) - The chief executive of Lorvane Shipping will leave the company in June.
        body| The company said so on Thursday.
        correction| This story was corrected to say that Aronsen joined in 2013.
        """,
        None, "Reuters", None,
    ),
    "German note of correction": (
        """
        headline| Stromausfall legt halb Velmarken lahm
        body| Ein Stromausfall hat am Mittwochmorgen halb Velmarken lahmgelegt.
        body| Der Betreiber sprach von einem Fehler.
        correction| Korrekturhinweis: In einer früheren Version hieß es, die Leitung sei um 5 Uhr ausgefallen.
        correction| Anm. d. Red.: Wir haben den Namen des Betreibers ergänzt.
        """,
        None, None, None,
    ),
    "note of correction under its own title": (
        """
        headline| Golf courses fight for their last players
        body| Half of the golf courses on the coast may close within five years.
        correction| CORRECTION:
        correction| As published in the Meridian Post.
        correction| An article on Friday misstated the number of golf courses. There are 40, not 400.
        """,
        None, None, None,
    ),
    "American site with a date that may be two days": (
        """
        headline| Council votes on sea wall
        byline| By Tom Askel
        date| 3/4/2022
        body| The council voted on Friday to rebuild the sea wall at Skarnes.
        """,
        None, None, "Tom Askel",
    ),
    "byline with its date": (
        """
        headline| Council votes on sea wall
        byline| By Tom Askel, Friday, March 4, 2022 10:15 a.m. EST
        body| The council voted on Friday to rebuild the sea wall at Skarnes.
        """,
        ("2022-03-04", "text"), None, "Tom Askel",
    ),
    "German byline of an agency with its date": (
        """
        headline| Rat stimmt für neuen Damm
        byline| Von Max Muster, dpa | 04.03.2022
        body| Der Stadtrat hat am Freitag für einen neuen Damm gestimmt.
        """,
        ("2022-03-04", "text"), None, "Max Muster",
    ),
    "timeline, whose days are none of the article": (
        """
        headline| The strait crisis: how it began
        heading| 24 February 2022
        body| Kesteria sends two boats into the strait.
        heading| 25 February 2022
        body| Velmark closes its ports.
        """,
        None, None, None,
    ),
    "interview of a paper that is called like a caption": (
        """
        headline| „Wir hatten Glück“
        body| BILD: Frau Kommissarin, wer bezahlt den Schaden?
        body| Brandvey: Am Ende der Betreiber.
        body| BILD: Und die Kunden? Die warten seit Wochen auf ihr Geld, und niemand antwortet ihnen.
        body| Brandvey: Die Kunden nicht.
        """,
        None, None, None,
    ),
    "headline that begins like boilerplate": (
        """
        headline| Sources: Kesteria plans a second ferry line
        body| Kesteria plans a second ferry line across the strait, three officials said.
        boilerplate| Source: Norpress
        """,
        None, None, None,
    ),
    "weekday that contradicts its date": (
        """
        headline| Storm closes coast road
        date| Friday 5 March 2022
        body| The coast road was closed on Friday.
        """,
        None, None, None,
    ),
    "prefix before a dateline": (
        """
        date| date 2022-03-04
        headline| Talks go on
        body| KYIV, March 3, 2022 (Reuters) – Talks went on for a third day.
        body| They end on Friday.
        """,
        ("2022-03-04", "prefix"), "Reuters", None,
    ),
    "date above the headline and outlet beside it": (
        """
        date| Freitag, 4. März 2022
        headline| Fähren stehen still
        date| Nordland-Kurier | 04.03.2022
        body| In Port Aldry hat am Freitag keine Fähre abgelegt.
        """,
        ("2022-03-04", "text"), None, None,
    ),
    "day of publication below the article": (
        """
        headline| Fähren stehen still
        body| In Port Aldry hat am Freitag keine Fähre abgelegt.
        body| Das Hafenamt rechnet erst am Montag mit neuen Abfahrten.
        date| Veröffentlicht am 4. März 2022
        boilerplate| Zur Startseite
        """,
        ("2022-03-04", "text"), None, None,
    ),
}  # fmt: skip


# A French date is read where there is a French file.
WITHOUT_FRENCH = pytest.mark.skipif("fr" not in available_languages(), reason="there is no French language file")
NAMES = [pytest.param(name, marks=WITHOUT_FRENCH if name == "French daily" else ()) for name in ARTICLES]


@pytest.mark.parametrize("name", NAMES)
def test_articles_in_the_shape_of_news_sites(name: str) -> None:
    lines, day, agency, author = ARTICLES[name]
    text, expected = article(lines)
    paragraphs = split_paragraphs(text)
    assert [(row.kind, text[row.start : row.end]) for row in paragraphs] == expected
    assert find_date(text, paragraphs) == day
    body = next(block for kind, block in expected if kind == "body")
    assert find_agency(body) == agency
    assert next((find_author(block) for kind, block in expected if kind == "byline"), None) == author


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


@given(st.data(), lines)
def test_every_visible_character_lies_in_one_paragraph_also_with_known_parts(data: st.DataObject, text: str) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8).filter(lambda some: not len(some) % 2)))
    kinds = data.draw(st.lists(st.sampled_from(PART_KINDS), min_size=4, max_size=4))
    spans = zip(places[::2], places[1::2], strict=True)
    known = [Known(kind, start, end) for kind, (start, end) in zip(kinds, spans, strict=False)]
    paragraphs = split_paragraphs(text, known)
    covered = [place for row in paragraphs for place in range(row.start, row.end)]
    assert covered == sorted(set(covered))
    assert all(character.isspace() for place, character in enumerate(text) if place not in set(covered))
    for kind, start, end in known:
        inside = {row.kind for row in paragraphs if start <= row.start < end}
        assert kind == "body" or inside <= {kind}


@given(st.text())
def test_words_of_a_text_have_a_body(text: str) -> None:
    kinds = {row.kind for row in split_paragraphs(text)}
    assert "body" in kinds or not kinds & {"headline", "heading"}
