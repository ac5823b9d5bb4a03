"""The example put together: which part of it is in which file."""

from __future__ import annotations

from dataclasses import dataclass

from core.demonstration import clinical, money, people, pictures, schedule, tables, writing
from core.demonstration.draw import Draw
from core.demonstration.tables import Row, Sheet


@dataclass(frozen=True)
class Size:
    """How many of each the example has."""

    patients: int = 60
    appointments: int = 250
    procedures: int = 500
    notes: int = 90


SMALL = Size()


def example_export(seed: int = 7, *, size: Size = SMALL) -> dict[str, bytes]:
    """The files of an invented clinic's export, by path ("/"-separated). Same arguments, same bytes."""
    draw = Draw(seed)
    everybody = people.patients(draw, size.patients)
    sheets = _sheets(draw, everybody, size)
    return {
        **{f"{name}.csv": writing.csv_bytes(sheet) for name, sheet in sheets.items()},
        "front_desk.xlsx": writing.workbook_bytes(_front_desk(draw, everybody)),
        "images.zip": writing.zip_bytes(pictures.image_files(everybody)),
        "documents/privacy_notice.pdf": pictures.document(
            "Privacy notice", "This clinic does not exist.", "Its papers are safe to share."
        ),
    }


def _sheets(draw: Draw, everybody: tuple[people.Patient, ...], size: Size) -> dict[str, Sheet]:
    visits = schedule.appointments(draw, everybody, size.appointments)
    done = clinical.procedures(draw, visits, size.procedures)
    plans = money.plans(draw)
    covered = money.coverages(draw, everybody, plans)
    entries = money.ledger(draw, done, frozenset(each.patient for each in covered))
    return {
        "patients": tables.patient_list(everybody),
        "providers": tables.provider_list(),
        "appointments": tables.appointment_book(visits),
        "procedures": tables.procedure_log(done),
        "ledger": tables.ledger(entries, money.FIRST_ENTRY),
        "insurance_plans": tables.plan_list(plans),
        "coverage": tables.coverage_list(covered),
        "allergies": tables.allergy_list(clinical.allergies(draw, everybody)),
        "medications": tables.medicine_list(clinical.medicines(draw, everybody)),
        "clinical_notes": tables.note_list(clinical.notes(draw, visits, size.notes)),
    }


def _front_desk(draw: Draw, everybody: tuple[people.Patient, ...]) -> dict[str, Sheet]:
    """What the receptionist keeps in a workbook of her own: who is due, and what things cost."""
    due = [_recall(draw, person) for person in people.active(everybody)[:24]]
    recalls = Sheet(
        ("Patient No", "Patient Name", "Recall Type", "Due Date", "Interval (months)"), tuple(due)
    )
    return {"Recall list": recalls, "Fees": tables.fee_schedule()}


def _recall(draw: Draw, person: people.Patient) -> Row:
    due = draw.workday(people.AS_OF, schedule.BOOK_ENDS)
    return (
        str(person.number),
        f"{person.last}, {person.first}",
        "Prophy",
        f"{due:%m/%d/%Y}",
        draw.one(("6", "4")),
    )
