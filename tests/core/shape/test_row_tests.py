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
    "No  known\u00a0allergies",
    "No-known-allergies",
    "no known drug allergies (NKDA)",
    "No allergies on file",
    "NKDA, no food allergies",
    "No known allergy (situation)",
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
    return _holds("no_known_allergy", text)


def _named(text: str | None) -> bool:
    return _holds("names_allergy", text)


def _holds(test: str, text: str | None) -> bool:
    frame = pl.DataFrame({"said": [text]}, schema={"said": pl.String})
    return bool(frame.select(row_test(test).holds(("said",), ())).item())


IN_PART = [
    "No known allergies except latex",
    "NKDA, latex",
    "Penicillin; no other known allergies",
    "Latex, no drug allergies",
    "Not allergic to penicillin",
    "denies allergies to penicillin",
    "No penicillin allergy",
    "No known sulfa allergy",
]


@pytest.mark.parametrize("text", DENIALS)
def test_a_denial_is_no_allergy(text: str) -> None:
    assert _denied(text)


@pytest.mark.parametrize("text", [*ALLERGIES, "", None])
def test_an_allergy_is_no_denial(text: str | None) -> None:
    assert not _denied(text)


@pytest.mark.parametrize("text", IN_PART)
def test_a_text_that_denies_and_says_more_is_neither_denial_nor_allergy(text: str) -> None:
    assert not _denied(text)
    assert not _named(text)


@pytest.mark.parametrize("text", [*ALLERGIES, "Penicillin (none)", "", None])
def test_an_allergy_that_denies_nothing_is_named(text: str | None) -> None:
    assert _named(text)


def test_every_row_test_says_what_it_asks() -> None:
    assert all(test.means.endswith(".") for test in ROW_TESTS)
