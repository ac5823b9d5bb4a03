"""`chartbridge purge`: the keys go, the certificate is written and verifies."""

from __future__ import annotations

import pytest
import typer

from portal.opening import open_storage
from portal.permissions import Actor, Role
from portal.services import document_signing, readiness_papers
from portal.settings import read_settings

PHRASE = "correct horse of Robin"


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What somebody types when asked, one after the other."""
    typed: list[str] = []
    monkeypatch.setenv("CHARTBRIDGE_PERSON", "Robin")
    monkeypatch.setattr(typer, "prompt", lambda *_said, **_how: typed.pop(0))
    return typed


def prepared(chartbridge, tmp_path) -> str:
    """A project with one run, its owner's key, and the trust file; the project's name."""
    (tmp_path / "patients.csv").write_text("PatNum,LName\n1,Molarsen\n")
    assert chartbridge("migrate", tmp_path / "patients.csv", "--no-export", "--json").status == 0
    store, owner = open_storage(read_settings()), Actor("Robin", Role.OWNER)
    with store.read() as work:
        row = work.projects.all()[0]
    document_signing.make_key(store, owner, row.id, passphrase=PHRASE, again=PHRASE)
    (tmp_path / "trust.pem").write_bytes(readiness_papers.trusted(store, owner, row.id).content)
    store.close()
    return row.name


def test_the_certificate_is_written_and_verifies_and_the_project_is_gone(chartbridge, tmp_path, answers):
    name = prepared(chartbridge, tmp_path)
    paper = tmp_path / "gone.pdf"
    answers[:] = [name, PHRASE]
    said = chartbridge("purge", paper, "--project", name, "--reason", "We left.")
    assert said.status == 0, said.err
    assert chartbridge("verify", paper, "--trust", tmp_path / "trust.pem").status == 0
    (project,) = chartbridge("keys", "show", "--json").json["projects"]
    assert (project["destroyed"], project["keys"]) == (True, [])
    assert chartbridge("audit", "verify").status == 0


def test_another_name_or_a_file_that_is_there_destroys_nothing(chartbridge, tmp_path, answers):
    name = prepared(chartbridge, tmp_path)
    answers[:] = ["Another", PHRASE]
    assert chartbridge("purge", tmp_path / "a.pdf", "--project", name, "--reason", "We left.").status != 0
    there = tmp_path / "there.pdf"
    there.write_bytes(b"")
    assert chartbridge("purge", there, "--project", name, "--reason", "We left.").status == 2
    (project,) = chartbridge("keys", "show", "--json").json["projects"]
    assert not project["destroyed"]
    assert not (tmp_path / "a.pdf").exists()
