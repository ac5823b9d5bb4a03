"""A messy export of some hundred thousand records, through the whole command: both sums close."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portal.cli.terminal import run_apart
from tests.shared_data import shared_data

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]
SCALE = "0.1"


@pytest.fixture(scope="module")
def export(tmp_path_factory) -> Path:
    generator = shared_data("../bench/legacy_export.py")
    folder = tmp_path_factory.mktemp("legacy")
    subprocess.run([sys.executable, generator, folder, SCALE], check=True, capture_output=True)
    return folder


def records_in(path: Path) -> int:
    with path.open(newline="", encoding="cp1252") as opened:
        return sum(1 for _ in csv.reader(opened)) - 1


def test_a_large_export_closes(export, tmp_path):
    files = sorted(export.glob("*.csv"))
    said = run_apart(tmp_path, "migrate", *files, "--no-export", "--accept", "all", "--json")
    assert said.status == 0, said.out[-2000:] + said.err
    counted = {table["file"]: table["records_in_file"] for table in said.json["tables"]}
    assert counted == {path.name: records_in(path) for path in files}
    cells = said.json["cells"]
    assert cells["non_empty"] == sum(cells[name] for name in ("mapped", "archived", "declined", "waiting"))
