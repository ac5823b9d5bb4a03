"""A believable readiness document of an invented clinic, for the tests of content, layout and sealing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from core.money import Money
from core.readiness import Evidence, Move, Signer, Snapshot, Verdict, Waiver, evaluate
from reports.readiness import (
    Brought,
    DecisionLine,
    ReadinessDocument,
    ScopeLine,
    SpotCheck,
    TableLine,
    TieOut,
    Training,
    left_behind_in,
)
from tests.reports.signing.signed import NAMES

WRITTEN = datetime(2026, 3, 12, 8, 45, tzinfo=UTC)

READY = Evidence(
    run="3f1c" * 16,
    result="a07e" * 16,
    log_root="51bb" * 16,
    tables_open=0,
    records_waiting=0,
    cells_waiting=0,
    records_without_log=0,
    taken_over=0,
    clinical_groups_open=0,
    financial_groups_open=0,
    other_groups_open=0,
    orphan_payments=0,
    orphan_clinical=0,
    images=9412,
    images_unmatched=0,
    images_changed=0,
    totals_compared=14,
    totals_open=0,
    charts_to_check=0,
    concerns_open=0,
    people=17,
    people_untrained=0,
    scope_unapproved=0,
    parallel_days_missing=0,
    parallel_differences=0,
    go_live=date(2026, 3, 30),
)

UNREADY = replace(READY, orphan_payments=3, parallel_days_missing=1, people_untrained=2, cells_waiting=41)


def waiver(gate: str = "orphan_payments", *, value: int | None = 3, role: str = "accountant") -> Waiver:
    return Waiver(
        gate,
        NAMES[Signer.ACCOUNTANT],
        role,
        "Three card payments of 2017 whose invoices were never entered; listed for the auditor.",
        datetime(2026, 3, 11, 16, 20, tzinfo=UTC),
        value,
    )


LINES = (
    TableLine("patients.csv", "patients", 1213, 1168, 21, 13, 11, 0, 18204, 16990, 1150, 64, 0),
    TableLine("appointments.csv", "appointments", 21874, 21790, 60, 0, 24, 0, 196866, 190311, 6514, 0, 41),
    TableLine("ledger.csv", "ledger", 38411, 38102, 306, 0, 3, 0, 307288, 301004, 6284, 0, 0),
    TableLine("treatments.csv", "treatments", 29407, 29181, 226, 0, 0, 0, 323477, 318220, 5257, 0, 0),
    TableLine("allergies.csv", "allergies", 904, 871, 33, 0, 0, 0, 4520, 4520, 0, 0, 0),
    TableLine("images/index.csv", "index", 9412, 9402, 10, 0, 0, 0, 75296, 75296, 0, 0, 0),
)


def document(evidence: Evidence = UNREADY, waivers: tuple[Waiver, ...] = (waiver(),)) -> ReadinessDocument:
    return ReadinessDocument(
        id="R-2026-0007",
        clinic="Harbour & Hill Dental",
        project="Move from the practice server",
        written=WRITTEN,
        snapshot=Snapshot(evidence, evaluate(evidence), waivers),
        left_behind=left_behind_in(LINES),
        brought=(
            Brought("Patients", 1189, 21),
            Brought("Appointments", 21850, 60),
            Brought("Procedures", 29407, 226),
            Brought("Invoices and payments", 38408, 306),
            Brought("Allergies", 904, 33),
            Brought("Images", 9412, 10),
        ),
        scope=(
            ScopeLine("Charts, images and notes since 2017", moves=True),
            ScopeLine("Ledger with open balances and payment plans", moves=True),
            ScopeLine("Paper charts before 2017", moves=False, note="In the archive room, scanned on demand"),
        ),
        decisions=(
            DecisionLine(
                "Patients entered twice", 13, "Merged", "Same card number, name and day of birth",
                "Nguyễn Thị Hồng", date(2026, 3, 3),
            ),
            DecisionLine(
                "Column MEMO2 of appointments", 6514, "Kept in the archive", "Room numbers of the old house",
                "Dr. Zoë Łukasiewicz", date(2026, 3, 4),
            ),
            DecisionLine(
                "Credits older than six years", 11, "Declined", "Written off in 2023, shown in the accounts",
                "Þórunn Ægisdóttir", date(2026, 3, 9), Money(214550, "EUR"),
            ),
        ),
        tables=LINES,
        tie_outs=(
            TieOut("Receivables, Harbour", Money(18_442_018, "EUR"), Money(18_442_018, "EUR")),
            TieOut(
                "Receivables, Hill", Money(9_120_455, "GBP"), Money(9_089_955, "GBP"),
                "The three card payments without an invoice, waived on page 1",
            ),
        ),
        spot_checks=(
            SpotCheck("Dr. Zoë Łukasiewicz", 40, 40, 2, 2),
            SpotCheck("Dr. Ştefan Çelik", 25, 25, 0, 0),
        ),
        training=(
            Training("Practitioners", 4, 4),
            Training("Assistants", 6, 5),
            Training("Reception", 5, 4),
            Training("Accounts", 2, 2),
        ),
        moves=(
            Move(
                None, date(2026, 3, 16), "First plan", NAMES[Signer.OWNER],
                datetime(2026, 1, 20, 10, 0, tzinfo=UTC),
            ),
            Move(
                date(2026, 3, 16), date(2026, 3, 30), "The hygiene team asked for a second practice week",
                NAMES[Signer.OWNER], datetime(2026, 3, 2, 9, 12, tzinfo=UTC),
            ),
        ),
        audit_head="c4d2" * 16,
        signers=tuple(NAMES.items()),
    )  # fmt: skip


assert all(each.verdict is Verdict.PASS for each in evaluate(READY))
