from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import WrongUsage
from core.sources.bound_kinds import BOUND_KINDS
from core.sources.bounds import BOUNDS
from portal.settings import Example, Settings, read_settings, variables

DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "settings.md"


def test_a_name_nobody_knows_is_refused_with_the_closest_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTBRIDGE_HOEM", "/somewhere")
    with pytest.raises(WrongUsage) as refused:
        read_settings()
    assert refused.value.place == "CHARTBRIDGE_HOEM"
    assert "CHARTBRIDGE_HOME" in refused.value.do


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "0"),
        ("ZONE", "Mars/Base"),
        ("CURRENCY", "usd"),
        ("COUNTRY", "USA"),
        ("ROLE", "king"),
        ("EXAMPLE", "huge"),
        ("OIDC_ISSUER", "http://login.clinic.example"),
        ("OIDC_ISSUER", "https://login.clinic.example?x=1"),
        ("OIDC_SCOPES", "email"),
        ("OIDC_ROLES", "desk=king"),
        ("OIDC_ROLES", "receptionist"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_by_the_name_of_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"CHARTBRIDGE_{name}", value)
    with pytest.raises(WrongUsage) as refused:
        read_settings()
    assert refused.value.place == f"CHARTBRIDGE_{name}"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("whole", Example.WHOLE), ("Small", Example.SMALL), ("none", Example.NONE),
        ("true", Example.WHOLE), ("1", Example.WHOLE), ("false", Example.NONE), ("NO", Example.NONE),
    ],
)  # fmt: skip
def test_the_example_is_whole_small_or_none_and_yes_and_no_are_still_understood(
    monkeypatch: pytest.MonkeyPatch, said: str, meant: Example
) -> None:
    monkeypatch.setenv("CHARTBRIDGE_EXAMPLE", said)
    assert read_settings().example is meant


def test_an_empty_portal_starts_with_the_whole_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHARTBRIDGE_EXAMPLE", raising=False)
    assert read_settings().example is Example.WHOLE


def test_a_refused_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTBRIDGE_MASTER_KEY", "c2VjcmV0LXNlY3JldA==")
    monkeypatch.setenv("CHARTBRIDGE_PORT", "c2VjcmV0LXNlY3JldA==")
    with pytest.raises(WrongUsage) as refused:
        read_settings()
    assert "c2VjcmV0" not in str(refused.value)


def test_the_key_is_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTBRIDGE_MASTER_KEY", "c2VjcmV0LXNlY3JldA==")
    assert "c2VjcmV0" not in repr(read_settings())


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTBRIDGE_PORT", "")
    assert read_settings().port == 8501


def test_settings_cannot_be_changed_after_they_were_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_settings().port = 1


def test_the_key_and_the_folder_of_state_lie_apart_by_default() -> None:
    settings = read_settings()
    assert not settings.master_key_file.is_relative_to(settings.home)


def test_every_setting_is_documented_and_nothing_else_is() -> None:
    documented = re.findall(
        r"^\| `(CHARTBRIDGE_\w+)` \|", DOCUMENTED.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert tuple(sorted(documented)) == tuple(sorted(variables()))


def test_every_setting_says_what_it_is() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_bounds_are_given_in_the_units_of_people_and_are_the_engines_own_where_nobody_sets_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert read_settings().bounds == BOUNDS
    monkeypatch.setenv("CHARTBRIDGE_MOST_CELL", "5")
    monkeypatch.setenv("CHARTBRIDGE_MOST_FILES", "7")
    assert read_settings().bounds == replace(BOUNDS, cell=5 << 20, files=7)


def test_every_bound_that_a_finding_names_is_a_setting() -> None:
    named = {word for kind in BOUND_KINDS for word in re.findall(r"CHARTBRIDGE_\w+", kind.advice)}
    assert named == {name for name in variables() if name.startswith("CHARTBRIDGE_MOST_")}
