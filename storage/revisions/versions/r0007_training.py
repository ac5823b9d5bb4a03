"""What people learn: a journal by person and role, which is only ever added to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SQLITE = """
CREATE TRIGGER training_step_no_{word} BEFORE {word} ON training_step
BEGIN SELECT RAISE(ABORT, 'steps of a training are only ever added'); END
"""
_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION training_step_refuse() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'steps of a training are only ever added'; END $$ LANGUAGE plpgsql
    """,
    """
    CREATE TRIGGER training_step_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON training_step
    FOR EACH STATEMENT EXECUTE FUNCTION training_step_refuse()
    """,
)


def upgrade() -> None:
    op.create_table(
        "training_step",
        sa.Column("project_id", sa.String(36), nullable=False),
        sa.Column("holder", sa.LargeBinary(32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_training_step_project_id"),
        sa.PrimaryKeyConstraint("project_id", "holder", "number", name="pk_training_step"),
    )
    for statement in _triggers(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("training_step")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION training_step_refuse()")


def _triggers(dialect: str) -> tuple[str, ...]:
    if dialect == "postgresql":
        return _POSTGRESQL
    return tuple(_SQLITE.format(word=word) for word in ("update", "delete"))
