"""The tables of a sandbox in SQLAlchemy's words, and what is done to them as a whole.

`load` has a row for what is visible and one for what is under way, whose tables are called `next_...`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Index,
    LargeBinary,
    MetaData,
    RowMapping,
    Text,
    delete,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy import Table as Stored
from sqlalchemy.schema import CreateSchema, DropSchema

from storage.sandbox.layout import Holds, Table, columns_of_table, tables
from storage.sandbox.target import Layout, Load, Standing, State

NEXT = "next_"
_TYPES = {
    Holds.NUMBER: BigInteger,
    Holds.YES_OR_NO: Boolean,
    Holds.WORD: Text,
    Holds.BYTES: LargeBinary,
    Holds.CELL: LargeBinary,
}


@dataclass(frozen=True)
class Row:
    """One load as it stands in the database."""

    state: State
    salt: bytes = field(repr=False)
    layout: Layout = field(repr=False)


class Schema:
    """Of one sandbox. name: of the schema on PostgreSQL; None where a file is the sandbox's own."""

    def __init__(self, name: str | None) -> None:
        self.name = name
        self._load = Stored(
            "load",
            MetaData(schema=name),
            Column("standing", Text, primary_key=True),
            Column("load_key", Text, nullable=False),
            Column("salt", LargeBinary, nullable=False),
            Column("layout", Text, nullable=False),
            Column("committed", BigInteger, nullable=False),
            Column("batches", BigInteger, nullable=False),
            Column("rows", BigInteger, nullable=False),
            Column("patients", BigInteger, nullable=False),
            Column("sends", Boolean, nullable=False),
            CheckConstraint("NOT sends"),
        )

    def take_turns(self, at: Connection) -> None:
        """Of those who would write at once, one goes on; a file has one writer anyway."""
        if self.name is not None:
            lock = int.from_bytes(hashlib.sha256(self.name.encode()).digest()[:8], "big", signed=True)
            at.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})

    def table(self, table: Table, *, prefix: str = "") -> Stored:
        columns: list[Column[Any]] = [Column(name, _TYPES[kind]) for name, kind in columns_of_table(table)]
        return Stored(f"{prefix}{table.entity}", MetaData(schema=self.name), *columns)

    def found(self, at: Connection) -> dict[Standing, Row]:
        """Nothing where nothing was ever loaded."""
        if not inspect(at).has_table("load", schema=self.name):
            return {}
        rows = (_row(row) for row in at.execute(select(self._load)).mappings())
        return {row.state.standing: row for row in rows}

    def make(self, at: Connection, load: Load, salt: bytes) -> None:
        """Empty tables for a load, and its row."""
        if self.name is not None:
            at.execute(CreateSchema(self.name, if_not_exists=True))
        self._load.create(at, checkfirst=True)
        for table in tables(load.layout):
            self.table(table, prefix=NEXT).create(at)
            self._leave_alone(at, table)
            self._index(at, table, load.key)
        facts = {"batches": load.batches, "rows": load.rows, "patients": load.patients, "committed": 0}
        said = {"load_key": load.key, "salt": salt, "layout": json.dumps(load.layout), "sends": False}
        at.execute(insert(self._load).values(standing=Standing.UNDER_WAY.value, **said, **facts))

    def may_be_lost(self, at: Connection) -> None:
        """Of the transaction under way: where the server itself dies, it may be gone, with all after it.

        So a batch does not wait for the disk. The step that makes all visible does, and for all before it.
        """
        if self.name is not None:
            at.execute(text("SET LOCAL synchronous_commit = off"))

    def count(self, at: Connection, committed: int) -> None:
        under_way = self._load.c.standing == Standing.UNDER_WAY.value
        at.execute(update(self._load).where(under_way).values(committed=committed))

    def forget(self, at: Connection, row: Row) -> None:
        """The tables of a load, and its row."""
        prefix = NEXT if row.state.standing is Standing.UNDER_WAY else ""
        for table in tables(row.layout):
            self.table(table, prefix=prefix).drop(at, checkfirst=True)
        at.execute(delete(self._load).where(self._load.c.standing == row.state.standing.value))

    def show(self, at: Connection, row: Row) -> None:
        """What was under way takes the names of what was visible, which is gone by now."""
        quote = at.dialect.identifier_preparer
        for table in tables(row.layout):
            new = self.table(table, prefix=NEXT)
            at.execute(text(f"ALTER TABLE {quote.format_table(new)} RENAME TO {quote.quote(table.entity)}"))
            self._tidy(at, table)
        at.execute(update(self._load).values(standing=Standing.VISIBLE.value))

    def remove(self, at: Connection) -> None:
        """All that is left."""
        if self.name is None:
            self._load.drop(at, checkfirst=True)
        else:
            at.execute(DropSchema(self.name, cascade=True, if_exists=True))

    def _index(self, at: Connection, table: Table, key: str) -> None:
        """Made before there is anything, so that the last step has nothing left to do but names.

        Rows come in the order of their patients, which costs an index little. Called by the load, since old
        ones keep their names.
        """
        stored = self.table(table, prefix=NEXT)
        for column in table.searched:
            Index(f"by_{column}_{table.entity}_{key[:12]}", stored.c[column]).create(at)

    def _leave_alone(self, at: Connection, table: Table) -> None:
        """What is sealed cannot be made shorter, so PostgreSQL is told not to try; nor to tidy what fills."""
        if self.name is None:
            return
        quote = at.dialect.identifier_preparer
        name = quote.format_table(self.table(table, prefix=NEXT))
        for column in table.sealed:
            at.execute(text(f"ALTER TABLE {name} ALTER COLUMN {quote.quote(column)} SET STORAGE EXTERNAL"))
        at.execute(text(f"ALTER TABLE {name} SET (autovacuum_enabled = off)"))

    def _tidy(self, at: Connection, table: Table) -> None:
        """Again as PostgreSQL does by itself, now that all is there."""
        if self.name is not None:
            name = at.dialect.identifier_preparer.format_table(self.table(table))
            at.execute(text(f"ALTER TABLE {name} RESET (autovacuum_enabled)"))


def _row(said: RowMapping) -> Row:
    state = State(
        Standing(str(said["standing"])),
        str(said["load_key"]),
        *(int(str(said[name])) for name in ("committed", "batches", "rows", "patients")),
    )
    layout = json.loads(str(said["layout"]))
    classes = {entity: {each: tuple(names) for each, names in of.items()} for entity, of in layout.items()}
    return Row(state, bytes(said["salt"]), classes)
