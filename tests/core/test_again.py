"""A run that takes over what did not change gives what a whole run gives, or says that it cannot (law 3)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.again import Inputs, migrate_again
from core.choices import NO_CHOICES
from core.decisions import NO_DECISIONS, Choice, Decision, Decisions, Group, GroupKind
from core.keeping import LEDGER, SCHEMA, kept_of
from core.known import CannotReuse
from core.made_of import inputs_of
from core.made_table import Standing
from core.mapping.model import Fate, Mapping, Step, TableMapping
from core.outcome import Outcome
from core.tables import ReadTable
from tests.core.engine import outcome
from tests.core.small import SMALL, in_windows, mapped, mapping, read, source
from tests.core.test_law_of_conservation import (
    PATIENT_FIELDS,
    VISIT_FIELDS,
    _mapping_of,
    decided,
)


@dataclass
class Stored:
    """An earlier run by hand. asked: which of its parts were opened, and how often."""

    content: dict[str, bytes]
    parts: dict[tuple[str, str], pl.DataFrame]
    asked: Counter[str] = field(default_factory=Counter)

    def kept(self, name: str) -> bytes | None:
        return self.content.get(name)

    def rows(
        self, name: str, sensitivity: str, columns: Sequence[str], start: int, count: int
    ) -> pl.DataFrame:
        self.asked[name] += 1
        return self.parts[name, sensitivity].select(columns).slice(start, count)


def inputs(tables: Sequence[ReadTable]) -> Inputs:
    return Inputs({each.table.file: f"{at:064x}" for at, each in enumerate(tables)}, NO_CHOICES, "")


def stored(done: Outcome, tables: Sequence[ReadTable], before: Stored | None = None) -> Stored:
    """before: what the run took over from."""
    given = inputs(tables)
    said = inputs_of(given.digests, given.choices, given.bounds, done.decisions)
    parts = {(part.name, part.sensitivity): part.frame for part in done.parts}
    left = Stored({}, parts) if before is None else before
    kept = {name: left.content[name] if content is None else content for name, content in kept_of(done, said)}
    return Stored(kept, parts)


def again(
    before: Stored, tables: Sequence[ReadTable], how: Mapping, decisions: Decisions = NO_DECISIONS
) -> tuple[Outcome, list[str]]:
    """The run, and the files that were read for it."""
    files: list[str] = []

    def reading(file: str) -> list[ReadTable]:
        files.append(file)
        return [each for each in tables if each.table.file == file]

    made = migrate_again(before, inputs(tables), how, record=SMALL, decisions=decisions, read=reading)
    return made, files


def same(one: Outcome, other: Outcome) -> None:
    assert (one.run, one.result) == (other.run, other.result)
    assert one.sums == other.sums
    assert one.summary() == other.summary()
    for ours, theirs in zip(one.parts, other.parts, strict=True):
        assert (ours.name, ours.sensitivity) == (theirs.name, theirs.sensitivity)
        assert ours.frame.equals(theirs.frame)


@st.composite
def changed(draw: st.DrawFn) -> tuple[list[ReadTable], Mapping, Mapping, Decisions]:
    """Any project with any decisions, and another mapping of one of its tables."""
    tables, how, decisions = draw(decided())
    tables = [in_windows(each) if draw(st.booleans()) else each for each in tables]
    which = draw(st.integers(0, len(how.tables) - 1))
    entity, fields = (("patient", PATIENT_FIELDS), ("visit", VISIT_FIELDS))[which]
    old, new = how.tables[which], draw(_mapping_of(tables[which], entity, fields))
    if draw(st.booleans()):
        # What does not decide who stands: mostly such a change is made.
        new = replace(old, rules=tuple(r for r in old.rules if draw(st.booleans()) or r.field == "patient"))
    return tables, how, how.with_table(new), decisions


@pytest.mark.law
@given(changed())
def test_a_run_again_is_the_whole_run_or_says_that_it_cannot(
    project: tuple[list[ReadTable], Mapping, Mapping, Decisions],
) -> None:
    tables, before, after, decisions = project
    first = stored(outcome(tables, before, decisions), tables)
    try:
        made, _ = again(first, tables, after, decisions)
    except CannotReuse:
        assume(False)
        return
    whole = outcome(tables, after, decisions)
    same(made, whole)
    once_more, _ = again(stored(made, tables, first), tables, before, decisions)
    same(once_more, outcome(tables, before, decisions))


PATIENTS = read(
    source("patients", ["id", "name", "sex", "tel"], [["1", "Ada", "F", "555"], ["2", "Bo", "?", ""]])
)
VISITS = read(
    source("visits", ["number", "patient", "when"], [["1", "1", "2020-05-01"], ["2", "9", "2020-05-02"]])
)
TABLES = [in_windows(PATIENTS), in_windows(VISITS)]


def people(**codes: str) -> TableMapping:
    table = mapped(
        PATIENTS.table, "patient", {"name": "last_name", "sex": "sex", "tel": "phone.number"}, key=("id",)
    )
    rules = (
        replace(rule, steps=(Step("value_map", {"map": codes}),)) if rule.field == "sex" else rule
        for rule in table.rules
    )
    return replace(table, rules=tuple(rules))


def nameless(table: TableMapping) -> TableMapping:
    """With one word for no name: a change of who people are, on which more hangs than one column."""
    first, *others = table.rules
    return replace(table, rules=(replace(first, steps=(Step("text", {"blank": ("Bo",)}),)), *others))


SEEN = mapped(VISITS.table, "visit", {"patient": "patient", "when": "start"}, key=("number",))


def test_one_changed_value_map_reads_no_file_and_opens_nothing_of_other_tables() -> None:
    before = stored(outcome(TABLES, mapping(people(f="female"), SEEN)), TABLES)
    after = mapping(people(f="female", **{"?": "male"}), SEEN)
    made, files = again(before, TABLES, after)
    assert files == []
    assert [each.standing for each in made.tables] == [Standing.TOUCHED, Standing.KNOWN]
    assert not {name for name in before.asked if name.startswith(("waiting/visits", "archive/visits"))}
    same(made, outcome(TABLES, after))


def test_a_change_of_who_people_are_reads_one_file_and_opens_nothing_of_the_others() -> None:
    before = stored(outcome(TABLES, mapping(people(f="female"), SEEN)), TABLES)
    after = mapping(nameless(people(f="female")), SEEN)
    made, files = again(before, TABLES, after)
    assert files == ["patients.csv"]
    assert [each.standing for each in made.tables] == [Standing.MADE, Standing.KNOWN]
    assert not {name for name in before.asked if name.startswith(("waiting/visits", "archive/visits"))}
    same(made, outcome(TABLES, after))


def test_nothing_changed_reads_nothing() -> None:
    how = mapping(people(f="female"), SEEN)
    before = stored(outcome(TABLES, how), TABLES)
    made, files = again(before, TABLES, how)
    assert files == []
    same(made, outcome(TABLES, how))


@pytest.mark.parametrize(
    "after",
    [
        mapping(replace(people(f="female"), key=("name",)), SEEN),
        mapping(people(f="female"), replace(SEEN, key=())),
        mapping(people(f="female")),
        replace(mapping(people(f="female"), SEEN), currency="EUR"),
    ],
)
def test_what_decides_who_stands_makes_a_whole_run(after: Mapping) -> None:
    before = stored(outcome(TABLES, mapping(people(f="female"), SEEN)), TABLES)
    with pytest.raises(CannotReuse):
        again(before, TABLES, after)


def test_other_files_and_other_decisions_make_a_whole_run() -> None:
    how = mapping(people(f="female"), SEEN)
    before = stored(outcome(TABLES, how), TABLES)
    group = Group(GroupKind.COLUMN, "patients.csv", "patients", column="tel")
    decision = Decision(group, Choice.ARCHIVE, "Ann", "owner", "so", count=1)
    with pytest.raises(CannotReuse):
        again(before, TABLES, how, Decisions.of([decision]))
    other = Inputs({**inputs(TABLES).digests, "visits.csv": "f" * 64}, NO_CHOICES, "")
    with pytest.raises(CannotReuse):
        migrate_again(before, other, how, record=SMALL, decisions=Decisions(), read=lambda _: [])


def test_what_is_gone_makes_a_whole_run() -> None:
    how = mapping(people(f="female"), SEEN)
    before = stored(outcome(TABLES, how), TABLES)
    for name in before.content:
        left = Stored({one: held for one, held in before.content.items() if one != name}, before.parts)
        try:
            made, _ = again(left, TABLES, mapping(people(f="male"), SEEN))
        except CannotReuse:
            continue
        same(made, outcome(TABLES, mapping(people(f="male"), SEEN)))


def test_a_table_whose_rows_are_others_by_now_makes_a_whole_run() -> None:
    before = stored(outcome(TABLES, mapping(people(f="female"), SEEN)), TABLES)
    fewer = read(source("patients", ["id", "name", "sex", "tel"], [["1", "Ada", "F", "555"]]))
    with pytest.raises(CannotReuse):
        migrate_again(
            before,
            inputs(TABLES),
            mapping(nameless(people(f="female")), SEEN),
            record=SMALL,
            decisions=Decisions(),
            read=lambda _: [fewer],
        )


def test_a_table_of_which_nobody_says_anything_is_taken_over() -> None:
    tables = [*TABLES, in_windows(read(source("zoo", ["a"], [["1"], ["2"], ["3"]])))]
    how = mapping(people(f="female"), SEEN)
    before = stored(outcome(tables, how), tables)
    after = mapping(people(f="male"), replace(SEEN, unparsable=Fate.ARCHIVED))
    made, files = again(before, tables, after)
    assert files == ["visits.csv"]
    assert [each.standing for each in made.tables] == [Standing.TOUCHED, Standing.MADE, Standing.KNOWN]
    same(made, outcome(tables, after))


def test_the_ledger_has_the_form_that_its_schema_names() -> None:
    """Whoever changes it raises `core.keeping.SCHEMA`, or a later program reads it for something else."""
    ledger = json.loads(stored(outcome(TABLES, mapping(people(f="female"), SEEN)), TABLES).content[LEDGER])
    assert SCHEMA == 2
    assert set(ledger) == {
        "schema", "run", "inputs", "linked", "findings", "checks", "digests", "unique", "tables", "logs",
    }  # fmt: skip
    assert set(ledger["tables"][0]) == {
        "file", "name", "columns", "rows", "counted", "made_of", "read", "found_at", "counts", "saved",
        "followed", "windows", "records", "notes", "kept", "people", "beside", "sums",
    }  # fmt: skip
    assert set(ledger["logs"][0]) == {"key", "start", "rows"}


def test_a_ledger_of_another_form_makes_a_whole_run() -> None:
    how = mapping(people(f="female"), SEEN)
    before = stored(outcome(TABLES, how), TABLES)
    before.content[LEDGER] = json.dumps({"schema": SCHEMA + 1}).encode()
    with pytest.raises(CannotReuse):
        again(before, TABLES, how)
