"""The figures of the gates, drawn from a run: nothing better than it is, nothing known that is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.decisions import Choice, Decision, Group, GroupKind
from core.decisions.found import FoundGroup, to_frame
from core.parts import RESTRICTED, Part
from portal.services.decision_groups import GroupNow, Journal, groups_now
from portal.services.evidence import groups_open, tables_open, taken
from portal.services.overview import newest_run
from storage import DecisionRow
from storage.decisions import JournalState
from tests.portal.clinics import Clinic
from tests.storage.stored import Stored

TABLE = {"file": "a.csv", "table": "a", "records_in_file": 3, "imported": 2, "flagged": 0, "merged": 0}
SEALED_MORE = 58
"""Bytes that sealing adds to a file of less than a block."""
WHOLE = {**TABLE, "skipped": 1, "waiting": 0}


def found(column: str, sensitivity: str, *, records: int = 2, seen: int = 0) -> FoundGroup:
    group = Group(GroupKind.COLUMN, "a.csv", "a", column)
    return FoundGroup(group, sensitivity, records, choice=Choice.ARCHIVE if seen else None, seen=seen)


def decided(column: str, count: int) -> Decision:
    group = Group(GroupKind.COLUMN, "a.csv", "a", column)
    return Decision(group, Choice.ARCHIVE, "Robin", "owner", "Not needed", count=count)


def now(*groups: FoundGroup, **decided_counts: int) -> tuple[GroupNow, ...]:
    """The groups beside decisions that stand, column by column, and that no run has followed."""
    made = [decided(column, count) for column, count in decided_counts.items()]
    rows = {
        each.group.id: DecisionRow(
            n, datetime(2026, 1, 1, tzinfo=UTC), JournalState.MADE, each.group.id, "Robin", "so", each
        )
        for n, each in enumerate(made, start=1)
    }
    journal = Journal(version=len(rows), newest=len(rows), standing=rows, proposals={}, followed={})
    return groups_now({each.group.id: each for each in groups}, journal)


def test_groups_count_for_whose_decision_they_are_and_all_else_is_other():
    groups = [
        found(str(n), kind) for n, kind in enumerate(("clinical", "financial", "identity", "unclassed"))
    ]
    assert groups_open(now(*groups)) == {
        "clinical_groups_open": 1, "financial_groups_open": 1, "other_groups_open": 2,
    }  # fmt: skip


def test_a_decision_made_since_the_run_counts_as_far_as_its_person_saw():
    groups = [found("A", "clinical"), found("B", "clinical", seen=2), found("C", "clinical", seen=1)]
    assert groups_open(now(*groups, A=2, B=2, C=1))["clinical_groups_open"] == 1
    assert groups_open(now(*groups, A=1, B=2, C=1))["clinical_groups_open"] == 2


def test_a_decision_that_was_taken_back_since_the_run_leaves_its_group_open():
    assert groups_open(now(found("B", "clinical", seen=2)))["clinical_groups_open"] == 1


@pytest.mark.parametrize(
    ("tables", "amiss", "closes", "expected"),
    [
        ([WHOLE], [], True, 0),
        ([{**WHOLE, "records_in_file": 4}], [], False, 1),
        ([WHOLE], [{"file": "a.csv", "table": "a", "kind": "cell_lost", "count": 1}], False, 1),
        ([WHOLE], [], False, 1),
    ],
)
def test_a_table_that_does_not_close_is_counted_whatever_the_reason(tables, amiss, closes, expected):
    assert tables_open({"tables": tables, "amiss": amiss, "closes": closes}) == expected


def test_without_a_run_nothing_is_known(clinic: Clinic):
    with clinic.store.begin() as work:
        empty = work.projects.create("Riverside", by="Robin")
    with clinic.store.read() as work:
        evidence = taken(work, empty.id, ()).evidence
    assert (evidence.run, evidence.tables_open, evidence.images, evidence.people) == ("", None, None, None)


def test_an_image_whose_original_was_altered_in_the_store_is_counted(clinic: Clinic):
    with clinic.store.read() as work:
        assert taken(work, clinic.project.id, ()).evidence.images_changed == 0
        archive = next(row for row in work.uploads.of(clinic.project.id) if row.path == "images.zip")
    blobs = clinic.store.blobs
    nearest = min(blobs.list(), key=lambda each: abs(each.size - archive.size - SEALED_MORE))
    blob = Stored(nearest.name, blobs)
    content = blob.read_bytes()
    blob.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with clinic.store.read() as work:
        assert taken(work, clinic.project.id, ()).evidence.images_changed == 19


def test_a_run_that_names_its_groups_has_them_counted(clinic: Clinic):
    with clinic.store.begin() as work:
        run = newest_run(work, clinic.project.id)
        parts = [
            Part("log", RESTRICTED, work.runs.open_part(clinic.project.id, run.run, "log", RESTRICTED)),
            Part("groups", RESTRICTED, to_frame([found("A", "clinical"), found("B", "identity", seen=2)])),
        ]
    clinic.clock.advance(5)
    with clinic.store.begin() as work:
        work.runs.publish(
            clinic.project.id, run="e" * 64, result="f" * 64, parts=parts, summary=run.summary,
            mapping_version=run.mapping_version, by="Robin",
        )  # fmt: skip
    with clinic.store.read() as work:
        evidence = taken(work, clinic.project.id, ()).evidence
    assert (evidence.run, evidence.clinical_groups_open, evidence.other_groups_open) == ("e" * 64, 1, 1)
