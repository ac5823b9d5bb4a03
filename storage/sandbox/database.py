"""The sandbox database: a table for each entity, each row sealed, a load visible in one step.

A load writes into tables that nobody looks at (`next_patient`); each batch is one transaction, which says
as well how far the load is. Finishing is one more: it drops the old tables and gives the new ones their
names. So there is no instant at which a patient is there in half or two runs are mixed, and whoever was
killed reads how far they were. The same code on SQLite and PostgreSQL; only many rows are put differently
(bulk.py).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager

import polars as pl
from sqlalchemy import ColumnElement, Connection, Engine, select
from sqlalchemy import Table as Stored

from storage.database import for_reading, forget_log
from storage.errors import LoadOvertaken
from storage.keys import KeyRing
from storage.sandbox.blind import By, index
from storage.sandbox.bulk import put_rows
from storage.sandbox.cells import SALT, Seals
from storage.sandbox.layout import NUMBER, PATIENT, WHOSE, tables
from storage.sandbox.rows import slices
from storage.sandbox.schema import NEXT, Row, Schema
from storage.sandbox.target import Batch, Load, Standing, State
from storage.unit import absent


class SandboxDatabase:
    """A `Readable` target (storage/sandbox/target.py)."""

    def __init__(self, engine: Engine, schema: Schema, ring: KeyRing) -> None:
        self._engine, self._schema, self._ring = engine, schema, ring

    @property
    def silent(self) -> bool:
        """It is a database: nothing reads it that could send anything, and `sends` can never be true."""
        return True

    def state(self) -> tuple[State, ...]:
        with for_reading(self._engine).begin() as at:
            return tuple(row.state for row in self._schema.found(at).values())

    def begin(self, load: Load) -> int | None:
        with self._writing() as at:
            there = self._schema.found(at)
            visible, under_way = there.get(Standing.VISIBLE), there.get(Standing.UNDER_WAY)
            if visible is not None and visible.state.key == load.key:
                return None
            if under_way is not None and under_way.state.key == load.key:
                return under_way.state.committed
            if under_way is not None:
                self._schema.forget(at, under_way)
            self._schema.make(at, load, secrets.token_bytes(SALT))
            return 0

    def put(self, load: Load, batch: Batch) -> None:
        with self._writing() as at:
            self._schema.may_be_lost(at)
            row = self._own(at, load, batch.number)
            made = {table.entity: table for table in tables(row.layout)}
            stored = {entity: self._schema.table(table, prefix=NEXT) for entity, table in made.items()}
            put_rows(at, stored, slices(batch, made, self._seals(row)))
            self._schema.count(at, batch.number + 1)

    def finish(self, load: Load) -> None:
        with self._writing() as at:
            row = self._own(at, load, load.batches)
            old = self._schema.found(at).get(Standing.VISIBLE)
            if old is not None:
                self._schema.forget(at, old)
            self._schema.show(at, row)

    def drop(self) -> bool:
        with self._writing() as at:
            there = self._schema.found(at)
            for row in there.values():
                self._schema.forget(at, row)
            self._schema.remove(at)
        if self._engine.dialect.name == "sqlite":
            _shrink(self._engine)
        return bool(there)

    def opened(self, entity: str, sensitivity: str) -> pl.DataFrame:
        """The columns of one class of the visible load, in the order of the run. Raises NotStored."""
        return self._opened(entity, sensitivity, whose=None)

    def of_patient(self, number: int, entity: str, sensitivity: str) -> pl.DataFrame:
        """The same of what one patient has. Raises ClassClosed too."""
        return self._opened(entity, sensitivity, whose=number)

    def found(self, by: By, value: str) -> list[int]:
        """The numbers of the patients with exactly that number, name or day of birth. Raises NotStored."""
        with for_reading(self._engine).begin() as at:
            patients = self._visible_table(self._visible(at), PATIENT)
            same = patients.c[by.value] == index(self._ring, by, value)
            return list(at.scalars(select(patients.c[NUMBER]).where(same).order_by(patients.c[NUMBER])))

    def _opened(self, entity: str, sensitivity: str, *, whose: int | None) -> pl.DataFrame:
        with for_reading(self._engine).begin() as at:
            row = self._visible(at)
            stored, names = self._visible_table(row, entity), row.layout[entity].get(sensitivity, ())
            asked: tuple[ColumnElement[bool], ...] = () if whose is None else (stored.c[WHOSE] == whose,)
            if not names:
                raise absent("class of a sandbox")
            cells = select(stored.c[NUMBER], stored.c[f"{sensitivity}_sealed"]).where(*asked)
            found = at.execute(cells.order_by(stored.c[NUMBER]))
            return self._seals(row).opened(entity, sensitivity, names, found)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.begin() as at:
            self._schema.take_turns(at)
            yield at

    def _own(self, at: Connection, load: Load, committed: int) -> Row:
        """The load under way, if it is this one and exactly that many batches are there."""
        row = self._schema.found(at).get(Standing.UNDER_WAY)
        if row is None or (row.state.key, row.state.committed) != (load.key, committed):
            raise _overtaken()
        return row

    def _visible(self, at: Connection) -> Row:
        row = self._schema.found(at).get(Standing.VISIBLE)
        if row is None:
            raise absent("sandbox")
        return row

    def _visible_table(self, row: Row, entity: str) -> Stored:
        made = {table.entity: table for table in tables(row.layout)}
        if entity not in made:
            raise absent("entity in the sandbox")
        return self._schema.table(made[entity])

    def _seals(self, row: Row) -> Seals:
        return Seals(self._ring, row.state.key, row.salt)


def _shrink(engine: Engine) -> None:
    """What was dropped would go on lying in the file."""
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("VACUUM")
    forget_log(engine)


def _overtaken() -> LoadOvertaken:
    return LoadOvertaken(
        place="sandbox",
        found="Another load began meanwhile, or this one goes on elsewhere.",
        do="Look how far it is, and load it again if need be.",
    )
