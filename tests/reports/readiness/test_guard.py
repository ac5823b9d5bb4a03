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
