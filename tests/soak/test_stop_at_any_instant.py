"""Stopped by force at any instant, a run loses nothing and leaves nothing half visible."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.demonstration import example_export
from tests.portal.cli.terminal import ROOT, own_home, run_apart

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1800)]
STOPS = 12


@pytest.fixture(scope="module")
def export(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    for path, content in example_export().items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


def start(home: Path, export: Path) -> subprocess.Popen[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHARTBRIDGE_")}
    command = ("migrate", str(export), "--no-export", "--accept", "all", "--json")
    return subprocess.Popen(
        [sys.executable, "-m", "portal.cli", *command],
        cwd=ROOT, env={**kept, **own_home(home)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture(scope="module")
def undisturbed(export, tmp_path_factory):
    """What an undisturbed run gives, and how many seconds it takes."""
    home, began = tmp_path_factory.mktemp("undisturbed"), time.monotonic()
    said = run_apart(home, "migrate", export, "--no-export", "--accept", "all", "--json")
    return said.json, time.monotonic() - began


@pytest.mark.parametrize("share", [(stop + 1) / STOPS for stop in range(STOPS)])
def test_a_run_that_was_killed_is_done_again_as_if_nothing_had_been(export, undisturbed, tmp_path, share):
    whole, seconds = undisturbed
    running = start(tmp_path, export)
    time.sleep(seconds * share)
    running.kill()
    running.wait()
    again = run_apart(tmp_path, "migrate", export, "--no-export", "--accept", "all", "--json")
    assert again.status == 0, again.out + again.err
    assert [again.json[name] for name in ("run", "result")] == [whole[name] for name in ("run", "result")]
    checked = run_apart(tmp_path, "audit", "verify", "--json")
    assert checked.status == 0
    assert len(checked.json["projects"]) == 1
