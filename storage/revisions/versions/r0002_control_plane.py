"""The first control plane: projects and their keys, uploads, mappings, runs, jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_top()
    _make_of_projects()
    _make_runs()


def downgrade() -> None:
    for table in ("run_block", "run_part", "run", "job", "mapping_version", "upload"):
        op.drop_table(table)
    for table in ("wrapped_key", "project", "installation"):
        op.drop_table(table)


def _id(name: str = "id") -> sa.Column[str]:
    return sa.Column(name, sa.String(36), nullable=False)


def _sealed(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _keyed(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(32), nullable=False)


def _at(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _big(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _of(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{owner}.id"], name=f"fk_{table}_{column}")


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _make_top() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _sealed("witness"),
        _at("made_at"),
        _key("installation", "id"),
    )
    op.create_table("project", _id(), _sealed("name"), _at("created_at"), _key("project", "id"))
    op.create_table(
        "wrapped_key",
        _id("project_id"),
        sa.Column("purpose", sa.String(64), nullable=False),
        _number("version"),
        _sealed("wrapped"),
        _at("made_at"),
        _of("wrapped_key", "project_id", "project"),
        _key("wrapped_key", "project_id", "purpose", "version"),
    )


def _make_of_projects() -> None:
    op.create_table(
        "upload",
        *(_id(), _id("project_id"), _big("number"), _sealed("path"), _keyed("path_index"), _sealed("sha256")),
        *(_big("size"), sa.Column("blob", sa.String(160), nullable=False), _at("received_at"), _sealed("by")),
        _of("upload", "project_id", "project"),
        _key("upload", "id"),
        _unique("upload", "project_id", "path_index", "blob"),
    )
    op.create_index("ix_upload_blob", "upload", ["blob"])
    op.create_table(
        "mapping_version",
        *(_id("project_id"), _number("version"), _sealed("text"), _at("saved_at"), _sealed("by")),
        _of("mapping_version", "project_id", "project"),
        _key("mapping_version", "project_id", "version"),
    )
    op.create_table(
        "job",
        *(_id(), _id("project_id"), _big("number"), sa.Column("kind", sa.String(64), nullable=False)),
        *(_keyed("key_index"), _sealed("payload"), sa.Column("state", sa.String(64), nullable=False)),
        *(_number("attempts"), sa.Column("worker", sa.String(200)), sa.Column("progress", sa.LargeBinary())),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.LargeBinary()),
        *(_at("created_at"), _at("changed_at")),
        _of("job", "project_id", "project"),
        _key("job", "id"),
        _unique("job", "project_id", "key_index"),
    )
    op.create_index("ix_job_state_number", "job", ["state", "number"])


def _make_runs() -> None:
    op.create_table(
        "run",
        *(
            _id(),
            _id("project_id"),
            _big("number"),
            _keyed("run_index"),
            _sealed("digests"),
            _sealed("summary"),
        ),
        sa.Column("closes", sa.Boolean(), nullable=False),
        sa.Column("mapping_version", sa.Integer()),
        *(_at("created_at"), _sealed("by")),
        _of("run", "project_id", "project"),
        _key("run", "id"),
        _unique("run", "project_id", "run_index"),
    )
    op.create_table(
        "run_part",
        *(_id(), _id("run_id"), _number("number"), _sealed("name"), _keyed("name_index")),
        *(sa.Column("sensitivity", sa.String(64), nullable=False), _big("rows")),
        _of("run_part", "run_id", "run"),
        _key("run_part", "id"),
        _unique("run_part", "run_id", "name_index", "sensitivity"),
    )
    op.create_table(
        "run_block",
        *(_id("part_id"), _number("number"), _number("rows"), _sealed("sha256")),
        sa.Column("blob", sa.String(160), nullable=False),
        _of("run_block", "part_id", "run_part"),
        _key("run_block", "part_id", "number"),
    )
    op.create_index("ix_run_block_blob", "run_block", ["blob"])
