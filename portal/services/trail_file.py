"""The filtered audit trail as a file, so that somebody outside can follow the chain (law 8).

JSON Lines: a head, then every event of the chain, oldest first. Those that were asked for have everything
that their hash is over (storage/audit_chain.py); of the others there is the number and the two hashes, so
that the chain can be followed through them. CSV has the events that were asked for, for people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from portal.permissions import Action, Actor, authorise
from portal.services.audit_trail import answers, line_of
from portal.viewmodels.audit_trail import TrailQuery
from portal.viewmodels.taking import Form
from portal.wording import audit_trail as words
from reports.csv_text import csv_pieces
from storage import AuditEvent, AuditLink, AuditRow, Storage, genesis
from storage.audit_chain import microseconds

AT_ONCE = 1_000
FORMAT = "chartbridge/audit/1"
Event = tuple[AuditLink, AuditRow]


def write(
    store: Storage, actor: Actor, project: str, query: TrailQuery, form: Form, *, zone: ZoneInfo
) -> Iterator[bytes]:
    """The file in pieces; audited before its first. zone: the clinic's, which days are told in."""
    authorise(actor, Action.SEE_ALL_EVENTS, project)
    with store.read() as work:
        chain = list(work.audit.chain(project))
    asked = {row.seq for _, row in chain if answers(line_of(row), query, zone)}
    with store.begin() as work:
        facts = {
            "form": form.value,
            "events": len(asked),
            "person": query.person,
            "kind": query.kind,
            "day": query.day,
        }
        work.audit.append(project, AuditEvent.AUDIT_EXPORTED, actor.name, facts)
    if form is Form.JSON_LINES:
        return _json_lines(project, chain, asked)
    return csv_pieces(_frames([event for event in chain if event[1].seq in asked]))


def _json_lines(project: str, chain: list[Event], asked: set[int]) -> Iterator[bytes]:
    yield _json({"format": FORMAT, "project": project, "genesis": genesis(project).hex()})
    for link, row in chain:
        yield _json(_whole(link, row) if row.seq in asked else _passed(link))


def _passed(link: AuditLink) -> dict[str, Any]:
    return {"seq": link.seq, "prev_hash": link.prev_hash.hex(), "hash": link.hash.hex()}


def _whole(link: AuditLink, row: AuditRow) -> dict[str, Any]:
    """at_us, event and the sealed texts are what the hash is over; actor and facts are what they say."""
    return {
        **_passed(link),
        "at": _instant(row),
        "at_us": microseconds(link.at),
        "event": link.event,
        "sealed_actor": link.actor.hex(),
        "sealed_facts": link.facts.hex(),
        "actor": row.actor if row.opened else None,
        "facts": row.facts if row.opened else None,
    }


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n").encode()


def _frames(events: list[Event]) -> Iterator[pl.DataFrame]:
    for start in range(0, max(len(events), 1), AT_ONCE):
        rows = [_row(*event) for event in events[start : start + AT_ONCE]]
        yield pl.DataFrame(rows, schema=_CSV, orient="row")


_CSV = {
    "event": pl.Int64,
    "when": pl.String,
    "who": pl.String,
    "kind": pl.String,
    "what was done": pl.String,
    "hash before": pl.String,
    "hash": pl.String,
}


def _row(link: AuditLink, row: AuditRow) -> tuple[object, ...]:
    said = words.sentence(row.event, row.facts) if row.opened else words.UNREADABLE
    who = line_of(row).person or words.THE_PORTAL if row.opened else ""
    return row.seq, _instant(row), who, row.event, said, link.prev_hash.hex(), link.hash.hex()


def _instant(row: AuditRow) -> str:
    return row.at.astimezone(UTC).isoformat()
