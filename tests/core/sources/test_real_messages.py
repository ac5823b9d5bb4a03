"""Messages that nobody here wrote: each ends as this manifest says, counted once more by the test itself."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from core.sources import read_uploads
from core.tables import Intake
from tests.core.sources.given import kinds, of
from tests.shared_data import shared_data

BASE = "messages"
DEFECTS = {
    "x12_bad_first_line.txt": "odd_header",
    "x12_bad_segment_identifier.txt": "damaged_segment",
    "x12_bad_valid_code.txt": "unknown_code",
    "x12_loop_errors1_exceeds_max_1_parent.txt": "name_repeated",
    "x12_loop_errors2_exceeds_max_repeats_multiple_parents.txt": "name_repeated",
    "x12_loop_errors3_missing_loops.txt": "name_missing",
    "x12_missing_elements.txt": "element_missing",
    "x12_missing_required_loop_in_one_repeat.txt": "name_missing",
    "x12_multiple_st.txt": "message_number_repeats",
    "x12_no_isa_line.txt": "envelope_header_missing",
    "x12_segment_errors.txt": "claim_without_diagnosis",
    "x12_segments_out_of_order.txt": "segment_out_of_order",
    "x12_999_accepted.txt": "no_claims",
    "x12_999_rejected.txt": "claims_refused",
}
"""What the name of a file says is wrong with it -> the finding that tells so."""
HL7_TABLES = {
    "PID": "patients",
    "OBX": "lab_results",
    "NTE": "comments",
    "PV1": "visits",
    "OBR": "result_headers",
}
V3 = {"v": "urn:hl7-org:v3"}


def reading(path: Path) -> Intake:
    found = read_uploads([of(path)])
    for one in found.tables:
        assert one.counted == one.table.frame.height + len(one.rejects), (path.name, one.table.name)
        assert "reader_and_counter_differ" not in kinds(one), (path.name, one.table.name)
    return found


def heights(found: Intake, file: str) -> Counter[str]:
    own = (one for one in found.tables if one.table.file == file)
    return Counter({one.table.name: one.table.frame.height for one in own})


def test_every_message_file_ends_as_tables_or_a_kept_file_with_a_finding() -> None:
    for path in sorted(one for one in shared_data(BASE).rglob("*") if one.is_file()):
        found = reading(path)
        assert found.tables or (found.files and kinds(found)), path.name


@pytest.mark.parametrize("folder", ["ccda_hl7", "ccda_kareo", "ccda_nist"])
def test_ccda_documents_have_a_record_for_each_of_their_entries(folder: str) -> None:
    for path in sorted(shared_data(f"{BASE}/{folder}").iterdir()):
        read = heights(reading(path), path.name)
        tree = etree.fromstring(path.read_bytes())
        count = lambda where, tree=tree: int(tree.xpath(f"count({where})", namespaces=V3))  # noqa: E731
        assert read["patients"] == count("/*/v:recordTarget/v:patientRole")
        assert read["notes"] == count("//v:section")
        for table, codes in {
            "procedures": ["47519-4"],
            "immunizations": ["11369-6"],
            "vitals": ["8716-3"],
        }.items():
            where = " or ".join(f"v:code/@code='{code}'" for code in codes)
            assert read[table] == count(f"//v:section[{where}]/v:entry"), (path.name, table)
        results = "//v:section[v:code/@code='30954-2']/v:entry/v:organizer/v:component"
        assert read["results"] == count(results), path.name
        allergies = "//v:section[v:code/@code='48765-2']/v:entry/v:act/v:entryRelationship/v:observation"
        assert read["allergies"] + read["allergy_statements"] == count(allergies), path.name


def test_hl7_messages_have_a_record_for_each_of_their_segments() -> None:
    for path in sorted(shared_data(f"{BASE}/hl7v2").iterdir()):
        read = heights(reading(path), path.name)
        lines = re.split(r"[\r\n]+", path.read_bytes().decode("latin-1"))
        counts = Counter(line[:3] for line in lines)
        assert {segment: read[table] for segment, table in HL7_TABLES.items()} == {
            segment: counts[segment] for segment in HL7_TABLES
        }, path.name


def test_files_that_lie_in_hl7_messages_come_out_of_them() -> None:
    base = shared_data(f"{BASE}/hl7v2")
    letter = reading(base / "ORU^R01-PDF.hl7")
    assert [one.path for one in letter.files] == ["ORU^R01-PDF.hl7!/OBX-4-1.pdf"]
    assert letter.files[0].open().startswith(b"%PDF-") and b"%%EOF" in letter.files[0].open()
    inner = reading(base / "ORU^R01-CDA.hl7")
    assert {one.table.file for one in inner.tables} == {"ORU^R01-CDA.hl7", "ORU^R01-CDA.hl7!/OBX-5-1.xml"}


@pytest.mark.parametrize("folder", ["x12_837", "x12_835"])
def test_x12_files_have_a_record_for_each_of_their_claims_and_lines(folder: str) -> None:
    for path in sorted(shared_data(f"{BASE}/{folder}").iterdir()):
        read = heights(reading(path), path.name)
        text = path.read_text(encoding="latin-1")
        claims = re.findall(r"(?m)^(?:CLM|CLP)\W", text)
        lines = re.findall(r"(?m)^(?:SV[123]|SVC)\W", text)
        assert (read["claims"], read["claim_lines"]) == (len(claims), len(lines)), path.name


@pytest.mark.parametrize("name", DEFECTS)
def test_the_defect_that_a_files_name_states_is_told(name: str) -> None:
    assert DEFECTS[name] in kinds(reading(shared_data(f"{BASE}/x12_837") / name))


@pytest.mark.parametrize("name", ["x270.txt", "x271.txt"])
def test_questions_about_coverage_are_kept_with_an_answer(name: str) -> None:
    found = reading(shared_data(f"{BASE}/x12_270_271") / name)
    assert not found.tables and "no_claims" in kinds(found)
