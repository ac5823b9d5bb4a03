"""Several fields from one cell: the parts are the whole, or the cell is kept as well (law 1)."""

from __future__ import annotations

import polars as pl
import pytest

from core.conservation.shared_cells import in_parts
from core.decisions import NO_DECISIONS, Choice, Decision, Decisions, Group, GroupKind
from core.decisions.found import from_frame
from core.mapping.model import Fate, Kept, Route, Rule, Step, TableMapping
from core.mapping.model import Mapping as ColumnMapping
from core.outcome import Outcome
from core.parts import GROUPS, whole_entity
from core.record import RECORD
from core.runs import migrate
from core.tables import Intake
from tests.core.small import read, source

NAMES = [
    ["1", "Lee, Ana M."],
    ["2", "Cruz, Eva"],
    ["3", "Dr. Bo Ek Jr."],
    ["4", "Ana & Bob Lee"],
    ["5", ""],
    ["6", "N/A"],
]
PEOPLE = source("people", ["id", "name"], NAMES)
FIELDS = {"family": "last_name", "given": "first_name", "middle": "middle_name"}
ALL = {**FIELDS, "prefix": "title", "suffix": "suffix"}


def names(fields: dict[str, str], **options: str) -> TableMapping:
    rules = tuple(
        Rule(("name",), "patient", field, (Step("name_part", {"part": part, **options}),), "a test")
        for part, field in fields.items()
    )
    return TableMapping("people.csv", "people", ("id",), (Route("patient"),), rules, ())


def run(table: TableMapping, decisions: Decisions | None = None) -> Outcome:
    intake = Intake((read(PEOPLE),), (), (), {"people.csv": "0" * 64})
    made = migrate(intake, ColumnMapping((table,)), record=RECORD, decisions=decisions or Decisions(()))
    assert made.closes
    return made


def patients(outcome: Outcome, *fields: str) -> list[tuple[object, ...]]:
    frames = [part.frame for part in outcome.parts if part.name == "entity/patient"]
    return whole_entity(frames).select(fields).rows()


def cells(outcome: Outcome) -> dict[str, int]:
    sums = outcome.sums[0].columns["name"]
    return {
        "mapped": sums.mapped,
        "archived": sums.archived,
        "waiting": sums.waiting,
        "declined": sums.declined,
    }


def test_one_cell_feeds_several_fields_and_counts_once() -> None:
    made = run(names(ALL, name_order="given_first"))
    assert cells(made) == {"mapped": 4, "archived": 0, "waiting": 1, "declined": 0}


def test_a_part_that_no_field_takes_keeps_the_whole_cell_in_the_archive() -> None:
    made = run(names({"family": "last_name", "given": "first_name"}, name_order="given_first"))
    assert cells(made) == {"mapped": 2, "archived": 2, "waiting": 1, "declined": 0}
    assert [(f.kind, f.count) for f in made.findings if f.column == "name"] == [("more_than_its_fields", 2)]


def test_another_rule_that_takes_the_whole_cell_leaves_nothing_over() -> None:
    table = names({"family": "last_name"}, name_order="given_first")
    whole = Rule(("name",), "patient", "full_name", (Step("text"),), "a test")
    made = run(TableMapping(*table.source, table.key, table.routes, (*table.rules, whole), ()))
    assert cells(made) == {"mapped": 4, "archived": 0, "waiting": 1, "declined": 0}


def test_a_name_that_cannot_be_told_apart_waits_once_for_all_its_fields() -> None:
    made = run(names(ALL))
    groups = from_frame(next(part.frame for part in made.parts if part.name == GROUPS))
    assert [(g.group.finding, g.group.field, g.cells) for g in groups] == [
        ("name_not_read", "last_name", 1),
        ("name_order_unsettled", "last_name", 1),
    ]
    assert cells(made) == {"mapped": 3, "archived": 0, "waiting": 2, "declined": 0}


def told(choice: Choice, value: str = "", to: str = "") -> Decisions:
    about = {"column": "name", "entity": "patient", "field": "last_name", "finding": "name_not_read"}
    group = Group(GroupKind.VALUE, "people.csv", "people", value=value, **about)
    return Decisions((Decision(group, choice, "Ann Sample", "owner", "It was said so.", to, 1),))


@pytest.mark.parametrize(("choice", "fate"), [(Choice.ARCHIVE, "archived"), (Choice.DECLINE, "declined")])
def test_one_decision_about_such_a_cell_settles_all_its_fields(choice: Choice, fate: str) -> None:
    made = run(names(ALL, name_order="given_first"), told(choice))
    assert cells(made)[fate] == 1
    assert not cells(made)["waiting"]


def test_a_cell_that_is_read_as_another_text_is_so_for_all_its_fields() -> None:
    made = run(names(ALL, name_order="given_first"), told(Choice.REPLACE, "ana & bob lee", "Lee, Ana B."))
    assert patients(made, "last_name", "first_name", "middle_name", "title", "suffix") == [
        ("Lee", "Ana", "M.", None, None),
        ("Cruz", "Eva", None, None, None),
        ("Ek", "Bo", None, "Dr.", "Jr."),
        ("Lee", "Ana", "B.", None, None),
        (None, None, None, None, None),
        (None, None, None, None, None),
    ]
    assert not cells(made)["waiting"]


def test_the_proof_misses_a_piece_that_was_not_published() -> None:
    cell = pl.Series(["Lee, Ana M.", "Lee, Ana", None])
    rules = names(FIELDS).rules
    stored = pl.DataFrame(
        {"last_name": ["Lee"] * 3, "first_name": ["Ana"] * 3, "middle_name": [None] * 3}, strict=False
    ).cast(pl.String)
    assert in_parts(cell, "name", rules, {"patient": stored}).to_list() == [False, True, False]


def test_the_proof_takes_no_piece_that_does_not_stand_in_the_cell() -> None:
    stored = pl.DataFrame({"last_name": ["Eel"], "first_name": ["Ana"], "middle_name": ["M."]})
    found = in_parts(pl.Series(["Lee, Ana M."]), "name", names(FIELDS).rules, {"patient": stored})
    assert found.to_list() == [False]


PLACED = source(
    "people",
    ["id", "seen", "at", "code"],
    [
        ["1", "2024-01-02", "09:30", "ABC-12-x"],
        ["2", "2024-01-03", "", "DEF"],
        ["3", "N/A", "N/A", ""],
        ["4", "soon", "10:00", "GHI-13"],
        ["5", "2024-01-04", "-", "-"],
    ],
)


def placed(
    *rules: Rule, decisions: Decisions = NO_DECISIONS
) -> tuple[Outcome, dict[str, tuple[int, int, int]]]:
    """The outcome, and by column how many cells were mapped, archived and left waiting."""
    fed = {column for rule in rules for column in rule.columns}
    kept = tuple(Kept(c, Fate.ARCHIVED, "a test", "") for c in PLACED.columns[1:] if c not in fed)
    table = TableMapping("people.csv", "people", ("id",), (Route("patient"),), rules, kept)
    intake = Intake((read(PLACED),), (), (), {"people.csv": "0" * 64})
    made = migrate(intake, ColumnMapping((table,)), record=RECORD, decisions=decisions)
    assert made.closes
    sums = made.sums[0].columns
    return made, {c: (sums[c].mapped, sums[c].archived, sums[c].waiting) for c in sorted(fed)}


def test_cells_of_several_columns_make_one_text_and_each_counts_once() -> None:
    joining = Step("join", {"with": " "})
    made, told = placed(Rule(("seen", "at"), "patient", "full_name", (joining,), "a test"))
    assert told == {"at": (4, 0, 0), "seen": (5, 0, 0)}
    assert [name for (name,) in patients(made, "full_name")] == [
        "2024-01-02 09:30",
        "2024-01-03",
        None,
        "soon 10:00",
        "2024-01-04",
    ]


def test_pieces_of_a_cell_are_read_further_and_what_is_left_is_kept_too() -> None:
    def piece(number: int, field: str, *more: Step) -> Rule:
        return Rule(
            ("code",), "patient", field, (Step("split", {"number": number, "separator": "-"}), *more), "t"
        )

    made, told = placed(piece(1, "first_name"), piece(2, "last_name", Step("identifier")))
    assert told == {"code": (3, 1, 0)}
    assert [row for row in patients(made, "first_name", "last_name") if any(row)] == [
        ("ABC", "12"),
        ("DEF", None),
        ("GHI", "13"),
    ]


MOMENT = Rule(
    ("seen", "at"),
    "patient",
    "entered_at",
    (Step("join", {"with": " "}), Step("datetime", {"zone": "UTC"})),
    "a test",
)


def test_a_date_and_a_time_of_day_make_one_moment_and_wait_together_where_they_make_none() -> None:
    made, told = placed(MOMENT)
    assert told == {"at": (3, 0, 1), "seen": (4, 0, 1)}
    assert [str(at) for (at,) in patients(made, "entered_at")] == [
        "2024-01-02 09:30:00+00:00",
        "2024-01-03 00:00:00+00:00",
        "None",
        "None",
        "2024-01-04 00:00:00+00:00",
    ]


@pytest.mark.parametrize("choice", [Choice.ARCHIVE, Choice.DECLINE])
def test_a_decision_about_such_a_value_settles_every_cell_that_made_it(choice: Choice) -> None:
    about = {"column": "seen", "entity": "patient", "field": "entered_at", "finding": "not_a_date"}
    group = Group(GroupKind.VALUE, "people.csv", "people", **about)
    decided = Decisions((Decision(group, choice, "Ann Sample", "owner", "It was said so.", "", 1),))
    made, told = placed(MOMENT, decisions=decided)
    assert [waiting for _, _, waiting in told.values()] == [0, 0]
    assert (made.sums[0].cells.declined > 0) == (choice is Choice.DECLINE)
