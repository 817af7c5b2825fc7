"""Web pages in the shape of real news sites, with all that surrounds an article there; the words are our own.

Each page is a function that gives its markup; `PARTS` tells the parts that a reader of the page sees as its article.
"""

# ruff: noqa: E501 (markup is written as sites write it)

from __future__ import annotations

import json
from collections.abc import Mapping

Parts = list[tuple[str | None, str]]

HEADLINE = "Ferry crews walk out over pay across the strait"
STANDFIRST = "Thousands of passengers stranded as talks collapse and both sides say that they will not move"
ENGLISH = [
    "Ferry traffic across the strait came to a halt on Tuesday after crews rejected a pay deal and left some 4,000 "
    "passengers waiting in three ports.",
    "“Nobody wanted this,” Marja Kell, who leads the crews’ union, said outside the terminal. “We have asked for talks "
    "for nine months, and the company has sent us leaflets.”",
    "Harbour Lines, which runs eleven of the fourteen ships, called the walkout “reckless” and said it would take the "
    "union to court on Thursday.",
    "The strike is the first on the route since 2009. It hits the islands hardest: fresh food comes by ferry, and the "
    "only hospital with a children’s ward is on the mainland.",
    "“My daughter has an appointment tomorrow morning,” said Pavel Osk, 41, who had slept in his car. “I don’t blame "
    "the crews. I blame whoever let it come to this.”",
    "Transport minister Ines Vallo said that the government was “ready to bring both sides to one table”, but would "
    "not pay for an agreement.",
]
SCHLAGZEILE = "Besatzungen der Fähren legen die Arbeit nieder"
VORSPANN = "Im Hafen von Nordwik warten seit dem Morgen Hunderte Reisende. Die Reederei droht der Gewerkschaft mit einer Klage."
GERMAN = [
    "Der Fährverkehr über den Sund ist am Dienstag zum Erliegen gekommen. Die Besatzungen hatten ein Angebot der "
    "Reederei abgelehnt und um sechs Uhr die Schiffe verlassen.",
    "„Wir haben neun Monate lang um Gespräche gebeten“, sagte Gewerkschaftschefin Marja Kell vor dem Terminal. „Bekommen "
    "haben wir Flugblätter.“",
    "Die Reederei Sundlinien, der elf der vierzehn Schiffe gehören, nannte den Ausstand „verantwortungslos“ und kündigte "
    "an, am Donnerstag vor Gericht zu ziehen.",
    "Auf den Inseln wird es bereits eng: Frische Lebensmittel kommen mit der Fähre, und die einzige Kinderklinik steht "
    "auf dem Festland.",
    "Verkehrsministerin Ines Vallo erklärte, die Regierung sei „bereit, beide Seiten an einen Tisch zu bringen“. Geld "
    "werde es dafür nicht geben.",
]
_COOKIES_EN = """<div id="onetrust-banner-sdk" class="otFlat"><h2>We value your privacy</h2><p>We and our 842 partners
store and access information on your device, such as cookies, to show you advertising that fits your interests and to
measure how it performs. You can change your mind at any time in the settings at the foot of each page.</p>
<button>Accept all</button></div>"""
_COOKIES_DE = """<div class="cookie-layer" role="dialog"><p>Wir und unsere Partner verarbeiten Ihre Daten, um Ihnen
Inhalte und Werbung zu zeigen, die zu Ihnen passen. Mit einem Klick auf „Zustimmen“ erlauben Sie uns die Verarbeitung.</p>
<a href="#">Zustimmen</a> <a href="#">Ablehnen</a></div>"""


def ld(**fields: object) -> str:
    """The data that a page has for search engines."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def _links(words: str) -> str:
    return "".join(f'<li><a href="/{word.lower()}">{word}</a></li>' for word in words.split("/"))


def daily() -> str:
    """An English daily: hashed class names, custom elements, a rich link, a newsletter box and a plea for money."""
    p = [f'<p class="dcr-130mj7b">{text}</p>' for text in ENGLISH]
    linked = p[2].replace(
        "Harbour Lines", '<a href="https://daily-watch.example/lines" data-link-name="in body link">Harbour Lines</a>'
    )
    data = ld(
        headline=HEADLINE,
        datePublished="2031-02-11T10:15:22.000Z",
        dateModified="2031-02-12T07:00:00.000Z",
        author=[{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "Max Roe"}],
        publisher={"@type": "Organization", "name": "The Daily Watch"},
    )
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{HEADLINE} | Ferries | The Daily Watch</title><meta property="og:site_name" content="the Daily Watch">
<meta property="og:title" content="{HEADLINE}"><meta name="description" content="{STANDFIRST}">
<meta property="article:modified_time" content="2031-02-12T07:00:00.000Z">
<link rel="canonical" href="https://www.daily-watch.example/world/2031/feb/11/ferry-crews-walk-out">{data}
<script>window.daily = {{"config": "<p>Not a paragraph of the article at all, but of a script.</p>"}};</script></head>
<body>{_COOKIES_EN}<a href="#maincontent" class="skip">Skip to main content</a>
<header><nav aria-label="Main"><ul>{_links("News/Opinion/Sport/Culture/Lifestyle")}</ul></nav>
<gu-island name="SupportTheG"><div><p>Support us. Fund independent journalism with £5 per month.</p></div></gu-island></header>
<main data-layout="StandardLayout"><div data-gu-name="title"><a href="/ferries">Ferries</a></div>
<div data-gu-name="headline"><h1 class="dcr-u0152o">{HEADLINE}</h1></div>
<div data-gu-name="standfirst"><div class="dcr-11kx2e4"><p>{STANDFIRST}</p></div></div>
<aside data-gu-name="meta"><address aria-label="Contributor info"><div><a rel="author" href="/jane">Jane Doe</a> and
<a rel="author" href="/max">Max Roe</a> in Nordwick</div></address>
<div class="dcr-u0h1qy">Tue 11 Feb 2031 10.15 GMT</div><ul class="share"><li><a href="#">Share</a></li></ul></aside>
<div data-gu-name="media"><figure><picture><img alt="Ships"></picture><figcaption><span>Passengers wait at the terminal in
Nordwick.</span> Photograph: Ida Brand/NewsPix</figcaption></figure></div>
<div data-gu-name="body"><div id="maincontent" class="article-body-commercial-selector dcr-aqgsz1">
{p[0]}{p[1]}<figure data-spacefinder-role="richLink"><gu-island name="RichLinkComponent"><div data-component="rich-link">
<a href="/x"><h3>Ferry timetable: what is running, and what is not</h3></a><span>Read more</span></div></gu-island></figure>
{linked}<figure><gu-island name="EmailSignUpWrapper"><aside aria-label="newsletter promotion"><h3>Sign up to Morning Watch</h3>
<p>Our daily email explains the stories that matter and why they matter to you.</p></aside></gu-island></figure>
<h2 id="islands">Islands run short</h2>{p[3]}{p[4]}<div class="ad-slot-container"><div class="ad-slot">Advertisement</div></div>{p[5]}
<p class="dcr-130mj7b"><em>This article was amended on 12 February 2031 because an earlier version said that the route has
twelve ships.</em></p></div>
<div id="slot-body-end"><div class="contributions-epic"><p>We have a small favour to ask. Millions turn to us for open,
independent news every day, and readers in 180 countries support us financially.</p></div></div></div>
<div class="submeta"><ul class="topics"><li><a href="/t">Ferries</a></li></ul></div></main>
<section id="most-viewed"><h2>Most viewed</h2><ol>{_links("One/Two/Three/Four")}</ol></section>
<section id="comments"><h2>Comments (112)</h2><div class="d-comment"><p>Good for them, nobody should work for that kind of money,
and the company knows it perfectly well.</p></div></section>
<footer><p>© 2031 Daily Watch News &amp; Media Limited. All rights reserved.</p></footer></body></html>"""


def broadcaster() -> str:
    """An English broadcaster: every block a component, no headings but one, a list of links inside the text."""

    def block(text: str) -> str:
        return (
            '<div data-component="text-block" class="ssrcss-11r1m41-RichTextComponentWrapper ep2nwvo0"><div '
            f'class="ssrcss-7uxr49-RichTextContainer e5tfeyi1"><p class="ssrcss-1q0x1qg-Paragraph e1jhz7w10">{text}</p></div></div>'
        )

    related = """<div data-component="links-block" class="ssrcss-1f3bvyz-LinksBlock"><ul role="list">
<li><a href="/news/1"><span>Islands ask for navy ships to bring food</span></a></li>
<li><a href="/news/2"><span>Five things to know about the ferry dispute</span></a></li></ul></div>"""
    return f"""<!DOCTYPE html><html lang="en-GB" class="no-js"><head><meta charSet="utf-8"/>
<title>{HEADLINE} - Strait News</title><meta property="og:site_name" content="Strait News"/>
<meta property="og:title" content="{
        HEADLINE
    }"/><link rel="canonical" href="https://www.strait.example/news/world-614321"/>
{
        ld(
            headline=HEADLINE,
            datePublished="2031-02-11T09:02:11.000Z",
            author={"@type": "NewsMediaOrganization", "name": "Strait News"},
            publisher={"@type": "NewsMediaOrganization", "name": "Strait News"},
        )
    }</head>
<body><header role="banner"><nav role="navigation"><ul>{_links("Home/News/Sport/Weather/Sounds")}</ul></nav></header>
<main id="main-content"><article class="ssrcss-pv1rh6-ArticleWrapper"><div data-component="headline-block">
<h1 id="main-heading" tabindex="-1"><span role="text">{HEADLINE}</span></h1></div>
<div data-component="byline-block"><div><span class="ssrcss-68pt20-TextContributorName">Ola Finch</span><span>Islands correspondent</span></div>
<time datetime="2031-02-11T09:02:11.000Z"><span aria-hidden="false">11 February 2031</span></time></div>
<div data-component="image-block"><figure><div><span class="visually-hidden">Image source, </span>Getty</div>
<figcaption><span class="visually-hidden">Image caption, </span><p>The terminal stayed empty on Tuesday morning</p></figcaption></figure></div>
{block("<b>" + ENGLISH[0] + "</b>")}{block(ENGLISH[1])}{block(ENGLISH[2])}{related}
<div data-component="subheadline-block"><h2><span role="text">‘Whoever let it come to this’</span></h2></div>
{block(ENGLISH[3])}{block(ENGLISH[4])}{block(ENGLISH[5])}
<section data-component="tag-list"><h2>Related Topics</h2><ul><li><a href="/t/f">Ferries</a></li></ul></section></article>
<div data-component="related-internet-links"><h2>More on this story</h2><ul>{_links("A/B/C")}</ul></div></main>
<aside><h2>Top stories</h2><p>Parliament votes on the budget after a night of talks, and the opposition walks out of the hall.</p></aside>
<footer><p>The Strait News is not responsible for the content of external sites.</p></footer></body></html>"""


def magazine() -> str:
    """A German magazine: a kicker within the heading, a lead, boxes between paragraphs, a byline of initials."""
    p = [f'<div class="RichText RichText--iconLinks lg:w-8/12"><p>{text}</p></div>' for text in GERMAN]
    data = ld(
        headline=f"Streik am Sund: {SCHLAGZEILE}",
        datePublished="2031-02-11T10:31:00+01:00",
        dateModified="2031-02-11T18:12:00+01:00",
        publisher={"name": "DER KURIER"},
        author=[{"@type": "Organization", "name": "DER KURIER", "url": "https://kurier.example"}],
    )
    return f"""<!doctype html><html lang="de"><head><meta charset="UTF-8">
<title>Streik am Sund: {SCHLAGZEILE} - DER KURIER</title><meta property="og:site_name" content="DER KURIER">
<meta property="og:title" content="Streik am Sund: {SCHLAGZEILE}"><meta name="author" content="DER KURIER, Hamburg, Germany">
<meta name="date" content="2031-02-11T10:31:00+01:00"><meta name="last-modified" content="2031-02-11T18:12:00+01:00">
<link rel="canonical" href="https://www.kurier.example/ausland/streik-am-sund-a-1234567">{data}</head>
<body>{_COOKIES_DE}<header data-area="header"><nav><ul>{_links("Politik/Wirtschaft/Panorama/Sport")}</ul></nav></header>
<main id="Inhalt"><article><header data-area="intro"><h2 class="mb-12"><span class="block text-primary-base topline">Streik am Sund</span>
<span class="hidden">:</span><span class="align-middle">{SCHLAGZEILE}</span></h2>
<div class="RichText leading-loose lead">{VORSPANN}</div><div class="text-shade-dark author-line"><span>Von <a href="/impressum/autor-abc">Jonas
Feldmann</a>, Nordwik</span></div><time datetime="2031-02-11 10:31:00" class="timeformat">11.02.2031, 10.31 Uhr</time></header>
<figure><figcaption><p>Leeres Terminal in Nordwik: »Flugblätter bekommen«</p><span>Foto: Ida Brand / NewsPix</span></figcaption></figure>
<div data-area="body" data-article-el="body"><section class="relative">{p[0]}{p[1]}
<section data-area="related_articles" class="related"><h3>Mehr zum Thema</h3><article><a href="/1"><h4>Inselstreit: Wer versorgt
die Kinderklinik?</h4></a></article></section>{p[2]}<h3>Engpässe auf den Inseln</h3>{p[3]}
<div data-component="Newsletter" class="newsletter-box"><h3>Die Lage am Abend</h3><p>Die wichtigsten Nachrichten des Tages, kurz
und verständlich per E-Mail. Jetzt kostenlos bestellen.</p></div>{p[4]}</section><div class="author-shorthands">jfe/dpa</div></div>
</article><section data-area="comments_feature" id="comments"><p>Diskutieren Sie mit: Was halten Sie vom Streik der
Besatzungen, und wer soll die Inseln versorgen, solange keine Fähre fährt?</p></section></main>
<footer>© DER KURIER 2031</footer></body></html>"""


def sender() -> str:
    """A German broadcaster: no <article>, the lead in bold, the agency's name in the foot, teasers with text."""

    def p(text: str) -> str:
        return f'<p class="m-ten m-offset-one l-eight l-offset-two textabsatz columns twelve">{text}</p>'

    teaser = "".join(
        f"""<div class="teaser-xs"><a href="/{n}"><span class="teaser-xs__topline">Topline {n}</span><h3>Was sonst geschah, Teil {n}</h3>
<p class="teaser-xs__shorttext">Ein kurzer Text über etwas ganz anderes, das am selben Tag geschehen ist.</p></a></div>"""
        for n in range(3)
    )
    return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"/><title>{SCHLAGZEILE} | abendschau.example</title>
<meta name="date" content="2031-02-11T12:20:09"/><meta property="og:title" content="{SCHLAGZEILE}"/>
<meta property="og:site_name" content="abendschau.example"/><link rel="canonical" href="https://www.abendschau.example/ausland/faehren-101.html"/>
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "NewsArticle", "headline": "{SCHLAGZEILE}",
"datePublished": "2031-02-11T12:20:09+01:00", "publisher": {{"@id": "#org"}}}}, {{"@id": "#org", "@type": "Organization", "name": "abendschau.example"}}]}}</script>
</head><body class="storypage"><div class="header"><nav class="navigation">{_links("Startseite/Inland/Ausland/Wetter")}</nav></div>
<div id="content"><div class="seitenkopf"><div class="seitenkopf__data"><h1 class="seitenkopf__headline">
<span class="seitenkopf__topline">Streik am Sund</span> <span class="seitenkopf__headline--text">{SCHLAGZEILE}</span></h1></div>
<p class="metatextline">Stand: 11.02.2031 12:20 Uhr</p></div>{p("<strong>" + VORSPANN + "</strong>")}
<div class="authorline columns"><em class="authorline__author">Von Jonas Feldmann, Studio Nordwik</em></div>
{p(GERMAN[0])}{p(GERMAN[1])}<h2 class="meldung__subhead">Engpässe auf den Inseln</h2>{p(GERMAN[2])}{p(GERMAN[3])}
<div class="absatzbild"><div class="absatzbild__info"><p class="absatzbild__bildunterschrift bildunterschrift">Auf Hiddsö ist das Brot knapp.</p></div></div>
{p(GERMAN[4])}<div class="meldungsfooter"><ul class="taglist"><li><a href="/t">Fähren</a></li></ul></div>
<p class="sendezeit">Über dieses Thema berichtete die Abendschau am 11. Februar 2031 um 20:00 Uhr.</p></div>
<div class="linklist"><h2>Top-Themen</h2>{teaser}</div>
<div class="footer"><p>© Abendschau 2031</p></div></body></html>"""


def agency() -> str:
    """A news agency: paragraphs in <div>s with test ids, a dateline, credits at the foot, a sign-up line."""

    def p(number: int, text: str) -> str:
        return f'<div data-testid="paragraph-{number}" class="text__text__1FZLe text__dark-grey__3Ml43">{text}</div>'

    body = "".join(p(number, text) for number, text in enumerate(ENGLISH[1:], start=1))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><title>{HEADLINE} | Newswire</title>
<meta property="og:title" content="{HEADLINE}"/><meta property="og:site_name" content="Newswire"/>
<meta name="article:published_time" content="2031-02-11T08:44:19Z"/><meta name="article:author" content="Ida Brand,Tom Vane"/>
<link rel="canonical" href="https://www.newswire.example/world/ferry-crews-2031-02-11/"/></head><body>
<div id="fusion-app"><header><nav>{_links("World/Business/Markets/Legal")}</nav></header>
<main><article data-testid="Article" class="article__container"><div class="article-header__header">
<h1 data-testid="Heading">{HEADLINE}</h1><div class="article-header__author"><div>By <a rel="author" href="/a">Ida Brand</a> and
<a rel="author" href="/b">Tom Vane</a></div></div><div class="date-line"><time datetime="2031-02-11T08:44:19Z"><span>February 11, 2031</span>
<span>8:44 AM GMT</span><span>Updated 3 hours ago</span></time></div></div>
<div class="article-body__content"><div data-testid="summary-box"><ul data-testid="Summary" class="summary"><li>Crews reject deal</li><li>Union:
nobody wanted this</li></ul></div>{p(0, "NORDWICK, Feb 11 (Newswire) - " + ENGLISH[0])}<div data-testid="primary-gallery">
<figure><figcaption data-testid="caption">Passengers queue in Nordwick, February 11, 2031. NEWSWIRE/Ida Brand <a href="/r">Purchase Licensing Rights</a></figcaption></figure></div>
{body}<div data-testid="SignUp" class="article-body__newsletter"><p>Make sense of the news with the Daily Briefing newsletter. Sign up here.</p></div>
<div class="sign-off"><p data-testid="Body" class="sign-off__text">Reporting by Ida Brand and Tom Vane; Editing by Ann Lore</p></div>
<p class="trust-badge">Our Standards: <a href="/standards">The Newswire Trust Principles.</a></p></div></article>
<div class="read-next"><h2>Read Next</h2><ul>{_links("Oil/Gold/Euro")}</ul></div></main>
<footer><p>All quotes delayed a minimum of 15 minutes. © 2031 Newswire. All rights reserved</p></footer></div></body></html>"""


def blog() -> str:
    """A blog on WordPress: classes for everything, share buttons in the text, comments as articles."""
    p = "".join(f"<p>{text}</p>\n" for text in ENGLISH[:4])
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"/><title>Why the crews are right – Slow Boats</title>
<meta property="og:type" content="article"/><meta property="article:published_time" content="2031-02-12T19:40:00+00:00"/>
<meta property="article:modified_time" content="2031-03-01T08:00:00+00:00"/><meta property="og:site_name" content="Slow Boats"/>
<link rel="canonical" href="https://slowboats.example/2031/02/12/why-the-crews-are-right/"/></head>
<body class="post-template-default single single-post postid-77 single-format-standard has-sidebar comments-open">
<div id="page" class="site"><header id="masthead" class="site-header"><p class="site-title"><a href="/">Slow Boats</a></p>
<nav id="site-navigation" class="main-navigation"><ul>{_links("About/Archive/Contact")}</ul></nav></header>
<div id="content" class="site-content"><main id="main" class="site-main"><article id="post-77" class="post-77 post type-post
status-publish format-standard hentry category-newsletter tag-ads"><header class="entry-header"><h1 class="entry-title">Why the crews are right</h1>
<div class="entry-meta"><span class="posted-on">Posted on <a href="/"><time class="entry-date published" datetime="2031-02-12T19:40:00+00:00">12
February 2031</time><time class="updated" datetime="2031-03-01T08:00:00+00:00">1 March 2031</time></a></span>
<span class="byline"> by <span class="author vcard"><a class="url fn n" href="/author/ola">Ola Finch</a></span></span></div></header>
<div class="entry-content"><p class="has-drop-cap"><span class="dropcap">I</span>t is easy to be cross on a cold quay. It is harder to read the
leaflet.</p>
{p}<blockquote class="wp-block-quote"><p>We were promised one ship more, and got one crew less.</p><cite>Leaflet of the union</cite></blockquote>
<div id="attachment_78" class="wp-caption aligncenter"><img alt=""/><p id="caption-attachment-78" class="wp-caption-text">The
leaflet, as handed out on the quay.</p></div><ol><li>More pay.</li><li>More people on each ship.</li><li>A rest room that can be heated.</li></ol>
<p>I have been on that ship in January. They are right.</p>
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Click to share on X</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3><em>Related</em></h3><p>In "Boats"</p></div></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="/c">Boats</a></span></footer></article>
<div id="comments" class="comments-area"><h2 class="comments-title">2 thoughts on “Why the crews are right”</h2><ol class="comment-list">
<li class="comment"><article class="comment-body"><div class="comment-content"><p>I was there too, and I have to say that the heating
was broken in all four rooms, which nobody at the company wants to hear.</p></div></article></li></ol></div></main>
<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2>Recent Posts</h2><ul>{_links("Knots/Ropes/Tides")}</ul></section></aside>
</div><footer id="colophon" class="site-footer"><p>Proudly powered by WordPress, 2009–2031.</p></footer></div></body></html>"""


def ministry() -> str:
    """A press release of a German ministry: old markup, no data at all, the date in the text, <br> between paragraphs."""
    body = (
        "<br><br>\n".join(GERMAN[:3])
        + "<br /><br />&bdquo;Niemand gewinnt, wenn die Schiffe liegen bleiben&ldquo;, so Vallo."
        + "<br>"
        + GERMAN[4]
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<title>Verkehrsministerium - Pressemitteilungen - Vallo bietet Vermittlung an</title>
<meta name="description" content="Pressemitteilung des Verkehrsministeriums"></head>
<body><table width="100%" cellpadding="0"><tr><td class="navi" width="180"><ul>{_links("Ministerium/Themen/Service/Presse/Kontakt")}</ul></td>
<td class="inhalt"><div class="brotkrumen"><a href="/">Startseite</a> &gt; <a href="/p">Presse</a></div>
<div id="inhalt"><h1>Vallo bietet im F&auml;hrstreit Vermittlung an</h1><p class="datum">11. Februar 2031</p>
<p class="nummer">Pressemitteilung Nr. 17/2031</p><div class="absatz">{body}</div>
<table border="1" summary="Verbindungen"><tr><th>Linie</th><th>Schiffe</th></tr><tr><td>Nordwik&ndash;Hidds&ouml;</td><td>6</td></tr>
<tr><td>Nordwik&ndash;Festland</td><td>8</td></tr></table>
<p class="kontakt">Pressestelle: Telefon 0999 123456, presse@verkehr.example</p></div></td></tr></table>
<div id="fuss">&copy; Verkehrsministerium 2024 <a href="/i">Impressum</a></div></body></html>"""


def amp() -> str:
    """A page in AMP of an English regional paper, with a menu, a consent form and boxes as custom elements."""
    p = [f"<p>{text}</p>" for text in ENGLISH]
    data = ld(
        headline=HEADLINE,
        datePublished="2031-02-11",
        author={"name": "Amy Stone"},
        publisher={"name": "Nordwick Herald"},
    )
    return f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>{HEADLINE}</title>
<link rel="canonical" href="https://www.nordwick-herald.example/news/21345.ferry-crews/"><style amp-boilerplate>body{{visibility:hidden}}</style>
<noscript><style amp-boilerplate>body{{visibility:visible}}</style></noscript>{data}</head><body>
<amp-sidebar id="menu" layout="nodisplay"><ul>{_links("News/Sport/Jobs/Homes")}</ul><p>All of the menu, in words enough to look like text.</p></amp-sidebar>
<amp-consent id="consent"><div><p>We use cookies to give you the best experience on our site, and to show you adverts you may like.</p></div></amp-consent>
<article><h1>{HEADLINE}</h1><p class="subheading standfirst">{STANDFIRST}</p><div class="author">By <span>Amy Stone</span></div>
<amp-img src="x.jpg" width="1" height="1"></amp-img>{p[0]}{p[1]}<amp-ad width="300" type="doubleclick"><p>Advertisement that is long enough to be a paragraph of text.</p></amp-ad>
{p[2]}<section class="related-articles"><p><a href="/1">What we know about the dispute so far</a></p></section>{p[3]}
<amp-twitter data-tweetid="1"><blockquote placeholder class="twitter-tweet">Crews are out, coffee is up. — @nordwick</blockquote></amp-twitter>{p[4]}{p[5]}
<amp-social-share type="email"></amp-social-share></article><footer>© Copyright 2001-2031</footer></body></html>"""


def regional() -> str:
    """An English regional paper: microdata, an infinite scroll with the next article, a paragraph that is a link."""
    p = [f"<p>{text}</p>" for text in ENGLISH]
    other = "".join(
        f"<p>{text} It has nothing to do with the ferries, and was read on the same page by scrolling on.</p>"
        for text in (
            "The council will plant ninety trees along the ring road this spring.",
            "Residents of Mill Lane had asked for shade.",
            "The first trees, limes and field maples, arrive in March from a nursery in the valley.",
        )
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{HEADLINE} - Island Argus</title>
<meta name="application-name" content="Island Argus"><meta property="og:title" content="{HEADLINE}">
<meta property="og:url" content="https://www.islandargus.example/news/ferry-crews-1093"></head><body id="top">
<nav class="primary-nav"><ul>{_links("In Your Area/News/Football/Whats On")}</ul></nav>
<article class="article-main channel-news" itemscope itemtype="http://schema.org/NewsArticle"><h1 class="section-theme-background-indicator publication-font"
itemprop="headline name">{HEADLINE}</h1><p class="sub-title">{STANDFIRST}</p>
<div class="byline-section"><div class="author-information-container">By <a class="publication-theme" rel="author">Sam Lowe</a> Reporter</div>
<ul class="time-info"><li><span class="time-container"><time itemprop="datePublished" content="2031-02-11T11:00:00Z" datetime="2031-02-11T11:00:00Z">11:00, 11 FEB 2031</time></span></li></ul></div>
<div class="article-body" itemprop="articleBody">{p[0]}{p[1]}<p><strong><a href="/more">Live ferry updates as the terminal stays shut for a second day</a></strong></p>
<div class="newsletter-inline"><form><label>Enter your email</label><input></form></div>{p[2]}<h3>Islands</h3>{p[3]}{p[4]}
<p>{ENGLISH[5]}<br>Talks are to begin on Friday.</p><p class="correction">Clarification: Harbour Lines runs eleven ships, not twelve as we first said.</p></div></article>
<article class="article-main" data-infinite="1"><h1>Ninety trees for the ring road</h1><div class="article-body">{other}</div></article>
<section class="most-read"><h2>Most Read</h2><ul>{_links("Crash/Fire/Rain")}</ul></section></body></html>"""


def paid() -> str:
    """A German regional paper: a page of a shop with the article cut off, „Plus“, tracking words in classes."""
    p = "".join(f'<p class="article__paragraph">{text}</p>' for text in GERMAN[:2])
    data = ld(
        headline=SCHLAGZEILE,
        datePublished="2031-02-11T06:05:00+01:00",
        isAccessibleForFree=False,
        author=[{"name": "dpa"}, {"name": "Jule Berg"}],
        publisher={"name": "Sund-Zeitung"},
    )
    return f"""<!DOCTYPE html><html lang="de-DE"><head><meta charset="utf-8"><title>{SCHLAGZEILE} – Sund-Zeitung</title>{data}
<meta property="og:url" content="https://www.sund-zeitung.example/region/faehren-id4711.html"></head><body>
<header class="page-header"><a href="/">Sund-Zeitung</a><nav>{_links("Lokales/Sport/Anzeigen/Trauer")}</nav></header>
<main><article class="article article--paid"><header class="article__header"><span class="article__kicker">Nordwik</span><h1 class="article__headline">{SCHLAGZEILE}</h1>
<p class="article__intro teaser-text">{VORSPANN}</p><p class="article__author">Von Jule Berg und dpa</p><time class="article__date" datetime="2031-02-11T06:05">Dienstag, 11. Februar 2031</time></header>
<div class="article__body">{p}</div><div class="paywall piano-offer"><h2>Jetzt weiterlesen mit SZ+</h2><p>Zugang zu allen Artikeln, einen Monat
kostenlos testen und jederzeit kündigen.</p><a href="/abo">Jetzt abonnieren</a></div></article></main>
<footer><ul>{_links("Impressum/Datenschutz/AGB")}</ul></footer></body></html>"""


def inline() -> str:
    """What stands within a line: links, emphasis, quotations by markup, entities, breaks; and what is not seen."""
    return """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Von Zeichen &amp; Wundern</title></head><body><article>
<h1>Von Zeichen &amp; Wundern</h1>
<p>Sie sagte <q>Das ist <q>gut</q> so</q> und ging. Danach sprach <a href="/x">der Sprecher</a>, wie <b>immer</b>,<i> zu</i>
<em>allen</em>.</p>
<p>&bdquo;Gr&ouml;&szlig;e&ldquo; und &#8222;Ruhm&#8220;: das<sup>2</sup> sind 5&nbsp;&euro; f&uuml;r Ko&shy;ope&shy;ra&shy;tion &lt;b&gt;und&lt;/b&gt; mehr.</p>
<p lang="en">He called it <q>a day like any other</q> &mdash; no more.<script>alert("Kein Text")</script><style>p { color: red }</style></p>
<p><b>Und die Frage?</b><br>Hier steht die Antwort auf sie, in einem Satz.<br><br>Und hier der n&auml;chste Absatz,
der in der Quelle<br>umbrochen ist.</p>
<template><p>Ein Absatz in einer Vorlage, den niemand sieht, so lang er auch ist.</p></template>
<p style="display: none">Ein versteckter Absatz, den niemand sieht, so lang er auch ist.</p><p hidden>Noch einer, den man nicht sieht.</p>
<p title="Ein Attribut, das niemand liest">Zum Schluss ein Absatz mit <span class="sr-only">unsichtbaren</span> Wörtern und einem <code>Wort</code>.</p>
</article></body></html>"""


def _body(*texts: str) -> Parts:
    return [(None, text) for text in texts]


PARTS: Mapping[str, Parts] = {
    "daily": [
        ("headline", HEADLINE),
        ("standfirst", STANDFIRST),
        ("byline", "Jane Doe and Max Roe in Nordwick"),
        ("date", "Tue 11 Feb 2031 10.15 GMT"),
        ("caption", "Passengers wait at the terminal in Nordwick. Photograph: Ida Brand/NewsPix"),
        *_body(*ENGLISH[:2]),
        ("boilerplate", "Ferry timetable: what is running, and what is not"),
        ("boilerplate", "Read more"),
        *_body(ENGLISH[2]),
        ("boilerplate", "Sign up to Morning Watch"),
        ("boilerplate", "Our daily email explains the stories that matter and why they matter to you."),
        ("heading", "Islands run short"),
        *_body(*ENGLISH[3:]),
        (
            None,
            "This article was amended on 12 February 2031 because an earlier version said that the route has twelve ships.",
        ),
    ],
    "broadcaster": [
        ("headline", HEADLINE),
        ("byline", "Ola Finch Islands correspondent"),
        ("date", "11 February 2031"),
        ("caption", "The terminal stayed empty on Tuesday morning"),
        *_body(*ENGLISH[:3]),
        ("boilerplate", "Islands ask for navy ships to bring food"),
        ("boilerplate", "Five things to know about the ferry dispute"),
        ("heading", "‘Whoever let it come to this’"),
        *_body(*ENGLISH[3:]),
    ],
    "magazine": [
        ("headline", f"Streik am Sund: {SCHLAGZEILE}"),
        ("standfirst", VORSPANN),
        ("byline", "Von Jonas Feldmann, Nordwik"),
        ("date", "11.02.2031, 10.31 Uhr"),
        ("caption", "Leeres Terminal in Nordwik: »Flugblätter bekommen«"),
        ("caption", "Foto: Ida Brand / NewsPix"),
        *_body(*GERMAN[:2]),
        ("boilerplate", "Mehr zum Thema"),
        ("boilerplate", "Inselstreit: Wer versorgt die Kinderklinik?"),
        *_body(GERMAN[2]),
        ("heading", "Engpässe auf den Inseln"),
        *_body(GERMAN[3]),
        ("boilerplate", "Die Lage am Abend"),
        (
            "boilerplate",
            "Die wichtigsten Nachrichten des Tages, kurz und verständlich per E-Mail. Jetzt kostenlos bestellen.",
        ),
        *_body(GERMAN[4]),
    ],
    "sender": [
        ("headline", f"Streik am Sund: {SCHLAGZEILE}"),
        ("date", "Stand: 11.02.2031 12:20 Uhr"),
        *_body(VORSPANN),
        ("byline", "Von Jonas Feldmann, Studio Nordwik"),
        *_body(*GERMAN[:2]),
        ("heading", "Engpässe auf den Inseln"),
        *_body(*GERMAN[2:4]),
        ("caption", "Auf Hiddsö ist das Brot knapp."),
        *_body(GERMAN[4], "Über dieses Thema berichtete die Abendschau am 11. Februar 2031 um 20:00 Uhr."),
    ],
    "agency": [
        ("headline", HEADLINE),
        ("byline", "By Ida Brand and Tom Vane"),
        ("date", "February 11, 2031 8:44 AM GMT Updated 3 hours ago"),
        ("standfirst", "Crews reject deal"),
        ("standfirst", "Union: nobody wanted this"),
        *_body("NORDWICK, Feb 11 (Newswire) - " + ENGLISH[0]),
        ("caption", "Passengers queue in Nordwick, February 11, 2031. NEWSWIRE/Ida Brand Purchase Licensing Rights"),
        *_body(*ENGLISH[1:]),
        ("boilerplate", "Make sense of the news with the Daily Briefing newsletter. Sign up here."),
        *_body("Reporting by Ida Brand and Tom Vane; Editing by Ann Lore"),
    ],
    "blog": [
        ("headline", "Why the crews are right"),
        ("date", "Posted on 12 February 2031 1 March 2031 by Ola Finch"),
        *_body("It is easy to be cross on a cold quay. It is harder to read the leaflet.", *ENGLISH[:4]),
        *_body("We were promised one ship more, and got one crew less.", "Leaflet of the union"),
        ("caption", "The leaflet, as handed out on the quay."),
        *_body("• More pay.", "• More people on each ship.", "• A rest room that can be heated."),
        *_body("I have been on that ship in January. They are right."),
    ],
    "ministry": [
        ("headline", "Vallo bietet im Fährstreit Vermittlung an"),
        ("date", "11. Februar 2031"),
        *_body(*GERMAN[:3], "„Niemand gewinnt, wenn die Schiffe liegen bleiben“, so Vallo.", GERMAN[4]),
        *_body("Linie | Schiffe", "Nordwik–Hiddsö | 6", "Nordwik–Festland | 8"),
        *_body("Pressestelle: Telefon 0999 123456, presse@verkehr.example"),
    ],
    "amp": [
        ("headline", HEADLINE),
        ("standfirst", STANDFIRST),
        ("byline", "By Amy Stone"),
        *_body(*ENGLISH[:3]),
        ("boilerplate", "What we know about the dispute so far"),
        *_body(ENGLISH[3], "Crews are out, coffee is up. — @nordwick", *ENGLISH[4:]),
    ],
    "regional": [
        ("headline", HEADLINE),
        ("standfirst", STANDFIRST),
        ("byline", "By Sam Lowe Reporter"),
        ("date", "11:00, 11 FEB 2031"),
        *_body(*ENGLISH[:2]),
        ("boilerplate", "Live ferry updates as the terminal stays shut for a second day"),
        *_body(ENGLISH[2]),
        ("heading", "Islands"),
        *_body(*ENGLISH[3:], "Talks are to begin on Friday."),
        ("correction", "Clarification: Harbour Lines runs eleven ships, not twelve as we first said."),
    ],
    "paid": [
        ("headline", SCHLAGZEILE),
        ("standfirst", VORSPANN),
        ("byline", "Von Jule Berg und dpa"),
        ("date", "Dienstag, 11. Februar 2031"),
        *_body(*GERMAN[:2]),
    ],
    "inline": [
        ("headline", "Von Zeichen & Wundern"),
        *_body(
            "Sie sagte „Das ist ‚gut‘ so“ und ging. Danach sprach der Sprecher, wie immer, zu allen.",
            "„Größe“ und „Ruhm“: das2 sind 5\xa0€ für Ko\xadope\xadra\xadtion <b>und</b> mehr.",
            "He called it “a day like any other” — no more.",
            "Und die Frage?",
            "Hier steht die Antwort auf sie, in einem Satz.",
            "Und hier der nächste Absatz, der in der Quelle umbrochen ist.",
            "Zum Schluss ein Absatz mit Wörtern und einem Wort.",
        ),
    ],
}
