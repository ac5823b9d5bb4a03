"""Messages cut off, changed and stuffed: no crash, no hang, no record that goes missing unseen."""

from __future__ import annotations

import json
import random

import pytest

from core.sources import read_uploads
from tests.core.sources import test_ccda, test_hl7, test_x12
from tests.core.sources.given import upload

WHOLE = {
    "export.json": json.dumps(
        {"patients": [{"id": n, "visits": [{"day": n}] * 2} for n in range(4)]}
    ).encode(),
    "bundle.json": json.dumps(
        {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient"}}]}
    ).encode(),
    "lines.ndjson": b'{"id": 1, "a": [1, 2]}\n{"id": 2, "b": {"c": null}}\n{"id": 3}\n',
    "chart.xml": test_ccda.document(test_ccda.section("48765-2", test_ccda.allergy())),
    "messages.hl7": test_hl7.message("AL1|1|DA|1^Latex", "OBX|1|ED|1^R||^A^PDF^Base64^JVBERi0=||||||F"),
    "claims.txt": test_x12.wrapped("837", *test_x12.CLAIM),
    "paid.txt": test_x12.wrapped("835", *test_x12.REMITTANCE),
}
SPICE = (b"\x00", b"|", b"^", b"~", b"*", b":", b"<", b">", b"&", b'"', b"{", b"}", b"[", b"]", b"\\",
         b"\r", b"\xff", b"MSH|", b"ISA*", b"]]>", b"<!--", b"\xef\xbb\xbf", b"NaN", b"\x0b",
         b"\x1c")  # fmt: skip


def check(name: str, content: bytes) -> None:
    found = read_uploads([upload(name, content), upload("good.csv", b"id,name\n1,Ann\n2,Ben\n")])
    assert "good.csv" in {one.table.file for one in found.tables}
    for one in found.tables:
        assert one.counted >= one.table.frame.height or "reader_and_counter_differ" in {
            f.kind for f in one.findings
        }


@pytest.mark.parametrize("name", WHOLE)
def test_a_message_cut_off_anywhere_ends_in_records_or_a_finding(name: str) -> None:
    whole = WHOLE[name]
    for stop in range(0, len(whole), max(len(whole) // 40, 1)):
        check(name, whole[:stop])


@pytest.mark.parametrize("name", WHOLE)
def test_a_message_that_was_changed_anywhere_crashes_nothing(name: str) -> None:
    chance = random.Random(7)
    for _ in range(60):
        content = bytearray(WHOLE[name])
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(content))
            content[place : place + chance.randint(0, 9)] = chance.choice(SPICE) * chance.randint(1, 3)
        check(name, bytes(content))


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_wide_letters_are_read_or_told(name: str, encoding: str) -> None:
    check(name, WHOLE[name].decode("utf-8").encode(encoding))
