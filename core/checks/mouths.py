"""What was done to a tooth that is gone, or that a child of that age does not have yet.

A chart says where a tooth is gone; implants, bridges, dentures and surgery are done exactly there, so
that only fillings, crowns, root canals and a second extraction are asked about, by their CDT codes. Teeth
are compared as the record writes them; nothing is translated from one way of counting into another.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from core.checks import referring
from core.checks.model import DAY, Check, Failing, written
from core.checks.seen import ROW, Place, Seen, fields_of, standing_fields_of
from core.findings import FindingKind, Severity
from core.record.model import ID, ClinicRecord

EXTRACTION = r"^D7(?:140|210|220|230|240|241)$"
NEEDS_THE_TOOTH = r"^D[23]\d{3}$|" + EXTRACTION
MISSING = ("missing", "extracted", "absent", "tooth missing", "missing tooth")
"""What a chart may call a tooth that is gone; the field is open."""
PERMANENT = r"^(?:[1-9]|[1-3][0-9]|4[0-8])$"
"""Permanent in Universal (1 to 32) and in FDI (11 to 48) alike; primary teeth are letters, or 51 to 85."""
ERUPT = "4y"
"""The first permanent teeth come at about six, hardly ever before five."""
_NOT_DONE = ("planned", "declined", "cancelled", "deleted", "condition", "referred")
_NOT_MEANT = ("declined", "cancelled", "deleted", "condition", "referred", "existing_ours", "existing_other")
_MARGIN = "1d"
_TOOTH, _GONE, _BORN, _YOUNG = "#tooth", "#gone", "#born", "#young"
_DAYS = ("start", "completed_on", "planned_on")


def _on_teeth(rows: pl.LazyFrame, which: pl.Expr) -> pl.LazyFrame:
    """ROW, patient, tooth and day of those that are `which`, on one tooth, on a day that is known."""
    day = pl.coalesce(pl.col("start").cast(pl.Date), "completed_on", "planned_on").alias(DAY)
    asked = rows.filter(which).select(ROW, "patient", _tooth(), day)
    return asked.filter(pl.col(DAY).is_not_null() & (pl.col(_TOOTH) != ""))


def _trimmed(name: pl.Expr) -> pl.Expr:
    return name.str.strip_chars().str.to_uppercase()


def _tooth() -> pl.Expr:
    return _trimmed(pl.col("tooth")).alias(_TOOTH)


def _code(rows: pl.LazyFrame, pattern: str) -> pl.Expr:
    return written(rows, "code", lambda code: _trimmed(code).str.contains(pattern))


def _unless(statuses: tuple[str, ...]) -> pl.Expr:
    return ~pl.col("status").is_in(statuses).fill_null(value=False)


def _gone_before(seen: Seen) -> Iterator[Failing]:
    if "procedure" not in seen.records:
        return
    rows = seen.standing("procedure")
    drawn = _on_teeth(rows, _code(rows, EXTRACTION) & _unless(_NOT_DONE))
    goings = [drawn.select("patient", _TOOTH, pl.col(DAY).alias(_GONE)), *_charted(seen)]
    since = pl.col(_GONE).min().dt.offset_by(_MARGIN)
    gone = pl.concat(goings).group_by("patient", _TOOTH).agg(since)
    asked = _on_teeth(rows, _code(rows, NEEDS_THE_TOOTH) & _unless(_NOT_MEANT))
    yield "procedure", referring.where(asked, gone, ["patient", _TOOTH], pl.col(DAY) > pl.col(_GONE))


def _charted(seen: Seen) -> Iterator[pl.LazyFrame]:
    """patient, tooth, the day from which it was gone, as charts say."""
    if "tooth_chart_entry" in seen.records:
        rows = seen.standing("tooth_chart_entry")
        missing = written(rows, "kind", lambda kind: kind.str.strip_chars().str.to_lowercase().is_in(MISSING))
        day = pl.col("date").str.head(10).str.to_date("%Y-%m-%d", strict=False).alias(_GONE)
        yield rows.filter(missing).select("patient", _tooth(), day).drop_nulls()


def _reads_mouths(record: ClinicRecord) -> frozenset[Place]:
    procedures = standing_fields_of(record, "procedure", "patient", "tooth", "code", "status", *_DAYS)
    return procedures | standing_fields_of(record, "tooth_chart_entry", "patient", "tooth", "kind", "date")


def _adult_tooth(seen: Seen) -> Iterator[Failing]:
    if not {"procedure", "patient"} <= set(seen.records):
        return
    rows = seen.standing("procedure")
    numbered = written(rows, "tooth", lambda tooth: _trimmed(tooth).str.contains(PERMANENT))
    adult = (pl.col("dentition") == "permanent").fill_null(value=False)
    permanent = adult | (pl.col("dentition").is_null() & numbered)
    asked = _on_teeth(rows, permanent & _unless(_NOT_DONE)).select(ROW, "patient", DAY).collect().lazy()
    first = asked.select(pl.col(DAY).min()).collect().item()
    young = _young(seen).filter(pl.col(_YOUNG) > pl.lit(first, dtype=pl.Date))
    when = (pl.col(DAY) >= pl.col(_BORN)) & (pl.col(DAY) < pl.col(_YOUNG))
    yield "procedure", referring.where(asked, young, ["patient"], when)


def _young(seen: Seen) -> pl.LazyFrame:
    """patient, the day of birth, and that until which nobody has a permanent tooth."""
    born = pl.col("birth_date")
    until = born.dt.offset_by(ERUPT).alias(_YOUNG)
    return seen.of_all("patient", ID, "birth_date").select(
        pl.col(ID).alias("patient"), born.alias(_BORN), until
    )


def _reads_teeth(record: ClinicRecord) -> frozenset[Place]:
    asked = standing_fields_of(record, "procedure", "patient", "tooth", "dentition", "status", *_DAYS)
    return asked | fields_of(record, "patient", "birth_date")


TOOTH_GONE = Check(
    FindingKind(
        "tooth_gone",
        Severity.WARNING,
        "This is on a tooth that was extracted or charted as missing before.",
        "Ask a practitioner to compare the tooth numbers with the chart in the old system.",
    ),
    "Fillings, crowns, root canals and extractions (CDT D2, D3, D7140 to D7241), done or planned, more "
    "than a day after the same tooth of the same patient was extracted or charted missing. A chart entry "
    "without a full date says nothing of before and after. What is done where no tooth is, such as "
    "implants, is not asked.",
    _gone_before,
    _reads_mouths,
    in_one_mouth=frozenset(
        {
            *(
                ("procedure", name)
                for name in ("patient", "tooth", "code", "status", "start", "completed_on")
            ),
            *(("procedure", name) for name in ("planned_on", "voided")),
            *(("tooth_chart_entry", name) for name in ("patient", "tooth", "kind", "date", "voided")),
        }
    ),
)
ADULT_TOOTH_ON_CHILD = Check(
    FindingKind(
        "adult_tooth_on_child",
        Severity.WARNING,
        "This was done on a permanent tooth of a child under four.",
        "Check the tooth number, the date of birth and whether the record belongs to this patient.",
    ),
    "A procedure that was done, on a tooth said to be permanent or numbered 1 to 48, and the patient's "
    "date of birth. What is planned is not asked.",
    _adult_tooth,
    _reads_teeth,
    looked_up=frozenset({("patient", "birth_date")}),
)
CHECKS = (TOOTH_GONE, ADULT_TOOTH_ON_CHILD)
