"""Texts that name a patient are found however they are written, and years are not patients."""

from __future__ import annotations

import pytest

from reports.readiness import names_a_patient


@pytest.mark.parametrize(
    "text",
    ["Jose\u0301 Garci\u0301a moved", "jose garcia", "JOS\u00c9 GARC\u00cdA.", "see Jos\u00e9  Garc\u00eda"],
)
def test_a_name_is_found_with_and_without_its_accents(text):
    assert names_a_patient(text, ["Jos\u00e9 Garc\u00eda"])


def test_a_number_that_is_a_year_as_well_is_no_patient_and_any_other_is():
    assert not names_a_patient("ledger_2024.csv", ["2024"])
    assert names_a_patient("ledger_3024.csv", ["3024"])
    assert names_a_patient("the one of 20245", ["20245"])


NAMES = [
    "Maria Gomez",
    "Gomez Maria",
    "Maria Luisa Gomez",
    "Ana de la Cruz",
    "Will Long",
    "Long Will",
    "555 1234",
]


@pytest.mark.parametrize(
    "text",
    [
        "Maria L. Gomez came", "maria l gomez", "Maria Lucia Gomez", "M. Gomez", "M Gomez said so",
        "M. L. Gomez", "M.L. Gomez", "MariaGomez", "gomezmaria.pdf", "Mar\u00adia Gomez",
        "Maria\u200bGomez", "Maria Go\u2060mez", "Ana M. de la Cruz", "A. Cruz", "W. Long",
    ],
)  # fmt: skip
def test_a_name_is_found_stretched_shortened_run_together_and_with_marks_that_nobody_sees(text):
    assert names_a_patient(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "It will be long.", "A long time, i.e. a long wait", "I will ask", "Maria saw both Gomez files",
        "Gomez", "Of 555 rows 1234 are right.", "Plan M: gomez", "along", "the m long",
    ],
)  # fmt: skip
def test_words_that_are_names_as_well_are_no_patient_where_they_stand_as_words(text):
    assert not names_a_patient(text, NAMES)
