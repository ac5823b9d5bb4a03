"""Both sums of every table of a run: proven now, or those of an earlier run where nothing of them changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.conservation import Ids, Published, TableSums, conserved
from core.decisions import Choice, Decisions, GroupKind
from core.known import CannotReuse, Known
from core.made_table import MadeTable, Standing
from core.mapping.model import Mapping as ColumnMapping
from core.record.model import ClinicRecord


@dataclass(frozen=True)
class Proof:
    """What a proof is of. mapping: as it was followed. ids: those of all records."""

    mapping: ColumnMapping
    published: Published
    record: ClinicRecord
    decisions: Decisions
    ids: Ids


def sums_of(
    tables: Sequence[MadeTable], proof: Proof, known: Known, *, again: Sequence[bool]
) -> list[TableSums]:
    """In their order. again: of each, whether its entries of the log are others than before.

    Raises CannotReuse where the earlier run did not close: then nothing of it is taken over.
    """
    made = iter(_of_made([table for table in tables if table.standing is Standing.MADE], proof))
    if any(table.standing is not Standing.MADE for table in tables) and any(proof.ids.twice.values()):
        raise CannotReuse
    return [
        next(made) if table.standing is Standing.MADE else _of_known(table, proof, known, again=anew)
        for table, anew in zip(tables, again, strict=True)
    ]


def _of_made(tables: Sequence[MadeTable], proof: Proof) -> Sequence[TableSums]:
    published = proof.published.of_tables({table.key for table in tables})
    reads = [table.read for table in tables]
    return conserved(reads, proof.mapping, published, proof.record, proof.decisions, ids=proof.ids)


def _of_known(table: MadeTable, proof: Proof, known: Known, *, again: bool) -> TableSums:
    """Those of the earlier run, with what of it is another now looked at again."""
    before = known.sums.get(table.key)
    if before is None or table.looked_at is None:
        raise CannotReuse
    if table.standing is Standing.KNOWN and not again:
        return before
    if before.amiss or _declines_what_is_left(proof.decisions, table):
        raise CannotReuse
    published = proof.published.of_tables({table.key})
    read = replace(table.read, table=table.looked_at)
    (now,) = conserved([read], proof.mapping, published, proof.record, proof.decisions, ids=proof.ids)
    return replace(now, columns={**before.columns, **now.columns})


def _declines_what_is_left(decisions: Decisions, table: MadeTable) -> bool:
    """Whether all words of a column but some are declined: which those are is told of all of its cells."""
    made = (each for _, each in decisions.of_table(table.key, GroupKind.VALUE))
    return any(each.choice is Choice.DECLINE and not each.group.value for each in made)
