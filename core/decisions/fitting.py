"""Whether what was decided still fits the mapping and the clinic record: a code may have gone since.

Asked after the mapping itself was found sound, so that the sentence names the decision and not the mapping
that somebody would look into in vain. No text of a decision is quoted (law 7).
"""

from __future__ import annotations

from collections.abc import Sequence

from core.decisions.model import Decision, Decisions
from core.decisions.settling import settled
from core.errors import DecisionsInvalid, MappingInvalid
from core.mapping.fitting import refuse_unfitting
from core.mapping.model import Mapping
from core.record.model import ClinicRecord
from core.tables import SourceTable

_DO = "Take it back on the Decisions page and decide again, or take it out of the file of decisions."


def refuse_decisions_unfitting(
    mapping: Mapping, decisions: Decisions, tables: Sequence[SourceTable], record: ClinicRecord
) -> None:
    """Raises DecisionsInvalid naming the first that does not fit. mapping: one that fits without them."""
    whole = _unfit(mapping, decisions, tables, record)
    if whole is None:
        return
    for each in decisions:
        if amiss := _unfit(mapping, Decisions((each,)), tables, record):
            raise DecisionsInvalid(place=_place(each), found=f"{_said(each)} {amiss.found}", do=_DO)
    raise DecisionsInvalid(place="decisions", found=f"Two of them do not go together. {whole.found}", do=_DO)


def _unfit(
    mapping: Mapping, decisions: Decisions, tables: Sequence[SourceTable], record: ClinicRecord
) -> MappingInvalid | None:
    try:
        refuse_unfitting(settled(mapping, decisions, tables), tables, record)
    except MappingInvalid as amiss:
        return amiss
    return None


def _place(made: Decision) -> str:
    group = made.group
    return ": ".join(part for part in ("decisions", group.file, group.column) if part)


def _said(made: Decision) -> str:
    return f"What {made.by} decided here does not fit any more."
