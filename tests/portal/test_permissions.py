from __future__ import annotations

import pytest

from portal.permissions import TABLE, Action, Actor, Forbidden, Role, allowed, authorise, whom_to_ask


def who_may(action: Action) -> set[Role]:
    return {role for role in Role if allowed(Actor("Robin", role), action)}


@pytest.mark.parametrize("action", [Action.UPLOAD, Action.START_RUN])
def test_owner_champion_and_vendor_team_upload_and_start_runs(action: Action) -> None:
    assert who_may(action) == {Role.OWNER, Role.CHAMPION, Role.VENDOR}


def test_everyone_sees_the_log() -> None:
    assert who_may(Action.SEE_LOG) == set(Role)


def test_originals_open_to_owner_champion_and_practitioner_only() -> None:
    assert who_may(Action.SEE_ORIGINALS) == {Role.OWNER, Role.CHAMPION, Role.PRACTITIONER}


def test_every_action_stands_in_the_table() -> None:
    assert set(TABLE) == set(Action)


def test_a_refusal_names_the_role_and_whom_to_ask() -> None:
    with pytest.raises(Forbidden) as refused:
        authorise(Actor("Sam", Role.RECEPTIONIST), Action.UPLOAD, "any project")
    assert "receptionist" in refused.value.found
    assert refused.value.do == "Please ask the owner or the champion of your clinic."
    assert "Sam" not in str(refused.value)


@pytest.mark.parametrize("action", list(Action))
def test_there_is_always_somebody_in_the_clinic_to_ask(action: Action) -> None:
    assert whom_to_ask(action).startswith("the owner")
