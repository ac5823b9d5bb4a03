"""The audit trail: every change leaves one event, in its own transaction, chained and anchored (law 8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from storage.anchors import AnchorKeeper, read_anchors
from storage.audit_chain import Anchor, Link, Verdict, genesis, judge, link_hash, microseconds
from storage.audit_events import AuditEvent
from storage.canonical import canonical, from_json_bytes, to_bytes, to_json_bytes, to_text
from storage.errors import KeyDestroyed, SealBroken
from storage.keys import KeyRing, Sensitivity
from storage.models import AuditRecord
from storage.sealing import Bound
from storage.unit import Head, Unit

ROWS_AT_ONCE = 1_000


@dataclass(frozen=True)
class AuditRow:
    """One event, opened. event: a value of AuditEvent. actor: who did it.

    opened: False where its sealed fields do not open as this event's; actor and facts are empty then.
    """

    seq: int
    at: datetime
    event: str
    actor: str = field(repr=False)
    facts: dict[str, Any] = field(repr=False)
    opened: bool = True


class Audit:
    def __init__(self, unit: Unit, anchors: AnchorKeeper) -> None:
        self._unit = unit
        self._anchors = anchors

    def append(self, project: str, event: AuditEvent, actor: str, facts: Mapping[str, Any]) -> AuditRow:
        """Adds one event to the project's chain. facts: JSON-able; sealed, as is the actor."""
        (row,) = self.append_each(project, event, actor, [facts])
        return row

    def append_each(
        self, project: str, event: AuditEvent, actor: str, many: Sequence[Mapping[str, Any]]
    ) -> list[AuditRow]:
        """As `append`, one event for each of the facts, in their order, and one look for the chain's end."""
        unit = self._unit
        unit.lock(project)
        head = self._head(project)
        length, previous = (head.seq, head.hash) if head else (0, genesis(project))
        rows = []
        for seq, facts in enumerate(many, start=length + 1):
            link = _sealed_link(unit, _Draft(project, seq, unit.clock(), event, previous), actor, facts)
            unit.session.add(_record(link))
            unit.appended[project], previous = Head(link.seq, link.hash, link.at), link.hash
            rows.append(AuditRow(seq, link.at, event, actor, dict(facts)))
        unit.session.flush()
        return rows

    def append_once(
        self, project: str, event: AuditEvent, actor: str, facts: Mapping[str, Any], *, since: datetime
    ) -> AuditRow | None:
        """As `append`, unless there is an equal event of this actor since then: None where there is."""
        self._unit.lock(project)
        if self.is_told(project, event, actor, facts, since=since):
            return None
        return self.append(project, event, actor, facts)

    def is_told(
        self, project: str, event: AuditEvent, actor: str, facts: Mapping[str, Any], *, since: datetime
    ) -> bool:
        """Whether there is an equal event of this actor since then."""
        statement = select(AuditRecord).where(
            AuditRecord.project_id == project, AuditRecord.event == event, AuditRecord.at >= since
        )
        ring = self._unit.ring(project)
        rows = (_opened_if_whole(_link(record), ring) for record in self._unit.session.scalars(statement))
        return any((row.actor, row.facts) == (actor, dict(facts)) for row in rows)

    def events(self, project: str) -> list[AuditRow]:
        """The whole trail, oldest first, opened."""
        ring = self._unit.ring(project)
        return [_opened(link, ring) for link in self._links(project)]

    def recent(self, project: str, *, limit: int, before: int | None = None) -> list[AuditRow]:
        """At most `limit` events, newest first, of those before seq `before` where it is given."""
        statement = select(AuditRecord).where(AuditRecord.project_id == project)
        if before is not None:
            statement = statement.where(AuditRecord.seq < before)
        found = self._unit.session.scalars(statement.order_by(AuditRecord.seq.desc()).limit(limit))
        ring = self._unit.ring(project)
        return [_opened(_link(record), ring) for record in found]

    def since(self, project: str, seq: int) -> list[AuditRow]:
        """Events after `seq`, oldest first; one that does not open is among them, and says so.

        For whoever shows the trail: a tampered event must be seen and must not hide the others.
        """
        statement = select(AuditRecord).where(AuditRecord.project_id == project, AuditRecord.seq > seq)
        found = self._unit.session.scalars(statement.order_by(AuditRecord.seq))
        ring = self._unit.ring(project)
        return [_opened_if_whole(_link(record), ring) for record in found]

    def chain(self, project: str) -> Iterator[tuple[Link, AuditRow]]:
        """Every event as stored and as opened, oldest first: for whoever takes the trail along."""
        ring = self._unit.ring(project)
        return ((link, _opened_if_whole(link, ring)) for link in self._links(project))

    def newest(self, project: str, *events: AuditEvent) -> AuditRow | None:
        """The last event of these kinds."""
        of_them = AuditRecord.project_id == project, AuditRecord.event.in_(events)
        statement = select(AuditRecord).where(*of_them)
        record = self._unit.session.scalars(statement.order_by(AuditRecord.seq.desc()).limit(1)).first()
        return None if record is None else _opened_if_whole(_link(record), self._unit.ring(project))

    def of_kinds(self, project: str, *events: AuditEvent, since: datetime) -> list[AuditRow]:
        """Events of these kinds from then on, oldest first; one that does not open is among them."""
        of_them = AuditRecord.project_id == project, AuditRecord.event.in_(events), AuditRecord.at >= since
        found = self._unit.session.scalars(select(AuditRecord).where(*of_them).order_by(AuditRecord.seq))
        ring = self._unit.ring(project)
        return [_opened_if_whole(_link(record), ring) for record in found]

    def length(self, project: str) -> int:
        """seq of the newest event; 0 without one."""
        head = self._head(project)
        return head.seq if head else 0

    def verify(self, project: str) -> Verdict:
        """Whether the chain is whole, and if not, where it first is not. Works without the keys too."""
        unit = self._unit
        ring = _ring_if_any(unit, project)
        anchors, forged = read_anchors(unit.blobs, project, ring=ring)
        opens = None if ring is None else lambda link: _opens(link, ring)
        verdict = judge(project, self._links(project), anchors=anchors, opens=opens)
        if verdict.valid and forged is not None:
            reason = f"the anchor of event {forged} was altered"
            return Verdict(False, verdict.events, verdict.anchored, forged, reason, verdict.keyed)
        return verdict

    def anchor(self, project: str) -> Anchor | None:
        """Anchors the committed head now; None for a project without events."""
        head = committed_head(self._unit, project)
        if head is None:
            return None
        return self._anchors.write(project, head, ring=self._unit.ring(project))

    def _head(self, project: str) -> Head | None:
        record = self._unit.session.scalars(_newest(project)).first()
        return None if record is None else Head(record.seq, record.hash, record.at)

    def _links(self, project: str) -> Iterator[Link]:
        statement = select(AuditRecord).where(AuditRecord.project_id == project).order_by(AuditRecord.seq)
        for record in self._unit.session.scalars(statement.execution_options(yield_per=ROWS_AT_ONCE)):
            yield _link(record)


@dataclass(frozen=True)
class _Draft:
    """The clear part of an event before it is sealed."""

    project: str
    seq: int
    at: datetime
    event: str
    prev_hash: bytes


def committed_head(unit: Unit, project: str) -> Head | None:
    """The head as others see it: never one of a transaction that may still be rolled back."""
    with unit.reading.connect() as connection:
        columns = select(AuditRecord.seq, AuditRecord.hash, AuditRecord.at)
        row = connection.execute(
            columns.where(AuditRecord.project_id == project).order_by(AuditRecord.seq.desc()).limit(1)
        ).first()
    return None if row is None else Head(*row)


def _newest(project: str) -> Any:
    return (
        select(AuditRecord).where(AuditRecord.project_id == project).order_by(AuditRecord.seq.desc()).limit(1)
    )


def _sealed_link(unit: Unit, draft: _Draft, actor: str, facts: Mapping[str, Any]) -> Link:
    ring = unit.ring(draft.project)
    sealed_actor = ring.seal(to_bytes(actor), _bound(draft, "actor"))
    sealed_facts = ring.seal(to_json_bytes(facts), _bound(draft, "facts"))
    link = Link(
        draft.project, draft.seq, draft.at, draft.event, sealed_actor, sealed_facts, draft.prev_hash, b""
    )
    return Link(**{**vars(link), "hash": link_hash(link)})


def _bound(place: _Draft | Link, column: str) -> Bound:
    """An event's sealed fields belong to its place, time, name and forerunner: none can be moved."""
    position = canonical(place.seq, microseconds(place.at), place.event, place.prev_hash).hex()
    return Bound(place.project, "audit", Sensitivity.RESTRICTED, table=column, part=position)


def _record(link: Link) -> AuditRecord:
    facts = dict(vars(link))
    return AuditRecord(project_id=facts.pop("project"), **facts)


def _link(record: AuditRecord) -> Link:
    return Link(
        record.project_id,
        record.seq,
        record.at,
        record.event,
        record.actor,
        record.facts,
        record.prev_hash,
        record.hash,
    )


def _opened(link: Link, ring: KeyRing) -> AuditRow:
    actor = to_text(ring.open(link.actor, _bound(link, "actor")))
    facts = from_json_bytes(ring.open(link.facts, _bound(link, "facts")))
    return AuditRow(link.seq, link.at, link.event, actor, facts)


def _opened_if_whole(link: Link, ring: KeyRing) -> AuditRow:
    try:
        return _opened(link, ring)
    except SealBroken:
        return AuditRow(link.seq, link.at, link.event, "", {}, opened=False)


def _opens(link: Link, ring: KeyRing) -> bool:
    return _opened_if_whole(link, ring).opened


def _ring_if_any(unit: Unit, project: str) -> KeyRing | None:
    try:
        return unit.ring(project)
    except KeyDestroyed:
        return None
