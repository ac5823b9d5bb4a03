"""Small clinics with files, for tests: people, what arrived, and what the old database names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from core.files.ledger import Ledger, ledger
from core.files.model import Received, Reference, Tags
from core.files.names import folded
from core.files.people import Name, People, Person

BORN = date(1980, 4, 3)


def person(number: str, first: str, last: str, born: date | None = BORN, **more: object) -> Person:
    sex = str(more.get("sex", ""))
    name = Name(folded(last), folded(first), (), folded(str(more.get("maiden", ""))))
    return Person(f"patient:x:{number}", (number,), name, born, sex, called=f"{first} {last}")


JO = person("17", "Jo", "Bloggs")
KIM = person("21", "Kim", "Bloggs", date(1955, 7, 9))
ANNA = person("30", "Anna", "Smith", date(1990, 1, 2), maiden="Jones")
PEOPLE = People([JO, KIM, ANNA], {"99": JO.id})


def received(path: str, digest: str = "", kind: str = "dicom", size: int = 10, patient: str = "") -> Received:
    return Received(path, digest or path, size, kind, patient)


def named(path: str, patient: str, entity: str = "image") -> Reference:
    return Reference(entity, f"{entity}:x:{path}", f"patient:x:{patient}" if patient else "", path)


def made(
    files: Sequence[Received],
    references: Sequence[Reference] = (),
    tags: Mapping[str, Tags] | None = None,
    people: People = PEOPLE,
) -> Ledger:
    return ledger(files, references, tags=tags or {}, people=people)
