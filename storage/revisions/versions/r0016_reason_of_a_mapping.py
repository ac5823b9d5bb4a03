"""Why a version of the mapping was saved, where its person said so: a step undone, a file taken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("mapping_version") as table:
        table.add_column(sa.Column("reason", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("mapping_version") as table:
        table.drop_column("reason")
