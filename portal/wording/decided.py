"""What was decided, as a document says it in which no patient has a place: tables and columns, no values."""

from __future__ import annotations

from core.decisions import Choice, Decision, GroupKind

_WHAT = {
    GroupKind.TABLE: "The table {table}",
    GroupKind.REJECT: "Lines of {table} that could not be read",
    GroupKind.DUPLICATE: "Records of {table} with a number that another has",
    GroupKind.ORPHAN: "Records of {table} whose {column} leads nowhere",
    GroupKind.INCOMPLETE: "Records of {table} without something they need",
    GroupKind.PERSON: "Records that seem to be one person",
    GroupKind.COLUMN: "The column {column} of {table}",
    GroupKind.VALUE: "Values of {column} in {table}",
}
_CHOSEN = {
    Choice.ARCHIVE: "kept in the archive",
    Choice.NOTE: "attached to charts as notes",
    Choice.DECLINE: "left behind",
    Choice.REPLACE: "given a meaning",
    Choice.MERGE: "made one",
    Choice.SEPARATE: "kept apart",
}


def what(decision: Decision) -> str:
    group = decision.group
    return _WHAT[group.kind].format(table=group.table, column=group.column)


def chosen(decision: Decision) -> str:
    return _CHOSEN[decision.choice]
