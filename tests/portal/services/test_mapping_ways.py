"""Words for blank, texts from another table, pieces by width, rows of several kinds: nothing is lost."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from core.accept import Settings as Clinic
from core.errors import ChartbridgeError
from core.mapping.model import Fate, Mapping, TableMapping
from core.profiles import profile
from core.record import RECORD
from core.suggest import suggest_all
from portal.services import mapping, overview, runs
from portal.services.mapping_blanks import blanks_of
from portal.services.mapping_cells import first_rule, ways
from portal.services.mapping_changes import changed
from portal.services.mapping_facts import Facts, accepted
from portal.services.mapping_fitting import covers
from portal.services.mapping_kinds import kinds_held
from portal.services.mapping_offers import with_offers
from portal.services.mapping_preview import column_view
from portal.services.mapping_split import splits
from portal.services.mapping_standing import Standing
from portal.viewmodels.mapping import Home, OptionName, Outcomes, Place
from portal.viewmodels.mapping_asked import Change, MoveColumn, SetKind, SetOption
from portal.viewmodels.mapping_cells import (
    AlsoFeed,
    JoinColumns,
    Lookup,
    LookupOffer,
    SetBlanks,
    SetLookup,
    SplitRows,
    Ways,
)
from portal.viewmodels.uploads import Accept
from tests.core.small import source
from tests.portal.stores import OWNER, project_in, store_in, work_all

CLINIC, BY = Clinic(), "Robin"
SLOTS, DOCTORS = ("slots.csv", "slots"), ("doctors.csv", "doctors")
NOTE = Home("appointment", "note")


@cache
def facts() -> Facts:
    rows = [
        ["1", "2024-01-02", "none", "20240102HYG", "D1", "visit"],
        ["2", "2024-01-03", "NONE", "20240103EXM", "d2", "note"],
        ["3", "2024-01-04", "n/a", "20240104HYG", "D2", "visit"],
        ["4", "2024-01-05", "Bring x-rays", "20240105HYG", "D9", ""],
    ]
    doctors = [["D1", "Dr. Lee"], ["D2", "Dr. Ng"], ["D3", "Dr. Ek"]]
    tables = (
        source("slots", ["AptNum", "Day", "Remark", "Ref", "Doc", "Sort"], rows),
        source("doctors", ["Code", "Called"], doctors),
    )
    known = tuple(profile(table) for table in tables)
    return Facts(tables, known, suggest_all(tables, RECORD, profiles=known))


def after(*asked: Change) -> Mapping:
    made = accepted(facts(), CLINIC)
    for each in (SetKind(SLOTS, "appointment"), MoveColumn(SLOTS, "Remark", NOTE), *asked):
        made = changed(made, facts(), each, by=BY, clinic=CLINIC)
    assert covers(made, facts().tables)
    return made


def slots(*asked: Change) -> TableMapping:
    table = after(*asked).table(SLOTS)
    assert table is not None
    return table


def outcomes(column: str, *asked: Change) -> Outcomes:
    view = column_view(Standing(facts(), 1, after(*asked)), SLOTS, column, values=True, ask="")
    assert view.outcomes is not None
    return view.outcomes


def blanks(*asked: Change) -> dict[str, tuple[int, bool]]:
    rule = first_rule(slots(*asked), "Remark")
    assert rule is not None
    told = blanks_of(facts(), SLOTS, "Remark", rule)
    return {each.text.lower(): (each.count, each.blank) for each in told}


NONE_IS_BLANK = SetBlanks(SLOTS, "Remark", ("None", "n/a"))
NA_IS_A_WORD = SetBlanks(SLOTS, "Remark", (), ("n/a",))


def test_the_words_of_a_column_are_offered_those_that_mean_blank_first() -> None:
    assert list(blanks().items()) == [
        ("n/a", (1, True)),
        ("none", (2, False)),
        ("bring x-rays", (1, False)),
    ]


def test_a_word_that_a_person_calls_blank_is_counted_as_nothing_and_the_other_way_round() -> None:
    assert outcomes("Remark") == Outcomes(read=3, absent=1)
    assert outcomes("Remark", NONE_IS_BLANK) == Outcomes(read=1, absent=3)
    assert outcomes("Remark", NA_IS_A_WORD) == Outcomes(read=4)
    assert blanks(NA_IS_A_WORD)["n/a"] == (1, False)
    rule = first_rule(slots(NONE_IS_BLANK), "Remark")
    assert rule is not None and rule.by == BY
    assert rule.steps[-1].options == {"blank": ("none",)}


def test_what_is_said_of_blanks_goes_along_to_another_field_and_another_reading() -> None:
    moved = slots(NONE_IS_BLANK, MoveColumn(SLOTS, "Remark", Home("appointment", "type")))
    rule = first_rule(moved, "Remark")
    assert rule is not None and rule.steps[-1].options["blank"] == ("none",)
    cut = slots(
        NONE_IS_BLANK,
        MoveColumn(SLOTS, "Remark", Home("appointment", "type")),
        SetOption(SLOTS, "Remark", OptionName.READING, "split "),
    )
    rule = first_rule(cut, "Remark")
    assert rule is not None and rule.steps[-1].options["blank"] == ("none",)


def test_nothing_is_said_of_the_blanks_of_a_column_that_feeds_no_field() -> None:
    with pytest.raises(ChartbridgeError):
        slots(MoveColumn(SLOTS, "Remark", Place.ARCHIVED), NONE_IS_BLANK)


LOOKED_UP = SetLookup(SLOTS, "Doc", DOCTORS, "Code", "Called")
DOC = MoveColumn(SLOTS, "Doc", Home("appointment", "description"))


def ways_of(table: TableMapping, column: str) -> Ways:
    told, rule = ways(facts(), table, SLOTS, column, values=True), first_rule(table, column)
    assert told is not None and rule is not None
    return with_offers(told, facts(), SLOTS, column, rule=rule)


def test_a_table_whose_key_holds_the_codes_is_offered_with_how_many_it_has() -> None:
    told = ways_of(slots(DOC), "Doc")
    assert told.lookups == (LookupOffer(DOCTORS, "Code", ("Called",), 2, 3),)
    assert ways_of(slots(DOC), "Remark").lookups == ()


def test_the_text_of_the_other_table_stands_in_the_place_of_the_code_and_goes_again() -> None:
    assert outcomes("Doc", DOC, LOOKED_UP) == Outcomes(read=3, failed=(("not_in_the_other_table", 1),))
    table = slots(DOC, LOOKED_UP)
    assert ways_of(table, "Doc").lookup == Lookup(DOCTORS, "Code", "Called")
    assert slots(DOC, LOOKED_UP, LOOKED_UP) == table
    back = first_rule(slots(DOC, LOOKED_UP, SetLookup(SLOTS, "Doc")), "Doc")
    assert back is not None and [step.transform for step in back.steps] == ["text"]


@pytest.mark.parametrize(
    "asked",
    [
        SetLookup(SLOTS, "Doc", DOCTORS, "Code", "Nowhere"),
        SetLookup(SLOTS, "Doc", ("gone.csv", "gone"), "Code", "Called"),
        SetLookup(SLOTS, "Doc", SLOTS, "AptNum", "Remark"),
    ],
)
def test_a_lookup_that_leads_nowhere_or_back_is_refused(asked: SetLookup) -> None:
    with pytest.raises(ChartbridgeError):
        slots(DOC, asked)


def test_columns_that_are_put_together_are_looked_up_nowhere() -> None:
    with pytest.raises(ChartbridgeError):
        slots(DOC, JoinColumns(SLOTS, "Doc", ("Sort",)), LOOKED_UP)


CUT = (
    MoveColumn(SLOTS, "Ref", Home("appointment", "type")),
    SetOption(SLOTS, "Ref", OptionName.READING, "widths"),
)


def test_a_column_is_cut_where_its_cells_change_and_the_widths_can_be_put_right() -> None:
    rule = first_rule(slots(*CUT), "Ref")
    assert rule is not None and rule.steps[-1].options == {"widths": "8", "number": "1"}
    wider = slots(*CUT, SetOption(SLOTS, "Ref", OptionName.WIDTHS, "4,2,2"))
    rule = first_rule(wider, "Ref")
    assert rule is not None and rule.steps[-1].options["widths"] == "4,2,2"
    view = column_view(Standing(facts(), 1, after(*CUT)), SLOTS, "Ref", values=True, ask="")
    assert dict(view.options) == {
        OptionName.READING: "widths",
        OptionName.WIDTHS: "8",
        OptionName.NUMBER: "1",
    }


@pytest.mark.parametrize("widths", ["", "0", "3,", "a", "3;4"])
def test_widths_that_are_none_are_refused(widths: str) -> None:
    with pytest.raises(ChartbridgeError):
        slots(*CUT, SetOption(SLOTS, "Ref", OptionName.WIDTHS, widths))


def test_cells_that_are_cut_at_a_mark_have_no_widths() -> None:
    cut = (CUT[0], SetOption(SLOTS, "Ref", OptionName.READING, "split-"))
    with pytest.raises(ChartbridgeError):
        slots(*cut, SetOption(SLOTS, "Ref", OptionName.WIDTHS, "3"))


SPLIT = SplitRows(SLOTS, "Sort", (("appointment", ("visit",)), ("clinical_note", ("note",))))


def test_rows_of_several_kinds_are_told_apart_by_the_words_of_a_column() -> None:
    table = slots(SPLIT)
    assert kinds_held(table) == ("appointment", "clinical_note")
    told = splits(facts(), table, SLOTS, values=True)
    assert (told.by, told.kinds, told.rows) == ("Sort", ("appointment", "clinical_note"), 4)
    assert {w.text: (w.count, w.kind) for w in dict(told.may)["Sort"]} == {
        "visit": (2, "appointment"),
        "note": (1, "clinical_note"),
    }
    assert splits(facts(), table, SLOTS, values=False).may == ()


def test_a_column_feeds_a_field_of_each_kind_of_row_and_moving_one_leaves_the_other() -> None:
    assert homes_of(slots(SPLIT), "Remark") == {("appointment", "note"), ("clinical_note", "text")}
    both = (SPLIT, AlsoFeed(SLOTS, "Day", "clinical_note", "written_at"))
    assert homes_of(slots(*both), "Day") == {("appointment", "date"), ("clinical_note", "written_at")}
    moved = slots(*both, MoveColumn(SLOTS, "Day", Home("appointment", "start")))
    assert homes_of(moved, "Day") == {("appointment", "start"), ("clinical_note", "written_at")}
    whole = slots(*both, SplitRows(SLOTS))
    assert kinds_held(whole) == ("appointment",)
    assert homes_of(whole, "Day") == {("appointment", "date")}


def homes_of(table: TableMapping, column: str) -> set[tuple[str, str]]:
    return {(rule.entity, rule.field) for rule in table.rules if rule.columns == (column,)}


@pytest.mark.parametrize(
    "asked",
    [
        SplitRows(SLOTS, "Nowhere", SPLIT.kinds),
        SplitRows(SLOTS, "Sort", (("spaceship", ("visit",)),)),
        SplitRows(SLOTS, "Sort", (("appointment", ("visit",)), ("clinical_note", ("VISIT",)))),
        SplitRows(SLOTS, "Sort", (("appointment", ()),)),
    ],
)
def test_kinds_that_are_not_told_apart_are_refused(asked: SplitRows) -> None:
    with pytest.raises(ChartbridgeError):
        slots(asked)


def test_a_table_of_which_nobody_said_what_its_rows_are_is_told_apart_by_nothing_yet() -> None:
    with pytest.raises(ChartbridgeError):
        slots(SetKind(SLOTS, None), SPLIT)


def test_a_column_that_is_left_without_a_field_when_rows_are_one_kind_again_waits() -> None:
    titled = slots(SPLIT, MoveColumn(SLOTS, "Ref", Home("clinical_note", "title")), SplitRows(SLOTS))
    assert {each.column: (each.fate, each.by) for each in titled.kept}["Ref"] == (Fate.WAITING, BY)


PEOPLE = "PatNum,LastName\n7,Lee\n"
REMARKS, SORTS = ("none", "n/a", "Bring x-rays"), ("visit", "note")
VISITS = "AptNum,PatNum,Day,Remark,Ref,Doc,Sort\n" + "".join(
    f"{n},7,2024-01-0{n},{REMARKS[n % 3]},2024010{n}HYG,D{n % 3},{SORTS[n % 2]}\n" for n in range(1, 7)
)
LIST = "Code,Called\nD1,Dr. Lee\nD2,Dr. Ng\n"
VISIT = ("slots.csv", "slots")
ASKED: tuple[Change, ...] = (
    SetKind(VISIT, "appointment"),
    MoveColumn(VISIT, "Remark", NOTE),
    SetBlanks(VISIT, "Remark", ("none",), ("n/a",)),
    MoveColumn(VISIT, "Ref", Home("appointment", "type")),
    SetOption(VISIT, "Ref", OptionName.READING, "widths"),
    MoveColumn(VISIT, "Doc", Home("appointment", "description")),
    SetLookup(VISIT, "Doc", DOCTORS, "Code", "Called"),
    SplitRows(VISIT, "Sort", (("appointment", ("visit",)), ("clinical_note", ("note",)))),
    MoveColumn(VISIT, "Day", Home("appointment", "start")),
    AlsoFeed(VISIT, "Day", "clinical_note", "written_at"),
)


def test_all_of_it_is_run_and_every_record_and_cell_is_accounted_for(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    files = {"patients.csv": PEOPLE, "slots.csv": VISITS, "doctors.csv": LIST}
    project = project_in(store, {name: text.encode() for name, text in files.items()})
    for seen, asked in enumerate(ASKED):
        mapping.change(store, OWNER, project.id, asked, seen=seen, clinic=CLINIC)
    page = mapping.view(store, OWNER, project, clinic=CLINIC, table="\t".join(VISIT))
    assert page.table is not None and page.table.split.by == "Sort"
    to = {line.name: (line.to, line.also) for line in page.table.columns}
    assert to["Remark"] == (NOTE, (Home("clinical_note", "text"),))
    remark = mapping.column(store, OWNER, project, clinic=CLINIC, source=VISIT, name="Remark")
    assert {each.text for each in remark.blanks if each.blank} == {"none"}
    runs.start(store, OWNER, project.id, how=Accept.SURE, clinic=CLINIC, seen=len(ASKED))
    work_all(store)
    shown = overview.view(store, OWNER, project)
    assert shown.run is not None and shown.run.sums.closes
    assert shown.run.sums.records.missing == shown.run.sums.cells.missing == 0
