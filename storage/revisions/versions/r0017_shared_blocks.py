"""What a block was made of, and the run that it was sealed for; blocks from before say nothing of it.

Going down leaves blocks that a run shares with an earlier one unreadable: their row no longer says which.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("run_block") as table:
        table.add_column(sa.Column("origin", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("run_block") as table:
        table.drop_column("origin")
