"""The root of a run's migration log: worked out when a document or a proof first needs it (ADR 52).

Making the tree of a long log takes its time, so it is made while nothing is locked and kept in a moment.
"""

from __future__ import annotations

from portal.services.overview import newest_run
from storage import Storage


def with_root(store: Storage, project: str, run: str, *, by: str) -> None:
    """Sees to it that the run has its root; does nothing where it has. For whoever was let in."""
    with store.read() as work:
        if work.log_proofs.kept(project, run):
            return
        tree = work.log_proofs.made(project, run)
    with store.begin() as work:
        work.log_proofs.keep(project, run, tree, by=by)


def newest_with_root(store: Storage, project: str, *, by: str) -> None:
    """The same of the newest run, where there is one."""
    with store.read() as work:
        run = newest_run(work, project)
    if run is not None:
        with_root(store, project, run.run, by=by)
