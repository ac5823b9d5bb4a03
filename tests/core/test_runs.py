"""What names a run, and what its summary says."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from core.mapping.model import Fate
from core.outcome import Outcome
from core.parts import BILLED, billed_parts
from core.runs import (
    Stage,
    migrate,
    run_id,
)
from core.sources.bounds import Bounds
from core.tables import Intake
from portal.cli.running import frames
from tests.core.engine import outcome
from tests.core.small import SMALL, mapped, mapping, read, source

PATIENTS = source("patients", ["id", "name", "colour"], [["1", "Ada", "blue"], ["", "Bo", ""]])
HOW = mapping(mapped(PATIENTS, "patient", {"name": "last_name"}, key=("id",), kept={"colour": Fate.DECLINED}))


def _done() -> Outcome:
    return outcome([read(PATIENTS)], HOW)


def test_a_run_is_named_by_its_uploads_and_its_mapping() -> None:
    intake = Intake((read(PATIENTS),), (), (), {"patients.csv": "0" * 64})
    named = run_id(intake, HOW)
    assert named == run_id(intake, HOW)
    assert named != run_id(replace(intake, bounds=Bounds(nesting=9).digest), HOW)
    assert named == run_id(replace(intake, bounds=Bounds().digest), HOW)
    assert named != run_id(replace(intake, digests={"patients.csv": "1" * 64}), HOW)
    assert named != run_id(replace(intake, digests={"people.csv": "0" * 64}), HOW)
    assert named != run_id(intake, replace(HOW, currency="EUR"))


def test_the_summary_has_the_shape_of_the_contract() -> None:
    summary = _done().summary()
    assert summary["schema"] == 1
    assert summary["tables"] == [
        {
            "file": "patients.csv",
            "table": "patients",
            "records_in_file": 2,
            "imported": 1,
            "flagged": 0,
            "merged": 0,
            "skipped": 0,
            "waiting": 1,
        }
    ]
    assert summary["cells"] == {"non_empty": 4, "mapped": 2, "archived": 0, "declined": 1, "waiting": 1}
    assert summary["closes"] is True
    assert len(summary["run"]) == len(summary["result"]) == 64


def test_what_is_published_is_cut_by_sensitivity_and_every_class_bears_the_id() -> None:
    parts = {(part.name, part.sensitivity): part.frame.columns for part in _done().parts}
    assert "last_name" in parts["entity/patient", "identity"]
    assert "last_name" not in parts["entity/patient", "financial"]
    assert parts["entity/patient", "financial"] == ["id", "balance", "currency"]
    assert all(columns[0] == "id" for (name, _), columns in parts.items() if name.startswith("entity/"))


def test_what_bills_say_of_a_procedure_is_published_apart_for_whoever_adds_up_money() -> None:
    columns = {"id": ["p:1"], "code": ["D1110"], "status": ["completed"], "notes": ["Tooth 14 hurts"]}
    (billed,) = billed_parts({"procedure": pl.DataFrame(columns), "patient": pl.DataFrame({"id": ["1"]})})
    assert (billed.name, billed.sensitivity) == (BILLED, "financial")
    assert billed.frame.to_dicts() == [{"id": "p:1", "code": "D1110", "status": "completed"}]
    assert billed_parts({"patient": pl.DataFrame({"id": ["1"]})}) == []
    assert frames([billed]) == {}


def test_somebody_who_watches_sees_the_stages_in_their_order() -> None:
    seen: list[Stage] = []
    intake = Intake((read(PATIENTS),), (), ())
    migrate(intake, HOW, record=SMALL, progress=lambda stage, done, total: seen.append(stage))
    assert seen == [stage for stage in Stage if stage in seen]
    assert Stage.SHAPE in seen and Stage.RECONCILE in seen
