"""The journal of going live: added to, replayed, sealed; nothing kept that the pure steps would refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from core.readiness import Part, Signer
from storage import AuditEvent, Storage, sweep
from storage.errors import JournalBroken, NotStored, SealBroken, StaleVersion, StepRefused
from tests.core.readiness.samples import READY
from tests.storage.canaries import scan
from tests.storage.conftest import Clock
from tests.storage.journeys import (
    DAY,
    NO_DATE,
    dated,
    issued,
    measured,
    signed,
    stated,
    unwaived,
    waived,
)
from tests.storage.stored import data_blobs, everything_of, unguard


def take(storage: Storage, project: str, *asked, pdf: bytes | None = None, saw: int | None = None) -> int:
    with storage.begin() as work:
        for each in asked:
            version = work.readiness.take(project, each, saw=saw, pdf=pdf)
    return version


def now(storage: Storage, project: str):
    with storage.read() as work:
        return work.readiness.of(project)


def complete(storage: Storage, project: str, document: str = "R-1") -> None:
    take(storage, project, measured(), dated())
    take(storage, project, issued(document), pdf=b"%PDF written")
    for number, signer in enumerate(Signer):
        take(storage, project, signed(document, signer), pdf=b"%%PDF signed %d" % number)


def test_a_project_begins_with_no_steps_and_nothing_known(storage: Storage, project: str):
    assert (now(storage, project).version, now(storage, project).journey.documents) == (0, ())


def test_what_stands_is_what_all_steps_make(storage: Storage, project: str, reopen: Callable[[], Storage]):
    complete(storage, project)
    found = now(reopen(), project)
    (document,) = found.journey.documents
    assert document.complete and [each.name for each in document.signatures] == [f"The {s}" for s in Signer]
    assert found.journey.evidence == READY
    moves = [(move.new, move.reason, move.by) for move in found.journey.moves]
    assert moves == [(DAY, "First plan", "Robin")]
    assert found.version == 7


def test_a_document_is_void_for_good_by_what_comes_after_it(storage: Storage, project: str):
    complete(storage, project)
    take(storage, project, dated(date(2026, 4, 13), "Flu in the team"), dated(DAY, "All well again"))
    (document,) = now(storage, project).journey.documents
    assert document.void.startswith("The go-live date moved from 30 Mar 2026")


def test_a_step_that_the_engine_refuses_is_not_kept(storage: Storage, project: str):
    for asked in (
        waived("orphan_payments", role="practitioner"),
        waived("nonsense"),
        unwaived("sums_close"),
        dated(reason=" "),
        replace(stated(Part.SCOPE, 1, 1), role="champion"),
    ):
        with pytest.raises(StepRefused):
            take(storage, project, asked)
    with pytest.raises(StepRefused, match="no run yet"):
        take(storage, project, issued("R-1"), pdf=b"%PDF")
    take(storage, project, measured(replace(NO_DATE, orphan_payments=1)), dated())
    with pytest.raises(StepRefused, match="Does every payment"):
        take(storage, project, issued("R-1"), pdf=b"%PDF")
    assert now(storage, project).version == 2


def test_signing_out_of_turn_is_refused(storage: Storage, project: str):
    take(storage, project, measured(), dated())
    take(storage, project, issued("R-1"), pdf=b"%PDF")
    with pytest.raises(StepRefused, match="Before this signature"):
        take(storage, project, signed("R-1", Signer.OWNER), pdf=b"%PDF signed")


def test_whoever_saw_an_older_state_changes_nothing(storage: Storage, project: str):
    take(storage, project, measured(replace(NO_DATE, orphan_payments=1)), saw=0)
    take(storage, project, dated(), saw=1)
    with pytest.raises(StaleVersion):
        take(storage, project, waived("orphan_payments"), saw=1)
    assert now(storage, project).journey.waivers == ()


def test_a_double_click_does_nothing_twice(storage: Storage, project: str):
    assert [take(storage, project, dated(), saw=0) for _ in range(2)] == [1, 1]
    asked = stated(Part.TRAINING, 8, 8)
    assert [take(storage, project, asked, saw=1) for _ in range(2)] == [2, 2]
    assert len(now(storage, project).statements) == 1


def test_the_same_figures_again_are_no_step(storage: Storage, project: str):
    assert [take(storage, project, measured()), take(storage, project, dated())] == [1, 2]
    assert take(storage, project, measured()) == 2
    assert take(storage, project, measured(NO_DATE, Cash=12)) == 3
    assert now(storage, project).ours == {"Cash": 12}


def test_statements_come_back_as_they_were_made(storage: Storage, project: str, clock: Clock):
    asked = stated(
        Part.TOTALS, 1000, 900, subject="Cash", note="A cheque", measure="ledger_balance", currency="USD"
    )
    take(storage, project, asked)
    (told,) = now(storage, project).statements
    assert (told.figures, told.note, told.currency) == ((("theirs", 1000), ("ours", 900)), "A cheque", "USD")
    assert (told.by, told.role, told.at) == ("Kim", "accountant", clock())


def test_every_step_leaves_one_event_and_tells_no_reason(storage: Storage, project: str):
    take(storage, project, measured(replace(NO_DATE, orphan_payments=1)), dated(reason="Secretly ill"))
    take(storage, project, waived("orphan_payments"), unwaived("orphan_payments"))
    take(storage, project, stated(Part.SCOPE, 1, 1, note="Secretly"), measured())
    take(storage, project, issued("R-1"), pdf=b"%PDF")
    take(storage, project, signed("R-1", Signer.PRACTITIONER), pdf=b"%PDF signed")
    with storage.read() as work:
        events = work.audit.events(project)[1:]
    assert [event.event for event in events] == [
        AuditEvent.EVIDENCE_STATED, AuditEvent.READINESS_DATE_MOVED, AuditEvent.GATE_WAIVED,
        AuditEvent.GATE_UNWAIVED, AuditEvent.EVIDENCE_STATED, AuditEvent.EVIDENCE_STATED,
        AuditEvent.DOCUMENT_ISSUED, AuditEvent.DOCUMENT_SIGNED,
    ]  # fmt: skip
    assert [event.facts["step"] for event in events] == list(range(1, 9))
    assert "Secretly" not in repr([event.facts for event in events])


def test_every_signature_adds_a_file_and_the_earlier_ones_stay(storage: Storage, project: str):
    complete(storage, project)
    with storage.read() as work:
        row = work.readiness.document(project, "R-1")
        files = [work.readiness.pdf(project, sha256) for sha256 in row.pdfs]
        with pytest.raises(NotStored):
            work.readiness.document(project, "R-2")
    assert files == [b"%PDF written", *(b"%%PDF signed %d" % n for n in range(4))]


def test_the_sweeper_keeps_every_file_of_a_document_and_takes_one_that_was_refused(
    storage: Storage, project: str, clock: Clock
):
    complete(storage, project)
    kept = set(data_blobs(storage))
    with pytest.raises(StepRefused):
        take(storage, project, signed("R-1", Signer.OWNER), pdf=b"%PDF refused")
    clock.now = datetime.now(UTC) + timedelta(days=2)
    assert sweep(storage).blobs == 1
    assert set(data_blobs(storage)) == kept and len(kept) == 5


def test_a_document_never_comes_without_its_file(storage: Storage, project: str):
    take(storage, project, measured(), dated())
    with pytest.raises(ValueError, match="come with a file"):
        take(storage, project, issued("R-1"))
    with pytest.raises(ValueError, match="come with a file"):
        take(storage, project, dated(date(2026, 5, 4)), pdf=b"%PDF")


def test_nothing_of_a_step_or_a_document_lies_in_clear(storage: Storage, project: str):
    canaries = ["Quastenberg the reason", "%PDF written"]
    take(storage, project, dated(reason=canaries[0]), stated(Part.SCOPE, 1, 1, note=canaries[0]))
    complete(storage, project)
    storage.close()
    assert scan(everything_of(storage), canaries) == ()


def test_steps_are_only_ever_added(storage: Storage, project: str):
    complete(storage, project)
    for statement in ("UPDATE readiness_step SET kind = 'date'", "DELETE FROM readiness_step"):
        with pytest.raises(Exception, match="only ever added"), storage.engine.begin() as connection:
            connection.execute(text(statement))


def test_a_step_that_was_taken_out_or_exchanged_is_noticed(storage: Storage, project: str):
    complete(storage, project)
    with storage.engine.begin() as connection:
        unguard(connection, "readiness_step")
        connection.execute(text("UPDATE readiness_step SET number = 9 WHERE number = 7"))
    with pytest.raises(JournalBroken, match="missing"):
        now(storage, project)
    with storage.engine.begin() as connection:
        connection.execute(text("UPDATE readiness_step SET number = 7 WHERE number = 9"))
        connection.execute(text("UPDATE readiness_step SET number = 8 WHERE number = 5"))
        connection.execute(text("UPDATE readiness_step SET number = 5 WHERE number = 6"))
        connection.execute(text("UPDATE readiness_step SET number = 6 WHERE number = 8"))
    with pytest.raises(SealBroken):
        now(storage, project)
