"""The log's list of new records is compared with the records themselves, whatever their ids hold."""

from __future__ import annotations

import polars as pl
import pytest

from core.conservation import Published, conserved
from core.packed import Packed
from core.parts import put_together
from tests.core.engine import outcome
from tests.core.small import SMALL, mapped, mapping, read, source

PEOPLE = source("patients", ["id", "name", "tel"], [["1, 2", "Ada", "555"], ["a, patient:main:b", "Bo", ""]])
HOW = mapping(mapped(PEOPLE, "patient", {"name": "last_name", "tel": "phone.number"}, key=("id",)))


def _published() -> Published:
    return put_together(outcome([read(PEOPLE)], HOW).parts, [read(PEOPLE)])


def _amiss(published: Published) -> set[str]:
    return {kind for _, kind, _ in conserved([read(PEOPLE)], HOW, published, SMALL)[0].amiss}


def test_an_id_that_holds_a_comma_is_no_list_of_ids() -> None:
    assert outcome([read(PEOPLE)], HOW).closes


def test_a_table_without_key_whose_file_name_holds_a_comma_closes() -> None:
    table = source("patients, old", ["name"], [["Ada"], ["Bo"]])
    assert outcome([read(table)], mapping(mapped(table, "patient", {"name": "last_name"}))).closes


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (pl.col("targets").str.slice(0, 10), "target_not_logged"),
        (pl.col("targets") + ", patient:main:9", "target_not_published"),
        (pl.lit(""), "target_not_logged"),
    ],
)
def test_a_list_that_differs_from_the_records_is_found(change: pl.Expr, kind: str) -> None:
    sound = _published()
    changed = Published(
        records=sound.records,
        archive=sound.archive,
        waiting=sound.waiting,
        log=Packed.of(sound.log.whole().with_columns(change.alias("targets"))),
        findings=sound.findings,
    )
    assert _amiss(sound) == set()
    assert kind in _amiss(changed)
