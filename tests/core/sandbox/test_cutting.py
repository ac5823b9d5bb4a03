"""Batches of whole patients, of about one size, in an order that follows from the records alone."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from core.sandbox import cut

Rows = Mapping[str, list[int | None]]


def batches(whose: Rows, *, patients: int, size: int) -> tuple[dict[str, list[int]], int]:
    series = {name: pl.Series(rows, dtype=pl.Int64) for name, rows in whose.items()}
    made = cut(series, patients=patients, size=size)
    return {name: found.to_list() for name, found in made.batch.items()}, made.batches


def test_patients_fill_batches_in_their_order() -> None:
    found = batches({"patient": [0, 1, 2], "appointment": [2, 0, 0, 1]}, patients=3, size=3)
    assert found == ({"patient": [0, 1, 1], "appointment": [1, 0, 0, 1]}, 2)


def test_what_is_nobodys_comes_first() -> None:
    found = batches({"provider": [None, None, None], "patient": [0]}, patients=1, size=2)
    assert found == ({"provider": [0, 0, 1], "patient": [2]}, 3)


def test_a_patient_larger_than_a_batch_stays_whole() -> None:
    found = batches({"patient": [0, 1], "appointment": [0] * 9}, patients=2, size=2)
    assert found == ({"patient": [0, 1], "appointment": [0] * 9}, 2)


def test_nothing_is_no_batch() -> None:
    assert batches({}, patients=0, size=5) == ({}, 0)


@st.composite
def clinics(draw: st.DrawFn) -> tuple[dict[str, list[int | None]], int, int]:
    patients = draw(st.integers(0, 12))
    who = st.none() | st.integers(0, patients - 1) if patients else st.none()
    rows = {name: draw(st.lists(who, max_size=30)) for name in ("a", "b")}
    return {"patient": [*range(patients)], **rows}, patients, draw(st.integers(1, 9))


@given(clinics())
def test_every_patient_lies_in_one_batch_and_no_batch_is_empty(made: tuple[Rows, int, int]) -> None:
    whose, patients, size = made
    found, count = batches(whose, patients=patients, size=size)
    places: dict[int | None, set[int]] = {}
    for name, rows in whose.items():
        for row, batch in zip(rows, found[name], strict=True):
            places.setdefault(row, set()).add(batch)
    assert all(len(of) == 1 for who, of in places.items() if who is not None)
    assert set[int]().union(*places.values()) == set(range(count))
