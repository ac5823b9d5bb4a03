"""Records cut into batches of whole patients: a patient lies in one batch, with all that belongs to them.

The cut follows from the records alone (law 3), so that a load which was stopped goes on with the batches that
it would have had anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Cut:
    """batch: for each row of each entity the batch that it comes in, from 0. batches: how many there are.

    The practice's own records come in the first ones, then the patients in their order.
    """

    batch: Mapping[str, pl.Series] = field(repr=False)
    batches: int


def cut(whose: Mapping[str, pl.Series], *, patients: int, size: int) -> Cut:
    """whose: as `patients_of` says. size: rows after which a batch is full; a larger patient stays whole."""
    own = _own(whose, size)
    first = 1 + max((int(each.max()) for each in own.values() if each.size), default=-1)
    of_patient = _of_patients(whose, patients, size)
    found = {name: _batches(each, of_patient + first, own[name]) for name, each in whose.items()}
    return Cut(found, first + (int(of_patient[-1]) + 1 if patients else 0))


def _own(whose: Mapping[str, pl.Series], size: int) -> dict[str, Numbers]:
    """The batches of the rows that are nobody's, counted on over the entities."""
    found, before = {}, 0
    for name, each in whose.items():
        rows = each.null_count()
        found[name] = (np.arange(rows, dtype=np.int64) + before) // size
        before += rows
    return found


def _of_patients(whose: Mapping[str, pl.Series], patients: int, size: int) -> Numbers:
    """The batch of each patient, without gaps: where their first row stands in all, in batches."""
    rows = np.zeros(patients, dtype=np.int64)
    for each in whose.values():
        rows += np.bincount(each.drop_nulls().to_numpy(), minlength=patients)
    _, dense = np.unique((np.cumsum(rows) - rows) // size, return_inverse=True)
    return np.asarray(dense, dtype=np.int64)


def _batches(whose: pl.Series, of_patient: Numbers, own: Numbers) -> pl.Series:
    found = np.empty(len(whose), dtype=np.int64)
    nobodys = whose.is_null().to_numpy()
    found[nobodys] = own
    found[~nobodys] = of_patient[whose.drop_nulls().to_numpy()]
    return pl.Series("batch", found)
