"""People, known by their email address, sealed; found by a blind index of it, and by their id."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from sqlalchemy import select

from storage.models_people import PersonRecord
from storage.sealing import Bound
from storage.unit import INSTALLATION, Unit, absent, field_bound


@dataclass(frozen=True)
class Person:
    """founder: invited at the terminal, so may start projects."""

    id: str
    name: str = field(repr=False)
    email: str = field(repr=False)
    founder: bool = False


class People:
    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def anybody(self) -> bool:
        return self._unit.session.scalar(select(PersonRecord.id).limit(1)) is not None

    def add(self, name: str, email: str, *, founder: bool = False) -> Person:
        """The address has to be new; the caller has looked. The event goes with what they are added for."""
        unit, person = self._unit, self._unit.new_id()
        address = folded(email)
        unit.session.add(
            PersonRecord(
                id=person,
                name=unit.seal(name, _place("name", person)),
                email=unit.seal(address, _place("email", person)),
                email_index=self._index(address),
                founder=founder,
                made_at=unit.clock(),
            )
        )
        unit.session.flush()
        return Person(person, name, address, founder)

    def by_email(self, email: str) -> Person | None:
        """None where nobody has this address."""
        index = self._index(folded(email))
        record = self._unit.session.scalar(select(PersonRecord).where(PersonRecord.email_index == index))
        return None if record is None else self._person(record)

    def get(self, person: str) -> Person:
        """Raises NotStored."""
        record = self._unit.session.get(PersonRecord, person)
        if record is None:
            raise absent("person")
        return self._person(record)

    def is_founder(self, person: str) -> bool:
        """Told without opening who it is. Raises NotStored."""
        record = self._unit.session.get(PersonRecord, person)
        if record is None:
            raise absent("person")
        return record.founder

    def _person(self, record: PersonRecord) -> Person:
        name, email = (self._unit.open(getattr(record, c), _place(c, record.id)) for c in ("name", "email"))
        return Person(record.id, name, email, record.founder)

    def _index(self, address: str) -> bytes:
        return self._unit.ring(INSTALLATION).index("person.email", address)


def folded(email: str) -> str:
    """One form of an address, however it was typed."""
    return unicodedata.normalize("NFC", email).strip().casefold()


def _place(column: str, person: str) -> Bound:
    return field_bound(INSTALLATION, f"person.{column}", person)
