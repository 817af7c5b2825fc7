"""PDFs: columns in their order, paragraphs whole, running heads apart; and what no text can be had of says so."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import pytest
from browsing import Window
from inputs import pdf, pdf_texts
from inputs.expecting import compare
from inputs.pdf_setting import (
    HEIGHT,
    SANS,
    SERIF,
    WIDTH,
    Type,
    assemble,
    draw_content,
    make_canvas,
    make_stream,
    place_picture,
    plain,
    print_lines,
    set_column,
)
from timing import least_growth, least_seconds

from helpers.reading.formats.pdf import read_pdf
from helpers.reading.formats.pdf.hyphens import Joiner
from helpers.reading.raw import RawArticle, Source
from helpers.tables import ArticleError

FIRST = (
    "The sea wall at Merrow will be raised by a metre before the next winter, the council decided on Thursday night."
)
SECOND = (
    "“The water does not wait for our budget,” said the mayor, Tilda Brook, who has seen it come over the wall twice."
)
THIRD = "Opponents fear for the view from the promenade, and the sailing club has called the levy on its berths unfair."
FOURTH = "Engineers measured the waves for two years and say that the wall is too low in three winters out of ten."
HEADLINE = (60, 60, "*Sea wall to be raised by a metre", 24)


def read(content: bytes) -> RawArticle:
    (article,) = read_pdf(Source("article.pdf", content))
    assert isinstance(article, RawArticle)
    return article


def fail(content: bytes) -> ArticleError:
    with pytest.raises(ArticleError) as caught:
        read_pdf(Source("article.pdf", content))
    return caught.value


def list_parts(article: RawArticle) -> list[tuple[str | None, str]]:
    return [(part.kind, text) for part in article.parts for text in part.text.split("\n\n")]


def list_body(article: RawArticle) -> list[str]:
    return [text for kind, text in list_parts(article) if kind is None]


def expect(texts: Sequence[str]) -> list[tuple[str | None, str]]:
    return [("heading" if text.startswith("# ") else None, plain(text)) for text in texts]


@pytest.mark.parametrize("name", pdf.good())
def test_article_of_a_file_is_read(name: str) -> None:
    compare(read_pdf(Source(name, pdf.good()[name])), pdf.EXPECTED[name])


@pytest.mark.parametrize("name", pdf.broken())
def test_broken_file_says_what_is_wrong(name: str) -> None:
    assert fail(pdf.broken()[name]).reason == pdf.REASONS[name]


def test_one_column_with_standfirst_byline_and_page_numbers() -> None:
    article = read(pdf.one_column())
    assert list_parts(article) == [
        ("headline", pdf_texts.FERRY_HEADLINE),
        ("standfirst", pdf_texts.FERRY_STANDFIRST),
        *expect(pdf_texts.FERRY),
        ("boilerplate", "Page 1 of 2"),
    ]
    # The properties name a trainee and a template.
    assert (article.author, article.date, article.outlet, article.warnings) == (None, None, None, ())


def test_two_columns_with_broken_words_running_heads_and_a_caption() -> None:
    assert list_parts(read(pdf.two_columns())) == [
        ("headline", pdf_texts.BRIDGE_HEADLINE),
        *expect(pdf_texts.BRIDGE[:6]),
        ("caption", pdf_texts.BRIDGE_CAPTION),
        *expect(pdf_texts.BRIDGE[6:]),
        *[("boilerplate", head) for head in (*pdf_texts.BRIDGE_HEADS, "– 4 –")],
    ]


def test_three_columns_with_a_box_and_a_caption_amid_them() -> None:
    assert list_parts(read(pdf.three_columns())) == [
        ("headline", pdf_texts.GRID_HEADLINE),
        *expect(pdf_texts.GRID),
        ("caption", pdf_texts.GRID_CAPTION),
        *expect(pdf_texts.GRID_BOX),
    ]


def test_printed_web_page_gives_its_address_and_no_date() -> None:
    article = read(pdf.printed_page())
    edges = ["04.03.22, 10:15", pdf_texts.WALL_TITLE, pdf_texts.WALL_ADDRESS, "1/3"]
    assert list_parts(article) == [
        ("headline", pdf_texts.WALL_HEADLINE),
        *expect(pdf_texts.WALL),
        *[("boilerplate", edge) for edge in edges],
    ]
    assert (article.url, article.date) == (pdf_texts.WALL_ADDRESS, None)


def test_ligatures_doubled_headline_and_text_on_its_side() -> None:
    parts = list_parts(read(pdf.ligatures()))
    assert [(kind, text.replace("\u00ad", "")) for kind, text in parts] == [
        ("headline", plain(pdf_texts.OFFICE_HEADLINE)),
        *expect(pdf_texts.OFFICE),
        ("boilerplate", "Foto: Ida Brandt/Archiv"),
    ]


def test_letter_has_no_headline() -> None:
    assert list_parts(read(pdf.letter())) == expect(pdf_texts.LETTER)


def test_rows_of_a_table_stay_rows() -> None:
    rows = [text.removeprefix("| ") for text in pdf_texts.TABLE]
    assert list_parts(read(pdf.table())) == [("headline", pdf_texts.TABLE_HEADLINE), *expect(rows)]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Die Ver-", "handlungen"], "Die Verhandlungen"),
        (["die EU-", "Staaten"], "die EU-Staaten"),
        (["die Nord-", "Stream-", "Röhre"], "die Nord-Stream-Röhre"),
        (["a short-", "term plan"], "a short-term plan"),
        (["the nego-", "tiations"], "the negotiations"),
        (["state-of-the-", "art tools"], "state-of-the-art tools"),
        (["Ein-", "und Ausfuhr"], "Ein- und Ausfuhr"),
        (["Ein- und", "Ausfuhr"], "Ein- und Ausfuhr"),
        (["the 30-", "year plan"], "the 30-year plan"),
        (["10-", "und 20-jährige"], "10- und 20-jährige"),
        (["a U.S.-", "style treaty"], "a U.S.-style treaty"),
        (["EU-", "weit gültig"], "EU-weit gültig"),
        (["das Ab\u00ad", "kommen"], "das Abkommen"),
        (["neighbou\u2010", "ring"], "neighbouring"),
        (["ENERGIELIEFE\u2010", "RUNGEN"], "ENERGIELIEFERUNGEN"),
        (["peut-", "être vrai"], "peut-être vrai"),
        (["from 1914–", "18 on"], "from 1914–18 on"),
        (["and/", "or"], "and/or"),
        (["a house –", "theirs"], "a house – theirs"),
        (["see harbour.example/no-", "more"], "see harbour.example/no-more"),
        (["日本の", "新聞"], "日本の新聞"),
        (["one", "line"], "one line"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_words_at_the_ends_of_lines(lines: list[str], joined: str) -> None:
    assert Joiner([lines]).join(lines) == joined


def test_the_rest_of_the_file_tells_whether_a_hyphen_is_of_the_word() -> None:
    assert Joiner([["a co-operative", "the co-", "operative"]]).join(["the co-", "operative"]) == "the co-operative"
    assert Joiner([["a long cooperative", "the co-", "operative"]]).join(["the co-", "operative"]) == "the cooperative"
    # Where browsers break words with a mark of their own, or nothing breaks them, a hyphen was written.
    assert (
        Joiner([["marked neighbou\u2010", "ring", "cherry-", "picked"]]).join(["cherry-", "picked"]) == "cherry-picked"
    )
    assert Joiner([["plain words"] * 60, ["cherry-", "picked"]]).join(["cherry-", "picked"]) == "cherry-picked"


@pytest.mark.parametrize("number", ["4", "– 4 –", "Page 2 of 3", "Seite 4", "2/3", "p. 4", "[4]"])
def test_page_number_of_a_single_page_is_left_out(number: str) -> None:
    lines = [HEADLINE, *set_column(FIRST, 60, 100, 300), *set_column(SECOND, 60, 150, 300), (290, 815, number, 9)]
    assert list_parts(read(print_lines(lines)))[1:] == [(None, FIRST), (None, SECOND), ("boilerplate", number)]


@pytest.mark.parametrize("line", ["4 May 2022", "14. März 2022", "Photograph: Ida Brandt"])
def test_other_last_lines_of_a_single_page_are_text(line: str) -> None:
    lines = [HEADLINE, *set_column(FIRST, 60, 100, 300), (60, 815, line, 10)]
    assert list_parts(read(print_lines(lines)))[1:] == [(None, FIRST), (None, line)]


def test_heads_of_left_and_right_pages() -> None:
    pages = [
        [(60, 30, "The Harbour Courier", 8), (530, 30, "4", 8), HEADLINE, *set_column(FIRST, 60, 100, 300)],
        [(60, 30, "5", 8), (500, 30, "Town", 8), *set_column(SECOND, 60, 100, 300)],
    ]
    assert list_parts(read(print_lines(*pages)))[1:] == [
        (None, FIRST),
        (None, SECOND),
        *[("boilerplate", text) for text in ("The Harbour Courier", "4", "Town")],
    ]


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://www.courier.example/wall", "https://www.courier.example/wall"),
        ("https://www.courier.example/2022/03/04/the-se…", None),
        ("file:///articles/wall.html", None),
    ],
)
def test_a_single_printed_page_with_the_address_on_top(address: str, url: str | None) -> None:
    edges = [
        (30, 25, "Sea wall | Courier", 8),
        (350, 25, address, 8),
        (30, 825, "1 of 1", 8),
        (500, 825, "3/4/22, 10:15", 8),
    ]
    article = read(print_lines([*edges, HEADLINE, *set_column(FIRST, 60, 100, 300)]))
    assert list_body(article) == [FIRST]
    assert article.url == url


def test_an_address_at_the_end_of_an_article_is_text() -> None:
    lines = [HEADLINE, *set_column(FIRST, 60, 100, 300), (60, 150, "https://www.courier.example/wall", 10)]
    article = read(print_lines(lines))
    assert (list_body(article), article.url) == ([FIRST, "https://www.courier.example/wall"], None)


def test_columns_whose_lines_stand_on_different_heights() -> None:
    left = [*set_column(FIRST, 60, 100, 130), *set_column(SECOND, 60, 240, 130)]
    right = [*set_column(THIRD, 210, 105, 130), *set_column(FOURTH, 210, 246, 130)]
    # A file may hold its lines in any order.
    lines = sorted([*left, *right], key=lambda line: line[1])
    assert list_body(read(print_lines(lines))) == [FIRST, SECOND, THIRD, FOURTH]


def test_a_headline_over_two_of_three_columns() -> None:
    columns = [*set_column(FIRST, 60, 110, 130), *set_column(SECOND, 205, 110, 130), *set_column(THIRD, 350, 70, 130)]
    assert list_parts(read(print_lines([(60, 60, "*Sea wall to be raised", 24), *columns]))) == [
        ("headline", "Sea wall to be raised"),
        *[(None, text) for text in (FIRST, SECOND, THIRD)],
    ]


def test_the_last_column_may_be_short() -> None:
    long = f"{FIRST[:-1]} and {SECOND[:-1]} and {THIRD[0].lower()}{THIRD[1:]}"
    rows = set_column(long, 60, 100, 160)
    rest = [(240, 100 + 12.5 * place, text, size) for place, (_, _, text, size) in enumerate(rows[-2:])]
    assert list_body(read(print_lines([HEADLINE, *rows[:-2], *rest]))) == [long]


def test_a_paragraph_goes_on_over_pages_heads_captions_and_quotes() -> None:
    rows = set_column(f"{FIRST[:-1]} and {SECOND}", 60, 700, 200)
    canvas, kept = make_canvas()
    for x, y, text, size in rows[:3]:
        canvas.setFont(SERIF, size)
        canvas.drawString(x, HEIGHT - y, text)
    canvas.showPage()
    place_picture(canvas, 60, 700, 200, 80)
    canvas.setFont(SERIF, 8)
    canvas.drawString(60, 688, "The wall in January. Photograph: Ida Brandt")
    for _, y, text, size in rows[3:]:
        canvas.setFont(SERIF, size)
        canvas.drawString(60, 1360 - y, text)
    canvas.save()
    assert list_parts(read(kept.getvalue())) == [
        (None, f"{FIRST[:-1]} and {SECOND}"),
        ("caption", "The wall in January. Photograph: Ida Brandt"),
    ]


def test_large_type_that_repeats_the_text_is_no_second_quotation() -> None:
    quote = "“The water does not wait for our budget,” said the mayor"
    lines = [HEADLINE, *set_column(FIRST, 60, 100, 200), *set_column(quote, 60, 170, 200, Type(size=15, leading=18))]
    lines += set_column(SECOND, 60, 230, 200)
    assert list_parts(read(print_lines(lines)))[1:] == [(None, FIRST), ("boilerplate", quote), (None, SECOND)]


def test_an_initial_begins_its_word() -> None:
    rows = set_column(FIRST[1:], 84, 100, 200)
    rest = [(60, y, text, size) for _, y, text, size in rows[3:]]
    lines = [HEADLINE, (60, 125, "T", 44), *rows[:3], *rest, *set_column(SECOND, 60, 160, 220)]
    assert list_body(read(print_lines(lines))) == [FIRST, SECOND]


def test_bullets_that_a_browser_draws() -> None:
    canvas, kept = make_canvas()
    canvas.setFont(SERIF, 11)
    for y, text in ((700, "Nine in ten crews have joined so far."), (685, "The company speaks of seven in ten.")):
        canvas.circle(66, y + 3, 1.6, fill=1)
        canvas.drawString(76, y, text)
    canvas.save()
    assert list_body(read(kept.getvalue())) == [
        "• Nine in ten crews have joined so far.",
        "• The company speaks of seven in ten.",
    ]


@pytest.mark.parametrize(
    ("title", "headline"),
    [("Stand by the wall | The Harbour Courier", "Stand by the wall"), ("Microsoft Word - wall.doc", None), ("", None)],
)
def test_title_of_the_properties_counts_only_where_the_text_has_it(title: str, headline: str | None) -> None:
    lines = [(60, 60, "Stand by the wall", 10), *set_column(FIRST, 60, 100, 300), *set_column(SECOND, 60, 150, 300)]
    article = read(print_lines(lines, title=title))
    assert next((text for kind, text in list_parts(article) if kind == "headline"), None) == headline


def test_the_name_of_a_newspaper_is_no_headline() -> None:
    lines = [(60, 50, "Harbour Courier", 40), (60, 90, "*Sea wall at Merrow to be raised", 20)]
    lines += [*set_column(FIRST, 60, 120, 300), *set_column(SECOND, 60, 170, 300)]
    assert list_parts(read(print_lines(lines)))[:2] == [
        ("headline", "Sea wall at Merrow to be raised"),
        (None, "Harbour Courier"),
    ]


def test_pages_of_pictures_among_others_are_told() -> None:
    canvas, kept = make_canvas()
    for number in range(4):
        if number in (1, 3):
            place_picture(canvas, 0, 0, WIDTH, HEIGHT)
            canvas.drawString(60, 20, "Scanned by Ida")
        for x, y, text, size in set_column(FIRST, 60, 100, 300) if number in (0, 2) else ():
            canvas.setFont(SERIF, size)
            canvas.drawString(x, HEIGHT - y, text)
        canvas.showPage()
    canvas.save()
    assert read(kept.getvalue()).warnings == (
        (
            "no-text-layer",
            "has pages of pictures without a text layer: 2, 4; if there is text on them, run the file "
            "through text recognition (OCR)",
        ),
    )


def test_text_recognised_under_a_scan_is_read() -> None:
    canvas, kept = make_canvas()
    place_picture(canvas, 0, 0, WIDTH, HEIGHT)
    for x, y, text, size in set_column(FIRST, 60, 100, 300):
        line = canvas.beginText(x, HEIGHT - y)
        line.setFont(SERIF, size)
        line.setTextRenderMode(3)
        line.textOut(text)
        canvas.drawText(line)
    canvas.save()
    assert list_body(read(kept.getvalue())) == [FIRST]


def test_a_page_on_its_side_and_what_lies_off_it() -> None:
    canvas, kept = make_canvas()
    canvas.rotate(90)
    for x, y, text, size in set_column(FIRST, 60, 100, 300):
        canvas.setFont(SERIF, size)
        canvas.drawString(x, -y, text)
    canvas.drawString(900, -100, "Cut here")
    canvas.rotate(-45)
    canvas.drawString(400, 300, "DRAFT")
    canvas.save()
    assert list_parts(read(kept.getvalue())) == [(None, FIRST), ("boilerplate", "DRAFT")]


def test_raised_figures_stay_in_their_word() -> None:
    content = b"BT /F 10 Tf 60 700 Td (A wall of 40 m) Tj 4 Ts 6 Tf (2) Tj 0 Ts /F 10 Tf ( is planned here.) Tj ET"
    assert list_body(read(draw_content(make_stream(content.replace(b"6 Tf", b"/F 6 Tf"))))) == [
        "A wall of 40 m2 is planned here."
    ]


def pack_bomb(times: int) -> bytes:
    packed = zlib.compress(b" " * 2**26, 9)
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    return draw_content(make_stream(packed, b"/Filter[" + b"/FlateDecode" * times + b"]"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(
            pack_bomb(1), "unpacks to more than 32 MB of drawing; save its text in another way", id="packed once"
        ),
        pytest.param(
            pack_bomb(2), "unpacks to more than 32 MB of drawing; save its text in another way", id="packed twice"
        ),
        pytest.param(
            assemble(
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>",
                b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 9>>",
            ),
            "is damaged: none of its 9 pages can be opened; save or download it again",
            id="pages within themselves",
        ),
        pytest.param(
            assemble(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"),
            "is damaged or cut off: its pages cannot be found; save or download it again",
            id="no pages",
        ),
        pytest.param(
            assemble(
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[" + b"3 0 R " * 1_200 + b"]/Count 1200>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
            ),
            "has 1200 pages, more than 1000; save those of the article as a file of their own",
            id="a book",
        ),
        pytest.param(
            draw_content(make_stream(b"")), "is empty: nothing is printed on its 1 page; remove it", id="blank"
        ),
        pytest.param(
            draw_content(
                make_stream(b"BT /F 12 Tf 60 700 Td (abcd dcba) Tj ET"),
                font=b"<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Odd/FirstChar 97/LastChar 100/Widths[500 500 500 500]"
                b"/Encoding<</Type/Encoding/Differences[97/G01/G02/G03/G04]>>>>",
            ),
            "does not say what its letters mean (8 of 8 are unknown); run it through text recognition (OCR)",
            id="letters without meaning",
        ),
    ],
)
def test_what_no_text_can_be_had_of(content: bytes, reason: str) -> None:
    assert fail(content).reason == reason


def test_letters_with_wrong_meanings_are_told() -> None:
    shifted = "".join(chr(ord(letter) + 3) if letter.isalpha() else letter for letter in f"{FIRST} {SECOND} {THIRD}")
    (warning,) = read(print_lines(set_column(shifted, 60, 100, 400))).warnings
    assert warning == ("letters", "reads like no language: its letters may mean others; compare it with the page")


def test_a_file_without_its_end_is_told() -> None:
    assert read(pdf.letter()[:-6]).warnings == (("cut", "has no end: it may have lost pages; download it again"),)


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    read(pdf.letter().replace(b"/Type /Font", b"/Type /Odd!"))
    fail(pdf.letter().replace(b"/Pages", b"/Pagez"))
    assert capfd.readouterr() == ("", "")


def make_book(pages: int) -> bytes:
    page = [
        line
        for x in (60, 310)
        for place, text in enumerate((FIRST, SECOND, THIRD, FOURTH) * 2)
        for line in set_column(text, x, 80 + 85 * place, 220)
    ]
    return print_lines(*[page] * pages)


def test_long_files_take_no_longer_a_page() -> None:
    article, book = make_book(4), make_book(24)
    assert least_seconds(lambda: read(article), enough=0.5) < 0.5
    assert least_growth(lambda: read(article), lambda: read(book), enough=9) < 9


def test_a_page_that_a_browser_prints(shared_window: Window) -> None:
    paragraphs = [FIRST, SECOND, THIRD, FOURTH] * 3
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    style = "h1{font-size:30pt} div{columns:2;text-align:justify;font:10pt serif} p{margin:0;text-indent:1em}"
    shared_window.page.set_content(f"<style>{style}</style><h1>Sea wall to be raised by a metre</h1><div>{body}</div>")
    printed = shared_window.page.pdf(format="A4", margin={"top": "2cm", "left": "2cm", "right": "2cm", "bottom": "2cm"})
    article = read(printed)
    assert list_parts(article) == [("headline", "Sea wall to be raised by a metre"), *expect(paragraphs)]


def test_sizes_of_type_set_headings_apart() -> None:
    lines = [HEADLINE, *set_column(FIRST, 60, 100, 300), (60, 150, "*What the council wants", 10)]
    lines += [*set_column(SECOND, 60, 165, 300), (60, 215, "Who will pay?", 14), *set_column(THIRD, 60, 232, 300)]
    assert list_parts(read(print_lines(lines, font=SANS)))[1:] == [
        (None, FIRST),
        ("heading", "What the council wants"),
        (None, SECOND),
        ("heading", "Who will pay?"),
        (None, THIRD),
    ]
