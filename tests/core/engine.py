"""The engine's middle, strung together over the small clinic record as `core.runs` does over the real one."""

from __future__ import annotations

from collections.abc import Sequence

from core.decisions import NO_DECISIONS, Decisions
from core.mapping.model import Mapping
from core.outcome import Outcome
from core.runs import migrate
from core.tables import Intake, ReadTable
from tests.core.small import SMALL


def outcome(tables: Sequence[ReadTable], mapping: Mapping, decisions: Decisions = NO_DECISIONS) -> Outcome:
    """A run over tables as read."""
    digests = {read.table.file: f"{i:064x}" for i, read in enumerate(tables)}
    return migrate(Intake(tuple(tables), (), (), digests), mapping, record=SMALL, decisions=decisions)
