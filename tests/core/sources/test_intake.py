"""The door: one contract for every reader, and no file that harms another."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from threading import Event, Lock
from time import sleep
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.findings import Severity
from core.imaging import finding_kinds as imaging_kinds
from core.progress import SoFar
from core.sources import finding_kinds, read_uploads
from core.sources import intake as intake_module
from core.sources.intake import READERS
from core.sources.means import Means
from core.sources.readers import Given, Reader
from core.sources.recognition import Format, Recognised
from core.sources.sizes import Sizes
from core.tables import FileKind, Share, Upload
from tests.core.sources.given import intake, kinds, upload
from tests.core.sources.test_archive import packed

ROOT = Path(__file__).resolve().parents[3]
GOOD = b"id,name\n1,Ann\n2,Ben\n"
SEVERITY = {kind.name: kind.severity for kind in finding_kinds.KINDS}
GARBAGE = (
    b"",
    b"\x00",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF-",
    b'"',
    b"\n\n",
    b"\xff\xfe\x00",
    b'a,"\n',
)


@pytest.mark.parametrize("what", list(Format))
def test_every_format_belongs_to_exactly_one_reader(what: Format) -> None:
    assert len([one for one in READERS if one.takes(Recognised(what, what.value))]) == 1


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.name)
@pytest.mark.parametrize("content", GARBAGE)
def test_every_reader_turns_garbage_into_findings_and_never_raises(reader: Reader, content: bytes) -> None:
    mine = [what for what in Format if reader.takes(Recognised(what, what.value))]
    for what in mine:
        reading = reader.read(Given(upload("x.csv", content), content, Recognised(what, what.value)))
        told = [*reading.findings, *(one for file in reading.files for one in file.findings)]
        told += [one for table in reading.tables for one in table.findings]
        assert reading.tables or reading.files or reading.members or told
        assert {one.kind for one in told} <= set(SEVERITY)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "PK\x03\x04", "II*\x00", "id,name\n", "\ufeff"]))
def test_any_bytes_are_taken_in_without_harm_to_the_others(content: bytes, start: str) -> None:
    found = intake(bad__csv=start.encode("latin-1", "replace") + content, good__csv=GOOD)
    assert "good.csv" in {one.table.file for one in found.tables}
    assert len({one.table.file for one in found.tables} | {one.path for one in found.files}) >= 1


def test_every_kind_of_bad_input_at_once_leaves_the_good_file_whole() -> None:
    found = intake(
        empty__csv=b"",
        note__txt=b"Dear colleague, thank you for seeing Ann.\nShe is well. Call me, please.\n",
        letter__csv=b"%PDF-1.4\n...",
        scan__jpg=b"\xff\xd8\xff\xe0" + bytes(30),
        book__xlsx=b"PK\x03\x04 and no more",
        data__db=b"SQLite format 3\x00" + bytes(50),
        good__csv=GOOD,
    )
    assert [one.table.file for one in found.tables] == ["good.csv"]
    assert {one.path: one.kind for one in found.files} == {
        "empty.csv": FileKind.OTHER,
        "note.txt": FileKind.TEXT,
        "letter.csv": FileKind.PDF,
        "scan.jpg": FileKind.PHOTOGRAPH,
        "book.xlsx": FileKind.OTHER,
        "data.db": FileKind.OTHER,
    }
    assert ("name_disagrees", "letter.csv") in {(one.kind, one.file) for one in found.findings}


@pytest.mark.parametrize("content", [b"", b"  \n\n ", b"\x00\x00\x00"])
def test_a_text_table_that_yields_nothing_blocks(content: bytes) -> None:
    (file,) = intake(t__csv=content).files
    assert [SEVERITY[one.kind] for one in file.findings if one.kind != "not_supported_yet"] in (
        [Severity.BLOCK],
        [],
    )


def test_every_byte_of_a_text_table_is_accounted_for() -> None:
    (table,) = intake(t__csv=b"\xef\xbb\xbf" + GOOD).tables
    assert dict(table.shares) == {Share.HEADER: 11, Share.RECORD: 12}


def test_progress_names_files_and_nothing_in_them() -> None:
    heard: list[SoFar] = []
    read_uploads([upload("t.csv", GOOD)], progress=heard.append)
    assert {one.path for one in heard} == {"t.csv"}
    assert (heard[0].done, heard[-1]) == (0, SoFar("t.csv", len(GOOD), len(GOOD), 2))


def test_progress_only_grows_and_ends_with_every_byte_archives_and_what_they_hold_among_them() -> None:
    many = b"id,name\n" + b"".join(b"%d,Bloggs\n" % number for number in range(60_000))
    came = [upload("a.zip", packed(("b.csv", many), ("c.csv", GOOD))), upload("d.csv", many)]
    heard: list[SoFar] = []
    read_uploads(came, progress=heard.append)
    for before, after in pairwise(heard):
        assert before.done <= after.done and before.rows <= after.rows
    total = sum(one.size for one in came)
    assert (heard[-1].done, heard[-1].total, heard[-1].rows) == (total, total, 120_002)
    assert any(0 < one.done < total and one.path == "a.zip!/b.csv" for one in heard)


def test_two_files_are_read_at_a_time_and_told_in_the_order_of_their_paths() -> None:
    later = Event()

    def first() -> bytes:
        assert later.wait(10), "the second file is read while the first one is"
        return GOOD

    def second() -> bytes:
        later.set()
        return GOOD

    digest = upload("a.csv", GOOD).sha256
    came = [Upload("a.csv", digest, len(GOOD), first), Upload("b.csv", digest, len(GOOD), second)]
    heard: list[SoFar] = []
    found = read_uploads(reversed(came), progress=heard.append)
    assert [one.table.file for one in found.tables] == ["a.csv", "b.csv"]
    assert [(one.kind, one.file, dict(one.facts)) for one in found.findings] == [
        ("same_content", "b.csv", {"first": "a.csv"})
    ]
    assert (heard[-1].done, heard[-1].rows) == (2 * len(GOOD), 4)


class Counted:
    """Stands for a function, and tells how many calls of it went on at one time at most."""

    def __init__(self, real: Callable[[Any], Any]) -> None:
        self._real, self._lock, self._now, self.most = real, Lock(), 0, 0

    def __call__(self, given: Any) -> Any:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        sleep(0.005)
        with self._lock:
            self._now -= 1
        return self._real(given)


def test_no_more_than_two_files_are_read_at_a_time_wherever_they_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted(intake_module.recognise)
    monkeypatch.setattr(intake_module, "recognise", counted)
    members = [(f"{number}.csv", b"id,n\n%d,1\n" % number) for number in range(6)]
    inner = packed(*members)
    archives = [upload(f"{name}.zip", packed(("in.zip", inner), *members)) for name in "abc"]
    assert len(read_uploads(archives).tables) == 36
    assert counted.most == 2


def test_of_large_files_that_are_read_whole_one_is_in_memory_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted = Counted(intake_module._whole)
    monkeypatch.setattr(intake_module, "_whole", counted)
    damaged = [upload(f"{name}.csv", b"id,n\n" + b"1,2\n" * 20 + b"3\n") for name in "abcdef"]
    sizes = Sizes(whole=1, alone=20)
    assert len(read_uploads(damaged, means=Means(sizes=sizes)).tables) == 6
    assert counted.most == 1


def test_what_goes_wrong_with_one_file_is_told_and_not_that_of_a_later_one() -> None:
    def fails(path: str) -> Upload:
        def broken() -> bytes:
            raise LookupError(path)

        return Upload(path, path, 1, broken)

    with pytest.raises(LookupError, match="b"):
        read_uploads([fails("c"), upload("a.csv", GOOD), fails("b")])


def test_progress_grows_too_where_one_text_holds_several_tables() -> None:
    two = b"id,name\n" + b"1,Ann\n" * 40_000 + b"\nid,name,day,fee\n" + b"1,Ann,2021-01-01,5\n" * 40_000
    heard: list[SoFar] = []
    found = read_uploads([upload("t.csv", two)], progress=heard.append)
    assert len(found.tables) == 2
    assert all(a.done <= b.done and a.rows <= b.rows for a, b in pairwise(heard[:-1]))
    assert (heard[-1].done, heard[-1].rows) == (len(two), 80_000)


def test_findings_hold_no_cell() -> None:
    found = intake(
        t__csv=b'id,name\n1,Canary Surname\n2,"Canary Open\n3,Canary\n',
        b__csv="id,name\n1,Canàry\n".encode("cp1252"),
    )
    everything = repr(found)
    assert "Canary" not in everything and "Canàry" not in everything


def test_every_kind_that_is_raised_is_in_the_catalogue_and_in_the_guide() -> None:
    guide = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    for package, catalogue in (("sources", finding_kinds.KINDS), ("imaging", imaging_kinds.KINDS)):
        names = {kind.name for kind in catalogue}
        assert len(names) == len(catalogue)
        assert not [name for name in names if f"`{name}`" not in guide]
        source = "\n".join(
            path.read_text(encoding="utf-8")
            for path in (ROOT / "core" / package).rglob("*.py")
            if not path.name.endswith("_kinds.py")
        )
        assert set(re.findall(r'Finding\(\s*"(\w+)"', source)) <= names
        assert not [name for name in names if f'"{name}"' not in source]


def test_words_of_findings_are_plain() -> None:
    for kind in (*finding_kinds.KINDS, *imaging_kinds.KINDS):
        assert kind.means.endswith(".") and kind.advice.endswith(".")
        assert "!" not in kind.means.replace("#DIV/0!", "") + kind.advice


def test_the_kinds_of_one_intake_are_those_of_its_parts() -> None:
    assert kinds(intake(empty__csv=b"")) == {"empty_file"}


def test_an_intake_names_the_digest_of_every_upload_whether_or_not_it_could_be_read():
    uploads = [upload("b.csv", b"id,name\n1,Ada\n"), upload("empty.csv", b""), upload("a.pdf", b"%PDF-1.4\n")]
    assert read_uploads(uploads).digests == {one.path: one.sha256 for one in uploads}


def test_the_same_table_under_two_names_is_told_for_its_records_come_in_twice() -> None:
    found = intake(a__csv=GOOD, b__csv=GOOD, c__csv=GOOD + b"3,Cy\n")
    again = [(one.file, one.facts["first"]) for one in found.findings if one.kind == "same_content"]
    assert again == [("b.csv", "a.csv")]
    assert len(found.tables) == 3
