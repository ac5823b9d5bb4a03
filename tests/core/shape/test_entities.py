"""What is formed beside a record points to that record, and to nothing that nobody said."""

from __future__ import annotations

from core.mapping.model import Mapping, Route, Rule, Step, TableMapping
from core.record import RECORD
from core.runs import migrate
from core.tables import Intake
from tests.core.small import read, source

CLINICS = source("clinics", ["No", "Phone"], [["7", "206 555 0100"]])
PEOPLE = source("patients", ["No", "Clinic", "City", "Payer"], [["1", "7", "Nowhere", "1"]])
PHONE = Rule(("Phone",), "contact_point", "work_phone", (Step("phone", {"country": "US"}),), "t")
RULES = (
    Rule(("Clinic",), "patient", "clinic", (Step("identifier"),), "t"),
    Rule(("City",), "address", "city", (Step("text"),), "t"),
    Rule(("Payer",), "guarantor", "guarantor", (Step("identifier"),), "t"),
)
MAPPING = Mapping(
    (
        TableMapping("clinics.csv", "clinics", ("No",), (Route("clinic"),), (PHONE,), ()),
        TableMapping("patients.csv", "patients", ("No",), (Route("patient"),), RULES, ()),
    ),
    system="main",
)


def made(entity: str) -> list[dict[str, object]]:
    outcome = migrate(Intake((read(CLINICS), read(PEOPLE)), (), (), {}), MAPPING, record=RECORD)
    named = {f.name for f in RECORD.entity(entity).fields if f.reference}
    frames = [part.frame for part in outcome.parts if part.name == f"entity/{entity}"]
    held: list[dict[str, object]] = [{} for _ in range(frames[0].height)]
    for frame in frames:
        for row, cells in zip(held, frame.iter_rows(named=True), strict=True):
            row.update({k: v for k, v in cells.items() if k in named and v is not None})
    return held


def test_a_patients_address_is_not_that_of_the_patients_clinic_too() -> None:
    assert made("address") == [{"patient": "patient:main:1"}]


def test_the_telephone_of_a_clinic_is_the_clinics() -> None:
    assert made("contact_point") == [{"clinic": "clinic:main:7"}]


def test_nobody_becomes_responsible_because_no_column_says_who_is() -> None:
    assert made("guarantor") == [{"patient": "patient:main:1", "guarantor": "patient:main:1"}]


def test_what_stands_in_a_visits_row_beside_it_belongs_to_the_visits_patient() -> None:
    visits = source("visits", ["No", "Pat", "Clinic", "Owes"], [["5", "1", "7", "3.00"]])
    rules = (
        Rule(("Pat",), "appointment", "patient", (Step("identifier"),), "t"),
        Rule(("Clinic",), "appointment", "clinic", (Step("identifier"),), "t"),
        Rule(("Owes",), "balance", "total", (Step("money", {"currency": "USD"}),), "t"),
    )
    table = TableMapping("visits.csv", "visits", ("No",), (Route("appointment"),), rules, ())
    intake = Intake((read(CLINICS), read(PEOPLE), read(visits)), (), (), {})
    outcome = migrate(intake, MAPPING.with_table(table), record=RECORD)
    frame = next(
        p.frame for p in outcome.parts if p.name == "entity/balance" and "patient" in p.frame.columns
    )
    assert frame["patient"].to_list() == ["patient:main:1"]
