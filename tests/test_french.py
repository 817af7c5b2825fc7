"""French: how much one file of words carries, sentence by sentence, from marks and elisions to names and speakers."""

from __future__ import annotations

import pytest
from frames import list_said

from helpers import annotate_documents, load_language
from helpers.naming.gazetteer import load_gazetteer
from helpers.naming.mentions import find_names
from helpers.quoting.sentences import split_sentences
from helpers.quoting.words import lexicon_of, split_words
from helpers.showing.labels import name_language

MAYOR = "« Le pont est fermé », a déclaré la maire de Plouvarn, Gaëlle Corre.\n\n"


def split(text: str) -> list[str]:
    return [word.low for word in split_words(text, 0, len(text), lexicon=lexicon_of(load_language("fr")))]


def test_it_is_one_file_that_fills_what_reading_needs() -> None:
    french = load_language("fr")
    assert french.name == name_language("fr") == "Français"
    assert len(french.speech_verbs) >= 200
    assert len(french.examples) >= 20
    assert set(french.cue_groups) == set(load_language("en").cue_groups)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’État", ["l'", "état"]),
        ("qu'il l'a dit", ["qu'", "il", "l'", "a", "dit"]),
        ("a-t-il dit", ["a", "il", "dit"]),
        ("explique-t-elle", ["explique", "elle"]),
        ("aujourd’hui d’ailleurs", ["aujourd'hui", "d'ailleurs"]),
        ("s’il vient", ["s'il", "vient"]),
        ("un porte-parole", ["un", "porte-parole"]),
        ("A Bruxelles", ["à", "bruxelles"]),
        ("« d’« oubli » »", ["«", "d'", "«", "oubli", "»", "»"]),
    ],
)
def test_words_are_parted_at_elisions_and_at_the_pronoun_behind_a_verb(text: str, words: list[str]) -> None:
    assert split(text) == words


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("« Partez », a lancé, sous les huées, le préfet.", "le préfet", "Partez"),
        ("« Partez », a dit mardi à l’AFP Jean-Yves Le Bris.", "Jean-Yves Le Bris", "Partez"),
        ("« Partez », grince-t-il.", "il", "Partez"),
        ("« Partez », s’est-elle exclamée.", "elle", "Partez"),
        ("Le préfet l’affirme : « Tout est prêt. »", "Le préfet", "Tout est prêt."),
        ("Le préfet a parlé d’« un échec collectif ».", "Le préfet", "un échec collectif"),
        ("Le préfet a appelé les élus à « garder leur calme ».", "Le préfet", "garder leur calme"),
        ("\u00ab\u202fPartez\u202f\u00bb, dit le préfet.", "le préfet", "Partez"),
        ("«Partez», dit le préfet.", "le préfet", "Partez"),
        ('"Partez", a ordonné le préfet.', "le préfet", "Partez"),
        ("« Partez », a conclu le préfet, avant de rappeler que « rien n’est joué ».", "le préfet", "Partez"),
    ],
)
def test_speech_in_marks_is_given_to_who_speaks(text: str, source: str, said: str) -> None:
    found = list_said(text, "fr")[0]
    assert (found.kind, found.sources[:1], found.text) == ("direct", (source,), said)


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("Le pont fermera lundi, assure le préfet.", "le préfet", "Le pont fermera lundi"),
        ("Le pont, a dit le préfet, fermera lundi.", "le préfet", "Le pont … fermera lundi"),
        ("Le pont fermera, indique-t-on à la mairie.", "la mairie", "Le pont fermera"),
        ("Aux yeux du préfet, le pont est dangereux.", "préfet", "le pont est dangereux"),
        ("De l’avis de tous les experts, le pont est sûr.", "tous les experts", "le pont est sûr"),
        ("Selon le préfet, Luc Morel, le pont est sûr.", "le préfet, Luc Morel", "le pont est sûr"),
        ("Il a demandé s’il pouvait entrer.", "Il", "s’il pouvait entrer"),
        ("Elle a reconnu lundi, devant le juge, avoir menti.", "Elle", "avoir menti"),
        ("Le conseiller a rappelé que le juge avait tranché.", "Le conseiller", "le juge avait tranché"),
        ("Le maire, tout en saluant l’accord, regrette que rien ne change.", "Le maire", "rien ne change"),
    ],
)
def test_indirect_speech_is_given_to_who_speaks(text: str, source: str, said: str) -> None:
    found = [(one.kind, one.sources[:1], one.text) for one in list_said(text, "fr")]
    assert ("indirect", (source,), said) in found


@pytest.mark.parametrize(
    "text",
    [
        "La note du juge, publiée lundi, compte dix pages.",
        "Le plan annoncé par le maire coûtera deux millions.",
        "La météo n’annonce qu’une averse.",
        "Cette décision étonne les habitants.",
        "Le maire de Lille a rencontré la présidente de la région.",
    ],
    ids=["nouns that look like verbs", "a bare participle", "only", "without its pronoun", "nothing said"],
)
def test_what_only_looks_like_speech_is_none(text: str) -> None:
    assert list_said(text, "fr") == []


def test_beliefs_are_no_speech() -> None:
    found = list_said("Les habitants craignent que l’eau ne manque. Le maire assure que l’eau suffira.", "fr")
    assert [(one.text, one.speech) for one in found] == [("l’eau ne manque", False), ("l’eau suffira", True)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "Lundi, a annoncé le ministre, la grève cessera.",
            "Lundi … la grève cessera",
            marks=pytest.mark.xfail(strict=True, reason="a day before the attribution is taken for the writer's"),
            id="a day before its attribution",
        ),
        pytest.param(
            "Tout en assurant que l’école resterait ouverte, le maire a fermé le pont.",
            "l’école resterait ouverte",
            marks=pytest.mark.xfail(strict=True, reason="a gerund finds no subject that comes after it"),
            id="a gerund before its subject",
        ),
        pytest.param(
            "Selon l’ONG, qui cite des témoins, dix villages ont été brûlés.",
            "dix villages ont été brûlés",
            marks=pytest.mark.xfail(strict=True, reason="a clause about the source is taken for what it says"),
            id="a clause about the source",
        ),
    ],
)
def test_shapes_that_words_alone_cannot_tell(text: str, said: str) -> None:
    assert [one.text for one in list_said(text, "fr")] == [said]


SPEAKERS = {
    "Elle a ajouté que rien ne pressait.": "Gaëlle Corre",
    "L’élue assure que rien ne presse.": "Gaëlle Corre",
    "« Rien ne presse ici », assure Mme Corre.": "Gaëlle Corre",
    "Le préfet assure que rien ne presse.": "préfet",
    "« Rien ne presse ici », a dit le ministre belge de la Santé, Marko Tadin.": "Marko Tadin",
    "« Rien ne presse ici », a dit le président russe Vladimir Poutine.": "Vladimir Putin",
    "Sergueï Lavrov a dit que rien ne pressait.": "Sergey Lavrov",
    "La Commission européenne assure que rien ne presse.": "European Commission",
}


@pytest.fixture(scope="module")
def speakers() -> dict[str, object]:
    """Who speaks last in each text, all read at once."""
    documents = [{"id": text, "text": MAYOR + text, "lang": "fr"} for text in SPEAKERS]
    found = annotate_documents(documents, engine="rules")
    return {one["id"]: max(one["quotes"], key=lambda quote: quote["content"])["speaker"] for one in found}


@pytest.mark.parametrize("text", list(SPEAKERS))
def test_speakers_are_told_by_name_pronoun_and_office(speakers: dict[str, object], text: str) -> None:
    assert speakers[text] == SPEAKERS[text]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("L’Allemagne et l’Égypte ont signé.", ["Allemagne", "Égypte"]),
        ("Les Etats-Unis et la Côte d’Ivoire ont signé.", ["Etats-Unis", "Côte d’Ivoire"]),
        ("Les soldats ukrainiens et les Russes se sont retirés.", ["ukrainiens", "Russes"]),
        ("La chancelière allemande est arrivée à Tours.", ["allemande", "Tours"]),
        ("Tours et détours d’une réforme.", []),
        ("L’ONU, l’Otan et la Cour pénale internationale se taisent.", ["ONU", "Otan", "Cour pénale internationale"]),
        ("Maurice Lantier vit à Maurice.", ["Maurice Lantier", "Maurice"]),
        ("Le chercheur belge Aldo Wervik préside le Groupe Merlan.", ["belge", "Aldo Wervik", "Groupe Merlan"]),
        ("Bruno Le Maire et Anne Le Bris sont venus.", ["Bruno Le Maire", "Anne Le Bris"]),
    ],
)
def test_names_are_found(text: str, names: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_names(text, "fr")] == names


@pytest.mark.parametrize(
    ("form", "entity_id"),
    [
        ("Royaume-Uni", "place-uk"),
        ("Pays-Bas", "place-netherlands"),
        ("Londres", "place-london"),
        ("Pékin", "place-beijing"),
        ("OMS", "org-who"),
        ("Parlement européen", "org-european-parliament"),
        ("Benyamin Netanyahou", "person-benjamin-netanyahu"),
        ("Loukachenko", "person-alexander-lukashenko"),
    ],
)
def test_french_forms_are_known_in_every_language(form: str, entity_id: str) -> None:
    for code in ("de", "en", "fr"):
        found = load_gazetteer(code).find(form)
        assert found is not None and found.entity.entity_id == entity_id


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Nice work. Angers rise. Tours sell out."),
        ("de", "Malte sagte: Tours sind teuer."),
        ("de", "Indes kam es anders."),
        ("en", "Red Hot Chili"),
    ],
)
def test_french_names_do_not_stand_for_words_of_other_languages(code: str, text: str) -> None:
    assert find_names(text, code) == []


def test_sentences_end_behind_no_title() -> None:
    text = "M. Morel a parlé. « Oui. Non », a dit Mme Corre. Me Le Bris a ri."
    sentences = [text[start:end] for start, end in split_sentences(text, 0, len(text), language="fr")]
    assert sentences == ["M. Morel a parlé.", "« Oui. Non », a dit Mme Corre.", "Me Le Bris a ri."]
