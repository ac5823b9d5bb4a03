"""What was confirmed in another project is offered again to whom it belongs, with where, to nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from core.accept import Settings as Clinic
from core.scope import Declaration, blank
from core.scope.declaration import Category
from core.scope.declaration import Source as Leaving
from portal.permissions import Actor, Elsewhere, Role
from portal.services import mapping, scope_edits
from portal.services.mapping_elsewhere import OtherProject
from portal.viewmodels.mapping import Home, Level, Suggested
from portal.viewmodels.mapping_asked import MoveColumn, SetKind, TakeSuggestions
from portal.visit import ProjectChoice
from storage import Storage
from tests.portal.stores import OWNER, project_in, store_in

CLINIC = Clinic()
SOURCE = ("patients.csv", "patients")
FILES = {"patients.csv": b"PatNum,LastName,ZQX\n1,Bloggs,secret\n2,Roe,hidden\n"}
SAID = Home("patient", "preferred_name")
VENDOR = Actor("Val", Role.VENDOR)


@pytest.fixture
def store(tmp_path: Path) -> Storage:
    return store_in(tmp_path)


def leaves(store: Storage, project: ProjectChoice, category: Category) -> None:
    scope_edits.begin(store, OWNER, project.id, country="US", seen=0)
    told: Declaration = replace(blank("US"), sources=(Leaving("Old one", category),))
    scope_edits.save(store, OWNER, project.id, told, reason="", seen=1)


def mapped(store: Storage, *, by: Actor = OWNER, category: Category = Category.LEGACY_PMS) -> ProjectChoice:
    """Another project, in which `by` gave the column a field."""
    there = project_in(store, FILES)
    leaves(store, there, category)
    for seen, asked in enumerate((SetKind(SOURCE, "patient"), MoveColumn(SOURCE, "ZQX", SAID))):
        mapping.change(store, by, there.id, asked, seen=seen, clinic=CLINIC)
    return there


def here(store: Storage, category: Category = Category.LEGACY_PMS) -> ProjectChoice:
    project = project_in(store, FILES)
    leaves(store, project, category)
    return project


def suggested(
    store: Storage, project: ProjectChoice, *others: OtherProject, actor: Actor = OWNER
) -> Suggested:
    page = mapping.view(store, actor, project, clinic=CLINIC, table="\t".join(SOURCE), others=lambda: others)
    assert page.table is not None
    return next(line for line in page.table.columns if line.name == "ZQX").suggested


def test_what_i_mapped_in_another_project_is_offered_with_its_name_and_is_never_sure(store: Storage) -> None:
    there, project = mapped(store), here(store)
    assert suggested(store, project).home is None
    told = suggested(store, project, OtherProject(there, OWNER))
    assert told.home == SAID and told.level is Level.LIKELY
    assert told.reason.endswith(f'You mapped "ZQX" so in {there.name}.')
    assert "secret" not in told.reason and "hidden" not in told.reason


def test_it_is_taken_as_it_is_suggested_and_the_mapping_says_nothing_of_the_other_project(
    store: Storage,
) -> None:
    others: Sequence[OtherProject] = (OtherProject(mapped(store), OWNER),)
    project = here(store)
    for seen, asked in enumerate((SetKind(SOURCE, "patient"), TakeSuggestions(SOURCE, ("ZQX",)))):
        mapping.change(store, OWNER, project.id, asked, seen=seen, clinic=CLINIC, others=lambda: others)
    page = mapping.view(store, OWNER, project, clinic=CLINIC, table="\t".join(SOURCE))
    assert page.table is not None
    line = next(line for line in page.table.columns if line.name == "ZQX")
    assert line.to == SAID and "project" not in line.reason.lower() and "mapped" not in line.reason


def test_what_others_of_the_clinic_mapped_is_offered_under_their_name(store: Storage) -> None:
    there = mapped(store, by=Actor("Casey", Role.CHAMPION))
    told = suggested(store, here(store), OtherProject(there, OWNER))
    assert told.reason.endswith(f'Casey mapped "ZQX" so in {there.name}.')


def test_somebody_who_is_called_otherwise_there_is_you_all_the_same(store: Storage) -> None:
    there = mapped(store, by=Actor("R. Sample", Role.OWNER))
    me_there = Actor("R. Sample", Role.OWNER, project=there.id)
    told = suggested(store, here(store), OtherProject(there, me_there))
    assert f'You mapped "ZQX" so in {there.name}.' in told.reason


def test_the_vendors_people_recall_their_own_words_and_no_word_of_another_clinic(store: Storage) -> None:
    of_owner, of_vendor = mapped(store), mapped(store, by=VENDOR)
    project = here(store)
    assert suggested(store, project, OtherProject(of_owner, VENDOR), actor=VENDOR).home is None
    assert suggested(store, project, OtherProject(of_vendor, VENDOR), actor=VENDOR).home == SAID


def test_another_kind_of_source_system_or_one_that_nobody_declared_is_not_gone_by(store: Storage) -> None:
    there = mapped(store, category=Category.PAPER)
    assert suggested(store, here(store), OtherProject(there, OWNER)).home is None
    assert suggested(store, project_in(store, FILES), OtherProject(mapped(store), OWNER)).home is None


def test_a_project_that_the_person_is_not_in_is_refused_whatever_was_handed_over(store: Storage) -> None:
    stranger = Actor("Robin", Role.OWNER, project="another")
    with pytest.raises(Elsewhere):
        suggested(store, here(store), OtherProject(mapped(store), stranger))
