"""A command loads what it needs and no more; the rest would cost every run a second (ADR 58)."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from portal.cli.loading import loading
from tests.portal.cli.terminal import ROOT, own_home

ADR = ROOT / "docs" / "adr" / "0058-a-library-is-loaded-once-needed.md"
EXEMPT = {"tests/**", "portal/cli*"}
NOT_FOR_TEXT = (
    *("alembic", "mako", "boto3", "botocore", "urllib3", "pydicom", "PIL", "openpyxl", "xlrd", "pyxlsb"),
    *("python_calamine", "msoffcrypto", "lxml", "sqlglot", "py7zr", "rapidfuzz", "duckdb", "pandas"),
    *("reportlab", "pyhanko", "plotly", "streamlit", "starlette", "httpx", "dask", "distributed", "psycopg"),
    *("core.suggest", "core.profiles", "portal.viewmodels"),
)
"""What a run of text files with a mapping of its own has no use for."""
STARTED = """
import sys
from portal.cli import main
try:
    main()
except SystemExit as leaving:
    print("".join(f"\\n{name}" for name in sys.modules), file=sys.stderr)
    raise
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    place = tmp_path / "export"
    place.mkdir()
    (place / "patients.csv").write_text(
        "PatNum,LName,FName,Birthdate\n1,Lee,Ann,1980-02-03\n2,Ray,Ben,1990-01-02\n"
    )
    return place


def loaded(folder: Path, *arguments: object) -> set[str]:
    """Every module that a command of its own process loads, by its full name."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHARTBRIDGE_")}
    done = subprocess.run(
        [sys.executable, "-c", STARTED, *map(str, arguments)],
        cwd=ROOT, env={**kept, **own_home(folder)}, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.sqlite
def test_a_run_of_text_loads_no_library_of_other_files(chartbridge, export, tmp_path):
    out = tmp_path / "out"
    assert chartbridge("migrate", export, "--accept", "all", "--out", out).status == 0
    there = loaded(tmp_path / "home", "migrate", export, "--mapping", out / "mapping.json", "--no-export")
    assert {"polars", "sqlalchemy", "core.runs"} <= there
    assert [name for name in NOT_FOR_TEXT if name in there] == []


@pytest.mark.parametrize("name", NOT_FOR_TEXT)
def test_what_must_not_be_loaded_is_spelt_as_it_is_imported(name):
    assert find_spec(name) is not None


def test_asking_for_help_loads_neither_the_engine_nor_the_store(tmp_path):
    there = loaded(tmp_path, "migrate", "--help")
    assert there.isdisjoint({"polars", "sqlalchemy", "core.runs", "storage"})


def test_only_the_doors_that_were_decided_import_when_they_are_asked():
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    doors = {place for place, left_out in rules["per-file-ignores"].items() if "PLC0415" in left_out} - EXEMPT
    told = next(line for line in ADR.read_text().split("\n- ") if "doors import when they are asked" in line)
    assert doors == set(re.findall(r"`(\w+/[\w/]+\.py)`", told))
    assert all((ROOT / door).is_file() for door in doors)


def test_nothing_is_looked_through_while_a_command_loads_and_everything_after():
    with loading():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_command_that_cannot_load_leaves_python_as_it_was():
    with pytest.raises(ImportError), loading():
        raise ImportError
    assert gc.isenabled()


def test_what_one_command_leaves_behind_is_looked_through_before_the_next():
    with loading():
        pass
    kept = gc.get_freeze_count()
    with loading():
        pass
    assert kept and gc.get_freeze_count() <= kept
