"""The journal of spot-checks: added to, replayed, sealed; the trail never says whose chart it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from core.spotchecks import FileSaid, Found, Scope
from storage import AuditEvent, SpotCheckKind, SpotCheckStep, Storage
from storage import spot_check_steps as steps
from storage.errors import JournalBroken, SealBroken, StaleVersion, StepRefused
from tests.storage.canaries import scan
from tests.storage.conftest import Clock
from tests.storage.stored import everything_of, unguard

PATIENT, OTHER = "patient:source:Quastenberg", "patient:source:2"


def asked(kind: SpotCheckKind, facts: dict, by: str = "Parker") -> SpotCheckStep:
    return SpotCheckStep(kind, by, "practitioner", facts)


def drawn(*patients: str, seed: str = "7") -> SpotCheckStep:
    return asked(SpotCheckKind.DRAW, steps.drawing("run 1", seed, 20, patients or (PATIENT, OTHER)))


def judged(found: Found = Found.RIGHT, patient: str = PATIENT) -> SpotCheckStep:
    facts = steps.judging(patient, Scope.CHART, found, digest="as it was", run="run 1")
    return asked(SpotCheckKind.JUDGE, facts)


def raised(words: str = "The penicillin is gone.") -> SpotCheckStep:
    return asked(SpotCheckKind.RAISE, steps.raising(PATIENT, words, "vendor team"))


def settled(number: int = 1, answer: str = "Mapped again.") -> SpotCheckStep:
    return asked(SpotCheckKind.SETTLE, steps.settling(number, answer))


def of_a_file(said: FileSaid = FileSaid.WRONG, note: str = "Seen by Quastenberg.") -> SpotCheckStep:
    about = ("charts/Quastenberg/4.dcm", "ab" * 32, PATIENT)
    facts = steps.judging_file(about, said, note, owner="vendor team", place=4, run="run 1")
    return asked(SpotCheckKind.FILE, facts, by="Ada")


def take(storage: Storage, project: str, *given: SpotCheckStep, saw: int | None = None) -> int:
    with storage.begin() as work:
        for each in given:
            version = work.spot_checks.take(project, each, saw=saw)
    return version


def now(storage: Storage, project: str):
    with storage.read() as work:
        return work.spot_checks.of(project)


def everything(storage: Storage, project: str) -> None:
    golden = asked(SpotCheckKind.GOLDEN, {"patient": "patient:source:3"})
    take(storage, project, drawn(), golden, judged(Found.SERIOUS), raised(), settled())


def test_a_project_begins_with_nothing_drawn(storage: Storage, project: str):
    assert (now(storage, project).version, now(storage, project).checking.current) == (0, None)


def test_what_stands_is_what_all_steps_come_to(
    storage: Storage, project: str, clock: Clock, reopen: Callable[[], Storage]
):
    everything(storage, project)
    state = now(reopen(), project).checking
    assert state.current and (state.current.patients, state.current.seed) == ((PATIENT, OTHER), "7")
    assert state.patients[-1] == "patient:source:3"
    (verdict,) = state.verdicts
    assert (verdict.found, verdict.digest, verdict.by, verdict.at) == (
        Found.SERIOUS, "as it was", "Parker", clock(),
    )  # fmt: skip
    (concern,) = state.concerns
    assert (concern.text, concern.owner, concern.answer) == (
        "The penicillin is gone.", "vendor team", "Mapped again.",
    )  # fmt: skip
    assert not concern.open


def test_every_step_leaves_one_event_that_names_the_place_of_a_chart_and_no_patient(
    storage: Storage, project: str
):
    everything(storage, project)
    with storage.read() as work:
        events = work.audit.events(project)[1:]
    assert [event.event for event in events] == [
        AuditEvent.CHARTS_DRAWN, AuditEvent.GOLDEN_ADDED, AuditEvent.CHART_JUDGED,
        AuditEvent.CONCERN_RAISED, AuditEvent.CONCERN_SETTLED,
    ]  # fmt: skip
    assert [event.facts.get("chart") for event in events] == [None, 3, 1, 1, None]
    told = repr([event.facts for event in events])
    assert "patient:" not in told and "penicillin" not in told and "Mapped" not in told


def test_a_double_tap_does_nothing_twice(storage: Storage, project: str):
    take(storage, project, drawn())
    assert [take(storage, project, judged(), saw=1) for _ in range(2)] == [2, 2]
    assert len(now(storage, project).checking.verdicts) == 1


def test_whoever_saw_an_older_state_changes_nothing(storage: Storage, project: str):
    take(storage, project, drawn(), saw=0)
    take(storage, project, judged(), saw=1)
    with pytest.raises(StaleVersion):
        take(storage, project, judged(patient=OTHER), saw=1)
    assert len(now(storage, project).checking.verdicts) == 1


def test_a_step_that_the_engine_refuses_is_not_kept(storage: Storage, project: str):
    for each in (drawn(seed="Bloggs"), judged(), raised(), settled()):
        with pytest.raises(StepRefused):
            take(storage, project, each)
    take(storage, project, drawn())
    for each in (judged(patient="patient:source:9"), raised(" "), settled(4)):
        with pytest.raises(StepRefused):
            take(storage, project, each)
    assert now(storage, project).version == 1


def test_nothing_of_a_step_lies_in_clear(storage: Storage, project: str):
    milder = steps.judging(
        PATIENT, Scope.CHART, Found.RIGHT, digest="as it was", run="run 1", reason="Quastenberg is well."
    )
    again = steps.drawing("run 1", "8", 20, (OTHER,), reason="Quastenberg was too few.")
    take(storage, project, drawn(), judged(Found.SERIOUS), raised("Quastenberg is not well."))
    take(storage, project, asked(SpotCheckKind.JUDGE, milder), asked(SpotCheckKind.DRAW, again))
    storage.close()
    typed = ["Quastenberg is not well.", "Quastenberg is well.", "Quastenberg was too few."]
    assert scan(everything_of(storage), ["patient:source:Quastenberg", *typed]) == ()


def test_reasons_are_replayed_and_steps_from_before_they_were_asked_for_are_taken_as_they_were(
    storage: Storage, project: str, reopen: Callable[[], Storage]
):
    again = asked(SpotCheckKind.DRAW, steps.drawing("run 1", "8", 20, (OTHER,), reason=" More. ", typed=True))
    old = asked(
        SpotCheckKind.DRAW, {"run": "run 1", "seed": "9", "asked": 20, "patients": [PATIENT]}, by="Robin"
    )
    milder = {"patient": PATIENT, "scope": "chart", "found": "right", "digest": "as it was", "run": "run 1"}
    take(storage, project, drawn(), again, old, judged(Found.SERIOUS), asked(SpotCheckKind.JUDGE, milder))
    take(storage, project, of_a_file())
    taken_back = {**of_a_file(FileSaid.RIGHT, "").facts}
    with pytest.raises(StepRefused):
        take(storage, project, asked(SpotCheckKind.FILE, taken_back))
    del taken_back["asked"]
    take(storage, project, asked(SpotCheckKind.FILE, taken_back))
    state = now(reopen(), project).checking
    assert [(each.reason, each.typed) for each in state.draws] == [("", False), ("More.", True), (None, None)]
    assert state.draws[1].kept == (PATIENT,) and state.patients == (PATIENT, OTHER)
    assert [each.reason for each in state.verdicts] == ["", None]
    assert [each.asked for each in state.files] == [True, False]


def test_the_trail_is_told_whose_word_was_made_milder(storage: Storage, project: str):
    milder = steps.judging(
        PATIENT, Scope.CHART, Found.SMALL, digest="as it was", run="run 1", reason="Only a date."
    )
    take(storage, project, drawn(), judged(Found.SERIOUS), asked(SpotCheckKind.JUDGE, milder, by="Robin"))
    take(storage, project, of_a_file(), of_a_file(FileSaid.UNSURE, "Too dark to say."))
    with storage.read() as work:
        facts = [event.facts for event in work.audit.events(project)[1:]]
    assert facts[2] == {
        "step": 3, "draw": 1, "chart": 1, "found": "small difference", "scope": "chart", "was": "serious",
        "was_by": "Parker",
    }  # fmt: skip
    assert facts[4] == {
        "step": 5, "file": 4, "said": "cannot tell", "was": "wrong patient", "was_by": "Ada",
    }  # fmt: skip
    assert "was" not in facts[1] and "date" not in repr(facts) and "dark" not in repr(facts)


def test_steps_are_only_ever_added(storage: Storage, project: str):
    take(storage, project, drawn())
    for statement in ("UPDATE spot_check_step SET kind = 'judge'", "DELETE FROM spot_check_step"):
        with pytest.raises(Exception, match="only ever added"), storage.engine.begin() as connection:
            connection.execute(text(statement))


def test_a_step_that_was_taken_out_or_exchanged_is_noticed(storage: Storage, project: str):
    take(storage, project, drawn(), judged(), judged(patient=OTHER))
    with storage.engine.begin() as connection:
        unguard(connection, "spot_check_step")
        connection.execute(text("UPDATE spot_check_step SET number = 9 WHERE number = 2"))
    with pytest.raises(JournalBroken, match="missing"):
        now(storage, project)
    with storage.engine.begin() as connection:
        connection.execute(text("UPDATE spot_check_step SET number = 2 WHERE number = 3"))
        connection.execute(text("UPDATE spot_check_step SET number = 3 WHERE number = 9"))
    with pytest.raises(SealBroken):
        now(storage, project)


def test_what_is_said_of_a_file_is_replayed_with_the_concern_that_it_raised(
    storage: Storage, project: str, reopen: Callable[[], Storage]
):
    take(storage, project, of_a_file())
    state = now(reopen(), project).checking
    (verdict,), (concern,) = state.files, state.concerns
    assert (verdict.said, verdict.note, verdict.by) == (FileSaid.WRONG, "Seen by Quastenberg.", "Ada")
    assert (concern.file, concern.owner, concern.open) == (verdict.path, "vendor team", True)


def test_the_trail_is_told_the_number_of_a_file_and_neither_path_nor_words(storage: Storage, project: str):
    take(storage, project, of_a_file(FileSaid.UNSURE), of_a_file())
    with storage.read() as work:
        events = work.audit.events(project)[1:]
    assert [event.facts for event in events] == [
        {"step": 1, "file": 4, "said": "cannot tell"},
        {"step": 2, "file": 4, "said": "wrong patient", "concern": 1, "owner": "vendor team"},
    ]
    assert {event.event for event in events} == {AuditEvent.FILE_JUDGED}
