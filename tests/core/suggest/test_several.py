"""Several fields from one cell is an answer of its own, given from the values and never for a taken field."""

from __future__ import annotations

from core.record import RECORD
from core.suggest import suggest, table_suggestions
from core.suggest.model import Several
from tests.core.profiles.tables import table

NAMES: list[str | None] = ["Lee, Ana M.", "Cruz, Eva", "Bo Ek", None, "Dr. Jo Ng"]
HOMES: list[str | None] = [
    "1 Elm St, Apt 2, Salem, OR 97301",
    "2 Oak Rd\nBend OR 97701",
    "Am Tor 3, 10115 Berlin",
    "",
    None,
]
KEYS: list[str | None] = ["1", "2", "3", "4", "5"]


def answer(column: str, **columns: list[str | None]) -> Several | None:
    found = suggest([table("patients", {"PatNum": KEYS, **columns})], RECORD)
    return next(each.several for each in found if each.column == column)


def test_a_column_of_full_names_may_feed_the_fields_of_a_name() -> None:
    several = answer("PatientName", PatientName=NAMES)
    assert several is not None
    assert several.parts == (
        ("family", "patient", "last_name"),
        ("given", "patient", "first_name"),
        ("middle", "patient", "middle_name"),
        ("prefix", "patient", "title"),
    )
    assert several.reason.endswith("A comma says which word is the family name in 2 of 4.")


def test_an_address_in_one_cell_may_feed_the_fields_of_an_address() -> None:
    several = answer("Address", Address=HOMES)
    assert several is not None
    assert [field for _, _, field in several.parts] == ["line1", "line2", "city", "state", "postal_code"]


def test_no_field_is_offered_that_another_column_feeds() -> None:
    assert answer("PatientName", PatientName=NAMES, LastName=["Lee", "Cruz", "Ek", "", "Ng"]) is None
    assert answer("Address", Address=HOMES, Zip=["97301", "97701", "10115", "", ""]) is None


def test_texts_that_are_no_names_or_addresses_have_no_such_answer() -> None:
    assert answer("PatientName", PatientName=["x1", "x2", "x3", "Bo Ek", "x4"]) is None
    assert answer("Address", Address=["1 Elm St", "2 Oak Rd", "3 Ash Ln", "4 Fir Ct", ""]) is None
    assert answer("PatientName", PatientName=[None] * 5) is None


def test_what_is_suggested_says_nothing_of_a_patient() -> None:
    told = answer("PatientName", PatientName=NAMES)
    assert told is not None and not any(word in told.reason for word in ("Lee", "Ana", "Cruz", "Ng"))


def kinds(*types: str, name: str = "payments") -> tuple[str, ...] | None:
    rows = [str(number) for number in range(len(types))]
    columns = {"PayNum": rows, "PatNum": rows, "EntryType": list(types), "Amount": ["1.00"] * len(types)}
    mixed = table_suggestions([table(name, columns)], RECORD)[0].mixed
    return mixed.kinds if mixed else None


def test_rows_of_several_kinds_are_an_answer_of_their_own_beside_payments() -> None:
    assert kinds("CHG", "Pmt", "ADJ", "PMT") == ("adjustment", "charge", "payment")


def test_rows_of_one_kind_or_of_unknown_words_are_not() -> None:
    assert kinds("PMT", "Ins Pmt", "PMT") is None
    assert kinds("CHG", "PMT", "a", "b", "c", "d") is None


def test_a_ledger_is_taken_for_one_already() -> None:
    assert kinds("CHG", "PMT", name="ledger") is None
