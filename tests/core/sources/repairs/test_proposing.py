"""A damaged row is proposed a repair where one reading fits, and nothing changes before it is accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.repairs import ALL_REPAIRS, Accepted, RepairKind, Repairs
from core.sources.repairs.columns import Column
from core.sources.repairs.effort import Effort
from core.sources.repairs.fitting import readings
from core.sources.repairs.moves import Line
from tests.core.sources.given import rows
from tests.core.sources.repairs.given import lines, read, text, with_line

CLEAN = rows(read(text(lines())))
LINE = lines()[7]
DAMAGES = {
    "a delimiter too many": (LINE.replace(",", ",,", 1), RepairKind.SURPLUS_DELIMITER),
    "a delimiter too few": (LINE.replace(",", "", 1), RepairKind.MISSING_DELIMITER),
    "a delimiter too few before a quote": (LINE.replace(',"', '"'), RepairKind.MISSING_DELIMITER),
    "a delimiter too many at the end": (LINE + ",", RepairKind.SURPLUS_DELIMITER),
    "semicolons": (LINE.replace(",", ";").replace("; and", ", and"), RepairKind.OTHER_DIALECT),
    "spaces": (LINE.replace(",", " ").replace("Good ", "Good,"), RepairKind.OTHER_DIALECT),
    "commas with spaces": (LINE.replace(",", ", ").replace(",  ", ", "), RepairKind.OTHER_DIALECT),
    "a value that is not quoted": (LINE.replace('"', ""), RepairKind.BARE_DELIMITER),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_row_is_restored_where_the_repair_is_accepted(damage: str) -> None:
    line, kind = DAMAGES[damage]
    (proposal,) = read(with_line(7, line)).proposals
    assert (proposal.kind, proposal.line, proposal.raw, proposal.applied) == (kind, 8, line, False)
    assert list(proposal.after) == CLEAN[6]
    repaired = read(with_line(7, line), ALL_REPAIRS)
    assert rows(repaired) == CLEAN
    assert repaired.table.columns == ("day", "time", "code", "price", "kind", "note")


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_consent_the_row_is_read_as_it_stands(damage: str) -> None:
    line, _ = DAMAGES[damage]
    table = read(with_line(7, line))
    others = [row[:6] for number, row in enumerate(rows(table)) if number != 6]
    assert others == [row for number, row in enumerate(CLEAN) if number != 6]
    (proposal,) = table.proposals
    told = [one for one in rows(table)[6] if one is not None]
    assert told == [one for one in proposal.before if one is not None]


def test_an_open_quote_that_made_a_reject_becomes_the_one_record_that_was_counted() -> None:
    line = lines()[8] + '"'
    damaged = with_line(8, line)
    plain, repaired = read(damaged), read(damaged, ALL_REPAIRS)
    assert len(plain.rejects) == 1
    assert plain.proposals[0].kind is RepairKind.OPEN_QUOTE
    assert repaired.rejects == ()
    assert repaired.counted == plain.counted == 40
    assert rows(repaired) == [*CLEAN[:7], [*CLEAN[7][:5], '"'], *CLEAN[8:]]
    assert repaired.proposals[0].record == 8


def test_a_clean_table_has_no_proposals() -> None:
    assert read(text(lines())).proposals == ()


def test_rows_that_merely_end_early_are_left_alone() -> None:
    whole = [line.rsplit(",", 1)[0] if n % 4 == 2 else line for n, line in enumerate(lines())]
    assert read(text(whole)).proposals == ()


def test_nothing_is_proposed_where_two_readings_are_as_good() -> None:
    numbers = ["a,b,c", *(f"{n * 37 % 90 + 10},{n * 53 % 90 + 10},{n * 71 % 90 + 10}" for n in range(40))]
    numbers[9] = "12,34"
    assert read(text(numbers)).proposals == ()


def test_a_cell_unlike_its_column_is_never_proposed() -> None:
    strange = "Wool Socks,12:00,AB-4007,$8.10Hat,"
    assert all("Wool Socks" not in one.after[0] for one in read(with_line(7, strange)).proposals)


def test_one_row_is_accepted_and_another_is_not() -> None:
    whole = lines()
    whole[7], whole[20] = whole[7].replace(",", "", 1), whole[20].replace(",", "", 1)
    first, second = read(text(whole)).proposals
    table = read(text(whole), Repairs.of([first.one]))
    assert [one.applied for one in table.proposals] == [True, False]
    assert rows(table)[6] == CLEAN[6]
    assert rows(table)[19][0] == second.before[0]


def test_what_was_accepted_for_other_cells_is_not_applied() -> None:
    damaged = with_line(7, LINE.replace(",", "", 1))
    (proposal,) = read(damaged).proposals
    stale = replace(proposal.one, cells="0" * 64)
    assert not read(damaged, Repairs.of([stale])).proposals[0].applied


def test_all_of_a_kind_are_accepted_together() -> None:
    whole = lines()
    whole[7], whole[20] = whole[7].replace(",", "", 1), whole[20].replace(",", ",,", 1)
    table = read(text(whole), Repairs.of([Accepted(kind=RepairKind.MISSING_DELIMITER)]))
    assert {one.kind: one.applied for one in table.proposals} == {
        RepairKind.MISSING_DELIMITER: True,
        RepairKind.SURPLUS_DELIMITER: False,
    }


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.binary(max_size=40).map(lambda raw: raw.translate(TABLE).decode()))
def test_whatever_stands_in_a_row_proposing_is_steady_and_both_sums_close(number: int, line: str) -> None:
    damaged = with_line(number, line or "x")
    first, again = read(damaged), read(damaged)
    assert first.proposals == again.proposals
    assert read(damaged, ALL_REPAIRS).table.frame.equals(read(damaged, ALL_REPAIRS).table.frame)
    values = {cell for row in rows(first) for cell in row if cell} | {one.raw for one in first.rejects}
    assert all(cell in values for row in CLEAN[: number - 1] for cell in row if cell)


TABLE = bytes(b',";: 1aB/\t'[b % 10] for b in range(256))


def test_a_table_damaged_from_end_to_end_is_weighed_so_far_and_no_further() -> None:
    effort = Effort(left=100)
    line = Line.cut("1,Ann;;Smith,2020-01-02", ",", quote='"', spaced=False)
    columns = [Column(["1", "2", "3"]), Column(["Ann", "Ben"]), Column(["2020-01-02"])]
    assert readings(line, columns)
    effort.begin_line()
    assert readings(line, columns, effort) == []
    assert effort.line_is_over and effort.is_over
