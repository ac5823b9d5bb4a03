"""The table of signing keys that were replaced. Apart from `storage.models` only for its length."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.models import Base, Id, Instant, Sealed


class ReplacedKeyRecord(Base):
    """One replacement, kept for good. content: whose, how, and the certificate that holds no more."""

    __tablename__ = "replaced_key"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Instant]
    content: Mapped[Sealed]
