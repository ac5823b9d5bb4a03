"""The messy legacy export that figures are measured on, and the mapping that a clinic would make of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GENERATOR = ROOT.parent / "shared" / "bench" / "legacy_export.py"
TABLES = ("patients", "appointments", "procedures", "ledger")
ROWS = 3_400_000
"""Of all tables together at scale 1."""
SHARES = {"patients": 1 / 34, "appointments": 8 / 34, "procedures": 15 / 34, "ledger": 10 / 34}
"""Of all rows, those of each table."""
_ENOUGH = 0.02
"""The scale at which every word that the export uses is there, so that the mapping fits any other."""


def export(folder: Path, scale: float) -> Path:
    """The export in `folder`: CSV files in cp1252, and the same in UTF-8 under `utf8`."""
    if not GENERATOR.exists():
        raise SystemExit("needs ../shared/bench/legacy_export.py, which is not beside this checkout")
    subprocess.run([sys.executable, str(GENERATOR), str(folder), f"{scale:g}"], check=True)
    return folder


def files(made: Path) -> list[Path]:
    return [made / f"{table}.csv" for table in TABLES]


def megabytes(made: Path) -> float:
    return sum(path.stat().st_size for path in files(made)) / 1e6


def home(folder: Path) -> dict[str, str]:
    """The settings of an installation of its own, in which nothing is there yet."""
    place = Path(tempfile.mkdtemp(dir=folder))
    return {
        "CHARTBRIDGE_HOME": str(place / "state"),
        "CHARTBRIDGE_MASTER_KEY_FILE": str(place / "key" / "key"),
    }


def migrate(*options: str) -> list[str]:
    return [sys.executable, "-m", "portal.cli", "migrate", *options]


def mapping(folder: Path) -> Path:
    """Every suggestion accepted, as a file."""
    small, out = export(folder / "small", _ENOUGH), folder / "suggested"
    command = [*migrate("--accept", "all", "--out", str(out)), *map(str, files(small))]
    subprocess.run(command, env={**os.environ, **home(folder)}, check=True, stdout=subprocess.DEVNULL)
    return out / "mapping.json"
