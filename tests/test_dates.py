"""Written dates: 60 forms with the day that they mean, and what must have none."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.languages import available_languages, load_language
from helpers.reading.dates import find_date_part, find_day, find_written_days

# 4 March 2022 was a Friday. Each form as pages, feeds, exports, agencies and file names write it.
FOURTH_OF_MARCH = [
    "4 March 2022",
    "04 March 2022",
    "4 Mar 2022",
    "4 MARCH 2022",
    "4 March, 2022",
    "4th March 2022",
    "4th of March 2022",
    "the 4th of March, 2022",
    "4 Mar 22",
    "4-Mar-2022",
    "04/Mar/2022",
    "March 4, 2022",
    "March 4 2022",
    "March 4th, 2022",
    "Mar. 4, 2022",
    "Mar 04, 2022",
    "March 4, '22",
    "2022 March 4",
    "Friday, March 4, 2022 10:15 a.m. EST",
    "Fri 4 Mar 2022 10.15 GMT",
    "Fri, 04 Mar 2022 23:59:00 -0500",
    "Fri Mar 4 10:15:00 GMT 2022",
    "Friday 4 March 2022, 7 a.m.",
    "10:15 GMT, 4 March 2022",
    "Published 4 March 2022",
    "Published on March 4, 2022 at 9:30 pm ET",
    "Published: 4 March 2022 | Updated: 6 March 2022",
    "Updated 6 March 2022, first published 4 March 2022",
    "Last updated on 4 March 2022 10:15 CET",
    "4 March 2022 • 5 min read",
    "Posted: March 4, 2022 10:15",
    "Date: 4 March 2022",
    "13/4/2022",
    "4/13/2022",
    "Friday 3/4/2022",
    "2022-03-04",
    "2022-03-04T10:15:00Z",
    "2022-03-04T23:30:00-05:00",
    "2022-03-04 10:15:00.000",
    "20220304",
    "20220304T101500Z",
    "2022/03/04",
    "2022_03_04_ferry-strike",
    "2022-03-04-ferry-strike",
    "04.03.2022",
    "4.3.2022",
    "4.3.22",
    "4. 3. 2022",
    "4. März 2022",
    "4. März 2022, 10:15 Uhr",
    "04. Mrz. 2022",
    "4. MÄRZ 2022",
    "Freitag, 4. März 2022",
    "Freitag, den 4. März 2022",
    "Fr., 4.3.2022, 10.15 Uhr",
    "Fr 04.03.2022 10:15",
    "Stand: 04.03.2022 10:15",
    "Veröffentlicht am 04.03.2022 um 10:15 Uhr",
    "Aktualisiert: 6. März 2022, veröffentlicht: 4. März 2022",
    "10:15 Uhr, 4. März 2022 – Lesedauer: 3 Minuten",
]
OTHER_DAYS = {"13/4/2022": "2022-04-13", "4/13/2022": "2022-04-13"}

# More forms that must be right, with their day.
MORE = [
    ("1. Jänner 2022", "2022-01-01"),
    ("30. Sept. 1998", "1998-09-30"),
    ("Sonnabend, 5. März 2022", "2022-03-05"),
    ("31.12.99", "1999-12-31"),
    ("29 February 2024", "2024-02-29"),
    ("May 4, 2022", "2022-05-04"),
    ("4. Mai 2022", "2022-05-04"),
    ("2022-03-04 (Fri)", "2022-03-04"),
    ("4 March 2022 (04.03.2022)", "2022-03-04"),
    ("3/4/2022, 4 March 2022", "2022-03-04"),
    ("3/3/2022", "2022-03-03"),
    ("04.03.2022 - 10.15 Uhr", "2022-03-04"),
    ("4 March 2022 - 10:15", "2022-03-04"),
    ("04-MAR-22", "2022-03-04"),
    ("4Mar2022", "2022-03-04"),
    ("March 4, 2022 / 10:15 AM / Norpress", "2022-03-04"),
    ("Fri Mar 04 2022 10:15:00 GMT+0100 (CET)", "2022-03-04"),
    ("4\u00a0March\u00a02022".replace("\u00a0", " "), "2022-03-04"),
    ("4. Ma\u0308rz 2022", "2022-03-04"),
    ("4 March 2022 The treaty of 5 May 1999 is gone", "2022-03-04"),
    ("15 October 1815", "1815-10-15"),
]
FRENCH = [
    ("4 mars 2022", "2022-03-04"),
    ("1er mars 2022", "2022-03-01"),
    ("vendredi 4 mars 2022", "2022-03-04"),
    ("Publié le 4 mars 2022 à 10h15", "2022-03-04"),
    ("Publié le 04/03/2022 à 10:15", None),
    ("Mis à jour le 13/03/2022 à 10:15", "2022-03-13"),
    ("14 juillet 2021", "2021-07-14"),
    ("1er aout 2022", "2022-08-01"),
    ("samedi 4 mars 2022", None),
]

MISSING = [
    pytest.param("3/4/2022", id="day or month first"),
    pytest.param("03-04-2022", id="day or month first, with dashes"),
    pytest.param("Published 3/4/2022 10:15", id="day or month first, behind a label"),
    pytest.param("22-03-04", id="year or day first"),
    pytest.param("22/03/04", id="year or day first, with strokes"),
    pytest.param("4.3.45", id="which century"),
    pytest.param("31 June 2022", id="no day of June"),
    pytest.param("29 February 2022", id="no leap year"),
    pytest.param("30.02.2022", id="no day of February"),
    pytest.param("2022-13-04", id="no month"),
    pytest.param("20221345", id="no month and day in a number"),
    pytest.param("0 March 2022", id="no day"),
    pytest.param("4 March 1200", id="too early"),
    pytest.param("4 March 2222", id="too late"),
    pytest.param("Friday 5 March 2022", id="was a Saturday"),
    pytest.param("Montag, 4. März 2022", id="war ein Freitag"),
    pytest.param("Mo., 04.03.2022", id="war kein Montag"),
    pytest.param("2022-03-04 (Sat)", id="no Saturday"),
    pytest.param("yesterday", id="relative"),
    pytest.param("3 hours ago", id="hours ago"),
    pytest.param("vor 3 Stunden", id="vor Stunden"),
    pytest.param("Friday", id="weekday alone"),
    pytest.param("4 March", id="no year"),
    pytest.param("4. März, 10:15 Uhr", id="kein Jahr, aber eine Uhrzeit"),
    pytest.param("4 March 10:15", id="no year but a time"),
    pytest.param("Fri 4 Mar 10.15 GMT", id="no year but a time with a point"),
    pytest.param("March 4, 10 a.m.", id="no year but an hour"),
    pytest.param("4. März 10 Uhr", id="kein Jahr, aber eine Stunde"),
    pytest.param("March 2022", id="no day of a month"),
    pytest.param("May", id="May alone"),
    pytest.param("March on Washington", id="March on Washington"),
    pytest.param("2022", id="a year"),
    pytest.param("03/2022", id="month and year"),
    pytest.param("4-6 March 2022", id="range of days"),
    pytest.param("4–6. März 2022", id="Tage mit Strich"),
    pytest.param("March 4-6, 2022", id="range of days, month first"),
    pytest.param("4 March 2022 to 6 March 2022", id="range in words"),
    pytest.param("4 March 2022 – 6 March 2022", id="range with a dash"),
    pytest.param("4 March 2022 – 6 April", id="range without its second year"),
    pytest.param("04.03.2022-06.03.2022", id="range in digits"),
    pytest.param("04.–06.03.2022", id="range of days in digits"),
    pytest.param("4. bis 6. März 2022", id="Zeitraum in Worten"),
    pytest.param("2022-03-04/2022-03-06", id="range of a standard"),
    pytest.param("Since 4 March 2022", id="since"),
    pytest.param("The treaty of 4 March 2022", id="words before it"),
    pytest.param("10.1.20.3", id="address of a machine"),
    pytest.param("1646388900", id="seconds since 1970"),
    pytest.param("202203041", id="number of nine digits"),
    pytest.param("March 4, 2000000 people", id="a large number"),
    pytest.param("v4.3.2022", id="a version"),
    pytest.param("", id="nothing"),
]


def test_there_are_sixty_forms() -> None:
    assert len(set(FOURTH_OF_MARCH)) == len(FOURTH_OF_MARCH) == 60


@pytest.mark.parametrize("written", FOURTH_OF_MARCH)
def test_forms_of_dates(written: str) -> None:
    assert find_day(written) == OTHER_DAYS.get(written, "2022-03-04")


@pytest.mark.parametrize(("written", "day"), MORE)
def test_more_forms_of_dates(written: str, day: str) -> None:
    assert find_day(written) == day


@pytest.mark.skipif("fr" not in available_languages(), reason="there is no French language file")
@pytest.mark.parametrize(("written", "day"), FRENCH)
def test_a_language_needs_only_its_file(written: str, day: str | None) -> None:
    assert find_day(written) == day


@pytest.mark.parametrize("written", MISSING)
def test_what_is_not_sure_has_no_day(written: str) -> None:
    assert find_day(written) is None


@pytest.mark.parametrize(
    ("written", "day_first", "other"),
    [
        ("3/4/2022", "2022-04-03", "2022-03-04"),
        ("03-04-2022", "2022-04-03", "2022-03-04"),
        ("Published 3/4/22 10:15", "2022-04-03", "2022-03-04"),
        ("04.03.2022", "2022-03-04", "2022-03-04"),
        ("2022-03-04", "2022-03-04", "2022-03-04"),
        ("4/13/2022", "2022-04-13", "2022-04-13"),
        ("32/13/2022", None, None),
    ],
)
def test_the_order_of_days_and_months_may_be_said(written: str, day_first: str | None, other: str | None) -> None:
    assert (find_day(written, day_first=True), find_day(written, day_first=False)) == (day_first, other)


def test_dates_within_a_line() -> None:
    line = "Von Max Muster | Stand: 5.3.2022, erschienen am 4. März 2022"
    assert [(line[one.start : one.end], one.days, one.label) for one in find_written_days(line)] == [
        ("5.3.2022", ("2022-03-05",), "updated"),
        ("4. März 2022", ("2022-03-04",), "published"),
    ]
    assert find_written_days("3/4/2022")[0].days == ("2022-03-04", "2022-04-03")
    assert find_written_days("Friday 5 March 2022")[0].days == ()


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("By Jane Doe, Friday, 4 March 2022 10:15 GMT", "Friday, 4 March 2022 10:15 GMT"),
        ("Von Max Muster | Stand: 04.03.2022, 10:15 Uhr", "Stand: 04.03.2022, 10:15 Uhr"),
        ("Published 4 March 2022 by Jane Doe", "Published 4 March 2022 "),
        ("No date at all", None),
        ("From 4 March 2022 to 6 March 2022", None),
        ("The treaty of 4 March 2022 ended on 5 March 2023", None),
    ],
)
def test_what_belongs_to_the_date_of_a_line(line: str, part: str | None) -> None:
    found = find_date_part(line)
    assert (None if found is None else line[found[0] : found[1]]) == part


@given(st.dates(date(1970, 1, 1), date(2039, 12, 31)), st.sampled_from(["en", "de"]))
def test_every_day_is_read_in_every_form(day: date, code: str) -> None:
    language = load_language(code)
    weekday = language.words["day_names"][day.weekday()].split()[0]
    for month in language.months[day.month - 1]:
        for written in (f"{day.day}. {month} {day.year}", f"{weekday}, {month} {day.day}, {day.year}"):
            assert find_day(written) == day.isoformat()
    for written in (f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day:%y}", f"{day:%Y%m%d}", f"{day:%Y/%m/%d}"):
        assert find_day(written) == day.isoformat()


parts = st.sampled_from(
    ["4", "31", "2022", "22", "March", "März", "Fri", "Mo", "of", "to", "bis", "Stand", "Updated", "10:15", "Uhr", ".",
     ",", "/", "-", "–", " ", " ", "'", "th", "T", "Z", "x", "(", "20220304", "İ", "ß"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(parts, max_size=30).map("".join)))
def test_any_text_survives(text: str) -> None:
    day = find_day(text)
    assert day is None or re.fullmatch(r"(1[89]|20|21)\d\d-\d\d-\d\d", day)
    for one in find_written_days(text):
        assert list(one.days) == sorted(set(one.days))


@pytest.mark.parametrize(
    "unit", ["4 March ", "4.", "4.3.", "March 4, ", "Mon ", "Published ", "2022-", "1", " ", "'22"]
)
def test_long_lines_take_no_time(unit: str) -> None:
    for length in (10, 100_000):
        text = unit * length
        find_day(text)
        assert all(one.end <= 400 for one in find_written_days(text))
