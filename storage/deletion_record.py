"""The one table that outlives a project's keys, beside those of storage.models."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.models import Base, Id, Instant, Sealed


class DeletionRecord(Base):
    """The certificate of a project whose keys were destroyed. secret: wrapped by the master key."""

    __tablename__ = "deletion"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    secret: Mapped[Sealed]
    content: Mapped[Sealed]
    at: Mapped[Instant]
