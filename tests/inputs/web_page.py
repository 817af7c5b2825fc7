"""Saved web pages; what makes them needs no package."""

# ruff: noqa: E501 (markup and messages are on one line)

from __future__ import annotations

from inputs import web_pages as pages
from inputs.web_pages import ENGLISH, GERMAN, HEADLINE, SCHLAGZEILE


def good() -> dict[str, bytes]:
    """Pages with an article, by name."""
    saved = "<!-- saved from url=(0054)https://www.newswire.example/world/ferry-crews-2031/ -->\r\n"
    return {
        "daily.html": pages.daily().encode(),
        "broadcaster.html": pages.broadcaster().encode("utf-8-sig"),
        "magazine.html": pages.magazine().encode(),
        "sender.html": pages.sender().encode(),
        "agency.htm": (saved + pages.agency()).encode(),
        "blog.html": pages.blog().encode(),
        "ministry.htm": pages.ministry().encode("cp1252"),
        "amp.html": pages.amp().encode("utf-16"),
        "regional.html": pages.regional().encode(),
        "paid.html": pages.paid().encode(),
        "inline.xhtml": pages.inline().encode(),
    }


_LAST_ENGLISH, _LAST_GERMAN = ENGLISH[-1][-40:], GERMAN[-1][-40:]
EXPECTED: dict[str, list[dict[str, str]]] = {
    "daily.html": [
        {
            "headline": HEADLINE,
            "date": "2031-02-11",
            "outlet": "the Daily Watch",
            "author": "Jane Doe, Max Roe",
            "first": "Ferry traffic across the strait",
            "last": "an earlier version said that the route has twelve ships.",
        }
    ],
    "broadcaster.html": [
        {
            "headline": HEADLINE,
            "date": "2031-02-11",
            "outlet": "Strait News",
            "author": "Ola Finch",
            "first": "Ferry traffic across the strait",
            "last": _LAST_ENGLISH,
        }
    ],
    "magazine.html": [
        {
            "headline": f"Streik am Sund: {SCHLAGZEILE}",
            "date": "2031-02-11",
            "outlet": "DER KURIER",
            "author": "Jonas Feldmann",
            "first": "Der Fährverkehr über den Sund",
            "last": _LAST_GERMAN,
        }
    ],
    "sender.html": [
        {
            "headline": f"Streik am Sund: {SCHLAGZEILE}",
            "date": "2031-02-11",
            "outlet": "abendschau.example",
            "author": "Jonas Feldmann",
            "first": "Im Hafen von Nordwik warten",
            "last": "am 11. Februar 2031 um 20:00 Uhr.",
        }
    ],
    "agency.htm": [
        {
            "headline": HEADLINE,
            "date": "2031-02-11",
            "outlet": "Newswire",
            "author": "Ida Brand, Tom Vane",
            "first": "NORDWICK, Feb 11 (Newswire) - Ferry traffic",
            "last": "Editing by Ann Lore",
        }
    ],
    "blog.html": [
        {
            "headline": "Why the crews are right",
            "date": "2031-02-12",
            "outlet": "Slow Boats",
            "author": "Ola Finch",
            "first": "It is easy to be cross on a cold quay.",
            "last": "They are right.",
        }
    ],
    "ministry.htm": [
        {
            "headline": "Vallo bietet im Fährstreit Vermittlung an",
            "date": "2031-02-11",
            "first": "Der Fährverkehr über den Sund",
            "last": "presse@verkehr.example",
        }
    ],
    "amp.html": [
        {
            "headline": HEADLINE,
            "date": "2031-02-11",
            "outlet": "Nordwick Herald",
            "author": "Amy Stone",
            "first": "Ferry traffic across the strait",
            "last": _LAST_ENGLISH,
        }
    ],
    "regional.html": [
        {
            "headline": HEADLINE,
            "date": "2031-02-11",
            "outlet": "Island Argus",
            "author": "Sam Lowe",
            "first": "Ferry traffic across the strait",
            "last": "Talks are to begin on Friday.",
        }
    ],
    "paid.html": [
        {
            "headline": SCHLAGZEILE,
            "date": "2031-02-11",
            "outlet": "Sund-Zeitung",
            "author": "Jule Berg",
            "first": "Der Fährverkehr über den Sund",
            "last": "„Bekommen haben wir Flugblätter.“",
        }
    ],
    "inline.xhtml": [
        {
            "headline": "Von Zeichen & Wundern",
            "first": "Sie sagte „Das ist ‚gut‘ so“ und ging.",
            "last": "Zum Schluss ein Absatz mit Wörtern und einem Wort.",
        }
    ],
}


def broken() -> dict[str, bytes]:
    """Pages without an article, and files that are no pages."""
    card = '<article class="card"><h3><a href="/{0}">Headline number {0} of the day</a></h3><p>{1}</p></article>'
    cards = "".join(card.format(number, text[:120]) for number, text in enumerate(ENGLISH * 3))
    head = '<html lang="en"><head><meta charset="utf-8"><title>{}</title></head>'
    scripts = '<div id="root"></div><script>var state = {text: "' + " ".join(ENGLISH) + '"};</script>'
    return {
        "empty.html": b" \r\n",
        "start.html": f"{head.format('Daily Watch')}<body><main>{cards}</main></body></html>".encode(),
        "missing.html": f"{head.format('Page not found | Daily Watch')}<body><h1>Page not found</h1><p>The page may have moved, or it never "
        "was here at all. Try the search, or go back to the start page of our site and look there.</p></body></html>".encode(),
        "robot.html": f"{head.format('Just a moment...')}<body><p>Checking your browser before you go on to daily-watch.example</p></body></html>".encode(),
        "shell.html": f"{head.format('Daily Watch')}<body><noscript>You need to enable JavaScript to run this app.</noscript>{scripts}</body></html>".encode(),
        "frames.html": b"<html><head><title>Herald</title></head><frameset cols='20%,80%'><frame src='a.html'><frame src='b.html'></frameset></html>",
        "plain.html": ENGLISH[0].encode(),
        "picture.html": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
        "cyrillic.html": "<html><head><meta charset='utf-8'></head><body><p>Паромы стоят второй день.</p></body></html>".encode(
            "cp1251"
        ),
        "deep.html": ("<body>" + "<div>" * 100_000 + f"<p>{ENGLISH[0]}</p>").encode(),
    }


REASONS = {
    "empty.html": "is empty; save the page again",
    "start.html": "holds no article but 18 headings that lead to others; open each article and save its page",
    "missing.html": "holds no article but the message “Page not found | Daily Watch”; open the article in a browser and save the page after it has loaded",
    "robot.html": "holds no article but the message “Just a moment...”; open the article in a browser and save the page after it has loaded",
    "shell.html": "holds no article: without its scripts the page shows 0 words; open the article in a browser and save the page after it has loaded, or save it as PDF or text",
    "frames.html": "holds no article but frames with other pages in them; save the frame with the article",
    "plain.html": "holds no markup, so it is no web page; rename it to .txt if it is plain text",
    "picture.html": "is not text: byte 8 is zero; save it as text (UTF-8)",
    "cyrillic.html": "is a page in an unknown encoding: it names 'utf-8', which does not fit, and it is neither UTF-8 nor Windows-1252; save it again as UTF-8 or say its --encoding",
    "deep.html": "is no web page that can be read: its elements stand in each other too deep; save it as text",
}
