"""A denial of allergies is told from an allergy, in the words that systems and people use."""

from __future__ import annotations

import polars as pl
import pytest

from core.shape.row_tests import ROW_TESTS, row_test

DENIALS = [
    "No known allergies",
    "NKDA",
    "nka.",
    "No Known Drug Allergies",
    "No known history of drug allergy",
    "NO KNOWN ALLERGY",
    "no allergies",
    "No drug allergies",
    "Patient denies any drug allergies",
    "denies allergies",
    "None known",
    "None",
    "none reported.",
    "no known medication allergies",
    "Not allergic to anything",
    "Keine bekannten Allergien",
    "Sin alergias",
    "Aucune allergie connue",
    "Nessuna allergia nota",
    "716186003",
    "160244002",
]
ALLERGIES = [
    "peanut",
    "Penicillin V",
    "allergic to latex",
    "Allergic disposition (finding)",
    "Unknown antibiotic",
    "Known allergy to nickel",
    "Nonsteroidal anti-inflammatory agents",
    "Nkandla tree pollen",
    "84489001",
    "Anaesthetic, local (no epinephrine)",
]


def _denied(text: str | None) -> bool:
    frame = pl.DataFrame({"said": [text]}, schema={"said": pl.String})
    return bool(frame.select(row_test("no_known_allergy").holds(("said",))).item())


@pytest.mark.parametrize("text", DENIALS)
def test_a_denial_is_no_allergy(text: str) -> None:
    assert _denied(text)


@pytest.mark.parametrize("text", [*ALLERGIES, "", None])
def test_an_allergy_is_no_denial(text: str | None) -> None:
    assert not _denied(text)


def test_every_row_test_says_what_it_asks() -> None:
    assert all(test.means.endswith(".") for test in ROW_TESTS)
