"""HL7 v2 messages made here: every segment a record, every oddity of the field kept or told."""

from __future__ import annotations

import base64

import pytest

from core.sources.hl7v2 import reader
from core.sources.hl7v2.counting import count_segments
from core.tables import FileKind, Intake, ReadTable
from tests.core.sources.given import intake, kinds, rows

HEADER = "MSH|^~\\&|OLD|SITE|NEW|SITE|20200301120000||ADT^A31|{}|P|2.5.1"
PATIENT = "PID|1||p1^^^MR~x9^^^SS||Lee^Ann^Bea||19601203|F|||1 High St^^Town^MA^02368^US"


def message(*segments: str, number: str = "m1") -> bytes:
    return "\r".join([HEADER.format(number), PATIENT, *segments, ""]).encode("latin-1")


def named(found: Intake) -> dict[str, ReadTable]:
    for one in found.tables:
        assert one.counted == one.table.frame.height + len(one.rejects), one.table.name
    return {one.table.name: one for one in found.tables}


def tables(content: bytes) -> dict[str, ReadTable]:
    return named(intake(messages__hl7=content))


def cells(table: ReadTable, row: int = 0) -> dict[str, str | None]:
    return dict(zip(table.table.columns, rows(table)[row], strict=True))


def test_a_segment_is_a_record_that_names_its_message_and_patient() -> None:
    read = tables(message("AL1|1|DA|70618^Penicillin^RXNORM|SV|Hives|19980304", "ZPI|own|data"))
    found = cells(read["allergies"])
    assert (found["transmission_control"], found["patient_id"]) == ("m1", "p1")
    assert (found["substance"], found["substance_code"]) == ("Penicillin", "70618")
    assert (found["severity"], found["reaction"], found["onset_date"]) == ("SV", "Hives", "1998-03-04")
    assert cells(read["ZPI"])["ZPI-2"] == "data"


def test_components_and_repetitions_are_columns() -> None:
    found = cells(tables(message())["patients"])
    assert (found["patient_id"], found["patient_id.2"], found["id_authority.2"]) == ("p1", "x9", "SS")
    assert (found["last_name"], found["first_name"], found["middle_name"]) == ("Lee", "Ann", "Bea")
    assert (found["city"], found["postal_code"], found["birth_date"]) == ("Town", "02368", "1960-12-03")


def test_escapes_are_resolved_after_everything_was_parted() -> None:
    text = "NTE|1||a\\F\\b \\S\\ \\T\\ \\R\\ \\E\\ one\\.br\\two \\X41C7\\ \\Zxy\\"
    found = cells(tables(message(text))["comments"])
    assert found["note"] == "a|b ^ & ~ \\ one\ntwo A\xc7 \\Zxy\\"


def test_other_encoding_characters_are_followed() -> None:
    content = b"MSH#*!@%#OLD#S#N#S#20200301##ADT*A31#m7#P#2.3\rPID#1##p7***MR##Lee*Ann@F@!x\r"
    found = cells(tables(content)["patients"])
    assert (found["patient_id"], found["first_name"], found["last_name.2"]) == ("p7", "Ann#", "x")


def test_many_messages_with_framing_and_in_batches_are_told_apart() -> None:
    framed = b"\x0b" + message(number="m1") + b"\x1c\r\x0b" + message(number="m2") + b"\x1c\r"
    read = tables(framed)
    assert [row[1] for row in rows(read["message_headers"])] == ["m1", "m2"]
    batch = b"FHS|^~\\&|A\rBHS|^~\\&|A\r" + message(number="m1") + message(number="m2") + b"BTS|3\rFTS|1\r"
    found = intake(messages__hl7=batch)
    assert named(found)["batches"].counted == 4
    told = [dict(one.facts) for one in found.findings if one.kind == "stated_count_differs"]
    assert [(one["said"], one["found"]) for one in told] == [(3, 2)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r\r\n", "\n\n"])
def test_any_line_end_parts_segments(end: str) -> None:
    content = message("NTE|1||x").decode("latin-1").replace("\r", end).encode()
    assert {name: one.counted for name, one in tables(content).items()} == {
        "message_headers": 1, "patients": 1, "comments": 1,
    }  # fmt: skip


def test_a_line_that_is_no_segment_is_a_reject() -> None:
    read = tables(message("NTE|1||first", "and more of it", "nte|2||small"))
    assert [(one.line, one.reason) for one in read["message_headers"].rejects] == [
        (4, "damaged_segment"), (5, "damaged_segment"),
    ]  # fmt: skip
    assert "damaged_segment" in kinds(read["message_headers"])


def test_coded_values_have_words_and_code_apart() -> None:
    found = cells(tables(message("OBX|1|CE|8^Finding^LN||N^Normal^HL7||||||F"))["lab_results"])
    assert (found["value"], found["value_code"], found["value_code_system"]) == ("Normal", "N", "HL7")


def pdf(*, cut: int = 0) -> bytes:
    written = base64.b64encode(b"%PDF-1.4\n" + b"x" * 4000).decode()
    broken = written[:cut] + "\r" + written[cut:] if cut else written
    return message(f"OBX|1|ED|18748-4^Report^LN||^Application^PDF^Base64^{broken}||||||F")


def test_a_file_in_an_observation_becomes_a_stored_file() -> None:
    found = intake(messages__hl7=pdf())
    assert [(one.path, one.kind) for one in found.files] == [("messages.hl7!/OBX-1-1.pdf", FileKind.PDF)]
    assert cells(named(found)["lab_results"])["file_inside"] == "yes"


def test_a_file_whose_line_was_broken_is_put_together_and_that_is_told() -> None:
    found = intake(messages__hl7=pdf(cut=2000))
    assert [one.kind for one in found.files] == [FileKind.PDF]
    assert {"joined_lines", "embedded_files"} <= kinds(found)
    assert named(found)["message_headers"].rejects == ()


def test_letters_that_had_to_be_weighed_follow_what_the_message_says_of_them() -> None:
    header = HEADER.format("m1") + "||||||8859/1"
    content = "\r".join([header, PATIENT.replace("Lee", "M\xfcller"), ""]).encode("latin-1")
    read = tables(content)
    assert cells(read["patients"])["last_name"] == "M\xfcller"


def test_the_counter_and_the_reader_share_no_code() -> None:
    counts = count_segments(message("NTE|1||a", "garbage", "PIDX|1").decode("latin-1"))
    assert (counts["PID"], counts["NTE"], counts[""]) == (1, 1, 2)


def test_segments_that_only_the_counter_sees_leave_their_table_open(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = reader.segments
    monkeypatch.setattr(reader, "segments", lambda text: [one for one in kept(text) if one.name != "AL1"])
    (allergies,) = [one for one in intake(m__hl7=message("AL1|1")).tables if one.table.name == "allergies"]
    assert (allergies.counted, allergies.table.frame.height) == (1, 0)
    assert [one.reason for one in allergies.rejects] == ["reader_and_counter_differ"]
