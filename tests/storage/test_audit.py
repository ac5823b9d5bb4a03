"""The trail: one event a change, in its transaction; whoever alters, moves or cuts it is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from core.decisions import Choice, Decision, Group, GroupKind
from storage import AuditEvent, LocalBlobs, Saying, Storage, UploadRow, UploadWord, Verdict, open_storage
from storage.audit_chain import Link, genesis, link_hash
from storage.errors import BlobStoreFailed
from storage.models import AuditRecord
from tests.storage.conftest import MASTER, Clock
from tests.storage.stored import Stored, anchor_of

DECISION = Decision(Group(GroupKind.COLUMN, "a.csv", "a", "x"), Choice.ARCHIVE, "Ann", "owner", "Not needed.")


def add(storage: Storage, project: str, count: int) -> None:
    with storage.begin() as work:
        for n in range(count):
            work.audit.append(project, AuditEvent.LOG_SEARCHED, "Ann Archer", {"n": n})


def anchor(storage: Storage, project: str) -> None:
    with storage.begin() as work:
        work.audit.anchor(project)


def verify(storage: Storage, project: str) -> Verdict:
    with storage.read() as work:
        return work.audit.verify(project)


def anchors(storage: Storage, project: str) -> list[int]:
    return [int(blob.name[-12:]) for blob in storage.blobs.list(f"anchors/{project}")]


@contextmanager
def intruder(storage: Storage):
    """Somebody with full rights on the database, who takes its guards away first."""
    with storage.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("DROP TRIGGER IF EXISTS audit_event_only_added ON audit_event"))
        else:
            for word in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS audit_event_no_{word}"))
        yield connection


def at(project: str, seq: int):
    return (AuditRecord.project_id == project) & (AuditRecord.seq == seq)


def test_events_come_back_in_order_with_who_and_what(storage: Storage, project: str, clock: Clock):
    add(storage, project, 2)
    with storage.read() as work:
        events = work.audit.events(project)
        assert [(each.seq, each.event, each.actor, each.facts) for each in events] == [
            (1, "project:project:create", "system", {"name": "Riverside Dental"}),
            (2, "person:log:search", "Ann Archer", {"n": 0}),
            (3, "person:log:search", "Ann Archer", {"n": 1}),
        ]
        assert {each.at for each in events} == {clock()}
        assert work.audit.recent(project, limit=2) == [events[2], events[1]]
        assert work.audit.recent(project, limit=2, before=3) == [events[1], events[0]]


def test_an_event_goes_with_its_change_or_not_at_all(storage: Storage, project: str):
    with pytest.raises(RuntimeError), storage.begin() as work:
        work.uploads.receive(project, "a.csv", b"x", "Ann")
        raise RuntimeError("stopped")
    with storage.read() as work:
        assert len(work.audit.events(project)) == 1
        assert work.audit.verify(project) == Verdict(True, 1, 0)


def receipts(project: str, names: str) -> list[UploadRow]:
    """Made up, of one letter each."""
    at = datetime(2026, 3, 12, tzinfo=UTC)
    return [UploadRow(name, project, f"{name}.csv", "00" * 32, 1, at, "Ann") for name in names]


def test_every_change_leaves_exactly_one_event(storage: Storage, project: str):
    changes: list[tuple[Callable, AuditEvent]] = [
        (lambda w: w.uploads.receive(project, "a.csv", b"x", "Ann"), AuditEvent.UPLOAD_RECEIVED),
        (
            lambda w: w.upload_words.say(*receipts(project, "ab"), word=UploadWord.NEWER, by="Ann"),
            AuditEvent.UPLOAD_REPLACED,
        ),
        (
            lambda w: w.upload_words.say(*receipts(project, "bc"), word=UploadWord.COPY, by="Ann"),
            AuditEvent.UPLOAD_LEFT_OUT,
        ),
        (
            lambda w: w.upload_words.say(*receipts(project, "bd"), word=UploadWord.ANOTHER, by="Ann"),
            AuditEvent.UPLOADS_TOLD_APART,
        ),
        (lambda w: w.mappings.save(project, "{}", "Ann"), AuditEvent.MAPPING_SAVED),
        (
            lambda w: w.choices.say(project, Saying("{}", "Ann", {"file": "a.csv"}), saw=0),
            AuditEvent.READING_SAID,
        ),
        (lambda w: w.choices.undo(project, "Ann", saw=1), AuditEvent.READING_TAKEN_BACK),
        (lambda w: w.decisions.propose(project, [DECISION], by="Ann", saw=0), AuditEvent.DECISION_PROPOSED),
        (lambda w: w.decisions.made(project, [DECISION], by="Ann", saw=0), AuditEvent.DECISION_MADE),
        (
            lambda w: w.decisions.withdraw(project, [DECISION.group], by="Ann", reason="No.", saw=2),
            AuditEvent.DECISION_WITHDRAWN,
        ),
        (lambda w: w.projects.renew_key(project, "clinical", by="Ann"), AuditEvent.PROJECT_KEYS_RENEWED),
        (lambda w: w.jobs.enqueue(project, "run", {}, "k", by="Ann"), AuditEvent.JOB_QUEUED),
        (
            lambda w: w.runs.publish(
                project,
                run="r",
                result="d",
                parts=[],
                summary={"closes": True},
                mapping_version=1,
                by="Ann",
            ),
            AuditEvent.RUN_PUBLISHED,
        ),
    ]
    for number, (change, event) in enumerate(changes, start=2):
        with storage.begin() as work:
            change(work)
        with storage.read() as work:
            newest = work.audit.recent(project, limit=1)[0]
            assert (newest.seq, newest.event, newest.actor) == (number, event, "Ann")


def test_event_names_are_source_subject_action():
    for event in AuditEvent:
        source, subject, action = event.value.split(":")
        assert source in ("person", "project", "worker")
        assert subject.isalpha() and action.isalpha()


def test_an_untouched_chain_is_whole(storage: Storage, project: str):
    add(storage, project, 5)
    assert verify(storage, project) == Verdict(True, 6, 0)
    anchor(storage, project)
    assert verify(storage, project) == Verdict(True, 6, 6)


def test_events_may_neither_be_changed_nor_removed_by_mistake(storage: Storage, project: str):
    for statement in (
        update(AuditRecord).values(event="x"),
        delete(AuditRecord).where(AuditRecord.seq == 1),
    ):
        with pytest.raises(DBAPIError, match="only ever added"), storage.engine.begin() as connection:
            connection.execute(statement)
    assert verify(storage, project).valid


def test_the_trail_is_read_on_from_any_event(storage: Storage, project: str):
    add(storage, project, 4)
    with storage.read() as work:
        assert [each.seq for each in work.audit.since(project, 3)] == [4, 5]
        assert work.audit.since(project, 5) == []
        assert work.audit.newest(project, AuditEvent.LOG_SEARCHED).facts == {"n": 3}
        assert work.audit.newest(project, AuditEvent.CHART_VIEWED) is None
        assert work.audit.length(project) == 5


def test_a_tampered_event_is_shown_as_such_and_hides_no_other(storage: Storage, project: str):
    add(storage, project, 3)
    with intruder(storage) as connection:
        renamed = {"event": AuditEvent.AUDIT_VIEWED.value}
        connection.execute(update(AuditRecord).where(at(project, 3)).values(renamed))
    with storage.read() as work:
        shown = [(each.seq, each.actor, each.opened) for each in work.audit.since(project, 0)]
    assert shown == [
        (1, "system", True),
        (2, "Ann Archer", True),
        (3, "", False),
        (4, "Ann Archer", True),
    ]


@pytest.mark.parametrize("column", ["at", "event", "actor", "facts", "prev_hash", "hash"])
@pytest.mark.parametrize("seq", [1, 3, 6])
def test_an_altered_event_is_found_and_named(storage: Storage, project: str, column: str, seq: int):
    add(storage, project, 5)
    with intruder(storage) as connection:
        row = connection.execute(select(AuditRecord.__table__).where(at(project, seq))).one()._mapping
        old = row[column]
        new = {"at": lambda: old + timedelta(microseconds=1), "event": lambda: AuditEvent.AUDIT_VIEWED.value}
        changed = new.get(column, lambda: old[:-1] + bytes([old[-1] ^ 1]))()
        connection.execute(update(AuditRecord).where(at(project, seq)).values({column: changed}))
    verdict = verify(storage, project)
    assert (verdict.valid, verdict.first_bad) == (False, seq)
    assert f"event {seq}" in verdict.reason


@pytest.mark.parametrize("seq", [1, 3])
def test_a_removed_event_is_found_and_named(storage: Storage, project: str, seq: int):
    add(storage, project, 5)
    with intruder(storage) as connection:
        connection.execute(delete(AuditRecord).where(at(project, seq)))
    verdict = verify(storage, project)
    assert (verdict.valid, verdict.first_bad, verdict.reason) == (False, seq, f"event {seq} is missing")


def links(connection, project: str) -> list[Link]:
    rows = connection.execute(
        select(AuditRecord.__table__).where(AuditRecord.project_id == project).order_by(AuditRecord.seq)
    )
    return [Link(*row) for row in rows]


def chain_anew(connection, project: str, events: list[Link]) -> None:
    """Writes the events as a chain whose numbers and hashes all fit, as a careful intruder would."""
    connection.execute(delete(AuditRecord).where(AuditRecord.project_id == project))
    previous = genesis(project)
    for seq, event in enumerate(events, start=1):
        link = replace(event, seq=seq, prev_hash=previous)
        link = replace(link, hash=link_hash(link))
        facts = dict(vars(link))
        connection.execute(AuditRecord.__table__.insert(), {"project_id": facts.pop("project"), **facts})
        previous = link.hash


REWRITES = {
    "removed": (lambda e: [*e[:2], *e[3:]], 3),
    "reordered": (lambda e: [*e[:2], e[3], e[2], *e[4:]], 3),
    "inserted": (lambda e: [*e[:4], e[1], *e[4:]], 5),
    "altered": (lambda e: [*e[:3], replace(e[3], event=AuditEvent.AUDIT_VIEWED.value), *e[4:]], 4),
    "redated": (lambda e: [*e[:3], replace(e[3], at=e[3].at + timedelta(1)), *e[4:]], 4),
}


@pytest.mark.parametrize("rewrite", REWRITES)
def test_a_chain_that_was_hashed_anew_without_the_keys_is_found_and_located(
    storage: Storage, project: str, rewrite: str
):
    add(storage, project, 6)
    change, first_bad = REWRITES[rewrite]
    with intruder(storage) as connection:
        chain_anew(connection, project, change(links(connection, project)))
    verdict = verify(storage, project)
    assert (verdict.valid, verdict.first_bad) == (False, first_bad)


def test_a_chain_hashed_anew_after_shredding_is_found_by_its_anchors(storage: Storage, project: str):
    add(storage, project, 3)
    anchor(storage, project)
    add(storage, project, 3)
    anchor(storage, project)
    storage.shred(project, by="Ann")
    assert verify(storage, project).valid
    with intruder(storage) as connection:
        events = links(connection, project)
        chain_anew(connection, project, [*events[:5], replace(events[5], event="x"), *events[6:]])
    verdict = verify(storage, project)
    assert (verdict.valid, verdict.first_bad, verdict.keyed) == (False, 5, False)
    assert verdict.reason == "the events 5 to 7 are not those that were anchored"


def test_a_tail_cut_before_the_last_anchor_is_found(storage: Storage, project: str):
    add(storage, project, 5)
    anchor(storage, project)
    with intruder(storage) as connection:
        connection.execute(delete(AuditRecord).where(AuditRecord.seq > 4))
    verdict = verify(storage, project)
    assert (verdict.valid, verdict.first_bad) == (False, 5)
    assert verdict.reason == "the events 5 to 6 were there when anchored and are gone"


def test_a_tail_cut_after_the_last_anchor_cannot_be_seen(storage: Storage, project: str):
    """What the chain does not promise, kept here so that the documentation stays honest."""
    add(storage, project, 3)
    anchor(storage, project)
    add(storage, project, 3)
    with intruder(storage) as connection:
        connection.execute(delete(AuditRecord).where(AuditRecord.seq > 4))
    assert verify(storage, project) == Verdict(True, 4, 4)


def test_a_tail_cut_together_with_its_anchors_cannot_be_seen_without_a_copy_elsewhere(
    storage: Storage, project: str
):
    """Why anchors belong where they cannot be removed: the copy in the hand still tells."""
    anchor(storage, project)
    add(storage, project, 3)
    with storage.begin() as work:
        copy = work.audit.anchor(project)
    with intruder(storage) as connection:
        connection.execute(delete(AuditRecord).where(AuditRecord.seq > 2))
    storage.blobs.delete(f"anchors/{project}/{copy.seq:012d}")
    assert verify(storage, project) == Verdict(True, 2, 1)
    assert verify(storage, project).events < copy.seq


def test_events_written_over_a_cut_tail_are_found_by_the_anchor(storage: Storage, project: str):
    add(storage, project, 5)
    anchor(storage, project)
    with intruder(storage) as connection:
        connection.execute(delete(AuditRecord).where(AuditRecord.seq > 4))
    add(storage, project, 5)
    verdict = verify(storage, project)
    assert (verdict.valid, verdict.first_bad) == (False, 1)
    assert verdict.reason == "the events 1 to 6 are not those that were anchored"


def test_an_emptied_chain_is_found_by_its_anchor(storage: Storage, project: str):
    anchor(storage, project)
    with intruder(storage) as connection:
        connection.execute(delete(AuditRecord))
    assert verify(storage, project).first_bad == 1


def test_a_forged_anchor_is_found(storage: Storage, project: str):
    add(storage, project, 3)
    anchor(storage, project)
    path = anchor_of(storage, project, 4)
    for content in (path.read_bytes().replace(b'"seq":4', b'"seq":3'), b"{}", b"\xff"):
        path.write_bytes(content)
        verdict = verify(storage, project)
        assert (verdict.valid, verdict.first_bad) == (False, 4)


def test_what_else_lies_in_the_folder_of_anchors_stops_nothing(storage: Storage, project: str):
    add(storage, project, 3)
    anchor(storage, project)
    stray = Stored(f"anchors/{project}/left-by-somebody", storage.blobs)
    stray.write_bytes(anchor_of(storage, project, 4).read_bytes())
    assert verify(storage, project) == Verdict(True, 4, 4)
    add(storage, project, 1)
    anchor(storage, project)
    assert verify(storage, project) == Verdict(True, 5, 5)


def test_an_anchor_made_without_the_keys_hides_no_cut(storage: Storage, project: str):
    """An intruder cuts the tail, takes the anchor away and makes one that fits what is left."""
    add(storage, project, 3)
    anchor(storage, project)
    with intruder(storage) as connection:
        fitting = links(connection, project)[1]
        connection.execute(delete(AuditRecord).where(AuditRecord.seq > 2))
    genuine = anchor_of(storage, project, 4)
    forged = {**json.loads(genuine.read_bytes()), "seq": 2, "hash": fitting.hash.hex()}
    anchor_of(storage, project, 2).write_bytes(json.dumps(forged).encode())
    storage.blobs.delete(genuine.name)
    verdict = verify(storage, project)
    assert (verdict.valid, verdict.first_bad, verdict.reason) == (
        False,
        2,
        "the anchor of event 2 was altered",
    )


def test_genuine_events_of_a_cut_past_do_not_fit_among_later_ones(storage: Storage, project: str):
    """A tail is cut, other events follow, then one of the old is put back in its own place."""
    add(storage, project, 5)
    with intruder(storage) as connection:
        before = links(connection, project)
        connection.execute(delete(AuditRecord).where(AuditRecord.seq > 3))
    add(storage, project, 4)
    with intruder(storage) as connection:
        after = links(connection, project)
        chain_anew(connection, project, [*after[:4], before[4], *after[5:]])
    verdict = verify(storage, project)
    assert (verdict.valid, verdict.first_bad) == (False, 5)


def test_without_keys_an_event_that_was_hashed_anew_breaks_its_follower(storage: Storage, project: str):
    add(storage, project, 5)
    storage.shred(project, by="Ann")
    with intruder(storage) as connection:
        link = replace(links(connection, project)[2], event="x")
        values = {"event": "x", "hash": link_hash(link)}
        connection.execute(update(AuditRecord).where(at(project, 3)).values(values))
    verdict = verify(storage, project)
    assert (verdict.first_bad, verdict.reason) == (4, "event 4 does not follow from the one before it")


def test_an_anchor_copied_from_another_project_is_found(storage: Storage, project: str):
    with storage.begin() as work:
        other = work.projects.create("Second").id
    anchor(storage, project)
    anchor(storage, other)
    anchor_of(storage, project, 1).write_bytes(anchor_of(storage, other, 1).read_bytes())
    assert not verify(storage, project).valid
    assert verify(storage, other).valid


def test_every_hundredth_event_is_anchored(storage: Storage, project: str):
    add(storage, project, 98)
    assert anchors(storage, project) == []
    add(storage, project, 1)
    assert anchors(storage, project) == [100]
    add(storage, project, 99)
    assert anchors(storage, project) == [100]
    add(storage, project, 1)
    assert anchors(storage, project) == [100, 200]


def test_a_minute_after_the_last_anchor_the_next_event_is_anchored(
    storage: Storage, project: str, clock: Clock
):
    clock.move(59)
    add(storage, project, 1)
    assert anchors(storage, project) == []
    clock.move(1)
    add(storage, project, 1)
    assert anchors(storage, project) == [3]
    clock.move(3600)
    add(storage, project, 1)
    clock.move(59)
    add(storage, project, 1)
    assert anchors(storage, project) == [3]
    clock.move(1)
    add(storage, project, 1)
    assert anchors(storage, project) == [3, 6]


def test_a_worker_at_rest_anchors_what_has_waited_a_minute(
    storage: Storage, project: str, clock: Clock, reopen
):
    assert storage.anchor_due() == 0
    clock.move(60)
    other = reopen()
    assert other.anchor_due() == 1
    assert other.anchor_due() == 0
    assert anchors(storage, project) == [1]


def test_a_rolled_back_event_is_never_anchored(storage: Storage, project: str):
    with pytest.raises(RuntimeError), storage.begin() as work:
        for _ in range(150):
            work.audit.append(project, AuditEvent.LOG_SEARCHED, "Ann", {})
        work.audit.anchor(project)
        raise RuntimeError("stopped")
    assert anchors(storage, project) == [1]
    assert verify(storage, project) == Verdict(True, 1, 1)


class NoAnchors(LocalBlobs):
    """Cannot be written."""

    @contextmanager
    def writer(self):
        raise BlobStoreFailed(place="blob store", found="Full.", do="Make room.")
        yield


def test_a_store_that_cannot_anchor_does_not_undo_the_change(tmp_path: Path, clock: Clock, caplog):
    blobs = NoAnchors(tmp_path / "blobs")
    storage = open_storage(tmp_path / "home", master=MASTER, clock=clock, blobs=blobs)
    with storage.begin() as work:
        project = work.projects.create("Riverside").id
    add(storage, project, 120)
    assert "anchor could not be written" in caplog.text
    assert verify(storage, project) == Verdict(True, 121, 0)
    storage.close()


def test_projects_have_chains_of_their_own(storage: Storage, project: str):
    with storage.begin() as work:
        other = work.projects.create("Second").id
    add(storage, project, 3)
    add(storage, other, 2)
    with intruder(storage) as connection:
        connection.execute(delete(AuditRecord).where(at(project, 2)))
    assert verify(storage, project).first_bad == 2
    assert verify(storage, other) == Verdict(True, 3, 0)


def test_an_event_that_is_told_once_is_told_once_by_each_person_of_each_fact_until_its_time_is_over(
    storage: Storage, project: str, clock: Clock
):
    def tell(actor: str = "Ann", action: str = "see a chart") -> bool:
        since = clock() - timedelta(minutes=15)
        with storage.begin() as work:
            added = work.audit.append_once(
                project, AuditEvent.ACCESS_REFUSED, actor, {"action": action}, since=since
            )
        return added is not None

    assert [tell(), tell(), tell("Ben"), tell(action="see money"), tell()] == [True, False, True, True, False]
    clock.move(901)
    assert tell()


def test_the_chain_is_given_link_by_link_with_what_each_event_says(storage: Storage, project: str):
    add(storage, project, 3)
    with storage.read() as work:
        chain = list(work.audit.chain(project))
        assert [row for _, row in chain] == work.audit.events(project)
    assert all(link_hash(link) == link.hash for link, _ in chain)
    assert [link.prev_hash for link, _ in chain] == [genesis(project), *(link.hash for link, _ in chain[:-1])]
