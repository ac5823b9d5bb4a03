"""What a change of one table finds of the records of another is told anew in the log, whose rows stay."""

from __future__ import annotations

from core.again import Inputs, migrate_again
from core.choices import NO_CHOICES
from core.decisions import NO_DECISIONS
from core.keeping import kept_of
from core.made_of import inputs_of
from core.made_table import Standing
from core.mapping.model import Mapping, Route, Rule, Step, TableMapping
from core.outcome import Outcome
from core.record import RECORD
from core.runs import migrate
from core.tables import Intake, ReadTable
from tests.core.small import in_windows, read, source
from tests.core.test_again import Stored, same

PEOPLE = [["1", "02/01/2000"], ["2", "05/06/1990"], ["3", "1/1/2001"]]
VISITS = [["7", "1", "2000-01-15 10:00"], ["8", "2", "2020-05-01 10:00"], ["9", "1", "2021-05-01 10:00"]]
TABLES = [
    in_windows(read(source("patients", ["id", "born"], PEOPLE))),
    in_windows(read(source("visits", ["number", "patient", "when"], VISITS))),
]
INPUTS = Inputs({each.table.file: f"{at:064x}" for at, each in enumerate(TABLES)}, NO_CHOICES, "")


def table(read: ReadTable, entity: str, key: str, *rules: Rule) -> TableMapping:
    return TableMapping(read.table.file, read.table.name, (key,), (Route(entity),), rules, ())


def mapping(order: str) -> Mapping:
    born = Rule(("born",), "patient", "birth_date", (Step("date", {"order": order}),), by="Ann")
    whose = Rule(("patient",), "encounter", "patient", (Step("identifier"),), by="Ann")
    when = Rule(
        ("when",), "encounter", "start", (Step("datetime", {"order": "mdy", "zone": "UTC"}),), by="Ann"
    )
    people, visits = TABLES
    return Mapping((table(people, "patient", "id", born), table(visits, "encounter", "number", whose, when)))


def whole(how: Mapping) -> Outcome:
    return migrate(Intake(tuple(TABLES), (), (), INPUTS.digests), how, record=RECORD)


def flagged(done: Outcome) -> list[str]:
    log = next(part.frame for part in done.parts if part.name == "log")
    return log.filter(log["reasons"].str.contains("before_birth"))["source_id"].to_list()


def test_a_visit_that_comes_to_lie_before_birth_is_flagged_though_its_table_did_not_change() -> None:
    before, after = whole(mapping("mdy")), whole(mapping("dmy"))
    assert (flagged(before), flagged(after)) == (["7"], [])
    said = inputs_of(INPUTS.digests, INPUTS.choices, INPUTS.bounds, NO_DECISIONS)
    for done, other, wanted in ((before, mapping("dmy"), after), (after, mapping("mdy"), before)):
        parts = {(part.name, part.sensitivity): part.frame for part in done.parts}
        kept = {name: content for name, content in kept_of(done, said) if content is not None}
        made = migrate_again(
            Stored(kept, parts),
            INPUTS,
            other,
            record=RECORD,
            decisions=NO_DECISIONS,
            read=lambda file: [each for each in TABLES if each.table.file == file],
        )
        assert [each.standing for each in made.tables] == [Standing.MADE, Standing.KNOWN]
        same(made, wanted)
