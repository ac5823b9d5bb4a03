from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from portal.permissions import Actor, Forbidden, Role
from portal.services import audit_trail, uploads
from portal.services.audit_trail import check_chain
from portal.viewmodels.audit_trail import PAGE_SIZE, PORTAL, Soundness, TrailPage, TrailQuery
from portal.viewmodels.uploads import Dropped
from portal.visit import ProjectChoice
from portal.wording.audit_trail import KINDS, NO_WORDS, kind, sentence
from storage import AuditEvent, Storage
from tests.portal.stores import AUDITOR, OWNER, PATIENTS, Clock, project_in, ran_in, store_in
from tests.storage.stored import unguard

UTC = ZoneInfo("UTC")
VENDOR = Actor("Val", Role.VENDOR)
EVERYTHING = TrailQuery()


def trail(
    store: Storage, project: ProjectChoice, query: TrailQuery = EVERYTHING, actor: Actor = AUDITOR
) -> TrailPage:
    return audit_trail.view(store, actor, project, query, zone=UTC)


def alter(store: Storage, seq: int) -> None:
    """As somebody with full rights on the database would, who takes its guards away first."""
    with store.engine.begin() as connection:
        unguard(connection, "audit_event")
        connection.execute(
            text("UPDATE audit_event SET event = 'person:chart:view' WHERE seq = :s"), {"s": seq}
        )


def test_the_newest_event_stands_first_and_says_who_and_what(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS})
    lines = trail(store, project).lines
    told = [(line.person, sentence(line.kind, line.facts)) for line in lines]
    assert told == [
        ("Ada", "Looked at this trail."),
        ("Robin", "Asked for reading the files."),
        ("Robin", f"Brought in a.csv, {len(PATIENTS) / 1000:.1f} kB."),
        ("Robin", "Started the project Maple Street."),
    ]
    assert [line.seq for line in lines] == [4, 3, 2, 1]


def test_every_event_of_a_whole_project_is_told_in_words(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    check_chain(store, AUDITOR, project.id)
    unsaid = NO_WORDS.split("(")[0]
    for number in range(1, trail(store, project).pages + 1):
        for line in trail(store, project, TrailQuery(page=number)).lines:
            assert not sentence(line.kind, line.facts).startswith(unsaid), line.kind


def test_there_is_a_sentence_for_every_kind_of_event_and_none_shouts() -> None:
    assert set(KINDS) == {event.value for event in AuditEvent}
    names = [kind(event) for event in AuditEvent]
    assert len(names) == len(set(names))


def test_an_event_whose_facts_are_not_as_expected_is_still_told() -> None:
    assert "no words" in sentence(AuditEvent.UPLOAD_RECEIVED, {})
    assert "no words" in sentence("person:moon:visit", {})


def test_the_trail_is_filtered_by_person_kind_and_day(tmp_path: Path) -> None:
    clock = Clock()
    store, project = ran_in(tmp_path, clock)
    clock.advance(86_400)
    uploads.receive(store, VENDOR, project.id, [Dropped("late.csv", PATIENTS)])
    whole = trail(store, project)
    assert whole.people == ("Ada", PORTAL, "Robin", "Val")
    assert whole.days == (date(2026, 3, 13), date(2026, 3, 12))
    by_person = [trail(store, project, TrailQuery(person=p)).matching for p in whole.people]
    by_kind = [trail(store, project, TrailQuery(kind=k)).matching for k in whole.kinds]
    by_day = [trail(store, project, TrailQuery(day=d.isoformat())).matching for d in whole.days]
    assert sum(by_person) == sum(by_kind) == sum(by_day) == whole.total
    late = trail(store, project, TrailQuery("Val", AuditEvent.UPLOAD_RECEIVED, "2026-03-13"))
    assert [line.facts["path"] for line in late.lines] == ["late.csv"]


def test_a_day_is_the_clinics_day(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store)
    honolulu = audit_trail.view(store, AUDITOR, project, EVERYTHING, zone=ZoneInfo("Pacific/Honolulu"))
    assert honolulu.days == (date(2026, 3, 11),)


def test_the_pages_together_hold_every_event_once(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {f"{n}.csv": PATIENTS for n in range(2 * PAGE_SIZE)})
    pages = [trail(store, project, TrailQuery(page=n + 1)) for n in range(trail(store, project).pages)]
    seqs = [line.seq for page in pages for line in page.lines]
    assert seqs == list(range(pages[0].total, 0, -1))
    assert max(len(page.lines) for page in pages) == PAGE_SIZE
    assert trail(store, project, TrailQuery(page=99)).page == len(pages)


def test_the_vendor_team_sees_its_own_events_only(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    uploads.receive(store, VENDOR, project.id, [Dropped("v.csv", PATIENTS)])
    page = trail(store, project, actor=VENDOR)
    assert {line.person for line in page.lines} == {"Val"}
    assert (page.everyone, page.people) == (False, ("Val",))
    assert trail(store, project, TrailQuery(person="Robin"), VENDOR).matching == 0


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.ASSISTANT, Role.RECEPTIONIST, Role.ACCOUNTANT])
def test_others_neither_see_the_trail_nor_check_it_and_leave_no_event(tmp_path: Path, role: Role) -> None:
    store = store_in(tmp_path)
    project = project_in(store)
    with pytest.raises(Forbidden):
        trail(store, project, actor=Actor("Sam", role))
    with pytest.raises(Forbidden):
        check_chain(store, Actor("Sam", role), project.id)
    with store.read() as work:
        assert len(work.audit.events(project.id)) == 1


def test_looking_again_and_again_is_one_event_in_a_quarter_of_an_hour(tmp_path: Path) -> None:
    clock = Clock()
    store = store_in(tmp_path, clock)
    project = project_in(store)
    for _ in range(5):
        trail(store, project)
    trail(store, project, actor=OWNER)
    viewed = TrailQuery(kind=AuditEvent.AUDIT_VIEWED)
    assert trail(store, project, viewed).matching == 2
    clock.advance(901)
    assert trail(store, project, viewed).matching == 3


def test_the_chain_is_whole_and_says_how_far_it_is_anchored_and_what_came_since(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS})
    with store.read() as work:
        work.audit.anchor(project.id)
        anchored = work.audit.recent(project.id, limit=1)[0]
    check = trail(store, project).check
    assert (check.soundness, check.events, check.anchored, check.newer) == (Soundness.WHOLE, 4, 3, 0)
    assert check.anchored_at == anchored.at
    uploads.receive(store, OWNER, project.id, [Dropped("b.csv", PATIENTS)])
    assert trail(store, project).check.newer == 2


def test_a_check_is_itself_an_event_with_what_it_found(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store)
    check_chain(store, AUDITOR, project.id)
    (line,) = trail(store, project, TrailQuery(kind=AuditEvent.AUDIT_VERIFIED)).lines
    assert (line.person, line.facts["valid"], line.facts["events"]) == ("Ada", True, 1)


def test_an_event_altered_after_it_was_shown_is_found_by_the_next_check(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS})
    trail(store, project)
    alter(store, 2)
    assert check_chain(store, AUDITOR, project.id).soundness is Soundness.PARTED
    page = trail(store, project)
    assert (page.check.first_bad, page.check.reason) == (2, "event 2 was altered")
    assert [(line.seq, line.readable) for line in page.lines if not line.readable] == [(2, False)]


def test_a_tampered_event_is_seen_at_once_where_nothing_was_shown_before(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS})
    alter(store, 1)
    assert trail(store, project, TrailQuery(person="Robin")).check.first_bad == 1
    assert not trail(store, project, TrailQuery(person="Robin")).lines[-1].readable
