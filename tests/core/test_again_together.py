"""What hangs together though it is told in different places: a run again is the whole run all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from core.again import Inputs, migrate_again
from core.choices import NO_CHOICES
from core.decisions import NO_DECISIONS, Choice, Decision, Decisions, Group, GroupKind
from core.keeping import kept_of
from core.known import CannotReuse
from core.made_of import inputs_of
from core.made_table import Standing
from core.mapping.model import Fate, Kept, Mapping, Route, Rule, Step, TableMapping
from core.outcome import Outcome
from core.record import RECORD
from core.runs import migrate
from core.tables import Intake, ReadTable
from tests.core.small import in_windows, read, source
from tests.core.test_again import Stored, same


@dataclass(frozen=True)
class Project:
    tables: Sequence[ReadTable]
    decisions: Decisions = NO_DECISIONS

    @property
    def inputs(self) -> Inputs:
        digests = {each.table.file: f"{at:064x}" for at, each in enumerate(self.tables)}
        return Inputs(digests, NO_CHOICES, "")

    def whole(self, how: Mapping) -> Outcome:
        intake = Intake(tuple(self.tables), (), (), self.inputs.digests)
        return migrate(intake, how, record=RECORD, decisions=self.decisions)

    def again(self, before: Mapping, after: Mapping) -> Outcome:
        done = self.whole(before)
        said = inputs_of(self.inputs.digests, NO_CHOICES, "", self.decisions)
        kept = {name: content for name, content in kept_of(done, said) if content is not None}
        parts = {(part.name, part.sensitivity): part.frame for part in done.parts}

        def reading(file: str) -> list[ReadTable]:
            return [each for each in self.tables if each.table.file == file]

        return migrate_again(
            Stored(kept, parts), self.inputs, after, record=RECORD, decisions=self.decisions, read=reading
        )


def table(read: ReadTable, routes: Sequence[Route], *rules: Rule, kept: Sequence[Kept] = ()) -> TableMapping:
    return TableMapping(read.table.file, read.table.name, ("id",), tuple(routes), rules, tuple(kept))


def by(column: str, field: str, transform: str, **options: object) -> Rule:
    entity, _, name = field.partition(".")
    return Rule((column,), entity, name, (Step(transform, options),), by="Ann")  # type: ignore[arg-type]


def sexes(column: str, **codes: str) -> Rule:
    return by(column, "patient.sex", "value_map", map=codes)


PATIENTS = [Route("patient")]


def test_whose_a_balance_is_hangs_on_the_currency_of_its_row() -> None:
    owed = in_windows(read(source("patients", ["id", "cur", "owes"], [["1", "EUR", "5"], ["2", "USD", "5"]])))

    def mapping(blank: str) -> Mapping:
        told = by("cur", "patient.currency", "currency", blank=(blank,))
        return Mapping((table(owed, PATIENTS, told, by("owes", "balance.total", "money", currency="USD")),))

    project = Project([owed])
    same(project.again(mapping("EUR"), mapping("USD")), project.whole(mapping("USD")))


def test_cells_that_wait_are_those_of_their_own_table_wherever_its_file_lies() -> None:
    def lying(folder: str, note: str) -> ReadTable:
        found = read(source("p", ["id", "sex", "note"], [["1", "f", note], ["2", "m", note]]))
        return in_windows(replace(found, table=replace(found.table, file=f"{folder}/p.csv")))

    one, other = lying("archive", "of one"), lying("archived", "of the other")
    waits = (Kept("note", Fate.WAITING, "Ann", "so"),)

    def mapping(**codes: str) -> Mapping:
        first = table(one, PATIENTS, sexes("sex", f="female"), kept=waits)
        return Mapping((first, table(other, PATIENTS, sexes("sex", **codes), kept=waits)))

    project = Project([one, other])
    same(project.again(mapping(f="female"), mapping(m="male")), project.whole(mapping(m="male")))


def test_telephones_that_tell_who_people_are_take_the_whole_table() -> None:
    rows = [
        ["1", "P", "Ada Byron", "1/2/1950", "5125550101"],
        ["2", "P", "Ada Byron", "1/2/1950", "5125550101"],
    ]
    people = in_windows(read(source("people", ["id", "kind", "name", "born", "tel"], rows)))
    routes = [Route("patient", "one_of", ("kind",), ("P",)), Route("contact_point")]

    def mapping(**blank: object) -> Mapping:
        phone = by("tel", "contact_point.home_phone", "phone", country="US", **blank)
        name = by("name", "patient.full_name", "text")
        return Mapping(
            (table(people, routes, name, by("born", "patient.birth_date", "date", order="mdy"), phone),)
        )

    project, after = Project([people]), mapping(blank=("5125550101",))
    made = project.again(mapping(), after)
    assert [each.standing for each in made.tables] == [Standing.MADE]
    same(made, project.whole(after))


def test_where_all_other_words_were_declined_everything_is_done() -> None:
    rows = [[f"{at}", f"w{at:03d}", "f" if at % 2 else "m"] for at in range(1, 260)]
    people = read(source("patients", ["id", "state", "sex"], rows))
    where = {"column": "state", "entity": "patient", "field": "marital_status"}
    rest = Group(GroupKind.VALUE, "patients.csv", "patients", **where, finding="value_without_a_code")
    project = Project(
        [people], Decisions.of([Decision(rest, Choice.DECLINE, "Ann", "owner", "so", count=59)])
    )

    def mapping(**codes: str) -> Mapping:
        state = by("state", "patient.marital_status", "value_map", map={"zz": "single"})
        return Mapping((table(people, PATIENTS, state, sexes("sex", **codes)),))

    with pytest.raises(CannotReuse):
        project.again(mapping(f="female"), mapping(m="male"))
