"""What a check is: a question asked of the shaped records, answered with the records that fail it.

Each is one entry of the registry (core.checks), so that it is documented, counted and tested like the
others. A record that the old system calls void is asked nothing: it is kept as what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from core.checks.seen import Place, Seen
from core.findings import FindingKind
from core.record.model import ClinicRecord, Entity, Kind

DATED = (Kind.DATE, Kind.DATETIME)
DAY = "#day"

Failing = tuple[str, pl.LazyFrame]
"""An entity, and those of its records that fail: ROW, whatever stands beside it."""


@dataclass(frozen=True)
class Check:
    """kind: the finding it raises. asks: what exactly is compared, and what is let pass, for docs/checks.md.
    failing: from what the check sees, the records that fail, in the order in which they are to be named.

    reads: every field that it looks at, of the clinic record it is given. Which records there are, their
    ids and whence they came it may always see.
    apart: kinds of record of which each is asked by itself, in the order in which they are; empty where they
    are looked at together.
    looked_up: fields of a record that are compared with those of records that refer to it. in_one_mouth:
    fields of one patient's records that are compared with each other. Both say whose log entry may change
    with a cell (core.dependents); a check whose finding is INFO is in no log entry.
    """

    kind: FindingKind
    asks: str
    failing: Callable[[Seen], Iterator[Failing]]
    reads: Callable[[ClinicRecord], frozenset[Place]]
    apart: tuple[str, ...] = ()
    looked_up: frozenset[Place] = frozenset()
    in_one_mouth: frozenset[Place] = frozenset()


def dated(entity: Entity, name: str) -> bool:
    return entity.has(name) and entity.field(name).kind in DATED and not entity.field(name).many


def any_of(tests: list[pl.Expr]) -> pl.Expr:
    """Whether one of them holds; what cannot be told does not."""
    return pl.any_horizontal(test.fill_null(value=False) for test in tests)


def written(rows: pl.LazyFrame, name: str, test: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """Whether the words of a column pass `test`: each word is tried once, however many rows bear it."""
    words = rows.select(pl.col(name).unique()).filter(test(pl.col(name))).collect()
    return pl.col(name).is_in(words.to_series().implode()).fill_null(value=False)
