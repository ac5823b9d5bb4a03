"""Every kind of finding there is: one catalogue, so that each is explained once and tested to be."""

from __future__ import annotations

from core.checks import CHECKS
from core.conservation.finding_kinds import KINDS as CONSERVATION_KINDS
from core.findings import FindingKind, Severity
from core.identity.finding_kinds import KINDS as IDENTITY_KINDS
from core.imaging.finding_kinds import KINDS as IMAGING_KINDS
from core.shape.finding_kinds import KINDS as SHAPE_KINDS
from core.sources.finding_kinds import KINDS as SOURCE_KINDS
from core.transforms.finding_kinds import KINDS as TRANSFORM_KINDS

CATALOGUE: tuple[FindingKind, ...] = (
    *SOURCE_KINDS,
    *IMAGING_KINDS,
    *TRANSFORM_KINDS,
    *SHAPE_KINDS,
    *IDENTITY_KINDS,
    *(check.kind for check in CHECKS),
    *CONSERVATION_KINDS,
)

SEVERITIES: dict[str, Severity] = {kind.name: kind.severity for kind in CATALOGUE}


def kind_named(name: str) -> FindingKind:
    """The catalogue's entry; KeyError where there is none."""
    return next(kind for kind in CATALOGUE if kind.name == name)
