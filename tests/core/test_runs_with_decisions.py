"""A run follows what people decided, says so record by record, and both sums still close (laws 1 and 2)."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import polars as pl
import pytest

from core.conservation.declining import merges_amiss
from core.conservation.entries import Ids
from core.decisions import Choice, Decision, Decisions, Group, GroupKind
from core.decisions.found import FoundGroup, from_frame
from core.decisions.words import MOST_WORDS
from core.errors import DecisionsInvalid, MappingInvalid
from core.mapping.model import Fate, Kept, Mapping, Step, TableMapping
from core.migration_log import LOG_SCHEMA
from core.outcome import Outcome
from core.parts import whole_entity
from core.runs import run_id
from core.tables import Intake, ReadTable, Reject
from tests.core.engine import outcome
from tests.core.small import mapped, mapping, read, source

PATIENTS = source(
    "patients",
    ["id", "name", "born", "sex", "balance", "telephone", "colour"],
    [
        ["1", "Ada", "01/02/2000", "F", "$1.50", "555", "blue"],
        ["2", "Bo", "13/40/2000", "X", "(2)", "", "red"],
        ["2", "Cy", "03/04/2001", "x ", "3", "556", ""],
        ["4", "Di", "yesterday", "M", "", "", ""],
        ["", "Ed", "", "", "", "", ""],
    ],
)
VISITS = source(
    "visits",
    ["number", "patient", "when", "note"],
    [
        ["10", "1", "2020-01-01 10:00", "fine"],
        ["11", "9", "2020-01-01 11:00", "whose"],
        ["12", "8", "2020-01-01 12:00", "whose too"],
        ["13", "2", "2020-01-01 13:00", "well"],
    ],
)
STRAYS = source("strays", ["a", "b"], [["x", "y"], ["z", ""]])
HOW = mapping(
    mapped(
        PATIENTS,
        "patient",
        {
            "name": "last_name",
            "born": "birth_date",
            "sex": "sex",
            "balance": "balance",
            "telephone": "phone.number",
        },
        key=("id",),
        kept={"colour": Fate.WAITING},
    ),
    mapped(VISITS, "visit", {"patient": "patient", "when": "start", "note": "note"}, key=("number",)),
)
TABLES = [
    read(PATIENTS),
    replace(read(VISITS, counted=5), rejects=(Reject(9, "broken", "unclosed_quote"),)),
    read(STRAYS),
]


def done(*decisions: Decision) -> Outcome:
    return outcome(TABLES, HOW, Decisions.of(decisions))


def groups(run: Outcome) -> tuple[FoundGroup, ...]:
    return from_frame(part(run, "groups"))


@cache
def undecided() -> tuple[FoundGroup, ...]:
    """The groups of a run before anything was decided, which nearly every test here begins with."""
    return groups(done())


def group(kind: GroupKind, **facts: str) -> FoundGroup:
    """The one group of an undecided run of this kind whose facts are these."""
    found = [g for g in undecided() if g.group.kind is kind]
    (only,) = [g for g in found if all(getattr(g.group, name) == value for name, value in facts.items())]
    return only


def decide(about: FoundGroup, choice: Choice, to: str = "") -> Decision:
    return Decision(about.group, choice, "Ann Sample", "owner", "It was said so.", to, about.count)


def part(run: Outcome, name: str) -> pl.DataFrame:
    return (
        whole_entity([p.frame for p in run.parts if p.name == name])
        if name.startswith("entity/")
        else _alone(run, name)
    )


def _alone(run: Outcome, name: str) -> pl.DataFrame:
    return next(p.frame for p in run.parts if p.name == name)


def entries(run: Outcome, table: str) -> list[dict[str, object]]:
    return part(run, "log").filter(pl.col("table") == table).to_dicts()


def test_everything_that_does_not_map_is_in_exactly_one_group() -> None:
    found = {
        (g.group.kind.value, g.group.finding or g.group.column, g.group.value, g.records) for g in undecided()
    }
    assert found == {
        ("table", "table_without_entity", "", 2),
        ("reject", "unclosed_quote", "", 1),
        ("duplicate", "duplicate_id", "", 1),
        ("orphan", "orphan_record", "", 2),
        ("incomplete", "key_missing", "", 1),
        ("column", "colour", "", 2),
        ("value", "value_without_a_code", "x", 1),
        ("value", "not_a_date", "", 2),
    }


def test_what_waits_is_what_the_groups_hold() -> None:
    run = done()
    waiting = part(run, "log").filter(pl.col("disposition") == "waiting").height
    assert waiting == sum(g.records for g in groups(run) if not g.cells)


def test_a_group_says_whose_decision_it_is_and_what_money_stands_behind_it() -> None:
    assert group(GroupKind.DUPLICATE).money[0].minor_units == 300
    assert group(GroupKind.VALUE, value="x").sensitivity == "identity"
    assert group(GroupKind.VALUE, value="x").money[0].minor_units == 200
    assert group(GroupKind.COLUMN).sensitivity == "unclassed"
    assert group(GroupKind.ORPHAN).group.column == "patient"
    assert group(GroupKind.ORPHAN).examples == (2, 3)


@pytest.mark.parametrize("choice", [Choice.ARCHIVE, Choice.DECLINE])
@pytest.mark.parametrize(
    ("kind", "table", "count"),
    [
        (GroupKind.ORPHAN, "visits", 2),
        (GroupKind.INCOMPLETE, "patients", 1),
        (GroupKind.DUPLICATE, "patients", 1),
        (GroupKind.TABLE, "strays", 2),
        (GroupKind.REJECT, "visits", 1),
    ],
)
def test_records_left_out_are_skipped_on_a_persons_word(
    kind: GroupKind, table: str, count: int, choice: Choice
) -> None:
    run = done(decide(group(kind), choice))
    skipped = [e for e in entries(run, table) if e["disposition"] == "skipped"]
    assert len(skipped) == count
    assert {e["by"] for e in skipped} == {"Ann Sample"} and {e["decision"] for e in skipped} == {0}
    assert run.closes
    about = [g for g in groups(run) if g.group.kind is kind]
    assert [(g.choice, g.open) for g in about] == [(choice, False)]


def test_cells_of_declined_records_are_declined_and_published_nowhere() -> None:
    run = done(decide(group(GroupKind.ORPHAN), Choice.DECLINE))
    sums = next(s for s in run.sums if s.table == "visits")
    assert (sums.cells.declined, sums.cells.archived) == (8, 0)
    assert "whose too" not in str([p.frame.select(pl.selectors.string()).rows() for p in run.parts])


def test_cells_of_records_kept_in_the_archive_are_there_as_they_stood() -> None:
    run = done(decide(group(GroupKind.ORPHAN), Choice.ARCHIVE))
    assert _alone(run, "archive/visits.csv/visits")["note"].to_list() == ["whose", "whose too"]


def test_a_duplicate_is_merged_into_the_record_that_keeps_the_number() -> None:
    run = done(decide(group(GroupKind.DUPLICATE), Choice.MERGE))
    (merged,) = [e for e in entries(run, "patients") if e["disposition"] == "merged"]
    assert (merged["record"], merged["targets"]) == (3, "patient:main:2")
    assert merged["reasons"] == "duplicate_id"
    assert part(run, "archive/patients.csv/patients").filter(pl.col("#record") == 3)["name"].to_list() == [
        "Cy"
    ]
    assert run.closes


def test_nothing_is_merged_into_a_record_that_does_not_stand() -> None:
    rows = [["7", "9", "2020-01-01 10:00", "one"], ["7", "9", "2020-01-01 10:00", "other"]]
    visits = source("visits", ["number", "patient", "when", "note"], rows)
    twin = Group(GroupKind.DUPLICATE, "visits.csv", "visits", entity="visit", finding="duplicate_id")
    merge = Decision(twin, Choice.MERGE, "Ann", "owner", "so", count=1)
    run = outcome([read(PATIENTS), read(visits)], HOW, Decisions.of([merge]))
    assert {e["disposition"] for e in entries(run, "visits")} == {"waiting"}
    assert run.closes


def test_a_column_is_kept_or_left_behind_on_a_persons_word() -> None:
    kept = done(decide(group(GroupKind.COLUMN), Choice.ARCHIVE))
    left = done(decide(group(GroupKind.COLUMN), Choice.DECLINE))
    assert [next(s for s in run.sums if s.table == "patients").columns["colour"] for run in (kept, left)] == [
        replace(kept.sums[0].columns["colour"], waiting=0, archived=2, declined=0),
        replace(kept.sums[0].columns["colour"], waiting=0, archived=0, declined=2),
    ]


def test_what_the_mapping_has_settled_since_goes_before_a_decision() -> None:
    decision = decide(group(GroupKind.COLUMN), Choice.DECLINE)
    settled = HOW.tables[0]
    archived = replace(settled, kept=tuple(replace(k, fate=Fate.ARCHIVED) for k in settled.kept))
    run = outcome(TABLES, HOW.with_table(archived), Decisions.of([decision]))
    assert run.sums[0].columns["colour"].archived == 2


def test_a_word_gets_the_code_that_a_person_chose() -> None:
    run = done(decide(group(GroupKind.VALUE, value="x"), Choice.REPLACE, to="female"))
    assert part(run, "entity/patient").filter(pl.col("source_id") == "2")["sex"].to_list() == ["female"]
    assert not [g for g in groups(run) if g.group.value == "x"]
    assert run.closes


def test_a_value_is_read_as_if_what_a_person_typed_had_stood_there() -> None:
    about = group(GroupKind.VALUE, finding="not_a_date")
    one = Decision(
        replace(about.group, value="13/40/2000"), Choice.REPLACE, "Ann", "owner", "so", "10/04/2000", 1
    )
    run = done(one)
    born = part(run, "entity/patient").filter(pl.col("source_id") == "2")["birth_date"].to_list()
    assert [str(day) for day in born] == ["2000-10-04"]
    (left,) = [g for g in groups(run) if g.group.finding == "not_a_date"]
    assert (left.records, left.examples) == (1, (4,))
    assert run.closes


@pytest.mark.parametrize(("choice", "fate"), [(Choice.ARCHIVE, "archived"), (Choice.DECLINE, "declined")])
def test_values_that_cannot_be_read_are_kept_or_left_behind(choice: Choice, fate: str) -> None:
    run = done(decide(group(GroupKind.VALUE, finding="not_a_date"), choice))
    cells = run.sums[0].columns["born"]
    assert getattr(cells, fate) == 2 and cells.waiting == 1  # that of the record that waits itself
    assert run.closes


def test_a_decision_about_one_value_goes_before_one_about_all_of_them() -> None:
    about = group(GroupKind.VALUE, finding="not_a_date")
    one = Decision(replace(about.group, value="yesterday"), Choice.DECLINE, "Ann", "owner", "so", count=1)
    run = done(decide(about, Choice.ARCHIVE), one)
    assert (run.sums[0].columns["born"].archived, run.sums[0].columns["born"].declined) == (1, 1)
    assert run.closes


def test_there_is_no_green_tick_before_everything_is_decided_and_then_there_is() -> None:
    choices = {
        GroupKind.DUPLICATE: Choice.MERGE,
        GroupKind.VALUE: Choice.ARCHIVE,
    }
    every = [decide(g, choices.get(g.group.kind, Choice.ARCHIVE)) for g in undecided()]
    run = done(*every)
    assert run.closes and not run.waits
    assert not [g for g in groups(run) if g.open]


def test_a_group_that_grew_is_open_again() -> None:
    decision = replace(decide(group(GroupKind.ORPHAN), Choice.ARCHIVE), count=1)
    (found,) = [g for g in groups(done(decision)) if g.group.kind is GroupKind.ORPHAN]
    assert found.open


def test_decisions_are_part_of_the_runs_identity() -> None:
    decision = decide(group(GroupKind.ORPHAN), Choice.ARCHIVE)
    intake = Intake(tuple(TABLES), (), (), {"a": "0" * 64})
    assert run_id(intake, HOW) != run_id(intake, HOW, Decisions.of([decision]))
    assert done(decision).result == done(decision).result != done().result
    said = json.loads(part(done(decision), "decisions")["said"][0])
    assert (said["by"], said["choice"]) == ("Ann Sample", "archive")


def test_a_decision_about_what_is_not_there_changes_nothing_but_the_name_of_the_run() -> None:
    gone = Decision(Group(GroupKind.ORPHAN, "old.csv", "old", "x"), Choice.DECLINE, "Ann", "owner", "so")
    assert part(done(gone), "log").equals(part(done(), "log"))


def test_the_proof_refuses_what_the_log_calls_merged_without_a_persons_word() -> None:
    row = {"file": "a.csv", "table": "a", "record": 1, "line": 2, "source_id": "1", "disposition": "merged"}
    log = pl.DataFrame(
        [row | {"reasons": "x", "by": "", "targets": "p:1", "decision": None, "patient": None, "row": ""}],
        schema=LOG_SCHEMA,
    )
    assert merges_amiss(log, Ids({}), Decisions()) == {
        "merged_by_nobody": 1,
        "merged_into_nothing": 1,
    }


def test_a_table_that_has_a_kind_by_now_is_not_left_out_by_an_old_decision() -> None:
    decision = decide(group(GroupKind.TABLE), Choice.DECLINE)
    strays = mapped(STRAYS, "patient", {"b": "last_name"}, key=("a",))
    run = outcome(TABLES, HOW.with_table(strays), Decisions.of([decision]))
    assert {e["disposition"] for e in entries(run, "strays")} == {"imported"}


def words_of(*words: str, codes: dict[str, str] | None = None) -> tuple[list[ReadTable], Mapping]:
    """Patients with a word each in the column of their sex. codes: what the mapping knows."""
    table = source("patients", ["id", "sex"], [[str(n), word] for n, word in enumerate(words)])
    how = mapped(table, "patient", {"sex": "sex"}, key=("id",))
    rules = [replace(rule, steps=(Step("value_map", {"map": codes}),)) for rule in how.rules] if codes else ()
    return [read(table)], mapping(replace(how, rules=tuple(rules)) if codes else how)


def everything(run: Outcome, choice: Choice, to: str = "") -> list[Decision]:
    return [decide(each, choice, to) for each in groups(run)]


def test_a_decision_about_the_rest_of_many_words_is_about_no_word_that_is_a_group_itself() -> None:
    many = words_of(*(f"w{n:03d}" for n in range(MOST_WORDS + 50)))
    (rest,) = [each for each in groups(outcome(*many)) if not each.group.value]
    run = outcome(*many, Decisions.of([decide(rest, Choice.DECLINE)]))
    cells = run.sums[0].columns["sex"]
    assert (rest.count, cells.declined, cells.waiting) == (50, 50, MOST_WORDS)
    assert sum(each.open for each in groups(run)) == MOST_WORDS
    assert run.closes


def test_words_that_get_a_meaning_move_no_others_out_of_the_decided_rest() -> None:
    many = words_of(*(f"w{n:03d}" for n in range(MOST_WORDS + 50)))
    told = [
        decide(
            each, Choice.REPLACE if each.group.value else Choice.ARCHIVE, "female" * bool(each.group.value)
        )
        for each in groups(outcome(*many))
    ]
    run = outcome(*many, Decisions.of(told))
    assert [(each.group.value, each.count, each.open) for each in groups(run)] == [("", 50, False)]
    assert run.sums[0].columns["sex"].archived == 50


def test_a_decision_about_one_word_goes_before_one_about_the_rest_in_the_proof_too() -> None:
    many = words_of(*(f"w{n:03d}" for n in range(MOST_WORDS + 50)))
    told = [
        decide(each, Choice.ARCHIVE if each.group.value else Choice.DECLINE)
        for each in groups(outcome(*many))
    ]
    cells = outcome(*many, Decisions.of(told)).sums[0].columns["sex"]
    assert (cells.archived, cells.declined) == (MOST_WORDS, 50)


def test_words_are_folded_as_people_write_them_wherever_they_are_compared() -> None:
    odd = words_of("Straße", "ΟΔΟΣ", "İx", "ﬁn", "\x1cab", "ẞ", "known ", codes={"KNOWN": "female"})
    run = outcome(*odd)
    assert {each.group.value for each in groups(run)} == {"strasse", "οδοσ", "i̇x", "fin", "\x1cab", "ss"}
    settled = outcome(*odd, Decisions.of(everything(run, Choice.REPLACE, "male")))
    assert not groups(settled)
    assert part(settled, "entity/patient")["sex"].to_list() == ["male"] * 6 + ["female"]


def test_a_word_spelt_otherwise_has_the_code_that_the_mapping_gives_it() -> None:
    run = outcome(*words_of("straße", "STRASSE", codes={"Straße": "female"}))
    assert part(run, "entity/patient")["sex"].to_list() == ["female", "female"]


def test_a_merge_into_a_record_that_does_not_stand_leaves_its_group_open() -> None:
    rows = [["7", "9", "2020-01-01 10:00", "one"], ["7", "9", "2020-01-01 10:00", "other"]]
    tables = [read(PATIENTS), read(source("visits", ["number", "patient", "when", "note"], rows))]
    twin = next(
        g for g in groups(outcome(tables, HOW)) if g.group.entity == "visit" and g.group.kind == "duplicate"
    )
    run = outcome(tables, HOW, Decisions.of([decide(twin, Choice.MERGE)]))
    assert [g.open for g in groups(run) if g.group == twin.group] == [True]


@pytest.mark.parametrize("old", [Choice.DECLINE, Choice.ARCHIVE])
def test_a_table_that_the_mapping_keeps_by_now_is_not_left_behind_by_an_old_decision(
    old: Choice,
) -> None:
    kept = tuple(Kept(column, Fate.ARCHIVED, "Kim", "We want it") for column in STRAYS.columns)
    whole = TableMapping(*STRAYS.key, key=(), routes=(), rules=(), kept=kept)
    run = outcome(TABLES, HOW.with_table(whole), Decisions.of([decide(group(GroupKind.TABLE), old)]))
    sums = next(each for each in run.sums if each.table == "strays")
    assert (sums.cells.archived, sums.cells.declined) == (3, 0)
    assert {(e["by"], e["decision"]) for e in entries(run, "strays")} == {("Kim", None)}
    assert run.closes


def test_a_decision_that_does_not_fit_any_more_is_named_and_its_word_is_not() -> None:
    gone = decide(group(GroupKind.VALUE, value="x"), Choice.REPLACE, to="no_such_code")
    with pytest.raises(DecisionsInvalid) as refused:
        done(decide(group(GroupKind.COLUMN), Choice.ARCHIVE), gone)
    assert refused.value.place == "decisions: patients.csv: sex"
    assert "Ann Sample" in refused.value.found and "no_such_code" not in str(refused.value)


def test_a_mapping_that_does_not_fit_is_named_itself() -> None:
    unfit = replace(HOW, currency="dollars")
    with pytest.raises(MappingInvalid, match=r"mapping\.json"):
        outcome(TABLES, unfit, Decisions.of([decide(group(GroupKind.COLUMN), Choice.ARCHIVE)]))
