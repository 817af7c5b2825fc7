"""Saved web pages and web archives: what is the article, in which words, and what the page says about it."""

# ruff: noqa: E501 (markup and messages are on one line)

from __future__ import annotations

from collections.abc import Callable

import pytest
from inputs import web_archive, web_page, web_pages
from inputs.expecting import compare
from inputs.web_pages import ENGLISH, GERMAN, HEADLINE, ld
from timing import least_seconds

from helpers.reading.formats.web.web_archive import find_web_archive, read_web_archive
from helpers.reading.formats.web.web_page import read_page
from helpers.reading.raw import RawArticle, ReadingOptions, Source
from helpers.tables import ArticleError

PARAGRAPHS = "".join(f"<p>{text}</p>" for text in ENGLISH)


def read(page: str | bytes, *, encoding: str | None = None, name: str = "page.html") -> RawArticle:
    content = page.encode() if isinstance(page, str) else page
    (article,) = read_page(Source(name, content, ReadingOptions(encoding=encoding)))
    assert isinstance(article, RawArticle)
    return article


def make(body: str, *, head: str = "", title: str = HEADLINE) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def kinds(article: RawArticle) -> list[tuple[str | None, str]]:
    return [(part.kind, part.text) for part in article.parts]


def body(article: RawArticle) -> list[str]:
    return [part.text for part in article.parts if part.kind is None]


def refusal(read_it: Callable[[], object]) -> ArticleError:
    with pytest.raises(ArticleError) as caught:
        read_it()
    return caught.value


# --- whole pages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", web_page.good())
def test_page_gives_its_article(name: str) -> None:
    compare(read_page(Source(name, web_page.good()[name])), web_page.EXPECTED[name])


@pytest.mark.parametrize("shape", web_pages.PARTS)
def test_page_gives_exactly_the_parts_of_its_article(shape: str) -> None:
    markup: str = getattr(web_pages, shape)()
    content = markup.encode("cp1252" if shape == "ministry" else "utf-8")
    assert kinds(read(content)) == web_pages.PARTS[shape]


@pytest.mark.parametrize("name", web_page.broken())
def test_page_without_an_article_is_refused_with_a_reason(name: str) -> None:
    error = refusal(lambda: read_page(Source(name, web_page.broken()[name])))
    assert error.reason == web_page.REASONS[name]
    assert error.path == name


@pytest.mark.parametrize("name", web_archive.good())
def test_archive_gives_the_article_of_its_page(name: str) -> None:
    compare(read_web_archive(Source(name, web_archive.good()[name])), web_archive.EXPECTED[name])


@pytest.mark.parametrize("name", web_archive.broken())
def test_archive_without_an_article_is_refused_with_a_reason(name: str) -> None:
    error = refusal(lambda: read_web_archive(Source(name, web_archive.broken()[name])))
    assert web_archive.REASONS[name] in error.reason


def test_archive_has_the_address_it_was_saved_from_and_no_date_of_saving() -> None:
    content = web_archive.make_archive(
        make(f"<article><h1>{HEADLINE}</h1>{PARAGRAPHS}</article>").encode(),
        address="https://www.herald.example/a/ferries",
    )
    article = (find_web_archive(Source("page.html", content)) or [None])[0]
    assert isinstance(article, RawArticle)
    assert (article.url, article.outlet, article.date) == (
        "https://www.herald.example/a/ferries",
        "herald.example",
        None,
    )


def test_a_page_is_no_archive() -> None:
    assert find_web_archive(Source("daily.html", web_page.good()["daily.html"])) is None


def test_the_same_page_twice_gives_the_same_text() -> None:
    content = web_page.good()["daily.html"]
    first = read(content)
    for _ in range(4):
        assert read(content) == first


# --- what stands in a line --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("He <a href='/x'>said</a>, <b>no</b>.", "He said, no."),
        ("one<b> two</b><i> three</i>", "one two three"),
        ("<span class='dropcap'>T</span>he pier is shut.", "The pier is shut."),
        ("CO<sub>2</sub> and\n   more\tof it", "CO2 and more of it"),
        ("&ldquo;Yes&rdquo;&nbsp;&#8222;Ja&#8220; &amp;amp; &lsquo;no&rsquo;", "“Yes”\xa0„Ja“ &amp; ‘no’"),
        ("Ko&shy;ope&shy;ra&shy;tion", "Ko\xadope\xadra\xadtion"),
        ("a &lt;script&gt;alert(1)&lt;/script&gt; b", "a <script>alert(1)</script> b"),
        ("seen<script>alert(1)</script><style>p{}</style><template>no</template> and read", "seen and read"),
        ("She said <q>yes</q> twice", "She said “yes” twice"),
        ("She said <q>he said <q>no</q></q>", "She said “he said ‘no’”"),
        ("<span lang='de'>Er sagte <q>nein</q></span>", "Er sagte „nein“"),
        ("She said <q>“yes”</q>", "She said “yes”"),
        ("4<!-- --> March<!-- -->, a Tuesday", "4 March, a Tuesday"),
        ("the price<ins> of 5</ins> pounds<custom-tip> here</custom-tip>", "the price of 5 pounds here"),
    ],
)
def test_line_is_set_as_a_browser_shows_it(markup: str, text: str) -> None:
    article = read(
        make(f"<article><h1>{HEADLINE}</h1>{PARAGRAPHS}<p>{markup} and so on to the end of it.</p></article>")
    )
    assert body(article)[-1] == f"{text} and so on to the end of it."


def test_breaks_part_paragraphs_where_a_sentence_or_title_ends() -> None:
    first, second, third = ENGLISH[:3]
    article = read(
        make(
            f"<h1>{HEADLINE}</h1><div class='text'>{first}<br><br/>{second}<br>{third[:39]}<br>{third[40:]}<br> <br><b>Islands</b><br>{ENGLISH[3]}</div>"
        )
    )
    assert body(article) == [first, second, third, "Islands", ENGLISH[3]]


def test_table_of_values_gives_a_line_a_row_and_one_of_layout_its_paragraphs() -> None:
    table = "<table><tr><th>Party</th><th>Seats</th></tr><tr><td>Blue</td><td>12</td></tr><tr><td>Green</td><td>9</td></tr></table>"
    page = f"<table><tr><td><h1>{HEADLINE}</h1>{PARAGRAPHS}{table}<p>{GERMAN[0]}</p></td></tr></table>"
    assert body(read(make(page)))[-4:] == ["Party | Seats", "Blue | 12", "Green | 9", GERMAN[0]]


def test_repeated_headline_is_there_once() -> None:
    article = read(make(f"<article><h1>{HEADLINE}</h1><p><b>{HEADLINE}</b></p>{PARAGRAPHS}</article>"))
    assert kinds(article) == [("headline", HEADLINE), *((None, text) for text in ENGLISH)]


def test_body_in_several_pieces_is_read_to_the_end() -> None:
    pieces = "".join(
        f'<div class="body__inner"><p>{text}</p></div><div class="ad-slot">Advertisement</div>' for text in ENGLISH
    )
    assert (
        body(read(make(f"<article><h1>{HEADLINE}</h1><div class='article-body'>{pieces}</div></article>"))) == ENGLISH
    )


def test_comments_of_readers_are_no_part_of_the_article_however_long() -> None:
    comment = "<div class='comment'><p>I have said so for years, and nobody wanted to hear it, least of all the company.</p></div>"
    page = f"<article><h1>{HEADLINE}</h1>{PARAGRAPHS}</article><section id='comments'>{comment * 40}</section>"
    assert body(read(make(page))) == ENGLISH


def test_names_of_layouts_take_nothing_out_of_the_article() -> None:
    page = f"<div class='page has-sidebar no-comments with-share-bar menu-open'><div class='content newsletter cookies'><h1>{HEADLINE}</h1>{PARAGRAPHS}</div></div>"
    assert body(read(make(page))) == ENGLISH


def test_posts_of_a_live_page_keep_their_headings_and_times_are_no_text() -> None:
    posts = "".join(
        f"<article class='post'><time datetime='2031-02-11T1{n}:00'>1{n}:00</time><h2>Post {n}</h2><p>{text}</p></article>"
        for n, text in enumerate(ENGLISH[:3])
    )
    article = read(make(f"<main><h1>{HEADLINE}</h1>{posts}</main>"))
    assert kinds(article)[1:4] == [("heading", "Post 0"), (None, ENGLISH[0]), ("boilerplate", "11:00")]


def test_captions_below_the_last_paragraph_belong_to_the_article() -> None:
    pictures = "".join(f"<figure><figcaption>Picture {n}: a ship at the quay.</figcaption></figure>" for n in range(2))
    article = read(
        make(f"<article><h1>{HEADLINE}</h1>{PARAGRAPHS}{pictures}</article><p>Another page of the site.</p>")
    )
    assert kinds(article)[-2:] == [("caption", f"Picture {n}: a ship at the quay.") for n in range(2)]


def test_a_short_report_is_an_article_where_the_page_says_so() -> None:
    text = "The ferry strike is over. Crews go back to work on Monday."
    article = read(make(f"<article><h1>Ferry strike over</h1><p>{text}</p></article>"))
    assert kinds(article) == [("headline", "Ferry strike over"), (None, text)]
    assert article.warnings[0][0] == "short"


@pytest.mark.parametrize(
    "card",
    [
        "<article><h2><a href='/{0}'>Headline number {0} of the day</a></h2><p>{1}</p></article>",
        "<a href='/{0}'><h3>Headline number {0} of the day</h3><p>{1}</p></a>",
        "<div><div><a href='/{0}'>Headline number {0} of the day</a></div><div>{1}</div></div>",
        "<section><h2><a href='/{0}'>Headline number {0} of the day</a></h2><p>{1}</p><p><a href='/{0}'>More</a></p></section>",
    ],
    ids=["articles", "links", "lines", "sections"],
)
def test_start_page_is_no_article_however_its_teasers_are_built(card: str) -> None:
    cards = "".join(card.format(number, text) for number, text in enumerate(ENGLISH * 2))
    error = refusal(lambda: read(make(f"<h1>Daily Watch</h1>{cards}", title="Daily Watch")))
    assert error.reason == "holds no article but 12 headings that lead to others; open each article and save its page"


def test_elements_that_xhtml_closes_at_once_take_no_text_along() -> None:
    page = make(f"<h1>{HEADLINE}</h1><script src='x.js' /><iframe/>{PARAGRAPHS}")
    for article in (read(f"<?xml version='1.0' encoding='utf-8'?>{page}"), read(page, name="page.xhtml")):
        assert body(article) == ENGLISH


def test_characters_that_no_page_may_hold_are_no_reason_to_stop() -> None:
    article = read(
        make(f"<h1>{HEADLINE}</h1>{PARAGRAPHS}<p>She said <q>no\x01\x0c&#1;&#xD800;</q> and that was that.</p>")
    )
    assert body(article)[-1].startswith("She said “no")


# --- the headline -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "heading", "headline"),
    [
        (f"{HEADLINE} - Island Argus", "", HEADLINE),
        (f"{HEADLINE} | Island Argus", "<h2>More</h2>", HEADLINE),
        (f"{HEADLINE} – islandargus.example", "", HEADLINE),
        (HEADLINE, "<h1>Island Argus</h1>", HEADLINE),
        (f"{HEADLINE} - Island Argus", f"<h1><a href='/'>Island Argus</a></h1><h2>{HEADLINE}</h2>", HEADLINE),
        ("Ferries: all you need to know", f"<h1>{HEADLINE}</h1>", HEADLINE),
        (
            "x",
            "<h1><span class='kicker'>Strike</span><span>Ferries stand still</span></h1>",
            "Strike: Ferries stand still",
        ),
        ("x", "<h1>Ferries<br>stand still</h1>", "Ferries stand still"),
        ("x", "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>", "<script>alert(1)</script>"),
        ("x", "<h1>Ferries<script>alert(1)</script> stand still</h1>", "Ferries stand still"),
    ],
)
def test_headline_is_that_of_the_page_without_its_outlet(title: str, heading: str, headline: str) -> None:
    head = '<meta property="og:site_name" content="Island Argus"><link rel="canonical" href="https://www.islandargus.example/a/1">'
    article = read(make(f"{heading}<div>{PARAGRAPHS}</div>", head=head, title=title))
    assert kinds(article)[0] == ("headline", headline)


# --- what the page says -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (
            '<meta property="og:site_name" content="Herald">' + ld(headline=HEADLINE, publisher={"name": "Publisher"}),
            "Herald",
        ),
        (
            ld(headline=HEADLINE, publisher={"name": "Publisher"}) + '<meta name="application-name" content="App">',
            "Publisher",
        ),
        (
            '<meta name="application-name" content="App"><link rel="canonical" href="https://www.herald.example/a">',
            "App",
        ),
        ('<link rel="canonical" href="https://www.herald.example/a">', "herald.example"),
        ("", None),
    ],
    ids=["site name", "publisher", "application", "address", "nothing"],
)
def test_outlet_is_the_surest_name(head: str, outlet: str | None) -> None:
    assert read(make(f"<h1>{HEADLINE}</h1>{PARAGRAPHS}", head=head)).outlet == outlet


@pytest.mark.parametrize(
    ("head", "above", "date", "source"),
    [
        (
            ld(headline=HEADLINE, datePublished="2031-02-11T23:30:00-05:00", dateModified="2031-03-01"),
            "",
            "2031-02-11",
            "metadata",
        ),
        (
            '<meta property="article:modified_time" content="2031-03-01"><meta property="article:published_time" content="2031-02-11T08:00Z">',
            "",
            "2031-02-11",
            "metadata",
        ),
        ('<meta name="dc.date" content="11 February 2031">', "", "2031-02-11", "metadata"),
        ("", "<meta itemprop='datePublished' content='2031-02-11'>", "2031-02-11", "metadata"),
        (
            "",
            "<p class='published'>Published Tuesday, 11 February 2031, updated 1 March 2031</p>",
            "2031-02-11",
            "text",
        ),
        ("", "<div class='meta'>11.02.2031, 10:15 Uhr</div>", "2031-02-11", "text"),
        ("", "<time datetime='2031-02-11T10:15'>yesterday</time>", "2031-02-11", "text"),
        ("", "<p class='date'>11 februari 2031</p>", "2031-02-11", "text"),
        ('<link rel="canonical" href="https://herald.example/2031/02/11/ferries">', "", "2031-02-11", "url"),
        ('<link rel="canonical" href="https://herald.example/world/2031/feb/11/ferries">', "", "2031-02-11", "url"),
        ('<link rel="canonical" href="https://herald.example/news/20310211-ferries.html">', "", "2031-02-11", "url"),
        ('<link rel="canonical" href="https://herald.example/news/31021199">', "", None, None),
        ("", "<p class='date'>Updated 1 March 2031</p>", "2031-03-01", "text"),
        ("", "<p class='date'>3/4/2031</p>", None, None),
        ('<meta property="article:published_time" content="1970-01-01T00:00Z">', "", None, None),
        ('<meta name="copyright" content="2019-01-01"><meta name="expires" content="2035-01-01">', "", None, None),
    ],
)
def test_date_is_that_of_publication_with_its_source(
    head: str, above: str, date: str | None, source: str | None
) -> None:
    page = make(
        f"<h1>{HEADLINE}</h1>{above}<div>{PARAGRAPHS}</div><footer>© 2019 Herald, 1 May 2019</footer>", head=head
    )
    article = read(page)
    assert (article.date, article.date_source) == (date, source)


def test_a_date_in_the_text_is_not_that_of_the_article() -> None:
    assert (
        read(
            make(f"<h1>{HEADLINE}</h1>{PARAGRAPHS}<p>The last strike, on 4 May 2009, went on for nine days in all.</p>")
        ).date
        is None
    )


def test_a_date_of_change_alone_is_not_taken_and_reported() -> None:
    article = read(
        make(
            f"<h1>{HEADLINE}</h1>{PARAGRAPHS}",
            head='<meta property="article:modified_time" content="2031-03-01T08:00:00Z">',
        )
    )
    assert article.date is None
    assert article.warnings == (
        (
            "date",
            "gives no day of publication, only one of its last change (2031-03-01T08:00:00Z), which was not taken; give the day in articles.csv",
        ),
    )


@pytest.mark.parametrize(
    ("head", "above", "author", "agency"),
    [
        (ld(headline=HEADLINE, author=[{"name": "Jane Doe"}, {"name": "Max Roe"}]), "", "Jane Doe, Max Roe", None),
        (ld(headline=HEADLINE, author="By Jane Doe"), "", "Jane Doe", None),
        (ld(headline=HEADLINE, author={"name": "dpa"}), "", None, "dpa"),
        ('<meta name="author" content="https://herald.example/jane">', "", None, None),
        ('<meta name="author" content="Herald"><meta property="og:site_name" content="Herald">', "", None, None),
        ('<meta name="author" content="admin">', "<p class='byline'>By Jane Doe, Nordwick</p>", "Jane Doe", None),
        ("", "<p>By Jane Doe, Nordwick</p>", "Jane Doe", None),
        ("", "<div class='author'><a href='/x' rel='author'>Beatrix von Stein</a></div>", "Beatrix von Stein", None),
    ],
)
def test_author_is_a_person_and_an_agency_is_none(
    head: str, above: str, author: str | None, agency: str | None
) -> None:
    article = read(make(f"<h1>{HEADLINE}</h1>{above}<div>{PARAGRAPHS}</div>", head=head))
    assert (article.author, article.agency) == (author, agency)


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://herald.example/a?id=1#top">', "https://herald.example/a?id=1"),
        (
            '<link rel="canonical" href="https://herald.example/"><meta property="og:url" content="https://herald.example/a">',
            "https://herald.example/a",
        ),
        ('<link rel="canonical" href="/a/ferries">', None),
        ('<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="data:text/html,x">', None),
        ('<link rel="canonical" href="https://herald.example/<script>">', None),
        ('<link rel="canonical" href="https://user:word@herald.example/a">', None),
        (
            '<link rel="canonical" href="https://web.archive.org/web/20310212000000/https://herald.example/a">',
            "https://herald.example/a",
        ),
        ('<link rel="canonical" href="https://[broken/a">', None),
    ],
)
def test_address_is_one_of_the_web_or_none(head: str, url: str | None) -> None:
    assert read(make(f"<h1>{HEADLINE}</h1>{PARAGRAPHS}", head=head)).url == url


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0033)https://www.herald.example/ferries -->",
        "<!--\n Page saved with SingleFile \n url: https://www.herald.example/ferries \n saved date: Thu Mar 04 2036 -->",
    ],
    ids=["browser", "SingleFile"],
)
def test_address_may_be_in_the_comment_of_what_saved_the_page(comment: str) -> None:
    page = make(f"<h1>{HEADLINE}</h1>{PARAGRAPHS}").replace("<html", f"{comment}<html")
    article = read(page)
    assert (article.url, article.date) == ("https://www.herald.example/ferries", None)


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "NewsArticle", ',
        "[" * 100_000,
        '{"@graph": [1, null, {"@type": ["NewsArticle", 7], "author": [[{}]], "datePublished": {"a": 1}}]}',
        '"text"',
    ],
)
def test_broken_data_of_a_page_change_nothing(data: str) -> None:
    article = read(make(f"<h1>{HEADLINE}</h1>{PARAGRAPHS}", head=f'<script type="application/ld+json">{data}</script>'))
    assert (body(article), article.date, article.author) == (ENGLISH, None, None)


def test_text_in_the_data_is_read_where_the_page_shows_none() -> None:
    head = ld(headline=HEADLINE, articleBody="\n\n".join(ENGLISH).replace("“", "&ldquo;"), datePublished="2031-02-11")
    article = read(make("<div id='root'></div>", head=head))
    assert kinds(article) == [("headline", HEADLINE), *((None, text) for text in ENGLISH)]
    assert article.warnings[0][0] == "data"
    whole = read(
        make(f"<h1>{HEADLINE}</h1>{PARAGRAPHS}", head=ld(headline=HEADLINE, articleBody="Something else. " * 900))
    )
    assert body(whole) == ENGLISH
    assert whole.warnings == ()


def test_a_page_that_is_cut_off_says_so() -> None:
    ((code, message),) = read(web_page.good()["paid.html"]).warnings
    assert (code, message) == (
        "short",
        "may be cut off: it has 63 words of text, and says “jetzt weiterlesen”; save it while you are logged in",
    )
    ((code, message),) = read(make(f"<h1>{HEADLINE}</h1><p>{ENGLISH[0]}</p>")).warnings
    assert (code, message) == ("short", "has only 26 words of text; look whether the page was saved as a whole")


# --- encodings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meta", "saved", "encoding"),
    [
        ("<meta charset='utf-8'>", "utf-8", "utf-8"),
        ("<meta charset='iso-8859-1'>", "cp1252", "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>", "cp1252", "cp1252"),
        ("<meta charset='windows-1250'>", "cp1250", "cp1250"),
        ("<meta charset='utf-8'>", "cp1252", "cp1252"),
        ("<meta charset='iso-8859-15'>", "utf-8", "utf-8"),
        ("<meta charset='utf-16'>", "utf-8", "utf-8"),
        ("<meta charset='no-such-thing'>", "utf-8", "utf-8"),
        ("", "utf-8", "utf-8"),
        ("", "cp1252", "cp1252"),
        ("", "utf-8-sig", "utf-8-sig"),
        ("", "utf-16", "utf-16"),
        ("", "utf-32", "utf-32"),
        ("", "utf-16-le", "utf-16-le"),
    ],
)
def test_encoding_is_what_the_bytes_prove_or_the_page_names(meta: str, saved: str, encoding: str) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in GERMAN)
    article = read(f"<html><head>{meta}</head><body><h1>Größe</h1>{paragraphs}</body></html>".encode(saved))
    assert (article.encoding, body(article)) == (encoding, GERMAN)


@pytest.mark.parametrize(
    ("named", "text"),
    [
        ("windows-1251", "Паромы стоят второй день, сказала Мария Келль. "),
        ("koi8-r", "Паромы стоят второй день. "),
        ("gb2312", "渡轮停航第二天，码头上空无一人。"),
        ("shift_jis", "フェリーは二日目も止まったままだった。"),
    ],
)
def test_other_scripts_are_read_as_the_page_names_them(named: str, text: str) -> None:
    page = f"<html><head><meta charset={named}></head><body><h1>{text}</h1><p>{text * 12}</p></body></html>"
    assert body(read(page.encode(named))) == [(text * 12).strip()]


def test_a_few_wrong_bytes_do_not_change_the_rest() -> None:
    content = (
        make(f"<h1>Größe</h1>{''.join(f'<p>{text}</p>' for text in GERMAN)}")
        .encode()
        .replace("„Bekommen".encode(), b"\xff\xfeBekommen")
    )
    article = read(content)
    assert body(article)[0] == GERMAN[0]
    assert article.warnings == (
        ("encoding", "is UTF-8 but for 2 places, where \ufffd stands now; save it again as UTF-8"),
    )


def test_what_the_user_says_about_the_encoding_decides() -> None:
    page = make(f"<h1>Größe</h1>{''.join(f'<p>{text}</p>' for text in GERMAN)}").replace("utf-8", "iso-8859-1")
    assert read(page.encode("cp437", "replace"), encoding="cp437").encoding == "cp437"
    assert "is not utf-8, as it was said to be" in refusal(lambda: read(page.encode("cp1252"), encoding="utf-8")).reason


# --- hostile pages ----------------------------------------------------------------------------------------------

HOSTILE = {
    "long line": f"<p>{'Nobody wanted this strike, she said. ' * 10_000}</p>",
    "long attribute": f"<p class='{'share ' * 50_000}'>Hello</p>" + PARAGRAPHS,
    "nested": "<div class='nav share box'>" * 2_000 + PARAGRAPHS,
    "unclosed": "<p>Hello <b>world <i>it is a fine day, is it not? " * 1_000,
    "brackets": "<" * 50_000,
    "breaks": "<p>" + "a<br>" * 5_000,
    "quotations": "<q>" * 1_500 + "no" + "<q>yes</q>" * 3_000,
    "menus": "<p>Hello</p>" + "word <nav>x</nav> " * 4_000,
    "tables": "<table><tr><td>" * 600 + PARAGRAPHS,
    "teasers": f"<div><h3><a href=x>Some headline to click</a></h3><p>{ENGLISH[0]}</p></div>" * 300,
    "comments": "<!--" * 20_000,
    "entities": "&lt;&#x110000;&#0;&bogus;" * 5_000,
    "data": '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"' + "<a" * 50_000 + '"}</script>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_is_read_or_refused_in_time(name: str) -> None:
    content = ("<html><body>" + HOSTILE[name]).encode()

    def run() -> None:
        try:
            read(content)
        except ArticleError as error:
            assert error.reason
            assert not error.reason.endswith(".")

    assert least_seconds(run, enough=1.5) < 1.5


def test_page_of_two_hundred_kilobytes_is_read_in_sixty_milliseconds() -> None:
    menu = "".join(
        f'<li class="menu__item menu__item--{n}"><a class="menu__link" href="/section/{n}">Section {n}</a></li>'
        for n in range(300)
    )
    teasers = "".join(
        f'<article class="teaser teaser--{n % 7}"><a href="/{n}"><h3 class="teaser__title">Something else, part {n}</h3></a>'
        f'<p class="teaser__text">A short text about something else.</p></article>'
        for n in range(150)
    )
    script = f"<script>var data = {{'a': '{'x' * 60_000}'}};</script>"
    page = web_pages.daily().replace(
        "<footer>", f"<nav><ul>{menu}</ul></nav><section>{teasers}</section>{script}<footer>"
    )
    content = page.encode()
    assert 100_000 < len(content) < 200_000
    assert body(read(content)) == [text for kind, text in web_pages.PARTS["daily"] if kind is None]
    seconds = least_seconds(lambda: read(content), enough=0.06, attempts=8)
    print(f"{len(content) / 1000:.0f} KB in {seconds * 1000:.0f} ms")
    assert seconds < 0.06
