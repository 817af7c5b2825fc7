"""Web archives, as Chrome (quoted-printable) and Internet Explorer (base64, another encoding) save them."""

# ruff: noqa: E501 (heads of messages are on one line)

from __future__ import annotations

import base64
import quopri

from inputs import web_page, web_pages

_PICTURE = base64.encodebytes(b"\x89PNG\r\n\x1a\n\x00\x00").replace(b"\n", b"\r\n")


def make_archive(
    page: bytes, *, address: str, content_type: str = "text/html", coding: str = "quoted-printable"
) -> bytes:
    """One page with a picture and a frame, as one file."""
    encode = quopri.encodestring if coding == "quoted-printable" else base64.encodebytes
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: =?utf-8?Q?F=C3=A4hren?=\r\n"
        "Date: Sat, 1 Mar 2036 09:30:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\ttype="text/html";\r\n\tboundary="----MultipartBoundary--x1"\r\n\r\n\r\n'
    )
    parts = [
        (
            f"Content-Type: {content_type}\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: {coding}\r\nContent-Location: {address}",
            encode(page),
        ),
        (
            "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://img.example/a.png",
            _PICTURE,
        ),
        (
            "Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: cid:frame-2@mhtml.blink",
            b"<p>A frame with an advertisement in it.</p>",
        ),
    ]
    body = b"".join(
        b"------MultipartBoundary--x1\r\n" + lines.encode() + b"\r\n\r\n" + content + b"\r\n"
        for lines, content in parts
    )
    return head.encode() + body + b"------MultipartBoundary--x1----\r\n"


def good() -> dict[str, bytes]:
    """Archives with an article."""
    return {
        "chrome.mhtml": make_archive(
            web_pages.sender().encode(), address="https://www.abendschau.example/ausland/faehren-101.html"
        ),
        "explorer.mht": make_archive(
            web_pages.ministry().encode("cp1252"),
            address="https://www.verkehr.example/presse/17-2031.html",
            content_type='text/html;\r\n\tcharset="windows-1252"',
            coding="base64",
        ),
        # Chrome writes UTF-8, whatever the page names.
        "old_page.mhtml": make_archive(
            web_pages.ministry().encode(), address="https://www.verkehr.example/presse/17-2031.html"
        ),
    }


EXPECTED: dict[str, list[dict[str, str]]] = {
    "chrome.mhtml": web_page.EXPECTED["sender.html"],
    "explorer.mht": [web_page.EXPECTED["ministry.htm"][0] | {"outlet": "verkehr.example"}],
    "old_page.mhtml": [web_page.EXPECTED["ministry.htm"][0] | {"outlet": "verkehr.example"}],
}


def broken() -> dict[str, bytes]:
    """Archives without an article, and files that are none."""
    picture = b"MIME-Version: 1.0\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + _PICTURE
    deep = b"MIME-Version: 1.0\r\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number) for number in range(200)
    )
    return {
        "empty.mhtml": b"",
        "page.mht": web_page.good()["daily.html"],
        "picture.mhtml": picture,
        "cut.mhtml": good()["chrome.mhtml"][:700],
        "deep.mhtml": deep,
        "start.mhtml": make_archive(web_page.broken()["start.html"], address="https://www.daily-watch.example/"),
    }


REASONS = {
    "empty.mhtml": "is empty; save the page again",
    "page.mht": "is no web archive: it does not begin with the head of one; save the page again",
    "picture.mhtml": "is a web archive without a page in it; save the page again",
    "cut.mhtml": "holds no article: the page shows 0 words",
    "deep.mhtml": "is no web archive that can be read: its parts stand in each other too deep; save the page again",
    "start.mhtml": web_page.REASONS["start.html"],
}
