"""Uploads under way: what was begun, and the slices of it that have come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "begun_upload",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("project_id", sa.String(36), nullable=False),
        sa.Column("told", sa.LargeBinary(32), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("upload_id", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_begun_upload_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_begun_upload"),
    )
    op.create_index("ix_begun_upload_project_id", "begun_upload", ["project_id"])
    op.create_index("ix_begun_upload_told", "begun_upload", ["told"])
    op.create_table(
        "upload_slice",
        sa.Column("begun_id", sa.String(36), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.String(36), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("blob", sa.String(160), nullable=False),
        sa.ForeignKeyConstraint(["begun_id"], ["begun_upload.id"], name="fk_upload_slice_begun_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_upload_slice_project_id"),
        sa.PrimaryKeyConstraint("begun_id", "start", name="pk_upload_slice"),
    )
    op.create_index("ix_upload_slice_project_id", "upload_slice", ["project_id"])
    op.create_index("ix_upload_slice_blob", "upload_slice", ["blob"])


def downgrade() -> None:
    op.drop_table("upload_slice")
    op.drop_table("begun_upload")
