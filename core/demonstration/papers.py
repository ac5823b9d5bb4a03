"""Images, photographs, letters and consent forms of the example: what they are of and where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.demonstration import people, words
from core.demonstration.draw import Draw
from core.demonstration.people import Patient

MODALITIES = ("IO", "IO", "IO", "PX", "DX", "CT")


@dataclass(frozen=True, slots=True)
class Image:
    """One X-ray. of: whom the list names. tagged: whom its own tags name. file: within images.zip."""

    number: int
    of: Patient
    tagged: Patient
    modality: str
    day: date
    tooth: str
    title: str

    @property
    def file(self) -> str:
        return f"xray/{self.number:05d}.dcm"


@dataclass(frozen=True, slots=True)
class Photograph:
    """file: within images.zip. listed: whom the list names, None for whom it shows."""

    number: int
    of: Patient
    day: date
    title: str
    listed: Patient | None = None

    @property
    def file(self) -> str:
        return f"photos/{self.number:05d}_{self.title.lower()}.{'png' if self.number % 5 == 0 else 'jpg'}"


@dataclass(frozen=True, slots=True)
class Letter:
    """file: within documents.zip."""

    number: int
    of: Patient
    kind: str
    title: str
    day: date

    @property
    def file(self) -> str:
        return f"letters/{self.number:05d}.pdf"


@dataclass(frozen=True, slots=True)
class Consent:
    """A form that was signed, in the version that holds. days: when each version up to it was made.

    lost: the versions of which the export has no row, from 1.
    """

    number: int
    of: Patient
    title: str
    days: tuple[date, ...]
    signed: bool
    lost: frozenset[int] = frozenset()

    @property
    def version(self) -> str:
        return f"{len(self.days)}.0"

    @property
    def file(self) -> str:
        return f"consents/{self.number:05d}.pdf"


TITLES = {"IO": "Periapical", "PX": "Panoramic", "DX": "Cephalometric", "CT": "Cone beam, coarse"}


def images(draw: Draw, everybody: tuple[Patient, ...], count: int) -> tuple[Image, ...]:
    """`count` X-rays of people who come; the fourth bears the name of the one after it."""
    shown = [draw.one(everybody) for _ in range(count)]
    return tuple(_image(draw, place, person, shown) for place, person in enumerate(shown, start=1))


def _image(draw: Draw, number: int, person: Patient, shown: list[Patient]) -> Image:
    modality = MODALITIES[(number - 1) % len(MODALITIES)]
    other = next(p for p in [*shown[number:], *shown] if p.number != person.number)
    return Image(
        number,
        person,
        other if number == 4 else person,
        modality,
        draw.workday(person.first_visit, people.AS_OF),
        str(draw.whole(1, 32)) if modality == "IO" else "",
        TITLES[modality],
    )


def photographs(draw: Draw, everybody: tuple[Patient, ...], count: int) -> tuple[Photograph, ...]:
    shown = [draw.one(everybody) for _ in range(count)]
    return tuple(
        Photograph(place, p, draw.workday(p.first_visit, people.AS_OF), draw.one(("Front", "Smile", "Left")))
        for place, p in enumerate(shown, start=1)
    )


def letters(draw: Draw, everybody: tuple[Patient, ...], count: int) -> tuple[Letter, ...]:
    about = [draw.one(everybody) for _ in range(count)]
    return tuple(_letter(draw, place, person) for place, person in enumerate(about, start=1))


def _letter(draw: Draw, number: int, person: Patient) -> Letter:
    title = draw.one(words.LETTERS)
    kind = "Referral letter" if title.startswith("Referral") else "Letter"
    return Letter(number, person, kind, title, draw.workday(person.first_visit, people.AS_OF))


def consents(draw: Draw, everybody: tuple[Patient, ...], count: int) -> tuple[Consent, ...]:
    about = [draw.one(everybody) for _ in range(count)]
    return tuple(_consent(draw, place, person) for place, person in enumerate(about, start=1))


def _consent(draw: Draw, number: int, person: Patient) -> Consent:
    versions = draw.one((1, 1, 2, 3))
    days = sorted(draw.workday(person.first_visit, people.AS_OF) for _ in range(versions))
    return Consent(number, person, draw.one(words.CONSENTS), tuple(days), draw.chance(0.9))
