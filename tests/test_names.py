"""Two names are one person's where spelling alone tells them apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.naming.names import compare_names, gender_of, parse_name, same_person, same_surname, skeleton

PEOPLE = ["Sergey Lavrov", "Wolodymyr Selenskyj", "Ursula von der Leyen", "Al Gore", "J. K. Rowling", "Cher", "李 明"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Sergey Lavrov", "Sergej Lawrow"),
        ("Volodymyr Zelenskyy", "Wolodymyr Selenskyj"),
        ("Vladimir Putin", "Wladimir Wladimirowitsch Putin"),
        ("Yevhen Dorashenko", "Jewhen Doraschenko"),
        ("Sana Khouraty", "Sana Churati"),
        ("Tomash Ilvenny", "Tomasch Ilwenny"),
        ("Gerhard Schröder", "Gerhard Schroeder"),
        ("Mikhail Gorbachev", "Michail Gorbatschow"),
    ],
)
def test_spellings_of_two_languages_are_one_person(first: str, second: str) -> None:
    assert same_person(first, second)
    assert skeleton(first) == skeleton(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Olaf Scholz", "Olaf Schulz"),
        ("Vladimir Putin", "Lyudmila Putina"),
        ("Helmut Schmidt", "Harald Schmidt"),
        ("George H. W. Bush", "George W. Bush"),
        ("Lena Ode", "Viktor Ode"),
        ("Sergei Ivanov", "Igor Ivanov"),
        ("Thilo Sarrazin", "Ben Carson"),
    ],
)
def test_people_who_share_half_a_name_stay_two(first: str, second: str) -> None:
    assert not same_person(first, second)


def test_a_particle_that_comes_first_is_a_given_name() -> None:
    assert parse_name("Ben Carson").words == ("Ben", "Carson")
    assert parse_name("Ursula von der Leyen").words == ("Ursula", "Leyen")


def test_surname_before_a_comma_is_turned_around() -> None:
    assert parse_name("Merkel, Angela").words == ("Angela", "Merkel")
    assert parse_name("Smith, Jr., John").generation == "jr"


def test_surnames_of_a_couple_are_two() -> None:
    assert same_surname("Lavrov", "Lawrow")
    assert not same_surname("Putin", "Putina")
    assert not same_surname("Scholz", "Schulz")


def test_given_names_tell_the_gender_where_they_are_known() -> None:
    assert [gender_of(name) for name in ("Angela Merkel", "Viktor Ode", "Merkel")] == ["feminine", "masculine", "any"]


@settings(deadline=None)
@given(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
def test_comparing_is_symmetric(first: str, second: str) -> None:
    assert compare_names(first, second) == pytest.approx(compare_names(second, first))


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_compared(first: str, second: str) -> None:
    assert 0.0 <= compare_names(first, second) <= 1.0
