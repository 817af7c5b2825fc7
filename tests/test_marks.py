"""Quote marks are paired by type, never counted; one without partner is reported and spoils its paragraph at most."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import least_seconds

from helpers import load_language
from helpers.quoting.marks import Region, pair_marks

CODES = ("en", "de", "und")


def spans_of(text: str) -> list[tuple[int, int]]:
    """The lines of a text as paragraphs, empty ones left out."""
    ends = [len(line) for line in text.split("\n")]
    starts = [sum(ends[:number]) + number for number in range(len(ends))]
    return [(start, start + length) for start, length in zip(starts, ends, strict=True) if length]


def find_inner(text: str, language: str = "en") -> list[str]:
    """What stands between marks, in order."""
    regions, _ = pair_marks(text, spans_of(text), load_language(language))
    return [text[region.inner_start : region.inner_end] for region in regions]


def find_flaws(text: str, language: str = "en") -> list[tuple[int, str, str]]:
    _, flaws = pair_marks(text, spans_of(text), load_language(language))
    return [(flaw.position, flaw.mark, flaw.code) for flaw in flaws]


@pytest.mark.parametrize(
    ("language", "text", "inner"),
    [
        pytest.param("en", "“The harbour is closed,” she said.", "The harbour is closed,", id="curly"),
        pytest.param("en", '"The harbour is closed," she said.', "The harbour is closed,", id="straight"),
        pytest.param("en", '“The harbour is closed," she said.', "The harbour is closed,", id="curly and straight"),
        pytest.param("en", "``The harbour is closed,'' she said.", "The harbour is closed,", id="typewriter"),
        pytest.param("en", "''The harbour is closed,'' she said.", "The harbour is closed,", id="two apostrophes"),
        pytest.param("en", "‘The harbour is closed,’ she said.", "The harbour is closed,", id="single curly"),
        pytest.param("en", "'The harbour is closed,' she said.", "The harbour is closed,", id="single straight"),
        pytest.param("en", "«The harbour is closed», she said.", "The harbour is closed", id="guillemets"),
        pytest.param("en", "“The harbour is closed”she said.", "The harbour is closed", id="no space behind"),
        pytest.param("en", "(“The harbour is closed”)", "The harbour is closed", id="in brackets"),
        pytest.param("en", "a board—“the harbour is closed”—hung there", "the harbour is closed", id="between dashes"),
        pytest.param("de", "„Der Hafen ist zu“, sagte sie.", "Der Hafen ist zu", id="German"),
        pytest.param("de", "„Der Hafen ist zu”, sagte sie.", "Der Hafen ist zu", id="German, closed the English way"),
        pytest.param("de", '„Der Hafen ist zu", sagte sie.', "Der Hafen ist zu", id="German, closed by a straight one"),
        pytest.param("de", "“Der Hafen ist zu”, sagte sie.", "Der Hafen ist zu", id="English marks in German"),
        pytest.param("de", '"Der Hafen ist zu", sagte sie.', "Der Hafen ist zu", id="straight in German"),
        pytest.param("de", "»Der Hafen ist zu«, sagte sie.", "Der Hafen ist zu", id="guillemets pointing inwards"),
        pytest.param("de", "«Der Hafen ist zu», sagte sie.", "Der Hafen ist zu", id="Swiss guillemets"),
        pytest.param("de", "‚Der Hafen ist zu‘, sagte sie.", "Der Hafen ist zu", id="German single"),
        pytest.param("de", "›Der Hafen ist zu‹, sagte sie.", "Der Hafen ist zu", id="single guillemets"),
        pytest.param("und", "« Le port est fermé », dit-elle.", " Le port est fermé ", id="spaced guillemets"),
        pytest.param("und", "彼女は「港は閉まっている」と言った。", "港は閉まっている", id="Japanese, without spaces"),
    ],
)
def test_every_kind_of_mark_is_paired(language: str, text: str, inner: str) -> None:
    assert find_inner(text, language) == [inner]
    assert find_flaws(text, language) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The workers’ rights and the owners’ pay went up.", id="plural possessives, curly"),
        pytest.param("The workers' rights and the owners' pay went up.", id="plural possessives, straight"),
        pytest.param("It’s the crew’s pier, isn’t it?", id="contractions"),
        pytest.param("Rock ’n’ roll came back in the ’90s.", id="words that begin with an apostrophe"),
        pytest.param('The board was 6" by 4" and hung 5\' 11" above the pier.', id="inches and feet"),
        pytest.param("Lukas’ Boot lag an Max’ Pier.", id="German names that end with a hiss"),
        pytest.param('<tweet id="1" lang="en">The pier is closed.</tweet>', id="marks inside left-over markup"),
        pytest.param("There was nothing in “ ” at all.", id="nothing between the marks"),
    ],
)
def test_what_is_no_quote_mark_is_passed_over(text: str) -> None:
    assert find_inner(text) == []


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        pytest.param("“It’s the workers’ pier,” she said.", ["It’s the workers’ pier,"], id="in curly marks"),
        pytest.param("‘It’s the workers’ pier,’ she said.", ["It’s the workers’ pier,"], id="in single curly marks"),
        pytest.param("'It's the workers' pier,' she said.", ["It's the workers' pier,"], id="in single straight marks"),
        pytest.param("The crew’s “pier” and Kester’s “gate”.", ["pier", "gate"], id="before curly marks"),
        pytest.param('He is 5\'11" tall and said "no" twice.', ["no"], id="inches do not close what opens after them"),
        pytest.param(
            '<p class="lead">“Hello,” she said.</p>', ["Hello,"], id="a quotation right behind left-over markup"
        ),
    ],
)
def test_apostrophes_inches_and_markup_do_not_break_a_quotation(text: str, inner: list[str]) -> None:
    assert find_inner(text) == inner
    assert find_flaws(text) == []


@pytest.mark.xfail(
    strict=True, reason="a straight mark behind a number inside straight marks closes them: inches there"
)
def test_inches_inside_straight_marks_do_not_close_them() -> None:
    assert find_inner('"The 12" board fell on us," she said.') == ['The 12" board fell on us,']


@pytest.mark.parametrize(
    ("language", "text", "depths"),
    [
        pytest.param("en", "“He said ‘never’ to us,” she said.", {"never": 1}, id="single in double"),
        pytest.param("en", "“He said ‘she told me “no” twice’ to us.”", {"no": 2}, id="three levels"),
        pytest.param("en", '"The "Gull" is late," she said.', {"Gull": 1}, id="straight in straight"),
        pytest.param("de", "„Er sagte ‚nie‘ zu uns“, sagte sie.", {"nie": 1}, id="German single in double"),
        pytest.param("de", "»Er sagte ›nie‹ zu uns«, sagte sie.", {"nie": 1}, id="guillemets in guillemets"),
        pytest.param("de", '"Die "Möwe" fährt", sagte er.', {"Möwe": 1}, id="straight in straight, German"),
    ],
)
def test_marks_inside_marks_are_deeper(language: str, text: str, depths: dict[str, int]) -> None:
    regions, flaws = pair_marks(text, spans_of(text), load_language(language))
    found = {text[region.inner_start : region.inner_end]: region.depth for region in regions}
    assert flaws == []
    assert sorted(found.values()) == list(range(len(found)))
    assert {inner: found[inner] for inner in depths} == depths


def test_two_quotations_of_one_paragraph_are_two_regions() -> None:
    assert find_inner('"One," she said. "Two."') == ["One,", "Two."]
    assert find_inner("“One.”“Two.”") == ["One.", "Two."]


@pytest.mark.parametrize(
    ("language", "text", "inner", "continues"),
    [
        pytest.param(
            "en",
            "“The first pier is shut.\n“The second is not.\n“The third sank,” she said.",
            ["The first pier is shut.", "The second is not.", "The third sank,"],
            [False, True, True],
            id="curly, three paragraphs",
        ),
        pytest.param(
            "en",
            '"The first pier is shut.\n"The second is not," she said.',
            ["The first pier is shut.", "The second is not,"],
            [False, True],
            id="straight",
        ),
        pytest.param(
            "de",
            "„Der erste Pier ist zu.\n„Der zweite nicht“, sagte sie.",
            ["Der erste Pier ist zu.", "Der zweite nicht"],
            [False, True],
            id="German",
        ),
        pytest.param(
            "en",
            "“The first pier is shut.”\n“The second is not,” she said.",
            ["The first pier is shut.", "The second is not,"],
            [False, False],
            id="closed each time: two quotations",
        ),
    ],
)
def test_a_quotation_of_several_paragraphs_opens_in_each_and_closes_in_the_last(
    language: str, text: str, inner: list[str], continues: list[bool]
) -> None:
    regions, flaws = pair_marks(text, spans_of(text), load_language(language))
    assert [text[region.inner_start : region.inner_end] for region in regions] == inner
    assert [region.continues for region in regions] == continues
    assert flaws == []


@pytest.mark.parametrize(
    ("language", "text", "inner", "flaws"),
    [
        pytest.param(
            "de",
            'Eine Sitzung wird zeigen, was es tut", sagte der Beamte.',
            ["Eine Sitzung wird zeigen, was es tut"],
            [(36, '"', "unopened-mark")],
            id="a closing mark alone keeps the quotation from the paragraph's start",
        ),
        pytest.param(
            "en",
            "closed yesterday evening”, said the master.",
            ["closed yesterday evening"],
            [(24, "”", "unopened-mark")],
            id="a curly closing mark alone",
        ),
        pytest.param(
            "en",
            "“One” is here, and the other is gone”.",
            ["One"],
            [(36, "”", "unopened-mark")],
            id="a closing mark after a whole quotation opens nothing",
        ),
        pytest.param("en", "Go away”, he said.", [], [(7, "”", "unopened-mark")], id="two words before it are too few"),
        pytest.param(
            "en",
            "“The pier is shut and nobody knows why.",
            ["The pier is shut and nobody knows why."],
            [(0, "“", "unclosed-mark")],
            id="an opening mark at the start of the last paragraph",
        ),
        pytest.param(
            "en",
            "“The pier is shut.\nThe ferry has left.",
            ["The pier is shut."],
            [(0, "“", "unclosed-mark")],
            id="the next paragraph opens nothing",
        ),
        pytest.param(
            "en",
            "She called it “the worst pier of all.",
            [],
            [(14, "“", "unclosed-mark")],
            id="an opening mark in the middle spoils nothing",
        ),
    ],
)
def test_a_mark_without_partner_is_reported(
    language: str, text: str, inner: list[str], flaws: list[tuple[int, str, str]]
) -> None:
    assert find_inner(text, language) == inner
    assert find_flaws(text, language) == flaws


def test_a_stray_mark_spoils_its_own_paragraph_only() -> None:
    text = "The 12“ pier is shut.\n“It is shut,” she said.\n“It is,” he said."
    assert find_inner(text) == ["It is shut,", "It is,"]


def test_regions_outside_the_paragraphs_are_not_read() -> None:
    text = "“A heading”\n“It is shut,” she said."
    regions, _ = pair_marks(text, spans_of(text)[1:], load_language("en"))
    assert [text[region.inner_start : region.inner_end] for region in regions] == ["It is shut,"]


# --- laws ---------------------------------------------------------------------------------------------------------

MARKS = ['"', "'", "“", "”", "‘", "’", "„", "‚", "«", "»", "‹", "›", "``", "''", "「", "」"]
PIECES = [*MARKS, " ", "\n", ". ", ", ", "said ", "Mara", "sagte ", "der ", "s", "5", "<a b=", ">", "—", "(", ")"]
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def overlap(one: Region, other: Region) -> bool:
    """Whether two regions share something and neither holds the other."""
    nested = (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end)
    return one.start < other.end and other.start < one.end and not nested


@given(text=texts, code=st.sampled_from(CODES))
def test_regions_of_any_text_are_sorted_nested_and_inside_their_paragraph(text: str, code: str) -> None:
    paragraphs = spans_of(text)
    regions, flaws = pair_marks(text, paragraphs, load_language(code))
    assert [(region.start, -region.end) for region in regions] == sorted(
        (region.start, -region.end) for region in regions
    )
    for region in regions:
        assert region.start <= region.inner_start <= region.inner_end <= region.end
        assert any(start <= region.start and region.end <= end for start, end in paragraphs)
        assert region.inner_start < region.inner_end
    assert not any(overlap(one, other) for one, other in itertools.combinations(regions, 2))
    outer = [region for region in regions if region.depth == 0]
    assert all(one.end <= other.start for one, other in itertools.pairwise(outer))
    assert all(text[flaw.position :].startswith(flaw.mark) for flaw in flaws)


@given(text=texts, code=st.sampled_from(CODES))
def test_no_mark_has_two_partners_nor_one_and_a_flaw(text: str, code: str) -> None:
    regions, flaws = pair_marks(text, spans_of(text), load_language(code))
    whole = [region for region in regions if region.flaw is None]
    places = [region.start for region in whole]
    places += [region.inner_end for region in whole if region.inner_end < region.end]
    assert len(places) == len(set(places))
    assert not set(places) & {flaw.position for flaw in flaws}


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param('"', id="straight, close together"),
        pytest.param('"a ', id="straight, each before a word"),
        pytest.param("“a ", id="opening ones that nothing closes"),
        pytest.param("„a ", id="opening ones of which each may nest"),
        pytest.param("”a", id="closing ones that nothing opened"),
        pytest.param("‘s’ ", id="single ones beside an s"),
        pytest.param('<"', id="half a tag before each"),
    ],
)
def test_a_hundred_thousand_marks_take_no_time(piece: str) -> None:
    text = piece * 100_000
    assert least_seconds(lambda: pair_marks(text, [(0, len(text))], load_language("en")), enough=2) < 2


def test_a_hundred_thousand_marks_that_open_before_as_many_of_another_kind_take_no_time() -> None:
    text = "„a " * 50_000 + "a» " * 50_000
    assert least_seconds(lambda: pair_marks(text, [(0, len(text))], load_language("en")), enough=2) < 2
