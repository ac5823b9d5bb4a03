"""Run as a program over a copy of the engine: prints whether a project that exercises everything closes.

Usage: python closing.py ENGINE_FOLDER TESTS_ROOT. The engine is imported from ENGINE_FOLDER.
"""

from __future__ import annotations

import sys
from pathlib import Path

engine, root = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(engine), str(root)]

import core  # noqa: E402
from core.decisions import Choice, Decision, Decisions, Group, GroupKind  # noqa: E402
from core.mapping.model import Fate  # noqa: E402
from core.tables import Reject  # noqa: E402
from tests.core.engine import outcome  # noqa: E402
from tests.core.small import in_windows, mapped, mapping, read, source  # noqa: E402

assert Path(core.__file__).is_relative_to(engine), "the copy of the engine is not the one imported"

PATIENTS = source(
    "patients",
    [
        "id",
        "name",
        "born",
        "sex",
        "balance",
        "speaks",
        "also speaks",
        "telephone",
        "colour",
        "secret",
        "later",
    ],
    [
        ["1", "Ada", "01/02/2000", "F", "$1.50", "en", "fr", "555", "blue", "s", "w"],
        ["2", "Bo", "13/40/2000", "?", "(2)", "en", "NULL", "", "red", "", "w"],
        ["2", "Cy", "", "", "", "", "", None, "", "", ""],
        ["1", "Ada", "01/02/2000", "F", "$1.50", "en", "fr", "555", "blue", "s", "w"],
        ["", "Di", "", "", "", "", "", "", "", "", ""],
        ["3", "Ed", "0000-00-00", "m", "-", "", "", "556", "", "t", ""],
    ],
)
VISITS = source(
    "visits",
    ["number", "patient", "when", "note", "earlier"],
    [
        ["10", "1", "2020-01-01 10:00", "fine", ""],
        ["11", "9", "2020-01-01 10:00", "orphan", ""],
        ["12", "2", "1990-01-01 10:00", "", "11"],
        ["13", "3", "yesterday", "well", "10"],
        ["14", "3", "tomorrow", "well", "10"],
        ["15", "8", "2020-01-01 10:00", "twice", ""],
        ["15", "8", "2020-01-01 10:00", "twice and differing", ""],
        ["10", "1", "2020-01-01 11:00", "a later hand", ""],
        ["", "1", "2020-01-01 12:00", "without a number", ""],
    ],
)
LATER = source("later", ["number", "patient"], [["20", "1"], ["21", "3"], ["22", "3"]])
"""Rows of which each becomes one record and nothing beside it."""
MAPPING = mapping(
    mapped(
        PATIENTS,
        "patient",
        {
            "name": "last_name",
            "born": "birth_date",
            "sex": "sex",
            "balance": "balance",
            "speaks": "languages",
            "also speaks": "languages",
            "telephone": "phone.number",
        },
        key=("id",),
        kept={"colour": Fate.ARCHIVED, "secret": Fate.DECLINED, "later": Fate.WAITING},
        unparsable=Fate.ARCHIVED,
    ),
    mapped(
        VISITS,
        "visit",
        {"patient": "patient", "when": "start", "note": "note", "earlier": "earlier"},
        key=("number",),
    ),
    mapped(LATER, "visit", {"patient": "patient"}, key=("number",)),
)
WHEN = ("when", "visit", "start", "not_a_date")
CHOSEN = (
    (
        Group(GroupKind.ORPHAN, "visits.csv", "visits", "patient", "visit", "", "orphan_record"),
        Choice.DECLINE,
    ),
    (Group(GroupKind.DUPLICATE, "visits.csv", "visits", "", "visit", "", "duplicate_id"), Choice.MERGE),
    (Group(GroupKind.VALUE, "visits.csv", "visits", *WHEN, "yesterday"), Choice.DECLINE),
    (Group(GroupKind.VALUE, "visits.csv", "visits", *WHEN, "tomorrow"), Choice.NOTE),
)
DECISIONS = Decisions.of(Decision(group, choice, "Ann", "owner", "so", count=9) for group, choice in CHOSEN)


def main() -> None:
    visits = read(VISITS, counted=VISITS.frame.height + 1)
    visits = type(visits)(visits.table, (Reject(9, "broken", "unclosed_quote"),), visits.counted, {}, {})
    tables = [in_windows(each) for each in (read(PATIENTS), visits, read(LATER))]
    done = outcome(tables, MAPPING, DECISIONS)
    print("closes" if done.closes else "open:", *(sums.amiss for sums in done.sums))


main()
