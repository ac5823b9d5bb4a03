"""The proof of one entry: checked by a page of Python that is not ours, against the root of the run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import ChartbridgeError
from portal.permissions import Forbidden
from portal.services import log_proof
from portal.services.log_root import with_root
from portal.viewmodels.log import EntryRef
from portal.visit import ProjectChoice
from storage import AuditEvent, Storage
from tests.portal.stores import AUDITOR, OWNER, ran_project, store_in

CHECK = Path(__file__).parents[3] / "docs" / "check_log_entry.py"
Ran = tuple[Storage, ProjectChoice, str, str]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    store = store_in(tmp_path_factory.mktemp("log_proof"))
    project = ran_project(store)
    with store.read() as work:
        run = work.runs.of(project.id)[0].run
    with_root(store, project.id, run, by="Robin")
    with store.read() as work:
        yield store, project, run, work.runs.get(project.id, run).summary["log_root"]
    store.close()


def proof(ran: Ran, position: int) -> bytes:
    store, project, run, _ = ran
    return b"".join(log_proof.write(store, OWNER, project.id, EntryRef(run, position)))


def checked(content: bytes, root: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """By the script alone: with no path to our code."""
    file = folder / "proof.json"
    file.write_bytes(content)
    asked = [sys.executable, "-I", str(CHECK), str(file), root]
    return subprocess.run(asked, capture_output=True, text=True, cwd=folder, timeout=60)


def test_the_script_proves_an_entry_and_shows_it(ran: Ran, tmp_path: Path) -> None:
    content = proof(ran, 3)
    told = checked(content, ran[3], tmp_path)
    assert told.returncode == 0, told.stderr
    entry = json.loads(json.loads(content)["entry"])
    assert f"source_id: {entry['source_id']}" in told.stdout


def test_the_script_refuses_an_entry_that_was_changed_and_another_root(ran: Ran, tmp_path: Path) -> None:
    content = proof(ran, 3)
    changed = json.loads(content)
    changed["entry"] = changed["entry"].replace('"imported"', '"skipped"').replace('"flagged"', '"imported"')
    assert changed["entry"] != json.loads(content)["entry"]
    assert checked(json.dumps(changed).encode(), ran[3], tmp_path).returncode == 1
    assert checked(content, "0" * 64, tmp_path).returncode == 1


def test_taking_a_proof_is_one_event_of_the_trail(ran: Ran) -> None:
    store, project, run, _ = ran
    proof(ran, 0)
    with store.read() as work:
        event = work.audit.newest(project.id, AuditEvent.LOG_EXPORTED)
    assert event is not None
    assert (event.facts["run"], event.facts["entries"]) == (run, 1)


def test_who_may_not_see_whose_record_it_is_gets_no_proof(ran: Ran) -> None:
    store, project, run, _ = ran
    with pytest.raises(Forbidden):
        list(log_proof.write(store, AUDITOR, project.id, EntryRef(run, 0)))


@pytest.mark.parametrize("position", [-1, 10**9])
def test_an_entry_that_is_not_there_is_one_sentence(ran: Ran, position: int) -> None:
    with pytest.raises(ChartbridgeError):
        proof(ran, position)
