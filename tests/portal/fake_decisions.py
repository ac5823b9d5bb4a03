"""Set answers of the Decisions page: groups of several kinds with every standing that a group can have."""

from __future__ import annotations

from datetime import UTC, datetime

from core.decisions import CHOICES, Choice, GroupKind
from portal.viewmodels.decisions import (
    Correction,
    DecisionsPage,
    Examples,
    GroupLine,
    Person,
    Row,
    Said,
    Say,
    Seen,
    Stand,
)

AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
SEEN = Seen("ab12" * 16, 4)
OWNER_OR_CHAMPION = "the owner or the champion of your clinic"


def line(group: str, kind: GroupKind, **told: object) -> GroupLine:
    known: dict[str, object] = {
        "id": group,
        "kind": kind,
        "file": "export/patients.csv",
        "table": "patients",
        "column": "",
        "entity": "",
        "field": "",
        "finding": "",
        "word": "",
        "rest": False,
        "sensitivity": "unclassed",
        "records": 4,
        "cells": 0,
        "count": 4,
        "money": (),
        "stand": Stand.OPEN,
        "say": Say.DECIDES,
        "ask": OWNER_OR_CHAMPION,
        "choices": CHOICES[kind],
    }
    return GroupLine(**{**known, **told})  # type: ignore[arg-type]


COLUMN = line("c1", GroupKind.COLUMN, column="Batch <b>", cells=40, count=40)
OTHER = line("c2", GroupKind.COLUMN, column="GoesBy2", cells=12, count=12)
ORPHAN = line(
    "o1",
    GroupKind.ORPHAN,
    table="ledger",
    column="PatNum",
    finding="orphan_record",
    sensitivity="financial",
    money=("3,412.50 USD",),
    say=Say.NONE,
    ask="the owner or the accountant of your clinic",
)
PERSONS = line("p1", GroupKind.PERSON, entity="patient", sensitivity="identity", records=2, count=2)
WORD = line(
    "w1",
    GroupKind.VALUE,
    column="PatStatus",
    entity="patient",
    field="status",
    finding="value_without_a_code",
    word="zz",
    sensitivity="identity",
    cells=4,
    codes=("active", "inactive"),
    proposal=Said(
        Choice.REPLACE, "Val", "vendor team", AT, "The list of the old system says so.", "active", 4
    ),
)
DATES = line(
    "d1",
    GroupKind.VALUE,
    column="Birthdate",
    entity="patient",
    field="birth_date",
    finding="not_a_date",
    cells=3,
    count=3,
    corrections=(
        Correction("d1a", "some day", Said(Choice.REPLACE, "Robin", "owner", AT, "A slip.", "1961-03-12", 1)),
    ),
)
DECIDED = line(
    "t1",
    GroupKind.TABLE,
    table="recall_old",
    stand=Stand.NEXT_RUN,
    made=Said(Choice.ARCHIVE, "Robin", "owner", AT, "We never used it.", count=4),
)
DECISIONS = DecisionsPage(
    "Example: Maple Street Dental",
    SEEN.run,
    SEEN.version,
    groups=(ORPHAN, PERSONS, COLUMN, OTHER, WORD, DATES, DECIDED),
    matching=7,
    total=7,
    open=6,
    yours=5,
    kinds=((GroupKind.TABLE, 0), (GroupKind.ORPHAN, 1), (GroupKind.COLUMN, 2)),
    classes=(("financial", 1), ("unclassed", 2)),
    newer=True,
    uploads=3,
    may_run=True,
    may_map=True,
    ask_run=OWNER_OR_CHAMPION,
)
EXAMPLES = Examples(rows=(Row(3, 4, (("Batch <b>", "B17"), ("LName", "<i>Bloggs</i>"))),))
TWINS = Examples(
    persons=(
        Person("11", (("LName", "Twin"), ("Phone", "312-555-0142"))),
        Person("12", (("LName", "Twin"), ("Phone", "312-555-0212"))),
    )
)
TEXTS = Examples(texts=(("some day", 2), ("not known yet", 1)))
