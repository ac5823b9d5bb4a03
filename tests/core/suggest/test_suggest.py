from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.record import RECORD
from core.suggest import Suggestion, suggest, suggest_all, table_suggestions
from core.tables import SourceTable
from tests.core.profiles.tables import table

Columns = dict[str, list[str | None]]


def homes(*tables: SourceTable) -> dict[str, str | None]:
    return {s.column: _home(s) for s in suggest(tables, RECORD)}


def _home(suggestion: Suggestion) -> str | None:
    return f"{suggestion.entity}.{suggestion.field}" if suggestion.entity else None


def heads(name: str, *columns: str) -> SourceTable:
    return table(name, {c: [] for c in columns})


def test_a_bare_name_means_what_the_table_is_about() -> None:
    assert homes(heads("payers", "Id", "NAME"))["NAME"] == "payer.name"
    assert homes(heads("providers", "Id", "NAME"))["NAME"] == "provider.full_name"
    assert homes(heads("conditions", "PATIENT", "NAME", "CODE"))["NAME"] == "condition.name"


def test_start_and_code_follow_the_table() -> None:
    found = homes(heads("encounters", "Id", "START", "STOP", "PATIENT"))
    assert (found["START"], found["STOP"]) == ("encounter.start", "encounter.end")
    assert homes(heads("allergies", "PATIENT", "CODE", "DESCRIPTION"))["CODE"] == "allergy.substance_code"


def test_the_patients_number_is_the_key_at_home_and_a_reference_elsewhere() -> None:
    assert homes(heads("patients", "PatNum", "LName"))["PatNum"] == "patient.id"
    assert homes(heads("recalls", "RecallNum", "PatNum", "DateDue"))["PatNum"] == "recall.patient"


def test_address_and_telephone_of_a_patient_row_go_to_records_of_their_own() -> None:
    found = homes(heads("patients", "PatNum", "LName", "Street", "City", "HmPhone", "Email"))
    assert found["Street"] == "address.line1"
    assert found["City"] == "address.city"
    assert found["HmPhone"] == "contact_point.home_phone"
    assert found["Email"] == "contact_point.email"


def test_numbered_columns_feed_one_field_that_takes_many() -> None:
    found = homes(heads("claims", "Id", "PATIENTID", *(f"DIAGNOSIS{i}" for i in range(1, 9))))
    assert {found[f"DIAGNOSIS{i}"] for i in range(1, 9)} == {"claim.diagnosis_codes"}


def test_a_header_nobody_knows_has_no_home() -> None:
    found = suggest([heads("patients", "PatNum", "LName", "BlorbIndex")], RECORD)[-1]
    assert (found.entity, found.field, found.sure) == (None, None, False)
    assert found.reason


def test_values_overrule_a_name_that_misleads() -> None:
    people: Columns = {"PatNum": ["1", "2", "3"], "LName": ["Ames", "Bow", "Cole"]}
    dates: list[str | None] = ["2021-03-04", "2020-01-02", "2019-05-06"]
    named = homes(table("patients", {**people, "Email": ["a@b.org", "c@d.org", "e@f.org"]}))
    dated = homes(table("patients", {**people, "Email": dates}))
    assert named["Email"] == "contact_point.email"
    assert dated["Email"] != "contact_point.email"


def test_values_tell_which_status_is_meant() -> None:
    people: Columns = {"PatNum": ["1", "2", "3"], "LName": ["Ames", "Bow", "Cole"]}
    wed = homes(table("patients", {**people, "status": ["married", "single", "widowed"]}))
    live = homes(table("patients", {**people, "status": ["active", "inactive", "active"]}))
    assert (wed["status"], live["status"]) == ("patient.marital_status", "patient.status")


def test_a_column_of_another_tables_keys_is_a_reference_whatever_it_is_called() -> None:
    patients = table("patients", {"Id": [f"p-{i}" for i in range(20)], "LastName": ["A"] * 20})
    visits: Columns = {
        "Id": [f"v-{i}" for i in range(30)],
        "Start": ["2021-03-04 10:00"] * 30,
        "Whom": [f"p-{i % 20}" for i in range(30)],
    }
    assert homes(patients, table("encounters", visits))["Whom"] == "encounter.patient"


def test_a_flag_never_feeds_its_opposite() -> None:
    allergies = homes(heads("allergies", "PatNum", "Allergen", "IsHidden"))
    staff = homes(heads("staff", "user_id", "user_name", "is_active"))
    assert allergies["IsHidden"] != "allergy.active"
    assert staff["is_active"] != "staff_member.hidden"


def test_of_two_columns_for_one_field_neither_is_sure() -> None:
    found = {s.column: s for s in suggest([heads("patients", "PID", "GENDER", "gender")], RECORD)}
    assert sorted(str(_home(found[c])) for c in ("GENDER", "gender")) == ["None", "patient.sex"]
    assert not found["GENDER"].sure
    assert not found["gender"].sure


def test_a_table_of_nothing_we_know_is_left_alone() -> None:
    found = suggest_all([heads("warehouse_bins", "bin_colour", "shelf", "pallet")], RECORD)
    assert not found.tables[0].sure
    assert not any(s.sure for s in found.columns)


def test_a_sheet_without_a_telling_name_is_told_by_its_columns() -> None:
    sheet = heads("Sheet1", "ClaimNum", "PatNum", "DateSent", "ClaimFee", "ProvBill")
    found = table_suggestions([sheet], RECORD)
    assert found[0].entity == "claim"


def test_a_key_that_repeats_gives_way_to_one_that_does_not() -> None:
    studies: Columns = {
        "Id": ["s1", "s1", "s1", "s2", "s2", "s2"],
        "PATIENT": ["p"] * 6,
        "SERIES_UID": [f"1.2.840.1.{i // 2}" for i in range(6)],
        "INSTANCE_UID": [f"1.2.840.9.{i}" for i in range(6)],
        "MODALITY_CODE": ["DX"] * 6,
    }
    assert table_suggestions([table("imaging_studies", studies)], RECORD)[0].key == ("INSTANCE_UID",)


def test_reasons_never_quote_a_value() -> None:
    rows: Columns = {"Pid": ["4711", "4712"], "LName": ["Zaphod", "Arthur"], "Email": ["z@x.org", "a@x.org"]}
    found = suggest_all([table("patients", rows)], RECORD)
    said = " ".join([*(s.reason for s in found.columns), *(t.reason for t in found.tables)])
    assert not any(str(v) in said for values in rows.values() for v in values)


def test_suggesting_twice_gives_the_same() -> None:
    tables = [heads("patients", "PatNum", "LName", "FName"), heads("claims", "ClaimNum", "PatNum")]
    assert suggest_all(tables, RECORD) == suggest_all(tables, RECORD)


HEADERS = st.sampled_from((
    "Id", "id", "PatNum", "PID", "NAME", "Name", "Date", "START", "Code", "CODE", "Phone", "phone2", "Note",
    "Status", "Type", "DIAGNOSIS1", "DIAGNOSIS2", "Provider", "ProvNum", "Amount", "x", "", "???", "Ort",
))  # fmt: skip
NAMES = st.sampled_from(["patients", "claims", "visits", "payments", "Sheet1", "allergies", ""])


@settings(max_examples=40, deadline=None)
@given(NAMES, st.lists(HEADERS, unique=True, max_size=14), st.integers(0, 3))
def test_every_column_is_answered_once_and_no_single_field_is_claimed_twice(
    name: str, columns: list[str], rows: int
) -> None:
    given_table = table(name, {c: [str(i) for i in range(rows)] for c in columns})
    found = suggest_all([given_table], RECORD)
    assert [s.column for s in found.columns] == columns
    taken = [(s.entity, s.field) for s in found.columns if s.entity and not _many(s)]
    assert len(taken) == len(set(taken))
    for suggestion in found.columns:
        assert 0.0 <= suggestion.confidence <= 1.0
        assert (suggestion.entity is None) == (suggestion.field is None)
        assert suggestion.reason.endswith(".")
        assert not (suggestion.sure and suggestion.entity is None)


def _many(suggestion: Suggestion) -> bool:
    entity = RECORD.entity(str(suggestion.entity))
    return suggestion.field != "id" and entity.field(str(suggestion.field)).many
