"""Every check keeps the registry's contract: it is told, it names what fails, and lets pass what is well."""

from __future__ import annotations

import importlib

import polars as pl
import pytest

from core.catalogue import SEVERITIES
from core.checks import CHECKS, asked, parted, together
from core.checks.elsewhere import ELSEWHERE
from core.checks.model import Check
from core.findings import Severity
from core.packed import Packed
from core.record import RECORD
from core.shape.entities import PROVENANCE
from tests.core.checks.examples import EXAMPLES
from tests.core.checks.made import found, packed

NAMES = [check.kind.name for check in CHECKS]
pytestmark = pytest.mark.parametrize("check", CHECKS, ids=NAMES)


def test_it_names_the_records_that_fail_and_no_others(check: Check) -> None:
    example = EXAMPLES[check.kind.name]
    said = [(entity, n) for entity, n, kind in found(**example.records) if kind == check.kind.name]
    assert said == sorted(example.failing)


def test_it_is_told_in_sentences_with_advice_and_never_blocks(check: Check) -> None:
    told = (check.kind.means, check.kind.advice, check.asks)
    assert all(text.endswith(".") and "!" not in text for text in told)
    assert check.kind.severity in (Severity.INFO, Severity.WARNING)
    assert NAMES.count(check.kind.name) == 1 and check.kind.name in EXAMPLES


def test_records_without_values_and_no_records_pass_it(check: Check) -> None:
    empty = packed({entity.name: [{}] for entity in RECORD.entities})
    assert asked(check, empty, RECORD).is_empty()
    assert asked(check, {}, RECORD).is_empty()


def test_a_check_of_one_entity_alone_needs_no_other(check: Check) -> None:
    for entity, rows in EXAMPLES[check.kind.name].records.items():
        asked(check, packed({entity: rows}), RECORD)


def test_it_reads_fields_that_there_are_and_all_that_it_compares_across_records(check: Check) -> None:
    across, reads = {*check.looked_up, *check.in_one_mouth}, check.reads(RECORD)
    assert reads >= across and all(RECORD.entity(entity).has(field) for entity, field in reads)
    assert not across or check.kind.severity is not Severity.INFO


def test_it_says_the_same_where_there_is_nothing_but_what_it_reads(check: Check) -> None:
    full = packed(EXAMPLES[check.kind.name].records)
    reads, always = check.reads(RECORD), {"id", *PROVENANCE}
    bare = {
        entity: Packed.of(rows.whole([n for n in rows.columns if n in always or (entity, n) in reads]))
        for entity, rows in full.items()
    }
    said = asked(check, bare, RECORD)
    assert not said.is_empty() and said.equals(asked(check, full, RECORD))


def test_it_says_the_same_where_all_hashes_are_one(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    records = packed(EXAMPLES[check.kind.name].records)
    said = asked(check, records, RECORD)
    monkeypatch.setattr(pl.Expr, "hash", lambda _: pl.lit(1, pl.UInt64))
    monkeypatch.setattr(pl.DataFrame, "hash_rows", lambda rows: pl.ones(rows.height, pl.UInt64, eager=True))
    assert said.equals(asked(check, records, RECORD))


def test_it_asks_nothing_of_a_record_that_is_void(check: Check) -> None:
    failing = {entity for entity, _ in EXAMPLES[check.kind.name].failing}
    void = {
        entity: [
            {**row, "voided": True} if entity in failing and entity != "patient" else row for row in rows
        ]
        for entity, rows in EXAMPLES[check.kind.name].records.items()
    }
    assert set(asked(check, packed(void), RECORD)["table"]) <= {"patient"}


def test_what_is_decided_elsewhere_is_decided_there_and_not_here(check: Check) -> None:
    kinds = {kind for each in ELSEWHERE for kind in each.kinds}
    assert check.kind.name not in kinds and kinds <= set(SEVERITIES)
    for each in ELSEWHERE:
        for module in each.where.split(" and "):
            importlib.import_module(module)


def test_asked_in_parts_it_says_what_it_says_of_all(check: Check) -> None:
    full = packed({**EXAMPLES["stands_twice"].records, **EXAMPLES[check.kind.name].records})
    answers = [asked(check, part, RECORD) for part in parted(check, full)]
    assert together(answers).equals(asked(check, full, RECORD))
