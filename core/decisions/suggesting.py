"""What a person is offered to decide with one tap, and why; taken by nobody but them (law 2).

Offered is only what can be taken back without a loss: to keep what has no place, to read a word as the code
that it is but for its spelling, to take alike persons for one. Where somebody ought to look first, nothing is
offered: at a column for which a field was suggested, at a reason that holds for much of a table, at what
would be missing in somebody's chart, and at words that say what an amount is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from core.decisions.attaching import attachable
from core.decisions.found import FoundGroup
from core.decisions.model import Choice, GroupKind
from core.decisions.settling import WITHOUT_CODE
from core.mapping.model import TableMapping
from core.record.model import ClinicRecord
from core.suggest.wording import has_no_home
from core.values.hints import Hints

FEW, SHARE = 5, 10
"""A reason that holds for more than five of a table, and for more than one in ten, is about the table."""
CLINICAL = "clinical"
"""The class, and the area of the clinic record, of what a chart is made of."""


class Why(StrEnum):
    """Why a choice is offered; the sentences stand in the portal's wording."""

    NO_HOME = "no home"
    TABLE_UNCLEAR = "table unclear"
    NO_RECORD = "no record"
    NUMBER_TAKEN = "number taken"
    NO_OWNER = "no owner"
    LACKING = "lacking"
    SPELT = "spelt"
    SLIP = "slip"
    NO_CODE = "no code"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Suggested:
    """to: the code that a word is read as. word: the one of the vocabulary that it was taken for."""

    choice: Choice
    why: Why
    to: str = field(default="", repr=False)
    word: str = field(default="", repr=False)


_RECORDS = {
    GroupKind.REJECT: Why.NO_RECORD,
    GroupKind.DUPLICATE: Why.NUMBER_TAKEN,
    GroupKind.ORPHAN: Why.NO_OWNER,
    GroupKind.INCOMPLETE: Why.LACKING,
}
_SURE = {"spelt": Why.SPELT, "slip": Why.SLIP}


def suggested(
    found: FoundGroup, saved: TableMapping | None, record: ClinicRecord, *, records: int
) -> Suggested | None:
    """None where no choice can be offered honestly. saved: as people left it. records: of the whole table."""
    group = found.group
    match group.kind:
        case GroupKind.TABLE:
            return _kept(Why.TABLE_UNCLEAR) if _is_unclear(saved) else None
        case GroupKind.COLUMN:
            return _kept(Why.NO_HOME) if _lacks_home(saved, group.column) else None
        case GroupKind.PERSON:
            # Two charts become one only when somebody has seen both records beside each other.
            return None
        case GroupKind.VALUE:
            return _of_value(found, saved, record, records=records)
        case _:
            looked_at = _is_clinical(found, saved, record) or not _are_few(found, records)
            return None if looked_at else _kept(_RECORDS[group.kind])


def _kept(why: Why) -> Suggested:
    return Suggested(Choice.ARCHIVE, why)


def _are_few(found: FoundGroup, records: int) -> bool:
    return found.count <= max(FEW, records // SHARE)


def _is_clinical(found: FoundGroup, saved: TableMapping | None, record: ClinicRecord) -> bool:
    """Also a row of which it is not known what it is, of a table that holds clinical records."""
    routes = saved.routes if saved else ()
    areas = {record.entity(route.entity).area for route in routes if record.has(route.entity)}
    return found.sensitivity == CLINICAL or CLINICAL in areas


def _is_unclear(saved: TableMapping | None) -> bool:
    return saved is not None and bool(saved.kept) and all(has_no_home(kept.reason) for kept in saved.kept)


def _lacks_home(saved: TableMapping | None, column: str) -> bool:
    kept = saved.kept if saved else ()
    return any(has_no_home(each.reason) for each in kept if each.column == column)


def _of_value(
    found: FoundGroup, saved: TableMapping | None, record: ClinicRecord, *, records: int
) -> Suggested | None:
    group, few = found.group, _are_few(found, records) and not found.money
    if group.finding != WITHOUT_CODE:
        return _beside(found, saved, record, Why.UNREADABLE) if few else None
    if not group.value or not record.has(group.entity) or not record.entity(group.entity).has(group.field):
        return None
    hint = Hints.of(record.entity(group.entity).field(group.field).domain, {}).hint(group.value)
    if hint is None:
        return _beside(found, saved, record, Why.NO_CODE) if few else None
    return Suggested(Choice.REPLACE, _SURE[hint.why], hint.code, hint.word) if hint.sure else None


def _beside(
    found: FoundGroup, saved: TableMapping | None, record: ClinicRecord, why: Why
) -> Suggested | None:
    """In the archive of its record; what is clinical in the chart, where people treat by it, or nowhere."""
    if found.sensitivity != CLINICAL:
        return _kept(why)
    notes = attachable(found.group, found.sensitivity, saved, record)
    return Suggested(Choice.NOTE, why) if notes else None
