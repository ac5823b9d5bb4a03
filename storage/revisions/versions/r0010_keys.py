"""Certificates of deletion, which outlive the keys of their projects."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deletion",
        sa.Column("project_id", sa.String(36), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_deletion_project_id"),
        sa.PrimaryKeyConstraint("project_id", name="pk_deletion"),
    )


def downgrade() -> None:
    op.drop_table("deletion")
