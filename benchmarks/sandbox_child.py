"""One load of the newest run of a home, in a process of its own: ours, or the bare copy beside it."""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from time import perf_counter, process_time
from typing import Any

import psycopg

from benchmarks.sandbox_load import OURS, Loaded
from portal.opening import open_storage
from portal.settings import read_settings
from storage import Storage
from storage.database import connect
from storage.sandbox import RunRecords, SandboxDatabase, load, records_of, sandbox_of
from storage.sandbox.binary_copy import HEADER, TRAILER, copied
from storage.sandbox.cells import packed
from storage.sandbox.layout import Holds
from storage.sandbox.rows import Columns
from storage.sandbox.schema import Schema

SCHEMA = "sandbox_benchmark"
URL = os.environ.get("BENCHMARK_DATABASE")
Tables = dict[str, tuple[int, list[bytes]]]
"""Entity -> how many columns its table has, and its rows in the form of COPY."""


def main(what: str) -> None:
    with closing(open_storage(read_settings())) as store:
        started = perf_counter()
        with store.read() as work:
            (project,) = work.projects.all()
            (run,) = work.runs.of(project.id)
            records = records_of(work, project.id, run.run)
        opening = perf_counter() - started
        size, seconds, cpu = _ours(store, records) if what == OURS else _peer(records)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(vars(Loaded(records.load.rows, size, opening, seconds, cpu, peak))))


def _ours(store: Storage, records: RunRecords) -> tuple[int, float, float]:
    with _target(store, records.load.project) as target:
        target.drop()
        started, cpu = perf_counter(), process_time()
        load(target, records, lambda _rows, _of: None)
        return 0, perf_counter() - started, process_time() - cpu


@contextmanager
def _target(store: Storage, project: str) -> Iterator[SandboxDatabase]:
    if URL is None:
        with sandbox_of(store, project) as target:
            yield target
        return
    with store.unit(reading=True) as unit:
        ring = unit.ring(project)
    engine = connect(URL)
    yield SandboxDatabase(engine, Schema(SCHEMA), ring)
    engine.dispose()


def _peer(records: RunRecords) -> tuple[int, float, float]:
    """What would be sealed, copied as it is: made ready before the clock starts."""
    tables = _ready(records)
    address = str(URL).replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(address) as connection:
        for entity, (columns, _) in tables.items():
            named = ", ".join(f"c{n} bytea" for n in range(columns))
            connection.execute(f"DROP TABLE IF EXISTS bare_{entity}; CREATE TABLE bare_{entity} ({named})")
        connection.commit()
        started, cpu = perf_counter(), process_time()
        for entity, (_, pieces) in tables.items():
            with connection.cursor() as cursor, cursor.copy(_statement(entity)) as copy:
                for piece in (HEADER, *pieces, TRAILER):
                    copy.write(piece)
            connection.commit()
        seconds, used = perf_counter() - started, process_time() - cpu
    return sum(len(piece) for _, pieces in tables.values() for piece in pieces), seconds, used


def _statement(entity: str) -> Any:
    return f"COPY bare_{entity} FROM STDIN (FORMAT BINARY)"


def _ready(records: RunRecords) -> Tables:
    found: Tables = {}
    for batch in records.batches(0):
        for piece in batch.pieces:
            cells = [packed(piece.cells[each]).to_list() for each in records.load.layout[piece.entity]]
            columns = Columns((Holds.BYTES,) * len(cells), cells)
            _, pieces = found.setdefault(piece.entity, (len(cells), []))
            pieces.append(b"".join(copied(columns)))
    return found


if __name__ == "__main__":
    main(sys.argv[1])
