"""Where a difference may come from: what an accountant would look for first, found by arithmetic.

Each lead is a fact about the entries and never a conclusion; several may hold at once. A sign that was
turned shows as twice its amount, something missing or there twice as its own amount, and what was never
exported as a gap in the numbers of the entries (auditors call it a sequence test).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import polars as pl


class LeadKind(StrEnum):
    """In the order in which they are worth a look."""

    TURNED = "turned"
    """Signed against its kind: a charge below zero, a payment above."""
    HALF = "half"
    """Its amount is half of the difference, as that of an entry with a turned sign would be."""
    SAME = "same"
    """Its amount is the difference, as that of an entry there once too often or once too few would be."""
    NOT_EXPORTED = "not exported"
    """Numbers that are missing between those of the entries."""
    NOT_HERE = "not here"
    """Records of the export that are no entry here: they wait, or were skipped or merged."""
    APART = "apart"
    """Entries that count for nothing: struck out, or without an amount, a currency or a day."""


_MOST = 8
"""Entries named by one lead; the list below it has all of them."""


@dataclass(frozen=True)
class Lead:
    """ids: the entries that it is about. first, last: the numbers at both ends of a gap. amount: of both."""

    kind: LeadKind
    count: int
    amount: int = 0
    ids: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    place: tuple[str, str] = ("", "")


def leads_to(entries: pl.DataFrame, difference: int) -> tuple[Lead, ...]:
    """entries: those behind ours, as `behind` gives them. difference: ours less theirs, not zero."""
    size = abs(difference)
    halves = pl.col("amount").abs() * 2 == size
    return tuple(
        lead
        for lead in (
            _of(LeadKind.TURNED, entries.filter(pl.col("against"))),
            _of(LeadKind.HALF, entries.filter(halves)),
            _of(LeadKind.SAME, entries.filter(pl.col("amount").abs() == size)),
        )
        if lead.count
    )


def _of(kind: LeadKind, found: pl.DataFrame) -> Lead:
    total = sum(found["amount"].to_list())
    return Lead(kind, found.height, total, tuple(found["id"].head(_MOST).to_list()))


def gaps_in(numbers: Sequence[str], *, known: Sequence[str] = (), place: tuple[str, str]) -> tuple[Lead, ...]:
    """Runs of numbers that are missing between the lowest and the highest, largest first.

    numbers: of the entries of one table. known: of its records that are no entry; they are not missing.
    Tables that are not numbered one by one (fewer than half of the numbers are there) have no gaps to tell.
    """
    there = sorted({int(each) for each in (*numbers, *known) if each.isascii() and each.isdigit()})
    if not there or 2 * len(there) < there[-1] - there[0] + 1:
        return ()
    gaps = [
        Lead(LeadKind.NOT_EXPORTED, after - before - 1, 0, (), str(before + 1), str(after - 1), place)
        for before, after in pairwise(there)
        if after - before > 1
    ]
    return tuple(sorted(gaps, key=lambda gap: -gap.count)[:_MOST])
