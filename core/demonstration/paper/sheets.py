"""The workbooks of the paper office as somebody keeps them, over years and for her own eyes.

A title stands above the table and a merged line of headings above the columns; notes stand in a column of
their own, and there is a second sheet that only its keeper knows of.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.demonstration.chart import AllergyLine
from core.demonstration.group import Group
from core.demonstration.paper import binder
from core.demonstration.paper.typed import Cell, typed
from core.demonstration.papers import Consent
from core.demonstration.people import Patient
from core.demonstration.schedule import Recall

LIST, LOG, FORMS = "patient list.xlsx", "scan log.xlsx", "consent forms.xlsx"
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Page:
    """One sheet. above: a title and merged headings before the header, each heading with its first column."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    title: str = ""
    above: tuple[tuple[int, int, str], ...] = ()
    """(first column, last column, heading), from 1."""


def books(group: Group) -> dict[str, dict[str, Page]]:
    """File -> sheet -> page."""
    return {
        LIST: {"Patients": _patients(group), "Recalls": _recalls(group), "Allergies": _allergies(group)},
        LOG: {"Scans": _scans(group), "Photos": _photographs(group)},
        FORMS: {"Forms": _forms(group), "Versions": _versions(group)},
    }


def _patients(group: Group) -> Page:
    return Page(
        ("Chart #", "Name", "Born", "Phone", "E-mail", "Street", "First seen", "Notes"),
        tuple(_patient(line.item, place) for place, line in enumerate(group.patients)),
        title="PATIENT LIST - please keep this up to date",
        above=((1, 3, "Who"), (4, 6, "Where to reach them")),
    )


def _patient(who: Patient, place: int) -> Row:
    return (
        who.number, whole_name(who), typed(who.born, place).cell, who.home_phone.written(), who.email,
        who.street, typed(who.first_visit, place + 2).cell, who.remark,
    )  # fmt: skip


def whole_name(who: Patient) -> str:
    return f"{who.last}, {who.first}"


def _recalls(group: Group) -> Page:
    return Page(
        ("Chart #", "Name", "Due", "Every (months)"),
        tuple(_recall(recall, place) for place, recall in enumerate(group.recalls)),
        title="Who is due",
    )


def _recall(recall: Recall, place: int) -> Row:
    who = recall.patient
    return (who.number, whole_name(who), typed(recall.due, place).cell, recall.months)


def _allergies(group: Group) -> Page:
    return Page(
        ("Chart #", "Allergy", "Reaction", "Noted"),
        tuple(_allergy(line, place) for place, line in enumerate(group.allergies)),
        title="ALLERGIES",
    )


def _allergy(line: AllergyLine, place: int) -> Row:
    return (line.patient, line.said, line.reaction, typed(line.recorded, place).cell)


def _scans(group: Group) -> Page:
    """All but the last, which nobody wrote down."""
    return Page(
        ("File", "Chart #", "What", "Scanned"),
        tuple(
            (binder.letter(each), each.of.number, each.title, typed(each.day, place).cell)
            for place, each in enumerate(group.letters[:-1])
        ),
    )


def _photographs(group: Group) -> Page:
    return Page(
        ("File", "Chart #", "What", "Taken"),
        tuple(
            (binder.photograph(p), (p.listed or p.of).number, p.title, typed(p.day, place).cell)
            for place, p in enumerate(group.photographs[:-1])
        ),
    )


def _forms(group: Group) -> Page:
    return Page(
        ("Form #", "Chart #", "Form", "Version signed", "Signed on"),
        tuple(
            (c.number, c.of.number, c.title, c.version, typed(c.days[-1], place).cell if c.signed else "")
            for place, c in enumerate(group.consents)
        ),
    )


def _versions(group: Group) -> Page:
    return Page(
        ("Form #", "Chart #", "Version", "Dated", "File"),
        tuple(row for place, consent in enumerate(group.consents) for row in _versions_of(consent, place)),
    )


def _versions_of(consent: Consent, place: int) -> list[Row]:
    return [
        (
            consent.number, consent.of.number, f"{version}.0", typed(day, place + 9 * version).cell,
            binder.consent(consent, version),
        )
        for version, day in enumerate(consent.days, start=1)
        if version not in consent.lost
    ]  # fmt: skip
