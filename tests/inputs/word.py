"""Word documents with articles written for these tests: by python-docx, and with all that makes their XML hard."""

from __future__ import annotations

import io

from inputs.packing import document, link, pack, paragraph, part, run, table

_STYLES = part(
    "styles",
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Untertitel"><w:name w:val="Subtitle"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>',
)
_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>'
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
_CODE = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>'


def make_hard() -> bytes:
    """A document with deleted and inserted text, a field, a link, a text box, a note, a table and hidden text."""
    body = [
        paragraph("Stadtrat lehnt neue Brücke ab", style="Titel"),
        paragraph("Im Herbst wird noch einmal abgestimmt", style="Untertitel"),
        paragraph("Von Lena Muster"),
        paragraph(
            "Der Stadtrat hat den Bau einer zweiten ",
            "<w:del><w:r><w:delText>alten </w:delText></w:r></w:del>",
            f"<w:ins>{run('Brücke')}</w:ins>",
            run(" am Donnerstag ab"),
            "<w:r><w:softHyphen/></w:r>",
            run("gelehnt."),
            run("intern", "<w:vanish/>"),
            '<w:r><w:footnoteReference w:id="1"/></w:r>',
        ),
        paragraph(
            "„Das Geld fehlt an jeder Schule“, sagte ",
            link("Karl Beispiel"),
            run("."),
            _BOX.format(paragraph("Das Wichtigste im Kasten")),
        ),
        paragraph("Wie es weitergeht", style="berschrift2"),
        paragraph(_CODE, run("Die Opposition will im Herbst neu abstimmen.")),
        table(("Partei", "Sitze"), ("Liste A", "12")),
        table(("Ein Kasten mit einer Zelle.",)),
        paragraph("Die Brücke am Abend. Foto: Beispiel", style="Beschriftung"),
    ]
    notes = part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="0">{paragraph("----")}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("Die Sitzung war öffentlich.")}</w:footnote>',
    )
    return document(body, styles=_STYLES, footnotes=notes)


def make_by_library() -> bytes:
    """A document of python-docx, whose properties name another author and day than the article's."""
    from docx import Document

    made = Document()
    made.core_properties.title = "Harbour stays shut"
    made.core_properties.author = "An Analyst"
    made.add_heading("Harbour stays shut", 1)
    made.add_paragraph("By Jane Doe")
    made.add_paragraph("4 March 2022")
    made.add_paragraph("The harbour will stay shut for another week, the port authority said on Friday.")
    made.add_heading("What now?", 2)
    made.add_paragraph("“Nobody will thank us for an accident,” said Anna Vale, who runs the port.")
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def make_plain(title: str = "Harbour stays shut") -> bytes:
    """A document without any style, whose first line is the title of its properties."""
    properties = (
        '<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/'
        '2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></cp:coreProperties>"
    )
    body = [
        paragraph("Harbour stays shut"),
        paragraph("The harbour will stay shut for another week, the port authority said on Friday."),
        paragraph("The first ferry leaves on 12 March."),
    ]
    return document(body, **{"../docProps/core": properties})


def good() -> dict[str, bytes]:
    """Documents that are read without an error."""
    return {"library.docx": make_by_library(), "hard.docx": make_hard(), "plain.docx": make_plain()}


EXPECTED: dict[str, list[dict[str, str]]] = {
    "library.docx": [
        {"headline": "Harbour stays shut", "first": "By Jane Doe", "last": "said Anna Vale, who runs the port."}
    ],
    "hard.docx": [
        {"headline": "Stadtrat lehnt neue Brücke ab", "first": "Von Lena Muster", "last": "Ein Kasten mit einer Zelle."}
    ],
    "plain.docx": [
        {"headline": "Harbour stays shut", "first": "The harbour will stay shut", "last": "leaves on 12 March."}
    ],
}


def make_laughs() -> bytes:
    """A document whose text would be billions of laughs, if entities were read."""
    entities = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a0 "ha">{entities}]><w:document>&a9;</w:document>'
    return _with_text(xml)


def make_outside() -> bytes:
    """A document that asks for a file of the machine."""
    return _with_text(
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/hostname">]><w:document>&f;</w:document>'
    )


def _with_text(xml: str) -> bytes:
    return pack({"word/document.xml": xml})


def broken() -> dict[str, bytes]:
    """Documents that cannot be read."""
    whole = make_hard()
    return {
        "cut.docx": whole[: len(whole) // 2],
        "empty.docx": b"",
        "picture.docx": document([paragraph()]),
        "laughs.docx": make_laughs(),
        "outside.docx": make_outside(),
        "other.docx": pack({"mimetype": "application/epub+zip"}),
        "text.docx": b"Harbour stays shut\n",
    }


REASONS = {
    "cut.docx": "is damaged and cannot be unpacked (File is not a zip file); save or download it again",
    "empty.docx": "is empty: it holds no byte; save it again",
    "picture.docx": "holds no text; if it is a picture of a page, save its words as text",
    "laughs.docx": "holds XML with a document type ('word/document.xml'), which is not read; save it anew",
    "outside.docx": "holds XML with a document type ('word/document.xml'), which is not read; save it anew",
    "other.docx": "is no Word document: it holds no text part; save it as .docx",
    "text.docx": "is not a Word document: it begins with b'Harbour ', not as a ZIP archive; check its ending",
}
