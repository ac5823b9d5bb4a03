"""Suggestions that a run takes as its mapping, as far as they were accepted (contracts, section 4).

Apart from the rest of a run: one with a mapping of its own profiles nothing and suggests nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.accept import Policy, accept
from core.accept import Settings as ClinicSettings
from core.mapping.model import Mapping
from core.profiles import profile
from core.record import RECORD
from core.suggest import suggest_all
from core.tables import SourceTable
from portal.cli.request import Request


def accepted(request: Request, tables: Sequence[SourceTable]) -> Mapping:
    """The mapping that the suggestions make."""
    seen = [profile(table) for table in tables]
    return accept(
        suggest_all(tables, RECORD, profiles=seen),
        tables,
        RECORD,
        policy=Policy(request.accept.value),
        settings=ClinicSettings(
            system=request.system, currency=request.currency, zone=request.zone, country=request.country
        ),
        profiles=seen,
    )
