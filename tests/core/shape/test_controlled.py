"""What an import may not do to a prescription of a controlled drug."""

from __future__ import annotations

from core.mapping.model import Mapping, Route, Rule, Step, TableMapping
from core.outcome import Outcome
from core.record import RECORD
from core.runs import migrate
from core.tables import Intake, SourceTable
from tests.core.small import read, source

PEOPLE = source("patients", ["PatNum", "LName"], [["1", "Ada"]])
STATUS = Rule(
    ("Status",),
    "prescription",
    "status",
    (Step("value_map", {"map": {"a": "active", "c": "completed"}}),),
    "t",
)
ACTIVE = Rule(("Active",), "prescription", "active", (Step("boolean"),), "t")
CONTROLLED = Rule(("Narcotic",), "prescription", "controlled", (Step("boolean"),), "t")
SCRIPTS = source(
    "scripts",
    ["No", "Pat", "Status", "Active", "Narcotic"],
    [
        ["1", "1", "A", "1", "1"],
        ["2", "1", "A", "1", "0"],
        ["3", "1", "C", "0", "1"],
        ["4", "1", "A", "1", ""],
    ],
)


def run(*rules: Rule, scripts: SourceTable = SCRIPTS) -> Outcome:
    whom = Rule(("Pat",), "prescription", "patient", (Step("identifier"),), "t")
    name = Rule(("LName",), "patient", "last_name", (Step("text"),), "t")
    people = TableMapping("patients.csv", "patients", ("PatNum",), (Route("patient"),), (name,), ())
    how = TableMapping("scripts.csv", "scripts", ("No",), (Route("prescription"),), (whom, *rules), ())
    intake = Intake((read(PEOPLE), read(scripts)), (), (), {})
    return migrate(intake, Mapping((people, how)), record=RECORD)


def clinical(outcome: Outcome) -> list[tuple[object, ...]]:
    parts = [
        p.frame for p in outcome.parts if p.name == "entity/prescription" and p.sensitivity == "clinical"
    ]
    return parts[0].select("status", "active").rows()


def test_an_active_prescription_of_a_controlled_drug_is_put_on_hold_and_said_so() -> None:
    outcome = run(STATUS, ACTIVE, CONTROLLED)
    assert clinical(outcome) == [
        ("on_hold", False), ("active", True), ("completed", False), ("active", True)
    ]  # fmt: skip
    log = next(p.frame for p in outcome.parts if p.name == "log").filter(table="scripts")
    assert log["disposition"].to_list() == ["flagged", "imported", "imported", "imported"]
    assert log["reasons"][0] == "controlled_not_active"
    assert outcome.closes


def test_where_nothing_says_what_is_controlled_nothing_is_changed() -> None:
    assert clinical(run(STATUS, ACTIVE))[0] == ("active", True)


def test_what_cannot_be_read_counts_as_controlled_and_what_is_blank_does_not() -> None:
    schedules = source(
        "scripts",
        ["No", "Pat", "Status", "Active", "Narcotic"],
        [["1", "1", "A", "1", "C-II"], ["2", "1", "A", "1", ""], ["3", "1", "A", "1", "NULL"]],
    )
    assert clinical(run(STATUS, ACTIVE, CONTROLLED, scripts=schedules)) == [
        ("on_hold", False), ("active", True), ("active", True)
    ]  # fmt: skip
