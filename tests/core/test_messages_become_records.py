"""From a message to the clinic record by suggestions alone: both sums close, nothing false comes of it."""

from __future__ import annotations

import json
from functools import cache

import polars as pl
import pytest

from core.accept import Policy, Settings, accept
from core.outcome import Outcome
from core.parts import put_together
from core.record import RECORD
from core.runs import migrate
from core.sources import read_uploads
from core.suggest import suggest_all
from core.tables import Intake
from tests.core.sources import test_ccda as ccda
from tests.core.sources import test_fhir as fhir
from tests.core.sources import test_hl7 as hl7
from tests.core.sources import test_x12 as x12
from tests.core.sources.given import upload

NOT_ASKED = ccda.allergy("a4", value='<value xsi:type="CD" nullFlavor="NI"/>', participant="")
BOOKING = "SCH|77|88|||||^Cleaning|CLEAN^Cleaning|30|min|^^^20200401090000^20200401093000|||||||||||||Booked"
LISTED = {"patient_id": "1", "last_name": "Lee", "first_name": "Ann", "birth_date": "1960-12-03"}
FILES = {
    "chart.xml": ccda.document(
        ccda.section(
            "48765-2",
            ccda.allergy("a1"),
            ccda.allergy("a2", negated="true"),
            ccda.allergy("a3", negated="true", participant=""),
            NOT_ASKED,
            text="Penicillin",
        )
    ),
    "siu.hl7": hl7.message(
        BOOKING,
        "AIS|1|A|D1110^Prophylaxis|20200401090000",
        "AIL|1|A|R1",
        "AIP|1|A|9^Who^Doc",
        "NTE|1||Likes mornings",
    ),
    "claims.txt": x12.wrapped("837", *x12.CLAIM),
    "paid.txt": x12.wrapped("835", *x12.REMITTANCE),
    "bundle.json": json.dumps(fhir.BUNDLE).encode(),
    "patients.json": json.dumps([LISTED]).encode(),
}


@cache
def ran(name: str) -> tuple[Outcome, Intake]:
    intake = read_uploads([upload(name, FILES[name])])
    tables = [read.table for read in intake.tables]
    suggested = suggest_all(tables, RECORD)
    mapping = accept(suggested, tables, RECORD, policy=Policy.ALL, settings=Settings())
    return migrate(intake, mapping, record=RECORD), intake


def records(name: str, entity: str) -> pl.DataFrame:
    outcome, intake = ran(name)
    made = put_together(outcome.parts, intake.tables).records.get(entity)
    return pl.DataFrame() if made is None else made.whole()


@pytest.mark.parametrize("name", FILES)
def test_both_sums_close_for_every_format(name: str) -> None:
    assert ran(name)[0].closes


def test_of_four_statements_about_allergies_one_is_an_active_allergy() -> None:
    allergies = records("chart.xml", "allergy")
    assert allergies.sort("source_id").select("substance", "status", "verification").rows() == [
        ("Penicillin", "active", None), ("Penicillin", "inactive", "refuted"),
    ]  # fmt: skip
    said = records("chart.xml", "allergy_statement")
    assert sorted(said["statement"]) == ["none_known", "not_asked"]
    assert records("chart.xml", "patient").select("last_name", "birth_date").height == 1


def test_a_booking_gives_one_appointment_with_its_person_and_room() -> None:
    (made,) = records("siu.hl7", "appointment").to_dicts()
    assert str(made["start"]).startswith("2020-04-01")
    assert records("siu.hl7", "patient").height == 1
    assert records("siu.hl7", "alert").is_empty()


def test_claims_give_claims_and_lines_and_no_record_of_what_holds_them_together() -> None:
    assert records("claims.txt", "claim").height == 1
    assert records("claims.txt", "claim_line").height == 2
    assert records("claims.txt", "provider")["full_name"].to_list() == ["OAK DENTAL"]
    assert records("paid.txt", "claim_line").height == 1


def test_fhir_and_plain_json_give_patients() -> None:
    assert records("bundle.json", "patient").select("last_name", "first_name").rows() == [("Doe", "Jo")]
    assert records("bundle.json", "allergy").is_empty()
    assert records("patients.json", "patient").select("last_name", "first_name").rows() == [("Lee", "Ann")]
