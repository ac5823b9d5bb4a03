"""The tree over a run's migration log, and proofs that one entry belongs to it (laws 1 and 2; ADR 52).

The tree is made when its root is first needed and kept with the run then; a proof reads its own entries
alone.
"""

from __future__ import annotations

from core.log_tree import EntryProof, LogTree
from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.errors import ProofBroken
from storage.parts import LOG
from storage.runs import PartRow, RunRow, Runs
from storage.unit import Unit, absent

ROOT, NODES = "log_root", "log_nodes"
"""What the summary of a run gains: the tree's root, and the nodes by which one entry is proven."""


class LogProofs:
    def __init__(self, unit: Unit, runs: Runs, audit: Audit) -> None:
        self._unit = unit
        self._runs = runs
        self._audit = audit

    def kept(self, project: str, run: str) -> bool:
        """Whether the tree of the run is there. Raises NotStored."""
        return NODES in self._runs.get(project, run).summary

    def made(self, project: str, run: str) -> LogTree:
        """The tree, made anew from the whole log, a block in memory at a time; nothing is kept of it."""
        log = self._log(project, run)
        blocks = self._runs.blocks(project, run, LOG, log.sensitivity)
        return LogTree.over_pieces(blocks, key=self._unit.ring(project).salt(LOG), run=run)

    def keep(self, project: str, run: str, tree: LogTree, *, by: str) -> str:
        """Keeps the tree with its run and gives the root; the first one that was kept stays."""
        self._unit.lock(project)
        row = self._runs.get(project, run)
        if NODES in row.summary:
            return str(row.summary[ROOT])
        if row.summary.get(ROOT) not in (None, tree.root):
            raise _broken()
        self._runs.tell_more(project, run, {ROOT: tree.root, NODES: tree.text})
        self._audit.append(project, AuditEvent.LOG_SUMMED, by, {"run": run, "log": tree.root})
        return tree.root

    def prove(self, project: str, run: str, position: int) -> EntryProof:
        """Of the entry at `position` (0-based), by the kept tree. Raises NotStored, ProofBroken."""
        row, log = self._runs.get(project, run), self._log(project, run)
        if not 0 <= position < log.rows:
            raise absent("log entry")
        tree, key = self._tree(row), self._unit.ring(project).salt(LOG)
        start = tree.first_of(position)
        rows = self._runs.open_rows(project, run, LOG, log.sensitivity, start=start, count=tree.block)
        proof = tree.prove(rows, key=key, run=run, position=position)
        if proof.root != row.summary[ROOT]:
            raise _broken()
        return proof

    def _tree(self, row: RunRow) -> LogTree:
        kept = row.summary.get(NODES)
        if kept is None:
            raise absent("tree over the log")
        return LogTree.from_text(kept)

    def _log(self, project: str, run: str) -> PartRow:
        log = next((part for part in self._runs.parts(project, run) if part.name == LOG), None)
        if log is None:
            raise absent("log")
        return log


def _broken() -> ProofBroken:
    return ProofBroken(
        place="migration log",
        found="This entry does not lead to the root that was noted for its run.",
        do="Give this proof to nobody. Check the audit trail, and restore the store from its backup.",
    )
