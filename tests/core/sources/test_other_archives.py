"""TAR, 7-Zip, GZIP, BZIP2 and XZ: read as ZIP is, and bounded as ZIP is."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Callable
from io import BytesIO

import py7zr
import pytest

from core.sources import read_uploads
from core.sources.archive import member_of
from core.sources.bounds import Bounds
from core.sources.means import Means
from tests.core.sources.given import intake, kinds, upload
from tests.core.sources.test_archive import TABLE, packed


def tarred(*members: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, BytesIO(content))
    return out.getvalue()


def seven(*members: tuple[str, bytes], password: str | None = None, hidden: bool = False) -> bytes:
    out = BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password, header_encryption=hidden) as archive:
        for name, content in members:
            archive.writestr(content, name)
    return out.getvalue()


@pytest.mark.parametrize("pack", [tarred, seven])
def test_members_are_read_as_uploads_of_their_own(pack: Callable[..., bytes]) -> None:
    content = pack(("b.csv", TABLE), ("sub/c.csv", TABLE), ("empty.txt", b""))
    found = intake(a__bin=content)
    assert [one.table.file for one in found.tables] == ["a.bin!/b.csv", "a.bin!/sub/c.csv"]
    assert [one.path for one in found.files] == ["a.bin!/empty.txt"]
    assert member_of(content, "sub/c.csv") == TABLE


@pytest.mark.parametrize("squeeze", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_table_and_a_compressed_tar_are_opened(squeeze: Callable[[bytes], bytes]) -> None:
    ending = {"gzip": "gz", "bz2": "bz2", "lzma": "xz"}[squeeze.__module__]
    files = {f"t.csv.{ending}": squeeze(TABLE), f"a.tar.{ending}": squeeze(tarred(("b.csv", TABLE)))}
    found = read_uploads([upload(path, content) for path, content in files.items()])
    inner = [f"a.tar.{ending}!/a.tar!/b.csv", f"t.csv.{ending}!/t.csv"]
    assert [one.table.file for one in found.tables] == inner
    assert member_of(files[f"t.csv.{ending}"], "t.csv", archive=f"t.csv.{ending}") == TABLE


def test_streams_that_were_appended_are_one_file() -> None:
    (table,) = intake(t__gz=gzip.compress(TABLE) + gzip.compress(b"3,Cy\n")).tables
    assert table.table.frame.height == 3


@pytest.mark.parametrize("squeeze", [gzip.compress, bz2.compress, lzma.compress])
def test_a_bomb_of_one_file_is_refused(squeeze: Callable[[bytes], bytes]) -> None:
    assert kinds(intake(t__bin=squeeze(bytes(64 << 20)))) == {"archive_swells"}


@pytest.mark.parametrize("pack", [tarred, seven])
def test_bounds_hold_for_every_kind(pack: Callable[..., bytes]) -> None:
    content = pack(*((f"{n}.txt", b"word " * 300) for n in range(12)))
    for bounds, says in (
        (Bounds(files=10), "archive_of_too_many"),
        (Bounds(unpacked=9000), "archive_too_big"),
    ):
        assert kinds(read_uploads([upload("a", content)], means=Means(bounds=bounds))) == {says}


def test_a_bomb_in_a_seven_zip_is_refused() -> None:
    assert kinds(intake(t__7z=seven(("zeros.csv", bytes(64 << 20))))) == {"archive_swells"}


def test_links_and_paths_that_leave_a_tar_are_refused() -> None:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("link.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        away = tarfile.TarInfo("../away.csv")
        away.size = len(TABLE)
        archive.addfile(away, BytesIO(TABLE))
    found = intake(a__tar=out.getvalue())
    assert (found.tables, kinds(found)) == ((), {"link_in_archive", "path_leaves_archive"})


def test_archives_of_different_kinds_count_as_one_depth() -> None:
    deep = gzip.compress(packed(("in.7z", seven(("t.csv.gz", gzip.compress(TABLE))))))
    assert kinds(intake(a__gz=deep)) >= {"archive_too_deep"}


@pytest.mark.parametrize("hidden", [False, True])
def test_a_sealed_seven_zip_opens_with_its_password_and_not_without(hidden: bool) -> None:
    content = seven(("t.csv", TABLE), password="open", hidden=hidden)
    assert kinds(intake(a__7z=content)) == {"encrypted_archive" if hidden else "encrypted_member"}
    found = read_uploads([upload("a.7z", content)], means=Means({"a.7z": "open"}))
    assert [one.table.frame.height for one in found.tables] == [2]
    assert read_uploads([upload("a.7z", content)], means=Means({"a.7z": "wrong"})).tables == ()


@pytest.mark.parametrize(
    "content",
    [tarred(("t.csv", TABLE)), seven(("t.csv", TABLE)), gzip.compress(TABLE), lzma.compress(TABLE)],
    ids=["tar", "7z", "gz", "xz"],
)
def test_an_archive_cut_off_anywhere_harms_nobody(content: bytes) -> None:
    for twentieth in range(1, 20):
        found = intake(a__bin=content[: len(content) * twentieth // 20], b__csv=TABLE)
        assert "b.csv" in [one.table.file for one in found.tables]
        assert found.files or found.findings or len(found.tables) == 2
