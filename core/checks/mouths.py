"""What was done to a tooth that is gone, or that a child of that age does not have yet.

A chart says where a tooth is gone; implants, bridges, dentures and surgery are done exactly there, so
that only fillings, crowns, root canals and a second extraction are asked about, by their CDT codes. Teeth
are compared as the record writes them; nothing is translated from one way of counting into another.
"""

from __future__ import annotations

import polars as pl

from core.checks.model import DAY, Check, Records, gathered, standing
from core.findings import FindingKind, Severity
from core.record.model import ClinicRecord

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
_TOOTH, _GONE, _BORN = "#tooth", "#gone", "#born"


def _procedures(records: Records) -> pl.LazyFrame | None:
    """Those on one tooth whose day is known."""
    frame = standing(records, "procedure")
    if frame is None:
        return None
    day = pl.coalesce(pl.col("start").cast(pl.Date), "completed_on", "planned_on").alias(DAY)
    return frame.with_columns(day, _tooth()).filter(pl.col(DAY).is_not_null() & (pl.col(_TOOTH) != ""))


def _tooth() -> pl.Expr:
    return pl.col("tooth").str.strip_chars().str.to_uppercase().alias(_TOOTH)


def _code(pattern: str) -> pl.Expr:
    return pl.col("code").str.strip_chars().str.to_uppercase().str.contains(pattern).fill_null(value=False)


def _unless(statuses: tuple[str, ...]) -> pl.Expr:
    return ~pl.col("status").is_in(statuses).fill_null(value=False)


def _gone_before(records: Records, record: ClinicRecord) -> pl.DataFrame:
    del record
    procedures = _procedures(records)
    if procedures is None:
        return gathered([])
    gone = pl.concat(_goings(records, procedures)).group_by("patient", _TOOTH).agg(pl.col(_GONE).min())
    asked = procedures.filter(_code(NEEDS_THE_TOOTH) & _unless(_NOT_MEANT))
    joined = asked.join(gone, on=["patient", _TOOTH], how="inner", maintain_order="left")
    return gathered([joined.filter(pl.col(DAY) > pl.col(_GONE).dt.offset_by(_MARGIN))])


def _goings(records: Records, procedures: pl.LazyFrame) -> list[pl.LazyFrame]:
    """patient, tooth, the day from which it was gone."""
    drawn = procedures.filter(_code(EXTRACTION) & _unless(_NOT_DONE))
    found = [drawn.select("patient", _TOOTH, pl.col(DAY).alias(_GONE))]
    charted = standing(records, "tooth_chart_entry")
    if charted is not None:
        missing = pl.col("kind").str.strip_chars().str.to_lowercase().is_in(MISSING)
        day = pl.col("date").str.head(10).str.to_date("%Y-%m-%d", strict=False).alias(_GONE)
        found.append(charted.filter(missing).select("patient", _tooth(), day).drop_nulls())
    return found


def _adult_tooth(records: Records, record: ClinicRecord) -> pl.DataFrame:
    del record
    procedures = _procedures(records)
    if procedures is None or "patient" not in records:
        return gathered([])
    born = records["patient"].lazy().select(pl.col("id").alias("patient"), pl.col("birth_date").alias(_BORN))
    numbered = pl.col("dentition").is_null() & pl.col(_TOOTH).str.contains(PERMANENT)
    adult = (pl.col("dentition") == "permanent").fill_null(value=False) | numbered
    asked = procedures.filter(adult & _unless(_NOT_DONE))
    young = pl.col(_BORN).dt.offset_by(ERUPT)
    late = born.filter(young > pl.lit(asked.select(pl.col(DAY).min()).collect().item(), dtype=pl.Date))
    joined = asked.join(late, on="patient", how="inner", maintain_order="left")
    return gathered([joined.filter((pl.col(DAY) >= pl.col(_BORN)) & (pl.col(DAY) < young))])


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
    looked_up=frozenset({("patient", "birth_date")}),
)
CHECKS = (TOOTH_GONE, ADULT_TOOTH_ON_CHILD)
