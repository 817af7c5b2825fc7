"""Documents of Nexis Uni as they are downloaded (DOCX, RTF), with articles written for these tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from inputs.packing import document, link, paragraph, run, table

_BREAK = "<w:r><w:br/></w:r>"
_BOLD = "<w:b/>"


@dataclass(frozen=True)
class Told:
    """One article as Nexis prints it: its lines by label, and what stands below the text."""

    title: str
    outlet: str
    day: str
    labels: tuple[tuple[str, str], ...]
    body: tuple[str, ...]
    below: tuple[str, ...] = ()
    rights: str = "Copyright 2022 Example Newspapers Ltd\nAll Rights Reserved"
    body_label: str = "Body"
    end: str = "End of Document"
    pieces: dict[int, tuple[str, ...]] = field(default_factory=dict)


HARBOUR = Told(
    title="Harbour stays shut as talks stall",
    outlet="The Example Post (London)",
    day="March 4, 2022 Friday 10:15 AM GMT",
    labels=(
        ("Section", "NEWS; Pg. 6"),
        ("Length", "58 words"),
        ("Byline", "By Jane Doe and Max Roe; Jane Doe reported from the port."),
        ("Highlight", "Ferry crews wait for a word from the ministry"),
        ("Dateline", "PORT BARROW (AP)"),
    ),
    body=(
        "The harbour will stay shut for another week, the port authority said on Friday.",
        "“We cannot let a single ship out before the channel is clear,” said Anna Vale, who runs the port. "
        "“Nobody will thank us for an accident.”",
        "Crews that obtained permits in February may ask for their money back, the ministry said.",
        "Subject: to the weather, the first ferry leaves on 12 March.",
    ),
    below=(
        "Graphic",
        "The empty quay on Thursday. Picture: Rita Lens",
        "Classification",
        "Language: ENGLISH",
        "Publication-Type: Newspaper",
        "Journal Code: EXP",
        "Subject: PORTS & HARBOURS (92%); FERRIES (78%)",
        "URL: https://www.post.example/harbour",
        "Load-Date: March 5, 2022",
    ),
)
COUNCIL = Told(
    title="Stadtrat lehnt neue Brücke ab",
    outlet="Der Beispielbote",
    day="Freitag 4. März 2022",
    labels=(("Section", "LOKALES; S. 3"), ("Length", "41 words"), ("Byline", "Von Lena Muster")),
    body=(
        "Der Stadtrat hat den Bau einer zweiten Brücke am Donnerstag mit knapper Mehrheit abgelehnt.",
        "„Das Geld fehlt an jeder Schule“, sagte Bürgermeister Karl Beispiel nach der Sitzung. "
        "„Wir bauen erst, wenn der Bund zahlt.“",
        "Die Opposition will im Herbst noch einmal über die Brücke abstimmen lassen.",
    ),
    below=("Load-Date: March 4, 2022", "Language: GERMAN; DEUTSCH", "Publication-Type: Zeitung"),
    rights="Copyright 2022 Beispiel Verlag GmbH\nAlle Rechte vorbehalten",
)
# As a German page of Nexis prints labels; without a line before the text.
MILL = Told(
    title="Papiermühle sucht Käufer",
    outlet="Beispiel-Nachrichten",
    day="7. Juli 2020 Dienstag",
    labels=(("Rubrik", "WIRTSCHAFT; S. 12"), ("Länge", "37 Wörter"), ("Autor", "Tom Probe")),
    body=(
        "Die Papiermühle am Fluss steht zum Verkauf, wie die Geschäftsführung am Montag mitteilte.",
        "„Wir reden mit drei Bewerbern“, sagte Betriebsleiterin Eva Test. Namen nannte sie nicht.",
        "Rund achtzig Beschäftigte warten seit dem Frühjahr auf eine Entscheidung der Bank.",
    ),
    below=("Klassifizierung", "Sprache: DEUTSCH", "Ladedatum: 8. Juli 2020"),
    rights="Copyright 2020 Beispiel Medien AG",
    body_label="",
    end="Ende des Dokuments",
)


def make_document(articles: Sequence[Told], *, cover: bool = True, listed: int | None = None) -> bytes:
    """The articles as a DOCX, behind the page that lists them."""
    parts = make_cover(articles, listed or len(articles)) if cover else []
    for article in articles:
        parts += make_article(article)
    return document(parts)


def make_cover(articles: Sequence[Told], listed: int) -> list[str]:
    """The paragraphs of the page that lists the articles."""
    parts = [
        paragraph(run("User Name: ", _BOLD), "RESEARCHER"),
        paragraph(run("Date and Time: ", _BOLD), "Monday, March 7, 2022 9:03:00 AM GMT"),
        paragraph(run("Job Number: ", _BOLD), "164000001"),
        paragraph(run(f"Documents ({listed})", _BOLD)),
    ]
    for number, article in enumerate(articles, start=1):
        parts += [
            paragraph(run(f"{number}."), link(" "), link(article.title)),
            paragraph(run("Client/Matter: ", _BOLD), "-None-"),
            paragraph(run("Search Terms: ", _BOLD), "harbour or Brücke"),
            paragraph(run("Search Type: ", _BOLD), "Terms and Connectors"),
            paragraph(run("Narrowed by: ", _BOLD)),
            paragraph(),
            table(("Content Type", "Narrowed by"), ("News", "Language: English; Content Type: News")),
            paragraph(),
        ]
    return parts


def make_article(article: Told) -> list[str]:
    """The paragraphs of one article."""
    first, _, rest = article.title.partition(" ")
    parts = [
        paragraph(),
        paragraph(link(first), link(" "), link(rest)),
        paragraph(article.outlet),
        paragraph(article.day),
        paragraph(),
        *(paragraph(_BREAK, line) for line in article.rights.split("\n")),
        *(paragraph(run(f"{label}:", _BOLD), run(f"\u00a0{value}")) for label, value in article.labels),
        *((paragraph(run(article.body_label, _BOLD)), paragraph()) if article.body_label else ()),
    ]
    for text in article.body:
        # The term that was searched for is bold, and links lose the spaces around them.
        before, found, after = text.partition(" permits ")
        parts.append(paragraph(before, link("permits"), after) if found else paragraph("  ", text))
    for line in article.below:
        label, colon, value = line.partition(": ")
        pieces = (run(f"{label}:", _BOLD), run(f"\u00a0{value}")) if colon and label.istitle() else (run(line),)
        parts.append(paragraph(_BREAK, *pieces))
    return [*parts, paragraph(), paragraph(_BREAK, run(article.end, _BOLD)), paragraph()] if article.end else parts


def make_rtf(articles: Sequence[Told]) -> bytes:
    """The articles as an RTF without a cover page."""
    lines = []
    for article in articles:
        lines += [article.title, article.outlet, article.day, *article.rights.split("\n")]
        lines += [f"{label}:\u00a0{value}" for label, value in article.labels]
        lines += [article.body_label, *article.body, *article.below, article.end]
    head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}"
    return (head + "".join(f"\\pard {_escape(line)}\\par\n" for line in lines) + "}").encode("ascii")


def _escape(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return "".join(mark if mark.isascii() else f"\\u{ord(mark)}?" for mark in escaped)


def good() -> dict[str, bytes]:
    """Documents that are read without an error."""
    return {
        "Files (2).docx": make_document([HARBOUR, COUNCIL]),
        "Papiermuehle.docx": make_document([MILL], cover=False),
        "Files (3).DOCX": make_document([HARBOUR, COUNCIL, MILL]),
        "Files (2).rtf": make_rtf([HARBOUR, COUNCIL]),
    }


_HARBOUR = {
    "headline": "Harbour stays shut as talks stall",
    "date": "2022-03-04",
    "outlet": "The Example Post (London)",
    "author": "Jane Doe and Max Roe",
    "first": "The harbour will stay shut",
    "last": "leaves on 12 March.",
}
_COUNCIL = {
    "headline": "Stadtrat lehnt neue Brücke ab",
    "date": "2022-03-04",
    "outlet": "Der Beispielbote",
    "author": "Lena Muster",
    "first": "Der Stadtrat hat den Bau",
    "last": "Brücke abstimmen lassen.",
}
_MILL = {
    "headline": "Papiermühle sucht Käufer",
    "date": "2020-07-07",
    "outlet": "Beispiel-Nachrichten",
    "author": "Tom Probe",
    "first": "Die Papiermühle am Fluss",
    "last": "eine Entscheidung der Bank.",
}
EXPECTED: dict[str, list[dict[str, str]]] = {
    "Files (2).docx": [_HARBOUR, _COUNCIL],
    "Papiermuehle.docx": [_MILL],
    "Files (3).DOCX": [_HARBOUR, _COUNCIL, _MILL],
    "Files (2).rtf": [_HARBOUR, _COUNCIL],
}


def broken() -> dict[str, bytes]:
    """Documents that cannot be read."""
    whole = make_document([HARBOUR, COUNCIL])
    locked = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    return {
        "cut.docx": whole[: len(whole) // 2],
        "empty.docx": b"",
        "page.docx": b"<!DOCTYPE html><html><body>Sign in to continue</body></html>",
        "locked.docx": locked,
        "old.docx": bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2048),
    }


REASONS = {
    "cut.docx": "is damaged and cannot be unpacked (File is not a zip file); save or download it again",
    "empty.docx": "is empty: it holds no byte; save it again",
    "page.docx": "is not a Word document: it begins with b'<!DOCTYP', not as a ZIP archive; check its ending",
    "locked.docx": "is protected with a password; open it, save it without one",
    "old.docx": "is a file of Office before 2007 under a new ending; open it and save it in the format of its ending",
}
