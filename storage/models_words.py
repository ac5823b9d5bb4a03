"""The table of what people said about two uploads. Apart from `storage.models` only for its length."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models import Base, Id, Instant, Sealed, Word


class UploadWordRecord(Base):
    """What somebody said about two receipts. word: as in storage.upload_words."""

    __tablename__ = "upload_word"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    earlier: Mapped[str] = mapped_column(String(36))
    later: Mapped[str] = mapped_column(String(36))
    word: Mapped[Word]
    at: Mapped[Instant]
    by: Mapped[Sealed]
