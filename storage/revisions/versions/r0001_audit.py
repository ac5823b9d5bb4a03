"""The audit chain, on its own, so that no other revision ever has to touch it.

Going down leaves it where it is (law 8); going up finds it there again. The triggers refuse changes by
honest mistake; what a determined person changes all the same, the chain and its anchors show.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQLITE = """
CREATE TRIGGER audit_event_no_{word} BEFORE {word} ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit events are only ever added'); END
"""
_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'audit events are only ever added'; END $$ LANGUAGE plpgsql
    """,
    """
    CREATE TRIGGER audit_event_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()
    """,
)


def upgrade() -> None:
    if sa.inspect(op.get_bind()).has_table("audit_event"):
        return
    op.create_table(
        "audit_event",
        sa.Column("project_id", sa.String(36), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(64), nullable=False),
        sa.Column("actor", sa.LargeBinary(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("prev_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "seq", name="pk_audit_event"),
    )
    for statement in _triggers(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Nothing: the chain outlives every schema."""


def _triggers(dialect: str) -> tuple[str, ...]:
    if dialect == "postgresql":
        return _POSTGRESQL
    return tuple(_SQLITE.format(word=word) for word in ("update", "delete"))
