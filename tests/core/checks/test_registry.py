"""Every check keeps the registry's contract: it is told, it names what fails, and lets pass what is well."""

from __future__ import annotations

import importlib

import pytest

from core.catalogue import SEVERITIES
from core.checks import CHECKS, asked
from core.checks.elsewhere import ELSEWHERE
from core.checks.model import Check
from core.findings import Severity
from core.record import RECORD
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


def test_what_it_compares_across_records_are_fields_that_there_are(check: Check) -> None:
    across = {*check.looked_up, *check.in_one_mouth}
    assert all(field == "currency" or RECORD.entity(entity).has(field) for entity, field in across)
    assert not across or check.kind.severity is not Severity.INFO


def test_what_is_decided_elsewhere_is_decided_there_and_not_here(check: Check) -> None:
    kinds = {kind for each in ELSEWHERE for kind in each.kinds}
    assert check.kind.name not in kinds and kinds <= set(SEVERITIES)
    for each in ELSEWHERE:
        for module in each.where.split(" and "):
            importlib.import_module(module)
