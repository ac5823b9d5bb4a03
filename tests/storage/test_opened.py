"""A narrowed store opens what it was narrowed to, and never comes to hold a key of anything else."""

from __future__ import annotations

import pytest

from storage import Door, Opened, Storage
from storage.errors import ClassClosed
from storage.keys import BOOKS, EVERY_CLASS, open_keys
from storage.sealing import Bound
from tests.storage.conftest import MASTER
from tests.storage.sealed_projects import ORIGINAL, filled

NAMES_ONLY = Opened(frozenset({"identity", "operational"}))
NOTES = Door("clinical", "run part", "entity/clinical_note")


def test_a_closed_class_has_no_key_in_the_ring_and_the_books_have_that_of_fields_only(storage: Storage):
    project = filled(storage)
    with storage.unit() as unit:
        stored = unit.wrapped(project)
    ring = open_keys(project, stored, master=MASTER, opened=NAMES_ONLY)
    whole = open_keys(project, stored, master=MASTER)
    assert {name for name, _ in ring.classes} == {"identity", "operational"}
    assert {name for name, _ in ring.fields} == {"identity", "operational"} | BOOKS
    held = {*ring.classes.values(), *ring.fields.values(), *ring.derived.values()}
    closed = {key for (name, _), key in whole.classes.items() if name not in NAMES_ONLY.classes}
    assert not held & closed


def test_what_is_closed_is_refused_and_the_rest_opens(storage: Storage):
    project = filled(storage)
    with storage.opened_for(NAMES_ONLY).read() as work:
        assert work.runs.open_part(project, "run", "entity/patient", "identity").height == 2
        with pytest.raises(ClassClosed):
            work.runs.open_part(project, "run", "entity/clinical_note", "clinical")
        with pytest.raises(ClassClosed):
            work.uploads.open(work.uploads.of(project)[0])


def test_nothing_is_sealed_under_a_closed_class_either(storage: Storage):
    project = filled(storage)
    with pytest.raises(ClassClosed), storage.opened_for(NAMES_ONLY).begin() as work:
        work.uploads.receive(project, "b.csv", ORIGINAL, "Ann")


def test_a_door_opens_one_kind_of_stream_of_a_closed_class(storage: Storage):
    project = filled(storage)
    with storage.opened_for(NAMES_ONLY).read() as work:
        through = work.through(NOTES)
        assert through.runs.open_part(project, "run", "entity/clinical_note", "clinical").height == 2
        with pytest.raises(ClassClosed):
            through.uploads.open(through.uploads.of(project)[0])
        with pytest.raises(ClassClosed):
            work.runs.open_part(project, "run", "entity/clinical_note", "clinical")


def test_narrowing_never_widens_and_asked_twice_is_one_store(storage: Storage):
    narrow = storage.opened_for(NAMES_ONLY)
    assert narrow.opened_for(Opened()).opened.classes == NAMES_ONLY.classes
    assert narrow.opened_for(Opened(EVERY_CLASS, frozenset({NOTES}))).opened.doors == frozenset()
    assert storage.opened_for(NAMES_ONLY) is narrow
    assert narrow.opened_for(NAMES_ONLY) is narrow
    assert storage.opened_for(Opened()) is storage


def test_keys_are_not_renewed_through_a_narrowed_store(storage: Storage):
    project = filled(storage)
    for renew in ("renew_project_key", "renew_key"):
        asked = (project,) if renew == "renew_project_key" else (project, "clinical")
        with pytest.raises(ClassClosed), storage.opened_for(NAMES_ONLY).begin() as work:
            getattr(work.projects, renew)(*asked, by="Ann")


def test_a_door_is_told_by_class_purpose_and_table_alone():
    opened = Opened(frozenset(), frozenset({NOTES}))
    bound = Bound("p", "run part", "clinical", run="r", table="entity/clinical_note", part="3")
    assert opened.opens(bound)
    for other in ("identity", "restricted"):
        assert not opened.opens(Bound("p", "run part", other, run="r", table="entity/clinical_note"))
    assert not opened.opens(Bound("p", "upload", "clinical", table="entity/clinical_note"))
