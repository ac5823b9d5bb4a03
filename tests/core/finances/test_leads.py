from __future__ import annotations

from core.finances import LeadKind, gaps_in

PLACE = ("ledger.csv", "ledger")


def test_numbers_missing_between_others_are_a_gap_and_records_that_are_no_entry_are_not_missing() -> None:
    (gap,) = gaps_in(["1", "2", "6", "7", "9"], known=["8"], place=PLACE)
    assert (gap.kind, gap.first, gap.last, gap.count) == (LeadKind.NOT_EXPORTED, "3", "5", 3)


def test_a_table_that_is_not_numbered_one_by_one_has_no_gaps_to_tell() -> None:
    assert gaps_in(["1", "100", "2000"], place=PLACE) == ()
    assert gaps_in(["a", "b"], place=PLACE) == gaps_in([], place=PLACE) == ()
