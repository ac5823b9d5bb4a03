"""The readiness document: content first, layout second, and one door to signing."""

from reports.readiness.composing import left_behind_in, table_lines
from reports.readiness.content import (
    Answer,
    Brought,
    ChangedAnswer,
    DecisionLine,
    DrawLine,
    LeftBehind,
    ReadinessDocument,
    Sample,
    ScopeLine,
    SpotCheck,
    TableLine,
    TieOut,
    Training,
)
from reports.readiness.digest import content_digest
from reports.readiness.door import NotToBeSigned, sealed
from reports.readiness.guard import NamesAPatient, names_a_patient, refuse_patients
from reports.readiness.layout import code_text, laid_out

__all__ = [
    "Answer",
    "Brought",
    "ChangedAnswer",
    "DecisionLine",
    "DrawLine",
    "LeftBehind",
    "NamesAPatient",
    "NotToBeSigned",
    "ReadinessDocument",
    "Sample",
    "ScopeLine",
    "SpotCheck",
    "TableLine",
    "TieOut",
    "Training",
    "code_text",
    "content_digest",
    "laid_out",
    "left_behind_in",
    "names_a_patient",
    "refuse_patients",
    "sealed",
    "table_lines",
]
