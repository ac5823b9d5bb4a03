"""What a deployment is made of names only settings and commands that exist: no Docker here to try it in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from portal.cli.commands import app
from portal.settings import variables

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def exists(words: list[str]) -> bool:
    """Whether `chartbridge` has this command with these options."""
    command: Any = get_command(app)
    for word in words:
        if word.startswith("--"):
            assert any(word in option.opts for option in command.params), word
        else:
            command = command.commands[word]
    return True


def test_the_compose_file_has_every_part_of_a_production():
    assert set(COMPOSE["services"]) == {"portal", "worker", "proxy", "database", "blobs", "bucket"}
    assert COMPOSE["services"]["worker"]["deploy"]["replicas"] == 2


def test_every_file_of_a_deployment_names_only_settings_that_exist():
    for path in (p for p in DEPLOY.rglob("*") if p.is_file()):
        named = set(re.findall(r"CHARTBRIDGE_[A-Z_]+", path.read_text()))
        assert named <= set(variables()), path.name


@pytest.mark.parametrize("service", ["portal", "worker"])
def test_a_service_starts_a_command_that_exists_with_all_that_a_production_needs(service: str):
    told = COMPOSE["services"][service]
    name, *words = told["command"]
    assert name == "chartbridge" and exists(words)
    assert {"CHARTBRIDGE_DATABASE_URL", "CHARTBRIDGE_BLOBS", "CHARTBRIDGE_MASTER_KEY"} <= set(
        told["environment"]
    )
    assert told["environment"]["CHARTBRIDGE_LOG"] == "json"


def test_no_secret_stands_in_a_file_of_a_deployment():
    for name, service in COMPOSE["services"].items():
        for variable, value in service.get("environment", {}).items():
            if re.search("KEY$|PASSWORD", variable) and variable != "AWS_ACCESS_KEY_ID":
                assert re.fullmatch(r"\$\{[A-Z_]+:\?.*\}", value), (name, variable)


def test_what_is_published_is_behind_a_sign_in_and_for_this_computer_until_somebody_says_more():
    assert COMPOSE["services"]["portal"]["environment"]["CHARTBRIDGE_SIGN_IN"] in ("local", "oidc")
    published = [port for each in COMPOSE["services"].values() for port in each.get("ports", [])]
    assert published and all(port.startswith("127.0.0.1:") for port in published)


def test_every_volume_and_file_that_is_named_is_there():
    for service in COMPOSE["services"].values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (DEPLOY / source).is_file(), volume


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_a_command_that_exists_and_keeps_the_key_apart(unit: Path):
    (line,) = re.findall(r"^ExecStart=(.*)$", unit.read_text(), flags=re.MULTILINE)
    program, *words = line.split()
    assert program.endswith("/chartbridge") and exists(words)
    assert "LoadCredential=master.key:" in unit.read_text()


def test_the_image_holds_every_package_of_the_program():
    copied = re.findall(r"^COPY (\w+) \1$", (DEPLOY / "Dockerfile").read_text(), flags=re.MULTILINE)
    assert copied == ["core", "storage", "reports", "portal", "pages"]
