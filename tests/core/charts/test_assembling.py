from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from core.charts import SECTION_OF, Section, Standing, charts_of
from core.record import RECORD
from tests.core.charts.made import PATIENT, chart, frame


def test_every_kind_of_record_of_a_patient_has_its_place_in_the_chart() -> None:
    of_patients = {each.name for each in RECORD.entities if each.has("patient")} | {"patient"}
    assert set(SECTION_OF) == of_patients
    assert set(SECTION_OF.values()) == set(Section)


def test_allergies_and_warnings_stand_before_everything_else() -> None:
    found = chart(
        allergy=[{"substance": "Latex"}],
        condition=[{"name": "Asthma"}],
        patient=[{"last_name": "Bloggs", "medical_alert": "Pacemaker"}],
    )
    assert [section for section, _ in found.sections] == [Section.ALERTS, Section.WHO, Section.PROBLEMS]
    warnings = [each.value("medical_alert") for each in found.entries(Section.ALERTS)]
    assert "Pacemaker" in warnings
    (who,) = found.entries(Section.WHO)
    assert who.value("medical_alert") is None


def test_only_records_of_the_patients_asked_for_are_in_a_chart() -> None:
    other = frame("condition", {"name": "Gout", "patient": "patient:source:2"}, {"name": "Asthma"})
    found = charts_of({"patient": frame("patient", {}), "condition": other}, [PATIENT], names={})
    (entry,) = found[PATIENT].entries(Section.PROBLEMS)
    assert entry.value("name") == "Asthma"


def test_somebody_who_is_not_among_the_records_has_no_chart() -> None:
    loose = frame("condition", {"name": "Gout", "patient": "patient:source:9"})
    found = charts_of(
        {"patient": frame("patient", {}), "condition": loose}, [PATIENT, "patient:source:9"], names={}
    )
    assert set(found) == {PATIENT}


def test_the_newest_stands_first_and_what_was_struck_out_last() -> None:
    found = chart(
        clinical_note=[
            {"text": ["old"], "written_at": datetime(2019, 1, 2, tzinfo=UTC)},
            {"text": ["void"], "written_at": datetime(2025, 1, 2, tzinfo=UTC), "voided": True},
            {"text": ["new"], "written_at": datetime(2024, 1, 2, tzinfo=UTC)},
        ]
    )
    notes = found.entries(Section.NOTES)
    assert [each.value("text") for each in notes] == [("new",), ("old",), ("void",)]
    assert notes[-1].standing is Standing.STRUCK_OUT


def test_a_note_keeps_its_author_time_signature_and_lock() -> None:
    note = {
        "text": ["x"],
        "provider": "provider:source:3",
        "signed_by": "Dr Apex",
        "status": "locked",
        "locked": True,
    }
    (entry,) = chart({"provider:source:3": "Gita Apex"}, clinical_note=[note]).entries(Section.NOTES)
    assert (entry.value("provider"), entry.value("signed_by"), entry.value("locked")) == (
        "Gita Apex", "Dr Apex", True,
    )  # fmt: skip


def test_every_entry_knows_the_row_that_it_came_from() -> None:
    (entry,) = chart(condition=[{"name": "Asthma"}]).entries(Section.PROBLEMS)
    assert entry.source and (entry.source.file, entry.source.table, entry.source.record) == (
        "condition.csv", "condition", 1,
    )  # fmt: skip


def test_a_frame_without_the_parts_that_one_may_not_open_still_makes_a_chart() -> None:
    bare = frame("ledger_entry", {"amount": 500}).select("id", "patient", pl.col("^source_.*$"))
    found = charts_of({"patient": frame("patient", {}), "ledger_entry": bare}, [PATIENT], names={})
    (entry,) = found[PATIENT].entries(Section.LEDGER)
    assert entry.values == ()
