"""Faults that are planted in one known place of an export, to see who finds them.

Unlike a blemish a plant is there only when it is asked for. The export with it differs from the one without
in exactly that place, and the truth says which: it is still what a perfect migration makes of the files as
they are, with `plants.json` beside it for what is wrong with the files themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from core.demonstration.chart import AllergyLine
from core.demonstration.faults import Fault, Line
from core.demonstration.group import Group
from core.demonstration.money import Entry
from core.demonstration.papers import Consent

BATCH = 5
"""How many payments are missing."""


class Plant(StrEnum):
    """By the names in which they are asked for."""

    FLIPPED_SIGN = "flipped-sign"
    MISSING_PAYMENTS = "missing-payments"
    WRONG_IMAGE = "wrong-image"
    REFUTED_ALLERGY = "refuted-allergy"
    MISSING_CONSENT_VERSION = "missing-consent-version"


@dataclass(frozen=True)
class Planted:
    """entity: of what. numbers: of which, as the group counts. what: one sentence for people."""

    plant: Plant
    entity: str
    numbers: tuple[str, ...]
    what: str


Planting = Callable[[Group], tuple[Group, Planted]]


def flipped_sign(group: Group) -> tuple[Group, Planted]:
    """A payment that raises the debt."""
    place = _payments(group)[2]
    entry = group.ledger[place].item
    flipped = Line(replace(entry, amount=-entry.amount))
    said = Planted(
        Plant.FLIPPED_SIGN, "ledger_entry", (str(entry.number),), "One payment stands with its sign turned."
    )
    return replace(group, ledger=(*group.ledger[:place], flipped, *group.ledger[place + 1 :])), said


def missing_payments(group: Group) -> tuple[Group, Planted]:
    """Payments one after another, as when a batch was not posted."""
    lost = frozenset(_payments(group)[4 : 4 + BATCH])
    ledger = tuple(
        replace(line, fault=Fault.LEFT_OUT) if place in lost else line
        for place, line in enumerate(group.ledger)
    )
    numbers = tuple(str(group.ledger[place].item.number) for place in sorted(lost))
    what = f"{BATCH} payments in a row are missing, as when a batch was not exported."
    return replace(group, ledger=ledger), Planted(Plant.MISSING_PAYMENTS, "ledger_entry", numbers, what)


def wrong_image(group: Group) -> tuple[Group, Planted]:
    """An X-ray whose own tags name another patient than its list."""
    place, image = next((p, i) for p, i in enumerate(group.images) if i.of is i.tagged)
    other = next(i.of for i in group.images if i.of.number != image.of.number)
    images = (*group.images[:place], replace(image, tagged=other), *group.images[place + 1 :])
    what = "One X-ray is of another patient than its list says."
    return replace(group, images=images), Planted(Plant.WRONG_IMAGE, "image", (str(image.number),), what)


def wrong_photograph(group: Group) -> tuple[Group, Planted]:
    """A photograph whose list names another patient than the folder in which it lies."""
    photo, *others = group.photographs
    other = next(p.of for p in others if p.of.number != photo.of.number)
    what = "One photograph is logged for another patient than the one whose folder it lies in."
    said = Planted(Plant.WRONG_IMAGE, "photograph", (str(photo.number),), what)
    return replace(group, photographs=(replace(photo, listed=other), *others)), said


def refuted_called_active(group: Group) -> tuple[Group, Planted]:
    """Where a list has words for it: an allergy that it says was refuted, and calls active all the same."""
    place, line = next((p, a) for p, a in enumerate(group.allergies) if a.refuted)
    allergies = (*group.allergies[:place], replace(line, active=True), *group.allergies[place + 1 :])
    what = "One allergy that was refuted is called active."
    return replace(group, allergies=allergies), _of_allergy(line, what)


def refuted_still_listed(group: Group) -> tuple[Group, Planted]:
    """Where a list has none: the allergy still stands beside the later word that there is none."""
    denial = next(line for line in group.allergies if line.denies)
    number = max(line.number for line in group.allergies) + 1
    earlier = denial.recorded - timedelta(days=400)
    stale = AllergyLine(number, denial.patient, "Penicillin", "Hives", "Moderate", earlier)
    what = "One allergy that was refuted is still listed, beside the later word that there is none."
    return replace(group, allergies=(*group.allergies, stale)), _of_allergy(stale, what)


def missing_consent_version(group: Group) -> tuple[Group, Planted]:
    """The second of three versions; of two, where no form has three, the first."""
    most = max(len(consent.days) for consent in group.consents)
    place, consent = next((p, c) for p, c in enumerate(group.consents) if len(c.days) == most)
    lost = most - 1
    consents = (
        *group.consents[:place],
        replace(consent, lost=frozenset((lost,))),
        *group.consents[place + 1 :],
    )
    number = str(version_number(group.consents, consent, lost))
    what = f"Version {lost} of {most} of one consent form is missing."
    said = Planted(Plant.MISSING_CONSENT_VERSION, "consent_form_version", (number,), what)
    return replace(group, consents=consents), said


def version_number(consents: Sequence[Consent], of: Consent, version: int) -> int:
    """The ordinal of a version among those of all forms, from 1."""
    before = [each for each in consents if each.number < of.number]
    return sum(len(each.days) for each in before) + version


def unplanted(group: Group) -> Group:
    """The group with every row that was left out of its export put back."""
    return replace(
        group,
        ledger=tuple(Line(line.item) if line.fault is Fault.LEFT_OUT else line for line in group.ledger),
        consents=tuple(replace(consent, lost=frozenset()) for consent in group.consents),
    )


def _payments(group: Group) -> list[int]:
    """Places of what patients paid: sound rows that were not struck out."""
    return [place for place, line in enumerate(group.ledger) if _is_payment(line)]


def _is_payment(line: Line[Entry]) -> bool:
    return line.fault is Fault.NONE and line.item.kind == "PMT" and not line.item.struck_out


def _of_allergy(line: AllergyLine, what: str) -> Planted:
    return Planted(Plant.REFUTED_ALLERGY, "allergy", (str(line.number),), what)
