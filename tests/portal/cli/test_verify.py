"""`chartbridge verify`: what it says of a signed document, and the exit status of each answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.signing import trust_file
from tests.reports.signing.signed import house, signed

VALID, ALTERED, UNKNOWN = 0, 1, 3


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "readiness.pdf"
    path.write_bytes(signed())
    return path


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    path = tmp_path / "trust.pem"
    path.write_bytes(trust_file(house().roots))
    return path


def test_a_whole_document_of_known_signers_is_valid(chartbridge, document: Path, trust: Path) -> None:
    said = chartbridge("verify", document, "--trust", trust)
    assert said.status == VALID
    assert "Élodie Brâncoveanu-Öztürk" in said.out


def test_without_a_trust_file_nobody_is_known(chartbridge, document: Path) -> None:
    said = chartbridge("verify", document, "--json")
    assert said.status == UNKNOWN
    assert said.json["status"] == UNKNOWN and said.json["said"]


def test_one_changed_byte_is_altered(chartbridge, document: Path, trust: Path) -> None:
    content = bytearray(document.read_bytes())
    content[len(content) // 2] ^= 1
    document.write_bytes(content)
    assert chartbridge("verify", document, "--trust", trust).status == ALTERED


@pytest.mark.parametrize("missing", ["document", "trust"])
def test_a_file_that_is_not_there_gets_one_sentence(chartbridge, document, trust, missing: str) -> None:
    (document if missing == "document" else trust).unlink()
    said = chartbridge("verify", document, "--trust", trust)
    assert said.status in (2, 3)
    assert said.err.count("\n") == 1 and "Traceback" not in said.err
