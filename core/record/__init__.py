"""The clinic record, declared once as data (design, section 4). Each file holds one area."""

from __future__ import annotations

from core.record import care, clinical, coverage, dental, files, finance, people, practice, vocabulary
from core.record.declaring import split, with_currency
from core.record.model import ClinicRecord

AREAS = (practice, people, coverage, care, clinical, dental, finance, files)

RECORD = ClinicRecord(
    tuple(with_currency(entity) for area in AREAS for entity in area.ENTITIES),
    key_words=split(vocabulary.ANY_KEY),
)
"""The one clinic record of this version of the engine."""
