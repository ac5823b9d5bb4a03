"""A file may be received again: the same content under the same path, after another one stood there.

Receipts are told apart by their number, no longer by what they hold. Going down is refused by the
database where a file did come again, since the earlier shape has no room for that receipt (law 4).
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ONCE = "uq_upload_project_id_path_index_blob"
_BY_PATH = "ix_upload_project_id_path_index"


def upgrade() -> None:
    with op.batch_alter_table("upload") as table:
        table.drop_constraint(_ONCE, type_="unique")
        table.create_index(_BY_PATH, ["project_id", "path_index"])


def downgrade() -> None:
    with op.batch_alter_table("upload") as table:
        table.drop_index(_BY_PATH)
        table.create_unique_constraint(_ONCE, ["project_id", "path_index", "blob"])
