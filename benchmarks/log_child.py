"""What one process does for `benchmarks log`, and the seconds that it took: as JSON, the last line.

python -m benchmarks.log_child run HOME FILE ...    a whole run, and how much of it went into the log
python -m benchmarks.log_child ask HOME             the tree, searches, and proofs of the newest run
"""

from __future__ import annotations

import json
import random
import statistics
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import polars as pl

import core.runs
import storage.runs
from benchmarks.log_home import opened
from core.migration_log import LOG_SCHEMA
from portal.cli.program import app
from portal.permissions import Actor, Role
from portal.services import log, log_proof
from portal.services.log_entries import entries
from portal.services.log_root import with_root
from portal.viewmodels.log import EntryRef, LogQuery
from portal.visit import ProjectChoice
from storage.parts import LOG

ASKED = 15
Seconds = list[float]
"""On the clock, and of a processor: the second is the same on a busy machine."""
_SPENT: dict[str, Seconds] = {}


def now() -> Seconds:
    return [perf_counter(), process_time()]


def since(before: Seconds) -> Seconds:
    return [after - each for after, each in zip(now(), before, strict=True)]


def timed(module: Any, name: str, counts: Callable[..., bool], label: str) -> None:
    """Counts the seconds inside `module.name` where `counts` says so of its arguments."""
    inner = getattr(module, name)

    def measured(*asked: Any, **named: Any) -> Any:
        before = now()
        try:
            return inner(*asked, **named)
        finally:
            if counts(*asked, **named):
                _SPENT[label] = [
                    a + b for a, b in zip(_SPENT.get(label, [0.0, 0.0]), since(before), strict=True)
                ]

    setattr(module, name, measured)


def run(files: list[str]) -> dict[str, Seconds]:
    """A run as `chartbridge migrate` does it: all seconds, and those of the log by what they went into."""
    timed(core.runs, "_log", lambda *_, **__: True, "entries")
    timed(core.runs, "frame_digest", lambda frame: frame.columns == list(LOG_SCHEMA), "digest")
    timed(storage.runs, "store_part", lambda *asked, **_: asked[2].name == LOG, "sealing")
    before = now()
    app(["migrate", "--no-export", "--accept", "all", *files], standalone_mode=False)
    return {"whole": since(before), **_SPENT}


def seconds(act: Callable[[], Any]) -> Seconds:
    before = now()
    act()
    return since(before)


def median(of: Iterable[Seconds]) -> Seconds:
    return [statistics.median(each) for each in zip(*of, strict=True)]


def ask() -> dict[str, Seconds]:
    """Of a process that begins with nothing in memory."""
    store, actor = opened(), Actor("Robin", Role.OWNER)
    with store.read() as work:
        row = work.projects.all()[0]
        newest = work.runs.of(row.id)[0].run
    project = ProjectChoice(row.id, row.name)

    def look(query: LogQuery) -> Seconds:
        return seconds(lambda: log.view(store, actor, project, query))

    found = {"tree": seconds(lambda: with_root(store, row.id, newest, by=actor.name))}
    found["first question"] = look(LogQuery())
    whole = entries(store, row.id, newest)
    named = whole.filter(pl.col("patient").is_not_null() & pl.col("source_id").is_not_null())
    chance = random.Random(7)
    rows = [named.row(chance.randrange(named.height), named=True) for _ in range(ASKED)]
    found["by patient"] = median(look(LogQuery(patient=each["patient"].split(":", 2)[2])) for each in rows)
    found["by source id"] = median(look(LogQuery(search=each["source_id"])) for each in rows)
    reasons = sorted({reason for text in whole["reasons"].unique() for reason in text.split(", ")})
    found["by reason"] = median(look(LogQuery(reason=reason)) for reason in reasons)
    found["another page"] = median(look(LogQuery(page=page)) for page in range(2, ASKED + 2))
    places = [chance.randrange(whole.height) for _ in range(ASKED)]
    proofs = [
        seconds(lambda at=at: list(log_proof.write(store, actor, row.id, EntryRef(newest, at))))
        for at in places
    ]
    return {
        **found,
        "first proof": proofs[0],
        "a proof": median(proofs),
        "entries": [float(whole.height), 0.0],
    }


def main(what: str, home: str, files: list[str]) -> None:
    del home
    told = run(files) if what == "run" else ask()
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], [str(Path(each)) for each in sys.argv[3:]])
