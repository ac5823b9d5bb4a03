"""What a clinic declares before anything is moved: what it leaves, for what, by whom and until when.

All of it is data, frozen, and nothing in it is chosen for anybody: what nobody has said yet is None, OPEN or
"", is told as open, and keeps the whole from being approved (law 2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Category(StrEnum):
    """What kind of system is being left (design, section 1)."""

    PAPER = "paper"
    LEGACY_PMS = "legacy_pms"
    CLOUD_SAAS = "cloud_saas"
    DISCONNECTED_STACK = "disconnected_stack"


@dataclass(frozen=True)
class Source:
    """One system being left. holds: in plain words. tables, records, images: None where nobody knows yet."""

    name: str
    category: Category
    holds: str = ""
    tables: int | None = None
    records: int | None = None
    images: int | None = None


class Kind(StrEnum):
    """What works beside the old system and is easily forgotten."""

    LAB = "lab"
    SENSOR = "sensor"
    REMINDER = "reminder"
    CLAIMS = "e-claims"
    TERMINAL = "terminal"
    OTHER = "other"


class Becomes(StrEnum):
    """What becomes of an integration or a way of working."""

    OPEN = "open"
    CONNECTED = "connected again"
    REPLACED = "replaced"
    BESIDE = "goes on beside"
    ENDS = "ends"


@dataclass(frozen=True)
class Integration:
    """One lab, sensor, reminder service or the like; named once in a declaration."""

    name: str
    kind: Kind
    becomes: Becomes = Becomes.OPEN
    note: str = ""


class DomainName(StrEnum):
    """What moves or stays, part by part."""

    DEMOGRAPHICS = "demographics"
    INSURANCE = "insurance"
    HISTORY = "history"
    ALLERGIES = "allergies"
    MEDICATIONS = "medications"
    APPOINTMENTS = "appointments"
    PROCEDURES = "procedures"
    MONEY = "money"
    IMAGES = "images"
    DOCUMENTS = "documents"
    CONSENTS = "consents"


AREAS: dict[DomainName, tuple[str, ...]] = {
    DomainName.DEMOGRAPHICS: ("people",),
    DomainName.INSURANCE: ("coverage",),
    DomainName.HISTORY: ("clinical",),
    DomainName.ALLERGIES: ("clinical",),
    DomainName.MEDICATIONS: ("clinical",),
    DomainName.APPOINTMENTS: ("care",),
    DomainName.PROCEDURES: ("care",),
    DomainName.MONEY: ("money",),
    DomainName.IMAGES: ("files",),
    DomainName.DOCUMENTS: ("files",),
    DomainName.CONSENTS: ("files",),
}
"""Domain -> the areas of the clinic record that hold it."""


@dataclass(frozen=True)
class Domain:
    """moves: None where nobody has said. tolerance: what may differ. accepts: the role that looks."""

    name: DomainName
    moves: bool | None = None
    tolerance: str = ""
    accepts: str = ""


class Post(StrEnum):
    """Who a move needs by name."""

    SOLUTIONS_ENGINEER = "solutions engineer"
    DATA_SHAPING_SPECIALIST = "data shaping specialist"
    SUCCESS_ENGINEER = "success engineer"
    CLINIC_CHAMPION = "clinic champion"


@dataclass(frozen=True)
class Declaration:
    """The whole of it. team: post -> name. country: ISO 3166. start: the first working day; closed: days off.

    noted: the regional points that somebody has looked at, by name.
    """

    domains: tuple[Domain, ...]
    sources: tuple[Source, ...] = ()
    integrations: tuple[Integration, ...] = ()
    team: dict[Post, str] = field(default_factory=dict)
    country: str = ""
    start: date | None = None
    closed: tuple[date, ...] = ()
    noted: tuple[str, ...] = ()

    def domain(self, name: DomainName) -> Domain:
        return next(each for each in self.domains if each.name is name)

    def moves(self, name: DomainName) -> bool:
        return bool(self.domain(name).moves)

    @property
    def undecided(self) -> tuple[DomainName, ...]:
        return tuple(each.name for each in self.domains if each.moves is None)

    @property
    def open_integrations(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.integrations if each.becomes is Becomes.OPEN)

    @property
    def gaps(self) -> tuple[Post, ...]:
        """Posts that nobody is named for."""
        return tuple(post for post in Post if not self.team.get(post, "").strip())


def blank(country: str = "") -> Declaration:
    """Where a declaration begins: every domain named, the usual tolerance proposed, nothing decided."""
    return Declaration(
        tuple(Domain(name, None, *USUAL[name]) for name in DomainName), country=country.upper()
    )


USUAL: dict[DomainName, tuple[str, str]] = {
    DomainName.DEMOGRAPHICS: ("No patient missing; doubles are shown and decided", "champion"),
    DomainName.INSURANCE: ("Every active cover is there; ended ones may stay in the archive", "accountant"),
    DomainName.HISTORY: ("Every note with its author and date", "practitioner"),
    DomainName.ALLERGIES: ("None missing; no known allergies stays a statement", "practitioner"),
    DomainName.MEDICATIONS: ("None missing; controlled ones never come over as active", "practitioner"),
    DomainName.APPOINTMENTS: ("Every future appointment with its provider and room", "champion"),
    DomainName.PROCEDURES: ("Every one with its code, tooth and date", "practitioner"),
    DomainName.MONEY: ("Totals tie to the cent, or the difference is explained", "accountant"),
    DomainName.IMAGES: ("Bit for bit as they came; at most 1 in 100 without its patient", "practitioner"),
    DomainName.DOCUMENTS: ("At most 1 in 100 without its patient", "champion"),
    DomainName.CONSENTS: ("Every signed form with its version and date", "champion"),
}
"""Domain -> (what may usually differ, the role that accepts it): proposed, to be changed as they like."""
