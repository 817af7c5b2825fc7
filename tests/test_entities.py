"""The table of known entities holds what its readers rely on."""

from collections import defaultdict

import pytest

from helpers.languages import available_languages
from helpers.naming.gazetteer import _forms_of, genitives, known_entities, load_gazetteer, surname_of, without_genitive

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
