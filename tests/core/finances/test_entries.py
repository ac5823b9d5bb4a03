from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl

from core.finances import apart, counting, entries_of, no_shows

DAY = date(2026, 6, 1)
INSTANT = pl.Datetime("us", "UTC")


def records(rows: list[dict[str, object]], **columns: pl.DataType) -> pl.DataFrame:
    """Records with what all of them have; the columns beyond it as given."""
    whole = [
        {
            "patient": "p1", "clinic": "c1", "currency": "USD", "source_file": "l.csv", "source_table": "l",
            "source_record": at, "source_line": at + 1, "source_id": str(at), "id": f"e{at}", **row,
        }
        for at, row in enumerate(rows, start=1)
    ]  # fmt: skip
    numbers = {"source_record": pl.UInt32, "source_line": pl.UInt32, **columns}
    return pl.DataFrame(whole, schema_overrides=numbers)


def amounts(entries: pl.DataFrame) -> list[tuple[str, int]]:
    return entries.select("kind", "amount").rows()


def line(kind: str | None, amount: int | None, **more: object) -> dict[str, object]:
    return {"type": kind, "amount": amount, "date": DAY, "voided": False, **more}


def test_a_ledger_of_positive_payments_is_turned_whole_and_the_odd_one_stands_out() -> None:
    given = [
        line("charge", 100),
        line("payment", 60),
        line("payment", 30),
        line("write_off", 10),
        line("payment", -5),
    ]
    entries = entries_of({"ledger_entry": records(given)}, {}, zone="UTC")
    assert amounts(entries) == [
        ("charge", 100),
        ("payment", -60),
        ("payment", -30),
        ("write_off", -10),
        ("payment", 5),
    ]
    assert entries["against"].to_list() == [False, False, False, False, True]


def test_charges_and_credits_in_two_columns_are_one_signed_amount() -> None:
    given = [line("charge", None, charge=100, credit=None), line("payment", None, charge=None, credit=40)]
    frame = records(given, amount=pl.Int64, charge=pl.Int64, credit=pl.Int64)
    assert amounts(entries_of({"ledger_entry": frame}, {}, zone="UTC")) == [("charge", 100), ("payment", -40)]


def test_without_a_ledger_only_completed_procedures_are_charged_and_payments_lower_the_debt() -> None:
    start = datetime(2026, 6, 2, 3, tzinfo=UTC)
    treated = records(
        [
            {
                "id": f"t{at}",
                "status": status,
                "fee": 100 + at,
                "start": start,
                "provider": "d1",
                "code": "D1",
            }
            for at, status in enumerate(("completed", "planned", "declined", "existing_ours"))
        ],
        start=INSTANT,
    )
    paid = records([{"id": "x1", "amount": 40, "date": DAY, "voided": None}], voided=pl.Boolean)
    entries = entries_of({"procedure": treated, "payment": paid}, {"c1": "America/Los_Angeles"}, zone="UTC")
    assert amounts(entries) == [("charge", 100), ("payment", -40)]
    assert entries["service"][0] == date(2026, 6, 1), "a day of service is a day at the clinic"
    assert entries["provider"][0] == "d1"


def test_what_does_not_count_is_listed_apart_with_its_reason_and_nothing_is_lost() -> None:
    given = [
        line("charge", 1), line("charge", 2, voided=True), line("charge", None),
        line("charge", 4, currency=None), line("charge", 8, date=None),
    ]  # fmt: skip
    entries = entries_of({"ledger_entry": records(given)}, {}, zone="UTC")
    assert counting(entries)["amount"].to_list() == [1, 8]
    assert {(each.why, each.count) for each in apart(entries)} == {
        ("voided", 1), ("no amount", 1), ("no currency", 1), ("no day", 1),
    }  # fmt: skip


def test_a_missed_appointment_counts_in_the_month_at_its_clinic_and_a_cancelled_one_nowhere() -> None:
    late = datetime(2026, 7, 1, 3, tzinfo=UTC)
    rows = [
        {"clinic": "c1", "status": status, "start": late, "date": None, "voided": voided}
        for status, voided in (
            ("no_show", False), ("completed", False), ("completed", False), ("cancelled", False),
            ("scheduled", False), ("no_show", True),
        )
    ]  # fmt: skip
    booked = pl.DataFrame(rows, schema_overrides={"start": INSTANT, "date": pl.Date})
    (found,) = no_shows(booked, {"c1": "America/Los_Angeles"}, zone="UTC")
    assert (found.month, found.missed, found.kept, found.per_mille) == ("2026-06", 1, 2, 333)
