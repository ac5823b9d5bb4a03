"""C-CDA documents made here: what denies an allergy never becomes one, and nothing of an entry is lost."""

from __future__ import annotations

import base64

import pytest
from lxml import etree

from core.sources.ccda.counting import count_document
from core.sources.ccda.reader import read_document
from core.sources.readers import Given
from core.sources.recognition import recognise
from core.tables import FileKind, ReadTable
from tests.core.sources.given import intake, kinds, rows, upload

ALLERGY = (
    '<entry><act classCode="ACT" moodCode="EVN"><statusCode code="active"/>'
    '<entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN"{negated}>'
    '<id root="1.2" extension="{id}"/><code code="ASSERTION"/><statusCode code="completed"/>'
    '<effectiveTime><low value="{onset}"/></effectiveTime>{value}{participant}'
    '<entryRelationship typeCode="MFST"><observation><code code="ASSERTION"/>'
    '<value xsi:type="CD" code="247472004" displayName="Hives"/></observation></entryRelationship>'
    "</observation></entryRelationship></act></entry>"
)
DRUG = '<value xsi:type="CD" code="416098002" displayName="Drug allergy"/>'
PENICILLIN = (
    '<participant typeCode="CSM"><participantRole><playingEntity><code code="7980"'
    ' codeSystem="2.16.840.1.113883.6.88" displayName="Penicillin"/></playingEntity></participantRole>'
    "</participant>"
)


def allergy(
    number: str = "a1",
    negated: str = "",
    value: str = DRUG,
    participant: str = PENICILLIN,
    onset: str = "199803",
) -> str:
    said = f' negationInd="{negated}"' if negated else ""
    return ALLERGY.format(id=number, negated=said, value=value, participant=participant, onset=onset)


def document(*sections: str, body: str = "") -> bytes:
    inner = "".join(f"<component>{section}</component>" for section in sections)
    content = body or f"<structuredBody>{inner}</structuredBody>"
    return (
        '<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><id root="1.9" extension="d1"/>'
        '<effectiveTime value="20200301120000-0500"/><recordTarget><patientRole>'
        '<id root="1.5" extension="p1"/><id root="2.16.840.1.113883.4.1" extension="123-45-6789"/>'
        "<patient><name><given>Ann</given><given>Bea</given><family>Lee</family></name>"
        '<administrativeGenderCode code="F"/><birthTime value="196012"/></patient></patientRole>'
        "</recordTarget>"
        f"<component>{content}</component></ClinicalDocument>"
    ).encode()


def section(code: str, *entries: str, text: str = "") -> str:
    words = f"<text>{text}</text>" if text else ""
    return f'<section><code code="{code}"/><title>Title {code}</title>{words}{"".join(entries)}</section>'


def tables(content: bytes) -> dict[str, ReadTable]:
    found = intake(chart__xml=content)
    for one in found.tables:
        assert one.counted == one.table.frame.height + len(one.rejects), one.table.name
    return {one.table.name: one for one in found.tables}


def cells(table: ReadTable, row: int = 0) -> dict[str, str | None]:
    return dict(zip(table.table.columns, rows(table)[row], strict=True))


def test_an_allergy_stands_with_its_substance_reaction_and_partial_date() -> None:
    found = cells(tables(document(section("48765-2", allergy())))["allergies"])
    said = {name: found[name] for name in ("patient_id", "substance", "substance_code", "code_system")}
    assert said == {
        "patient_id": "p1", "substance": "Penicillin", "substance_code": "7980", "code_system": "RxNorm",
    }  # fmt: skip
    assert (found["reaction"], found["onset_date"], found["negated"]) == ("Hives", "1998-03", "false")
    assert found["verification"] is None
    assert "Penicillin" in (found["entry_as_written"] or "")


@pytest.mark.parametrize(
    "entry",
    [
        allergy(negated="true", participant=""),
        allergy(
            participant=PENICILLIN.replace("7980", "716186003").replace("Penicillin", "No known allergies")
        ),
        allergy(participant=PENICILLIN.replace('code="7980"', "").replace("Penicillin", "NKDA")),
    ],
    ids=["negated without a substance", "by code", "in words"],
)
def test_what_denies_allergies_is_a_statement_and_never_an_allergy(entry: str) -> None:
    read = tables(document(section("48765-2", entry)))
    assert "allergies" not in read
    assert cells(read["allergy_statements"])["statement"] == "none known"


def test_where_nothing_was_asked_there_is_no_allergy_either() -> None:
    entry = allergy(value='<value xsi:type="CD" nullFlavor="NI"/>', participant="")
    found = cells(tables(document(section("48765-2", entry)))["allergy_statements"])
    assert (found["statement"], found["null_flavor"]) == ("not asked", "NI")


def test_a_negated_substance_is_a_refuted_allergy() -> None:
    found = cells(tables(document(section("48765-2", allergy(negated="true"))))["allergies"])
    assert (found["substance"], found["negated"], found["verification"]) == ("Penicillin", "true", "refuted")


def test_a_denial_with_an_exception_is_left_to_a_person() -> None:
    words = PENICILLIN.replace('code="7980"', "").replace("Penicillin", "No known allergies except latex")
    read = tables(document(section("48765-2", allergy(participant=words))))
    assert cells(read["allergies"])["substance"] == "No known allergies except latex"


def test_statements_are_counted_by_another_path_than_they_are_read() -> None:
    panel = "<entry><organizer><code displayName='CBC'/>{}</organizer></entry>".format(
        "<component><observation><code code='1' displayName='HGB'/><value xsi:type='PQ' value='13.2'"
        " unit='g/dl'/></observation></component>" * 3
    )
    vitals = "<entry><organizer><effectiveTime value='20200301'/>{}</organizer></entry>".format(
        "<component><observation><code code='8480-6'/><value xsi:type='PQ' value='120' unit='mm[Hg]'/>"
        "</observation></component>"
        "<component><observation><code code='3141-9'/><value xsi:type='PQ' value='70' unit='kg'/>"
        "</observation></component>"
    )
    read = tables(
        document(
            section("48765-2", allergy("1"), allergy("2", negated="true", participant="")),
            section("30954-2", panel), section("8716-3", vitals),
            section("10164-2", text="Feels <b>well</b>."),
        )
    )  # fmt: skip
    assert {name: one.counted for name, one in read.items()} == {
        "patients": 1, "documents": 1, "notes": 4, "allergies": 1, "allergy_statements": 1, "results": 3,
        "vitals": 1,
    }  # fmt: skip
    reading = cells(read["vitals"])
    assert (reading["systolic"], reading["weight"], reading["weight_unit"]) == ("120", "70", "kg")
    assert cells(read["results"])["panel"] == "CBC"
    assert rows(read["notes"])[3][2:4] == ["Title 10164-2", "Feels well."]


def test_an_entry_that_the_reader_does_not_see_leaves_the_table_open() -> None:
    content = document(section("11450-4", "<entry><act/></entry>"))
    less = document(section("11450-4"))
    given = Given(upload("chart.xml", content), content, recognise(content))
    reading = read_document(given, etree.fromstring(less), content.split(b"?>")[1], {})
    problems = next(one for one in reading.tables if one.table.name == "problems")
    assert (problems.counted, problems.table.frame.height) == (1, 0)
    assert [one.reason for one in problems.rejects] == ["reader_and_counter_differ"]


def test_patients_bear_their_number_and_not_their_social_security_number_as_key() -> None:
    found = cells(tables(document(section("11450-4")))["patients"])
    assert (found["patient_id"], found["ssn"], found["birth_date"]) == ("p1", "123-45-6789", "1960-12")
    assert (found["first_name"], found["middle_name"], found["last_name"]) == ("Ann", "Bea", "Lee")


def test_a_document_that_lies_inside_is_a_file_of_its_own() -> None:
    inside = base64.b64encode(b"%PDF-1.4\n...").decode()
    body = f'<nonXMLBody><text mediaType="application/pdf" representation="B64">{inside}</text></nonXMLBody>'
    found = intake(chart__xml=document(body=body))
    assert [(one.path, one.kind) for one in found.files] == [("chart.xml!/document-1.pdf", FileKind.PDF)]
    assert "embedded_files" in kinds(found)


def test_the_counter_refuses_what_may_not_be_opened() -> None:
    fault = count_document(b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>').fault
    assert fault is not None and fault.kind == "entities_refused"
