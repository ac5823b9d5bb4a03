"""Two exports that nobody here wrote, through the whole command, against joins made by other means.

The oracles read the files with the csv module and plain dictionaries; nothing of ours but the published
records and log is on the other side.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.record import RECORD
from core.record.model import Kind
from tests.portal.cli.terminal import run_apart
from tests.shared_data import shared_data

PATIENT_COLUMNS = {
    "allergies.csv": "PATIENT", "careplans.csv": "PATIENT", "claims.csv": "PATIENTID",
    "conditions.csv": "PATIENT", "devices.csv": "PATIENT", "encounters.csv": "PATIENT",
    "imaging_studies.csv": "PATIENT",
    "immunizations.csv": "PATIENT", "medications.csv": "PATIENT", "payer_transitions.csv": "PATIENT",
    "procedures.csv": "PATIENT", "supplies.csv": "PATIENT",
}  # fmt: skip


@dataclass(frozen=True)
class Migrated:
    source: Path
    out: Path
    summary: dict[str, Any]
    again: dict[str, Any]

    def rows(self, file: str, delimiter: str = ",") -> list[dict[str, str]]:
        with (self.source / file).open(newline="", encoding="utf-8") as opened:
            return list(csv.DictReader(opened, delimiter=delimiter))

    def records(self, entity: str) -> pl.DataFrame:
        return pl.read_parquet(self.out / "records" / f"{entity}.parquet")

    def entities(self) -> list[str]:
        return sorted(path.stem for path in (self.out / "records").glob("*.parquet"))

    def table(self, file: str) -> dict[str, Any]:
        return next(table for table in self.summary["tables"] if table["file"] == file)


def migrated(relative: str, folder: Path) -> Migrated:
    """The command twice over one home: the second time with an export of its own."""
    source = shared_data(relative)
    first = run_apart(folder, "migrate", source, "--out", folder / "out", "--accept", "all", "--json")
    second = run_apart(folder, "migrate", source, "--no-export", "--accept", "all", "--json")
    assert (first.status, second.status) == (0, 0), first.out[-2000:] + first.err + second.err
    return Migrated(source, folder / "out", first.json, second.json)


@pytest.fixture(scope="module")
def synthea(tmp_path_factory) -> Migrated:
    return migrated("tables/synthea", tmp_path_factory.mktemp("synthea"))


@pytest.fixture(scope="module")
def smart(tmp_path_factory) -> Migrated:
    return migrated("tables/smart_sample_patients/data", tmp_path_factory.mktemp("smart"))


@pytest.mark.parametrize(
    ("file", "records"),
    [("patients.csv", 112), ("encounters.csv", 5_598), ("procedures.csv", 14_761), ("claims.csv", 9_120)],
)
def test_every_record_of_a_real_export_is_counted(synthea, file, records):
    table = synthea.table(file)
    assert table["records_in_file"] == records == len(synthea.rows(file))
    assert sum(table[name] for name in ("imported", "flagged", "merged", "skipped", "waiting")) == records


def test_a_real_export_closes_and_loses_no_cell(synthea):
    cells = synthea.summary["cells"]
    by_hand = sum(bool(cell.strip()) for cell in every_cell(synthea))
    assert synthea.summary["closes"]
    assert cells["non_empty"] == by_hand
    assert cells["non_empty"] == sum(cells[name] for name in ("mapped", "archived", "declined", "waiting"))


def every_cell(export: Migrated):
    for path in sorted(export.source.glob("*.csv")):
        for row in export.rows(path.name):
            yield from row.values()


def test_seven_cells_of_ten_reach_a_typed_field(synthea):
    mapping = json.loads((synthea.out / "mapping.json").read_text())
    typed = sum(
        bool(row[column].strip())
        for table in mapping["tables"]
        for column in typed_columns(table)
        for row in synthea.rows(table["file"])
    )
    cells = synthea.summary["cells"]
    assert min(typed, cells["mapped"]) / cells["non_empty"] >= 0.70


def typed_columns(table: dict[str, Any]) -> set[str]:
    """Columns that feed a field which is no note."""
    return {
        column
        for rule in table["rules"]
        for column in rule["columns"]
        if rule["field"] == "id" or RECORD.entity(rule["entity"]).field(rule["field"]).kind is not Kind.NOTE
    } | set(table["key"])


@pytest.mark.parametrize("file", sorted(PATIENT_COLUMNS))
def test_every_child_record_points_to_the_patient_that_its_row_names(synthea, file):
    patients = dict(synthea.records("patient").select("id", "source_id").iter_rows())
    named = {number: row[PATIENT_COLUMNS[file]] for number, row in enumerate(synthea.rows(file), start=1)}
    found: dict[int, set[str | None]] = {}
    for entity in synthea.entities():
        records = synthea.records(entity)
        if "patient" in records.columns:
            for number, patient in (
                records.filter(source_file=file).select("source_record", "patient").iter_rows()
            ):
                found.setdefault(number, set()).add(patients.get(patient))
    assert found == {number: {patient} for number, patient in named.items()}


def test_the_allergy_list_is_that_of_the_files(synthea):
    patients = dict(synthea.records("patient").select("id", "source_id").iter_rows())
    ours = Counter(
        (patients[patient], substance, code, onset)
        for patient, substance, code, onset in synthea.records("allergy")
        .select("patient", "substance", "substance_code", "onset")
        .iter_rows()
    )
    known = {row["Id"] for row in synthea.rows("patients.csv")}
    theirs = Counter(
        (row["PATIENT"], row["DESCRIPTION"], row["CODE"], row["START"])
        for row in synthea.rows("allergies.csv")
        if row["PATIENT"] in known
    )
    assert ours == theirs


def test_the_same_files_give_the_same_run_and_result(synthea, smart):
    for export in (synthea, smart):
        assert [export.again[name] for name in ("run", "result")] == [
            export.summary[name] for name in ("run", "result")
        ]


def test_every_target_of_the_log_is_a_record_that_is_there(synthea):
    there = {id_ for entity in synthea.entities() for id_ in synthea.records(entity)["id"]}
    named = pl.read_parquet(synthea.out / "log.parquet")["targets"].str.split(", ").explode()
    assert set(named.filter(named != "")) <= there


def test_an_export_of_tab_separated_files_closes(smart):
    assert smart.summary["closes"]
    counted = {table["file"]: table["records_in_file"] for table in smart.summary["tables"]}
    assert counted["patients.txt"] == len(smart.rows("patients.txt", "\t"))
    assert counted["allergies.txt"] == len(smart.rows("allergies.txt", "\t"))


def test_no_known_allergies_never_becomes_an_allergy(smart):
    stated = smart.rows("allergies.txt", "\t")
    positive = Counter(row["PID"] for row in stated if row["STATEMENT"] == "positive")
    negative = [row for row in stated if row["STATEMENT"] != "positive"]
    assert negative
    patients = dict(smart.records("patient").select("id", "source_id").iter_rows())
    allergies = smart.records("allergy")
    assert Counter(patients[each] for each in allergies["patient"]) == positive
    text = (smart.out / "records" / "allergy.csv").read_text().lower()
    assert "no known" not in text
