"""The tables of uploads that are under way: what was begun, and the slices of it that have come.

Apart from `storage.models` only for its length. A row lives for a day; what it names is no original yet.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models import Base, Big, BlobName, Id, Instant, Keyed, Sealed


class BegunRecord(Base):
    """One upload under way. told: keyed, of who brings which file. upload_id: its receipt, once whole."""

    __tablename__ = "begun_upload"

    id: Mapped[Id] = mapped_column(primary_key=True)
    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), index=True)
    told: Mapped[Keyed] = mapped_column(index=True)
    path: Mapped[Sealed]
    by: Mapped[Sealed]
    size: Mapped[Big]
    changed_at: Mapped[Instant]
    upload_id: Mapped[str | None] = mapped_column(String(36))


class SliceRecord(Base):
    """One slice as it came, sealed in a blob of its own. start: its first byte's place in the file."""

    __tablename__ = "upload_slice"

    begun_id: Mapped[Id] = mapped_column(ForeignKey("begun_upload.id"), primary_key=True)
    start: Mapped[Big] = mapped_column(primary_key=True, autoincrement=False)
    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), index=True)
    size: Mapped[int]
    sha256: Mapped[Sealed]
    blob: Mapped[BlobName] = mapped_column(index=True)
