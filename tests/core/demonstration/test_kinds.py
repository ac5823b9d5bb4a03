"""The engine against the truth of the exports of a paper office, a cloud system and four disconnected tools.

`EXPLAINED` names each kind of difference that may be, and how many: there is none.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from core.demonstration import SMALL, WHOLE, demonstration_mapping, intake_of
from core.demonstration.stack.roster import pairs
from core.demonstration.truth import Truth
from core.identity.exact import joined, proposals
from core.mapping import from_json, to_json
from core.mapping.model import Fate
from core.record import RECORD
from core.runs import migrate
from core.shape.compiling import worked
from core.shape.people import PATIENT, People, people_in
from core.transforms import TRANSFORM_NAMES
from tests.core.demonstration.kinds import OTHERS, exported, part, ran, reasons, settled, shown, unlike

EXPLAINED: dict[object, int] = {}


def truth(name: str) -> Truth:
    made = shown(name)
    return made.kind.truth(made.group)


@pytest.mark.parametrize("name", OTHERS)
def test_the_engine_reaches_the_truth_in_every_record_field_entry_and_file(name: str) -> None:
    outcome, intake = ran(name)
    assert unlike(shown(name), outcome, intake) == EXPLAINED
    assert outcome.closes


@pytest.mark.soak
@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("seed", [1, 7])
def test_it_does_so_with_the_whole_group_and_whatever_the_seed(name: str, seed: int) -> None:
    made = shown(name, seed=seed, size=WHOLE)
    intake = intake_of(made.kind.export(made.group))
    mapping = demonstration_mapping([read.table for read in intake.tables], made.kind.book)
    outcome = migrate(intake, mapping, record=RECORD)
    assert unlike(made, outcome, intake) == EXPLAINED
    assert outcome.closes


@pytest.mark.parametrize("name", OTHERS)
def test_the_truth_has_every_row_and_stored_file_of_the_export(name: str) -> None:
    _, intake = ran(name)
    rows = {read.table.key: read.counted for read in intake.tables}
    told = truth(name).entries.group_by("file", "table").len().rows()
    assert {(file, table): count for file, table, count in told} == rows
    assert set(truth(name).files["path"]) == {file.path for file in intake.files}


@pytest.mark.parametrize("name", OTHERS)
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(name: str) -> None:
    again, other = shown(name), shown(name, seed=8)
    assert again.kind.export(again.group) == exported(name)
    assert other.kind.export(other.group) != exported(name)


@pytest.mark.parametrize("name", OTHERS)
def test_every_column_has_its_place_and_the_mapping_goes_to_a_file_and_comes_back(name: str) -> None:
    _, intake = ran(name)
    mapping = settled(name)
    for read in intake.tables:
        table = mapping.table(read.table.key)
        assert table is not None and table.routes
        ruled = {column for rule in table.rules for column in rule.columns}
        assert {*table.key, *ruled, *(kept.column for kept in table.kept)} == set(read.table.columns)
        assert all(kept.fate is Fate.ARCHIVED for kept in table.kept)
    assert from_json(to_json(mapping), RECORD, TRANSFORM_NAMES) == mapping


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_wrong_on_purpose_is_there(name: str) -> None:
    made = shown(name, size=SMALL)
    assert all(blemish.count(made.group) > 0 for blemish in made.kind.blemishes)
    names = " ".join(exported(name))
    assert all(file in names for blemish in made.kind.blemishes for file in blemish.where.split(", "))


def rows(name: str, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(name)[path].decode(), newline="")))


def test_a_cloud_system_writes_one_hour_of_the_desk_in_two_ways() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    starts = [
        datetime.fromisoformat(row["starts_at"]).astimezone(zone) for row in rows("cloud", "appointments.csv")
    ]
    assert {at.utcoffset() for at in starts} == {
        at.utcoffset() for at in (starts[0].replace(month=1), starts[0].replace(month=7))
    }
    assert all(8 <= at.hour < 18 for at in starts)


def test_a_cloud_systems_deleted_rows_come_over_as_void_and_not_as_live() -> None:
    deleted = [row["id"] for row in rows("cloud", "appointments.csv") if row["deleted_at"]]
    made = part(ran("cloud")[0], "entity/appointment").filter(pl.col("voided"))
    assert deleted and made["source_id"].to_list() == deleted


def test_a_cloud_systems_manifest_describes_its_files_and_holds_no_record() -> None:
    outcome, _ = ran("cloud")
    assert ("manifest.json", "no_records") in {(f.file, f.kind) for f in outcome.findings}
    said = json.loads(exported("cloud")["manifest.json"])["tables"]
    assert said["payments"] == len(rows("cloud", "payments.csv"))


def test_days_that_nobody_can_read_with_certainty_flag_their_row_on_paper() -> None:
    outcome, _ = ran("paper")
    assert {"two_digit_year", "not_a_date"} <= reasons(outcome)
    kinds = {(f.table, f.kind) for f in outcome.findings}
    assert {("Patients", "preamble"), ("Patients", "merged_cells")} <= kinds


def test_people_of_four_tools_are_proposed_by_exact_keys_and_merged_by_nobody() -> None:
    _, intake = ran("stack")
    mapping = settled("stack")
    tables = [worked(read.table, own) for read in intake.tables if (own := mapping.table(read.table.key))]
    everybody = People([(table.source.key, people_in(table)) for table in tables if table.is_route(PATIENT)])
    found = {frozenset(same.ids) for same in proposals(everybody.compared())}
    told = pairs(shown("stack").group)
    assert found == set(joined((str(p.first), str(p.second)) for p in told if p.by))
    known = {own for ids in found for own in ids}
    assert all(p.second not in known for p in told if not p.by)
    listed = sum(len(read.table.frame) for read in intake.tables if read.table.name in PEOPLE)
    assert part(ran("stack")[0], "entity/patient").height == listed


PEOPLE = ("patients", "accounts", "clients", "persons")


def test_one_number_of_four_tools_is_four_people() -> None:
    own = part(ran("stack")[0], "entity/patient").filter(pl.col("source_id").str.ends_with(":1"))
    assert sorted(own["source_id"]) == ["billing:1", "emr:1", "scheduler:1"]
    assert own["last_name"].n_unique() > 1
