"""Words that a person attached to a chart are a note of that patient, and both sums close (law 1)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from core.decisions import Choice, Decision, Decisions, GroupKind
from core.decisions.attaching import attachable
from core.decisions.found import PART, FoundGroup, from_frame
from core.mapping.model import Fate, Kept, Mapping
from core.runs import Outcome
from core.tables import ReadTable
from tests.core.engine import outcome
from tests.core.small import SMALL, mapped, mapping, read, source
from tests.core.test_law_of_conservation import projects
from tests.core.test_runs_with_decisions import HOW, TABLES, decide, done, group, groups, part

COLOUR = decide(group(GroupKind.COLUMN), Choice.NOTE)
NOT_DATES = decide(group(GroupKind.VALUE, finding="not_a_date"), Choice.NOTE)


def notes(run: Outcome) -> list[tuple[str, str, str, int]]:
    """Patient, title, words and source record of every note."""
    if not any(p.name == "entity/clinical_note" for p in run.parts):
        return []
    found = part(run, "entity/clinical_note")
    rows = found.select("patient", "title", "text", "source_record").rows()
    return [(patient, title, *text, record) for patient, title, text, record in rows]


def test_a_column_becomes_notes_of_the_patients_of_its_rows() -> None:
    run = done(COLOUR)
    assert notes(run) == [
        ("patient:main:1", "From the old system: colour", "blue", 1),
        ("patient:main:2", "From the old system: colour", "red", 2),
    ]
    cells = run.sums[0].columns["colour"]
    assert (cells.mapped, cells.waiting, cells.archived) == (2, 0, 0)
    assert run.closes


def test_values_that_do_not_fit_become_notes_and_those_that_do_stay_where_they_are() -> None:
    run = done(NOT_DATES)
    assert [(patient, words) for patient, _, words, _ in notes(run)] == [
        ("patient:main:2", "13/40/2000"), ("patient:main:4", "yesterday"),
    ]  # fmt: skip
    born = dict(part(run, "entity/patient").select("source_id", "birth_date").rows())
    assert str(born["1"]) == "2000-01-02" and born["2"] is None
    assert run.closes


def test_the_log_names_the_note_and_the_group_says_what_was_decided() -> None:
    run = done(COLOUR)
    named = dict(part(run, "log").filter(table="patients").select("record", "targets").rows())
    ids = part(run, "entity/clinical_note")["id"].to_list()
    assert [own in named[record] for own, record in zip(ids, (1, 2), strict=True)] == [True, True]
    (found,) = [each for each in groups(run) if each.group == COLOUR.group]
    assert (found.choice, found.open) == (Choice.NOTE, False)


def test_what_belongs_to_a_patient_is_attached_to_them_and_what_belongs_to_nobody_is_kept() -> None:
    visits = source(
        "visits",
        ["number", "patient", "when", "mood"],
        [["10", "1", "2020-01-01 10:00", "cheerful"], ["11", "2", "2020-01-01 11:00", " low "]],
    )
    rooms = source("rooms", ["number", "earlier", "mood"], [["50", "", "warm"]])
    how = mapping(
        HOW.tables[0],
        mapped(visits, "visit", {"patient": "patient", "when": "start"}, key=("number",), kept=WAITS),
        mapped(rooms, "phone", {"earlier": "number"}, key=("number",), kept=WAITS),
    )
    tables = [TABLES[0], read(visits), read(rooms)]
    run = outcome(tables, how, attached(outcome(tables, how), column="mood"))
    assert [(patient, words) for patient, _, words, _ in notes(run)] == [
        ("patient:main:1", "cheerful"), ("patient:main:2", " low "),
    ]  # fmt: skip
    assert (run.sums[2].columns["mood"].archived, run.sums[2].columns["mood"].mapped) == (1, 0)
    assert run.closes


WAITS = {"mood": Fate.WAITING}


def attached(run: Outcome, column: str = "") -> Decisions:
    """Everything of which words can be attached, attached."""
    said = [
        Decision(found.group, Choice.NOTE, "Ann", "owner", "so", count=found.count)
        for found in found_in(run)
        if found.cells and column in ("", found.group.column)
    ]
    return Decisions.of(said)


def found_in(run: Outcome) -> tuple[FoundGroup, ...]:
    return from_frame(next(p.frame for p in run.parts if p.name == PART))


def test_a_column_that_the_mapping_has_settled_since_is_no_note() -> None:
    kept = (Kept("colour", Fate.ARCHIVED, "Kim", "We want it there."),)
    how = HOW.with_table(replace(HOW.tables[0], kept=kept))
    run = outcome(TABLES, how, Decisions.of([COLOUR]))
    assert notes(run) == [] and run.sums[0].columns["colour"].archived == 2


def test_a_value_left_behind_by_another_decision_is_no_note() -> None:
    one = replace(NOT_DATES, group=replace(NOT_DATES.group, value="yesterday"), choice=Choice.DECLINE)
    run = done(NOT_DATES, one)
    assert [words for _, _, words, _ in notes(run)] == ["13/40/2000"]
    assert run.sums[0].columns["born"].declined == 1 and run.closes


def test_notes_of_two_columns_and_of_a_table_of_notes_stand_side_by_side() -> None:
    table = source("letters", ["number", "patient", "words", "mood"], [["7", "1", "Dear Ada", "glad"]])
    own = {"patient": "patient", "words": "text"}
    how = mapping(HOW.tables[0], mapped(table, "clinical_note", own, key=("number",), kept=WAITS))
    tables = [TABLES[0], read(table)]
    run = outcome(tables, how, attached(outcome(tables, how)))
    found = part(run, "entity/clinical_note").filter(source_table="letters")
    assert found["text"].to_list() == [["Dear Ada"], ["glad"]]
    assert found["id"].n_unique() == 2 and run.closes


@pytest.mark.law
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(projects())
def test_both_sums_close_with_every_word_attached(project: tuple[list[ReadTable], Mapping]) -> None:
    tables, how = project
    decisions = attached(outcome(tables, how))
    run = outcome(tables, how, decisions)
    assert run.closes, [sums.amiss for sums in run.sums]
    assert not [each for each in found_in(run) if each.cells and each.open]
    texts = {(read.table.file, row[0]): row for read in tables for row in read.table.frame.iter_rows()}
    for patient, title, words, record in notes(run):
        assert patient and title.startswith("From the old system: ")
        assert any(words in row for (_, at), row in texts.items() if at == record)


def test_words_about_money_and_of_tables_without_patients_are_never_offered_as_notes() -> None:
    column, patients = COLOUR.group, HOW.tables[0]
    assert attachable(column, "unclassed", patients, SMALL)
    assert not attachable(column, "financial", patients, SMALL)
    assert not attachable(column, "unclassed", None, SMALL)
    assert not attachable(column, "unclassed", replace(patients, routes=(), rules=()), SMALL)
    assert not attachable(replace(column, kind=GroupKind.ORPHAN), "unclassed", patients, SMALL)
