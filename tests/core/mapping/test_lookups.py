"""A code's text from another table: found, missing, ambiguous, and never in a ring."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import MappingInvalid
from core.mapping.fitting import refuse_unfitting
from core.mapping.lookups import with_lookups
from core.mapping.model import Mapping, Step, TableMapping
from core.parts import whole_entity
from core.tables import SourceTable
from tests.core.engine import outcome
from tests.core.small import SMALL, mapped, mapping, read, source

VISITS = source(
    "visits",
    ["id", "patient", "doctor"],
    [["1", "7", "3"], ["2", "7", " b2"], ["3", "7", "4"], ["4", "7", "9"], ["5", "7", ""]],
)
DOCTORS = source(
    "doctors",
    ["num", "name", "boss"],
    [["3", "Dr. Lee", ""], ["B2", "Dr. Ng", "3"], ["4", "Dr. Ek", ""], ["4", "Dr. Oz", ""], ["5", "", ""]],
)
PEOPLE = source("patients", ["id"], [["7"]])
ALL = (VISITS, DOCTORS, PEOPLE)


def looking(table: SourceTable, column: str, into: SourceTable, key: str, value: str) -> TableMapping:
    step = Step("lookup", {"file": into.file, "table": into.name, "key": key, "value": value})
    fields = {column: "note", **({"patient": "patient"} if table is VISITS else {})}
    made = mapped(table, "visit", fields, key=table.columns[:1])
    rules = (replace(rule, steps=(step,)) if rule.field == "note" else rule for rule in made.rules)
    return replace(made, rules=tuple(rules))


BY_DOCTOR = looking(VISITS, "doctor", DOCTORS, "num", "name")
BY_VISIT = looking(DOCTORS, "boss", VISITS, "id", "doctor")


def whole(*tables: TableMapping) -> Mapping:
    return mapping(*tables, mapped(PEOPLE, "patient", {}, key=("id",)))


def test_a_code_is_given_the_text_of_the_other_table_and_what_has_none_waits() -> None:
    doctors = TableMapping(*DOCTORS.key, key=(), routes=(), rules=(), kept=())
    made = outcome([read(table) for table in ALL], whole(BY_DOCTOR, doctors))
    assert made.closes
    visits = whole_entity([part.frame for part in made.parts if part.name == "entity/visit"])
    assert visits["note"].to_list() == ["Dr. Lee", "Dr. Ng", None, None, None]
    sums = next(each for each in made.sums if each.table == "visits").columns["doctor"]
    assert (sums.mapped, sums.waiting) == (2, 2)
    found = next(part.frame for part in made.parts if part.name == "findings")
    assert found.filter(found["column"] == "doctor")["kind"].to_list() == [
        "found_twice",
        "not_in_the_other_table",
    ]


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        ((looking(VISITS, "doctor", DOCTORS, "nr", "name"),), "was not read"),
        ((looking(VISITS, "doctor", VISITS, "id", "patient"),), "in a ring"),
        ((BY_DOCTOR, BY_VISIT), "in a ring"),
    ],
)
def test_a_lookup_that_leads_nowhere_or_in_a_ring_is_refused(
    tables: tuple[TableMapping, ...], found: str
) -> None:
    with pytest.raises(MappingInvalid) as caught:
        refuse_unfitting(whole(*tables), ALL, SMALL)
    assert found in caught.value.found


def test_a_mapping_without_lookups_is_left_as_it_is() -> None:
    plain = whole()
    assert with_lookups(plain, ALL) is plain
