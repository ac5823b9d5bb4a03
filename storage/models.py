"""The control plane's tables, the same on SQLite and PostgreSQL.

Clear are only ids, times, sizes, counts, versions, states and class names. Every other column is a
sealed field or a keyed index (law 7); columns that hold sealed fields are typed `Sealed`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.instants import Utc, WitnessedUtc
from storage.witnessed import WitnessedBytes, WitnessedNumber, WitnessedText

Id = Annotated[str, mapped_column(String(36))]
Sealed = Annotated[bytes, mapped_column(LargeBinary)]
Keyed = Annotated[bytes, mapped_column(LargeBinary(32))]
Instant = Annotated[datetime, mapped_column(Utc)]
WitnessedInstant = Annotated[datetime, mapped_column(WitnessedUtc)]
Witnessed = Annotated[bytes, mapped_column(WitnessedBytes)]
WitnessedDigest = Annotated[bytes, mapped_column(WitnessedBytes(32))]
WitnessedBig = Annotated[int, mapped_column(WitnessedNumber)]
WitnessedWord = Annotated[str, mapped_column(WitnessedText(64))]
Word = Annotated[str, mapped_column(String(64))]
BlobName = Annotated[str, mapped_column(String(160))]
Big = Annotated[int, mapped_column(BigInteger)]


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class InstallationRecord(Base):
    """One row: a known text wrapped by the master key, so that a wrong key is told at once."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    witness: Mapped[Sealed]
    made_at: Mapped[Instant]


class ProjectRecord(Base):
    __tablename__ = "project"

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[Sealed]
    created_at: Mapped[Instant]


class WrappedKeyRecord(Base):
    __tablename__ = "wrapped_key"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    purpose: Mapped[Word] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    wrapped: Mapped[Sealed]
    made_at: Mapped[Instant]


class UploadRecord(Base):
    """One receipt. path, sha256, by: sealed. path_index and blob: keyed, so equal files find each other."""

    __tablename__ = "upload"
    __table_args__ = (Index("ix_upload_project_id_path_index", "project_id", "path_index"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"))
    number: Mapped[Big]
    path: Mapped[Sealed]
    path_index: Mapped[Keyed]
    sha256: Mapped[Sealed]
    size: Mapped[Big]
    blob: Mapped[BlobName] = mapped_column(index=True)
    received_at: Mapped[Instant]
    by: Mapped[Sealed]


class MappingRecord(Base):
    __tablename__ = "mapping_version"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[Sealed]
    saved_at: Mapped[Instant]
    by: Mapped[Sealed]
    reason: Mapped[bytes | None] = mapped_column(LargeBinary)


class ChoicesRecord(Base):
    """A version of what people said about files. earlier: the version that taking it back leads to."""

    __tablename__ = "choices_version"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    earlier: Mapped[int]
    text: Mapped[Sealed]
    passwords: Mapped[Sealed]
    saved_at: Mapped[Instant]
    by: Mapped[Sealed]


class DecisionRecord(Base):
    """One line of the journal. state: made, proposed or withdrawn. text: the decision, sealed."""

    __tablename__ = "decision"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[Word]
    text: Mapped[Sealed]
    at: Mapped[Instant]
    by: Mapped[Sealed]


class RunRecord(Base):
    """run_index: keyed index of the run's digest. digests: {run, result}, sealed."""

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("project_id", "run_index"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"))
    number: Mapped[Big]
    run_index: Mapped[Keyed]
    digests: Mapped[Sealed]
    summary: Mapped[Sealed]
    closes: Mapped[bool]
    mapping_version: Mapped[int | None]
    created_at: Mapped[Instant]
    by: Mapped[Sealed]


class PartRecord(Base):
    __tablename__ = "run_part"
    __table_args__ = (UniqueConstraint("run_id", "name_index", "sensitivity"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    run_id: Mapped[Id] = mapped_column(ForeignKey("run.id"))
    number: Mapped[int]
    name: Mapped[Sealed]
    name_index: Mapped[Keyed]
    sensitivity: Mapped[Word]
    rows: Mapped[Big]


class BlockRecord(Base):
    """One fixed row range of a part: one sealed Parquet blob. sha256: of its plaintext, sealed.

    origin: what it was made of and the run that it was sealed for, sealed; none of what no run shares.
    """

    __tablename__ = "run_block"

    part_id: Mapped[Id] = mapped_column(ForeignKey("run_part.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    rows: Mapped[int]
    sha256: Mapped[Sealed]
    origin: Mapped[bytes | None] = mapped_column(LargeBinary)
    blob: Mapped[BlobName] = mapped_column(index=True)


class JobRecord(Base):
    """progress: core.progress.Going, sealed, since a stage may name a file. worker: a process, no person."""

    __tablename__ = "job"
    __table_args__ = (
        UniqueConstraint("project_id", "key_index"),
        Index("ix_job_state_number", "state", "number"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"))
    number: Mapped[Big]
    kind: Mapped[Word]
    key_index: Mapped[Keyed]
    payload: Mapped[Sealed]
    state: Mapped[Word]
    attempts: Mapped[int]
    worker: Mapped[str | None] = mapped_column(String(200))
    leased_until: Mapped[datetime | None] = mapped_column(Utc)
    progress: Mapped[bytes | None] = mapped_column(LargeBinary)
    outcome: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[Instant]
    changed_at: Mapped[Instant]


class ReadinessStepRecord(Base):
    """One step on the way to going live, only ever added. content: sealed. blob: of a document's PDF."""

    __tablename__ = "readiness_step"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Instant]
    kind: Mapped[Word]
    content: Mapped[Sealed]
    blob: Mapped[str | None] = mapped_column(String(160), index=True)


class ScopeStepRecord(Base):
    """One step of the scope, only ever added. content: sealed."""

    __tablename__ = "scope_step"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Instant]
    kind: Mapped[Word]
    content: Mapped[Sealed]


class SpotCheckStepRecord(Base):
    """One step of spot-checking, only ever added. content: sealed, whose chart it is included."""

    __tablename__ = "spot_check_step"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Instant]
    kind: Mapped[Word]
    content: Mapped[Sealed]


class TrainingStepRecord(Base):
    """One step of a person's training, only ever added. holder: person and role, keyed. content: sealed."""

    __tablename__ = "training_step"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    holder: Mapped[Keyed] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Instant]
    content: Mapped[Sealed]


class SigningKeyRecord(Base):
    """A person's signing key in one role. holder: keyed. content: the key, wrapped by its person and sealed.

    wrong: when a passphrase was entered that did not open it, sealed.
    """

    __tablename__ = "signing_key"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    holder: Mapped[Keyed] = mapped_column(primary_key=True)
    content: Mapped[Sealed]
    wrong: Mapped[Sealed]
    made_at: Mapped[Instant]


class InstallationKeyRecord(Base):
    """The root or the document key of the installation. secret: wrapped by the master key; content: by it."""

    __tablename__ = "installation_key"

    purpose: Mapped[Word] = mapped_column(primary_key=True)
    secret: Mapped[Sealed]
    content: Mapped[Sealed]
    made_at: Mapped[Instant]


class AuditRecord(Base):
    """One link of a project's chain. It has no foreign key: it outlives every table beside it."""

    __tablename__ = "audit_event"

    project_id: Mapped[Id] = mapped_column(primary_key=True)
    seq: Mapped[WitnessedBig] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[WitnessedInstant]
    event: Mapped[WitnessedWord]
    actor: Mapped[Witnessed]
    facts: Mapped[Witnessed]
    prev_hash: Mapped[WitnessedDigest]
    hash: Mapped[WitnessedDigest]


BLOB_COLUMNS = (UploadRecord.blob, BlockRecord.blob, ReadinessStepRecord.blob)
"""Every column that names a blob, but for slices under way. What none names is an orphan (see sweeping)."""
