"""Who is in the example: a group of two clinics in two countries, who treats there, and families who come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.demonstration import words
from core.demonstration.draw import Draw

FIRST_PATIENT = 10_001
OLDEST, YOUNGEST_ADULT, YOUNGEST = date(1938, 1, 1), date(1999, 1, 1), date(2014, 6, 1)
OPENED, AS_OF = date(2017, 1, 9), date(2026, 6, 26)
"""The first day of the group, and the day on which its export was taken."""


@dataclass(frozen=True, slots=True)
class Clinic:
    """One location. rate: its fees in hundredths of those of the first, in its own currency."""

    number: int
    name: str
    short: str
    currency: str
    zone: str
    country: str
    phone: str
    street: str
    town: tuple[str, str, str]
    areas: tuple[str, ...]
    rate: int


SEATTLE = Clinic(
    1, "Tandvale Dental Seattle", "SEA", "USD", "America/Los_Angeles", "US", "(206) 555-0100",
    "12 Enamel St", ("Seattle", "WA", "98000"), ("206", "425"), 100,
)  # fmt: skip
VANCOUVER = Clinic(
    2, "Tandvale Dental Vancouver", "VAN", "CAD", "America/Vancouver", "CA", "(604) 555-0100",
    "34 Gumtree Gdns", ("Vancouver", "BC", "V0Z 0Z0"), ("604", "236"), 118,
)  # fmt: skip
CLINICS = (SEATTLE, VANCOUVER)


@dataclass(frozen=True, slots=True)
class Provider:
    """Somebody who treats. number: what the old system's tables call them; code: what people do."""

    number: int
    code: str
    last: str
    first: str
    specialty: str
    clinic: Clinic
    active: bool = True


PROVIDERS = (
    Provider(1, "DDS1", "Rootwell", "Ada", "General dentistry", SEATTLE),
    Provider(2, "DDS2", "Caries-Holm", "Ben", "General dentistry", SEATTLE),
    Provider(3, "HYG1", "Scalerini", "Cleo", "Hygiene", SEATTLE),
    Provider(4, "HYG2", "Polishov", "Dmitri", "Hygiene", SEATTLE),
    Provider(5, "ORTH", "Wirebrook", "Eve", "Orthodontics", SEATTLE, active=False),
    Provider(6, "DMD1", "Côté-Pulpe", "Félix", "General dentistry", VANCOUVER),
    Provider(7, "DMD2", "Apexwood", "Gita", "General dentistry", VANCOUVER),
    Provider(8, "RDH1", "Curettsen", "Hanna", "Hygiene", VANCOUVER),
)


@dataclass(frozen=True, slots=True)
class Operatory:
    """A room with a chair."""

    number: int
    name: str
    short: str
    clinic: Clinic
    hygiene: bool


OPERATORIES = (
    Operatory(1, "Operatory 1", "OP1", SEATTLE, False), Operatory(2, "Operatory 2", "OP2", SEATTLE, False),
    Operatory(3, "Hygiene A", "HYG-A", SEATTLE, True), Operatory(4, "Surgery 1", "SUR1", VANCOUVER, False),
    Operatory(5, "Hygiene B", "HYG-B", VANCOUVER, True),
)  # fmt: skip


def dentists(clinic: Clinic) -> tuple[Provider, ...]:
    return tuple(p for p in PROVIDERS if p.clinic is clinic and p.specialty == "General dentistry")


def hygienists(clinic: Clinic) -> tuple[Provider, ...]:
    return tuple(p for p in PROVIDERS if p.clinic is clinic and p.specialty == "Hygiene")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number of North America, and the way in which somebody typed it (0 to 2)."""

    area: str
    line: str
    form: int

    def written(self) -> str:
        forms = (
            f"({self.area}) 555-{self.line}",
            f"{self.area}-555-{self.line}",
            f"{self.area}.555.{self.line}",
        )
        return forms[self.form]


@dataclass(frozen=True, slots=True)
class Patient:
    """One person. guarantor: the number of the family's head, who pays; equal to `number` for the head.

    chart: the number that an older system had for this person, "" for none.
    """

    number: int
    guarantor: int
    clinic: Clinic
    last: str
    first: str
    middle: str
    sex: str
    born: date
    ssn: str
    street: str
    home_phone: Phone
    mobile: Phone | None
    email: str
    texts: bool
    status: str
    provider: Provider
    first_visit: date
    remark: str
    chart: str = ""
    struck_out: bool = False


def patients(draw: Draw, count: int) -> tuple[Patient, ...]:
    """`count` people in families of one to four, numbered in the order in which they joined."""
    people: list[Patient] = []
    while len(people) < count:
        size = min(draw.whole(1, 4), count - len(people))
        people.extend(_family(draw, FIRST_PATIENT + len(people), size))
    return tuple(people)


def _family(draw: Draw, head: int, size: int) -> list[Patient]:
    clinic = SEATTLE if draw.chance(0.6) else VANCOUVER
    last = draw.one(words.FAMILIES)
    home = f"{draw.whole(1, 980)} {draw.one(words.STREETS)}"
    phone = _phone(draw, clinic)
    names = _names(draw, size)
    return [
        _member(draw, head + place, head, name=(last, first), clinic=clinic, home=home, phone=phone)
        for place, first in enumerate(names)
    ]


def _names(draw: Draw, count: int) -> list[str]:
    """First names of one family: no two alike."""
    names: list[str] = []
    while len(names) < count:
        name = draw.one(words.GIVEN)
        if name not in names:
            names.append(name)
    return names


def _member(
    draw: Draw, number: int, head: int, *, name: tuple[str, str], clinic: Clinic, home: str, phone: Phone
) -> Patient:
    adult = number - head < 2
    born = draw.day(OLDEST, YOUNGEST_ADULT) if adult else draw.day(date(2003, 1, 1), YOUNGEST)
    came = max(OPENED, born + timedelta(days=3 * 365))
    place = number - FIRST_PATIENT
    return Patient(
        number=number,
        guarantor=head,
        clinic=clinic,
        last=name[0],
        first=name[1],
        middle=draw.one(("", "", "A", "J", "M")),
        sex=draw.one(("M", "F", "F", "M", "U")),
        born=born,
        ssn=f"900-{place % 90 + 10:02d}-{1000 + place:04d}" if clinic is SEATTLE else "",
        street=home,
        home_phone=phone,
        mobile=_phone(draw, clinic) if adult else None,
        email=f"mail{number}@example.org" if adult and draw.chance(0.7) else "",
        texts=adult and draw.chance(0.8),
        status=draw.one(("Active",) * 8 + ("Inactive", "Deceased")) if adult else "Active",
        provider=draw.one(dentists(clinic)),
        first_visit=draw.workday(came, max(came, date(2025, 12, 19)) + timedelta(days=6)),
        remark=draw.one(words.REMARKS),
    )


def _phone(draw: Draw, clinic: Clinic) -> Phone:
    return Phone(draw.one(clinic.areas), f"01{draw.whole(0, 99):02d}", draw.whole(0, 2))


def coming(people: tuple[Patient, ...]) -> tuple[Patient, ...]:
    """Those who still come."""
    return tuple(person for person in people if person.status == "Active")


def under_another_number(person: Patient, number: int) -> Patient:
    """The same person entered again: same name, birth date and telephone, and nothing else carried over."""
    return replace(
        person,
        number=number,
        guarantor=number,
        email="",
        middle="",
        ssn="",
        remark="Entered at the other desk",
    )


def by_old_chart(person: Patient, number: int) -> Patient:
    """The same person under a married name, whom only the chart number of the older system tells."""
    return replace(
        person, number=number, guarantor=number, last=f"{person.last}-Newname", email="", ssn="",
        mobile=None, chart=str(person.number),
    )  # fmt: skip
