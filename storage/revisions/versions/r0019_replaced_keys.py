"""Signing keys that were replaced, since whoever relies on a signature has to see that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "replaced_key",
        sa.Column("project_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_replaced_key_project_id"),
        sa.PrimaryKeyConstraint("project_id", "number", name="pk_replaced_key"),
    )


def downgrade() -> None:
    op.drop_table("replaced_key")
