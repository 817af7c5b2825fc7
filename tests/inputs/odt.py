"""OpenDocument texts as LibreOffice writes them, with articles written for these tests."""

from __future__ import annotations

from inputs.packing import pack

_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:automatic-styles>'
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="P2" style:parent-style-name="Caption"/></office:automatic-styles>'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)
_HARBOUR = (
    "<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>"
    '<text:p text:style-name="P1">Harbour stays shut</text:p><text:p>By Jane Doe</text:p>'
    "<text:p>“The harbour<text:s/>will <text:span>stay</text:span> shut,” said Anna Vale<text:note>"
    "<text:note-citation>1</text:note-citation>"
    "<text:note-body><text:p>She runs the port.</text:p></text:note-body></text:note>."
    "<office:annotation><text:p>a remark</text:p></office:annotation><draw:frame><draw:text-box><text:p>In a box"
    "</text:p></draw:text-box></draw:frame></text:p>"
    '<text:h text:outline-level="2">What now?</text:h>'
    "<table:table><table:table-row><table:table-cell><text:p>Ships</text:p></table:table-cell><table:table-cell>"
    "<text:p>12</text:p></table:table-cell></table:table-row></table:table>"
    "<text:p>The first ferry<text:line-break/>leaves on 12 March.</text:p>"
    '<text:p text:style-name="P2">The quay</text:p>'
)
_COUNCIL = (
    '<text:h text:outline-level="1">Stadtrat lehnt neue Brücke ab</text:h>'
    "<text:p>„Das Geld fehlt an jeder Schule“, sagte <text:a>Karl Beispiel</text:a>.</text:p>"
)
_PLAIN = (
    "<text:p>Der Stadtrat schweigt.</text:p>"
    "<text:list><text:list-item><text:p>Ein Punkt.</text:p></text:list-item></text:list>"
)


def make(body: str, **more: str) -> bytes:
    """A text with this body; `more` are further members of the package."""
    return pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": _CONTENT.format(body), **more})


def good() -> dict[str, bytes]:
    """Texts that are read without an error."""
    return {"harbour.odt": make(_HARBOUR), "stadtrat.odt": make(_COUNCIL), "plain.odt": make(_PLAIN)}


EXPECTED: dict[str, list[dict[str, str]]] = {
    "harbour.odt": [{"headline": "Harbour stays shut", "first": "By Jane Doe", "last": "leaves on 12 March."}],
    "stadtrat.odt": [{"headline": "Stadtrat lehnt neue Brücke ab", "first": "„Das Geld", "last": "Karl Beispiel."}],
    "plain.odt": [{"first": "Der Stadtrat schweigt.", "last": "Ein Punkt."}],
}


def broken() -> dict[str, bytes]:
    """Texts that cannot be read."""
    return {
        "cut.odt": make(_HARBOUR)[:300],
        "locked.odt": make(_HARBOUR, **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        "empty.odt": make("<text:p/>"),
        "other.odt": pack({"mimetype": "application/epub+zip"}),
    }


REASONS = {
    "cut.odt": "is damaged and cannot be unpacked (File is not a zip file); save or download it again",
    "locked.odt": "is protected with a password; open it, save it without one",
    "empty.odt": "holds no text; if it is a picture of a page, save its words as text",
    "other.odt": "is damaged: it holds no 'content.xml'; save it again",
}
