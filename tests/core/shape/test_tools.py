"""Several tools that each count for themselves: whose number it is, and what if nobody says."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from core.errors import MappingInvalid
from core.mapping import from_json, to_json
from core.mapping.model import Mapping, Step, TableMapping
from core.outcome import Outcome
from core.record import RECORD
from core.transforms import TRANSFORM_NAMES
from tests.core.engine import outcome
from tests.core.small import mapped, mapping, read, source

CHARTS = source("charts", ["PatientID", "name"], [["1", "Ada"], ["2", "Bo"]])
SEEN = source("seen", ["number", "PatientID", "note"], [["7", "1", "well"]])
CLIENTS = source("clients", ["ClientID", "name"], [["1", "Cy"], ["2", "Ada"], ["3", "Di"]])
BOOKED = source("booked", ["number", "ClientID", "note"], [["8", "1", "early"], ["9", "3", "late"]])
ALL = (CHARTS, CLIENTS, SEEN, BOOKED)


def plan(*, charts: str = "", clients: str = "", key: str = "ClientID") -> Mapping:
    def of(table: TableMapping, tool: str) -> TableMapping:
        return replace(table, tool=tool)

    return mapping(
        of(mapped(CHARTS, "patient", {"name": "last_name"}, key=("PatientID",)), charts),
        of(mapped(CLIENTS, "patient", {"name": "last_name"}, key=("ClientID",)), clients),
        of(mapped(SEEN, "visit", {"PatientID": "patient", "note": "note"}, key=("number",)), charts),
        of(mapped(BOOKED, "visit", {key: "patient", "note": "note"}, key=("number",)), clients),
    )


def run(how: Mapping) -> Outcome:
    return outcome([read(table) for table in ALL], how)


def visits(done: Outcome) -> dict[str, str]:
    frames = [part.frame for part in done.parts if part.name == "entity/visit"]
    rows = pl.concat(frames, how="align")
    return dict(rows.select("source_id", "patient").rows())


def log(done: Outcome, table: str) -> list[tuple[str, str]]:
    (frame,) = (part.frame for part in done.parts if part.name == "log")
    return frame.filter(pl.col("table") == table).select("disposition", "reasons").rows()


def test_with_its_tool_named_each_number_is_of_its_own_list() -> None:
    done = run(plan(charts="emr", clients="desk"))
    assert visits(done) == {
        "emr:7": "patient:main:emr:1", "desk:8": "patient:main:desk:1", "desk:9": "patient:main:desk:3"
    }  # fmt: skip
    assert log(done, "clients") == [("imported", "mapped")] * 3
    assert done.closes


def test_a_step_may_name_the_tool_whose_number_stands_in_its_column() -> None:
    how = plan(charts="emr", clients="desk")
    booked = how.table(BOOKED.key)
    assert booked is not None
    rules = tuple(
        replace(r, steps=(Step("identifier", {"tool": "emr"}),)) if r.field == "patient" else r
        for r in booked.rules
    )
    done = run(how.with_table(replace(booked, rules=rules)))
    assert visits(done)["desk:8"] == "patient:main:emr:1"


def test_without_a_tool_nothing_of_one_list_becomes_somebody_elses_of_the_other() -> None:
    done = run(plan())
    assert log(done, "clients") == [
        ("waiting", "duplicate_id"), ("waiting", "duplicate_id"), ("imported", "mapped")
    ]  # fmt: skip
    assert log(done, "seen") == [("imported", "mapped")]
    assert log(done, "booked") == [("waiting", "orphan_record"), ("imported", "mapped")]
    assert visits(done) == {"7": "patient:main:1", "9": "patient:main:3"}


def test_where_no_name_tells_which_list_is_meant_the_record_is_flagged() -> None:
    unnamed = source("booked", ["number", "whose", "note"], [["8", "1", "early"], ["9", "3", "late"]])
    how = plan().with_table(mapped(unnamed, "visit", {"whose": "patient", "note": "note"}, key=("number",)))
    done = outcome([read(table) for table in (CHARTS, CLIENTS, SEEN, unnamed)], how)
    assert log(done, "booked") == [("flagged", "number_of_two_lists"), ("imported", "mapped")]


def test_a_tool_goes_to_the_mapping_file_and_a_mapping_without_one_stays_what_it_was() -> None:
    one = TableMapping("a.csv", "a", (), (), (), (), tool="emr")
    assert from_json(to_json(Mapping((one,))), RECORD, TRANSFORM_NAMES).tables == (one,)
    assert '"tool"' not in to_json(Mapping((replace(one, tool=""),)))


@pytest.mark.parametrize("tool", ["E M R", "a:b", "x" * 21])
def test_a_tool_that_cannot_stand_in_an_id_is_refused(tool: str) -> None:
    with pytest.raises(MappingInvalid) as caught:
        run(plan(charts=tool))
    assert "cannot stand in the ids" in caught.value.found
