from __future__ import annotations

import pytest

from core.practice import Exercise
from core.training import PathInvalid, Proof
from portal.permissions import Action, Actor, Role, allowed
from portal.services.practice_records import OPENS
from portal.training import PATHS, path_of
from portal.training.paths import paths_from


def test_there_is_a_path_for_everybody_who_works_with_the_new_software() -> None:
    assert list(PATHS) == [
        Role.CHAMPION,
        Role.PRACTITIONER,
        Role.ASSISTANT,
        Role.RECEPTIONIST,
        Role.ACCOUNTANT,
    ]
    assert path_of("owner") is None


@pytest.mark.parametrize("role", list(PATHS))
def test_a_path_can_be_walked_by_the_role_that_it_is_for(role: Role) -> None:
    actor = Actor("Anybody", role)
    assert allowed(actor, Action.TRAIN)
    exercises = [Exercise(item.exercise) for item in PATHS[role].items if item.exercise]
    assert all(allowed(actor, OPENS[exercise]) for exercise in exercises)
    assert any(item.proof is not Proof.READ for item in PATHS[role].items)


@pytest.mark.parametrize("role", list(PATHS))
def test_no_lesson_is_longer_than_a_break(role: Role) -> None:
    for item in PATHS[role].items:
        assert item.minutes <= 30
        assert 1 <= len(item.text) <= 5
        assert all(len(paragraph) < 420 for paragraph in item.text)


def test_two_files_for_one_role_and_a_role_without_one_are_told() -> None:
    text = (
        'role = "champion"\ntitle = "T"\nwhy = "W"\n'
        '[[step]]\nid = "a"\nkind = "lesson"\ntitle = "A"\nminutes = 1\ndue = 1\ntext = "x"\n'
    )
    with pytest.raises(PathInvalid, match="Another file is for the champion"):
        paths_from({"a.toml": text, "b.toml": text})
    with pytest.raises(PathInvalid, match="no file for the practitioner"):
        paths_from({"a.toml": text})
