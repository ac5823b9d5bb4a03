"""What an import may not do with an allergy that was refuted."""

from __future__ import annotations

from core.mapping.model import Mapping, Route, Rule, Step, TableMapping
from core.outcome import Outcome
from core.record import RECORD
from core.runs import migrate
from core.tables import Intake
from tests.core.small import read, source

PEOPLE = source("patients", ["No"], [["1"]])
LIST = source(
    "allergies",
    ["No", "Pat", "What", "Status", "Verified"],
    [
        ["1", "1", "Latex", "active", "refuted"],
        ["2", "1", "Codeine", "active", "confirmed"],
        ["3", "1", "Peanuts", "active", "entered-in-error"],
        ["4", "1", "Pollen", "resolved", "refuted"],
        ["5", "1", "Nickel", "active", ""],
    ],
)


def value_map(entity: str, field: str) -> tuple[Step, ...]:
    domain = RECORD.entity(entity).field(field).domain
    assert domain is not None
    return (Step("value_map", {"map": domain.lookup()}),)


STATUS = Rule(("Status",), "allergy", "status", value_map("allergy", "status"), "t")
VERIFIED = Rule(("Verified",), "allergy", "verification", value_map("allergy", "verification"), "t")


def run(*rules: Rule) -> Outcome:
    whom = Rule(("Pat",), "allergy", "patient", (Step("identifier"),), "t")
    what = Rule(("What",), "allergy", "substance", (Step("text"),), "t")
    people = TableMapping("patients.csv", "patients", ("No",), (Route("patient"),), (), ())
    how = TableMapping("allergies.csv", "allergies", ("No",), (Route("allergy"),), (whom, what, *rules), ())
    return migrate(Intake((read(PEOPLE), read(LIST)), (), (), {}), Mapping((people, how)), record=RECORD)


def statuses(outcome: Outcome) -> list[str]:
    (frame,) = (p.frame for p in outcome.parts if p.name == "entity/allergy" and p.sensitivity == "clinical")
    return frame["status"].to_list()


def test_it_comes_over_as_inactive_and_is_said_so() -> None:
    outcome = run(STATUS, VERIFIED)
    assert statuses(outcome) == ["inactive", "active", "inactive", "resolved", "active"]
    log = next(p.frame for p in outcome.parts if p.name == "log").filter(table="allergies")
    told = [reason == "refuted_not_active" for reason in log["reasons"]]
    assert told == [True, False, True, False, False]
    assert outcome.closes


def test_where_nothing_says_what_was_refuted_nothing_is_changed() -> None:
    assert statuses(run(STATUS))[0] == "active"
