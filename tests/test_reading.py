"""From a folder to tables."""

import hashlib
import os
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from timing import least_seconds

from helpers.reading import ReadingOptions, read_articles
from helpers.reading.encodings import decode
from helpers.showing import check_files
from helpers.tables import ARTICLES, COPIES, FILES, PARAGRAPHS, PROBLEMS, ArticleError, empty

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "samples"
STORY = (
    "date 2031-02-11 Ferry crews walk out\n\nFerry traffic across the strait came to a halt on Tuesday after crews "
    "rejected a pay deal.\n\n“Nobody wanted this,” Kell said.\n"
)
POSIX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="makes links, pipes and odd names")


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def only_problem(folder: Path, *, max_mb: float | None = None) -> tuple[str, str, str]:
    problems = read_articles(folder, options=ReadingOptions(max_mb=max_mb)).problems
    assert len(problems) == 1
    assert problems.stage[0] == "read"
    return problems.code[0], problems.severity[0], problems.message[0]


def test_samples_are_fourteen_articles_in_three_outlets() -> None:
    reading = read_articles(SAMPLES)
    assert reading.articles.outlet.value_counts().to_dict() == {
        "harbour-courier": 4,
        "meridian-post": 5,
        "nordland-kurier": 5,
    }
    assert reading.articles.language.value_counts().to_dict() == {"en": 8, "de": 6}
    assert reading.articles.date.nunique() == 5
    assert reading.copies.path.tolist() == sorted(reading.copies.path)
    assert reading.problems.empty


def test_only_the_agency_story_shares_a_story_id() -> None:
    reading = read_articles(SAMPLES)
    copies = reading.copies.merge(reading.articles[["article_id", "story_id"]], on="article_id")
    shared = copies[copies.duplicated("story_id", keep=False)]
    assert shared.path.tolist() == ["harbour-courier/summit-talks.txt", "meridian-post/summit-wire.txt"]
    assert shared.story_id.tolist() == [shared.article_id.iloc[0]] * 2
    assert shared.agency.tolist() == ["NORPRESS", "NORPRESS"]


def test_seeds_are_read_as_they_are() -> None:
    articles = read_articles(ROOT / "seeds").articles
    assert articles.article_id.tolist() == ["1037d25c047dc7ad", "16a5f34c24f99651"]
    assert articles.date.isna().tolist() == [False, True]
    assert articles.headline.isna().tolist() == [False, True]
    assert articles.language.tolist() == ["en", "de"]
    assert articles.text[0].startswith(" date 2022-01-27 US rejection")
    assert articles.outlet.isna().all()


def test_id_is_a_hash_of_letters_and_digits(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "Größe: 4,5 – “no”!"})
    letters = "Größe45no".encode()
    assert read_articles(tmp_path).articles.article_id[0] == hashlib.sha256(letters).hexdigest()[:16]


def test_the_same_letters_are_one_article_with_copies(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"post/b.txt": STORY.replace("“", '"').replace("\n", "\r\n"), "courier/a.txt": STORY, "post/a.md": STORY},
    )
    reading = read_articles(tmp_path)
    assert len(reading.articles) == 1
    assert reading.articles.outlet[0] == "courier"
    assert reading.copies.path.tolist() == ["courier/a.txt", "post/a.md", "post/b.txt"]
    assert reading.copies.outlet.tolist() == ["courier", "post", "post"]
    assert reading.copies.item.tolist() == [0, 0, 0]
    assert reading.copies.date_source.tolist() == ["prefix"] * 3


def test_capitals_make_another_article(tmp_path: Path) -> None:
    assert len(read_articles(write(tmp_path, {"a.txt": STORY, "b.txt": STORY.upper()})).articles) == 2


def test_words_leave_out_the_date_and_lone_signs(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": " date 2022-01-27 Nine – or ten?\n\nThe 2nd of May … was “warm”.\n"})
    assert read_articles(tmp_path).articles.words[0] == 9


def test_byline_becomes_the_author(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A headline\n\nBy Jane Doe, Kyiv\n\nNobody was hurt. Repairs take a week.\n"})
    assert read_articles(tmp_path).copies.author[0] == "Jane Doe"


def test_language_is_that_of_the_body(tmp_path: Path) -> None:
    body = "Laut Hafenamt fielen bis zum Mittag elf Fahrten aus. https://www.the-ferries.example/what-is-the-status"
    write(tmp_path, {"a.txt": f"The Ferries Stand Still and Nobody Knows What Happens Next\n\n{body}"})
    assert read_articles(tmp_path).articles.language[0] == "de"


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        pytest.param(b"", "empty", "holds no letter or digit", id="no bytes"),
        pytest.param(" \n…\n“—”", "empty", "holds no letter or digit", id="no letters"),
        pytest.param(b"\x89PNG\r\n\x00\x01 text", "binary", "byte 6 is zero", id="picture"),
        pytest.param(b"\xff\xfea\x00\x00\x00", "binary", "characters of code zero", id="zeros in UTF-16"),
        pytest.param("Привет, мир".encode("cp1251"), "encoding", "byte 0 (0xcf) is not UTF-8", id="Cyrillic"),
        pytest.param(b"caf\xe9 \x01\x02 noir", "encoding", "byte 3 (0xe9) is not UTF-8", id="control characters"),
        pytest.param(b"caf\xe9 \x81", "encoding", "save it as UTF-8", id="not in Windows-1252"),
        pytest.param(b"\xef\xbb\xbfcaf\xe9 noir", "encoding", "but is not at byte", id="false mark of UTF-8"),
    ],
)
def test_file_that_is_no_text_is_skipped_with_a_reason(
    tmp_path: Path, content: str | bytes, code: str, said: str
) -> None:
    write(tmp_path, {"a.txt": content, "b.txt": STORY})
    found, severity, message = only_problem(tmp_path)
    assert (found, severity) == (code, "skipped")
    assert said in message
    assert not message.endswith(".")
    assert len(read_articles(tmp_path).articles) == 1


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Größe".encode(), "utf-8"),
        ("Größe".encode("utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + "Größe".encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + "Größe".encode("utf-16-be"), "utf-16"),
        ("Größe".encode("cp1252"), "cp1252"),
    ],
)
def test_encodings_that_can_be_told(content: bytes, encoding: str) -> None:
    assert decode(content, name="a.txt")[:2] == ("Größe", encoding)


def test_windows_text_is_read_with_a_warning(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "„Größe“ kostet 5 € – mehr nicht.".encode("cp1252")})
    code, severity, message = only_problem(tmp_path)
    assert (code, severity) == ("encoding", "warning")
    assert "read as Windows-1252" in message
    reading = read_articles(tmp_path)
    assert reading.articles.text[0] == "„Größe“ kostet 5 € – mehr nicht."
    assert reading.problems.article_id[0] == reading.articles.article_id[0]


def test_impossible_date_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": " date 2022-13-45 Talks go on\n\nNobody was hurt."})
    code, severity, message = only_problem(tmp_path)
    assert (code, severity) == ("date", "warning")
    assert "2022-13-45, which is no day of the calendar" in message


def test_fifty_megabytes_cost_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": STORY})
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(50 * 2**20)
    assert least_seconds(lambda: only_problem(tmp_path), enough=1) < 1
    code, _, message = only_problem(tmp_path)
    assert code == "too-long"
    assert message == "is too long: 50.0 MB, and at most 5 MB are read; split it or raise --max-mb"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.xyz", "is a .xyz file, which is not read; save it as .txt, .html, .docx, .pdf or .csv"),
        ("harbour", "has no ending that tells its format; rename it, to end in .txt for text"),
        ("a.doc", "is an old Word file (.doc); open it and save it as .docx"),
        ("front.JPG", "is a picture; run it through text recognition (OCR) and save its text as .txt or .pdf"),
        ("a.rar", "is a RAR archive; unpack it, or pack it as .zip"),
    ],
)
def test_files_of_other_formats_say_what_to_do(tmp_path: Path, name: str, message: str) -> None:
    write(tmp_path, {name: b"PK", "b.txt": STORY})
    code, _, found = only_problem(tmp_path)
    assert code == "format"
    assert found.startswith(message)


@pytest.mark.parametrize("name", ["a.txt", "a.doc", "a", "a.php"])
def test_a_page_is_read_as_one_whatever_its_ending_says(tmp_path: Path, name: str) -> None:
    paragraphs = "".join(f"<p>The crews of ferry {number} rejected the pay deal on Tuesday.</p>" for number in range(9))
    page = f"<!DOCTYPE html><html><body><article><h1>Ferry crews walk out</h1>{paragraphs}</article></body></html>"
    reading = read_articles(write(tmp_path, {name: page}))
    assert reading.files.format.tolist() == ["web page"]
    assert reading.articles.headline.tolist() == ["Ferry crews walk out"]


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    names = [".DS_Store", ".git/config", "~$draft.docx"]
    reading = read_articles(write(tmp_path, {**dict.fromkeys(names, "x"), "A.TXT": STORY}))
    assert reading.copies.path.tolist() == ["A.TXT"]
    assert reading.problems.empty


def test_corrections_right_in_the_folder_are_no_articles_and_deeper_ones_are(tmp_path: Path) -> None:
    own = {"Articles.csv": "file,outlet\na.txt,Post\n", "aliases.csv": "form,entity\n"}
    reading = read_articles(write(tmp_path, {**own, "post/aliases.csv": "x", "a.txt": STORY}))
    assert reading.problems[["path", "code"]].to_numpy().tolist() == [["post/aliases.csv", "columns"]]
    assert reading.articles.outlet.tolist() == ["Post"]


def test_a_duplicate_has_the_outlet_of_the_first_copy_that_has_one(tmp_path: Path) -> None:
    reading = read_articles(write(tmp_path, {"a.txt": STORY, "post/b.txt": STORY, "times/c.txt": STORY}))
    assert reading.articles.outlet.tolist() == ["post"]


@POSIX
def test_links_neither_loop_nor_stop_the_reading(tmp_path: Path) -> None:
    write(tmp_path, {"post/a.txt": STORY})
    (tmp_path / "post" / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    reading = read_articles(tmp_path)
    assert len(reading.articles) == 1
    assert reading.problems.path.tolist() == ["gone.txt", "pipe.txt", "post/loop", "self.txt"]
    assert set(reading.problems.code) == {"unreadable"}
    assert "links are not followed" in reading.problems.message[2]


def refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_file_without_permission_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.txt": STORY})
    monkeypatch.setattr(Path, "read_bytes", refuse)
    code, severity, message = only_problem(tmp_path)
    assert (code, severity) == ("unreadable", "skipped")
    assert message == "cannot be read: Permission denied; check that it exists and that you may open it"


def test_folder_without_permission_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.txt": STORY, "post/b.txt": STORY})
    scan = os.scandir

    def scan_but_post(path: str) -> object:
        if Path(path).name == "post":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scan_but_post)
    reading = read_articles(tmp_path)
    assert reading.copies.path.tolist() == ["a.txt"]
    assert reading.problems.path.tolist() == ["post"]
    assert reading.problems.message[0] == "cannot be opened: Permission denied"


@POSIX
def test_names_in_no_encoding_can_be_written(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text(STORY, encoding="utf-8")
    assert read_articles(tmp_path).copies.path[0] == "caf\\xe9.txt"


def test_folder_without_articles_gives_empty_tables(tmp_path: Path) -> None:
    for found, schema in zip(read_articles(tmp_path), (ARTICLES, FILES, COPIES, PARAGRAPHS, PROBLEMS), strict=True):
        pd.testing.assert_frame_equal(found, empty(schema))
    assert check_files(**read_articles(tmp_path)._asdict()).empty


@pytest.mark.parametrize(("name", "said"), [("nowhere", "is not there"), ("a.txt", "is a file, not a folder")])
def test_missing_folder_is_an_error(tmp_path: Path, name: str, said: str) -> None:
    write(tmp_path, {"a.txt": STORY})
    with pytest.raises(ArticleError, match=f"{name}: {said}; give a folder of articles"):
        read_articles(tmp_path / name)


def test_strict_reading_stops_at_the_first_bad_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": STORY, "b.txt": b"", "c.txt": b"\0"})
    with pytest.raises(ArticleError, match=r"b\.txt: is empty") as caught:
        read_articles(tmp_path, strict=True)
    assert caught.value.code == "empty"


def test_markup_is_text(tmp_path: Path) -> None:
    headline = "<script>alert('x')</script> & <b>bold</b>"
    write(tmp_path, {"a.txt": f"{headline}\n\nNobody was hurt. Repairs take a week."})
    assert read_articles(tmp_path).articles.headline[0] == headline


@pytest.mark.parametrize(
    "unit",
    ["Ferry traffic came to a halt. ", "x", "“", "Größe\u00a0", "ab\u00ad"],
    ids=["words", "x", "marks", "nbsp", "shy"],
)
def test_one_line_of_five_megabytes_is_read_in_time(tmp_path: Path, unit: str) -> None:
    line = (unit * (5_000_000 // len(unit.encode())))[: 5_000_000 // max(len(character.encode()) for character in unit)]
    write(tmp_path, {"a.txt": line + "a"})
    found: list[Any] = []
    # Under 2 on a quiet machine; what is quadratic takes hours.
    assert least_seconds(lambda: found.append(read_articles(tmp_path)), enough=5) < 5
    assert found[-1].paragraphs.kind.tolist() == ["body"]


def test_reading_twice_gives_the_same_tables() -> None:
    for one, other in zip(read_articles(SAMPLES), read_articles(SAMPLES), strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_description_has_a_row_for_each_file(tmp_path: Path) -> None:
    write(tmp_path, {"post/a.txt": STORY, "b.txt": b"", "c.pdf": b"%PDF"})
    files = check_files(**read_articles(tmp_path)._asdict())
    assert files.path.tolist() == ["b.txt", "c.pdf", "post/a.txt"]
    assert files["size"].tolist() == [0, 4, len(STORY.encode())]
    assert files.problems.isna().tolist() == [False, False, True]
    last = files.iloc[2]
    assert (last.encoding, last.date, last.headline) == ("utf-8", "2031-02-11", "Ferry crews walk out")
    assert (last.outlet, last.language, last.paragraphs, last.words) == ("post", "en", 4, 26)
    assert files.loc[:1, "words"].isna().all()


def test_paragraphs_fit_their_article() -> None:
    reading = read_articles(SAMPLES)
    texts = reading.articles.set_index("article_id").text
    for row in reading.paragraphs.itertuples():
        block = texts[row.article_id][row.start : row.end]
        assert block == block.strip() != ""
    for _, rows in reading.paragraphs.groupby("article_id"):
        assert rows.paragraph.tolist() == list(range(len(rows)))
