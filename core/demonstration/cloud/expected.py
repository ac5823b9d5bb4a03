"""What a perfect migration makes of the cloud system's export: the group's records under UUIDs.

A deletion is a status of the row and not its absence; a row that bears none says nothing about it.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.demonstration.chart import AllergyLine
from core.demonstration.cloud import billing
from core.demonstration.cloud.export import ATTACHMENTS, MANIFEST
from core.demonstration.cloud.keys import own_key
from core.demonstration.cloud.sheets import deleted_at
from core.demonstration.expected import care, people
from core.demonstration.expected import files as papers
from core.demonstration.expected.files import MATCHED, ORPHAN, STORED
from core.demonstration.expected.model import (
    Expected,
    Source,
    Value,
    flagged,
    instant,
    made,
    to,
    with_fields,
)
from core.demonstration.expected.money import METHODS
from core.demonstration.group import Group
from core.demonstration.money import Entry
from core.demonstration.rekeying import rekeyed


def expected(group: Group) -> dict[Source, list[Expected]]:
    """(file, table) -> what becomes of its rows, in their order."""
    rows = {
        "locations": people.clinics(),
        "team_members": people.providers(),
        "rooms": people.operatories(),
        "patients": [_undeleted(row) for row in people.patients(group)],
        "appointments": _appointments(group),
        "treatments": care.procedures(group),
        "chart_notes": care.notes(group),
        "allergies": allergies(group),
        "medications": care.medicines(group),
        "invoices": _invoices(group),
        "invoice_items": _items(group),
        "payments": _payments(group),
        "adjustments": _adjustments(group),
        "x_rays": [_slashed(row) for row in papers.images(group)],
        "consents": [_slashed(row) for row in papers.consents(group)],
        "consent_versions": papers.consent_versions(group),
    }
    return {(f"{name}.csv", name): rekeyed(made, own_key) for name, made in rows.items()}


def files(group: Group) -> Iterator[tuple[str, str, str | None]]:
    """(path, verdict, the patient's UUID or None) of every stored file."""
    for image in group.images:
        agrees = image.tagged.number == image.of.number
        whose = own_key("patient", image.of.number) if agrees else None
        yield f"{ATTACHMENTS}!/{image.file}", MATCHED if agrees else ORPHAN, whose
    for consent in group.consents:
        yield f"{ATTACHMENTS}!/{consent.file}", MATCHED, own_key("patient", consent.of.number)
    yield MANIFEST, STORED, None


def _undeleted(row: Expected) -> Expected:
    return with_fields(row, voided=None)


def _slashed(row: Expected) -> Expected:
    """A path as the web writes it."""
    return with_fields(row, file_name=str(row.records[0].fields["file_name"]).replace("\\", "/"))


def _appointments(group: Group) -> list[Expected]:
    rows = care.appointments(group)
    visits = [line.item for line in group.appointments]
    return [
        with_fields(
            row,
            voided=True if visit.struck_out else None,
            modified_at=deleted_at(instant(visit.day, visit.minute)) if visit.struck_out else None,
        )
        for row, visit in zip(rows, visits, strict=True)
    ]


def allergies(group: Group) -> list[Expected]:
    """With the words of a list that has them; one that was refuted is never active."""
    return [_judged(row, line) for row, line in zip(care.allergies(group), group.allergies, strict=True)]


def _judged(row: Expected, line: AllergyLine) -> Expected:
    if not line.severity or not row.records:
        return row
    row = with_fields(
        row,
        status="active" if line.active and not line.refuted else "inactive",
        verification="refuted" if line.refuted else "confirmed",
    )
    return flagged(row, "refuted_not_active") if line.active and line.refuted else row


def _invoices(group: Group) -> list[Expected]:
    return [
        made(
            "invoice", i.number, patient=to("patient", i.patient), clinic=to("clinic", i.clinic.number),
            number=f"INV-{i.number}", date=i.day, total=i.total, currency=i.clinic.currency,
        )
        for i in billing.invoices(group)
    ]  # fmt: skip


def _items(group: Group) -> list[Expected]:
    return [
        made(
            "invoice_line", line.number, invoice=to("invoice", each.number), line_number=place,
            patient=to("patient", line.patient), procedure=to("procedure", line.procedure),
            service_date=instant(line.day), description=line.note, amount=line.amount,
            currency=line.clinic.currency,
        )
        for each in billing.invoices(group)
        for place, line in enumerate(each.lines, start=1)
    ]  # fmt: skip


def _payments(group: Group) -> list[Expected]:
    invoice = billing.invoice_of(group)
    return [
        made(
            "payment", e.number, **_moved(e), invoice=to("invoice", invoice[e.procedure]),
            date=instant(e.day), amount=-e.amount, method=METHODS[e.method],
        )
        for e in billing.payments(group)
    ]  # fmt: skip


def _adjustments(group: Group) -> list[Expected]:
    return [
        made(
            "adjustment", e.number, **_moved(e), procedure=to("procedure", e.procedure), date=e.day,
            amount=e.amount, type=billing.ADJUSTED[e.kind],
        )
        for e in billing.adjustments(group)
    ]  # fmt: skip


def _moved(entry: Entry) -> dict[str, Value]:
    deleted = entry.struck_out
    return {
        "patient": to("patient", entry.patient), "clinic": to("clinic", entry.clinic.number),
        "currency": entry.clinic.currency, "voided": True if deleted else None,
        "modified_at": deleted_at(instant(entry.day)) if deleted else None,
    }  # fmt: skip
