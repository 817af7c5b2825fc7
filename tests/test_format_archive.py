"""ZIP archives: what is in them, and what is not taken from them."""

from __future__ import annotations

import random
import stat
import zipfile

import pytest
from inputs import archive
from inputs.archive import make_overlapping, pack, patch
from timing import least_growth

from helpers.reading.formats.archive import MOST_MEMBERS, Member, list_members, read_member
from helpers.tables import ArticleError

NAME = "news.zip"
TEXT = b"Ferry traffic came to a halt on Tuesday. " * 40


def only_error(content: bytes, member: str = "a.txt") -> str:
    """Why one member cannot be read, said by the list and again by whoever reads it all the same."""
    found = {one.name: one.error for one in list_members(content, name=NAME)}
    with pytest.raises(ArticleError) as caught:
        read_member(content, member, name=f"{NAME}/{member}", most_bytes=10**6)
    assert (caught.value.path, caught.value.reason) == (f"{NAME}/{member}", found[member])
    return caught.value.reason


def reason_of(content: bytes) -> tuple[str, str]:
    with pytest.raises(ArticleError) as caught:
        list_members(content, name=NAME)
    assert caught.value.path == NAME
    return caught.value.code, caught.value.reason


def read(content: bytes, member: str, *, most_bytes: int = 10**6) -> bytes:
    return read_member(content, member, name=f"{NAME}/{member}", most_bytes=most_bytes)


def test_files_are_listed_in_order_with_their_sizes() -> None:
    found = list_members(archive.good()["texts.zip"], name=NAME)
    sizes = [len(archive.text_of(article)) for article in (archive.FERRY, archive.COUNCIL)]
    assert found == [Member("courier/ferry.txt", sizes[0], None), Member("kurier/council.txt", sizes[1], None)]
    assert read(archive.good()["texts.zip"], "courier/ferry.txt") == archive.text_of(archive.FERRY)


def test_an_archive_in_an_archive_is_a_file_of_it() -> None:
    outer = archive.good()["nested.zip"]
    assert [member.name for member in list_members(outer, name=NAME)] == ["deep/inner.zip", "harvest.txt"]
    inner = read(outer, "deep/inner.zip")
    assert read(inner, "wire/council.txt") == archive.text_of(archive.COUNCIL)


def test_what_systems_put_beside_files_is_left_out() -> None:
    assert [member.name for member in list_members(archive.good()["mac.zip"], name=NAME)] == ["Bücher/fähre.txt"]


@pytest.mark.parametrize("name", archive.broken())
def test_broken_archive_says_what_is_wrong(name: str) -> None:
    with pytest.raises(ArticleError) as caught:
        list_members(archive.broken()[name], name=name)
    assert caught.value.reason == archive.REASONS[name]


# --- names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "flags", "name"),
    [
        ("f\u00e4hre.txt".encode(), 0x800, "fähre.txt"),
        ("f\u00e4hre.txt".encode(), 0, "fähre.txt"),
        (b"f\x84hre.txt", 0, "fähre.txt"),
        (b"news\\ferry.txt", 0, "news/ferry.txt"),
        (b"./news/ferry.txt", 0, "news/ferry.txt"),
    ],
    ids=["marked as UTF-8", "UTF-8 without the mark", "code page 437", "folders of Windows", "the folder itself"],
)
def test_a_name_is_read_as_it_was_meant(written: bytes, flags: int, name: str) -> None:
    placeholder = "x" * len(written)
    content = patch(pack([(placeholder, TEXT)]), placeholder, {"flags": flags}, local=True)
    content = content.replace(placeholder.encode(), written)
    assert list_members(content, name=NAME) == [Member(name, len(TEXT), None)]
    assert read(content, name) == TEXT


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        ("../a.txt", "has a name that leads out of its archive (..); pack it anew"),
        ("news/../../a.txt", "has a name that leads out of its archive (..); pack it anew"),
        ("..\\a.txt", "has a name that leads out of its archive (..); pack it anew"),
        ("/etc/a.txt", "has a name that leads out of its archive (an absolute path); pack it anew"),
        ("C:\\a.txt", "has a name that leads out of its archive (an absolute path); pack it anew"),
        ("a" * 300 + ".txt", "has a name of 304 characters, longer than a disk may hold; rename it and pack it anew"),
    ],
    ids=["above", "above from below", "above on Windows", "absolute", "drive", "long"],
)
def test_a_name_that_leads_elsewhere_is_refused(member: str, reason: str) -> None:
    content = pack([(member, TEXT), ("b.txt", TEXT)])
    assert only_error(content, member.replace("\\", "/")) == reason
    assert read(content, "b.txt") == TEXT


def test_a_name_that_no_disk_holds_is_shown_cut() -> None:
    (member,) = list_members(pack([("a/" * 600 + "b.txt", TEXT)]), name=NAME)
    assert member.name == "a/" * 127 + "a…"


def test_of_two_files_with_a_name_the_first_is_read() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = pack([("a.txt", TEXT), ("a.txt", b"Something else")])
    first, second = list_members(content, name=NAME)
    assert (first.error, second.name) == (None, "a.txt")
    assert (
        second.error == "is twice in its archive, and only the first is read; unpack it and take the one that you mean"
    )
    assert read(content, "a.txt") == TEXT


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(ArticleError, match=r"is not in the archive: no 'b\.txt'; list it anew"):
        read(pack([("a.txt", TEXT)]), "b.txt")


# --- what cannot be read ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"flags": 1}, "is protected with a password; unpack it, or pack it without one"),
        ({"method": 9}, "is packed by deflate64 (9), which is not read; unpack it, or pack it anew"),
        ({"method": 12}, "is packed by bzip2 (12), which is not read; unpack it, or pack it anew"),
        ({"method": 77}, "is packed by method (77), which is not read; unpack it, or pack it anew"),
        ({"size": 600 * 2**20}, "unpacks to 600 MB, over the limit of 500 MB; unpack and split it"),
        ({"size": 2**20 + 1}, "unpacks to 17,772 times its size, over the limit of 200 times; unpack it yourself"),
        (
            {"attributes": stat.S_IFLNK << 16},
            "is a link, and links are not followed; put the file itself into the archive",
        ),
    ],
    ids=["password", "deflate64", "bzip2", "unknown", "long", "ratio", "link"],
)
def test_what_cannot_be_read_is_told_without_unpacking(changes: dict[str, int], reason: str) -> None:
    assert only_error(patch(pack([("a.txt", TEXT)]), "a.txt", changes, local=True)) == reason


def test_much_of_the_same_in_a_small_file_is_no_bomb() -> None:
    content = b"The same line again and again.\n" * 30_000
    assert read(pack([("a.txt", content)]), "a.txt") == content


def test_no_more_is_unpacked_than_asked_for_whatever_the_archive_says() -> None:
    content = pack([("a.txt", random.Random(1).randbytes(300_000))])
    for size in (300_000, 5, 10**6):
        with pytest.raises(ArticleError) as caught:
            read(patch(content, "a.txt", {"size": size}, local=True), "a.txt", most_bytes=2**17)
        assert caught.value.reason in (
            "unpacks to more than 0.125 MB; split it",
            "is damaged in its archive (Bad CRC-32 for file 'a.txt'); pack it anew",
        )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"crc": 1}, "is damaged in its archive (Bad CRC-32 for file 'a.txt'); pack it anew"),
        ({"size": 10}, "is damaged in its archive (Bad CRC-32 for file 'a.txt'); pack it anew"),
        ({"size": 9_999}, "is cut off in its archive: 1640 of 9999 bytes are there; pack it anew"),
        ({"method": 0}, "is damaged in its archive ("),
    ],
    ids=["checksum", "said to be shorter", "said to be longer", "said to be stored"],
)
def test_damage_is_told_when_a_file_is_read(changes: dict[str, int], reason: str) -> None:
    content = patch(pack([("a.txt", TEXT)]), "a.txt", changes, local=True)
    assert list_members(content, name=NAME)[0].error is None
    with pytest.raises(ArticleError) as caught:
        read(content, "a.txt")
    assert caught.value.reason.startswith(reason)


# --- the whole --------------------------------------------------------------------------------------------------


def test_members_that_share_bytes_are_refused() -> None:
    assert reason_of(make_overlapping(2))[1] == archive.REASONS["overlapping.zip"]
    shifted = patch(pack([("a.txt", TEXT), ("b.txt", TEXT)]), "b.txt", {"offset": 3})
    assert reason_of(shifted)[1] == archive.REASONS["overlapping.zip"]


def test_too_many_files_are_refused() -> None:
    content = pack([(f"{number}.txt", b"") for number in range(MOST_MEMBERS + 1)], method=zipfile.ZIP_STORED)
    reason = f"holds 10,001 files, over the limit of {MOST_MEMBERS:,}; unpack it and take a part"
    assert reason_of(content) == ("limit", reason)


def test_a_directory_of_millions_is_not_even_taken_apart() -> None:
    one = pack([("a.txt", b"")])
    place, end = one.rfind(b"PK\x01\x02"), one.rfind(b"PK\x05\x06")
    entries = one[place:end] * 350_000
    content = one[:place] + entries + one[end : end + 12] + len(entries).to_bytes(4, "little") + one[end + 16 :]
    assert reason_of(content) == ("limit", "holds many more files than the limit of 10,000; unpack it and take a part")


def test_too_much_in_all_is_refused() -> None:
    noise = random.Random(2).randbytes(2_500_000)
    content = pack([(f"{number}.txt", noise) for number in range(5)], method=zipfile.ZIP_STORED)
    for number in range(5):
        content = patch(content, f"{number}.txt", {"size": 450 * 2**20})
    assert reason_of(content) == ("limit", "unpacks to 2.2 GB, over the limit of 2 GB; unpack it and take a part")


def test_all_files_take_as_long_as_their_number() -> None:
    def read_all(count: int) -> None:
        content = pack([(f"{number}.txt", b"x") for number in range(count)], method=zipfile.ZIP_STORED)
        for member in list_members(content, name=NAME):
            read(content, member.name)

    assert least_growth(lambda: read_all(300), lambda: read_all(3_000), enough=30) < 30
