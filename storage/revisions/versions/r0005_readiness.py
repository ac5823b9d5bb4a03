"""The way to going live: its journal, which is only ever added to, and the keys that people sign with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_SQLITE = """
CREATE TRIGGER readiness_step_no_{word} BEFORE {word} ON readiness_step
BEGIN SELECT RAISE(ABORT, 'steps towards going live are only ever added'); END
"""
_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION readiness_step_refuse() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'steps towards going live are only ever added'; END $$ LANGUAGE plpgsql
    """,
    """
    CREATE TRIGGER readiness_step_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON readiness_step
    FOR EACH STATEMENT EXECUTE FUNCTION readiness_step_refuse()
    """,
)


def upgrade() -> None:
    _make_journal()
    _make_keys()


def downgrade() -> None:
    for table in ("installation_key", "signing_key", "readiness_step"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION readiness_step_refuse()")


def _make_journal() -> None:
    op.create_table(
        "readiness_step",
        _of_project(),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        _sealed("content"),
        sa.Column("blob", sa.String(160)),
        _foreign("readiness_step"),
        sa.PrimaryKeyConstraint("project_id", "number", name="pk_readiness_step"),
    )
    op.create_index("ix_readiness_step_blob", "readiness_step", ["blob"])
    for statement in _triggers(op.get_bind().dialect.name):
        op.execute(statement)


def _make_keys() -> None:
    op.create_table(
        "signing_key",
        _of_project(),
        sa.Column("holder", sa.LargeBinary(32), nullable=False),
        *(_sealed("content"), _sealed("wrong")),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _foreign("signing_key"),
        sa.PrimaryKeyConstraint("project_id", "holder", name="pk_signing_key"),
    )
    op.create_table(
        "installation_key",
        sa.Column("purpose", sa.String(64), nullable=False),
        *(_sealed("secret"), _sealed("content")),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("purpose", name="pk_installation_key"),
    )


def _of_project() -> sa.Column[str]:
    return sa.Column("project_id", sa.String(36), nullable=False)


def _sealed(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _foreign(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=f"fk_{table}_project_id")


def _triggers(dialect: str) -> tuple[str, ...]:
    if dialect == "postgresql":
        return _POSTGRESQL
    return tuple(_SQLITE.format(word=word) for word in ("update", "delete"))
