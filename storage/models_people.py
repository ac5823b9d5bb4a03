"""The tables of people: who they are, what they are in a project, and how they are signed in.

Apart from `storage.models` only for its length. What seals a column is named beside it: the installation's
keys for what belongs to no project (ADR 28), the project's for what a person is in it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.instants import Utc
from storage.models import Base, Big, Id, Instant, Keyed, Sealed, Word


class PersonRecord(Base):
    """Sealed by the installation's keys. founder: invited at the terminal, so may start projects."""

    __tablename__ = "person"

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[Sealed]
    email: Mapped[Sealed]
    email_index: Mapped[Keyed] = mapped_column(unique=True)
    founder: Mapped[bool]
    made_at: Mapped[Instant]


class MembershipRecord(Base):
    """What a person is in a project. content: name, role, post and grants, sealed by the project's keys."""

    __tablename__ = "membership"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    person_id: Mapped[Id] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    version: Mapped[int]
    content: Mapped[Sealed]
    joined_at: Mapped[Instant]
    left_at: Mapped[datetime | None] = mapped_column(Utc)


class InvitationRecord(Base):
    """token_hash: SHA-256 of a link that is never kept. content: sealed by the keys of project_id.

    project_id: the installation's for the first owner.
    """

    __tablename__ = "invitation"

    id: Mapped[Id] = mapped_column(primary_key=True)
    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), index=True)
    token_hash: Mapped[Keyed] = mapped_column(unique=True)
    content: Mapped[Sealed]
    made_at: Mapped[Instant]
    ends_at: Mapped[Instant]
    used_at: Mapped[datetime | None] = mapped_column(Utc)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Utc)


class SessionRecord(Base):
    """token_hash: SHA-256 of 256 random bits that lie in the cookie only. method: how it was begun.

    device: which kind of browser and machine, sealed; None where it was not told.
    """

    __tablename__ = "session"

    token_hash: Mapped[Keyed] = mapped_column(primary_key=True)
    person_id: Mapped[Id] = mapped_column(ForeignKey("person.id"), index=True)
    method: Mapped[Word]
    made_at: Mapped[Instant]
    seen_at: Mapped[Instant]
    ends_at: Mapped[Instant]
    revoked_at: Mapped[datetime | None] = mapped_column(Utc)
    device: Mapped[bytes | None] = mapped_column(LargeBinary)


class CredentialRecord(Base):
    """A local account. password: an argon2id hash; totp: the secret; recovery: keyed codes; all sealed.

    totp_used: the newest time step whose code was taken, so that none is taken twice.
    """

    __tablename__ = "credential"

    person_id: Mapped[Id] = mapped_column(ForeignKey("person.id"), primary_key=True)
    password: Mapped[Sealed]
    totp: Mapped[Sealed]
    totp_used: Mapped[Big]
    recovery: Mapped[Sealed]
    changed_at: Mapped[Instant]


class AttemptRecord(Base):
    """Wrong tries to sign in, by keyed account (known or not) or keyed network address."""

    __tablename__ = "sign_in_attempt"

    holder: Mapped[Keyed] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[Instant]


class BreakGlassRecord(Base):
    """Access taken in an emergency. content: the reason, sealed by the project's keys."""

    __tablename__ = "break_glass"

    project_id: Mapped[Id] = mapped_column(ForeignKey("project.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[Id] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Instant]
    until: Mapped[Instant]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    seen_at: Mapped[datetime | None] = mapped_column(Utc)


class IdentityRecord(Base):
    """Who somebody is at the provider. holder: keyed issuer and subject. One person has one at most.

    claimed_project_id: the project that their role came to them in by the provider's word, not by invitation.
    """

    __tablename__ = "identity"

    holder: Mapped[Keyed] = mapped_column(primary_key=True)
    person_id: Mapped[Id] = mapped_column(ForeignKey("person.id"), unique=True)
    claimed_project_id: Mapped[str | None] = mapped_column(String(36))
    made_at: Mapped[Instant]


class SpentNonceRecord(Base):
    """A keyed nonce of a sign-in that was taken, kept as long as its errand could be shown again."""

    __tablename__ = "spent_nonce"

    nonce: Mapped[Keyed] = mapped_column(primary_key=True)
    ends_at: Mapped[Instant]
