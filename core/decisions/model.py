"""A group of data that did not map, and what a named person chose for it.

A decision is about a group and not about rows, so that it is made once for all of them and holds for the
next extract too. It carries how many the person saw: where a later run finds more of them, the group is
open again, since nobody has decided about those (law 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as part
from enum import StrEnum

from core.digests import facts_digest


class GroupKind(StrEnum):
    """Why the data of a group did not map, in the order in which a page lists them."""

    TABLE = "table"
    """Nobody has said what the rows of a table are; every record of it waits."""
    REJECT = "reject"
    """Stretches of a file that could not be read as records, by reason."""
    DUPLICATE = "duplicate"
    """Records with a number that an earlier record has, and that differ from it."""
    ORPHAN = "orphan"
    """Records that belong to somebody or something that is not among the records."""
    INCOMPLETE = "incomplete"
    """Records without something that they cannot do without, by reason."""
    PERSON = "person"
    """Several patient records that seem to be one person, by keys that are exactly alike."""
    COLUMN = "column"
    """A column with values and without a field."""
    VALUE = "value"
    """Values that could not be read into their field: by word where it lacks a code, else by reason."""


class Choice(StrEnum):
    """What can be chosen for a group. Records: whole ones. Cells: values and columns."""

    ARCHIVE = "archive"
    """Records are left out and kept whole in the archive; cells are kept in their record's archive."""
    NOTE = "note"
    """Cells become a note of the patient to whom their record belongs; of other rows they are archived."""
    DECLINE = "decline"
    """Left behind for good: the cells are published nowhere, and the log says on whose word."""
    REPLACE = "replace"
    """A word gets the code `to`, or a value is read as if `to` had stood there."""
    MERGE = "merge"
    """Records are merged into the one that survives; what pointed to them points to it."""
    SEPARATE = "separate"
    """Records that seemed to be one person are not: they stay apart."""


CHOICES: Mapping[GroupKind, tuple[Choice, ...]] = {
    GroupKind.TABLE: (Choice.ARCHIVE, Choice.DECLINE),
    GroupKind.REJECT: (Choice.ARCHIVE, Choice.DECLINE),
    GroupKind.DUPLICATE: (Choice.MERGE, Choice.ARCHIVE, Choice.DECLINE),
    GroupKind.ORPHAN: (Choice.ARCHIVE, Choice.DECLINE),
    GroupKind.INCOMPLETE: (Choice.ARCHIVE, Choice.DECLINE),
    GroupKind.PERSON: (Choice.MERGE, Choice.SEPARATE),
    GroupKind.COLUMN: (Choice.ARCHIVE, Choice.NOTE, Choice.DECLINE),
    GroupKind.VALUE: (Choice.REPLACE, Choice.ARCHIVE, Choice.NOTE, Choice.DECLINE),
}
"""What may be chosen for each kind, the gentlest first. Giving a column a field is the mapping's work."""


@dataclass(frozen=True, order=True)
class Group:
    """What a decision is about; equal groups of two runs are the same group.

    kind: why. file, table: the source table. column: of a column, a value, or the reference of an orphan.
    entity, field: where a value was to go; of a person the entity alone. finding: the kind of finding that
    the records or values have in common, "" for columns and persons. value: one text of a value group, as
    it stands trimmed and case-folded ("" for all with that finding); of a person the source ids, JSON.
    """

    kind: GroupKind
    file: str
    table: str
    column: str = ""
    entity: str = ""
    field: str = ""
    finding: str = ""
    value: str = part(default="", repr=False)

    @property
    def id(self) -> str:
        """Names the group in widgets and addresses, and says nothing of what is in it: 16 hex digits."""
        facts = {
            "kind": self.kind.value,
            "file": self.file,
            "table": self.table,
            "column": self.column,
            "entity": self.entity,
            "field": self.field,
            "finding": self.finding,
            "value": self.value,
        }
        return facts_digest(facts)[:16]


@dataclass(frozen=True)
class Decision:
    """What `by` chose for `group`, and why.

    role: as in contracts, section 5. to: the code or text of REPLACE; of a MERGE of persons the source id
    that survives. count: how many records (of cells: values) the person saw.
    """

    group: Group
    choice: Choice
    by: str
    role: str
    reason: str
    to: str = part(default="", repr=False)
    count: int = 0


@dataclass(frozen=True)
class Decisions:
    """Every decision that stands, one a group, in the order of the groups."""

    standing: tuple[Decision, ...] = ()

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Decisions:
        """In canonical order; of two about one group the later counts."""
        last = {decision.group: decision for decision in decisions}
        return cls(tuple(last[group] for group in sorted(last)))

    def __iter__(self) -> Iterator[Decision]:
        return iter(self.standing)

    def __len__(self) -> int:
        return len(self.standing)

    def about(self, group: Group) -> Decision | None:
        return next((decision for decision in self.standing if decision.group == group), None)

    def of_table(self, source: tuple[str, str], *kinds: GroupKind) -> list[tuple[int, Decision]]:
        """(position, decision) of those about one table, of these kinds."""
        return [
            (position, decision)
            for position, decision in enumerate(self.standing)
            if (decision.group.file, decision.group.table) == source and decision.group.kind in kinds
        ]


NO_DECISIONS = Decisions()
