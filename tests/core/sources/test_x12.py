"""X12 claims and remittances made here: what is a record, whose it is, and what is told to be wrong."""

from __future__ import annotations

import pytest

from core.sources.x12 import reader, tokens
from core.sources.x12.counting import Stretch, count_segments
from core.tables import Intake, ReadTable
from tests.core.sources.given import intake, kinds, rows

ISA = (
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       "
    "*200301*1200*^*00501*000000001*0*P*:"
)
CLAIM = (
    "HL*1**20*1", "NM1*85*2*OAK DENTAL*****XX*1234567893", "N3*1 HIGH ST", "N4*TOWN*MA*02368", "REF*EI*11",
    "HL*2*1*22*0", "SBR*P*18*G7******CI", "NM1*IL*1*LEE*ANN*B***MI*M1", "DMG*D8*19601203*F",
    "NM1*PR*2*PAYER*****PI*77", "CLM*C1*150.00***11:B:1*Y*A*Y*Y", "DTP*472*D8*20200301",
    "HI*BK:8901*BF:5559", "LX*1", "SV3*AD:D0120*50.00****1", "TOO*JP*12*M:O", "LX*2",
    "SV3*AD:D1110*100.00****1",
)  # fmt: skip
REMITTANCE = (
    "BPR*I*120.50*C*ACH************20200315", "TRN*1*CHK9*1", "N1*PR*PAYER", "N1*PE*OAK*XX*1234567893",
    "LX*1",
    "CLP*C1*1*150*120.5*10*12*PCN*11*1", "CAS*CO*45*19.5**253*1", "NM1*QC*1*LEE*ANN****MI*M1",
    "SVC*AD:D0120*50*45", "DTM*472*20200301", "CAS*PR*3*5", "PLB*1234567893*20201231*WO:R1*-10*72*3",
)  # fmt: skip


def wrapped(kind: str, *segments: str, end: str = "~\n") -> bytes:
    group = {"837": "HC", "835": "HP"}.get(kind, "HS")
    body = [f"ST*{kind}*0001", *segments, f"SE*{len(segments) + 2}*0001"]
    whole = [ISA, f"GS*{group}*A*B*20200301*1200*1*X*005010", *body, "GE*1*1", "IEA*1*000000001"]
    return (end.join(whole) + end).encode()


def named(found: Intake) -> dict[str, ReadTable]:
    for one in found.tables:
        assert one.counted == one.table.frame.height + len(one.rejects), one.table.name
    return {one.table.name: one for one in found.tables}


def read(content: bytes) -> dict[str, ReadTable]:
    return named(intake(claims__txt=content))


def cells(table: ReadTable, row: int = 0) -> dict[str, str | None]:
    return dict(zip(table.table.columns, rows(table)[row], strict=True))


def test_a_claim_has_its_patient_lines_teeth_and_diagnoses() -> None:
    tables = read(wrapped("837", *CLAIM))
    claim, line = cells(tables["claims"]), cells(tables["claim_lines"])
    assert (claim["claim_number"], claim["total_charge"], claim["patient_id"]) == (
        "C1",
        "150.00",
        "M1 LEE ANN",
    )
    assert (claim["diagnosis_code"], claim["diagnosis_code.2"], claim["service_date"]) == (
        "8901", "5559", "2020-03-01",
    )  # fmt: skip
    assert (line["claim_number"], line["line_number"], line["procedure_code"]) == ("C1", "1", "D0120")
    assert (line["tooth"], line["surface"], line["charge"]) == ("12", "M:O", "50.00")
    patient = cells(tables["patients"])
    assert (patient["patient_id"], patient["birth_date"], patient["group_number"]) == (
        "M1 LEE ANN", "1960-12-03", "G7",
    )  # fmt: skip
    assert cells(tables["providers"])["npi"] == "1234567893"


def test_a_whole_file_has_nothing_to_tell() -> None:
    assert kinds(intake(claims__txt=wrapped("837", *CLAIM))) == set()


def test_a_dependent_is_the_patient_and_the_subscriber_is_not() -> None:
    dependent = [*CLAIM[:5], "HL*2*1*22*1", *CLAIM[6:10], "HL*3*2*23*0", "NM1*QC*1*LEE*TIM", *CLAIM[10:]]
    tables = read(wrapped("837", *dependent))
    assert cells(tables["claims"])["patient_id"] == "M1 LEE TIM"
    assert cells(tables["subscribers"])["member_id"] == "M1"
    assert [row[1] for row in rows(tables["patients"])] == ["M1 LEE TIM"]


def test_a_remittance_has_payments_claims_adjustments_and_settlements() -> None:
    tables = read(wrapped("835", *REMITTANCE))
    payment, claim = cells(tables["insurance_payments"]), cells(tables["claims"])
    assert (payment["amount"], payment["payment_date"], payment["check_number"]) == (
        "120.50", "2020-03-15", "CHK9",
    )  # fmt: skip
    assert (claim["claim_number"], claim["amount_paid"], claim["patient_id"]) == ("C1", "120.5", "M1 LEE ANN")
    reasons = [(row[-3], row[-2]) for row in rows(tables["claim_reasons"])]
    assert len(reasons) == 3
    settled = [cells(tables["settlements"], n) for n in range(2)]
    assert [(one["reason_code"], one["settled"]) for one in settled] == [("WO", "-10"), ("72", "3")]


def test_no_segment_is_left_out() -> None:
    tables = read(wrapped("837", *CLAIM, "K3*own words", "OI***Y***Y"))
    everything = str([rows(table) for table in tables.values()])
    assert all(word in everything for word in ("own words", "SENDER", "000000001", "OAK DENTAL", "1 HIGH ST"))


def test_white_space_behind_the_last_segment_is_no_segment() -> None:
    whole = tokens.segments("ST*835*1~SE*2*1~")
    assert [one.raw for one in tokens.segments("ST*835*1~SE*2*1~\x0b")] == [one.raw for one in whole]


def test_other_separators_are_those_of_the_header() -> None:
    other = wrapped("837", *CLAIM).decode().replace("~\n", "_").replace("*", "~").replace(":", "^")
    other = other.replace("200301~1200~^", "200301~1200~U")
    assert cells(read(other.encode())["claim_lines"])["procedure_code"] == "D0120"


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (("*00*          *00*", "*00*         *00*"), "odd_header"),
        (("SE*20*0001", "SE*25*0001"), "stated_count_differs"),
        (("SE*20*0001", "SE*20*0002"), "control_number_differs"),
        (("GE*1*1~\nIEA*1*000000001~\n", ""), "envelope_unclosed"),
        (("NM1*IL*", "NM31*IL*"), "damaged_segment"),
        (("NM1*85*", "NM1*117*"), "unknown_code"),
        (("HL*2*1*22", "HL*2*9*22"), "hierarchy_broken"),
        (("NM1*IL*1*LEE*ANN*B***MI*M1~\n", ""), "name_missing"),
        (("REF*EI*11", "NM1*85*2*TWICE"), "name_repeated"),
        (("CLM*C1*150.00***11:B:1", "CLM*C1*150.00***"), "element_missing"),
        (("N3*1 HIGH ST~\nN4*TOWN*MA*02368", "N4*TOWN*MA*02368~\nN3*1 HIGH ST"), "segment_out_of_order"),
        (("HI*BK:8901*BF:5559~\n", ""), None),
    ],
)
def test_each_defect_has_its_finding(change: tuple[str, str], kind: str | None) -> None:
    whole = wrapped("837", *CLAIM).decode()
    assert change[0] in whole
    found = intake(claims__txt=whole.replace(*change).encode())
    assert kind is None or kind in kinds(found)
    named(found)


def test_a_medical_claim_without_diagnosis_or_lines_is_told() -> None:
    bare = wrapped("837", *CLAIM[:12])
    assert {"claim_without_diagnosis", "claim_without_lines"} <= kinds(intake(claims__txt=bare))


def test_a_file_without_its_first_line_is_read_and_told() -> None:
    content = wrapped("837", *CLAIM).split(b"\n", 1)[1]
    found = intake(claims__txt=content)
    assert "envelope_header_missing" in kinds(found)
    assert named(found)["claims"].counted == 1


@pytest.mark.parametrize(
    ("kind", "segments", "says"),
    [
        ("270", ("BHT*0022*13",), "no_claims"),
        ("271", ("EB*1**30",), "no_claims"),
        ("999", ("AK9*A*1*1*1",), "no_claims"),
        ("999", ("IK5*R*5", "AK9*R*1*1*0"), "claims_refused"),
    ],
)
def test_what_holds_no_claims_is_kept_with_an_answer(kind: str, segments: tuple[str, ...], says: str) -> None:
    found = intake(answer__txt=wrapped(kind, *segments))
    assert not found.tables and len(found.files) == 1
    assert says in kinds(found)


def test_the_counter_shares_the_separators_and_no_code() -> None:
    text = wrapped("835", *REMITTANCE).decode()
    count = count_segments(text, [Stretch(0, len(text), "*", "~")])
    assert (count.names["CLP"], count.reasons, count.settlements, count.people) == (1, 3, 2, 1)


def test_a_claim_of_more_parts_than_columns_keeps_the_last_ones_in_one_cell() -> None:
    many = [f"REF*Q{n}*v{n}" for n in range(1600)]
    tables = read(wrapped("837", *CLAIM[:11], *many, *CLAIM[11:]))
    claim = cells(tables["claims"])
    assert len(claim) == 1501
    assert "v1599" in str(claim["further_cells"])


def test_claims_that_only_the_counter_sees_leave_their_table_open(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = reader.segments
    monkeypatch.setattr(reader, "segments", lambda text: [one for one in kept(text) if one.name != "CLM"])
    (claims,) = [one for one in intake(c__txt=wrapped("837", *CLAIM)).tables if one.table.name == "claims"]
    assert (claims.counted, claims.table.frame.height, len(claims.rejects)) == (1, 0, 1)
