"""What people say about two uploads: that one is a newer extract of the other, or holds the same."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upload_word",
        sa.Column("project_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("earlier", sa.String(36), nullable=False),
        sa.Column("later", sa.String(36), nullable=False),
        sa.Column("word", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_upload_word_project_id"),
        sa.PrimaryKeyConstraint("project_id", "number", name="pk_upload_word"),
    )


def downgrade() -> None:
    op.drop_table("upload_word")
