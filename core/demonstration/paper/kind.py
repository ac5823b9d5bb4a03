"""The paper office as one whole."""

from __future__ import annotations

from dataclasses import replace

from core.demonstration import plants
from core.demonstration.group import Group, Pair
from core.demonstration.kind import Kind, Planter
from core.demonstration.paper import binder
from core.demonstration.paper.blemishes import BLEMISHES
from core.demonstration.paper.expected import expected, files
from core.demonstration.paper.export import export
from core.demonstration.paper.homes import BOOK
from core.demonstration.paper.sheets import FORMS, LIST, LOG
from core.demonstration.people import SEATTLE
from core.demonstration.plain import of_one_clinic, plain
from core.demonstration.plants import Plant


def _kept(group: Group) -> Group:
    """Without what paper has no list of."""
    own = of_one_clinic(plain(group), SEATTLE)
    return replace(own, allergies=tuple(replace(a, refuted=False, active=True) for a in own.allergies))


def _nobody_twice(_group: Group) -> tuple[Pair, ...]:
    return ()


def _found(group: Group, entity: str, number: str) -> str:
    """Rows have no numbers here: a file is found by its name, a row by its place below the header."""
    match entity:
        case "photograph":
            return next(binder.photograph(p) for p in group.photographs if str(p.number) == number)
        case "consent_form_version":
            return next(binder.consent(c, version) for c in group.consents for version in c.lost)
        case _:
            return f"row {[str(line.number) for line in group.allergies].index(number) + 1}"


PAPER = Kind(
    name="paper",
    title="from a paper office",
    book=BOOK,
    blemishes=BLEMISHES,
    plants={
        Plant.WRONG_IMAGE: Planter(LOG, plants.wrong_photograph),
        Plant.REFUTED_ALLERGY: Planter(LIST, plants.refuted_still_listed),
        Plant.MISSING_CONSENT_VERSION: Planter(FORMS, plants.missing_consent_version),
    },
    kept=_kept,
    export=export,
    expected=expected,
    files=files,
    pairs=_nobody_twice,
    found=_found,
)
