"""The tree over a log: made when it is asked for, kept once, and never against what was noted before."""

from __future__ import annotations

import polars as pl
import pytest

from core.digests import merkle_root
from core.log_tree import BLOCK, LogTree
from storage import AuditEvent, Storage
from storage.errors import NotStored, ProofBroken
from tests.storage.test_runs import Piece, publish

LOG = pl.DataFrame({"record": [1, 2], "disposition": ["imported", "waiting"]})
CHANGED = LOG.with_columns(disposition=pl.Series(["imported", "imported"]))


def published(storage: Storage, project: str, log: pl.DataFrame, run: str = "r1") -> None:
    with storage.begin() as work:
        publish(work, project, run=run, parts=[Piece("log", "restricted", log)])


def summed(storage: Storage, project: str, run: str = "r1") -> str:
    with storage.read() as work:
        tree = work.log_proofs.made(project, run)
    with storage.begin() as work:
        return work.log_proofs.keep(project, run, tree, by="Ann")


def test_a_root_names_its_log_and_only_for_those_who_hold_the_key(storage: Storage, project: str) -> None:
    with storage.begin() as work:
        other = work.projects.create("Other", by="Ann").id
    roots = set()
    for number, (where, log) in enumerate([(project, LOG), (project, CHANGED), (other, LOG)]):
        published(storage, where, log, f"r{number}")
        roots.add(summed(storage, where, f"r{number}"))
    assert len(roots) == 3 and all(len(root) == 64 for root in roots)


def test_publishing_makes_no_tree_and_a_proof_wants_one(storage: Storage, project: str) -> None:
    published(storage, project, LOG)
    with storage.read() as work:
        assert not work.log_proofs.kept(project, "r1")
        with pytest.raises(NotStored):
            work.log_proofs.prove(project, "r1", 0)


def test_the_tree_is_kept_once_with_one_event_that_names_its_root(storage: Storage, project: str) -> None:
    published(storage, project, LOG)
    root = summed(storage, project)
    assert summed(storage, project) == root
    with storage.read() as work:
        assert work.log_proofs.kept(project, "r1")
        assert work.runs.get(project, "r1").summary["log_root"] == root
        assert work.log_proofs.prove(project, "r1", 1).root == root
        told = [e.facts for e in work.audit.events(project) if e.event == AuditEvent.LOG_SUMMED]
    assert told == [{"run": "r1", "log": root}]


def test_another_root_than_the_one_noted_by_an_older_run_is_refused(storage: Storage, project: str) -> None:
    published(storage, project, LOG)
    with storage.begin() as work:
        work.runs.tell_more(project, "r1", {"log_root": "0" * 64})
    with pytest.raises(ProofBroken):
        summed(storage, project)


def test_a_run_without_a_log_is_told_in_one_sentence(storage: Storage, project: str) -> None:
    with storage.begin() as work:
        publish(work, project, parts=[])
        with pytest.raises(NotStored):
            work.log_proofs.made(project, "r1")


def test_a_tree_made_in_pieces_is_that_of_the_whole() -> None:
    log = pl.DataFrame({"record": range(3 * BLOCK + 5)})
    pieces = [log.slice(0, 2 * BLOCK), log.slice(2 * BLOCK)]
    whole = LogTree.over(log, key=b"k" * 32, run="r")
    assert LogTree.over_pieces(pieces, key=b"k" * 32, run="r") == whole
    assert LogTree.over_pieces([log.clear()], key=b"k" * 32, run="r").root == merkle_root([])
