"""Which files open to whom, of those who see files at all: one place for every service about files."""

from __future__ import annotations

from core.files.model import LedgerFile
from core.files.people import People
from portal.permissions import Actor, Role


def opens(actor: Actor, file: LedgerFile, people: People) -> bool:
    """Files of a patient whose chart only few may open are the practitioner's, as the chart is (law 7)."""
    about = [people.get(each) for each in (*file.patients, file.suspicion.other)]
    return sees_restricted(actor) or not any(person.restricted for person in about if person)


def sees_restricted(actor: Actor) -> bool:
    return actor.role is Role.PRACTITIONER
