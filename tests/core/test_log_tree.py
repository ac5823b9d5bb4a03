"""The tree over a log: its root is the whole log's, and each proof leads to it from one entry alone."""

from __future__ import annotations

import json
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.digests import Step, entry_salt, merkle_root, salted_leaf
from core.log_tree import BLOCK, EntryProof, LogTree

KEY = b"k" * 32


def log_of(height: int) -> pl.DataFrame:
    ids = [None if i % 7 == 0 else f"Müller {i}" for i in range(height)]
    return pl.DataFrame({"record": range(height), "source_id": ids}, schema_overrides={"record": pl.UInt32})


def proof_of(log: pl.DataFrame, position: int) -> EntryProof:
    tree = LogTree.from_text(LogTree.over(log, key=KEY, run="r").text)
    rows = log.slice(tree.first_of(position), BLOCK)
    return tree.prove(rows, key=KEY, run="r", position=position)


@pytest.mark.parametrize("height", [0, 1, 2, 5, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 5])
def test_the_root_over_blocks_is_the_root_over_all_entries(height: int) -> None:
    log = log_of(height)
    texts = log.select(pl.struct(pl.all()).struct.json_encode()).to_series()
    leaves = [salted_leaf(entry_salt(KEY, "r", i), text.encode()) for i, text in enumerate(texts)]
    assert LogTree.over(log, key=KEY, run="r").root == merkle_root(leaves)


def test_a_proof_shows_no_digest_of_the_row_that_a_guess_could_be_tried_on() -> None:
    rows = log_of(3).with_columns(row=pl.Series(["aa", "bb", None]))
    first, other = proof_of(rows, 0), proof_of(rows.with_columns(row=pl.Series(["ab", "bb", None])), 0)
    shown = json.loads(first.entry)["row"]
    assert len(shown) == 64 and "aa" != shown != json.loads(other.entry)["row"]
    assert json.loads(proof_of(rows, 2).entry)["row"] is None
    assert first.root != other.root


LOG = log_of(2 * BLOCK + 3)
ROOT = LogTree.over(LOG, key=KEY, run="r").root


@given(st.integers(0, LOG.height - 1))
def test_every_entry_leads_to_the_root_and_is_told_as_it_is(position: int) -> None:
    proof = proof_of(LOG, position)
    assert proof.root == ROOT
    assert json.loads(proof.entry) == LOG.row(position, named=True)


@given(st.data())
def test_a_proof_that_was_changed_anywhere_leads_elsewhere(data: st.DataObject) -> None:
    proof = proof_of(LOG, data.draw(st.integers(0, LOG.height - 1)))
    at = data.draw(st.integers(0, len(proof.path) - 1))
    step = proof.path[at]
    turned = Step("left" if step.side == "right" else "right", step.node)
    other = Step(step.side, bytes(32))
    for changed in (
        replace(proof, entry=proof.entry.replace("record", "recorD")),
        replace(proof, salt=bytes(32)),
        replace(proof, path=(*proof.path[:at], *proof.path[at + 1 :])),
        replace(proof, path=(*proof.path[:at], turned, *proof.path[at + 1 :])),
        replace(proof, path=(*proof.path[:at], other, *proof.path[at + 1 :])),
    ):
        assert changed.root != ROOT


def test_a_proof_holds_no_other_entry_and_no_other_salt() -> None:
    told = json.dumps(proof_of(LOG, 11).record())
    assert "Müller 10" not in told and "Müller 12" not in told
    assert entry_salt(KEY, "r", 10).hex() not in told
