"""Every movement of money of a run in one form, whichever records the old system kept it in.

A ledger holds all of it. Without one, charges are the lines of bills, or else the fees of completed
procedures, beside payments, refunds, adjustments and write-offs. Amounts are whole minor units: above zero
raises a debt, below zero lowers it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from core.finances.kinds import LOWERS, MONEY_IN, RAISES

NO_DAY = "no day"
Frames = Mapping[str, pl.DataFrame]
Columns = Mapping[str, pl.DataType | type[pl.DataType]]

ENTRIES = {
    "id": pl.String, "account": pl.String, "patient": pl.String, "clinic": pl.String, "provider": pl.String,
    "procedure": pl.String, "code": pl.String, "currency": pl.String, "kind": pl.String, "day": pl.Date,
    "service": pl.Date, "amount": pl.Int64, "voided": pl.Boolean, "against": pl.Boolean, "file": pl.String,
    "table": pl.String, "record": pl.UInt32, "line": pl.UInt32, "source_id": pl.String,
}  # fmt: skip
"""day: of the entry. service: the day of service of its treatment, else that of the entry. account: whose
debt it is, the guarantor's where the record names one. against: signed against its kind."""

_SOURCES = (
    ("invoice_line", "charge", 1),
    ("payment", "payment", -1),
    ("refund", "refund", 1),
    ("adjustment", "adjustment", 1),
    ("write_off", "write_off", -1),
)
"""Entity -> kind and sign of its amounts, where there is no ledger."""
_DAYS = ("date", "service_date", "billed_on")


@dataclass(frozen=True)
class Apart:
    """Entries that do not count, or not everywhere. why: "voided", "no amount", "no currency" or "no day"."""

    why: str
    currency: str
    count: int
    amount: int


def entries_of(records: Frames, zones: Mapping[str, str], *, zone: str) -> pl.DataFrame:
    """ENTRIES, in the order of id. records: entity -> whole frame. zones: clinic id -> its time zone; `zone`
    is that of clinics that name none: a day of service is a day at the clinic.
    """
    treated = _treatments(records, zones, zone)
    ledger = records.get("ledger_entry")
    parts = [_of_ledger(ledger, treated)] if ledger is not None else _of_records(records, treated)
    whole = pl.concat([pl.DataFrame(schema=ENTRIES), *parts])
    return whole.with_columns(_against().alias("against")).sort("id")


def counting(entries: pl.DataFrame) -> pl.DataFrame:
    """Those that count: not struck out, with an amount and a currency. A day is needed only where one is
    asked for: without it they are in the totals of all time, and in no age and no month.
    """
    return entries.filter(_why().is_null() | (_why() == NO_DAY))


def apart(entries: pl.DataFrame) -> tuple[Apart, ...]:
    """Those that count for nothing or, without a day, not everywhere: by the reason and the currency."""
    found = entries.with_columns(_why().alias("why")).filter(pl.col("why").is_not_null())
    grouped = found.group_by("why", pl.col("currency").fill_null(""))
    rows = grouped.agg(pl.len(), pl.col("amount").sum()).sort("why", "currency").rows()
    return tuple(Apart(*row) for row in rows)


def with_reason(entries: pl.DataFrame) -> pl.DataFrame:
    """All entries with `why` each does not count; null where it does."""
    return entries.with_columns(_why().alias("why"))


def newest_day(entries: pl.DataFrame) -> date | None:
    """The day of the newest entry that counts: how far the extract reaches (ADR 7)."""
    day = counting(entries)["day"].max()
    return day if isinstance(day, date) else None


def _why() -> pl.Expr:
    return (
        pl.when(pl.col("voided"))
        .then(pl.lit("voided"))
        .when(pl.col("amount").is_null())
        .then(pl.lit("no amount"))
        .when(pl.col("currency").is_null())
        .then(pl.lit("no currency"))
        .when(pl.col("day").is_null())
        .then(pl.lit(NO_DAY))
    )


def _against() -> pl.Expr:
    lowers = pl.col("kind").is_in(LOWERS) & (pl.col("amount") > 0)
    return (lowers | (pl.col("kind").is_in(RAISES) & (pl.col("amount") < 0))).fill_null(value=False)


def _treatments(records: Frames, zones: Mapping[str, str], zone: str) -> pl.DataFrame:
    """procedure id -> provider, code and the day of service at its clinic."""
    found = records.get("procedure", pl.DataFrame(schema={"id": pl.String}))
    days = [
        pl.when(pl.col("clinic").replace_strict(zones, default=zone, return_dtype=pl.String) == each).then(
            pl.col("start").dt.convert_time_zone(each).dt.date()
        )
        for each in sorted({*zones.values(), zone})
    ]
    own: Columns = {"provider": pl.String, "clinic": pl.String, "code": pl.String, "start": _INSTANT}
    return _with(found, own).select(
        pl.col("id").alias("procedure"), pl.col("provider").alias("_provider"), pl.col("code").alias("_code"),
        pl.coalesce(days).alias("_service"),
    )  # fmt: skip


_INSTANT = pl.Datetime("us", "UTC")


def _of_ledger(ledger: pl.DataFrame, treated: pl.DataFrame) -> pl.DataFrame:
    """A ledger in which payments stand above zero is turned whole, so that they lower a debt here too."""
    frame = _with(ledger, {"charge": pl.Int64, "credit": pl.Int64, "amount": pl.Int64})
    shaped = _shaped(frame.with_columns(_signed().alias("amount")), "ledger_entry", pl.col("type"), treated)
    turned = (
        shaped.filter(pl.col("kind").is_in(MONEY_IN))
        .group_by("table")
        .agg((pl.col("amount").sign().sum() > 0).alias("_turned"))
    )
    sign = pl.when(pl.col("_turned") & pl.col("kind").is_in(LOWERS)).then(-1).otherwise(1)
    joined = shaped.join(turned, on="table", how="left")
    return joined.with_columns((pl.col("amount") * sign).alias("amount")).select(list(ENTRIES))


def _signed() -> pl.Expr:
    """A ledger may have charges and credits in two columns where it has no signed amount."""
    apart = pl.col("charge").fill_null(0) - pl.col("credit").fill_null(0)
    either = pl.col("charge").is_not_null() | pl.col("credit").is_not_null()
    return pl.coalesce("amount", pl.when(either).then(apart))


def _of_records(records: Frames, treated: pl.DataFrame) -> list[pl.DataFrame]:
    parts = []
    if "invoice_line" not in records and "procedure" in records:
        parts.append(_of_procedures(records["procedure"], treated))
    for entity, kind, sign in _SOURCES:
        if entity in records:
            signed = records[entity].with_columns(pl.col("amount") * sign)
            parts.append(_shaped(signed, entity, pl.lit(kind), treated))
    return parts


def _of_procedures(procedures: pl.DataFrame, treated: pl.DataFrame) -> pl.DataFrame:
    """Only what was completed is charged: planned, declined and existing treatments are not."""
    done = procedures.filter(pl.col("status") == "completed")
    own = done.with_columns(pl.col("fee").alias("amount"), pl.col("id").alias("procedure"))
    dated = own.join(treated.select("procedure", "_service"), on="procedure", how="left")
    charged = dated.with_columns(pl.col("_service").alias("date")).drop("_service")
    return _shaped(charged, "procedure", pl.lit("charge"), treated)


def _shaped(frame: pl.DataFrame, entity: str, kind: pl.Expr, treated: pl.DataFrame) -> pl.DataFrame:
    wanted = dict.fromkeys(("guarantor", "provider", "procedure", "code", "clinic"), pl.String)
    own = {**wanted, "voided": pl.Boolean, **dict.fromkeys(_DAYS, pl.Date)}
    whole = _with(frame, own).join(treated, on="procedure", how="left")
    return whole.select(
        "id", pl.coalesce("guarantor", "patient").alias("account"), "patient", "clinic",
        pl.coalesce("provider", "_provider").alias("provider"), "procedure",
        pl.coalesce("code", "_code").alias("code"), "currency", kind.cast(pl.String).alias("kind"),
        pl.coalesce(*_DAYS).alias("day"), pl.coalesce("_service", "service_date", *_DAYS).alias("service"),
        "amount", pl.col("voided").fill_null(value=False),
        pl.lit(value=False).alias("against"), pl.col("source_file").alias("file"),
        pl.col("source_table").alias("table"), pl.col("source_record").alias("record"),
        pl.col("source_line").alias("line"), pl.col("source_id"),
    ).cast(pl.Schema(ENTRIES))  # fmt: skip


def _with(frame: pl.DataFrame, columns: Columns) -> pl.DataFrame:
    """`frame` with those of `columns` that it lacks, empty."""
    lacking = [
        pl.lit(None, dtype=kind).alias(name) for name, kind in columns.items() if name not in frame.columns
    ]
    return frame.with_columns(lacking)
