"""Whose each record is: by itself, or by what it points to."""

from __future__ import annotations

import polars as pl

from core.packed import Packed
from core.record import RECORD
from core.sandbox import patients_of


def of(entity: str, **columns: list[str | None]) -> dict[str, pl.DataFrame]:
    types = dict.fromkeys(columns, pl.String)
    return {entity: pl.DataFrame(columns, schema=types)}


def whose(*frames: dict[str, pl.DataFrame]) -> dict[str, list[int | None]]:
    records = {name: Packed.of(frame, 2) for each in frames for name, frame in each.items()}
    return {name: found.to_list() for name, found in patients_of(records, RECORD).items()}


PATIENTS = of("patient", id=["p:a", "p:b", "p:c"])


def test_a_patient_is_their_own() -> None:
    assert whose(PATIENTS) == {"patient": [0, 1, 2]}


def test_a_record_belongs_to_the_patient_that_it_names() -> None:
    visits = of("appointment", id=["v:1", "v:2", "v:3"], patient=["p:c", None, "p:a"])
    assert whose(PATIENTS, visits)["appointment"] == [2, None, 0]


def test_a_record_that_names_none_belongs_to_whom_it_points_to_belongs() -> None:
    cover = of("coverage", id=["c:1", "c:2"], patient=["p:b", "p:c"])
    benefits = of("benefit", id=["b:1", "b:2", "b:3"], coverage=["c:2", "c:1", "c:9"])
    assert whose(PATIENTS, cover, benefits)["benefit"] == [2, 1, None]


def test_the_patient_of_an_invoice_goes_before_who_pays_it() -> None:
    invoices = of("invoice", id=["i:1", "i:2"], guarantor=["p:b", "p:b"], patient=["p:a", None])
    assert whose(PATIENTS, invoices)["invoice"] == [0, 1]


def test_what_leads_to_no_patient_is_the_practices_own() -> None:
    assert whose(PATIENTS, of("provider", id=["d:1"], clinic=["x"]))["provider"] == [None]


def test_without_patients_everything_is() -> None:
    assert whose(of("appointment", id=["v:1"], patient=["p:a"]))["appointment"] == [None]


def test_every_reference_lies_in_the_class_that_whose_is_read_from() -> None:
    fields = [field for entity in RECORD.entities for field in entity.fields if field.reference]
    assert {field.sensitivity.value for field in fields} == {"operational"}


def test_the_patient_of_every_record_is_declared_before_anybody_else_of_it() -> None:
    for entity in RECORD.entities:
        named = [field.name for field in entity.fields if "patient" in field.reference]
        assert "patient" not in named[1:], entity.name
