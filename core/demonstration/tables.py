"""The example's tables as the old system would export them: its own column names, everything as text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.demonstration import blemishes, words
from core.demonstration.blemishes import written_day, written_money
from core.demonstration.clinical import Note, Procedure, Statement
from core.demonstration.money import Coverage, Entry, Plan
from core.demonstration.people import PROVIDERS, Patient
from core.demonstration.schedule import Appointment

Row = tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table to be written: header and rows of text."""

    header: Row
    rows: tuple[Row, ...]


def _sheet(header: str, rows: Iterable[Row]) -> Sheet:
    return Sheet(tuple(header.split()), tuple(rows))


def patient_list(people: tuple[Patient, ...]) -> Sheet:
    rows = [_patient(person, place) for place, person in enumerate(people)]
    return _sheet(
        "PatNum LName FName MiddleI Gender Birthdate SSN HmPhone WirelessPhone Email Address City State Zip "
        "Guarantor PatStatus PriProv DateFirstVisit AddrNote",
        blemishes.with_a_duplicate(rows),
    )


def _patient(person: Patient, place: int) -> Row:
    visit = blemishes.ZERO_DATE if place == 8 else written_day(person.first_visit, place)
    return (
        str(person.number), person.last, person.first, person.middle, person.sex,
        written_day(person.born, place), f"900-{place % 90 + 10:02d}-{1000 + 7 * place:04d}",
        person.home_phone, person.mobile, person.email, person.street, *person.town,
        str(person.guarantor), person.status, person.provider, visit, person.remark,
    )  # fmt: skip


def provider_list() -> Sheet:
    return _sheet(
        "ProvNum Abbr LName FName Specialty IsHidden",
        ((p.number, p.code, p.last, p.first, p.specialty, "0" if p.active else "1") for p in PROVIDERS),
    )


def appointment_book(visits: tuple[Appointment, ...]) -> Sheet:
    rows = [_visit(visit, place) for place, visit in enumerate(visits)]
    return _sheet(
        "AptNum PatNum AptDateTime Minutes ProvNum Op AptStatus Note", blemishes.with_an_orphan(rows)
    )


def _visit(visit: Appointment, place: int) -> Row:
    begins = f"{written_day(visit.day, place)} {visit.minute // 60:02d}:{visit.minute % 60:02d}"
    return (
        str(visit.number), str(visit.patient), begins, str(visit.length), visit.provider, visit.room,
        visit.status, visit.note,
    )  # fmt: skip


def procedure_log(items: tuple[Procedure, ...]) -> Sheet:
    return _sheet(
        "ProcNum PatNum AptNum ProcDate ProcCode Descript ToothNum Surf ProcFee ProvNum ProcStatus",
        (_procedure(item, place) for place, item in enumerate(items)),
    )


def _procedure(item: Procedure, place: int) -> Row:
    return (
        str(item.number), str(item.patient), str(item.appointment), written_day(item.day, place), item.code,
        item.words, item.tooth, item.surfaces, written_money(item.fee), item.provider, item.status,
    )  # fmt: skip


def ledger(entries: tuple[Entry, ...], first: int) -> Sheet:
    rows = [_entry(entry, first + place, place) for place, entry in enumerate(entries)]
    return _sheet(
        "EntryNum PatNum ProcNum EntryDate EntryType Amount PayMethod Note",
        blemishes.with_a_cell_too_many(rows),
    )


def _entry(entry: Entry, number: int, place: int) -> Row:
    return (
        str(number), str(entry.patient), str(entry.procedure), written_day(entry.day, place), entry.kind,
        written_money(entry.amount), entry.method, entry.note,
    )  # fmt: skip


def plan_list(plans: tuple[Plan, ...]) -> Sheet:
    return _sheet(
        "PlanNum CarrierName GroupName GroupNum AnnualMax",
        ((str(p.number), p.carrier, p.group, p.group_number, written_money(p.yearly)) for p in plans),
    )


def coverage_list(coverages: tuple[Coverage, ...]) -> Sheet:
    return _sheet(
        "PatNum PlanNum SubscriberNum SubscriberID Relationship Ordinal DateEffective",
        (_coverage(each, place) for place, each in enumerate(coverages)),
    )


def _coverage(each: Coverage, place: int) -> Row:
    return (
        str(each.patient), str(each.plan), str(each.subscriber), each.subscriber_id, each.relationship,
        str(each.order), written_day(each.since, place),
    )  # fmt: skip


def allergy_list(statements: tuple[Statement, ...]) -> Sheet:
    return _sheet("PatNum Allergy Reaction Severity DateRecorded", _statements(statements))


def medicine_list(statements: tuple[Statement, ...]) -> Sheet:
    return _sheet("PatNum MedName Sig Status DateStart", _statements(statements))


def _statements(statements: tuple[Statement, ...]) -> Iterable[Row]:
    for place, each in enumerate(statements):
        yield (str(each.patient), each.fact, *each.particulars, written_day(each.since, place))


def note_list(notes: tuple[Note, ...]) -> Sheet:
    return _sheet(
        "NoteNum PatNum NoteDate ProvNum NoteText Signed",
        (
            (
                str(place),
                str(n.patient),
                written_day(n.day, place),
                n.author,
                n.text,
                "Y" if n.signed else "N",
            )
            for place, n in enumerate(notes, start=1)
        ),
    )


def fee_schedule() -> Sheet:
    return _sheet(
        "Code Description Fee",
        ((code, meaning, written_money(fee)) for code, meaning, fee, _ in words.PROCEDURES),
    )
