"""A site as one file: all its pages, data and scripts in one HTML text, which opens from anywhere.

The pages lie in the file as templates. A script shows one of them at a time, by the address: "#explore.html#speaker=…"
is what "explore.html#speaker=…" is in the folder. No script runs but those whose hash the file's policy names.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from pathlib import Path
from string import Template

from helpers.showing.cover import VIEWS
from helpers.showing.site import PLOTLY, SCRIPTS, read_resource

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_BODY = re.compile(r'<body>.*?(?=<div id="note")', re.DOTALL)
_SCRIPT_OF_DATA = re.compile(r"newsbook\(\"[\w-]+\",(.*)\);\n", re.DOTALL)


def pack_site(site_dir: Path | str) -> str:
    """The site below `site_dir`, as `build_site` wrote it, as one HTML text. The same site gives the same text."""
    folder = Path(site_dir)
    # The start page comes first: it is what is shown without an address.
    pages = sorted(folder.glob("*.html"), key=lambda path: (path.name != "index.html", path.name))
    scripts = _list_scripts(folder)
    return Template(read_resource("packed.html")).substitute(
        policy=" ".join(f"'sha256-{_hash(script)}'" for script in scripts),
        style=read_resource("site.css"),
        pages="\n".join(_pack_page(path) for path in pages),
        data="\n".join(_pack_data(path) for path in sorted((folder / "data").glob("*.js"))),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )


def _list_scripts(folder: Path) -> list[str]:
    """The scripts in the order they run; views are closed in, for on one page their names would meet."""
    names = ["site.js", *SCRIPTS]
    views = [view for view in VIEWS if (folder / f"{view.stem}.html").is_file()]
    assets = folder / "assets"
    library = [_read(assets / PLOTLY)] if (assets / PLOTLY).is_file() else []
    closed = [f"(() => {{\n{''.join(_read(assets / name) for name in view.scripts)}}})();\n" for view in views]
    scripts = [*library, *(_read(assets / name) for name in names), *closed, read_resource("packed.js")]
    return [_keep_inside(script) for script in scripts]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _keep_inside(script: str) -> str:
    """The script without what would end its element: such words stand in strings, which a backslash does not change."""
    return re.sub(r"<(?=/script|!--|script)", r"\\x3c", script.replace("\r\n", "\n"), flags=re.IGNORECASE)


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _pack_page(path: Path) -> str:
    page = _read(path)
    title, body = _TITLE.search(page), _BODY.search(page)
    if title is None or body is None:
        raise ValueError(f"{path}: is not a page of a site; build the site again")
    content = body[0].removeprefix("<body>")
    return f'<template id="page-{escape(path.name)}" data-title="{escape(title[1], quote=True)}">{content}</template>'


def _pack_data(path: Path) -> str:
    """The JSON of a data file; its `<` are escaped already."""
    found = _SCRIPT_OF_DATA.fullmatch(_read(path))
    if found is None:
        raise ValueError(f"{path}: is not a data file of a site; build the site again")
    return f'<script type="application/json" id="data-{escape(path.stem)}">{found[1]}</script>'
