"""Who sees and checks what of a chart, by role and grant: one place, read by every service about charts.

The table says who sees a chart and who checks which part of it (contracts, section 5). An assistant who
checks images is shown whose they are, the warnings and the files: no more than that work needs (law 7).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.charts import SECTION_OF, Chart, Section, cut
from core.charts.sections import WARNINGS
from core.record.model import Sensitivity
from core.spotchecks import Scope
from portal.permissions import Action, Actor, Role, allowed

_CARE = frozenset({Sensitivity.IDENTITY, Sensitivity.CLINICAL, Sensitivity.OPERATIONAL})
_FRONT_DESK = frozenset({Sensitivity.IDENTITY, Sensitivity.OPERATIONAL})
_WHO = ("chart_number", "first_name", "last_name", "full_name", "birth_date", "sex", "status", "image_folder")
_WARNINGS = ("allergy", "allergy_statement", "alert")
_REACHED = ("patient", "contact_point", "address", "guardian", "guarantor", "emergency_contact")


@dataclass(frozen=True)
class Lens:
    """scope: what of a chart is checked through it, None for nothing. rows: whether old rows are shown.

    patient: which fields of the person; empty for all of the classes.
    """

    scope: Scope | None
    sections: frozenset[Section]
    classes: frozenset[Sensitivity]
    entities: frozenset[str] = frozenset()
    patient: frozenset[str] = frozenset()
    restricted: bool = False
    rows: bool = False

    def shows(self, chart: Chart) -> bool:
        return self.restricted or not chart.restricted

    def through(self, chart: Chart) -> Chart:
        return cut(
            chart,
            sections=self.sections,
            classes=self.classes,
            entities=self.entities,
            patient=self.patient,
            restricted=self.restricted,
        )


LENSES: dict[Scope, Lens] = {
    Scope.CHART: Lens(Scope.CHART, frozenset(Section) - {Section.LEDGER}, _CARE, restricted=True),
    Scope.IMAGES: Lens(
        Scope.IMAGES,
        frozenset({Section.ALERTS, Section.WHO, Section.FILES}),
        _CARE,
        frozenset({"patient", *_WARNINGS, *(e for e, s in SECTION_OF.items() if s is Section.FILES)}),
        frozenset({*_WHO, *WARNINGS}),
    ),
    Scope.APPOINTMENTS: Lens(
        Scope.APPOINTMENTS,
        frozenset({Section.WHO, Section.TIMELINE}),
        _FRONT_DESK,
        frozenset({*_REACHED, "appointment", "recall"}),
    ),
}
"""What is checked in each scope, and so what the digest of a verdict is over. Money is in none of them."""

_CHECKING = {
    Action.SPOT_CHECK: Scope.CHART,
    Action.CHECK_IMAGES: Scope.IMAGES,
    Action.CHECK_APPOINTMENTS: Scope.APPOINTMENTS,
}


def scope_of(actor: Actor) -> Scope | None:
    """What this person checks; the widest where several are theirs."""
    return next((scope for action, scope in _CHECKING.items() if allowed(actor, action)), None)


def lens_of(actor: Actor) -> Lens | None:
    """What this person sees of a chart; None for nothing."""
    scope = scope_of(actor)
    if scope is None and not allowed(actor, Action.SEE_CHART):
        return None
    lens = LENSES[scope] if scope else replace(LENSES[Scope.CHART], scope=None, restricted=False)
    if lens.entities:
        return lens
    money = allowed(actor, Action.SEE_MONEY)
    return replace(
        lens,
        sections=lens.sections | {Section.LEDGER} if money else lens.sections,
        classes=lens.classes | {Sensitivity.FINANCIAL} if money else lens.classes,
        restricted=actor.role is Role.PRACTITIONER,
        rows=allowed(actor, Action.SEE_ORIGINALS),
    )
