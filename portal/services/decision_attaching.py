"""Whether the words of a group can be attached to charts: by the mapping that the run followed."""

from __future__ import annotations

from collections.abc import Sequence

from core.decisions import Choice
from core.decisions.attaching import attachable
from core.decisions.found import FoundGroup
from core.mapping.model import Mapping
from core.record import RECORD
from portal.services.mapping_standing import mapping_saved
from storage import RunRow, Storage


def mapping_of(store: Storage, project: str, run: RunRow | None) -> Mapping | None:
    """The mapping of a run as people saved it. Reads for somebody who has been let in."""
    if run is None or run.mapping_version is None:
        return None
    return mapping_saved(store, project, run.mapping_version)


def possible(choices: Sequence[Choice], found: FoundGroup, mapping: Mapping | None) -> tuple[Choice, ...]:
    """Those of `choices` that the group's table allows."""
    group = found.group
    saved = mapping.table((group.file, group.table)) if mapping else None
    notes = attachable(group, found.sensitivity, saved, RECORD)
    return tuple(choice for choice in choices if notes or choice is not Choice.NOTE)
