"""Who says each quotation."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.naming import find_mentions, find_speakers, link_entities
from helpers.quoting import find_sentences
from helpers.tables import ARTICLES, PARAGRAPHS, QUOTE_SPANS, QUOTES, SPEAKERS, conform, empty

# One quotation: its content, its source and its cue (None: without), as they stand in the text, from left to right.
Quote = tuple[str, str | None, str | None]


def speak(code: str, text: str, quotes: list[Quote], *, kinds: dict[int, str] | None = None) -> pd.DataFrame:
    """The speakers of quotations in one article whose paragraphs are parted by empty lines; `kinds` of paragraphs."""
    articles = conform(
        [{"article_id": "a", "story_id": "a", "language": code, "language_score": 1.0, "words": 9, "text": text}],
        ARTICLES,
    )
    blocks, start = [], 0
    for number, block in enumerate(text.split("\n\n")):
        kind = (kinds or {}).get(number, "body")
        blocks.append({"article_id": "a", "paragraph": number, "kind": kind, "start": start, "end": start + len(block)})
        start += len(block) + 2
    paragraphs = conform(blocks, PARAGRAPHS)
    sentences = find_sentences(articles, paragraphs)
    rows, spans, after = [], [], 0
    for number, (content, source, cue) in enumerate(quotes):
        start = text.index(content, after)
        paragraph = text.count("\n\n", 0, start)
        quote = {"quote_id": f"q{number}", "article_id": "a", "paragraph": paragraph, "sentence": 0, "start": start}
        rows.append(
            quote
            | {
                "end": start + len(content),
                "text": content,
                "kind": "direct",
                "speech": True,
                "cue": cue,
                "source": source,
            }
            | {"found_by": "test", "score": 1.0, "words": 1}
        )
        spans.append({"quote_id": f"q{number}", "role": "content", "start": start, "end": start + len(content)})
        if source is not None:
            places = [place for place in range(len(text)) if text.startswith(source, place)]
            best = min(places, key=lambda place: abs(place - start))
            spans.append({"quote_id": f"q{number}", "role": "source", "start": best, "end": best + len(source)})
        after = start + len(content)
    mentions = find_mentions(articles, paragraphs, sentences)
    linking = link_entities(articles, mentions)
    return find_speakers(
        articles,
        paragraphs,
        sentences,
        conform(rows, QUOTES),
        conform(spans, QUOTE_SPANS),
        mentions,
        linking.links,
        linking.entities,
    )


def names(speakers: pd.DataFrame) -> list[str]:
    """Each speaker, "?" where missing, with the first letters of what it is."""
    return [f"{name}/{kind[:3]}" for name, kind in zip(speakers["speaker"].fillna("?"), speakers["kind"], strict=True)]


@pytest.mark.parametrize(
    ("code", "text", "source", "expected"),
    [
        ("en", "Aronsen’s lawyer, Ilse Maron, said: “No.”", "Aronsen’s lawyer, Ilse Maron", ["Ilse Maron/per"]),
        ("en", "“No,” said Zelenskyy’s spokesman.", "Zelenskyy’s spokesman", ["Zelenskyy’s spokesman/ano"]),
        ("en", "“No,” said a senior US official.", "a senior US official", ["senior US official/ano"]),
        ("en", "“No,” Experts said.", "Experts", ["Experts/col"]),
        ("en", "“No,” the interior ministry said.", "the interior ministry", ["interior ministry/col"]),
        (
            "en",
            "“No,” a spokesman for Vladimir Putin said.",
            "a spokesman for Vladimir Putin",
            ["spokesman for Vladimir Putin/ano"],
        ),
        ("en", "“No,” Secretary of State John Kerry said.", "Secretary of State John Kerry", ["John Kerry/per"]),
        ("en", "“No,” the Kremlin said.", "the Kremlin", ["Kremlin/org"]),
        ("en", "“No,” the curator, Amadou Ferel, said.", "the curator", ["Amadou Ferel/per"]),
        ("en", "“No,” Moscow’s envoy said.", "Moscow’s envoy", ["Moscow’s envoy/ano"]),
        ("de", "„Nein“, sagte der Kreml.", "der Kreml", ["Kremlin/org"]),
        ("de", "„Nein“, sagte Putins Sprecher.", "Putins Sprecher", ["Putins Sprecher/ano"]),
        (
            "de",
            "„Nein“, sagte ein hochrangiger Beamter der Regierung Biden.",
            "ein hochrangiger Beamter der Regierung Biden",
            ["hochrangiger Beamter der Regierung Biden/ano"],
        ),
        ("de", "„Nein“, nach Angaben von Joe Biden.", "Angaben von Joe Biden", ["Joe Biden/per"]),
        (
            "de",
            "„Nein“, sagten Joe Biden und Ursula von der Leyen.",
            "Joe Biden und Ursula von der Leyen",
            ["Joe Biden/per", "Ursula von der Leyen/per"],
        ),
        (
            "de",
            "Die Vereinigten Staaten und die NATO haben „Nein“ erklärt.",
            "Die Vereinigten Staaten und die NATO",
            ["United States/pla", "NATO/org"],
        ),
        (
            "de",
            "„Nein“, sagte Arbeitsminister und Vizekanzler Franz Müntefering.",
            "Arbeitsminister und Vizekanzler Franz Müntefering",
            ["Franz Müntefering/per"],
        ),
    ],
)
def test_source_in_words_leads_to_its_speaker(code: str, text: str, source: str, expected: list[str]) -> None:
    assert names(speak(code, text, [("N", source, "said")])) == expected


def test_joint_speakers_are_ranked() -> None:
    text = "Kell and her deputy, Oskar Lind, said “no”. Marja Kell left."
    speakers = speak("en", text, [("no", "Kell and her deputy, Oskar Lind", "said")])
    assert list(speakers["rank"]) == [1, 2]
    assert names(speakers) == ["Marja Kell/per", "Oskar Lind/per"]


def test_pronoun_takes_up_the_speaker_before_not_whom_a_quotation_names() -> None:
    text = "Dmitro Kuleba came. “President Putin sees it,” he said. He added: “We know.”"
    text = text.replace("Dmitro", "Dmytro")
    speakers = speak("en", text, [("President Putin sees it,", "he", "said"), ("We know.", "He", "added")])
    assert names(speakers) == ["Dmytro Kuleba/per"] * 2


def test_pronoun_takes_up_the_subject_of_the_sentence_before() -> None:
    text = "All eyes are on President Vladimir Putin, who must decide. He had warned of “measures”."
    assert names(speak("en", text, [("measures", "He", "warned")])) == ["Vladimir Putin/per"]


def test_pronoun_fits_the_gender() -> None:
    text = "“A,” said Marja Kell. Piet Aronsen called it “B”. She replied: “C.”"
    quotes: list[Quote] = [("A,", "Marja Kell", "said"), ("B", "Piet Aronsen", "called"), ("C.", "She", "replied")]
    assert names(speak("en", text, quotes))[-1] == "Marja Kell/per"


def test_er_is_each_time_the_one_who_spoke_last() -> None:
    text = (
        "Generalsekretär Jens Stoltenberg sagte, es sei „genau“.\n\nEr sagte, man sei „bereit“.\n\n"
        "Minister Lloyd Austin sagte, es gehe um „Russland“.\n\nEr sagte: „Optionen“."
    )
    quotes: list[Quote] = [
        ("genau", "Generalsekretär Jens Stoltenberg", "sagte"),
        ("bereit", "Er", "sagte"),
        ("Russland", "Minister Lloyd Austin", "sagte"),
        ("Optionen", "Er", "sagte"),
    ]
    assert names(speak("de", text, quotes)) == ["Jens Stoltenberg/per"] * 2 + ["Lloyd Austin/per"] * 2


def test_es_is_the_country_of_the_sentence_before() -> None:
    text = "Russland hat das zurückgewiesen. Es hat die Reaktion als „Beweis“ angeführt."
    assert names(speak("de", text, [("Beweis", "Es", "angeführt")])) == ["Russia/pla"]


def test_role_alone_is_the_person_who_was_given_it() -> None:
    text = "Churatis Sprecherin, Mette Solberg, kam. Ministerin Sana Churati schwieg. „Nein“, sagte die Sprecherin."
    assert names(speak("de", text, [("Nein", "die Sprecherin", "sagte")])) == ["Mette Solberg/per"]


def test_official_named_so_before_is_the_same_one() -> None:
    text = "Ein hochrangiger Beamter sagte „A“. Später sagte der Beamte „B“."
    speakers = speak("de", text, [("A", "Ein hochrangiger Beamter", "sagte"), ("B", "der Beamte", "sagte")])
    assert len(set(speakers["entity_id"])) == 1
    assert names(speakers) == ["hochrangiger Beamter/ano"] * 2


def test_quotation_without_a_source_goes_on_but_not_across_a_heading() -> None:
    text = "Der Kreml nannte „A“.\n\n„B“, hieß es.\n\nGas\n\n„C“"
    speakers = speak(
        "de", text, [("A", "Der Kreml", "nannte"), ("B", None, "hieß"), ("C", None, None)], kinds={2: "heading"}
    )
    assert names(speakers) == ["Kremlin/org", "Kremlin/org", "?/unk"]
    assert list(speakers["how"])[1] == "goes on"


def test_two_who_share_a_surname_are_candidates() -> None:
    text = "Bill Clinton and Hillary Clinton came. Clinton said: “Yes.”"
    speakers = speak("en", text, [("Yes.", "Clinton", "said")])
    assert names(speakers) == ["?/unk"]
    assert list(speakers["candidates"]) == ["Bill Clinton | Hillary Clinton"]


def test_unnamed_ids_belong_to_their_kind_and_name() -> None:
    text = "“A,” an official said. “B,” a guard said."
    speakers = speak("en", text, [("A,", "an official", "said"), ("B,", "a guard", "said")])
    assert speakers["entity_id"].nunique() == 2


def test_no_quotes_give_an_empty_table() -> None:
    speakers = speak("en", "Nothing was said.", [])
    assert list(speakers.columns) == list(SPEAKERS.columns) and speakers.empty
    assert list(empty(SPEAKERS).dtypes) == list(speakers.dtypes)


@settings(deadline=None)
@given(st.text(max_size=30), st.text(min_size=1, max_size=15), st.sampled_from(["en", "de", "fr"]))
def test_any_source_gives_each_quotation_a_row(before: str, source: str, code: str) -> None:
    text = f"{before} «Q», {source}."
    speakers = speak(code, text, [("Q", source, "said")])
    assert list(speakers["quote_id"].unique()) == ["q0"]
