"""Whoever changes one thing and runs again has the very run that doing everything would give, and sooner."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from sqlalchemy import select

from core.accept import Settings as Clinic
from portal.services import evidence, overview, runs, runs_again
from portal.services.made_whole import MADE_FROM
from portal.services.run_times import TAKEN_OVER
from portal.viewmodels.overview import RunFacts, TaskKind
from portal.viewmodels.uploads import Accept
from portal.visit import ProjectChoice
from storage import AuditEvent, Storage
from storage.errors import RunDiffers
from storage.models import BlockRecord
from storage.models_stages import StagePieceRecord
from storage.stages import Stages
from tests.portal.stores import OWNER, project_in, store_in, work_all

PEOPLE = b"PatNum,LastName,Gender\n" + b"".join(
    f"{n},Bloggs{n},{'F' if n % 2 else 'M'}\n".encode() for n in range(1, 41)
)
VISITS = b"AptNum,PatNum,AptDateTime,AptStatus\n" + b"".join(
    f"{n},{n % 40 + 1},2024-05-{n % 28 + 1:02} 10:00,Complete\n".encode() for n in range(1, 81)
)
FILES = {"patients.csv": PEOPLE, "appointments.csv": VISITS}


def run(store: Storage, project: ProjectChoice) -> dict[str, object]:
    runs.start(store, OWNER, project.id, how=Accept.ALL, clinic=Clinic(), seen=latest(store, project) or None)
    work_all(store)
    with store.read() as work:
        done = work.jobs.of(project.id)[0]
    assert done.outcome is not None, done
    return dict(done.outcome)


def latest(store: Storage, project: ProjectChoice) -> int:
    with store.read() as work:
        found = work.mappings.latest(project.id)
    return found.version if found else 0


def changed(store: Storage, project: ProjectChoice, word: str, code: str) -> None:
    """That word of the patients' sex means `code` from now on."""
    with store.begin() as work:
        found = work.mappings.latest(project.id)
        assert found is not None
        said = json.loads(found.text)
        rules = next(table["rules"] for table in said["tables"] if table["table"] == "patients")
        steps = [step for rule in rules if rule["field"] == "sex" for step in rule["steps"]]
        next(step["map"] for step in steps if "map" in step)[word] = code
        text = json.dumps(said, indent=1, ensure_ascii=False) + "\n"
        work.mappings.save(project.id, text, "Robin")


def begun(home: Path) -> tuple[Storage, ProjectChoice]:
    store = store_in(home)
    project = project_in(store, FILES)
    run(store, project)
    return store, project


def whole(home: Path, word: str, code: str) -> dict[str, object]:
    """The same change where nothing was kept."""
    store, project = begun(home)
    forget(store)
    changed(store, project, word, code)
    return run(store, project)


def forget(store: Storage) -> None:
    with store.begin() as work:
        unit = work.unit_of_keys()
        for record in unit.session.scalars(select(StagePieceRecord)):
            unit.blobs.delete(record.blob)


def shared(store: Storage) -> int:
    """How many blocks are another run's too."""
    with store.begin() as work:
        blobs = list(work.unit_of_keys().session.scalars(select(BlockRecord.blob)))
    return len(blobs) - len(set(blobs))


def test_one_changed_value_map_gives_what_a_whole_run_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, project = begun(tmp_path / "kept")
    changed(store, project, "f", "male")
    monkeypatch.setattr(runs, "migrate", None)  # Everything anew would fail.
    made = run(store, project)
    monkeypatch.undo()
    anew = whole(tmp_path / "anew", "f", "male")
    assert {name: made[name] for name in ("run", "result", "closes")} == {
        name: anew[name] for name in ("run", "result", "closes")
    }
    assert shared(store) > 0
    with store.read() as work:
        work.runs.verify(project.id, str(made["run"]))
        sexes = work.runs.open_part(project.id, str(made["run"]), "entity/patient", "identity")["sex"]
    assert set(sexes) == {"male"}


def shown(store: Storage, project: ProjectChoice) -> RunFacts:
    run = overview.view(store, OWNER, project).run
    assert run is not None
    return run


def taken_over(store: Storage, project: ProjectChoice) -> int:
    return shown(store, project).taken_over


def stages(store: Storage, project: ProjectChoice) -> str:
    return " ".join(stage for stage, _ in shown(store, project).took)


def test_the_page_tells_how_many_tables_a_run_took_over_and_its_stages_in_their_order(tmp_path: Path) -> None:
    store, project = begun(tmp_path)
    assert taken_over(store, project) == 0, "a whole run takes nothing over"
    assert stages(store, project) == "read suggest shape link check log reconcile publish"
    changed(store, project, "f", "male")
    assert run(store, project)[TAKEN_OVER] == taken_over(store, project) == 1
    assert stages(store, project) == "read shape check log reconcile publish"
    run(store, project)
    assert taken_over(store, project) == 0, "nothing was changed in between: it was made from the files"


def test_what_was_kept_and_is_gone_costs_time_and_nothing_else(tmp_path: Path) -> None:
    store, project = begun(tmp_path / "kept")
    forget(store)
    changed(store, project, "m", "female")
    made = run(store, project)
    assert made["closes"] and shared(store) == 0
    changed(store, project, "m", "male")
    run(store, project)


def test_more_files_make_a_whole_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, project = begun(tmp_path)
    with store.begin() as work:
        work.uploads.receive(project.id, "later.csv", b"a,b\n1,2\n", "Robin")
    made = run(store, project)
    assert made["closes"]
    with store.read() as work:
        tables = work.runs.get(project.id, str(made["run"])).summary["tables"]
    assert {table["file"] for table in tables} == {*FILES, "later.csv"}


def test_the_run_that_is_gone_back_to_is_the_one_that_was(tmp_path: Path) -> None:
    store, project = begun(tmp_path)
    with store.read() as work:
        first = work.runs.of(project.id)[0]
    changed(store, project, "f", "male")
    run(store, project)
    changed(store, project, "f", "female")
    back = run(store, project)
    assert (back["run"], back["result"]) == (first.run, first.result)


def whole_by_the_gate(store: Storage, project: ProjectChoice) -> int | None:
    with store.read() as work:
        return evidence.taken(work, project.id, ()).evidence.taken_over


def tasks(store: Storage, project: ProjectChoice) -> set[TaskKind]:
    return {task.kind for task in overview.view(store, OWNER, project).tasks}


def asked_for(store: Storage, project: ProjectChoice) -> bool:
    return TaskKind.RUN_ONCE_MORE in tasks(store, project)


def test_before_going_live_a_run_that_took_something_over_is_made_from_the_files_once(tmp_path: Path) -> None:
    store, project = begun(tmp_path)
    assert (whole_by_the_gate(store, project), asked_for(store, project)) == (0, False)
    changed(store, project, "f", "male")
    made = run(store, project)
    assert shown(store, project).made_again
    assert (whole_by_the_gate(store, project), asked_for(store, project)) == (1, True)
    again = run(store, project)
    assert (again["run"], again["result"]) == (made["run"], made["result"])
    assert (whole_by_the_gate(store, project), asked_for(store, project)) == (0, False)
    assert not shown(store, project).made_again


def test_a_run_that_was_made_from_the_files_stays_so_where_it_is_gone_back_to(tmp_path: Path) -> None:
    store, project = begun(tmp_path)
    changed(store, project, "f", "male")
    run(store, project)
    changed(store, project, "f", "female")
    assert run(store, project)[MADE_FROM], "columns were enough"
    assert whole_by_the_gate(store, project) == 0


def test_of_a_run_before_it_was_told_nobody_knows_and_one_more_run_tells(tmp_path: Path) -> None:
    store, project = begun(tmp_path)
    with store.begin() as work:
        work.runs.tell_more(project.id, work.runs.of(project.id)[0].run, {MADE_FROM: None})
    assert (whole_by_the_gate(store, project), asked_for(store, project)) == (None, True)
    run(store, project)
    assert (whole_by_the_gate(store, project), asked_for(store, project)) == (0, False)


def test_a_run_that_comes_out_otherwise_from_the_files_is_refused_and_still_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if something that was taken over had been wrong."""
    store, project = begun(tmp_path)
    changed(store, project, "f", "male")
    with monkeypatch.context() as wrong:
        right = runs.taken_over
        wrong.setattr(runs, "taken_over", lambda *a, **k: replace(right(*a, **k), result="0" * 64))
        run(store, project)
    runs.start(store, OWNER, project.id, how=Accept.ALL, clinic=Clinic(), seen=latest(store, project))
    work_all(store)
    with store.read() as work:
        job = work.jobs.of(project.id)[0]
    assert job.state == "failed" and job.outcome and job.outcome["kind"] == RunDiffers.kind
    assert (whole_by_the_gate(store, project), asked_for(store, project)) == (1, False)
    assert TaskKind.REPORT in tasks(store, project), "whoever reads it learns what to do instead"
    changed(store, project, "m", "female")
    assert not run(store, project)[MADE_FROM], "nothing is taken over from a run that was wrong"
    assert whole_by_the_gate(store, project) == 0 and TaskKind.REPORT not in tasks(store, project)


def failed_once_more(store: Storage, project: ProjectChoice) -> bool:
    runs.start(store, OWNER, project.id, how=Accept.ALL, clinic=Clinic(), seen=latest(store, project))
    work_all(store)
    with store.read() as work:
        job = work.jobs.of(project.id)[0]
    return bool(job.state == "failed" and job.outcome and job.outcome["kind"] == RunDiffers.kind)


def test_wrong_rows_that_were_sealed_anew_do_not_pass_for_made_from_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Digests of what is taken over are those of the earlier run, whatever is sealed."""
    store, project = begun(tmp_path)
    changed(store, project, "f", "male")
    right = runs_again.StoredRun.rows

    def wrong(self: Any, name: str, *asked: Any) -> pl.DataFrame:
        rows = right(self, name, *asked)
        return rows.with_columns(pl.col("last_name").reverse()) if "last_name" in rows.columns else rows

    with monkeypatch.context() as patched:
        patched.setattr(runs_again.StoredRun, "rows", wrong)
        assert run(store, project)["closes"]
    assert failed_once_more(store, project)
    assert whole_by_the_gate(store, project) == 1


def test_wrong_sums_that_were_taken_over_do_not_pass_for_made_from_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, project = begun(tmp_path)
    changed(store, project, "f", "male")
    right = runs.taken_over

    def wrong(*asked: Any, **how: Any) -> Any:
        outcome = right(*asked, **how)
        none = {**outcome.sums[0].dispositions, "imported": 0, "skipped": outcome.sums[0].records_in_file}
        return replace(outcome, sums=(replace(outcome.sums[0], dispositions=none), *outcome.sums[1:]))

    with monkeypatch.context() as patched:
        patched.setattr(runs, "taken_over", wrong)
        run(store, project)
    assert failed_once_more(store, project)
    assert whole_by_the_gate(store, project) == 1


def test_what_cannot_be_kept_for_the_next_run_costs_time_and_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, project = begun(tmp_path)
    changed(store, project, "f", "male")
    with monkeypatch.context() as full:
        full.setattr(Stages, "keep", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "full")))
        made = run(store, project)
    assert made["closes"]
    again = run(store, project)
    assert (again["run"], again[MADE_FROM]) == (made["run"], ""), "the first tap is enough"


def test_a_mapping_changed_and_changed_back_is_not_newer_than_its_run(tmp_path: Path) -> None:
    store, project = begun(tmp_path)
    for code in ("male", "female"):
        changed(store, project, "f", code)
        run(store, project)
    assert TaskKind.RUN_NEW_MAPPING not in tasks(store, project)


def test_the_same_bytes_brought_in_again_are_no_new_files_once_they_were_run(tmp_path: Path) -> None:
    store, project = begun(tmp_path)
    for content in (VISITS[:-30], VISITS):
        with store.begin() as work:
            work.uploads.receive(project.id, "appointments.csv", content, "Robin")
        run(store, project)
    assert TaskKind.RUN_NEW_FILES not in tasks(store, project)


def test_that_a_run_was_made_from_the_files_stands_in_the_trail(tmp_path: Path) -> None:
    store, project = begun(tmp_path)
    changed(store, project, "f", "male")
    made = run(store, project)
    run(store, project)
    with store.read() as work:
        told = [row for row in work.audit.events(project.id) if row.event == AuditEvent.RUN_CONFIRMED]
    assert [row.facts["run"] for row in told] == [made["run"]]


def test_nothing_is_taken_over_where_no_run_left_anything(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    assert runs_again.last_kept(store, project_in(store, FILES).id) is None
