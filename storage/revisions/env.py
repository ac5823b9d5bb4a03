"""Runs revisions over the connection and within the transaction that it is handed."""

from __future__ import annotations

from alembic import context

from storage.models import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
