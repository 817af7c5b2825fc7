"""What a folder says beside its articles: archives, copies, the user's own table about its files."""

import io
import random
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from timing import least_seconds

from helpers.reading import read_articles
from helpers.reading.conversions import Conversions
from helpers.reading.opening import Opened, Place
from helpers.reading.raw import AS_FOUND, Part, RawArticle, Unread
from helpers.showing import check_files, describe_checks

STORY = (
    "Ferry crews walk out\n\nFerry traffic across the strait came to a halt on Tuesday.\n\n"
    "“Nobody wanted this,” Kell said.\n"
)
OTHER = (
    "Stadtrat lehnt Brücke ab\n\nDer Stadtrat hat die neue Brücke am Freitag abgelehnt.\n\n„Zu teuer“, sagte Probe.\n"
)
PAGE = (
    "<!DOCTYPE html><html><body><nav>Home News Sport</nav><article><h1>Storm closes coast road</h1>"
    + "".join(
        f"<p>Waves broke over wall {number} on Sunday, and the road was closed at noon.</p>" for number in range(9)
    )
    + "</article></body></html>"
)


def pack(members: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def test_a_page_in_an_archive_is_read_as_one_whatever_its_ending_says(tmp_path: Path) -> None:
    files = read_articles(
        write(tmp_path, {"a.zip": pack({"page.txt": PAGE, "web.doc": PAGE + " ", "plain.txt": STORY})})
    ).files
    assert dict(zip(files["path"], files["format"], strict=True)) == {
        "a.zip/page.txt": "web page",
        "a.zip/plain.txt": "text",
        "a.zip/web.doc": "web page",
    }


def test_the_folder_that_wraps_an_archive_is_no_outlet(tmp_path: Path) -> None:
    members = {
        "export/a.txt": STORY,
        "export/ZEIT/b.txt": OTHER,
        "export/page.html": PAGE,
        "export/page_files/ad.html": PAGE,
    }
    copies = read_articles(write(tmp_path, {"post/a.zip": pack(members)})).copies
    found = dict(zip(copies["path"], copies["outlet"], strict=True))
    assert found == {
        "post/a.zip/export/a.txt": "post",
        "post/a.zip/export/ZEIT/b.txt": "ZEIT",
        "post/a.zip/export/page.html": "post",
    }


def test_what_the_user_says_of_one_copy_is_said_of_the_article(tmp_path: Path) -> None:
    table = "file;date;outlet;language\nB/a.txt;2022-03-05;Mein Blatt;uk\n"
    articles = read_articles(write(tmp_path, {"A/a.txt": STORY, "B/a.txt": STORY, "articles.csv": table})).articles
    row = articles.iloc[0]
    assert (row.date, row.outlet, row.language, row.language_score) == ("2022-03-05", "Mein Blatt", "uk", 1.0)


def test_an_article_has_the_date_of_the_first_copy_that_has_one(tmp_path: Path) -> None:
    page = {"A/a.txt": STORY, "B/2022-03-05 a.txt": STORY}
    reading = read_articles(write(tmp_path, page))
    assert reading.articles["date"].tolist() == ["2022-03-05"]
    assert reading.copies["date_source"].fillna("").tolist() == ["", "name"]


def test_a_dash_in_the_table_takes_a_field_away(tmp_path: Path) -> None:
    table = "file,date,outlet,headline\npost/2022-03-05.txt,-,-,-\n"
    row = read_articles(write(tmp_path, {"post/2022-03-05.txt": STORY, "articles.csv": table})).copies.iloc[0]
    assert pd.isna(row.date)
    assert pd.isna(row.outlet)


def test_what_is_wrong_in_the_table_is_told_with_its_line(tmp_path: Path) -> None:
    table = "file;date\nhafen.txt;2022-03-05\na.txt;31.02.2022\n"
    problems = read_articles(write(tmp_path, {"hafn.txt": STORY, "a.txt": OTHER, "articles.csv": table})).problems
    assert problems["path"].tolist() == ["articles.csv"] * 2
    assert problems["message"].str.startswith(("line 2", "line 3")).all()
    assert problems["message"].str.contains("hafn.txt").any()


def test_paragraphs_in_another_language_are_told(tmp_path: Path) -> None:
    german = (
        "Der Stadtrat hat die neue Brücke am Freitag abgelehnt, weil sie nach Ansicht der Mehrheit zu teuer ist und "
        "den Hafen über Monate sperren würde, wie die Verwaltung am Abend mitteilte."
    )
    english = (
        "The harbour will stay shut for another week, because the crews and the ministry could not agree on pay. " * 3
    )
    reading = read_articles(write(tmp_path, {"a.txt": f"{english}\n\n{german}\n", "b.txt": english}))
    assert reading.problems[["path", "code"]].to_numpy().tolist() == [["a.txt", "mixed-language"]]
    assert reading.problems["message"][0].startswith(
        "paragraph 1 looks like another language (de) than the article (en)"
    )


def test_the_same_warning_is_told_once_a_file(tmp_path: Path) -> None:
    rows = "".join(
        f"Überschrift {number};Der Stadtrat hat die Brücke Nummer {number} abgelehnt.\n" for number in range(5)
    )
    reading = read_articles(write(tmp_path, {"a.csv": ("Titel;Volltext\n" + rows).encode("cp1252")}))
    assert len(reading.articles) == 5
    assert reading.problems["code"].tolist() == ["encoding"]


def test_check_tells_what_was_found_where_and_what_to_do(tmp_path: Path) -> None:
    files = {"post/2022-03-05.txt": STORY, "post/copy.txt": STORY, "old.doc": b"x", "articles.csv": "file,outlet\n"}
    reading = read_articles(write(tmp_path, files))
    lines = list(describe_checks(check_files(**reading._asdict())))
    assert lines == [
        "old.doc",
        "  not read",
        "  problem: Is an old Word file (.doc); open it and save it as .docx",
        "post/2022-03-05.txt",
        "  text (utf-8): words 20, paragraphs 3",
        "  headline: Ferry crews walk out",
        "  date 2022-03-05 (from the file's name, weak), language en (from the text, weak), "
        "outlet post (from the folder)",
        "post/copy.txt",
        "  text (utf-8): words 20, paragraphs 3",
        "  headline: Ferry crews walk out",
        "  no date, language en (from the text, weak), outlet post (from the folder)",
        "  same text as: post/2022-03-05.txt",
    ]


@pytest.mark.parametrize(
    "damage", ["", "[]", "null", "[" * 100_000, '{"format": "PDF"}', '{"format": "x", "items": [{}]}']
)
def test_a_damaged_conversion_is_made_anew(tmp_path: Path, damage: str) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    place = Place(tmp_path / "a.pdf", "a.pdf")
    opened = Opened("PDF", [RawArticle((Part("Kell said no.", "body"),), "pdf"), Unread("has no text")])
    kept = Conversions(tmp_path / "converted")
    kept.save(place, AS_FOUND, opened)
    assert Conversions(tmp_path / "converted").load(place, AS_FOUND) == opened
    next((tmp_path / "converted").glob("*.json")).write_text(damage, encoding="utf-8")
    assert Conversions(tmp_path / "converted").load(place, AS_FOUND) is None


def test_conversions_of_files_that_are_gone_are_removed(tmp_path: Path) -> None:
    folder, kept = tmp_path / "articles", tmp_path / "converted"
    write(folder, {"a.html": PAGE, "b.html": PAGE.replace("Sunday", "Monday")})
    read_articles(folder, keep_in=kept)
    assert len(list(kept.glob("*.json"))) == 2
    (folder / "b.html").unlink()
    read_articles(folder, keep_in=kept)
    assert len(list(kept.glob("*.json"))) == 1


def test_texts_are_checked_at_fifty_a_second(samples: Path, tmp_path: Path) -> None:
    # The bar is 1,000 articles of news length in 20 s on one core, the detection of their language included.
    for outlet in ("harbour-courier", "nordland-kurier"):
        texts = [path.read_text(encoding="utf-8").partition("\n")[2] for path in sorted((samples / outlet).iterdir())]
        for number in range(50):
            body = "\n\n".join(random.Random(number).sample(texts, 3))
            (tmp_path / f"{outlet}-{number}.txt").write_text(f"Article {number}\n\n{body}", encoding="utf-8")
    assert least_seconds(lambda: read_articles(tmp_path), enough=2) < 2
