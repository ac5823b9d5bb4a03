"""The whole journey, played through the services: what it leaves is signed, whole, and can be made again."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from core.demonstration import example_export
from reports.handover import check
from reports.signing import roots_in, verify_file
from tests.portal.cli.terminal import run_apart


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    folder = tmp_path_factory.mktemp("complete")
    said = run_apart(folder, "demo", folder / "demo", "--small", "--complete", "--json")
    assert said.status == 0, said.out + said.err
    return folder, said.json["journey"]


def test_nothing_waits_at_its_end_and_both_sums_close(played: tuple[Path, Any]) -> None:
    _, journey = played
    assert journey["closes"] and journey["finding"] == "valid"
    assert journey["groups_decided"] > 5
    assert journey["gates_waived"] == 1


def test_its_document_is_valid_to_whoever_has_its_trust_file(played: tuple[Path, Any]) -> None:
    demo = played[0] / "demo"
    status, sentences = verify_file(demo / "readiness.pdf", roots=roots_in((demo / "trust.pem").read_bytes()))
    assert status == 0
    roles = [
        role for role in ("practitioner", "accountant", "champion", "owner") if role in " ".join(sentences)
    ]
    assert len(roles) == 4
    assert verify_file(demo / "readiness.pdf", roots=())[0] == 3


def test_its_handover_is_whole_and_holds_the_originals_and_the_document(played: tuple[Path, Any]) -> None:
    demo = played[0] / "demo"
    assert check(demo / "handover").wrong is None
    for path, content in example_export().items():
        assert (demo / "handover" / "originals" / path).read_bytes() == content
    (paper,) = (demo / "handover" / "documents").iterdir()
    assert paper.read_bytes() == (demo / "readiness.pdf").read_bytes()


def test_its_log_has_every_record_and_none_that_waits(played: tuple[Path, Any]) -> None:
    with (played[0] / "demo" / "migration_log.csv").open(newline="", encoding="utf-8") as log:
        entries = list(csv.DictReader(log))
    assert {entry["disposition"] for entry in entries} == {"imported", "flagged", "merged", "skipped"}
    merged = [entry for entry in entries if entry["disposition"] == "merged"]
    assert {entry["by"] for entry in merged} == {"Remy Sample"}


def test_the_same_files_mapping_and_decisions_give_the_same_run_anywhere(
    played: tuple[Path, Any], tmp_path: Path
) -> None:
    folder, journey = played
    demo = folder / "demo"
    told = ("--mapping", demo / "mapping.json", "--decisions", demo / "handover" / "decisions.json")
    again = run_apart(tmp_path, "migrate", demo / "export", *told, "--no-export", "--json")
    assert (again.json["run"], again.json["result"]) == (journey["run"], journey["result"])


def test_its_trail_is_whole_and_names_who_did_what(played: tuple[Path, Any]) -> None:
    said = run_apart(played[0], "audit", "verify", "--json")
    assert said.status == 0
    assert json.loads(said.out)["projects"][0]["events"] > 40
