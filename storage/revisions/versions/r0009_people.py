"""People: who they are, what they are in a project, their invitations, sessions and local accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_people()
    _make_ways_in()
    op.create_table(
        "break_glass",
        _id("project_id"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        _id("person_id"),
        *(_instant("at"), _instant("until"), _sealed("content"), _instant("seen_at", nullable=True)),
        *(_foreign("break_glass", "project"), _foreign("break_glass", "person")),
        sa.PrimaryKeyConstraint("project_id", "number", name="pk_break_glass"),
    )


def downgrade() -> None:
    for table in (
        "break_glass",
        "sign_in_attempt",
        "credential",
        "session",
        "invitation",
        "membership",
        "person",
    ):
        op.drop_table(table)


def _make_people() -> None:
    op.create_table(
        "person",
        *(_id("id"), _sealed("name"), _sealed("email"), _keyed("email_index")),
        sa.Column("founder", sa.Boolean(), nullable=False),
        _instant("made_at"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email_index", name="uq_person_email_index"),
    )
    op.create_table(
        "membership",
        *(_id("project_id"), _id("person_id"), sa.Column("version", sa.Integer(), nullable=False)),
        *(_sealed("content"), _instant("joined_at"), _instant("left_at", nullable=True)),
        *(_foreign("membership", "project"), _foreign("membership", "person")),
        sa.PrimaryKeyConstraint("project_id", "person_id", name="pk_membership"),
    )
    op.create_index("ix_membership_person_id", "membership", ["person_id"])
    op.create_table(
        "invitation",
        *(_id("id"), _id("project_id"), _keyed("token_hash"), _sealed("content")),
        *(_instant("made_at"), _instant("ends_at")),
        *(_instant("used_at", nullable=True), _instant("withdrawn_at", nullable=True)),
        _foreign("invitation", "project"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("token_hash", name="uq_invitation_token_hash"),
    )
    op.create_index("ix_invitation_project_id", "invitation", ["project_id"])


def _make_ways_in() -> None:
    op.create_table(
        "session",
        *(_keyed("token_hash"), _id("person_id"), sa.Column("method", sa.String(64), nullable=False)),
        *(_instant("made_at"), _instant("seen_at"), _instant("ends_at")),
        _instant("revoked_at", nullable=True),
        _foreign("session", "person"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_session"),
    )
    op.create_index("ix_session_person_id", "session", ["person_id"])
    op.create_table(
        "credential",
        *(_id("person_id"), _sealed("password"), _sealed("totp")),
        sa.Column("totp_used", sa.BigInteger(), nullable=False),
        *(_sealed("recovery"), _instant("changed_at")),
        _foreign("credential", "person"),
        sa.PrimaryKeyConstraint("person_id", name="pk_credential"),
    )
    op.create_table(
        "sign_in_attempt",
        *(_keyed("holder"), sa.Column("failures", sa.Integer(), nullable=False), _instant("last_at")),
        sa.PrimaryKeyConstraint("holder", name="pk_sign_in_attempt"),
    )


def _id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(36), nullable=False)


def _sealed(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _keyed(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(32), nullable=False)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _foreign(table: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}.id"], name=f"fk_{table}_{to}_id")
