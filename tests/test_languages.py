"""Language files and the language of a text."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import languages
from helpers.languages import available_languages, detect_language, load_language, parse_language
from helpers.tables import LanguageError

GERMAN = "Der Präsident sagte am Mittwoch, dass die Regierung nicht an dem Treffen teilnehmen werde."
ENGLISH = "The president said on Wednesday that the government would not take part in the meeting."
ALL_FILES = [*available_languages(), "und"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(GERMAN, "de", id="German"),
        pytest.param(ENGLISH, "en", id="English"),
        pytest.param(GERMAN.upper(), "de", id="German in capitals"),
        pytest.param(ENGLISH.upper(), "en", id="English in capitals"),
        pytest.param("Le président a déclaré mercredi que la France ne participerait pas.", "fr", id="French"),
        pytest.param("Ο πρόεδρος δήλωσε ότι η χώρα δεν θα συμμετάσχει στη συνάντηση.", "el", id="Greek"),
        pytest.param("Президент сказал, что правительство не примет участия во встрече.", "ru", id="Russian"),
        pytest.param("Le pont fermé jusqu’à l’été, les commerçants inquiets", "fr", id="short French"),
        pytest.param("Mayor says the bridge will stay open until May", "en", id="short English"),
        pytest.param("Bürgermeisterin will die Brücke bis Mai sperren", "de", id="short German"),
        pytest.param("Die NATO sagte nein zu allem.", "de", id="short, where the prior decides"),
        pytest.param("NATO", "und", id="under 20 letters"),
        pytest.param("", "und", id="nothing"),
        pytest.param("12 345 678 – 90 % … 2022-01-27, 4,5 und 6", "und", id="digits"),
        pytest.param("https://www.reuters.com/world/top-diplomats-meet-geneva-soaring-tensions", "und", id="address"),
        pytest.param(f"https://www.reuters.com/{'world-top-diplomats/' * 90} {GERMAN}", "de", id="long address first"),
    ],
)
def test_language_of_a_text(text: str, code: str) -> None:
    assert detect_language(text)[0] == code


def test_undetermined_has_no_score() -> None:
    assert detect_language("NATO") == ("und", 0.0)


def test_detection_repeats_itself_in_any_order() -> None:
    texts = [GERMAN, ENGLISH, "Anna und Otto said: no, nein, nada, niente."]
    forward = [detect_language(text) for text in texts]
    backward = [detect_language(text) for text in reversed(texts)]
    assert forward == backward[::-1]


def test_first_use_in_threads_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    from langdetect import detector_factory

    monkeypatch.setattr(detector_factory, "_factory", None)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(detect_language(GERMAN)[0])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["de"] * 4


@settings(max_examples=50, deadline=None)
@given(st.one_of(st.text(), st.text(alphabet="0123456789 .:/https", min_size=30), st.text("ABÄ日한я ", min_size=30)))
def test_detection_never_fails(text: str) -> None:
    code, score = detect_language(text)
    assert code
    assert 0 <= score <= 1


def test_long_texts_cost_no_more_than_short_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(languages, "_detect", lambda sample, *, short: (read.append(sample), short) and ("de", 1.0))
    detect_language(GERMAN * 10_000)
    assert len(read[0]) == 1_000


def test_language_without_a_file_keeps_its_code() -> None:
    assert load_language("xx").code == "xx"
    assert load_language("xx").marks == load_language("und").marks
    assert "und" not in available_languages()


@pytest.mark.parametrize("code", ALL_FILES)
def test_every_language_file_is_whole(code: str) -> None:
    language = load_language(code)
    assert language.name
    assert language.marks
    for lemma, forms in {**language.speech_verbs, **language.belief_verbs}.items():
        assert forms, f"{code}: {lemma} has no forms"
    if language.speech_verbs:
        assert len(language.speech_verbs) >= 80
        assert len(language.months) == 12


@pytest.mark.parametrize("code", ALL_FILES)
def test_no_list_of_a_language_file_repeats_itself(code: str) -> None:
    language = load_language(code)
    lists = {**language.speech_verbs, **language.belief_verbs, **language.words}
    lists |= {"marks": language.marks, "single_marks": language.single_marks}
    repeated = {name: sorted({word for word in words if words.count(word) > 1}) for name, words in lists.items()}
    assert {name: words for name, words in repeated.items() if words} == {}


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        pytest.param("name = ", "file", "is not TOML", id="no TOML"),
        pytest.param("ä = 1", "file", "is not TOML", id="bare key with umlaut"),
        pytest.param(
            '[speech_verb]\n"say" = ["said"]', "speech_verb", "is no key of a language file", id="misspelt key"
        ),
        pytest.param('marks = "“”"', "marks", "not a list", id="marks as a word"),
        pytest.param('marks = [["“"]]', "marks", "not 2 words", id="mark without partner"),
        pytest.param("marks = [[1, 2]]", "marks", "not a list of words", id="marks as numbers"),
        pytest.param('abbreviations = "Dr"', "abbreviations", "not a list of words", id="word for a list"),
        pytest.param("months = 12", "months", "not a list", id="number for months"),
        pytest.param('speech_verbs = ["say"]', "speech_verbs", "not a section", id="list for a section"),
        pytest.param('[speech_verbs]\n"say" = "said"', "speech_verbs.say", "not a list of words", id="one form"),
        pytest.param('[words]\nas_words = [" "]', "words.as_words", "not a list of words", id="blank word"),
        pytest.param('pronouns = "he"', "pronouns", "not a section", id="word for pronouns"),
        pytest.param('[pronouns]\n"he" = "masculine"', "pronouns.he", "not 2 words", id="pronoun without number"),
        pytest.param('[titles]\nmale = ["Mr"]', "titles.male", "is no gender", id="unknown gender"),
    ],
)
def test_broken_language_file_is_named_with_its_key(text: str, key: str, said: str) -> None:
    with pytest.raises(LanguageError, match=said) as caught:
        parse_language(text, file="xx.toml", code="xx")
    assert str(caught.value).startswith(f"xx.toml: {key}: ")
    assert not str(caught.value).endswith(".")
