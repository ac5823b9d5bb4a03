"""Who is in the example: families, their members, and the people who treat them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.demonstration import words
from core.demonstration.draw import Draw

FIRST_PATIENT = 10_001
OLDEST, YOUNGEST_ADULT, YOUNGEST = date(1938, 1, 1), date(2004, 1, 1), date(2018, 6, 1)
OPENED, AS_OF = date(2019, 1, 7), date(2026, 6, 26)
"""The first day of the example clinic, and the day on which its export was taken."""


@dataclass(frozen=True)
class Provider:
    """Somebody who treats. number: what the old system's tables call them; code: what people do."""

    number: str
    code: str
    last: str
    first: str
    specialty: str
    active: bool = True


PROVIDERS = (
    Provider("1", "DDS1", "Rootwell", "Ada", "General dentistry"),
    Provider("2", "DDS2", "Caries-Holm", "Ben", "General dentistry"),
    Provider("3", "HYG1", "Scalerini", "Cleo", "Hygiene"),
    Provider("4", "HYG2", "Polishov", "Dmitri", "Hygiene"),
    Provider("5", "ORTH", "Wirebrook", "Eve", "Orthodontics", active=False),
)
DENTISTS, HYGIENISTS = PROVIDERS[:2], PROVIDERS[2:4]


@dataclass(frozen=True)
class Patient:
    """One person. guarantor: the number of the family's head, who pays; equal to `number` for the head."""

    number: int
    guarantor: int
    last: str
    first: str
    middle: str
    sex: str
    born: date
    street: str
    town: tuple[str, str, str]
    home_phone: str
    mobile: str
    email: str
    status: str
    provider: str
    first_visit: date
    remark: str


def patients(draw: Draw, count: int) -> tuple[Patient, ...]:
    """`count` people in families of one to four, numbered in the order in which they joined."""
    people: list[Patient] = []
    while len(people) < count:
        size = min(draw.whole(1, 4), count - len(people))
        people.extend(_family(draw, FIRST_PATIENT + len(people), size))
    return tuple(people)


def _family(draw: Draw, head: int, size: int) -> list[Patient]:
    last = draw.one(words.FAMILIES)
    home = (f"{draw.whole(1, 980)} {draw.one(words.STREETS)}", draw.one(words.TOWNS), _phone(draw))
    return [_member(draw, (head + place, head), last, home) for place in range(size)]


def _member(
    draw: Draw, numbers: tuple[int, int], last: str, home: tuple[str, tuple[str, str, str], str]
) -> Patient:
    number, head = numbers
    first = draw.one(words.GIVEN)
    adult = number - head < 2
    return Patient(
        number=number,
        guarantor=head,
        last=last,
        first=first,
        middle=draw.one(("", "", "A", "J", "M")),
        sex=draw.one(("M", "F", "F", "M", "U")),
        born=draw.day(OLDEST, YOUNGEST_ADULT) if adult else draw.day(date(2008, 1, 1), YOUNGEST),
        street=home[0],
        town=home[1],
        home_phone=home[2],
        mobile=_phone(draw) if adult else "",
        email=f"mail{number}@example.org" if adult and draw.chance(0.7) else "",
        status=draw.one(("Active", "Active", "Active", "Active", "Inactive")),
        provider=draw.one(DENTISTS).number,
        first_visit=draw.workday(OPENED, date(2022, 12, 16)),
        remark=draw.one(("", "", "", "Prefers mornings", "Nervous, takes time", "Call before texting")),
    )


def _phone(draw: Draw) -> str:
    area, line = draw.one(("213", "310", "702")), f"01{draw.whole(0, 99):02d}"
    return draw.one((f"({area}) 555-{line}", f"{area}-555-{line}", f"{area}.555.{line}"))


def active(people: tuple[Patient, ...]) -> tuple[Patient, ...]:
    """Those who still come."""
    return tuple(person for person in people if person.status == "Active")
