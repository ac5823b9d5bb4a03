"""What may be put before its signers: nothing over a silent block, nothing that names a patient."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import polars as pl
import pytest

from core.conservation import CellSums, TableSums
from core.readiness import Signer, evaluate
from reports.readiness import (
    NamesAPatient,
    NotToBeSigned,
    content_digest,
    laid_out,
    left_behind_in,
    refuse_patients,
    sealed,
    table_lines,
)
from reports.signing import Finding, verify
from tests.reports.readiness.sample import LINES, READY, UNREADY, document, waiver
from tests.reports.readiness.test_layout import words
from tests.reports.signing.signed import METHOD, SECRET, by, house, when

PATIENTS = ("Aurelia Quastenberg", "MRN-0047719", "+44 7700 900123", "Quastenberg")


def sealing(whole, identifiers=()) -> bytes:
    return sealed(whole, issuer=house().issuer, secret=SECRET, at=when(0), identifiers=identifiers)


def test_a_document_goes_from_content_to_four_signatures_and_is_valid():
    pdf = sealed_sample()
    for count, role in enumerate(Signer, start=1):
        pdf = by(role, pdf, at=when(count))
    verdict = verify(pdf, house().roots)
    assert (verdict.finding, verdict.document) == (Finding.VALID, "R-2026-0007")


@cache
def sealed_sample() -> bytes:
    return sealing(document(), PATIENTS)


def test_the_stamp_prints_name_statement_method_and_time(tmp_path):
    text = words(by(Signer.PRACTITIONER, sealed_sample(), at=when(1)), tmp_path)
    assert f"Confirmed by {METHOD}, 12 Mar 2026, 09:50 UTC" in text
    assert "The charts I compared are right, and what is missing is listed here." in text


def test_a_document_over_a_blocking_gate_without_its_waiver_is_not_sealed():
    with pytest.raises(NotToBeSigned, match="Does every payment and charge belong"):
        sealing(document(UNREADY, ()))
    with pytest.raises(NotToBeSigned, match="nobody answers for it"):
        sealing(document(UNREADY, (waiver(value=2),)))


def test_a_document_whose_gates_were_made_to_look_better_is_not_sealed():
    whole = document(UNREADY, ())
    better = replace(whole, snapshot=replace(whole.snapshot, results=evaluate(READY)))
    with pytest.raises(NotToBeSigned, match="do not say what its figures say"):
        sealing(better)


def test_a_document_without_all_four_names_is_not_sealed():
    with pytest.raises(NotToBeSigned, match="Nobody is named for: owner"):
        sealing(replace(document(), signers=document().signers[:3]))


@pytest.mark.parametrize("patient", PATIENTS)
def test_a_reason_that_names_a_patient_is_refused_without_repeating_the_name(patient):
    told = replace(waiver(), reason=f"Payment of {patient.upper()}, who moved away.")
    with pytest.raises(NamesAPatient) as caught:
        sealing(document(waivers=(told,)), PATIENTS)
    assert patient.casefold() not in str(caught.value).casefold()
    assert caught.value.place == "snapshot waivers 1 reason"


def test_a_patient_in_any_other_text_is_refused_as_well():
    whole = document()
    for changed in (
        replace(
            whole, decisions=(replace(whole.decisions[0], reason="See Quastenberg"), *whole.decisions[1:])
        ),
        replace(whole, tie_outs=(replace(whole.tie_outs[0], explanation="Quastenberg's credit"),)),
        replace(whole, scope=(replace(whole.scope[0], note="not the Quastenberg file"),)),
        replace(whole, moves=(replace(whole.moves[0], reason="Wedding of Aurelia Quastenberg"),)),
        replace(whole, left_behind=(replace(whole.left_behind[0], what="Chart MRN-0047719"),)),
    ):
        with pytest.raises(NamesAPatient):
            sealing(changed, PATIENTS)


def test_people_of_the_clinic_may_be_patients_too():
    whole = document()
    refuse_patients(whole, [name for _, name in whole.signers] + ["Dr. Ştefan Çelik"])


def test_short_names_are_not_found_in_every_word():
    refuse_patients(document(), ["Li", "An", "12"])


def test_planted_patients_of_a_run_are_nowhere_in_its_document(tmp_path):
    """From a table whose every cell is about a patient, only its name and its counts arrive on paper."""
    planted = pl.DataFrame({"name": PATIENTS, "note": ["secretly allergic to quastenine"] * len(PATIENTS)})
    sums = TableSums(
        "patients.csv", "patients", planted.height,
        {"imported": 2, "flagged": 0, "merged": 1, "skipped": 1, "waiting": 0},
        {name: CellSums(non_empty=4, mapped=3, archived=1) for name in planted.columns}, (),
    )  # fmt: skip
    lines = table_lines([sums])
    text = words(laid_out(replace(document(), tables=lines, left_behind=left_behind_in(lines))).pdf, tmp_path)
    assert [value for value in (*PATIENTS, "quastenine") if value in text] == []
    assert "patients.csv" in text and lines[0].records_close and lines[0].cells_close


def test_what_did_not_come_over_is_drawn_from_the_sums_and_whole_records_come_first():
    behind = left_behind_in(LINES)
    assert sum(each.count for each in behind) == sum(
        line.skipped + line.waiting + line.cells_waiting + line.cells_declined + line.cells_archived
        for line in LINES
    )
    kinds = [each.what.rpartition(": ")[2].startswith("record") for each in behind]
    assert kinds == sorted(kinds, reverse=True)


def test_the_digest_is_of_the_content_and_not_of_the_moment_of_sealing():
    assert content_digest(document()) == content_digest(document())
