"""Rich text files as Word, TextEdit and older programs write them, with articles written for these tests."""

from __future__ import annotations

_WORD = r"""{\rtf1\ansi\ansicpg1252\uc1\deff0\deflang1031
{\fonttbl{\f0\froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}{\f1\fnil\fcharset204 Arial CYR;}}
{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 heading 2;}{\s3 caption;}}
{\*\generator Msftedit 5.41;}{\info{\title Vorlage Pressespiegel}{\author An Analyst}{\creatim\yr2024\mo1\dy2}}
{\header\pard Pressespiegel\par}{\footer\pard Seite 1\par}
\pard\s1\b Stadtrat lehnt neue Br\'fccke ab\b0\par
\pard\plain\f0 Von Lena Muster\par
\pard Der Stadtrat hat den Bau am Don\-nerstag {\deleted fast }mit knapper Mehrheit abgelehnt.
{\footnote\pard Die Sitzung war \'f6ffentlich.}\par
\u8222?Das Geld fehlt an jeder Schule\u8220?, sagte B\'fcrgermeister {
\field{\*\fldinst HYPERLINK "https://x.example"}{\fldrslt Karl Beispiel}}.\par
\'84Wir bauen erst, wenn der Bund zahlt\'93, sagte er. {\f1 \'cf\'f0\'e8\'e2\'e5\'f2!}\par
{\pict\pngblip\picw10\pich10 89504e470d0a1a0a}{\object\objemb{\*\objdata 0105}{\result\pard Bild\par}}
\pard\s2 Wie es weitergeht\par
\pard {\v intern}Die Opposition will im Herbst neu abstimmen.
{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv 1}}{\shptxt\pard Das Wichtigste im Kasten\par}}}\par
\trowd\cellx1\cellx2\pard\intbl Partei\cell Sitze\cell\row\trowd\cellx1\cellx2\pard\intbl Liste A\cell 12\cell\row
\pard\s3 Die Br\'fccke am Abend. Foto: Beispiel\par
}"""
_TEXTEDIT = r"""{\rtf1\ansi\ansicpg1252\cocoartf2636
\cocoatextscaling0{\fonttbl\f0\fswiss\fcharset0 Helvetica-Bold;\f1\fswiss\fcharset0 Helvetica;}
{\colortbl;\red255\green255\blue255;}{\*\expandedcolortbl;;}
\pard\tx560\pardirnatural\partightenfactor0
\f0\b\fs28 \cf0 Harbour stays shut
\f1\b0\fs24 \
\
By Jane Doe\
\
The harbour will stay shut for another week, the port authority said on Friday.\
\uc0\u8220 We cannot let a single ship out,\u8221  said Anna Vale \u55357 \u56487 .\
}"""
_OLD = (
    "{\\rtf1\\ansi\n\\pard Harbour stays shut\\par\\par\n\\ldblquote Nobody will thank us for an accident,\\rdblquote  "
    "said Anna Vale \\endash  who runs the port \\emdash  on Friday. It\\rquote s shut.\\line A second line.\\par }"
)


def good() -> dict[str, bytes]:
    """Files that are read without an error."""
    return {"word.rtf": _WORD.encode("ascii"), "textedit.rtf": _TEXTEDIT.encode("ascii"), "old.rtf": _OLD.encode()}


EXPECTED: dict[str, list[dict[str, str]]] = {
    "word.rtf": [{"headline": "Stadtrat lehnt neue Brücke ab", "first": "Von Lena Muster", "last": "Liste A | 12"}],
    "textedit.rtf": [{"first": "Harbour stays shut", "last": "said Anna Vale 💧."}],
    "old.rtf": [{"first": "Harbour stays shut", "last": "A second line."}],
}


def broken() -> dict[str, bytes]:
    """Files that cannot be read."""
    return {
        "empty.rtf": b"",
        "picture.rtf": b"{\\rtf1{\\pict\\pngblip 89504e470d0a1a0a}\\par}",
        "text.rtf": b"Harbour stays shut\n",
        "nested.rtf": b"{\\rtf1 " + b"{\\b " * 6_000 + b"Harbour",
    }


REASONS = {
    "empty.rtf": "is empty: it holds no byte; save it again",
    "picture.rtf": "holds no text; if it is a picture of a page, save its words as text",
    "text.rtf": "is not rich text: it begins with b'Harbour ', not with {\\rtf; check its ending",
    "nested.rtf": "is damaged: its groups are nested over 5,000 deep; open it and save it again",
}
