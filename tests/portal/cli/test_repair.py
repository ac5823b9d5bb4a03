"""Damaged rows are told with what is proposed, and repaired on request only."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import pytest

from core.repairs import RepairKind
from portal.cli.repair_wording import WHAT

NAMES = "PatNum,LName,FName,Birthdate,City"
DAMAGED = "7,Molarsen,Pearl03/25/1980,Bergen"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    folder.mkdir()
    lines = [NAMES, *(_line(n) for n in range(1, 31))]
    lines[7] = DAMAGED
    (folder / "patients.csv").write_text("\n".join(lines) + "\n")
    return folder


def _line(n: int) -> str:
    return f"{n},Molar{'aeiou'[n % 5]}n,P{'aeiou'[n % 5]}rl,0{n % 9 + 1}/{n % 18 + 10}/19{n + 50},Bergen"


def test_every_kind_of_repair_has_its_words() -> None:
    assert set(WHAT) == set(RepairKind)


def test_a_damaged_row_is_told_and_left_as_it_stands(chartbridge, export):
    said = chartbridge("read", export)
    assert said.status == 0
    assert "two values run together" in said.out
    assert "add --repair" in said.out
    assert "Molarsen" not in said.out


def test_json_has_the_row_as_it_stood_and_as_proposed(chartbridge, export):
    (repair,) = chartbridge("read", export, "--json").json["tables"][0]["repairs"]
    assert (repair["kind"], repair["line"], repair["applied"]) == ("missing_delimiter", 8, False)
    assert repair["raw"] == DAMAGED
    assert repair["after"] == ["7", "Molarsen", "Pearl", "03/25/1980", "Bergen"]
    assert repair["confidence"] > 0.8


def test_with_repair_the_row_is_written_as_proposed(chartbridge, export, tmp_path):
    said = chartbridge("read", export, "--repair", "--to-csv", tmp_path / "csv")
    assert said.status == 0
    written = (tmp_path / "csv" / "patients.csv").read_text()
    assert list(csv.reader(io.StringIO(written)))[7] == ["7", "Molarsen", "Pearl", "03/25/1980", "Bergen"]


def test_a_run_with_repair_flags_the_record_and_keeps_the_row_as_it_stood(chartbridge, export, tmp_path):
    plain = chartbridge("migrate", export, "--no-export", "--accept", "all", "--json").json
    out = tmp_path / "out"
    done = chartbridge("migrate", export, "--repair", "--out", out, "--accept", "all", "--json").json
    assert done["closes"] and done["run"] != plain["run"]
    assert done["repairs"] == [{"all": "yes"}] and plain["repairs"] == []
    log = pl.read_parquet(out / "log.parquet")
    entry = log.filter(pl.col("record") == 7).row(0, named=True)
    assert entry["disposition"] == "flagged"
    assert "row_repaired" in entry["reasons"]
    kept = pl.read_parquet(out / "repairs" / "patients.csv" / "patients.parquet")
    assert kept.select("record", "line", "raw").rows() == [(7, 8, DAMAGED)]
