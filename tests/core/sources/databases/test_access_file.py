"""Access databases: what the programs behind the door say, counted again; and no program at all."""

from __future__ import annotations

import csv
import subprocess
from io import BytesIO, StringIO

import pytest

from core.sources import read_uploads
from core.sources.access_door import NULL, Export, Exported
from core.sources.databases.access_pages import AccessPages
from core.sources.means import Means
from core.tables import Intake
from storage import access_tools
from storage.access_tools import access_door
from tests.core.sources.given import intake, kinds, of, rows, upload
from tests.shared_data import shared_data

ACCESS = b"\x00\x01\x00\x00Standard Jet DB\x00" + bytes(5000)


class Door:
    """Programs by hand."""

    def __init__(self, export: Export | None) -> None:
        self._export = export

    def export(self, content: bytes) -> Export | None:
        return self._export


def test_without_the_programs_the_file_is_kept_and_says_what_to_install() -> None:
    assert kinds(intake(c__mdb=ACCESS)) == {"access_tools_missing"}


def test_what_the_programs_cannot_open_is_told() -> None:
    found = read_uploads([upload("c.mdb", ACCESS)], means=Means(access=Door(None)))
    assert kinds(found) == {"damaged_database"}


def exported(text: str, objects: bytes = b"") -> Intake:
    given = Export((Exported("t", text.encode()),), objects)
    return read_uploads([upload("c.mdb", ACCESS)], means=Means(access=Door(given)))


def test_rows_that_are_on_no_page_are_no_table() -> None:
    found = exported(f'a,b\n1,"say ""hi""\nthere"\n2,{NULL}\n', b'Id,Name,Type\n9,"Elsewhere",6\n1,"t",1\n')
    assert (found.tables, kinds(found)) == ((), {"damaged_database", "linked_table"})


def test_rows_that_were_not_exported_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AccessPages, "records", lambda *_: 3)
    (table,) = exported(f'a,b\n1,"say ""hi""\nthere"\n2,{NULL}\n', b'Id,Name,Type\n1,"t",1\n').tables
    assert rows(table) == [["1", 'say "hi"\nthere'], ["2", None]]
    assert (table.counted, [one.reason for one in table.rejects]) == (3, ["damaged_database"])


def test_a_real_database_is_read_as_its_own_tools_export_it() -> None:
    path = shared_data("workbooks/nwind.mdb")
    door = access_door()
    if door is None:
        pytest.skip("needs mdbtools (Debian: apt-get install mdbtools)")
    found = read_uploads([of(path)], means=Means(access=door))
    assert {one.table.name: one.counted for one in found.tables} == {
        "Categories": 8, "Customers": 91, "Employees": 9, "Order Details": 2155, "Orders": 830,
        "Products": 77, "Shippers": 3, "Suppliers": 29, "Umsätze": 830,
    }  # fmt: skip
    for one in found.tables:
        options = ["-b", "hex", "-B", "-D", "%Y-%m-%d", "-T", "%Y-%m-%dT%H:%M:%S"]
        command = ["mdb-export", *options, path, one.table.name]
        theirs = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        assert [[cell or "" for cell in row] for row in rows(one)] == list(
            csv.reader(StringIO(theirs, newline=""))
        )[1:]
        assert one.counted == one.table.frame.height
    assert kinds(found) == {"binary_cells"}


def test_programs_are_asked_for_no_more_than_this_process_may_have_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(access_tools.resource, "getrlimit", lambda _: (9, 30))
    assert list(access_tools._bounds()) == ["--as=30", "--cpu=30", "--core=0", "--fsize=0"]


def test_what_a_program_prints_is_read_to_one_byte_beyond_what_it_may() -> None:
    assert access_tools._said(BytesIO(b"x" * 10), 4) == b"x" * 5
    assert access_tools._said(BytesIO(b"x" * 4), 4) == b"x" * 4
