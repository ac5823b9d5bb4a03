"""What an earlier run worked out, by what it was made of: it holds where the same is made of the same again.

A key that is equal stands for inputs that are equal (core.made_of), so that a result may be taken over
unseen. Whatever has no key is worked out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from core.checks import CHECKS, asked, parted, together
from core.checks.model import Check
from core.conservation import TableSums
from core.digests import combined
from core.packed import Packed
from core.record.model import ClinicRecord
from core.shape.entities import ID, PROVENANCE


class CannotReuse(Exception):
    """Something of an earlier run is needed that it did not keep: then everything is done."""


@dataclass(frozen=True)
class Known:
    """checks: findings of a check. logs: entries of a table. sums: both of a table, by its key. digests: of a
    column in a row range. unique: ids of an entity of which none stands twice.
    """

    checks: Mapping[str, pl.DataFrame] = field(default_factory=dict, repr=False)
    logs: Mapping[str, Packed] = field(default_factory=dict, repr=False)
    sums: Mapping[tuple[str, str], TableSums] = field(default_factory=dict, repr=False)
    digests: Mapping[str, str] = field(default_factory=dict, repr=False)
    unique: frozenset[str] = frozenset()


NOTHING = Known()


def checked_anew(
    records: Mapping[str, Packed], record: ClinicRecord, known: Known
) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """What all checks found, in the order of the registry; and by key what each did."""
    found, keyed = [], {}
    for check in CHECKS:
        answers = []
        for part in parted(check, records):
            key = _key(check, part, record)
            answers.append(known.checks[key] if key in known.checks else asked(check, part, record))
            if key:
                keyed[key] = answers[-1]
        found.append(together(answers))
    return pl.concat(found), keyed


def _key(check: Check, records: Mapping[str, Packed], record: ClinicRecord) -> str:
    """Of every column that the check may see; "" where it is not known what one was made of."""
    reads = check.reads(record)
    said: list[tuple[str, str]] = [("check", check.kind.name)]
    for entity in sorted({entity for entity, _ in reads} & records.keys()):
        rows = records[entity]
        seen = {ID, *PROVENANCE, *(field for name, field in reads if name == entity)}
        identity = rows.select([name for name in rows.columns if name in seen]).identity(0, rows.height)
        if not identity:
            return ""
        said.append((entity, identity))
    return combined(said)


def ids_of(rows: Packed) -> str:
    """Of what the ids of an entity's records were made; "" where that is not known."""
    return rows.select((ID,)).identity(0, rows.height)
