"""What makers of office documents share: parts into a package, and paragraphs of Word in XML, always the same bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def pack(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these members; its times are always the same."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name, (2022, 3, 4, 10, 15, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def document(body: Iterable[str], **parts: str) -> bytes:
    """A Word document with these paragraphs; `parts` are further members of the folder, such as "styles"."""
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {_NAMESPACES}><w:body>'
    return pack(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "word/document.xml": text + "".join(body) + "<w:sectPr/></w:body></w:document>",
            **{posixpath.normpath(f"word/{name}.xml"): part for name, part in parts.items()},
        }
    )


def part(name: str, content: str) -> str:
    """Another part of a Word document, with its root element."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {_NAMESPACES}>{content}</w:{name}>'


def run(text: str, looks: str = "") -> str:
    """A stretch of text with the same looks."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def link(text: str) -> str:
    """A link with its text."""
    return '<w:hyperlink r:id="rId9" w:history="1">' + run(text, '<w:i/><w:u w:val="single"/>') + "</w:hyperlink>"


def paragraph(*pieces: str, style: str = "") -> str:
    """A paragraph of stretches (or plain text), with the id of its style."""
    looks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    inner = "".join(piece if piece.startswith("<") else run(piece) for piece in pieces)
    return f"<w:p>{looks}{inner}</w:p>"


def table(*rows: Iterable[str]) -> str:
    """A table of cells, each one paragraph."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
