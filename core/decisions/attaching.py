"""Words that a person attaches to a chart: a clinical note of the record's patient, called after the column.

Said here once for what makes such notes, what proves them and what offers them. Money stays out of charts,
which are open to others than money is (law 7).
"""

from __future__ import annotations

from core.decisions.model import Choice as Chosen
from core.decisions.model import Decision, Decisions, Group, GroupKind
from core.digests import facts_digest
from core.mapping.model import TableMapping
from core.record.model import ClinicRecord, Sensitivity

NOTE, TITLE, TEXT, PATIENT = "clinical_note", "title", "text", "patient"
MONEY = "money"
"""The area of the clinic record of which no words go into charts."""
_KINDS = (GroupKind.COLUMN, GroupKind.VALUE)


def title_of(column: str) -> str:
    return f"From the old system: {column}"


def mark_of(column: str) -> str:
    """The end of the ids of notes made of `column`: equal for equal names, and says nothing of them."""
    return f"#{facts_digest({'column': column})[:12]}"


def notes_said(decisions: Decisions, source: tuple[str, str]) -> list[tuple[int, Decision]]:
    """(position, decision) of those about one table that attach words to charts."""
    made = decisions.of_table(source, *_KINDS)
    return [(position, each) for position, each in made if each.choice is Chosen.NOTE]


def noted_columns(decisions: Decisions, source: tuple[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(made.group.column for _, made in notes_said(decisions, source)))


def attachable(group: Group, sensitivity: str, saved: TableMapping | None, record: ClinicRecord) -> bool:
    """Whether the words of a group can be a note: its table holds patients, or what belongs to them."""
    if group.kind not in _KINDS or sensitivity == Sensitivity.FINANCIAL.value or not record.has(NOTE):
        return False
    if saved is None or not names_patients(saved):
        return False
    return all(record.entity(each.entity).area != MONEY for each in saved.routes if record.has(each.entity))


def names_patients(table: TableMapping) -> bool:
    """Whether the rows of a table say whose they are."""
    routes = {route.entity for route in table.routes}
    return PATIENT in routes or any(r.entity in routes and r.field == PATIENT for r in table.rules)
