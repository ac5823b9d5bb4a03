"""X12 claims as records: which segment begins one, and to which one every other segment belongs.

A loop is whatever follows its first segment until the next begins. Every segment has its place: it begins a
record, is a cell of the one before it, or stands in `other_segments`. A patient is named by member number
and name, since families share a member number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.sources.drafts import Draft, Row
from core.sources.x12.cells import cells_of, named, procedure, put
from core.sources.x12.names import CLM, CLP, PAYERS, PEOPLE, ROLES, UNKNOWN
from core.sources.x12.tokens import ENVELOPE, Segment

CLAIMS, LINES, ADJUSTMENTS, PROVIDER_ADJUSTMENTS = (
    "claims",
    "claim_lines",
    "claim_reasons",
    "settlements",
)
PATIENTS, SUBSCRIBERS, PROVIDERS, PAYERS_TABLE = "patients", "subscribers", "providers", "payers"
LEVELS, OTHERS = "hierarchy", "other_segments"
HEADS = {"837": "submissions", "835": "insurance_payments"}
LINE_STARTS = ("SV1", "SV2", "SV3", "SVC")
WAITING = ("SBR", "PAT", "LX")
"""Segments that come before the record that they belong to."""
SV = {
    "SV1": {2: "charge", 3: "unit", 4: "quantity", 5: "place_of_service", 7: "diagnosis_pointer"},
    "SV2": {3: "charge", 4: "unit", 5: "quantity"},
    "SV3": {2: "charge", 3: "place_of_service", 4: "oral_cavity", 6: "quantity"},
    "SVC": {2: "charge", 3: "amount_paid", 4: "revenue_code", 5: "quantity"},
}
COMPOSITE = {"SV1": 1, "SV2": 2, "SV3": 1, "SVC": 1}


@dataclass
class Records:
    """The tables of one file while it is walked through."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    kind: str = ""
    message: str | None = None
    member: str | None = None
    patient: str | None = None
    claim: Row | None = None
    line: Row | None = None
    target: Row | None = None
    waiting: list[Segment] = field(default_factory=list)
    level: Row | None = None
    found: Sequence[Segment] = ()
    place: int = 0

    def walk(self, found: Sequence[Segment]) -> dict[str, Draft]:
        """Every segment put in its place."""
        self.found = found
        for self.place, segment in enumerate(found):
            if segment.name:
                self._take(segment)
        self._leave_waiting()
        return self.drafts

    def _take(self, segment: Segment) -> None:
        name = segment.name
        if name in ENVELOPE:
            self._envelope(segment)
        elif name in ("CLM", "CLP"):
            self._claim(segment)
        elif name in LINE_STARTS:
            self._line(segment)
        elif name in ("NM1", "N1"):
            self._party(segment)
        elif name == "HL":
            self._level(segment)
        elif name in ("CAS", "PLB"):
            self._adjustments(segment)
        elif name in WAITING or (name == "PRV" and self.level is self.target is not None):
            self.waiting.append(segment)
        elif self.target is None:
            self._other(segment)
        else:
            put(self.target, cells_of(segment))

    def _begin(self, table: str, row: Row, segment: Segment) -> Row:
        """A new record, with what stood before it; what follows belongs to it."""
        head: Row = {"transmission": self.message}
        full = {**head, **row}
        for before in self.waiting:
            put(full, cells_of(before))
        self.waiting = []
        self._draft(table).hold(full, segment.line)
        self.target = full
        return full

    def _draft(self, table: str) -> Draft:
        return self.drafts.setdefault(table, Draft(table))

    def _other(self, segment: Segment) -> None:
        row: Row = {"transmission": self.message, "segment": segment.name, "as_written": segment.raw}
        self._draft(OTHERS).take(row, segment.line)

    def _leave_waiting(self) -> None:
        for segment in self.waiting:
            self._other(segment)
        self.waiting = []

    def _envelope(self, segment: Segment) -> None:
        self._leave_waiting()
        self._forget()
        if segment.name != "ST":
            self.target = None
            self._other(segment)
            return
        self.kind, self.message = segment.at(1) or "", segment.at(2)
        if self.kind in HEADS:
            names = {1: "kind", 2: "message_number", 3: "guide"}
            self._begin(HEADS[self.kind], named(segment, names), segment)
        else:
            self.target = None
            self._other(segment)

    def _forget(self) -> None:
        self.claim = self.line = self.target = None
        self.member = self.patient = None

    def _level(self, segment: Segment) -> None:
        self._leave_waiting()
        self.claim = self.line = None
        if segment.at(3) != "23":
            self.member = self.patient = None
        names = {1: "level_number", 2: "parent_number", 3: "level_code", 4: "has_children"}
        self.level = self._begin(LEVELS, named(segment, names), segment)

    def _claim(self, segment: Segment) -> None:
        if segment.name == "CLP":
            self.patient = None
            row = named(segment, CLP)
        else:
            row = {"claim_number": segment.at(1), **named(segment, {1: "", 5: "", **CLM}), **_place(segment)}
            row.pop("", None)
        self.line = None
        self.claim = self._begin(CLAIMS, {"patient_id": self.patient, **row}, segment)

    def _line(self, segment: Segment) -> None:
        at = COMPOSITE[segment.name]
        names = {at: "", **SV[segment.name]}
        row = {**procedure(segment.parts(at)), **named(segment, names)}
        if segment.name == "SV2":
            row["revenue_code"] = row.pop("SV2-1", None)
        if segment.name == "SV3":
            row["oral_cavity"] = row.get("oral_cavity")
        row.pop("", None)
        self.line = self._begin(LINES, {**self._of_claim(), **row}, segment)

    def _of_claim(self) -> Row:
        number = self.claim.get("claim_number") if self.claim else None
        return {"claim_number": number, "patient_id": self.patient}

    def _within(self) -> Row:
        """For those named inside of a claim or line: which."""
        if self.claim is None:
            return {}
        row: Row = {"of_claim": self.claim.get("claim_number")}
        return {**row, "of_line": self.line.get("line_number")} if self.line else row

    def _party(self, segment: Segment) -> None:
        code = segment.at(1) or ""
        role: Row = {"role": ROLES.get(code, UNKNOWN), "role_code": code}
        if code in PEOPLE:
            self._person(segment, code, role)
            return
        table = PAYERS_TABLE if code in PAYERS else PROVIDERS
        self._begin(table, {**role, **self._within(), **party_cells(segment, table)}, segment)

    def _person(self, segment: Segment, code: str, role: Row) -> None:
        member = segment.at(9)
        self_patient = code == "QC" or (code == "IL" and self.claim is None and self._claims_follow())
        if code == "IL" and self.claim is None:
            self.member = member
        key = person_key(segment, member or self.member)
        if self_patient:
            self.patient = key
            if self.kind == "835" and self.claim is not None:
                self.claim["patient_id"] = key
        cells: Row = {
            "last_name": segment.at(3), "first_name": segment.at(4), "middle_name": segment.at(5),
            "title": segment.at(6), "suffix": segment.at(7), "member_list": segment.at(8),
            "member_id": member,
        }  # fmt: skip
        inside = {} if self_patient else self._within()
        table = PATIENTS if self_patient else SUBSCRIBERS
        own: Row = {"patient_id": key} if self_patient else {"subscriber_key": key}
        self._begin(table, {**own, **role, **inside, **cells, **beyond(segment, 9)}, segment)

    def _claims_follow(self) -> bool:
        """Whether a claim comes before the next level: then the subscriber is the patient."""
        for place in range(self.place + 1, len(self.found)):
            segment = self.found[place]
            if segment.name in ("HL", *ENVELOPE):
                return False
            if segment.name == "CLM":
                return True
        return False

    def _adjustments(self, segment: Segment) -> None:
        target = self.target
        for row in adjustment_rows(segment):
            if segment.name == "PLB":
                self._begin(PROVIDER_ADJUSTMENTS, row, segment)
            else:
                self._begin(ADJUSTMENTS, {**self._within(), **self._line_of(), **row}, segment)
        self.target = target if segment.name == "CAS" else None

    def _line_of(self) -> Row:
        line = self.line or {}
        return {"of_procedure": line.get("procedure_code")}


def _place(segment: Segment) -> Row:
    place, kind, frequency = [*segment.parts(5), "", "", ""][:3]
    return {"place_of_service": place or None, "place_kind": kind or None, "frequency": frequency or None}


def person_key(segment: Segment, member: str | None) -> str | None:
    """Member number and name: "123456 DOE JOHN"."""
    parts = (member, segment.at(3), segment.at(4))
    return " ".join(part.strip().upper() for part in parts if part) or None


def beyond(segment: Segment, last: int) -> Row:
    """Elements after the last one that has a name."""
    return {f"{segment.name}-{n}": segment.at(n) for n in range(last + 1, len(segment.elements) + 1)}


def party_cells(segment: Segment, table: str) -> Row:
    """A firm or professional: NM1 has parts of a name, N1 a name in one piece."""
    if segment.name == "N1":
        return {
            "name": segment.at(2),
            "number_list": segment.at(3),
            "id_number": segment.at(4),
            **beyond(segment, 4),
        }
    firm = segment.at(2) != "1" or not segment.at(4)
    own = "payer_id" if table == PAYERS_TABLE else "npi" if segment.at(8) == "XX" else "id_number"
    who: Row = {"name" if firm else "last_name": segment.at(3), "first_name": segment.at(4)}
    return {
        "entity_type": segment.at(2), **who, "middle_name": segment.at(5), "title": segment.at(6),
        "suffix": segment.at(7), "number_list": segment.at(8), own: segment.at(9), **beyond(segment, 9),
    }  # fmt: skip


def adjustment_rows(segment: Segment) -> Iterator[Row]:
    """CAS: up to six reasons with amount and units. PLB: pairs of reason and amount."""
    if segment.name == "CAS":
        for number in range(2, len(segment.elements) + 1, 3):
            yield {
                "group_code": segment.at(1), "reason_code": segment.at(number),
                "adjusted": segment.at(number + 1), "adjusted_units": segment.at(number + 2),
            }  # fmt: skip
        return
    for number in range(3, len(segment.elements) + 1, 2):
        reason, *reference = segment.parts(number)
        yield {
            "of_provider": segment.at(1), "fiscal_year_end": segment.at(2), "reason_code": reason or None,
            "reference": segment.signs.component.join(reference) or None, "settled": segment.at(number + 1),
        }  # fmt: skip
