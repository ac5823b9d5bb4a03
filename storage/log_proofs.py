"""Proofs that one entry belongs to a run's migration log, made without reading the rest of it (law 1)."""

from __future__ import annotations

from core.log_tree import BLOCK, EntryProof, LogTree, block_of
from storage.errors import ProofBroken
from storage.runs import LOG, PartRow, RunRow, Runs
from storage.unit import Unit, absent


class LogProofs:
    def __init__(self, unit: Unit, runs: Runs) -> None:
        self._unit = unit
        self._runs = runs

    def prove(self, project: str, run: str, position: int) -> EntryProof:
        """Of the entry at `position` (0-based). Raises NotStored, ProofBroken."""
        row = self._runs.get(project, run)
        log = next((part for part in self._runs.parts(project, run) if part.name == LOG), None)
        if log is None or not 0 <= position < log.rows:
            raise absent("log entry")
        tree, key = self._tree(project, row, log), self._unit.ring(project).salt(LOG)
        start = block_of(position)
        rows = self._runs.open_rows(project, run, LOG, log.sensitivity, start=start, count=BLOCK)
        proof = tree.prove(rows, key=key, run=run, position=position)
        if proof.root != row.summary["log_root"]:
            raise _broken()
        return proof

    def _tree(self, project: str, row: RunRow, log: PartRow) -> LogTree:
        """The kept nodes; of a run from before they were kept, made anew from the whole log."""
        kept = row.summary.get("log_nodes")
        if kept is not None:
            return LogTree.from_text(kept)
        whole = self._runs.open_part(project, row.run, LOG, log.sensitivity)
        return LogTree.over(whole, key=self._unit.ring(project).salt(LOG), run=row.run)


def _broken() -> ProofBroken:
    return ProofBroken(
        place="migration log",
        found="This entry does not lead to the root that was noted when the run was published.",
        do="Give this proof to nobody. Check the audit trail, and restore the store from its backup.",
    )
