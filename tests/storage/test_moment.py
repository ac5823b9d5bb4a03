"""Within a moment the same is asked once; whatever is written ends it, and nothing outlives it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from storage import Opened, Storage
from storage.errors import ClassClosed, KeyDestroyed
from tests.storage.sealed_projects import filled

NAMES_ONLY = Opened(frozenset({"identity", "operational"}))


@contextmanager
def statements(storage: Storage) -> Iterator[list[str]]:
    """Those that were sent, without what begins a transaction."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith("SELECT"):
            sent.append(statement)

    event.listen(storage.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(storage.engine, "before_cursor_execute", note)


def _names(storage: Storage) -> list[str]:
    with storage.read() as work:
        return [row.name for row in work.projects.all()]


def test_the_same_question_is_sent_once_however_many_units_ask_it(storage: Storage) -> None:
    project = filled(storage)
    with statements(storage) as sent, storage.one_moment():
        for _ in range(3):
            _names(storage)
            with storage.read() as work:
                assert work.projects.get(project).name == "Riverside Dental"
                assert len(work.jobs.of(project)) == 1
    assert len(sent) == len(set(sent)) > 2
    with statements(storage) as apart:
        _names(storage)
        _names(storage)
    assert len(apart) == 2 * len(set(apart))


def test_another_value_is_another_question(storage: Storage) -> None:
    one, two = filled(storage, "One"), filled(storage, "Two")
    with storage.one_moment(), storage.read() as work:
        assert [work.runs.of(each)[0].run for each in (one, two)] == ["run", "run"]
        assert {row.project for each in (one, two) for row in work.jobs.of(each)} == {one, two}
        assert [row.name for row in work.projects.of_ids({two})] == ["Two"]
        assert [row.name for row in work.projects.of_ids({one})] == ["One"]


def test_what_is_written_within_a_moment_is_read_after_it(storage: Storage) -> None:
    with storage.one_moment():
        assert _names(storage) == []
        with storage.begin() as work:
            work.projects.create("Maple", by="Ann")
            assert _names(storage) == [], "a reader beside a writer sees what was committed"
        assert _names(storage) == ["Maple"]


def test_others_write_unseen_until_it_is_over_or_asked_anew(storage: Storage) -> None:
    def other() -> None:
        with storage.begin() as work:
            work.projects.create("Maple", by="Ann")

    with storage.one_moment():
        assert _names(storage) == []
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        assert _names(storage) == []
        storage.read_anew()
        assert _names(storage) == ["Maple"]
    with storage.one_moment():
        assert _names(storage) == ["Maple"]


def test_a_unit_that_still_reads_reads_on_while_another_writes(storage: Storage) -> None:
    project = filled(storage)
    with storage.one_moment(), storage.read() as work:
        rows = iter(work.runs.parts(project, "run"))
        first = next(rows)
        with storage.begin() as writing:
            writing.projects.create("Maple", by="Ann")
        assert [first.name, *(row.name for row in rows)] == ["entity/patient", "entity/clinical_note"]
        assert work.runs.open_part(project, "run", "entity/patient", "identity").height == 2


def test_moments_within_a_moment_are_one_and_each_thread_has_its_own(storage: Storage) -> None:
    seen: list[list[str]] = []
    with storage.one_moment():
        _names(storage)
        with statements(storage) as sent:
            with storage.one_moment():
                _names(storage)
            _names(storage)
            assert not sent
            thread = threading.Thread(target=lambda: seen.append(_names(storage)))
            thread.start()
            thread.join()
        assert sent and seen == [[]]


def test_a_narrow_store_opens_no_more_after_a_wide_one_in_the_same_moment(storage: Storage) -> None:
    project = filled(storage)
    narrow = storage.opened_for(NAMES_ONLY)
    asked = (project, "run", "entity/clinical_note", "clinical")
    with storage.one_moment():
        with storage.read() as work:
            assert work.runs.open_part(*asked).height == 2
        with pytest.raises(ClassClosed), narrow.read() as work:
            work.runs.open_part(*asked)
        with storage.read() as work:
            assert work.runs.open_part(*asked).height == 2


def test_keys_that_were_destroyed_open_nothing_in_what_is_left_of_the_moment(storage: Storage) -> None:
    project = filled(storage)
    with storage.one_moment():
        with storage.read() as work:
            assert work.runs.of(project)
        storage.shred(project, by="Ann")
        with pytest.raises(KeyDestroyed), storage.read() as work:
            work.runs.of(project)


def test_a_failure_within_a_moment_ends_it_too(storage: Storage) -> None:
    with pytest.raises(RuntimeError), storage.one_moment():
        _names(storage)
        raise RuntimeError
    with statements(storage) as sent:
        _names(storage)
        _names(storage)
    assert len(sent) == 2
