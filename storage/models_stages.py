"""The tables of what stages of a run gave, kept for the next one. Apart from `storage.models` for its length.

Any row may go at any time: whoever finds none does the work again.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models import Base, Big, BlobName, Id, Keyed, Sealed


class StageRecord(Base):
    """What one stage gave. kept: grows with each run that keeps something. digests: of its pieces, sealed."""

    __tablename__ = "run_stage"
    __table_args__ = (UniqueConstraint("run_id", "name_index"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), index=True)
    run_id: Mapped[Id] = mapped_column(ForeignKey("run.id"))
    kept: Mapped[Big]
    number: Mapped[int]
    name: Mapped[Sealed]
    name_index: Mapped[Keyed]
    digests: Mapped[Sealed]


class StagePieceRecord(Base):
    """One range of its bytes, sealed in a blob of its own. number: 0-based."""

    __tablename__ = "run_stage_piece"

    stage_id: Mapped[Id] = mapped_column(ForeignKey("run_stage.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    blob: Mapped[BlobName] = mapped_column(index=True)
