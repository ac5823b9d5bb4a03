"""What stages of a run gave, kept for the next one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "run_stage",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("project_id", sa.String(36), nullable=False),
        sa.Column("run_id", sa.String(36), nullable=False),
        sa.Column("kept", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("name_index", sa.LargeBinary(32), nullable=False),
        sa.Column("digests", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_run_stage_project_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_run_stage_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_run_stage"),
        sa.UniqueConstraint("run_id", "name_index", name="uq_run_stage_run_id_name_index"),
    )
    op.create_index("ix_run_stage_project_id", "run_stage", ["project_id"])
    op.create_table(
        "run_stage_piece",
        sa.Column("stage_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("blob", sa.String(160), nullable=False),
        sa.ForeignKeyConstraint(["stage_id"], ["run_stage.id"], name="fk_run_stage_piece_stage_id"),
        sa.PrimaryKeyConstraint("stage_id", "number", name="pk_run_stage_piece"),
    )
    op.create_index("ix_run_stage_piece_blob", "run_stage_piece", ["blob"])


def downgrade() -> None:
    op.drop_table("run_stage_piece")
    op.drop_table("run_stage")
