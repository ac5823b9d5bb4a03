"""What a page may cost: how many statements it sends, and that what is remembered is told to nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from portal.live import LivePortal
from portal.permissions import Actor
from portal.services import finance_names, mapping_facts
from portal.services.forgetting import forget_everything_read
from portal.settings import Settings
from portal.viewmodels.audit_trail import TrailQuery
from portal.viewmodels.decisions import DecisionsQuery
from portal.viewmodels.files import FilesQuery
from portal.viewmodels.log import LogQuery
from storage.errors import ClassClosed, KeyDestroyed
from tests.portal.clinics import ACCOUNTANT, AUDITOR, OWNER, PRACTITIONER, VENDOR, Clinic

MOST = 25
"""Statements of a page; storage/moment.py is what keeps them few."""
PAGES: tuple[tuple[Actor, Callable[[LivePortal], object]], ...] = (
    (OWNER, lambda portal: portal.overview()),
    (OWNER, lambda portal: portal.uploads()),
    (OWNER, lambda portal: portal.mapping()),
    (OWNER, lambda portal: portal.decisions(DecisionsQuery())),
    (OWNER, lambda portal: portal.log(LogQuery())),
    (OWNER, lambda portal: portal.go_live()),
    (OWNER, lambda portal: portal.scope()),
    (OWNER, lambda portal: portal.training()),
    (OWNER, lambda portal: portal.trail(TrailQuery())),
    (PRACTITIONER, lambda portal: portal.charts()),
    (PRACTITIONER, lambda portal: portal.files(FilesQuery())),
    (ACCOUNTANT, lambda portal: portal.finances()),
)


@pytest.fixture
def clinic(ran_home: Path, tmp_path: Path) -> Iterator[Clinic]:
    made = Clinic(tmp_path, like=ran_home)
    forget_everything_read()
    yield made
    made.store.close()


def _portal(clinic: Clinic, actor: Actor) -> LivePortal:
    return LivePortal(clinic.store, actor, clinic.project, Settings())


def test_a_page_that_was_seen_before_sends_few_statements_in_one_transaction(clinic: Clinic) -> None:
    sent: list[str] = []
    begun: list[int] = []
    event.listen(clinic.store.engine, "before_cursor_execute", lambda *said: sent.append(said[2]))
    event.listen(clinic.store.engine, "begin", lambda _connection: begun.append(1))
    dear = {}
    for number, (actor, page) in enumerate(PAGES):
        portal = _portal(clinic, actor)
        page(portal)
        sent.clear()
        begun.clear()
        with clinic.store.one_moment():
            page(portal)
        selects = [each for each in sent if not each.startswith(("PRAGMA", "BEGIN"))]
        if len(selects) > MOST or len(begun) != 1:
            dear[number] = (len(selects), len(begun), selects)
    assert not dear


def test_names_that_one_role_has_read_are_not_told_to_another(clinic: Clinic) -> None:
    project, run = clinic.project.id, _run(clinic)
    with clinic.as_(ACCOUNTANT).read() as work:
        assert finance_names.names_in(work, project, run).providers
    for actor in (AUDITOR, VENDOR):
        with pytest.raises(ClassClosed), clinic.as_(actor).read() as work:
            finance_names.names_in(work, project, run)


def test_uploads_are_read_once_for_every_role(clinic: Clinic) -> None:
    project = clinic.project.id
    first = mapping_facts.facts_of(clinic.as_(OWNER), project)
    assert all(mapping_facts.facts_of(clinic.as_(a), project) is first for a in (AUDITOR, VENDOR, ACCOUNTANT))


def test_what_was_read_of_a_project_whose_keys_were_destroyed_is_in_no_memory(clinic: Clinic) -> None:
    project, run = clinic.project.id, _run(clinic)
    _portal(clinic, ACCOUNTANT).finances()
    _portal(clinic, OWNER).mapping()
    clinic.store.shred(project, by="Robin")
    forget_everything_read()
    with pytest.raises(KeyDestroyed), clinic.as_(ACCOUNTANT).read() as work:
        finance_names.names_in(work, project, run)
    with pytest.raises(KeyDestroyed):
        mapping_facts.facts_of(clinic.as_(OWNER), project)


def _run(clinic: Clinic) -> str:
    with clinic.store.read() as work:
        return work.runs.of(clinic.project.id)[0].run
