"""What people said of files: versions are added, never edited, and taking back leads back step by step."""

from __future__ import annotations

import pytest

from storage import Saying, Storage
from storage.errors import NotStored, StaleVersion


def said(text: str, passwords: dict[str, str] | None = None) -> Saying:
    return Saying(text, "Ann", {"file": "a.csv"}, passwords)


def test_versions_count_up_and_passwords_stay_until_others_are_given(storage: Storage, project: str):
    with storage.begin() as work:
        assert work.choices.version(project) == 0
        assert work.choices.get(project, 0) is None
        assert work.choices.say(project, said("{1}", {"a.xlsx": "secret"}), saw=0) == 1
        assert work.choices.say(project, said("{2}"), saw=1) == 2
    with storage.read() as work:
        latest = work.choices.get(project, 2)
        assert latest is not None
        assert (latest.text, latest.passwords, latest.by) == ("{2}", {"a.xlsx": "secret"}, "Ann")
        assert "secret" not in repr(latest)
        with pytest.raises(NotStored):
            work.choices.get(project, 3)


def test_saying_the_same_twice_saves_once(storage: Storage, project: str):
    with storage.begin() as work:
        assert [work.choices.say(project, said("{1}"), saw=0) for _ in range(2)] == [1, 1]
        assert len(work.audit.events(project)) == 2


def test_saying_over_a_version_that_was_not_seen_is_refused(storage: Storage, project: str):
    with storage.begin() as work:
        work.choices.say(project, said("{1}"), saw=0)
    for change in (
        lambda w: w.choices.say(project, said("{2}"), saw=0),
        lambda w: w.choices.undo(project, "Ben", saw=0),
    ):
        with pytest.raises(StaleVersion), storage.begin() as work:
            change(work)


def test_taking_back_goes_further_back_each_time(storage: Storage, project: str):
    with storage.begin() as work:
        for saw, text in enumerate(("{1}", "{2}", "{3}")):
            work.choices.say(project, said(text), saw=saw)
        shown = []
        for saw in (3, 4, 5):
            row = work.choices.get(project, work.choices.undo(project, "Ann", saw=saw))
            shown.append(row.text if row else None)
        assert shown == ["{2}", "{1}", ""]
        with pytest.raises(NotStored):
            work.choices.undo(project, "Ann", saw=6)


def test_taking_back_takes_back_a_password_too(storage: Storage, project: str):
    with storage.begin() as work:
        work.choices.say(project, said("", {"a.xlsx": "secret"}), saw=0)
        row = work.choices.get(project, work.choices.undo(project, "Ann", saw=1))
        assert row is not None
        assert dict(row.passwords) == {}


def test_what_was_said_after_taking_back_is_taken_back_to_where_it_was_said(storage: Storage, project: str):
    with storage.begin() as work:
        work.choices.say(project, said("{1}"), saw=0)
        work.choices.say(project, said("{2}"), saw=1)
        work.choices.undo(project, "Ann", saw=2)
        work.choices.say(project, said("{4}"), saw=3)
        row = work.choices.get(project, work.choices.undo(project, "Ann", saw=4))
        assert row is not None
        assert (row.text, row.earlier) == ("{1}", 0)
