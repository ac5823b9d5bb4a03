"""What a perfect migration makes of the paper office: what was typed, read where it can be read.

A day that cannot be read with certainty stays out of its field and flags its row. A scan belongs to the
patient whom the log names; the name of its folder is evidence for a person and no rule for a program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from core.demonstration.expected import care
from core.demonstration.expected.files import MATCHED, STORED
from core.demonstration.expected.model import Expected, Made, Source, Value, flagged, instant, to
from core.demonstration.expected.people import dialled
from core.demonstration.group import Group
from core.demonstration.paper import binder
from core.demonstration.paper.sheets import FORMS, LIST, LOG, whole_name
from core.demonstration.paper.typed import Typed, typed
from core.demonstration.papers import Consent
from core.demonstration.people import Patient


def expected(group: Group) -> dict[Source, list[Expected]]:
    """(file, sheet) -> what becomes of its rows, in their order."""
    return {
        (LIST, "Patients"): [_patient(line.item, place) for place, line in enumerate(group.patients)],
        (LIST, "Recalls"): _recalls(group),
        (LIST, "Allergies"): _allergies(group),
        (LOG, "Scans"): _scans(group),
        (LOG, "Photos"): _photographs(group),
        (FORMS, "Forms"): [_form(consent, place) for place, consent in enumerate(group.consents)],
        (FORMS, "Versions"): _versions(group),
    }


def files(group: Group) -> Iterator[tuple[str, str, str | None]]:
    """(path, verdict, the patient's number or None) of every stored file."""
    for letter in group.letters[:-1]:
        yield binder.letter(letter), MATCHED, str(letter.of.number)
    yield binder.letter(group.letters[-1]), STORED, None
    for photo in group.photographs[:-1]:
        yield binder.photograph(photo), MATCHED, str((photo.listed or photo.of).number)
    yield binder.photograph(group.photographs[-1]), STORED, None
    for consent in group.consents:
        for version in range(1, len(consent.days) + 1):
            whose = (STORED, None) if version in consent.lost else (MATCHED, str(consent.of.number))
            yield binder.consent(consent, version), *whose


def _there(consent: Consent) -> list[int]:
    return [version for version in range(1, len(consent.days) + 1) if version not in consent.lost]


def _row(entity: str, key: str, fields: dict[str, Value], days: Iterable[Typed], *more: Made) -> Expected:
    """A row, flagged for every day in it that cannot be read."""
    row = Expected(key, (Made(entity, key, fields), *more))
    reasons = {day.reason for day in days if day.reason}
    return flagged(row, *reasons) if reasons else row


def _day(day: date, said: Typed) -> date | None:
    return None if said.reason else day


def _patient(who: Patient, place: int) -> Expected:
    own, key = to("patient", who.number), str(who.number)
    born, seen = typed(who.born, place), typed(who.first_visit, place + 2)
    fields: dict[str, Value] = {
        "full_name": whole_name(who), "birth_date": _day(who.born, born),
        "first_visit": _day(who.first_visit, seen), "general_note": who.remark,
    }  # fmt: skip
    reached = {"patient": own, "home_phone": dialled(who.home_phone), "email": who.email}
    return _row(
        "patient", key, fields, (born, seen),
        Made("contact_point", f"patient.{key}", reached),
        Made("address", f"patient.{key}", {"patient": own, "line1": who.street}),
    )  # fmt: skip


def _recalls(group: Group) -> list[Expected]:
    rows = []
    for place, recall in enumerate(group.recalls):
        said = typed(recall.due, place)
        fields: dict[str, Value] = {
            "patient": to("patient", recall.patient.number), "due": _day(recall.due, said),
            "interval": str(recall.months),
        }  # fmt: skip
        rows.append(_row("recall", f"{LIST}[Recalls]#{place + 1}", fields, (said,)))
    return rows


def _allergies(group: Group) -> list[Expected]:
    return [
        _allergy(row, f"{LIST}[Allergies]#{place + 1}", line.recorded, typed(line.recorded, place))
        for place, (row, line) in enumerate(zip(care.allergies(group), group.allergies, strict=True))
    ]


def _allergy(row: Expected, key: str, day: date, said: Typed) -> Expected:
    """The row of the on-premise list, without severity, by its place and with its typed day."""
    if not row.records:
        return Expected(key, (), row.disposition, row.reasons, row.entity)
    record = row.records[0]
    noted: dict[str, Value] = {
        "recorded": None if said.reason else day.isoformat(),
        "entered_at": None if said.reason else instant(day),
        "severity": None,
    }  # fmt: skip
    fields = {**record.fields, **{name: value for name, value in noted.items() if name in record.fields}}
    return _row(record.entity, key, fields, (said,))


def _filed(entity: str, key: str, about: dict[str, Value], when: str, day: date, said: Typed) -> Expected:
    return _row(entity, key, {**about, when: None if said.reason else instant(day)}, (said,))


def _scans(group: Group) -> list[Expected]:
    return [
        _filed(
            "scan", f"{LOG}[Scans]#{place + 1}",
            {
                "patient": to("patient", each.of.number), "title": each.title,
                "file_name": binder.letter(each),
            },
            "scanned_at", each.day, typed(each.day, place),
        )
        for place, each in enumerate(group.letters[:-1])
    ]  # fmt: skip


def _photographs(group: Group) -> list[Expected]:
    return [
        _filed(
            "photograph", f"{LOG}[Photos]#{place + 1}",
            {
                "patient": to("patient", (p.listed or p.of).number), "title": p.title,
                "file_name": binder.photograph(p),
            },
            "taken_at", p.day, typed(p.day, place),
        )
        for place, p in enumerate(group.photographs[:-1])
    ]  # fmt: skip


def _form(consent: Consent, place: int) -> Expected:
    about: dict[str, Value] = {
        "patient": to("patient", consent.of.number), "title": consent.title, "version": consent.version,
    }  # fmt: skip
    key = str(consent.number)
    if not consent.signed:
        return _row("consent_form", key, about, ())
    day = consent.days[-1]
    return _filed("consent_form", key, about, "signed_at", day, typed(day, place))


def _versions(group: Group) -> list[Expected]:
    listed = [(c, place, version) for place, c in enumerate(group.consents) for version in _there(c)]
    return [
        _version(consent, version, typed(consent.days[version - 1], place + 9 * version), number)
        for number, (consent, place, version) in enumerate(listed, start=1)
    ]


def _version(consent: Consent, version: int, said: Typed, number: int) -> Expected:
    about: dict[str, Value] = {
        "consent_form": to("consent_form", consent.number), "patient": to("patient", consent.of.number),
        "version": f"{version}.0", "file_name": binder.consent(consent, version),
    }  # fmt: skip
    key = f"{FORMS}[Versions]#{number}"
    return _filed("consent_form_version", key, about, "changed_at", consent.days[version - 1], said)
