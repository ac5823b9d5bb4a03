"""XML made here: flattened by one rule, never expanded, never fetched."""

from __future__ import annotations

import time

import pytest

from core.sources.hl7_time import iso
from core.tables import LINE, ReadTable
from tests.core.sources.given import intake, kinds, rows

PATIENTS = """<?xml version="1.0" encoding="{}"?>
<export made="2020">
  <patient id="7"><name><last>Müller</last></name><phone kind="home">1</phone><phone>2</phone></patient>
  <patient id="8"><name><last>O'Neil</last></name><phone>3</phone><note/></patient>
</export>
"""


def tables(content: bytes) -> dict[str, ReadTable]:
    found = intake(export__xml=content)
    for one in found.tables:
        assert one.counted == one.table.frame.height + len(one.rejects), one.table.name
    return {one.table.name: one for one in found.tables}


def test_repeated_elements_are_records_and_their_lists_tables_of_their_own() -> None:
    read = tables(PATIENTS.format("utf-8").encode())
    assert read["patient"].table.columns == ("export_record", "id", "name.last", "note")
    assert rows(read["patient"]) == [["1", "7", "Müller", None], ["1", "8", "O'Neil", ""]]
    assert read["patient"].table.frame[LINE].to_list() == [3, 4]
    assert read["phone"].table.columns == ("patient_record", "patient_id", "kind", "text", "value")
    assert rows(read["phone"]) == [
        ["1", "7", "home", "1", None], ["1", "7", None, None, "2"], ["2", "8", None, None, "3"],
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_the_declared_encoding_is_followed(encoding: str) -> None:
    read = tables(PATIENTS.format(encoding).encode(encoding))
    assert rows(read["patient"])[0][2] == "Müller"


def test_a_declaration_that_is_wrong_does_not_cost_the_file() -> None:
    read = tables(PATIENTS.format("utf-8").encode("cp1252"))
    assert rows(read["patient"])[0][2] == "Müller"
    assert read["patient"].evidence["encoding"] == "cp1252"


LAUGHS = "<!DOCTYPE l [" + '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{"".join([f"&a{n - 1};"] * 10)}">' for n in range(1, 10)
)  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS + "]><l>&a9;</l>",
        '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><l>&x;</l>',
        '<!DOCTYPE l [<!ENTITY % p SYSTEM "http://example.org/x.dtd"> %p;]><l/>',
    ],
    ids=["laughs", "file", "parameter"],
)
def test_entities_are_refused_unopened(content: str) -> None:
    found = intake(bomb__xml=content.encode())
    assert kinds(found) == {"entities_refused"}
    assert len(found.files) == 1 and not found.tables


def test_a_document_type_alone_is_harmless() -> None:
    assert tables(b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x><a>1</a><b>2</b></x>')


def test_depth_without_end_is_refused() -> None:
    assert kinds(intake(deep__xml=b"<a>" * 100_000)) == {"too_deep"}


@pytest.mark.parametrize(
    "content", [b"<a><b>1</b>", b"<a>\x00</a>", b"<a>&nbsp;</a>", b"<a></b>", b"<?xml?>"]
)
def test_a_damaged_document_is_told_and_kept(content: bytes) -> None:
    found = intake(bad__xml=content)
    assert len(found.files) == 1 and not found.tables
    assert kinds(found) & {"damaged_document", "not_a_table"}


def test_a_value_of_fifty_megabytes_is_read_in_seconds() -> None:
    began = time.process_time()
    read = tables(b"<x><row><a>1</a></row><row><a>" + b"y" * 50_000_000 + b"</a></row></x>")
    assert len(str(rows(read["row"])[1][0])) == 50_000_000
    assert time.process_time() - began < 30


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1998", "1998"), ("199803", "1998-03"), ("19980304", "1998-03-04"),
        ("199803041530", "1998-03-04T15:30:00"), ("20050329171504+0500", "2005-03-29T17:15:04+05:00"),
        ("20050329171504.25-0500", "2005-03-29T17:15:04.25-05:00"),
        ("19981399", "19981399"), ("0000", "0000"), ("unknown", "unknown"), ("", ""),
    ],
)  # fmt: skip
def test_points_in_time_say_no_more_than_was_written(written: str, said: str) -> None:
    assert iso(written) == said
