"""Blind indexes: exact search for a patient by number, name or day of birth, without any of them in clear.

Equal values have equal indexes, so that whoever has the database sees how many share a name or a day, and
not which.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import polars as pl

from core.record.model import Sensitivity
from storage.keys import KeyRing

KEPT = 16
"""Bytes of an index: short enough to be small, long enough that two patients never share one by chance."""
_IDENTITY, _OPERATIONAL = Sensitivity.IDENTITY.value, Sensitivity.OPERATIONAL.value


class By(StrEnum):
    """What a patient is searched by; the values are the columns of the indexes."""

    NUMBER = "number_index"
    NAME = "name_index"
    BIRTH = "birth_index"


def index(ring: KeyRing, by: By, value: str) -> bytes:
    """value: the number in the old system, "last name, first name", or the day as 1980-03-12."""
    return ring.index(f"sandbox.{by}", " ".join(value.split()).casefold())[:KEPT]


def indexes(ring: KeyRing, cells: Mapping[str, pl.DataFrame]) -> list[list[bytes | None]]:
    """The columns of indexes of patients, in the order of `By`; null where there is nothing to search by."""
    said = {
        By.NUMBER: _texts(cells, _OPERATIONAL, "source_id"),
        By.NAME: _names(cells),
        By.BIRTH: _texts(cells, _IDENTITY, "birth_date"),
    }
    return [[None if each is None else index(ring, by, each) for each in said[by]] for by in By]


def _names(cells: Mapping[str, pl.DataFrame]) -> list[str | None]:
    last, first = (_texts(cells, _IDENTITY, name) for name in ("last_name", "first_name"))
    whole = (
        None if a is None and b is None else f"{a or ''}, {b or ''}" for a, b in zip(last, first, strict=True)
    )
    return list(whole)


def _texts(cells: Mapping[str, pl.DataFrame], sensitivity: str, name: str) -> list[str | None]:
    frame = cells.get(sensitivity)
    height = next(iter(cells.values())).height
    if frame is None or name not in frame.columns:
        return [None] * height
    return frame[name].cast(pl.String).to_list()
