"""ZIP archives, the good ones and those that mean harm."""

from __future__ import annotations

import stat
import warnings
import zipfile
from io import BytesIO

import pytest

from core.sources import read_uploads
from core.sources.archive import Archives, refusal
from core.sources.bounds import Bounds
from core.sources.means import Means
from core.sources.readers import Given
from core.sources.recognition import recognise
from tests.core.sources.given import intake, kinds, upload

TABLE = b"id,name\n1,Ann\n2,Ben\n"


def packed(*members: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", compression) as archive:
        warnings.simplefilter("ignore")
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return out.getvalue()


def test_members_are_read_as_uploads_of_their_own() -> None:
    found = intake(
        a__zip=packed(("b.csv", TABLE), ("sub/c.csv", TABLE), ("note.txt", b"Call back on Monday."))
    )
    assert [one.table.file for one in found.tables] == ["a.zip!/b.csv", "a.zip!/sub/c.csv"]
    (note,) = found.files
    assert (note.path, note.open()) == ("a.zip!/note.txt", b"Call back on Monday.")


def test_archives_inside_archives_are_read_three_deep_and_no_deeper() -> None:
    inner = packed(("t.csv", TABLE))
    for _ in range(2):
        inner = packed(("in.zip", inner))
    assert [one.table.file for one in intake(a__zip=inner).tables] == ["a.zip!/in.zip!/in.zip!/t.csv"]
    deeper = intake(a__zip=packed(("in.zip", inner)))
    assert deeper.tables == ()
    assert kinds(deeper) == {"archive_too_deep"}


def test_a_bomb_is_refused_and_harms_nothing_else() -> None:
    found = intake(a__zip=packed(("zeros.csv", bytes(64 << 20))), b__csv=TABLE)
    assert [one.table.file for one in found.tables] == ["b.csv"]
    assert kinds(found) == {"archive_swells"}


def test_sizes_are_measured_and_not_believed() -> None:
    raw = bytearray(packed(("zeros.csv", bytes(1 << 20))))
    place = raw.index(b"PK\x01\x02")
    raw[place + 24 : place + 28] = (10).to_bytes(4, "little")
    means = Means(bounds=Bounds(unpacked=1000))
    given = Given(upload("a.zip", bytes(raw)), bytes(raw), recognise(bytes(raw)), means=means)
    reading = Archives().read(given)
    assert reading.members == () or reading.members[0].size <= 1000


def test_too_many_members_are_refused() -> None:
    content = packed(*((f"{n}.txt", b"x") for n in range(12)))
    found = read_uploads([upload("a.zip", content)], means=Means(bounds=Bounds(files=10)))
    assert kinds(found) == {"archive_of_too_many"}


@pytest.mark.parametrize(
    "name",
    ["../out.csv", "a/../../out.csv", "/etc/out.csv", "C:\\out.csv", "..\\out.csv", "\\\\host\\out.csv"],
)
def test_a_path_that_leaves_its_archive_is_refused_and_the_rest_is_read(name: str) -> None:
    found = intake(a__zip=packed((name, TABLE), ("good.csv", TABLE)))
    assert [one.table.file for one in found.tables] == ["a.zip!/good.csv"]
    assert kinds(found) == {"path_leaves_archive"}


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refusal(link) == "link_in_archive"


def test_a_sealed_member_is_refused_and_the_rest_is_read() -> None:
    raw = bytearray(packed(("secret.csv", TABLE), ("good.csv", TABLE)))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    found = intake(a__zip=bytes(raw))
    assert [one.table.file for one in found.tables] == ["a.zip!/good.csv"]
    assert kinds(found) == {"encrypted_member"}


def test_a_damaged_member_is_told_and_the_rest_is_read() -> None:
    raw = bytearray(packed(("bad.csv", TABLE), ("good.csv", TABLE), compression=zipfile.ZIP_STORED))
    raw[raw.index(b"Ann")] ^= 1
    found = intake(a__zip=bytes(raw))
    assert [one.table.file for one in found.tables] == ["a.zip!/good.csv"]
    assert kinds(found) == {"damaged_member"}


def test_two_members_of_one_name_are_both_read() -> None:
    found = intake(a__zip=packed(("t.csv", TABLE), ("t.csv", b"id,name\n3,Cy\n4,Di\n")))
    assert [one.table.file for one in found.tables] == ["a.zip!/t (2).csv", "a.zip!/t.csv"]
    assert [one.file for one in found.findings] == ["a.zip!/t (2).csv"]
    assert {row[1] for one in found.tables for row in one.table.frame.drop("#record", "#line").rows()} == {
        "Ann", "Ben", "Cy", "Di"
    }  # fmt: skip


def test_a_cut_off_archive_gives_one_clear_finding() -> None:
    found = intake(a__zip=packed(("t.csv", TABLE))[:40], b__csv=TABLE)
    assert kinds(found) == {"damaged_archive"}
    assert len(found.tables) == 1


def test_an_empty_archive_is_told() -> None:
    assert kinds(intake(a__zip=packed())) == {"empty_archive"}
