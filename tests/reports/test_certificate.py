"""A certificate of training: what it says on paper, and that its seal verifies like every other document."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from core.readiness import Signer
from reports.certificate import Achieved, Certificate, CertifiedStep, laid_out
from reports.signing import CannotSign, Finding, certify, verify
from tests.reports.signing.signed import SECRET, by, certified, house, when

GIVEN = Certificate(
    "T-2026-0001",
    when(0),
    "c4d2" * 16,
    Achieved(
        "Example: Maple <Street> Dental",
        "Remy Sample",
        "Receptionist",
        "The front desk",
        "12 Mar 2026",
        tuple(CertifiedStep(f"Step {n} & more", "seen by Ash", "10 Mar 2026") for n in range(60)),
    ),
)


def sealed(given: Certificate = GIVEN) -> bytes:
    laid = laid_out(given)
    return certify(laid.pdf, laid.places, issuer=house().issuer, secret=SECRET, at=given.at)


def printed(given: Certificate, folder: Path) -> str:
    path = folder / "certificate.pdf"
    path.write_bytes(sealed(given))
    try:
        told = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
        )
    except FileNotFoundError:
        pytest.skip("SKIPPED, NOT PASSED: no pdftotext on this machine to read a PDF with")
    return " ".join(told.stdout.split())


def test_it_says_who_learned_what_and_how_that_is_known(tmp_path: Path) -> None:
    said = printed(GIVEN, tmp_path)
    assert "Example: Maple <Street> Dental" in said
    assert "Remy Sample" in said and "12 Mar 2026 that they are ready." in said
    assert "Step 0 & more seen by Ash 10 Mar 2026" in said and "Step 59 & more" in said
    assert "No person signs it." in said and GIVEN.audit_head in said
    assert "Chartbridge at Harbour Dental" in said and "12 Mar 2026, 09:30 UTC" in said


def test_the_same_content_is_the_same_paper() -> None:
    other = replace(GIVEN, said=replace(GIVEN.said, person="Ash Sample"))
    assert laid_out(GIVEN) == laid_out(replace(GIVEN))
    assert laid_out(GIVEN).pdf != laid_out(other).pdf
    assert GIVEN.said.digest == replace(GIVEN.said).digest != other.said.digest


def test_sealed_by_the_portal_it_is_valid_and_says_that_nobody_signed_it() -> None:
    verdict = verify(sealed(), house().roots)
    assert (verdict.finding, verdict.exit_status, verdict.document) == (Finding.VALID, 0, GIVEN.id)
    assert [each.role for each in verdict.signatures] == ["document key"]
    assert "since the portal sealed it" in verdict.sentences[0]
    assert "nobody's signature" in verdict.sentences[0]


def test_of_another_portal_it_is_whole_and_its_signer_unknown() -> None:
    verdict = verify(sealed(), house("Chartbridge elsewhere").roots)
    assert (verdict.finding, verdict.exit_status) == (Finding.UNKNOWN_SIGNER, 3)


def test_nobody_can_put_a_signature_on_it() -> None:
    with pytest.raises(CannotSign, match="no place for a signature"):
        by(Signer.OWNER, sealed())


def test_a_readiness_document_with_its_seal_alone_is_not_taken_for_one() -> None:
    assert verify(certified(), house().roots).finding is Finding.UNFINISHED


def test_one_without_a_seal_is_called_none_of_ours() -> None:
    assert verify(laid_out(GIVEN).pdf, house().roots).finding is Finding.NOT_OURS
