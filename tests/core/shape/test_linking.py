"""Whom a record belongs to, and which of two records with one number holds it."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from core.mapping.model import Fate
from core.runs import Outcome
from tests.core.engine import outcome
from tests.core.small import mapped, mapping, read, source

PATIENT_ROWS = [["1", "Ada"], ["2", "Bo"]]
VISIT_COLUMNS = ["number", "patient", "note", "earlier"]
VISIT_FIELDS = {"patient": "patient", "note": "note", "earlier": "earlier"}


def _run(visits: list[list[str | None]], patients: list[list[str | None]] = PATIENT_ROWS) -> Outcome:
    people = source("patients", ["id", "name"], patients)
    came = source("visits", VISIT_COLUMNS, visits)
    how = mapping(
        mapped(people, "patient", {"name": "last_name"}, key=("id",)),
        mapped(came, "visit", VISIT_FIELDS, key=("number",), unparsable=Fate.ARCHIVED),
    )
    return outcome([read(people), read(came)], how)


def _part(done: Outcome, name: str) -> pl.DataFrame:
    return pl.concat([part.frame for part in done.parts if part.name == name], how="align")


def _log(done: Outcome, table: str) -> list[tuple[str, str]]:
    log = _part(done, "log").filter(pl.col("table") == table)
    return log.select("disposition", "reasons").rows()


def test_a_visit_of_nobody_waits_and_is_not_published() -> None:
    done = _run([["10", "1", "", ""], ["11", "9", "", ""], ["12", "", "", ""]])
    waits = [("imported", "mapped"), ("waiting", "orphan_record"), ("waiting", "required_missing")]
    assert _log(done, "visits") == waits
    assert _part(done, "entity/visit")["id"].to_list() == ["visit:main:10"]


def test_an_optional_reference_that_leads_nowhere_is_archived_and_flags_its_record() -> None:
    done = _run([["10", "1", "", "99"]])
    assert _log(done, "visits") == [("flagged", "orphan_reference")]
    assert _part(done, "entity/visit")["earlier"].to_list() == [None]
    assert _part(done, "archive/visits.csv/visits")["earlier"].to_list() == ["99"]


def test_what_points_to_a_waiting_record_leads_nowhere_too() -> None:
    done = _run([["10", "9", "", ""], ["11", "1", "", "10"]])
    assert _log(done, "visits") == [("waiting", "orphan_record"), ("flagged", "orphan_reference")]


def test_the_first_of_two_records_with_one_number_keeps_it() -> None:
    done = _run([], [["1", "Ada"], ["1", "Eve"], ["1", "Ada"]])
    said = [("imported", "mapped"), ("waiting", "duplicate_id"), ("skipped", "identical_row")]
    assert _log(done, "patients") == said
    assert _part(done, "entity/patient")["last_name"].to_list() == ["Ada"]


def test_a_number_already_taken_in_another_table_waits() -> None:
    one, two = source("a", ["id", "name"], [["1", "Ada"]]), source("b", ["id", "name"], [["1", "Bo"]])
    fields = {"name": "last_name"}
    how = mapping(mapped(one, "patient", fields, key=("id",)), mapped(two, "patient", fields, key=("id",)))
    done = outcome([read(one), read(two)], how)
    assert _log(done, "b") == [("waiting", "duplicate_id")]
    assert done.closes


def test_a_satellite_points_back_to_the_record_of_its_row() -> None:
    people = source("patients", ["id", "tel"], [["1", "555"], ["2", ""]])
    done = outcome([read(people)], mapping(mapped(people, "patient", {"tel": "phone.number"}, key=("id",))))
    assert _part(done, "entity/phone").select("id", "patient", "number").rows() == [
        ("phone:main:patient.1", "patient:main:1", "555")
    ]


def test_a_satellite_of_a_visit_points_to_the_patient_of_the_visit() -> None:
    people = source("patients", ["id"], [["1"]])
    came = source("visits", ["number", "patient", "tel"], [["10", "1", "555"]])
    fields = {"patient": "patient", "tel": "phone.number"}
    how = mapping(mapped(people, "patient", {}, key=("id",)), mapped(came, "visit", fields, key=("number",)))
    done = outcome([read(people), read(came)], how)
    assert _part(done, "entity/phone").select("id", "patient").rows() == [
        ("phone:main:visit.10", "patient:main:1")
    ]


def test_leading_zeros_make_another_number() -> None:
    done = _run([["10", "01", "", ""]])
    assert _log(done, "visits") == [("waiting", "orphan_record")]


def test_a_table_of_which_nobody_said_anything_waits_whole() -> None:
    people = source("patients", ["id", "name"], PATIENT_ROWS)
    done = outcome([read(people)], mapping())
    assert _log(done, "patients") == [("waiting", "table_without_entity")] * 2
    assert done.closes and done.waits
    assert done.sums[0].cells.waiting == 4


def test_a_table_without_entity_is_settled_only_when_every_column_is() -> None:
    people = source("patients", ["id", "name"], PATIENT_ROWS)
    kept = mapped(people, "patient", {}, kept={"id": Fate.ARCHIVED, "name": Fate.DECLINED})
    whole = replace(kept, routes=())
    assert _log(outcome([read(people)], mapping(whole)), "patients") == [("skipped", "no_home")] * 2
    part = replace(whole, kept=whole.kept[:1])
    done = outcome([read(people)], mapping(part))
    assert _log(done, "patients") == [("waiting", "table_without_entity")] * 2
    assert done.closes
