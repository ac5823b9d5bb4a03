"""JSON lines of the log: a fixed list of fields, and never a value, whatever was put in (law 7)."""

from __future__ import annotations

import ast
import io
import json
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.accept import Settings as Clinic
from portal.quiet_logs import BARE, FIELDS, keep_values_out_of_logs, told
from portal.services import projects, runs, uploads
from portal.settings import LogForm
from portal.viewmodels.uploads import Accept, Dropped
from portal.worker import Pace, Worker
from storage.errors import BlobStoreFailed
from storage.local import LocalBlobs
from tests.portal.stores import OWNER, store_in, work_all

CANARY = "Zzyzx-Bloggs-19610312"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that any logger says in this test, from the lowest level on."""
    stream, root, before = io.StringIO(), logging.getLogger(), logging.getLogRecordFactory()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter(BARE))
    level = root.level
    keep_values_out_of_logs(LogForm.JSON)
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    logging.setLogRecordFactory(before)
    root.removeHandler(handler)
    root.setLevel(level)


def read(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def fail(text: str) -> None:
    raise ValueError(text)


def test_every_line_is_one_object_with_known_fields_only(lines: io.StringIO) -> None:
    logging.getLogger("portal.somewhere").warning("it stopped", extra={"job": "7f", "patient": CANARY})
    (line,) = read(lines)
    assert set(line) <= set(FIELDS)
    assert (line["level"], line["logger"], line["event"], line["job"]) == (
        "warning", "portal.somewhere", "it stopped", "7f",
    )  # fmt: skip


@pytest.mark.parametrize("logger", ["portal.page", "some.library", CANARY])
def test_no_value_reaches_a_line_however_it_was_handed_over(lines: io.StringIO, logger: str) -> None:
    log = logging.getLogger("library" if logger == CANARY else logger)
    try:
        fail(CANARY)
    except ValueError as error:
        log.exception("of %s", CANARY)
        log.error("so: %s", error, stack_info=True)
        log.error(error)
        log.error("it failed", extra=told(error))
    log.warning("%s", {"name": CANARY})
    assert CANARY not in lines.getvalue()
    assert len(read(lines)) == 5
    assert read(lines)[0]["type"] == "ValueError"


def test_what_another_library_writes_into_its_message_is_left_out(
    lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = logging.getLogger("uvicorn.error")
    # As in a server, whatever another one in this process made of them.
    for each in (log, log.parent):
        monkeypatch.setattr(each, "disabled", False)
        monkeypatch.setattr(each, "propagate", True)
    log.setLevel(logging.WARNING)
    log.warning(f"Invalid request for /{CANARY}")
    (line,) = read(lines)
    assert CANARY not in str(line) and "event" not in line
    assert line["logger"] == "uvicorn" and line["where"].startswith("test_log_lines.py:")


class Away(LocalBlobs):
    """Fails at every reading, with a text that quotes what it was asked for."""

    def read(self, name: str) -> Any:
        raise BlobStoreFailed(place=CANARY, found=CANARY, do=CANARY)


def test_a_canary_in_every_kind_of_input_is_in_no_line(lines: io.StringIO, tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = projects.create(store, OWNER, CANARY)
    content = f"PatNum,LastName,{CANARY}\n1,{CANARY},x\n\xff{CANARY}".encode("latin-1")
    dropped = [
        Dropped(f"{CANARY}/{CANARY}.{end}", content) for end in ("csv", "xlsx", "json", "xml", "sql", "dcm")
    ]
    uploads.receive(store, OWNER, project.id, dropped)
    work_all(store)
    runs.start(store, OWNER, project.id, how=Accept.ALL, clinic=Clinic())
    work_all(store)
    with store.begin() as work:
        every = [upload.id for upload in work.uploads.of(project.id)]
        work.jobs.enqueue(project.id, "run", {"uploads": every, "saw": None, "accept": CANARY}, CANARY)
    work_all(store)
    away = store_in(tmp_path)
    away.blobs = Away(tmp_path / "away")
    with away.begin() as work:
        work.jobs.enqueue(project.id, "look", {"uploads": every}, "away")
    Worker(away, name="w", keep_on=lambda: False, pace=Pace()).work_once()
    warnings.warn(CANARY, stacklevel=1)
    events = {line.get("event") for line in read(lines)}
    assert CANARY not in lines.getvalue()
    assert {"the job failed", "a server did not answer; the job waits"} <= events


def test_every_sentence_that_we_log_stands_in_the_code_and_holds_no_value() -> None:
    """With JSON it is told as it stands there; a value in it would be told as well."""
    loose = []
    for package in ("core", "storage", "reports", "portal", "pages"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    owner = node.func.value
                    logs = isinstance(owner, ast.Name) and owner.id in ("_LOG", "_log", "_UNFORESEEN")
                    if logs and not (node.args and isinstance(node.args[0], ast.Constant)):
                        loose.append(f"{path.name}:{node.lineno}")
    assert loose == []
