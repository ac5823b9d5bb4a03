"""Sign-in through a provider: who is who there, and which nonces were spent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identity",
        sa.Column("holder", sa.LargeBinary(32), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("claimed_project_id", sa.String(36), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_identity_person_id"),
        sa.PrimaryKeyConstraint("holder", name="pk_identity"),
        sa.UniqueConstraint("person_id", name="uq_identity_person_id"),
    )
    op.create_table(
        "spent_nonce",
        sa.Column("nonce", sa.LargeBinary(32), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("nonce", name="pk_spent_nonce"),
    )


def downgrade() -> None:
    op.drop_table("spent_nonce")
    op.drop_table("identity")
