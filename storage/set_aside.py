"""Which receipts no longer count, on somebody's word (storage.upload_words)."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select

from storage.models_words import UploadWordRecord
from storage.unit import Unit


class UploadWord(StrEnum):
    """What was said. Those of ASIDE set an upload aside."""

    NEWER = "newer"
    """The later one is a newer extract of the earlier, which no longer counts."""
    ANOTHER = "another"
    """The two are not versions of one another."""
    COPY = "copy"
    """The later one holds the same as the earlier, and is left out."""
    BOTH = "both"
    """The two hold the same, and both count."""


def set_aside(unit: Unit, project: str) -> frozenset[str]:
    """The receipts that no longer count; opens nothing."""
    columns = select(UploadWordRecord.word, UploadWordRecord.earlier, UploadWordRecord.later)
    rows = unit.session.execute(columns.where(UploadWordRecord.project_id == project)).all()
    return frozenset(
        {earlier for word, earlier, _ in rows if word == UploadWord.NEWER}
        | {later for word, _, later in rows if word == UploadWord.COPY}
    )
