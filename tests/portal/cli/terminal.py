"""A terminal for tests: one command, its exit status and what it said, with a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.placing import variables

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Said:
    """What came of one command."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def own_home(folder: Path) -> dict[str, str]:
    """Variables that keep a command's state under `folder`, the key beside it and not in it."""
    return {
        **variables(folder / "state"),
        "CHARTBRIDGE_HOME": str(folder / "state"),
        "CHARTBRIDGE_MASTER_KEY_FILE": str(folder / "key" / "master.key"),
    }


def run_apart(folder: Path, *arguments: object) -> Said:
    """The command in a process of its own, as a person would start it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHARTBRIDGE_")}
    done = subprocess.run(
        [sys.executable, "-m", "portal.cli", *map(str, arguments)],
        cwd=ROOT, env={**kept, **own_home(folder)}, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    return Said(done.returncode, done.stdout, done.stderr)
