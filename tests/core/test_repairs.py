"""What was accepted is plain data: it can be kept, compared, and told apart."""

from __future__ import annotations

import pytest

from core.repairs import ALL_REPAIRS, NO_REPAIRS, Accepted, Proposal, RepairKind, Repairs

SPLIT = Proposal(
    kind=RepairKind.MISSING_DELIMITER,
    file="t.csv",
    table="t",
    upload="a" * 64,
    line=3,
    start=10,
    end=20,
    raw="12,",
    before=("12", ""),
    after=("1", "2", ""),
    column="a",
    others=2,
    confidence=0.99,
)


@pytest.mark.parametrize(
    ("accepted", "covered"),
    [
        (SPLIT.one, True),
        (Accepted(), True),
        (Accepted(upload="a" * 64), True),
        (Accepted(kind=RepairKind.MISSING_DELIMITER), True),
        (Accepted(kind=RepairKind.SURPLUS_DELIMITER), False),
        (Accepted(upload="b" * 64), False),
        (Accepted(start=11), False),
    ],
)
def test_an_acceptance_covers_what_it_names_and_nothing_else(accepted: Accepted, covered: bool) -> None:
    assert Repairs.of([accepted]).covers(SPLIT) is covered


def test_nothing_accepted_covers_nothing() -> None:
    assert not NO_REPAIRS.covers(SPLIT)


def test_neither_order_nor_repetition_makes_a_difference() -> None:
    one, two = SPLIT.one, Accepted(kind=RepairKind.HEADER)
    assert Repairs.of([one, two, one]).digest() == Repairs.of([two, one]).digest()
    assert Repairs.of([one]).digest() != Repairs.of([two]).digest()
    assert Repairs.of([one]).with_accepted(two) == Repairs.of([one, two])


@pytest.mark.parametrize("repairs", [NO_REPAIRS, ALL_REPAIRS, Repairs.of([SPLIT.one])])
def test_what_was_accepted_is_read_back_as_it_was_kept(repairs: Repairs) -> None:
    assert Repairs.from_record(repairs.record()) == repairs


def test_a_proposal_shows_no_patient_data_when_it_is_printed() -> None:
    assert "12" not in repr(SPLIT).replace("0.99", "")
