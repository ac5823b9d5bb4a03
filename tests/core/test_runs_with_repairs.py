"""A run under accepted repairs: named by them, the same each time, flagged, and closing on both sides."""

from __future__ import annotations

import hashlib
from functools import cache

import polars as pl
import pytest

from core.choices import Choices
from core.mapping.model import Mapping
from core.outcome import Outcome
from core.repairs import ALL_REPAIRS, NO_REPAIRS, Repairs
from core.runs import migrate
from core.sources import read_uploads
from core.tables import Intake, Upload
from tests.core.small import SMALL, mapped, mapping

DAMAGED = '12,Mole12,"01/12/1980'
LINES = ["id,name,born", *(f"{n},Mole{n},0{n % 9 + 1}/{n % 18 + 10}/19{n + 40}" for n in range(1, 41))]
LINES[7] = LINES[7].replace(",", "", 1)
LINES[12] = DAMAGED
CONTENT = ("\n".join(LINES) + "\n").encode()


def intake(repairs: Repairs) -> Intake:
    upload = Upload("p.csv", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT), lambda: CONTENT)
    return read_uploads([upload], choices=Choices(repairs=repairs))


def how(given: Intake) -> Mapping:
    fields = {"name": "last_name", "born": "birth_date"}
    return mapping(mapped(given.tables[0].table, "patient", fields, key=("id",)))


@cache
def outcome(repairs: Repairs) -> Outcome:
    given = intake(repairs)
    return migrate(given, how(given), record=SMALL)


def frame(done: Outcome, name: str) -> pl.DataFrame:
    return next(part.frame for part in done.parts if part.name == name)


def test_repairs_are_part_of_what_names_a_run() -> None:
    assert outcome(ALL_REPAIRS).run != outcome(NO_REPAIRS).run


def test_the_same_repairs_give_the_same_result() -> None:
    given = intake(ALL_REPAIRS)
    again = migrate(given, how(given), record=SMALL)
    assert (again.run, again.result) == (outcome(ALL_REPAIRS).run, outcome(ALL_REPAIRS).result)


def test_each_accepted_by_itself_gives_the_rows_that_accepting_all_gives() -> None:
    single = Repairs.of(one.one for one in intake(NO_REPAIRS).tables[0].proposals)
    assert len(single.accepted) == 2
    assert intake(single).tables[0].table.frame.equals(intake(ALL_REPAIRS).tables[0].table.frame)


@pytest.mark.parametrize("repairs", [NO_REPAIRS, ALL_REPAIRS])
def test_both_sums_close_with_and_without(repairs: Repairs) -> None:
    done = outcome(repairs)
    assert done.closes
    assert done.sums[0].records_in_file == 40


def test_each_repaired_record_is_flagged_in_the_log() -> None:
    flagged = frame(outcome(ALL_REPAIRS), "log").filter(pl.col("reasons").str.contains("row_repaired"))
    assert flagged["record"].to_list() == [7, 12]
    assert flagged["disposition"].to_list() == ["flagged", "flagged"]
    assert not frame(outcome(NO_REPAIRS), "log")["reasons"].str.contains("row_repaired").any()


def test_a_repaired_record_that_waits_says_so_as_well() -> None:
    given = intake(ALL_REPAIRS)
    log = frame(migrate(given, mapping(), record=SMALL), "log")
    told = log.filter(pl.col("record") == 7).row(0, named=True)
    assert told["disposition"] == "waiting"
    assert told["reasons"].endswith(", row_repaired")


def test_the_rows_as_they_stood_are_kept_in_the_most_restrictive_class() -> None:
    part = next(part for part in outcome(ALL_REPAIRS).parts if part.name == "repairs/p.csv/p")
    assert part.sensitivity == "restricted"
    assert part.frame["raw"].to_list() == [LINES[7], DAMAGED]
    assert part.frame["kind"].to_list() == ["missing_delimiter", "open_quote"]
