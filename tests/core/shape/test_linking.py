"""Whom a record belongs to, and which of two records with one number holds it."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from core.mapping.model import Fate
from core.outcome import Outcome
from core.record.model import ClinicRecord, Entity
from core.runs import migrate
from core.tables import Intake
from tests.core.engine import outcome
from tests.core.small import SMALL, VISIT, mapped, mapping, read, source

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


def _pointing_to_two_kinds() -> ClinicRecord:
    """The small record, in which the earlier visit of a visit may also be a patient."""
    fields = [replace(f, reference=("visit", "patient")) if f.name == "earlier" else f for f in VISIT.fields]
    either = Entity(VISIT.name, VISIT.area, VISIT.meaning, VISIT.fhir, tuple(fields))
    return ClinicRecord(tuple(either if e.name == "visit" else e for e in SMALL.entities))


def _earlier(pointers: list[str]) -> list[tuple[str | None, str]]:
    """(target, reasons) of visits 1, 2 and so on, with patients 1 and 2."""
    people = source("patients", ["id", "name"], PATIENT_ROWS)
    came = source("visits", VISIT_COLUMNS, [[str(n), "1", "", p] for n, p in enumerate(pointers, 1)])
    how = mapping(
        mapped(people, "patient", {"name": "last_name"}, key=("id",)),
        mapped(came, "visit", VISIT_FIELDS, key=("number",), unparsable=Fate.ARCHIVED),
    )
    done = migrate(Intake((read(people), read(came)), (), (), {}), how, record=_pointing_to_two_kinds())
    assert done.closes
    reasons = [why for _, why in _log(done, "visits")]
    return list(zip(_part(done, "entity/visit").sort("id")["earlier"], reasons, strict=True))


def test_a_number_that_two_kinds_of_record_bear_is_not_guessed() -> None:
    assert _earlier(["2", "1"]) == [(None, "reference_ambiguous"), (None, "reference_ambiguous")]


def test_a_column_that_only_one_kind_of_record_explains_points_to_it_everywhere() -> None:
    assert _earlier(["2", "3", "1"]) == [
        ("visit:main:2", "mapped"),
        ("visit:main:3", "mapped"),
        ("visit:main:1", "mapped"),
    ]


def test_keys_of_two_columns_are_not_confused_by_a_bar_in_one_of_them() -> None:
    people = source("patients", ["clinic", "number", "name"], [["a|b", "c", "Ada"], ["a", "b|c", "Bo"]])
    done = outcome(
        [read(people)], mapping(mapped(people, "patient", {"name": "last_name"}, key=("clinic", "number")))
    )
    assert _log(done, "patients") == [("imported", "mapped")] * 2
    assert _part(done, "entity/patient")["source_id"].to_list() == ["a\\|b|c", "a|b\\|c"]


def test_a_declined_column_of_a_skipped_record_is_not_in_the_archive() -> None:
    people = source("patients", ["id", "name"], PATIENT_ROWS)
    kept = mapped(people, "patient", {}, kept={"id": Fate.ARCHIVED, "name": Fate.DECLINED})
    done = outcome([read(people)], mapping(replace(kept, routes=())))
    assert _part(done, "archive/patients.csv/patients").columns == ["#record", "#line", "id"]
