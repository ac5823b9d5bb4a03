from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from reports.certificate import Certificate, CertifiedStep, certificate_pdf

GIVEN = Certificate(
    "Example: Maple <Street> Dental",
    "Remy Sample",
    "Receptionist",
    "The front desk",
    "12 Mar 2026",
    tuple(CertifiedStep(f"Step {n} & more", "seen by Ash", "10 Mar 2026") for n in range(60)),
)


def printed(given: Certificate, folder: Path) -> str:
    path = folder / "certificate.pdf"
    path.write_bytes(certificate_pdf(given))
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
    assert "It is not a signature." in said


def test_the_same_content_is_the_same_file() -> None:
    assert certificate_pdf(GIVEN) == certificate_pdf(replace(GIVEN))
    assert certificate_pdf(GIVEN) != certificate_pdf(replace(GIVEN, person="Ash Sample"))
