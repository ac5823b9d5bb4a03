from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.record import RECORD
from core.suggest.lexicon import lexicon
from core.suggest.spelling import compact, pieces

ALIKE = [
    ("PatNum", "pat_no", "PAT NBR", "patient-number"),
    ("LName", "last_name", "LASTNAME", "Surname", "Nachname", "apellidos"),
    ("DOB", "BirthDate", "date_of_birth", "Geburtsdatum", "fechaNacimiento"),
    ("PROVIDERID", "prov_id", "ProvID", "Doctor ID"),
    ("Zip", "postcode", "POSTAL_CODE", "PLZ"),
    ("CellPhone", "mobile_phone", "Mobil_Tel"),
    ("ApptDate", "appointment date", "Termindatum"),
]


def readings(header: str) -> tuple[tuple[str, ...], ...]:
    """The words are gathered by whoever asks first: gathered on import, every process waits for them."""
    return lexicon(RECORD).speller.readings(header)


def words(header: str) -> set[frozenset[str]]:
    return {frozenset(r) for r in readings(header)}


@pytest.mark.parametrize("headers", ALIKE, ids=[h[0] for h in ALIKE])
def test_spellings_of_one_thing_are_read_alike(headers: tuple[str, ...]) -> None:
    def folded(header: str) -> set[frozenset[str]]:
        return {frozenset("id" if w == "number" else w for w in found) for found in words(header)}

    first = folded(headers[0])
    assert all(first & folded(header) for header in headers[1:])


def test_words_run_together_are_taken_apart() -> None:
    assert frozenset({"primary", "patient", "insurance", "id"}) in words("PRIMARYPATIENTINSURANCEID")
    assert frozenset({"smoking", "status", "code"}) in words("SMOKINGSTATUSCODE")


def test_joining_letters_of_compounds_fall_away() -> None:
    assert frozenset({"invoice", "number"}) in words("Rechnungsnummer")


def test_a_short_form_with_two_readings_gives_both() -> None:
    assert {frozenset({"appointment", "number"}), frozenset({"apartment", "number"})} <= words("AptNum")


def test_a_word_nobody_knows_stays_as_it_is() -> None:
    assert words("TrophyFolder") == {frozenset({"trophy", "folder"})}
    assert words("xqzt") == {frozenset({"xqzt"})}


def test_a_slip_of_the_pen_is_forgiven_but_not_a_letter_at_the_end() -> None:
    assert frozenset({"preferred", "name"}) in words("prefered_name")
    assert words("STATUSP") != words("STATUS")


def test_the_number_a_reader_adds_to_a_repeated_header_says_nothing() -> None:
    assert words("Phone.2") == words("Phone")
    assert compact("Phone.2") == "phone"


def test_case_accents_and_punctuation_are_folded() -> None:
    assert pieces("Straße_Nr.") == ("strasse", "nr")
    assert pieces("MédecinTraitant") == ("medecin", "traitant")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_header_is_read_without_trouble_and_always_alike(header: str) -> None:
    found = readings(header)
    assert found == readings(header)
    assert len(found) <= 6
    assert all(len(set(reading)) == len(reading) > 0 for reading in found)
