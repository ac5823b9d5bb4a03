"""The trail taken along: a third party follows the chain with nothing but the file and SHA-256."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal.permissions import Actor, Forbidden, Role
from portal.services import audit_trail, trail_file, uploads
from portal.viewmodels.audit_trail import TrailQuery
from portal.viewmodels.taking import Form
from portal.viewmodels.uploads import Dropped
from portal.visit import ProjectChoice
from portal.wording.audit_trail import sentence
from storage import AuditEvent, Storage
from tests.portal.stores import AUDITOR, OWNER, PATIENTS, project_in, ran_in, store_in

UTC = ZoneInfo("UTC")
EVERYTHING = TrailQuery()


def written(
    store: Storage,
    project: ProjectChoice,
    form: Form,
    query: TrailQuery = EVERYTHING,
    actor: Actor = AUDITOR,
) -> str:
    pieces = trail_file.write(store, actor, project.id, query, form, zone=UTC)
    return b"".join(pieces).decode()


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def canonical(*values: str | int | bytes) -> bytes:
    """As docs/storage.md says, written anew here: a tag, the length as eight bytes, the bytes."""
    encoded = b""
    for value in values:
        tag, body = (
            (b"b", value)
            if isinstance(value, bytes)
            else (b"s" if isinstance(value, str) else b"i", str(value).encode())
        )
        encoded += tag + len(body).to_bytes(8, "big") + body
    return encoded


def follow(head: dict[str, Any], events: list[dict[str, Any]]) -> list[int]:
    """Numbers of the events whose own hash was computed anew; fails where the chain does not hold."""
    before = hashlib.sha256(canonical("chartbridge/audit/1/genesis", head["project"])).hexdigest()
    assert head["genesis"] == before
    proven = []
    for number, event in enumerate(events, start=1):
        assert (event["seq"], event["prev_hash"]) == (number, before)
        if "event" in event:
            over = canonical(
                head["format"], head["project"], event["seq"], event["at_us"], event["event"],
                bytes.fromhex(event["sealed_actor"]), bytes.fromhex(event["sealed_facts"]),
                bytes.fromhex(event["prev_hash"]),
            )  # fmt: skip
            assert hashlib.sha256(over).hexdigest() == event["hash"]
            proven.append(number)
        before = event["hash"]
    return proven


def test_a_third_party_follows_the_whole_chain_with_the_file_alone(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    head, *events = lines(written(store, project, Form.JSON_LINES))
    assert follow(head, events) == list(range(1, len(events) + 1)) and len(events) > 5


def test_what_was_not_asked_for_is_passed_through_without_saying_what_it_was(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    query = TrailQuery(kind=AuditEvent.UPLOAD_RECEIVED)
    head, *events = lines(written(store, project, Form.JSON_LINES, query))
    proven = follow(head, events)
    assert 0 < len(proven) < len(events)
    assert {e["event"] for e in events if "event" in e} == {AuditEvent.UPLOAD_RECEIVED.value}
    assert all(set(e) == {"seq", "prev_hash", "hash"} for e in events if "event" not in e)


@pytest.mark.parametrize("field", ["sealed_facts", "event", "at_us", "hash", "prev_hash"])
def test_an_event_altered_in_the_file_is_seen(tmp_path: Path, field: str) -> None:
    store = store_in(tmp_path)
    head, *events = lines(written(store, project_in(store, {"a.csv": PATIENTS}), Form.JSON_LINES))
    events[1][field] = events[1][field] + 1 if field == "at_us" else "00" + events[1][field][2:]
    with pytest.raises(AssertionError):
        follow(head, events)


def test_the_spreadsheet_has_the_events_of_the_page_in_its_words(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    query = TrailQuery(person="Robin")
    shown = audit_trail.view(store, OWNER, project, query, zone=UTC).lines
    rows = list(csv.DictReader(io.StringIO(written(store, project, Form.CSV, query))))
    told = {int(row["event"]): row["what was done"] for row in rows}
    assert told.items() >= {line.seq: sentence(line.kind, line.facts) for line in shown}.items()
    assert {row["who"] for row in rows} == {"Robin"}


def test_a_file_name_that_a_spreadsheet_would_run_is_made_harmless(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS})
    evil = Actor('=cmd|"/c calc"!A1', Role.OWNER)
    uploads.receive(store, evil, project.id, [Dropped("b.csv", PATIENTS)])
    rows = list(csv.DictReader(io.StringIO(written(store, project, Form.CSV))))
    assert not [cell for row in rows for cell in row.values() if cell.startswith("=")]
    assert "'" + evil.name in {row["who"] for row in rows}


def test_taking_it_along_is_an_event(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store)
    written(store, project, Form.CSV, TrailQuery(person="Robin"))
    with store.read() as work:
        event = work.audit.newest(project.id, AuditEvent.AUDIT_EXPORTED)
    assert event is not None
    assert (event.actor, event.facts["events"], event.facts["person"]) == ("Ada", 1, "Robin")


def test_whoever_sees_only_their_own_events_takes_none_along(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store)
    with pytest.raises(Forbidden):
        written(store, project, Form.CSV, actor=Actor("Val", Role.VENDOR))
