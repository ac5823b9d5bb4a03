"""The scope: its journal, which is only ever added to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_SQLITE = """
CREATE TRIGGER scope_step_no_{word} BEFORE {word} ON scope_step
BEGIN SELECT RAISE(ABORT, 'steps of a scope are only ever added'); END
"""
_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION scope_step_refuse() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'steps of a scope are only ever added'; END $$ LANGUAGE plpgsql
    """,
    """
    CREATE TRIGGER scope_step_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON scope_step
    FOR EACH STATEMENT EXECUTE FUNCTION scope_step_refuse()
    """,
)


def upgrade() -> None:
    op.create_table(
        "scope_step",
        sa.Column("project_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_scope_step_project_id"),
        sa.PrimaryKeyConstraint("project_id", "number", name="pk_scope_step"),
    )
    for statement in _triggers(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("scope_step")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION scope_step_refuse()")


def _triggers(dialect: str) -> tuple[str, ...]:
    if dialect == "postgresql":
        return _POSTGRESQL
    return tuple(_SQLITE.format(word=word) for word in ("update", "delete"))
