"""The table of known entities holds what its readers rely on."""

from collections import defaultdict

import pytest

from helpers import HelpersError
from helpers.languages import available_languages
from helpers.naming.gazetteer import (
    _forms_of,
    genitives,
    known_entities,
    load_gazetteer,
    parse_entities,
    surname_of,
    without_genitive,
)

KINDS = {"person", "organisation", "place", "other"}


def test_table_is_large_enough_and_each_row_is_complete() -> None:
    entities = known_entities()
    assert len(entities) >= 150
    for entity in entities.values():
        assert entity.name and entity.kind in KINDS
        assert entity.gender in {"masculine", "feminine"} if entity.kind == "person" else not entity.gender
        assert not entity.qid or (entity.qid[0] == "Q" and entity.qid[1:].isdigit())


def test_no_two_rows_share_a_qid() -> None:
    qids = [entity.qid for entity in known_entities().values() if entity.qid]
    assert len(qids) == len(set(qids))


@pytest.mark.parametrize("code", available_languages())
def test_no_form_means_two_entities(code: str) -> None:
    owners = defaultdict(set)
    for entity in known_entities().values():
        for text, _ in _forms_of(entity, code):
            owners[text].add(entity.entity_id)
    assert {text: some for text, some in owners.items() if len(some) > 1} == {}


def test_stands_for_leads_to_an_entity_and_never_in_a_circle() -> None:
    entities = known_entities()
    for entity in entities.values():
        seen = {entity.entity_id}
        while entity.stands_for:
            assert entity.stands_for in entities
            assert entity.stands_for not in seen
            seen.add(entity.stands_for)
            entity = entities[entity.stands_for]


@pytest.mark.parametrize(
    ("code", "text", "entity_id", "relation"),
    [
        ("en", "Kyiv", "place-kyiv", "name"),
        ("en", "Americans", "place-usa", "adjective"),
        ("de", "Russlands", "place-russia", "name"),
        ("de", "westlichen", "place-west", "adjective"),
        ("de", "Ukrainerinnen", "place-ukraine", "adjective"),
        ("de", "UN-Sicherheitsrates", "org-un-security-council", "name"),
        ("fr", "Kreml", "org-kremlin", "name"),
        ("de", "Lawrows", "person-sergey-lavrov", "name"),
    ],
)
def test_form_means_its_entity(code: str, text: str, entity_id: str, relation: str) -> None:
    form = load_gazetteer(code).find(text)
    assert form is not None
    assert (form.entity.entity_id, form.relation) == (entity_id, relation)


def test_adjectives_count_in_their_own_language_only() -> None:
    assert load_gazetteer("en").find("russischen") is None
    assert load_gazetteer("fr").find("Russian") is None


def test_ambiguous_surnames_need_a_full_name() -> None:
    gazetteer = load_gazetteer("en")
    assert gazetteer.find("Clinton") is None
    assert gazetteer.find("Bush") is None
    austin = gazetteer.find("Austin")
    assert austin is not None and austin.entity.kind == "place"


def test_surname_keeps_its_particles() -> None:
    assert surname_of("Tamim bin Hamad Al Thani") == "Al Thani"
    assert surname_of("Jens Stoltenberg") == "Stoltenberg"


def test_genitive_is_added_and_taken_off_where_the_language_has_one() -> None:
    assert genitives("Putin", "de") == ["Putins"]
    assert genitives("Scholz", "de") == []
    assert without_genitive("Putins", "de") == ["Putins", "Putin"]
    assert without_genitive("Putins", "en") == ["Putins"]


# --- a table that somebody edited -----------------------------------------------------------------------------------

HEAD = "entity_id;name;kind;qid;gender;en;de;en_adjectives;de_adjectives;alone;stands_for;after;not_before\n"
GOOD = "person-marja-kell;Marja Kell;person;;feminine;;;;;Kell;;;\n"


def test_a_table_saved_by_a_spreadsheet_is_read() -> None:
    saved = (HEAD + GOOD + ";" * 12 + "\n\n").replace("\n", "\r\n").encode("utf-8-sig")
    assert list(parse_entities(saved)) == ["person-marja-kell"]
    quoted = (HEAD + '"place-vessel";"Vessel";"place";;;"Vessel Town | Port Vessel";;;;;;;\n').encode()
    assert parse_entities(quoted)["place-vessel"].names == ("Vessel", "Vessel Town", "Port Vessel")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(HEAD + GOOD + "place-vessel;Vessel;place\n", "3: has 3 cells for 13 columns", id="too few"),
        pytest.param(HEAD + GOOD.replace("\n", ";\n"), "2: has 14 cells for 13 columns", id="too many"),
        pytest.param(HEAD.replace(";", ","), "1: has no columns separated by ';'; save it with semi", id="commas"),
        pytest.param("", "1: has no columns separated by ';'", id="nothing"),
        pytest.param(HEAD.replace("alone;", ""), "1: lacks the column alone; put it back", id="no column"),
        pytest.param(
            HEAD.replace("de;", "de;fr;", 1),
            "1, column fr: has no column fr_adjectives beside it",
            id="half a language",
        ),
        pytest.param(HEAD.replace("en;de;", "en;en;"), "1, column en: stands there twice", id="a column twice"),
        pytest.param(
            HEAD + GOOD.replace(";person;", ";persona;"),
            "2, column kind: 'persona' is no kind (person, organisation, place, other)",
            id="unknown kind",
        ),
        pytest.param(HEAD + GOOD.replace("feminine", "f"), "2, column gender: 'f' is neither", id="unknown gender"),
        pytest.param(HEAD + GOOD.replace("person-marja-kell", ""), "2, column entity_id: is empty", id="no id"),
        pytest.param(HEAD + GOOD.replace("Marja Kell", ""), "2, column name: is empty", id="no name"),
        pytest.param(HEAD + GOOD.replace(";Kell;", ";–;"), "2, column name: the form '–' holds no letter", id="a dash"),
        pytest.param(
            HEAD + GOOD + GOOD, "3, column entity_id: 'person-marja-kell' is the id of line 2 too", id="an id twice"
        ),
        pytest.param(
            HEAD + GOOD.replace("Kell;;;", "Kell;place-vessel;;"),
            "2, column stands_for: 'place-vessel' is no entity_id of the table",
            id="stands for nothing",
        ),
        pytest.param(
            HEAD + GOOD.replace("Kell;;;", "Kell;person-marja-kell;;"),
            "2, column stands_for: 'person-marja-kell' leads back to the row itself",
            id="stands for itself",
        ),
        pytest.param(HEAD + '"' + GOOD, "2: cannot be read (unexpected end of data)", id="a stray quote mark"),
    ],
)
def test_what_is_wrong_in_the_table_is_named(content: str, message: str) -> None:
    with pytest.raises(HelpersError) as caught:
        parse_entities(content.encode())
    assert str(caught.value).startswith(f"entities.csv, line {message}")
    assert "\n" not in str(caught.value)


def test_a_table_that_is_not_utf8_says_where() -> None:
    with pytest.raises(HelpersError) as caught:
        parse_entities((HEAD + GOOD.replace("Marja", "Märja")).encode("cp1252"))
    assert str(caught.value).startswith("entities.csv, line 2: is not UTF-8 at byte ")
    assert str(caught.value).endswith("; save it as UTF-8")
